//! Magnitudes of hundreds of limbs and more: num-bigint's algorithms, cut into pieces between which the
//! VM polls, so that a long computation can be interrupted.
//!
//! Scratch is foreign memory: callers charge it, by `mul_scratch_words` and `div_scratch_words`.

#![allow(clippy::disallowed_methods, reason = "scratch that callers charge")]

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{One, Zero};

use super::limbs::{self, Limb};
use crate::raise::PyResult;
use crate::vm::Vm;

/// Multiplications up to this many bits a factor run in one piece: some tens of milliseconds.
const LEAF_BITS: u64 = 1 << 21;
/// Divisions with a divisor up to this many bits run in one piece per block of the numerator.
const DIV_LEAF_BITS: u64 = 1 << 19;

/// The limbs as num-bigint's type.
pub fn from_limbs(limbs: &[Limb]) -> BigUint {
    let mut digits = Vec::with_capacity(limbs.len() * 2);
    for &limb in limbs {
        let w = limbs::word(limb);
        digits.push(w as u32);
        digits.push((w >> 32) as u32);
    }
    BigUint::new(digits)
}

/// Words of scratch that `mul` takes at most, operands and result included.
pub fn mul_scratch_words(a: usize, b: usize) -> usize {
    (a + b).saturating_mul(6)
}

/// Words of scratch that `div_rem` takes at most, operands and results included.
pub fn div_scratch_words(a: usize, b: usize) -> usize {
    (a + b).saturating_mul(8)
}

/// The bits of `n` from `from` on, at most `count`.
fn bits(n: &BigUint, from: u64, count: u64) -> BigUint {
    // Whole limbs, since every caller cuts at multiples of 64.
    let skip = (from / 64) as usize;
    let mut digits = Vec::with_capacity((count / 32) as usize);
    for w in n.iter_u64_digits().skip(skip).take((count / 64) as usize) {
        digits.push(w as u32);
        digits.push((w >> 32) as u32);
    }
    BigUint::new(digits)
}

/// `a * b`
pub fn mul(vm: &Vm, a: &BigUint, b: &BigUint) -> PyResult<BigUint> {
    vm.poll()?;
    let (long, short) = if a.bits() >= b.bits() { (a, b) } else { (b, a) };
    if long.bits() <= LEAF_BITS || short.bits() <= 4096 {
        return Ok(long * short);
    }
    if short.bits() * 2 <= long.bits() {
        // Pieces as long as the short factor, from the top down.
        let piece = short.bits().max(LEAF_BITS / 2).next_multiple_of(64);
        let mut product = BigUint::zero();
        for at in (0..long.bits().div_ceil(piece)).rev() {
            product <<= piece;
            product += mul(vm, &bits(long, at * piece, piece), short)?;
        }
        return Ok(product);
    }
    // Karatsuba, down to where num-bigint takes over.
    let half = (long.bits() / 2).next_multiple_of(64);
    let (a0, a1) = (bits(long, 0, half), long >> half);
    let (b0, b1) = (bits(short, 0, half), short >> half);
    let low = mul(vm, &a0, &b0)?;
    let high = mul(vm, &a1, &b1)?;
    let middle = mul(vm, &(a0 + a1), &(b0 + b1))? - &low - &high;
    Ok((((high << half) + middle) << half) + low)
}

/// Quotient and remainder; `b` is not zero.
pub fn div_rem(vm: &Vm, a: &BigUint, b: &BigUint) -> PyResult<(BigUint, BigUint)> {
    vm.poll()?;
    if a.bits() <= DIV_LEAF_BITS || a < b {
        return Ok(a.div_rem(b));
    }
    // Long division with digits as long as the divisor, which divides one two-digit number per step.
    let digit = b.bits().max(DIV_LEAF_BITS / 4).next_multiple_of(64);
    let mut quotient = BigUint::zero();
    let mut rest = BigUint::zero();
    let shift = digit - b.bits();
    let divisor = b << shift;
    let numerator = a << shift;
    for at in (0..numerator.bits().div_ceil(digit)).rev() {
        let (q, r) =
            divide_2n_by_n(vm, &((rest << digit) + bits(&numerator, at * digit, digit)), &divisor, digit)?;
        quotient = (quotient << digit) + q;
        rest = r;
    }
    Ok((quotient, rest >> shift))
}

/// Divides `a < b * 2^n` by `b` of exactly `n` bits (Burnikel and Ziegler, as CPython's `_pylong` does).
fn divide_2n_by_n(vm: &Vm, a: &BigUint, b: &BigUint, n: u64) -> PyResult<(BigUint, BigUint)> {
    vm.poll()?;
    if a.bits() <= n.saturating_sub(1) {
        return Ok((BigUint::zero(), a.clone()));
    }
    if n <= DIV_LEAF_BITS || a.bits() - n <= 4096 {
        return Ok(a.div_rem(b));
    }
    if n % 128 != 0 {
        // Halves must be whole limbs.
        let (q, r) = divide_2n_by_n(vm, &(a << 64u32), &(b << 64u32), n + 64)?;
        return Ok((q, r >> 64u32));
    }
    let half = n / 2;
    let (b_high, b_low) = (b >> half, bits(b, 0, half));
    let (q1, r) = divide_3n_by_2n(vm, &(a >> n), &bits(a, half, half), b, &b_high, &b_low, half)?;
    let (q0, r) = divide_3n_by_2n(vm, &r, &bits(a, 0, half), b, &b_high, &b_low, half)?;
    Ok(((q1 << half) + q0, r))
}

/// Divides `a12 * 2^n + a3` by `b`, whose halves of `n` bits are given.
fn divide_3n_by_2n(
    vm: &Vm,
    a12: &BigUint,
    a3: &BigUint,
    b: &BigUint,
    b_high: &BigUint,
    b_low: &BigUint,
    n: u64,
) -> PyResult<(BigUint, BigUint)> {
    let (mut q, r) = if &(a12 >> n) == b_high {
        ((BigUint::one() << n) - 1u32, a12 + b_high - (b_high << n))
    } else {
        divide_2n_by_n(vm, a12, b_high, n)?
    };
    let mut rest = (r << n) + a3;
    let product = mul(vm, &q, b_low)?;
    while rest < product {
        q -= 1u32;
        rest += b;
    }
    Ok((q, rest - product))
}
