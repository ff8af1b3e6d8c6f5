//! What `coroutine.__await__()` gives: the coroutine as an iterator.
//!
//! Coroutines themselves are none, so that nobody loops over one by mistake.

use hognose_heap::{Payload, Ref, ShapeId, Trace, Value};

use super::generator::{Generator, send_step};
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{TypeDef, TypeFlags, method};
use crate::vm::Vm;

/// The iterator.
#[derive(Trace)]
pub struct CoroutineWrapper {
    coroutine: Ref<Generator>,
}

impl Payload for CoroutineWrapper {
    const NAME: &'static str = "coroutine_wrapper";
    const SHAPE: ShapeId = shapes::COROUTINE_WRAPPER;
    type Tail = ();
}

/// `coroutine.__await__()`.
pub(crate) fn wrap(vm: &Vm, coroutine: &Ref<Generator>) -> PyResult {
    Ok(vm.alloc(|| CoroutineWrapper { coroutine: coroutine.clone() })?.into_value())
}

fn this<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Generator>> {
    match v.get::<CoroutineWrapper>() {
        Some(wrapper) => Ok(&wrapper.coroutine),
        None => Err(vm.type_error("a coroutine_wrapper is needed")),
    }
}

pub static TYPE: TypeDef = TypeDef {
    iternext: Some(|vm, v| match send_step(vm, this(vm, v)?, Value::NONE)? {
        Ok(value) => Ok(Some(value)),
        Err(result) => {
            vm.set_last_stop_value(result);
            Ok(None)
        }
    }),
    methods: &[
        method("__iter__", "($self, /)", |_, a| Ok(a[0].clone())),
        method("send", "($self, value, /)", |vm, a| {
            vm.call_method(this(vm, &a[0])?.as_value(), "send", &[a[1].clone()])
        }),
        method("throw", "($self, typ, val=None, tb=None, /)", |vm, a| {
            let given: Vec<Value> = a[1..].iter().take_while(|v| !v.is_blank()).cloned().collect();
            vm.call_method(this(vm, &a[0])?.as_value(), "throw", &given)
        }),
        method("close", "($self, /)", |vm, a| vm.call_method(this(vm, &a[0])?.as_value(), "close", &[])),
    ],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<CoroutineWrapper>("coroutine_wrapper")
};
