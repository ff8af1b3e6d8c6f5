//! Union, intersection, difference and the tests between sets, in the order of steps that CPython takes: the order in
//! which elements enter a table is part of what programs see.
//!
//! Works on tables; which type the result has is decided in `methods.rs`.

use hognose_heap::ProbeTable;

use super::{add, add_hashed, contains, discard, discard_hashed, find, table_of};
use crate::prelude::*;
use crate::types::dict::Dict;
use crate::types::list::List;
use crate::types::tuple::Tuple;

/// Calls `f(hash, key)` for each element; `f` may change either table.
fn each(vm: &Vm, table: &ProbeTable, mut f: impl FnMut(i64, &Value) -> PyResult<bool>) -> PyResult<()> {
    let mut pos = 0;
    let mut steps = 0usize;
    while let Some((next, key, hash)) = table.next(pos) {
        pos = next;
        if !f(hash, &key)? {
            break;
        }
        steps += 1;
        if steps.is_multiple_of(POLL_STEPS) {
            vm.poll()?;
        }
    }
    Ok(())
}

/// Calls `f(hash, key)` for each key of a dict.
fn each_key(vm: &Vm, dict: &Dict, mut f: impl FnMut(i64, &Value) -> PyResult<()>) -> PyResult<()> {
    let mut pos = 0;
    while let Some((next, key, _)) = dict.entry_at(pos) {
        pos = next;
        // A dict stores half of the hash; strings and ints get theirs without a call.
        let hash = crate::types::dict::keys::set_element_hash(vm, &key)?;
        f(hash, &key)?;
    }
    Ok(())
}

/// Adds all elements of `other`.
pub fn merge(vm: &Vm, table: &ProbeTable, other: &ProbeTable) -> PyResult<()> {
    if std::ptr::eq(table, other) || other.is_empty() {
        return Ok(());
    }
    if table.fill() == 0 {
        return vm.retry(|heap| table.merge_into_empty(heap, other));
    }
    vm.retry(|heap| table.presize(heap, other.len()))?;
    if table.fill() == 0 {
        return vm.retry(|heap| table.merge_into_empty(heap, other));
    }
    each(vm, other, |hash, key| add_hashed(vm, table, hash, key).map(|()| true))
}

/// Adds all elements of any iterable.
pub fn update(vm: &Vm, table: &ProbeTable, other: &Value) -> PyResult<()> {
    if let Some(other) = table_of(other) {
        return merge(vm, table, other);
    }
    if let Some(dict) = exact::<Dict>(other) {
        vm.retry(|heap| table.presize(heap, dict.len()))?;
        return each_key(vm, dict, |hash, key| add_hashed(vm, table, hash, key));
    }
    if let Some(tuple) = exact::<Tuple>(other) {
        for chunk in tuple.items().chunks(POLL_STEPS) {
            chunk.iter().try_for_each(|key| add(vm, table, key))?;
            vm.poll()?;
        }
        return Ok(());
    }
    if let Some(list) = exact::<List>(other) {
        // Hashing and comparing may change the list.
        let mut i = 0;
        while let Some(key) = list.items.get(i) {
            add(vm, table, &key)?;
            i += 1;
            if i.is_multiple_of(POLL_STEPS) {
                vm.poll()?;
            }
        }
        return Ok(());
    }
    let iterator = vm.iter(other)?;
    while let Some(key) = vm.next(&iterator)? {
        add(vm, table, &key)?;
    }
    Ok(())
}

/// What both have, put into `out`.
pub fn intersection(vm: &Vm, out: &ProbeTable, this: &ProbeTable, other: &Value) -> PyResult<()> {
    if let Some(other) = table_of(other) {
        if std::ptr::eq(this, other) {
            return merge(vm, out, this);
        }
        let (walked, asked) = if other.len() > this.len() { (this, other) } else { (other, this) };
        return each(vm, walked, |hash, key| {
            if find(vm, asked, hash, key)?.is_some() {
                add_hashed(vm, out, hash, key)?;
            }
            Ok(true)
        });
    }
    let iterator = vm.iter(other)?;
    while let Some(key) = vm.next(&iterator)? {
        let hash = crate::types::dict::keys::set_element_hash(vm, &key)?;
        if find(vm, this, hash, &key)?.is_some() {
            add_hashed(vm, out, hash, &key)?;
        }
    }
    Ok(())
}

