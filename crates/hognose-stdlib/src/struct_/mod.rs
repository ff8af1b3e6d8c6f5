//! Module `_struct`: values packed into bytes by format strings.
//!
//! format.rs reads formats, codec.rs numbers.

pub(crate) mod codec;
mod format;

use hognose_vm::prelude::*;
use hognose_vm::typedef::{Args, Def, GetSet, ModuleDef, TypeDef, TypeFlags, function, getset, method};
use hognose_vm::types::bytes::Bytes;
use hognose_vm::types::module::Module;

use codec::PackError;
use format::{Field, FormatError, Summary};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_struct",
    doc: "Functions to convert between Python values and C structs.\nPython bytes objects are used to hold the data \
          representing the C struct\nand also as format strings (explained below) to describe the layout of data\nin the C struct.",
    functions: FUNCTIONS,
    types: &[&TYPE, &ITERATOR],
    init: Some(init),
};

const FUNCTIONS: &[Def] = &[
    function("_clearcache", "()", |_, _| Ok(Value::NONE)),
    function("calcsize", "(format, /)", |vm, a| vm.int_from_usize(compile(vm, &a[0])?.summary.size)),
    function("pack", "(format, /, *values)", |vm, a| {
        if let (Some(one), [value]) = (single(&a[0]), payload_of::<Tuple>(vm, &a[1])?.items()) {
            return pack_single(vm, one, value);
        }
        let format = compile(vm, &a[0])?;
        pack(vm, format.plan(), payload_of::<Tuple>(vm, &a[1])?.items(), "pack")
    }),
    function("pack_into", "(format, buffer, offset, /, *values)", |vm, a| {
        let format = compile(vm, &a[0])?;
        pack_into(vm, format.plan(), &a[1], &a[2], payload_of::<Tuple>(vm, &a[3])?.items())
    }),
    function("unpack", "(format, buffer, /)", |vm, a| {
        if let (Some((field, summary)), Some(bytes)) = (single(&a[0]), a[1].get::<Bytes>()) {
            if bytes.tail().len() == summary.size {
                return vm.tuple_of([get(vm, bytes.tail(), field.code, summary.big)?]);
            }
        }
        unpack(vm, compile(vm, &a[0])?.plan(), &a[1])
    }),
    function("unpack_from", "(format, /, buffer, offset=0)", |vm, a| {
        unpack_from(vm, compile(vm, &a[0])?.plan(), &a[1], &a[2])
    }),
    function("iter_unpack", "(format, buffer, /)", |vm, a| {
        iter_unpack(vm, compile_object(vm, &a[0])?, &a[1])
    }),
];

fn init(vm: &Vm, module: &Ref<Module>) -> PyResult<()> {
    let namespace = vm.new_dict()?;
    namespace.set_str(vm, &vm.names.__module__, vm.str("struct")?)?;
    let bases = vm.tuple(&[vm.exc.exception.to_value()])?;
    let error = vm.call(vm.types.type_.as_value(), &[vm.str("error")?, bases, namespace.into_value()])?;
    module.set(vm, "error", error)
}

/// Raises `struct.error`.
#[cold]
fn error(vm: &Vm, message: impl std::fmt::Display) -> Raised {
    let class = || -> PyResult<Option<Value>> {
        let name = vm.intern("_struct")?;
        let Some(module) = vm.modules.get_str(&name) else { return Ok(None) };
        let Some(module) = module.get::<Module>() else { return Ok(None) };
        module.get(vm, "error")
    };
    match class() {
        Ok(Some(class)) => match class.get::<Class>() {
            Some(class) => vm.raise(class, message),
            None => vm.value_error(message),
        },
        Ok(None) => vm.value_error(message),
        Err(raised) => raised,
    }
}

/// A compiled format: `struct.Struct`.
#[derive(Trace)]
struct Struct {
    format: Ref<Bytes>,
    #[trace(skip)]
    fields: HeapVec<Field>,
    #[trace(skip)]
    summary: Summary,
}

impl Payload for Struct {
    const NAME: &'static str = "Struct";
    type Tail = ();
}

static TYPE: TypeDef = TypeDef {
    module: "_struct",
    doc: "Struct(fmt) --> compiled struct object",
    new: Some(new),
    methods: METHODS,
    getsets: GETSETS,
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Struct>("Struct")
};

