//! Decimals and other numbers: ints, floats, and the whole numbers that the algorithms count with.

#![allow(
    clippy::disallowed_methods,
    reason = "scratch of numbers whose digits were held against the limit before"
)]

use hognose_vm::prelude::*;
use hognose_vm::types::float;
use hognose_vm::types::int::{self, IntRef};

use super::coef::Coef;
use super::limbs::{self, BASE};
use super::number::{Kind, Num, charge};

/// Ints of up to this many words are converted word by word.
const WORDS: usize = 64;
/// Likewise for coefficients, in limbs.
const LIMBS: usize = 128;

/// An int's exact value.
pub fn from_int(vm: &Vm, value: IntRef<'_>) -> PyResult<Num> {
    let (negative, words) = match value {
        IntRef::Small(i) => return Ok(Num::from_i64(i)),
        IntRef::Long(negative, words) => (negative, words),
    };
    if words.len() <= WORDS {
        let mut out = Vec::new();
        for word in words.iter().rev() {
            // out * 2^64 + word, in two steps that stay below the base.
            let word = u64::from_le_bytes(*word);
            out = limbs::mul_word(&out, 1 << 32, word >> 32);
            out = limbs::mul_word(&out, 1 << 32, word & 0xffff_ffff);
        }
        return Ok(Num::new(negative, Coef::from_limbs(out), 0));
    }
    let _charge = charge(vm, words.len() as i64 * 40)?;
    let text = int::text::to_decimal_unlimited(vm, value)?;
    Ok(Num::new(negative, Coef::parse(text.trim_start_matches('-').as_bytes()), 0))
}

/// A coefficient as an int.
pub fn int_of(vm: &Vm, negative: bool, coef: &Coef) -> PyResult {
    match coef {
        Coef::Small(n) => vm.int_from_words(negative, &[*n as u64, (*n >> 64) as u64]),
        Coef::Big(limbs) if limbs.len() <= LIMBS => {
            let mut words: Vec<u64> = Vec::with_capacity(limbs.len() + 1);
            for &limb in limbs.iter().rev() {
                let mut carry = limb;
                for w in &mut words {
                    let t = u128::from(*w) * u128::from(BASE) + u128::from(carry);
                    *w = t as u64;
                    carry = (t >> 64) as u64;
                }
                words.push(carry);
            }
            vm.int_from_words(negative, &words)
        }
        Coef::Big(_) => {
            let _charge = charge(vm, coef.digits() as i64 * 4)?;
            let mut text = Vec::with_capacity(coef.digits() as usize);
            coef.push_text(&mut text);
            int::text::value_of_digits(vm, negative, 10, &text)
        }
    }
}

/// The digits before the point, written out: the exponent is no more.
pub fn whole(vm: &Vm, n: &Num) -> PyResult<Coef> {
    if n.exp >= 0 {
        if n.coef.is_zero() {
            return Ok(Coef::ZERO);
        }
        // log2(10) / 8 bytes a digit.
        vm.check_int_size((n.adjusted() as u128) * 415 / 1000)?;
        let _charge = charge(vm, n.digits() + n.exp)?;
        Ok(n.coef.shift_left(n.exp as u64))
    } else {
        Ok(n.coef.shift_right(n.exp.unsigned_abs()).0)
    }
}

/// The whole part of a finite number as an int.
pub fn to_int(vm: &Vm, n: &Num) -> PyResult {
    let whole = whole(vm, n)?;
    int_of(vm, n.negative, &whole)
}

/// The whole number that `n` is, if it fits.
pub fn to_u64(n: &Num) -> Option<u64> {
    if !n.is_integer() || n.negative && !n.is_zero() || n.adjusted() > 19 {
        return None;
    }
    let coef =
        if n.exp >= 0 { n.coef.shift_left(n.exp as u64) } else { n.coef.shift_right(n.exp.unsigned_abs()).0 };
    match coef {
        Coef::Small(c) => u64::try_from(c).ok(),
        Coef::Big(_) => None,
    }
}

