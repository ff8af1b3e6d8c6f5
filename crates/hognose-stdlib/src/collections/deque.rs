//! `collections.deque` over `hognose_heap::Ring`.
//!
//! # Invariants
//! Q1: a bounded deque never holds more than `maxlen` elements between calls.
//! Q2: loops that call user code read length and `state` again after each call.

use hognose_heap::Ring;
use hognose_vm::prelude::*;

/// A deque's payload.
#[derive(Trace)]
pub struct Deque {
    ring: Ring,
    /// Largest length; -1: none.
    maxlen: Cell<i64>,
}

impl Payload for Deque {
    const NAME: &'static str = "collections.deque";
    const SHAPE: ShapeId = shapes::DEQUE;
    const TRACED: bool = true;
    type Tail = ();
}

pub static TYPE: TypeDef = TypeDef {
    module: "collections",
    doc: "A list-like sequence optimized for data accesses near its endpoints.",
    new: Some(deque_new),
    methods: &[
        method("__init__", "($self, iterable=(), maxlen=None)", init),
        method("__repr__", "($self, /)", repr),
        method("__len__", "($self, /)", len),
        method("__iter__", "($self, /)", iter),
        method("__reversed__", "($self, /)", reversed).doc("Return a reverse iterator over the deque."),
        method("__contains__", "($self, key, /)", contains),
        method("__getitem__", "($self, key, /)", getitem),
        method("__setitem__", "($self, key, value, /)", setitem),
        method("__delitem__", "($self, key, /)", delitem),
        method("__add__", "($self, value, /)", add),
        method("__iadd__", "($self, value, /)", iadd),
        method("__mul__", "($self, value, /)", mul),
        method("__rmul__", "($self, value, /)", mul),
        method("__imul__", "($self, value, /)", imul),
        method("__eq__", "($self, value, /)", eq),
        method("__ne__", "($self, value, /)", ne),
        method("__lt__", "($self, value, /)", lt),
        method("__le__", "($self, value, /)", le),
        method("__gt__", "($self, value, /)", gt),
        method("__ge__", "($self, value, /)", ge),
        method("__copy__", "($self, /)", copy).doc("Return a shallow copy of a deque."),
        method("__reduce__", "($self, /)", reduce).doc("Return state information for pickling."),
        method("__sizeof__", "($self, /)", sizeof).doc("Return the size of the deque in memory, in bytes."),
        method("append", "($self, item, /)", append).doc("Add an element to the right side of the deque."),
        method("appendleft", "($self, item, /)", appendleft)
            .doc("Add an element to the left side of the deque."),
        method("clear", "($self, /)", clear).doc("Remove all elements from the deque."),
        method("copy", "($self, /)", copy).doc("Return a shallow copy of a deque."),
        method("count", "($self, value, /)", count).doc("Return number of occurrences of value."),
        method("extend", "($self, iterable, /)", extend_method)
            .doc("Extend the right side of the deque with elements from the iterable."),
        method("extendleft", "($self, iterable, /)", extendleft)
            .doc("Extend the left side of the deque with elements from the iterable."),
        method("index", "($self, value, start=0, stop=9223372036854775807, /)", index)
            .doc("Return first index of value.\n\nRaises ValueError if the value is not present."),
        method("insert", "($self, index, value, /)", insert).doc("Insert value before index."),
        method("pop", "($self, /)", pop).doc("Remove and return the rightmost element."),
        method("popleft", "($self, /)", popleft).doc("Remove and return the leftmost element."),
        method("remove", "($self, value, /)", remove).doc("Remove first occurrence of value."),
        method("reverse", "($self, /)", reverse).doc("Reverse *IN PLACE*."),
        method("rotate", "($self, n=1, /)", rotate)
            .doc("Rotate the deque n steps to the right.  If n is negative, rotates left."),
        class_method("__class_getitem__", "($cls, object, /)", class_getitem).doc("See PEP 585"),
    ],
    getsets: &[getset("maxlen", maxlen, None)],
    flags: TypeFlags::BASETYPE
        .union(TypeFlags::CONCATENATES)
        .union(TypeFlags::WEAKREF)
        .union(TypeFlags::UNHASHABLE)
        .union(TypeFlags::SEQUENCE),
    ..TypeDef::new::<Deque>("deque")
};

