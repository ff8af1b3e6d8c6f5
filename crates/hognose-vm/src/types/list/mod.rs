//! The `list` type: payload, construction and the methods that grow, shrink and search.
//!
//! Subscripts and slices are in `slice.rs`, operators and comparison in `ops.rs`, sorting in `sort.rs`,
//! iterators in `iter.rs`.
//!
//! # Invariants
//! - L1: user code may change any list whenever a protocol function of the VM is called, so lengths and
//!   elements are read again after every such call.

pub(crate) mod iter;
mod ops;
mod slice;
mod sort;

pub use iter::{ITER_TYPE, ListIter, ListReverseIter, REVERSE_ITER_TYPE};
pub use ops::{add, repeat_count};
pub use sort::{SortOptions, sort_list};

use crate::prelude::*;

/// A list's payload.
#[derive(Trace)]
pub struct List {
    pub items: CellVec<Value>,
}

impl Payload for List {
    const NAME: &'static str = "list";
    const SHAPE: ShapeId = shapes::LIST;
    type Tail = ();
}

impl List {
    /// An empty list's payload.
    pub fn new() -> List {
        List { items: CellVec::new() }
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.items.len() == 0
    }

    #[inline]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.get(index)
    }

    #[inline]
    pub fn push(&self, vm: &Vm, value: Value) -> PyResult<()> {
        match self.items.push_within_capacity(value) {
            Ok(()) => Ok(()),
            Err(value) => self.push_slow(vm, &value),
        }
    }

    #[cold]
    #[inline(never)]
    fn push_slow(&self, vm: &Vm, value: &Value) -> PyResult<()> {
        vm.retry(|heap| self.items.try_push(heap, value.clone()))
    }

    /// The elements as they are now.
    pub fn snapshot(&self, vm: &Vm) -> PyResult<HeapVec<Value>> {
        vm.retry(|heap| self.items.snapshot(heap))
    }
}

pub static TYPE: TypeDef = TypeDef {
    doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
    new: Some(list_new),
    methods: METHODS,
    flags: TypeFlags::BASETYPE
        .union(TypeFlags::NO_KEYWORDS)
        .union(TypeFlags::CONCATENATES)
        .union(TypeFlags::SEQUENCE)
        .union(TypeFlags::UNHASHABLE)
        .union(TypeFlags::MATCH_SELF),
    ..TypeDef::new::<List>("list")
};

const METHODS: &[Def] = &[
    method("__init__", "($self, iterable=(), /)", init),
    method("__repr__", "($self, /)", ops::repr),
    method("__len__", "($self, /)", len),
    method("__iter__", "($self, /)", iter::iter),
    method("__reversed__", "($self, /)", iter::reversed),
    method("__contains__", "($self, key, /)", contains),
    method("__getitem__", "($self, index, /)", slice::getitem),
    method("__setitem__", "($self, key, value, /)", slice::setitem),
    method("__delitem__", "($self, key, /)", slice::delitem),
    method("__add__", "($self, value, /)", ops::add),
    method("__iadd__", "($self, value, /)", ops::iadd),
    method("__mul__", "($self, value, /)", ops::mul),
    method("__rmul__", "($self, value, /)", ops::mul),
    method("__imul__", "($self, value, /)", ops::imul),
    method("__eq__", "($self, value, /)", ops::eq),
    method("__ne__", "($self, value, /)", ops::ne),
    method("__lt__", "($self, value, /)", ops::lt),
    method("__le__", "($self, value, /)", ops::le),
    method("__gt__", "($self, value, /)", ops::gt),
    method("__ge__", "($self, value, /)", ops::ge),
    method("__sizeof__", "($self, /)", sizeof),
    method("append", "($self, object, /)", append),
    method("extend", "($self, iterable, /)", extend_method),
    method("insert", "($self, index, object, /)", insert),
    method("pop", "($self, index=-1, /)", pop),
    method("remove", "($self, value, /)", remove),
    method("clear", "($self, /)", clear),
    method("copy", "($self, /)", copy),
    method("count", "($self, value, /)", count),
    method("index", "($self, value, start=0, stop=9223372036854775807, /)", index),
    method("reverse", "($self, /)", reverse),
    method("sort", "($self, /, *, key=None, reverse=False)", sort::sort_method),
    class_method("__class_getitem__", "($cls, object, /)", class_getitem),
];

fn list_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    if cls.ptr_eq(&vm.types.list) {
        args.no_keywords(vm, "list")?;
    }
    vm.alloc_payload(cls, List::new)
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    if !list.is_empty() {
        drop(list.items.take());
    }
    if let Some(iterable) = given(&a[1]) {
        extend(vm, list, iterable)?;
    }
    Ok(Value::NONE)
}

fn len(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int_from_usize(self_of::<List>(vm, a)?.len())
}

fn sizeof(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    vm.int_from_usize(list.as_object().block_size() + list.items.allocated_bytes())
}

fn append(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<List>(vm, a)?.push(vm, a[1].clone())?;
    Ok(Value::NONE)
}

fn extend_method(vm: &Vm, a: &[Value]) -> PyResult {
    extend(vm, self_of::<List>(vm, a)?, &a[1])?;
    Ok(Value::NONE)
}

