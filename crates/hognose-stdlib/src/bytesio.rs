//! Module `_bytesio`: the class behind `io.BytesIO`, on a bytearray, so that `getbuffer` is a view of the very bytes.
//!
//! What binary streams have in common (`writelines`, `readlines`, being a `BufferedIOBase`) is Python, in the embedded `_io.py`.

use hognose_vm::prelude::*;
use hognose_vm::types::bytes::ByteArray;

/// The module.
pub static MODULE: ModuleDef =
    ModuleDef { name: "_bytesio", doc: "", functions: &[], types: &[&TYPE], init: None };

#[derive(Trace)]
struct BytesIO {
    /// A bytearray; None when closed.
    data: ValueCell,
    pos: Cell<usize>,
}

impl Payload for BytesIO {
    const NAME: &'static str = "_io.BytesIO";
    const SHAPE: ShapeId = ShapeId::fixed(198);
    const TRACED: bool = true;
    type Tail = ();
}

static TYPE: TypeDef = TypeDef {
    module: "_io",
    doc: "Buffered I/O implementation using an in-memory bytes buffer.",
    new: Some(|vm, class, _| {
        let empty = vm.bytearray(&[])?;
        vm.alloc_payload(class, || BytesIO { data: ValueCell::new(empty.clone()), pos: Cell::new(0) })
    }),
    methods: &[
        method("__init__", "($self, initial_bytes=b'')", init),
        method("write", "($self, b, /)", write),
        method("getvalue", "($self, /)", |vm, a| {
            let (_, data) = open(vm, &a[0])?;
            let bytes = payload_of::<ByteArray>(vm, &data)?.held(vm)?;
            vm.bytes(&bytes)
        }),
        method("getbuffer", "($self, /)", |vm, a| {
            let (_, data) = open(vm, &a[0])?;
            vm.call(&vm.builtin("memoryview")?, &[data])
        }),
        method("read", "($self, size=-1, /)", read),
        method("read1", "($self, size=-1, /)", read),
        method("readinto", "($self, buffer, /)", readinto),
        method("readinto1", "($self, buffer, /)", readinto),
        method("readline", "($self, size=-1, /)", |vm, a| {
            let size = size_of_arg(vm, &a[1])?;
            line(vm, &a[0], size)
        }),
        method("tell", "($self, /)", |vm, a| vm.int_from_usize(open(vm, &a[0])?.0.pos.get())),
        method("seek", "($self, pos, whence=0, /)", seek),
        method("truncate", "($self, size=None, /)", truncate),
        method("close", "($self, /)", |vm, a| {
            let this = self_of::<BytesIO>(vm, a)?;
            let data = this.data.get();
            if data.get::<ByteArray>().is_some_and(|data| data.is_exported()) {
                return Err(vm.buffer_error("Existing exports of data: object cannot be re-sized"));
            }
            this.data.set(Value::NONE);
            Ok(Value::NONE)
        }),
        method("readable", "($self, /)", yes),
        method("writable", "($self, /)", yes),
        method("seekable", "($self, /)", yes),
        method("isatty", "($self, /)", |vm, a| open(vm, &a[0]).map(|_| Value::FALSE)),
        method("flush", "($self, /)", |vm, a| open(vm, &a[0]).map(|_| Value::NONE)),
        method("__iter__", "($self, /)", |vm, a| open(vm, &a[0]).map(|_| a[0].clone())),
        method("__enter__", "($self, /)", |vm, a| open(vm, &a[0]).map(|_| a[0].clone())),
        method("__getstate__", "($self, /)", getstate),
        method("__setstate__", "($self, state, /)", setstate),
    ],
    getsets: &[getset(
        "closed",
        |vm, v| Ok(Value::from_bool(payload_of::<BytesIO>(vm, v)?.data.get().is_none())),
        None,
    )],
    iternext: Some(|vm, v| {
        let found = line(vm, v, None)?;
        Ok((vm.len(&found)? != 0).then_some(found))
    }),
    flags: TypeFlags::BASETYPE.union(TypeFlags::HAS_DICT).union(TypeFlags::WEAKREF),
    ..TypeDef::new::<BytesIO>("BytesIO")
};

