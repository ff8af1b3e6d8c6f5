//! `Decimal.__format__`: the format mini-language on decimal digits.

#![allow(
    clippy::disallowed_methods,
    reason = "text of a number whose digits and width were held against the limit before"
)]

use hognose_vm::format::{Align, FormatSpec, NumberParts, Sign, push_number};
use hognose_vm::prelude::*;

use super::number::{Ctx, Kind, Num, Rounding, charge};
use super::object::{self, Decimal};
use super::state::state;
use super::text;

/// `__format__(fmt, override=None)`; `override` replaces the locale's conventions.
pub fn format(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(spec_text) = a[1].get::<Str>() else { return Err(vm.type_error("format arg must be str")) };
    let context = state(vm)?.current(vm)?;
    let number = object::read(vm, self_of::<Decimal>(vm, a)?)?;
    let conventions = given(&a[2]).filter(|v| !v.is_none());
    if conventions.is_some_and(|v| v.get::<Dict>().is_none()) {
        return Err(vm.type_error("optional argument must be a dict"));
    }
    if spec_text.is_empty() && conventions.is_none() {
        return Ok(text::to_text(vm, &number, false, context.capitals())?.into_value());
    }
    let spec = parse(vm, spec_text)?;
    let ctx = context.plain();
    let ty = spec.type_char();
    let by_locale = matches!(ty, Some('n' | 'N'));
    if by_locale && (spec.grouping.is_some() || spec.fraction_grouping.is_some()) {
        return Err(invalid(vm));
    }
    if by_locale || conventions.is_some() {
        return localized(vm, number, spec, &ctx, conventions);
    }
    let pieces = Pieces::of(vm, number, &spec, &ctx)?;
    let mut out = vm.str_builder();
    pieces.push(vm, &mut out, spec)?;
    out.finish_value(vm)
}

#[cold]
fn invalid(vm: &Vm) -> Raised {
    vm.value_error("invalid format string")
}

fn parse(vm: &Vm, text: &Ref<Str>) -> PyResult<FormatSpec> {
    let Ok(spec) = FormatSpec::parse_chars(text.chars(), None, Align::Right) else { return Err(invalid(vm)) };
    // An explicit alignment and zero padding exclude each other, and the type must be one of ours.
    let first = |n: usize| (n < text.len()).then(|| text.char_at(n));
    let is_align = |c: Option<u32>| c.and_then(char::from_u32).is_some_and(|c| "<>=^".contains(c));
    let aligned = is_align(first(0)) || is_align(first(1));
    if aligned && spec.zero
        || !matches!(spec.type_char(), None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | 'N' | '%'))
    {
        return Err(invalid(vm));
    }
    if spec.ty.is_some() && spec.type_char().is_none() {
        return Err(invalid(vm));
    }
    if spec.width.is_some_and(|w| w > i32::MAX as usize * 1024) {
        return Err(vm.memory_error());
    }
    Ok(spec)
}

/// The text of a number, taken apart.
struct Pieces {
    negative: bool,
    digits: Vec<u8>,
    fraction: Vec<u8>,
    point: bool,
    rest: String,
    special: bool,
}

