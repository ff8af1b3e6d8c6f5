//! The `set` and `frozenset` types: payloads, element operations, iterator.
//!
//! Set algebra is in `algebra.rs`, methods and type tables in `methods.rs`. The table is
//! `hognose_heap::ProbeTable`, whose order is CPython's.
//!
//! # Invariants
//! S1: no borrow of a table is open while a protocol function of the VM runs; a search that called one goes on only
//! if the slot it stopped at still holds the same key, and starts again otherwise.
//! S2: between the search for an element and its insertion no user code runs.

mod algebra;
mod methods;

pub use algebra::{difference_update, symmetric_difference_update, update};
pub use methods::{FROZENSET_TYPE, SET_TYPE};

use hognose_heap::{ProbeFound, ProbeTable};

use crate::prelude::*;
use crate::types::dict::keys;

/// A set's payload.
#[derive(Trace)]
#[repr(C)]
pub struct Set {
    pub table: ProbeTable,
}

impl Payload for Set {
    const NAME: &'static str = "set";
    const SHAPE: ShapeId = shapes::SET;
    const TRACED: bool = true;
    type Tail = ();
}

impl Default for Set {
    fn default() -> Set {
        Set::new()
    }
}

impl Set {
    pub const fn new() -> Set {
        Set { table: ProbeTable::new() }
    }

    /// Adds an element. TypeError if it is not hashable.
    #[inline]
    pub fn add(&self, vm: &Vm, key: &Value) -> PyResult<()> {
        add(vm, &self.table, key)
    }

    /// Adds all elements of any iterable, in CPython's order of steps.
    pub fn update(&self, vm: &Vm, other: &Value) -> PyResult<()> {
        update(vm, &self.table, other)
    }
}

/// A frozenset's payload. Its table never changes once programs see it.
#[derive(Trace)]
#[repr(C)]
pub struct FrozenSet {
    pub table: ProbeTable,
    /// -1: not computed yet.
    hash: Cell<i64>,
}

impl Payload for FrozenSet {
    const NAME: &'static str = "frozenset";
    const SHAPE: ShapeId = shapes::FROZENSET;
    const TRACED: bool = true;
    type Tail = ();
}

impl Default for FrozenSet {
    fn default() -> FrozenSet {
        FrozenSet::new()
    }
}

impl FrozenSet {
    pub const fn new() -> FrozenSet {
        FrozenSet { table: ProbeTable::new(), hash: Cell::new(-1) }
    }
}

/// The table of a set, a frozenset or an instance of a subclass.
#[inline]
pub fn table_of(v: &Value) -> Option<&ProbeTable> {
    if let Some(set) = v.get_exact::<Set>() {
        return Some(&set.table);
    }
    if let Some(set) = v.get_exact::<FrozenSet>() {
        return Some(&set.table);
    }
    match v.get::<Set>() {
        Some(set) => Some(&set.table),
        None => v.get::<FrozenSet>().map(|set| &set.table),
    }
}

// ---- elements ----

/// The slot of `key`. May run user code (`__eq__`).
#[inline]
pub fn find(vm: &Vm, table: &ProbeTable, hash: i64, key: &Value) -> PyResult<Option<usize>> {
    match table.find(hash, key, |stored| keys::quick_match(key, stored)) {
        ProbeFound::Slot(i) => Ok(Some(i)),
        ProbeFound::Missing => Ok(None),
        unsure => find_slow(vm, table, hash, key, unsure),
    }
}

#[cold]
#[inline(never)]
fn find_slow(
    vm: &Vm,
    table: &ProbeTable,
    hash: i64,
    key: &Value,
    mut found: ProbeFound,
) -> PyResult<Option<usize>> {
    loop {
        match found {
            ProbeFound::Slot(i) => return Ok(Some(i)),
            ProbeFound::Missing => return Ok(None),
            ProbeFound::Unsure(cursor, stored) => {
                let same = vm.eq(&stored, key)?;
                found = if !table.is_at(cursor, &stored) {
                    table.find(hash, key, |stored| keys::quick_match(key, stored))
                } else if same {
                    return Ok(Some(cursor.slot));
                } else {
                    table.find_after(hash, key, cursor, |stored| keys::quick_match(key, stored))
                };
            }
        }
    }
}

/// Adds an element whose hash is known.
#[inline]
pub fn add_hashed(vm: &Vm, table: &ProbeTable, hash: i64, key: &Value) -> PyResult<()> {
    match table.add_quick(vm.heap(), hash, key, |stored| keys::quick_match(key, stored)) {
        Some(Ok(())) => Ok(()),
        _ => add_slow(vm, table, hash, key),
    }
}

#[inline(never)]
fn add_slow(vm: &Vm, table: &ProbeTable, hash: i64, key: &Value) -> PyResult<()> {
    match find(vm, table, hash, key)? {
        Some(_) => Ok(()),
        None => vm.retry(|heap| table.add_new(heap, hash, key)),
    }
}

/// Adds an element. TypeError if it is not hashable.
#[inline]
pub fn add(vm: &Vm, table: &ProbeTable, key: &Value) -> PyResult<()> {
    let hash = keys::set_element_hash(vm, key)?;
    add_hashed(vm, table, hash, key)
}

