//! The `slice` type, and the arithmetic of slices that every sequence shares.

use crate::prelude::*;
use crate::types::int;

/// A slice's three parts, None where absent.
#[derive(Trace)]
pub struct Slice {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

impl Payload for Slice {
    const NAME: &'static str = "slice";
    const SHAPE: ShapeId = shapes::SLICE;
    type Tail = ();
}

pub static TYPE: TypeDef = TypeDef {
    doc: "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
    new: Some(slice_new),
    methods: &[
        method("__repr__", "($self, /)", repr),
        method("__hash__", "($self, /)", hash),
        method("__eq__", "($self, value, /)", eq),
        method("__ne__", "($self, value, /)", ne),
        method("__lt__", "($self, value, /)", lt),
        method("__le__", "($self, value, /)", le),
        method("__gt__", "($self, value, /)", gt),
        method("__ge__", "($self, value, /)", ge),
        method("__reduce__", "($self, /)", reduce),
        method("indices", "($self, object, /)", indices),
        class_method("__class_getitem__", "($cls, object, /)", class_getitem),
    ],
    getsets: &[
        member("start", |vm, v| Ok(payload_of::<Slice>(vm, v)?.start.clone())),
        member("stop", |vm, v| Ok(payload_of::<Slice>(vm, v)?.stop.clone())),
        member("step", |vm, v| Ok(payload_of::<Slice>(vm, v)?.step.clone())),
    ],
    ..TypeDef::new::<Slice>("slice")
};

fn class_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.generic_alias(&a[0], &a[1])
}

/// A new slice object.
pub fn new_slice(vm: &Vm, start: &Value, stop: &Value, step: &Value) -> PyResult {
    Ok(vm.alloc(|| Slice { start: start.clone(), stop: stop.clone(), step: step.clone() })?.into_value())
}

impl Slice {
    /// Start, stop and step; None where absent.
    pub fn parts(&self) -> (Value, Value, Value) {
        (self.start.clone(), self.stop.clone(), self.step.clone())
    }
}

fn slice_new(vm: &Vm, _cls: &Ref<Class>, args: &Args) -> PyResult {
    args.no_keywords(vm, "slice")?;
    match args.pos {
        [stop] => new_slice(vm, &Value::NONE, stop, &Value::NONE),
        [start, stop] => new_slice(vm, start, stop, &Value::NONE),
        [start, stop, step] => new_slice(vm, start, stop, step),
        [] => Err(vm.type_error("slice expected at least 1 argument, got 0")),
        more => Err(vm.type_error(format_args!("slice expected at most 3 arguments, got {}", more.len()))),
    }
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let slice = self_of::<Slice>(vm, a)?;
    let mut out = vm.str_builder();
    out.push_str(vm, "slice(")?;
    for (i, part) in [&slice.start, &slice.stop, &slice.step].into_iter().enumerate() {
        if i > 0 {
            out.push_str(vm, ", ")?;
        }
        let text = vm.repr(part)?;
        out.push(vm, &text)?;
    }
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}

fn hash(vm: &Vm, a: &[Value]) -> PyResult {
    let slice = self_of::<Slice>(vm, a)?;
    let mut acc = super::tuple::TupleHash::new();
    for part in [&slice.start, &slice.stop, &slice.step] {
        acc.add(vm.hash(part)?);
    }
    // Unlike tuples, slices do not mix in their length.
    vm.int(acc.finish_without_len())
}

fn compare(vm: &Vm, a: &[Value], op: CmpOp) -> PyResult {
    let left = self_of::<Slice>(vm, a)?;
    let Some(right) = a[1].get::<Slice>() else { return Ok(Value::NOT_IMPLEMENTED) };
    if left.ptr_eq(right) {
        return Ok(Value::from_bool(order_matches(op, std::cmp::Ordering::Equal)));
    }
    for (x, y) in [(&left.start, &right.start), (&left.stop, &right.stop), (&left.step, &right.step)] {
        if !vm.eq(x, y)? {
            return match op {
                CmpOp::Eq => Ok(Value::FALSE),
                CmpOp::Ne => Ok(Value::TRUE),
                _ => vm.rich_compare(x, y, op),
            };
        }
    }
    Ok(Value::from_bool(order_matches(op, std::cmp::Ordering::Equal)))
}

crate::comparison_methods!(compare);

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let slice = self_of::<Slice>(vm, a)?;
    let parts = vm.tuple_of([slice.start.clone(), slice.stop.clone(), slice.step.clone()])?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), parts])
}

