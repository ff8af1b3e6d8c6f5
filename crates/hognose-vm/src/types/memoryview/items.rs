//! Items of a buffer by format: bytes to objects and back. Native order and sizes.

use hognose_heap::Value;

use crate::raise::{PyResult, Raised};
use crate::types::bytes::Bytes;
use crate::types::int;
use crate::vm::Vm;

/// Bytes of an item of a native single-character format.
pub fn item_size(format: u8) -> Option<usize> {
    Some(match format {
        b'B' | b'b' | b'c' | b'?' => 1,
        b'H' | b'h' | b'e' => 2,
        b'I' | b'i' | b'f' => 4,
        b'L' | b'l' | b'Q' | b'q' | b'N' | b'n' | b'd' | b'P' => 8,
        _ => return None,
    })
}

fn wide<const N: usize>(bytes: &[u8]) -> [u8; N] {
    *bytes.first_chunk::<N>().unwrap_or(&[0; N])
}

/// The object that an item's bytes stand for.
pub fn read_item(vm: &Vm, format: u8, bytes: &[u8]) -> PyResult {
    match format {
        b'B' => Ok(Value::from_small(bytes[0] as i32)),
        b'b' => Ok(Value::from_small(bytes[0] as i8 as i32)),
        b'c' => vm.bytes(&bytes[..1]),
        b'?' => Ok(Value::from_bool(bytes[0] != 0)),
        b'H' => Ok(Value::from_small(u16::from_ne_bytes(wide(bytes)) as i32)),
        b'h' => Ok(Value::from_small(i16::from_ne_bytes(wide(bytes)) as i32)),
        b'I' => vm.int(u32::from_ne_bytes(wide(bytes)) as i64),
        b'i' => vm.int(i32::from_ne_bytes(wide(bytes)) as i64),
        b'L' | b'Q' | b'N' | b'P' => vm.int_from_u64(u64::from_ne_bytes(wide(bytes))),
        b'l' | b'q' | b'n' => vm.int(i64::from_ne_bytes(wide(bytes))),
        b'f' => vm.float(f32::from_ne_bytes(wide(bytes)) as f64),
        b'd' => vm.float(f64::from_ne_bytes(wide(bytes))),
        _ => Err(unsupported(vm, format)),
    }
}

fn unsupported(vm: &Vm, format: u8) -> Raised {
    vm.not_implemented_error(format_args!("memoryview: format {} not supported", format as char))
}

/// An item's bytes, at the front of eight.
pub fn write_item(vm: &Vm, format: u8, v: &Value) -> PyResult<[u8; 8]> {
    let wrong_type =
        || vm.type_error(format_args!("memoryview: invalid type for format '{}'", format as char));
    let wrong_value =
        || vm.value_error(format_args!("memoryview: invalid value for format '{}'", format as char));
    let mut out = [0; 8];
    match format {
        b'c' => match v.get::<Bytes>().map(|b| b.tail()) {
            Some([byte]) => out[0] = *byte,
            Some(_) => return Err(wrong_value()),
            None => return Err(wrong_type()),
        },
        b'?' => out[0] = vm.truthy(v)? as u8,
        b'f' | b'd' => {
            if !v.is_f64()
                && vm.lookup_special(v, &vm.names.__float__).is_none()
                && vm.lookup_special(v, &vm.names.__index__).is_none()
            {
                return Err(wrong_type());
            }
            let x = vm.float_of(v)?;
            if format == b'd' {
                out = x.to_ne_bytes();
            } else {
                out[..4].copy_from_slice(&(x as f32).to_ne_bytes());
            }
        }
        _ => {
            let Some(size) = item_size(format) else { return Err(unsupported(vm, format)) };
            if !int::is_int(v) && vm.lookup_special(v, &vm.names.__index__).is_none() {
                return Err(wrong_type());
            }
            let index = vm.index(v)?;
            let Some(value) = int::IntRef::of(&index) else { return Err(wrong_type()) };
            let signed = format.is_ascii_lowercase();
            let bits = if signed {
                let Some(i) = value.to_i64() else { return Err(wrong_value()) };
                let shift = 64 - 8 * size as u32;
                if i << shift >> shift != i {
                    return Err(wrong_value());
                }
                i as u64
            } else {
                let Some(u) = value.to_u64() else { return Err(wrong_value()) };
                if size < 8 && u >> (8 * size) != 0 {
                    return Err(wrong_value());
                }
                u
            };
            match size {
                1 => out[0] = bits as u8,
                2 => out[..2].copy_from_slice(&(bits as u16).to_ne_bytes()),
                4 => out[..4].copy_from_slice(&(bits as u32).to_ne_bytes()),
                _ => out = bits.to_ne_bytes(),
            }
        }
    }
    Ok(out)
}
