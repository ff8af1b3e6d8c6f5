//! The `tuple` type and its iterator.

mod getter;
mod tail;

pub use getter::TupleGetter;

use crate::prelude::*;
use crate::types::list::search_range;
use crate::types::slice::{Slice, adjust, has_index, subscript_index, unpack};

/// A tuple's payload; the items stand behind it.
#[derive(Trace)]
pub struct Tuple {
    len: u32,
}

impl Payload for Tuple {
    const NAME: &'static str = "tuple";
    const SHAPE: ShapeId = shapes::TUPLE;
    const TRACED: bool = true;
    const UNTRACK_ATOMIC: bool = true;
    type Tail = Value;
    fn tail_len(&self) -> usize {
        self.len as usize
    }
}

impl Tuple {
    /// The payload of a tuple with `len` items, to be handed to the heap at once (tail.rs, T1).
    pub(crate) fn of_len(len: usize) -> Tuple {
        Tuple { len: len as u32 }
    }

    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        tail::items(self)
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

pub static TYPE: TypeDef = TypeDef {
    doc: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
    new: Some(tuple_new),
    methods: METHODS,
    flags: TypeFlags::BASETYPE
        .union(TypeFlags::NO_KEYWORDS)
        .union(TypeFlags::CONCATENATES)
        .union(TypeFlags::SEQUENCE)
        .union(TypeFlags::MATCH_SELF),
    ..TypeDef::new::<Tuple>("tuple")
};

const METHODS: &[Def] = &[
    method("__repr__", "($self, /)", repr),
    method("__hash__", "($self, /)", hash),
    method("__len__", "($self, /)", len),
    method("__iter__", "($self, /)", iter),
    method("__contains__", "($self, key, /)", contains),
    method("__getitem__", "($self, key, /)", getitem),
    method("__add__", "($self, value, /)", add),
    method("__mul__", "($self, value, /)", mul),
    method("__rmul__", "($self, value, /)", mul),
    method("__eq__", "($self, value, /)", eq),
    method("__ne__", "($self, value, /)", ne),
    method("__lt__", "($self, value, /)", lt),
    method("__le__", "($self, value, /)", le),
    method("__gt__", "($self, value, /)", gt),
    method("__ge__", "($self, value, /)", ge),
    method("__getnewargs__", "($self, /)", getnewargs),
    method("index", "($self, value, start=0, stop=9223372036854775807, /)", index),
    method("count", "($self, value, /)", count),
    class_method("__class_getitem__", "($cls, object, /)", class_getitem),
];

fn class_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.generic_alias(&a[0], &a[1])
}

fn tuple_new(vm: &Vm, cls: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let exact_class = cls.ptr_eq(&vm.types.tuple);
    args.no_keywords(vm, "tuple")?;
    let items = match args.pos {
        [] => HeapVec::new(),
        [one] => {
            if exact_class && exact::<Tuple>(one).is_some() {
                return Ok(one.clone());
            }
            if let (true, Some(list)) = (exact_class, exact::<List>(one)) {
                return of_list(vm, list);
            }
            vm.collect(one)?
        }
        more => {
            return Err(vm.type_error(format_args!("tuple expected at most 1 argument, got {}", more.len())));
        }
    };
    if exact_class {
        return vm.tuple_from(items);
    }
    vm.alloc_payload_tail(cls, items.len(), || Tuple::of_len(items.len()), |i| items[i].clone())
}

/// A tuple of a list's items. Nothing runs that could change the list.
fn of_list(vm: &Vm, list: &Ref<List>) -> PyResult {
    let n = list.len();
    if n == 0 {
        return vm.tuple(&[]);
    }
    let made = vm.retry(|heap| {
        let item = |i| list.get(i).unwrap_or(Value::NONE);
        heap.alloc_tail(shapes::TUPLE, Tuple::of_len(n), n, item)
    })?;
    Ok(made.into_value())
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let tuple = self_of::<Tuple>(vm, a)?;
    if tuple.is_empty() {
        return vm.str("()");
    }
    let Some(_guard) = vm.repr_guard(&a[0]) else { return vm.str("(...)") };
    let mut out = vm.str_builder();
    out.push_char(vm, '(' as u32)?;
    for (i, item) in tuple.items().iter().enumerate() {
        if i > 0 {
            out.push_str(vm, ", ")?;
        }
        let text = vm.repr(item)?;
        out.push(vm, &text)?;
    }
    out.push_str(vm, if tuple.len() == 1 { ",)" } else { ")" })?;
    Ok(out.finish(vm)?.into_value())
}

