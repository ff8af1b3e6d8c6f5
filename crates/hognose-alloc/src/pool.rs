//! Pools: slots of an arena that hold the blocks of one size class and domain.
//!
//! A pool hands out blocks in batches to a magazine and takes single blocks back. Blocks are carved lazily: memory
//! behind `carved` was never touched. It does not decide when pools are taken or given back (`magazine.rs`, `slots.rs`).
//!
//! # Invariants
//! - P1: `used + free + (capacity - carved) == capacity`; `free` is the number of the pool's set free bits, which stand
//!   only at starts of carved blocks.
//! - P2: a pool is in its class's list (`listed`) exactly if it can hand out a block.
//! - P3: `first` is right for every taken slot, the others of a span included.
//!
//! Checked by `PrivateHeap::check`.
#![expect(unsafe_code, reason = "headers are reached by masking addresses")]

use std::cell::Cell;
use std::ptr::NonNull;

use crate::arena::{ArenaHead, ArenaRef};
use crate::layout::{ARENA_BYTES, CLASS, GRANULE_SHIFT, POOL_SHIFT, WORDS_PER_SLOT};

#[repr(C, align(64))]
pub(crate) struct PoolHeader {
    pub prev: Cell<Option<PoolRef>>,
    pub next: Cell<Option<PoolRef>>,
    pub block_bytes: Cell<u32>,
    /// Blocks that are with users or in magazines.
    pub used: Cell<u16>,
    /// Blocks that came back.
    pub free: Cell<u16>,
    /// Blocks ever handed out.
    pub carved: Cell<u16>,
    pub capacity: Cell<u16>,
    pub class: Cell<u8>,
    pub domain: Cell<u8>,
    /// The first slot of this pool or span.
    pub first: Cell<u8>,
    pub slots: Cell<u8>,
    pub listed: Cell<bool>,
    /// No free bit of the pool stands before this word of the arena's bitmap.
    pub hint: Cell<u16>,
    /// Of a large block: its bytes, a multiple of the slot or page.
    pub large_bytes: Cell<usize>,
}

/// A pool, by the address of its header in the arena's head.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub(crate) struct PoolRef(NonNull<PoolHeader>);

impl PoolRef {
    /// The header of a slot, which must be a pool's first.
    #[inline(always)]
    pub fn new(arena: ArenaRef, slot: usize) -> PoolRef {
        let offset = std::mem::offset_of!(ArenaHead, pools) + slot * size_of::<PoolHeader>();
        PoolRef(arena.at(offset).cast())
    }

    /// The pool of a block.
    #[inline(always)]
    pub fn of(arena: ArenaRef, block: NonNull<u8>) -> PoolRef {
        let slot = (block.addr().get() - arena.base().addr().get()) >> POOL_SHIFT;
        let header = &arena.head().pools[slot];
        PoolRef::new(arena, header.first.get() as usize)
    }

    /// The header; its fields are cells.
    #[inline(always)]
    pub fn header<'a>(self) -> &'a PoolHeader {
        // SAFETY: A1: the header is part of a live arena's head.
        unsafe { self.0.as_ref() }
    }

    #[inline(always)]
    pub fn arena(self) -> ArenaRef {
        // SAFETY: the header lies in its arena's head, and the pointer is derived from the mapping (A2).
        unsafe { ArenaRef::of(self.0.cast()) }
    }

    #[inline(always)]
    pub fn base(self) -> NonNull<u8> {
        self.arena().slot_base(self.header().first.get() as usize)
    }

    /// The words of the free bitmap that belong to the pool.
    #[inline(always)]
    pub fn words<'a>(self) -> &'a [Cell<u64>] {
        let header = self.header();
        let start = header.first.get() as usize * WORDS_PER_SLOT;
        &self.arena().head().free_bits[start..][..header.slots.get() as usize * WORDS_PER_SLOT]
    }

    /// Makes a pool of `class` on free slots.
    pub fn init(arena: ArenaRef, slot: usize, class: u8, domain: u8) -> PoolRef {
        let pool = PoolRef::new(arena, slot);
        let description = &CLASS[class as usize];
        let header = pool.header();
        header.prev.set(None);
        header.next.set(None);
        header.block_bytes.set(description.block_bytes);
        header.used.set(0);
        header.free.set(0);
        header.carved.set(0);
        header.capacity.set(description.capacity);
        header.class.set(class);
        header.domain.set(domain);
        header.listed.set(false);
        header.hint.set((slot * WORDS_PER_SLOT) as u16);
        header.large_bytes.set(0);
        pool.claim_slots(slot, description.slots as usize);
        pool
    }

