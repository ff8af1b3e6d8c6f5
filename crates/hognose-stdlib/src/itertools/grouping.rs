//! `accumulate`, `batched`, `pairwise`, `groupby`.

use super::iterator_type;
use hognose_vm::prelude::*;

/// Running totals.
#[derive(Trace)]
pub struct Accumulate {
    source: Value,
    /// None: addition.
    function: Value,
    /// BLANK before the first element.
    total: ValueCell,
    /// Returned before any element; BLANK when there is none (any more).
    initial: ValueCell,
}

iterator_type!(
    Accumulate,
    ACCUMULATE_TYPE,
    "accumulate",
    ITERTOOLS_ACCUMULATE,
    Some(accumulate_new),
    accumulate_next,
    "Return series of accumulated sums."
);

fn accumulate_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [iterable, function, initial] =
        args.bind::<3>(vm, "accumulate", "(iterable, func=None, *, initial=None)")?;
    let source = vm.iter(&iterable)?;
    let function = given(&function).cloned().unwrap_or(Value::NONE);
    let initial = given(&initial).filter(|v| !v.is_none()).cloned().unwrap_or(Value::BLANK);
    vm.alloc_payload(cls, || Accumulate {
        source: source.clone(),
        function: function.clone(),
        total: ValueCell::new(Value::BLANK),
        initial: ValueCell::new(initial.clone()),
    })
}

fn accumulate_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Accumulate>(vm, v)?;
    let initial = it.initial.get();
    if !initial.is_blank() {
        it.initial.set(Value::BLANK);
        it.total.set(initial.clone());
        return Ok(Some(initial));
    }
    let Some(item) = vm.next(&it.source)? else { return Ok(None) };
    let total = it.total.get();
    let total = if total.is_blank() {
        item
    } else if it.function.is_none() {
        vm.binary(BinOp::Add, &total, &item)?
    } else {
        vm.call(&it.function, &[total, item])?
    };
    it.total.set(total.clone());
    Ok(Some(total))
}

/// Tuples of up to `n` elements.
#[derive(Trace)]
pub struct Batched {
    /// BLANK once exhausted.
    source: ValueCell,
    n: usize,
    strict: bool,
}

iterator_type!(
    Batched,
    BATCHED_TYPE,
    "batched",
    ITERTOOLS_BATCHED,
    Some(batched_new),
    batched_next,
    "Batch data into tuples of length n. The last batch may be shorter than n.\n\nLoops over the input iterable and accumulates data into tuples\nup to size n.  The input is consumed lazily, just enough to\nfill a batch.  The result is yielded as soon as a batch is full\nor when the input iterable is exhausted.\n\nIf \"strict\" is True, raises a ValueError if the final batch is shorter\nthan n."
);

fn batched_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [iterable, n, strict] = args.bind::<3>(vm, "batched", "(iterable, n, *, strict=False)")?;
    let n = vm.index_i64(&n)?;
    let strict = given(&strict).map_or(Ok(false), |v| vm.truthy(v))?;
    if n < 1 {
        return Err(vm.value_error("n must be at least one"));
    }
    let source = vm.iter(&iterable)?;
    vm.alloc_payload(cls, || Batched { source: ValueCell::new(source.clone()), n: n as usize, strict })
}

fn batched_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Batched>(vm, v)?;
    let source = it.source.get();
    if source.is_blank() {
        return Ok(None);
    }
    let mut out = HeapVec::new();
    while out.len() < it.n {
        match vm.next(&source) {
            Ok(Some(item)) => vm.push(&mut out, item)?,
            Ok(None) => {
                it.source.set(Value::BLANK);
                if out.is_empty() {
                    return Ok(None);
                }
                if it.strict {
                    return Err(vm.value_error("batched(): incomplete batch"));
                }
                break;
            }
            Err(raised) => {
                it.source.set(Value::BLANK);
                return Err(raised);
            }
        }
    }
    vm.tuple_from(out).map(Some)
}

/// Overlapping pairs.
#[derive(Trace)]
pub struct Pairwise {
    /// BLANK once exhausted.
    source: ValueCell,
    old: ValueCell,
}

iterator_type!(
    Pairwise,
    PAIRWISE_TYPE,
    "pairwise",
    ITERTOOLS_PAIRWISE,
    Some(pairwise_new),
    pairwise_next,
    "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ..."
);

fn pairwise_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [iterable] = args.bind::<1>(vm, "pairwise", "(iterable, /)")?;
    let source = vm.iter(&iterable)?;
    vm.alloc_payload(cls, || Pairwise {
        source: ValueCell::new(source.clone()),
        old: ValueCell::new(Value::BLANK),
    })
}