/// The stream and its bytes.
fn open<'a>(vm: &Vm, v: &'a Value) -> PyResult<(&'a Ref<BytesIO>, Value)> {
    let this = payload_of::<BytesIO>(vm, v)?;
    let data = this.data.get();
    if data.is_none() {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    Ok((this, data))
}

fn yes(vm: &Vm, a: &[Value]) -> PyResult {
    open(vm, &a[0]).map(|_| Value::TRUE)
}

/// How much a `read(size)` asks for. None or negative: everything.
pub(crate) fn size_of_arg(vm: &Vm, v: &Value) -> PyResult<Option<usize>> {
    match given(v).filter(|v| !v.is_none()) {
        None => Ok(None),
        Some(v) => {
            if let Some(size) = v.as_int() {
                return Ok(usize::try_from(size).ok());
            }
            if vm.lookup_special(v, &vm.names.__index__).is_none() {
                return Err(
                    vm.type_error(format_args!("argument should be integer or None, not '{}'", vm.tn(v)))
                );
            }
            Ok(usize::try_from(vm.index_i64(v)?).ok())
        }
    }
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let this = self_of::<BytesIO>(vm, a)?;
    let data = match given(&a[1]).filter(|v| !v.is_none()) {
        None => {
            let data = this.data.get();
            match data.get::<ByteArray>() {
                // As it was made.
                Some(array) if array.is_empty() && !array.is_exported() => data,
                _ => vm.bytearray(&[])?,
            }
        }
        Some(v) => {
            let view = vm.view(v)?;
            vm.bytearray(&view)?
        }
    };
    this.data.set(data);
    this.pos.set(0);
    Ok(Value::NONE)
}

fn write(vm: &Vm, a: &[Value]) -> PyResult {
    let (this, data) = open(vm, &a[0])?;
    let array = payload_of::<ByteArray>(vm, &data)?;
    if a[1].get::<Str>().is_some() {
        return Err(vm.type_error("a bytes-like object is required, not 'str'"));
    }
    if let Some(bytes) = a[1].get::<hognose_vm::types::bytes::Bytes>() {
        // At the end, where most writes are.
        if this.pos.get() == array.len() {
            array.extend(vm, bytes.tail())?;
            this.pos.set(array.len());
            return vm.int_from_usize(bytes.tail().len());
        }
    }
    // A view of these very bytes is copied first.
    let own;
    let bytes = vm.view(&a[1])?;
    let bytes: &[u8] = if a[1].get::<hognose_vm::types::bytes::Bytes>().is_some() {
        &bytes
    } else {
        own = vm.new_bytes(&bytes)?;
        drop(bytes);
        own.tail()
    };
    if bytes.is_empty() {
        return vm.int_from_usize(0);
    }
    let (pos, len) = (this.pos.get(), array.len());
    if pos + bytes.len() > len && array.is_exported() {
        return Err(vm.buffer_error("Existing exports of data: object cannot be re-sized"));
    }
    if pos > len {
        let gap = pos - len;
        vm.check_size(pos as u128)?;
        let mut zeros: HeapVec<u8> = HeapVec::new();
        vm.retry(|heap| zeros.try_resize(heap, gap, 0))?;
        array.extend(vm, &zeros)?;
    }
    let over = bytes.len().min(array.len() - pos);
    if over > 0 {
        vm.with_buffer_mut(&data, |old| old[pos..pos + over].copy_from_slice(&bytes[..over]))?;
    }
    array.extend(vm, &bytes[over..])?;
    this.pos.set(pos + bytes.len());
    vm.int_from_usize(bytes.len())
}

/// The bytes from the position up to `end`; the position moves behind them.
fn piece(vm: &Vm, this: &Ref<BytesIO>, data: &Value, end: usize) -> PyResult {
    let start = this.pos.get();
    let made = {
        let bytes = payload_of::<ByteArray>(vm, data)?.held(vm)?;
        vm.bytes(bytes.get(start..end).unwrap_or(&[]))?
    };
    if end > start {
        this.pos.set(end);
    }
    Ok(made)
}

fn read(vm: &Vm, a: &[Value]) -> PyResult {
    let (this, data) = open(vm, &a[0])?;
    let size = size_of_arg(vm, &a[1])?;
    let len = payload_of::<ByteArray>(vm, &data)?.len();
    let end = size.map_or(len, |size| this.pos.get().saturating_add(size).min(len));
    piece(vm, this, &data, end)
}

fn line(vm: &Vm, v: &Value, size: Option<usize>) -> PyResult {
    let (this, data) = open(vm, v)?;
    let start = this.pos.get();
    let end = {
        let view = payload_of::<ByteArray>(vm, &data)?.held(vm)?;
        let most = size.map_or(view.len(), |size| start.saturating_add(size).min(view.len()));
        match view.get(start..most).and_then(|rest| rest.iter().position(|&c| c == b'\n')) {
            Some(at) => start + at + 1,
            None => most,
        }
    };
    piece(vm, this, &data, end)
}

fn readinto(vm: &Vm, a: &[Value]) -> PyResult {
    let (this, data) = open(vm, &a[0])?;
    let room = vm.with_buffer_mut(&a[1], |buffer| buffer.len())?;
    let len = vm.view(&data)?.len();
    let end = this.pos.get().saturating_add(room).min(len);
    let found = piece(vm, this, &data, end)?;
    let view = vm.view(&found)?;
    vm.with_buffer_mut(&a[1], |buffer| buffer[..view.len()].copy_from_slice(&view))?;
    vm.int_from_usize(view.len())
}

fn seek(vm: &Vm, a: &[Value]) -> PyResult {
    let (this, data) = open(vm, &a[0])?;
    let pos = match a[1].as_int() {
        Some(pos) => pos,
        None => vm.index_i64(&a[1])?,
    };
    let base = match given(&a[2]).map_or(Ok(0), |v| vm.index_i64(v))? {
        0 if pos < 0 => return Err(vm.value_error(format_args!("negative seek value {pos}"))),
        0 => 0,
        1 => this.pos.get(),
        2 => vm.view(&data)?.len(),
        other => {
            return Err(vm.value_error(format_args!("invalid whence ({other}, should be 0, 1 or 2)")));
        }
    };
    let to = (base as i64).saturating_add(pos).max(0) as usize;
    this.pos.set(to);
    vm.int_from_usize(to)
}

fn truncate(vm: &Vm, a: &[Value]) -> PyResult {
    let (this, data) = open(vm, &a[0])?;
    let size = match given(&a[1]).filter(|v| !v.is_none()) {
        None => this.pos.get(),
        Some(v) => {
            let size = vm.index_i64(v)?;
            match usize::try_from(size) {
                Ok(size) => size,
                Err(_) => return Err(vm.value_error(format_args!("negative size value {size}"))),
            }
        }
    };
    if size < vm.view(&data)?.len() {
        let from = vm.int_from_usize(size)?;
        let cut = vm.call(&vm.builtin("slice")?, &[from, Value::NONE])?;
        vm.delitem(&data, &cut)?;
    }
    vm.int_from_usize(size)
}

fn getstate(vm: &Vm, a: &[Value]) -> PyResult {
    let (this, data) = open(vm, &a[0])?;
    let bytes = {
        let view = vm.view(&data)?;
        vm.bytes(&view)?
    };
    let dict = vm.getattr(&a[0], &vm.names.__dict__)?;
    let dict = vm.call_method(&dict, "copy", &[])?;
    vm.tuple_of([bytes, vm.int_from_usize(this.pos.get())?, dict])
}

fn setstate(vm: &Vm, a: &[Value]) -> PyResult {
    let Some([bytes, pos, dict]) = a[1].get::<Tuple>().map(|t| t.items()) else {
        return Err(vm.type_error(format_args!(
            "{}.__setstate__ argument should be 3-tuple, got {}",
            vm.tn(&a[0]),
            vm.tn(&a[1])
        )));
    };
    init(vm, &[a[0].clone(), bytes.clone()])?;
    let Ok(pos) = usize::try_from(vm.index_i64(pos)?) else {
        return Err(vm.value_error("position value cannot be negative"));
    };
    self_of::<BytesIO>(vm, a)?.pos.set(pos);
    if !dict.is_none() {
        let own = vm.getattr(&a[0], &vm.names.__dict__)?;
        vm.call_method(&own, "update", std::slice::from_ref(dict))?;
    }
    Ok(Value::NONE)
}
