//! Special functions of doubles, to CPython's last digit.
//!
//! The gamma functions follow CPython's own Lanczos approximation.

use std::f64::consts::PI;

/// What C's `errno` would say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MathError {
    Domain,
    Range,
}

const LANCZOS_G: f64 = 6.024680040776729583740234375;
const LANCZOS_NUMERATOR: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];
const LANCZOS_DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// The rational function of the Lanczos approximation; evaluated from the end that does not overflow.
fn lanczos_sum(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    if x < 5.0 {
        for at in (0..13).rev() {
            numerator = numerator * x + LANCZOS_NUMERATOR[at];
            denominator = denominator * x + LANCZOS_DENOMINATOR[at];
        }
    } else {
        for at in 0..13 {
            numerator = numerator / x + LANCZOS_NUMERATOR[at];
            denominator = denominator / x + LANCZOS_DENOMINATOR[at];
        }
    }
    numerator / denominator
}

/// sin(pi x), exact in its zeros.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let r = match (2.0 * y).round() as i64 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        // -sin(pi(y - 1)) is right for all, but would lose the sign of a zero.
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * r
}

/// Gamma of 1 to 23, exactly.
const FACTORIALS: [f64; 23] = [
    1.0,
    1.0,
    2.0,
    6.0,
    24.0,
    120.0,
    720.0,
    5040.0,
    40320.0,
    362880.0,
    3628800.0,
    39916800.0,
    479001600.0,
    6227020800.0,
    87178291200.0,
    1307674368000.0,
    20922789888000.0,
    355687428096000.0,
    6402373705728000.0,
    121645100408832000.0,
    2432902008176640000.0,
    51090942171709440000.0,
    1124000727777607680000.0,
];

/// The gamma function.
pub fn gamma(x: f64) -> Result<f64, MathError> {
    if !x.is_finite() {
        return if x.is_nan() || x > 0.0 { Ok(x) } else { Err(MathError::Domain) };
    }
    if x == 0.0 {
        return Err(MathError::Domain);
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(MathError::Domain);
        }
        if x <= FACTORIALS.len() as f64 {
            return Ok(FACTORIALS[x as usize - 1]);
        }
    }
    let magnitude = x.abs();
    if magnitude < 1e-20 {
        let r = 1.0 / x;
        return if r.is_infinite() { Err(MathError::Range) } else { Ok(r) };
    }
    if magnitude > 200.0 {
        return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(MathError::Range) };
    }
    let y = magnitude + (LANCZOS_G - 0.5);
    // What rounding took from y, to be added back.
    let z = if magnitude > LANCZOS_G - 0.5 {
        let q = y - magnitude;
        q - (LANCZOS_G - 0.5)
    } else {
        let q = y - (LANCZOS_G - 0.5);
        q - magnitude
    };
    let z = z * LANCZOS_G / y;
    let r = if x < 0.0 {
        let mut r = -PI / sin_pi(magnitude) / magnitude * y.exp() / lanczos_sum(magnitude);
        r -= z * r;
        if magnitude < 140.0 {
            r / y.powf(magnitude - 0.5)
        } else {
            let root = y.powf(magnitude / 2.0 - 0.25);
            r / root / root
        }
    } else {
        let mut r = lanczos_sum(magnitude) / y.exp();
        r += z * r;
        if magnitude < 140.0 {
            r * y.powf(magnitude - 0.5)
        } else {
            let root = y.powf(magnitude / 2.0 - 0.25);
            r * root * root
        }
    };
    if r.is_infinite() { Err(MathError::Range) } else { Ok(r) }
}

/// Logarithm of the gamma function's magnitude.
pub fn lgamma(x: f64) -> Result<f64, MathError> {
    const LOG_PI: f64 = 1.144729885849400174143427351353058711647;
    if !x.is_finite() {
        return Ok(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(MathError::Domain) } else { Ok(0.0) };
    }
    let magnitude = x.abs();
    if magnitude < 1e-20 {
        return Ok(-magnitude.ln());
    }
    let mut r = lanczos_sum(magnitude).ln() - LANCZOS_G;
    r += (magnitude - 0.5) * ((magnitude + LANCZOS_G - 0.5).ln() - 1.0);
    if x < 0.0 {
        r = LOG_PI - sin_pi(magnitude).abs().ln() - magnitude.ln() - r;
    }
    if r.is_infinite() { Err(MathError::Range) } else { Ok(r) }
}

