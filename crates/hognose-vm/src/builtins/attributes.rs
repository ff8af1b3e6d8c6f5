//! Built-in functions on attributes, classes and identity.

use crate::prelude::*;
use crate::types::list::{SortOptions, sort_list};

fn attribute_name<'a>(vm: &Vm, name: &'a Value) -> PyResult<&'a Ref<Str>> {
    match name.get::<Str>() {
        Some(name) => Ok(name),
        None => Err(vm.type_error(format_args!("attribute name must be string, not '{}'", vm.tn(name)))),
    }
}

pub(super) fn getattr(vm: &Vm, a: &[Value]) -> PyResult {
    let name = attribute_name(vm, &a[1])?;
    match given(&a[2]) {
        None => vm.getattr(&a[0], name),
        Some(default) => Ok(vm.getattr_opt(&a[0], name)?.unwrap_or_else(|| default.clone())),
    }
}

pub(super) fn hasattr(vm: &Vm, a: &[Value]) -> PyResult {
    let name = attribute_name(vm, &a[1])?;
    Ok(Value::from_bool(vm.getattr_opt(&a[0], name)?.is_some()))
}

pub(super) fn setattr(vm: &Vm, a: &[Value]) -> PyResult {
    vm.setattr(&a[0], attribute_name(vm, &a[1])?, &a[2])?;
    Ok(Value::NONE)
}

pub(super) fn delattr(vm: &Vm, a: &[Value]) -> PyResult {
    vm.delattr(&a[0], attribute_name(vm, &a[1])?)?;
    Ok(Value::NONE)
}

pub(super) fn vars(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(object) = given(&a[0]) else { return super::code::locals(vm, &[]) };
    match vm.getattr_opt(object, &vm.names.__dict__)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

pub(super) fn dir(vm: &Vm, a: &[Value]) -> PyResult {
    match given(&a[0]) {
        Some(object) => dir_of(vm, object),
        None => {
            let locals = super::code::locals(vm, &[])?;
            let keys = vm.call_method(&locals, "keys", &[])?;
            sorted_list(vm, &keys)
        }
    }
}

/// `dir(object)`: a sorted list.
pub fn dir_of(vm: &Vm, object: &Value) -> PyResult {
    let name = vm.intern("__dir__")?;
    match vm.call_special(object, &name, &[])? {
        Some(names) => sorted_list(vm, &names),
        None => Err(vm.type_error("object does not provide __dir__")),
    }
}

fn sorted_list(vm: &Vm, iterable: &Value) -> PyResult {
    let list = vm.list_from(vm.collect(iterable)?)?;
    sort_list(vm, payload_of::<List>(vm, &list)?, &SortOptions::default())?;
    Ok(list)
}

pub(super) fn callable(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(vm.is_callable(&a[0])))
}

pub(super) fn hash(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int(vm.hash(&a[0])?)
}

/// Identities of immediate ints begin here, above every address.
const INT_IDS: i64 = 1 << 52;
/// Identities of None, True and the like.
const SPECIAL_IDS: i64 = 1 << 51;

pub(super) fn id(vm: &Vm, a: &[Value]) -> PyResult {
    let v = &a[0];
    if let Some(object) = v.as_object() {
        return vm.int_from_usize(object.address());
    }
    if let Some(i) = v.as_int() {
        return vm.int(INT_IDS + i);
    }
    if v.is_special() {
        return vm.int(SPECIAL_IDS + (v.bits() & 0xFFFF) as i64);
    }
    vm.int_from_u64(v.bits())
}

pub(super) fn isinstance(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(vm.is_instance(&a[0], &a[1])?))
}

pub(super) fn issubclass(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(vm.is_subclass(&a[0], &a[1])?))
}