fn indices(vm: &Vm, a: &[Value]) -> PyResult {
    let slice = self_of::<Slice>(vm, a)?;
    let len = vm.index(&a[1])?;
    let zero = Value::from_small(0);
    if vm.compare_bool(&len, &zero, CmpOp::Lt)? {
        return Err(vm.value_error(format_args!("length should not be negative")));
    }
    let (start, stop, step) = long_indices(vm, slice, &len)?;
    vm.tuple_of([start, stop, step])
}

/// `slice.indices(len)` for lengths of any size.
pub fn long_indices(vm: &Vm, slice: &Slice, len: &Value) -> PyResult<(Value, Value, Value)> {
    let zero = Value::from_small(0);
    let minus_one = Value::from_small(-1);
    let step = if slice.step.is_none() { Value::from_small(1) } else { slice_index(vm, &slice.step)? };
    if vm.compare_bool(&step, &zero, CmpOp::Eq)? {
        return Err(vm.value_error(format_args!("slice step cannot be zero")));
    }
    let backward = vm.compare_bool(&step, &zero, CmpOp::Lt)?;
    let (lower, upper) = if backward {
        (minus_one.clone(), vm.binary(BinOp::Add, len, &minus_one)?)
    } else {
        (zero.clone(), len.clone())
    };
    let bound = |part: &Value, default: &Value| -> PyResult {
        if part.is_none() {
            return Ok(default.clone());
        }
        let mut i = slice_index(vm, part)?;
        if vm.compare_bool(&i, &zero, CmpOp::Lt)? {
            i = vm.binary(BinOp::Add, &i, len)?;
            Ok(if vm.compare_bool(&i, &lower, CmpOp::Lt)? { lower.clone() } else { i })
        } else {
            Ok(if vm.compare_bool(&i, &upper, CmpOp::Gt)? { upper.clone() } else { i })
        }
    };
    let start = bound(&slice.start, if backward { &upper } else { &lower })?;
    let stop = bound(&slice.stop, if backward { &lower } else { &upper })?;
    Ok((start, stop, step))
}

/// Whether `v` can serve as an index: an int, or an object whose class has `__index__`.
#[inline]
pub fn has_index(vm: &Vm, v: &Value) -> bool {
    v.is_int() || int::is_int(v) || vm.lookup_special(v, &vm.names.__index__).is_some()
}

/// A subscript as a machine integer: an index that does not fit is out of range.
pub fn subscript_index(vm: &Vm, key: &Value) -> PyResult<i64> {
    if let Some(i) = key.as_int() {
        return Ok(i);
    }
    let index = vm.index(key)?;
    match int::as_i64(&index) {
        Some(i) => Ok(i),
        None => Err(vm.index_error(format_args!("cannot fit '{}' into an index-sized integer", vm.tn(key)))),
    }
}

fn slice_index(vm: &Vm, part: &Value) -> PyResult {
    if !has_index(vm, part) {
        return Err(
            vm.type_error(format_args!("slice indices must be integers or None or have an __index__ method"))
        );
    }
    vm.index(part)
}

fn slice_index_clamped(vm: &Vm, part: &Value) -> PyResult<i64> {
    if !has_index(vm, part) {
        return Err(
            vm.type_error(format_args!("slice indices must be integers or None or have an __index__ method"))
        );
    }
    vm.index_clamped(part)
}

/// A slice's parts as machine integers, before they are fitted to a length. May run `__index__`.
pub fn unpack(vm: &Vm, slice: &Slice) -> PyResult<(i64, i64, i64)> {
    let step = if slice.step.is_none() { 1 } else { slice_index_clamped(vm, &slice.step)?.max(-i64::MAX) };
    if step == 0 {
        return Err(vm.value_error(format_args!("slice step cannot be zero")));
    }
    let start = match slice.start.is_none() {
        true if step < 0 => i64::MAX,
        true => 0,
        false => slice_index_clamped(vm, &slice.start)?,
    };
    let stop = match slice.stop.is_none() {
        true if step < 0 => i64::MIN,
        true => i64::MAX,
        false => slice_index_clamped(vm, &slice.stop)?,
    };
    Ok((start, stop, step))
}

/// Fits unpacked parts to a sequence of `len` items: start, stop, step and the number of items selected.
pub fn adjust((start, stop, step): (i64, i64, i64), len: usize) -> (i64, i64, i64, usize) {
    let len = len as i64;
    let (lower, upper) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let bound = |i: i64| if i < 0 { (i.saturating_add(len)).max(lower) } else { i.min(upper) };
    let (start, stop) = (bound(start), bound(stop));
    let count = if step < 0 {
        if stop < start { (start - stop - 1) / -step + 1 } else { 0 }
    } else if start < stop {
        (stop - start - 1) / step + 1
    } else {
        0
    };
    (start, stop, step, count as usize)
}
