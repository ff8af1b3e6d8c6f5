//! Addition, subtraction, multiplication, negation of ints.
//!
//! Each takes values and returns NotImplemented for what is no int, as the special methods do.

use hognose_heap::Value;

use super::{IntRef, big, limbs};
use crate::raise::PyResult;
use crate::vm::Vm;

/// Multiplying by the school method pays up to here, in limbs of the shorter factor.
const SCHOOL_LIMBS: usize = 32;

/// `a + b`
pub fn add(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (IntRef::of(a), IntRef::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    match (x, y) {
        (IntRef::Small(x), IntRef::Small(y)) => vm.int_from_i128(i128::from(x) + i128::from(y)),
        _ => add_signed(vm, x, y, false),
    }
}

/// `a - b`
pub fn sub(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (IntRef::of(a), IntRef::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    match (x, y) {
        (IntRef::Small(x), IntRef::Small(y)) => vm.int_from_i128(i128::from(x) - i128::from(y)),
        _ => add_signed(vm, x, y, true),
    }
}

/// `x + y`, or `x - y` if `minus`.
pub(super) fn add_signed(vm: &Vm, x: IntRef<'_>, y: IntRef<'_>, minus: bool) -> PyResult {
    let (x, y) = (x.parts(), y.parts());
    let y_negative = y.negative != minus;
    let (a, b) = (x.limbs(), y.limbs());
    vm.with_words(a.len().max(b.len()) + 1, |vm, out| {
        if x.negative == y_negative {
            limbs::add(out, a, b);
            return vm.int_from_words(x.negative, out);
        }
        if limbs::compare(a, b).is_ge() {
            limbs::sub(&mut out[..a.len()], a, b);
            vm.int_from_words(x.negative, out)
        } else {
            limbs::sub(&mut out[..b.len()], b, a);
            vm.int_from_words(y_negative, out)
        }
    })
}

/// `a * b`
pub fn mul(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (IntRef::of(a), IntRef::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    match (x, y) {
        (IntRef::Small(x), IntRef::Small(y)) => vm.int_from_i128(i128::from(x) * i128::from(y)),
        _ => mul_refs(vm, x, y),
    }
}

/// `x * y`
pub(super) fn mul_refs(vm: &Vm, x: IntRef<'_>, y: IntRef<'_>) -> PyResult {
    let (x, y) = (x.parts(), y.parts());
    let (a, b) = (x.limbs(), y.limbs());
    let negative = x.negative != y.negative;
    if a.len().min(b.len()) <= SCHOOL_LIMBS {
        vm.poll()?;
        return vm.with_words(a.len() + b.len(), |vm, out| {
            // The inner loop runs over the longer factor.
            if a.len() <= b.len() {
                limbs::mul(out, a, b)
            } else {
                limbs::mul(out, b, a)
            }
            vm.int_from_words(negative, out)
        });
    }
    vm.check_int_size((a.len() + b.len()) as u128 * 8)?;
    let _charge = vm.charge_words(big::mul_scratch_words(a.len(), b.len()))?;
    let product = big::mul(vm, &big::from_limbs(a), &big::from_limbs(b))?;
    vm.biguint(negative, &product)
}

/// `-a`
pub fn neg(vm: &Vm, a: &Value) -> PyResult {
    match IntRef::of(a) {
        Some(IntRef::Small(x)) => vm.int_from_i128(-i128::from(x)),
        Some(x) => add_signed(vm, IntRef::Small(0), x, true),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `abs(a)`
pub fn abs(vm: &Vm, a: &Value) -> PyResult {
    match IntRef::of(a) {
        Some(x) if x.is_negative() => neg(vm, a),
        Some(_) => pos(vm, a),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `+a`: the int itself, an exact one for an instance of a subclass.
pub fn pos(vm: &Vm, a: &Value) -> PyResult {
    if super::is_int(a) { vm.int_of_class(&vm.types.int, a) } else { Ok(Value::NOT_IMPLEMENTED) }
}
