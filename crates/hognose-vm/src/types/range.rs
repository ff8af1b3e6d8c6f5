//! The `range` type and its iterators.
//!
//! Ranges have ints of any size; everything that fits i64 takes the fast path.
//!
//! # Invariants
//! - R1: `start`, `stop`, `step` and `length` are exact ints, `step` is not 0, `length` is the number of items.

use crate::prelude::*;
use crate::types::int;
use crate::types::slice::{Slice, has_index, long_indices};

/// A range (R1).
#[derive(Trace)]
pub struct Range {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
    pub length: Value,
}

impl Payload for Range {
    const NAME: &'static str = "range";
    const SHAPE: ShapeId = shapes::RANGE;
    type Tail = ();
}

impl Range {
    /// Start, step and length, if every item fits i64 with room to step beyond the end.
    #[inline]
    pub fn small(&self) -> Option<(i64, i64, u64)> {
        let (start, step, length) =
            (int::as_i64(&self.start)?, int::as_i64(&self.step)?, int::as_i64(&self.length)?);
        step.checked_mul(length)?.checked_add(start)?;
        Some((start, step, length as u64))
    }
}

pub static TYPE: TypeDef = TypeDef {
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
    new: Some(range_new),
    methods: &[
        method("__repr__", "($self, /)", repr),
        method("__hash__", "($self, /)", hash),
        method("__len__", "($self, /)", len),
        method("__bool__", "($self, /)", to_bool),
        method("__iter__", "($self, /)", iter),
        method("__reversed__", "($self, /)", reversed),
        method("__contains__", "($self, key, /)", contains),
        method("__getitem__", "($self, key, /)", getitem),
        method("__eq__", "($self, value, /)", eq),
        method("__ne__", "($self, value, /)", ne),
        method("__reduce__", "($self, /)", reduce),
        method("count", "($self, value, /)", count),
        method("index", "($self, value, /)", index),
    ],
    getsets: &[
        member("start", |vm, v| Ok(payload_of::<Range>(vm, v)?.start.clone())),
        member("stop", |vm, v| Ok(payload_of::<Range>(vm, v)?.stop.clone())),
        member("step", |vm, v| Ok(payload_of::<Range>(vm, v)?.step.clone())),
    ],
    flags: TypeFlags::SEQUENCE,
    ..TypeDef::new::<Range>("range")
};

fn range_new(vm: &Vm, _cls: &Ref<Class>, args: &Args<'_>) -> PyResult {
    args.no_keywords(vm, "range")?;
    let one = Value::from_small(1);
    let (start, stop, step) = match args.pos {
        [stop] => (Value::from_small(0), exact_index(vm, stop)?, one),
        [start, stop] => (exact_index(vm, start)?, exact_index(vm, stop)?, one),
        [start, stop, step] => (exact_index(vm, start)?, exact_index(vm, stop)?, exact_index(vm, step)?),
        [] => return Err(vm.type_error("range expected at least 1 argument, got 0")),
        more => {
            return Err(vm.type_error(format_args!("range expected at most 3 arguments, got {}", more.len())));
        }
    };
    Ok(make(vm, start, stop, step)?.into_value())
}

/// An index as an int of no subclass (R1).
fn exact_index(vm: &Vm, v: &Value) -> PyResult {
    if v.is_int() {
        return Ok(v.clone());
    }
    let index = vm.index(v)?;
    if let Some(i) = int::as_i64(&index) {
        return vm.int(i);
    }
    match int::int_to_bigint(&index) {
        Some(big) => vm.bigint(&big),
        None => Ok(index),
    }
}

