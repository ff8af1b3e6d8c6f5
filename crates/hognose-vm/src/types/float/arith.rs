//! Arithmetic of floats with floats and ints.
//!
//! Each function takes values and returns NotImplemented where an operand is neither, as the special
//! methods do. Results and errors follow CPython's floatobject.c, C99 Annex F where it says nothing.

use hognose_heap::Value;

use super::as_f64;
use crate::raise::{PyResult, Raised};
use crate::types::int::{self, IntRef};
use crate::vm::Vm;

/// The doubles of two operands; None if one is no number, OverflowError for an int out of range.
#[inline]
pub fn operands(vm: &Vm, a: &Value, b: &Value) -> PyResult<Option<(f64, f64)>> {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(None) };
    Ok(Some((x, y)))
}

/// The double of a float or an int.
#[inline]
pub fn operand(vm: &Vm, value: &Value) -> PyResult<Option<f64>> {
    if let Some(x) = as_f64(value) {
        return Ok(Some(x));
    }
    match IntRef::of(value) {
        Some(i) => int::to_f64(vm, i).map(Some),
        None => Ok(None),
    }
}

macro_rules! binary {
    ($($(#[$doc:meta])* $name:ident = $f:expr;)*) => { $(
        $(#[$doc])*
        pub fn $name(vm: &Vm, a: &Value, b: &Value) -> PyResult {
            let Some((x, y)) = operands(vm, a, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
            let f: fn(&Vm, f64, f64) -> PyResult = $f;
            f(vm, x, y)
        }
    )* };
}

binary! {
    /// `a + b`
    add = |vm, x, y| vm.float(x + y);
    /// `a - b`
    sub = |vm, x, y| vm.float(x - y);
    /// `a * b`
    mul = |vm, x, y| vm.float(x * y);
    /// `a / b`
    truediv = |vm, x, y| if y == 0.0 { Err(zero_division(vm)) } else { vm.float(x / y) };
    /// `a // b`
    floordiv = |vm, x, y| if y == 0.0 { Err(zero_division(vm)) } else { vm.float(floor_divide(x, y).0) };
    /// `a % b`
    modulo = |vm, x, y| if y == 0.0 { Err(zero_division(vm)) } else { vm.float(modulo_f64(x, y)) };
    /// `divmod(a, b)`
    divmod = |vm, x, y| {
        if y == 0.0 {
            return Err(zero_division(vm));
        }
        let (q, r) = floor_divide(x, y);
        vm.tuple_of([vm.float(q)?, vm.float(r)?])
    };
    /// `a ** b`
    pow = pow_f64;
}

/// `-a`
pub fn neg(vm: &Vm, a: &Value) -> PyResult {
    match as_f64(a) {
        Some(x) => vm.float(-x),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn zero_division(vm: &Vm) -> Raised {
    vm.zero_division_error("division by zero")
}

/// The rest with the divisor's sign; `y` is not zero.
pub fn modulo_f64(x: f64, y: f64) -> f64 {
    let rest = x % y;
    if rest == 0.0 {
        0f64.copysign(y)
    } else if (y < 0.0) != (rest < 0.0) {
        rest + y
    } else {
        rest
    }
}

/// Quotient rounded down, and rest; `y` is not zero.
pub fn floor_divide(x: f64, y: f64) -> (f64, f64) {
    let mut rest = x % y;
    // Nearly a whole number: what rounding leaves is settled below.
    let mut quotient = (x - rest) / y;
    if rest == 0.0 {
        rest = 0f64.copysign(y);
    } else if (y < 0.0) != (rest < 0.0) {
        rest += y;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(x / y), rest);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest)
}

/// What `pow_real` cannot give as a float.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PowError {
    /// Zero to a negative power.
    ZeroDivision,
    Overflow,
    /// A negative base and a fractional exponent.
    Complex,
}

/// `x ** y` by CPython's table of special cases.
pub fn pow_real(x: f64, y: f64) -> Result<f64, PowError> {
    let odd = || y.abs() % 2.0 == 1.0;
    if y == 0.0 || x == 1.0 {
        return Ok(1.0);
    }
    if x.is_nan() {
        return Ok(x);
    }
    if y.is_nan() {
        return Ok(y);
    }
    if y.is_infinite() {
        let magnitude = x.abs();
        return Ok(if magnitude == 1.0 {
            1.0
        } else if (y > 0.0) == (magnitude > 1.0) {
            f64::INFINITY
        } else {
            0.0
        });
    }
    if x.is_infinite() {
        let magnitude = if y > 0.0 { f64::INFINITY } else { 0.0 };
        return Ok(if odd() { magnitude.copysign(x) } else { magnitude });
    }
    if x == 0.0 {
        if y < 0.0 {
            return Err(PowError::ZeroDivision);
        }
        return Ok(if odd() { x } else { 0.0 });
    }
    if x < 0.0 && y != y.floor() {
        return Err(PowError::Complex);
    }
    let power = x.abs().powf(y);
    if power.is_infinite() {
        return Err(PowError::Overflow);
    }
    Ok(if x < 0.0 && odd() { -power } else { power })
}

/// `x ** y` as a value.
pub fn pow_f64(vm: &Vm, x: f64, y: f64) -> PyResult {
    match pow_real(x, y) {
        Ok(power) => vm.float(power),
        Err(PowError::ZeroDivision) => Err(vm.zero_division_error("zero to a negative power")),
        Err(PowError::Overflow) => Err(range_error(vm)?),
        Err(PowError::Complex) => {
            let (re, im) = crate::types::complex::pow(vm, (x, 0.0), (y, 0.0))?;
            vm.complex(re, im)
        }
    }
}

/// OverflowError(34, 'Numerical result out of range'), as C's `errno` says it.
pub fn range_error(vm: &Vm) -> PyResult<Raised> {
    let text = vm.str("Numerical result out of range")?;
    Ok(vm.raise_args(&vm.exc.overflow_error, &[Value::from_small(34), text]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_division_as_cpython() {
        assert_eq!(floor_divide(7.0, 2.0), (3.0, 1.0));
        assert_eq!(floor_divide(-7.0, 2.0), (-4.0, 1.0));
        assert_eq!(floor_divide(1.0, 0.1), (9.0, 0.09999999999999995));
        let (q, r) = floor_divide(-0.0, 1.0);
        assert!(q == 0.0 && q.is_sign_negative() && r == 0.0 && !r.is_sign_negative());
        assert_eq!(floor_divide(5.0, f64::NEG_INFINITY), (-1.0, f64::NEG_INFINITY));
    }

    #[test]
    fn powers_as_cpython() {
        assert_eq!(pow_real(-8.0, 3.0), Ok(-512.0));
        assert_eq!(pow_real(-8.0, 0.5), Err(PowError::Complex));
        assert_eq!(pow_real(0.0, -1.0), Err(PowError::ZeroDivision));
        assert_eq!(pow_real(10.0, 400.0), Err(PowError::Overflow));
        assert_eq!(pow_real(10.0, -400.0), Ok(0.0));
        assert_eq!(pow_real(f64::NAN, 0.0), Ok(1.0));
        assert_eq!(pow_real(-1.0, f64::INFINITY), Ok(1.0));
        assert_eq!(pow_real(f64::NEG_INFINITY, 3.0), Ok(f64::NEG_INFINITY));
    }
}
