//! Stacks: address space reserved up front and committed in steps.
//!
//! For the owner's register stack: its base never moves, its committed part counts against the limit.

#![expect(unsafe_code, reason = "a mapping of its own")]

use std::cell::Cell;
use std::fmt;
use std::ptr::NonNull;

use crate::error::AllocError;
use crate::heap::PrivateHeap;
use crate::layout::{PAGE_BYTES, round_up};

/// A reserved range of addresses of which the lower part is committed; made by [`PrivateHeap::reserve_stack`].
///
/// Memory is zeroed when first committed; after [`decommit_above`](Self::decommit_above) it is unspecified. It may outlive its
/// [`PinnedHeap`](crate::PinnedHeap), whose control block stays until then.
pub struct StackReservation {
    heap: NonNull<PrivateHeap>,
    base: NonNull<u8>,
    reserved: usize,
    committed: Cell<usize>,
}

impl PrivateHeap {
    /// Reserves `bytes` (rounded up to pages) of address space. Nothing counts against the limit before
    /// [`commit_to`](StackReservation::commit_to).
    pub fn reserve_stack(&self, bytes: usize) -> Result<StackReservation, AllocError> {
        self.request()?;
        let reserved = round_up(bytes.max(1), PAGE_BYTES).ok_or(AllocError)?;
        let base = self.source.map(reserved, PAGE_BYTES).ok_or(AllocError)?;
        self.add_mapped(reserved);
        self.stack_reserved.set(self.stack_reserved.get() + reserved);
        self.handles.set(self.handles.get() + 1);
        Ok(StackReservation { heap: self.pointer(), base, reserved, committed: Cell::new(0) })
    }
}

impl StackReservation {
    fn heap(&self) -> &PrivateHeap {
        // SAFETY: `handles` keeps the control block alive.
        unsafe { self.heap.as_ref() }
    }

    /// The lowest address.
    #[inline(always)]
    pub fn base(&self) -> NonNull<u8> {
        self.base
    }

    /// Bytes reserved.
    #[inline(always)]
    pub fn reserved(&self) -> usize {
        self.reserved
    }

    /// Bytes committed, from the base on. Only these may be used.
    #[inline(always)]
    pub fn committed(&self) -> usize {
        self.committed.get()
    }

    /// Commits the first `bytes` bytes (rounded up to pages). Refused beyond the reservation or the heap's limit.
    pub fn commit_to(&self, bytes: usize) -> Result<(), AllocError> {
        if bytes <= self.committed.get() {
            return Ok(());
        }
        let heap = self.heap();
        heap.request()?;
        let bytes = round_up(bytes, PAGE_BYTES).ok_or(AllocError)?;
        if bytes > self.reserved {
            return Err(AllocError);
        }
        let more = bytes - self.committed.get();
        heap.try_commit(more)?;
        heap.stack_bytes.set(heap.stack_bytes.get() + more);
        self.committed.set(bytes);
        Ok(())
    }

    /// Gives back what is committed above the first `bytes` bytes (rounded up to pages); its contents are lost.
    pub fn decommit_above(&self, bytes: usize) {
        let keep = round_up(bytes, PAGE_BYTES).unwrap_or(usize::MAX);
        if keep >= self.committed.get() {
            return;
        }
        let less = self.committed.get() - keep;
        let heap = self.heap();
        // SAFETY: whole pages of this mapping, whose contents the caller gives up.
        unsafe { heap.source.decommit(self.base.add(keep), less) };
        heap.uncommit(less);
        heap.stack_bytes.set(heap.stack_bytes.get() - less);
        self.committed.set(keep);
    }
}

impl Drop for StackReservation {
    fn drop(&mut self) {
        let heap = self.heap();
        heap.uncommit(self.committed.get());
        heap.stack_bytes.set(heap.stack_bytes.get() - self.committed.get());
        heap.stack_reserved.set(heap.stack_reserved.get() - self.reserved);
        heap.mapped_bytes.set(heap.mapped_bytes.get() - self.reserved);
        // SAFETY: the mapping of `reserve_stack`; nobody else knows it.
        unsafe { heap.source.unmap(self.base, self.reserved, PAGE_BYTES) };
        // SAFETY: this handle is gone and touches the heap no more.
        unsafe { PrivateHeap::release_handle(self.heap) };
    }
}

impl fmt::Debug for StackReservation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StackReservation")
            .field("base", &self.base)
            .field("reserved", &self.reserved)
            .field("committed", &self.committed.get())
            .finish()
    }
}
