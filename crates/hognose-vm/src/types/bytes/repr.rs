//! repr of bytes and bytearray; str of them.

use hognose_heap::{Ref, Value};

use super::kind::this;
use crate::raise::PyResult;
use crate::types::str::repr::quote_for;
use crate::types::str::{Str, StrBuilder};
use crate::vm::Vm;

/// `b'...'` at the end of `out`.
pub fn push_repr(vm: &Vm, out: &mut StrBuilder, bytes: &[u8]) -> PyResult<()> {
    let quote = quote_for(bytes.contains(&b'\''), bytes.contains(&b'"'));
    out.reserve(vm, bytes.len() + 3)?;
    out.push_char(vm, 'b' as u32)?;
    out.push_char(vm, quote as u32)?;
    for &c in bytes {
        match c {
            b'\\' => out.push_str(vm, "\\\\")?,
            b'\t' => out.push_str(vm, "\\t")?,
            b'\n' => out.push_str(vm, "\\n")?,
            b'\r' => out.push_str(vm, "\\r")?,
            c if c == quote => {
                out.push_char(vm, '\\' as u32)?;
                out.push_char(vm, c as u32)?;
            }
            0x20..=0x7e => out.push_char(vm, c as u32)?,
            c => out.write(vm, format_args!("\\x{c:02x}"))?,
        }
    }
    out.push_char(vm, quote as u32)
}

/// `repr` of a bytes object with these bytes.
pub fn repr_bytes(vm: &Vm, bytes: &[u8]) -> PyResult<Ref<Str>> {
    let mut out = vm.str_builder();
    push_repr(vm, &mut out, bytes)?;
    out.finish(vm)
}

pub(super) fn bytes_repr(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(repr_bytes(vm, &this(vm, args)?)?.into_value())
}

pub(super) fn bytearray_repr(vm: &Vm, args: &[Value]) -> PyResult {
    let mut out = vm.str_builder();
    out.write(vm, format_args!("{}(", vm.tn(&args[0])))?;
    push_repr(vm, &mut out, &this(vm, args)?)?;
    out.push_str(vm, ")")?;
    out.finish_value(vm)
}
