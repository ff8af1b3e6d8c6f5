//! Floor division, modulo, true division and rounding division of ints.
//!
//! Small operands never allocate scratch; up to `LONG_LIMBS` the school method runs here, beyond it big.rs divides.

#![allow(clippy::disallowed_methods, reason = "scratch that callers charge")]

use hognose_heap::Value;

use super::limbs::{self, Divisor, Limb};
use super::{IntRef, big};
use crate::raise::{PyResult, Raised};
use crate::vm::Vm;

/// Dividing by the school method pays up to here, in limbs of the divisor or of the quotient, whichever is shorter.
const LONG_LIMBS: usize = 64;
/// Steps of the school method (limbs of both) that run in one piece: some tens of milliseconds.
const LONG_STEPS: usize = 1 << 24;

fn zero_division(vm: &Vm) -> Raised {
    vm.zero_division_error("division by zero")
}

/// `a // b`
pub fn floordiv(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (IntRef::of(a), IntRef::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    if let (IntRef::Small(x), IntRef::Small(y)) = (x, y) {
        return match floor_small(x, y) {
            Some((q, _)) => vm.int(q),
            None if y == 0 => Err(zero_division(vm)),
            None => vm.int_from_i128(-i128::from(x)),
        };
    }
    Ok(floor_divide(vm, x, y, Want::QUOTIENT)?.0)
}

/// `a % b`
pub fn modulo(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (IntRef::of(a), IntRef::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    if let (IntRef::Small(x), IntRef::Small(y)) = (x, y) {
        return match floor_small(x, y) {
            Some((_, r)) => vm.int(r),
            None if y == 0 => Err(zero_division(vm)),
            None => Ok(Value::from_small(0)),
        };
    }
    Ok(floor_divide(vm, x, y, Want::REMAINDER)?.1)
}

/// `divmod(a, b)`
pub fn divmod(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (IntRef::of(a), IntRef::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (q, r) = floor_divide(vm, x, y, Want::BOTH)?;
    vm.tuple_of([q, r])
}

/// None if `y` is 0 or the quotient is 2^63.
fn floor_small(x: i64, y: i64) -> Option<(i64, i64)> {
    let (q, r) = (x.checked_div(y)?, x.checked_rem(y)?);
    Some(if r != 0 && (r < 0) != (y < 0) { (q - 1, r + y) } else { (q, r) })
}

/// Which results `floor_divide` makes; the other is 0.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Want {
    quotient: bool,
    remainder: bool,
}

impl Want {
    pub const QUOTIENT: Want = Want { quotient: true, remainder: false };
    pub const REMAINDER: Want = Want { quotient: false, remainder: true };
    pub const BOTH: Want = Want { quotient: true, remainder: true };
}

/// Quotient and remainder, rounding down.
pub fn floor_divide(vm: &Vm, x: IntRef<'_>, y: IntRef<'_>, want: Want) -> PyResult<(Value, Value)> {
    if let (IntRef::Small(x), IntRef::Small(y)) = (x, y) {
        return match floor_small(x, y) {
            Some((q, r)) => Ok((vm.int(q)?, vm.int(r)?)),
            None if y == 0 => Err(zero_division(vm)),
            None => Ok((vm.int_from_i128(-i128::from(x))?, Value::from_small(0))),
        };
    }
    if y.is_zero() {
        return Err(zero_division(vm));
    }
    let (x, y) = (x.parts(), y.parts());
    divide(vm, x.limbs(), y.limbs(), |q, r| {
        // Truncated so far; with different signs and a rest, the floor is one further down.
        let adjust = x.negative != y.negative && r.iter().any(|&w| w != 0);
        if adjust {
            increment(q);
            subtract_from(r, y.limbs());
        }
        let quotient = match want.quotient {
            true => vm.int_from_words(x.negative != y.negative, q)?,
            false => Value::from_small(0),
        };
        let remainder = match want.remainder {
            true => vm.int_from_words(y.negative, r)?,
            false => Value::from_small(0),
        };
        Ok((quotient, remainder))
    })
}

/// `words += 1`; the quotient's spare word takes the carry.
fn increment(words: &mut [u64]) {
    for w in words {
        let carry;
        (*w, carry) = w.overflowing_add(1);
        if !carry {
            return;
        }
    }
}

/// `r = b - r` where `r < b`; `r` has the limbs of `b`.
fn subtract_from(r: &mut [u64], b: &[Limb]) {
    let mut borrow = false;
    for (r, &b) in r.iter_mut().zip(b) {
        let (d, b1) = limbs::word(b).overflowing_sub(*r);
        let (d, b2) = d.overflowing_sub(u64::from(borrow));
        *r = d;
        borrow = b1 | b2;
    }
}

/// Calls `f` with quotient (one spare word on top) and remainder (as long as `b`) of magnitudes; `b` is not zero.
pub(super) fn divide<R>(
    vm: &Vm,
    a: &[Limb],
    b: &[Limb],
    f: impl FnOnce(&mut [u64], &mut [u64]) -> PyResult<R>,
) -> PyResult<R> {
    let n = b.len();
    if limbs::compare(a, b).is_lt() {
        return vm.with_words(n, |_, r| {
            r.iter_mut().zip(a).for_each(|(r, &l)| *r = limbs::word(l));
            f(&mut [0], r)
        });
    }
    if n == 1 {
        return vm.with_words(a.len() + 1, |_, q| {
            let r = Divisor::new(limbs::word(b[0])).divide_into(&mut q[..a.len()], a);
            f(q, &mut [r])
        });
    }
    let quotient = a.len() + 1 - n;
    if n <= LONG_LIMBS || quotient <= LONG_LIMBS && quotient * n <= LONG_STEPS {
        vm.poll()?;
        let shift = u64::from(limbs::word(b[n - 1]).leading_zeros());
        return vm.with_words(a.len() + 1, |vm, u| {
            vm.with_words(n + 1 + quotient + 1, |_, rest| {
                limbs::shift_left(u, a, shift);
                let (v, q) = rest.split_at_mut(n + 1);
                limbs::shift_left(v, b, shift);
                limbs::divide_long(&mut q[..quotient], u, &v[..n]);
                // The remainder is what stays in the low words, shifted.
                for at in 0..n {
                    let above = if at + 1 < n { u[at + 1] } else { 0 };
                    u[at] = u[at] >> shift | above << 1 << (63 - shift);
                }
                f(q, &mut u[..n])
            })
        });
    }
    let _charge = vm.charge_words(big::div_scratch_words(a.len(), n))?;
    let (q, r) = big::div_rem(vm, &big::from_limbs(a), &big::from_limbs(b))?;
    let mut q: Vec<u64> = q.iter_u64_digits().collect();
    q.push(0);
    let mut r: Vec<u64> = r.iter_u64_digits().collect();
    r.resize(n, 0);
    f(&mut q, &mut r)
}

/// `a / b`, correctly rounded.
pub fn truediv(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (IntRef::of(a), IntRef::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    vm.float(divide_to_f64(vm, x, y)?)
}

/// The double nearest to `x / y`.
pub fn divide_to_f64(vm: &Vm, x: IntRef<'_>, y: IntRef<'_>) -> PyResult<f64> {
    const EXACT: u64 = 1 << 53;
    if y.is_zero() {
        return Err(zero_division(vm));
    }
    if let (IntRef::Small(x), IntRef::Small(y)) = (x, y) {
        if x.unsigned_abs() <= EXACT && y.unsigned_abs() <= EXACT {
            return Ok(x as f64 / y as f64);
        }
    }
    if x.is_zero() {
        return Ok(if y.is_negative() { -0.0 } else { 0.0 });
    }
    let (x, y) = (x.parts(), y.parts());
    let (a, b) = (x.limbs(), y.limbs());
    let too_large = || vm.overflow_error("integer division result too large for a float");
    let difference = limbs::bit_length(a) as i64 - limbs::bit_length(b) as i64;
    if difference > 1025 {
        return Err(too_large());
    }
    let sign = if x.negative != y.negative { -1.0 } else { 1.0 };
    if difference < -1080 {
        return Ok(0.0 * sign);
    }
    // A quotient of 66 or 67 bits and whether there is a rest decide the rounding.
    let shift = 66 - difference;
    let quotient = |numerator: &[Limb], denominator: &[Limb]| {
        divide(vm, numerator, denominator, |q, r| {
            let q: Vec<Limb> = limbs::trim(q).iter().map(|w| w.to_le_bytes()).collect();
            let sticky = r.iter().any(|&w| w != 0);
            limbs::to_f64(&q, sticky, -shift).ok_or_else(too_large)
        })
    };
    let magnitude = if shift >= 0 {
        with_shifted(vm, a, shift as u64, |a| quotient(a, b))
    } else {
        with_shifted(vm, b, shift.unsigned_abs(), |b| quotient(a, b))
    }?;
    Ok(magnitude * sign)
}

/// Calls `f` with `a << bits`, trimmed.
fn with_shifted<R>(vm: &Vm, a: &[Limb], bits: u64, f: impl FnOnce(&[Limb]) -> PyResult<R>) -> PyResult<R> {
    let count = a.len() + (bits / 64) as usize + 1;
    vm.with_words(count, |vm, words| {
        limbs::shift_left(words, a, bits);
        let _charge = vm.charge_words(count)?;
        let shifted: Vec<Limb> = words.iter().map(|w| w.to_le_bytes()).collect();
        f(limbs::trim_limbs(&shifted))
    })
}

/// `x / y` to the nearest int, ties to even; `y` is positive. For `round(x, -n)`: returns `x - rest`.
pub fn round_to_multiple(vm: &Vm, x: &Value, multiple: &Value) -> PyResult {
    let (Some(n), Some(m)) = (IntRef::of(x), IntRef::of(multiple)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (q, r) = floor_divide(vm, n, m, Want::BOTH)?;
    let twice = super::add(vm, &r, &r)?;
    let order = super::cmp(&twice, multiple);
    let odd = IntRef::of(&q).is_some_and(|q| !q.is_even());
    let down = super::sub(vm, x, &r)?;
    match order {
        Some(std::cmp::Ordering::Greater) => super::add(vm, &down, multiple),
        Some(std::cmp::Ordering::Equal) if odd => super::add(vm, &down, multiple),
        _ => Ok(down),
    }
}
