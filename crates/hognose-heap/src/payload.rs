//! What a type must say to live in the heap: `Payload`, `Trace`, and the layout table made of them.
//!
//! Does not allocate and does not visit objects by itself.
//!
//! # Invariants
//! C1: every edge that `trace` reports owns exactly one count. C2: `Trace` is unsafe; the derive is the
//! safe way. L1: a layout's functions get payload pointers of its own type only (the shape table says so).

use std::any::TypeId;
use std::cell::Cell;

use crate::object::{Ref, ShapeId};
use crate::tracer::Tracer;
use crate::value::Value;

/// Reports the references that a value owns.
///
/// # Safety
/// `trace` may omit edges but never invents one: each reported edge owns exactly one count (C1), and
/// reporting has no effect on the heap.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot say which objects it refers to",
    note = "derive(Trace), or mark the field #[trace(skip)] if it never refers to an object"
)]
pub unsafe trait Trace {
    /// False when no value of the type can hold an edge: whole buffers are then skipped.
    const HAS_EDGES: bool = true;
    fn trace(&self, tracer: &mut Tracer<'_>);
}

/// An object's own part: everything between its header and its tail or slots.
pub trait Payload: Trace + Sized + 'static {
    /// For statistics and reports.
    const NAME: &'static str;
    /// The shape of exact instances, or `ShapeId::NONE`.
    const SHAPE: ShapeId = ShapeId::NONE;
    /// A second fixed shape with the same layout, or `ShapeId::NONE`.
    const ALIAS: ShapeId = ShapeId::NONE;
    /// All other fixed shapes whose payload is this one or begins with it (`Extended`).
    const ALSO: &'static [ShapeId] = &[];
    /// Has edges: objects of it are tracked by the collector.
    const TRACED: bool = <Self as Trace>::HAS_EDGES;
    /// Items that stand behind the payload.
    type Tail: TailItem;
    /// Items in the tail, fixed at creation.
    fn tail_len(&self) -> usize {
        0
    }
    /// `has_finalizer` may answer true. Without it the method is never asked.
    const MAY_FINALIZE: bool = false;
    /// Asked at count zero and at collection, beside the shape's flag.
    fn has_finalizer(&self) -> bool {
        false
    }
    /// A survivor of a collection that refers to nothing tracked is untracked (tuples of atoms).
    const UNTRACK_ATOMIC: bool = false;
    /// The payload that this one begins with, if any (`Extended`): objects of it are objects of that one too.
    const BASE: Option<BaseLayout> = None;
}

