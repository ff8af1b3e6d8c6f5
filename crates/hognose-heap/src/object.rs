//! Objects behind references: the 8-byte object header, `Object`, `Ref<T>`, instance slots.
//!
//! Does not allocate (heap.rs) and does not decide what happens at count zero (release.rs).
//!
//! ```text
//! block, 16-aligned: | refcount u32 | meta u32 | payload | tail items | slots |
//! meta:              | flags 8 bits | shape index 24 bits |
//! ```
//!
//! # Invariants
//! C4: a count with its sign bit set is immortal: neither increment, decrement nor subtraction touches it.
//! O1: a tracked object is in exactly one of the arena bitmaps, the one that its age flags name; no other is in any.
//! O2: block addresses are exposed when allocated, so that a word can be turned back into a pointer.

use std::cell::Cell;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::ptr::NonNull;

use crate::heap::Heap;
use crate::payload::{Layout, Payload, TailItem, TailKind};
use crate::value::Value;

/// Index into the heap's shape table: layout, owner (class), slots.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[repr(transparent)]
pub struct ShapeId(pub(crate) u32);

impl ShapeId {
    /// No shape; never that of an object.
    pub const NONE: ShapeId = ShapeId(0);
    /// Fixed ids are below this; `Heap::new_shape` gives ids from here on.
    pub const FIRST_DYNAMIC: u32 = 512;

    /// A fixed id, 1 to 511, for `Heap::define_shape`.
    pub const fn fixed(n: u32) -> ShapeId {
        assert!(n != 0 && n < ShapeId::FIRST_DYNAMIC, "fixed shapes are 1 to 511");
        ShapeId(n)
    }

    #[inline(always)]
    pub const fn index(self) -> u32 {
        self.0
    }

    /// For words stored in inline caches. An id that was never given out is harmless: it equals none.
    #[inline(always)]
    pub const fn from_index(n: u32) -> ShapeId {
        ShapeId(n & SHAPE_MASK)
    }
}

pub(crate) const SHAPE_MASK: u32 = 0x00FF_FFFF;
pub(crate) const IMMORTAL: u32 = 0x8000_0000;
/// What an immortal count is set to: far from both ends, so that stray arithmetic cannot revive it.
pub(crate) const IMMORTAL_COUNT: u32 = 0xC000_0000;

/// The eight flag bits of an object header.
pub mod flags {
    /// The three age bits: `age` says what their combinations mean.
    pub const TRACKED: u32 = 1 << 24;
    pub const NOT_OLD: u32 = 1 << 25;
    pub const YOUNG: u32 = 1 << 26;
    pub const AGE: u32 = TRACKED | NOT_OLD | YOUNG;
    /// Reached from roots in the present cycle, when equal to the heap's mark sense.
    pub const MARK: u32 = 1 << 27;
    /// Found alive by the running trial deletion.
    pub const REACHED: u32 = 1 << 28;
    /// Its finalizer was called.
    pub const FINALIZED: u32 = 1 << 29;
    pub const HAS_WEAKREFS: u32 = 1 << 30;
    /// Condemned by the running collection.
    pub const GARBAGE: u32 = 1 << 31;
}

/// Which bitmap an object is in, as its age flags say.
pub(crate) mod age {
    use super::flags::*;
    pub const UNTRACKED: u32 = 0;
    pub const OLD: u32 = TRACKED;
    pub const MIDDLE: u32 = TRACKED | NOT_OLD;
    pub const YOUNG_: u32 = TRACKED | NOT_OLD | YOUNG;
    pub const FROZEN: u32 = YOUNG;
    pub const PENDING: u32 = NOT_OLD;

    /// Bitmap of the young objects.
    pub const YOUNGEST: usize = 2;

    /// Bitmap: 0 old, 1 middle, 2 young; none for what the collector does not look at.
    #[inline(always)]
    pub fn bitmap(meta: u32) -> Option<usize> {
        if meta & TRACKED == 0 { None } else { Some((meta & AGE).count_ones() as usize - 1) }
    }
}

/// The first 8 bytes of every object.
#[repr(C)]
pub struct ObjectHeader {
    pub(crate) refcount: Cell<u32>,
    pub(crate) meta: Cell<u32>,
}

