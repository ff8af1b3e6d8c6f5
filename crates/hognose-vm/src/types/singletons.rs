//! The types of None, NotImplemented and Ellipsis.

use hognose_heap::{Instance, ShapeId, Value};

use crate::raise::PyResult;
use crate::typedef::{TypeDef, TypeFlags, method};
use crate::vm::Vm;

fn same_hash(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int((a[0].bits() & 0xffff) as i64 ^ 0xfca_86420)
}

pub static NONE_TYPE: TypeDef = TypeDef {
    shape: ShapeId::NONE,
    new: Some(|vm, _, args| {
        if args.is_empty() { Ok(Value::NONE) } else { Err(vm.type_error("NoneType takes no arguments")) }
    }),
    methods: &[
        method("__repr__", "($self, /)", |vm, _| vm.str("None")),
        method("__bool__", "($self, /)", |_, _| Ok(Value::FALSE)),
        method("__hash__", "($self, /)", same_hash),
    ],
    flags: TypeFlags::NONE,
    ..TypeDef::new::<Instance>("NoneType")
};

pub static NOT_IMPLEMENTED_TYPE: TypeDef = TypeDef {
    shape: ShapeId::NONE,
    new: Some(|vm, _, args| {
        if args.is_empty() {
            Ok(Value::NOT_IMPLEMENTED)
        } else {
            Err(vm.type_error("NotImplementedType takes no arguments"))
        }
    }),
    methods: &[
        method("__repr__", "($self, /)", |vm, _| vm.str("NotImplemented")),
        method("__bool__", "($self, /)", |vm, _| {
            Err(vm.type_error("NotImplemented should not be used in a boolean context"))
        }),
        method("__hash__", "($self, /)", same_hash),
        method("__reduce__", "($self, /)", |vm, _| vm.str("NotImplemented")),
    ],
    ..TypeDef::new::<Instance>("NotImplementedType")
};

pub static ELLIPSIS_TYPE: TypeDef = TypeDef {
    shape: ShapeId::NONE,
    new: Some(|vm, _, args| {
        if args.is_empty() {
            Ok(Value::ELLIPSIS)
        } else {
            Err(vm.type_error("EllipsisType takes no arguments"))
        }
    }),
    methods: &[
        method("__repr__", "($self, /)", |vm, _| vm.str("Ellipsis")),
        method("__hash__", "($self, /)", same_hash),
        method("__reduce__", "($self, /)", |vm, _| vm.str("Ellipsis")),
    ],
    ..TypeDef::new::<Instance>("ellipsis")
};
