//! The encodings `unicode_escape` and `raw_unicode_escape`: text as the source of a literal.

use hognose_heap::{HeapVec, Ref, Value};

use super::super::Str;
use super::super::repr::push_escape;
use super::errors::{DecodeJob, Errors};
use crate::raise::PyResult;
use crate::types::bytes::Bytes;
use crate::vm::Vm;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    Full,
    /// `\u` and `\U` alone.
    Raw,
}

fn style_of(name: &Str) -> Option<Style> {
    let name = name.as_str()?.replace(['-', ' '], "_");
    match name.to_ascii_lowercase().as_str() {
        "unicode_escape" | "unicodeescape" => Some(Style::Full),
        "raw_unicode_escape" | "rawunicodeescape" => Some(Style::Raw),
        _ => None,
    }
}

pub(super) fn encode_named(vm: &Vm, s: &Ref<Str>, name: &Ref<Str>) -> PyResult<Option<Value>> {
    match style_of(name) {
        Some(style) => Ok(Some(encode(vm, s, style)?)),
        None => Ok(None),
    }
}

pub(super) fn decode_named(
    vm: &Vm,
    object: &Value,
    name: &Ref<Str>,
    errors: &Errors,
) -> PyResult<Option<Ref<Str>>> {
    let Some(style) = style_of(name) else { return Ok(None) };
    let bytes = vm.bytes_of_buffer(object)?;
    Ok(Some(decode(vm, &bytes, style, errors, true)?.0))
}

/// The text as ASCII with escapes (or latin-1 with escapes, if raw).
pub fn encode(vm: &Vm, s: &Ref<Str>, style: Style) -> PyResult {
    let mut out = vm.str_builder();
    for c in s.chars() {
        match (style, c) {
            (Style::Raw, 0..=0xff) => out.push_char(vm, c)?,
            (Style::Raw, _) => push_escape(vm, &mut out, c)?,
            (Style::Full, 0x5c) => out.push_str(vm, "\\\\")?,
            (Style::Full, 0x09) => out.push_str(vm, "\\t")?,
            (Style::Full, 0x0a) => out.push_str(vm, "\\n")?,
            (Style::Full, 0x0d) => out.push_str(vm, "\\r")?,
            (Style::Full, 0x20..=0x7e) => out.push_char(vm, c)?,
            (Style::Full, _) => push_escape(vm, &mut out, c)?,
        }
    }
    let text = out.finish(vm)?;
    vm.bytes(text.unit_bytes())
}

/// The text that the bytes, as a literal's source, stand for; and how many bytes were used.
pub fn decode(
    vm: &Vm,
    bytes: &Ref<Bytes>,
    style: Style,
    errors: &Errors,
    last: bool,
) -> PyResult<(Ref<Str>, usize)> {
    let name = if style == Style::Full { "unicodeescape" } else { "rawunicodeescape" };
    let job = DecodeJob { vm, bytes, skipped: 0, name, errors };
    let input = job.input();
    let mut out = vm.str_builder();
    let mut i = 0;
    while i < input.len() {
        let c = input[i];
        if c != b'\\' {
            out.push_char(vm, c as u32)?;
            i += 1;
            continue;
        }
        let Some(&kind) = input.get(i + 1) else {
            if !last {
                break;
            }
            if style == Style::Raw {
                out.push_char(vm, c as u32)?;
                i += 1;
            } else {
                i = job.handle(&mut out, i, i + 1, "\\ at end of string")?;
            }
            continue;
        };
        let digits = match kind {
            b'x' if style == Style::Full => 2,
            b'u' => 4,
            b'U' => 8,
            _ if style == Style::Raw => {
                out.push_char(vm, c as u32)?;
                i += 1;
                // A doubled backslash hides a `u` behind it.
                if kind == b'\\' {
                    out.push_char(vm, c as u32)?;
                    i += 1;
                }
                continue;
            }
            b'N' => {
                match named_end(&input[i + 2..]) {
                    Some(end) => {
                        let name = std::str::from_utf8(&input[i + 3..i + 2 + end]).unwrap_or_default();
                        match unicode_names2::character(name) {
                            Some(c) => {
                                out.push_char(vm, c as u32)?;
                                i += end + 3;
                            }
                            None => {
                                i = job.handle(&mut out, i, i + end + 3, "unknown Unicode character name")?
                            }
                        }
                    }
                    None if !last => break,
                    None => i = job.handle(&mut out, i, input.len(), "malformed \\N character escape")?,
                }
                continue;
            }
            _ => {
                i += simple_escape(vm, &mut out, &input[i..])?;
                continue;
            }
        };
        let found = input[i + 2..].iter().take(digits).take_while(|c| c.is_ascii_hexdigit()).count();
        if found < digits {
            if !last && i + 2 + found == input.len() {
                break;
            }
            let reason = match digits {
                2 => "truncated \\xXX escape",
                4 => "truncated \\uXXXX escape",
                _ => "truncated \\UXXXXXXXX escape",
            };
            i = job.handle(&mut out, i, i + 2 + found, reason)?;
            continue;
        }
        let value = input[i + 2..i + 2 + digits]
            .iter()
            .fold(0u32, |v, &c| v << 4 | (c as char).to_digit(16).unwrap_or(0));
        if value < 0x110000 {
            out.push_char(vm, value)?;
            i += 2 + digits;
        } else {
            let reason =
                if style == Style::Full { "illegal Unicode character" } else { "\\Uxxxxxxxx out of range" };
            i = job.handle(&mut out, i, i + 2 + digits, reason)?;
        }
    }
    Ok((out.finish(vm)?, i))
}

