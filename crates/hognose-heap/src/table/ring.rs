//! `Ring`: a double-ended queue of values in one circular buffer.
//!
//! Does not know maximum lengths and does not call user code. Elements are copied in and out.
//!
//! # Invariants
//! R1: the `len` places from `head` on (wrapping at `cap`) are written, the others are not.
//! R2: `state` changes whenever an element is added, removed or moved, so that walkers notice.
//! R3: every method is done with the buffer before it hands out or drops a removed element.

use std::cell::Cell;
use std::ptr::NonNull;

use crate::heap::Heap;
use crate::payload::Trace;
use crate::tracer::Tracer;
use crate::value::Value;
use hognose_alloc::AllocError;

const MIN_CAP: u32 = 4;
/// Buffers up to this capacity are kept when they empty.
const KEEP_CAP: u32 = 64;

/// A double-ended queue. 24 bytes; an empty one has no buffer.
#[repr(C)]
pub struct Ring {
    buffer: Cell<*mut Value>,
    cap: Cell<u32>,
    head: Cell<u32>,
    len: Cell<u32>,
    state: Cell<u32>,
}

impl Default for Ring {
    fn default() -> Ring {
        Ring::new()
    }
}

impl Ring {
    pub const fn new() -> Ring {
        Ring {
            buffer: Cell::new(std::ptr::null_mut()),
            cap: Cell::new(0),
            head: Cell::new(0),
            len: Cell::new(0),
            state: Cell::new(0),
        }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len.get() == 0
    }

    /// Changes with every change but `set`.
    #[inline(always)]
    pub fn state(&self) -> u32 {
        self.state.get()
    }

    #[inline(always)]
    fn changed(&self) {
        self.state.set(self.state.get().wrapping_add(1));
    }

    /// Bytes of the buffer, as asked for.
    pub fn allocated_bytes(&self) -> usize {
        self.cap.get() as usize * size_of::<Value>()
    }

    /// The place of element `i`, which may be `len` (the place behind the last) while there is room.
    #[inline(always)]
    fn place(&self, i: u32) -> *mut Value {
        let cap = self.cap.get();
        let mut at = self.head.get() as u64 + i as u64;
        if at >= cap as u64 {
            at -= cap as u64;
        }
        // SAFETY: below the capacity.
        unsafe { self.buffer.get().add(at as usize) }
    }

    /// A copy of element `i`.
    #[inline(always)]
    pub fn get(&self, i: usize) -> Option<Value> {
        if i >= self.len() {
            return None;
        }
        // SAFETY: R1.
        Some(unsafe { (*self.place(i as u32)).clone() })
    }

    /// Replaces element `i` and returns the old one; gives `v` back if there is none.
    pub fn set(&self, i: usize, v: Value) -> Value {
        if i >= self.len() {
            return v;
        }
        // SAFETY: R1.
        unsafe { std::ptr::replace(self.place(i as u32), v) }
    }

    /// Makes room for `more` elements more.
    #[inline(always)]
    pub fn reserve(&self, heap: &Heap, more: usize) -> Result<(), AllocError> {
        if (self.cap.get() - self.len.get()) as usize >= more {
            Ok(())
        } else {
            self.reserve_slow(heap, more)
        }
    }

    #[cold]
    #[inline(never)]
    fn reserve_slow(&self, heap: &Heap, more: usize) -> Result<(), AllocError> {
        let need = self.len().checked_add(more).ok_or(AllocError)?;
        let need = u32::try_from(need).map_err(|_| AllocError)?;
        let cap = self.cap.get();
        self.rebuild(heap, need.max(cap.saturating_add(cap / 2)).max(MIN_CAP))
    }

