//! Large blocks: spans of pool slots inside an arena, and above [`SPAN_MAX`] mappings of their own.
//!
//! A mapping is aligned like an arena and begins with an ordinary head, so masking a block's address and the client
//! bitmaps work alike for every size. Its address space is a multiple of an arena, so that it can grow in place.
//!
//! # Invariants
//! - L4: the header of a large block has class `LARGE`, `used == 1`, and `large_bytes` as committed for it.
//! - L5: whether a block is a span or a mapping follows from its size alone, as its class does below.
#![expect(unsafe_code, reason = "large blocks are mapped and moved")]

use std::ptr::NonNull;

use crate::arena::{ArenaRef, HEAD_BYTES, MAPPING, MAPPING_OFFSET, link_front, unlink};
use crate::config::Domain;
use crate::error::AllocError;
use crate::heap::PrivateHeap;
use crate::layout::{
    ARENA_BYTES, LARGE, MEDIUM_MAX, PAGE_BYTES, POOL_BYTES, POOL_SHIFT, SPAN_MAX, class_of, round_up,
};
use crate::pool::PoolRef;

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
        self.try_commit(HEAD_BYTES + block_bytes)?;
        let Some(base) = self.source.map(mapped_bytes, ARENA_BYTES) else {
            self.uncommit(HEAD_BYTES + block_bytes);
            return Err(AllocError);
        };
        // SAFETY: S1 gives A1 and A2.
        let arena = unsafe { ArenaRef::init(base, self.pointer(), MAPPING, mapped_bytes) };
        arena.head().block_bytes.set(block_bytes);
        let slot = MAPPING_OFFSET >> POOL_SHIFT;
        Self::init_large(PoolRef::new(arena, slot), slot, domain, block_bytes);
        link_front(&self.all, arena, |head| &head.all);
        self.add_mapped(mapped_bytes);
        self.mapping_count.set(self.mapping_count.get() + 1);
        self.used_bytes.set(self.used_bytes.get() + block_bytes);
        self.count_large(domain, 1, block_bytes);
        Ok((arena.at(MAPPING_OFFSET), true))
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
        let head = arena.head();
        let (mapped_bytes, block_bytes) = (head.mapped_bytes.get(), head.block_bytes.get());
        if self.holds.get() != 0 {
            self.postpone_unmap(arena);
            return;
        }
        self.unlink_client(arena);
        unlink(&self.all, arena, |head| &head.all);
        self.uncommit(HEAD_BYTES + block_bytes);
        self.used_bytes.set(self.used_bytes.get() - block_bytes);
        self.mapped_bytes.set(self.mapped_bytes.get() - mapped_bytes);
        self.mapping_count.set(self.mapping_count.get() - 1);
        // SAFETY: the mapping's only block was released and it is in no list any more.
        unsafe { self.source.unmap(arena.base(), mapped_bytes, ARENA_BYTES) };
    }

    /// Keeps the head of a released mapping until no walk can come by; its block goes at once.
    fn postpone_unmap(&self, arena: ArenaRef) {
        let head = arena.head();
        let block_bytes = head.block_bytes.replace(0);
        // SAFETY: the block was released; it is whole pages behind the head.
        unsafe { self.source.decommit(arena.at(MAPPING_OFFSET), block_bytes) };
        self.uncommit(block_bytes);
        self.used_bytes.set(self.used_bytes.get() - block_bytes);
        // It stays in the lists that a walk may be following.
        link_front(&self.postponed, arena, |head| &head.bucket);
    }

    /// Unmaps what was released during a walk.
    #[cold]
    pub(crate) fn unmap_postponed(&self) {
        while let Some(arena) = self.postponed.get() {
            let mapped_bytes = arena.head().mapped_bytes.get();
            unlink(&self.postponed, arena, |head| &head.bucket);
            unlink(&self.all, arena, |head| &head.all);
            self.unlink_client(arena);
            self.uncommit(HEAD_BYTES);
            self.mapped_bytes.set(self.mapped_bytes.get() - mapped_bytes);
            self.mapping_count.set(self.mapping_count.get() - 1);
            // SAFETY: as in `unmap_mapping`.
            unsafe { self.source.unmap(arena.base(), mapped_bytes, ARENA_BYTES) };
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
            let less = old_bytes - new_bytes;
            if less != 0 {
                // SAFETY: the block's last pages, which its owner gives up.
                let zeroed = unsafe { self.source.decommit(arena.at(MAPPING_OFFSET + new_bytes), less) };
                if !zeroed {
                    self.clean_is_zero.set(false);
                }
                self.uncommit(less);
            }
        } else {
            self.request()?;
            self.try_commit(new_bytes - old_bytes)?;
            let old_mapped = head.mapped_bytes.get();
            let new_mapped = mapping_bytes(new_bytes);
            if new_mapped.is_none_or(|mapped| mapped > old_mapped) {
                let moved = match new_mapped {
                    // SAFETY: passed on.
                    Some(new_mapped) => unsafe { self.move_mapping(arena, new_mapped) },
                    None => None,
                };
                let Some(arena) = moved else {
                    self.uncommit(new_bytes - old_bytes);
                    return Ok(None);
                };
                self.set_mapping_bytes(arena, domain, old_bytes, new_bytes);
                return Ok(Some(arena.at(MAPPING_OFFSET)));
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