const METHODS: &[Def] = &[
    method("__init__", "($self, /, format)", |_, _| Ok(Value::NONE)),
    method("__repr__", "($self, /)", |vm, a| {
        let format = vm.repr(&format_text(vm, &a[0])?)?;
        vm.str(&format!("{}({})", vm.class_of(&a[0]).name(), format.to_utf8()))
    }),
    method("pack", "($self, /, *values)", |vm, a| {
        pack(vm, self_of::<Struct>(vm, a)?.plan(), payload_of::<Tuple>(vm, &a[1])?.items(), "pack")
    }),
    method("pack_into", "($self, buffer, offset, /, *values)", |vm, a| {
        let values = payload_of::<Tuple>(vm, &a[3])?;
        pack_into(vm, self_of::<Struct>(vm, a)?.plan(), &a[1], &a[2], values.items())
    }),
    method("unpack", "($self, buffer, /)", |vm, a| unpack(vm, self_of::<Struct>(vm, a)?.plan(), &a[1])),
    method("unpack_from", "($self, /, buffer, offset=0)", |vm, a| {
        unpack_from(vm, self_of::<Struct>(vm, a)?.plan(), &a[1], &a[2])
    }),
    method("iter_unpack", "($self, buffer, /)", |vm, a| {
        iter_unpack(vm, self_of::<Struct>(vm, a)?.clone(), &a[1])
    }),
];

const GETSETS: &[GetSet] = &[
    getset("format", format_text, None),
    getset("size", |vm, v| vm.int_from_usize(payload_of::<Struct>(vm, v)?.summary.size), None),
];

fn format_text(vm: &Vm, v: &Value) -> PyResult {
    let format = payload_of::<Struct>(vm, v)?.format.clone();
    vm.str(&String::from_utf8_lossy(format.tail()))
}

fn new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let [format] = args.bind::<1>(vm, "Struct", "(format)")?;
    let (bytes, fields, summary) = read_format(vm, &format)?;
    let fields = Cell::new(Some(fields));
    // The vector is handed over by the first attempt that gets memory.
    vm.alloc_payload(class, || Struct {
        format: bytes.clone(),
        fields: fields.take().unwrap_or_default(),
        summary,
    })
}

enum ParseError {
    Format(FormatError),
    Raised(Raised),
}

impl From<FormatError> for ParseError {
    fn from(error: FormatError) -> ParseError {
        ParseError::Format(error)
    }
}

/// The characters of a format, which is a str or bytes.
fn format_bytes<'a>(vm: &Vm, format: &'a Value) -> PyResult<&'a [u8]> {
    if let Some(text) = format.get::<Str>() {
        return match text.as_str() {
            Some(ascii) => Ok(ascii.as_bytes()),
            None => Err(error(vm, "bad char in struct format")),
        };
    }
    match format.get::<Bytes>() {
        Some(bytes) => Ok(bytes.tail()),
        None => {
            let name = vm.tn(format);
            Err(vm.type_error(format_args!("Struct() argument 1 must be a str or bytes object, not {name}")))
        }
    }
}

fn parsed(vm: &Vm, result: Result<Summary, ParseError>) -> PyResult<Summary> {
    result.map_err(|problem| match problem {
        ParseError::Raised(raised) => raised,
        ParseError::Format(FormatError::BadChar) => error(vm, "bad char in struct format"),
        ParseError::Format(FormatError::LoneCount) => {
            error(vm, "repeat count given without format specifier")
        }
        ParseError::Format(FormatError::TooLong) => error(vm, "total struct size too long"),
    })
}

fn read_format(vm: &Vm, format: &Value) -> PyResult<(Ref<Bytes>, HeapVec<Field>, Summary)> {
    let bytes = match format.get::<Bytes>() {
        Some(bytes) => bytes.clone(),
        None => vm.new_bytes(format_bytes(vm, format)?)?,
    };
    let mut fields = HeapVec::new();
    let result = format::parse(bytes.tail(), |field| {
        vm.retry(|heap| fields.try_push(heap, field)).map_err(ParseError::Raised)
    });
    let summary = parsed(vm, result)?;
    Ok((bytes, fields, summary))
}

/// The compiled format of a module function: the argument itself if it is one already.
fn compile_object(vm: &Vm, format: &Value) -> PyResult<Ref<Struct>> {
    if let Some(compiled) = format.get::<Struct>() {
        return Ok(compiled.clone());
    }
    let class = vm.module_class(&TYPE)?;
    let made = vm.call(class.as_value(), std::slice::from_ref(format))?;
    payload_of::<Struct>(vm, &made).cloned()
}

/// A format to work by, borrowed from where it was compiled.
#[derive(Clone, Copy)]
struct Plan<'a> {
    fields: &'a [Field],
    summary: Summary,
}

impl Struct {
    fn plan(&self) -> Plan<'_> {
        Plan { fields: &self.fields, summary: self.summary }
    }
}