fn deque_new(vm: &Vm, cls: &Ref<Class>, _args: &Args) -> PyResult {
    vm.alloc_payload(cls, || Deque { ring: Ring::new(), maxlen: Cell::new(-1) })
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let deque = self_of::<Deque>(vm, a)?;
    let mut maxlen = -1;
    if let Some(v) = given(&a[2]).filter(|v| !v.is_none()) {
        if !hognose_vm::types::int::is_int(v) {
            return Err(vm.type_error("an integer is required"));
        }
        maxlen = vm.index_i64(v)?;
        if maxlen < 0 {
            return Err(vm.value_error("maxlen must be non-negative"));
        }
    }
    deque.maxlen.set(maxlen);
    deque.ring.clear();
    if let Some(iterable) = given(&a[1]) {
        extend(vm, deque, iterable)?;
    }
    Ok(Value::NONE)
}

fn maxlen(vm: &Vm, v: &Value) -> PyResult {
    match payload_of::<Deque>(vm, v)?.maxlen.get() {
        -1 => Ok(Value::NONE),
        n => vm.int(n),
    }
}

impl Deque {
    fn is_full(&self) -> bool {
        self.maxlen.get() >= 0 && self.ring.len() as i64 >= self.maxlen.get()
    }

    #[inline]
    fn push_back(&self, vm: &Vm, v: &Value) -> PyResult<()> {
        if self.is_full() {
            if self.maxlen.get() == 0 {
                return Ok(());
            }
            drop(self.ring.pop_front());
        }
        vm.retry(|heap| self.ring.push_back(heap, v.clone()))
    }

    #[inline]
    fn push_front(&self, vm: &Vm, v: &Value) -> PyResult<()> {
        if self.is_full() {
            if self.maxlen.get() == 0 {
                return Ok(());
            }
            drop(self.ring.pop_back());
        }
        vm.retry(|heap| self.ring.push_front(heap, v.clone()))
    }
}

/// The elements as they are now.
fn snapshot(vm: &Vm, deque: &Deque) -> PyResult<HeapVec<Value>> {
    let mut out = HeapVec::new();
    vm.retry(|heap| out.try_reserve(heap, deque.ring.len()))?;
    for i in 0..deque.ring.len() {
        if let Some(v) = deque.ring.get(i) {
            vm.push(&mut out, v)?;
        }
    }
    Ok(out)
}

fn extend(vm: &Vm, deque: &Ref<Deque>, iterable: &Value) -> PyResult<()> {
    if deque.as_value().same(iterable) {
        for v in snapshot(vm, deque)?.iter() {
            deque.push_back(vm, v)?;
        }
        return Ok(());
    }
    let iterator = vm.iter(iterable)?;
    while let Some(v) = vm.next(&iterator)? {
        deque.push_back(vm, &v)?;
    }
    Ok(())
}

fn extend_method(vm: &Vm, a: &[Value]) -> PyResult {
    extend(vm, self_of::<Deque>(vm, a)?, &a[1])?;
    Ok(Value::NONE)
}

fn extendleft(vm: &Vm, a: &[Value]) -> PyResult {
    let deque = self_of::<Deque>(vm, a)?;
    if a[0].same(&a[1]) {
        for v in snapshot(vm, deque)?.iter() {
            deque.push_front(vm, v)?;
        }
        return Ok(Value::NONE);
    }
    let iterator = vm.iter(&a[1])?;
    while let Some(v) = vm.next(&iterator)? {
        deque.push_front(vm, &v)?;
    }
    Ok(Value::NONE)
}

fn append(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<Deque>(vm, a)?.push_back(vm, &a[1])?;
    Ok(Value::NONE)
}