/// The bits of the whole part's magnitude, lowest first.
pub fn bits(vm: &Vm, n: &Num) -> PyResult<Vec<bool>> {
    const STEP: u32 = 62;
    let coef = whole(vm, n)?;
    let _charge = charge(vm, coef.digits() as i64 * 16)?;
    let mut limbs = coef.limbs().to_vec();
    let mut out = Vec::new();
    while !limbs.is_empty() {
        vm.poll()?;
        let (quotient, mut rest) = limbs::div_word(&limbs, 1 << STEP);
        limbs = quotient;
        for _ in 0..STEP {
            out.push(rest & 1 == 1);
            rest >>= 1;
        }
    }
    let len = out.iter().rposition(|&bit| bit).map_or(0, |at| at + 1);
    out.truncate(len);
    Ok(out)
}

/// A double's exact value.
pub fn from_f64(vm: &Vm, x: f64) -> PyResult<Num> {
    let negative = x.is_sign_negative();
    if x.is_nan() {
        return Ok(Num::NAN);
    }
    if x.is_infinite() {
        return Ok(Num::infinity(negative));
    }
    let (mut mantissa, mut exponent) = float::decompose(x.abs());
    if mantissa == 0 {
        return Ok(Num::zero(negative, 0));
    }
    let zeros = mantissa.trailing_zeros().min(exponent.min(0).unsigned_abs());
    mantissa >>= zeros;
    exponent += zeros as i32;
    // m / 2^k is m * 5^k / 10^k.
    let (factor, step, mut left) = if exponent < 0 { (5, 27, -exponent) } else { (2, 63, exponent) };
    let mut limbs = limbs::trim(vec![mantissa]);
    while left > 0 {
        let now = left.min(step);
        limbs = limbs::mul_word(&limbs, u64::pow(factor, now as u32), 0);
        left -= now;
    }
    vm.poll()?;
    Ok(Num::new(negative, Coef::from_limbs(limbs), i64::from(exponent.min(0))))
}

/// The nearest double; the caller has refused signaling NaNs.
pub fn to_f64(vm: &Vm, n: &Num) -> PyResult<f64> {
    let sign = if n.negative { -1.0 } else { 1.0 };
    match n.kind {
        Kind::Infinite => return Ok(f64::INFINITY * sign),
        Kind::Quiet | Kind::Signaling => return Ok(f64::NAN.copysign(sign)),
        Kind::Finite => {}
    }
    const EXACT_POWERS: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22,
    ];
    if let Coef::Small(c) = n.coef {
        if c <= 1 << 53 {
            if let Some(power) = EXACT_POWERS.get(n.exp.unsigned_abs() as usize) {
                let c = c as f64 * sign;
                return Ok(if n.exp < 0 { c / power } else { c * power });
            }
        }
    }
    if n.adjusted() > 400 && !n.coef.is_zero() {
        return Ok(f64::INFINITY * sign);
    }
    if n.adjusted() < -400 || n.coef.is_zero() {
        return Ok(0.0 * sign);
    }
    // A double's halfway points have less than 800 digits; what comes after them only has to be there.
    const KEPT: u64 = 800;
    let drop = n.coef.digits().saturating_sub(KEPT);
    let (kept, rest) = n.coef.shift_right(drop);
    let mut text = Vec::with_capacity(KEPT as usize + 32);
    kept.push_text(&mut text);
    let mut exp = n.exp + drop as i64;
    if rest != super::coef::Rest::Zero {
        text.push(b'1');
        exp -= 1;
    }
    text.extend_from_slice(format!("e{exp}").as_bytes());
    vm.poll()?;
    let parsed = std::str::from_utf8(&text).ok().and_then(float::text::parse).unwrap_or(0.0);
    Ok(parsed * sign)
}