/// Proof that a payload begins with another one.
#[derive(Clone, Copy)]
pub struct BaseLayout(&'static Layout);

impl BaseLayout {
    /// # Safety
    /// The payload that names it begins with a `T`, and `T` has no tail.
    pub(crate) const unsafe fn of<T: Payload>() -> BaseLayout {
        BaseLayout(Layout::of::<T>())
    }
}

/// What can stand behind a payload: `()`, `u8` or `Value`.
pub trait TailItem: sealed::Sealed + Sized + 'static {
    const KIND: TailKind;
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TailKind {
    None,
    Bytes,
    Values,
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for () {}
    impl Sealed for u8 {}
    impl Sealed for super::Value {}
}

impl TailItem for () {
    const KIND: TailKind = TailKind::None;
}
impl TailItem for u8 {
    const KIND: TailKind = TailKind::Bytes;
}
impl TailItem for Value {
    const KIND: TailKind = TailKind::Values;
}

/// The functions and facts of one payload type. One per type, made at compile time.
pub struct Layout {
    pub name: &'static str,
    pub payload_size: usize,
    pub traced: bool,
    pub tail: TailKind,
    pub may_finalize: bool,
    pub untrack_atomic: bool,
    pub(crate) type_id: TypeId,
    base: Option<BaseLayout>,
    pub(crate) trace: Option<unsafe fn(*const (), &mut Tracer<'_>)>,
    pub(crate) drop: Option<unsafe fn(*mut ())>,
    pub(crate) tail_len: unsafe fn(*const ()) -> usize,
    pub(crate) has_finalizer: unsafe fn(*const ()) -> bool,
}

struct Of<T>(T);

impl<T: Payload> Of<T> {
    const LAYOUT: Layout = {
        assert!(align_of::<T>() <= 8, "a payload is aligned to 8 at most");
        assert!(size_of::<T>() < 1 << 16, "a payload is small; buffers hold the rest");
        Layout {
            name: T::NAME,
            payload_size: size_of::<T>().next_multiple_of(8),
            traced: T::TRACED,
            tail: <T::Tail as TailItem>::KIND,
            may_finalize: T::MAY_FINALIZE,
            untrack_atomic: T::UNTRACK_ATOMIC,
            type_id: TypeId::of::<T>(),
            base: T::BASE,
            trace: if <T as Trace>::HAS_EDGES { Some(trace::<T>) } else { None },
            drop: if std::mem::needs_drop::<T>() { Some(drop::<T>) } else { None },
            tail_len: tail_len::<T>,
            has_finalizer: has_finalizer::<T>,
        }
    };
}

unsafe fn trace<T: Payload>(p: *const (), tracer: &mut Tracer<'_>) {
    // SAFETY: L1.
    unsafe { &*p.cast::<T>() }.trace(tracer)
}
unsafe fn drop<T: Payload>(p: *mut ()) {
    // SAFETY: L1; the heap drops a payload once, when its object dies.
    unsafe { p.cast::<T>().drop_in_place() }
}
unsafe fn tail_len<T: Payload>(p: *const ()) -> usize {
    // SAFETY: L1.
    unsafe { &*p.cast::<T>() }.tail_len()
}
unsafe fn has_finalizer<T: Payload>(p: *const ()) -> bool {
    // SAFETY: L1.
    unsafe { &*p.cast::<T>() }.has_finalizer()
}

impl Layout {
    pub const fn of<T: Payload>() -> &'static Layout {
        const { &Of::<T>::LAYOUT }
    }

    /// Same payload type, or one that begins with it. By type, not by address: a table may exist once per codegen unit.
    pub fn is<T: Payload>(&self) -> bool {
        std::ptr::eq(self, Layout::of::<T>())
            || self.type_id == TypeId::of::<T>()
            || self.base.is_some_and(|base| base.0.is::<T>())
    }
}

/// The payload of plain instances: slots only.
pub struct Instance;

// SAFETY: reports nothing; the heap itself reports the slots.
unsafe impl Trace for Instance {
    const HAS_EDGES: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

impl Payload for Instance {
    const NAME: &'static str = "instance";
    const TRACED: bool = true;
    type Tail = ();
}

macro_rules! no_edges {
    ($($t:ty),* $(,)?) => { $(
        // SAFETY: the type holds no reference to an object.
        unsafe impl Trace for $t {
            const HAS_EDGES: bool = false;
            #[inline(always)]
            fn trace(&self, _: &mut Tracer<'_>) {}
        }
    )* };
}
no_edges!(
    (),
    bool,
    char,
    u8,
    u16,
    u32,
    u64,
    u128,
    usize,
    i8,
    i16,
    i32,
    i64,
    i128,
    isize,
    f32,
    f64,
    &'static str,
    String,
    ShapeId
);

// SAFETY: a Copy type owns no count, so it has no edge.
unsafe impl<T: Copy> Trace for Cell<T> {
    const HAS_EDGES: bool = false;
    #[inline(always)]
    fn trace(&self, _: &mut Tracer<'_>) {}
}
// SAFETY: holds nothing.
unsafe impl<T> Trace for std::marker::PhantomData<T> {
    const HAS_EDGES: bool = false;
    #[inline(always)]
    fn trace(&self, _: &mut Tracer<'_>) {}
}
// SAFETY: each element by its own Trace, once.
unsafe impl<T: Trace> Trace for Option<T> {
    const HAS_EDGES: bool = T::HAS_EDGES;
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        if let Some(t) = self {
            t.trace(tracer);
        }
    }
}
// SAFETY: each element by its own Trace, once.
unsafe impl<T: Trace, const N: usize> Trace for [T; N] {
    const HAS_EDGES: bool = T::HAS_EDGES;
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.items(self);
    }
}
// SAFETY: each element by its own Trace, once.
unsafe impl<A: Trace, B: Trace> Trace for (A, B) {
    const HAS_EDGES: bool = A::HAS_EDGES || B::HAS_EDGES;
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.0.trace(tracer);
        self.1.trace(tracer);
    }
}
// SAFETY: each element by its own Trace, once.
unsafe impl<A: Trace, B: Trace, C: Trace> Trace for (A, B, C) {
    const HAS_EDGES: bool = A::HAS_EDGES || B::HAS_EDGES || C::HAS_EDGES;
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.0.trace(tracer);
        self.1.trace(tracer);
        self.2.trace(tracer);
    }
}
// SAFETY: the one edge owns one count (V1).
unsafe impl Trace for Value {
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.edge(self);
    }
}
// SAFETY: the one edge owns one count (V1).
unsafe impl<T: Payload> Trace for Ref<T> {
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.edge(self.as_value());
    }
}