fn appendleft(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<Deque>(vm, a)?.push_front(vm, &a[1])?;
    Ok(Value::NONE)
}

#[cold]
fn empty(vm: &Vm) -> Raised {
    vm.index_error("pop from an empty deque")
}

fn pop(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<Deque>(vm, a)?.ring.pop_back().ok_or_else(|| empty(vm))
}

fn popleft(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<Deque>(vm, a)?.ring.pop_front().ok_or_else(|| empty(vm))
}

fn clear(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<Deque>(vm, a)?.ring.clear();
    Ok(Value::NONE)
}

fn reverse(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<Deque>(vm, a)?.ring.reverse();
    Ok(Value::NONE)
}

fn rotate(vm: &Vm, a: &[Value]) -> PyResult {
    let n = match given(&a[1]) {
        Some(n) => vm.index_i64(n)?,
        None => 1,
    };
    self_of::<Deque>(vm, a)?.ring.rotate(n);
    Ok(Value::NONE)
}

fn len(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int_from_usize(self_of::<Deque>(vm, a)?.ring.len())
}

fn sizeof(vm: &Vm, a: &[Value]) -> PyResult {
    let deque = self_of::<Deque>(vm, a)?;
    vm.int_from_usize(deque.as_object().block_size() + deque.ring.allocated_bytes())
}

/// An index as sequences take it: an int, counted from the end if negative.
fn position(vm: &Vm, deque: &Deque, v: &Value) -> PyResult<usize> {
    if vm.lookup_special(v, &vm.names.__index__).is_none() {
        return Err(vm.type_error(format_args!("sequence index must be integer, not '{}'", vm.tn(v))));
    }
    let i = vm.index_i64(v)?;
    let len = deque.ring.len() as i64;
    let at = if i < 0 { i + len } else { i };
    if at < 0 || at >= len {
        return Err(vm.index_error("deque index out of range"));
    }
    Ok(at as usize)
}

fn getitem(vm: &Vm, a: &[Value]) -> PyResult {
    let deque = self_of::<Deque>(vm, a)?;
    let at = position(vm, deque, &a[1])?;
    deque.ring.get(at).ok_or_else(|| vm.index_error("deque index out of range"))
}

fn setitem(vm: &Vm, a: &[Value]) -> PyResult {
    let deque = self_of::<Deque>(vm, a)?;
    let at = position(vm, deque, &a[1])?;
    drop(deque.ring.set(at, a[2].clone()));
    Ok(Value::NONE)
}

fn delitem(vm: &Vm, a: &[Value]) -> PyResult {
    let deque = self_of::<Deque>(vm, a)?;
    let at = position(vm, deque, &a[1])?;
    drop(deque.ring.remove(at));
    Ok(Value::NONE)
}

