//! Functions of whole numbers: factorials, combinations, divisors, roots.

use hognose_heap::Value;
use hognose_vm::raise::PyResult;
use hognose_vm::types::int::{self, IntRef, big};
use hognose_vm::vm::Vm;
use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::One;

/// `low * (low + 1) * ... * high`, halves apart.
fn range_product(vm: &Vm, low: u64, high: u64) -> PyResult<BigUint> {
    if high < low {
        return Ok(BigUint::one());
    }
    if high - low < 16 {
        let mut product = BigUint::one();
        let mut word = 1u64;
        for n in low..=high {
            match word.checked_mul(n) {
                Some(next) => word = next,
                None => {
                    product *= word;
                    word = n;
                }
            }
        }
        return Ok(product * word);
    }
    let middle = low + (high - low) / 2;
    let (left, right) = (range_product(vm, low, middle)?, range_product(vm, middle + 1, high)?);
    big::mul(vm, &left, &right)
}

/// Refuses a product of `count` factors up to `largest` that cannot fit, and charges for it.
fn charge_product<'vm>(vm: &'vm Vm, count: u64, largest: u64) -> PyResult<impl Sized + use<'vm>> {
    let bits = u128::from(count) * u128::from(64 - largest.leading_zeros());
    vm.check_int_size(bits / 8)?;
    vm.charge((bits / 2) as usize + 64)
}

/// `factorial(n)`
pub fn factorial(vm: &Vm, a: &[Value]) -> PyResult {
    let n = vm.index(&a[0])?;
    let n = match IntRef::of(&n) {
        Some(IntRef::Small(n)) => n,
        Some(IntRef::Long(false, _)) => {
            return Err(vm.overflow_error("factorial() argument should not exceed 9223372036854775807"));
        }
        _ => -1,
    };
    let Ok(n) = u64::try_from(n) else {
        return Err(vm.value_error("factorial() not defined for negative values"));
    };
    if n <= 20 {
        return vm.int((1..=n as i64).product());
    }
    let _charge = charge_product(vm, n, n)?;
    vm.biguint(false, &range_product(vm, 2, n)?)
}

/// A count that must be a whole number and not negative.
fn count(vm: &Vm, value: &Value, name: &str) -> PyResult<Value> {
    let n = vm.index(value)?;
    if IntRef::of(&n).is_some_and(IntRef::is_negative) {
        return Err(vm.value_error(format_args!("{name} must be a non-negative integer")));
    }
    Ok(n)
}

/// `perm(n, k=None)`
pub fn perm(vm: &Vm, a: &[Value]) -> PyResult {
    if a[1].is_blank() || a[1].is_none() {
        return factorial(vm, a);
    }
    let n = count(vm, &a[0], "n")?;
    let k = count(vm, &a[1], "k")?;
    if int::cmp(&n, &k).is_some_and(std::cmp::Ordering::is_lt) {
        return Ok(Value::from_small(0));
    }
    let Some(k) = int::as_i64(&k) else {
        return Err(vm.overflow_error("k must not exceed 9223372036854775807"));
    };
    falling(vm, &n, k as u64)
}

/// `n * (n - 1) * ...`, `k` factors.
fn falling(vm: &Vm, n: &Value, k: u64) -> PyResult {
    if let Some(n) = int::as_i64(n) {
        let n = n as u64;
        if k == 0 {
            return Ok(Value::from_small(1));
        }
        let _charge = charge_product(vm, k, n)?;
        return vm.biguint(false, &range_product(vm, n - k + 1, n)?);
    }
    // Every factor has 63 bits or more.
    vm.check_int_size(u128::from(k) * 7)?;
    let mut product = Value::from_small(1);
    let mut factor = n.clone();
    for _ in 0..k {
        vm.poll()?;
        product = int::mul(vm, &product, &factor)?;
        factor = int::sub(vm, &factor, &Value::from_small(1))?;
    }
    Ok(product)
}

