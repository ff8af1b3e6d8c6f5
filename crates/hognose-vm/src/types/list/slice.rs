//! Subscripts of lists: reading, assigning and deleting items and slices.

use super::List;
use crate::prelude::*;
use crate::types::slice::{Slice, adjust, subscript_index, unpack};

/// The position that an index names in a sequence of `len` items, or None when it lies outside.
fn position(i: i64, len: usize) -> Option<usize> {
    let i = if i < 0 { i + len as i64 } else { i };
    usize::try_from(i).ok().filter(|i| *i < len)
}

fn bad_index(vm: &Vm, key: &Value) -> Raised {
    vm.type_error(format_args!("list indices must be integers or slices, not {}", vm.tn(key)))
}

fn is_index(vm: &Vm, key: &Value) -> bool {
    crate::types::slice::has_index(vm, key)
}

pub fn getitem(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    let key = &a[1];
    if let Some(i) = key.as_int() {
        let at = if i < 0 { i + list.len() as i64 } else { i };
        return match usize::try_from(at).ok().and_then(|at| list.get(at)) {
            Some(item) => Ok(item),
            None => Err(vm.index_error(format_args!("list index out of range"))),
        };
    }
    if let Some(slice) = key.get::<Slice>() {
        let raw = unpack(vm, slice)?;
        let (start, _, step, count) = adjust(raw, list.len());
        let (start, step) = (start as usize, step as isize);
        let items = vm.retry(|heap| match step {
            1 => list.items.snapshot_range(heap, start..start + count),
            _ => list.items.snapshot_strided(heap, start, step, count),
        })?;
        return vm.list_from(items);
    }
    if !is_index(vm, key) {
        return Err(bad_index(vm, key));
    }
    // __index__ may change the list: the length is read after it ran.
    let i = subscript_index(vm, key)?;
    let at = if i < 0 { i + list.len() as i64 } else { i };
    match usize::try_from(at).ok().and_then(|at| list.get(at)) {
        Some(item) => Ok(item),
        None => Err(vm.index_error(format_args!("list index out of range"))),
    }
}

pub fn setitem(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    let key = &a[1];
    if let Some(slice) = key.get::<Slice>() {
        assign_slice(vm, list, slice, &a[2])?;
        return Ok(Value::NONE);
    }
    if !is_index(vm, key) {
        return Err(bad_index(vm, key));
    }
    let i = subscript_index(vm, key)?;
    let at = if i < 0 { i + list.len() as i64 } else { i };
    match usize::try_from(at).ok().and_then(|at| list.items.set(at, a[2].clone())) {
        Some(_old) => Ok(Value::NONE),
        None => Err(vm.index_error(format_args!("list assignment index out of range"))),
    }
}

/// The items to assign; the TypeError of what is no iterable names the assignment.
fn collect_assigned(vm: &Vm, value: &Value, extended: bool) -> PyResult<HeapVec<Value>> {
    let iterable = vm.native_slots(value).iter.is_some()
        || vm.lookup_special(value, &vm.names.__iter__).is_some_and(|f| !f.is_none())
        || vm.lookup_special(value, &vm.names.__getitem__).is_some();
    if iterable {
        return vm.collect(value);
    }
    Err(vm.type_error(if extended {
        "must assign iterable to extended slice"
    } else {
        "can only assign an iterable"
    }))
}

fn assign_slice(vm: &Vm, list: &Ref<List>, slice: &Ref<Slice>, value: &Value) -> PyResult<()> {
    let raw = unpack(vm, slice)?;
    let extended = raw.2 != 1;
    let mut values =
        if list.as_value().same(value) { list.snapshot(vm)? } else { collect_assigned(vm, value, extended)? };
    // Collecting may have changed the list, so the bounds are adjusted only now.
    let (start, stop, step, count) = adjust(raw, list.len());
    if !extended {
        let stop = stop.max(start);
        let range = start as usize..stop as usize;
        if range.len() == values.len() && list.items.swap_range(range.start, &mut values) {
            return Ok(());
        }
        let removed = vm.retry(|heap| list.items.try_splice(heap, range.clone(), &values))?;
        drop(removed);
        return Ok(());
    }
    if values.len() != count {
        return Err(vm.value_error(format_args!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            values.len(),
            count
        )));
    }
    let mut at = start;
    for item in values.iter() {
        drop(list.items.set(at as usize, item.clone()));
        at = at.wrapping_add(step);
    }
    Ok(())
}

pub fn delitem(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    let key = &a[1];
    if let Some(slice) = key.get::<Slice>() {
        delete_slice(vm, list, slice)?;
        return Ok(Value::NONE);
    }
    if !is_index(vm, key) {
        return Err(bad_index(vm, key));
    }
    let i = subscript_index(vm, key)?;
    match position(i, list.len()) {
        Some(at) => {
            drop(list.items.remove(at));
            Ok(Value::NONE)
        }
        None => Err(vm.index_error(format_args!("list assignment index out of range"))),
    }
}

fn delete_slice(vm: &Vm, list: &Ref<List>, slice: &Ref<Slice>) -> PyResult<()> {
    let raw = unpack(vm, slice)?;
    let (start, stop, step, count) = adjust(raw, list.len());
    if count == 0 {
        return Ok(());
    }
    if step == 1 && stop as usize == list.len() {
        // Needs no memory: a full heap is emptied this way.
        list.items.truncate(start as usize);
        return Ok(());
    }
    if step == 1 {
        let removed = vm.retry(|heap| list.items.try_splice(heap, start as usize..stop as usize, &[]))?;
        drop(removed);
        return Ok(());
    }
    // Walk forward, closing the gaps; what is deleted moves behind the kept items.
    let (first, step) = if step < 0 { (start + (count as i64 - 1) * step, -step) } else { (start, step) };
    let (first, step) = (first as usize, step as usize);
    let len = list.len();
    let (mut write, mut next_gap, mut gaps) = (first, first, 0);
    for read in first..len {
        if gaps < count && read == next_gap {
            gaps += 1;
            next_gap = next_gap.saturating_add(step);
        } else {
            list.items.swap(write, read);
            write += 1;
        }
    }
    list.items.truncate(write);
    Ok(())
}
