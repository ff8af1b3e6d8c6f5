//! Objects on a private heap: reference counts, weak references, finalizers, a generational cycle collector.
//!
//! Knows no Python: a memory manager that any dynamic language can use. Runs user code only through the
//! `Runtime` that its user hands to the collector, and never inside `Drop` or an allocation.
//!
//! # Invariants
//! Counting (C1 to C6) is described in payload.rs, object.rs, release.rs, heap.rs and collect/; values (V) in
//! value.rs; shapes (S) in shape.rs; weak references (W) in weakref.rs; cells (M) in cells.rs.
//! `Heap::check` recomputes all counts. A heap that is dropped
//! while values are left leaks their memory: values that outlive their heap do no harm.
//!
//! # Example
//! The objects of a small language with pairs, text and records: made, linked into a cycle, looked at, collected.
//!
//! ```
//! use hognose_heap::*;
//!
//! /// A pair, as Lisp has it. Its fields can be set.
//! #[derive(Trace, Default)]
//! struct Pair {
//!     first: ValueCell,
//!     rest: ValueCell,
//! }
//! const PAIR: ShapeId = ShapeId::fixed(1);
//! impl Payload for Pair {
//!     const NAME: &'static str = "pair";
//!     const SHAPE: ShapeId = PAIR;
//!     type Tail = ();
//! }
//!
//! /// Text, its bytes behind the payload. It refers to nothing, so the collector never looks at it.
//! #[derive(Trace)]
//! struct Text {
//!     len: u32,
//! }
//! const TEXT: ShapeId = ShapeId::fixed(2);
//! impl Payload for Text {
//!     const NAME: &'static str = "text";
//!     const SHAPE: ShapeId = TEXT;
//!     type Tail = u8;
//!     fn tail_len(&self) -> usize {
//!         self.len as usize
//!     }
//! }
//!
//! /// What the collector asks of the language. This one has no finalizers.
//! #[derive(Default)]
//! struct Language {
//!     globals: ValueCell,
//! }
//! impl Runtime for Language {
//!     fn finalize(&self, _: &Heap, _: Value) {}
//!     fn weak_callback(&self, _: &Heap, _: Value, _: Value) {}
//!     fn roots(&self, tracer: &mut Tracer<'_>) {
//!         self.globals.trace(tracer);
//!     }
//!     fn phase(&self, _: &Heap, _: Phase, _: &CollectionInfo) {}
//! }
//!
//! let heap = Heap::new(Config::default().limit(4 << 20))?;
//! heap.define_shape::<Pair>(PAIR, 0, None, 0);
//! heap.define_shape::<Text>(TEXT, 0, None, 0);
//! let language = Language::default();
//!
//! // (hello . 42), kept by a global variable.
//! let hello = heap.alloc_bytes(TEXT, Text { len: 5 }, 5, |b| b.copy_from_slice(b"hello"))?;
//! let pair = heap.alloc(PAIR, Pair::default())?;
//! pair.first.set(hello.into_value());
//! pair.rest.set(Value::from_small(42));
//! language.globals.set(pair.into_value());
//!
//! // A ring of two pairs that nothing refers to any more: counts cannot free it, the collector does.
//! let (a, b) = (heap.alloc(PAIR, Pair::default())?, heap.alloc(PAIR, Pair::default())?);
//! a.rest.set(b.to_value());
//! b.rest.set(a.to_value());
//! drop((a, b));
//! assert_eq!(heap.objects_by_layout()["pair"].count, 3);
//! assert_eq!(heap.collect(2, Reason::Manual, &language).collected, 2);
//!
//! // What the global holds is still there, and typed access is checked.
//! let global = language.globals.get();
//! let pair = global.get::<Pair>().expect("a pair");
//! assert_eq!(pair.rest.get().as_int(), Some(42));
//! assert_eq!(pair.first.get().get::<Text>().expect("text").tail(), b"hello");
//! assert!(pair.rest.get().get::<Text>().is_none());
//! heap.check(&language, false).expect("all counts are right");
//!
//! // Without the global everything dies by counts, at once.
//! drop(global);
//! language.globals.take();
//! assert!(heap.objects_by_layout().is_empty());
//! # Ok::<(), AllocError>(())
//! ```
//!
//! # What the types forbid
//! A payload must say what it refers to:
//! ```compile_fail,E0277
//! struct Opaque;
//! impl hognose_heap::Payload for Opaque {
//!     const NAME: &'static str = "opaque";
//!     type Tail = ();
//! }
//! ```
//! A field that may hide references cannot be traced by mistake (`#[trace(skip)]` says that it is meant):
//! ```compile_fail,E0277
//! #[derive(hognose_heap::Trace)]
//! struct Hidden {
//!     shared: std::rc::Rc<hognose_heap::Value>,
//! }
//! ```
//! Values belong to the thread that is in their heap:
//! ```compile_fail,E0277
//! fn send<T: Send>(_: T) {}
//! send(hognose_heap::Value::NONE);
//! ```
//! Objects live behind counted references alone; their parts cannot be borrowed mutably or moved out:
//! ```compile_fail,E0507
//! # use hognose_heap::*;
//! fn steal(object: &Ref<WeakRef>) -> WeakRef {
//!     **object
//! }
//! ```
//! A vector in an object hands out copies, never references, and only copies that run no foreign code:
//! ```compile_fail,E0599
//! struct Entry(Box<u8>);
//! let entries = hognose_heap::CellVec::<Entry>::new();
//! entries.get(0);
//! ```
//! ```compile_fail,E0133
//! let values = hognose_heap::CellVec::<hognose_heap::Value>::new();
//! let slice = values.as_slice();
//! ```
//! An immediate cannot be made from a NaN, nor a value from raw bits, without `unsafe`:
//! ```compile_fail,E0133
//! let value = hognose_heap::Value::from_raw(0x1000);
//! ```
//! Only `()`, `u8` and `Value` stand behind a payload:
//! ```compile_fail,E0277
//! # use hognose_heap::*;
//! #[derive(Trace)]
//! struct Odd;
//! impl Payload for Odd {
//!     const NAME: &'static str = "odd";
//!     type Tail = String;
//! }
//! ```
#![allow(unsafe_code, reason = "the object heap: every block cites an invariant")]

extern crate self as hognose_heap;

mod breaker;
mod cells;
mod check;
mod collect;
mod edges;
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

pub use breaker::{Breaker, Remote};
pub use cells::{CellItem, CellVec, RefSlot, ValueCell};
pub use check::{CheckReport, Fault};
pub use collect::{
    CollectionInfo, DEBUG_COLLECTABLE, DEBUG_SAVEALL, GenerationStats, LayoutStats, Phase, Policy, Reason,
    Runtime, Survivor,
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
