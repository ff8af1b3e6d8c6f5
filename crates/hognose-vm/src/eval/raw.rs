//! The few unchecked conversions that caches need.

use hognose_heap::{Object, Value};

use crate::class::Class;
use crate::vm::Vm;

/// The class of an object, without counting: the object's own count on its shape's owner keeps it. Callers use it before
/// anything that could run Python code or assign `__class__`.
#[inline(always)]
pub(crate) fn class_of_object<'a>(vm: &'a Vm, object: &'a Object) -> &'a Class {
    // SAFETY: as the callers promise.
    match unsafe { vm.heap().owner_of(object) }.and_then(Object::payload_as::<Class>) {
        Some(class) => class,
        None => unreachable!("every shape of the VM is owned by a class"),
    }
}

/// The value whose word a cache kept; None for 0. Takes a count.
///
/// Sound because a cache's word is used only while a version number proves that a live dictionary holds the value (K2).
#[inline(always)]
pub(crate) fn value_of_word(word: u64) -> Option<Value> {
    if word == 0 {
        return None;
    }
    // SAFETY: the caller checked the version (K2): the object is alive; the clone takes a count and the borrowed word is forgotten.
    unsafe {
        let borrowed = std::mem::ManuallyDrop::new(Value::from_raw(word));
        Some((*borrowed).clone())
    }
}
