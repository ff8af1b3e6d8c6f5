//! `float.__format__`, and the number half of `complex.__format__`.

#![allow(
    clippy::disallowed_methods,
    reason = "text of a float whose precision was held against the limit before"
)]

use hognose_heap::{Ref, Value};

use super::text::{Flags, Style, to_text};
use crate::format::{Align, FormatSpec, NumberParts, format_number};
use crate::raise::PyResult;
use crate::types::str::Str;
use crate::vm::Vm;

/// `format(x, spec)`; `value` is `x` as messages name it.
pub fn format(vm: &Vm, x: f64, value: &Value, spec: &Ref<Str>) -> PyResult<Ref<Str>> {
    if spec.len() == 0 {
        return vm.to_str(value);
    }
    let spec = FormatSpec::parse(vm, spec, None, Align::Right, value)?;
    format_with(vm, x, value, &spec)
}

/// As `format`, the specification parsed.
pub fn format_with(vm: &Vm, x: f64, value: &Value, spec: &FormatSpec) -> PyResult<Ref<Str>> {
    let text = present(vm, x, value, spec)?;
    let parts = split(&text, spec.no_negative_zero);
    format_number(vm, spec, &parts)
}

/// The digits that the presentation type asks for, with a `-` and a `%`.
pub fn present(vm: &Vm, x: f64, value: &Value, spec: &FormatSpec) -> PyResult<String> {
    let code = match spec.ty {
        None => '\0',
        Some(_) => spec.type_char().unwrap_or('\u{1}'),
    };
    let style = match code {
        '\0' if spec.precision.is_none() => Style::Repr,
        '\0' | 'g' | 'G' | 'n' => Style::General,
        'e' | 'E' => Style::Exponent,
        'f' | 'F' | '%' => Style::Fixed,
        _ => return Err(spec.unknown_type(vm, value)),
    };
    let flags =
        Flags { alternate: spec.alternate, point_zero: code == '\0', upper: code.is_ascii_uppercase() };
    let precision = spec.precision.unwrap_or(6);
    if precision > i32::MAX as usize {
        return Err(vm.value_error("precision too big"));
    }
    // Only the fixed and alternate forms write all the zeros that a large precision asks for.
    vm.check_size(precision as u128 + 400)?;
    let _charge = vm.charge(precision + 400)?;
    let scaled = if code == '%' { x * 100.0 } else { x };
    let mut text = to_text(scaled, style, precision, flags);
    if code == '%' {
        text.push('%');
    }
    Ok(text)
}

/// Cuts a number's text into the pieces that layout wants.
pub fn split(text: &str, no_negative_zero: bool) -> NumberParts<'_> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(whole);
    let (point, rest) = match rest.strip_prefix('.') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let places = if point { rest.bytes().take_while(u8::is_ascii_digit).count() } else { 0 };
    let (fraction, rest) = rest.split_at(places);
    let is_zero = !digits.is_empty() && digits.bytes().chain(fraction.bytes()).all(|d| d == b'0');
    let negative = negative && !(no_negative_zero && is_zero);
    NumberParts { negative, prefix: "", digits, point, fraction, rest }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn pieces() {
        let parts = split("-12.50e+07", false);
        assert!(parts.negative && parts.point);
        assert_eq!((parts.digits, parts.fraction, parts.rest), ("12", "50", "e+07"));
        let parts = split("-inf", true);
        assert!(parts.negative && !parts.point);
        assert_eq!((parts.digits, parts.rest), ("", "inf"));
        assert!(!split("-0.00%", true).negative);
        assert!(split("-0.00", false).negative);
    }
}
