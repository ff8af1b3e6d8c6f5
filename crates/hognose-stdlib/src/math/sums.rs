//! Sums of doubles without the rounding of each step: `fsum`, `hypot`, `dist`, `sumprod`.

#![allow(clippy::disallowed_methods, reason = "partial sums: at most one for each of a float's exponents")]

/// A sum and what rounding took from it.
#[derive(Clone, Copy)]
struct Double {
    high: f64,
    low: f64,
}

/// `a + b` exactly, where `|a| >= |b|`.
fn fast_sum(a: f64, b: f64) -> Double {
    let high = a + b;
    Double { high, low: (a - high) + b }
}

/// `a + b` exactly.
fn two_sum(a: f64, b: f64) -> Double {
    let high = a + b;
    let z = high - a;
    Double { high, low: (a - (high - z)) + (b - z) }
}

/// `a * b` exactly.
fn two_product(a: f64, b: f64) -> Double {
    let high = a * b;
    Double { high, low: a.mul_add(b, -high) }
}

/// Euclid's norm; `values` are magnitudes. Scaled by a power of two, summed with compensation, and the
/// square root corrected by one step of Newton's method (as CPython does).
pub fn norm(values: &mut [f64]) -> f64 {
    let max = values.iter().copied().fold(0.0, f64::max);
    if max.is_infinite() {
        return max;
    }
    if values.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || values.len() <= 1 {
        return max;
    }
    let (_, exponent) = super::special::frexp(max);
    if exponent < -1023 {
        // The scale would overflow.
        for x in values.iter_mut() {
            *x /= f64::MIN_POSITIVE;
        }
        return f64::MIN_POSITIVE * norm(values);
    }
    let scale = super::special::ldexp(1.0, -i64::from(exponent));
    let (mut sum, mut low_products, mut low_sums) = (1.0, 0.0, 0.0);
    let mut add = |product: Double, sum: &mut f64| {
        let s = fast_sum(*sum, product.high);
        *sum = s.high;
        low_products += product.low;
        low_sums += s.low;
        (low_products, low_sums)
    };
    let mut lows = (0.0, 0.0);
    for &x in values.iter() {
        let x = x * scale;
        lows = add(two_product(x, x), &mut sum);
    }
    let root = (sum - 1.0 + (lows.0 + lows.1)).sqrt();
    let lows = add(two_product(-root, root), &mut sum);
    let rest = sum - 1.0 + (lows.0 + lows.1);
    (root + rest / (2.0 * root)) / scale
}

/// Why `Sum::finish` has no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SumError {
    /// "-inf + inf in fsum"
    Infinities,
    /// "intermediate overflow in fsum"
    Overflow,
}

/// An exact sum of doubles: non-overlapping partial sums in increasing order (Shewchuk).
#[derive(Default)]
pub struct Sum {
    partials: Vec<f64>,
    special: f64,
    infinities: f64,
}

impl Sum {
    /// Adds one double. The partials never number more than some 40: they do not overlap.
    pub fn add(&mut self, x: f64) -> Result<(), SumError> {
        let start = x;
        let mut x = x;
        let mut kept = 0;
        for at in 0..self.partials.len() {
            let mut y = self.partials[at];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let s = fast_sum(x, y);
            if s.low != 0.0 {
                self.partials[kept] = s.low;
                kept += 1;
            }
            x = s.high;
        }
        self.partials.truncate(kept);
        if x == 0.0 {
            return Ok(());
        }
        if x.is_finite() {
            self.partials.push(x);
            return Ok(());
        }
        if start.is_finite() {
            return Err(SumError::Overflow);
        }
        if start.is_infinite() {
            self.infinities += start;
        }
        self.special += start;
        self.partials.clear();
        Ok(())
    }

    /// The sum, rounded once.
    pub fn finish(&self) -> Result<f64, SumError> {
        if self.special != 0.0 {
            return if self.infinities.is_nan() { Err(SumError::Infinities) } else { Ok(self.special) };
        }
        let mut rest = self.partials.iter().rev().copied();
        let Some(mut high) = rest.next() else { return Ok(0.0) };
        let mut low = 0.0;
        while let Some(y) = rest.next() {
            let s = fast_sum(high, y);
            (high, low) = (s.high, s.low);
            if low != 0.0 {
                // A tie is rounded by what is still below it.
                if let Some(next) = rest.next() {
                    if (low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0) {
                        let twice = low * 2.0;
                        let x = high + twice;
                        if twice == x - high {
                            high = x;
                        }
                    }
                }
                break;
            }
        }
        let _ = low;
        Ok(high)
    }
}

/// A sum of products in three doubles' precision.
#[derive(Clone, Copy, Default)]
pub struct Triple {
    high: f64,
    low: f64,
    tiny: f64,
}

impl Triple {
    /// Adds `x * y`.
    pub fn add_product(self, x: f64, y: f64) -> Triple {
        let product = two_product(x, y);
        let sum = two_sum(self.high, product.high);
        let r1 = two_sum(self.low, product.low);
        let r2 = two_sum(r1.high, sum.low);
        Triple { high: sum.high, low: r2.high, tiny: self.tiny + r1.low + r2.low }
    }

    pub fn to_f64(self) -> f64 {
        let last = two_sum(self.low, self.high);
        self.tiny + last.low + last.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_sums() {
        let sum = |values: &[f64]| {
            let mut sum = Sum::default();
            values.iter().try_for_each(|&x| sum.add(x))?;
            sum.finish()
        };
        assert_eq!(sum(&[0.1; 10]), Ok(1.0));
        assert_eq!(sum(&[1e100, 1.0, -1e100, 1e-100, 1e50, -1.0, -1e50]), Ok(1e-100));
        assert_eq!(sum(&[]), Ok(0.0));
        assert_eq!(sum(&[1e308, 1e308]), Err(SumError::Overflow));
        assert_eq!(sum(&[f64::INFINITY, f64::NEG_INFINITY]), Err(SumError::Infinities));
        assert_eq!(sum(&[9007199254740992.0, -0.5, -5.551115123125783e-17]), Ok(9007199254740991.0));
    }

    #[test]
    fn norms() {
        assert_eq!(norm(&mut [3.0, 4.0]), 5.0);
        assert_eq!(norm(&mut [5e-324, 5e-324]), 5e-324);
        assert_eq!(norm(&mut [f64::NAN, f64::INFINITY]), f64::INFINITY);
        assert_eq!(norm(&mut [1e200, 1e200]), 1.4142135623730951e200);
    }
}
