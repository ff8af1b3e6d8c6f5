//! Magazines: small stacks of free blocks, one for each size class and domain, and how they are filled and flushed.
//!
//! A magazine stores addresses; free blocks themselves are not touched. Alloc pops, sized free pushes; only an empty
//! or a full magazine leads to the pools.
//!
//! # Invariants
//! - M1: a block in a magazine counts as used in its pool and stands in no other magazine.
//! - M2: a magazine holds only blocks of its own class and domain.
//! - M3: `len <= cap <= MAGAZINE_MAX`; caps are 0 while magazines are off (debug hooks, fail-nth).
//! - M4: `used_blocks` of a class is the sum of `used` over its pools.
//!
//! Checked by `PrivateHeap::check`.
#![expect(unsafe_code, reason = "blocks are kept as addresses")]

use std::cell::Cell;
use std::ptr::NonNull;

use crate::arena::ArenaRef;
use crate::config::Domain;
use crate::error::AllocError;
use crate::heap::PrivateHeap;
use crate::layout::{CLASS, CLASSES, MAGAZINE_MAX, MEDIUM_MAX, POOL_SHIFT, class_of};
use crate::pool::PoolRef;

#[derive(Default)]
pub(crate) struct Magazine {
    pub len: Cell<u32>,
    pub cap: Cell<u32>,
}

/// Magazines of a heap.
pub(crate) const MAGAZINES: usize = CLASSES * Domain::ALL.len();
/// An odd number of cache lines, so that the tops of magazines do not fight for the same cache sets.
pub(crate) const MAGAZINE_STRIDE: usize = MAGAZINE_MAX + 8;

/// The smallest room of a magazine whose class shrinks.
const MAGAZINE_MIN: u32 = 4;
/// A class of fewer pools is not worth the trouble.
const SPARSE_POOLS: usize = 2;
/// A class is sparse if less than one in so many of its blocks is in use.
const SPARSE_SHARE: usize = 4;

pub(crate) type MagazineSlots = [Cell<*mut u8>; MAGAZINE_STRIDE];

#[inline(always)]
pub(crate) const fn magazine_index(class: usize, domain: Domain) -> usize {
    domain as usize * CLASSES + class
}

impl PrivateHeap {
    #[inline(always)]
    pub(crate) fn pop(&self, index: usize) -> Option<NonNull<u8>> {
        debug_assert!(index < MAGAZINES);
        // SAFETY: `index` comes from `magazine_index`.
        let magazine = unsafe { self.magazines.get_unchecked(index) };
        let len = magazine.len.get();
        if len == 0 {
            return None;
        }
        magazine.len.set(len - 1);
        // SAFETY: M3: `len <= MAGAZINE_MAX`.
        let slot = unsafe { self.magazine_slots.get_unchecked(index).get_unchecked(len as usize - 1) };
        // SAFETY: slots below `len` hold blocks (M1).
        Some(unsafe { NonNull::new_unchecked(slot.get()) })
    }

    /// Pushes a block; false if the magazine is full.
    #[inline(always)]
    pub(crate) fn push(&self, index: usize, block: NonNull<u8>) -> bool {
        debug_assert!(index < MAGAZINES);
        // SAFETY: `index` comes from `magazine_index`.
        let magazine = unsafe { self.magazines.get_unchecked(index) };
        let len = magazine.len.get();
        if len >= magazine.cap.get() {
            return false;
        }
        // SAFETY: M3: `len < cap <= MAGAZINE_MAX`.
        let slot = unsafe { self.magazine_slots.get_unchecked(index).get_unchecked(len as usize) };
        slot.set(block.as_ptr());
        magazine.len.set(len + 1);
        true
    }

    /// Serves a request whose magazine may be empty. No debug hooks here.
    #[inline]
    pub(crate) fn plain_alloc(&self, size: usize, domain: Domain) -> Result<NonNull<u8>, AllocError> {
        if size > MEDIUM_MAX {
            return Ok(self.alloc_large(size, domain)?.0);
        }
        let class = class_of(size);
        if let Some(block) = self.pop(magazine_index(class, domain)) {
            return Ok(block);
        }
        self.refill(class, domain)
    }

    /// Takes a block back. No debug hooks here.
    ///
    /// # Safety
    /// As for [`PrivateHeap::dealloc`].
    #[inline]
    pub(crate) unsafe fn plain_dealloc(&self, block: NonNull<u8>, size: usize, domain: Domain) {
        if size > MEDIUM_MAX {
            // SAFETY: passed on.
            unsafe { self.dealloc_large(block, domain) };
            return;
        }
        let index = magazine_index(class_of(size), domain);
        if !self.push(index, block) {
            // SAFETY: passed on.
            unsafe { self.push_slow(index, block) };
        }
    }

