//! `list_iterator` and `list_reverseiterator`.

use super::List;
use crate::prelude::*;

/// Walks a list forward; lets go of it when it is exhausted.
#[derive(Trace)]
pub struct ListIter {
    pub list: RefSlot<List>,
    pub index: Cell<usize>,
}

impl Payload for ListIter {
    const NAME: &'static str = "list_iterator";
    const SHAPE: ShapeId = shapes::LIST_ITERATOR;
    type Tail = ();
}

impl ListIter {
    /// The next item; None at the end, which `next` deals with.
    #[inline(always)]
    pub(crate) fn step(&self) -> Option<Value> {
        let index = self.index.get();
        let item = self.list.get()?.items.get(index)?;
        self.index.set(index + 1);
        Some(item)
    }
}

/// Walks a list backward. `index` is one more than the next position.
#[derive(Trace)]
pub struct ListReverseIter {
    pub list: RefSlot<List>,
    pub index: Cell<usize>,
}

impl Payload for ListReverseIter {
    const NAME: &'static str = "list_reverseiterator";
    const SHAPE: ShapeId = shapes::LIST_REVERSE_ITERATOR;
    type Tail = ();
}

pub static ITER_TYPE: TypeDef = TypeDef {
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__length_hint__", "($self, /)", length_hint),
        method("__reduce__", "($self, /)", reduce),
        method("__setstate__", "($self, object, /)", setstate),
    ],
    iternext: Some(next),
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<ListIter>("list_iterator")
};

pub static REVERSE_ITER_TYPE: TypeDef = TypeDef {
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__length_hint__", "($self, /)", reverse_length_hint),
        method("__reduce__", "($self, /)", reverse_reduce),
        method("__setstate__", "($self, object, /)", reverse_setstate),
    ],
    iternext: Some(reverse_next),
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<ListReverseIter>("list_reverseiterator")
};

pub fn iter(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    Ok(vm.alloc(|| ListIter { list: RefSlot::new(Some(list.clone())), index: Cell::new(0) })?.into_value())
}

pub fn reversed(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    let make = || ListReverseIter { list: RefSlot::new(Some(list.clone())), index: Cell::new(list.len()) };
    Ok(vm.alloc(make)?.into_value())
}

fn next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<ListIter>(vm, v)?;
    let Some(list) = it.list.get() else { return Ok(None) };
    let index = it.index.get();
    match list.get(index) {
        Some(item) => {
            it.index.set(index + 1);
            Ok(Some(item))
        }
        None => {
            it.list.set(None);
            Ok(None)
        }
    }
}

fn reverse_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<ListReverseIter>(vm, v)?;
    let Some(list) = it.list.get() else { return Ok(None) };
    let item = it.index.get().checked_sub(1).and_then(|at| list.get(at));
    match item {
        Some(item) => {
            it.index.set(it.index.get() - 1);
            Ok(Some(item))
        }
        None => {
            it.list.set(None);
            Ok(None)
        }
    }
}

fn length_hint(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<ListIter>(vm, a)?;
    let rest = it.list.get().map_or(0, |list| list.len().saturating_sub(it.index.get()));
    vm.int_from_usize(rest)
}

fn reverse_length_hint(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<ListReverseIter>(vm, a)?;
    let rest = it.list.get().map_or(0, |list| if it.index.get() > list.len() { 0 } else { it.index.get() });
    vm.int_from_usize(rest)
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<ListIter>(vm, a)?;
    let iter = vm.builtin("iter")?;
    match it.list.get() {
        Some(list) => {
            let args = vm.tuple_of([list.into_value()])?;
            vm.tuple_of([iter, args, vm.int_from_usize(it.index.get())?])
        }
        None => {
            let args = vm.tuple_of([vm.empty_list()?.into_value()])?;
            vm.tuple_of([iter, args])
        }
    }
}

fn reverse_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<ListReverseIter>(vm, a)?;
    match it.list.get() {
        Some(list) => {
            let args = vm.tuple_of([list.into_value()])?;
            vm.tuple_of([vm.builtin("reversed")?, args, vm.int(it.index.get() as i64 - 1)?])
        }
        None => {
            let args = vm.tuple_of([vm.empty_list()?.into_value()])?;
            vm.tuple_of([vm.builtin("iter")?, args])
        }
    }
}

fn setstate(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<ListIter>(vm, a)?;
    let index = vm.index_i64(&a[1])?;
    if let Some(list) = it.list.get() {
        it.index.set((index.max(0) as usize).min(list.len()));
    }
    Ok(Value::NONE)
}

fn reverse_setstate(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<ListReverseIter>(vm, a)?;
    let index = vm.index_i64(&a[1])?;
    if let Some(list) = it.list.get() {
        it.index.set((index.saturating_add(1).max(0) as usize).min(list.len()));
    }
    Ok(Value::NONE)
}
