//! Cells that objects change their parts through: `ValueCell`, `RefSlot`, `CellVec`.
//!
//! Every method takes `&self` and copies values in and out, so no reference into an object ever leaks and no
//! borrow can be broken by what a program does meanwhile.
//!
//! # Invariants
//! M1: between reading and writing a cell nothing foreign runs: items are copied by `CellItem`, whose
//! implementations are ours or derived, and old values are handed out or dropped after the write.

use std::cell::UnsafeCell;
use std::ops::Range;
use std::ptr::NonNull;

use crate::heap::Heap;
use crate::object::Ref;
use crate::payload::{Payload, Trace};
use crate::tracer::Tracer;
use crate::value::Value;
use crate::vec::HeapVec;
use hognose_alloc::AllocError;

/// What a `CellVec` can copy out while others hold the same cell.
///
/// # Safety
/// `copy` runs no foreign code and does not touch the cell. Derive it.
pub unsafe trait CellItem: Sized {
    fn copy(&self) -> Self;
}

macro_rules! plain_items {
    ($($t:ty),* $(,)?) => { $(
        // SAFETY: a plain copy.
        unsafe impl CellItem for $t {
            #[inline(always)]
            fn copy(&self) -> $t {
                *self
            }
        }
    )* };
}
plain_items!(
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
    crate::object::ShapeId
);

// SAFETY: adds one count.
unsafe impl CellItem for Value {
    #[inline(always)]
    fn copy(&self) -> Value {
        self.clone()
    }
}
// SAFETY: adds one count.
unsafe impl<T: Payload> CellItem for Ref<T> {
    #[inline(always)]
    fn copy(&self) -> Ref<T> {
        self.clone()
    }
}
// SAFETY: by the item's own CellItem.
unsafe impl<T: CellItem> CellItem for Option<T> {
    #[inline(always)]
    fn copy(&self) -> Option<T> {
        self.as_ref().map(T::copy)
    }
}
// SAFETY: by the items' own CellItem.
unsafe impl<A: CellItem, B: CellItem> CellItem for (A, B) {
    #[inline(always)]
    fn copy(&self) -> (A, B) {
        (self.0.copy(), self.1.copy())
    }
}
// SAFETY: by the items' own CellItem.
unsafe impl<A: CellItem, B: CellItem, C: CellItem> CellItem for (A, B, C) {
    #[inline(always)]
    fn copy(&self) -> (A, B, C) {
        (self.0.copy(), self.1.copy(), self.2.copy())
    }
}

/// A field that holds a value; BLANK when empty.
#[derive(Default)]
pub struct ValueCell(UnsafeCell<Value>);

impl ValueCell {
    pub const fn new(v: Value) -> ValueCell {
        ValueCell(UnsafeCell::new(v))
    }
    #[inline(always)]
    pub fn get(&self) -> Value {
        // SAFETY: M1.
        unsafe { (*self.0.get()).clone() }
    }
    #[inline(always)]
    pub fn replace(&self, v: Value) -> Value {
        // SAFETY: M1.
        unsafe { self.0.get().replace(v) }
    }
    #[inline(always)]
    pub fn set(&self, v: Value) {
        drop(self.replace(v));
    }
    #[inline(always)]
    pub fn take(&self) -> Value {
        self.replace(Value::BLANK)
    }
    #[inline(always)]
    pub fn is_blank(&self) -> bool {
        self.with(Value::is_blank)
    }
    /// Looks at the value without counting. For tests of its bits: private, so that nothing foreign runs.
    #[inline(always)]
    fn with<R>(&self, f: impl FnOnce(&Value) -> R) -> R {
        // SAFETY: M1; only this module calls it.
        f(unsafe { &*self.0.get() })
    }
    /// Bit equality with `v`, without counting.
    #[inline(always)]
    pub fn same(&self, v: &Value) -> bool {
        self.with(|mine| mine.same(v))
    }
    #[inline(always)]
    pub fn bits(&self) -> u64 {
        self.with(Value::bits)
    }
    /// # Safety
    /// No reference made from it outlives a change of the cell.
    #[inline(always)]
    pub unsafe fn as_ptr(&self) -> *mut Value {
        self.0.get()
    }
}

// SAFETY: the one edge owns one count.
unsafe impl Trace for ValueCell {
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.with(|v| tracer.edge(v));
    }
}

