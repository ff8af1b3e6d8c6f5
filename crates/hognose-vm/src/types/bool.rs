//! `bool`: the two special values True and False, which count as ints.
//!
//! Arithmetic is int's; only what yields bools, and the text, is here.

use hognose_heap::{Ref, ShapeId, Value};

use super::int::{self, LongInt};
use crate::class::Class;
use crate::raise::PyResult;
use crate::typedef::{Args, Def, TypeDef, TypeFlags, method};
use crate::vm::Vm;

/// The class. Its instances are immediate: no object ever has its layout.
pub static TYPE: TypeDef = TypeDef {
    doc: "Returns True when the argument is true, False otherwise.\nThe builtins True and False are the only two instances of \
          the class bool.\nThe class bool is a subclass of the class int, and cannot be subclassed.",
    base: Some(&int::TYPE),
    shape: ShapeId::NONE,
    new: Some(new),
    methods: METHODS,
    flags: TypeFlags::MATCH_SELF,
    ..TypeDef::new::<LongInt>("bool")
};

const METHODS: &[Def] = &[
    method("__repr__", "($self, /)", |vm, a| vm.str(if a[0].same(&Value::TRUE) { "True" } else { "False" })),
    method("__invert__", "($self, /)", |vm, a| int::invert(vm, &a[0])),
    method("__and__", "($self, value, /)", and),
    method("__rand__", "($self, value, /)", and),
    method("__or__", "($self, value, /)", or),
    method("__ror__", "($self, value, /)", or),
    method("__xor__", "($self, value, /)", xor),
    method("__rxor__", "($self, value, /)", xor),
];

fn new(vm: &Vm, _: &Ref<Class>, args: &Args<'_>) -> PyResult {
    args.no_keywords(vm, "bool")?;
    match args.pos {
        [] => Ok(Value::FALSE),
        [x] => Ok(Value::from_bool(vm.truthy(x)?)),
        more => Err(vm.type_error(format_args!("bool expected at most 1 argument, got {}", more.len()))),
    }
}

/// Two bools; None if one is something else.
fn pair(a: &[Value]) -> Option<(bool, bool)> {
    Some((a[0].as_bool()?, a[1].as_bool()?))
}

fn and(vm: &Vm, a: &[Value]) -> PyResult {
    match pair(a) {
        Some((x, y)) => Ok(Value::from_bool(x & y)),
        None => int::and(vm, &a[0], &a[1]),
    }
}

fn or(vm: &Vm, a: &[Value]) -> PyResult {
    match pair(a) {
        Some((x, y)) => Ok(Value::from_bool(x | y)),
        None => int::or(vm, &a[0], &a[1]),
    }
}

fn xor(vm: &Vm, a: &[Value]) -> PyResult {
    match pair(a) {
        Some((x, y)) => Ok(Value::from_bool(x ^ y)),
        None => int::xor(vm, &a[0], &a[1]),
    }
}
