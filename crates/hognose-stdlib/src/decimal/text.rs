//! Numbers as text: reading the specification's syntax, writing scientific and engineering notation.

#![allow(
    clippy::disallowed_methods,
    reason = "text of a number whose digits were held against the limit before"
)]

use hognose_vm::prelude::*;
use hognose_vm::types::str::unicode;

use super::coef::Coef;
use super::limbs::{self, LIMB_DIGITS};
use super::number::{Ctx, Kind, MAX_EMAX, MAX_PREC, MIN_ETINY, Num, charge};

/// The text that the number parser reads: digits of any script made ASCII, white space around taken off if `lenient`, underscores
/// too; empty if there is something no number contains.
pub fn numeric_ascii(vm: &Vm, text: &Ref<Str>, lenient: bool) -> PyResult<HeapVec<u8>> {
    let mut out = HeapVec::new();
    vm.retry(|heap| out.try_reserve(heap, text.len()))?;
    let space = |c: u32| unicode::is_space(c);
    let count = text.len();
    let mut start = 0;
    let mut end = count;
    if lenient {
        while start < end && space(text.char_at(start)) {
            start += 1;
        }
        while start < end && space(text.char_at(end - 1)) {
            end -= 1;
        }
    }
    for at in start..end {
        let c = text.char_at(at);
        let ascii = match u8::try_from(c) {
            Ok(b'_') if lenient => continue,
            Ok(ascii) if ascii < 128 => ascii,
            _ => match unicode::decimal_value(c) {
                Some(digit) => b'0' + digit as u8,
                None => return Ok(HeapVec::new()),
            },
        };
        vm.retry(|heap| out.try_push(heap, ascii))?;
    }
    Ok(out)
}

/// The exact value of a numeric string; None for a syntax error. The exponent may be out of range.
pub fn parse(vm: &Vm, text: &[u8]) -> PyResult<Option<Num>> {
    let (negative, body) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, text),
    };
    match body.first() {
        Some(b'0'..=b'9' | b'.') => parse_finite(vm, negative, body),
        _ => parse_special(vm, negative, body),
    }
}

fn parse_special(vm: &Vm, negative: bool, body: &[u8]) -> PyResult<Option<Num>> {
    let starts = |word: &[u8]| body.len() >= word.len() && body[..word.len()].eq_ignore_ascii_case(word);
    if body.eq_ignore_ascii_case(b"inf") || body.eq_ignore_ascii_case(b"infinity") {
        return Ok(Some(Num::infinity(negative)));
    }
    let (kind, payload) = if starts(b"snan") {
        (Kind::Signaling, &body[4..])
    } else if starts(b"nan") {
        (Kind::Quiet, &body[3..])
    } else {
        return Ok(None);
    };
    if !payload.iter().all(u8::is_ascii_digit) {
        return Ok(None);
    }
    let _charge = charge(vm, payload.len() as i64)?;
    Ok(Some(Num { negative, kind, exp: 0, coef: Coef::parse(strip_zeros(payload)) }))
}

fn strip_zeros(digits: &[u8]) -> &[u8] {
    let start = digits.iter().position(|&c| c != b'0').unwrap_or(digits.len());
    &digits[start..]
}

fn parse_finite(vm: &Vm, negative: bool, body: &[u8]) -> PyResult<Option<Num>> {
    let (mantissa, exponent) = match body.iter().position(|c| matches!(c, b'e' | b'E')) {
        Some(at) => (&body[..at], Some(&body[at + 1..])),
        None => (body, None),
    };
    let exponent = match exponent {
        None => 0,
        Some(text) => match parse_exponent(text) {
            Some(exponent) => exponent,
            None => return Ok(None),
        },
    };
    let (whole, fraction) = match mantissa.iter().position(|&c| c == b'.') {
        Some(at) => (&mantissa[..at], &mantissa[at + 1..]),
        None => (mantissa, &[][..]),
    };
    let is_digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    if whole.is_empty() && fraction.is_empty() || !is_digits(whole) || !is_digits(fraction) {
        return Ok(None);
    }
    let exp = exponent.saturating_sub(fraction.len() as i64);
    if fraction.is_empty() {
        let digits = strip_zeros(whole);
        let _charge = charge(vm, digits.len() as i64)?;
        return Ok(Some(Num::new(negative, Coef::parse(digits), exp)));
    }
    if whole.len() + fraction.len() <= 38 {
        let mut digits = [0; 38];
        digits[..whole.len()].copy_from_slice(whole);
        digits[whole.len()..whole.len() + fraction.len()].copy_from_slice(fraction);
        let coef = Coef::parse(&digits[..whole.len() + fraction.len()]);
        return Ok(Some(Num::new(negative, coef, exp)));
    }
    let _charge = charge(vm, 4 * (whole.len() + fraction.len()) as i64)?;
    let digits = [whole, fraction].concat();
    Ok(Some(Num::new(negative, Coef::parse(strip_zeros(&digits)), exp)))
}

