//! Orders of decimal numbers: numeric, total, by magnitude, and the hash that goes with equality.

use hognose_vm::prelude::*;

use super::arith::propagate;
use super::coef::Coef;
use super::limbs::BASE;
use super::number::{Ctx, Kind, Num, Status, status};

/// The numeric order of two numbers that are no NaN.
pub fn order(a: &Num, b: &Num) -> Ordering {
    if a.is_zero() && b.is_zero() {
        return Ordering::Equal;
    }
    let sign = |n: &Num| if n.is_zero() { 0 } else { 1 - 2 * i32::from(n.negative) };
    sign(a).cmp(&sign(b)).then_with(|| {
        let order = magnitude_order(a, b);
        if a.negative { order.reverse() } else { order }
    })
}

/// The order of the absolute values of two numbers that are no NaN.
pub fn magnitude_order(a: &Num, b: &Num) -> Ordering {
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    match (a.coef.is_zero(), b.coef.is_zero()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Less,
        (false, true) => return Ordering::Greater,
        (false, false) => {}
    }
    if a.exp == b.exp {
        return a.coef.compare(&b.coef);
    }
    a.adjusted().cmp(&b.adjusted()).then_with(|| {
        // Of equal adjusted exponents, the shift is at most the difference in digits: no more than the longer operand has.
        if a.exp > b.exp {
            a.coef.shift_left((a.exp - b.exp) as u64).compare(&b.coef)
        } else {
            a.coef.compare(&b.coef.shift_left((b.exp - a.exp) as u64))
        }
    })
}

/// The order of two numerically equal numbers: by sign, then by exponent.
fn order_of_equals(a: &Num, b: &Num) -> Ordering {
    if a.negative != b.negative {
        return b.negative.cmp(&a.negative);
    }
    let by_exponent = if a.is_finite() && b.is_finite() { a.exp.cmp(&b.exp) } else { Ordering::Equal };
    if a.negative { by_exponent.reverse() } else { by_exponent }
}

/// The order of all numbers that the specification calls total.
pub fn total_order(a: &Num, b: &Num) -> Ordering {
    if a.negative != b.negative {
        return b.negative.cmp(&a.negative);
    }
    let rank = |n: &Num| match n.kind {
        Kind::Finite | Kind::Infinite => 0,
        Kind::Signaling => 1,
        Kind::Quiet => 2,
    };
    let magnitude = rank(a).cmp(&rank(b)).then_with(|| {
        if a.is_nan() {
            return a.coef.compare(&b.coef);
        }
        magnitude_order(a, b).then_with(|| order_of_equals(&a.abs(), &b.abs()))
    });
    if a.negative { magnitude.reverse() } else { magnitude }
}

fn number_of(order: Ordering) -> Num {
    Num::from_i64(order as i64)
}

/// `compare`
pub fn compare(_: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    Ok(propagate(&[a, b], ctx, st).unwrap_or_else(|| number_of(order(a, b))))
}

/// `compare_signal`
pub fn compare_signal(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if a.is_nan() || b.is_nan() {
        *st |= status::INVALID_OPERATION;
    }
    compare(vm, a, b, ctx, st)
}

/// `compare_total`
pub fn compare_total(_: &Vm, a: &Num, b: &Num, _: &Ctx, _: &mut Status) -> PyResult<Num> {
    Ok(number_of(total_order(a, b)))
}

/// `compare_total_mag`
pub fn compare_total_mag(_: &Vm, a: &Num, b: &Num, _: &Ctx, _: &mut Status) -> PyResult<Num> {
    Ok(number_of(total_order(&a.abs(), &b.abs())))
}

/// The first or the second operand, as `chosen` says of their order; a number wins over a quiet NaN.
fn choose(
    vm: &Vm,
    a: &Num,
    b: &Num,
    ctx: &Ctx,
    st: &mut Status,
    by: fn(&Num, &Num) -> Ordering,
    greatest: bool,
) -> PyResult<Num> {
    if a.kind == Kind::Quiet && !b.is_nan() {
        return b.clone().finish(vm, ctx, st);
    }
    if b.kind == Kind::Quiet && !a.is_nan() {
        return a.clone().finish(vm, ctx, st);
    }
    if let Some(nan) = propagate(&[a, b], ctx, st) {
        return Ok(nan);
    }
    let order = by(a, b).then_with(|| order_of_equals(a, b));
    let first = if greatest { order.is_ge() } else { order.is_le() };
    (if first { a } else { b }).clone().finish(vm, ctx, st)
}

/// `max`
pub fn max(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    choose(vm, a, b, ctx, st, order, true)
}

/// `min`
pub fn min(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    choose(vm, a, b, ctx, st, order, false)
}

/// `max_mag`
pub fn max_mag(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    choose(vm, a, b, ctx, st, magnitude_order, true)
}

/// `min_mag`
pub fn min_mag(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    choose(vm, a, b, ctx, st, magnitude_order, false)
}

/// Same exponent, or both infinite, or both NaN.
pub fn same_quantum(a: &Num, b: &Num) -> bool {
    match (a.is_finite(), b.is_finite()) {
        (true, true) => a.exp == b.exp,
        (false, false) => a.is_nan() == b.is_nan(),
        _ => false,
    }
}

/// Modulus of numeric hashes.
const PRIME: u64 = (1 << 61) - 1;

const fn times(a: u64, b: u64) -> u64 {
    (a as u128 * b as u128 % PRIME as u128) as u64
}

/// 1/10 in the field.
const INVERSE_OF_TEN: u64 = power(10, PRIME - 2);

const fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        exponent >>= 1;
    }
    result
}

/// The hash of a finite or infinite number: equal to an equal int's, float's or fraction's.
pub fn hash(n: &Num) -> i64 {
    let magnitude = if n.is_infinite() {
        314_159
    } else {
        let coef = match &n.coef {
            Coef::Small(c) => (c % u128::from(PRIME)) as u64,
            Coef::Big(limbs) => limbs.iter().rev().fold(0, |h, &w| {
                ((u128::from(h) * u128::from(BASE) + u128::from(w)) % u128::from(PRIME)) as u64
            }),
        };
        // The power of ten with the exponent taken modulo the order of the field's group, where 1/10 is a power as well.
        let tens = n.exp.unsigned_abs() % (PRIME - 1);
        times(coef, power(if n.exp < 0 { INVERSE_OF_TEN } else { 10 }, tens)) as i64
    };
    let signed = if n.negative { -magnitude } else { magnitude };
    if signed == -1 { -2 } else { signed }
}
