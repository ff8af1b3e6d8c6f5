//! lower, upper, title, capitalize, swapcase, casefold: full case mappings.

use hognose_heap::{Ref, Value};

use super::data::StrData;
use super::unicode::{
    Mapped, is_case_ignorable, is_cased, is_lower, is_upper, to_folded, to_lower, to_title, to_upper,
};
use super::{Str, this};
use crate::raise::PyResult;
use crate::vm::Vm;

/// ASCII text, changed byte by byte with its position known.
fn ascii_map(vm: &Vm, bytes: &[u8], map: impl Fn(usize, u8) -> u8) -> PyResult {
    match bytes {
        [] => Ok(vm.empty_str()?.into_value()),
        [c] => Ok(vm.char_str(map(0, *c) as u32)?.into_value()),
        _ => {
            let s = vm.raw_str(bytes.len(), 1, true, |out| {
                for (i, (to, &from)) in out.iter_mut().zip(bytes).enumerate() {
                    *to = map(i, from);
                }
            })?;
            Ok(s.into_value())
        }
    }
}

/// Any text, each character mapped to one to three.
fn full_map(vm: &Vm, s: &Ref<Str>, mut map: impl FnMut(usize, u32) -> Mapped) -> PyResult {
    let mut out = vm.str_builder();
    out.reserve(vm, s.len())?;
    for (i, c) in s.chars().enumerate() {
        for &c in map(i, c).as_slice() {
            out.push_char(vm, c)?;
        }
    }
    out.finish_value(vm)
}

const CAPITAL_SIGMA: u32 = 0x3a3;

/// Lower case of the character at `i`: a capital sigma looks at its neighbours.
fn lower_at(data: StrData<'_>, i: usize, c: u32) -> Mapped {
    if c == CAPITAL_SIGMA {
        to_lower(if is_final_sigma(data, i) { 0x3c2 } else { 0x3c3 })
    } else {
        to_lower(c)
    }
}

/// A cased letter stands before, none behind; what is case-ignorable is passed over.
fn is_final_sigma(data: StrData<'_>, i: usize) -> bool {
    let before = data.slice(0, i).chars().rev().find(|&c| !is_case_ignorable(c));
    let behind = data.slice(i + 1, data.len()).chars().find(|&c| !is_case_ignorable(c));
    before.is_some_and(is_cased) && !behind.is_some_and(is_cased)
}

pub(super) fn lower(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    match s.ascii_bytes() {
        Some(bytes) => ascii_map(vm, bytes, |_, c| c.to_ascii_lowercase()),
        None => full_map(vm, s, |i, c| lower_at(s.data(), i, c)),
    }
}

pub(super) fn upper(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    match s.ascii_bytes() {
        Some(bytes) => ascii_map(vm, bytes, |_, c| c.to_ascii_uppercase()),
        None => full_map(vm, s, |_, c| to_upper(c)),
    }
}

pub(super) fn casefold(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    match s.ascii_bytes() {
        Some(bytes) => ascii_map(vm, bytes, |_, c| c.to_ascii_lowercase()),
        None => full_map(vm, s, |_, c| to_folded(c)),
    }
}

pub(super) fn capitalize(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    match s.ascii_bytes() {
        Some(bytes) => {
            ascii_map(vm, bytes, |i, c| if i == 0 { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
        }
        None => full_map(vm, s, |i, c| if i == 0 { to_title(c) } else { lower_at(s.data(), i, c) }),
    }
}

pub(super) fn swapcase(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    match s.ascii_bytes() {
        Some(bytes) => ascii_map(vm, bytes, |_, c| {
            if c.is_ascii_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }
        }),
        None => full_map(vm, s, |i, c| {
            if is_upper(c) {
                lower_at(s.data(), i, c)
            } else if is_lower(c) {
                to_upper(c)
            } else {
                Mapped::same(c)
            }
        }),
    }
}

pub(super) fn title(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    if let Some(bytes) = s.ascii_bytes() {
        return ascii_map(vm, bytes, |i, c| {
            if i > 0 && bytes[i - 1].is_ascii_alphabetic() {
                c.to_ascii_lowercase()
            } else {
                c.to_ascii_uppercase()
            }
        });
    }
    let mut inside = false;
    full_map(vm, s, |i, c| {
        let mapped = if inside { lower_at(s.data(), i, c) } else { to_title(c) };
        inside = is_cased(c);
        mapped
    })
}
