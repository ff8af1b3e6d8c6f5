//! Iterators that are made by built-in functions: over `__getitem__` and over a callable, `enumerate`, `zip`,
//! `map`, `filter` and `reversed`.
//!
//! Iterators of one container type stand in that type's file.

use crate::prelude::*;

// ---- iter(object with __getitem__)

/// Walks an object by `__getitem__` from 0 until IndexError. Blank when exhausted.
#[derive(Trace)]
pub struct SequenceIter {
    sequence: ValueCell,
    index: Cell<i64>,
}

impl Payload for SequenceIter {
    const NAME: &'static str = "iterator";
    const SHAPE: ShapeId = shapes::SEQUENCE_ITERATOR;
    type Tail = ();
}

pub static SEQUENCE_ITER_TYPE: TypeDef = TypeDef {
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__length_hint__", "($self, /)", sequence_length_hint),
        method("__reduce__", "($self, /)", sequence_reduce),
        method("__setstate__", "($self, object, /)", sequence_setstate),
    ],
    iternext: Some(sequence_next),
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<SequenceIter>("iterator")
};

/// The iterator of an object that has `__getitem__` but no `__iter__`.
pub fn sequence_iterator(vm: &Vm, sequence: &Value) -> PyResult {
    let make = || SequenceIter { sequence: ValueCell::new(sequence.clone()), index: Cell::new(0) };
    Ok(vm.alloc(make)?.into_value())
}

fn sequence_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<SequenceIter>(vm, v)?;
    let sequence = it.sequence.get();
    if sequence.is_blank() {
        return Ok(None);
    }
    let index = it.index.get();
    if index == i64::MAX {
        return Err(vm.overflow_error("iter index too large"));
    }
    match vm.getitem(&sequence, &vm.int(index)?) {
        Ok(item) => {
            it.index.set(index + 1);
            Ok(Some(item))
        }
        Err(raised) => {
            if vm.catch(&vm.exc.index_error).is_some() || vm.catch(&vm.exc.stop_iteration).is_some() {
                it.sequence.set(Value::BLANK);
                return Ok(None);
            }
            Err(raised)
        }
    }
}

fn sequence_length_hint(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<SequenceIter>(vm, a)?;
    let sequence = it.sequence.get();
    if sequence.is_blank() {
        return vm.int(0);
    }
    if vm.lookup_special(&sequence, &vm.names.__len__).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let len = vm.len(&sequence)? as i64;
    vm.int((len - it.index.get()).max(0))
}

fn sequence_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<SequenceIter>(vm, a)?;
    let iter = vm.builtin("iter")?;
    let sequence = it.sequence.get();
    if sequence.is_blank() {
        let args = vm.tuple_of([vm.tuple(&[])?])?;
        return vm.tuple_of([iter, args]);
    }
    let args = vm.tuple_of([sequence])?;
    vm.tuple_of([iter, args, vm.int(it.index.get())?])
}

fn sequence_setstate(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<SequenceIter>(vm, a)?;
    let index = vm.index_i64(&a[1])?;
    if !it.sequence.is_blank() {
        it.index.set(index.max(0));
    }
    Ok(Value::NONE)
}

// ---- iter(callable, sentinel)

/// Calls until the sentinel comes. Blank when exhausted.
#[derive(Trace)]
pub struct CallableIter {
    callable: ValueCell,
    sentinel: ValueCell,
}

impl Payload for CallableIter {
    const NAME: &'static str = "callable_iterator";
    const SHAPE: ShapeId = shapes::CALLABLE_ITERATOR;
    type Tail = ();
}

pub static CALLABLE_ITER_TYPE: TypeDef = TypeDef {
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__reduce__", "($self, /)", callable_reduce),
    ],
    iternext: Some(callable_next),
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<CallableIter>("callable_iterator")
};

/// `iter(callable, sentinel)`.
pub fn callable_iterator(vm: &Vm, callable: &Value, sentinel: &Value) -> PyResult {
    let make = || CallableIter {
        callable: ValueCell::new(callable.clone()),
        sentinel: ValueCell::new(sentinel.clone()),
    };
    Ok(vm.alloc(make)?.into_value())
}

