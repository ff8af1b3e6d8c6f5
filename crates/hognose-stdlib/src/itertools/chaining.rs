//! `chain`, `starmap`, `zip_longest`.

use super::{iterator_type, iterators};
use hognose_vm::prelude::*;

/// The elements of one iterable after the other.
#[derive(Trace)]
pub struct Chain {
    /// Iterator over the iterables; BLANK once it is exhausted.
    sources: ValueCell,
    active: ValueCell,
}

iterator_type!(
    Chain,
    CHAIN_TYPE,
    "chain",
    ITERTOOLS_CHAIN,
    Some(chain_new),
    chain_next,
    "Return a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted.",
    [
        class_method("from_iterable", "($cls, iterable, /)", from_iterable)
            .doc("Alternative chain() constructor taking a single iterable argument that evaluates lazily."),
        class_method("__class_getitem__", "($cls, object, /)", class_getitem).doc("See PEP 585")
    ],
    TypeFlags::BASETYPE.union(TypeFlags::NO_KEYWORDS)
);

fn class_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.generic_alias(&a[0], &a[1])
}

fn make_chain(vm: &Vm, cls: &Ref<Class>, iterables: &Value) -> PyResult {
    let sources = vm.iter(iterables)?;
    vm.alloc_payload(cls, || Chain {
        sources: ValueCell::new(sources.clone()),
        active: ValueCell::new(Value::BLANK),
    })
}

fn chain_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    args.no_keywords(vm, "chain")?;
    make_chain(vm, cls, &vm.tuple(args.pos)?)
}

fn from_iterable(vm: &Vm, a: &[Value]) -> PyResult {
    make_chain(vm, payload_of::<Class>(vm, &a[0])?, &a[1])
}

fn chain_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Chain>(vm, v)?;
    loop {
        let active = it.active.get();
        if !active.is_blank() {
            if let Some(item) = vm.next(&active)? {
                return Ok(Some(item));
            }
            it.active.set(Value::BLANK);
            vm.poll()?;
        }
        let sources = it.sources.get();
        if sources.is_blank() {
            return Ok(None);
        }
        let iterable = match vm.next(&sources) {
            Ok(Some(iterable)) => iterable,
            end => {
                it.sources.set(Value::BLANK);
                return end;
            }
        };
        match vm.iter(&iterable) {
            Ok(active) => it.active.set(active),
            Err(raised) => {
                it.sources.set(Value::BLANK);
                return Err(raised);
            }
        }
    }
}

/// `function(*args)` for each element.
#[derive(Trace)]
pub struct Starmap {
    function: Value,
    source: Value,
}

iterator_type!(
    Starmap,
    STARMAP_TYPE,
    "starmap",
    ITERTOOLS_STARMAP,
    Some(starmap_new),
    starmap_next,
    "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.",
    [],
    TypeFlags::BASETYPE.union(TypeFlags::NO_KEYWORDS)
);

fn starmap_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [function, iterable] = args.bind::<2>(vm, "starmap", "(function, iterable, /)")?;
    let source = vm.iter(&iterable)?;
    vm.alloc_payload(cls, || Starmap { function: function.clone(), source: source.clone() })
}

fn starmap_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<Starmap>(vm, v)?;
    let Some(args) = vm.next(&it.source)? else { return Ok(None) };
    if let Some(args) = args.get::<Tuple>() {
        return vm.call(&it.function, args.items()).map(Some);
    }
    let args = vm.collect(&args)?;
    vm.call(&it.function, &args).map(Some)
}

/// Tuples of one element of each iterable, until the longest is exhausted.
#[derive(Trace)]
pub struct ZipLongest {
    /// Iterators; None for exhausted ones.
    sources: CellVec<Value>,
    active: Cell<usize>,
    fill: Value,
}

iterator_type!(
    ZipLongest,
    ZIP_LONGEST_TYPE,
    "zip_longest",
    ITERTOOLS_ZIP_LONGEST,
    Some(zip_longest_new),
    zip_longest_next,
    "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument.  The .__next__()\nmethod continues until the longest iterable in the argument sequence\nis exhausted and then it raises StopIteration.  When the shorter iterables\nare exhausted, the fillvalue is substituted in their place.  The fillvalue\ndefaults to None or can be specified by a keyword argument."
);

fn zip_longest_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let mut fill = Value::NONE;
    for (name, value) in args.keywords() {
        let name = vm.to_str(name)?;
        if name.to_utf8() != "fillvalue" {
            return Err(vm.type_error("zip_longest() got an unexpected keyword argument"));
        }
        fill = value.clone();
    }
    let sources = iterators(vm, args.pos)?;
    let made = vm.alloc_payload(cls, || ZipLongest {
        sources: CellVec::new(),
        active: Cell::new(sources.items().len()),
        fill: fill.clone(),
    })?;
    let cells = &payload_of::<ZipLongest>(vm, &made)?.sources;
    vm.retry(|heap| cells.try_extend(heap, sources.items()))?;
    Ok(made)
}

fn zip_longest_next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<ZipLongest>(vm, v)?;
    if it.active.get() == 0 {
        return Ok(None);
    }
    let mut out = HeapVec::new();
    vm.retry(|heap| out.try_reserve(heap, it.sources.len()))?;
    let mut i = 0;
    while let Some(source) = it.sources.get(i) {
        let item = if source.is_none() {
            it.fill.clone()
        } else {
            match vm.next(&source) {
                Ok(Some(item)) => item,
                Ok(None) => {
                    it.active.set(it.active.get().saturating_sub(1));
                    if it.active.get() == 0 {
                        return Ok(None);
                    }
                    drop(it.sources.set(i, Value::NONE));
                    it.fill.clone()
                }
                Err(raised) => {
                    it.active.set(0);
                    return Err(raised);
                }
            }
        };
        vm.push(&mut out, item)?;
        i += 1;
    }
    vm.tuple_from(out).map(Some)
}