/// A range object of three ints.
pub fn make(vm: &Vm, start: Value, stop: Value, step: Value) -> PyResult<Ref<Range>> {
    if step.as_int() == Some(0) {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    let length = length_of(vm, &start, &stop, &step)?;
    vm.alloc(|| Range {
        start: start.clone(),
        stop: stop.clone(),
        step: step.clone(),
        length: length.clone(),
    })
}

fn length_of(vm: &Vm, start: &Value, stop: &Value, step: &Value) -> PyResult {
    if let (Some(start), Some(stop), Some(step)) = (start.as_int(), stop.as_int(), step.as_int()) {
        // Immediate ints leave room for every difference.
        let (low, high) = if step > 0 { (start, stop) } else { (stop, start) };
        return vm.int(if low >= high { 0 } else { (high - low - 1) / step.abs() + 1 });
    }
    let zero = Value::from_small(0);
    let (low, high, step) = if vm.compare_bool(step, &zero, CmpOp::Gt)? {
        (start, stop, step.clone())
    } else {
        (stop, start, vm.binary(BinOp::Sub, &zero, step)?)
    };
    if vm.compare_bool(low, high, CmpOp::Ge)? {
        return Ok(zero);
    }
    let one = Value::from_small(1);
    let span = vm.binary(BinOp::Sub, &vm.binary(BinOp::Sub, high, low)?, &one)?;
    vm.binary(BinOp::Add, &vm.binary(BinOp::FloorDiv, &span, &step)?, &one)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let range = self_of::<Range>(vm, a)?;
    let mut out = vm.str_builder();
    out.push_str(vm, "range(")?;
    let (start, stop) = (vm.repr(&range.start)?, vm.repr(&range.stop)?);
    out.push(vm, &start)?;
    out.push_str(vm, ", ")?;
    out.push(vm, &stop)?;
    if range.step.as_int() != Some(1) {
        out.push_str(vm, ", ")?;
        let step = vm.repr(&range.step)?;
        out.push(vm, &step)?;
    }
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}

fn is_zero(v: &Value) -> bool {
    v.as_int() == Some(0)
}

fn hash(vm: &Vm, a: &[Value]) -> PyResult {
    let range = self_of::<Range>(vm, a)?;
    let (none, length) = (Value::NONE, range.length.clone());
    let parts = if is_zero(&length) {
        [length, none.clone(), none]
    } else if length.as_int() == Some(1) {
        [length, range.start.clone(), none]
    } else {
        [length, range.start.clone(), range.step.clone()]
    };
    vm.int(super::tuple::hash_items(vm, &parts)?)
}

fn compare(vm: &Vm, a: &[Value], op: CmpOp) -> PyResult {
    let left = self_of::<Range>(vm, a)?;
    let Some(right) = a[1].get::<Range>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let same = left.ptr_eq(right) || equal(vm, left, right)?;
    Ok(Value::from_bool(same == (op == CmpOp::Eq)))
}

fn equal(vm: &Vm, left: &Range, right: &Range) -> PyResult<bool> {
    if !vm.eq(&left.length, &right.length)? {
        return Ok(false);
    }
    if is_zero(&left.length) {
        return Ok(true);
    }
    if !vm.eq(&left.start, &right.start)? {
        return Ok(false);
    }
    Ok(left.length.as_int() == Some(1) || vm.eq(&left.step, &right.step)?)
}

fn eq(vm: &Vm, a: &[Value]) -> PyResult {
    compare(vm, a, CmpOp::Eq)
}

fn ne(vm: &Vm, a: &[Value]) -> PyResult {
    compare(vm, a, CmpOp::Ne)
}

fn len(vm: &Vm, a: &[Value]) -> PyResult {
    let range = self_of::<Range>(vm, a)?;
    match int::as_i64(&range.length) {
        Some(_) => Ok(range.length.clone()),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn to_bool(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(!is_zero(&self_of::<Range>(vm, a)?.length)))
}

/// Whether an exact int (or bool) is among the items.
fn contains_int(vm: &Vm, range: &Range, value: &Value) -> PyResult<bool> {
    if let (Some((start, step, length)), Some(v)) = (range.small(), int::as_i64(value)) {
        let last = start + step * (length as i64 - 1).max(0);
        let (low, high) = if step > 0 { (start, last) } else { (last, start) };
        return Ok(length > 0 && v >= low && v <= high && (v as i128 - start as i128) % step as i128 == 0);
    }
    let zero = Value::from_small(0);
    let forward = vm.compare_bool(&range.step, &zero, CmpOp::Gt)?;
    let (start_op, stop_op) = if forward { (CmpOp::Le, CmpOp::Lt) } else { (CmpOp::Ge, CmpOp::Gt) };
    if !vm.compare_bool(&range.start, value, start_op)? || !vm.compare_bool(value, &range.stop, stop_op)? {
        return Ok(false);
    }
    let offset = vm.binary(BinOp::Sub, value, &range.start)?;
    Ok(is_zero(&vm.binary(BinOp::Mod, &offset, &range.step)?))
}

fn is_exact_int(vm: &Vm, v: &Value) -> bool {
    v.is_int() || v.as_bool().is_some() || vm.class_of(v).ptr_eq(&vm.types.int)
}

fn contains(vm: &Vm, a: &[Value]) -> PyResult {
    let range = self_of::<Range>(vm, a)?;
    if is_exact_int(vm, &a[1]) {
        return Ok(Value::from_bool(contains_int(vm, range, &a[1])?));
    }
    Ok(Value::from_bool(search(vm, &a[0], &a[1], true)? != 0))
}

/// Compares item by item. `first`: stop at the first match and give its position plus one, else count the matches.
fn search(vm: &Vm, range: &Value, value: &Value, first: bool) -> PyResult<usize> {
    let iterator = vm.iter(range)?;
    let (mut found, mut position) = (0, 0);
    while let Some(item) = vm.next(&iterator)? {
        position += 1;
        if vm.eq(&item, value)? {
            if first {
                return Ok(position);
            }
            found += 1;
        }
        vm.poll()?;
    }
    Ok(found)
}

fn count(vm: &Vm, a: &[Value]) -> PyResult {
    let range = self_of::<Range>(vm, a)?;
    if is_exact_int(vm, &a[1]) {
        return vm.int(contains_int(vm, range, &a[1])? as i64);
    }
    vm.int_from_usize(search(vm, &a[0], &a[1], false)?)
}

fn index(vm: &Vm, a: &[Value]) -> PyResult {
    let range = self_of::<Range>(vm, a)?;
    if is_exact_int(vm, &a[1]) {
        if contains_int(vm, range, &a[1])? {
            let offset = vm.binary(BinOp::Sub, &a[1], &range.start)?;
            return vm.binary(BinOp::FloorDiv, &offset, &range.step);
        }
        let text = vm.repr(&a[1])?;
        return Err(vm.value_error(format_args!("{} is not in range", text.to_utf8())));
    }
    match search(vm, &a[0], &a[1], true)? {
        0 => Err(vm.value_error("sequence.index(x): x not in sequence")),
        position => vm.int_from_usize(position - 1),
    }
}

/// Item number `i`, unchecked.
fn item(vm: &Vm, range: &Range, i: &Value) -> PyResult {
    if let (Some((start, step, _)), Some(i)) = (range.small(), i.as_int()) {
        if let Some(v) = step.checked_mul(i).and_then(|offset| offset.checked_add(start)) {
            return vm.int(v);
        }
    }
    vm.binary(BinOp::Add, &range.start, &vm.binary(BinOp::Mul, i, &range.step)?)
}

fn getitem(vm: &Vm, a: &[Value]) -> PyResult {
    let range = self_of::<Range>(vm, a)?;
    let key = &a[1];
    if let Some(slice) = key.get::<Slice>() {
        let (start, stop, step) = long_indices(vm, slice, &range.length)?;
        let new_step = vm.binary(BinOp::Mul, &range.step, &step)?;
        let (new_start, new_stop) = (item(vm, range, &start)?, item(vm, range, &stop)?);
        return Ok(make(vm, new_start, new_stop, new_step)?.into_value());
    }
    if !has_index(vm, key) {
        return Err(
            vm.type_error(format_args!("range indices must be integers or slices, not {}", vm.tn(key)))
        );
    }
    let zero = Value::from_small(0);
    let mut i = vm.index(key)?;
    if vm.compare_bool(&i, &zero, CmpOp::Lt)? {
        i = vm.binary(BinOp::Add, &i, &range.length)?;
    }
    if vm.compare_bool(&i, &zero, CmpOp::Lt)? || vm.compare_bool(&i, &range.length, CmpOp::Ge)? {
        return Err(vm.index_error("range object index out of range"));
    }
    item(vm, range, &i)
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let range = self_of::<Range>(vm, a)?;
    let parts = vm.tuple_of([range.start.clone(), range.stop.clone(), range.step.clone()])?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), parts])
}

