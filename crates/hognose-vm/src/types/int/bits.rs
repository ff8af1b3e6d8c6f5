//! Shifts and bitwise operators on two's complement, bit counts.

use hognose_heap::Value;

use super::limbs::{self, BitOp};
use super::{IntRef, arith};
use crate::raise::PyResult;
use crate::vm::Vm;

/// `a << b`
pub fn lshift(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (IntRef::of(a), IntRef::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    if y.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    if x.is_zero() {
        return Ok(Value::from_small(0));
    }
    let Some(count) = y.to_i64() else { return Err(vm.memory_error()) };
    if let IntRef::Small(i) = x {
        if count < 64 {
            return vm.int_from_i128(i128::from(i) << count);
        }
    }
    shift_left(vm, x, count as u64)
}

/// `x << count`
pub(super) fn shift_left(vm: &Vm, x: IntRef<'_>, count: u64) -> PyResult {
    let parts = x.parts();
    let limbs = parts.limbs();
    vm.check_int_size(u128::from(count / 8) + limbs.len() as u128 * 8)?;
    vm.with_words(limbs.len() + (count / 64) as usize + 1, |vm, out| {
        limbs::shift_left(out, limbs, count);
        vm.int_from_words(parts.negative, out)
    })
}

/// `a >> b`, rounding down.
pub fn rshift(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (IntRef::of(a), IntRef::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    if y.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    let gone = Value::from_small(if x.is_negative() { -1 } else { 0 });
    let Some(count) = y.to_i64() else { return Ok(gone) };
    if let IntRef::Small(i) = x {
        return vm.int(i >> count.min(63));
    }
    let parts = x.parts();
    let limbs = parts.limbs();
    if count as u64 / 64 >= limbs.len() as u64 {
        return Ok(gone);
    }
    vm.with_words(limbs.len() - count as usize / 64 + 1, |vm, out| {
        let lost = limbs::shift_right(out, limbs, count as u64);
        if lost && parts.negative {
            // Rounding down makes a negative magnitude one larger; the spare word takes the carry.
            let mut carry = true;
            for w in out.iter_mut() {
                (*w, carry) = w.overflowing_add(u64::from(carry));
            }
        }
        vm.int_from_words(parts.negative, out)
    })
}

/// `a & b`
pub fn and(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    bitwise(vm, BitOp::And, a, b)
}

/// `a | b`
pub fn or(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    bitwise(vm, BitOp::Or, a, b)
}

/// `a ^ b`
pub fn xor(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    bitwise(vm, BitOp::Xor, a, b)
}

fn bitwise(vm: &Vm, op: BitOp, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (IntRef::of(a), IntRef::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    if let (IntRef::Small(x), IntRef::Small(y)) = (x, y) {
        return vm.int(match op {
            BitOp::And => x & y,
            BitOp::Or => x | y,
            BitOp::Xor => x ^ y,
        });
    }
    let (x, y) = (x.parts(), y.parts());
    vm.with_words(x.limbs().len().max(y.limbs().len()) + 1, |vm, out| {
        let negative = limbs::bitwise(op, out, x.signed(), y.signed());
        vm.int_from_words(negative, out)
    })
}

/// `~a`
pub fn invert(vm: &Vm, a: &Value) -> PyResult {
    match IntRef::of(a) {
        Some(IntRef::Small(i)) => vm.int(!i),
        Some(x) => arith::add_signed(vm, IntRef::Small(-1), x, true),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The number of ones in the magnitude.
pub fn bit_count(x: IntRef<'_>) -> u64 {
    x.parts().limbs().iter().map(|&limb| u64::from(limbs::word(limb).count_ones())).sum()
}
