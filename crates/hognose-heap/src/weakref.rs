//! Weak references: a payload, and a side table from a target's address to its weak references.
//!
//! Does not call callbacks: they are queued as pending work.
//!
//! # Invariants
//! W1: an object has HAS_WEAKREFS exactly when the table has its address. W2: a list holds live weak reference
//! objects, newest first; one that dies is unlinked before it enters the trashcan or is freed.

use std::cell::Cell;
use std::ptr::NonNull;

use crate::cells::ValueCell;
use crate::heap::Heap;
use crate::object::{ObjPtr, Object, Ref, ShapeId, flags};
use crate::payload::{Payload, Trace};
use crate::tracer::Tracer;
use crate::value::Value;
use hognose_alloc::{AllocError, Domain, PrivateHeap};

/// A weak reference. Its callback is a strong edge, its target none.
pub struct WeakRef {
    target: Cell<Option<ObjPtr>>,
    newer: Cell<Option<ObjPtr>>,
    older: Cell<Option<ObjPtr>>,
    callback: ValueCell,
    /// The target's hash, kept after its death; 0 when not asked yet, otherwise hash + 1 for hash >= 0.
    hash: Cell<Option<i64>>,
}

// SAFETY: the callback is the only owned reference.
unsafe impl Trace for WeakRef {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.callback.trace(tracer);
    }
}

impl Payload for WeakRef {
    const NAME: &'static str = "weakref";
    type Tail = ();
}

impl WeakRef {
    pub fn is_cleared(&self) -> bool {
        self.target.get().is_none()
    }

    /// The callback, None when it has none or the target is dead.
    pub fn callback(&self) -> Option<Value> {
        if self.is_cleared() || self.callback.is_blank() { None } else { Some(self.callback.get()) }
    }

    pub(crate) fn callback_is_blank(&self) -> bool {
        self.callback.is_blank()
    }

    pub(crate) fn take_callback(&self) -> Value {
        self.callback.take()
    }

    pub fn cached_hash(&self) -> Option<i64> {
        self.hash.get()
    }

    pub fn set_cached_hash(&self, hash: i64) {
        self.hash.set(Some(hash));
    }
}

fn weak(p: ObjPtr) -> &'static WeakRef {
    // SAFETY: W2: lists hold live weak reference objects. The reference is used at once.
    unsafe { &*Object::payload(p).cast::<WeakRef>() }
}

impl Heap {
    /// A new weak reference, the newest of its target's. `shape`'s payload is `WeakRef`.
    pub fn new_weakref(
        &self,
        shape: ShapeId,
        target: &Value,
        callback: Option<Value>,
    ) -> Result<Ref<WeakRef>, AllocError> {
        let object = target.as_object().ok_or(AllocError)?;
        if callback.is_some() {
            self.reserve_pending()?;
        }
        self.weak.reserve(self.memory())?;
        let payload = WeakRef {
            target: Cell::new(None),
            newer: Cell::new(None),
            older: Cell::new(None),
            callback: ValueCell::new(callback.unwrap_or(Value::BLANK)),
            hash: Cell::new(None),
        };
        let new = self.alloc(shape, payload)?;
        let p = new.as_object().ptr();
        let old = self.weak.insert(object.ptr(), p);
        new.target.set(Some(object.ptr()));
        new.older.set(old);
        if let Some(old) = old {
            weak(old).newer.set(Some(p));
        }
        object.set_flag(flags::HAS_WEAKREFS);
        Ok(new)
    }

    /// The target, if it is alive.
    pub fn weak_get(&self, w: &WeakRef) -> Option<Value> {
        // SAFETY: a target clears its weak references before it dies.
        w.target.get().map(|p| unsafe { p.as_ref() }.to_value())
    }

    /// Calls `f` with each weak reference of `target`, newest first; stops when `f` says false.
    pub fn for_each_weakref(&self, target: &Value, mut f: impl FnMut(Value) -> bool) {
        let Some(object) = target.as_object().filter(|o| o.has_weakrefs()) else { return };
        let mut next = self.weak.find(object.ptr());
        while let Some(p) = next {
            next = weak(p).older.get();
            // SAFETY: W2.
            if !f(unsafe { p.as_ref() }.to_value()) {
                return;
            }
        }
    }

    /// The weak references of `target`, newest first.
    pub fn weakrefs_of(&self, target: &Value) -> Result<crate::vec::HeapVec<Value>, AllocError> {
        let mut found = crate::vec::HeapVec::new();
        let mut failed = false;
        self.for_each_weakref(target, |w| {
            failed = found.try_push(self, w).is_err();
            !failed
        });
        if failed { Err(AllocError) } else { Ok(found) }
    }

    pub fn weakref_count(&self, target: &Value) -> usize {
        let mut n = 0;
        self.for_each_weakref(target, |_| {
            n += 1;
            true
        });
        n
    }

    /// Detaches a weak reference from its target; it counts as dead. Its callback will not be called.
    pub fn clear_weakref(&self, w: &Ref<WeakRef>) {
        self.unlink_weakref(w.as_object().ptr());
        w.callback.set(Value::BLANK);
    }

    /// Takes a weak reference out of its target's list.
    pub(crate) fn unlink_weakref(&self, p: ObjPtr) {
        let w = weak(p);
        let Some(target) = w.target.take() else { return };
        let (newer, older) = (w.newer.take(), w.older.take());
        if let Some(older) = older {
            weak(older).newer.set(newer);
        }
        match (newer, older) {
            (Some(newer), _) => weak(newer).older.set(older),
            (None, Some(older)) => self.weak.replace(target, older),
            (None, None) => {
                self.weak.remove(target);
                // SAFETY: W1: still alive, or it would have cleared its weak references.
                unsafe { target.as_ref() }.clear_flag(flags::HAS_WEAKREFS);
            }
        }
    }

