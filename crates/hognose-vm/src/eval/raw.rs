//! The few unchecked conversions that caches need.

use hognose_heap::{Object, Ref, Value};

use crate::class::Class;
use crate::vm::Vm;

/// The class of an object, without counting: the object's own count on its shape's owner keeps it. Callers use it before
/// anything that could run Python code or assign `__class__`.
#[inline(always)]
pub(crate) fn class_of_object<'a>(vm: &'a Vm, object: &'a Object) -> &'a Class {
    // SAFETY: as the callers promise; a shape of the VM is owned by a class (`new_class_shape` and `define_shape` give it one),
    // whose own shape may be a metaclass's, so that asking would go over the table of shapes.
    match unsafe { vm.heap().owner_of(object) } {
        // SAFETY: as above: it is a class.
        Some(class) => unsafe { class.payload_unchecked::<Class>() },
        None => unreachable!("every shape of the VM is owned by a class"),
    }
}

/// The class of an object, counted.
#[inline(always)]
pub(crate) fn class_value_of_object(vm: &Vm, object: &Object) -> Ref<Class> {
    // SAFETY: as in `class_of_object`.
    match unsafe { vm.heap().owner_of(object) } {
        // SAFETY: as in `class_of_object`: it is a class.
        Some(class) => unsafe { class.to_value().downcast_unchecked::<Class>() },
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
