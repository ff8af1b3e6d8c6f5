//! `complex`: pairs of doubles.
//!
//! This module makes and reads values; arithmetic is in arith.rs (pure), text in text.rs, Python's methods in methods.rs.

pub mod arith;
pub mod methods;
pub mod text;

use hognose_heap::{Payload, Ref, ShapeId, Trace, Value};

use crate::class::Class;
use crate::raise::PyResult;
use crate::shapes;
use crate::vm::Vm;

pub use methods::TYPE;

/// Real and imaginary part.
pub type Pair = (f64, f64);

/// A complex number.
#[derive(Trace)]
pub struct Complex {
    re: f64,
    im: f64,
}

impl Payload for Complex {
    const NAME: &'static str = "complex";
    const SHAPE: ShapeId = shapes::COMPLEX;
    type Tail = ();
}

/// The value of a complex or an instance of a subclass.
pub fn as_pair(value: &Value) -> Option<Pair> {
    value.get::<Complex>().map(|z| (z.re, z.im))
}

/// A complex whose class is `complex` itself.
pub fn is_exact(value: &Value) -> bool {
    value.as_object().is_some_and(|o| o.shape() == shapes::COMPLEX)
}

/// `a ** b`, with CPython's errors.
pub fn pow(vm: &Vm, a: Pair, b: Pair) -> PyResult<Pair> {
    let Some(power) = arith::pow(a, b) else {
        return Err(vm.zero_division_error("zero to a negative or complex power"));
    };
    if power.0.is_infinite() || power.1.is_infinite() {
        return Err(vm.overflow_error("complex exponentiation"));
    }
    Ok(power)
}

/// Any number's value: `__complex__`, then `__float__` and `__index__`.
pub fn of_number(vm: &Vm, value: &Value) -> PyResult<Pair> {
    if let Some(pair) = as_pair(value) {
        return Ok(pair);
    }
    match special(vm, value)? {
        Some(pair) => Ok(pair),
        None => Ok((vm.float_of(value)?, 0.0)),
    }
}

/// What `__complex__` gives, if the class defines it.
pub fn special(vm: &Vm, value: &Value) -> PyResult<Option<Pair>> {
    let Some(result) = vm.call_special(value, &vm.names.__complex__, &[])? else { return Ok(None) };
    match as_pair(&result) {
        Some(pair) => Ok(Some(pair)),
        None => {
            let name = vm.tn(&result);
            Err(vm.type_error(format_args!("__complex__ returned non-complex (type {name})")))
        }
    }
}

impl Vm {
    /// A complex number.
    pub fn complex(&self, re: f64, im: f64) -> PyResult<Value> {
        Ok(self.alloc(|| Complex { re, im })?.into_value())
    }

    /// An instance of `class`, complex or a subclass.
    pub fn complex_of_class(&self, class: &Ref<Class>, (re, im): Pair) -> PyResult<Value> {
        self.alloc_payload(class, || Complex { re, im })
    }
}
