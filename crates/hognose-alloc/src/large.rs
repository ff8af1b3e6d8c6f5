//! Large blocks: spans of pool slots inside an arena, and above [`SPAN_MAX`] mappings of their own.
//!
//! A mapping is aligned like an arena and begins with an ordinary head, so masking a block's address and the client
//! bitmaps work alike for every size. Its address space is a multiple of an arena, so that it can grow in place.
//!
//! Mapping and faulting in a megabyte costs more than most programs do with it. Once mappings are taken and released
//! in short cycles, the one released last is kept: [`MappingCache`]. A cached mapping's bytes, and what stays committed
//! behind a block that reused one, are *spare*: counted as committed, given back by `trim`.
//!
//! # Invariants
//! - L4: the header of a large block has class `LARGE`, `used == 1`, and `large_bytes` as committed for it.
//! - L5: whether a block is a span or a mapping follows from its size alone, as its class does below.
//! - L6: `mapping_cache.bytes` is the sum of `spare_bytes` over all mappings, the cached one included.
#![expect(unsafe_code, reason = "large blocks are mapped and moved")]

use std::cell::Cell;
use std::ptr::NonNull;

use crate::arena::{ArenaRef, HEAD_BYTES, MAPPING, MAPPING_OFFSET, link_front, unlink};
use crate::config::Domain;
use crate::error::AllocError;
use crate::heap::PrivateHeap;
use crate::layout::{
    ARENA_BYTES, LARGE, MEDIUM_MAX, PAGE_BYTES, POOL_BYTES, POOL_SHIFT, SPAN_MAX, class_of, round_up,
};
use crate::pool::PoolRef;
use crate::slots::{CYCLE_SLOTS, CYCLES};

/// Most bytes that may be spare.
const CACHE_BYTES: usize = CYCLE_SLOTS * POOL_BYTES;

/// The released mapping that waits for the next request, and what tells whether waiting pays.
#[derive(Default)]
pub(crate) struct MappingCache {
    pub arena: Cell<Option<ArenaRef>>,
    pub bytes: Cell<usize>,
    /// Block bytes of the mapping released last, since one was taken.
    released: Cell<usize>,
    /// Slots ever taken, when a mapping was taken last.
    clock: Cell<usize>,
    short_cycles: Cell<u32>,
}

impl MappingCache {
    fn note_taken(&self, block_bytes: usize, clock: usize) {
        let short = clock - self.clock.replace(clock) <= CYCLE_SLOTS;
        let again = self.released.replace(0) >= block_bytes;
        self.short_cycles.set(if short && again { self.short_cycles.get() + 1 } else { 0 });
    }

    fn note_released(&self, block_bytes: usize) {
        self.released.set(block_bytes);
    }

    fn keeps(&self, block_bytes: usize) -> bool {
        self.short_cycles.get() >= CYCLES
            && self.arena.get().is_none()
            && self.bytes.get() + block_bytes <= CACHE_BYTES
    }
}

/// Address space of a mapping for a block of `block_bytes`.
fn mapping_bytes(block_bytes: usize) -> Option<usize> {
    round_up(block_bytes.checked_add(MAPPING_OFFSET)?, ARENA_BYTES)
}

impl PrivateHeap {
    /// Takes a large block; also says whether it reads as zeros.
    #[cold]
    #[inline(never)]
    pub(crate) fn alloc_large(&self, size: usize, domain: Domain) -> Result<(NonNull<u8>, bool), AllocError> {
        self.request()?;
        if size > SPAN_MAX {
            return self.alloc_mapping(size, domain);
        }
        let slots = size.div_ceil(POOL_BYTES);
        let taken = self.take_slots(slots)?;
        let pool = PoolRef::new(taken.arena, taken.slot);
        Self::init_large(pool, taken.slot, domain, slots * POOL_BYTES);
        pool.claim_slots(taken.slot, slots);
        self.count_large(domain, 1, slots * POOL_BYTES);
        Ok((taken.arena.slot_base(taken.slot), taken.zeroed))
    }

    fn init_large(pool: PoolRef, slot: usize, domain: Domain, bytes: usize) {
        let header = pool.header();
        header.prev.set(None);
        header.next.set(None);
        header.block_bytes.set(0);
        header.used.set(1);
        header.free.set(0);
        header.carved.set(1);
        header.capacity.set(1);
        header.class.set(LARGE);
        header.domain.set(domain as u8);
        header.first.set(slot as u8);
        header.slots.set(1);
        header.listed.set(false);
        header.large_bytes.set(bytes);
    }