    /// Points the slots of a pool or span at its first (P3).
    pub fn claim_slots(self, slot: usize, slots: usize) {
        self.header().slots.set(slots as u8);
        let head = self.arena().head();
        for header in &head.pools[slot..slot + slots] {
            header.first.set(slot as u8);
        }
    }

    /// True if the pool can hand out a block.
    #[inline(always)]
    pub fn has_blocks(self) -> bool {
        let header = self.header();
        header.free.get() != 0 || header.carved.get() < header.capacity.get()
    }

    /// Hands out up to `out.len()` blocks, from the end of `out` on, in order of address as far as they came back;
    /// returns their number.
    #[inline]
    pub fn take_blocks(self, out: &[Cell<*mut u8>]) -> usize {
        let header = self.header();
        let arena = self.arena();
        let mut out = out.iter().rev();
        let mut count = 0;
        if header.free.get() != 0 {
            let free_bits = &arena.head().free_bits;
            let mut index = header.hint.get() as usize;
            let mut word = free_bits[index].get();
            let wanted = out.len().min(header.free.get() as usize);
            for place in out.by_ref().take(wanted) {
                while word == 0 {
                    free_bits[index].set(0);
                    index += 1;
                    word = free_bits[index].get();
                }
                let granule = index * 64 + word.trailing_zeros() as usize;
                word &= word - 1;
                // A set bit is the start of a block of this pool (P1).
                let block = arena.at(granule << GRANULE_SHIFT).as_ptr();
                prefetch(block);
                place.set(block);
            }
            free_bits[index].set(word);
            header.hint.set(index as u16);
            header.free.set(header.free.get() - wanted as u16);
            count = wanted;
        }
        if out.len() != 0 {
            let carved = header.carved.get();
            let block_bytes = header.block_bytes.get() as usize;
            let fresh = out.len().min((header.capacity.get() - carved) as usize);
            let mut block = self.base().as_ptr().wrapping_add(carved as usize * block_bytes);
            // L3: `carved < capacity`, so the blocks lie inside the pool.
            for place in out.take(fresh) {
                prefetch(block);
                place.set(block);
                block = block.wrapping_add(block_bytes);
            }
            header.carved.set(carved + fresh as u16);
            count += fresh;
        }
        header.used.set(header.used.get() + count as u16);
        count
    }

    /// Marks a block as free. The caller counts it with `count_returned`.
    #[inline(always)]
    pub fn put_block(self, block: NonNull<u8>) {
        let granule = (block.addr().get() & (ARENA_BYTES - 1)) >> GRANULE_SHIFT;
        let index = granule >> 6;
        let header = self.header();
        // SAFETY: an offset into the arena gives a granule of its bitmap.
        let cell = unsafe { self.arena().head().free_bits.get_unchecked(index) };
        debug_assert_eq!(cell.get() & 1 << (granule & 63), 0, "block freed twice");
        cell.set(cell.get() | 1 << (granule & 63));
        if index < header.hint.get() as usize {
            header.hint.set(index as u16);
        }
    }

    /// Counts blocks that `put_block` marked.
    #[inline(always)]
    pub fn count_returned(self, count: u16) {
        let header = self.header();
        header.free.set(header.free.get() + count);
        header.used.set(header.used.get() - count);
    }

    /// Forgets the free bits of a pool that is given back, so that the next one starts with none.
    pub fn clear_free_bits(self) {
        if self.header().free.get() != 0 {
            for word in self.words() {
                word.set(0);
            }
        }
    }
}

/// Starts to load a block that is about to be handed out, and so written.
#[inline(always)]
fn prefetch(block: *mut u8) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a prefetch has no effect on any address.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(block.cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = block;
}

/// The pools of a class that can hand out blocks.
#[derive(Default)]
pub(crate) struct PoolList {
    pub first: Cell<Option<PoolRef>>,
    pub last: Cell<Option<PoolRef>>,
}

impl PoolList {
    /// Puts a pool at the end: pools that became free a while ago have more blocks to give.
    #[inline]
    pub fn push_back(&self, pool: PoolRef) {
        let header = pool.header();
        debug_assert!(!header.listed.get());
        header.listed.set(true);
        header.next.set(None);
        header.prev.set(self.last.get());
        match self.last.replace(Some(pool)) {
            Some(last) => last.header().next.set(Some(pool)),
            None => self.first.set(Some(pool)),
        }
    }

    #[inline]
    pub fn remove(&self, pool: PoolRef) {
        let header = pool.header();
        debug_assert!(header.listed.get());
        header.listed.set(false);
        let (prev, next) = (header.prev.get(), header.next.get());
        match prev {
            Some(prev) => prev.header().next.set(next),
            None => self.first.set(next),
        }
        match next {
            Some(next) => next.header().prev.set(prev),
            None => self.last.set(prev),
        }
    }
}