/// Hash of something to be looked for: a set stands for the frozenset of its elements.
fn probe_hash(vm: &Vm, key: &Value) -> PyResult<i64> {
    match keys::set_element_hash(vm, key) {
        Ok(hash) => Ok(hash),
        Err(raised) => {
            let Some(set) = key.get::<Set>() else { return Err(raised) };
            let exc = vm.take_raised(raised);
            if !vm.value_is_instance(&exc, &vm.exc.type_error) {
                return Err(vm.reraise(exc));
            }
            Ok(frozen_hash(&set.table))
        }
    }
}

/// The slot of `key`, which may be a set.
fn probe(vm: &Vm, table: &ProbeTable, key: &Value) -> PyResult<Option<usize>> {
    let hash = probe_hash(vm, key)?;
    find(vm, table, hash, key)
}

/// Is `key` an element?
#[inline]
pub fn contains(vm: &Vm, table: &ProbeTable, key: &Value) -> PyResult<bool> {
    Ok(probe(vm, table, key)?.is_some())
}

/// Takes `key` out if it is there.
pub fn discard(vm: &Vm, table: &ProbeTable, key: &Value) -> PyResult<bool> {
    Ok(probe(vm, table, key)?.and_then(|i| table.remove_at(i)).is_some())
}

fn discard_hashed(vm: &Vm, table: &ProbeTable, hash: i64, key: &Value) -> PyResult<bool> {
    Ok(find(vm, table, hash, key)?.and_then(|i| table.remove_at(i)).is_some())
}

/// CPython's hash of a frozenset: the same for the same elements in any order.
pub fn frozen_hash(table: &ProbeTable) -> i64 {
    let mut hash = 0u64;
    let mut pos = 0;
    while let Some((next, _, h)) = table.next(pos) {
        let h = h as u64;
        hash ^= ((h ^ 89_869_747) ^ (h << 16)).wrapping_mul(3_644_798_167);
        pos = next;
    }
    hash ^= (table.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash as i64 == -1 { 590_923_713 } else { hash as i64 }
}

impl Vm {
    /// `set()`.
    pub fn new_set(&self) -> PyResult<Ref<Set>> {
        self.alloc(Set::new)
    }

    /// A frozenset of the elements, added one after the other.
    pub fn frozenset(&self, items: &[Value]) -> PyResult<Value> {
        let set = self.alloc(FrozenSet::new)?;
        for item in items {
            add(self, &set.table, item)?;
        }
        Ok(set.into_value())
    }
}

// ---- iterator ----

/// Walks a set; lets go of it when it is exhausted.
#[derive(Trace)]
pub struct SetIter {
    set: ValueCell,
    pos: Cell<usize>,
    /// Length that the set must still have; larger than any once it had not.
    expected: Cell<u32>,
    left: Cell<u32>,
}

impl Payload for SetIter {
    const NAME: &'static str = "set_iterator";
    const SHAPE: ShapeId = shapes::SET_ITERATOR;
    const TRACED: bool = true;
    type Tail = ();
}

pub static ITERATOR_TYPE: TypeDef = TypeDef {
    iternext: Some(next),
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__length_hint__", "($self, /)", length_hint)
            .doc("Private method returning an estimate of len(list(it))."),
        method("__reduce__", "($self, /)", reduce).doc("Return state information for pickling."),
    ],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<SetIter>("set_iterator")
};

/// `iter(set)`.
pub fn iterate(vm: &Vm, set: &Value) -> PyResult {
    let len = table_of(set).map_or(0, ProbeTable::len) as u32;
    let made = vm.alloc(|| SetIter {
        set: ValueCell::new(set.clone()),
        pos: Cell::new(0),
        expected: Cell::new(len),
        left: Cell::new(len),
    })?;
    Ok(made.into_value())
}

fn next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<SetIter>(vm, v)?;
    let set = it.set.get();
    let Some(table) = table_of(&set) else { return Ok(None) };
    if table.len() as u32 != it.expected.get() {
        it.expected.set(u32::MAX);
        return Err(vm.runtime_error("Set changed size during iteration"));
    }
    match table.next(it.pos.get()) {
        Some((next, key, _)) => {
            it.pos.set(next);
            it.left.set(it.left.get().saturating_sub(1));
            Ok(Some(key))
        }
        None => {
            it.set.set(Value::NONE);
            Ok(None)
        }
    }
}

fn length_hint(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<SetIter>(vm, a)?;
    let left = match table_of(&it.set.get()) {
        Some(table) if table.len() as u32 == it.expected.get() => it.left.get(),
        _ => 0,
    };
    vm.int_from_usize(left as usize)
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<SetIter>(vm, a)?;
    let copy = vm.alloc(|| SetIter {
        set: ValueCell::new(it.set.get()),
        pos: it.pos.clone(),
        expected: it.expected.clone(),
        left: it.left.clone(),
    })?;
    let left = vm.collect(copy.as_value())?;
    let left = vm.list_from(left)?;
    let iter = vm.builtin("iter")?;
    let args = vm.tuple_of([left])?;
    vm.tuple_of([iter, args])
}
