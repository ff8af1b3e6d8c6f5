//! `product`, `permutations`, `combinations`, `combinations_with_replacement`.
//!
//! # Invariants
//! C1: every index that an iterator holds is below the length of its pool, which never changes.

use super::{iterator_type, tuple_of_cells};
use hognose_vm::prelude::*;

fn pool(vm: &Vm, iterable: &Value) -> PyResult<Ref<Tuple>> {
    if let Some(tuple) = exact::<Tuple>(iterable) {
        return Ok(tuple.clone());
    }
    let items = vm.collect(iterable)?;
    vm.new_tuple(&items)
}

/// A copy of `pool[i]`; None cannot happen (C1).
fn at(pool: &Ref<Tuple>, i: usize) -> Value {
    pool.items().get(i).cloned().unwrap_or(Value::NONE)
}

fn push_all(vm: &Vm, cells: &CellVec<u32>, numbers: impl Iterator<Item = u32>) -> PyResult<()> {
    for n in numbers {
        vm.retry(|heap| cells.try_push(heap, n))?;
    }
    Ok(())
}

fn index(cells: &CellVec<u32>, i: usize) -> usize {
    cells.get(i).unwrap_or(0) as usize
}

fn set_index(cells: &CellVec<u32>, i: usize, to: usize) {
    cells.set(i, to as u32);
}

/// What all four share: pools, the present indices, the last result's elements.
#[derive(Trace)]
struct State {
    /// One pool, or for product one per position.
    pools: Ref<Tuple>,
    indices: CellVec<u32>,
    /// Empty before the first result.
    result: CellVec<Value>,
    started: Cell<bool>,
    stopped: Cell<bool>,
    r: usize,
}

impl State {
    fn new(pools: &Ref<Tuple>, r: usize, stopped: bool) -> State {
        State {
            pools: pools.clone(),
            indices: CellVec::new(),
            result: CellVec::new(),
            started: Cell::new(false),
            stopped: Cell::new(stopped),
            r,
        }
    }

    fn put(&self, i: usize, v: Value) {
        drop(self.result.set(i, v));
    }
}

fn length(vm: &Vm, v: &Value) -> PyResult<usize> {
    let r = vm.index_i64(v)?;
    if r < 0 {
        return Err(vm.value_error("r must be non-negative"));
    }
    vm.check_size(r as u128 * 8)?;
    Ok(r as usize)
}

// ---- product ----

#[derive(Trace)]
pub struct Product(State);

iterator_type!(
    Product,
    PRODUCT_TYPE,
    "product",
    ITERTOOLS_PRODUCT,
    Some(product_new),
    product_next,
    "Cartesian product of input iterables.  Equivalent to nested for-loops.\n\nFor example, product(A, B) returns the same as:  ((x,y) for x in A for y in B).",
    [method("__sizeof__", "($self, /)", product_sizeof).doc("Returns size in memory, in bytes.")],
    TypeFlags::BASETYPE
);

fn product_sizeof(vm: &Vm, a: &[Value]) -> PyResult {
    let it = &self_of::<Product>(vm, a)?.0;
    let object = a[0].as_object().map_or(0, |o| o.block_size());
    vm.int_from_usize(object + it.indices.allocated_bytes() + it.result.allocated_bytes())
}

