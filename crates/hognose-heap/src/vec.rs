//! `HeapVec<T>`: an owned vector in the private heap whose growth can always fail.
//!
//! Stores no handle: growth is given the heap, and freeing finds it by masking the buffer's address.
//!
//! # Invariants
//! B1: the buffer holds `cap` items, the first `len` of them initialized; `cap` is 0 exactly when there is none.

use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use crate::heap::Heap;
use crate::payload::Trace;
use crate::tracer::Tracer;
use hognose_alloc::{AllocError, Domain};

/// Buffers of at least this many bytes count toward the collector's byte threshold.
const BIG_BYTES: usize = 512;

/// A vector of at most 2^32 - 1 items: pointer, length, capacity in 16 bytes.
pub struct HeapVec<T> {
    ptr: NonNull<T>,
    len: u32,
    cap: u32,
    marker: PhantomData<T>,
}

const _: () = assert!(size_of::<HeapVec<u64>>() == 16);

impl<T> HeapVec<T> {
    pub const fn new() -> HeapVec<T> {
        const { assert!(size_of::<T>() > 0 && align_of::<T>() <= 16) }
        HeapVec { ptr: NonNull::dangling(), len: 0, cap: 0, marker: PhantomData }
    }

    pub fn try_with_capacity(heap: &Heap, n: usize) -> Result<HeapVec<T>, AllocError> {
        let mut v = HeapVec::new();
        v.try_reserve_exact(heap, n)?;
        Ok(v)
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    #[inline(always)]
    pub fn capacity(&self) -> usize {
        self.cap as usize
    }

    /// Bytes of the buffer as the allocator rounds them.
    pub fn allocated_bytes(&self) -> usize {
        if self.cap == 0 {
            return 0;
        }
        hognose_alloc::PrivateHeap::usable_size(self.cap as usize * size_of::<T>())
    }

    #[inline(always)]
    pub(crate) fn ptr(&self) -> NonNull<T> {
        self.ptr
    }

    #[inline(always)]
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: B1.
        unsafe { std::slice::from_raw_parts(self.ptr.as_ptr(), self.len as usize) }
    }