    fn count_large(&self, domain: Domain, blocks: isize, bytes: usize) {
        let (count, sum) = &self.large[domain as usize];
        count.set(count.get().wrapping_add_signed(blocks));
        let bytes = if blocks < 0 { bytes.wrapping_neg() } else { bytes };
        sum.set(sum.get().wrapping_add(bytes));
    }

    fn alloc_mapping(&self, size: usize, domain: Domain) -> Result<(NonNull<u8>, bool), AllocError> {
        let block_bytes = round_up(size, PAGE_BYTES).ok_or(AllocError)?;
        let mapped_bytes = mapping_bytes(block_bytes).ok_or(AllocError)?;
        self.mapping_cache.note_taken(block_bytes, self.recycling.taken.get());
        if let Some(arena) = self.take_cached(mapped_bytes, block_bytes) {
            self.start_mapping(arena, block_bytes, domain);
            return Ok((arena.at(MAPPING_OFFSET), false));
        }
        self.try_commit(HEAD_BYTES + block_bytes)?;
        let Some(base) = self.source.map(mapped_bytes, ARENA_BYTES) else {
            self.uncommit(HEAD_BYTES + block_bytes);
            return Err(AllocError);
        };
        // SAFETY: S1 gives A1 and A2.
        let arena = unsafe { ArenaRef::init(base, self.pointer(), MAPPING, mapped_bytes) };
        self.add_mapped(mapped_bytes);
        self.mapping_count.set(self.mapping_count.get() + 1);
        self.start_mapping(arena, block_bytes, domain);
        Ok((arena.at(MAPPING_OFFSET), true))
    }

    fn start_mapping(&self, arena: ArenaRef, block_bytes: usize, domain: Domain) {
        arena.head().block_bytes.set(block_bytes);
        let slot = MAPPING_OFFSET >> POOL_SHIFT;
        Self::init_large(PoolRef::new(arena, slot), slot, domain, block_bytes);
        link_front(&self.all, arena, |head| &head.all);
        self.used_bytes.set(self.used_bytes.get() + block_bytes);
        self.count_large(domain, 1, block_bytes);
    }

    /// The cached mapping, with `block_bytes` committed, if it is long enough and the limit allows.
    fn take_cached(&self, mapped_bytes: usize, block_bytes: usize) -> Option<ArenaRef> {
        let cache = &self.mapping_cache;
        let arena = cache.arena.get()?;
        let head = arena.head();
        let more = block_bytes.saturating_sub(head.spare_bytes.get());
        if head.mapped_bytes.get() < mapped_bytes || !self.can_commit(more) {
            return None;
        }
        self.commit(more);
        self.use_spare(arena, block_bytes - more);
        cache.arena.set(None);
        Some(arena)
    }

    fn use_spare(&self, arena: ArenaRef, bytes: usize) {
        let spare = &arena.head().spare_bytes;
        spare.set(spare.get() - bytes);
        self.mapping_cache.bytes.set(self.mapping_cache.bytes.get() - bytes);
    }

    /// Unmaps the cached mapping.
    pub(crate) fn drop_mapping_cache(&self) {
        self.mapping_cache.short_cycles.set(0);
        if let Some(arena) = self.mapping_cache.arena.take() {
            self.unmap_unlisted(arena);
        }
    }

    /// Decommits what is spare behind blocks.
    pub(crate) fn decommit_spares(&self) {
        if self.mapping_cache.bytes.get() == 0 {
            return;
        }
        self.for_each_arena_ref(|arena| self.decommit_spare(arena));
        debug_assert_eq!(self.mapping_cache.bytes.get(), 0);
    }

    fn decommit_spare(&self, arena: ArenaRef) {
        let head = arena.head();
        let spare = head.spare_bytes.get();
        if spare != 0 {
            self.use_spare(arena, spare);
            self.decommit_behind(arena, head.block_bytes.get(), spare);
        }
    }

    /// Decommits `bytes` bytes of a mapping from `offset` bytes into its block on.
    fn decommit_behind(&self, arena: ArenaRef, offset: usize, bytes: usize) {
        // SAFETY: whole pages behind the head, whose owner gave them up.
        let zeroed = unsafe { self.source.decommit(arena.at(MAPPING_OFFSET + offset), bytes) };
        if !zeroed {
            self.clean_is_zero.set(false);
        }
        self.uncommit(bytes);
    }