/// A field that may hold a typed reference.
pub struct RefSlot<T: Payload>(UnsafeCell<Option<Ref<T>>>);

impl<T: Payload> RefSlot<T> {
    pub const fn new(r: Option<Ref<T>>) -> RefSlot<T> {
        RefSlot(UnsafeCell::new(r))
    }
    pub const fn empty() -> RefSlot<T> {
        RefSlot(UnsafeCell::new(None))
    }
    #[inline(always)]
    pub fn get(&self) -> Option<Ref<T>> {
        // SAFETY: M1.
        unsafe { (*self.0.get()).clone() }
    }
    #[inline(always)]
    pub fn replace(&self, r: Option<Ref<T>>) -> Option<Ref<T>> {
        // SAFETY: M1.
        unsafe { self.0.get().replace(r) }
    }
    #[inline(always)]
    pub fn set(&self, r: Option<Ref<T>>) {
        drop(self.replace(r));
    }
    #[inline(always)]
    pub fn take(&self) -> Option<Ref<T>> {
        self.replace(None)
    }
    #[inline(always)]
    pub fn is_some(&self) -> bool {
        // SAFETY: M1.
        unsafe { (*self.0.get()).is_some() }
    }
    #[inline(always)]
    pub fn is_none(&self) -> bool {
        !self.is_some()
    }
    /// # Safety
    /// No reference made from it outlives a change of the cell.
    #[inline(always)]
    pub unsafe fn as_ptr(&self) -> *mut Option<Ref<T>> {
        self.0.get()
    }
}

impl<T: Payload> Default for RefSlot<T> {
    fn default() -> RefSlot<T> {
        RefSlot::empty()
    }
}

// SAFETY: the one edge owns one count.
unsafe impl<T: Payload> Trace for RefSlot<T> {
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        // SAFETY: M1.
        unsafe { (*self.0.get()).trace(tracer) }
    }
}

/// A vector with interior mutability. Copies items in and out; all growth can fail.
pub struct CellVec<T>(UnsafeCell<HeapVec<T>>);

impl<T> CellVec<T> {
    pub const fn new() -> CellVec<T> {
        CellVec(UnsafeCell::new(HeapVec::new()))
    }
    pub const fn from_vec(v: HeapVec<T>) -> CellVec<T> {
        CellVec(UnsafeCell::new(v))
    }

