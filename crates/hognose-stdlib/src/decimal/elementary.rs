//! Exponential, logarithms and powers, correctly rounded but for powers, whose rounding libmpdec's algorithm decides.
//!
//! Works on fixed-point numbers: whole numbers of limbs (limbs.rs) that stand for themselves divided by BASE^f. A result is
//! computed with a bound on its error; if the bound leaves the rounding open, once more with more limbs.
//!
//! # Invariants
//! E1: a fixed-point result is off by less than `ERROR_DIGITS` digits' worth of its last places.

#![allow(
    clippy::disallowed_methods,
    reason = "scratch of numbers whose digits were held against the limit before"
)]

use std::cell::RefCell;

use hognose_vm::prelude::*;

use super::arith::{div, mul, propagate, sub};
use super::coef::{Coef, POW10_WIDE};
use super::limbs::{self, BASE, LIMB_DIGITS};
use super::number::{Ctx, Num, Rounding, Status, charge, status};

/// See E1: truncations at each step, doubled at each squaring, and the error of ln(10) times an exponent of 20 digits.
const ERROR_DIGITS: usize = 30;
/// Digits computed beyond the precision.
const GUARD_DIGITS: i64 = 60;
/// Limbs of ln(10) that are kept for the next time.
const CACHED_LIMBS: usize = 64;

/// ln(10) as a fixed-point number, as far as it was needed.
#[derive(Default)]
struct Ln10(RefCell<Vec<u64>>);

/// A signed fixed-point number.
#[derive(Clone)]
struct Fixed {
    negative: bool,
    limbs: Vec<u64>,
}

impl Fixed {
    fn add(&self, other: &Fixed) -> Fixed {
        if self.negative == other.negative {
            return Fixed { negative: self.negative, limbs: limbs::add(&self.limbs, &other.limbs) };
        }
        if limbs::compare(&self.limbs, &other.limbs).is_ge() {
            Fixed { negative: self.negative, limbs: limbs::sub(&self.limbs, &other.limbs) }
        } else {
            Fixed { negative: other.negative, limbs: limbs::sub(&other.limbs, &self.limbs) }
        }
    }

    fn sub(&self, other: &Fixed) -> Fixed {
        self.add(&Fixed { negative: !other.negative, limbs: other.limbs.clone() })
    }
}

fn positive(limbs: Vec<u64>) -> Fixed {
    Fixed { negative: false, limbs }
}

/// One, with `f` limbs after the point.
fn one(f: usize) -> Vec<u64> {
    let mut limbs = vec![0; f];
    limbs.push(1);
    limbs
}

/// `a * b`
fn times(vm: &Vm, a: &[u64], b: &[u64], f: usize) -> PyResult<Vec<u64>> {
    let product = limbs::mul(vm, a, b)?;
    Ok(product.get(f..).unwrap_or(&[]).to_vec())
}

/// `a / b`
fn over(vm: &Vm, a: &[u64], b: &[u64], f: usize) -> PyResult<Vec<u64>> {
    let mut numerator = vec![0; f];
    numerator.extend_from_slice(a);
    Ok(limbs::div_rem(vm, &limbs::trim(numerator), b)?.0)
}

/// The absolute value of a finite number, cut to `f` limbs after the point.
fn fixed(n: &Num, f: usize) -> Vec<u64> {
    let shift = n.exp + f as i64 * LIMB_DIGITS as i64;
    let limbs = n.coef.limbs();
    if shift >= 0 {
        limbs::shift_left(&limbs, shift as u64)
    } else {
        limbs::shift_right(&limbs, shift.unsigned_abs())
    }
}

/// atanh(1/n)
fn inverse_hyperbolic(vm: &Vm, n: u64, f: usize) -> PyResult<Vec<u64>> {
    let mut power = limbs::div_word(&one(f), n).0;
    let mut sum = power.clone();
    let mut k = 1;
    while !power.is_empty() {
        vm.poll()?;
        power = limbs::div_word(&power, n * n).0;
        k += 2;
        sum = limbs::add(&sum, &limbs::div_word(&power, k).0);
    }
    Ok(sum)
}

/// ln(10)
fn ln10(vm: &Vm, f: usize) -> PyResult<Vec<u64>> {
    let known = vm.extension(|cache: &Ln10| {
        let cache = cache.0.borrow();
        // The limb before the point is the last.
        (cache.len() > f).then(|| cache[cache.len() - 1 - f..].to_vec())
    });
    if let Some(known) = known {
        return Ok(known);
    }
    // A formula of Machin's kind.
    let mut sum = Vec::new();
    for (factor, n) in [(46, 31), (34, 49), (20, 161)] {
        sum = limbs::add(&sum, &limbs::mul_word(&inverse_hyperbolic(vm, n, f)?, factor, 0));
    }
    if f <= CACHED_LIMBS {
        vm.extension(|cache: &Ln10| *cache.0.borrow_mut() = sum.clone());
    }
    Ok(sum)
}

