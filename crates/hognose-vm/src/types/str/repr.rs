//! repr and ascii of text.

use hognose_heap::{Ref, Value};

use super::data::StrData;
use super::unicode::is_printable;
use super::{Str, StrBuilder, this};
use crate::raise::PyResult;
use crate::vm::Vm;

/// The quote that `repr` puts around text that has these quotes in it.
pub(crate) fn quote_for(has_single: bool, has_double: bool) -> u8 {
    if has_single && !has_double { b'"' } else { b'\'' }
}

/// `repr(s)`.
pub fn repr(vm: &Vm, s: &Ref<Str>) -> PyResult<Ref<Str>> {
    if let Some(bytes) = s.ascii_bytes() {
        let mut plain = true;
        let (mut single, mut double) = (false, false);
        for &c in bytes {
            plain &= (0x20..0x7f).contains(&c) && c != b'\\';
            single |= c == b'\'';
            double |= c == b'"';
        }
        if plain && !(single && double) {
            let quote = quote_for(single, double);
            return vm.raw_str(bytes.len() + 2, 1, true, |out| {
                let last = out.len() - 1;
                out[0] = quote;
                out[1..last].copy_from_slice(bytes);
                out[last] = quote;
            });
        }
    }
    let mut out = vm.str_builder();
    push_repr(vm, &mut out, s.data())?;
    out.finish(vm)
}

/// The text between quotes, what is not printable escaped.
fn push_repr(vm: &Vm, out: &mut StrBuilder, data: StrData<'_>) -> PyResult<()> {
    let (mut single, mut double) = (false, false);
    for c in data.chars() {
        single |= c == '\'' as u32;
        double |= c == '"' as u32;
    }
    let quote = quote_for(single, double) as u32;
    out.push_char(vm, quote)?;
    for c in data.chars() {
        match c {
            0x5c => out.push_str(vm, "\\\\")?,
            c if c == quote => {
                out.push_char(vm, '\\' as u32)?;
                out.push_char(vm, c)?;
            }
            0x0a => out.push_str(vm, "\\n")?,
            0x0d => out.push_str(vm, "\\r")?,
            0x09 => out.push_str(vm, "\\t")?,
            c if is_printable(c) => out.push_char(vm, c)?,
            c => push_escape(vm, out, c)?,
        }
    }
    out.push_char(vm, quote)
}

/// `\xhh`, `\uhhhh` or `\Uhhhhhhhh`.
pub(crate) fn push_escape(vm: &Vm, out: &mut StrBuilder, c: u32) -> PyResult<()> {
    match c {
        0..=0xff => out.write(vm, format_args!("\\x{c:02x}")),
        0x100..=0xffff => out.write(vm, format_args!("\\u{c:04x}")),
        _ => out.write(vm, format_args!("\\U{c:08x}")),
    }
}

/// What `ascii()` makes of a text that `repr` gave: everything beyond ASCII escaped.
pub fn escape_non_ascii(vm: &Vm, s: &Ref<Str>) -> PyResult<Ref<Str>> {
    if s.is_ascii() {
        return Ok(s.clone());
    }
    let mut out = vm.str_builder();
    for c in s.chars() {
        if c < 0x80 {
            out.push_char(vm, c)?;
        } else {
            push_escape(vm, &mut out, c)?;
        }
    }
    out.finish(vm)
}

pub(super) fn repr_method(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(repr(vm, this(vm, args)?)?.into_value())
}
