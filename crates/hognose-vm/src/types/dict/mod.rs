//! The `dict` type: payload and the operations that the rest of the VM uses on dicts.
//!
//! Methods are in `methods.rs`, merging in `update.rs`, views in `views.rs`, iterators in `iter.rs`, hashing of keys
//! in `keys.rs`. The table itself is `hognose_heap::OrderedTable`.
//!
//! # Invariants
//! D1: no borrow of the table is open while a protocol function of the VM runs; a search that called one starts
//! again if the key set changed meanwhile.
//! D2: between the search for a key and the insertion of its pair no user code runs.

mod iter;
pub mod keys;
mod methods;
mod update;
mod views;

pub use iter::{
    DictIter, ITEM_ITERATOR_TYPE, KEY_ITERATOR_TYPE, REVERSE_ITEM_ITERATOR_TYPE, REVERSE_KEY_ITERATOR_TYPE,
    REVERSE_VALUE_ITERATOR_TYPE, VALUE_ITERATOR_TYPE, new_iterator,
};
pub use methods::{TYPE, equal, iterate, subscript};
pub(crate) use update::iterates_like_dict;
pub use update::{merge_dict, merge_mapping, update_from};
pub use views::{DictView, ITEMS_TYPE, KEYS_TYPE, VALUES_TYPE, new_view};

use hognose_heap::{Cursor, Found, KeyMatch, OrderedTable};

use crate::prelude::*;

/// A dict's payload. `OrderedDict` and `defaultdict` share it.
#[derive(Trace)]
#[repr(transparent)]
pub struct Dict {
    table: OrderedTable,
}

impl Payload for Dict {
    const NAME: &'static str = "dict";
    const SHAPE: ShapeId = shapes::DICT;
    const ALSO: &'static [ShapeId] = &[shapes::DEFAULTDICT, shapes::ORDERED_DICT];
    const TRACED: bool = true;
    type Tail = ();
}

impl Vm {
    /// `{}`.
    pub fn new_dict(&self) -> PyResult<Ref<Dict>> {
        let dict = self.alloc(Dict::new)?;
        OrderedTable::track_lazily(self.heap(), &dict, &dict.table);
        Ok(dict)
    }
}

impl Default for Dict {
    fn default() -> Dict {
        Dict::new()
    }
}

impl Dict {
    pub const fn new() -> Dict {
        Dict { table: OrderedTable::new() }
    }

