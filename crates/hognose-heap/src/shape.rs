//! The shape table: what the 24-bit index in an object header means.
//!
//! Does not know classes: an owner is any object. Does not free shapes by itself.
//!
//! # Invariants
//! S1: an object's shape index is live as long as the object. Upheld by the user of `free_shape`: an
//! object owns a count on its shape's owner, so an owner frees its shapes when it dies.
//! S2: all shapes of one index reuse have no object in between (`free_shape`).

use std::cell::{Cell, UnsafeCell};
use std::ptr::NonNull;

use crate::object::{HEADER_BYTES, ObjPtr, Object, ShapeId};
use crate::payload::{Layout, Payload, TailKind};
use crate::value::Value;
use hognose_alloc::{AllocError, Domain, PrivateHeap};

/// Objects of the shape have finalizers.
pub const HAS_FINALIZER: u16 = 1;
/// Free for the heap's user: 8 bits.
pub const USER_FLAGS: u16 = 0xFF00;
pub(crate) const MAY_FINALIZE: u16 = 2;
pub(crate) const IS_WEAKREF: u16 = 4;
pub(crate) const UNTRACK_ATOMIC: u16 = 8;
pub(crate) const TRACED: u16 = 16;
pub(crate) const HAS_TAIL: u16 = 32;
/// Freed while a collection frees its garbage: the entry is needed until the last block is gone.
const FREE_LATER: u16 = 64;

#[repr(C)]
pub(crate) struct ShapeEntry {
    layout: Option<&'static Layout>,
    pub(crate) owner: Option<ObjPtr>,
    pub(crate) trace: Option<unsafe fn(*const (), &mut crate::tracer::Tracer<'_>)>,
    /// Bytes of an object without tail, or of its fixed part (header and payload) with one.
    pub(crate) bytes: u32,
    pub(crate) slot_count: u16,
    pub(crate) flags: u16,
}

const _: () = assert!(size_of::<ShapeEntry>() == 32);

impl ShapeEntry {
    #[inline(always)]
    pub fn layout(&self) -> &'static Layout {
        self.layout.expect("an object's shape is live (S1)")
    }

    #[inline(always)]
    pub fn owner_value(&self) -> Option<ObjPtr> {
        self.owner
    }

    #[inline(always)]
    pub fn owner_object(&self) -> Option<&Object> {
        // SAFETY: an owner outlives its shapes (S1).
        self.owner.map(|p| unsafe { &*p.as_ptr() })
    }
}

/// What a shape says, copied out.
#[derive(Clone, Debug)]
pub struct ShapeInfo {
    pub name: &'static str,
    pub owner: Option<Value>,
    pub slot_count: u16,
    pub flags: u16,
}

pub(crate) struct ShapeTable {
    entries: Cell<NonNull<ShapeEntry>>,
    capacity: Cell<u32>,
    len: Cell<u32>,
    free: UnsafeCell<Option<u32>>,
    /// Entries must stay readable; freed ones are flagged and counted.
    deferred: Cell<Option<u32>>,
}

const INITIAL: u32 = 1024;
const MAX: u32 = 1 << 24;

impl ShapeTable {
    pub fn new(memory: &PrivateHeap) -> Result<ShapeTable, AllocError> {
        let p = memory.alloc_zeroed(INITIAL as usize * size_of::<ShapeEntry>(), Domain::Mem)?;
        Ok(ShapeTable {
            entries: Cell::new(p.cast()),
            capacity: Cell::new(INITIAL),
            len: Cell::new(ShapeId::FIRST_DYNAMIC),
            free: UnsafeCell::new(None),
            deferred: Cell::new(None),
        })
    }

    /// # Safety
    /// No object is left.
    pub unsafe fn release(&self, memory: &PrivateHeap) {
        let bytes = self.capacity.get() as usize * size_of::<ShapeEntry>();
        // SAFETY: allocated with these bytes; not used again.
        unsafe { memory.dealloc(self.entries.get().cast(), bytes, Domain::Mem) }
    }

    #[inline(always)]
    pub fn entry(&self, index: u32) -> &ShapeEntry {
        debug_assert!(index < self.len.get());
        // SAFETY: indices in headers are below len (S1). The reference is never held across `create`.
        unsafe { &*self.entries.get().as_ptr().add(index as usize) }
    }

    #[inline]
    pub fn get(&self, id: ShapeId) -> Option<&ShapeEntry> {
        if id.0 >= self.len.get() {
            return None;
        }
        Some(self.entry(id.0)).filter(|e| e.layout.is_some())
    }

