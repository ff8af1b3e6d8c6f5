//! Module `_stringio`: the class behind `io.StringIO`, text in a buffer that grows in place.
//!
//! What text streams have in common (`writelines`, `readlines`, being a `TextIOBase`) is Python, in the embedded `_io.py`.
//!
//! # Invariants
//! SI1: no user code runs while the buffer is borrowed.

use std::cell::RefCell;

use hognose_vm::prelude::*;
use hognose_vm::types::str::StrBuilder;
use hognose_vm::types::str::StrData;

/// The module.
pub static MODULE: ModuleDef =
    ModuleDef { name: "_stringio", doc: "", functions: &[], types: &[&TYPE], init: None };

/// What counts as a line's end, and what becomes of newlines that are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Newline {
    /// `None`: every kind is written as `\n`.
    Universal,
    /// `""`: every kind ends a line, none is changed.
    Any,
    Lf,
    Cr,
    CrLf,
}

#[derive(Trace)]
struct StringIO {
    #[trace(skip)]
    text: RefCell<StrBuilder>,
    #[trace(skip)]
    newline: Cell<Newline>,
    pos: Cell<usize>,
    closed: Cell<bool>,
    /// `__init__` has run.
    ready: Cell<bool>,
    /// Kinds of newlines met, for `newlines`: 1 CR, 2 LF, 4 CRLF.
    seen: Cell<u8>,
}

impl Payload for StringIO {
    const NAME: &'static str = "_io.StringIO";
    const SHAPE: ShapeId = ShapeId::fixed(197);
    type Tail = ();
}

static TYPE: TypeDef = TypeDef {
    module: "_io",
    doc: "Text I/O implementation using an in-memory buffer.",
    new: Some(|vm, class, _| {
        vm.alloc_payload(class, || StringIO {
            text: RefCell::new(StrBuilder::new()),
            newline: Cell::new(Newline::Lf),
            pos: Cell::new(0),
            closed: Cell::new(false),
            ready: Cell::new(false),
            seen: Cell::new(0),
        })
    }),
    methods: &[
        method("__init__", "($self, initial_value='', newline='\\n')", init),
        method("write", "($self, s, /)", |vm, a| {
            let this = open(vm, &a[0])?;
            let Some(text) = a[1].get::<Str>() else {
                return Err(vm.type_error(format_args!("string argument expected, got '{}'", vm.tn(&a[1]))));
            };
            write(vm, this, text)?;
            vm.int_from_usize(text.len())
        }),
        method("getvalue", "($self, /)", |vm, a| {
            let this = open(vm, &a[0])?;
            Ok(vm.str_from_data(this.text.borrow().data())?.into_value())
        }),
        method("read", "($self, size=-1, /)", |vm, a| {
            let this = open(vm, &a[0])?;
            let size = crate::bytesio::size_of_arg(vm, &a[1])?;
            let (start, len) = (this.pos.get(), this.text.borrow().len());
            let end = size.map_or(len, |size| start.saturating_add(size).min(len));
            piece(vm, this, start, end)
        }),
        method("readline", "($self, size=-1, /)", |vm, a| {
            let this = open(vm, &a[0])?;
            let size = crate::bytesio::size_of_arg(vm, &a[1])?;
            line(vm, this, size)
        }),
        method("tell", "($self, /)", |vm, a| vm.int_from_usize(open(vm, &a[0])?.pos.get())),
        method("seek", "($self, pos, whence=0, /)", seek),
        method("truncate", "($self, pos=None, /)", truncate),
        method("close", "($self, /)", |vm, a| {
            let this = self_of::<StringIO>(vm, a)?;
            this.closed.set(true);
            drop(this.text.replace(StrBuilder::new()));
            Ok(Value::NONE)
        }),
        method("readable", "($self, /)", yes),
        method("writable", "($self, /)", yes),
        method("seekable", "($self, /)", yes),
        method("__iter__", "($self, /)", |vm, a| open(vm, &a[0]).map(|_| a[0].clone())),
        method("__enter__", "($self, /)", |vm, a| open(vm, &a[0]).map(|_| a[0].clone())),
        method("__getstate__", "($self, /)", getstate),
        method("__setstate__", "($self, state, /)", setstate),
    ],
    getsets: &[
        getset(
            "closed",
            |vm, v| {
                let this = payload_of::<StringIO>(vm, v)?;
                if !this.ready.get() {
                    return Err(vm.value_error("I/O operation on uninitialized object"));
                }
                Ok(Value::from_bool(this.closed.get()))
            },
            None,
        ),
        getset("line_buffering", |vm, v| open(vm, v).map(|_| Value::FALSE), None),
        getset("newlines", newlines, None),
    ],
    iternext: Some(|vm, v| {
        let text = line(vm, open(vm, v)?, None)?;
        Ok(text.get::<Str>().is_some_and(|text| text.len() != 0).then_some(text))
    }),
    flags: TypeFlags::BASETYPE.union(TypeFlags::HAS_DICT).union(TypeFlags::WEAKREF),
    ..TypeDef::new::<StringIO>("StringIO")
};

