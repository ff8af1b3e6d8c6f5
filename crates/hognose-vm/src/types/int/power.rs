//! `**` and `pow()` of ints, modular powers and inverses.

use hognose_heap::Value;
use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::division::{Want, floor_divide};
use super::{IntRef, big, bits};
use crate::raise::PyResult;
use crate::vm::Vm;

/// Powers with results up to this many bits are left to num-bigint in one piece.
const LEAF_BITS: u64 = 1 << 20;
/// Moduli up to this many bits are left to num-bigint's Montgomery arithmetic.
const MONTGOMERY_BITS: u64 = 1 << 13;

/// `a ** b`
pub fn pow(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (IntRef::of(a), IntRef::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    if y.is_negative() {
        let (x, y) = (super::to_f64(vm, x)?, super::to_f64(vm, y)?);
        return crate::types::float::arith::pow_f64(vm, x, y);
    }
    match (x, y) {
        (_, IntRef::Small(0)) => Ok(Value::from_small(1)),
        (IntRef::Small(0 | 1), _) => vm.int_of_class(&vm.types.int, a),
        (IntRef::Small(-1), y) => Ok(Value::from_small(if y.is_even() { 1 } else { -1 })),
        (_, IntRef::Long(..)) => Err(vm.memory_error()),
        (x, IntRef::Small(exponent)) => {
            if let (IntRef::Small(base), Ok(exponent)) = (x, u32::try_from(exponent)) {
                if let Some(power) = base.checked_pow(exponent) {
                    return vm.int(power);
                }
            }
            pow_large(vm, x, exponent as u64)
        }
    }
}

/// `x ** exponent` for an `x` other than 0, 1, -1, with a result beyond 64 bits.
fn pow_large(vm: &Vm, x: IntRef<'_>, exponent: u64) -> PyResult {
    let parts = x.parts();
    let negative = parts.negative && exponent % 2 == 1;
    let limbs = parts.limbs();
    // The result has at least (bits - 1) * exponent bits: refused before it is computed.
    let least_bits = u128::from(x.bit_length() - 1) * u128::from(exponent);
    vm.check_int_size(least_bits / 8)?;
    let zeros = super::limbs::trailing_zeros(limbs);
    let most_words = (u128::from(x.bit_length()) * u128::from(exponent) / 64) as usize + 1;
    let charge = vm.charge_words(most_words.saturating_mul(4))?;
    let odd = big::from_limbs(limbs) >> zeros;
    let power = power(vm, &odd, exponent)?;
    let power = vm.biguint(negative, &power)?;
    drop(charge);
    match IntRef::of(&power) {
        Some(power) if zeros > 0 => bits::shift_left(vm, power, zeros * exponent),
        _ => Ok(power),
    }
}

/// `base ** exponent`, polling if it is long.
fn power(vm: &Vm, base: &BigUint, exponent: u64) -> PyResult<BigUint> {
    if base.is_one() {
        return Ok(BigUint::one());
    }
    if base.bits().saturating_mul(exponent) <= LEAF_BITS {
        return Ok(base.pow(exponent as u32));
    }
    // Halving the exponent leaves one squaring at each level, and multiplies by the small base only.
    let half = power(vm, base, exponent / 2)?;
    let square = big::mul(vm, &half, &half)?;
    if exponent % 2 == 1 { big::mul(vm, &square, base) } else { Ok(square) }
}

/// `pow(a, b, m)`
pub fn pow_mod(vm: &Vm, a: &Value, b: &Value, m: &Value) -> PyResult {
    let (Some(x), Some(y), Some(n)) = (IntRef::of(a), IntRef::of(b), IntRef::of(m)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if n.is_zero() {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    if matches!(n, IntRef::Small(1 | -1)) {
        // Also for a negative exponent: everything is invertible modulo one.
        return Ok(Value::from_small(0));
    }
    if let (IntRef::Small(x), IntRef::Small(y), IntRef::Small(n)) = (x, y, n) {
        if y >= 0 && n != i64::MIN {
            return vm.int(pow_mod_small(x, y as u64, n));
        }
    }
    let words = n.parts().limbs().len() * 24 + x.parts().limbs().len() * 4 + y.parts().limbs().len() * 2;
    let _charge = vm.charge_words(words)?;
    let modulus = n.to_bigint();
    let magnitude = modulus.magnitude();
    // The base reduced to 0..|m|.
    let (_, reduced) = floor_divide(vm, x, n, Want::REMAINDER)?;
    let mut base = IntRef::of(&reduced).map(IntRef::to_bigint).unwrap_or_default();
    if base.is_negative() {
        base += BigInt::from(magnitude.clone());
    }
    let mut base = base.magnitude().clone();
    if y.is_negative() {
        base = inverse(vm, &base, magnitude)?;
    }
    let exponent = y.to_bigint().magnitude().clone();
    let power = if magnitude.bits() <= MONTGOMERY_BITS && exponent.bits() <= MONTGOMERY_BITS {
        vm.poll()?;
        base.modpow(&exponent, magnitude)
    } else {
        pow_mod_polling(vm, &base, &exponent, magnitude)?
    };
    let mut result = BigInt::from(power);
    if modulus.is_negative() && !result.is_zero() {
        result += &modulus;
    }
    vm.bigint(&result)
}

/// Modulus other than 0 and of less than 63 bits.
fn pow_mod_small(base: i64, mut exponent: u64, modulus: i64) -> i64 {
    let m = modulus.unsigned_abs();
    let mut square = i128::from(base).rem_euclid(i128::from(m)) as u64;
    let mut result = 1 % m;
    let times = |a: u64, b: u64| {
        if m <= u64::from(u32::MAX) {
            a * b % m
        } else {
            (u128::from(a) * u128::from(b) % u128::from(m)) as u64
        }
    };
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, square);
        }
        exponent >>= 1;
        if exponent > 0 {
            square = times(square, square);
        }
    }
    if modulus < 0 && result != 0 { (result as i64).wrapping_add(modulus) } else { result as i64 }
}