/// Fields of a format that is compiled without the heap.
const FEW_FIELDS: usize = 4;
/// Bytes that are packed on the native stack.
const FEW_BYTES: usize = 64;

/// A format compiled for one use, without an object.
struct Compiled {
    few: [Field; FEW_FIELDS],
    count: usize,
    /// All fields, if they are not few.
    many: HeapVec<Field>,
    summary: Summary,
}

impl Compiled {
    fn plan(&self) -> Plan<'_> {
        let fields = if self.count <= FEW_FIELDS { &self.few[..self.count] } else { &self.many };
        Plan { fields, summary: self.summary }
    }
}

fn compile(vm: &Vm, format: &Value) -> PyResult<Compiled> {
    const NONE: Field = Field { code: b'x', count: 0, offset: 0, size: 0 };
    let (mut few, mut count, mut many) = ([NONE; FEW_FIELDS], 0, HeapVec::new());
    let result = format::parse(format_bytes(vm, format)?, |field| {
        if let Some(place) = few.get_mut(count) {
            *place = field;
        } else {
            if count == FEW_FIELDS {
                vm.retry(|heap| many.try_extend_from_slice(heap, &few)).map_err(ParseError::Raised)?;
            }
            vm.retry(|heap| many.try_push(heap, field)).map_err(ParseError::Raised)?;
        }
        count += 1;
        Ok(())
    });
    let summary = parsed(vm, result)?;
    Ok(Compiled { few, count, many, summary })
}

/// A format of one number, as most are: nothing is compiled.
#[inline]
fn single(format: &Value) -> Option<(Field, Summary)> {
    let format = match format.get::<Str>() {
        Some(text) => text.ascii_bytes()?,
        None => format.get::<Bytes>()?.tail(),
    };
    format::parse_single(format)
}

fn pack_single(vm: &Vm, (field, summary): (Field, Summary), value: &Value) -> PyResult {
    let mut bytes = [0; 8];
    let bytes = &mut bytes[..summary.size];
    put(vm, bytes, &field, value, summary)?;
    vm.bytes(bytes)
}

fn pack(vm: &Vm, plan: Plan<'_>, values: &[Value], function: &str) -> PyResult {
    if plan.summary.size <= FEW_BYTES {
        let mut bytes = [0; FEW_BYTES];
        let bytes = &mut bytes[..plan.summary.size];
        check_count(vm, plan, values, function)?;
        put_all(vm, plan, values, bytes)?;
        return vm.bytes(bytes);
    }
    let bytes = pack_bytes(vm, plan, values, function)?;
    vm.bytes(&bytes)
}

/// Packs into `bytes`, which are as many as the format says.
fn put_all(vm: &Vm, plan: Plan<'_>, values: &[Value], bytes: &mut [u8]) -> PyResult<()> {
    let mut values = values.iter();
    for field in plan.fields {
        for at in 0..field.items() {
            let Some(value) = values.next() else { break };
            let start = field.offset + at * field.size;
            put(vm, &mut bytes[start..start + field.size], field, value, plan.summary)?;
        }
    }
    Ok(())
}

fn check_count(vm: &Vm, plan: Plan<'_>, values: &[Value], function: &str) -> PyResult<()> {
    if values.len() == plan.summary.items {
        return Ok(());
    }
    let (wanted, given) = (plan.summary.items, values.len());
    Err(error(vm, format_args!("{function} expected {wanted} items for packing (got {given})")))
}

fn pack_bytes(vm: &Vm, plan: Plan<'_>, values: &[Value], function: &str) -> PyResult<HeapVec<u8>> {
    check_count(vm, plan, values, function)?;
    vm.check_size(plan.summary.size as u128)?;
    let mut bytes = HeapVec::new();
    vm.retry(|heap| bytes.try_resize(heap, plan.summary.size, 0u8))?;
    put_all(vm, plan, values, &mut bytes)?;
    Ok(bytes)
}