/// Walks a range whose items fit i64.
#[derive(Trace)]
pub struct RangeIter {
    pub next: Cell<i64>,
    pub step: i64,
    pub remaining: Cell<u64>,
}

impl RangeIter {
    /// The next item if there is one and it is an immediate int.
    #[inline(always)]
    pub(crate) fn step_small(&self) -> Option<Value> {
        let remaining = self.remaining.get();
        if remaining == 0 {
            return None;
        }
        let next = self.next.get();
        let item = Value::from_int(next)?;
        self.remaining.set(remaining - 1);
        self.next.set(next.wrapping_add(self.step));
        Some(item)
    }
}

impl Payload for RangeIter {
    const NAME: &'static str = "range_iterator";
    const SHAPE: ShapeId = shapes::RANGE_ITERATOR;
    type Tail = ();
}

/// Walks a range of big ints.
#[derive(Trace)]
pub struct LongRangeIter {
    start: Value,
    step: Value,
    length: Value,
    index: ValueCell,
}

impl Payload for LongRangeIter {
    const NAME: &'static str = "longrange_iterator";
    const SHAPE: ShapeId = shapes::LONG_RANGE_ITERATOR;
    type Tail = ();
}

pub static ITER_TYPE: TypeDef = TypeDef {
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__length_hint__", "($self, /)", iter_length_hint),
        method("__reduce__", "($self, /)", iter_reduce),
        method("__setstate__", "($self, object, /)", iter_setstate),
    ],
    iternext: Some(iter_next),
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<RangeIter>("range_iterator")
};