    /// The table, for code that walks or moves entries.
    #[inline(always)]
    pub fn table(&self) -> &OrderedTable {
        &self.table
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    // ---- searching ----

    /// The entry of `key`, whose stored hash would be `hash`. May run user code (`__eq__`).
    #[inline]
    pub fn find(&self, vm: &Vm, hash: u32, key: &Value) -> PyResult<Option<u32>> {
        match self.table.find(hash, key, |stored| keys::quick_match(key, stored)) {
            Found::Entry(i) => Ok(Some(i)),
            Found::Missing => Ok(None),
            Found::Unsure(cursor) => self.find_slow(vm, hash, key, cursor),
        }
    }

    #[cold]
    #[inline(never)]
    fn find_slow(&self, vm: &Vm, hash: u32, key: &Value, mut cursor: Cursor) -> PyResult<Option<u32>> {
        loop {
            let version = self.table.version();
            let Some(stored) = self.table.key_at(cursor.entry) else { return Ok(None) };
            let same = vm.eq(&stored, key)?;
            let found = if self.table.version() != version {
                self.table.find(hash, key, |stored| keys::quick_match(key, stored))
            } else if same {
                return Ok(Some(cursor.entry));
            } else {
                self.table.find_after(hash, key, cursor, |stored| keys::quick_match(key, stored))
            };
            match found {
                Found::Entry(i) => return Ok(Some(i)),
                Found::Missing => return Ok(None),
                Found::Unsure(next) => cursor = next,
            }
        }
    }

    /// The value of `key`. TypeError if it is not hashable.
    #[inline]
    pub fn get(&self, vm: &Vm, key: &Value) -> PyResult<Option<Value>> {
        let hash = keys::dict_key_hash(vm, key)?;
        Ok(self.find(vm, hash, key)?.and_then(|i| self.table.value_at(i)))
    }

    pub fn contains(&self, vm: &Vm, key: &Value) -> PyResult<bool> {
        let hash = keys::dict_key_hash(vm, key)?;
        Ok(self.find(vm, hash, key)?.is_some())
    }

    /// The entry of an exact string. Keys that only user code could compare are passed over.
    #[inline]
    pub fn index_of_str(&self, key: &Ref<Str>) -> Option<u32> {
        let found = self.table.find(key.hash32(), key.as_value(), |stored| match stored.get_exact::<Str>() {
            Some(s) if s.eq_str(key) => KeyMatch::Same,
            _ => KeyMatch::Different,
        });
        match found {
            Found::Entry(i) => Some(i),
            _ => None,
        }
    }

    /// The value of an exact string. Runs no user code.
    #[inline]
    pub fn get_str(&self, key: &Ref<Str>) -> Option<Value> {
        self.table.value_at(self.index_of_str(key)?)
    }

    /// The value of entry `index`.
    #[inline(always)]
    pub fn value_at(&self, index: u32) -> Option<Value> {
        self.table.value_at(index)
    }

    /// Replaces the value of entry `index` and returns the old one.
    #[inline(always)]
    pub fn set_value_at(&self, index: u32, value: Value) -> Value {
        self.table.set_value_at(index, value)
    }

    /// The first pair at or behind position `pos`, and the position behind it. Positions survive changes of values.
    #[inline]
    pub fn entry_at(&self, pos: usize) -> Option<(usize, Value, Value)> {
        let (next, key, value) = self.table.entry_at(u32::try_from(pos).ok()?)?;
        Some((next as usize, key, value))
    }

    /// Number of the present key set: unique over all dicts, or 0 when the numbers have run out; replacing a value keeps it.
    #[inline(always)]
    pub fn keys_version(&self) -> u32 {
        self.table.version()
    }

    /// As `keys_version`, but 0 while nobody has asked for it since the key set changed.
    #[inline(always)]
    pub(crate) fn known_keys_version(&self) -> u32 {
        self.table.known_version()
    }

    /// Where the value of entry `index` stands: for inline caches, which know by the version that the entry is live.
    #[inline(always)]
    pub(crate) fn value_ptr(&self, index: u32) -> *const Value {
        self.table.value_ptr(index)
    }

    /// The value of entry `index` if its key is this very object.
    #[inline(always)]
    pub(crate) fn value_if_key(&self, index: u32, key: u64) -> Option<Value> {
        self.table.value_if_key(index, key)
    }

    /// Replaces the value of entry `index` if its key is this very object; else hands `value` back.
    #[inline]
    pub(crate) fn set_value_if_key(&self, index: u32, key: u64, value: Value) -> Result<Value, Value> {
        self.table.set_value_if_key(index, key, value)
    }

    // ---- changing ----

    /// Sets `key`; returns the old value.
    #[inline]
    pub fn insert(&self, vm: &Vm, key: Value, value: Value) -> PyResult<Option<Value>> {
        let hash = keys::dict_key_hash(vm, &key)?;
        self.insert_hashed(vm, hash, key, value)
    }

    /// As `insert`, with the hash that the table stores.
    #[inline]
    pub fn insert_hashed(&self, vm: &Vm, hash: u32, key: Value, value: Value) -> PyResult<Option<Value>> {
        match self.find(vm, hash, &key)? {
            Some(i) => Ok(Some(self.table.set_value_at(i, value))),
            None => {
                self.append(vm, hash, key, value)?;
                Ok(None)
            }
        }
    }

    /// Adds a pair whose key is known not to be there (D2).
    #[inline]
    pub fn append(&self, vm: &Vm, hash: u32, key: Value, value: Value) -> PyResult<()> {
        if !self.table.has_room() {
            vm.retry(|heap| self.table.reserve_one(heap))?;
        }
        self.table.insert_new(hash, key, value);
        Ok(())
    }

    /// Sets the value of a string key.
    #[inline]
    pub fn set_str(&self, vm: &Vm, key: &Ref<Str>, value: Value) -> PyResult<()> {
        self.insert_hashed(vm, key.hash32(), key.to_value(), value)?;
        Ok(())
    }

    /// Takes `key` out; returns its value.
    pub fn remove(&self, vm: &Vm, key: &Value) -> PyResult<Option<Value>> {
        let hash = keys::dict_key_hash(vm, key)?;
        Ok(self.find(vm, hash, key)?.and_then(|i| self.table.remove_at(i)).map(|pair| pair.1))
    }

    /// Makes room for `more` pairs.
    pub fn reserve(&self, vm: &Vm, more: usize) -> PyResult<()> {
        vm.retry(|heap| self.table.reserve(heap, more))
    }

    pub fn clear(&self) {
        self.table.clear();
    }

    /// A plain dict with the same pairs in the same order.
    pub fn copy(&self, vm: &Vm) -> PyResult<Ref<Dict>> {
        let table = vm.retry(|heap| self.table.try_clone(heap))?;
        let dict = vm.new_dict()?;
        dict.table.swap(&table);
        Ok(dict)
    }
}
