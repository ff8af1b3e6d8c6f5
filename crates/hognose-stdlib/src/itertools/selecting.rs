//! `compress`, `dropwhile`, `takewhile`, `filterfalse`, `islice`.

use super::iterator_type;
use hognose_vm::prelude::*;

/// The elements whose selector is true.
#[derive(Trace)]
pub struct Compress {
    data: Value,
    selectors: Value,
}

iterator_type!(
    Compress,
    COMPRESS_TYPE,
    "compress",
    ITERTOOLS_COMPRESS,
    Some(compress_new),
    compress_next,
    "Return data elements corresponding to true selector elements.\n\nForms a shorter iterator from selected data elements using the selectors to\nchoose the data elements."
);

fn compress_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [data, selectors] = args.bind::<2>(vm, "compress", "(data, selectors)")?;
    let (data, selectors) = (vm.iter(&data)?, vm.iter(&selectors)?);
    vm.alloc_payload(cls, || Compress { data: data.clone(), selectors: selectors.clone() })
}

fn compress_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Compress>(vm, v)?;
    loop {
        let Some(datum) = vm.next(&it.data)? else { return Ok(None) };
        let Some(selector) = vm.next(&it.selectors)? else { return Ok(None) };
        if vm.truthy(&selector)? {
            return Ok(Some(datum));
        }
        vm.poll()?;
    }
}

/// A function over the elements of a source, and whether its work is done.
#[derive(Trace)]
struct Filter {
    function: Value,
    source: Value,
    done: Cell<bool>,
}

impl Filter {
    fn new(vm: &Vm, args: &Args, name: &str, sig: &'static str) -> PyResult<(Value, Value)> {
        let [function, iterable] = args.bind::<2>(vm, name, sig)?;
        Ok((function, vm.iter(&iterable)?))
    }

    fn of(parts: &(Value, Value)) -> Filter {
        Filter { function: parts.0.clone(), source: parts.1.clone(), done: Cell::new(false) }
    }

    fn accepts(&self, vm: &Vm, item: &Value) -> PyResult<bool> {
        let answer = vm.call(&self.function, std::slice::from_ref(item))?;
        vm.truthy(&answer)
    }
}

/// Elements from the first that fails the predicate on.
#[derive(Trace)]
pub struct DropWhile(Filter);

iterator_type!(
    DropWhile,
    DROPWHILE_TYPE,
    "dropwhile",
    ITERTOOLS_DROPWHILE,
    Some(dropwhile_new),
    dropwhile_next,
    "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted.",
    [],
    TypeFlags::BASETYPE.union(TypeFlags::NO_KEYWORDS)
);

fn dropwhile_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let parts = Filter::new(vm, args, "dropwhile", "(predicate, iterable, /)")?;
    vm.alloc_payload(cls, || DropWhile(Filter::of(&parts)))
}

fn dropwhile_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = &payload_of::<DropWhile>(vm, v)?.0;
    loop {
        let Some(item) = vm.next(&it.source)? else { return Ok(None) };
        if it.done.get() {
            return Ok(Some(item));
        }
        if !it.accepts(vm, &item)? {
            it.done.set(true);
            return Ok(Some(item));
        }
        vm.poll()?;
    }
}

/// Elements up to the first that fails the predicate.
#[derive(Trace)]
pub struct TakeWhile(Filter);

iterator_type!(
    TakeWhile,
    TAKEWHILE_TYPE,
    "takewhile",
    ITERTOOLS_TAKEWHILE,
    Some(takewhile_new),
    takewhile_next,
    "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.",
    [],
    TypeFlags::BASETYPE.union(TypeFlags::NO_KEYWORDS)
);

fn takewhile_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let parts = Filter::new(vm, args, "takewhile", "(predicate, iterable, /)")?;
    vm.alloc_payload(cls, || TakeWhile(Filter::of(&parts)))
}

fn takewhile_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = &payload_of::<TakeWhile>(vm, v)?.0;
    if it.done.get() {
        return Ok(None);
    }
    let Some(item) = vm.next(&it.source)? else { return Ok(None) };
    if it.accepts(vm, &item)? {
        return Ok(Some(item));
    }
    it.done.set(true);
    Ok(None)
}

/// Elements that fail the predicate.
#[derive(Trace)]
pub struct FilterFalse(Filter);

