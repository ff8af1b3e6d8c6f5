//! What happens when a count reaches zero: pending finalizers, weak references, the trashcan, the block.
//!
//! Never runs user code: finalizers and callbacks are queued, and the heap's user drains the queue between
//! instructions.
//!
//! # Invariants
//! C3: an object whose count reached zero is untracked before it is queued or enters the trashcan.
//! R1: release nests at most `MAX_DEPTH` deep on the native stack; deeper objects are linked through their own
//! headers (`Trash`), so that releasing needs no memory.
//! R2: a pending object has one count, the queue's, and the age PENDING.

use std::cell::Cell;
use std::ptr::NonNull;

use crate::heap::{BREAK_PENDING, Heap};
use crate::object::{ObjPtr, Object, SHAPE_MASK, age, flags};
use crate::rawvec::RawStack;
use crate::shape;
use crate::value::Value;
use crate::weakref::WeakRef;
use hognose_alloc::{AllocError, Domain, PrivateHeap, client_bit_clear};

const MAX_DEPTH: u32 = 40;

pub(crate) struct Release {
    depth: Cell<u32>,
    trash: Cell<Option<ObjPtr>>,
    queue: RawStack,
    queue_head: Cell<usize>,
    /// Pending objects that the queue had no room for: found again by their age.
    overflow: Cell<usize>,
    /// Finalizers are off: the end of an interpreter.
    pub(crate) finalizers_off: Cell<bool>,
}

/// Work for the heap's user, from `Heap::next_pending`.
#[derive(Debug)]
pub enum Pending {
    /// Call the object's finalizer, then drop the value: it dies, unless the finalizer stored it somewhere.
    Finalize(Value),
    /// Call the weak reference's callback with the weak reference.
    Callback { weakref: Value, callback: Value },
}

impl Release {
    pub fn new() -> Release {
        Release {
            depth: Cell::new(0),
            trash: Cell::new(None),
            queue: RawStack::new(),
            queue_head: Cell::new(0),
            overflow: Cell::new(0),
            finalizers_off: Cell::new(false),
        }
    }

    pub unsafe fn free(&self, memory: &PrivateHeap) {
        // SAFETY: the heap is dropped.
        unsafe { self.queue.free(memory) }
    }
}

/// The last count of `p` is gone.
///
/// # Safety
/// A live object with count 0, which nobody refers to.
#[inline(never)]
pub(crate) unsafe fn release_zero(p: ObjPtr) {
    // SAFETY: the block is still there.
    let (Some(heap), object) = (unsafe { Heap::try_of(p.cast()) }, unsafe { p.as_ref() }) else {
        return; // The heap is gone, the memory leaked (H2).
    };
    let entry = heap.shapes.entry(object.shape().index());
    let meta = object.head.meta.get();
    if entry.flags & (shape::HAS_FINALIZER | shape::MAY_FINALIZE | shape::IS_WEAKREF) != 0 {
        if meta & flags::FINALIZED == 0 && heap.wants_finalizer(p) && !heap.release.finalizers_off.get() {
            heap.push_pending(object);
            return;
        }
        if entry.flags & shape::IS_WEAKREF != 0 {
            heap.unlink_weakref(p);
        }
    }
    if meta & flags::HAS_WEAKREFS != 0 {
        heap.clear_weakrefs(object, true);
    }
    // SAFETY: still nobody refers to it.
    unsafe { heap.release_now(p) }
}

impl Heap {
    /// Whether the shape or the payload has a finalizer to run.
    pub(crate) fn wants_finalizer(&self, p: ObjPtr) -> bool {
        // SAFETY: a live object.
        let entry = self.shapes.entry(unsafe { p.as_ref() }.shape().index());
        if entry.flags & shape::HAS_FINALIZER != 0 {
            return true;
        }
        // SAFETY: the payload is of the layout's type (L1).
        entry.flags & shape::MAY_FINALIZE != 0
            && unsafe { (entry.layout().has_finalizer)(Object::payload(p)) }
    }

    /// Takes the object out of the books and frees it, or links it into the trashcan when nested too deep.
    ///
    /// # Safety
    /// Count zero, nobody refers to it, no finalizer due, weak references cleared.
    #[inline(always)]
    unsafe fn release_now(&self, p: ObjPtr) {
        let depth = self.release.depth.get();
        // SAFETY: a dead object that is still in the books.
        unsafe {
            self.take_from_books(p);
            if depth >= MAX_DEPTH {
                self.trash_push(p);
                return;
            }
            self.release.depth.set(depth + 1);
            self.destroy(p);
        }
        self.release.depth.set(depth);
        if depth == 0 && self.release.trash.get().is_some() {
            self.empty_trash();
        }
    }

