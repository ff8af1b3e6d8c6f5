//! Which arena serves a request for pool slots, when arenas are mapped and unmapped, and what is given back.
//!
//! Arenas with free slots stand in buckets by the number of those; requests are served from the fullest arena that
//! can, so that others empty. A freed slot stays *dirty*: its pages remain committed until `give_back`.
//!
//! Giving back is not free: the pages fault in again when the slots are taken. A heap that fills and empties in short
//! cycles is noticed by [`Recycling`], and keeps what the cycles need until it is trimmed.
//!
//! # Invariants
//! - G1: an arena of pools with `n > 0` free slots is in bucket `n`; `bucket_bits` has a bit for each non-empty bucket.
//! - G2: `retained_bytes` is the size of all dirty slots; `used_bytes` that of all taken slots and mappings' blocks.
//! - G3: `committed = heads + used + retained + cached + charges + stacks` (see `limit.rs`).
//! - G4: `empty_arenas` is the number of arenas in the last bucket.
//! - G5: while `holds > 0` no arena is unmapped.
//!
//! Checked by `PrivateHeap::check`.
#![expect(unsafe_code, reason = "arenas are mapped and decommitted")]

use std::cell::Cell;

use crate::arena::{ALL_SLOTS, ArenaRef, HEAD_BYTES, POOLS, USABLE_SLOTS, link_front, unlink};
use crate::error::AllocError;
use crate::heap::PrivateHeap;
use crate::layout::{ARENA_BYTES, POOL_BYTES};

/// Dirty slots of at least this size are kept before anything is given back.
pub(crate) const RETAIN_MIN_BYTES: usize = 1 << 20;
/// Beyond that, dirty slots are kept up to this share of the used bytes.
pub(crate) const RETAIN_SHARE: usize = 8;
/// A cycle of giving back and taking again is short if it takes no more slots than this.
pub(crate) const CYCLE_SLOTS: usize = 1024;
/// So many short cycles in a row, and what they take is kept.
pub(crate) const CYCLES: u32 = 2;
/// Arenas looked at for a span before a new one is mapped.
const SPAN_TRIES: usize = 32;

/// Notices short cycles of giving slots back and taking them again. Counts slots, not time, so that a program's
/// figures are the same in each run.
#[derive(Default)]
pub(crate) struct Recycling {
    /// Slots ever taken.
    pub taken: Cell<usize>,
    /// Slots that were given back and not taken again since.
    away: Cell<usize>,
    /// `taken` when the running cycle began.
    cycle_start: Cell<usize>,
    /// Slots taken again in the running cycle.
    again: Cell<usize>,
    short_cycles: Cell<u32>,
    /// Bytes that may be retained beyond the usual.
    pub extra_bytes: Cell<usize>,
}

impl Recycling {
    fn note_taken(&self, slots: usize, clean: usize) {
        self.taken.set(self.taken.get() + slots);
        let again = clean.min(self.away.get());
        if again != 0 {
            self.away.set(self.away.get() - again);
            self.again.set(self.again.get() + again);
        }
    }

    /// A cycle ends when slots are given back that were taken since the last time.
    fn note_given_back(&self, slots: usize) {
        let again = self.again.replace(0);
        if again != 0 {
            let short = self.taken.get() - self.cycle_start.get() <= CYCLE_SLOTS;
            self.cycle_start.set(self.taken.get());
            self.short_cycles.set(if short { self.short_cycles.get() + 1 } else { 0 });
            if self.short_cycles.get() >= CYCLES {
                // An eighth more, for the heads of empty arenas and for cycles of uneven length.
                let needed = again * POOL_BYTES;
                self.extra_bytes.set(self.extra_bytes.get().max(needed + needed / 8));
            }
        }
        self.away.set((self.away.get() + slots).min(CYCLE_SLOTS));
    }

    pub fn forget(&self) {
        self.short_cycles.set(0);
        self.extra_bytes.set(0);
        self.again.set(0);
        self.away.set(0);
    }
}

/// A bit mask of `count` slots from `slot` on.
#[inline]
pub(crate) fn slot_mask(slot: usize, count: usize) -> u64 {
    debug_assert!(count >= 1 && slot + count <= 64);
    (!0 >> (64 - count)) << slot
}

/// The first slot of a run of `count` set bits.
#[inline]
fn find_run(mut free: u64, count: usize) -> Option<usize> {
    let mut rest = count;
    while rest > 1 {
        let shift = rest / 2;
        free &= free >> shift;
        rest -= shift;
    }
    (free != 0).then_some(free.trailing_zeros() as usize)
}

/// Slots that were taken, and whether their memory reads as zeros.
pub(crate) struct Taken {
    pub arena: ArenaRef,
    pub slot: usize,
    pub zeroed: bool,
}