impl Pieces {
    fn of(vm: &Vm, number: Num, spec: &FormatSpec, ctx: &Ctx) -> PyResult<Pieces> {
        let ty = spec.type_char();
        if !number.is_finite() {
            let mut text = Vec::new();
            match number.kind {
                Kind::Infinite => text.extend_from_slice(b"Infinity"),
                kind => {
                    text.extend_from_slice(if kind == Kind::Quiet { b"NaN" } else { b"sNaN" });
                    if !number.coef.is_zero() {
                        let _charge = charge(vm, number.digits())?;
                        number.coef.push_text(&mut text);
                    }
                }
            }
            if ty == Some('%') {
                text.push(b'%');
            }
            return Ok(Pieces {
                negative: number.negative,
                digits: Vec::new(),
                fraction: Vec::new(),
                point: false,
                rest: String::from_utf8(text).unwrap_or_default(),
                special: true,
            });
        }
        let upper = match ty {
            None => ctx.capitals,
            Some(c) => c.is_ascii_uppercase(),
        };
        let style = ty.map_or('g', |c| c.to_ascii_lowercase());
        let mut n = number;
        if style == '%' {
            n.exp += 2;
        }
        let precision = spec.precision.map(|p| i64::try_from(p).unwrap_or(i64::MAX / 4));
        let rounding = ctx.rounding;
        match (style, precision) {
            ('e', Some(p)) => n = round_to_digits(vm, n, p.saturating_add(1), rounding)?,
            ('g' | 'n', Some(p)) if n.digits() > p => n = round_to_digits(vm, n, p.max(1), rounding)?,
            ('f' | '%', Some(p)) => n = rescale(vm, n, -p, rounding)?,
            _ => {}
        }
        if n.coef.is_zero() && n.exp > 0 && matches!(style, 'f' | '%') {
            n.exp = 0;
        }
        if n.coef.is_zero() && spec.no_negative_zero {
            n.negative = false;
        }
        let count = n.digits();
        let left = n.exp + count;
        let point = match style {
            'e' => match precision {
                // A zero shows its places, too.
                Some(p) if n.coef.is_zero() => 1 - p,
                _ => 1,
            },
            'f' | '%' => left,
            _ if n.exp <= 0 && left > -6 => left,
            _ => 1,
        };
        let room = count.max(left.saturating_abs()).saturating_add(count);
        vm.check_size(room as u128)?;
        let _charge = charge(vm, room.saturating_mul(8))?;
        let mut text = Vec::new();
        n.coef.push_text(&mut text);
        let (digits, fraction) = if point < 0 {
            let mut fraction = vec![b'0'; point.unsigned_abs() as usize];
            fraction.extend_from_slice(&text);
            (vec![b'0'], fraction)
        } else if point >= count {
            text.resize(point as usize, b'0');
            (text, Vec::new())
        } else {
            let fraction = text.split_off(point as usize);
            (if text.is_empty() { vec![b'0'] } else { text }, fraction)
        };
        let exponent = left - point;
        let mut rest = String::new();
        if exponent != 0 || style == 'e' {
            rest = format!("{}{exponent:+}", if upper { 'E' } else { 'e' });
        }
        if style == '%' {
            rest.push('%');
        }
        let point = !fraction.is_empty() || spec.alternate;
        Ok(Pieces { negative: n.negative, digits, fraction, point, rest, special: false })
    }

    fn push(
        &self,
        vm: &Vm,
        out: &mut hognose_vm::types::str::StrBuilder,
        mut spec: FormatSpec,
    ) -> PyResult<()> {
        if self.special && spec.zero {
            // No number to put zeros before.
            spec.fill = ' ' as u32;
            spec.align = Align::Right;
        }
        let ascii = |bytes| std::str::from_utf8(bytes).unwrap_or("");
        let parts = NumberParts {
            negative: self.negative,
            prefix: "",
            digits: ascii(&self.digits),
            point: self.point,
            fraction: ascii(&self.fraction),
            rest: &self.rest,
        };
        push_number(vm, out, &spec, &parts)
    }
}

/// `n` with the exponent `exp`, however many digits that takes.
fn rescale(vm: &Vm, n: Num, exp: i64, rounding: Rounding) -> PyResult<Num> {
    if n.coef.is_zero() {
        return Ok(Num::zero(n.negative, exp));
    }
    if n.exp >= exp {
        let shift = n.exp.saturating_sub(exp);
        vm.check_size(shift as u128)?;
        let _charge = charge(vm, n.digits().saturating_add(shift))?;
        return Ok(Num::new(n.negative, n.coef.shift_left(shift as u64), exp));
    }
    let (kept, rest) = n.coef.shift_right(exp.saturating_sub(n.exp) as u64);
    let up = rounding.increments(rest, n.negative, &kept);
    Ok(Num::new(n.negative, if up { kept.increment() } else { kept }, exp))
}

/// `n` with exactly so many digits.
fn round_to_digits(vm: &Vm, n: Num, digits: i64, rounding: Rounding) -> PyResult<Num> {
    if n.coef.is_zero() {
        return Ok(n);
    }
    let exp = n.adjusted().saturating_sub(digits - 1);
    let rounded = rescale(vm, n, exp, rounding)?;
    // 9.99 may have become 10.0.
    if rounded.digits() > digits { rescale(vm, rounded, exp + 1, rounding) } else { Ok(rounded) }
}