fn open<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<StringIO>> {
    let this = payload_of::<StringIO>(vm, v)?;
    if !this.ready.get() {
        return Err(vm.value_error("I/O operation on uninitialized object"));
    }
    if this.closed.get() {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    Ok(this)
}

fn yes(vm: &Vm, a: &[Value]) -> PyResult {
    open(vm, &a[0]).map(|_| Value::TRUE)
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let this = self_of::<StringIO>(vm, a)?;
    let newline = match given(&a[2]) {
        None => Newline::Lf,
        Some(v) if v.is_none() => Newline::Universal,
        Some(v) => match v.get::<Str>() {
            None => {
                return Err(vm.type_error(format_args!("newline must be str or None, not {}", vm.tn(v))));
            }
            Some(text) => match &*text.to_utf8() {
                "" => Newline::Any,
                "\n" => Newline::Lf,
                "\r" => Newline::Cr,
                "\r\n" => Newline::CrLf,
                _ => {
                    let shown = vm.repr(v)?;
                    return Err(vm.value_error(format_args!("illegal newline value: {}", shown.to_utf8())));
                }
            },
        },
    };
    let initial = given(&a[1]).filter(|v| !v.is_none());
    if let Some(v) = initial {
        if v.get::<Str>().is_none() {
            return Err(vm.type_error(format_args!("initial_value must be str or None, not {}", vm.tn(v))));
        }
    }
    this.newline.set(newline);
    drop(this.text.replace(StrBuilder::new()));
    this.pos.set(0);
    this.closed.set(false);
    this.seen.set(0);
    this.ready.set(true);
    if let Some(text) = initial.and_then(Value::get::<Str>) {
        write(vm, this, text)?;
        this.pos.set(0);
    }
    Ok(Value::NONE)
}

fn write(vm: &Vm, this: &Ref<StringIO>, text: &Ref<Str>) -> PyResult<()> {
    let translated;
    if matches!(this.newline.get(), Newline::Universal | Newline::Any) {
        note_newlines(this, text);
    }
    let text = match this.newline.get() {
        Newline::Universal => match translate_in(vm, text)? {
            Some(made) => {
                translated = made;
                &translated
            }
            None => text,
        },
        Newline::Cr | Newline::CrLf if text.data().chars().any(|c| c == 10) => {
            let end: &[u32] = if this.newline.get() == Newline::Cr { &[13] } else { &[13, 10] };
            let mut out = vm.str_builder();
            for c in text.chars() {
                if c == 10 {
                    for &c in end {
                        out.push_char(vm, c)?;
                    }
                } else {
                    out.push_char(vm, c)?;
                }
            }
            translated = out.finish(vm)?;
            &translated
        }
        _ => text,
    };
    if text.is_empty() {
        return Ok(());
    }
    let mut buffer = this.text.borrow_mut();
    let (pos, len) = (this.pos.get(), buffer.len());
    if pos > len {
        vm.check_size(pos as u128)?;
        buffer.push_repeated(vm, 0, pos - len)?;
    }
    if pos >= len {
        buffer.push(vm, text)?;
    } else {
        let mut whole = vm.str_builder();
        whole.push_data(vm, buffer.data().slice(0, pos))?;
        whole.push(vm, text)?;
        let behind = pos + text.len();
        if behind < len {
            whole.push_data(vm, buffer.data().slice(behind, len))?;
        }
        *buffer = whole;
    }
    this.pos.set(pos + text.len());
    Ok(())
}

fn note_newlines(this: &StringIO, text: &Ref<Str>) {
    let data = text.data();
    let mut seen = this.seen.get();
    for i in 0..data.len() {
        match data.at(i) {
            13 => seen |= if i + 1 < data.len() && data.at(i + 1) == 10 { 4 } else { 1 },
            10 if i == 0 || data.at(i - 1) != 13 => seen |= 2,
            _ => {}
        }
    }
    this.seen.set(seen);
}

/// `\r\n` and `\r` as `\n`; None: there is none.
fn translate_in(vm: &Vm, text: &Ref<Str>) -> PyResult<Option<Ref<Str>>> {
    let data = text.data();
    if !data.chars().any(|c| c == 13) {
        return Ok(None);
    }
    let mut out = vm.str_builder();
    let mut i = 0;
    while i < data.len() {
        let c = data.at(i);
        if c == 13 {
            out.push_char(vm, 10)?;
            i += usize::from(i + 1 < data.len() && data.at(i + 1) == 10);
        } else {
            out.push_char(vm, c)?;
        }
        i += 1;
    }
    Ok(Some(out.finish(vm)?))
}

/// The characters from `start` to `end`; the position moves behind them.
fn piece(vm: &Vm, this: &Ref<StringIO>, start: usize, end: usize) -> PyResult {
    if start >= end {
        return Ok(vm.empty_str()?.into_value());
    }
    let made = vm.str_from_data(this.text.borrow().data().slice(start, end))?;
    this.pos.set(end);
    Ok(made.into_value())
}

fn line(vm: &Vm, this: &Ref<StringIO>, size: Option<usize>) -> PyResult {
    let start = this.pos.get();
    let end = {
        let buffer = this.text.borrow();
        let data = buffer.data();
        let most = size.map_or(data.len(), |size| start.saturating_add(size).min(data.len()));
        if start >= most {
            return Ok(vm.empty_str()?.into_value());
        }
        line_end(data, start, this.newline.get()).min(most)
    };
    piece(vm, this, start, end)
}

fn line_end(data: StrData<'_>, start: usize, newline: Newline) -> usize {
    let len = data.len();
    let find = |wanted: u32| match data {
        StrData::One(units) => units[start..].iter().position(|&c| u32::from(c) == wanted),
        _ => (start..len).position(|i| data.at(i) == wanted),
    };
    match newline {
        Newline::Lf | Newline::Universal => find(10).map_or(len, |at| start + at + 1),
        Newline::Cr => find(13).map_or(len, |at| start + at + 1),
        Newline::CrLf => {
            (start + 1..len).find(|&i| data.at(i) == 10 && data.at(i - 1) == 13).map_or(len, |at| at + 1)
        }
        Newline::Any => match (start..len).find(|&i| matches!(data.at(i), 10 | 13)) {
            None => len,
            Some(i) => i + 1 + usize::from(data.at(i) == 13 && i + 1 < len && data.at(i + 1) == 10),
        },
    }
}

fn seek(vm: &Vm, a: &[Value]) -> PyResult {
    let this = open(vm, &a[0])?;
    let whence = given(&a[2]).map_or(Ok(0), |v| vm.index_i64(v))?;
    let pos = vm.index_i64(&a[1])?;
    let to = match whence {
        0 => match usize::try_from(pos) {
            Ok(pos) => pos,
            Err(_) => return Err(vm.value_error(format_args!("Negative seek position {pos}"))),
        },
        1 | 2 if pos != 0 => return Err(vm.os_error_text("Can't do nonzero cur-relative seeks")),
        1 => this.pos.get(),
        2 => this.text.borrow().len(),
        _ => return Err(vm.value_error(format_args!("Invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    this.pos.set(to);
    vm.int_from_usize(to)
}

fn truncate(vm: &Vm, a: &[Value]) -> PyResult {
    let this = open(vm, &a[0])?;
    let size = match given(&a[1]).filter(|v| !v.is_none()) {
        None => this.pos.get(),
        Some(v) => {
            let size = vm.index_i64(v)?;
            match usize::try_from(size) {
                Ok(size) => size,
                Err(_) => return Err(vm.value_error(format_args!("Negative size value {size}"))),
            }
        }
    };
    let mut buffer = this.text.borrow_mut();
    if size == 0 {
        *buffer = StrBuilder::new();
    } else if size < buffer.len() {
        let mut kept = vm.str_builder();
        kept.push_data(vm, buffer.data().slice(0, size))?;
        *buffer = kept;
    }
    vm.int_from_usize(size)
}

fn newlines(vm: &Vm, v: &Value) -> PyResult {
    let this = open(vm, v)?;
    let mut kinds = HeapVec::new();
    for (bit, text) in [(1, "\r"), (2, "\n"), (4, "\r\n")] {
        if this.seen.get() & bit != 0 {
            vm.push(&mut kinds, vm.str(text)?)?;
        }
    }
    match kinds.len() {
        0 => Ok(Value::NONE),
        1 => Ok(kinds[0].clone()),
        _ => vm.tuple_from(kinds),
    }
}

fn getstate(vm: &Vm, a: &[Value]) -> PyResult {
    let this = open(vm, &a[0])?;
    let text = vm.str_from_data(this.text.borrow().data())?.into_value();
    let newline = match this.newline.get() {
        Newline::Universal => Value::NONE,
        Newline::Any => vm.str("")?,
        Newline::Lf => vm.str("\n")?,
        Newline::Cr => vm.str("\r")?,
        Newline::CrLf => vm.str("\r\n")?,
    };
    let dict = vm.getattr(&a[0], &vm.names.__dict__)?;
    let dict = vm.call_method(&dict, "copy", &[])?;
    vm.tuple_of([text, newline, vm.int_from_usize(this.pos.get())?, dict])
}

fn setstate(vm: &Vm, a: &[Value]) -> PyResult {
    let Some([text, newline, pos, dict]) = a[1].get::<Tuple>().map(|t| t.items()) else {
        return Err(vm.type_error(format_args!(
            "{}.__setstate__ argument should be 4-tuple, got {}",
            vm.tn(&a[0]),
            vm.tn(&a[1])
        )));
    };
    if self_of::<StringIO>(vm, a)?.ready.get() {
        open(vm, &a[0])?;
    }
    // The text is as it was kept: its newlines have been translated.
    init(vm, &[a[0].clone(), vm.str("")?, newline.clone()])?;
    let translation = open(vm, &a[0])?.newline.get();
    init(vm, &[a[0].clone(), text.clone(), vm.str("\n")?])?;
    open(vm, &a[0])?.newline.set(translation);
    let Ok(pos) = usize::try_from(vm.index_i64(pos)?) else {
        return Err(vm.value_error("position value cannot be negative"));
    };
    open(vm, &a[0])?.pos.set(pos);
    if !dict.is_none() {
        let own = vm.getattr(&a[0], &vm.names.__dict__)?;
        vm.call_method(&own, "update", std::slice::from_ref(dict))?;
    }
    Ok(Value::NONE)
}