impl PrivateHeap {
    /// Takes `count` adjacent slots of one arena.
    pub(crate) fn take_slots(&self, count: usize) -> Result<Taken, AllocError> {
        loop {
            let Some((arena, slot)) = self.find_slots(count) else {
                if !self.can_commit(HEAD_BYTES + count * POOL_BYTES) {
                    self.reclaim_or_refuse()?;
                    continue;
                }
                self.map_arena()?;
                continue;
            };
            let head = arena.head();
            let mask = slot_mask(slot, count);
            let dirty = head.dirty_slots.get() & mask;
            let clean_bytes = (count - dirty.count_ones() as usize) * POOL_BYTES;
            if !self.can_commit(clean_bytes) {
                self.reclaim_or_refuse()?;
                continue;
            }
            self.recycling.note_taken(count, clean_bytes / POOL_BYTES);
            self.commit(clean_bytes);
            self.retained_bytes.set(self.retained_bytes.get() - (count * POOL_BYTES - clean_bytes));
            self.used_bytes.set(self.used_bytes.get() + count * POOL_BYTES);
            head.dirty_slots.set(head.dirty_slots.get() & !mask);
            self.set_free_slots(arena, head.free_slots.get() & !mask);
            let zeroed = dirty == 0 && self.clean_is_zero.get();
            return Ok(Taken { arena, slot, zeroed });
        }
    }

    /// Takes exactly the given slots, if they are free and the limit allows.
    pub(crate) fn take_slots_at(&self, arena: ArenaRef, slot: usize, count: usize) -> bool {
        let head = arena.head();
        if slot + count > 64 {
            return false;
        }
        let mask = slot_mask(slot, count);
        if head.free_slots.get() & mask != mask {
            return false;
        }
        let dirty = head.dirty_slots.get() & mask;
        let clean_bytes = (count - dirty.count_ones() as usize) * POOL_BYTES;
        if !self.can_commit(clean_bytes) {
            return false;
        }
        self.commit(clean_bytes);
        self.retained_bytes.set(self.retained_bytes.get() - (count * POOL_BYTES - clean_bytes));
        self.used_bytes.set(self.used_bytes.get() + count * POOL_BYTES);
        head.dirty_slots.set(head.dirty_slots.get() & !mask);
        self.set_free_slots(arena, head.free_slots.get() & !mask);
        true
    }

    /// Takes slots back; their pages stay. The caller calls `after_release` when it is done.
    pub(crate) fn release_slots(&self, arena: ArenaRef, slot: usize, count: usize) {
        let head = arena.head();
        let mask = slot_mask(slot, count);
        debug_assert_eq!(head.free_slots.get() & mask, 0);
        head.dirty_slots.set(head.dirty_slots.get() | mask);
        self.set_free_slots(arena, head.free_slots.get() | mask);
        self.used_bytes.set(self.used_bytes.get() - count * POOL_BYTES);
        self.retained_bytes.set(self.retained_bytes.get() + count * POOL_BYTES);
    }

    /// Gives memory back if too much is retained.
    #[inline]
    pub(crate) fn after_release(&self) {
        let retained = self.retained_bytes.get() + self.empty_arenas.get() * HEAD_BYTES;
        if retained > RETAIN_MIN_BYTES && retained > self.used_bytes.get() / RETAIN_SHARE {
            self.after_release_slow(retained);
        }
    }

    #[cold]
    #[inline(never)]
    fn after_release_slow(&self, retained: usize) {
        if retained > RETAIN_MIN_BYTES + self.recycling.extra_bytes.get() {
            self.recycling.note_given_back(self.retained_bytes.get() / POOL_BYTES);
            self.give_back();
        }
    }

    /// Decommits all dirty slots and unmaps all empty arenas but one.
    #[cold]
    #[inline(never)]
    pub(crate) fn give_back(&self) {
        let mut kept = false;
        let mut next = self.all.get();
        while let Some(arena) = next {
            next = arena.head().all.next.get();
            if arena.is_mapping() {
                continue;
            }
            if arena.is_empty() && self.holds.get() == 0 {
                if kept {
                    self.unmap_arena(arena);
                    continue;
                }
                kept = true;
            }
            self.decommit_dirty(arena);
        }
        debug_assert_eq!(self.retained_bytes.get(), 0);
    }

    fn decommit_dirty(&self, arena: ArenaRef) {
        let head = arena.head();
        let mut dirty = head.dirty_slots.replace(0);
        let bytes = dirty.count_ones() as usize * POOL_BYTES;
        while dirty != 0 {
            let slot = dirty.trailing_zeros() as usize;
            let count = (dirty >> slot).trailing_ones() as usize;
            dirty &= !slot_mask(slot, count);
            // SAFETY: free slots hold no block (A3); they are whole pages of the arena.
            let zeroed = unsafe { self.source.decommit(arena.slot_base(slot), count * POOL_BYTES) };
            if !zeroed {
                self.clean_is_zero.set(false);
            }
        }
        self.retained_bytes.set(self.retained_bytes.get() - bytes);
        self.uncommit(bytes);
    }