/// The presentation type `n`: the locale's point, separator and grouping.
fn localized(vm: &Vm, number: Num, mut spec: FormatSpec, ctx: &Ctx, conventions: Option<&Value>) -> PyResult {
    let conventions = match conventions {
        Some(given) => given.clone(),
        None => vm.call_method(&vm.import("_locale")?, "localeconv", &[])?,
    };
    let text = |name: &str| -> PyResult<Ref<Str>> {
        let value = match conventions.get::<Dict>() {
            Some(dict) => dict.get(vm, &vm.str(name)?)?,
            None => None,
        };
        match value.as_ref().and_then(Value::get::<Str>) {
            Some(text) => Ok(text.clone()),
            None => vm.new_str(if name == "decimal_point" { "." } else { "" }),
        }
    };
    let (point, separator) = (text("decimal_point")?, text("thousands_sep")?);
    let grouping = match conventions.get::<Dict>() {
        Some(dict) => dict.get(vm, &vm.str("grouping")?)?,
        None => None,
    };
    let mut groups = Vec::new();
    if let Some(grouping) = &grouping {
        if let Some(text) = grouping.get::<Str>() {
            groups.extend(text.chars().map(i64::from));
        } else if grouping.get::<List>().is_some() || grouping.get::<Tuple>().is_some() {
            for size in &vm.collect(grouping)? {
                groups.push(vm.index_i64(size)?);
            }
        }
    }
    let utf8_len = |text: &Ref<Str>| text.to_utf8().len();
    if !(1..=4).contains(&utf8_len(&point))
        || utf8_len(&separator) > 4
        || groups.iter().any(|n| !(0..128).contains(n))
    {
        return Err(vm.value_error("invalid override dict"));
    }
    match spec.type_char() {
        Some('n') => spec.ty = Some('g' as u32),
        Some('N') => spec.ty = Some('G' as u32),
        _ => {}
    }
    let pieces = Pieces::of(vm, number, &spec, ctx)?;
    if pieces.special {
        let mut out = vm.str_builder();
        pieces.push(vm, &mut out, spec)?;
        return out.finish_value(vm);
    }
    let sign = match (pieces.negative, spec.sign) {
        (true, _) => "-",
        (false, Some(Sign::Plus)) => "+",
        (false, Some(Sign::Space)) => " ",
        _ => "",
    };
    let tail = pieces.fraction.len() + pieces.rest.len() + if pieces.point { point.len() } else { 0 };
    let width = spec.width.unwrap_or(0);
    vm.check_size(width as u128)?;
    let least = if spec.zero { width.saturating_sub(sign.len() + tail) } else { 0 };
    let whole = grouped(vm, &pieces.digits, &groups, &separator, least)?;
    let total = sign.len() + whole.len() + tail;
    let padding = width.saturating_sub(total);
    let (before, between, after) = match spec.align {
        Align::Left => (0, 0, padding),
        Align::Right => (padding, 0, 0),
        Align::Center => (padding / 2, 0, padding - padding / 2),
        Align::AfterSign => (0, padding, 0),
    };
    let mut out = vm.str_builder();
    out.push_repeated(vm, spec.fill, before)?;
    out.push_str(vm, sign)?;
    out.push_repeated(vm, spec.fill, between)?;
    out.push(vm, &whole)?;
    if pieces.point {
        out.push(vm, &point)?;
    }
    out.push_data_ascii(vm, &pieces.fraction)?;
    out.push_str(vm, &pieces.rest)?;
    out.push_repeated(vm, spec.fill, after)?;
    out.finish_value(vm)
}

/// Digits in the locale's groups, with zeros in front to fill `least` characters.
fn grouped(vm: &Vm, digits: &[u8], groups: &[i64], separator: &Ref<Str>, least: usize) -> PyResult<Ref<Str>> {
    // Groups from the right: (zeros, digits) of each.
    let mut pieces: Vec<(usize, &[u8])> = Vec::new();
    let mut left = digits;
    let mut least = least;
    let mut at = 0;
    let mut size = usize::MAX;
    let mut ended = false;
    loop {
        match groups.get(at) {
            Some(0) => at = groups.len(),
            Some(&n) if n > 0 && n < 127 => size = n as usize,
            Some(_) => ended = true,
            None => {}
        }
        at = (at + 1).min(groups.len());
        if ended || separator.is_empty() {
            size = usize::MAX;
        }
        let take = left.len().max(least).max(1).min(size);
        let (rest, piece) = left.split_at(left.len() - take.min(left.len()));
        pieces.push((take - piece.len(), piece));
        left = rest;
        least = least.saturating_sub(take);
        if left.is_empty() && least == 0 {
            break;
        }
        least = least.saturating_sub(separator.len());
        vm.poll()?;
    }
    let mut out = vm.str_builder();
    for (n, (zeros, piece)) in pieces.iter().rev().enumerate() {
        if n > 0 {
            out.push(vm, separator)?;
        }
        out.push_repeated(vm, u32::from(b'0'), *zeros)?;
        out.push_data_ascii(vm, piece)?;
    }
    out.finish(vm)
}