/// Takes all elements of `other` out of `table`.
pub fn difference_update(vm: &Vm, table: &ProbeTable, other: &Value) -> PyResult<()> {
    match table_of(other) {
        Some(other) if std::ptr::eq(table, other) => {
            table.clear();
            return Ok(());
        }
        Some(other_table) => {
            if other_table.len() >> 3 > table.len() {
                // Much larger: what both have is all that matters.
                let common = vm.alloc(super::Set::new)?;
                intersection(vm, &common.table, table, other)?;
                each(vm, &common.table, |hash, key| discard_hashed(vm, table, hash, key).map(|_| true))?;
            } else {
                each(vm, other_table, |hash, key| discard_hashed(vm, table, hash, key).map(|_| true))?;
            }
        }
        None => {
            let iterator = vm.iter(other)?;
            while let Some(key) = vm.next(&iterator)? {
                discard(vm, table, &key)?;
            }
        }
    }
    vm.retry(|heap| table.shrink_after_difference(heap))
}

/// What `this` has and `other` has not, put into `out`.
pub fn difference(vm: &Vm, out: &ProbeTable, this: &ProbeTable, other: &Value) -> PyResult<()> {
    if let Some(dict) = exact::<Dict>(other) {
        if this.len() >> 2 > dict.len() {
            merge(vm, out, this)?;
            return difference_update(vm, out, other);
        }
        return each(vm, this, |hash, key| {
            if dict.find(vm, hognose_heap::fold_hash(hash), key)?.is_none() {
                add_hashed(vm, out, hash, key)?;
            }
            Ok(true)
        });
    }
    let Some(other_table) = table_of(other) else {
        merge(vm, out, this)?;
        return difference_update(vm, out, other);
    };
    if this.len() >> 2 > other_table.len() {
        merge(vm, out, this)?;
        return difference_update(vm, out, other);
    }
    each(vm, this, |hash, key| {
        if find(vm, other_table, hash, key)?.is_none() {
            add_hashed(vm, out, hash, key)?;
        }
        Ok(true)
    })
}

/// Leaves in `table` what exactly one of the two has.
pub fn symmetric_difference_update(vm: &Vm, table: &ProbeTable, other: &Value) -> PyResult<()> {
    let toggle = |hash: i64, key: &Value| -> PyResult<bool> {
        if !discard_hashed(vm, table, hash, key)? {
            add_hashed(vm, table, hash, key)?;
        }
        Ok(true)
    };
    if let Some(dict) = exact::<Dict>(other) {
        return each_key(vm, dict, |hash, key| toggle(hash, key).map(|_| ()));
    }
    match table_of(other) {
        Some(other) if std::ptr::eq(table, other) => {
            table.clear();
            Ok(())
        }
        Some(other) => each(vm, other, toggle),
        None => {
            let collected = vm.alloc(super::Set::new)?;
            update(vm, &collected.table, other)?;
            each(vm, &collected.table, toggle)
        }
    }
}

/// Is every element of `this` in `other`?
pub fn is_subset(vm: &Vm, this: &ProbeTable, other: &ProbeTable) -> PyResult<bool> {
    if this.len() > other.len() {
        return Ok(false);
    }
    let mut all = true;
    each(vm, this, |hash, key| {
        all = find(vm, other, hash, key)?.is_some();
        Ok(all)
    })?;
    Ok(all)
}

/// Have the two no element in common?
pub fn is_disjoint(vm: &Vm, this: &ProbeTable, other: &Value) -> PyResult<bool> {
    if let Some(other) = table_of(other) {
        if std::ptr::eq(this, other) {
            return Ok(this.is_empty());
        }
        let (walked, asked) = if other.len() > this.len() { (this, other) } else { (other, this) };
        let mut disjoint = true;
        each(vm, walked, |hash, key| {
            disjoint = find(vm, asked, hash, key)?.is_none();
            Ok(disjoint)
        })?;
        return Ok(disjoint);
    }
    let iterator = vm.iter(other)?;
    while let Some(key) = vm.next(&iterator)? {
        if contains(vm, this, &key)? {
            return Ok(false);
        }
    }
    Ok(true)
}