/// Packs one value.
fn put(vm: &Vm, out: &mut [u8], field: &Field, value: &Value, summary: Summary) -> PyResult<()> {
    let big = summary.big;
    match field.code {
        b'c' => match value.get::<Bytes>().map(|b| b.tail()) {
            Some(&[byte]) => out[0] = byte,
            _ => return Err(error(vm, "char format requires a bytes object of length 1")),
        },
        b'?' => out[0] = u8::from(vm.truthy(value)?),
        code @ (b's' | b'p') => {
            let Some(text) = vm.view_opt(value)? else {
                return Err(error(
                    vm,
                    format_args!("argument for '{}' must be a bytes object", char::from(code)),
                ));
            };
            if code == b's' {
                let n = text.len().min(out.len());
                out[..n].copy_from_slice(&text[..n]);
            } else if let Some((length, rest)) = out.split_first_mut() {
                let n = text.len().min(rest.len());
                rest[..n].copy_from_slice(&text[..n]);
                *length = n.min(255) as u8;
            }
        }
        b'e' | b'f' | b'd' => match codec::write_float(vm, out, value, big) {
            // The native format converts as C does: out of range is infinite.
            Err(PackError::FloatRange) if field.code == b'f' && summary.native => {
                out.copy_from_slice(&(vm.float_of(value)? as f32).to_ne_bytes());
            }
            result => result.map_err(|e| pack_error(vm, e, field, value))?,
        },
        b'F' | b'D' => {
            let (re, im) = hognose_vm::types::complex::of_number(vm, value)?;
            let half = out.len() / 2;
            let (first, second) = out.split_at_mut(half);
            if codec::write_f64(first, re, big).is_none() || codec::write_f64(second, im, big).is_none() {
                return Err(vm.overflow_error("float too large to pack with f format"));
            }
        }
        code => {
            let signed = code.is_ascii_lowercase();
            codec::write_int(vm, out, value, signed, big).map_err(|e| pack_error(vm, e, field, value))?;
        }
    }
    Ok(())
}

#[cold]
fn pack_error(vm: &Vm, problem: PackError, field: &Field, value: &Value) -> Raised {
    let code = char::from(field.code);
    match problem {
        PackError::Raised(raised) => raised,
        PackError::NotAnInteger => error(vm, "required argument is not an integer"),
        PackError::NotAFloat => error(vm, "required argument is not a float"),
        PackError::FloatRange => {
            vm.overflow_error(format_args!("float too large to pack with {code} format"))
        }
        PackError::Range => {
            let is_negative = hognose_vm::types::int::is_negative(value);
            let bits = 8 * field.size as u32;
            let (low, high) = if field.code.is_ascii_lowercase() {
                (i128::from(i64::MIN >> (64 - bits)), i128::from(i64::MAX >> (64 - bits)))
            } else {
                (0, (1i128 << bits) - 1)
            };
            match field.code {
                b'b' => error(vm, "byte format requires -128 <= number <= 127"),
                b'B' => error(vm, "ubyte format requires 0 <= number <= 255"),
                b'h' => error(vm, "short format requires -32768 <= number <= 32767"),
                b'H' => error(vm, "ushort format requires 0 <= number <= 65535"),
                // Beyond what C's widest conversion takes there is no range to name.
                _ if field.size == 8 || (low == 0 && is_negative) => error(vm, "argument out of range"),
                _ => error(vm, format_args!("'{code}' format requires {low} <= number <= {high}")),
            }
        }
    }
}

fn pack_into(vm: &Vm, plan: Plan<'_>, buffer: &Value, offset: &Value, values: &[Value]) -> PyResult {
    let size = plan.summary.size;
    let offset = vm.index_i64(offset)?;
    if buffer.get::<Bytes>().is_some() || !vm.is_buffer(buffer) {
        let name = vm.tn(buffer);
        return Err(vm.type_error(format_args!("argument must be read-write bytes-like object, not {name}")));
    }
    let packed = pack_bytes(vm, plan, values, "pack_into")?;
    let length = vm.with_buffer_mut(buffer, |bytes| bytes.len())?;
    if offset < 0 {
        if offset + size as i64 > 0 {
            return Err(error(vm, format_args!("no space to pack {size} bytes at offset {offset}")));
        }
        if offset + (length as i64) < 0 {
            return Err(error(vm, format_args!("offset {offset} out of range for {length}-byte buffer")));
        }
    }
    let start = if offset < 0 { (offset + length as i64) as usize } else { offset as usize };
    if length.checked_sub(start).is_none_or(|room| room < size) {
        let least = start.saturating_add(size);
        return Err(error(
            vm,
            format_args!(
                "pack_into requires a buffer of at least {least} bytes for packing {size} bytes at offset {start} \
                 (actual buffer size is {length})"
            ),
        ));
    }
    vm.with_buffer_mut(buffer, |bytes| {
        if let Some(to) = bytes.get_mut(start..start + size) {
            to.copy_from_slice(&packed);
        }
    })?;
    Ok(Value::NONE)
}