/// e^r for 0 <= r < 10.
fn exp_fixed(vm: &Vm, r: &[u64], f: usize) -> PyResult<Vec<u64>> {
    // Halving the argument often makes the series short; as many squarings undo it.
    let halvings = (8 + (f * LIMB_DIGITS as usize).isqrt()).min(60);
    let r = limbs::div_word(r, 1 << halvings).0;
    let mut term = r.clone();
    let mut sum = limbs::add(&one(f), &r);
    let mut n = 2;
    while !term.is_empty() {
        term = limbs::div_word(&times(vm, &term, &r, f)?, n).0;
        sum = limbs::add(&sum, &term);
        n += 1;
    }
    for _ in 0..halvings {
        sum = times(vm, &sum, &sum, f)?;
    }
    Ok(sum)
}

/// ln(m) for m between 0.3 and 3.3.
fn ln_fixed(vm: &Vm, m: &[u64], f: usize) -> PyResult<Fixed> {
    let limb = |at: usize| m.get(at).copied().unwrap_or(0) as f64;
    let start = (limb(f) + limb(f - 1) / BASE as f64).ln();
    let scaled = (start.abs() * BASE as f64) as u64;
    let mut limbs = vec![0; f - 1];
    limbs.extend([scaled % BASE, scaled / BASE]);
    let mut y = Fixed { negative: start < 0.0, limbs: limbs::trim(limbs) };
    // Halley's iteration triples the correct digits.
    let mut correct = 14;
    while correct < f * LIMB_DIGITS as usize {
        vm.poll()?;
        let e = exp_fixed(vm, &y.limbs, f)?;
        let (m, e) = if y.negative { (times(vm, m, &e, f)?, one(f)) } else { (m.to_vec(), e) };
        let difference = positive(m.clone()).sub(&positive(e.clone()));
        let quotient = over(vm, &limbs::mul_word(&difference.limbs, 2, 0), &limbs::add(&m, &e), f)?;
        y = y.add(&Fixed { negative: difference.negative, limbs: quotient });
        correct *= 3;
    }
    Ok(y)
}

/// Limbs after the point for so many correct digits.
fn limbs_for(vm: &Vm, digits: i64) -> PyResult<usize> {
    match usize::try_from(digits.saturating_add(GUARD_DIGITS) / LIMB_DIGITS as i64 + 2) {
        Ok(f) => Ok(f),
        Err(_) => Err(vm.memory_error()),
    }
}

/// The number of a fixed-point result, if its error leaves no doubt about the rounding to `prec` digits.
fn settle(vm: &Vm, value: &Fixed, f: usize, scale: i64, prec: i64) -> PyResult<Option<Num>> {
    let coef = Coef::from_limbs(value.limbs.clone());
    let error = Coef::Small(POW10_WIDE[ERROR_DIGITS]);
    if coef.compare(&error).is_le() {
        return Ok(None);
    }
    let exp = scale - f as i64 * LIMB_DIGITS as i64;
    let rounded = |coef: Coef| Num::new(false, coef, exp).finish(vm, &Ctx::working(prec), &mut 0);
    let (low, high) = (rounded(coef.sub(&error))?, rounded(coef.add(&error))?);
    if low.exp != high.exp || low.coef != high.coef {
        return Ok(None);
    }
    // The value is irrational: it must not look exact.
    let coef = if coef.last_digit() == 0 { coef.increment() } else { coef };
    Ok(Some(Num::new(value.negative, coef, exp)))
}

/// Computes with more and more digits until the rounding is settled.
fn correctly_rounded(
    vm: &Vm,
    ctx: &Ctx,
    st: &mut Status,
    more_digits: i64,
    compute: impl Fn(usize) -> PyResult<(Fixed, i64)>,
) -> PyResult<Num> {
    let mut extra = 0;
    loop {
        let digits = ctx.prec.saturating_add(more_digits).saturating_add(extra);
        let _charge = charge(vm, digits.saturating_mul(4))?;
        let f = limbs_for(vm, digits)?;
        let (value, scale) = compute(f)?;
        if let Some(number) = settle(vm, &value, f, scale, ctx.prec)? {
            return number.finish(vm, &Ctx { rounding: Rounding::HalfEven, ..*ctx }, st);
        }
        extra = extra * 2 + 40;
    }
}