fn callable_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<CallableIter>(vm, v)?;
    let callable = it.callable.get();
    if callable.is_blank() {
        return Ok(None);
    }
    let exhaust = || {
        it.callable.set(Value::BLANK);
        it.sentinel.set(Value::BLANK);
    };
    match vm.call(&callable, &[]) {
        Ok(item) => {
            let sentinel = it.sentinel.get();
            // The call may have exhausted this very iterator.
            if sentinel.is_blank() {
                return Ok(None);
            }
            if vm.eq(&item, &sentinel)? {
                exhaust();
                return Ok(None);
            }
            Ok(Some(item))
        }
        Err(raised) => match vm.catch(&vm.exc.stop_iteration) {
            Some(_) => {
                exhaust();
                Ok(None)
            }
            None => Err(raised),
        },
    }
}

fn callable_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<CallableIter>(vm, a)?;
    let iter = vm.builtin("iter")?;
    let (callable, sentinel) = (it.callable.get(), it.sentinel.get());
    let args =
        if callable.is_blank() { vm.tuple_of([vm.tuple(&[])?])? } else { vm.tuple_of([callable, sentinel])? };
    vm.tuple_of([iter, args])
}

// ---- enumerate

/// Counts along an iterator. The count moves to `big` when i64 is exhausted.
#[derive(Trace)]
pub struct Enumerate {
    pub iterator: Value,
    pub index: Cell<i64>,
    big: ValueCell,
}

impl Payload for Enumerate {
    const NAME: &'static str = "enumerate";
    const SHAPE: ShapeId = shapes::ENUMERATE;
    type Tail = ();
}

pub static ENUMERATE_TYPE: TypeDef = TypeDef {
    doc: "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
    new: Some(enumerate_new),
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__reduce__", "($self, /)", enumerate_reduce),
        class_method("__class_getitem__", "($cls, object, /)", class_getitem),
    ],
    iternext: Some(enumerate_next),
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Enumerate>("enumerate")
};

fn class_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.generic_alias(&a[0], &a[1])
}

fn enumerate_new(vm: &Vm, cls: &Ref<Class>, args: &Args<'_>) -> PyResult {
    if args.is_empty() {
        return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
    }
    if args.len() > 2 {
        return Err(
            vm.type_error(format_args!("enumerate() takes at most 2 arguments ({} given)", args.len()))
        );
    }
    let [iterable, start] = args.bind(vm, "enumerate", "(iterable, start=0)")?;
    let start = match given(&start) {
        None => Value::from_small(0),
        Some(start) => vm.index(start)?,
    };
    let iterator = vm.iter(&iterable)?;
    let small = start.as_int();
    vm.alloc_payload(cls, || Enumerate {
        iterator: iterator.clone(),
        index: Cell::new(small.unwrap_or(0)),
        big: ValueCell::new(if small.is_some() { Value::BLANK } else { start.clone() }),
    })
}

fn enumerate_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Enumerate>(vm, v)?;
    let Some(item) = vm.next(&it.iterator)? else { return Ok(None) };
    let index = if it.big.is_blank() {
        let index = it.index.get();
        // Far from i64's end; an immediate int never comes near it.
        it.index.set(index + 1);
        vm.int(index)?
    } else {
        let index = it.big.get();
        it.big.set(vm.binary(BinOp::Add, &index, &Value::from_small(1))?);
        index
    };
    vm.tuple_of([index, item]).map(Some)
}

fn enumerate_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<Enumerate>(vm, a)?;
    let index = if it.big.is_blank() { vm.int(it.index.get())? } else { it.big.get() };
    let args = vm.tuple_of([it.iterator.clone(), index])?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), args])
}

// ---- zip and map

/// Several iterators in step.
#[derive(Trace)]
pub struct Zip {
    pub iterators: Ref<Tuple>,
    pub strict: Cell<bool>,
}