fn pairwise_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Pairwise>(vm, v)?;
    let source = it.source.get();
    if source.is_blank() {
        return Ok(None);
    }
    if it.old.is_blank() {
        match vm.next(&source)? {
            Some(first) => it.old.set(first),
            None => {
                it.source.set(Value::BLANK);
                return Ok(None);
            }
        }
        if it.source.is_blank() {
            it.old.set(Value::BLANK);
            return Ok(None);
        }
    }
    let old = it.old.get();
    match vm.next(&source)? {
        Some(new) => {
            it.old.set(new.clone());
            vm.tuple_of([old, new]).map(Some)
        }
        None => {
            it.source.set(Value::BLANK);
            it.old.set(Value::BLANK);
            Ok(None)
        }
    }
}

/// Runs of equal keys.
#[derive(Trace)]
pub struct GroupBy {
    source: Value,
    /// None: the element itself.
    key_function: Value,
    /// Key of the group handed out last; BLANK before the first.
    target_key: ValueCell,
    /// Key and value of the element read last; BLANK before the first.
    current_key: ValueCell,
    current_value: ValueCell,
    /// Number of the group handed out last: an older one is over.
    group: Cell<u64>,
}

iterator_type!(
    GroupBy,
    GROUPBY_TYPE,
    "groupby",
    ITERTOOLS_GROUPBY,
    Some(groupby_new),
    groupby_next,
    "make an iterator that returns consecutive keys and groups from the iterable\n\n  iterable\n    Elements to divide into groups according to the key function.\n  key\n    A function for computing the group category for each element.\n    If the key function is not specified or is None, the element itself\n    is used for grouping."
);

fn groupby_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [iterable, key] = args.bind::<2>(vm, "groupby", "(iterable, key=None)")?;
    let source = vm.iter(&iterable)?;
    let key = given(&key).cloned().unwrap_or(Value::NONE);
    vm.alloc_payload(cls, || GroupBy {
        source: source.clone(),
        key_function: key.clone(),
        target_key: ValueCell::new(Value::BLANK),
        current_key: ValueCell::new(Value::BLANK),
        current_value: ValueCell::new(Value::BLANK),
        group: Cell::new(0),
    })
}

/// Reads one element; false at the end.
fn groupby_step(vm: &Vm, it: &GroupBy) -> PyResult<bool> {
    let Some(value) = vm.next(&it.source)? else { return Ok(false) };
    let key = if it.key_function.is_none() {
        value.clone()
    } else {
        vm.call(&it.key_function, std::slice::from_ref(&value))?
    };
    it.current_value.set(value);
    it.current_key.set(key);
    Ok(true)
}

fn groupby_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<GroupBy>(vm, v)?;
    it.group.set(it.group.get() + 1);
    // Skip what is left of the last group.
    loop {
        let (current, target) = (it.current_key.get(), it.target_key.get());
        if !current.is_blank() {
            if target.is_blank() {
                break;
            }
            if !vm.eq(&target, &current)? {
                break;
            }
        }
        if !groupby_step(vm, it)? {
            return Ok(None);
        }
    }
    let key = it.current_key.get();
    it.target_key.set(key.clone());
    let group = it.group.get();
    let grouper = vm.alloc(|| Grouper { parent: v.clone(), key: key.clone(), group })?;
    vm.tuple_of([key, grouper.into_value()]).map(Some)
}

/// One run.
#[derive(Trace)]
pub struct Grouper {
    parent: Value,
    key: Value,
    group: u64,
}

iterator_type!(
    Grouper,
    GROUPER_TYPE,
    "_grouper",
    ITERTOOLS_GROUPER,
    Some(grouper_new),
    grouper_next,
    "",
    [],
    TypeFlags::NONE
);

fn grouper_new(vm: &Vm, _cls: &Ref<Class>, args: &Args) -> PyResult {
    let [parent, key] = args.bind::<2>(vm, "_grouper", "(parent, tgtkey, /)")?;
    let Some(groups) = parent.get::<GroupBy>() else {
        let got = vm.tn(&parent);
        return Err(vm.type_error(format_args!("_grouper() argument 1 must be itertools.groupby, not {got}")));
    };
    groups.group.set(groups.group.get() + 1);
    let group = groups.group.get();
    Ok(vm.alloc(|| Grouper { parent: parent.clone(), key: key.clone(), group })?.into_value())
}

fn grouper_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Grouper>(vm, v)?;
    let groups = payload_of::<GroupBy>(vm, &it.parent)?;
    if groups.group.get() != it.group {
        return Ok(None);
    }
    if groups.current_value.is_blank() && !groupby_step(vm, groups)? {
        return Ok(None);
    }
    let current = groups.current_key.get();
    if !vm.eq(&it.key, &current)? {
        return Ok(None);
    }
    let value = groups.current_value.replace(Value::BLANK);
    Ok(if value.is_blank() { None } else { Some(value) })
}
