//! Complex numbers to text and back.

use hognose_heap::{Ref, Value};

use super::Pair;
use crate::format::number::push_number;
use crate::format::{Align, FormatSpec, Sign};
use crate::raise::PyResult;
use crate::types::float::format::{present, split};
use crate::types::float::text::{Flags, Style, parse_prefix, to_text};
use crate::types::str::Str;
use crate::vm::Vm;

/// `repr(z)`
pub fn repr((re, im): Pair) -> String {
    let shortest = |x| to_text(x, Style::Repr, 0, Flags::default());
    let imaginary = shortest(im);
    if re == 0.0 && re.is_sign_positive() {
        return format!("{imaginary}j");
    }
    let plus = if imaginary.starts_with('-') { "" } else { "+" };
    format!("({}{plus}{imaginary}j)", shortest(re))
}

/// Reads what `complex()` accepts; white space of all kinds already made spaces, digits ASCII.
pub fn parse(text: &str) -> Option<Pair> {
    let blank = |c: char| c.is_ascii() && crate::types::int::text::is_space(c as u8);
    let mut text = text.trim_matches(blank);
    if let Some(inner) = text.strip_prefix('(') {
        text = inner.strip_suffix(')')?.trim_matches(blank);
    }
    let without;
    if text.contains('_') {
        // An underscore stands between two digits.
        let bytes = text.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let good = |at: usize| at > 0 && is_digit(at - 1) && is_digit(at + 1);
        if !bytes.iter().enumerate().all(|(at, &c)| c != b'_' || good(at)) {
            return None;
        }
        without = text.replace('_', "");
        text = &without;
    }
    let is_j = |rest: &str| rest == "j" || rest == "J";
    let signed_one = |text: &str| -> Option<f64> {
        if is_j(text) {
            return Some(1.0);
        }
        match text.as_bytes().first()? {
            b'+' if is_j(&text[1..]) => Some(1.0),
            b'-' if is_j(&text[1..]) => Some(-1.0),
            _ => None,
        }
    };
    let Some((first, length)) = parse_prefix(text) else {
        return Some((0.0, signed_one(text)?));
    };
    let rest = &text[length..];
    if rest.is_empty() {
        return Some((first, 0.0));
    }
    if is_j(rest) {
        return Some((0.0, first));
    }
    if !rest.starts_with(['+', '-']) {
        return None;
    }
    match parse_prefix(rest) {
        Some((second, length)) if is_j(&rest[length..]) => Some((first, second)),
        Some(_) => None,
        None => Some((first, signed_one(rest)?)),
    }
}

/// `format(z, spec)`
pub fn format(vm: &Vm, pair: Pair, value: &Value, spec: &Ref<Str>) -> PyResult<Ref<Str>> {
    if spec.len() == 0 {
        return vm.to_str(value);
    }
    let spec = FormatSpec::parse(vm, spec, None, Align::Right, value)?;
    if spec.zero || spec.fill == '0' as u32 {
        return Err(vm.value_error("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(vm.value_error("'=' alignment flag is not allowed in complex format specifier"));
    }
    if spec.type_char() == Some('%') {
        return Err(spec.unknown_type(vm, value));
    }
    // Without a presentation type the parts look like repr's, in parentheses unless the real part is +0.
    let plain = spec.ty.is_none();
    let mut part = spec.clone();
    part.width = None;
    if plain {
        part.ty = spec.precision.map(|_| 'g' as u32);
    }
    let text = |x: f64, part: &FormatSpec| -> PyResult<String> {
        if plain && spec.precision.is_none() {
            return Ok(to_text(x, Style::Repr, 0, Flags { alternate: spec.alternate, ..Flags::default() }));
        }
        present(vm, x, value, part)
    };
    let skip_real = plain && pair.0 == 0.0 && pair.0.is_sign_positive();
    let mut inner = vm.str_builder();
    if plain && !skip_real {
        inner.push_char(vm, '(' as u32)?;
    }
    if !skip_real {
        push_number(vm, &mut inner, &part, &split(&text(pair.0, &part)?, spec.no_negative_zero))?;
        part.sign = Some(Sign::Plus);
    }
    push_number(vm, &mut inner, &part, &split(&text(pair.1, &part)?, spec.no_negative_zero))?;
    inner.push_str(vm, if plain && !skip_real { "j)" } else { "j" })?;
    let inner = inner.finish(vm)?;
    let padding = spec.width.unwrap_or(0).saturating_sub(inner.len());
    let (before, after) = match spec.align {
        Align::Left => (0, padding),
        Align::Center => (padding / 2, padding - padding / 2),
        Align::Right | Align::AfterSign => (padding, 0),
    };
    let mut out = vm.str_builder();
    out.push_repeated(vm, spec.fill, before)?;
    out.push(vm, &inner)?;
    out.push_repeated(vm, spec.fill, after)?;
    out.finish(vm)
}

#[cfg(test)]
mod tests {
    use super::{parse, repr};

    #[test]
    fn reprs() {
        assert_eq!(repr((1.0, 2.0)), "(1+2j)");
        assert_eq!(repr((0.0, -0.0)), "-0j");
        assert_eq!(repr((-0.0, 1.5)), "(-0+1.5j)");
        assert_eq!(repr((f64::NAN, f64::NEG_INFINITY)), "(nan-infj)");
    }

    #[test]
    fn literals() {
        for (text, pair) in [
            ("1+2j", (1.0, 2.0)),
            (" ( 1e3-.5J ) ", (1000.0, -0.5)),
            ("j", (0.0, 1.0)),
            ("-j", (0.0, -1.0)),
            ("3+j", (3.0, 1.0)),
            ("1_0j", (0.0, 10.0)),
            ("-1.5", (-1.5, 0.0)),
            ("inf-infj", (f64::INFINITY, f64::NEG_INFINITY)),
        ] {
            assert_eq!(parse(text), Some(pair), "{text}");
        }
        for bad in ["", "1+2", "1 + 2j", "(1", "1j+2", "1+2jj", "1__0j", "+-j", "()", "1+"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
