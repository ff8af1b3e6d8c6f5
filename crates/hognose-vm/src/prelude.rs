//! The names that nearly every file of types and built-in functions needs, and helpers too small for a home.
//!
//! Holds no state and no Python semantics of its own.

pub use std::cell::Cell;
pub use std::cmp::Ordering;

pub use hognose_heap::{CellVec, HeapVec, Payload, Ref, RefSlot, ShapeId, Trace, Value, ValueCell};

pub use crate::class::Class;
pub use crate::protocol::{BinOp, CmpOp};
pub use crate::raise::{PyResult, Raised};
pub use crate::shapes;
pub use crate::typedef::*;
pub use crate::types::dict::Dict;
pub use crate::types::list::List;
pub use crate::types::str::Str;
pub use crate::types::tuple::Tuple;
pub use crate::vm::Vm;

/// Steps of a native loop between two looks at the eval breaker.
pub const POLL_STEPS: usize = 4096;

/// The argument, unless it was left out.
#[inline]
pub fn given(slot: &Value) -> Option<&Value> {
    if slot.is_blank() { None } else { Some(slot) }
}

/// The payload of a value whose type a table has already checked.
#[inline]
pub fn payload_of<'a, T: Payload>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<T>> {
    match v.get::<T>() {
        Some(payload) => Ok(payload),
        None => Err(wrong_payload::<T>(vm, v)),
    }
}

#[cold]
fn wrong_payload<T: Payload>(vm: &Vm, v: &Value) -> Raised {
    vm.type_error(format_args!("expected {} object, got {}", T::NAME, vm.tn(v)))
}

/// The payload of `self`, the first argument.
#[inline]
pub fn self_of<'a, T: Payload>(vm: &Vm, a: &'a [Value]) -> PyResult<&'a Ref<T>> {
    payload_of(vm, &a[0])
}

/// The payload, if the value is of the exact built-in type and no subclass.
#[inline]
pub fn exact<T: Payload>(v: &Value) -> Option<&Ref<T>> {
    if v.shape() == Some(T::SHAPE) { v.get::<T>() } else { None }
}

/// `__iter__` of iterators.
pub fn return_self(_vm: &Vm, a: &[Value]) -> PyResult {
    Ok(a[0].clone())
}

/// Whether the ordering answers the comparison with true.
#[inline]
pub fn order_matches(op: CmpOp, order: Ordering) -> bool {
    match op {
        CmpOp::Lt => order.is_lt(),
        CmpOp::Le => order.is_le(),
        CmpOp::Eq => order.is_eq(),
        CmpOp::Ne => order.is_ne(),
        CmpOp::Gt => order.is_gt(),
        CmpOp::Ge => order.is_ge(),
    }
}

/// The six comparison methods of a type whose `compare(vm, args, op)` is in scope.
#[macro_export]
macro_rules! comparison_methods {
    ($compare:path) => {
        pub(super) fn eq(vm: &Vm, a: &[Value]) -> PyResult {
            $compare(vm, a, CmpOp::Eq)
        }
        pub(super) fn ne(vm: &Vm, a: &[Value]) -> PyResult {
            $compare(vm, a, CmpOp::Ne)
        }
        pub(super) fn lt(vm: &Vm, a: &[Value]) -> PyResult {
            $compare(vm, a, CmpOp::Lt)
        }
        pub(super) fn le(vm: &Vm, a: &[Value]) -> PyResult {
            $compare(vm, a, CmpOp::Le)
        }
        pub(super) fn gt(vm: &Vm, a: &[Value]) -> PyResult {
            $compare(vm, a, CmpOp::Gt)
        }
        pub(super) fn ge(vm: &Vm, a: &[Value]) -> PyResult {
            $compare(vm, a, CmpOp::Ge)
        }
    };
}
