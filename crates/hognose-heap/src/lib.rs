//! Objects on a private heap: reference counts, weak references, finalizers, a generational cycle collector.
//!
//! Knows no Python: a memory manager that any dynamic language can use. Runs user code only through the
//! `Runtime` that its user hands to the collector, and never inside `Drop` or an allocation.
//!
//! # Invariants
//! Counting (C1 to C6) is described in payload.rs, object.rs, release.rs, heap.rs and collect/; values (V) in
//! value.rs; shapes (S) in shape.rs; weak references (W) in weakref.rs; cells (M) in cells.rs.
//! `Heap::check` recomputes all counts.
#![allow(unsafe_code, reason = "the object heap: every block cites an invariant")]

extern crate self as hognose_heap;

mod cells;
mod check;
mod collect;
mod extend;
mod heap;
mod object;
mod payload;
mod rawvec;
mod release;
mod shape;
mod table;
mod tracer;
mod value;
mod vec;
mod weakref;

pub use cells::{CellItem, CellVec, RefSlot, ValueCell};
pub use check::{CheckReport, Fault};
pub use collect::{
    CollectionInfo, DEBUG_SAVEALL, GenerationStats, LayoutStats, Phase, Policy, Reason, Runtime, Survivor,
};
pub use extend::{Extended, Extension};
pub use heap::{BREAK_COLLECT, BREAK_PENDING, BREAK_USER, Heap};
pub use hognose_alloc::{AllocError, Config, Domain, PrivateHeap};
pub use hognose_derive::{CellItem, Trace};
pub use object::{Object, ObjectHeader, Ref, ShapeId, flags};
pub use payload::{BaseLayout, Instance, Layout, Payload, TailItem, TailKind, Trace};
pub use release::Pending;
pub use shape::{HAS_FINALIZER, ShapeInfo, USER_FLAGS};
pub use table::{
    Cursor, Found, KeyMatch, OrderedTable, ProbeCursor, ProbeFound, ProbeTable, Ring, fold_hash,
};
pub use tracer::Tracer;
pub use value::{DOUBLE_OFFSET, INT_BITS, INT_MAX, INT_MIN, INT_TAG, SPECIAL_BASE, Value};
pub use vec::{HeapVec, IntoIter};
pub use weakref::WeakRef;

/// A byte buffer in the heap.
pub type Bytes = HeapVec<u8>;
