//! Operations on exponents and single digits: rounding to places, neighbours, shifts, the logical operations.

#![allow(
    clippy::disallowed_methods,
    reason = "scratch of numbers whose digits were held against the limit before"
)]

use hognose_vm::prelude::*;

use super::arith::{add, propagate, sub};
use super::coef::{Coef, Rest};
use super::compare::order;
use super::number::{Ctx, Num, Rounding, Status, charge, status};

/// `a` with the exponent of `b`.
pub fn quantize(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if !a.is_finite() || !b.is_finite() {
        if let Some(nan) = propagate(&[a, b], ctx, st) {
            return Ok(nan);
        }
        if a.is_infinite() && b.is_infinite() {
            return Ok(a.clone());
        }
        return Ok(Num::invalid(st, status::INVALID_OPERATION));
    }
    let exp = b.exp;
    if exp > ctx.emax || exp < ctx.etiny() {
        return Ok(Num::invalid(st, status::INVALID_OPERATION));
    }
    if a.coef.is_zero() {
        return Num::zero(a.negative, exp).finish(vm, ctx, st);
    }
    let shift = a.exp - exp;
    if a.digits() + shift > ctx.prec {
        return Ok(Num::invalid(st, status::INVALID_OPERATION));
    }
    let (coef, conditions) = if shift >= 0 {
        let _charge = charge(vm, a.digits() + shift)?;
        (a.coef.shift_left(shift as u64), 0)
    } else {
        let _charge = charge(vm, a.digits())?;
        let (kept, rest) = a.coef.shift_right(shift.unsigned_abs());
        let kept = if ctx.rounding.increments(rest, a.negative, &kept) { kept.increment() } else { kept };
        (kept, if rest == Rest::Zero { status::ROUNDED } else { status::ROUNDED | status::INEXACT })
    };
    let result = Num::new(a.negative, coef, exp);
    if result.digits() > ctx.prec || result.adjusted() > ctx.emax || result.adjusted() < ctx.etiny() {
        return Ok(Num::invalid(st, status::INVALID_OPERATION));
    }
    *st |= conditions;
    result.finish(vm, ctx, st)
}

/// Rounds to a whole number; the conditions tell whether digits were lost.
pub fn to_integral_exact(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a], ctx, st) {
        return Ok(nan);
    }
    if a.is_infinite() || a.exp >= 0 {
        return Ok(a.clone());
    }
    if a.coef.is_zero() {
        return Ok(Num::zero(a.negative, 0));
    }
    let _charge = charge(vm, a.digits())?;
    let (kept, rest) = a.coef.shift_right(a.exp.unsigned_abs());
    let kept = if ctx.rounding.increments(rest, a.negative, &kept) { kept.increment() } else { kept };
    *st |= status::ROUNDED;
    if rest != Rest::Zero {
        *st |= status::INEXACT;
    }
    Ok(Num::new(a.negative, kept, 0))
}

/// Rounds to a whole number in silence.
pub fn to_integral_value(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    let mut own = 0;
    let result = to_integral_exact(vm, a, ctx, &mut own)?;
    *st |= own & !(status::ROUNDED | status::INEXACT);
    Ok(result)
}

/// `result`, which is `a` or its opposite; a zero loses its sign unless it is rounded down.
fn signed(vm: &Vm, a: &Num, result: Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a], ctx, st) {
        return Ok(nan);
    }
    if a.is_zero() && ctx.rounding != Rounding::Floor {
        return Num::zero(false, a.exp).finish(vm, ctx, st);
    }
    result.finish(vm, ctx, st)
}

/// `+a`
pub fn plus(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    signed(vm, a, a.clone(), ctx, st)
}

/// `-a`
pub fn minus(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    signed(vm, a, a.negated(), ctx, st)
}

/// `abs(a)`
pub fn abs(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a], ctx, st) {
        return Ok(nan);
    }
    a.abs().finish(vm, ctx, st)
}

