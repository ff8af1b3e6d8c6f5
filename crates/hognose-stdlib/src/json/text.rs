//! JSON's string literals: reading and writing them.

use hognose_vm::prelude::*;
use hognose_vm::types::str::{StrBuilder, StrData};

use super::decode_error;

pub const ENCODE_ASCII: Def = function("encode_basestring_ascii", "(string, /)", |vm, a| {
    let mut out = vm.str_builder();
    push_literal(vm, &mut out, text_of(vm, &a[0])?, true)?;
    out.finish_value(vm)
})
.doc("Return an ASCII-only JSON representation of a Python string");

pub const ENCODE: Def = function("encode_basestring", "(string, /)", |vm, a| {
    let mut out = vm.str_builder();
    push_literal(vm, &mut out, text_of(vm, &a[0])?, false)?;
    out.finish_value(vm)
})
.doc("Return a JSON representation of a Python string");

pub const SCANSTRING: Def = function("scanstring", "(string, end, strict=True, /)", scanstring)
    .doc("Scan the string s for a JSON string. End is the index of the character in s after the quote that started the JSON string.");

fn text_of<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Str>> {
    v.get::<Str>()
        .ok_or_else(|| vm.type_error(format_args!("first argument must be a string, not {}", vm.tn(v))))
}

fn scanstring(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(text) = a[0].get::<Str>() else {
        return Err(vm.type_error(format_args!("first argument must be a string, not {}", vm.tn(&a[0]))));
    };
    let end = vm.index_i64(&a[1])?;
    let strict = given(&a[2]).map_or(Ok(true), |v| vm.truthy(v))?;
    let end = match usize::try_from(end) {
        Ok(end) if end <= text.len() => end,
        _ => return Err(vm.value_error("end is out of bounds")),
    };
    let (value, next) = read_literal(vm, text, end, strict)?;
    vm.tuple_of([value.into_value(), vm.int_from_usize(next)?])
}

/// The string whose opening quote stands before `start`, and the position behind its closing quote.
pub fn read_literal(vm: &Vm, text: &Ref<Str>, start: usize, strict: bool) -> PyResult<(Ref<Str>, usize)> {
    let end = match text.data() {
        StrData::One(units) => plain_end_of_bytes(units, start, strict),
        StrData::Two(units) => plain_end(units, start, strict),
        StrData::Four(units) => plain_end(units, start, strict),
    };
    if end < text.len() && text.char_at(end) == u32::from(b'"') {
        return Ok((vm.substr(text, start, end)?, end + 1));
    }
    read_escaped(vm, text, start, end, strict)
}

