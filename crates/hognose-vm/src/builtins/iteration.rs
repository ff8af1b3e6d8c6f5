//! Built-in functions on iterables.

use super::sum::Items;
use crate::class::class_flags;
use crate::prelude::*;
use crate::types::iterators::callable_iterator;
use crate::types::list::{SortOptions, sort_list};

pub(super) fn all(vm: &Vm, a: &[Value]) -> PyResult {
    let mut items = Items::of(vm, &a[0])?;
    while let Some(item) = items.next(vm)? {
        if !vm.truthy(&item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

pub(super) fn any(vm: &Vm, a: &[Value]) -> PyResult {
    let mut items = Items::of(vm, &a[0])?;
    while let Some(item) = items.next(vm)? {
        if vm.truthy(&item)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub(super) fn iter(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(sentinel) = given(&a[1]) else { return vm.iter(&a[0]) };
    if !vm.is_callable(&a[0]) {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    callable_iterator(vm, &a[0], sentinel)
}

pub(super) fn next(vm: &Vm, a: &[Value]) -> PyResult {
    let iterator = &a[0];
    if let Some(default) = given(&a[1]) {
        return Ok(vm.next(iterator)?.unwrap_or_else(|| default.clone()));
    }
    // The very StopIteration that a program's __next__ raises must come through.
    if vm.class_of(iterator).flag(class_flags::HEAP) {
        return match vm.call_special(iterator, &vm.names.__next__, &[])? {
            Some(item) => Ok(item),
            None => Err(vm.type_error(format_args!("'{}' object is not an iterator", vm.tn(iterator)))),
        };
    }
    match vm.next(iterator)? {
        Some(item) => Ok(item),
        None => {
            let value = vm.last_stop_value();
            Err(vm.stop_iteration(if value.is_none() { None } else { Some(value) }))
        }
    }
}

pub(super) fn len(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int_from_usize(vm.len(&a[0])?)
}

pub(super) fn sorted(vm: &Vm, a: &[Value]) -> PyResult {
    let items = vm.collect(&a[0])?;
    let list = vm.list_from(items)?;
    let options = SortOptions::from_args(vm, &a[1], &a[2])?;
    sort_list(vm, payload_of::<List>(vm, &list)?, &options)?;
    Ok(list)
}

pub(super) fn aiter(vm: &Vm, a: &[Value]) -> PyResult {
    match vm.call_special(&a[0], &vm.names.__aiter__, &[])? {
        Some(iterator) if vm.lookup_special(&iterator, &vm.names.__anext__).is_some() => Ok(iterator),
        Some(other) => Err(
            vm.type_error(format_args!("aiter() returned not an async iterator of type '{}'", vm.tn(&other)))
        ),
        None => Err(vm.type_error(format_args!("'{}' object is not an async iterable", vm.tn(&a[0])))),
    }
}

pub(super) fn anext(vm: &Vm, a: &[Value]) -> PyResult {
    match vm.call_special(&a[0], &vm.names.__anext__, &[])? {
        Some(awaitable) if a[1].is_blank() => Ok(awaitable),
        Some(awaitable) => crate::types::async_generator::with_default(vm, &awaitable, &a[1]),
        None => Err(vm.type_error(format_args!("'{}' object is not an async iterator", vm.tn(&a[0])))),
    }
}