/// Without trailing zeros.
pub fn normalize(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a], ctx, st) {
        return Ok(nan);
    }
    let mut result = a.clone().finish(vm, ctx, st)?;
    if !result.is_finite() {
        return Ok(result);
    }
    if result.coef.is_zero() {
        return Ok(Num::zero(result.negative, 0));
    }
    let largest = if ctx.clamp { ctx.etop() } else { ctx.emax };
    let zeros = (result.coef.trailing_zeros() as i64).min(largest - result.exp);
    if zeros > 0 {
        result.coef = result.coef.shift_right(zeros as u64).0;
        result.exp += zeros;
    }
    Ok(result)
}

/// A number just above the smallest that the context can tell from zero.
fn tiny(ctx: &Ctx) -> Num {
    Num::new(false, Coef::ONE, ctx.etiny() - 1)
}

fn neighbour(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status, up: bool) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a], ctx, st) {
        return Ok(nan);
    }
    if a.is_infinite() {
        if a.negative != up {
            return Ok(a.clone());
        }
        let _charge = charge(vm, ctx.prec)?;
        return Ok(Num::new(a.negative, Coef::nines(ctx.prec as u64), ctx.etop()));
    }
    let ctx = Ctx { rounding: if up { Rounding::Ceiling } else { Rounding::Floor }, ..*ctx };
    let mut own = 0;
    let rounded = a.clone().finish(vm, &ctx, &mut own)?;
    if own & status::INEXACT != 0 {
        return Ok(rounded);
    }
    own = 0;
    if up { add(vm, a, &tiny(&ctx), &ctx, &mut own) } else { sub(vm, a, &tiny(&ctx), &ctx, &mut own) }
}

/// The smallest number above `a`.
pub fn next_plus(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    neighbour(vm, a, ctx, st, true)
}

/// The largest number below `a`.
pub fn next_minus(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    neighbour(vm, a, ctx, st, false)
}

/// The number next to `a` in the direction of `b`.
pub fn next_toward(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a, b], ctx, st) {
        return Ok(nan);
    }
    let result = match order(a, b) {
        Ordering::Equal => return Ok(a.clone().with_sign(b.negative)),
        Ordering::Less => next_plus(vm, a, ctx, st)?,
        Ordering::Greater => next_minus(vm, a, ctx, st)?,
    };
    if result.is_infinite() {
        *st |= status::OVERFLOW | status::ROUNDED | status::INEXACT;
    } else if result.adjusted() < ctx.emin {
        *st |= status::UNDERFLOW | status::SUBNORMAL | status::ROUNDED | status::INEXACT;
        if result.coef.is_zero() {
            *st |= status::CLAMPED;
        }
    }
    Ok(result)
}

/// The exponent of the first digit, as a number.
pub fn logb(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a], ctx, st) {
        return Ok(nan);
    }
    if a.is_infinite() {
        return Ok(Num::infinity(false));
    }
    if a.coef.is_zero() {
        *st |= status::DIVISION_BY_ZERO;
        return Ok(Num::infinity(true));
    }
    Num::from_i64(a.adjusted()).finish(vm, ctx, st)
}

/// The whole number of an operand that counts places; None: it is none, or beyond `most`.
fn places(b: &Num, most: i64) -> Option<i64> {
    if !b.is_finite() || b.exp != 0 {
        return None;
    }
    let Coef::Small(n) = b.coef else { return None };
    let n = i64::try_from(n).ok().filter(|n| *n <= most)?;
    Some(if b.negative { -n } else { n })
}

/// `a * 10^b`
pub fn scaleb(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a, b], ctx, st) {
        return Ok(nan);
    }
    let Some(n) = places(b, 2 * (ctx.emax + ctx.prec)) else {
        return Ok(Num::invalid(st, status::INVALID_OPERATION));
    };
    if a.is_infinite() {
        return Ok(a.clone());
    }
    Num { exp: a.exp + n, ..a.clone() }.finish(vm, ctx, st)
}

