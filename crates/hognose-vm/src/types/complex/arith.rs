//! Complex arithmetic on pairs of doubles: pure, with C99's Annex G where CPython follows it.
//!
//! Operations of a complex and a real number work on the real number as such: it has no imaginary zero
//! whose sign could matter (CPython 3.14).

use super::Pair;

/// `a * b`; infinities survive (Annex G).
pub fn mul(a: Pair, b: Pair) -> Pair {
    let (ac, bd, ad, bc) = (a.0 * b.0, a.1 * b.1, a.0 * b.1, a.1 * b.0);
    let product = (ac - bd, ad + bc);
    if !(product.0.is_nan() && product.1.is_nan()) {
        return product;
    }
    let (mut a, mut b) = (a, b);
    let mut recalculate = false;
    let infinite = |z: Pair| z.0.is_infinite() || z.1.is_infinite();
    if infinite(a) {
        a = (unit_of_infinity(a.0), unit_of_infinity(a.1));
        b = (zero_for_nan(b.0), zero_for_nan(b.1));
        recalculate = true;
    }
    if infinite(b) {
        b = (unit_of_infinity(b.0), unit_of_infinity(b.1));
        a = (zero_for_nan(a.0), zero_for_nan(a.1));
        recalculate = true;
    }
    if !recalculate && [ac, bd, ad, bc].iter().any(|x| x.is_infinite()) {
        a = (zero_for_nan(a.0), zero_for_nan(a.1));
        b = (zero_for_nan(b.0), zero_for_nan(b.1));
        recalculate = true;
    }
    if !recalculate {
        return product;
    }
    (f64::INFINITY * (a.0 * b.0 - a.1 * b.1), f64::INFINITY * (a.0 * b.1 + a.1 * b.0))
}

/// One for an infinity, zero for anything else, with the sign.
fn unit_of_infinity(x: f64) -> f64 {
    (if x.is_infinite() { 1.0f64 } else { 0.0 }).copysign(x)
}

fn zero_for_nan(x: f64) -> f64 {
    if x.is_nan() { 0f64.copysign(x) } else { x }
}

/// `a / b` by Smith's method; None if `b` is zero.
pub fn div(a: Pair, b: Pair) -> Option<Pair> {
    let quotient = if b.0.abs() >= b.1.abs() {
        if b.0 == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        ((a.0 + a.1 * ratio) / denominator, (a.1 - a.0 * ratio) / denominator)
    } else if b.1.abs() >= b.0.abs() {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        ((a.0 * ratio + a.1) / denominator, (a.1 * ratio - a.0) / denominator)
    } else {
        (f64::NAN, f64::NAN)
    };
    if !(quotient.0.is_nan() && quotient.1.is_nan()) {
        return Some(quotient);
    }
    let finite = |z: Pair| z.0.is_finite() && z.1.is_finite();
    if (a.0.is_infinite() || a.1.is_infinite()) && finite(b) {
        let (x, y) = (unit_of_infinity(a.0), unit_of_infinity(a.1));
        return Some((f64::INFINITY * (x * b.0 + y * b.1), f64::INFINITY * (y * b.0 - x * b.1)));
    }
    if (b.0.is_infinite() || b.1.is_infinite()) && finite(a) {
        let (x, y) = (unit_of_infinity(b.0), unit_of_infinity(b.1));
        return Some((0.0 * (a.0 * x + a.1 * y), 0.0 * (a.1 * x - a.0 * y)));
    }
    Some(quotient)
}

/// A real number divided by a complex one; None if `b` is zero.
pub fn real_div(a: f64, b: Pair) -> Option<Pair> {
    let quotient = if b.0.abs() >= b.1.abs() {
        if b.0 == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        (a / denominator, (-a * ratio) / denominator)
    } else if b.1.abs() >= b.0.abs() {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        ((a * ratio) / denominator, (-a) / denominator)
    } else {
        (f64::NAN, f64::NAN)
    };
    if quotient.0.is_nan() && quotient.1.is_nan() && a.is_finite() && (b.0.is_infinite() || b.1.is_infinite())
    {
        let (x, y) = (unit_of_infinity(b.0), unit_of_infinity(b.1));
        return Some((0.0 * (a * x), 0.0 * (-a * y)));
    }
    Some(quotient)
}

/// `a ** b`; None for zero to a negative or complex power, and where an angle is infinite (a domain error
/// of C's `cos`, which CPython takes for the same).
pub fn pow(a: Pair, b: Pair) -> Option<Pair> {
    // Small whole exponents multiply: faster and more exact.
    if b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= 100.0 {
        let exponent = b.0 as i64;
        return if exponent > 0 {
            Some(pow_unsigned(a, exponent as u64))
        } else {
            div((1.0, 0.0), pow_unsigned(a, exponent.unsigned_abs()))
        };
    }
    if b == (0.0, 0.0) {
        return Some((1.0, 0.0));
    }
    if a == (0.0, 0.0) {
        return if b.1 != 0.0 || b.0 < 0.0 { None } else { Some((0.0, 0.0)) };
    }
    let magnitude = a.0.hypot(a.1);
    let mut length = magnitude.powf(b.0);
    let angle = a.1.atan2(a.0);
    let mut phase = angle * b.0;
    if b.1 != 0.0 {
        length /= (angle * b.1).exp();
        phase += b.1 * magnitude.ln();
    }
    if phase.is_infinite() {
        return None;
    }
    Some((length * phase.cos(), length * phase.sin()))
}

fn pow_unsigned(x: Pair, n: u64) -> Pair {
    let mut result = (1.0, 0.0);
    let mut power = x;
    let mut mask = 1;
    while n >= mask {
        if n & mask != 0 {
            result = mul(result, power);
        }
        mask <<= 1;
        power = mul(power, power);
    }
    result
}

/// `abs(a)`: infinite if a part is, whatever the other; None on overflow.
pub fn abs(a: Pair) -> Option<f64> {
    let length = a.0.hypot(a.1);
    let finite = a.0.is_finite() && a.1.is_finite();
    if finite && length.is_infinite() { None } else { Some(length) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corner_cases() {
        assert_eq!(mul((1.0, 2.0), (3.0, 4.0)), (-5.0, 10.0));
        assert_eq!(mul((f64::INFINITY, f64::NAN), (1.0, 0.0)).0, f64::INFINITY);
        assert_eq!(div((1.0, 2.0), (3.0, 4.0)), Some((0.44, 0.08)));
        assert_eq!(div((1.0, 2.0), (0.0, 0.0)), None);
        assert_eq!(div((1.0, 1.0), (f64::INFINITY, f64::INFINITY)), Some((0.0, 0.0)));
        assert_eq!(pow((1.0, 1.0), (2.0, 0.0)), Some((0.0, 2.0)));
        assert_eq!(pow((0.0, 0.0), (-1.0, 0.0)), None);
        assert_eq!(pow((0.0, 0.0), (0.0, 1.0)), None);
        assert_eq!(abs((3.0, 4.0)), Some(5.0));
        assert_eq!(abs((f64::NAN, f64::INFINITY)), Some(f64::INFINITY));
        assert_eq!(abs((1e308, 1.7e308)), None);
    }
}