    /// Clears all weak references of a dying object; callbacks are queued or dropped.
    #[cold]
    #[inline(never)]
    pub(crate) fn clear_weakrefs(&self, object: &Object, queue: bool) {
        let mut last = None;
        // The list is taken from its head each time: dropping a callback may kill other weak references in it.
        while let Some(p) = self.weak.find(object.ptr()) {
            debug_assert_ne!(Some(p), last, "a cleared weak reference leaves its list");
            last = Some(p);
            self.unlink_weakref(p);
            let w = weak(p);
            if w.callback.is_blank() {
                continue;
            }
            if queue && !self.release.finalizers_off.get() {
                // SAFETY: W2.
                self.push_pending_callback(unsafe { p.as_ref() });
            } else {
                drop(w.callback.take());
            }
        }
        object.clear_flag(flags::HAS_WEAKREFS);
    }
}

/// Address of a target -> its newest weak reference. Open addressing, linear probing, backward-shift removal.
pub(crate) struct WeakTable {
    slots: Cell<NonNull<(usize, usize)>>,
    /// A power of two, or 0.
    capacity: Cell<usize>,
    len: Cell<usize>,
}

impl WeakTable {
    pub fn new() -> WeakTable {
        WeakTable { slots: Cell::new(NonNull::dangling()), capacity: Cell::new(0), len: Cell::new(0) }
    }

    #[inline]
    fn slot(&self, i: usize) -> *mut (usize, usize) {
        debug_assert!(i < self.capacity.get());
        // SAFETY: below capacity.
        unsafe { self.slots.get().as_ptr().add(i) }
    }

    fn home(&self, key: usize) -> usize {
        ((key >> 4) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) as usize >> 20 & (self.capacity.get() - 1)
    }

    /// The slot of `key`, or the free one where it would go.
    fn seek(&self, key: usize) -> *mut (usize, usize) {
        let mut i = self.home(key);
        loop {
            let s = self.slot(i);
            // SAFETY: a slot of the table; some slot is always free.
            let k = unsafe { (*s).0 };
            if k == key || k == 0 {
                return s;
            }
            i = (i + 1) & (self.capacity.get() - 1);
        }
    }

    /// Makes room for one more key.
    pub fn reserve(&self, memory: &PrivateHeap) -> Result<(), AllocError> {
        let (old, capacity) = (self.slots.get(), self.capacity.get());
        if self.len.get() * 4 < capacity * 3 {
            return Ok(());
        }
        let new = (capacity * 2).max(16);
        let p = memory.alloc_zeroed(new * 16, Domain::Mem)?;
        self.slots.set(p.cast());
        self.capacity.set(new);
        for i in 0..capacity {
            // SAFETY: a slot of the old table.
            let entry = unsafe { old.as_ptr().add(i).read() };
            if entry.0 != 0 {
                // SAFETY: a free slot of the new table.
                unsafe { self.seek(entry.0).write(entry) }
            }
        }
        if capacity != 0 {
            // SAFETY: allocated with this size.
            unsafe { memory.dealloc(old.cast(), capacity * 16, Domain::Mem) }
        }
        Ok(())
    }

    pub fn find(&self, key: ObjPtr) -> Option<ObjPtr> {
        if self.len.get() == 0 {
            return None;
        }
        // SAFETY: a slot of the table.
        let entry = unsafe { self.seek(key.as_ptr().addr()).read() };
        if entry.0 == 0 { None } else { NonNull::new(std::ptr::with_exposed_provenance_mut(entry.1)) }
    }

    /// Puts a new head and returns the old one. Room was reserved.
    fn insert(&self, key: ObjPtr, head: ObjPtr) -> Option<ObjPtr> {
        let s = self.seek(key.as_ptr().addr());
        // SAFETY: a slot of the table.
        unsafe {
            let old = s.read();
            s.write((key.as_ptr().addr(), head.as_ptr().addr()));
            if old.0 == 0 {
                self.len.set(self.len.get() + 1);
                return None;
            }
            NonNull::new(std::ptr::with_exposed_provenance_mut(old.1))
        }
    }

    fn replace(&self, key: ObjPtr, head: ObjPtr) {
        // SAFETY: a slot of the table.
        unsafe { (*self.seek(key.as_ptr().addr())).1 = head.as_ptr().addr() }
    }

    fn remove(&self, key: ObjPtr) {
        let mask = self.capacity.get() - 1;
        let s = self.seek(key.as_ptr().addr());
        // SAFETY: inside the table: `s` is one of its slots.
        let mut hole = unsafe { s.offset_from(self.slots.get().as_ptr()) } as usize;
        self.len.set(self.len.get() - 1);
        let mut i = hole;
        loop {
            i = (i + 1) & mask;
            // SAFETY: slots of the table.
            unsafe {
                let entry = self.slot(i).read();
                if entry.0 == 0 {
                    break;
                }
                // An entry may move into the hole unless its home lies behind the hole.
                if (i.wrapping_sub(self.home(entry.0)) & mask) >= (i.wrapping_sub(hole) & mask) {
                    self.slot(hole).write(entry);
                    hole = i;
                }
            }
        }
        // SAFETY: a slot of the table.
        unsafe { self.slot(hole).write((0, 0)) }
    }

    pub unsafe fn free(&self, memory: &PrivateHeap) {
        if self.capacity.get() != 0 {
            // SAFETY: allocated with this size; the heap is dropped.
            unsafe { memory.dealloc(self.slots.get().cast(), self.capacity.get() * 16, Domain::Mem) }
            self.capacity.set(0);
        }
    }
}