/// `e^a`
pub fn exp(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a], ctx, st) {
        return Ok(nan);
    }
    if a.is_infinite() {
        return Ok(if a.negative { Num::zero(false, 0) } else { Num::infinity(false) });
    }
    if a.coef.is_zero() {
        return Ok(Num::new(false, Coef::ONE, 0));
    }
    let nearest = Ctx { rounding: Rounding::HalfEven, ..*ctx };
    let adjusted = a.adjusted();
    // Beyond 10^20 any exponent range is left; within a hair of zero the result is next to one.
    if adjusted >= 20 {
        let beyond = if a.negative { ctx.etiny() - 1 } else { ctx.emax + 1 };
        return Num::new(false, Coef::ONE, beyond).finish(vm, &nearest, st);
    }
    if adjusted < -ctx.prec - 1 {
        *st |= status::INEXACT | status::ROUNDED;
        return padded_one(vm, ctx);
    }
    correctly_rounded(vm, ctx, st, 0, |f| {
        // a = n * ln(10) + r
        let x = fixed(a, f);
        let ln10 = ln10(vm, f)?;
        let (mut n, mut r) = limbs::div_rem(vm, &x, &ln10)?;
        if a.negative {
            limbs::increment(&mut n);
            r = limbs::sub(&ln10, &r);
        }
        let n = match Coef::from_limbs(n) {
            Coef::Small(n) => i64::try_from(n).unwrap_or(i64::MAX / 4).min(i64::MAX / 4),
            Coef::Big(_) => i64::MAX / 4,
        };
        Ok((positive(exp_fixed(vm, &r, f)?), if a.negative { -n } else { n }))
    })
}

/// A positive number as m * 10^k with m between 0.31 and 3.2, and the digits that the logarithm of m loses near one.
fn reduce(vm: &Vm, a: &Num) -> PyResult<(Num, i64, i64)> {
    let mut k = a.adjusted();
    let leading = a.coef.shift_right((a.digits() as u64).saturating_sub(3)).0;
    let leading = leading.shift_left(3 - leading.digits());
    if leading.compare(&Coef::Small(316)).is_ge() {
        k += 1;
    }
    let m = Num::new(false, a.coef.clone(), a.exp - k);
    let difference = sub(vm, &m, &Num::new(false, Coef::ONE, 0), &Ctx::MAX, &mut 0)?;
    let lost = if k == 0 && !difference.is_zero() { (-difference.adjusted()).max(0) } else { 0 };
    Ok((m, k, lost))
}

fn multiple(ln10: &[u64], k: i64) -> Fixed {
    let k_abs = k.unsigned_abs();
    Fixed { negative: k < 0, limbs: limbs::mul_word(ln10, k_abs, 0) }
}

/// What logarithms have in common: None for a positive number other than one.
fn special_logarithm(a: &Num, ctx: &Ctx, st: &mut Status) -> Option<Num> {
    if let Some(nan) = propagate(&[a], ctx, st) {
        return Some(nan);
    }
    if a.is_zero() {
        return Some(Num::infinity(true));
    }
    if a.negative {
        return Some(Num::invalid(st, status::INVALID_OPERATION));
    }
    a.is_infinite().then(|| Num::infinity(false))
}

fn is_power_of_ten(a: &Num) -> bool {
    a.coef.trailing_zeros() + 1 == a.coef.digits() && a.coef.digit(a.coef.digits() - 1) == 1
}

/// The natural logarithm.
pub fn ln(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(result) = special_logarithm(a, ctx, st) {
        return Ok(result);
    }
    if is_power_of_ten(a) && a.adjusted() == 0 {
        return Ok(Num::zero(false, 0));
    }
    let _charge = charge(vm, a.digits())?;
    let (m, k, lost) = reduce(vm, a)?;
    correctly_rounded(vm, ctx, st, lost, |f| {
        let y = ln_fixed(vm, &fixed(&m, f), f)?;
        Ok((if k == 0 { y } else { y.add(&multiple(&ln10(vm, f)?, k)) }, 0))
    })
}

/// The logarithm to base ten.
pub fn log10(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(result) = special_logarithm(a, ctx, st) {
        return Ok(result);
    }
    if is_power_of_ten(a) {
        return Num::from_i64(a.adjusted()).finish(vm, &Ctx { rounding: Rounding::HalfEven, ..*ctx }, st);
    }
    let _charge = charge(vm, a.digits())?;
    let (m, k, lost) = reduce(vm, a)?;
    correctly_rounded(vm, ctx, st, lost, |f| {
        let y = ln_fixed(vm, &fixed(&m, f), f)?;
        let quotient = Fixed { negative: y.negative, limbs: over(vm, &y.limbs, &ln10(vm, f)?, f)? };
        Ok((quotient.add(&multiple(&one(f), k)), 0))
    })
}

