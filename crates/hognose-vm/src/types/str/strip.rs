//! strip and its kin, and the methods that pad: ljust, rjust, center, zfill, expandtabs.

use hognose_heap::{Ref, Value};

use super::data::{StrData, with_units};
use super::unicode::is_space;
use super::{Str, this};
use crate::raise::PyResult;
use crate::vm::Vm;

/// What is left of `data` when `gone` characters are taken off the ends.
fn stripped(data: StrData<'_>, left: bool, right: bool, gone: impl Fn(u32) -> bool) -> (usize, usize) {
    with_units!(data, u => {
        let (mut start, mut end) = (0, u.len());
        if left {
            while start < end && gone(u[start].into()) {
                start += 1;
            }
        }
        if right {
            while end > start && gone(u[end - 1].into()) {
                end -= 1;
            }
        }
        (start, end)
    })
}

fn strip_by(vm: &Vm, args: &[Value], function: &str, left: bool, right: bool) -> PyResult {
    let s = this(vm, args)?;
    let (start, end) = if args[1].is_blank() || args[1].is_none() {
        stripped(s.data(), left, right, is_space)
    } else {
        let Some(set) = args[1].get::<Str>() else {
            return Err(vm.type_error(format_args!("{function} arg must be None or str")));
        };
        match set.data() {
            StrData::One([c]) => stripped(s.data(), left, right, |other| other == *c as u32),
            StrData::One(units) => {
                let mut member = [0u64; 4];
                for &c in units {
                    member[c as usize / 64] |= 1 << (c % 64);
                }
                stripped(s.data(), left, right, |c| c < 256 && member[c as usize / 64] >> (c % 64) & 1 != 0)
            }
            wide => stripped(s.data(), left, right, |c| wide.chars().any(|other| other == c)),
        }
    };
    Ok(vm.substr(s, start, end)?.into_value())
}

pub(super) fn strip(vm: &Vm, args: &[Value]) -> PyResult {
    strip_by(vm, args, "strip", true, true)
}

pub(super) fn lstrip(vm: &Vm, args: &[Value]) -> PyResult {
    strip_by(vm, args, "lstrip", true, false)
}

pub(super) fn rstrip(vm: &Vm, args: &[Value]) -> PyResult {
    strip_by(vm, args, "rstrip", false, true)
}

/// `s` between `left` and `right` fill characters.
pub fn pad(vm: &Vm, s: &Ref<Str>, left: usize, right: usize, fill: u32) -> PyResult<Ref<Str>> {
    if left == 0 && right == 0 {
        return vm.exact_str(s);
    }
    vm.check_size((left as u128 + right as u128 + s.len() as u128) * s.kind() as u128)?;
    if fill < 0x80 && s.kind() == 1 {
        let total = left + s.len() + right;
        if total == 1 {
            return vm.char_str(fill);
        }
        return vm.raw_str(total, 1, s.is_ascii(), |out| {
            out[..left].fill(fill as u8);
            out[left..left + s.len()].copy_from_slice(s.unit_bytes());
            out[left + s.len()..].fill(fill as u8);
        });
    }
    let mut out = vm.str_builder();
    out.push_repeated(vm, fill, left)?;
    out.push(vm, s)?;
    out.push_repeated(vm, fill, right)?;
    out.finish(vm)
}

fn pad_args<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<(&'a Ref<Str>, usize, u32)> {
    let s = this(vm, args)?;
    let width = vm.index_i64(&args[1])?.max(0) as usize;
    let fill = if args[2].is_blank() {
        0x20
    } else {
        let Some(fill) = args[2].get::<Str>() else {
            return Err(vm.type_error(format_args!(
                "The fill character must be a unicode character, not {}",
                vm.tn(&args[2])
            )));
        };
        if fill.len() != 1 {
            return Err(vm.type_error("The fill character must be exactly one character long"));
        }
        fill.char_at(0)
    };
    Ok((s, width, fill))
}

pub(super) fn ljust(vm: &Vm, args: &[Value]) -> PyResult {
    let (s, width, fill) = pad_args(vm, args)?;
    Ok(pad(vm, s, 0, width.saturating_sub(s.len()), fill)?.into_value())
}

pub(super) fn rjust(vm: &Vm, args: &[Value]) -> PyResult {
    let (s, width, fill) = pad_args(vm, args)?;
    Ok(pad(vm, s, width.saturating_sub(s.len()), 0, fill)?.into_value())
}

pub(super) fn center(vm: &Vm, args: &[Value]) -> PyResult {
    let (s, width, fill) = pad_args(vm, args)?;
    let (left, right) = center_margins(width, s.len());
    Ok(pad(vm, s, left, right, fill)?.into_value())
}

/// Fill characters left and right of a centered text; an odd one goes left if the width is odd.
pub(crate) fn center_margins(width: usize, len: usize) -> (usize, usize) {
    let margin = width.saturating_sub(len);
    let left = margin / 2 + (margin & width & 1);
    (left, margin - left)
}

pub(super) fn zfill(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let width = vm.index_i64(&args[1])?.max(0) as usize;
    let zeros = width.saturating_sub(s.len());
    if zeros == 0 {
        return Ok(vm.exact_str(s)?.into_value());
    }
    vm.check_size(width as u128 * s.kind() as u128)?;
    let signed = !s.is_empty() && matches!(s.char_at(0), 0x2b | 0x2d);
    let mut out = vm.str_builder();
    if signed {
        out.push_char(vm, s.char_at(0))?;
    }
    out.push_repeated(vm, '0' as u32, zeros)?;
    out.push_data(vm, s.data().slice(signed as usize, s.len()))?;
    out.finish_value(vm)
}

pub(super) fn expandtabs(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let size = if args[1].is_blank() { 8 } else { vm.index_i64(&args[1])? };
    let size = usize::try_from(size).unwrap_or(0);
    if !s.chars().any(|c| c == 9) {
        return Ok(vm.exact_str(s)?.into_value());
    }
    let mut out = vm.str_builder();
    let mut column = 0;
    for c in s.chars() {
        if c == 9 {
            if size > 0 {
                let spaces = size - column % size;
                vm.check_size(out.len() as u128 + spaces as u128)?;
                out.push_repeated(vm, 0x20, spaces)?;
                column += spaces;
            }
            continue;
        }
        out.push_char(vm, c)?;
        column = if c == 0x0a || c == 0x0d { 0 } else { column + 1 };
    }
    out.finish_value(vm)
}