impl Payload for Zip {
    const NAME: &'static str = "zip";
    const SHAPE: ShapeId = shapes::ZIP;
    type Tail = ();
}

pub static ZIP_TYPE: TypeDef = TypeDef {
    doc: "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
    new: Some(zip_new),
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__reduce__", "($self, /)", zip_reduce),
        method("__setstate__", "($self, object, /)", zip_setstate),
    ],
    iternext: Some(zip_next),
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Zip>("zip")
};

/// The `strict` keyword, the only one that `function` takes.
fn strict_keyword(vm: &Vm, function: &str, args: &Args<'_>) -> PyResult<bool> {
    if args.kw_values.is_empty() {
        return Ok(false);
    }
    let keywords = Args { pos: &[], ..*args };
    let [strict] = keywords.bind(vm, function, "(*, strict=False)")?;
    match given(&strict) {
        None => Ok(false),
        Some(strict) => vm.truthy(strict),
    }
}

fn iterators_of(vm: &Vm, iterables: &[Value]) -> PyResult<Ref<Tuple>> {
    let mut iterators = vm.retry(|heap| HeapVec::try_with_capacity(heap, iterables.len()))?;
    for iterable in iterables {
        vm.push(&mut iterators, vm.iter(iterable)?)?;
    }
    vm.new_tuple(&iterators)
}

fn zip_new(vm: &Vm, cls: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let strict = strict_keyword(vm, "zip", args)?;
    let iterators = iterators_of(vm, args.pos)?;
    vm.alloc_payload(cls, || Zip { iterators: iterators.clone(), strict: Cell::new(strict) })
}

fn zip_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Zip>(vm, v)?;
    if let [first, second] = it.iterators.items() {
        let Some(x) = vm.next(first)? else {
            return if it.strict.get() { uneven(vm, "zip", &it.iterators, 0) } else { Ok(None) };
        };
        let Some(y) = vm.next(second)? else {
            return if it.strict.get() { uneven(vm, "zip", &it.iterators, 1) } else { Ok(None) };
        };
        return vm.tuple_of([x, y]).map(Some);
    }
    match step(vm, "zip", &it.iterators, it.strict.get())? {
        Some(items) => vm.tuple_from(items).map(Some),
        None => Ok(None),
    }
}

/// One item of every iterator, or None when one is exhausted.
fn step(vm: &Vm, function: &str, iterators: &Ref<Tuple>, strict: bool) -> PyResult<Option<HeapVec<Value>>> {
    if iterators.is_empty() {
        return Ok(None);
    }
    let mut items = vm.retry(|heap| HeapVec::try_with_capacity(heap, iterators.len()))?;
    for (i, iterator) in iterators.items().iter().enumerate() {
        match vm.next(iterator)? {
            Some(item) => vm.push(&mut items, item)?,
            None if strict => return uneven(vm, function, iterators, i),
            None => return Ok(None),
        }
    }
    Ok(Some(items))
}

/// Iterator number `ended` had no more items: all the others must have none either.
#[cold]
fn uneven<T>(vm: &Vm, function: &str, iterators: &Ref<Tuple>, ended: usize) -> PyResult<Option<T>> {
    let complain = |i: usize, what: &str| {
        let others = if i == 1 { "argument 1".to_string() } else { format!("arguments 1-{i}") };
        vm.value_error(format_args!("{function}() argument {} is {what} than {others}", i + 1))
    };
    if ended > 0 {
        return Err(complain(ended, "shorter"));
    }
    for (i, iterator) in iterators.items().iter().enumerate().skip(1) {
        if vm.next(iterator)?.is_some() {
            return Err(complain(i, "longer"));
        }
    }
    Ok(None)
}

fn zip_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<Zip>(vm, a)?;
    let class = vm.class_of(&a[0]).into_value();
    let iterators = it.iterators.clone().into_value();
    if it.strict.get() {
        vm.tuple_of([class, iterators, Value::TRUE])
    } else {
        vm.tuple_of([class, iterators])
    }
}