    #[inline(always)]
    fn vec(&self) -> &HeapVec<T> {
        // SAFETY: M1: the reference does not outlive the calling method, in which nothing foreign runs.
        unsafe { &*self.0.get() }
    }
    #[allow(clippy::mut_from_ref, reason = "a cell: the caller sees to it that there is one reference")]
    #[inline(always)]
    fn vec_mut(&self) -> &mut HeapVec<T> {
        // SAFETY: M1: the reference does not outlive the calling method, in which nothing foreign runs.
        unsafe { &mut *self.0.get() }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.vec().len()
    }
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.vec().is_empty()
    }
    #[inline(always)]
    pub fn capacity(&self) -> usize {
        self.vec().capacity()
    }
    pub fn allocated_bytes(&self) -> usize {
        self.vec().allocated_bytes()
    }
    #[inline(always)]
    pub fn set(&self, i: usize, item: T) -> Option<T> {
        let v = self.vec_mut();
        if i < v.len() { Some(std::mem::replace(&mut v[i], item)) } else { None }
    }
    #[inline(always)]
    pub fn try_push(&self, heap: &Heap, item: T) -> Result<(), AllocError> {
        self.vec_mut().try_push(heap, item)
    }
    /// Pushes if there is room; hands the item back if not.
    #[inline(always)]
    pub fn push_within_capacity(&self, item: T) -> Result<(), T> {
        self.vec_mut().push_within_capacity(item)
    }
    pub fn try_reserve(&self, heap: &Heap, more: usize) -> Result<(), AllocError> {
        self.vec_mut().try_reserve(heap, more)
    }
    /// Inserts before `i`, or at the end when `i` is beyond it.
    pub fn try_insert(&self, heap: &Heap, i: usize, item: T) -> Result<(), AllocError> {
        let v = self.vec_mut();
        let i = i.min(v.len());
        v.try_insert(heap, i, item)
    }
    pub fn remove(&self, i: usize) -> Option<T> {
        let v = self.vec_mut();
        if i < v.len() { Some(v.remove(i)) } else { None }
    }
    #[inline]
    pub fn pop(&self) -> Option<T> {
        self.vec_mut().pop()
    }
    pub fn swap(&self, a: usize, b: usize) {
        self.vec_mut().swap(a, b);
    }
    pub fn reverse(&self) {
        self.vec_mut().reverse();
    }
    /// Drops the items from `n` on, the last first. The vector is short before any of them dies.
    pub fn truncate(&self, n: usize) {
        while self.len() > n {
            drop(self.pop());
        }
    }
    pub fn shrink(&self, heap: &Heap) {
        self.vec_mut().shrink(heap);
    }
    /// The whole content; the vector is empty afterwards.
    #[inline]
    pub fn take(&self) -> HeapVec<T> {
        std::mem::take(self.vec_mut())
    }
    #[inline]
    pub fn replace(&self, v: HeapVec<T>) -> HeapVec<T> {
        std::mem::replace(self.vec_mut(), v)
    }
    /// # Safety
    /// Nothing that can change this vector runs while the slice is used.
    #[inline(always)]
    pub unsafe fn as_slice(&self) -> &[T] {
        self.vec().as_slice()
    }
    /// # Safety
    /// Nothing else touches this vector while the slice is used.
    #[allow(clippy::mut_from_ref, reason = "a cell: the caller sees to it that there is one reference")]
    #[inline(always)]
    pub unsafe fn as_mut_slice(&self) -> &mut [T] {
        self.vec_mut().as_mut_slice()
    }
    /// The buffer, for the eval loop's fast paths. Valid until the vector grows, shrinks or dies.
    #[inline(always)]
    pub fn as_ptr(&self) -> NonNull<T> {
        self.vec().ptr()
    }
    /// # Safety
    /// No reference made from it outlives a change of the vector.
    #[inline(always)]
    pub unsafe fn as_vec_ptr(&self) -> *mut HeapVec<T> {
        self.0.get()
    }
}

impl<T: CellItem> CellVec<T> {
    #[inline(always)]
    pub fn get(&self, i: usize) -> Option<T> {
        self.vec().get(i).map(T::copy)
    }
    #[inline]
    pub fn last(&self) -> Option<T> {
        self.vec().last().map(T::copy)
    }
    /// Appends copies of `items`, which must not be a slice of this vector.
    pub fn try_extend(&self, heap: &Heap, items: &[T]) -> Result<(), AllocError> {
        self.try_reserve(heap, items.len())?;
        for item in items {
            let pushed = self.vec_mut().push_within_capacity(item.copy());
            debug_assert!(pushed.is_ok(), "room was reserved");
        }
        Ok(())
    }
    /// Appends copies of the items of `other`, which may be this vector itself.
    pub fn try_extend_from(&self, heap: &Heap, other: &CellVec<T>) -> Result<(), AllocError> {
        let n = other.len();
        self.try_reserve(heap, n)?;
        for i in 0..n {
            if let Some(item) = other.get(i) {
                let pushed = self.vec_mut().push_within_capacity(item);
                debug_assert!(pushed.is_ok(), "room was reserved");
            }
        }
        Ok(())
    }
    /// Copies of all items.
    pub fn snapshot(&self, heap: &Heap) -> Result<HeapVec<T>, AllocError> {
        self.snapshot_range(heap, 0..self.len())
    }
    /// Copies of the items of a range, which is cut at the end.
    pub fn snapshot_range(&self, heap: &Heap, range: Range<usize>) -> Result<HeapVec<T>, AllocError> {
        let range = self.clamp(range);
        let mut out = HeapVec::try_with_capacity(heap, range.len())?;
        for item in &self.vec()[range] {
            let pushed = out.push_within_capacity(item.copy());
            debug_assert!(pushed.is_ok(), "room was reserved");
        }
        Ok(out)
    }
    /// Copies of `count` items from `start` on, every `step`th; fewer if the positions leave the vector.
    pub fn snapshot_strided(
        &self,
        heap: &Heap,
        start: usize,
        step: isize,
        count: usize,
    ) -> Result<HeapVec<T>, AllocError> {
        let mut out = HeapVec::try_with_capacity(heap, count)?;
        let items = self.vec();
        let mut at = start;
        for _ in 0..count {
            let Some(item) = items.get(at) else { break };
            let pushed = out.push_within_capacity(item.copy());
            debug_assert!(pushed.is_ok(), "room was reserved");
            at = at.wrapping_add_signed(step);
        }
        Ok(out)
    }
    /// Exchanges the items from `start` on for those of `items`, which then holds the old ones; false, with nothing
    /// changed, if there are not as many.
    pub fn swap_range(&self, start: usize, items: &mut HeapVec<T>) -> bool {
        let end = start.saturating_add(items.len());
        match self.vec_mut().as_mut_slice().get_mut(start..end) {
            Some(mine) => {
                mine.swap_with_slice(items.as_mut_slice());
                true
            }
            None => false,
        }
    }
    /// Replaces the items from `start` on by copies of those of another vector, as far as both reach.
    pub fn copy_items_from(&self, start: usize, other: &CellVec<T>) {
        for i in 0..other.len() {
            let Some(item) = other.get(i) else { break };
            // The old item's release may reach either vector: none is borrowed meanwhile.
            drop(self.set(start + i, item));
        }
    }
    /// Replaces a range by copies of `items` and hands the removed ones out. On failure nothing changed.
    pub fn try_splice(
        &self,
        heap: &Heap,
        range: Range<usize>,
        items: &[T],
    ) -> Result<HeapVec<T>, AllocError> {
        let range = self.clamp(range);
        let mut fresh = HeapVec::try_with_capacity(heap, items.len())?;
        for item in items {
            let pushed = fresh.push_within_capacity(item.copy());
            debug_assert!(pushed.is_ok(), "room was reserved");
        }
        self.try_splice_vec(heap, range, fresh)
    }
    fn clamp(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.len());
        range.start.min(end)..end
    }
}