fn product_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let mut repeat = 1;
    for (name, value) in args.keywords() {
        let name = vm.to_str(name)?;
        if name.to_utf8() != "repeat" {
            return Err(vm.type_error(format_args!(
                "product() got an unexpected keyword argument '{}'",
                name.to_utf8()
            )));
        }
        repeat = vm.index_i64(value)?;
        if repeat < 0 {
            return Err(vm.value_error("repeat argument cannot be negative"));
        }
    }
    let total = args.pos.len() as u128 * repeat as u128;
    if total * 8 > 1 << 40 {
        return Err(vm.overflow_error("repeat argument too large"));
    }
    vm.check_size(total * 20)?;
    let mut once = HeapVec::new();
    if repeat > 0 {
        for iterable in args.pos {
            let pool = pool(vm, iterable)?;
            vm.push(&mut once, pool.into_value())?;
        }
    }
    let empty = once.iter().any(|p| p.get::<Tuple>().is_some_and(|t| t.items().is_empty()));
    let mut all = HeapVec::new();
    for _ in 0..repeat {
        for pool in once.iter() {
            vm.push(&mut all, pool.clone())?;
        }
        if once.is_empty() {
            break;
        }
    }
    let pools = vm.new_tuple(&all)?;
    let made = vm.alloc_payload(cls, || Product(State::new(&pools, pools.items().len(), empty)))?;
    let it = &payload_of::<Product>(vm, &made)?.0;
    push_all(vm, &it.indices, (0..it.r).map(|_| 0))?;
    Ok(made)
}

fn product_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = &payload_of::<Product>(vm, v)?.0;
    if it.stopped.get() {
        return Ok(None);
    }
    let pool_at = |i: usize| payload_of::<Tuple>(vm, &it.pools.items()[i]);
    if !it.started.get() {
        it.started.set(true);
        for i in 0..it.r {
            let first = at(pool_at(i)?, 0);
            vm.retry(|heap| it.result.try_push(heap, first.clone()))?;
        }
        return tuple_of_cells(vm, &it.result).map(Some);
    }
    let mut i = it.r;
    loop {
        if i == 0 {
            it.stopped.set(true);
            return Ok(None);
        }
        i -= 1;
        let pool = pool_at(i)?;
        let next = index(&it.indices, i) + 1;
        if next < pool.items().len() {
            set_index(&it.indices, i, next);
            it.put(i, at(pool, next));
            break;
        }
        set_index(&it.indices, i, 0);
        it.put(i, at(pool, 0));
    }
    tuple_of_cells(vm, &it.result).map(Some)
}

// ---- combinations ----

#[derive(Trace)]
pub struct Combinations(State);

iterator_type!(
    Combinations,
    COMBINATIONS_TYPE,
    "combinations",
    ITERTOOLS_COMBINATIONS,
    Some(combinations_new),
    combinations_next,
    "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)"
);

fn combinations_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [iterable, r] = args.bind::<2>(vm, "combinations", "(iterable, r)")?;
    let pool = pool(vm, &iterable)?;
    let r = length(vm, &r)?;
    let n = pool.items().len();
    let made = vm.alloc_payload(cls, || Combinations(State::new(&pool, r, r > n)))?;
    if r <= n {
        push_all(vm, &payload_of::<Combinations>(vm, &made)?.0.indices, 0..r as u32)?;
    }
    Ok(made)
}

fn combinations_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = &payload_of::<Combinations>(vm, v)?.0;
    if it.stopped.get() {
        return Ok(None);
    }
    let n = it.pools.items().len();
    if !it.started.get() {
        it.started.set(true);
        for i in 0..it.r {
            let v = at(&it.pools, i);
            vm.retry(|heap| it.result.try_push(heap, v.clone()))?;
        }
        return tuple_of_cells(vm, &it.result).map(Some);
    }
    // The rightmost index that is not at its end goes one up; those behind it follow.
    let Some(i) = (0..it.r).rev().find(|i| index(&it.indices, *i) != i + n - it.r) else {
        it.stopped.set(true);
        return Ok(None);
    };
    let mut next = index(&it.indices, i) + 1;
    for j in i..it.r {
        set_index(&it.indices, j, next);
        it.put(j, at(&it.pools, next));
        next += 1;
    }
    tuple_of_cells(vm, &it.result).map(Some)
}

// ---- combinations_with_replacement ----

#[derive(Trace)]
pub struct CombinationsWithReplacement(State);

iterator_type!(
    CombinationsWithReplacement,
    COMBINATIONS_WITH_REPLACEMENT_TYPE,
    "combinations_with_replacement",
    ITERTOOLS_COMBINATIONS_WITH_REPLACEMENT,
    Some(replacement_new),
    replacement_next,
    "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.\n\ncombinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')"
);

