//! The visitor that `Trace::trace` reports edges to.
//!
//! Does not decide what an edge means: edges gather in a small ring with their targets prefetched, and the
//! collector's loops take them out (or `flush` does when the ring is full).
//!
//! # Invariants
//! T1: edges leave the ring in the order in which they came. T2: a target in the ring is a live object.

use crate::object::{ObjPtr, Object};
use crate::payload::Trace;
use crate::value::Value;

pub(crate) const RING: usize = 256;
/// Longer runs of items are traced in pieces while tracing is sliced.
const LONG: usize = 256;

/// Edges on their way, oldest first.
pub(crate) struct Ring {
    items: [std::mem::MaybeUninit<ObjPtr>; RING],
    head: usize,
    tail: usize,
}

impl Ring {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.tail - self.head
    }

    #[inline(always)]
    fn push(&mut self, p: ObjPtr) {
        self.items[self.tail % RING].write(p);
        self.tail += 1;
    }

    #[inline(always)]
    pub fn pop(&mut self) -> Option<ObjPtr> {
        if self.head == self.tail {
            return None;
        }
        // SAFETY: entries between head and tail were written.
        let p = unsafe { self.items[self.head % RING].assume_init() };
        self.head += 1;
        Some(p)
    }
}

/// What is done with edges.
pub(crate) trait Visitor {
    fn visit(&mut self, target: ObjPtr);

    /// Takes edges out of the ring until `left` are in it.
    fn drain(&mut self, ring: &mut Ring, left: usize) {
        while ring.len() > left {
            let Some(p) = ring.pop() else { return };
            self.visit(p);
        }
    }
}

/// Collects the edges of the objects that are traced with it.
pub struct Tracer<'a> {
    ring: Ring,
    visitor: *mut (dyn Visitor + 'a),
    marker: std::marker::PhantomData<&'a mut dyn Visitor>,
    /// Tracing stops and resumes: `skip` and `budget` count.
    pub(crate) sliced: bool,
    /// Targets' headers are not fetched: the visitor does not look at them.
    pub(crate) bare: bool,
    /// Items of the traced object to pass over, and how many may still be traced.
    pub(crate) skip: usize,
    pub(crate) budget: usize,
}

impl<'a> Tracer<'a> {
    pub(crate) fn new(visitor: &'a mut (dyn Visitor + 'a)) -> Tracer<'a> {
        Tracer {
            ring: Ring { items: [std::mem::MaybeUninit::uninit(); RING], head: 0, tail: 0 },
            visitor,
            marker: std::marker::PhantomData,
            sliced: false,
            bare: false,
            skip: 0,
            budget: usize::MAX,
        }
    }

    /// One owned reference.
    #[inline(always)]
    pub fn edge(&mut self, v: &Value) {
        if v.is_object() {
            self.object(v.as_ptr().cast());
        }
    }

    /// One owned typed reference.
    #[inline(always)]
    pub fn edge_ref<T: crate::payload::Payload>(&mut self, r: &crate::object::Ref<T>) {
        self.edge(r.as_value());
    }

    #[inline(always)]
    pub(crate) fn object(&mut self, p: ObjPtr) {
        if !self.bare {
            prefetch(p);
        }
        self.ring.push(p);
        if self.ring.len() == RING {
            self.drain_to(RING / 2);
        }
    }

    /// A buffer of items, each by its own Trace.
    #[inline]
    pub fn items<T: Trace>(&mut self, items: &[T]) {
        if !T::HAS_EDGES {
            return;
        }
        if items.len() > LONG && self.sliced {
            return self.items_sliced(items);
        }
        for item in items {
            item.trace(self);
        }
    }

    #[inline(never)]
    fn items_sliced<T: Trace>(&mut self, items: &[T]) {
        let start = self.skip.min(items.len());
        self.skip -= start;
        let n = (items.len() - start).min(self.budget);
        self.budget -= n;
        for item in &items[start..start + n] {
            item.trace(self);
        }
    }

    /// Hands edges on, oldest first, until at most `left` remain.
    #[inline(always)]
    pub(crate) fn drain_to(&mut self, left: usize) {
        if self.ring.len() > left {
            // SAFETY: borrowed for 'a and used through this tracer alone.
            unsafe { &mut *self.visitor }.drain(&mut self.ring, left);
        }
    }

    /// As `drain_to`, without a virtual call.
    ///
    /// # Safety
    /// The tracer was made with a `V`.
    #[inline(always)]
    pub(crate) unsafe fn drain_as<V: Visitor>(&mut self, left: usize) {
        // SAFETY: a V, as the caller says, used through this tracer alone.
        let visitor = unsafe { &mut *self.visitor.cast::<V>() };
        while self.ring.len() > left {
            let Some(p) = self.ring.pop() else { return };
            visitor.visit(p);
        }
    }

    /// Edges in the ring.
    #[inline(always)]
    pub(crate) fn waiting(&self) -> usize {
        self.ring.len()
    }

    /// Takes all edges out of the ring. `f` puts none in.
    #[inline(always)]
    pub(crate) fn take_all(&mut self, mut f: impl FnMut(ObjPtr)) {
        let (head, tail) = (self.ring.head, self.ring.tail);
        for i in head..tail {
            // SAFETY: entries between head and tail were written.
            f(unsafe { self.ring.items[i % RING].assume_init() });
        }
        self.ring.head = tail;
    }

    /// Edges that came in so far.
    #[inline(always)]
    pub(crate) fn edges(&self) -> usize {
        self.ring.tail
    }

    /// The visitor.
    ///
    /// # Safety
    /// The tracer was made with a `V`; the reference is gone before the tracer is used again.
    #[inline(always)]
    pub(crate) unsafe fn visitor<V: Visitor>(&mut self) -> &mut V {
        // SAFETY: as the caller says.
        unsafe { &mut *self.visitor.cast::<V>() }
    }
}

