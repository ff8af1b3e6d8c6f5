//! `itertools`: iterators over iterators.
//!
//! # Invariants
//! I1: an iterator's state is put away before it calls anything that may come back to it; what comes back sees a
//! consistent iterator (or one that looks exhausted).

mod chaining;
mod combinatoric;
mod grouping;
mod infinite;
mod selecting;
mod tee;

use hognose_vm::prelude::*;

pub static MODULE: ModuleDef = ModuleDef {
    name: "itertools",
    doc: "Functional tools for creating and using iterators.",
    functions: &[
        function("tee", "(iterable, n=2, /)", tee::tee).doc("Returns a tuple of n independent iterators.")
    ],
    types: &[
        &grouping::ACCUMULATE_TYPE,
        &grouping::BATCHED_TYPE,
        &chaining::CHAIN_TYPE,
        &combinatoric::COMBINATIONS_TYPE,
        &combinatoric::COMBINATIONS_WITH_REPLACEMENT_TYPE,
        &selecting::COMPRESS_TYPE,
        &infinite::COUNT_TYPE,
        &infinite::CYCLE_TYPE,
        &selecting::DROPWHILE_TYPE,
        &selecting::FILTERFALSE_TYPE,
        &grouping::GROUPBY_TYPE,
        &grouping::GROUPER_TYPE,
        &selecting::ISLICE_TYPE,
        &grouping::PAIRWISE_TYPE,
        &combinatoric::PERMUTATIONS_TYPE,
        &combinatoric::PRODUCT_TYPE,
        &infinite::REPEAT_TYPE,
        &chaining::STARMAP_TYPE,
        &selecting::TAKEWHILE_TYPE,
        &tee::TEE_TYPE,
        &tee::TEE_DATA_TYPE,
        &chaining::ZIP_LONGEST_TYPE,
    ],
    init: None,
};

/// Payload and type table of an iterator type: `iterator_type!(Name, TABLE, "name", SHAPE, new, next, "doc")`.
macro_rules! iterator_type {
    ($payload:ident, $table:ident, $name:literal, $shape:ident, $new:expr, $next:expr, $doc:literal) => {
        iterator_type!($payload, $table, $name, $shape, $new, $next, $doc, [], TypeFlags::BASETYPE);
    };
    ($payload:ident, $table:ident, $name:literal, $shape:ident, $new:expr, $next:expr, $doc:literal, [$($method:expr),*], $flags:expr) => {
        impl Payload for $payload {
            const NAME: &'static str = concat!("itertools.", $name);
            const SHAPE: ShapeId = shapes::$shape;
            const TRACED: bool = true;
            type Tail = ();
        }

        pub static $table: TypeDef = TypeDef {
            module: "itertools",
            doc: $doc,
            new: $new,
            iternext: Some($next),
            methods: &[method("__iter__", "($self, /)", return_self), $($method),*],
            flags: $flags,
            ..TypeDef::new::<$payload>($name)
        };
    };
}
pub(crate) use iterator_type;

/// The iterators over each of the iterables, in a tuple.
fn iterators(vm: &Vm, iterables: &[Value]) -> PyResult<Ref<Tuple>> {
    let mut out = HeapVec::new();
    for iterable in iterables {
        let it = vm.iter(iterable)?;
        vm.push(&mut out, it)?;
    }
    vm.new_tuple(&out)
}

/// A copy of a vector's values for a result.
fn tuple_of_cells(vm: &Vm, cells: &CellVec<Value>) -> PyResult {
    let items = vm.retry(|heap| cells.snapshot(heap))?;
    vm.tuple_from(items)
}