    /// # Safety
    /// A dead object.
    #[inline(always)]
    pub(crate) unsafe fn take_from_books(&self, p: ObjPtr) {
        // SAFETY: the block is still there.
        unsafe {
            let meta = p.as_ref().head.meta.get();
            if let Some(k) = age::bitmap(meta) {
                client_bit_clear(p.cast(), k);
                self.collector.count_death(k);
            }
        }
    }

    /// Drops payload, tail and slots in CPython's order, gives the owner's count up and frees the block.
    ///
    /// # Safety
    /// A dead object, out of the books.
    #[inline(always)]
    pub(crate) unsafe fn destroy(&self, p: ObjPtr) {
        let bytes = self.object_bytes(p);
        // SAFETY: a dead object.
        unsafe {
            self.drop_parts(p);
            self.memory().dealloc(p.cast(), bytes, Domain::Object);
        }
    }

    /// # Safety
    /// A dead object, out of the books. Its parts are not touched again.
    #[inline(always)]
    pub(crate) unsafe fn drop_parts(&self, p: ObjPtr) {
        // SAFETY: the block is still there.
        let shape = unsafe { p.as_ref() }.shape().index();
        let entry = self.shapes.entry(shape);
        let (owner, layout) = (entry.owner, entry.layout());
        if entry.flags & shape::HAS_TAIL != 0 || entry.slot_count != 0 {
            let (tail, slots) = self.values_behind(p);
            let (tail, slots) = (std::ptr::from_ref(tail).cast_mut(), std::ptr::from_ref(slots).cast_mut());
            // SAFETY: the values are dropped once, here; tails from the last to the first, slots in order.
            unsafe {
                for i in (0..tail.len()).rev() {
                    tail.cast::<Value>().add(i).drop_in_place();
                }
                for i in 0..slots.len() {
                    slots.cast::<Value>().add(i).drop_in_place();
                }
            }
        }
        if let Some(drop) = layout.drop {
            // SAFETY: the payload is of the layout's type and dropped once.
            unsafe { drop(Object::payload(p)) }
        }
        if let Some(owner) = owner {
            // SAFETY: the object owned one count of its shape's owner (C1).
            unsafe { Object::decref(owner.cast()) }
        }
    }

    // ---- the trashcan ----

    /// Links a dead object through its header: 40 bits hold a distance from the heap's own block.
    #[cold]
    #[inline(never)]
    unsafe fn trash_push(&self, p: ObjPtr) {
        let next = self.release.trash.get().map_or(0, |n| n.as_ptr().addr() as u64 >> 4);
        // SAFETY: dead: the count and the flags are free for other use.
        let head = unsafe { &p.as_ref().head };
        // User addresses have 47 bits, so 43 of a link; the shape's 24 bits stay, which leaves 40. The three
        // bits that do not fit are the same for all blocks but in freak mappings; those nest natively.
        let base = (p.as_ptr().addr() as u64 >> 4) & !LINK_MASK;
        if next != 0 && next & !LINK_MASK != base {
            // SAFETY: as for release_now.
            unsafe { self.destroy(p) };
            return;
        }
        let link = next & LINK_MASK;
        head.refcount.set(link as u32);
        head.meta.set(head.meta.get() & SHAPE_MASK | ((link >> 32) as u32) << 24);
        self.release.trash.set(Some(p));
    }

    #[cold]
    #[inline(never)]
    fn empty_trash(&self) {
        self.release.depth.set(1);
        while let Some(p) = self.release.trash.get() {
            // SAFETY: a linked dead object.
            let head = unsafe { &p.as_ref().head };
            let link = u64::from(head.refcount.get()) | u64::from(head.meta.get() >> 24) << 32;
            let next = if link == 0 {
                None
            } else {
                let base = (p.as_ptr().addr() as u64 >> 4) & !LINK_MASK;
                NonNull::new(std::ptr::with_exposed_provenance_mut(((base | link) << 4) as usize))
            };
            self.release.trash.set(next);
            head.meta.set(head.meta.get() & SHAPE_MASK);
            // SAFETY: a dead object, out of the books.
            unsafe { self.destroy(p) }
        }
        self.release.depth.set(0);
    }

    // ---- pending ----

    /// Queues an object whose finalizer must run (R2).
    #[cold]
    #[inline(never)]
    fn push_pending(&self, object: &Object) {
        object.head.refcount.set(1);
        self.set_age(object, age::PENDING);
        self.push_pending_raw(object.ptr());
    }