    fn rebuild(&self, heap: &Heap, cap: u32) -> Result<(), AllocError> {
        let bytes = hognose_alloc::PrivateHeap::usable_size(cap as usize * size_of::<Value>());
        let cap = (bytes / size_of::<Value>()).min(u32::MAX as usize) as u32;
        let p = super::buffer(heap, cap as usize * size_of::<Value>(), false)?.cast::<Value>().as_ptr();
        let first = (self.cap.get() - self.head.get()).min(self.len.get()) as usize;
        // SAFETY: the elements' two runs (R1) move to the new buffer, which holds at least `len`.
        unsafe {
            if self.len.get() > 0 {
                p.copy_from_nonoverlapping(self.buffer.get().add(self.head.get() as usize), first);
                p.add(first).copy_from_nonoverlapping(self.buffer.get(), self.len() - first);
            }
            self.free_buffer();
        }
        self.buffer.set(p);
        self.cap.set(cap);
        self.head.set(0);
        Ok(())
    }

    /// # Safety
    /// The elements were moved out or dropped, and the buffer is replaced.
    unsafe fn free_buffer(&self) {
        if let Some(p) = NonNull::new(self.buffer.get().cast::<u8>()) {
            // SAFETY: allocated with this size.
            unsafe { super::free_buffer(p, self.allocated_bytes()) }
        }
    }

    /// Appends at the end. On failure nothing changed and `v` is dropped.
    #[inline(always)]
    pub fn push_back(&self, heap: &Heap, v: Value) -> Result<(), AllocError> {
        self.reserve(heap, 1)?;
        let len = self.len.get();
        // SAFETY: there is room, and the place is not written.
        unsafe { self.place(len).write(v) };
        self.len.set(len + 1);
        self.changed();
        Ok(())
    }

    /// Puts an element before the first. On failure nothing changed and `v` is dropped.
    #[inline(always)]
    pub fn push_front(&self, heap: &Heap, v: Value) -> Result<(), AllocError> {
        self.reserve(heap, 1)?;
        let head = self.head.get();
        self.head.set(if head == 0 { self.cap.get() - 1 } else { head - 1 });
        // SAFETY: there is room, so the place before the first is not written.
        unsafe { self.place(0).write(v) };
        self.len.set(self.len.get() + 1);
        self.changed();
        Ok(())
    }

    /// Takes the last element out.
    #[inline(always)]
    pub fn pop_back(&self) -> Option<Value> {
        let len = self.len.get().checked_sub(1)?;
        self.len.set(len);
        self.changed();
        // SAFETY: R1: it was written, and is now outside.
        let v = unsafe { self.place(len).read() };
        self.shrink();
        Some(v)
    }

    /// Takes the first element out.
    #[inline(always)]
    pub fn pop_front(&self) -> Option<Value> {
        let len = self.len.get().checked_sub(1)?;
        // SAFETY: R1: it was written, and is outside below.
        let v = unsafe { self.place(0).read() };
        let head = self.head.get() + 1;
        self.head.set(if head == self.cap.get() { 0 } else { head });
        self.len.set(len);
        self.changed();
        self.shrink();
        Some(v)
    }

    #[inline(always)]
    fn shrink(&self) {
        if self.cap.get() > KEEP_CAP && self.len.get() < self.cap.get() / 4 {
            self.shrink_slow();
        }
    }

    #[cold]
    #[inline(never)]
    fn shrink_slow(&self) {
        let Some(p) = NonNull::new(self.buffer.get().cast::<u8>()) else { return };
        // SAFETY: every buffer is in a block of a Heap's private heap.
        let heap = unsafe { Heap::of(p) };
        // Without memory for a smaller buffer the large one stays.
        let _ = self.rebuild(heap, self.cap.get() / 2);
    }

    /// Inserts before element `i` (at the end if there is none).
    pub fn insert(&self, heap: &Heap, i: usize, v: Value) -> Result<(), AllocError> {
        self.reserve(heap, 1)?;
        let len = self.len.get();
        let i = i.min(len as usize) as u32;
        if i <= len / 2 {
            self.push_front(heap, v)?;
            for k in 0..i {
                self.swap_places(k, k + 1);
            }
        } else {
            self.push_back(heap, v)?;
            for k in (i..len).rev() {
                self.swap_places(k, k + 1);
            }
        }
        Ok(())
    }