    /// Fills an empty magazine from the class's pools and returns one more block.
    #[cold]
    #[inline(never)]
    pub(crate) fn refill(&self, class: usize, domain: Domain) -> Result<NonNull<u8>, AllocError> {
        self.request()?;
        let index = magazine_index(class, domain);
        let magazine = &self.magazines[index];
        debug_assert_eq!(magazine.len.get(), 0);
        let wanted = (magazine.cap.get() as usize).div_ceil(2).max(1);
        // Blocks come in order of address; the stack, filled from its top, hands them out so.
        let out = &self.magazine_slots[index][..wanted];
        let mut count = 0;
        while count < wanted {
            let pool = match self.partial[index].first.get() {
                Some(pool) => pool,
                // A batch is not worth a new pool.
                None if count != 0 => break,
                None => self.take_pool(class, domain)?,
            };
            count += pool.take_blocks(&out[..wanted - count]);
            if !pool.has_blocks() {
                self.partial[index].remove(pool);
            }
        }
        if count < wanted {
            for i in 0..count {
                out[i].set(out[wanted - count + i].get());
            }
        }
        self.used_blocks[index].set(self.used_blocks[index].get() + count);
        let cap = magazine.cap.get();
        if cap != 0 {
            magazine.cap.set((cap * 2).min(u32::from(CLASS[class].magazine)));
        }
        magazine.len.set(count as u32 - 1);
        NonNull::new(out[count - 1].get()).ok_or(AllocError)
    }

    fn take_pool(&self, class: usize, domain: Domain) -> Result<PoolRef, AllocError> {
        let taken = self.take_slots(CLASS[class].slots as usize)?;
        let pool = PoolRef::init(taken.arena, taken.slot, class as u8, domain as u8);
        let index = magazine_index(class, domain);
        self.pool_count[index].set(self.pool_count[index].get() + 1);
        self.partial[index].push_back(pool);
        Ok(pool)
    }

    /// Takes a block back whose magazine is full or off.
    ///
    /// # Safety
    /// `block` must be a used block of the magazine's class and domain.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn push_slow(&self, index: usize, block: NonNull<u8>) {
        let cap = self.magazines[index].cap.get();
        if cap == 0 {
            // SAFETY: passed on.
            unsafe { self.return_blocks(index, &[Cell::new(block.as_ptr())]) };
        } else {
            if self.is_sparse(index) {
                // A block in the magazine may be the last of its pool: keep few while the class shrinks.
                self.flush(index, cap as usize);
                self.magazines[index].cap.set((cap / 2).max(MAGAZINE_MIN.min(cap)));
            } else {
                self.flush(index, cap.div_ceil(2) as usize);
            }
            let pushed = self.push(index, block);
            debug_assert!(pushed);
        }
        self.after_release();
    }

    /// True if the class's pools are mostly empty.
    fn is_sparse(&self, index: usize) -> bool {
        let class = &CLASS[index % CLASSES];
        let pools = self.pool_count[index].get();
        let room = pools * class.capacity as usize;
        pools >= SPARSE_POOLS && self.used_blocks[index].get() * SPARSE_SHARE < room
    }

    /// Returns the oldest `count` blocks of a magazine to their pools.
    fn flush(&self, index: usize, count: usize) {
        let magazine = &self.magazines[index];
        let len = magazine.len.get() as usize;
        let slots = &self.magazine_slots[index];
        // SAFETY: M1, M2: slots below `len` hold used blocks of this class.
        unsafe { self.return_blocks(index, &slots[..count]) };
        for i in count..len {
            slots[i - count].set(slots[i].get());
        }
        magazine.len.set((len - count) as u32);
    }

    /// Puts blocks into their pools, and the pools into the right state.
    ///
    /// # Safety
    /// `blocks` must be distinct used blocks of the magazine's class and domain.
    #[inline]
    unsafe fn return_blocks(&self, index: usize, blocks: &[Cell<*mut u8>]) {
        let mut rest = blocks.iter().map(|slot| {
            // SAFETY: by this function's contract these are blocks.
            unsafe { NonNull::new_unchecked(slot.get()) }
        });
        let mut next = rest.next();
        while let Some(block) = next {
            // SAFETY: by this function's contract.
            let pool = PoolRef::of(unsafe { ArenaRef::of(block) }, block);
            debug_assert_eq!(
                pool.header().domain.get() as usize * CLASSES + pool.header().class.get() as usize,
                index,
                "freed with another size or domain than it was allocated with"
            );
            pool.put_block(block);
            let mut count = 1;
            // Neighbours often come back together.
            next = rest.next();
            while let Some(other) = next
                && block.addr().get() >> POOL_SHIFT == other.addr().get() >> POOL_SHIFT
            {
                pool.put_block(other);
                count += 1;
                next = rest.next();
            }
            pool.count_returned(count);
            if pool.header().used.get() == 0 {
                self.release_pool(index, pool);
            } else if !pool.header().listed.get() {
                self.partial[index].push_back(pool);
            }
        }
        self.used_blocks[index].set(self.used_blocks[index].get() - blocks.len());
    }

    #[inline(never)]
    fn release_pool(&self, index: usize, pool: PoolRef) {
        let header = pool.header();
        if header.listed.get() {
            self.partial[index].remove(pool);
        }
        pool.clear_free_bits();
        self.pool_count[index].set(self.pool_count[index].get() - 1);
        self.release_slots(pool.arena(), header.first.get() as usize, header.slots.get() as usize);
    }

    /// Returns all blocks of all magazines to their pools.
    pub(crate) fn flush_all(&self) {
        for index in 0..MAGAZINES {
            let len = self.magazines[index].len.get() as usize;
            if len != 0 {
                self.flush(index, len);
            }
        }
    }

    /// Turns magazines on or off. Off, every request takes the slow path.
    pub(crate) fn set_magazines(&self, on: bool) {
        self.flush_all();
        for domain in Domain::ALL {
            for (class, description) in CLASS.iter().enumerate() {
                let cap = if on { u32::from(description.magazine) } else { 0 };
                self.magazines[magazine_index(class, domain)].cap.set(cap);
            }
        }
    }
}