    /// Releases a large block.
    ///
    /// # Safety
    /// `block` must be a live large block of this heap and domain.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn dealloc_large(&self, block: NonNull<u8>, domain: Domain) {
        // SAFETY: by this function's contract.
        let arena = unsafe { ArenaRef::of(block) };
        let pool = PoolRef::of(arena, block);
        let header = pool.header();
        debug_assert_eq!(header.class.get(), LARGE, "freed with another size than allocated");
        debug_assert_eq!(header.domain.get(), domain as u8, "freed in another domain");
        let bytes = header.large_bytes.get();
        self.count_large(domain, -1, bytes);
        if arena.is_mapping() {
            self.unmap_mapping(arena);
        } else {
            header.used.set(0);
            self.release_slots(arena, header.first.get() as usize, bytes / POOL_BYTES);
            self.after_release();
        }
    }

    fn unmap_mapping(&self, arena: ArenaRef) {
        let cache = &self.mapping_cache;
        let head = arena.head();
        let block_bytes = head.block_bytes.replace(0);
        let cached = cache.keeps(block_bytes) && self.holds.get() == 0;
        cache.note_released(block_bytes);
        self.used_bytes.set(self.used_bytes.get() - block_bytes);
        // The block is spare now, in front of what already was.
        head.spare_bytes.set(head.spare_bytes.get() + block_bytes);
        cache.bytes.set(cache.bytes.get() + block_bytes);
        if self.holds.get() != 0 {
            self.decommit_spare(arena);
            // It stays in the lists that a walk may be following.
            link_front(&self.postponed, arena, |head| &head.bucket);
            return;
        }
        self.unlink_client(arena);
        unlink(&self.all, arena, |head| &head.all);
        if cached {
            self.forget_client(arena);
            cache.arena.set(Some(arena));
        } else {
            self.unmap_unlisted(arena);
        }
    }

    /// Unmaps a released mapping that is in no list any more.
    fn unmap_unlisted(&self, arena: ArenaRef) {
        let head = arena.head();
        let (mapped_bytes, spare) = (head.mapped_bytes.get(), head.spare_bytes.get());
        self.use_spare(arena, spare);
        self.uncommit(HEAD_BYTES + spare);
        self.mapped_bytes.set(self.mapped_bytes.get() - mapped_bytes);
        self.mapping_count.set(self.mapping_count.get() - 1);
        // SAFETY: the mapping's only block was released and it is in no list.
        unsafe { self.source.unmap(arena.base(), mapped_bytes, ARENA_BYTES) };
    }

    /// Unmaps what was released during a walk.
    #[cold]
    pub(crate) fn unmap_postponed(&self) {
        while let Some(arena) = self.postponed.get() {
            unlink(&self.postponed, arena, |head| &head.bucket);
            unlink(&self.all, arena, |head| &head.all);
            self.unlink_client(arena);
            self.unmap_unlisted(arena);
        }
    }

    /// Changes the size of a block, in place where the size class or the neighbours allow it.
    ///
    /// # Safety
    /// As for [`PrivateHeap::realloc`].
    pub(crate) unsafe fn plain_realloc(
        &self,
        block: NonNull<u8>,
        old: usize,
        new: usize,
        domain: Domain,
    ) -> Result<NonNull<u8>, AllocError> {
        if old <= MEDIUM_MAX && new <= MEDIUM_MAX {
            if class_of(old) == class_of(new) {
                return Ok(block);
            }
        } else if old > MEDIUM_MAX && new > MEDIUM_MAX {
            let resized = if old > SPAN_MAX && new > SPAN_MAX {
                // SAFETY: L5: the block is a mapping.
                unsafe { self.resize_mapping(block, new, domain)? }
            } else if old <= SPAN_MAX && new <= SPAN_MAX {
                // SAFETY: L5: the block is a span.
                unsafe { self.resize_span(block, new, domain) }
            } else {
                None
            };
            if let Some(block) = resized {
                return Ok(block);
            }
        }
        let moved = self.plain_alloc(new, domain)?;
        // SAFETY: both blocks are at least as long as the copy, and distinct; the old one is the caller's.
        unsafe {
            std::ptr::copy_nonoverlapping(block.as_ptr(), moved.as_ptr(), old.min(new));
            self.plain_dealloc(block, old, domain);
        }
        Ok(moved)
    }

    /// # Safety
    /// `block` must be a live span of this heap and domain; `new` a span's size.
    unsafe fn resize_span(&self, block: NonNull<u8>, new: usize, domain: Domain) -> Option<NonNull<u8>> {
        // SAFETY: by this function's contract.
        let arena = unsafe { ArenaRef::of(block) };
        let pool = PoolRef::of(arena, block);
        let header = pool.header();
        let first = header.first.get() as usize;
        let old_bytes = header.large_bytes.get();
        let new_bytes = new.next_multiple_of(POOL_BYTES);
        let (old_slots, new_slots) = (old_bytes / POOL_BYTES, new_bytes / POOL_BYTES);
        if new_slots < old_slots {
            self.release_slots(arena, first + new_slots, old_slots - new_slots);
        } else if new_slots > old_slots {
            let more = new_slots - old_slots;
            if self.request().is_err() || !self.take_slots_at(arena, first + old_slots, more) {
                return None;
            }
        }
        self.count_large(domain, -1, old_bytes);
        self.count_large(domain, 1, new_bytes);
        header.large_bytes.set(new_bytes);
        pool.claim_slots(first, new_slots);
        if new_slots < old_slots {
            self.after_release();
        }
        Some(block)
    }

    /// # Safety
    /// `block` must be a live mapping's block of this heap and domain; `new` a mapping's size.
    unsafe fn resize_mapping(
        &self,
        block: NonNull<u8>,
        new: usize,
        domain: Domain,
    ) -> Result<Option<NonNull<u8>>, AllocError> {
        // SAFETY: by this function's contract.
        let arena = unsafe { ArenaRef::of(block) };
        let head = arena.head();
        let old_bytes = head.block_bytes.get();
        let new_bytes = round_up(new, PAGE_BYTES).ok_or(AllocError)?;
        if new_bytes <= old_bytes {
            if new_bytes < old_bytes {
                self.decommit_spare(arena);
                self.decommit_behind(arena, new_bytes, old_bytes - new_bytes);
            }
        } else {
            self.request()?;
            let room = head.mapped_bytes.get() - MAPPING_OFFSET;
            if new_bytes > room {
                // SAFETY: passed on.
                return unsafe { self.grow_by_moving(arena, old_bytes, new_bytes, domain) };
            }
            let spare = (new_bytes - old_bytes).min(head.spare_bytes.get());
            self.use_spare(arena, spare);
            if let Err(error) = self.try_commit(new_bytes - old_bytes - spare) {
                // `try_commit` has decommitted what was left of the spare bytes; these go after them.
                self.decommit_behind(arena, old_bytes, spare);
                return Err(error);
            }
        }
        self.set_mapping_bytes(arena, domain, old_bytes, new_bytes);
        Ok(Some(block))
    }

    fn set_mapping_bytes(&self, arena: ArenaRef, domain: Domain, old_bytes: usize, new_bytes: usize) {
        let slot = MAPPING_OFFSET >> POOL_SHIFT;
        arena.head().block_bytes.set(new_bytes);
        arena.head().pools[slot].large_bytes.set(new_bytes);
        self.used_bytes.set(self.used_bytes.get() - old_bytes + new_bytes);
        self.count_large(domain, -1, old_bytes);
        self.count_large(domain, 1, new_bytes);
    }

    /// Moves a mapping to where it can grow. `None` if it cannot be moved.
    ///
    /// # Safety
    /// As for `move_mapping`.
    unsafe fn grow_by_moving(
        &self,
        arena: ArenaRef,
        old_bytes: usize,
        new_bytes: usize,
        domain: Domain,
    ) -> Result<Option<NonNull<u8>>, AllocError> {
        self.decommit_spare(arena);
        let least = mapping_bytes(new_bytes).ok_or(AllocError)?;
        self.try_commit(new_bytes - old_bytes)?;
        // Address space is cheap: what has to move once will grow again.
        let ample = mapping_bytes(new_bytes.saturating_mul(2)).unwrap_or(least);
        // SAFETY: passed on.
        let moved = unsafe { self.move_mapping(arena, ample).or_else(|| self.move_mapping(arena, least)) };
        let Some(arena) = moved else {
            self.uncommit(new_bytes - old_bytes);
            return Ok(None);
        };
        self.set_mapping_bytes(arena, domain, old_bytes, new_bytes);
        Ok(Some(arena.at(MAPPING_OFFSET)))
    }

    /// Moves a mapping to a larger range of addresses without copying.
    ///
    /// # Safety
    /// The owner of the mapping's block must be about to forget the block's address if this succeeds.
    unsafe fn move_mapping(&self, arena: ArenaRef, new_mapped: usize) -> Option<ArenaRef> {
        if self.holds.get() != 0 {
            return None;
        }
        let old_mapped = arena.head().mapped_bytes.get();
        unlink(&self.all, arena, |head| &head.all);
        self.unlink_client(arena);
        // SAFETY: a mapping of this source in no list.
        let moved = unsafe { self.source.remap(arena.base(), old_mapped, new_mapped, ARENA_BYTES) };
        let result = moved.map(|base| {
            // SAFETY: S1; the head moved along with the rest.
            let arena = unsafe { ArenaRef::init(base, self.pointer(), MAPPING, new_mapped) };
            self.mapped_bytes.set(self.mapped_bytes.get() - old_mapped);
            self.add_mapped(new_mapped);
            arena
        });
        let arena = result.unwrap_or(arena);
        link_front(&self.all, arena, |head| &head.all);
        self.relink_client(arena);
        result
    }
}
