//! The six iterators over dicts: keys, values and items, forward and backward.
//!
//! # Invariants
//! I1: an iterator holds an entry number, never a place in memory; any change of the dict is safe and noticed by length.

use super::Dict;
use crate::prelude::*;

pub const KEYS: u8 = 0;
pub const VALUES: u8 = 1;
pub const ITEMS: u8 = 2;
/// Added to the three for the backward ones.
pub const REVERSE: u8 = 3;

/// Walks a dict; lets go of it when it is exhausted.
#[derive(Trace)]
pub struct DictIter<const KIND: u8> {
    dict: RefSlot<Dict>,
    /// Forward: the next entry number. Backward: one past it.
    pos: Cell<u32>,
    /// Pairs still to come.
    left: Cell<u32>,
    /// Length that the dict must still have.
    expected: Cell<u32>,
}

const NAMES: [&str; 6] = [
    "dict_keyiterator",
    "dict_valueiterator",
    "dict_itemiterator",
    "dict_reversekeyiterator",
    "dict_reversevalueiterator",
    "dict_reverseitemiterator",
];

const SHAPES: [ShapeId; 6] = [
    shapes::DICT_KEY_ITERATOR,
    shapes::DICT_VALUE_ITERATOR,
    shapes::DICT_ITEM_ITERATOR,
    shapes::DICT_REVERSE_KEY_ITERATOR,
    shapes::DICT_REVERSE_VALUE_ITERATOR,
    shapes::DICT_REVERSE_ITEM_ITERATOR,
];

impl<const KIND: u8> Payload for DictIter<KIND> {
    const NAME: &'static str = NAMES[KIND as usize];
    const SHAPE: ShapeId = SHAPES[KIND as usize];
    const TRACED: bool = true;
    type Tail = ();
}

const fn type_def<const KIND: u8>() -> TypeDef {
    TypeDef {
        iternext: Some(next::<KIND>),
        methods: const {
            &[
                method("__iter__", "($self, /)", return_self),
                method("__length_hint__", "($self, /)", length_hint::<KIND>)
                    .doc("Private method returning an estimate of len(list(it))."),
                method("__reduce__", "($self, /)", reduce::<KIND>)
                    .doc("Return state information for pickling."),
            ]
        },
        flags: TypeFlags::NO_NEW,
        ..TypeDef::new::<DictIter<KIND>>(NAMES[KIND as usize])
    }
}

pub static KEY_ITERATOR_TYPE: TypeDef = type_def::<KEYS>();
pub static VALUE_ITERATOR_TYPE: TypeDef = type_def::<VALUES>();
pub static ITEM_ITERATOR_TYPE: TypeDef = type_def::<ITEMS>();
pub static REVERSE_KEY_ITERATOR_TYPE: TypeDef = type_def::<3>();
pub static REVERSE_VALUE_ITERATOR_TYPE: TypeDef = type_def::<4>();
pub static REVERSE_ITEM_ITERATOR_TYPE: TypeDef = type_def::<5>();

/// An iterator of the kind at the dict's first (or last) pair.
pub fn new_iterator<const KIND: u8>(vm: &Vm, dict: &Ref<Dict>) -> PyResult {
    let len = dict.len() as u32;
    let start = if KIND >= REVERSE { u32::MAX } else { 0 };
    let made = vm.alloc(|| DictIter::<KIND> {
        dict: RefSlot::new(Some(dict.clone())),
        pos: Cell::new(start),
        left: Cell::new(len),
        expected: Cell::new(len),
    })?;
    Ok(made.into_value())
}

pub(super) fn iter_keys(vm: &Vm, a: &[Value]) -> PyResult {
    new_iterator::<KEYS>(vm, self_of::<Dict>(vm, a)?)
}

pub(super) fn reversed_keys(vm: &Vm, a: &[Value]) -> PyResult {
    new_iterator::<3>(vm, self_of::<Dict>(vm, a)?)
}

#[cold]
fn size_changed<const KIND: u8>(vm: &Vm, it: &DictIter<KIND>) -> Raised {
    // Sticky: no later length makes the iterator good again.
    it.expected.set(u32::MAX);
    vm.runtime_error("dictionary changed size during iteration")
}

fn next<const KIND: u8>(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<DictIter<KIND>>(vm, v)?;
    let Some(dict) = it.dict.get() else { return Ok(None) };
    if dict.len() as u32 != it.expected.get() {
        return Err(size_changed(vm, it));
    }
    let table = dict.table();
    let found = if KIND >= REVERSE { table.prev_live(it.pos.get()) } else { table.next_live(it.pos.get()) };
    let Some(i) = found else {
        it.dict.set(None);
        return Ok(None);
    };
    let Some(left) = it.left.get().checked_sub(1) else {
        it.dict.set(None);
        return Err(vm.runtime_error("dictionary keys changed during iteration"));
    };
    it.left.set(left);
    it.pos.set(if KIND >= REVERSE { i } else { i + 1 });
    let made = match KIND % REVERSE {
        KEYS => table.key_at(i),
        VALUES => table.value_at(i),
        _ => match (table.key_at(i), table.value_at(i)) {
            (Some(key), Some(value)) => Some(vm.tuple_of([key, value])?),
            _ => None,
        },
    };
    Ok(made)
}

fn length_hint<const KIND: u8>(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<DictIter<KIND>>(vm, a)?;
    let left = match it.dict.get() {
        Some(dict) if dict.len() as u32 == it.expected.get() => it.left.get(),
        _ => 0,
    };
    vm.int_from_usize(left as usize)
}

/// `(iter, ([what is left],))`, leaving the iterator where it is.
fn reduce<const KIND: u8>(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<DictIter<KIND>>(vm, a)?;
    let copy = vm.alloc(|| DictIter::<KIND> {
        dict: RefSlot::new(it.dict.get()),
        pos: it.pos.clone(),
        left: it.left.clone(),
        expected: it.expected.clone(),
    })?;
    let left = vm.collect(copy.as_value())?;
    let left = vm.list_from(left)?;
    let iter = vm.builtin("iter")?;
    let args = vm.tuple_of([left])?;
    vm.tuple_of([iter, args])
}
