//! Ints to digits and back, in any base, with the digit limit of `sys.set_int_max_str_digits`.
//!
//! Quadratic only up to some dozens of limbs; beyond, halves are converted apart, polling between.

#![allow(
    clippy::disallowed_methods,
    reason = "scratch for a text that is in the heap or was held against the limit before"
)]

use hognose_heap::{Ref, Value};
use num_bigint::BigUint;
use num_traits::Zero;

use super::limbs::{self, Divisor, Limb};
use super::{IntRef, big};
use crate::raise::PyResult;
use crate::types::str::Str;
use crate::vm::Vm;

/// Numbers of up to this many limbs are converted digit group by digit group.
const GROUP_LIMBS: usize = 32;
/// Numbers of up to this many bits are left to num-bigint in one piece.
const LEAF_BITS: u64 = 1 << 18;
/// Conversions below this many digits are never refused.
const UNLIMITED_DIGITS: usize = 640;

/// `repr(value)` of an int.
pub fn repr(vm: &Vm, value: IntRef<'_>) -> PyResult<Ref<Str>> {
    if let IntRef::Small(i) = value {
        let mut buffer = [0; 20];
        return vm.new_str(write_i64(i, &mut buffer));
    }
    let text = to_decimal(vm, value)?;
    vm.new_str(&text)
}

