//! Addition, multiplication, division, remainders, square root: the General Decimal Arithmetic specification's, on plain numbers.
//!
//! Each takes a context and adds the conditions it met to `st`. Whoever calls turns those into flags and exceptions.

use hognose_vm::prelude::*;

use super::coef::Coef;
use super::limbs;
use super::number::{Ctx, Kind, Num, Rounding, Status, charge, status};

/// Precisions above this are not filled up with digits where a result is exact.
const LARGE_PREC: i64 = 10_000;

/// The NaN that operations on a NaN give: the first signaling operand, else the first quiet one.
pub fn propagate(operands: &[&Num], ctx: &Ctx, st: &mut Status) -> Option<Num> {
    let found = match operands.iter().find(|n| n.kind == Kind::Signaling) {
        Some(signaling) => {
            *st |= status::INVALID_OPERATION;
            signaling
        }
        None => operands.iter().find(|n| n.kind == Kind::Quiet)?,
    };
    Some(Num { kind: Kind::Quiet, ..(*found).clone() }.fit_payload(ctx))
}

/// `a + b`
pub fn add(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    add_signed(vm, a, b, b.negative, ctx, st)
}

/// `a - b`
pub fn sub(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    add_signed(vm, a, b, !b.negative, ctx, st)
}

/// `a + b` with another sign of `b`.
#[inline]
fn add_signed(vm: &Vm, a: &Num, b: &Num, b_negative: bool, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if !a.is_finite() || !b.is_finite() {
        if let Some(nan) = propagate(&[a, b], ctx, st) {
            return Ok(nan);
        }
        return Ok(match (a.is_infinite(), b.is_infinite()) {
            (true, true) if a.negative != b_negative => Num::invalid(st, status::INVALID_OPERATION),
            (true, _) => a.clone(),
            _ => Num::infinity(b_negative),
        });
    }
    if a.exp == b.exp {
        return sum(a.negative, &a.coef, b_negative, &b.coef, a.exp, ctx).finish(vm, ctx, st);
    }
    // The one with the larger exponent is shifted to the other's.
    let (high, high_negative, low, low_negative) =
        if a.exp > b.exp { (a, a.negative, b, b_negative) } else { (b, b_negative, a, a.negative) };
    if high.coef.is_zero() {
        return sum(high_negative, &high.coef, low_negative, &low.coef, low.exp, ctx).finish(vm, ctx, st);
    }
    // A number far below the last digit of the result matters by its presence alone.
    let far = (high.exp - 1).min(high.exp + high.digits() - ctx.prec - 2);
    let (low_coef, low_exp) = if low.adjusted() < far {
        (if low.coef.is_zero() { &Coef::ZERO } else { &Coef::ONE }, far)
    } else {
        (&low.coef, low.exp)
    };
    let shift = high.exp - low_exp;
    let _charge = charge(vm, high.digits() + shift + low.digits())?;
    let high_coef = high.coef.shift_left(shift as u64);
    sum(high_negative, &high_coef, low_negative, low_coef, low_exp, ctx).finish(vm, ctx, st)
}

/// The exact sum of two numbers of one exponent.
fn sum(a_negative: bool, a: &Coef, b_negative: bool, b: &Coef, exp: i64, ctx: &Ctx) -> Num {
    if a_negative == b_negative {
        return Num::new(a_negative, a.add(b), exp);
    }
    match a.compare(b) {
        Ordering::Greater => Num::new(a_negative, a.sub(b), exp),
        Ordering::Less => Num::new(b_negative, b.sub(a), exp),
        Ordering::Equal => Num::zero(ctx.rounding == Rounding::Floor, exp),
    }
}

/// `a * b`
pub fn mul(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    let negative = a.negative != b.negative;
    if !a.is_finite() || !b.is_finite() {
        if let Some(nan) = propagate(&[a, b], ctx, st) {
            return Ok(nan);
        }
        if a.is_zero() || b.is_zero() {
            return Ok(Num::invalid(st, status::INVALID_OPERATION));
        }
        return Ok(Num::infinity(negative));
    }
    mul_exact(vm, a, b)?.finish(vm, ctx, st)
}