const _: () = assert!(size_of::<ObjectHeader>() == 8);
pub(crate) const HEADER_BYTES: usize = size_of::<ObjectHeader>();

/// Any object, seen behind a reference.
#[repr(transparent)]
pub struct Object {
    pub(crate) head: ObjectHeader,
}

pub(crate) type ObjPtr = NonNull<Object>;

impl Object {
    #[inline(always)]
    pub fn refcount(&self) -> u32 {
        self.head.refcount.get()
    }

    #[inline(always)]
    pub fn is_immortal(&self) -> bool {
        (self.refcount() as i32) < 0
    }

    #[inline(always)]
    pub fn shape(&self) -> ShapeId {
        ShapeId(self.head.meta.get() & SHAPE_MASK)
    }

    #[inline(always)]
    pub fn address(&self) -> usize {
        (self as *const Object).addr()
    }

    #[inline(always)]
    pub fn flags(&self) -> u32 {
        self.head.meta.get() & !SHAPE_MASK
    }

    #[inline(always)]
    pub(crate) fn has(&self, flag: u32) -> bool {
        self.head.meta.get() & flag != 0
    }

    #[inline(always)]
    pub(crate) fn set_flag(&self, flag: u32) {
        self.head.meta.set(self.head.meta.get() | flag);
    }

    #[inline(always)]
    pub(crate) fn clear_flag(&self, flag: u32) {
        self.head.meta.set(self.head.meta.get() & !flag);
    }

    pub fn is_tracked(&self) -> bool {
        self.has(flags::TRACKED) || self.head.meta.get() & flags::AGE == age::FROZEN
    }

    pub fn is_finalized(&self) -> bool {
        self.has(flags::FINALIZED)
    }

    pub fn set_finalized(&self) {
        self.set_flag(flags::FINALIZED);
    }

    pub fn has_weakrefs(&self) -> bool {
        self.has(flags::HAS_WEAKREFS)
    }

    #[inline(always)]
    pub(crate) fn ptr(&self) -> ObjPtr {
        // SAFETY: an address of a reference is not null; provenance of the whole block is exposed (O2).
        unsafe { NonNull::new_unchecked(std::ptr::with_exposed_provenance_mut(self.address())) }
    }

    #[inline(always)]
    pub(crate) fn incref(&self) {
        let n = self.refcount();
        if n as i32 >= 0 {
            // 2^31 references take 16 GiB of words: the count then becomes immortal, it does not wrap.
            self.head.refcount.set(n + 1);
        }
    }

    /// Gives one count up.
    ///
    /// # Safety
    /// `p` is a live object and the caller owned the count.
    #[inline(always)]
    pub(crate) unsafe fn decref(p: NonNull<()>) {
        // SAFETY: live, as the caller says.
        let count = unsafe { &p.cast::<ObjectHeader>().as_ref().refcount };
        let n = count.get();
        if n as i32 > 1 {
            count.set(n - 1);
        } else if n == 1 {
            // Not that it is rare: but callers keep their registers for the other way.
            std::hint::cold_path();
            count.set(0);
            // SAFETY: the last count is gone.
            unsafe { crate::release::release_zero(p.cast()) }
        } else {
            debug_assert!(n != 0, "decref of an object without counts");
        }
    }

    /// The heap that the object lives in.
    #[inline(always)]
    pub fn heap(&self) -> &Heap {
        // SAFETY: every object is in a block of a Heap's private heap, which outlives it.
        unsafe { Heap::of(self.ptr().cast()) }
    }