    #[inline(always)]
    fn swap_places(&self, a: u32, b: u32) {
        // SAFETY: callers pass numbers below len; the places differ.
        unsafe { std::ptr::swap(self.place(a), self.place(b)) }
    }

    /// Exchanges elements `a` and `b`, if both are there.
    pub fn swap_elements(&self, a: usize, b: usize) {
        if a != b && a < self.len() && b < self.len() {
            self.swap_places(a as u32, b as u32);
            self.changed();
        }
    }

    /// Takes element `i` out.
    pub fn remove(&self, i: usize) -> Option<Value> {
        if i >= self.len() {
            return None;
        }
        let (i, len) = (i as u32, self.len.get());
        if i < len / 2 {
            for k in (0..i).rev() {
                self.swap_places(k, k + 1);
            }
            self.pop_front()
        } else {
            for k in i..len - 1 {
                self.swap_places(k, k + 1);
            }
            self.pop_back()
        }
    }

    /// Turns the ring `n` steps to the right: the last element becomes the first.
    pub fn rotate(&self, n: i64) {
        let (len, cap) = (self.len.get(), self.cap.get());
        if len <= 1 {
            return;
        }
        let right = n.rem_euclid(len as i64) as u32;
        if right == 0 {
            return;
        }
        self.changed();
        if len == cap {
            let head = self.head.get() as u64 + (cap - right) as u64;
            self.head.set((head % cap as u64) as u32);
            return;
        }
        if right <= len / 2 {
            for _ in 0..right {
                // SAFETY: there is a free place before the first element; the last one moves there.
                unsafe {
                    let v = self.place(len - 1).read();
                    let head = self.head.get();
                    self.head.set(if head == 0 { cap - 1 } else { head - 1 });
                    self.place(0).write(v);
                }
            }
        } else {
            for _ in 0..len - right {
                // SAFETY: there is a free place behind the last element; the first one moves there.
                unsafe {
                    let v = self.place(0).read();
                    let head = self.head.get() + 1;
                    self.head.set(if head == cap { 0 } else { head });
                    self.place(len - 1).write(v);
                }
            }
        }
    }

    /// Reverses the order in place.
    pub fn reverse(&self) {
        let len = self.len.get();
        for k in 0..len / 2 {
            self.swap_places(k, len - 1 - k);
        }
        self.changed();
    }

    /// Moves everything to a new ring and leaves this one empty.
    pub fn take(&self) -> Ring {
        let out = Ring::new();
        self.buffer.swap(&out.buffer);
        self.cap.swap(&out.cap);
        self.head.swap(&out.head);
        self.len.swap(&out.len);
        self.changed();
        out
    }

    /// Empties the ring. The elements die after the ring has let go of them.
    pub fn clear(&self) {
        drop(self.take());
    }
}

// SAFETY: each element is reported once.
unsafe impl Trace for Ring {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        let first = (self.cap.get() - self.head.get()).min(self.len.get()) as usize;
        if self.len.get() == 0 {
            return;
        }
        // SAFETY: the elements' two runs (R1); tracing changes nothing.
        unsafe {
            tracer.items(std::slice::from_raw_parts(self.buffer.get().add(self.head.get() as usize), first));
            tracer.items(std::slice::from_raw_parts(self.buffer.get(), self.len() - first));
        }
    }
}

impl Drop for Ring {
    fn drop(&mut self) {
        let len = self.len.replace(0);
        for i in 0..len {
            // SAFETY: R1; each element is dropped once.
            unsafe { self.place(i).drop_in_place() }
        }
        // SAFETY: nothing is left in it.
        unsafe { self.free_buffer() };
        self.buffer.set(std::ptr::null_mut());
    }
}