    /// Queues a weak reference whose callback must run; the queue owns a count of it.
    pub(crate) fn push_pending_callback(&self, weakref: &Object) {
        weakref.incref();
        self.push_pending_raw(weakref.ptr());
    }

    fn push_pending_raw(&self, p: ObjPtr) {
        if self.release.queue.push(self.memory(), p.as_ptr() as usize).is_err() {
            // No memory for the queue: the object keeps the age PENDING and is searched for later.
            // SAFETY: a live object.
            self.set_age(unsafe { p.as_ref() }, age::PENDING);
            self.release.overflow.set(self.release.overflow.get() + 1);
        }
        self.raise(BREAK_PENDING);
    }

    /// Room for one more pending object, taken when such an object is made, so that queueing finds it.
    pub fn reserve_pending(&self) -> Result<(), AllocError> {
        self.release.queue.reserve(self.memory(), 1)
    }

    pub fn has_pending(&self) -> bool {
        self.release.queue.len() > self.release.queue_head.get() || self.release.overflow.get() > 0
    }

    /// The next finalizer or callback to run, oldest first. Clears BREAK_PENDING when none is left.
    pub fn next_pending(&self) -> Option<Pending> {
        loop {
            let head = self.release.queue_head.get();
            let p: ObjPtr = if head < self.release.queue.len() {
                let word = self.release.queue.get(head);
                self.release.queue_head.set(head + 1);
                if head + 1 == self.release.queue.len() {
                    self.release.queue.clear();
                    self.release.queue_head.set(0);
                }
                NonNull::new(std::ptr::with_exposed_provenance_mut(word))?
            } else if self.release.overflow.get() > 0 {
                self.queue_overflowed();
                continue;
            } else {
                self.breaker().clear(BREAK_PENDING);
                return None;
            };
            // SAFETY: the queue owned one count of a live object (R2).
            let value = unsafe { Value::from_ptr(p.cast()) };
            if let Some(pending) = self.as_pending(value) {
                return Some(pending);
            }
        }
    }

    fn as_pending(&self, value: Value) -> Option<Pending> {
        let object = value.as_object()?;
        let was_pending = object.head.meta.get() & flags::AGE == age::PENDING;
        if was_pending {
            self.set_age(object, age::UNTRACKED);
            self.track(&value);
        }
        if let Some(weak) = value.get::<WeakRef>().filter(|w| w.is_cleared() && !w.callback_is_blank()) {
            let callback = weak.take_callback();
            return Some(Pending::Callback { weakref: value, callback });
        }
        if !was_pending {
            return None;
        }
        object.set_flag(flags::FINALIZED);
        Some(Pending::Finalize(value))
    }

    /// Calls `f` with each object that the queue owns a count of.
    pub(crate) fn each_pending(&self, mut f: impl FnMut(ObjPtr)) {
        for i in self.release.queue_head.get()..self.release.queue.len() {
            if let Some(p) = NonNull::new(std::ptr::with_exposed_provenance_mut(self.release.queue.get(i))) {
                f(p);
            }
        }
        if self.release.overflow.get() > 0 {
            // Queued objects that have the age PENDING too were met above; the others are those without room.
            let queued: std::collections::HashSet<usize> = (self.release.queue_head.get()
                ..self.release.queue.len())
                .map(|i| self.release.queue.get(i))
                .collect();
            self.for_each_object(|o| {
                if o.head.meta.get() & flags::AGE == age::PENDING && !queued.contains(&o.address()) {
                    f(o.ptr());
                }
            });
        }
    }

    /// Fills the empty queue with objects that it had no room for when they became pending.
    #[cold]
    fn queue_overflowed(&self) {
        let queue = &self.release.queue;
        // The more room, the fewer walks over the heap.
        let _ = queue.reserve(self.memory(), self.release.overflow.get().min(1 << 16));
        let mut room = self.release.overflow.get();
        self.for_each_object(|o| {
            if room > 0 && o.head.meta.get() & flags::AGE == age::PENDING {
                match queue.push_within_capacity(o.address()) {
                    Ok(()) => room -= 1,
                    Err(AllocError) => room = 0,
                }
            }
        });
        // Those found are queued now; if none was, none is left.
        let queued = queue.len();
        let left = self.release.overflow.get().saturating_sub(queued);
        self.release.overflow.set(if queued == 0 { 0 } else { left });
    }

    /// No finalizer runs and no callback is queued from now on (the last phase of an interpreter's end).
    pub fn set_finalizers(&self, on: bool) {
        self.release.finalizers_off.set(!on);
    }
}

const LINK_MASK: u64 = (1 << 40) - 1;
