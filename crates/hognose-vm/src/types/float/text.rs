//! Doubles to text and back, by CPython's rules: repr, the presentation codes of format specs and of
//! percent formatting, decimal literals, hexadecimal floats.
//!
//! Pure: knows no values and raises nothing. Widths, signs and grouping are the format spec's business.

#![allow(clippy::disallowed_methods, reason = "text of a float: some hundreds of characters")]

/// Most digits that a double's exact decimal expansion has behind the first significant one or the
/// point; beyond there are only zeros.
const MAX_EXACT_DIGITS: usize = 1100;

/// Decimal digits of a finite double's absolute value: 0.DIGITS * 10^point.
struct Decimal {
    /// At least one digit, none of them a trailing zero unless the number is zero.
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The shortest digits that read back as the same double, the nearest of them, ties to even.
    fn shortest(x: f64) -> Decimal {
        let decimal = Decimal::from_scientific(&format!("{:e}", x.abs()));
        if x == 0.0 {
            return decimal;
        }
        // Halfway between two candidates x has exactly one binary place more than these decimal places;
        // std does not say which of the two it takes.
        let (mantissa, exponent) = super::decompose(x.abs());
        let binary_places = -(exponent + mantissa.trailing_zeros() as i32);
        if binary_places == decimal.digits.len() as i32 - decimal.point + 1 {
            let even = Decimal::from_scientific(&format!("{:.*e}", decimal.digits.len() - 1, x.abs()));
            if even.reads_as(x.abs()) {
                return even;
            }
        }
        decimal
    }

    fn reads_as(&self, x: f64) -> bool {
        let digits = String::from_utf8_lossy(&self.digits);
        format!("0.{digits}e{}", self.point).parse() == Ok(x)
    }

    /// Exactly rounded (ties to even) to `count` significant digits.
    fn significant(x: f64, count: usize) -> Decimal {
        let behind = count.clamp(1, MAX_EXACT_DIGITS) - 1;
        Decimal::from_scientific(&format!("{:.*e}", behind, x.abs()))
    }

    /// Exactly rounded (ties to even) to `places` digits behind the point.
    fn fixed(x: f64, places: usize) -> Decimal {
        let text = format!("{:.*}", places.min(MAX_EXACT_DIGITS), x.abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let zeros = all.iter().take_while(|&&d| d == b'0').count();
        if zeros == all.len() {
            return Decimal { digits: vec![b'0'], point: 1 };
        }
        Decimal::new(all[zeros..].to_vec(), whole.len() as i32 - zeros as i32)
    }

    fn from_scientific(text: &str) -> Decimal {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let digits = mantissa.bytes().filter(|&c| c != b'.').collect();
        Decimal::new(digits, exponent.parse::<i32>().unwrap_or(0) + 1)
    }

    fn new(mut digits: Vec<u8>, point: i32) -> Decimal {
        while digits.len() > 1 && digits.last() == Some(&b'0') {
            digits.pop();
        }
        Decimal { digits, point }
    }
}

/// How `to_text` presents a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `repr`: shortest digits.
    Repr,
    /// `e`, `E`
    Exponent,
    /// `f`, `F`
    Fixed,
    /// `g`, `G`
    General,
}

/// Flags of `to_text`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Flags {
    /// `#`: keep the point and, in general style, the trailing zeros.
    pub alternate: bool,
    /// `.0` behind a whole number.
    pub point_zero: bool,
    /// `E`, `INF`, `NAN`.
    pub upper: bool,
}

/// `repr(x)`
pub fn repr(x: f64) -> String {
    to_text(x, Style::Repr, 0, Flags { point_zero: true, ..Flags::default() })
}