fn insert(vm: &Vm, a: &[Value]) -> PyResult {
    let deque = self_of::<Deque>(vm, a)?;
    let i = vm.index_i64(&a[1])?;
    if deque.is_full() {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let len = deque.ring.len() as i64;
    let at = if i < 0 { (i + len).max(0) } else { i.min(len) };
    vm.retry(|heap| deque.ring.insert(heap, at as usize, a[2].clone()))?;
    Ok(Value::NONE)
}

#[cold]
fn mutated(vm: &Vm) -> Raised {
    vm.runtime_error("deque mutated during iteration")
}

/// Position of the first equal element in `start..stop`.
fn find(vm: &Vm, deque: &Deque, value: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let state = deque.ring.state();
    let mut i = start;
    while i < stop {
        let Some(v) = deque.ring.get(i) else { break };
        let same = vm.eq(&v, value)?;
        if deque.ring.state() != state {
            return Err(mutated(vm));
        }
        if same {
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
    Ok(Value::from_bool(find(vm, self_of::<Deque>(vm, a)?, &a[1], 0, usize::MAX)?.is_some()))
}

fn count(vm: &Vm, a: &[Value]) -> PyResult {
    let deque = self_of::<Deque>(vm, a)?;
    let (mut from, mut n) = (0, 0);
    while let Some(i) = find(vm, deque, &a[1], from, usize::MAX)? {
        n += 1;
        from = i + 1;
    }
    vm.int_from_usize(n)
}

fn index(vm: &Vm, a: &[Value]) -> PyResult {
    let deque = self_of::<Deque>(vm, a)?;
    let (start, stop) = hognose_vm::types::list::search_range(vm, &a[2], &a[3], deque.ring.len())?;
    match find(vm, deque, &a[1], start, stop.min(deque.ring.len()))? {
        Some(i) => vm.int_from_usize(i),
        None => Err(vm.value_error(format_args!("{} is not in deque", vm.repr(&a[1])?.to_utf8()))),
    }
}

fn remove(vm: &Vm, a: &[Value]) -> PyResult {
    let deque = self_of::<Deque>(vm, a)?;
    let state = deque.ring.state();
    let mut i = 0;
    while let Some(v) = deque.ring.get(i) {
        let same = vm.eq(&v, &a[1])?;
        if deque.ring.state() != state {
            return Err(vm.index_error("deque mutated during remove()."));
        }
        if same {
            drop(deque.ring.remove(i));
            return Ok(Value::NONE);
        }
        i += 1;
    }
    Err(vm.value_error(format_args!("{} is not in deque", vm.repr(&a[1])?.to_utf8())))
}

// ---- copies and operators ----

/// A deque of the same class, bound and elements.
fn copy_of(vm: &Vm, v: &Value) -> PyResult {
    let deque = payload_of::<Deque>(vm, v)?;
    if exact::<Deque>(v).is_some() {
        let made = vm.alloc(|| Deque { ring: Ring::new(), maxlen: deque.maxlen.clone() })?;
        vm.retry(|heap| made.ring.reserve(heap, deque.ring.len()))?;
        for i in 0..deque.ring.len() {
            if let Some(v) = deque.ring.get(i) {
                made.push_back(vm, &v)?;
            }
        }
        return Ok(made.into_value());
    }
    let class = vm.class_of(v);
    let made = match deque.maxlen.get() {
        -1 => vm.call(class.as_value(), std::slice::from_ref(v))?,
        n => vm.call(class.as_value(), &[v.clone(), vm.int(n)?])?,
    };
    if !made.is::<Deque>() {
        let (class, got) = (class.name(), vm.tn(&made));
        return Err(vm.type_error(format_args!("{class}() must return a deque, not {got}")));
    }
    Ok(made)
}

fn copy(vm: &Vm, a: &[Value]) -> PyResult {
    copy_of(vm, &a[0])
}

fn add(vm: &Vm, a: &[Value]) -> PyResult {
    if !a[1].is::<Deque>() {
        return Err(
            vm.type_error(format_args!("can only concatenate deque (not \"{}\") to deque", vm.tn(&a[1])))
        );
    }
    let made = copy_of(vm, &a[0])?;
    extend(vm, payload_of::<Deque>(vm, &made)?, &a[1])?;
    Ok(made)
}

fn iadd(vm: &Vm, a: &[Value]) -> PyResult {
    extend(vm, self_of::<Deque>(vm, a)?, &a[1])?;
    Ok(a[0].clone())
}

/// Repeats the elements in place.
fn repeat(vm: &Vm, deque: &Ref<Deque>, times: i64) -> PyResult<()> {
    if times <= 0 {
        deque.ring.clear();
        return Ok(());
    }
    let items = snapshot(vm, deque)?;
    let total = items.len() as u128 * times as u128;
    let kept = if deque.maxlen.get() >= 0 { total.min(deque.maxlen.get() as u128) } else { total };
    vm.check_size(kept * 8)?;
    // Of a bounded deque only the last elements remain: start where they do.
    let skipped = total - kept;
    let (mut i, mut left) = ((skipped % (items.len().max(1) as u128)) as usize, kept as usize);
    if skipped > 0 {
        deque.ring.clear();
    } else {
        left -= items.len();
        i = 0;
    }
    vm.retry(|heap| deque.ring.reserve(heap, left))?;
    while left > 0 {
        deque.push_back(vm, &items[i])?;
        i = if i + 1 == items.len() { 0 } else { i + 1 };
        left -= 1;
        if left.is_multiple_of(POLL_STEPS) {
            vm.poll()?;
        }
    }
    Ok(())
}

fn mul(vm: &Vm, a: &[Value]) -> PyResult {
    if vm.lookup_special(&a[1], &vm.names.__index__).is_none() {
        return Err(
            vm.type_error(format_args!("can't multiply sequence by non-int of type '{}'", vm.tn(&a[1])))
        );
    }
    let times = vm.index_i64(&a[1])?;
    let made = copy_of(vm, &a[0])?;
    repeat(vm, payload_of::<Deque>(vm, &made)?, times)?;
    Ok(made)
}

fn imul(vm: &Vm, a: &[Value]) -> PyResult {
    if vm.lookup_special(&a[1], &vm.names.__index__).is_none() {
        return Err(
            vm.type_error(format_args!("can't multiply sequence by non-int of type '{}'", vm.tn(&a[1])))
        );
    }
    let times = vm.index_i64(&a[1])?;
    repeat(vm, self_of::<Deque>(vm, a)?, times)?;
    Ok(a[0].clone())
}

fn compare(vm: &Vm, a: &[Value], op: CmpOp) -> PyResult {
    let this = self_of::<Deque>(vm, a)?;
    let Some(other) = a[1].get::<Deque>() else { return Ok(Value::NOT_IMPLEMENTED) };
    if this.ring.len() != other.ring.len() && matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Value::from_bool(op == CmpOp::Ne));
    }
    let _guard = vm.enter_recursion(" in comparison")?;
    let mine = iterator(vm, &a[0], false)?;
    let others = iterator(vm, &a[1], false)?;
    loop {
        let (x, y) = (next(vm, &mine)?, next(vm, &others)?);
        match (x, y) {
            (Some(x), Some(y)) => {
                if !vm.eq(&x, &y)? {
                    return match op {
                        CmpOp::Eq => Ok(Value::FALSE),
                        CmpOp::Ne => Ok(Value::TRUE),
                        _ => Ok(Value::from_bool(vm.compare_bool(&x, &y, op)?)),
                    };
                }
            }
            (x, y) => return Ok(Value::from_bool(order_matches(op, x.is_some().cmp(&y.is_some())))),
        }
    }
}

hognose_vm::comparison_methods!(compare);

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let deque = self_of::<Deque>(vm, a)?;
    let Some(_guard) = vm.repr_guard(&a[0]) else { return vm.str("[...]") };
    let items = snapshot(vm, deque)?;
    let list = vm.list_from(items)?;
    let text = vm.repr(&list)?;
    let mut out = vm.str_builder();
    out.push_str(vm, &vm.class_of(&a[0]).name())?;
    out.push_str(vm, "(")?;
    out.push(vm, &text)?;
    if deque.maxlen.get() >= 0 {
        out.push_str(vm, &format!(", maxlen={}", deque.maxlen.get()))?;
    }
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}