#[inline(always)]
pub(crate) fn prefetch(p: ObjPtr) {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: a prefetch has no effect but on caches.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(p.as_ptr().cast());
    }
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    let _ = p;
}

/// Reports an object's own edges: owner, payload, tail, slots (all but the owner: `trace_parts`).
#[inline(always)]
pub(crate) fn trace_object(heap: &crate::heap::Heap, p: ObjPtr, tracer: &mut Tracer<'_>) {
    // SAFETY: T2: a live object.
    let object: &Object = unsafe { &*p.as_ptr() };
    trace_with(heap, p, heap.shapes.entry(object.shape().index()), tracer);
}

/// As `trace_object`, given the object's shape entry.
#[inline(always)]
pub(crate) fn trace_with(
    heap: &crate::heap::Heap,
    p: ObjPtr,
    entry: &crate::shape::ShapeEntry,
    tracer: &mut Tracer<'_>,
) {
    if let Some(owner) = entry.owner {
        tracer.object(owner);
    }
    trace_parts(heap, p, entry, tracer);
}

/// As `trace_with`, without the owner.
#[inline(always)]
pub(crate) fn trace_parts(
    heap: &crate::heap::Heap,
    p: ObjPtr,
    entry: &crate::shape::ShapeEntry,
    tracer: &mut Tracer<'_>,
) {
    if let Some(trace) = entry.trace {
        // SAFETY: the payload is of the layout's type (L1).
        unsafe { trace(Object::payload(p), tracer) }
    }
    if entry.flags & crate::shape::HAS_TAIL != 0 || entry.slot_count != 0 {
        let (tail, slots) = heap.values_behind(p);
        tracer.items(tail);
        tracer.items(slots);
    }
}

/// A visitor made of a closure.
pub(crate) struct Each<F: FnMut(ObjPtr)>(pub F);

impl<F: FnMut(ObjPtr)> Visitor for Each<F> {
    #[inline(always)]
    fn visit(&mut self, target: ObjPtr) {
        (self.0)(target)
    }
}

/// Calls `f` with every edge of the object, in order.
pub(crate) fn for_each_edge(heap: &crate::heap::Heap, p: ObjPtr, f: impl FnMut(ObjPtr)) {
    let mut each = Each(f);
    let mut tracer = Tracer::new(&mut each);
    trace_object(heap, p, &mut tracer);
    tracer.drain_to(0);
}
