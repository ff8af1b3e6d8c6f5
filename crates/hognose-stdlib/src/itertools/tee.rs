//! `tee`: iterators that share what they read from one source, in blocks linked forward.
//!
//! # Invariants
//! T1: a block is filled from its first place on; the last block of a chain is the only one that is not full.
//! T2: while the source runs, `running` is set and a second reader gets RuntimeError.

use super::iterator_type;
use hognose_vm::prelude::*;

/// Elements of a block.
const BLOCK: usize = 57;

/// Elements read from the source.
#[derive(Trace)]
pub struct TeeData {
    source: Value,
    values: CellVec<Value>,
    next: ValueCell,
    running: Cell<bool>,
}

impl Payload for TeeData {
    const NAME: &'static str = "itertools._tee_dataobject";
    const SHAPE: ShapeId = shapes::ITERTOOLS_TEE_DATA;
    const TRACED: bool = true;
    type Tail = ();
}

pub static TEE_DATA_TYPE: TypeDef = TypeDef {
    module: "itertools",
    doc: "teedataobject(iterable, values, next, /)\n--\n\nData container common to multiple tee objects.",
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<TeeData>("_tee_dataobject")
};

/// One of the iterators.
#[derive(Trace)]
pub struct Tee {
    data: RefSlot<TeeData>,
    index: Cell<usize>,
}

iterator_type!(
    Tee,
    TEE_TYPE,
    "_tee",
    ITERTOOLS_TEE,
    Some(tee_new),
    tee_next,
    "Iterator wrapped to make it copyable.",
    [method("__copy__", "($self, /)", copy).doc("Returns an independent iterator.")],
    TypeFlags::WEAKREF
);

fn new_data(vm: &Vm, source: &Value) -> PyResult<Ref<TeeData>> {
    vm.alloc(|| TeeData {
        source: source.clone(),
        values: CellVec::new(),
        next: ValueCell::new(Value::NONE),
        running: Cell::new(false),
    })
}

fn make(vm: &Vm, data: &Ref<TeeData>, index: usize) -> PyResult {
    Ok(vm.alloc(|| Tee { data: RefSlot::new(Some(data.clone())), index: Cell::new(index) })?.into_value())
}

fn copy_of(vm: &Vm, tee: &Tee) -> PyResult {
    match tee.data.get() {
        Some(data) => make(vm, &data, tee.index.get()),
        None => Err(vm.runtime_error("tee without data")),
    }
}

fn from_iterable(vm: &Vm, iterable: &Value) -> PyResult {
    let source = vm.iter(iterable)?;
    if let Some(tee) = source.get::<Tee>() {
        return copy_of(vm, tee);
    }
    let data = new_data(vm, &source)?;
    make(vm, &data, 0)
}

fn tee_new(vm: &Vm, _cls: &Ref<Class>, args: &Args) -> PyResult {
    let [iterable] = args.bind::<1>(vm, "_tee", "(iterable, /)")?;
    from_iterable(vm, &iterable)
}

fn copy(vm: &Vm, a: &[Value]) -> PyResult {
    copy_of(vm, self_of::<Tee>(vm, a)?)
}

/// `tee(iterable, n)`.
pub fn tee(vm: &Vm, a: &[Value]) -> PyResult {
    let n = match given(&a[1]) {
        Some(n) => vm.index_i64(n)?,
        None => 2,
    };
    if n < 0 {
        return Err(vm.value_error("n must be >= 0"));
    }
    vm.check_size(n as u128 * 40)?;
    if n == 0 {
        return vm.tuple(&[]);
    }
    let first = from_iterable(vm, &a[0])?;
    let mut out = HeapVec::new();
    vm.push(&mut out, first.clone())?;
    let tee = payload_of::<Tee>(vm, &first)?;
    for _ in 1..n {
        let another = copy_of(vm, tee)?;
        vm.push(&mut out, another)?;
    }
    vm.tuple_from(out)
}

fn tee_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Tee>(vm, v)?;
    let Some(mut data) = it.data.get() else { return Ok(None) };
    if it.index.get() >= BLOCK {
        let next = data.next.get();
        let next = match next.get::<TeeData>() {
            Some(next) => next.clone(),
            None => {
                let next = new_data(vm, &data.source)?;
                data.next.set(next.to_value());
                next
            }
        };
        it.data.set(Some(next.clone()));
        it.index.set(0);
        data = next;
    }
    let index = it.index.get();
    if let Some(value) = data.values.get(index) {
        it.index.set(index + 1);
        return Ok(Some(value));
    }
    if data.running.get() {
        return Err(vm.runtime_error("cannot re-enter the tee iterator"));
    }
    data.running.set(true);
    let read = vm.next(&data.source);
    data.running.set(false);
    let Some(value) = read? else { return Ok(None) };
    vm.retry(|heap| data.values.try_push(heap, value.clone()))?;
    it.index.set(index + 1);
    Ok(Some(value))
}