/// `(type, ((), maxlen) or (), state, iterator)`.
fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let deque = self_of::<Deque>(vm, a)?;
    let state = vm.call_method(&a[0], "__getstate__", &[])?;
    let args = match deque.maxlen.get() {
        -1 => vm.tuple(&[])?,
        n => vm.tuple_of([vm.tuple(&[])?, vm.int(n)?])?,
    };
    let it = vm.iter(&a[0])?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), args, state, it])
}

fn class_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.generic_alias(&a[0], &a[1])
}

// ---- iterators ----

/// Walks a deque in one direction.
#[derive(Trace)]
pub struct DequeIter {
    deque: Value,
    /// Steps taken.
    index: Cell<usize>,
    left: Cell<usize>,
    state: Cell<u32>,
    backward: bool,
}

impl Payload for DequeIter {
    const NAME: &'static str = "collections._deque_iterator";
    const SHAPE: ShapeId = shapes::DEQUE_ITERATOR;
    const ALSO: &'static [ShapeId] = &[shapes::DEQUE_REVERSE_ITERATOR];
    const TRACED: bool = true;
    type Tail = ();
}

pub static ITERATOR_TYPE: TypeDef = TypeDef {
    module: "_collections",
    new: Some(forward_new),
    iternext: Some(next),
    methods: ITERATOR_METHODS,
    ..TypeDef::new::<DequeIter>("_deque_iterator")
};