/// Decimal digits of a small int without allocating.
pub fn write_i64(i: i64, buffer: &mut [u8; 20]) -> &str {
    let mut at = buffer.len();
    let mut rest = i.unsigned_abs();
    loop {
        at -= 1;
        buffer[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if i < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    std::str::from_utf8(&buffer[at..]).unwrap_or("")
}

/// Decimal digits with a `-`; ValueError beyond the digit limit.
pub fn to_decimal(vm: &Vm, value: IntRef<'_>) -> PyResult<String> {
    let IntRef::Long(_, limbs) = value else {
        return Ok(value.to_i64().unwrap_or(0).to_string());
    };
    let limit = vm.int_max_str_digits.get();
    let refuse = || {
        vm.value_error(format_args!(
            "Exceeds the limit ({limit} digits) for integer string conversion; use \
             sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    // log10(2) is above 0.30102: refused before it is computed.
    let least_digits = limbs::bit_length(limbs) / 100_000 * 30_102;
    if limit > 0 && least_digits > limit.max(UNLIMITED_DIGITS) as u64 {
        return Err(refuse());
    }
    let text = to_decimal_unlimited(vm, value)?;
    let digits = text.len() - usize::from(value.is_negative());
    if limit > 0 && digits > UNLIMITED_DIGITS && digits > limit {
        return Err(refuse());
    }
    Ok(text)
}

/// Decimal digits with a `-`, however many.
pub fn to_decimal_unlimited(vm: &Vm, value: IntRef<'_>) -> PyResult<String> {
    let IntRef::Long(negative, limbs) = value else {
        return Ok(value.to_i64().unwrap_or(0).to_string());
    };
    let _charge = vm.charge_words(limbs.len() * 12)?;
    let mut text = String::with_capacity(limbs.len() * 20 + 1);
    if negative {
        text.push('-');
    }
    if limbs.len() <= GROUP_LIMBS {
        let mut words = [0; GROUP_LIMBS];
        words.iter_mut().zip(limbs).for_each(|(w, &l)| *w = limbs::word(l));
        push_groups(&mut text, &mut words[..limbs.len()]);
    } else {
        push_big(vm, &mut text, big::from_limbs(limbs))?;
    }
    Ok(text)
}

/// Appends the decimal digits of `words`, which are used up.
fn push_groups(text: &mut String, words: &mut [u64]) {
    const GROUP: u64 = 10_000_000_000_000_000_000;
    let divisor = Divisor::new(GROUP);
    let mut groups = [0u64; GROUP_LIMBS + 3];
    let mut count = 0;
    let mut len = limbs::trim(words).len();
    while len > 0 {
        groups[count] = divisor.divide_in_place(&mut words[..len]);
        count += 1;
        len = limbs::trim(&words[..len]).len();
    }
    for (at, group) in groups[..count].iter().rev().enumerate() {
        if at == 0 { text.push_str(&group.to_string()) } else { text.push_str(&format!("{group:019}")) }
    }
    if count == 0 {
        text.push('0');
    }
}

/// Appends the decimal digits of a large number.
fn push_big(vm: &Vm, text: &mut String, n: BigUint) -> PyResult<()> {
    if n.bits() <= LEAF_BITS {
        text.push_str(&n.to_str_radix(10));
        return Ok(());
    }
    // 10^(2^k * STEP) for growing k, until the square would exceed the number.
    const STEP: usize = 16384;
    let mut powers = vec![BigUint::from(10u32).pow(STEP as u32)];
    while let Some(last) = powers.last() {
        if last.bits() * 2 > n.bits() + 1 {
            break;
        }
        let next = big::mul(vm, last, last)?;
        powers.push(next);
    }
    push_split(vm, text, n, &powers, None, STEP)
}

/// Appends `n`, padded to `width` digits if given, splitting it by the largest of `powers`.
fn push_split(
    vm: &Vm,
    text: &mut String,
    n: BigUint,
    powers: &[BigUint],
    width: Option<usize>,
    step: usize,
) -> PyResult<()> {
    vm.poll()?;
    let Some((largest, smaller)) = powers.split_last() else {
        let digits = if n.is_zero() { String::new() } else { n.to_str_radix(10) };
        let zeros = width.unwrap_or(0).saturating_sub(digits.len());
        text.extend(std::iter::repeat_n('0', zeros));
        text.push_str(&digits);
        return Ok(());
    };
    let low_width = step << smaller.len();
    if width.is_none() && &n < largest {
        return push_split(vm, text, n, smaller, None, step);
    }
    let (high, low) = big::div_rem(vm, &n, largest)?;
    push_split(vm, text, high, smaller, width.map(|w| w.saturating_sub(low_width)), step)?;
    push_split(vm, text, low, smaller, Some(low_width), step)
}

/// Digits of the magnitude in base 2, 8 or 16, lower case.
pub fn to_power_of_two_base(vm: &Vm, limbs: &[Limb], bits: u32) -> PyResult<String> {
    let length = limbs::bit_length(limbs).div_ceil(u64::from(bits)).max(1);
    vm.check_size(u128::from(length))?;
    let _charge = vm.charge(length as usize)?;
    let mut text = String::with_capacity(length as usize);
    for at in (0..length).rev() {
        let from = at * u64::from(bits);
        let digit =
            (0..bits).fold(0, |digit, n| digit | u32::from(limbs::bit(limbs, from + u64::from(n))) << n);
        text.push(char::from_digit(digit, 16).unwrap_or('0'));
    }
    Ok(text)
}

/// What a literal says before its digits are converted.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    pub negative: bool,
    pub base: u32,
    /// Digits alone: checked, underscores taken out.
    pub digits: Vec<u8>,
}

/// Reads what `int(text, base)` accepts: white space around, sign, prefix, underscores. `text` is ASCII
/// (other digits and spaces made so); base 0 asks the prefix.
pub fn parse_literal(text: &[u8], base: u32) -> Option<Literal> {
    let text = text.trim_ascii_start_python();
    let (negative, text) = match text.first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let prefix = match text {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let prefixed = prefix != 0 && (base == 0 || base == prefix);
    let plain_zero = base == 0 && !prefixed && text.first() == Some(&b'0');
    let base = match (base, prefixed) {
        (0, true) => prefix,
        (0, false) => 10,
        (base, _) => base,
    };
    let text = if prefixed { &text[2..] } else { text };
    let mut digits = Vec::with_capacity(text.len());
    // A digit must follow each underscore; one may also stand right behind a prefix.
    let mut after_digit = prefixed;
    for &c in text {
        if c == b'_' {
            if !after_digit {
                return None;
            }
            after_digit = false;
        } else if char::from(c).is_digit(base) {
            digits.push(c);
            after_digit = true;
        } else {
            return None;
        }
    }
    if digits.is_empty() || !after_digit || (plain_zero && digits.iter().any(|&d| d != b'0')) {
        return None;
    }
    Some(Literal { negative, base, digits })
}

trait TrimPython {
    fn trim_ascii_start_python(&self) -> &[u8];
}

impl TrimPython for [u8] {
    /// Without white space on both ends.
    fn trim_ascii_start_python(&self) -> &[u8] {
        let start = self.iter().position(|&c| !is_space(c)).unwrap_or(self.len());
        let end = self.iter().rposition(|&c| !is_space(c)).map_or(start, |at| at + 1);
        &self[start..end]
    }
}

/// White space that `int()` and `float()` skip: C's, without the separators 1C to 1F.
pub fn is_space(c: u8) -> bool {
    matches!(c, b' ' | 0x09..=0x0d)
}

/// The int of a literal; ValueError beyond the digit limit.
pub fn literal_value(vm: &Vm, literal: &Literal) -> PyResult {
    let Literal { negative, base, ref digits } = *literal;
    if base.is_power_of_two() {
        let bits = base.trailing_zeros() as usize;
        return vm.with_words(digits.len() * bits / 64 + 2, |vm, words| {
            for (at, &c) in digits.iter().rev().enumerate() {
                let digit = u64::from(char::from(c).to_digit(base).unwrap_or(0));
                let (word, shift) = (at * bits / 64, at * bits % 64);
                words[word] |= digit << shift;
                words[word + 1] |= digit >> 1 >> (63 - shift);
            }
            vm.int_from_words(negative, words)
        });
    }
    let limit = vm.int_max_str_digits.get();
    if limit > 0 && digits.len() > UNLIMITED_DIGITS && digits.len() > limit {
        return Err(vm.value_error(format_args!(
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {} digits; use \
             sys.set_int_max_str_digits() to increase the limit",
            digits.len()
        )));
    }
    value_of_digits(vm, negative, base, digits)
}

/// The int of checked digits, however many.
pub fn value_of_digits(vm: &Vm, negative: bool, base: u32, digits: &[u8]) -> PyResult {
    if digits.len() <= 4 * GROUP_LIMBS * 19 {
        // Each digit is less than 6 bits.
        return vm.with_words(digits.len() * 6 / 64 + 1, |vm, words| {
            accumulate(words, digits, base);
            vm.int_from_words(negative, words)
        });
    }
    let _charge = vm.charge_words(digits.len())?;
    let magnitude = parse_big(vm, digits, base)?;
    vm.biguint(negative, &magnitude)
}

/// `words = digits` in `base`, group by group.
fn accumulate(words: &mut [u64], digits: &[u8], base: u32) {
    let mut len = 0;
    // As many digits at once as surely fit a word.
    let group = if base <= 10 { 19 } else { 12 };
    for chunk in digits.chunks(group) {
        let (mut value, mut scale) = (0u64, 1u64);
        for &c in chunk {
            value = value * u64::from(base) + u64::from(char::from(c).to_digit(base).unwrap_or(0));
            scale *= u64::from(base);
        }
        let mut carry = value;
        for w in &mut words[..len] {
            let t = u128::from(*w) * u128::from(scale) + u128::from(carry);
            *w = t as u64;
            carry = (t >> 64) as u64;
        }
        if carry != 0 {
            words[len] = carry;
            len += 1;
        }
    }
}

/// Halves apart, joined by a power of the base.
fn parse_big(vm: &Vm, digits: &[u8], base: u32) -> PyResult<BigUint> {
    const LEAF: usize = 2048;
    if digits.len() <= LEAF {
        let mut words = vec![0u64; digits.len() * 6 / 64 + 1];
        accumulate(&mut words, digits, base);
        let limbs: Vec<Limb> = words.iter().map(|w| w.to_le_bytes()).collect();
        return Ok(big::from_limbs(&limbs));
    }
    // Powers for LEAF, 2 * LEAF, ... digits; the pieces are joined pairwise from the low end.
    let mut pieces = Vec::with_capacity(digits.len() / LEAF + 1);
    for piece in digits.rchunks(LEAF) {
        pieces.push(parse_big(vm, piece, base)?);
    }
    let mut power = BigUint::from(base).pow(LEAF as u32);
    while pieces.len() > 1 {
        let mut joined = Vec::with_capacity(pieces.len().div_ceil(2));
        for pair in pieces.chunks(2) {
            joined.push(match pair {
                [low, high] => low + big::mul(vm, high, &power)?,
                _ => pair[0].clone(),
            });
        }
        pieces = joined;
        if pieces.len() > 1 {
            power = big::mul(vm, &power, &power)?;
        }
    }
    Ok(pieces.pop().unwrap_or_default())
}

/// The text that number parsers read: decimal digits of any script made ASCII, white space made spaces;
/// what is neither becomes `?`, which no number contains.
pub fn ascii_number(text: &Ref<Str>) -> Vec<u8> {
    use crate::types::str::unicode;
    text.chars()
        .map(|c| match u8::try_from(c) {
            Ok(ascii) if ascii < 128 => ascii,
            _ => match unicode::decimal_value(c) {
                Some(digit) => b'0' + digit as u8,
                None if unicode::is_space(c) => b' ',
                None => b'?',
            },
        })
        .collect()
}

/// `int(text, base)`; ValueError names `shown`.
pub fn parse(vm: &Vm, text: &[u8], base: u32, shown: &Value) -> PyResult {
    if let Some(literal) = parse_literal(text, base) {
        return literal_value(vm, &literal);
    }
    let repr = vm.repr(shown)?;
    let shown: String = repr.to_utf8().chars().take(200).collect();
    Err(vm.value_error(format_args!("invalid literal for int() with base {base}: {shown}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str, base: u32) -> Option<(bool, u32, String)> {
        let literal = parse_literal(text.as_bytes(), base)?;
        Some((literal.negative, literal.base, String::from_utf8(literal.digits).unwrap()))
    }

    #[test]
    fn literals() {
        assert_eq!(literal(" -12_3\n", 10), Some((true, 10, "123".into())));
        assert_eq!(literal("0x_ff", 0), Some((false, 16, "ff".into())));
        assert_eq!(literal("0xff", 16), Some((false, 16, "ff".into())));
        assert_eq!(literal("0b1", 16), Some((false, 16, "0b1".into())));
        assert_eq!(literal("00", 0), Some((false, 10, "00".into())));
        for (bad, base) in [
            ("", 10),
            ("-", 10),
            ("1__0", 10),
            ("_1", 10),
            ("1_", 10),
            ("012", 0),
            ("0x", 16),
            ("1 2", 10),
            ("2", 2),
        ] {
            assert_eq!(literal(bad, base), None, "{bad:?}");
        }
    }

    #[test]
    fn decimal_groups() {
        let mut text = String::new();
        push_groups(&mut text, &mut [0, 1]);
        assert_eq!(text, "18446744073709551616");
        let mut words = [0; 3];
        accumulate(&mut words, b"340282366920938463463374607431768211456", 10);
        assert_eq!(words, [0, 0, 1]);
        let mut buffer = [0; 20];
        assert_eq!(write_i64(i64::MIN, &mut buffer), "-9223372036854775808");
    }
}