iterator_type!(
    FilterFalse,
    FILTERFALSE_TYPE,
    "filterfalse",
    ITERTOOLS_FILTERFALSE,
    Some(filterfalse_new),
    filterfalse_next,
    "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false.",
    [],
    TypeFlags::BASETYPE.union(TypeFlags::NO_KEYWORDS)
);

fn filterfalse_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let parts = Filter::new(vm, args, "filterfalse", "(function, iterable, /)")?;
    vm.alloc_payload(cls, || FilterFalse(Filter::of(&parts)))
}

fn filterfalse_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = &payload_of::<FilterFalse>(vm, v)?.0;
    let plain = it.function.is_none() || it.function.same(vm.types.bool_.as_value());
    loop {
        let Some(item) = vm.next(&it.source)? else { return Ok(None) };
        let true_ = if plain { vm.truthy(&item)? } else { it.accepts(vm, &item)? };
        if !true_ {
            return Ok(Some(item));
        }
        vm.poll()?;
    }
}

/// Elements by position.
#[derive(Trace)]
pub struct Islice {
    /// BLANK once exhausted.
    source: ValueCell,
    next: Cell<u64>,
    /// u64::MAX: no end.
    stop: u64,
    step: u64,
    count: Cell<u64>,
}

iterator_type!(
    Islice,
    ISLICE_TYPE,
    "islice",
    ITERTOOLS_ISLICE,
    Some(islice_new),
    islice_next,
    "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nReturn an iterator whose next() method returns selected values from an\niterable.  If start is specified, will skip all preceding elements;\notherwise, start defaults to zero.  Step defaults to one.  If\nspecified as another value, step determines how many values are\nskipped between successive calls.  Works like a slice() on a list\nbut returns an iterator.",
    [],
    TypeFlags::BASETYPE.union(TypeFlags::NO_KEYWORDS)
);

fn islice_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    args.no_keywords(vm, "islice")?;
    let n = args.pos.len();
    if n < 2 {
        return Err(vm.type_error(format_args!("islice expected at least 2 arguments, got {n}")));
    }
    if n > 4 {
        return Err(vm.type_error(format_args!("islice expected at most 4 arguments, got {n}")));
    }
    // None (absent), a number from 0 on, or an error that names the argument.
    let bound = |v: &Value, message: &str| -> PyResult<Option<u64>> {
        if v.is_none() {
            return Ok(None);
        }
        match vm.index_i64(v) {
            Ok(i) if i >= 0 => Ok(Some(i as u64)),
            Ok(_) => Err(vm.value_error(message)),
            Err(raised) => {
                drop(vm.take_raised(raised));
                Err(vm.value_error(message))
            }
        }
    };
    const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const STEP: &str = "Step for islice() must be a positive integer or None.";
    let (start, stop) = if n == 2 {
        (0, bound(&args.pos[1], STOP)?)
    } else {
        let stop = bound(&args.pos[2], STOP)?;
        (bound(&args.pos[1], INDICES)?.unwrap_or(0), stop)
    };
    let step = match args.pos.get(3) {
        Some(step) => bound(step, STEP)?.unwrap_or(1),
        None => 1,
    };
    if step == 0 {
        return Err(vm.value_error(STEP));
    }
    let source = vm.iter(&args.pos[0])?;
    vm.alloc_payload(cls, || Islice {
        source: ValueCell::new(source.clone()),
        next: Cell::new(start),
        stop: stop.unwrap_or(u64::MAX),
        step,
        count: Cell::new(0),
    })
}

fn islice_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Islice>(vm, v)?;
    let source = it.source.get();
    if source.is_blank() {
        return Ok(None);
    }
    // Up to the next position, or only to the stop.
    let skip_to = it.next.get().min(it.stop);
    while it.count.get() < skip_to {
        if vm.next(&source)?.is_none() {
            it.source.set(Value::BLANK);
            return Ok(None);
        }
        it.count.set(it.count.get() + 1);
        if it.count.get().is_multiple_of(POLL_STEPS as u64) {
            vm.poll()?;
        }
    }
    if it.count.get() >= it.stop {
        it.source.set(Value::BLANK);
        return Ok(None);
    }
    let Some(item) = vm.next(&source)? else {
        it.source.set(Value::BLANK);
        return Ok(None);
    };
    it.count.set(it.count.get() + 1);
    let next = it.next.get().saturating_add(it.step);
    it.next.set(next.min(it.stop));
    Ok(Some(item))
}
