//! Enumeration of pools and of live blocks.
#![expect(unsafe_code, reason = "blocks are found from pool headers")]

use std::ptr::NonNull;

use crate::arena::{ArenaRef, MAPPING_OFFSET};
use crate::config::Domain;
use crate::debug::FRAME_BEFORE;
use crate::heap::PrivateHeap;
use crate::layout::{GRANULE_BYTES, LARGE, POOL_BYTES, POOL_SHIFT};
use crate::pool::PoolRef;

impl PrivateHeap {
    /// Calls `f` for each arena and mapping.
    pub(crate) fn for_each_arena_ref(&self, mut f: impl FnMut(ArenaRef)) {
        let mut next = self.all.get();
        while let Some(arena) = next {
            next = arena.head().all.next.get();
            f(arena);
        }
    }

    /// Calls `f` with each live block of a domain and its true size.
    ///
    /// Blocks freed by `f` are not visited later; whether blocks allocated by it are, is open. No arena is unmapped meanwhile.
    pub fn for_each_block(&self, domain: Domain, mut f: impl FnMut(NonNull<u8>, usize)) {
        self.end_all_quarantine();
        self.flush_all();
        let framed = self.is_debug();
        let _hold = self.hold_arenas();
        self.for_each_arena_ref(|arena| {
            walk_arena(arena, domain, &mut |block, bytes| {
                if framed {
                    // SAFETY: D1: a live block has a frame.
                    unsafe {
                        let block = block.add(FRAME_BEFORE);
                        f(block, PrivateHeap::debug_size(block));
                    }
                } else {
                    f(block, bytes);
                }
            });
        });
    }
}

fn walk_arena(arena: ArenaRef, domain: Domain, f: &mut impl FnMut(NonNull<u8>, usize)) {
    if arena.is_mapping() {
        let header = &arena.head().pools[MAPPING_OFFSET >> POOL_SHIFT];
        let bytes = arena.head().block_bytes.get();
        // A released mapping that waits for the end of a walk has no bytes.
        if bytes != 0 && header.domain.get() == domain as u8 {
            f(arena.at(MAPPING_OFFSET), bytes);
        }
        return;
    }
    for_each_pool(arena, |pool| {
        let header = pool.header();
        if header.domain.get() != domain as u8 {
            return;
        }
        if header.class.get() == LARGE {
            f(pool.base(), header.large_bytes.get());
            return;
        }
        walk_pool(pool, f);
    });
}

fn walk_pool(pool: PoolRef, f: &mut impl FnMut(NonNull<u8>, usize)) {
    let header = pool.header();
    let block_bytes = header.block_bytes.get() as usize;
    let (class, base) = (header.class.get(), pool.base());
    let mut offset = 0;
    let mut index = 0;
    while index < header.carved.get() {
        let granule = offset / GRANULE_BYTES;
        if pool.words()[granule / 64].get() & 1 << (granule % 64) == 0 {
            // SAFETY: a carved block of the pool.
            f(unsafe { base.add(offset) }, block_bytes);
            // `f` may have freed the pool's last block.
            if header.used.get() == 0 || header.class.get() != class {
                return;
            }
        }
        offset += block_bytes;
        index += 1;
    }
}

/// Calls `f` for each pool and span of an arena of pools.
pub(crate) fn for_each_pool(arena: ArenaRef, mut f: impl FnMut(PoolRef)) {
    let head = arena.head();
    let mut slot = crate::arena::HEAD_SLOTS;
    while slot < crate::layout::SLOTS {
        if head.free_slots.get() & 1 << slot != 0 {
            slot += 1;
            continue;
        }
        let pool = PoolRef::new(arena, slot);
        let header = pool.header();
        let slots = if header.class.get() == LARGE {
            header.large_bytes.get() / POOL_BYTES
        } else {
            header.slots.get() as usize
        };
        f(pool);
        slot += slots.max(1);
    }
}
