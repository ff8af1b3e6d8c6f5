//! The slow halves of arithmetic and comparison: mixed numbers, strings, then special methods.

use hognose_heap::Value;

use super::ops::shape_of;
use crate::protocol::BinOp;
use crate::protocol::compare::CmpOp;
use crate::raise::PyResult;
use crate::shapes;
use crate::vm::Vm;

/// An exact string.
#[inline(always)]
pub(super) fn is_str(v: &Value) -> bool {
    shape_of(v) == shapes::STR
}

#[inline(always)]
fn number(v: &Value) -> Option<f64> {
    match v.as_f64() {
        Some(f) => Some(f),
        None => v.as_int().filter(|i| i.unsigned_abs() < 1 << 53).map(|i| i as f64),
    }
}

/// `a op b`.
#[inline(never)]
pub(super) fn binary(vm: &Vm, op: BinOp, a: &Value, b: &Value) -> PyResult {
    if a.is_f64() || b.is_f64() {
        if let (Some(x), Some(y)) = (number(a), number(b)) {
            match op {
                BinOp::Add => return vm.float(x + y),
                BinOp::Sub => return vm.float(x - y),
                BinOp::Mul => return vm.float(x * y),
                BinOp::TrueDiv if y != 0.0 => return vm.float(x / y),
                _ => {}
            }
        }
    }
    vm.binary(op, a, b)
}

/// `a op= b`.
#[inline(never)]
pub(super) fn inplace(vm: &Vm, op: BinOp, a: &Value, b: &Value) -> PyResult {
    if number(a).is_some() && number(b).is_some() {
        return binary(vm, op, a, b);
    }
    vm.inplace(op, a, b)
}

/// `s += t` where the register may be the only owner of `s`. False: not done, nothing changed.
pub(super) fn concat_in_place(vm: &Vm, left: &mut Value, right: &Value) -> PyResult<bool> {
    if !is_str(right) || left.as_object().is_none_or(|o| o.refcount() != 1) {
        return Ok(false);
    }
    crate::types::str::concat_in_place(vm, left, right)
}

/// `a op b` as an object.
#[inline(never)]
pub(super) fn compare(vm: &Vm, op: CmpOp, a: &Value, b: &Value) -> PyResult {
    vm.rich_compare(a, b, op)
}

/// The truth of `a op b`.
#[inline(never)]
pub(super) fn compare_truth(vm: &Vm, op: CmpOp, a: &Value, b: &Value) -> PyResult<bool> {
    if let (Some(x), Some(y)) = (number(a), number(b)) {
        return Ok(op.holds(x.partial_cmp(&y)));
    }
    if matches!(op, CmpOp::Eq | CmpOp::Ne) && a.is_object() {
        if let Some(equal) = crate::protocol::compare::equal_at_sight(a, b) {
            return Ok(equal == (op == CmpOp::Eq));
        }
    }
    let v = vm.rich_compare(a, b, op)?;
    vm.truthy(&v)
}