/// The base ten logarithm of a number's absolute value, roughly, even where a double could not hold the number.
fn rough_log10(n: &Num) -> f64 {
    let digits = n.coef.digits();
    let leading = match n.coef.shift_right(digits.saturating_sub(17)).0 {
        Coef::Small(leading) => leading as f64,
        Coef::Big(_) => 1.0,
    };
    leading.log10() + digits.saturating_sub(17) as f64 + n.exp as f64
}

/// log10(|log10(a)|), roughly, for a positive number other than one.
fn rough_log_log(vm: &Vm, a: &Num) -> PyResult<f64> {
    let log = rough_log10(a);
    if log.abs() > 1e-3 {
        return Ok(log.abs().log10());
    }
    let difference = sub(vm, a, &Num::new(false, Coef::ONE, 0), &Ctx::MAX, &mut 0)?;
    Ok(rough_log10(&difference) - std::f64::consts::LN_10.log10())
}

/// Decimal digits of an exponent.
fn exponent_digits(exp: i64) -> i64 {
    limbs::word_digits(exp.unsigned_abs()) as i64
}

/// A lower bound of log10(|log10(a)|), for a positive number other than one.
fn least_log_log(vm: &Vm, a: &Num) -> PyResult<i64> {
    let adjusted = a.adjusted();
    if adjusted > 0 {
        return Ok(exponent_digits(adjusted) - 1);
    }
    if adjusted < -1 {
        return Ok(exponent_digits(adjusted + 1) - 1);
    }
    let difference = sub(vm, a, &Num::new(false, Coef::ONE, 0), &Ctx::MAX, &mut 0)?;
    Ok(difference.adjusted() - if adjusted == 0 { 2 } else { 1 })
}

/// `a ** b`
pub fn pow(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a, b], ctx, st) {
        return Ok(nan);
    }
    if b.is_zero() {
        return Ok(if a.is_zero() {
            Num::invalid(st, status::INVALID_OPERATION)
        } else {
            Num::new(false, Coef::ONE, 0)
        });
    }
    let whole = b.is_integer();
    let negative = a.negative && b.is_odd_integer();
    if a.negative && !whole && !a.is_zero() {
        return Ok(Num::invalid(st, status::INVALID_OPERATION));
    }
    if a.is_infinite() {
        return Ok(if b.negative { Num::zero(negative, 0) } else { Num::infinity(negative) });
    }
    if a.is_zero() {
        return Ok(if b.negative { Num::infinity(negative) } else { Num::zero(negative, 0) });
    }
    let one = Num::new(false, Coef::ONE, 0);
    let order = super::compare::magnitude_order(a, &one);
    if order.is_eq() {
        return power_of_one(vm, a, b, whole, negative, ctx, st);
    }
    if b.is_infinite() {
        return Ok(if order.is_gt() == b.negative {
            Num::zero(negative, 0)
        } else {
            Num::infinity(negative)
        });
    }
    let magnitude = a.abs();
    let grows = order.is_gt() != b.negative;
    // Far beyond the range, the result is beyond it whatever its digits; this bound decides as libmpdec's does.
    let bound = if grows { ctx.emax } else { ctx.etiny() };
    let least = least_log_log(vm, &magnitude)?.saturating_add(b.adjusted());
    if exponent_digits(bound) < least {
        let exp = if grows { super::number::MAX_EMAX + 1 } else { ctx.etiny() - 1 };
        return Num::new(negative, Coef::ONE, exp).finish(vm, ctx, st);
    }
    // Beyond every range of exponents.
    if rough_log_log(vm, &magnitude)? + rough_log10(b) > 19.5 {
        let exp = if grows { super::number::MAX_EMAX + 1 } else { ctx.etiny() - 1 };
        return Num::new(negative, Coef::ONE, exp).finish(vm, ctx, st);
    }
    if whole {
        return whole_power(vm, a, b, negative, ctx, st);
    }
    // As libmpdec does it, so that the last digit is the same.
    let work = Ctx::working(ctx.prec.max(a.digits()).saturating_add(23).min(super::number::MAX_PREC));
    let logarithm = ln(vm, a, &work, &mut 0)?;
    let mut result = exp(vm, &mul(vm, &logarithm, b, &work, &mut 0)?, &work, &mut 0)?;
    *st |= status::INEXACT | status::ROUNDED;
    if result.is_infinite() {
        result = Num::new(false, Coef::ONE, super::number::MAX_EMAX + 1);
    } else if super::compare::order(&result, &one).is_eq() {
        result = padded_one(vm, ctx)?;
    }
    result.finish(vm, ctx, st)
}

