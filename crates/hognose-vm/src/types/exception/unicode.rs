//! The UnicodeError family: which codec failed where.

use super::attributes::field;
use super::{BaseException, args_tuple};
use crate::prelude::*;

pub(crate) const ENCODING: usize = 0;
pub(crate) const OBJECT: usize = 1;
pub(crate) const START: usize = 2;
pub(crate) const END: usize = 3;
pub(crate) const REASON: usize = 4;

pub(super) const ENCODE_METHODS: &[Def] =
    &[method("__init__", "($self, /, *args)", encode_init), method("__str__", "($self, /)", encode_str)];
pub(super) const DECODE_METHODS: &[Def] =
    &[method("__init__", "($self, /, *args)", decode_init), method("__str__", "($self, /)", decode_str)];
pub(super) const TRANSLATE_METHODS: &[Def] = &[
    method("__init__", "($self, /, *args)", translate_init),
    method("__str__", "($self, /)", translate_str),
];

pub(super) const GETSETS: &[GetSet] = &[
    field!("encoding", ENCODING),
    field!("object", OBJECT),
    getset("start", |vm, v| get_int(vm, v, START), Some(|vm, v, value| set_int(vm, v, START, value))),
    getset("end", |vm, v| get_int(vm, v, END), Some(|vm, v, value| set_int(vm, v, END, value))),
    field!("reason", REASON),
];
pub(super) const TRANSLATE_GETSETS: &[GetSet] = GETSETS;

fn get_int(vm: &Vm, v: &Value, i: usize) -> PyResult {
    let value = payload_of::<BaseException>(vm, v)?.field(i);
    Ok(if value.is_blank() { Value::from_small(0) } else { value })
}

fn set_int(vm: &Vm, v: &Value, i: usize, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("can't delete numeric/char attribute")) };
    let value = vm.int(vm.index_i64(value)?)?;
    payload_of::<BaseException>(vm, v)?.set_field(vm, i, value)
}

fn encode_init(vm: &Vm, a: &[Value]) -> PyResult {
    super::init(vm, a)?;
    init_encode(vm, self_of::<BaseException>(vm, a)?, args_tuple(vm, &a[1])?.items())?;
    Ok(Value::NONE)
}

fn decode_init(vm: &Vm, a: &[Value]) -> PyResult {
    super::init(vm, a)?;
    init_decode(vm, self_of::<BaseException>(vm, a)?, args_tuple(vm, &a[1])?.items())?;
    Ok(Value::NONE)
}

fn translate_init(vm: &Vm, a: &[Value]) -> PyResult {
    super::init(vm, a)?;
    init_translate(vm, self_of::<BaseException>(vm, a)?, args_tuple(vm, &a[1])?.items())?;
    Ok(Value::NONE)
}

fn need_count(vm: &Vm, args: &[Value], count: usize) -> PyResult<()> {
    if args.len() == count {
        return Ok(());
    }
    Err(vm.type_error(format_args!("function takes exactly {count} arguments ({} given)", args.len())))
}

fn need_str(vm: &Vm, args: &[Value], i: usize) -> PyResult<()> {
    if args[i].get::<Str>().is_some() {
        return Ok(());
    }
    Err(vm.type_error(format_args!("argument {} must be str, not {}", i + 1, vm.tn(&args[i]))))
}

fn store(
    vm: &Vm,
    exc: &BaseException,
    encoding: Option<&Value>,
    object: Value,
    range: &[Value],
    reason: &Value,
) -> PyResult<()> {
    if let Some(encoding) = encoding {
        exc.set_field(vm, ENCODING, encoding.clone())?;
    }
    exc.set_field(vm, OBJECT, object)?;
    exc.set_field(vm, START, vm.int(vm.index_i64(&range[0])?)?)?;
    exc.set_field(vm, END, vm.int(vm.index_i64(&range[1])?)?)?;
    exc.set_field(vm, REASON, reason.clone())
}

pub(super) fn init_encode(vm: &Vm, exc: &BaseException, args: &[Value]) -> PyResult<()> {
    need_count(vm, args, 5)?;
    need_str(vm, args, 0)?;
    need_str(vm, args, 1)?;
    need_str(vm, args, 4)?;
    store(vm, exc, Some(&args[0]), args[1].clone(), &args[2..4], &args[4])
}

