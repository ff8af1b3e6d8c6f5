//! The iterator over a string's characters.

use std::cell::Cell;

use hognose_derive::Trace;
use hognose_heap::{Payload, RefSlot, ShapeId, Value};

use super::{Str, this};
use crate::prelude::self_of;
use crate::raise::PyResult;
use crate::typedef::{Def, TypeDef, TypeFlags, method};
use crate::vm::Vm;

/// `str_iterator`: the string is let go at the end.
#[derive(Trace)]
pub struct StrIterator {
    s: RefSlot<Str>,
    next: Cell<u32>,
}

impl Payload for StrIterator {
    const NAME: &'static str = "str_iterator";
    const SHAPE: ShapeId = crate::shapes::STR_ITERATOR;
    type Tail = ();
}

impl StrIterator {
    /// The next character, and how many are left after it.
    #[inline]
    pub fn advance(&self, vm: &Vm) -> PyResult<Option<Value>> {
        let Some(s) = self.s.get() else { return Ok(None) };
        let i = self.next.get() as usize;
        if i >= s.len() {
            self.s.set(None);
            return Ok(None);
        }
        self.next.set(i as u32 + 1);
        Ok(Some(vm.char_str(s.char_at(i))?.into_value()))
    }

    fn left(&self) -> usize {
        self.s.get().map_or(0, |s| s.len().saturating_sub(self.next.get() as usize))
    }
}

/// `iter(s)`.
pub(super) fn iter(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let iterator = vm.alloc(|| {
        let slot = RefSlot::default();
        slot.set(Some(s.clone()));
        StrIterator { s: slot, next: Cell::new(0) }
    })?;
    Ok(iterator.into_value())
}

fn next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    match v.get::<StrIterator>() {
        Some(it) => it.advance(vm),
        None => Ok(None),
    }
}

fn iter_self(_: &Vm, args: &[Value]) -> PyResult {
    Ok(args[0].clone())
}

fn length_hint(vm: &Vm, args: &[Value]) -> PyResult {
    vm.int(self_of::<StrIterator>(vm, args)?.left() as i64)
}

fn reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let it = self_of::<StrIterator>(vm, args)?;
    let function = vm.builtin("iter")?;
    match it.s.get() {
        Some(s) => {
            let of = vm.tuple_of([s.into_value()])?;
            vm.tuple_of([function, of, vm.int(it.next.get() as i64)?])
        }
        None => {
            let of = vm.tuple_of([vm.empty_str()?.into_value()])?;
            vm.tuple_of([function, of])
        }
    }
}

fn setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let it = self_of::<StrIterator>(vm, args)?;
    let at = vm.index_i64(&args[1])?.max(0);
    let len = it.s.get().map_or(0, |s| s.len()) as i64;
    it.next.set(at.min(len) as u32);
    Ok(Value::NONE)
}

const METHODS: &[Def] = &[
    method("__iter__", "($self, /)", iter_self),
    method("__length_hint__", "($self, /)", length_hint),
    method("__reduce__", "($self, /)", reduce),
    method("__setstate__", "($self, state, /)", setstate),
];

pub static ITERATOR_TYPE: TypeDef = TypeDef {
    methods: METHODS,
    iternext: Some(next),
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<StrIterator>("str_iterator")
};
