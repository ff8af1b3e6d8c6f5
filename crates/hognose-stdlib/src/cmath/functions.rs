//! Complex functions: pure, on pairs of doubles.
//!
//! The formulas are Kahan's ("Branch cuts for complex elementary functions"), scaled at the ends of the
//! range as CPython does.

use std::f64::consts::{E, FRAC_PI_2, LN_2, LN_10};

use hognose_vm::types::complex::Pair;

use super::tables::{self, Table, look_up};
use crate::math::c;
use crate::math::special::{MathError, ldexp};

/// What a function gives, or which exception.
pub type Outcome = Result<Pair, MathError>;

const LARGE: f64 = f64::MAX / 4.0;

fn sqrt_large() -> f64 {
    LARGE.sqrt()
}

fn log_large() -> f64 {
    LARGE.ln()
}

fn is_finite(z: Pair) -> bool {
    z.0.is_finite() && z.1.is_finite()
}

fn special(table: &Table, z: Pair) -> Outcome {
    look_up(table, z).ok_or(MathError::Domain)
}

/// The result, unless it overflowed.
fn in_range(z: Pair) -> Outcome {
    if z.0.is_infinite() || z.1.is_infinite() { Err(MathError::Range) } else { Ok(z) }
}

/// Infinity (or zero) turned to an angle.
fn turned(length: f64, angle: f64) -> Pair {
    (length.copysign(angle.cos()), length.copysign(angle.sin()))
}

/// log |z| for a large `z`, plus one more halving than `log`'s.
fn log_large_length(z: Pair) -> f64 {
    (z.0 / 2.0).hypot(z.1 / 2.0).ln() + LN_2 * 2.0
}

fn is_large(z: Pair) -> bool {
    z.0.abs() > LARGE || z.1.abs() > LARGE
}

pub fn acos(z: Pair) -> Outcome {
    if !is_finite(z) {
        return special(&tables::ACOS, z);
    }
    if is_large(z) {
        let log = log_large_length(z);
        let im = if z.0 < 0.0 { -log.copysign(z.1) } else { log.copysign(-z.1) };
        return Ok((z.1.abs().atan2(z.0), im));
    }
    let s1 = sqrt((1.0 - z.0, -z.1))?;
    let s2 = sqrt((1.0 + z.0, z.1))?;
    Ok((2.0 * s1.0.atan2(s2.0), c::asinh(s2.0 * s1.1 - s2.1 * s1.0)))
}

pub fn acosh(z: Pair) -> Outcome {
    if !is_finite(z) {
        return special(&tables::ACOSH, z);
    }
    if is_large(z) {
        return Ok((log_large_length(z), z.1.atan2(z.0)));
    }
    let s1 = sqrt((z.0 - 1.0, z.1))?;
    let s2 = sqrt((z.0 + 1.0, z.1))?;
    Ok((c::asinh(s1.0 * s2.0 + s1.1 * s2.1), 2.0 * s1.1.atan2(s2.0)))
}

pub fn asin(z: Pair) -> Outcome {
    let s = asinh((-z.1, z.0))?;
    Ok((s.1, -s.0))
}

pub fn asinh(z: Pair) -> Outcome {
    if !is_finite(z) {
        return special(&tables::ASINH, z);
    }
    if is_large(z) {
        let log = log_large_length(z);
        let re = if z.1 >= 0.0 { log.copysign(z.0) } else { -log.copysign(-z.0) };
        return Ok((re, z.1.atan2(z.0.abs())));
    }
    let s1 = sqrt((1.0 + z.1, -z.0))?;
    let s2 = sqrt((1.0 - z.1, z.0))?;
    Ok((c::asinh(s1.0 * s2.1 - s2.0 * s1.1), z.1.atan2(s1.0 * s2.0 - s1.1 * s2.1)))
}

pub fn atan(z: Pair) -> Outcome {
    let s = atanh((-z.1, z.0))?;
    Ok((s.1, -s.0))
}

pub fn atanh(z: Pair) -> Outcome {
    if !is_finite(z) {
        return special(&tables::ATANH, z);
    }
    if z.0 < 0.0 || (z.0 == 0.0 && z.0.is_sign_negative()) {
        let r = atanh((-z.0, -z.1))?;
        return Ok((-r.0, -r.1));
    }
    let height = z.1.abs();
    if z.0 > sqrt_large() || height > sqrt_large() {
        let h = (z.0 / 2.0).hypot(z.1 / 2.0);
        return Ok((z.0 / 4.0 / h / h, -FRAC_PI_2.copysign(-z.1)));
    }
    if z.0 == 1.0 && height < f64::MIN_POSITIVE.sqrt() {
        if height == 0.0 {
            return Err(MathError::Domain);
        }
        let re = -(height.sqrt() / height.hypot(2.0).sqrt()).ln();
        return Ok((re, (2f64.atan2(-height) / 2.0).copysign(z.1)));
    }
    let away = 1.0 - z.0;
    let re = (4.0 * z.0 / (away * away + height * height)).ln_1p() / 4.0;
    Ok((re, -(-2.0 * z.1).atan2(away * (1.0 + z.0) - height * height) / 2.0))
}

