//! `count`, `cycle`, `repeat`.

use super::iterator_type;
use hognose_vm::prelude::*;

/// Numbers from `value` on.
#[derive(Trace)]
pub struct Count {
    value: ValueCell,
    step: Value,
}

iterator_type!(
    Count,
    COUNT_TYPE,
    "count",
    ITERTOOLS_COUNT,
    Some(count_new),
    count_next,
    "Return a count object whose .__next__() method returns consecutive values.",
    [method("__repr__", "($self, /)", count_repr)],
    TypeFlags::BASETYPE
);

fn is_number(vm: &Vm, v: &Value) -> bool {
    v.is_int()
        || v.as_f64().is_some()
        || hognose_vm::types::int::is_int(v)
        || [&vm.names.__index__, &vm.names.__float__, &vm.names.__complex__]
            .into_iter()
            .any(|name| vm.lookup_special(v, name).is_some())
}

fn count_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [start, step] = args.bind::<2>(vm, "count", "(start=0, step=1)")?;
    let start = given(&start).cloned().unwrap_or(Value::from_small(0));
    let step = given(&step).cloned().unwrap_or(Value::from_small(1));
    if !is_number(vm, &start) || !is_number(vm, &step) {
        return Err(vm.type_error("a number is required"));
    }
    vm.alloc_payload(cls, || Count { value: ValueCell::new(start.clone()), step: step.clone() })
}

fn count_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Count>(vm, v)?;
    let value = it.value.get();
    let following = match (value.as_int(), it.step.as_int()) {
        (Some(i), Some(step)) => Value::from_int(i + step),
        _ => None,
    };
    let following = match following {
        Some(following) => following,
        None => vm.binary(BinOp::Add, &value, &it.step)?,
    };
    it.value.set(following);
    Ok(Some(value))
}

fn count_repr(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<Count>(vm, a)?;
    let mut out = vm.str_builder();
    out.push_str(vm, &vm.class_of(&a[0]).name())?;
    out.push_str(vm, "(")?;
    out.push(vm, &vm.repr(&it.value.get())?)?;
    if it.step.as_int() != Some(1) {
        out.push_str(vm, ", ")?;
        out.push(vm, &vm.repr(&it.step)?)?;
    }
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}

/// The elements again and again.
#[derive(Trace)]
pub struct Cycle {
    /// BLANK once the first round is over.
    source: ValueCell,
    saved: CellVec<Value>,
    index: Cell<usize>,
}

iterator_type!(
    Cycle,
    CYCLE_TYPE,
    "cycle",
    ITERTOOLS_CYCLE,
    Some(cycle_new),
    cycle_next,
    "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
    [],
    TypeFlags::BASETYPE.union(TypeFlags::NO_KEYWORDS)
);

fn cycle_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [iterable] = args.bind::<1>(vm, "cycle", "(iterable, /)")?;
    let source = vm.iter(&iterable)?;
    vm.alloc_payload(cls, || Cycle {
        source: ValueCell::new(source.clone()),
        saved: CellVec::new(),
        index: Cell::new(0),
    })
}

fn cycle_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Cycle>(vm, v)?;
    let source = it.source.get();
    if !source.is_blank() {
        if let Some(item) = vm.next(&source)? {
            vm.retry(|heap| it.saved.try_push(heap, item.clone()))?;
            return Ok(Some(item));
        }
        it.source.set(Value::BLANK);
    }
    let index = it.index.get();
    let Some(item) = it.saved.get(index) else { return Ok(None) };
    it.index.set(if index + 1 >= it.saved.len() { 0 } else { index + 1 });
    Ok(Some(item))
}

/// One object, a number of times or for ever.
#[derive(Trace)]
pub struct Repeat {
    object: Value,
    /// -1: for ever.
    left: Cell<i64>,
}

iterator_type!(
    Repeat,
    REPEAT_TYPE,
    "repeat",
    ITERTOOLS_REPEAT,
    Some(repeat_new),
    repeat_next,
    "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.",
    [
        method("__repr__", "($self, /)", repeat_repr),
        method("__length_hint__", "($self, /)", repeat_length)
            .doc("Private method returning an estimate of len(list(it)).")
    ],
    TypeFlags::BASETYPE
);

fn repeat_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [object, times] = args.bind::<2>(vm, "repeat", "(object, times=<unrepresentable>)")?;
    let left = match given(&times) {
        Some(times) => vm.index_i64(times)?.max(0),
        None => -1,
    };
    vm.alloc_payload(cls, || Repeat { object: object.clone(), left: Cell::new(left) })
}

fn repeat_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Repeat>(vm, v)?;
    match it.left.get() {
        0 => return Ok(None),
        -1 => {}
        n => it.left.set(n - 1),
    }
    Ok(Some(it.object.clone()))
}

fn repeat_repr(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<Repeat>(vm, a)?;
    let mut out = vm.str_builder();
    out.push_str(vm, &vm.class_of(&a[0]).name())?;
    out.push_str(vm, "(")?;
    out.push(vm, &vm.repr(&it.object)?)?;
    if it.left.get() >= 0 {
        out.push_str(vm, &format!(", {}", it.left.get()))?;
    }
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}

fn repeat_length(vm: &Vm, a: &[Value]) -> PyResult {
    match self_of::<Repeat>(vm, a)?.left.get() {
        -1 => Err(vm.type_error("len() of unsized object")),
        n => vm.int(n),
    }
}