fn pow_mod_polling(vm: &Vm, base: &BigUint, exponent: &BigUint, modulus: &BigUint) -> PyResult<BigUint> {
    let mut result = BigUint::one();
    for at in (0..exponent.bits()).rev() {
        result = big::div_rem(vm, &big::mul(vm, &result, &result)?, modulus)?.1;
        if exponent.bit(at) {
            result = big::div_rem(vm, &big::mul(vm, &result, base)?, modulus)?.1;
        }
    }
    Ok(result)
}

/// The number whose product with `a` is 1 modulo `n`.
fn inverse(vm: &Vm, a: &BigUint, n: &BigUint) -> PyResult<BigUint> {
    // Euclid's algorithm: `r` runs through the remainders, `s` keeps s * a = r modulo n.
    let (mut r0, mut r1) = (n.clone(), a.clone());
    let (mut s0, mut s1) = (BigInt::zero(), BigInt::one());
    while !r1.is_zero() {
        vm.poll()?;
        let (q, r) = r0.div_rem(&r1);
        let s = &s0 - BigInt::from(q) * &s1;
        (r0, r1) = (r1, r);
        (s0, s1) = (s1, s);
    }
    if !r0.is_one() {
        return Err(vm.value_error("base is not invertible for the given modulus"));
    }
    let modulus = BigInt::from(n.clone());
    Ok(s0.mod_floor(&modulus).magnitude().clone())
}

#[cfg(test)]
mod tests {
    use super::pow_mod_small;

    #[test]
    fn small_modular_powers() {
        assert_eq!(pow_mod_small(3, 200, 13), 9);
        assert_eq!(pow_mod_small(-3, 3, 10), 3);
        assert_eq!(pow_mod_small(3, 3, -10), -3);
        assert_eq!(pow_mod_small(5, 0, -3), -2);
        assert_eq!(pow_mod_small(1 << 62, 1 << 62, i64::MAX), 576460752303423488);
    }
}