    fn map_arena(&self) -> Result<(), AllocError> {
        let base = self.source.map(ARENA_BYTES, ARENA_BYTES).ok_or(AllocError)?;
        // SAFETY: S1 gives A1 and A2.
        let arena = unsafe { ArenaRef::init(base, self.pointer(), POOLS, ARENA_BYTES) };
        self.commit(HEAD_BYTES);
        self.add_mapped(ARENA_BYTES);
        self.arena_count.set(self.arena_count.get() + 1);
        self.arenas_mapped.set(self.arenas_mapped.get() + 1);
        link_front(&self.all, arena, |head| &head.all);
        self.set_free_slots(arena, ALL_SLOTS);
        Ok(())
    }

    fn unmap_arena(&self, arena: ArenaRef) {
        let head = arena.head();
        debug_assert!(arena.is_empty() && self.holds.get() == 0);
        let dirty_bytes = head.dirty_slots.get().count_ones() as usize * POOL_BYTES;
        self.retained_bytes.set(self.retained_bytes.get() - dirty_bytes);
        self.uncommit(dirty_bytes + HEAD_BYTES);
        self.mapped_bytes.set(self.mapped_bytes.get() - ARENA_BYTES);
        self.arena_count.set(self.arena_count.get() - 1);
        self.set_free_slots(arena, 0);
        unlink(&self.all, arena, |head| &head.all);
        self.unlink_client(arena);
        // SAFETY: the arena is empty and in no list any more.
        unsafe { self.source.unmap(arena.base(), ARENA_BYTES, ARENA_BYTES) };
    }

    pub(crate) fn add_mapped(&self, bytes: usize) {
        let mapped = self.mapped_bytes.get() + bytes;
        self.mapped_bytes.set(mapped);
        self.peak_mapped.set(self.peak_mapped.get().max(mapped));
    }

    /// Unmaps empty arenas, the kept one included.
    pub(crate) fn unmap_empty(&self) {
        if self.holds.get() != 0 {
            return;
        }
        let mut next = self.buckets[USABLE_SLOTS].get();
        while let Some(arena) = next {
            next = arena.head().bucket.next.get();
            self.unmap_arena(arena);
        }
    }

    fn find_slots(&self, count: usize) -> Option<(ArenaRef, usize)> {
        let mut buckets = self.bucket_bits.get() & (!0 << count);
        if count == 1 {
            let arena = self.bucket_first(buckets)?;
            let head = arena.head();
            let dirty = head.dirty_slots.get();
            let slots = if dirty != 0 { dirty } else { head.free_slots.get() };
            return Some((arena, slots.trailing_zeros() as usize));
        }
        let mut tries = 0;
        while buckets != 0 {
            let mut next = self.bucket_first(buckets);
            while let Some(arena) = next {
                if let Some(slot) = find_run(arena.head().free_slots.get(), count) {
                    return Some((arena, slot));
                }
                tries += 1;
                if tries == SPAN_TRIES {
                    // The emptiest arena is the likeliest to have a long run.
                    let index = 63 - self.bucket_bits.get().leading_zeros() as usize;
                    let arena = self.buckets[index].get()?;
                    return Some((arena, find_run(arena.head().free_slots.get(), count)?));
                }
                next = arena.head().bucket.next.get();
            }
            buckets &= buckets - 1;
        }
        None
    }

    fn bucket_first(&self, buckets: u64) -> Option<ArenaRef> {
        if buckets == 0 {
            return None;
        }
        self.buckets[buckets.trailing_zeros() as usize].get()
    }

    /// Changes an arena's free slots and moves it to the right bucket (G1).
    fn set_free_slots(&self, arena: ArenaRef, free: u64) {
        let head = arena.head();
        let old = head.free_slots.replace(free).count_ones() as usize;
        let new = free.count_ones() as usize;
        if old == new {
            return;
        }
        if old == USABLE_SLOTS {
            self.empty_arenas.set(self.empty_arenas.get() - 1);
        } else if new == USABLE_SLOTS {
            self.empty_arenas.set(self.empty_arenas.get() + 1);
        }
        if old != 0 {
            unlink(&self.buckets[old], arena, |head| &head.bucket);
            if self.buckets[old].get().is_none() {
                self.bucket_bits.set(self.bucket_bits.get() & !(1 << old));
            }
        }
        if new != 0 {
            link_front(&self.buckets[new], arena, |head| &head.bucket);
            self.bucket_bits.set(self.bucket_bits.get() | 1 << new);
        }
    }
}