    fn slot(&self, index: u32) -> *mut ShapeEntry {
        assert!(index < self.len.get(), "a shape id of this heap");
        // SAFETY: below len.
        unsafe { self.entries.get().as_ptr().add(index as usize) }
    }

    pub fn set(
        &self,
        id: ShapeId,
        layout: &'static Layout,
        slot_count: u16,
        owner: Option<ObjPtr>,
        flags: u16,
    ) {
        let mut bits = flags & (HAS_FINALIZER | USER_FLAGS);
        if layout.may_finalize {
            bits |= MAY_FINALIZE;
        }
        if layout.untrack_atomic {
            bits |= UNTRACK_ATOMIC;
        }
        if layout.is::<crate::weakref::WeakRef>() {
            bits |= IS_WEAKREF;
        }
        if layout.traced || slot_count > 0 {
            bits |= TRACED;
        }
        let mut bytes = HEADER_BYTES + layout.payload_size;
        if layout.tail == TailKind::None {
            bytes += slot_count as usize * size_of::<Value>();
        } else {
            bits |= HAS_TAIL;
        }
        let entry = ShapeEntry {
            layout: Some(layout),
            owner,
            trace: layout.trace,
            bytes: bytes as u32,
            slot_count,
            flags: bits,
        };
        // SAFETY: below len; nobody holds a reference to an entry here.
        unsafe { self.slot(id.0).write(entry) }
    }

    pub fn set_owner(&self, id: ShapeId, owner: Option<ObjPtr>) {
        // SAFETY: below len; nobody holds a reference to an entry here.
        unsafe { (*self.slot(id.0)).owner = owner }
    }

    pub fn set_flags(&self, id: ShapeId, flags: u16) {
        let p = self.slot(id.0);
        let user = HAS_FINALIZER | USER_FLAGS;
        // SAFETY: below len; nobody holds a reference to an entry here.
        unsafe { (*p).flags = (*p).flags & !user | flags & user }
    }

    /// A fresh or reused index; its entry must be set next.
    pub fn create(&self, memory: &PrivateHeap) -> Result<ShapeId, AllocError> {
        // SAFETY: single-threaded; the cell is not borrowed elsewhere.
        let free = unsafe { &mut *self.free.get() };
        if let Some(index) = *free {
            // A free entry keeps the next free index in its `bytes`.
            let next = self.entry(index).bytes;
            *free = if next == 0 { None } else { Some(next) };
            return Ok(ShapeId(index));
        }
        let index = self.len.get();
        if index == MAX {
            return Err(AllocError);
        }
        if index == self.capacity.get() {
            let old = index as usize * size_of::<ShapeEntry>();
            // SAFETY: allocated with these bytes; entries are plain words, and no reference is held.
            let p = unsafe { memory.realloc(self.entries.get().cast(), old, old * 2, Domain::Mem)? };
            // SAFETY: the fresh half is inside the block.
            unsafe { p.as_ptr().add(old).write_bytes(0, old) };
            self.entries.set(p.cast());
            self.capacity.set(index * 2);
        }
        self.len.set(index + 1);
        Ok(ShapeId(index))
    }

    pub fn release_index(&self, id: ShapeId) {
        if id.0 < ShapeId::FIRST_DYNAMIC {
            return;
        }
        let p = self.slot(id.0);
        // SAFETY: below len; single-threaded.
        unsafe {
            if (*p).layout.is_none() {
                return;
            }
            if let Some(n) = self.deferred.get() {
                self.deferred.set(Some(n + 1));
                (*p).flags |= FREE_LATER;
                return;
            }
            (*p).layout = None;
            (*p).flags = 0;
            (*p).owner = None;
            (*p).bytes = (*self.free.get()).unwrap_or(0);
            *self.free.get() = Some(id.0);
        }
    }

    /// From here on freed entries stay readable, until `end_deferring`.
    pub fn start_deferring(&self) {
        self.deferred.set(Some(0));
    }

    pub fn end_deferring(&self) {
        if self.deferred.take().is_none_or(|n| n == 0) {
            return;
        }
        for index in ShapeId::FIRST_DYNAMIC..self.len.get() {
            if self.entry(index).flags & FREE_LATER != 0 {
                self.release_index(ShapeId(index));
            }
        }
    }

    pub fn is<T: Payload>(&self, id: ShapeId) -> bool {
        self.get(id).is_some_and(|e| e.layout().is::<T>())
    }
}