/// Appends every element of `iterable`.
pub fn extend(vm: &Vm, list: &Ref<List>, iterable: &Value) -> PyResult<()> {
    if let Some(tuple) = exact::<Tuple>(iterable) {
        return vm.retry(|heap| list.items.try_extend(heap, tuple.items()));
    }
    if let Some(other) = exact::<List>(iterable) {
        if other.ptr_eq(list) {
            let items = other.snapshot(vm)?;
            return vm.retry(|heap| list.items.try_extend(heap, &items));
        }
        return vm.retry(|heap| list.items.try_extend_from(heap, &other.items));
    }
    if is_quiet(iterable) {
        let items = vm.collect(iterable)?;
        if list.items.capacity() == 0 {
            drop(list.items.replace(items));
            return Ok(());
        }
        return vm.retry(|heap| list.items.try_extend(heap, &items));
    }
    let iterator = vm.iter(iterable)?;
    // The hint's errors are part of the protocol; its value is only advice and growth is geometric anyway.
    vm.length_hint(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        list.push(vm, item)?;
    }
    Ok(())
}

/// Iterating over such an object runs no code that could look at the list.
fn is_quiet(iterable: &Value) -> bool {
    use crate::shapes::*;
    const QUIET: [ShapeId; 8] = [RANGE, DICT, DICT_KEYS, DICT_VALUES, DICT_ITEMS, SET, FROZENSET, STR];
    iterable.shape().is_some_and(|shape| QUIET.contains(&shape))
}

fn insert(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    let index = vm.index_i64(&a[1])?;
    let at = clamp_index(index, list.len());
    vm.retry(|heap| list.items.try_insert(heap, at, a[2].clone()))?;
    Ok(Value::NONE)
}

/// A possibly negative position, moved into `0..=len`.
fn clamp_index(index: i64, len: usize) -> usize {
    if index < 0 { (index + len as i64).max(0) as usize } else { (index as u64).min(len as u64) as usize }
}

fn pop(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    let index = match given(&a[1]) {
        None => -1,
        Some(index) => vm.index_i64(index)?,
    };
    let len = list.len();
    if len == 0 {
        return Err(vm.index_error(format_args!("pop from empty list")));
    }
    if index == -1 || index == len as i64 - 1 {
        if let Some(value) = list.items.pop() {
            return Ok(value);
        }
    }
    let at = if index < 0 { index + len as i64 } else { index };
    if at < 0 || at >= len as i64 {
        return Err(vm.index_error(format_args!("pop index out of range")));
    }
    match list.items.remove(at as usize) {
        Some(value) => Ok(value),
        None => Err(vm.index_error(format_args!("pop index out of range"))),
    }
}

/// Position of the first element at or after `start` (and before `stop`) that equals `value`.
fn find(vm: &Vm, list: &Ref<List>, value: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut i = start;
    while i < stop {
        let Some(item) = list.get(i) else { break };
        if vm.eq(&item, value)? {
            return Ok(Some(i));
        }
        i += 1;
        if i.is_multiple_of(POLL_STEPS) {
            vm.poll()?;
        }
    }
    Ok(None)
}

fn contains(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    Ok(Value::from_bool(find(vm, list, &a[1], 0, usize::MAX)?.is_some()))
}

fn remove(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    match find(vm, list, &a[1], 0, usize::MAX)? {
        Some(at) => {
            drop(list.items.remove(at));
            Ok(Value::NONE)
        }
        None => Err(vm.value_error(format_args!("list.remove(x): x not in list"))),
    }
}

fn index(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    let (start, stop) = search_range(vm, &a[2], &a[3], list.len())?;
    match find(vm, list, &a[1], start, stop)? {
        Some(at) => vm.int_from_usize(at),
        None => Err(vm.value_error(format_args!("list.index(x): x not in list"))),
    }
}

/// The `start` and `stop` arguments of `index`, counted from the front.
pub fn search_range(vm: &Vm, start: &Value, stop: &Value, len: usize) -> PyResult<(usize, usize)> {
    let bound = |v: &Value, default: usize| -> PyResult<usize> {
        let Some(v) = given(v) else { return Ok(default) };
        if !crate::types::slice::has_index(vm, v) {
            return Err(
                vm.type_error(format_args!("slice indices must be integers or have an __index__ method"))
            );
        }
        let i = vm.index_clamped(v)?;
        Ok(if i < 0 { i.saturating_add(len as i64).max(0) as usize } else { i as usize })
    };
    Ok((bound(start, 0)?, bound(stop, usize::MAX)?))
}

fn count(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    let (mut i, mut found) = (0, 0);
    while let Some(item) = list.get(i) {
        if vm.eq(&item, &a[1])? {
            found += 1;
        }
        i += 1;
        if i.is_multiple_of(POLL_STEPS) {
            vm.poll()?;
        }
    }
    vm.int_from_usize(found)
}

fn clear(vm: &Vm, a: &[Value]) -> PyResult {
    drop(self_of::<List>(vm, a)?.items.take());
    Ok(Value::NONE)
}

fn copy(vm: &Vm, a: &[Value]) -> PyResult {
    let items = self_of::<List>(vm, a)?.snapshot(vm)?;
    vm.list_from(items)
}

fn reverse(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<List>(vm, a)?.items.reverse();
    Ok(Value::NONE)
}

fn class_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.generic_alias(&a[0], &a[1])
}