    #[inline(always)]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        // SAFETY: B1.
        unsafe { std::slice::from_raw_parts_mut(self.ptr.as_ptr(), self.len as usize) }
    }

    /// Room for `more` items beyond the length, growing by an eighth or more so that pushes are cheap.
    #[inline(always)]
    pub fn try_reserve(&mut self, heap: &Heap, more: usize) -> Result<(), AllocError> {
        if (self.cap - self.len) as usize >= more { Ok(()) } else { self.grow(heap, more) }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, heap: &Heap, more: usize) -> Result<(), AllocError> {
        let need = (self.len as usize).checked_add(more).ok_or(AllocError)?;
        // Doubling while small, an eighth more when large (as CPython's lists grow).
        let old = self.cap as usize;
        let spare = if old * size_of::<T>() < 4096 { old } else { old / 8 };
        let want = need.max(old.saturating_add(spare)).max(4.max(16 / size_of::<T>()));
        match self.resize(heap, want) {
            Ok(()) => Ok(()),
            Err(_) if want > need => self.resize(heap, need),
            Err(e) => Err(e),
        }
    }

    /// Room for exactly `more` items beyond the length (rounded up to the block).
    pub fn try_reserve_exact(&mut self, heap: &Heap, more: usize) -> Result<(), AllocError> {
        let need = (self.len as usize).checked_add(more).ok_or(AllocError)?;
        if need <= self.cap as usize { Ok(()) } else { self.resize(heap, need) }
    }

    /// Moves the buffer to one of `cap` items, at least `len`.
    fn resize(&mut self, heap: &Heap, cap: usize) -> Result<(), AllocError> {
        debug_assert!(cap >= self.len as usize && cap > 0);
        let bytes = cap.checked_mul(size_of::<T>()).ok_or(AllocError)?;
        // Nothing above half the address space is ever asked for.
        if bytes > isize::MAX as usize / 2 {
            return Err(AllocError);
        }
        let cap = hognose_alloc::PrivateHeap::usable_size(bytes) / size_of::<T>();
        if cap > u32::MAX as usize {
            return Err(AllocError);
        }
        let bytes = cap * size_of::<T>();
        let old = self.cap as usize * size_of::<T>();
        let p = if old == 0 {
            heap.memory().alloc(bytes, Domain::Mem)?
        } else {
            // SAFETY: the buffer was allocated with these bytes.
            unsafe { heap.memory().realloc(self.ptr.cast(), old, bytes, Domain::Mem)? }
        };
        if bytes >= BIG_BYTES {
            heap.count_buffer(bytes as isize - if old >= BIG_BYTES { old as isize } else { 0 });
        } else if old >= BIG_BYTES {
            heap.count_buffer(-(old as isize));
        }
        self.ptr = p.cast();
        self.cap = cap as u32;
        Ok(())
    }

    /// Gives unused capacity back, when that saves a quarter or more.
    pub fn shrink(&mut self, heap: &Heap) {
        if self.len == 0 {
            self.release();
        } else if self.len as usize * 4 <= self.cap as usize * 3 {
            // Staying larger is no error.
            let _ = self.resize(heap, self.len as usize);
        }
    }

    #[inline(always)]
    pub fn try_push(&mut self, heap: &Heap, item: T) -> Result<(), AllocError> {
        if self.len == self.cap {
            self.grow(heap, 1)?;
        }
        // SAFETY: below cap.
        unsafe { self.ptr.as_ptr().add(self.len as usize).write(item) };
        self.len += 1;
        Ok(())
    }

    /// Pushes into reserved room; hands the item back when there is none.
    #[inline(always)]
    pub fn push_within_capacity(&mut self, item: T) -> Result<(), T> {
        if self.len == self.cap {
            return Err(item);
        }
        // SAFETY: below cap.
        unsafe { self.ptr.as_ptr().add(self.len as usize).write(item) };
        self.len += 1;
        Ok(())
    }

    #[inline]
    pub fn pop(&mut self) -> Option<T> {
        self.len = self.len.checked_sub(1)?;
        // SAFETY: was below len.
        Some(unsafe { self.ptr.as_ptr().add(self.len as usize).read() })
    }

    pub fn try_insert(&mut self, heap: &Heap, i: usize, item: T) -> Result<(), AllocError> {
        assert!(i <= self.len(), "insert beyond the end");
        self.try_reserve(heap, 1)?;
        // SAFETY: room for one more; the items behind `i` move up.
        unsafe {
            let at = self.ptr.as_ptr().add(i);
            at.copy_to(at.add(1), self.len() - i);
            at.write(item);
        }
        self.len += 1;
        Ok(())
    }

    pub fn remove(&mut self, i: usize) -> T {
        assert!(i < self.len(), "remove beyond the end");
        // SAFETY: below len; the items behind `i` move down.
        unsafe {
            let at = self.ptr.as_ptr().add(i);
            let item = at.read();
            at.add(1).copy_to(at, self.len() - i - 1);
            self.len -= 1;
            item
        }
    }

    pub fn swap_remove(&mut self, i: usize) -> T {
        let last = self.len() - 1;
        self.swap(i, last);
        self.remove(last)
    }

    /// Drops the items from `n` on, the last first.
    pub fn truncate(&mut self, n: usize) {
        while self.len() > n {
            drop(self.pop());
        }
    }

    pub fn clear(&mut self) {
        self.truncate(0);
    }

    /// Moves all items of `other` to the end.
    pub fn try_append(&mut self, heap: &Heap, other: &mut HeapVec<T>) -> Result<(), AllocError> {
        self.try_reserve(heap, other.len())?;
        // SAFETY: room was made; the items move.
        unsafe {
            self.ptr.as_ptr().add(self.len()).copy_from_nonoverlapping(other.ptr.as_ptr(), other.len());
        }
        self.len += other.len;
        other.len = 0;
        Ok(())
    }

    /// Takes the items of a range out and closes the gap.
    pub fn try_drain(
        &mut self,
        heap: &Heap,
        range: std::ops::Range<usize>,
    ) -> Result<HeapVec<T>, AllocError> {
        assert!(range.start <= range.end && range.end <= self.len(), "drain beyond the end");
        let n = range.len();
        let mut out: HeapVec<T> = HeapVec::new();
        if n != 0 {
            out.try_reserve_exact(heap, n)?;
            // SAFETY: the items of the range move out, those behind move down.
            unsafe {
                let at = self.ptr.as_ptr().add(range.start);
                out.ptr.as_ptr().copy_from_nonoverlapping(at, n);
                at.add(n).copy_to(at, self.len() - range.end);
            }
            out.len = n as u32;
            self.len -= n as u32;
        }
        Ok(out)
    }

    pub fn try_extend_from_slice(&mut self, heap: &Heap, items: &[T]) -> Result<(), AllocError>
    where
        T: Clone,
    {
        self.try_reserve(heap, items.len())?;
        if !std::mem::needs_drop::<T>() {
            // Nothing is lost with what a panic leaves behind the length: a plain loop, which becomes a copy of bytes.
            // SAFETY: room was made above; the buffer and the slice do not overlap, since this vector is borrowed mutably.
            unsafe {
                let to = std::slice::from_raw_parts_mut(
                    self.ptr.as_ptr().add(self.len()).cast::<std::mem::MaybeUninit<T>>(),
                    items.len(),
                );
                for (to, item) in to.iter_mut().zip(items) {
                    to.write(item.clone());
                }
            }
            self.len += items.len() as u32;
            return Ok(());
        }
        for item in items {
            // Clone is foreign code: the length grows item by item, so that a panic leaves a valid vector.
            let item = item.clone();
            // SAFETY: room was made above.
            unsafe { self.ptr.as_ptr().add(self.len()).write(item) };
            self.len += 1;
        }
        Ok(())
    }

    pub fn try_resize(&mut self, heap: &Heap, n: usize, item: T) -> Result<(), AllocError>
    where
        T: Clone,
    {
        self.truncate(n);
        self.try_reserve_exact(heap, n - self.len())?;
        if !std::mem::needs_drop::<T>() {
            // SAFETY: as in try_extend_from_slice.
            unsafe {
                let to = std::slice::from_raw_parts_mut(
                    self.ptr.as_ptr().add(self.len()).cast::<std::mem::MaybeUninit<T>>(),
                    n - self.len(),
                );
                for to in to {
                    to.write(item.clone());
                }
            }
            self.len = n as u32;
            return Ok(());
        }
        while self.len() < n {
            let item = item.clone();
            // SAFETY: room was made above.
            unsafe { self.ptr.as_ptr().add(self.len()).write(item) };
            self.len += 1;
        }
        Ok(())
    }

    pub fn try_from_slice(heap: &Heap, items: &[T]) -> Result<HeapVec<T>, AllocError>
    where
        T: Clone,
    {
        let mut v = HeapVec::try_with_capacity(heap, items.len())?;
        v.try_extend_from_slice(heap, items)?;
        Ok(v)
    }

    /// Collects an iterator; fails at the first item that finds no room.
    pub fn try_from_iter(heap: &Heap, items: impl IntoIterator<Item = T>) -> Result<HeapVec<T>, AllocError> {
        let items = items.into_iter();
        let mut v = HeapVec::try_with_capacity(heap, items.size_hint().0)?;
        for item in items {
            v.try_push(heap, item)?;
        }
        Ok(v)
    }

    pub fn try_clone(&self, heap: &Heap) -> Result<HeapVec<T>, AllocError>
    where
        T: Clone,
    {
        HeapVec::try_from_slice(heap, self)
    }

    /// Frees the buffer of an empty vector.
    #[inline]
    fn release(&mut self) {
        if self.cap != 0 {
            let bytes = self.cap as usize * size_of::<T>();
            // SAFETY: a buffer is a block of a Heap's private heap, allocated with these bytes.
            unsafe {
                // Without a heap the memory is leaked already (H2).
                if let Some(heap) = Heap::try_of(self.ptr.cast()) {
                    if bytes >= BIG_BYTES {
                        heap.count_buffer(-(bytes as isize));
                    }
                    heap.memory().dealloc(self.ptr.cast(), bytes, Domain::Mem);
                }
            }
            self.ptr = NonNull::dangling();
            self.cap = 0;
        }
    }

    pub(crate) fn set_len(&mut self, n: usize) {
        debug_assert!(n <= self.capacity());
        self.len = n as u32;
    }
}

