//! A growable stack of words in the private heap, for the heap's own tables.
//!
//! Does not free itself: its owner does, since it stores no handle.

use std::cell::Cell;
use std::ptr::NonNull;

use hognose_alloc::{AllocError, Domain, PrivateHeap};

pub(crate) struct RawStack {
    ptr: Cell<NonNull<usize>>,
    len: Cell<usize>,
    capacity: Cell<usize>,
    /// Memory for more was refused: not asked for again until `ask_again`. False for stacks that always ask.
    refused: Cell<bool>,
    gives_up: Cell<bool>,
}

impl RawStack {
    pub const fn new() -> RawStack {
        RawStack {
            ptr: Cell::new(NonNull::dangling()),
            len: Cell::new(0),
            capacity: Cell::new(0),
            refused: Cell::new(false),
            gives_up: Cell::new(false),
        }
    }

    /// From here on one refusal is enough until this is called again: at the limit each further request would make the
    /// allocator look for something to give back.
    pub fn ask_again(&self) {
        self.refused.set(false);
        self.gives_up.set(true);
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get()
    }

    #[inline(always)]
    pub fn get(&self, i: usize) -> usize {
        debug_assert!(i < self.len.get());
        // SAFETY: below len, all of which is written.
        unsafe { self.ptr.get().as_ptr().add(i).read() }
    }

    #[inline(always)]
    pub fn set(&self, i: usize, word: usize) {
        debug_assert!(i < self.len.get());
        // SAFETY: below len.
        unsafe { self.ptr.get().as_ptr().add(i).write(word) }
    }

    /// The words. The stack must not change while they are looked at: private to the collector's loops.
    #[inline(always)]
    pub fn words(&self) -> &[usize] {
        // SAFETY: all below len are written; the caller does not push meanwhile.
        unsafe { std::slice::from_raw_parts(self.ptr.get().as_ptr(), self.len.get()) }
    }

    pub fn clear(&self) {
        self.len.set(0);
    }

    pub fn truncate(&self, len: usize) {
        self.len.set(self.len.get().min(len));
    }

    #[inline(always)]
    pub fn pop(&self) -> Option<usize> {
        let n = self.len.get().checked_sub(1)?;
        self.len.set(n);
        // SAFETY: was below len.
        Some(unsafe { self.ptr.get().as_ptr().add(n).read() })
    }

    #[inline(always)]
    pub fn push(&self, memory: &PrivateHeap, word: usize) -> Result<(), AllocError> {
        if self.len.get() == self.capacity.get() {
            self.reserve(memory, 1)?;
        }
        let n = self.len.get();
        // SAFETY: below capacity.
        unsafe { self.ptr.get().as_ptr().add(n).write(word) };
        self.len.set(n + 1);
        Ok(())
    }

    #[inline(always)]
    pub fn push_within_capacity(&self, word: usize) -> Result<(), AllocError> {
        let n = self.len.get();
        if n == self.capacity.get() {
            return Err(AllocError);
        }
        // SAFETY: below capacity.
        unsafe { self.ptr.get().as_ptr().add(n).write(word) };
        self.len.set(n + 1);
        Ok(())
    }

    #[cold]
    #[inline(never)]
    pub fn reserve(&self, memory: &PrivateHeap, more: usize) -> Result<(), AllocError> {
        let need = self.len.get() + more;
        if need <= self.capacity.get() {
            return Ok(());
        }
        if self.refused.get() {
            return Err(AllocError);
        }
        let capacity = need.max(self.capacity.get() * 2).max(64);
        let p = match memory.alloc(capacity * 8, Domain::Mem) {
            Ok(p) => p,
            Err(error) => {
                self.refused.set(self.gives_up.get());
                return Err(error);
            }
        };
        // SAFETY: the new block holds more than the old one's words.
        unsafe {
            p.as_ptr().cast::<usize>().copy_from_nonoverlapping(self.ptr.get().as_ptr(), self.len.get());
            self.free_buffer(memory);
        }
        self.ptr.set(p.cast());
        self.capacity.set(capacity);
        Ok(())
    }

    unsafe fn free_buffer(&self, memory: &PrivateHeap) {
        if self.capacity.get() != 0 {
            // SAFETY: allocated with this size.
            unsafe { memory.dealloc(self.ptr.get().cast(), self.capacity.get() * 8, Domain::Mem) }
        }
    }

    /// Gives a big empty buffer back.
    pub fn give_back(&self, memory: &PrivateHeap) {
        if self.len.get() == 0 && self.capacity.get() > 1 << 14 {
            // SAFETY: the stacks of a heap grow in its own memory.
            unsafe { self.free(memory) }
        }
    }

    /// # Safety
    /// `memory` is the one it grew in.
    pub unsafe fn free(&self, memory: &PrivateHeap) {
        // SAFETY: as the caller says.
        unsafe { self.free_buffer(memory) };
        self.ptr.set(NonNull::dangling());
        self.len.set(0);
        self.capacity.set(0);
    }
}