/// As `plain_end`, eight bytes at a time.
pub(super) fn plain_end_of_bytes(units: &[u8], start: usize, strict: bool) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = ONES << 7;
    // The high bit of each byte that is zero, and perhaps of bytes behind the first such.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let mut at = start;
    while let Some(chunk) = units.get(at..at + 8).and_then(|chunk| <[u8; 8]>::try_from(chunk).ok()) {
        let word = u64::from_le_bytes(chunk);
        let quotes = zeros(word ^ (ONES * u64::from(b'"')));
        let escapes = zeros(word ^ (ONES * u64::from(b'\\')));
        let controls = if strict { word.wrapping_sub(ONES * 0x20) & !word & HIGHS } else { 0 };
        let found = quotes | escapes | controls;
        if found != 0 {
            // Only the lowest mark is sure, and it is the first byte to stop at.
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    plain_end(units, at, strict)
}

/// Where the first quote, backslash or (if strict) control character stands.
#[inline]
fn plain_end<U: Copy + Into<u32>>(units: &[U], start: usize, strict: bool) -> usize {
    let rest = units.get(start..).unwrap_or(&[]);
    let stop = |&unit: &U| {
        let c: u32 = unit.into();
        c == u32::from(b'"') || c == u32::from(b'\\') || (strict && c < 0x20)
    };
    start + rest.iter().position(stop).unwrap_or(rest.len())
}

#[cold]
fn read_escaped(
    vm: &Vm,
    text: &Ref<Str>,
    start: usize,
    mut end: usize,
    strict: bool,
) -> PyResult<(Ref<Str>, usize)> {
    let begin = start - 1;
    let mut out = vm.str_builder();
    let mut from = start;
    loop {
        out.push_data(vm, text.data().slice(from, end))?;
        if end >= text.len() {
            return Err(decode_error(vm, "Unterminated string starting at", text, begin));
        }
        match text.char_at(end) {
            0x22 => return Ok((out.finish(vm)?, end + 1)),
            0x5c => {}
            _ => return Err(decode_error(vm, "Invalid control character at", text, end)),
        }
        if end + 1 >= text.len() {
            return Err(decode_error(vm, "Unterminated string starting at", text, begin));
        }
        let escape = text.char_at(end + 1);
        let simple = match char::from_u32(escape) {
            Some(c @ ('"' | '\\' | '/')) => c,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => '\0',
            _ => return Err(decode_error(vm, "Invalid \\escape", text, end)),
        };
        from = end + 2;
        if escape != u32::from(b'u') {
            out.push_char(vm, simple as u32)?;
        } else {
            let Some(first) = four_digits(text, from) else {
                return Err(decode_error(vm, "Invalid \\uXXXX escape", text, end + 1));
            };
            from += 4;
            let pair = 0xd800..0xdc00;
            let second = if pair.contains(&first)
                && from + 1 < text.len()
                && text.char_at(from) == u32::from(b'\\')
                && text.char_at(from + 1) == u32::from(b'u')
            {
                match four_digits(text, from + 2) {
                    Some(second) => (0xdc00..0xe000).contains(&second).then_some(second),
                    None => return Err(decode_error(vm, "Invalid \\uXXXX escape", text, from + 1)),
                }
            } else {
                None
            };
            match second {
                Some(second) => {
                    from += 6;
                    out.push_char(vm, 0x10000 + ((first - 0xd800) << 10 | (second - 0xdc00)))?;
                }
                None => out.push_char(vm, first)?,
            }
        }
        end = match text.data() {
            StrData::One(units) => plain_end(units, from, strict),
            StrData::Two(units) => plain_end(units, from, strict),
            StrData::Four(units) => plain_end(units, from, strict),
        };
    }
}

fn four_digits(text: &Ref<Str>, at: usize) -> Option<u32> {
    if at + 4 > text.len() {
        return None;
    }
    (at..at + 4).try_fold(0, |sum, i| Some(sum << 4 | char::from_u32(text.char_at(i))?.to_digit(16)?))
}

/// Writes a string as a literal, quotes included.
pub fn push_literal(vm: &Vm, out: &mut StrBuilder, text: &Ref<Str>, ascii_only: bool) -> PyResult<()> {
    out.push_char(vm, u32::from(b'"'))?;
    let plain = |c: u32| (0x20..0x7f).contains(&c) && c != 0x22 && c != 0x5c || (!ascii_only && c >= 0x7f);
    match text.data() {
        StrData::One(units) if units.iter().all(|&c| plain(u32::from(c))) => out.push(vm, text)?,
        data => {
            let mut from = 0;
            for at in 0..data.len() {
                let c = data.at(at);
                if plain(c) {
                    continue;
                }
                out.push_data(vm, data.slice(from, at))?;
                from = at + 1;
                push_escape(vm, out, c)?;
            }
            out.push_data(vm, data.slice(from, data.len()))?;
        }
    }
    out.push_char(vm, u32::from(b'"'))
}

fn push_escape(vm: &Vm, out: &mut StrBuilder, c: u32) -> PyResult<()> {
    let short = match c {
        0x22 => "\\\"",
        0x5c => "\\\\",
        0x08 => "\\b",
        0x0c => "\\f",
        0x0a => "\\n",
        0x0d => "\\r",
        0x09 => "\\t",
        0x10000.. => {
            let c = c - 0x10000;
            return out.write(vm, format_args!("\\u{:04x}\\u{:04x}", 0xd800 | c >> 10, 0xdc00 | c & 0x3ff));
        }
        _ => return out.write(vm, format_args!("\\u{c:04x}")),
    };
    out.push_str(vm, short)
}