/// The difference from the nearest multiple of `y`, ties to the even multiple.
pub fn remainder(x: f64, y: f64) -> Result<f64, MathError> {
    if x.is_nan() {
        return Ok(x);
    }
    if y.is_nan() {
        return Ok(y);
    }
    if x.is_infinite() || y == 0.0 {
        return Err(MathError::Domain);
    }
    if y.is_infinite() {
        return Ok(x);
    }
    let (a, b) = (x.abs(), y.abs());
    let m = a % b;
    let c = b - m;
    let r = if m < c {
        m
    } else if m > c {
        -c
    } else {
        m - 2.0 * ((0.5 * (a - m)) % b)
    };
    Ok(1f64.copysign(x) * r)
}

/// `x` to the power of `y` as C99 has it, domain errors where CPython raises.
pub fn pow(x: f64, y: f64) -> Result<f64, MathError> {
    if x.is_finite() && y.is_finite() {
        let r = x.powf(y);
        return if r.is_finite() {
            Ok(r)
        } else if r.is_nan() || x == 0.0 {
            Err(MathError::Domain)
        } else {
            Err(MathError::Range)
        };
    }
    if x.is_nan() {
        return Ok(if y == 0.0 { 1.0 } else { x });
    }
    if y.is_nan() {
        return Ok(if x == 1.0 { 1.0 } else { y });
    }
    Ok(if x.is_infinite() {
        let odd = y.is_finite() && y.abs() % 2.0 == 1.0;
        if y > 0.0 {
            if odd { x } else { x.abs() }
        } else if y == 0.0 {
            1.0
        } else if odd {
            0f64.copysign(x)
        } else {
            0.0
        }
    } else if x.abs() == 1.0 {
        1.0
    } else if (y > 0.0) == (x.abs() > 1.0) {
        f64::INFINITY
    } else {
        0.0
    })
}

/// `x` as a mantissa in [0.5, 1) and an exponent of two.
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let bits = x.to_bits();
    match (bits >> 52 & 0x7ff) as i32 {
        0 => {
            let (m, e) = frexp(x * 18014398509481984.0);
            (m, e - 54)
        }
        e => (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), e - 1022),
    }
}

/// `x * 2^exponent`, rounded once; infinite on overflow.
pub fn ldexp(x: f64, exponent: i64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let (mantissa, e) = hognose_vm::types::float::decompose(x.abs());
    let exponent = exponent.clamp(-10_000, 10_000) + i64::from(e);
    let scaled = hognose_vm::types::int::limbs::to_f64(&[mantissa.to_le_bytes()], false, exponent);
    scaled.unwrap_or(f64::INFINITY).copysign(x)
}

/// The next double from `x` towards `y`. A zero keeps the sign of the side it was reached from.
pub fn next_after(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return x + y;
    }
    if x == y {
        return y;
    }
    let next = if y > x { x.next_up() } else { x.next_down() };
    if next == 0.0 { 0f64.copysign(x) } else { next }
}

/// The double `steps` doubles from `x` towards `y`, `y` at most.
pub fn next_after_steps(x: f64, y: f64, steps: u64) -> f64 {
    if steps == 0 || x.is_nan() {
        return x;
    }
    if y.is_nan() {
        return y;
    }
    // Doubles as consecutive integers: both zeros are 0.
    let order = |v: f64| {
        let magnitude = (v.to_bits() & !(1 << 63)) as i64;
        if v.is_sign_negative() { -magnitude } else { magnitude }
    };
    let (from, to) = (order(x), order(y));
    if steps >= from.abs_diff(to) {
        return y;
    }
    let at = if to > from { from.wrapping_add_unsigned(steps) } else { from.wrapping_sub_unsigned(steps) };
    let magnitude = f64::from_bits(at.unsigned_abs());
    if at < 0 || (at == 0 && x.is_sign_negative()) { -magnitude } else { magnitude }
}

/// The value of the least significant bit.
pub fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if x.is_nan() || x.is_infinite() {
        return x;
    }
    let up = x.next_up();
    if up.is_infinite() { x - x.next_down() } else { up - x }
}