pub(super) fn init_decode(vm: &Vm, exc: &BaseException, args: &[Value]) -> PyResult<()> {
    need_count(vm, args, 5)?;
    need_str(vm, args, 0)?;
    need_str(vm, args, 4)?;
    let object = if vm.class_of(&args[1]).ptr_eq(&vm.types.bytes) {
        args[1].clone()
    } else {
        let is_buffer = [&vm.types.bytearray, &vm.types.memoryview, &vm.types.bytes]
            .iter()
            .any(|t| vm.value_is_instance(&args[1], t));
        if !is_buffer {
            return Err(
                vm.type_error(format_args!("a bytes-like object is required, not '{}'", vm.tn(&args[1])))
            );
        }
        vm.call(vm.types.bytes.as_value(), &[args[1].clone()])?
    };
    store(vm, exc, Some(&args[0]), object, &args[2..4], &args[4])
}

pub(super) fn init_translate(vm: &Vm, exc: &BaseException, args: &[Value]) -> PyResult<()> {
    need_count(vm, args, 4)?;
    need_str(vm, args, 0)?;
    need_str(vm, args, 3)?;
    store(vm, exc, None, args[0].clone(), &args[1..3], &args[3])
}

/// Start and end as they were set, and whether they name exactly one item of an object with `len` items.
fn range(exc: &BaseException, len: usize) -> (i64, i64, bool) {
    let (start, end) = (exc.field(START).as_int().unwrap_or(0), exc.field(END).as_int().unwrap_or(0));
    let inside = |i: i64, most: i64| (0..=most).contains(&i);
    (start, end, inside(start, len as i64 - 1) && inside(end, len as i64) && end == start + 1)
}

fn text_of(vm: &Vm, v: &Value) -> PyResult<String> {
    Ok(vm.to_str(v)?.to_utf8().into_owned())
}

/// A code point as the messages show it.
fn shown_char(code: u32) -> String {
    match code {
        0..=0xFF => format!("\\x{code:02x}"),
        0x100..=0xFFFF => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

fn encode_str(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    let object = exc.field(OBJECT);
    let Some(text) = object.get::<Str>() else { return vm.str("") };
    let (encoding, reason) =
        (text_of(vm, &exc.field_or_none(ENCODING))?, text_of(vm, &exc.field_or_none(REASON))?);
    let (start, end, single) = range(exc, text.len());
    if single {
        let shown = shown_char(text.char_at(start as usize));
        return vm.str(&format!(
            "'{encoding}' codec can't encode character '{shown}' in position {start}: {reason}"
        ));
    }
    vm.str(&format!(
        "'{encoding}' codec can't encode characters in position {start}-{}: {reason}",
        end.wrapping_sub(1)
    ))
}

fn decode_str(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    let object = exc.field(OBJECT);
    if object.is_blank() {
        return vm.str("");
    }
    let (encoding, reason) =
        (text_of(vm, &exc.field_or_none(ENCODING))?, text_of(vm, &exc.field_or_none(REASON))?);
    let (start, end, single) = range(exc, vm.len(&object)?);
    if single {
        if let Some(byte) = vm.getitem(&object, &vm.int(start)?)?.as_int() {
            return vm.str(&format!(
                "'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}"
            ));
        }
    }
    vm.str(&format!(
        "'{encoding}' codec can't decode bytes in position {start}-{}: {reason}",
        end.wrapping_sub(1)
    ))
}

fn translate_str(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    let object = exc.field(OBJECT);
    let Some(text) = object.get::<Str>() else { return vm.str("") };
    let reason = text_of(vm, &exc.field_or_none(REASON))?;
    let (start, end, single) = range(exc, text.len());
    if single {
        let shown = shown_char(text.char_at(start as usize));
        return vm.str(&format!("can't translate character '{shown}' in position {start}: {reason}"));
    }
    vm.str(&format!("can't translate characters in position {start}-{}: {reason}", end.wrapping_sub(1)))
}