/// CPython's hash of a tuple: xxHash's rounds over the items' hashes.
pub struct TupleHash {
    acc: u64,
    len: u64,
}

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

impl TupleHash {
    #[expect(clippy::new_without_default, reason = "a running sum has no default")]
    pub fn new() -> TupleHash {
        TupleHash { acc: PRIME_5, len: 0 }
    }

    #[inline]
    pub fn add(&mut self, hash: i64) {
        self.acc =
            self.acc.wrapping_add((hash as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
        self.len += 1;
    }

    pub fn finish(self) -> i64 {
        not_minus_one(self.acc.wrapping_add(self.len ^ (PRIME_5 ^ 3_527_539)))
    }

    pub fn finish_without_len(self) -> i64 {
        not_minus_one(self.acc)
    }
}

fn not_minus_one(hash: u64) -> i64 {
    if hash == u64::MAX { 1_546_275_796 } else { hash as i64 }
}

fn hash(vm: &Vm, a: &[Value]) -> PyResult {
    let tuple = self_of::<Tuple>(vm, a)?;
    vm.int(hash_items(vm, tuple.items())?)
}

/// The hash of a tuple of these items.
pub fn hash_items(vm: &Vm, items: &[Value]) -> PyResult<i64> {
    let mut acc = TupleHash::new();
    for item in items {
        acc.add(vm.hash(item)?);
    }
    Ok(acc.finish())
}

fn len(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int_from_usize(self_of::<Tuple>(vm, a)?.len())
}

fn find(vm: &Vm, items: &[Value], value: &Value) -> PyResult<Option<usize>> {
    for (i, item) in items.iter().enumerate() {
        if vm.eq(item, value)? {
            return Ok(Some(i));
        }
        if i % POLL_STEPS == POLL_STEPS - 1 {
            vm.poll()?;
        }
    }
    Ok(None)
}

fn contains(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(find(vm, self_of::<Tuple>(vm, a)?.items(), &a[1])?.is_some()))
}

fn index(vm: &Vm, a: &[Value]) -> PyResult {
    let items = self_of::<Tuple>(vm, a)?.items();
    let (start, stop) = search_range(vm, &a[2], &a[3], items.len())?;
    let range = items.get(start..stop.min(items.len())).unwrap_or(&[]);
    match find(vm, range, &a[1])? {
        Some(at) => vm.int_from_usize(start + at),
        None => Err(vm.value_error("tuple.index(x): x not in tuple")),
    }
}

fn count(vm: &Vm, a: &[Value]) -> PyResult {
    let mut found = 0;
    for (i, item) in self_of::<Tuple>(vm, a)?.items().iter().enumerate() {
        if vm.eq(item, &a[1])? {
            found += 1;
        }
        if i % POLL_STEPS == POLL_STEPS - 1 {
            vm.poll()?;
        }
    }
    vm.int_from_usize(found)
}

fn getitem(vm: &Vm, a: &[Value]) -> PyResult {
    let tuple = self_of::<Tuple>(vm, a)?;
    let key = &a[1];
    if let Some(slice) = key.get::<Slice>() {
        let (start, _, step, count) = adjust(unpack(vm, slice)?, tuple.len());
        let is_all = start == 0 && step == 1 && count == tuple.len();
        if is_all && exact::<Tuple>(&a[0]).is_some() {
            return Ok(a[0].clone());
        }
        if step == 1 {
            let items = tuple.items().get(start as usize..start as usize + count).unwrap_or(&[]);
            return vm.tuple(items);
        }
        let mut items = vm.retry(|heap| HeapVec::try_with_capacity(heap, count))?;
        for i in 0..count as i64 {
            vm.push(&mut items, tuple.items()[(start + i * step) as usize].clone())?;
        }
        return vm.tuple_from(items);
    }
    if !has_index(vm, key) {
        return Err(
            vm.type_error(format_args!("tuple indices must be integers or slices, not {}", vm.tn(key)))
        );
    }
    let i = subscript_index(vm, key)?;
    let at = if i < 0 { i + tuple.len() as i64 } else { i };
    match usize::try_from(at).ok().and_then(|at| tuple.items().get(at)) {
        Some(item) => Ok(item.clone()),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn add(vm: &Vm, a: &[Value]) -> PyResult {
    let left = self_of::<Tuple>(vm, a)?;
    let Some(right) = a[1].get::<Tuple>() else {
        return Err(
            vm.type_error(format_args!("can only concatenate tuple (not \"{}\") to tuple", vm.tn(&a[1])))
        );
    };
    if left.is_empty() && exact::<Tuple>(&a[1]).is_some() {
        return Ok(a[1].clone());
    }
    if right.is_empty() && exact::<Tuple>(&a[0]).is_some() {
        return Ok(a[0].clone());
    }
    let (l, r) = (left.items(), right.items());
    let total = l.len() + r.len();
    let item = |i: usize| if i < l.len() { l[i].clone() } else { r[i - l.len()].clone() };
    let tuple = vm.retry(|heap| heap.alloc_tail(shapes::TUPLE, Tuple::of_len(total), total, item))?;
    Ok(tuple.into_value())
}

fn mul(vm: &Vm, a: &[Value]) -> PyResult {
    let tuple = self_of::<Tuple>(vm, a)?;
    let count = crate::types::list::repeat_count(vm, &a[1], tuple.len())?;
    if (count == 1 || tuple.is_empty()) && exact::<Tuple>(&a[0]).is_some() {
        return Ok(a[0].clone());
    }
    let items = tuple.items();
    let total = items.len() * count;
    if total == 0 {
        return vm.tuple(&[]);
    }
    let made = vm.retry(|heap| {
        heap.alloc_tail(shapes::TUPLE, Tuple::of_len(total), total, |i| items[i % items.len()].clone())
    })?;
    Ok(made.into_value())
}

fn compare(vm: &Vm, a: &[Value], op: CmpOp) -> PyResult {
    let left = self_of::<Tuple>(vm, a)?.items();
    let Some(right) = a[1].get::<Tuple>() else { return Ok(Value::NOT_IMPLEMENTED) };
    compare_items(vm, left, right.items(), op)
}

/// Compares item by item; the first that differs decides.
pub(crate) fn compare_items(vm: &Vm, left: &[Value], right: &[Value], op: CmpOp) -> PyResult {
    for (x, y) in left.iter().zip(right) {
        if !vm.eq(x, y)? {
            return match op {
                CmpOp::Eq => Ok(Value::FALSE),
                CmpOp::Ne => Ok(Value::TRUE),
                _ => vm.rich_compare(x, y, op),
            };
        }
    }
    Ok(Value::from_bool(order_matches(op, left.len().cmp(&right.len()))))
}

crate::comparison_methods!(compare);

fn getnewargs(vm: &Vm, a: &[Value]) -> PyResult {
    let copy = vm.tuple(self_of::<Tuple>(vm, a)?.items())?;
    vm.tuple_of([copy])
}

/// Walks a tuple; lets go of it when it is exhausted.
#[derive(Trace)]
pub struct TupleIter {
    pub tuple: RefSlot<Tuple>,
    pub index: Cell<usize>,
}

impl TupleIter {
    /// The next item; None at the end, which `next` deals with.
    #[inline(always)]
    pub(crate) fn step(&self) -> Option<Value> {
        let index = self.index.get();
        let item = self.tuple.get()?.items().get(index)?.clone();
        self.index.set(index + 1);
        Some(item)
    }
}

impl Payload for TupleIter {
    const NAME: &'static str = "tuple_iterator";
    const SHAPE: ShapeId = shapes::TUPLE_ITERATOR;
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
    ..TypeDef::new::<TupleIter>("tuple_iterator")
};

fn iter(vm: &Vm, a: &[Value]) -> PyResult {
    let tuple = self_of::<Tuple>(vm, a)?;
    let make = || TupleIter { tuple: RefSlot::new(Some(tuple.clone())), index: Cell::new(0) };
    Ok(vm.alloc(make)?.into_value())
}

fn next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<TupleIter>(vm, v)?;
    let Some(tuple) = it.tuple.get() else { return Ok(None) };
    let index = it.index.get();
    match tuple.items().get(index) {
        Some(item) => {
            it.index.set(index + 1);
            Ok(Some(item.clone()))
        }
        None => {
            it.tuple.set(None);
            Ok(None)
        }
    }
}

fn length_hint(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<TupleIter>(vm, a)?;
    vm.int_from_usize(it.tuple.get().map_or(0, |t| t.len().saturating_sub(it.index.get())))
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<TupleIter>(vm, a)?;
    let iter = vm.builtin("iter")?;
    match it.tuple.get() {
        Some(tuple) => {
            let args = vm.tuple_of([tuple.into_value()])?;
            vm.tuple_of([iter, args, vm.int_from_usize(it.index.get())?])
        }
        None => {
            let args = vm.tuple_of([vm.tuple(&[])?])?;
            vm.tuple_of([iter, args])
        }
    }
}

fn setstate(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<TupleIter>(vm, a)?;
    let index = vm.index_i64(&a[1])?;
    if let Some(tuple) = it.tuple.get() {
        it.index.set((index.max(0) as usize).min(tuple.len()));
    }
    Ok(Value::NONE)
}