/// An exponent, cut to where everything over- or underflows.
fn parse_exponent(text: &[u8]) -> Option<i64> {
    const FAR: i64 = 4_000_000_000_000_000_001;
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let digits = std::str::from_utf8(strip_zeros(digits)).ok()?;
    let magnitude = if digits.is_empty() { 0 } else { digits.parse().unwrap_or(FAR).min(FAR) };
    Some(if negative { -magnitude } else { magnitude })
}

/// Whether a number is one that a Decimal can be without a context.
pub fn is_exact(n: &Num) -> bool {
    match n.kind {
        Kind::Finite => {
            let digits = n.digits();
            digits <= MAX_PREC && n.exp >= MIN_ETINY && n.exp.saturating_add(digits - 1) <= MAX_EMAX
        }
        Kind::Infinite => true,
        Kind::Quiet | Kind::Signaling => n.digits() <= Ctx::MAX.prec,
    }
}

/// The text of a number; `engineering` keeps the exponent a multiple of three.
pub fn to_text(vm: &Vm, n: &Num, engineering: bool, capitals: bool) -> PyResult<Ref<Str>> {
    if let (Kind::Finite, Coef::Small(c)) = (n.kind, &n.coef) {
        if let Some(text) = plain_text(vm, n.negative, *c, n.exp)? {
            return Ok(text);
        }
    }
    let digits = n.digits();
    let zeros = if n.exp < 0 { 8 } else { 4 };
    vm.check_size(digits as u128 + zeros)?;
    let _charge = charge(vm, digits.saturating_mul(4))?;
    let mut out = Vec::with_capacity(digits as usize + 32);
    if n.negative {
        out.push(b'-');
    }
    match n.kind {
        Kind::Infinite => out.extend_from_slice(b"Infinity"),
        Kind::Quiet | Kind::Signaling => {
            out.extend_from_slice(if n.kind == Kind::Quiet { b"NaN" } else { b"sNaN" });
            if !n.coef.is_zero() {
                n.coef.push_text(&mut out);
            }
        }
        Kind::Finite => push_finite(&mut out, n, engineering, capitals),
    }
    vm.ascii_str(&out)
}

/// The text of a small number, if it needs no exponent.
#[inline]
pub fn plain_text(vm: &Vm, negative: bool, coef: u128, exp: i64) -> PyResult<Option<Ref<Str>>> {
    if exp <= 0 && exp > -25 {
        let mut buffer = [0; 72];
        if let Some(text) = plain(&mut buffer, negative, coef, exp.unsigned_abs() as usize) {
            return vm.ascii_str(text).map(Some);
        }
    }
    Ok(None)
}

/// Small numbers that need no exponent, written from the end of `buffer`.
#[inline]
fn plain(buffer: &mut [u8; 72], negative: bool, coef: u128, places: usize) -> Option<&[u8]> {
    let (high, low) = limbs::split(coef);
    let width = LIMB_DIGITS as usize;
    let mut digits = [b'0'; 38];
    let count = if high == 0 {
        let count = limbs::word_digits(low) as usize;
        limbs::write_word(&mut digits[38 - count..], low);
        count
    } else {
        let count = limbs::word_digits(high) as usize + width;
        limbs::write_word(&mut digits[38 - count..38 - width], high);
        limbs::write_word(&mut digits[38 - width..], low);
        count
    };
    let digits = &digits[38 - count..];
    // Beyond six places after the point without a digit, the notation is another.
    if places >= count + 6 {
        return None;
    }
    let mut at = 0;
    let mut put = |text: &[u8]| {
        buffer[at..at + text.len()].copy_from_slice(text);
        at += text.len();
    };
    if negative {
        put(b"-");
    }
    if places == 0 {
        put(digits);
    } else if places >= count {
        put(b"0.");
        put(&b"000000"[..places - count]);
        put(digits);
    } else {
        put(&digits[..count - places]);
        put(b".");
        put(&digits[count - places..]);
    }
    Some(&buffer[..at])
}

fn push_finite(out: &mut Vec<u8>, n: &Num, engineering: bool, capitals: bool) {
    let start = out.len();
    n.coef.push_text(out);
    let count = (out.len() - start) as i64;
    // Digits before the point if there were no exponent.
    let left = n.exp + count;
    let point = if n.exp <= 0 && left > -6 {
        left
    } else if !engineering {
        1
    } else if n.coef.is_zero() {
        (left + 1).rem_euclid(3) - 1
    } else {
        (left - 1).rem_euclid(3) + 1
    };
    place_point(out, start, point);
    if left != point {
        out.push(if capitals { b'E' } else { b'e' });
        out.extend_from_slice(format!("{:+}", left - point).as_bytes());
    }
}

/// Puts the point behind `point` digits of those from `start` on, with zeros where there are none.
pub fn place_point(out: &mut Vec<u8>, start: usize, point: i64) {
    let count = (out.len() - start) as i64;
    if point <= 0 {
        let zeros = std::iter::repeat_n(b'0', point.unsigned_abs() as usize);
        let lead: Vec<u8> = b"0.".iter().copied().chain(zeros).collect();
        out.splice(start..start, lead);
    } else if point >= count {
        out.resize(start + point as usize, b'0');
    } else {
        out.insert(start + point as usize, b'.');
    }
}