/// `comb(n, k)`
pub fn comb(vm: &Vm, a: &[Value]) -> PyResult {
    let n = count(vm, &a[0], "n")?;
    let mut k = count(vm, &a[1], "k")?;
    let other = int::sub(vm, &n, &k)?;
    if IntRef::of(&other).is_some_and(IntRef::is_negative) {
        return Ok(Value::from_small(0));
    }
    if int::cmp(&other, &k).is_some_and(std::cmp::Ordering::is_lt) {
        k = other;
    }
    let Some(k) = int::as_i64(&k) else {
        return Err(vm.overflow_error("min(n - k, k) must not exceed 9223372036854775807"));
    };
    let k = k as u64;
    if let Some(small) = int::as_i64(&n).and_then(|n| small_comb(n as u64, k)) {
        return vm.int_from_u64(small);
    }
    let numerator = falling(vm, &n, k)?;
    let denominator = falling(vm, &vm.int(k as i64)?, k)?;
    int::floordiv(vm, &numerator, &denominator)
}

/// While every step fits 64 bits.
fn small_comb(n: u64, k: u64) -> Option<u64> {
    let mut result = 1u64;
    for at in 0..k {
        // The product of at + 1 consecutive numbers divides by (at + 1)!.
        let product = u128::from(result) * u128::from(n - at) / u128::from(at + 1);
        result = u64::try_from(product).ok()?;
    }
    Some(result)
}

/// Greatest common divisor of two ints, not negative.
pub fn gcd2(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (IntRef::of(a), IntRef::of(b)) else {
        return Err(vm.type_error("gcd needs ints"));
    };
    if let (IntRef::Small(x), IntRef::Small(y)) = (x, y) {
        return vm.int_from_u64(x.unsigned_abs().gcd(&y.unsigned_abs()));
    }
    let (p, q) = (x.parts(), y.parts());
    let words = p.limbs().len() + q.limbs().len();
    let _charge = vm.charge(words * 64)?;
    let divisor = super::gcd::lehmer(vm, big::from_limbs(p.limbs()), big::from_limbs(q.limbs()))?;
    vm.biguint(false, &divisor)
}

/// `gcd(*integers)`
pub fn gcd(vm: &Vm, values: &[Value]) -> PyResult {
    let mut result = Value::from_small(0);
    for value in values {
        let value = vm.index(value)?;
        result = gcd2(vm, &result, &value)?;
    }
    Ok(result)
}

/// `lcm(*integers)`
pub fn lcm(vm: &Vm, values: &[Value]) -> PyResult {
    let mut result = Value::from_small(1);
    for value in values {
        let value = vm.index(value)?;
        if IntRef::of(&result).is_some_and(IntRef::is_zero) {
            continue;
        }
        let divisor = gcd2(vm, &result, &value)?;
        result = match IntRef::of(&divisor) {
            Some(d) if d.is_zero() => Value::from_small(0),
            _ => int::mul(vm, &int::floordiv(vm, &result, &divisor)?, &value)?,
        };
        result = int::arith::abs(vm, &result)?;
    }
    Ok(result)
}

/// `isqrt(n)`
pub fn isqrt(vm: &Vm, a: &[Value]) -> PyResult {
    let n = vm.index(&a[0])?;
    let Some(n) = IntRef::of(&n).filter(|n| !n.is_negative()) else {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    };
    if let IntRef::Small(n) = n {
        return vm.int_from_u64((n as u64).isqrt());
    }
    let parts = n.parts();
    let _charge = vm.charge(parts.limbs().len() * 64)?;
    let root = sqrt(vm, &big::from_limbs(parts.limbs()))?;
    vm.biguint(false, &root)
}

/// Floor of the square root, doubling the precision at each step (as CPython's isqrt does).
fn sqrt(vm: &Vm, n: &BigUint) -> PyResult<BigUint> {
    if n.bits() <= 1 << 14 {
        return Ok(n.sqrt());
    }
    let c = (n.bits() - 1) / 2;
    let mut a = BigUint::one();
    let mut d = 0;
    for s in (0..64 - c.leading_zeros()).rev() {
        let e = d;
        d = c >> s;
        let shifted = n >> (2 * c - e - d + 1);
        a = (&a << (d - e - 1)) + big::div_rem(vm, &shifted, &a)?.0;
    }
    if big::mul(vm, &a, &a)? > *n { Ok(a - 1u32) } else { Ok(a) }
}