/// `x` with a leading `-` if it is negative (a negative zero too), presented by `style`.
/// `precision` is ignored for `Repr`.
pub fn to_text(x: f64, style: Style, precision: usize, flags: Flags) -> String {
    let sign = if x.is_sign_negative() && !x.is_nan() { "-" } else { "" };
    if !x.is_finite() {
        let name = match (x.is_nan(), flags.upper) {
            (true, false) => "nan",
            (true, true) => "NAN",
            (false, false) => "inf",
            (false, true) => "INF",
        };
        return format!("{sign}{name}");
    }
    let decimal = match style {
        Style::Repr => Decimal::shortest(x),
        Style::Exponent => Decimal::significant(x, precision.saturating_add(1)),
        Style::Fixed => Decimal::fixed(x, precision),
        Style::General => Decimal::significant(x, precision.max(1)),
    };
    let point = i64::from(decimal.point);
    let wanted = precision as i64;
    // `end` counts digits from the first; at least so many are written.
    let (exponential, end) = match style {
        Style::Repr => (point <= -4 || point > 16, decimal.digits.len() as i64),
        Style::Exponent => (true, wanted + 1),
        Style::Fixed => (false, point + wanted),
        Style::General => {
            let wanted = wanted.max(1);
            let limit = if flags.point_zero { wanted - 1 } else { wanted };
            let end = if flags.alternate { wanted } else { decimal.digits.len() as i64 };
            (point <= -4 || point > limit, end)
        }
    };
    let (exponent, point) = if exponential { (Some(point - 1), 1) } else { (None, point) };
    let end = if exponent.is_none() && flags.point_zero { end.max(point + 1) } else { end.max(point) };
    let mut text = String::with_capacity(sign.len() + end.max(0) as usize + 8);
    text.push_str(sign);
    let digit = |at: i64| match usize::try_from(at) {
        Ok(at) => char::from(decimal.digits.get(at).copied().unwrap_or(b'0')),
        Err(_) => '0',
    };
    if point <= 0 {
        text.push('0');
    } else {
        text.extend((0..point).map(digit));
    }
    if end > point || flags.alternate {
        text.push('.');
        text.extend((point..end).map(digit));
    }
    if let Some(exponent) = exponent {
        let letter = if flags.upper { 'E' } else { 'e' };
        let sign = if exponent < 0 { '-' } else { '+' };
        text.push_str(&format!("{letter}{sign}{:02}", exponent.abs()));
    }
    text
}

/// `round(x, places)` of a finite double: exact, ties to even. May overflow to an infinity.
pub fn round_places(x: f64, places: i64) -> f64 {
    // Beyond, every double is a multiple of the unit, or less than half of it.
    if places > 323 {
        return x;
    }
    if places < -308 {
        return 0.0 * x;
    }
    let sign = |magnitude: f64| magnitude.copysign(x);
    if places >= 0 {
        let text = format!("{:.*}", places as usize, x.abs());
        return text.parse().map_or(x, sign);
    }
    let point = i64::from(Decimal::shortest(x).point);
    let kept = point + places;
    let unit = format!("1e{}", -places).parse().unwrap_or(f64::INFINITY);
    if kept < 0 || x == 0.0 {
        return sign(0.0);
    }
    if kept == 0 {
        // Between 0 and one unit: half of it or less goes down, since 0 is even.
        let digits = Decimal::significant(x, MAX_EXACT_DIGITS);
        let above_half = i64::from(digits.point) == point && digits.digits.as_slice() > b"5".as_slice();
        return sign(if above_half { unit } else { 0.0 });
    }
    format!("{:.*e}", kept as usize - 1, x.abs()).parse().map_or(x, sign)
}

/// Reads what `float()` accepts, white space already taken off and Unicode digits made ASCII:
/// a decimal number with underscores between digits, `inf`, `infinity`, `nan`, with a sign.
pub fn parse(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let (negative, unsigned) = match bytes.first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let value = if ["inf", "infinity"].iter().any(|name| unsigned.eq_ignore_ascii_case(name)) {
        f64::INFINITY
    } else if unsigned.eq_ignore_ascii_case("nan") {
        f64::NAN
    } else {
        parse_decimal(unsigned)?
    };
    Some(if negative { -value } else { value })
}

fn parse_decimal(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let starts_as_number = bytes.first().is_some_and(|c| c.is_ascii_digit() || *c == b'.');
    if !starts_as_number || !bytes.iter().all(|c| c.is_ascii_digit() || b"._eE+-".contains(c)) {
        return None;
    }
    if !bytes.contains(&b'_') {
        return text.parse().ok();
    }
    // An underscore stands between two digits.
    for (at, _) in bytes.iter().enumerate().filter(|(_, c)| **c == b'_') {
        let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        if !is_digit(at.checked_sub(1)) || !is_digit(Some(at + 1)) {
            return None;
        }
    }
    text.replace('_', "").parse().ok()
}