impl<T> Drop for HeapVec<T> {
    #[inline]
    fn drop(&mut self) {
        if self.cap != 0 {
            if std::mem::needs_drop::<T>() {
                // The last item first, as CPython's lists and tuples die.
                while let Some(item) = self.pop() {
                    drop(item);
                }
            }
            self.release();
        }
    }
}

impl<T> Default for HeapVec<T> {
    fn default() -> HeapVec<T> {
        HeapVec::new()
    }
}

impl<T> Deref for HeapVec<T> {
    type Target = [T];
    #[inline(always)]
    fn deref(&self) -> &[T] {
        self.as_slice()
    }
}

impl<T> DerefMut for HeapVec<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [T] {
        self.as_mut_slice()
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for HeapVec<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

// SAFETY: each item by its own Trace, once.
unsafe impl<T: Trace> Trace for HeapVec<T> {
    const HAS_EDGES: bool = T::HAS_EDGES;
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.items(self);
    }
}

/// The items of a `HeapVec`, first to last.
pub struct IntoIter<T> {
    vec: ManuallyDrop<HeapVec<T>>,
    next: u32,
}

impl<T> IntoIterator for HeapVec<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {
        IntoIter { vec: ManuallyDrop::new(self), next: 0 }
    }
}

impl<'a, T> IntoIterator for &'a HeapVec<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;
    #[inline]
    fn next(&mut self) -> Option<T> {
        if self.next == self.vec.len {
            return None;
        }
        // SAFETY: below len and not yet handed out.
        let item = unsafe { self.vec.ptr.as_ptr().add(self.next as usize).read() };
        self.next += 1;
        Some(item)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = (self.vec.len - self.next) as usize;
        (n, Some(n))
    }
}

impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> {
        if self.next == self.vec.len { None } else { self.vec.pop() }
    }
}

impl<T> ExactSizeIterator for IntoIter<T> {}

impl<T> Drop for IntoIter<T> {
    fn drop(&mut self) {
        while self.next().is_some() {}
        self.vec.len = 0;
        // SAFETY: not used again; all items are gone.
        unsafe { ManuallyDrop::drop(&mut self.vec) }
    }
}