/// Moves the digits within the precision; what leaves it is lost.
pub fn shift(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a, b], ctx, st) {
        return Ok(nan);
    }
    let Some(n) = places(b, ctx.prec) else {
        return Ok(Num::invalid(st, status::INVALID_OPERATION));
    };
    if a.is_infinite() {
        return Ok(a.clone());
    }
    let prec = ctx.prec as u64;
    let kept = a.coef.low_digits(prec);
    let coef = if n >= 0 {
        let room = prec - n as u64;
        let kept = kept.low_digits(room);
        let _charge = charge(vm, kept.digits() as i64 + n)?;
        kept.shift_left(n as u64)
    } else {
        kept.shift_right(n.unsigned_abs()).0
    };
    Ok(Num { coef, ..a.clone() })
}

/// Moves the digits within the precision, around its ends.
pub fn rotate(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a, b], ctx, st) {
        return Ok(nan);
    }
    let Some(n) = places(b, ctx.prec) else {
        return Ok(Num::invalid(st, status::INVALID_OPERATION));
    };
    if a.is_infinite() {
        return Ok(a.clone());
    }
    let prec = ctx.prec as u64;
    let left = n.rem_euclid(ctx.prec) as u64;
    let kept = a.coef.low_digits(prec);
    if left == 0 || kept.is_zero() {
        return Ok(Num { coef: kept, ..a.clone() });
    }
    let (around, _) = kept.shift_right(prec - left);
    let low = kept.low_digits(prec - left);
    let _charge = charge(vm, low.digits() as i64 + left as i64)?;
    Ok(Num { coef: low.shift_left(left).add(&around), ..a.clone() })
}

/// The digits of a logical operand, lowest first; None if it is none.
fn logical(a: &Num, ctx: &Ctx) -> Option<Vec<u8>> {
    if !a.is_finite() || a.negative || a.exp != 0 {
        return None;
    }
    let mut text = Vec::with_capacity(a.digits() as usize);
    a.coef.push_text(&mut text);
    text.reverse();
    let logical = text.iter().all(|c| matches!(c, b'0' | b'1'));
    text.truncate(ctx.prec as usize);
    logical.then_some(text)
}

fn of_logical(mut digits: Vec<u8>) -> Num {
    digits.reverse();
    Num::new(false, Coef::parse(&digits), 0)
}

fn logical_binary(
    vm: &Vm,
    a: &Num,
    b: &Num,
    ctx: &Ctx,
    st: &mut Status,
    f: fn(bool, bool) -> bool,
) -> PyResult<Num> {
    let _charge = charge(vm, 4 * (a.digits() + b.digits()))?;
    let (Some(x), Some(y)) = (logical(a, ctx), logical(b, ctx)) else {
        return Ok(Num::invalid(st, status::INVALID_OPERATION));
    };
    let bit = |digits: &[u8], at: usize| digits.get(at) == Some(&b'1');
    let len = x.len().max(y.len());
    let digits = (0..len).map(|at| b'0' + u8::from(f(bit(&x, at), bit(&y, at)))).collect();
    Ok(of_logical(digits))
}

/// `logical_and`
pub fn logical_and(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    logical_binary(vm, a, b, ctx, st, |x, y| x & y)
}

/// `logical_or`
pub fn logical_or(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    logical_binary(vm, a, b, ctx, st, |x, y| x | y)
}

/// `logical_xor`
pub fn logical_xor(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    logical_binary(vm, a, b, ctx, st, |x, y| x ^ y)
}

/// `logical_invert`: all digits of the precision.
pub fn logical_invert(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    let _charge = charge(vm, ctx.prec.saturating_mul(4))?;
    let Some(x) = logical(a, ctx) else {
        return Ok(Num::invalid(st, status::INVALID_OPERATION));
    };
    let digit = |at: usize| if x.get(at) == Some(&b'1') { b'0' } else { b'1' };
    Ok(of_logical((0..ctx.prec as usize).map(digit).collect()))
}