fn zip_setstate(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<Zip>(vm, a)?.strict.set(vm.truthy(&a[1])?);
    Ok(Value::NONE)
}

/// A function over several iterators in step.
#[derive(Trace)]
pub struct Map {
    pub function: Value,
    pub iterators: Ref<Tuple>,
    strict: Cell<bool>,
}

impl Payload for Map {
    const NAME: &'static str = "map";
    const SHAPE: ShapeId = shapes::MAP;
    type Tail = ();
}

pub static MAP_TYPE: TypeDef = TypeDef {
    doc: "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.",
    new: Some(map_new),
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__reduce__", "($self, /)", map_reduce),
        method("__setstate__", "($self, object, /)", map_setstate),
    ],
    iternext: Some(map_next),
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Map>("map")
};

fn map_new(vm: &Vm, cls: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let strict = strict_keyword(vm, "map", args)?;
    let [function, iterables @ ..] = args.pos else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let iterators = iterators_of(vm, iterables)?;
    vm.alloc_payload(cls, || Map {
        function: function.clone(),
        iterators: iterators.clone(),
        strict: Cell::new(strict),
    })
}

fn map_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Map>(vm, v)?;
    if let [iterator] = it.iterators.items() {
        return match vm.next(iterator)? {
            Some(item) => vm.call(&it.function, &[item]).map(Some),
            None => Ok(None),
        };
    }
    match step(vm, "map", &it.iterators, it.strict.get())? {
        Some(items) => vm.call(&it.function, &items).map(Some),
        None => Ok(None),
    }
}

fn map_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<Map>(vm, a)?;
    let mut args = HeapVec::new();
    vm.push(&mut args, it.function.clone())?;
    for iterator in it.iterators.items() {
        vm.push(&mut args, iterator.clone())?;
    }
    let (class, args) = (vm.class_of(&a[0]).into_value(), vm.tuple_from(args)?);
    if it.strict.get() { vm.tuple_of([class, args, Value::TRUE]) } else { vm.tuple_of([class, args]) }
}

fn map_setstate(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<Map>(vm, a)?.strict.set(vm.truthy(&a[1])?);
    Ok(Value::NONE)
}

// ---- filter

/// The items for which a function (None: truth itself) answers true.
#[derive(Trace)]
pub struct Filter {
    function: Value,
    iterator: Value,
}

impl Payload for Filter {
    const NAME: &'static str = "filter";
    const SHAPE: ShapeId = shapes::FILTER;
    type Tail = ();
}

pub static FILTER_TYPE: TypeDef = TypeDef {
    doc: "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
    new: Some(filter_new),
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__reduce__", "($self, /)", filter_reduce),
    ],
    iternext: Some(filter_next),
    flags: TypeFlags::BASETYPE.union(TypeFlags::NO_KEYWORDS),
    ..TypeDef::new::<Filter>("filter")
};

fn filter_new(vm: &Vm, cls: &Ref<Class>, args: &Args<'_>) -> PyResult {
    args.no_keywords(vm, "filter")?;
    let [function, iterable] = args.pos else {
        return Err(vm.type_error(format_args!("filter expected 2 arguments, got {}", args.pos.len())));
    };
    let iterator = vm.iter(iterable)?;
    vm.alloc_payload(cls, || Filter { function: function.clone(), iterator: iterator.clone() })
}

fn filter_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Filter>(vm, v)?;
    let by_truth = it.function.is_none() || it.function.same(vm.types.bool_.as_value());
    while let Some(item) = vm.next(&it.iterator)? {
        let keep = if by_truth {
            vm.truthy(&item)?
        } else {
            let answer = vm.call(&it.function, std::slice::from_ref(&item))?;
            vm.truthy(&answer)?
        };
        if keep {
            return Ok(Some(item));
        }
        vm.poll()?;
    }
    Ok(None)
}

fn filter_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<Filter>(vm, a)?;
    let args = vm.tuple_of([it.function.clone(), it.iterator.clone()])?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), args])
}