/// The product of finite numbers.
#[inline]
pub fn mul_exact(vm: &Vm, a: &Num, b: &Num) -> PyResult<Num> {
    let _charge = charge(vm, a.digits() + b.digits())?;
    Ok(Num::new(a.negative != b.negative, a.coef.mul(vm, &b.coef)?, a.exp + b.exp))
}

/// `a * b + c` with one rounding.
pub fn fma(vm: &Vm, a: &Num, b: &Num, c: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    let product = if a.is_finite() && b.is_finite() {
        mul_exact(vm, a, b)?
    } else {
        let product = mul(vm, a, b, ctx, st)?;
        // A signaling NaN goes before a quiet one, and the first before the others.
        let signaled = a.kind == Kind::Signaling || b.kind == Kind::Signaling;
        if product.is_nan() && (signaled || c.kind != Kind::Signaling) {
            return Ok(product);
        }
        product
    };
    add(vm, &product, c, ctx, st)
}

/// `a / b`
pub fn div(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    let negative = a.negative != b.negative;
    if !a.is_finite() || !b.is_finite() {
        if let Some(nan) = propagate(&[a, b], ctx, st) {
            return Ok(nan);
        }
        return Ok(match (a.is_infinite(), b.is_infinite()) {
            (true, true) => Num::invalid(st, status::INVALID_OPERATION),
            (true, false) => Num::infinity(negative),
            _ => {
                *st |= status::CLAMPED;
                Num::zero(negative, ctx.etiny())
            }
        });
    }
    if b.coef.is_zero() {
        if a.coef.is_zero() {
            return Ok(Num::invalid(st, status::DIVISION_UNDEFINED));
        }
        *st |= status::DIVISION_BY_ZERO;
        return Ok(Num::infinity(negative));
    }
    let ideal = a.exp - b.exp;
    if a.coef.is_zero() {
        return Num::zero(negative, ideal).finish(vm, ctx, st);
    }
    // Where the precision is huge, an exact quotient needs only the digits of the numerator and one for each bit of the divisor.
    let enough = a.digits() + 4 * b.digits() + 2;
    if ctx.prec > enough.max(LARGE_PREC) {
        let mut own = 0;
        let quotient = div(vm, a, b, &Ctx { prec: enough, ..Ctx::MAX }, &mut own)?;
        if own & status::INEXACT == 0 {
            return quotient.finish(vm, ctx, st);
        }
    }
    let _charge = charge(vm, ctx.prec.saturating_add(a.digits()).saturating_add(b.digits()))?;
    // One digit more than the precision, and a sticky last digit, decide every rounding.
    let shift = b.digits() - a.digits() + ctx.prec + 1;
    let exp = ideal - shift;
    let (quotient, rest) = if shift >= 0 {
        a.coef.shift_left(shift as u64).div_rem(vm, &b.coef)?
    } else {
        a.coef.div_rem(vm, &b.coef.shift_left(shift.unsigned_abs()))?
    };
    let mut result = Num::new(negative, quotient, exp);
    if !rest.is_zero() {
        if matches!(result.coef.last_digit(), 0 | 5) {
            result.coef = result.coef.increment();
        }
    } else if shift > 0 {
        let zeros = (result.coef.trailing_zeros() as i64).min(ideal - exp);
        result.coef = result.coef.shift_right(zeros as u64).0;
        result.exp += zeros;
    }
    result.finish(vm, ctx, st)
}

/// Whole quotient (rounded to zero) and remainder of finite numbers, `b` not zero; None if the quotient has too many digits.
fn quotient_and_rest(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx) -> PyResult<Option<(Num, Num)>> {
    let negative = a.negative != b.negative;
    let exp = a.exp.min(b.exp);
    if a.coef.is_zero() {
        return Ok(Some((Num::zero(negative, 0), Num::zero(a.negative, exp))));
    }
    if a.adjusted() < b.adjusted() {
        let shift = a.exp - exp;
        let _charge = charge(vm, a.digits() + shift)?;
        let rest = Num::new(a.negative, a.coef.shift_left(shift as u64), exp);
        return Ok(Some((Num::zero(negative, 0), rest)));
    }
    if a.adjusted() - b.adjusted() > ctx.prec {
        return Ok(None);
    }
    let _charge = charge(vm, 2 * (a.digits() + b.digits() + a.exp.abs_diff(b.exp) as i64))?;
    let (quotient, rest) = if a.exp > b.exp {
        a.coef.shift_left((a.exp - b.exp) as u64).div_rem(vm, &b.coef)?
    } else {
        a.coef.div_rem(vm, &b.coef.shift_left((b.exp - a.exp) as u64))?
    };
    if quotient.digits() as i64 > ctx.prec {
        return Ok(None);
    }
    Ok(Some((Num::new(negative, quotient, 0), Num::new(a.negative, rest, exp))))
}

