//! Lays a number's text out by a format specification: sign, grouping, padding.
//!
//! Does not make digits: the number types hand them in as `NumberParts`.

use hognose_heap::Ref;

use super::spec::{Align, FormatSpec, Grouping, Sign};
use crate::raise::PyResult;
use crate::types::str::{Str, StrBuilder};
use crate::vm::Vm;

/// The text of one number, in pieces. All ASCII.
#[derive(Clone, Copy, Debug, Default)]
pub struct NumberParts<'a> {
    pub negative: bool,
    /// `0x` and the like.
    pub prefix: &'a str,
    /// Digits before the point. Empty for `inf` and `nan`, which go to `rest`.
    pub digits: &'a str,
    /// `.` is written.
    pub point: bool,
    /// Digits after the point.
    pub fraction: &'a str,
    /// Exponent, `%`, `j`, or a whole `inf` or `nan`.
    pub rest: &'a str,
}

/// The sign that the specification asks for.
pub fn sign_text(spec: &FormatSpec, negative: bool) -> &'static str {
    match (negative, spec.sign) {
        (true, _) => "-",
        (false, Some(Sign::Plus)) => "+",
        (false, Some(Sign::Space)) => " ",
        (false, _) => "",
    }
}

/// Formats a number by `spec`.
pub fn format_number(vm: &Vm, spec: &FormatSpec, parts: &NumberParts<'_>) -> PyResult<Ref<Str>> {
    let mut out = vm.str_builder();
    push_number(vm, &mut out, spec, parts)?;
    out.finish(vm)
}

/// Formats a number by `spec` at the end of `out`.
pub fn push_number(
    vm: &Vm,
    out: &mut StrBuilder,
    spec: &FormatSpec,
    parts: &NumberParts<'_>,
) -> PyResult<()> {
    let sign = sign_text(spec, parts.negative);
    let width = spec.width.unwrap_or(0);
    let fraction_groups = match spec.fraction_grouping {
        Some(_) => parts.fraction.len().saturating_sub(1) / 3,
        None => 0,
    };
    let fixed = sign.len()
        + parts.prefix.len()
        + parts.point as usize
        + parts.fraction.len()
        + fraction_groups
        + parts.rest.len();
    // Zero padding counts as digits, and is grouped like them.
    let min_digits = if spec.fill == '0' as u32 && spec.align == Align::AfterSign {
        width.saturating_sub(fixed)
    } else {
        0
    };
    let groups = match spec.grouping {
        Some(g) if !parts.digits.is_empty() => Some((g, spec.group_size())),
        _ => None,
    };
    let digits_width = match groups {
        Some((_, size)) => grouped_width(parts.digits.len(), min_digits, size),
        None => parts.digits.len(),
    };
    let padding = width.saturating_sub(fixed + digits_width);
    vm.check_size(width.max(fixed + digits_width) as u128)?;
    let (before, between, after) = match spec.align {
        Align::Left => (0, 0, padding),
        Align::Right => (padding, 0, 0),
        Align::Center => (padding / 2, 0, padding - padding / 2),
        Align::AfterSign => (0, padding, 0),
    };
    out.push_repeated(vm, spec.fill, before)?;
    out.push_str(vm, sign)?;
    out.push_str(vm, parts.prefix)?;
    out.push_repeated(vm, spec.fill, between)?;
    match groups {
        Some((grouping, size)) => push_grouped(vm, out, parts.digits, digits_width, grouping, size)?,
        None => out.push_str(vm, parts.digits)?,
    }
    if parts.point {
        out.push_char(vm, '.' as u32)?;
    }
    match spec.fraction_grouping {
        None => out.push_str(vm, parts.fraction)?,
        Some(grouping) => {
            for (i, digit) in parts.fraction.bytes().enumerate() {
                if i != 0 && i % 3 == 0 {
                    out.push_char(vm, grouping.separator() as u32)?;
                }
                out.push_char(vm, digit as u32)?;
            }
        }
    }
    out.push_str(vm, parts.rest)?;
    out.push_repeated(vm, spec.fill, after)
}

/// Width of `digits` digits, zero-padded to at least `min` characters, in groups of `size`.
///
/// A separator never comes first, so the result may be one wider than `min`.
fn grouped_width(digits: usize, min: usize, size: usize) -> usize {
    let with_separators = |n: usize| n + n.saturating_sub(1) / size;
    let plain = with_separators(digits);
    if plain >= min {
        return plain;
    }
    // Whole groups with their separators, then what is left over; a lone separator takes a digit along.
    let left = min % (size + 1);
    if left == 0 { min + 1 } else { min }
}

fn push_grouped(
    vm: &Vm,
    out: &mut StrBuilder,
    digits: &str,
    total: usize,
    grouping: Grouping,
    size: usize,
) -> PyResult<()> {
    // Position from the right: every (size + 1)th character is a separator.
    let separators = total / (size + 1);
    let zeros = total - separators - digits.len();
    let mut source = digits.bytes();
    let mut written_zeros = 0;
    for left in (0..total).rev() {
        let c = if left % (size + 1) == size {
            grouping.separator() as u32
        } else if written_zeros < zeros {
            written_zeros += 1;
            '0' as u32
        } else {
            source.next().unwrap_or(b'0') as u32
        };
        out.push_char(vm, c)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::grouped_width;

    #[test]
    fn widths() {
        assert_eq!(grouped_width(4, 8, 3), 9); // 0,001,234
        assert_eq!(grouped_width(4, 6, 3), 6); // 01,234
        assert_eq!(grouped_width(4, 5, 3), 5);
        assert_eq!(grouped_width(1, 10, 3), 10); // 00,000,001
        assert_eq!(grouped_width(3, 0, 3), 3);
        assert_eq!(grouped_width(4, 0, 3), 5);
    }
}