/// Position of the `}` of `{NAME}`.
fn named_end(rest: &[u8]) -> Option<usize> {
    if rest.first() != Some(&b'{') {
        return None;
    }
    rest.iter().position(|&c| c == b'}').filter(|&end| end > 1)
}

/// One of the short escapes; the bytes it took.
fn simple_escape(vm: &Vm, out: &mut super::super::StrBuilder, input: &[u8]) -> PyResult<usize> {
    let c = match input[1] {
        b'\n' => return Ok(2),
        b'\\' | b'\'' | b'"' => input[1] as u32,
        b'a' => 7,
        b'b' => 8,
        b't' => 9,
        b'n' => 10,
        b'v' => 11,
        b'f' => 12,
        b'r' => 13,
        b'0'..=b'7' => {
            let n = input[1..].iter().take(3).take_while(|c| (b'0'..=b'7').contains(c)).count();
            let value = input[1..1 + n].iter().fold(0u32, |v, &c| v << 3 | (c - b'0') as u32);
            out.push_char(vm, value)?;
            return Ok(1 + n);
        }
        // An unknown escape stands for itself.
        other => {
            out.push_char(vm, '\\' as u32)?;
            out.push_char(vm, other as u32)?;
            return Ok(2);
        }
    };
    out.push_char(vm, c)?;
    Ok(2)
}

/// Bytes with the escapes of a bytes literal resolved.
pub fn decode_bytes(vm: &Vm, input: &[u8], errors: &Errors) -> PyResult<HeapVec<u8>> {
    let mut out = HeapVec::new();
    let mut i = 0;
    while i < input.len() {
        let c = input[i];
        if c != b'\\' {
            vm.push_bytes(&mut out, &[c])?;
            i += 1;
            continue;
        }
        let Some(&kind) = input.get(i + 1) else {
            return Err(vm.value_error("Trailing \\ in string"));
        };
        let byte = match kind {
            b'\n' => {
                i += 2;
                continue;
            }
            b'\\' | b'\'' | b'"' => kind,
            b'a' => 7,
            b'b' => 8,
            b't' => 9,
            b'n' => 10,
            b'v' => 11,
            b'f' => 12,
            b'r' => 13,
            b'0'..=b'7' => {
                let n = input[i + 1..].iter().take(3).take_while(|c| (b'0'..=b'7').contains(c)).count();
                let value = input[i + 1..i + 1 + n].iter().fold(0u32, |v, &c| v << 3 | (c - b'0') as u32);
                vm.push_bytes(&mut out, &[value as u8])?;
                i += 1 + n;
                continue;
            }
            b'x' => {
                let digits = input.get(i + 2..i + 4).filter(|d| d.iter().all(u8::is_ascii_hexdigit));
                match digits {
                    Some(digits) => {
                        let value =
                            digits.iter().fold(0, |v, &c| v << 4 | (c as char).to_digit(16).unwrap_or(0));
                        vm.push_bytes(&mut out, &[value as u8])?;
                        i += 4;
                    }
                    None => {
                        match errors {
                            Errors::Ignore => {}
                            Errors::Replace => vm.push_bytes(&mut out, b"?")?,
                            _ => {
                                return Err(
                                    vm.value_error(format_args!("invalid \\x escape at position {i}"))
                                );
                            }
                        }
                        i += 2;
                        if input.get(i).is_some_and(u8::is_ascii_hexdigit) {
                            i += 1;
                        }
                    }
                }
                continue;
            }
            other => {
                vm.push_bytes(&mut out, &[b'\\', other])?;
                i += 2;
                continue;
            }
        };
        vm.push_bytes(&mut out, &[byte])?;
        i += 2;
    }
    Ok(out)
}

/// Bytes as they stand in a literal between single quotes.
pub fn encode_bytes(vm: &Vm, input: &[u8]) -> PyResult<HeapVec<u8>> {
    let mut out = HeapVec::new();
    for &c in input {
        match c {
            b'\\' => vm.push_bytes(&mut out, b"\\\\")?,
            b'\'' => vm.push_bytes(&mut out, b"\\'")?,
            b'\t' => vm.push_bytes(&mut out, b"\\t")?,
            b'\n' => vm.push_bytes(&mut out, b"\\n")?,
            b'\r' => vm.push_bytes(&mut out, b"\\r")?,
            0x20..=0x7e => vm.push_bytes(&mut out, &[c])?,
            c => {
                let digits = b"0123456789abcdef";
                vm.push_bytes(&mut out, &[b'\\', b'x', digits[c as usize >> 4], digits[c as usize & 15]])?;
            }
        }
    }
    Ok(out)
}