/// Unpacks one record, which has the format's size.
fn unpack_record(vm: &Vm, plan: Plan<'_>, bytes: &[u8]) -> PyResult {
    let big = plan.summary.big;
    let mut values = HeapVec::new();
    for field in plan.fields {
        for at in 0..field.items() {
            let start = field.offset + at * field.size;
            vm.push(&mut values, get(vm, &bytes[start..start + field.size], field.code, big)?)?;
        }
    }
    vm.tuple_from(values)
}

/// Unpacks one value.
fn get(vm: &Vm, bytes: &[u8], code: u8, big: bool) -> PyResult {
    match code {
        b'c' | b's' => vm.bytes(bytes),
        b'?' => Ok(Value::from_bool(bytes[0] != 0)),
        b'p' => {
            let (length, text) = bytes.split_first().unwrap_or((&0, &[]));
            vm.bytes(&text[..usize::from(*length).min(text.len())])
        }
        b'e' | b'f' | b'd' => vm.float(codec::read_float(bytes, big)),
        b'F' | b'D' => {
            let (re, im) = bytes.split_at(bytes.len() / 2);
            vm.complex(codec::read_float(re, big), codec::read_float(im, big))
        }
        _ => codec::read_int(vm, bytes, code.is_ascii_lowercase(), big),
    }
}

fn unpack(vm: &Vm, plan: Plan<'_>, buffer: &Value) -> PyResult {
    let view = vm.view(buffer)?;
    let size = plan.summary.size;
    if view.len() != size {
        return Err(error(vm, format_args!("unpack requires a buffer of {size} bytes")));
    }
    unpack_record(vm, plan, &view)
}

fn unpack_from(vm: &Vm, plan: Plan<'_>, buffer: &Value, offset: &Value) -> PyResult {
    let offset = given(offset).map_or(Ok(0), |v| vm.index_i64(v))?;
    let view = vm.view(buffer)?;
    let (size, length) = (plan.summary.size, view.len());
    if offset < 0 {
        if offset + size as i64 > 0 {
            return Err(error(vm, format_args!("not enough data to unpack {size} bytes at offset {offset}")));
        }
        if offset + (length as i64) < 0 {
            return Err(error(vm, format_args!("offset {offset} out of range for {length}-byte buffer")));
        }
    }
    let start = if offset < 0 { (offset + length as i64) as usize } else { offset as usize };
    match start.checked_add(size).and_then(|end| view.get(start..end)) {
        Some(record) => unpack_record(vm, plan, record),
        None => {
            let least = start.saturating_add(size);
            Err(error(
                vm,
                format_args!(
                    "unpack_from requires a buffer of at least {least} bytes for unpacking {size} bytes at offset \
                     {start} (actual buffer size is {length})"
                ),
            ))
        }
    }
}

/// What `iter_unpack` returns.
#[derive(Trace)]
struct UnpackIterator {
    layout: Ref<Struct>,
    buffer: ValueCell,
    at: Cell<usize>,
}

impl Payload for UnpackIterator {
    const NAME: &'static str = "unpack_iterator";
    type Tail = ();
}

static ITERATOR: TypeDef = TypeDef {
    module: "_struct",
    iternext: Some(iterator_next),
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__length_hint__", "($self, /)", |vm, a| {
            let this = self_of::<UnpackIterator>(vm, a)?;
            let buffer = this.buffer.get();
            if buffer.is_none() {
                return Ok(Value::from_small(0));
            }
            let left = vm.view(&buffer)?.len().saturating_sub(this.at.get());
            vm.int_from_usize(left / this.layout.summary.size.max(1))
        }),
    ],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<UnpackIterator>("unpack_iterator")
};

fn iter_unpack(vm: &Vm, layout: Ref<Struct>, buffer: &Value) -> PyResult {
    let size = layout.summary.size;
    if size == 0 {
        return Err(error(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    if vm.view(buffer)?.len() % size != 0 {
        return Err(error(
            vm,
            format_args!("iterative unpacking requires a buffer of a multiple of {size} bytes"),
        ));
    }
    let class = vm.module_class(&ITERATOR)?;
    vm.alloc_payload(&class, || UnpackIterator {
        layout: layout.clone(),
        buffer: ValueCell::new(buffer.clone()),
        at: Cell::new(0),
    })
}

fn iterator_next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let this = payload_of::<UnpackIterator>(vm, this)?;
    let buffer = this.buffer.get();
    if buffer.is_none() {
        return Ok(None);
    }
    let view = vm.view(&buffer)?;
    let start = this.at.get();
    let Some(record) = view.get(start..start + this.layout.summary.size) else {
        this.buffer.set(Value::NONE);
        return Ok(None);
    };
    this.at.set(start + this.layout.summary.size);
    unpack_record(vm, this.layout.plan(), record).map(Some)
}