pub static REVERSE_ITERATOR_TYPE: TypeDef = TypeDef {
    module: "_collections",
    new: Some(backward_new),
    iternext: Some(next),
    methods: ITERATOR_METHODS,
    shape: shapes::DEQUE_REVERSE_ITERATOR,
    ..TypeDef::new::<DequeIter>("_deque_reverse_iterator")
};

const ITERATOR_METHODS: &[Def] = &[
    method("__iter__", "($self, /)", return_self),
    method("__length_hint__", "($self, /)", length_hint)
        .doc("Private method returning an estimate of len(list(it))."),
    method("__reduce__", "($self, /)", iterator_reduce).doc("Return state information for pickling."),
];

fn iterator(vm: &Vm, deque: &Value, backward: bool) -> PyResult {
    let ring = &payload_of::<Deque>(vm, deque)?.ring;
    let shape = if backward { shapes::DEQUE_REVERSE_ITERATOR } else { shapes::DEQUE_ITERATOR };
    let made = vm.retry(|heap| {
        heap.alloc(
            shape,
            DequeIter {
                deque: deque.clone(),
                index: Cell::new(0),
                left: Cell::new(ring.len()),
                state: Cell::new(ring.state()),
                backward,
            },
        )
    })?;
    Ok(made.into_value())
}

fn iter(vm: &Vm, a: &[Value]) -> PyResult {
    iterator(vm, &a[0], false)
}

fn reversed(vm: &Vm, a: &[Value]) -> PyResult {
    iterator(vm, &a[0], true)
}

fn iterator_new(vm: &Vm, args: &Args, backward: bool) -> PyResult {
    let name = if backward { "_deque_reverse_iterator" } else { "_deque_iterator" };
    let [deque, index] = args.bind::<2>(vm, name, "(deque, index=0, /)")?;
    if !deque.is::<Deque>() {
        return Err(vm.type_error(format_args!(
            "{name}() argument 1 must be collections.deque, not {}",
            vm.tn(&deque)
        )));
    }
    let made = iterator(vm, &deque, backward)?;
    if let Some(index) = given(&index) {
        let n = vm.index_i64(index)?;
        for _ in 0..n {
            if next(vm, &made)?.is_none() {
                break;
            }
        }
    }
    Ok(made)
}

fn forward_new(vm: &Vm, _cls: &Ref<Class>, args: &Args) -> PyResult {
    iterator_new(vm, args, false)
}

fn backward_new(vm: &Vm, _cls: &Ref<Class>, args: &Args) -> PyResult {
    iterator_new(vm, args, true)
}

fn next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<DequeIter>(vm, v)?;
    let Some(deque) = it.deque.get::<Deque>() else { return Ok(None) };
    if deque.ring.state() != it.state.get() {
        it.left.set(0);
        return Err(mutated(vm));
    }
    let Some(left) = it.left.get().checked_sub(1) else { return Ok(None) };
    let index = it.index.get();
    it.index.set(index + 1);
    it.left.set(left);
    Ok(deque.ring.get(if it.backward { left } else { index }))
}

fn length_hint(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int_from_usize(self_of::<DequeIter>(vm, a)?.left.get())
}

fn iterator_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<DequeIter>(vm, a)?;
    let args = vm.tuple_of([it.deque.clone(), vm.int_from_usize(it.index.get())?])?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), args])
}