pub fn cos(z: Pair) -> Outcome {
    cosh((-z.1, z.0))
}

pub fn cosh(z: Pair) -> Outcome {
    if !is_finite(z) {
        if z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0 {
            let r = turned(f64::INFINITY, z.1);
            return Ok(if z.0 > 0.0 { r } else { (r.0, -r.1) });
        }
        return special(&tables::COSH, z);
    }
    if z.0.abs() > log_large() {
        let less = z.0 - 1f64.copysign(z.0);
        return in_range((z.1.cos() * less.cosh() * E, z.1.sin() * less.sinh() * E));
    }
    in_range((z.1.cos() * z.0.cosh(), z.1.sin() * z.0.sinh()))
}

pub fn exp(z: Pair) -> Outcome {
    if !is_finite(z) {
        if z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0 {
            return Ok(turned(if z.0 > 0.0 { f64::INFINITY } else { 0.0 }, z.1));
        }
        return special(&tables::EXP, z);
    }
    if z.0 > log_large() {
        let length = (z.0 - 1.0).exp();
        return in_range((length * z.1.cos() * E, length * z.1.sin() * E));
    }
    let length = z.0.exp();
    in_range((length * z.1.cos(), length * z.1.sin()))
}

pub fn log(z: Pair) -> Outcome {
    if !is_finite(z) {
        return special(&tables::LOG, z);
    }
    let (x, y) = (z.0.abs(), z.1.abs());
    let re = if x > LARGE || y > LARGE {
        (x / 2.0).hypot(y / 2.0).ln() + LN_2
    } else if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE {
        if x == 0.0 && y == 0.0 {
            return Err(MathError::Domain);
        }
        ldexp(x, 53).hypot(ldexp(y, 53)).ln() - 53.0 * LN_2
    } else {
        let h = x.hypot(y);
        if (0.71..=1.73).contains(&h) {
            let (more, less) = (x.max(y), x.min(y));
            ((more - 1.0) * (more + 1.0) + less * less).ln_1p() / 2.0
        } else {
            h.ln()
        }
    };
    Ok((re, z.1.atan2(z.0)))
}

pub fn log10(z: Pair) -> Outcome {
    let r = log(z)?;
    Ok((r.0 / LN_10, r.1 / LN_10))
}

pub fn sin(z: Pair) -> Outcome {
    let s = sinh((-z.1, z.0))?;
    Ok((s.1, -s.0))
}

pub fn sinh(z: Pair) -> Outcome {
    if !is_finite(z) {
        if z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0 {
            let r = turned(f64::INFINITY, z.1);
            return Ok(if z.0 > 0.0 { r } else { (-r.0, r.1) });
        }
        return special(&tables::SINH, z);
    }
    if z.0.abs() > log_large() {
        let less = z.0 - 1f64.copysign(z.0);
        return in_range((z.1.cos() * less.sinh() * E, z.1.sin() * less.cosh() * E));
    }
    in_range((z.1.cos() * z.0.sinh(), z.1.sin() * z.0.cosh()))
}

pub fn sqrt(z: Pair) -> Outcome {
    if !is_finite(z) {
        return special(&tables::SQRT, z);
    }
    if z == (0.0, 0.0) {
        return Ok((0.0, z.1));
    }
    let (x, y) = (z.0.abs(), z.1.abs());
    let s = if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE {
        let x = ldexp(x, 53);
        ldexp((x + x.hypot(ldexp(y, 53))).sqrt(), -27)
    } else {
        let x = x / 8.0;
        2.0 * (x + x.hypot(y / 8.0)).sqrt()
    };
    let d = y / (2.0 * s);
    Ok(if z.0 >= 0.0 { (s, d.copysign(z.1)) } else { (d, s.copysign(z.1)) })
}

pub fn tan(z: Pair) -> Outcome {
    let s = tanh((-z.1, z.0))?;
    Ok((s.1, -s.0))
}

pub fn tanh(z: Pair) -> Outcome {
    if !is_finite(z) {
        if z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0 {
            let side = 0f64.copysign(2.0 * z.1.sin() * z.1.cos());
            return Ok((1f64.copysign(z.0), side));
        }
        return special(&tables::TANH, z);
    }
    if z.0.abs() > log_large() {
        return Ok((1f64.copysign(z.0), 4.0 * z.1.sin() * z.1.cos() * (-2.0 * z.0.abs()).exp()));
    }
    let (tx, ty, cx) = (z.0.tanh(), z.1.tan(), 1.0 / z.0.cosh());
    let both = tx * ty;
    let denominator = 1.0 + both * both;
    Ok((tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx))
}

pub fn rect(r: f64, phi: f64) -> Outcome {
    if !is_finite((r, phi)) {
        if r.is_infinite() && phi.is_finite() && phi != 0.0 {
            let z = turned(f64::INFINITY, phi);
            return Ok(if r > 0.0 { z } else { (-z.0, -z.1) });
        }
        return special(&tables::RECT, (r, phi));
    }
    Ok(if phi == 0.0 { (r, r * phi) } else { (r * phi.cos(), r * phi.sin()) })
}