/// `a // b`
pub fn div_int(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a, b], ctx, st) {
        return Ok(nan);
    }
    let negative = a.negative != b.negative;
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) => return Ok(Num::invalid(st, status::INVALID_OPERATION)),
        (true, false) => return Ok(Num::infinity(negative)),
        (false, true) => return Ok(Num::zero(negative, 0)),
        (false, false) => {}
    }
    if b.coef.is_zero() {
        if a.coef.is_zero() {
            return Ok(Num::invalid(st, status::DIVISION_UNDEFINED));
        }
        *st |= status::DIVISION_BY_ZERO;
        return Ok(Num::infinity(negative));
    }
    match quotient_and_rest(vm, a, b, ctx)? {
        Some((quotient, _)) => quotient.finish(vm, ctx, st),
        None => Ok(Num::invalid(st, status::DIVISION_IMPOSSIBLE)),
    }
}

/// What is left of a division that needs no dividing: of a NaN, by an infinity, by zero.
fn special_rest(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Option<Num>> {
    if let Some(nan) = propagate(&[a, b], ctx, st) {
        return Ok(Some(nan));
    }
    if a.is_infinite() {
        return Ok(Some(Num::invalid(st, status::INVALID_OPERATION)));
    }
    if b.is_infinite() {
        return Ok(Some(a.clone().finish(vm, ctx, st)?));
    }
    if b.coef.is_zero() {
        let undefined = a.coef.is_zero();
        let condition = if undefined { status::DIVISION_UNDEFINED } else { status::INVALID_OPERATION };
        return Ok(Some(Num::invalid(st, condition)));
    }
    Ok(None)
}

/// `a % b`, with the sign of `a`.
pub fn rem(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(rest) = special_rest(vm, a, b, ctx, st)? {
        return Ok(rest);
    }
    match quotient_and_rest(vm, a, b, ctx)? {
        Some((_, rest)) => rest.finish(vm, ctx, st),
        None => Ok(Num::invalid(st, status::DIVISION_IMPOSSIBLE)),
    }
}

/// `divmod(a, b)`
pub fn div_mod(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<(Num, Num)> {
    if let Some(nan) = propagate(&[a, b], ctx, st) {
        return Ok((nan.clone(), nan));
    }
    let negative = a.negative != b.negative;
    if a.is_infinite() {
        let rest = Num::invalid(st, status::INVALID_OPERATION);
        return Ok((if b.is_infinite() { Num::NAN } else { Num::infinity(negative) }, rest));
    }
    if b.is_infinite() {
        return Ok((Num::zero(negative, 0), a.clone().finish(vm, ctx, st)?));
    }
    if b.coef.is_zero() {
        if a.coef.is_zero() {
            *st |= status::DIVISION_UNDEFINED;
            return Ok((Num::NAN, Num::NAN));
        }
        *st |= status::DIVISION_BY_ZERO | status::INVALID_OPERATION;
        return Ok((Num::infinity(negative), Num::NAN));
    }
    match quotient_and_rest(vm, a, b, ctx)? {
        Some((quotient, rest)) => Ok((quotient.finish(vm, ctx, st)?, rest.finish(vm, ctx, st)?)),
        None => {
            *st |= status::DIVISION_IMPOSSIBLE;
            Ok((Num::NAN, Num::NAN))
        }
    }
}

/// `a - b * n` for the whole `n` nearest to `a / b`, ties to even.
pub fn rem_near(vm: &Vm, a: &Num, b: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(rest) = special_rest(vm, a, b, ctx, st)? {
        return Ok(rest);
    }
    let Some((quotient, mut rest)) = quotient_and_rest(vm, a, b, ctx)? else {
        return Ok(Num::invalid(st, status::DIVISION_IMPOSSIBLE));
    };
    // Where the divisor is far larger than the remainder, half of it is too.
    if !rest.coef.is_zero() && b.adjusted() - rest.adjusted() <= 1 {
        let shift = (b.exp - rest.exp).max(0);
        let _charge = charge(vm, 2 * (b.digits() + shift))?;
        let divisor = b.coef.shift_left(shift as u64);
        let order = rest.coef.add(&rest.coef).compare(&divisor);
        if order.is_gt() || order.is_eq() && quotient.coef.is_odd() {
            if quotient.coef.clone().increment().digits() as i64 > ctx.prec {
                return Ok(Num::invalid(st, status::DIVISION_IMPOSSIBLE));
            }
            rest.coef = divisor.sub(&rest.coef);
            rest.negative = !rest.negative;
        }
    }
    rest.finish(vm, ctx, st)
}

/// The whole root of a coefficient, and whether it is exact.
pub fn square_root(vm: &Vm, n: &Coef) -> PyResult<(Coef, bool)> {
    let root = root_of(vm, n)?;
    let exact = root.mul(vm, &root)? == *n;
    Ok((root, exact))
}

fn root_of(vm: &Vm, n: &Coef) -> PyResult<Coef> {
    let limbs = match n {
        Coef::Small(n) => return Ok(Coef::Small(n.isqrt())),
        Coef::Big(limbs) => limbs,
    };
    // A root of the upper half of the digits, one too large, is where Newton's iteration starts to fall.
    let quarter = (limbs.len() as u64 / 4).max(1) * limbs::LIMB_DIGITS;
    let upper = root_of(vm, &n.shift_right(2 * quarter).0)?.increment();
    let mut root = upper.shift_left(quarter);
    loop {
        let next = root.add(&n.div_rem(vm, &root)?.0).div_rem(vm, &Coef::Small(2))?.0;
        if next.compare(&root).is_ge() {
            return Ok(root);
        }
        root = next;
    }
}

/// The square root, correctly rounded to the nearest, ties to even.
pub fn sqrt(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    if let Some(nan) = propagate(&[a], ctx, st) {
        return Ok(nan);
    }
    let ideal = a.exp.div_euclid(2);
    if a.is_zero() {
        return Num::zero(a.negative, ideal).finish(vm, ctx, st);
    }
    if a.negative {
        return Ok(Num::invalid(st, status::INVALID_OPERATION));
    }
    if a.is_infinite() {
        return Ok(a.clone());
    }
    // The operand as c * 100^e, with a root of one digit more than the precision.
    let odd = a.exp.rem_euclid(2) as u64;
    if ctx.prec > a.digits().max(LARGE_PREC) {
        // Where the precision is huge, an exact root is worth a try of its own.
        let _charge = charge(vm, 2 * a.digits())?;
        let (root, exact) = square_root(vm, &a.coef.shift_left(odd))?;
        if exact {
            return Num::new(false, root, ideal).finish(
                vm,
                &Ctx { rounding: Rounding::HalfEven, ..*ctx },
                st,
            );
        }
    }
    let _charge = charge(vm, ctx.prec.saturating_add(a.digits()).saturating_mul(2))?;
    let digits = a.digits() + odd as i64;
    let wanted = 2 * (ctx.prec + 1);
    let pairs = (wanted - digits + 1).div_euclid(2);
    let mut inexact = false;
    let shifted = if pairs >= 0 {
        a.coef.shift_left(odd + 2 * pairs as u64)
    } else {
        let (kept, rest) = a.coef.shift_left(odd).shift_right(2 * pairs.unsigned_abs());
        inexact = rest != super::coef::Rest::Zero;
        kept
    };
    let (mut root, exact) = square_root(vm, &shifted)?;
    let mut exp = ideal - pairs;
    if exact && !inexact {
        // Toward the exponent that the specification prefers.
        if exp < ideal {
            let zeros = (root.trailing_zeros() as i64).min(ideal - exp);
            root = root.shift_right(zeros as u64).0;
            exp += zeros;
        }
    } else if matches!(root.last_digit(), 0 | 5) {
        root = root.increment();
    }
    let nearest = Ctx { rounding: Rounding::HalfEven, ..*ctx };
    let mut result = Num::new(false, root, exp);
    if exact && !inexact && exp > ideal {
        result.coef = result.coef.shift_left((exp - ideal) as u64);
        result.exp = ideal;
    }
    result.finish(vm, &nearest, st)
}