    #[inline(always)]
    pub(crate) fn layout(&self) -> &'static Layout {
        self.heap().shapes.entry(self.head.meta.get() & SHAPE_MASK).layout()
    }

    #[cold]
    #[inline(never)]
    fn is_layout_slow<T: Payload>(&self) -> bool {
        self.layout().is::<T>()
    }

    /// The payload is a `T` or begins with one.
    #[inline(always)]
    pub(crate) fn is_payload<T: Payload>(&self) -> bool {
        let shape = self.shape();
        if T::SHAPE == ShapeId::NONE {
            return self.is_layout_slow::<T>();
        }
        if shape == T::SHAPE || T::ALIAS != ShapeId::NONE && shape == T::ALIAS {
            return true;
        }
        // A fixed shape has the layout of the type that names it: the table need not be asked.
        if shape.0 < ShapeId::FIRST_DYNAMIC {
            let also = !T::ALSO.is_empty() && T::ALSO.contains(&shape);
            debug_assert_eq!(also, self.layout().is::<T>(), "a fixed shape that its payload does not name");
            return also;
        }
        self.is_layout_slow::<T>()
    }

    /// Name of the payload type.
    pub fn layout_name(&self) -> &'static str {
        self.layout().name
    }

    /// Bytes of the block, as the allocator rounds them.
    pub fn block_size(&self) -> usize {
        hognose_alloc::PrivateHeap::usable_size(self.heap().object_bytes(self.ptr()))
    }

    /// Another shape of the same owner and layout: no count is touched. The number of slots must be the same
    /// block's, which `Heap::set_shape` checks in debug builds.
    #[inline(always)]
    pub fn set_shape(&self, shape: ShapeId) {
        debug_assert!(self.heap().same_block(self.shape(), shape), "set_shape between different blocks");
        self.head.meta.set(self.head.meta.get() & !SHAPE_MASK | shape.0);
    }

    /// Another shape, perhaps of another owner (`__class__` assignment): moves the owner's count.
    pub fn set_shape_counted(&self, shape: ShapeId) {
        let old = self.heap().shapes.entry(self.shape().0).owner_value();
        if let Some(owner) = self.heap().shapes.entry(shape.0).owner_object() {
            owner.incref();
        }
        self.set_shape(shape);
        if let Some(owner) = old {
            // SAFETY: the object owned one count of its old owner (C1).
            unsafe { Object::decref(owner.cast()) }
        }
    }

    #[inline(always)]
    pub(crate) fn payload(p: ObjPtr) -> *mut () {
        // SAFETY: a block is larger than its header.
        unsafe { p.as_ptr().cast::<u8>().add(HEADER_BYTES).cast() }
    }

    /// Bytes from the block's start to the first slot.
    #[inline]
    pub fn slot_offset_bytes(&self) -> usize {
        self.heap().slots_offset(self.ptr())
    }

    pub fn slot_count(&self) -> usize {
        self.heap().shapes.entry(self.shape().0).slot_count as usize
    }

    #[inline(always)]
    fn slot_ptr(&self, i: usize) -> *mut Value {
        let heap = self.heap();
        let entry = heap.shapes.entry(self.shape().0);
        assert!(i < entry.slot_count as usize, "slot out of the shape's slots");
        // SAFETY: inside the block: slots stand at this offset, `i` is below their number.
        unsafe { self.ptr().as_ptr().cast::<u8>().add(heap.slots_offset(self.ptr())).cast::<Value>().add(i) }
    }

    /// A copy of slot `i`; BLANK when empty.
    #[inline(always)]
    pub fn slot(&self, i: usize) -> Value {
        // SAFETY: slots always hold a Value.
        unsafe { (*self.slot_ptr(i)).clone() }
    }

    /// Puts a value in slot `i` and hands the old one back.
    #[inline(always)]
    pub fn set_slot(&self, i: usize, v: Value) -> Value {
        // SAFETY: slots always hold a Value; nobody holds a reference into them.
        unsafe { std::ptr::replace(self.slot_ptr(i), v) }
    }

    /// A slot by its byte offset from the block's start, as inline caches hold it.
    ///
    /// # Safety
    /// `offset` is that of a slot of the object's present shape, and no reference outlives a `set_slot`.
    #[inline(always)]
    pub unsafe fn slot_at(&self, offset: usize) -> *mut Value {
        // SAFETY: inside the block, as the caller says.
        unsafe { self.ptr().as_ptr().cast::<u8>().add(offset).cast() }
    }

    /// The payload, if the object's shape is the one of `T` or one of its layout.
    #[inline(always)]
    pub fn payload_as<T: Payload>(&self) -> Option<&T> {
        if self.is_payload::<T>() {
            // SAFETY: the payload is a T and stands right behind the header.
            Some(unsafe { &*Object::payload(self.ptr()).cast::<T>() })
        } else {
            None
        }
    }

    /// The payload of an object that is known to be a `T`.
    ///
    /// # Safety
    /// The object's layout is `T`'s or begins with it.
    #[inline(always)]
    pub unsafe fn payload_unchecked<T: Payload>(&self) -> &T {
        debug_assert!(self.is_payload::<T>());
        // SAFETY: the payload is a T and stands right behind the header.
        unsafe { &*Object::payload(self.ptr()).cast::<T>() }
    }

    /// A counted value of this object.
    #[inline(always)]
    pub fn to_value(&self) -> Value {
        self.incref();
        // SAFETY: live; the count was just taken.
        unsafe { Value::from_ptr(self.ptr().cast()) }
    }
}