/// Reads the number at the start of `text` as `complex()` does; returns it and its length in bytes.
/// Underscores are not accepted.
pub fn parse_prefix(text: &str) -> Option<(f64, usize)> {
    let bytes = text.as_bytes();
    let mut at = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let rest = &text[at..];
    for name in ["infinity", "inf", "nan"] {
        if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            let end = at + name.len();
            return Some((parse(&text[..end])?, end));
        }
    }
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let whole = at;
    at = digits(at);
    let mut count = at - whole;
    if bytes.get(at) == Some(&b'.') {
        let end = digits(at + 1);
        count += end - at - 1;
        at = end;
    }
    if count == 0 {
        return None;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let end = digits(at + 1 + sign);
        if end > at + 1 + sign {
            at = end;
        }
    }
    Some((text[..at].parse().ok()?, at))
}

/// `float.hex(x)`
pub fn to_hex(x: f64) -> String {
    if !x.is_finite() {
        return repr(x);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = x.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let exponent = (bits >> 52 & 0x7ff) as i32;
    let (lead, exponent) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    let exponent_sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent_sign}{}", exponent.abs())
}

/// Why `from_hex` refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HexError {
    Invalid,
    /// "hexadecimal value too large to represent as a float"
    TooLarge,
}

/// `float.fromhex(text)`
pub fn from_hex(text: &str) -> Result<f64, HexError> {
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\x0b');
    let (negative, rest) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let sign = |x: f64| if negative { -x } else { x };
    for (name, value) in [("inf", f64::INFINITY), ("infinity", f64::INFINITY), ("nan", f64::NAN)] {
        if rest.eq_ignore_ascii_case(name) {
            return Ok(sign(value));
        }
    }
    let rest = rest.strip_prefix("0x").or_else(|| rest.strip_prefix("0X")).unwrap_or(rest);
    let (mantissa, exponent) = match rest.find(['p', 'P']) {
        Some(at) => (&rest[..at], parse_exponent(&rest[at + 1..]).ok_or(HexError::Invalid)?),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_hex = |s: &str| s.bytes().all(|c| c.is_ascii_hexdigit());
    if whole.len() + fraction.len() == 0 || !all_hex(whole) || !all_hex(fraction) {
        return Err(HexError::Invalid);
    }
    // The top 64 bits of the digits, whether a bit below is set, and the exponent of the lowest.
    let mut m = 0u64;
    let mut sticky = false;
    let mut e = exponent.saturating_sub(4 * fraction.len() as i64);
    for c in whole.bytes().chain(fraction.bytes()) {
        let digit = char::from(c).to_digit(16).map_or(0, u64::from);
        if m >> 60 == 0 {
            m = m << 4 | digit;
        } else {
            sticky |= digit != 0;
            e = e.saturating_add(4);
        }
    }
    if m == 0 {
        return Ok(sign(0.0));
    }
    let top = e.saturating_add(64 - i64::from(m.leading_zeros()));
    if top > 1024 {
        return Err(HexError::TooLarge);
    }
    if top < -1074 {
        return Ok(sign(0.0));
    }
    let value = super::super::int::limbs::to_f64(&[m.to_le_bytes()], sticky, e);
    value.map(sign).ok_or(HexError::TooLarge)
}

/// A decimal exponent with a sign; far out of range it saturates.
fn parse_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let value = digits.parse::<i64>().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repr_as_cpython() {
        for (x, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (9999999999999998.0, "9999999999999998.0"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (1e-4, "0.0001"),
            (1e-5, "1e-05"),
            (5e-324, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
            (f64::NEG_INFINITY, "-inf"),
            (-f64::NAN, "nan"),
            (1e22, "1e+22"),
            (900719925474099.25, "900719925474099.2"),
            (2070620518331263.25, "2070620518331263.2"),
        ] {
            assert_eq!(repr(x), text);
        }
    }

    #[test]
    fn styles_as_cpython() {
        let none = Flags::default();
        let alternate = Flags { alternate: true, ..none };
        for (x, style, precision, flags, text) in [
            (1234.5678, Style::Fixed, 2, none, "1234.57"),
            (0.5, Style::Fixed, 0, none, "0"),
            (2.5, Style::Fixed, 0, none, "2"),
            (0.5, Style::Fixed, 0, alternate, "0."),
            (0.001, Style::Fixed, 2, none, "0.00"),
            (-0.001, Style::Fixed, 2, none, "-0.00"),
            (1e22, Style::Fixed, 3, none, "10000000000000000000000.000"),
            (1234.5678, Style::Exponent, 3, none, "1.235e+03"),
            (0.0, Style::Exponent, 2, none, "0.00e+00"),
            (0.0, Style::Fixed, 2, none, "0.00"),
            (1234.5678, Style::Exponent, 0, alternate, "1.e+03"),
            (100000.0, Style::General, 6, none, "100000"),
            (1000000.0, Style::General, 6, none, "1e+06"),
            (0.0001, Style::General, 6, none, "0.0001"),
            (0.00001234, Style::General, 6, none, "1.234e-05"),
            (100000.0, Style::General, 6, alternate, "100000."),
            (1.5, Style::General, 6, alternate, "1.50000"),
            (0.0, Style::General, 6, none, "0"),
            (0.0, Style::General, 6, alternate, "0.00000"),
            (999999.5, Style::General, 6, none, "1e+06"),
            (12.0, Style::General, 2, Flags { point_zero: true, ..none }, "1.2e+01"),
            (12.0, Style::General, 3, Flags { point_zero: true, ..none }, "12.0"),
            (1e300, Style::Exponent, 2, Flags { upper: true, ..none }, "1.00E+300"),
        ] {
            assert_eq!(to_text(x, style, precision, flags), text, "{x} {style:?} {precision}");
        }
    }

    #[test]
    fn parses_what_float_accepts() {
        assert_eq!(parse("1_000.5"), Some(1000.5));
        assert_eq!(parse("-1e-400"), Some(-0.0));
        assert_eq!(parse("1e400"), Some(f64::INFINITY));
        assert_eq!(parse("+iNf"), Some(f64::INFINITY));
        assert_eq!(parse("5."), Some(5.0));
        assert!(parse("nan").is_some_and(f64::is_nan));
        for bad in
            ["", ".", "1__0", "_1", "1_", "1_.5", "1._5", "0x1", "1e", "e5", "--1", "+-1", "infin", "1 2"]
        {
            assert_eq!(parse(bad), None, "{bad}");
        }
        assert_eq!(parse_prefix("1e5j"), Some((1e5, 3)));
        assert_eq!(parse_prefix("1ej"), Some((1.0, 1)));
        assert_eq!(parse_prefix("-infj"), Some((f64::NEG_INFINITY, 4)));
        assert_eq!(parse_prefix("j"), None);
    }

    #[test]
    fn rounds_exactly() {
        for (x, places, rounded) in [
            (2.675, 2, 2.67),
            (0.5, 0, 0.0),
            (2.5, 0, 2.0),
            (1234.5, -2, 1200.0),
            (1250.0, -2, 1200.0),
            (1350.0, -2, 1400.0),
            (50.0, -2, 0.0),
            (50.000001, -2, 100.0),
            (-51.0, -2, -100.0),
            (4.0, -2, 0.0),
            (1e22, -22, 1e22),
            (5e15, -16, 0.0),
            (6e15, -16, 1e16),
            (1.7976931348623157e308, -308, f64::INFINITY),
            (9.5, -1, 10.0),
        ] {
            assert_eq!(round_places(x, places), rounded, "{x} {places}");
        }
    }

    #[test]
    fn hexadecimal() {
        assert_eq!(to_hex(0.1), "0x1.999999999999ap-4");
        assert_eq!(to_hex(-5e-324), "-0x0.0000000000001p-1022");
        assert_eq!(from_hex(" 0x1.999999999999ap-4\n"), Ok(0.1));
        assert_eq!(from_hex("-0X.8p1"), Ok(-1.0));
        assert_eq!(from_hex("0x1p1024"), Err(HexError::TooLarge));
        assert_eq!(from_hex("0x1.fffffffffffff8p1023"), Err(HexError::TooLarge));
        assert_eq!(from_hex("0x1.fffffffffffff7p1023"), Ok(f64::MAX));
        assert_eq!(from_hex("0x1p-1075"), Ok(0.0));
        assert_eq!(from_hex("0x1.8p-1075"), Ok(5e-324));
        assert_eq!(from_hex("0x10000000000000000000000000001p-1132"), from_hex("0x1p-1020"));
        assert_eq!(from_hex("0x"), Err(HexError::Invalid));
        assert_eq!(from_hex("1p"), Err(HexError::Invalid));
        assert_eq!(from_hex("ff"), Ok(255.0));
    }
}
