//! `%` formatting of bytes and bytearray.

use hognose_heap::{HeapVec, Value};

use super::percent::{Directive, Operands, directive, is_mapping, push_number, unsupported};
use crate::raise::{PyResult, Raised};
use crate::types::bytes::{ByteArray, Bytes};
use crate::types::int;
use crate::types::str::{Str, StrData};
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// `template % values`.
pub fn format(vm: &Vm, template: &[u8], values: &Value) -> PyResult<HeapVec<u8>> {
    let plain_text = values.get::<Tuple>().is_some()
        || values.get::<Str>().is_some()
        || values.get::<Bytes>().is_some()
        || values.get::<ByteArray>().is_some();
    let mut operands = Operands::new(values, !plain_text && is_mapping(vm, values));
    let make_key = |a: usize, b: usize| vm.bytes(&template[a..b]);
    let mut out = HeapVec::new();
    let mut at = 0;
    while at < template.len() {
        let literal = memchr::memchr(b'%', &template[at..]).unwrap_or(template.len() - at);
        vm.push_bytes(&mut out, &template[at..at + literal])?;
        at += literal;
        if at == template.len() {
            break;
        }
        at += 1;
        if template.get(at) == Some(&b'%') {
            vm.push_bytes(&mut out, b"%")?;
            at += 1;
            continue;
        }
        let (d, next) = directive(vm, StrData::One(template), at, &mut operands, &make_key)?;
        at = next;
        let value = operands.next(vm)?;
        push_value(vm, &mut out, &d, &value)?;
    }
    if operands.left_over() {
        return Err(vm.type_error("not all arguments converted during bytes formatting"));
    }
    Ok(out)
}

fn padded(vm: &Vm, out: &mut HeapVec<u8>, d: &Directive, bytes: &[u8]) -> PyResult<()> {
    let bytes = &bytes[..d.precision.unwrap_or(usize::MAX).min(bytes.len())];
    let padding = d.width.saturating_sub(bytes.len());
    vm.check_size(out.len() as u128 + d.width as u128)?;
    let spaced = |out: &mut HeapVec<u8>| {
        let to = out.len() + padding;
        vm.retry(|heap| out.try_resize(heap, to, b' '))
    };
    if !d.left {
        spaced(out)?;
    }
    vm.push_bytes(out, bytes)?;
    if d.left {
        spaced(out)?;
    }
    Ok(())
}

fn push_value(vm: &Vm, out: &mut HeapVec<u8>, d: &Directive, value: &Value) -> PyResult<()> {
    match char::from_u32(d.ty) {
        Some('s' | 'b') => {
            if value.shape() != Some(crate::shapes::BYTES) {
                if let Some(made) = vm.call_special(value, &vm.names.__bytes__, &[])? {
                    let Some(bytes) = made.get::<Bytes>() else {
                        return Err(vm.type_error(format_args!(
                            "__bytes__ returned non-bytes (type {})",
                            vm.tn(&made)
                        )));
                    };
                    return padded(vm, out, d, bytes.tail());
                }
            }
            match vm.view_opt(value)? {
                Some(bytes) => padded(vm, out, d, &bytes),
                None => Err(vm.type_error(format_args!(
                    "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
                    vm.tn(value)
                ))),
            }
        }
        Some('r' | 'a') => {
            let text = vm.ascii(value)?;
            padded(vm, out, d, text.unit_bytes())
        }
        Some('c') => {
            let whole = Directive { precision: None, ..d.clone() };
            padded(vm, out, &whole, &[character(vm, value)?])
        }
        _ => {
            let mut text = vm.str_builder();
            if !push_number(vm, &mut text, d, value, &float_error)? {
                return Err(unsupported(vm, d));
            }
            let text = text.finish(vm)?;
            vm.push_bytes(out, text.unit_bytes())
        }
    }
}

fn float_error(vm: &Vm, v: &Value) -> Option<Raised> {
    let number = vm.lookup_special(v, &vm.names.__float__).is_some()
        || vm.lookup_special(v, &vm.names.__index__).is_some();
    if number { None } else { Some(vm.type_error(format_args!("float argument required, not {}", vm.tn(v)))) }
}

fn character(vm: &Vm, value: &Value) -> PyResult<u8> {
    if value.get::<Bytes>().is_some() || value.get::<ByteArray>().is_some() {
        if let [byte] = *vm.view(value)? {
            return Ok(byte);
        }
    } else if int::is_int(value) || vm.lookup_special(value, &vm.names.__index__).is_some() {
        let index = vm.index(value)?;
        return match int::as_i64(&index).and_then(|i| u8::try_from(i).ok()) {
            Some(byte) => Ok(byte),
            None => Err(vm.overflow_error("%c arg not in range(256)")),
        };
    }
    Err(vm.type_error(format_args!(
        "%c requires an integer in range(256) or a single byte, not {}",
        vm.tn(value)
    )))
}

fn formatted(vm: &Vm, template: &Value, values: &Value) -> PyResult {
    let mut copy = HeapVec::new();
    vm.push_bytes(&mut copy, &vm.view(template)?)?;
    let out = format(vm, &copy, values)?;
    if template.get::<ByteArray>().is_some() { vm.bytearray_from(out) } else { vm.bytes(&out) }
}

pub(crate) fn modulo(vm: &Vm, args: &[Value]) -> PyResult {
    formatted(vm, &args[0], &args[1])
}

pub(crate) fn reflected_modulo(vm: &Vm, args: &[Value]) -> PyResult {
    if args[1].get::<Bytes>().is_none() && args[1].get::<ByteArray>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    formatted(vm, &args[1], &args[0])
}