/// A counted pointer to an object whose payload is a `T`. Same representation as `Value`.
#[repr(transparent)]
pub struct Ref<T: Payload> {
    ptr: NonNull<()>,
    marker: PhantomData<*const T>,
}

const _: () = assert!(size_of::<Option<Ref<crate::payload::Instance>>>() == 8);

impl<T: Payload> Ref<T> {
    /// # Safety
    /// The start of a live object's block whose payload is a T; the caller hands over one count.
    #[inline(always)]
    pub(crate) unsafe fn from_ptr(ptr: NonNull<()>) -> Ref<T> {
        Ref { ptr, marker: PhantomData }
    }

    #[inline(always)]
    pub fn as_value(&self) -> &Value {
        // SAFETY: both are transparent object words.
        unsafe { &*(self as *const Ref<T>).cast::<Value>() }
    }

    #[inline(always)]
    pub fn to_value(&self) -> Value {
        self.as_value().clone()
    }

    #[inline(always)]
    pub fn into_value(self) -> Value {
        let p = ManuallyDrop::new(self).ptr;
        // SAFETY: the count moves over.
        unsafe { Value::from_ptr(p) }
    }

    #[inline(always)]
    pub fn as_object(&self) -> &Object {
        // SAFETY: a Ref points to a live object.
        unsafe { self.ptr.cast::<Object>().as_ref() }
    }

    #[inline(always)]
    pub fn ptr_eq(&self, other: &Ref<T>) -> bool {
        self.ptr == other.ptr
    }

    #[inline(always)]
    pub fn address(&self) -> usize {
        self.ptr.as_ptr().addr()
    }

    /// Address of the first item behind the payload, for owners of the object that write items through it.
    #[inline(always)]
    pub fn tail_ptr(&self) -> *mut T::Tail {
        let offset = HEADER_BYTES + size_of::<T>().next_multiple_of(8);
        // SAFETY: inside the block or one past it.
        unsafe { self.ptr.as_ptr().cast::<u8>().add(offset).cast() }
    }

    /// The items behind the payload.
    #[inline(always)]
    pub fn tail(&self) -> &[T::Tail] {
        if <T::Tail as TailItem>::KIND == TailKind::None {
            return &[];
        }
        let n = (**self).tail_len();
        let offset = HEADER_BYTES + size_of::<T>().next_multiple_of(8);
        // SAFETY: the block was made with tail_len items at this offset, and they never move or change.
        unsafe { std::slice::from_raw_parts(self.ptr.as_ptr().cast::<u8>().add(offset).cast(), n) }
    }
}

impl<T: Payload> Deref for Ref<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: the payload stands right behind the header and lives as long as the count.
        unsafe { &*self.ptr.as_ptr().cast::<u8>().add(HEADER_BYTES).cast::<T>() }
    }
}

impl<T: Payload> Clone for Ref<T> {
    #[inline(always)]
    fn clone(&self) -> Ref<T> {
        self.as_object().incref();
        Ref { ptr: self.ptr, marker: PhantomData }
    }
}

impl<T: Payload> Drop for Ref<T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: this reference owned one count.
        unsafe { Object::decref(self.ptr) }
    }
}

impl<T: Payload> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_value().fmt(f)
    }
}

impl<T: Payload> From<Ref<T>> for Value {
    #[inline(always)]
    fn from(r: Ref<T>) -> Value {
        r.into_value()
    }
}