impl<T> CellVec<T> {
    /// Replaces a range by the items of `fresh`, moved, and hands the removed ones out. On failure nothing changed.
    pub fn try_splice_vec(
        &self,
        heap: &Heap,
        range: Range<usize>,
        mut fresh: HeapVec<T>,
    ) -> Result<HeapVec<T>, AllocError> {
        let v = self.vec_mut();
        let (start, end) = (range.start.min(v.len()), range.end.min(v.len()));
        let end = end.max(start);
        let (n, removed) = (fresh.len(), end - start);
        v.try_reserve(heap, n.saturating_sub(removed))?;
        let mut out: HeapVec<T> = HeapVec::try_with_capacity(heap, removed)?;
        // SAFETY: room was made; the removed items move out, those behind shift, the fresh ones move in.
        unsafe {
            let at = v.ptr().as_ptr().add(start);
            out.ptr().as_ptr().copy_from_nonoverlapping(at, removed);
            at.add(removed).copy_to(at.add(n), v.len() - end);
            at.copy_from_nonoverlapping(fresh.ptr().as_ptr(), n);
        }
        out.set_len(removed);
        fresh.set_len(0);
        let len = v.len() - removed + n;
        v.set_len(len);
        Ok(out)
    }
}

impl CellVec<u8> {
    /// Copies bytes out, from `start` on; says how many there were.
    pub fn copy_to(&self, start: usize, out: &mut [u8]) -> usize {
        let v = self.vec();
        let start = start.min(v.len());
        let n = out.len().min(v.len() - start);
        out[..n].copy_from_slice(&v[start..start + n]);
        n
    }
    /// Overwrites bytes from `start` on; says how many fitted.
    pub fn copy_from(&self, start: usize, bytes: &[u8]) -> usize {
        let v = self.vec_mut();
        let start = start.min(v.len());
        let n = bytes.len().min(v.len() - start);
        v[start..start + n].copy_from_slice(&bytes[..n]);
        n
    }
    /// Appends bytes.
    pub fn try_extend_bytes(&self, heap: &Heap, bytes: &[u8]) -> Result<(), AllocError> {
        self.vec_mut().try_extend_from_slice(heap, bytes)
    }
}

impl<T> Default for CellVec<T> {
    fn default() -> CellVec<T> {
        CellVec::new()
    }
}

// SAFETY: each item by its own Trace, once.
unsafe impl<T: Trace> Trace for CellVec<T> {
    const HAS_EDGES: bool = T::HAS_EDGES;
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.vec().trace(tracer);
    }
}