// ---- reversed

/// Walks a sequence backward by `__getitem__`. Blank when exhausted; `index` is the next position.
#[derive(Trace)]
pub struct Reversed {
    sequence: ValueCell,
    index: Cell<i64>,
}

impl Payload for Reversed {
    const NAME: &'static str = "reversed";
    const SHAPE: ShapeId = shapes::REVERSED;
    type Tail = ();
}

pub static REVERSED_TYPE: TypeDef = TypeDef {
    doc: "Return a reverse iterator over the values of the given sequence.",
    new: Some(reversed_new),
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__length_hint__", "($self, /)", reversed_length_hint),
        method("__reduce__", "($self, /)", reversed_reduce),
        method("__setstate__", "($self, object, /)", reversed_setstate),
    ],
    iternext: Some(reversed_next),
    flags: TypeFlags::BASETYPE.union(TypeFlags::NO_KEYWORDS),
    ..TypeDef::new::<Reversed>("reversed")
};

fn reversed_new(vm: &Vm, cls: &Ref<Class>, args: &Args<'_>) -> PyResult {
    args.no_keywords(vm, "reversed")?;
    let [sequence] = args.pos else {
        return Err(vm.type_error(format_args!("reversed expected 1 argument, got {}", args.pos.len())));
    };
    match vm.lookup_special(sequence, &vm.names.__reversed__) {
        Some(none) if none.is_none() => {
            return Err(vm.type_error(format_args!("'{}' object is not reversible", vm.tn(sequence))));
        }
        Some(_) => {
            if let Some(made) = vm.call_special(sequence, &vm.names.__reversed__, &[])? {
                return Ok(made);
            }
        }
        None => {}
    }
    let is_mapping = sequence.get::<Dict>().is_some();
    if is_mapping || vm.lookup_special(sequence, &vm.names.__getitem__).is_none() {
        return Err(vm.type_error(format_args!("'{}' object is not reversible", vm.tn(sequence))));
    }
    let len = vm.len(sequence)? as i64;
    vm.alloc_payload(cls, || Reversed {
        sequence: ValueCell::new(sequence.clone()),
        index: Cell::new(len - 1),
    })
}

fn reversed_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Reversed>(vm, v)?;
    let sequence = it.sequence.get();
    if sequence.is_blank() {
        return Ok(None);
    }
    let index = it.index.get();
    if index >= 0 {
        match vm.getitem(&sequence, &vm.int(index)?) {
            Ok(item) => {
                it.index.set(index - 1);
                return Ok(Some(item));
            }
            Err(raised) => {
                if vm.catch(&vm.exc.index_error).is_none() && vm.catch(&vm.exc.stop_iteration).is_none() {
                    return Err(raised);
                }
            }
        }
    }
    it.index.set(-1);
    it.sequence.set(Value::BLANK);
    Ok(None)
}

fn reversed_length_hint(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<Reversed>(vm, a)?;
    let sequence = it.sequence.get();
    if sequence.is_blank() {
        return vm.int(0);
    }
    let len = vm.len(&sequence)? as i64;
    vm.int(if it.index.get() + 1 > len { 0 } else { it.index.get() + 1 })
}

fn reversed_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<Reversed>(vm, a)?;
    let class = vm.class_of(&a[0]).into_value();
    let sequence = it.sequence.get();
    if sequence.is_blank() {
        let args = vm.tuple_of([vm.tuple(&[])?])?;
        return vm.tuple_of([class, args]);
    }
    let args = vm.tuple_of([sequence])?;
    vm.tuple_of([class, args, vm.int(it.index.get())?])
}

fn reversed_setstate(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<Reversed>(vm, a)?;
    let index = vm.index_i64(&a[1])?;
    let sequence = it.sequence.get();
    if !sequence.is_blank() {
        let len = vm.len(&sequence)? as i64;
        it.index.set(index.clamp(-1, len - 1));
    }
    Ok(Value::NONE)
}