pub static LONG_ITER_TYPE: TypeDef = TypeDef {
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__length_hint__", "($self, /)", long_length_hint),
        method("__reduce__", "($self, /)", long_reduce),
        method("__setstate__", "($self, object, /)", long_setstate),
    ],
    iternext: Some(long_next),
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<LongRangeIter>("longrange_iterator")
};

fn iter(vm: &Vm, a: &[Value]) -> PyResult {
    iter_of(vm, self_of::<Range>(vm, a)?)
}

/// A new iterator over the range.
pub fn iter_of(vm: &Vm, range: &Range) -> PyResult {
    match range.small() {
        Some((start, step, length)) => new_iter(vm, start, step, length),
        None => new_long_iter(vm, &range.start, &range.step, &range.length),
    }
}

fn new_iter(vm: &Vm, start: i64, step: i64, length: u64) -> PyResult {
    Ok(vm.alloc(|| RangeIter { next: Cell::new(start), step, remaining: Cell::new(length) })?.into_value())
}

fn new_long_iter(vm: &Vm, start: &Value, step: &Value, length: &Value) -> PyResult {
    let make = || LongRangeIter {
        start: start.clone(),
        step: step.clone(),
        length: length.clone(),
        index: ValueCell::new(Value::from_small(0)),
    };
    Ok(vm.alloc(make)?.into_value())
}

fn reversed(vm: &Vm, a: &[Value]) -> PyResult {
    let range = self_of::<Range>(vm, a)?;
    if let Some((start, step, length)) = range.small() {
        if step != i64::MIN {
            let last = start + step * (length as i64 - 1).max(0);
            if last.checked_sub(step.wrapping_mul(length as i64)).is_some() {
                return new_iter(vm, last, -step, length);
            }
        }
    }
    let one = Value::from_small(1);
    let last = item(vm, range, &vm.binary(BinOp::Sub, &range.length, &one)?)?;
    let step = vm.binary(BinOp::Sub, &Value::from_small(0), &range.step)?;
    new_long_iter(vm, &last, &step, &range.length)
}

fn iter_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<RangeIter>(vm, v)?;
    let remaining = it.remaining.get();
    if remaining == 0 {
        return Ok(None);
    }
    let item = it.next.get();
    it.remaining.set(remaining - 1);
    it.next.set(item.wrapping_add(it.step));
    vm.int(item).map(Some)
}

fn iter_length_hint(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int(self_of::<RangeIter>(vm, a)?.remaining.get() as i64)
}

fn iter_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<RangeIter>(vm, a)?;
    let start = it.next.get();
    let stop =
        vm.binary(BinOp::Add, &vm.int(start)?, &vm.int(it.step.wrapping_mul(it.remaining.get() as i64))?)?;
    let range = make(vm, vm.int(start)?, stop, vm.int(it.step)?)?.into_value();
    let args = vm.tuple_of([range])?;
    vm.tuple_of([vm.builtin("iter")?, args, Value::NONE])
}

fn iter_setstate(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<RangeIter>(vm, a)?;
    let skip = (vm.index_i64(&a[1])?.max(0) as u64).min(it.remaining.get());
    it.next.set(it.next.get().wrapping_add(it.step.wrapping_mul(skip as i64)));
    it.remaining.set(it.remaining.get() - skip);
    Ok(Value::NONE)
}

fn long_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<LongRangeIter>(vm, v)?;
    let index = it.index.get();
    if !vm.compare_bool(&index, &it.length, CmpOp::Lt)? {
        return Ok(None);
    }
    let offset = vm.binary(BinOp::Mul, &index, &it.step)?;
    let item = vm.binary(BinOp::Add, &it.start, &offset)?;
    it.index.set(vm.binary(BinOp::Add, &index, &Value::from_small(1))?);
    Ok(Some(item))
}

fn long_length_hint(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<LongRangeIter>(vm, a)?;
    vm.binary(BinOp::Sub, &it.length, &it.index.get())
}

fn long_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<LongRangeIter>(vm, a)?;
    let span = vm.binary(BinOp::Mul, &it.length, &it.step)?;
    let stop = vm.binary(BinOp::Add, &it.start, &span)?;
    let range = make(vm, it.start.clone(), stop, it.step.clone())?.into_value();
    let args = vm.tuple_of([range])?;
    vm.tuple_of([vm.builtin("iter")?, args, it.index.get()])
}

fn long_setstate(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<LongRangeIter>(vm, a)?;
    let zero = Value::from_small(0);
    let mut state = vm.index(&a[1])?;
    if vm.compare_bool(&state, &zero, CmpOp::Lt)? {
        state = zero;
    } else if vm.compare_bool(&state, &it.length, CmpOp::Gt)? {
        state = it.length.clone();
    }
    it.index.set(state);
    Ok(Value::NONE)
}