/// One with all digits of the precision.
fn padded_one(vm: &Vm, ctx: &Ctx) -> PyResult<Num> {
    let _charge = charge(vm, ctx.prec)?;
    Ok(Num::new(false, Coef::ONE.shift_left(ctx.prec as u64 - 1), 1 - ctx.prec))
}

/// The power of a base that is one or minus one.
fn power_of_one(
    vm: &Vm,
    a: &Num,
    b: &Num,
    whole: bool,
    negative: bool,
    ctx: &Ctx,
    st: &mut Status,
) -> PyResult<Num> {
    if !whole {
        *st |= status::INEXACT | status::ROUNDED;
        return Ok(padded_one(vm, ctx)?.with_sign(negative));
    }
    if b.negative {
        return Ok(Num::new(negative, Coef::ONE, 0));
    }
    // 1.000 ** 3 is 1.000000000.
    let places = mul(vm, b, &Num::from_i64(-a.exp), &Ctx::MAX, &mut 0)?;
    let most = Num::from_i64(ctx.prec - 1);
    if super::compare::order(&places, &most).is_gt() {
        *st |= status::ROUNDED;
        return Ok(padded_one(vm, ctx)?.with_sign(negative));
    }
    let places = super::convert::to_u64(&places).unwrap_or(0);
    let _charge = charge(vm, places as i64)?;
    Ok(Num::new(negative, Coef::ONE.shift_left(places), -(places as i64)))
}

/// `a ** b` for a whole `b`, by squaring.
fn whole_power(vm: &Vm, a: &Num, b: &Num, negative: bool, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    let exponent_digits = (b.digits() + b.exp).max(1);
    // The steps underflow to zero where the result would.
    let prec = ctx.prec.saturating_add(exponent_digits + 2).min(super::number::MAX_PREC);
    let mut work = Ctx { prec, rounding: Rounding::HalfEven, clamp: false, ..*ctx };
    let mut own = 0;
    let base = if b.negative {
        work.prec = (work.prec + 1).min(super::number::MAX_PREC);
        div(vm, &Num::new(false, Coef::ONE, 0), &a.abs(), &work, &mut own)?
    } else {
        a.abs()
    };
    let bits = super::convert::bits(vm, b)?;
    let mut result = base.clone();
    for &bit in bits.iter().rev().skip(1) {
        vm.poll()?;
        result = mul(vm, &result, &result, &work, &mut own)?;
        if bit {
            result = mul(vm, &result, &base, &work, &mut own)?;
        }
        if !result.is_finite() || result.coef.is_zero() {
            break;
        }
    }
    if result.is_infinite() {
        result = Num::new(false, Coef::ONE, super::number::MAX_EMAX + 1);
    }
    *st |= own;
    result.with_sign(negative).finish(vm, ctx, st)
}

/// `a ** b % m` of whole numbers.
pub fn pow_mod(vm: &Vm, a: &Num, b: &Num, m: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a, b, m], ctx, st) {
        return Ok(nan);
    }
    let refused = !a.is_integer()
        || !b.is_integer()
        || !m.is_integer()
        || b.negative && !b.is_zero()
        || m.is_zero()
        || m.adjusted() >= ctx.prec
        || a.is_zero() && b.is_zero();
    if refused {
        return Ok(Num::invalid(st, status::INVALID_OPERATION));
    }
    let modulus = super::convert::whole(vm, m)?;
    let _charge = charge(vm, 8 * (modulus.digits() as i64) + a.digits())?;
    let reduce = |n: &Coef| Ok(n.div_rem(vm, &modulus)?.1);
    let power = |mut base: Coef, bits: &[bool]| {
        let mut result = reduce(&Coef::ONE)?;
        for &bit in bits {
            vm.poll()?;
            if bit {
                result = reduce(&result.mul(vm, &base)?)?;
            }
            base = reduce(&base.mul(vm, &base)?)?;
        }
        PyResult::Ok(result)
    };
    // The base's own power of ten may be far too long to write out.
    let ten = power(reduce(&Coef::Small(10))?, &super::convert::bits(vm, &Num::from_i64(a.exp.max(0)))?)?;
    let digits = if a.exp < 0 { a.coef.shift_right(a.exp.unsigned_abs()).0 } else { a.coef.clone() };
    let base = reduce(&reduce(&digits)?.mul(vm, &ten)?)?;
    let negative = a.negative && b.is_odd_integer();
    let result = power(base, &super::convert::bits(vm, b)?)?;
    Ok(Num::new(negative, result, 0))
}