fn replacement_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [iterable, r] = args.bind::<2>(vm, "combinations_with_replacement", "(iterable, r)")?;
    let pool = pool(vm, &iterable)?;
    let r = length(vm, &r)?;
    let stopped = pool.items().is_empty() && r > 0;
    let made = vm.alloc_payload(cls, || CombinationsWithReplacement(State::new(&pool, r, stopped)))?;
    if !stopped {
        push_all(vm, &payload_of::<CombinationsWithReplacement>(vm, &made)?.0.indices, (0..r).map(|_| 0))?;
    }
    Ok(made)
}

fn replacement_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = &payload_of::<CombinationsWithReplacement>(vm, v)?.0;
    if it.stopped.get() {
        return Ok(None);
    }
    let n = it.pools.items().len();
    if !it.started.get() {
        it.started.set(true);
        for _ in 0..it.r {
            let v = at(&it.pools, 0);
            vm.retry(|heap| it.result.try_push(heap, v.clone()))?;
        }
        return tuple_of_cells(vm, &it.result).map(Some);
    }
    let Some(i) = (0..it.r).rev().find(|i| index(&it.indices, *i) != n - 1) else {
        it.stopped.set(true);
        return Ok(None);
    };
    let next = index(&it.indices, i) + 1;
    for j in i..it.r {
        set_index(&it.indices, j, next);
        it.put(j, at(&it.pools, next));
    }
    tuple_of_cells(vm, &it.result).map(Some)
}

// ---- permutations ----

#[derive(Trace)]
pub struct Permutations {
    state: State,
    cycles: CellVec<u32>,
}

iterator_type!(
    Permutations,
    PERMUTATIONS_TYPE,
    "permutations",
    ITERTOOLS_PERMUTATIONS,
    Some(permutations_new),
    permutations_next,
    "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)"
);

fn permutations_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [iterable, r] = args.bind::<2>(vm, "permutations", "(iterable, r=None)")?;
    let pool = pool(vm, &iterable)?;
    let n = pool.items().len();
    let r = match given(&r).filter(|v| !v.is_none()) {
        None => n,
        Some(r) if !hognose_vm::types::int::is_int(r) => return Err(vm.type_error("Expected int as r")),
        Some(r) => length(vm, r)?,
    };
    let made = vm
        .alloc_payload(cls, || Permutations { state: State::new(&pool, r, r > n), cycles: CellVec::new() })?;
    if r <= n {
        let it = payload_of::<Permutations>(vm, &made)?;
        push_all(vm, &it.state.indices, 0..n as u32)?;
        push_all(vm, &it.cycles, (0..r).map(|i| (n - i) as u32))?;
    }
    Ok(made)
}

fn permutations_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let permutations = payload_of::<Permutations>(vm, v)?;
    let (it, cycles) = (&permutations.state, &permutations.cycles);
    if it.stopped.get() {
        return Ok(None);
    }
    let n = it.pools.items().len();
    if !it.started.get() {
        it.started.set(true);
        for i in 0..it.r {
            let v = at(&it.pools, i);
            vm.retry(|heap| it.result.try_push(heap, v.clone()))?;
        }
        return tuple_of_cells(vm, &it.result).map(Some);
    }
    for i in (0..it.r).rev() {
        let cycle = index(cycles, i) - 1;
        if cycle == 0 {
            // This position is through: its index goes to the end.
            let first = index(&it.indices, i);
            for j in i..n - 1 {
                set_index(&it.indices, j, index(&it.indices, j + 1));
            }
            set_index(&it.indices, n - 1, first);
            set_index(cycles, i, n - i);
            continue;
        }
        set_index(cycles, i, cycle);
        it.indices.swap(i, n - cycle);
        for k in i..it.r {
            it.put(k, at(&it.pools, index(&it.indices, k)));
        }
        return tuple_of_cells(vm, &it.result).map(Some);
    }
    it.stopped.set(true);
    Ok(None)
}
