//! The arena's head: what stands at the start of each arena, and how it is reached.
//!
//! Does not decide which arena serves a request (`slots.rs`) nor what a pool does with its slot (`pool.rs`).
//!
//! # Invariants
//! - A1: an arena's address is a multiple of [`ARENA_BYTES`] and its first [`HEAD_BYTES`] are its `ArenaHead`, made by
//!   `ArenaRef::init` and valid until the arena is unmapped.
//! - A2: an `ArenaRef` is derived from the mapping's own pointer, so that it may reach the whole mapping.
//! - A3: `dirty_slots` is a subset of `free_slots`, which never holds the head's slots.
//! - A4: a mapping of one block (`kind == MAPPING`) has no free slots, and its block starts at [`MAPPING_OFFSET`].
#![expect(unsafe_code, reason = "the head is reached by masking addresses")]

use std::cell::Cell;
use std::ptr::NonNull;

use crate::client::{CLIENT_BITMAPS, ClientSummary};
use crate::heap::PrivateHeap;
use crate::layout::{ARENA_BYTES, BITMAP_WORDS, PAGE_BYTES, POOL_BYTES, POOL_SHIFT, SLOTS};
use crate::pool::PoolHeader;

/// A place in a doubly linked list of arenas.
#[derive(Default)]
pub(crate) struct Link {
    pub prev: Cell<Option<ArenaRef>>,
    pub next: Cell<Option<ArenaRef>>,
}

/// `ArenaHead::kind`: pools and spans.
pub(crate) const POOLS: u32 = 1;
/// `ArenaHead::kind`: one large block.
pub(crate) const MAPPING: u32 = 2;

#[repr(C)]
pub(crate) struct ArenaHead {
    pub heap: Cell<Option<NonNull<PrivateHeap>>>,
    pub kind: Cell<u32>,
    /// Slots that no pool has taken.
    pub free_slots: Cell<u64>,
    /// Free slots whose pages may still be in memory.
    pub dirty_slots: Cell<u64>,
    /// Bytes of address space, head included.
    pub mapped_bytes: Cell<usize>,
    /// Bytes of a mapping's block, committed right behind the head.
    pub block_bytes: Cell<usize>,
    /// Bytes behind a mapping's block that are still committed (see `large.rs`).
    pub spare_bytes: Cell<usize>,
    pub all: Link,
    pub bucket: Link,
    pub client: [ClientSummary; CLIENT_BITMAPS],
    pub pools: [PoolHeader; SLOTS],
    /// One bit for each granule: a block that starts here is free in its pool.
    pub free_bits: [Cell<u64>; BITMAP_WORDS],
    /// The client's bitmaps, interleaved word by word: an object's bits share a cache line.
    pub client_bits: [Cell<u64>; BITMAP_WORDS * CLIENT_BITMAPS],
}

/// What a head counts as committed bytes.
pub(crate) const HEAD_BYTES: usize = size_of::<ArenaHead>().next_multiple_of(PAGE_BYTES);
pub(crate) const HEAD_SLOTS: usize = HEAD_BYTES.div_ceil(POOL_BYTES);
/// The slots that pools can take.
pub(crate) const ALL_SLOTS: u64 = !0 << HEAD_SLOTS;
pub(crate) const USABLE_SLOTS: usize = SLOTS - HEAD_SLOTS;
/// Where the block of a mapping starts.
pub(crate) const MAPPING_OFFSET: usize = HEAD_BYTES;

const _: () = assert!(HEAD_SLOTS == 3);

/// An arena, by the address of its head.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub(crate) struct ArenaRef(NonNull<u8>);

impl ArenaRef {
    /// Makes a head in a zeroed mapping.
    ///
    /// # Safety
    /// `base` must be a zeroed mapping of `mapped_bytes` bytes that fulfils A1 and A2.
    pub unsafe fn init(
        base: NonNull<u8>,
        heap: NonNull<PrivateHeap>,
        kind: u32,
        mapped_bytes: usize,
    ) -> ArenaRef {
        let arena = ArenaRef(base);
        let head = arena.head();
        head.heap.set(Some(heap));
        head.kind.set(kind);
        head.mapped_bytes.set(mapped_bytes);
        arena
    }

    /// The arena that holds a block.
    ///
    /// # Safety
    /// `pointer` must be derived from a block of a live heap and lie in its arena's first [`ARENA_BYTES`].
    #[inline(always)]
    pub unsafe fn of(pointer: NonNull<u8>) -> ArenaRef {
        ArenaRef(mask(pointer))
    }

    #[inline(always)]
    pub fn base(self) -> NonNull<u8> {
        self.0
    }

    /// The head. Its fields are cells, so shared references to it may coexist.
    #[inline(always)]
    pub fn head<'a>(self) -> &'a ArenaHead {
        // SAFETY: A1; zeroed memory is a valid `ArenaHead`.
        unsafe { self.0.cast::<ArenaHead>().as_ref() }
    }

    /// The address `offset` bytes into the arena.
    #[inline(always)]
    pub fn at(self, offset: usize) -> NonNull<u8> {
        debug_assert!(offset <= self.head().mapped_bytes.get());
        // SAFETY: A1; the callers stay inside the mapping.
        unsafe { self.0.add(offset) }
    }

    #[inline(always)]
    pub fn slot_base(self, slot: usize) -> NonNull<u8> {
        self.at(slot << POOL_SHIFT)
    }

    pub fn is_mapping(self) -> bool {
        self.head().kind.get() == MAPPING
    }

    /// True if no slot is taken.
    pub fn is_empty(self) -> bool {
        self.head().free_slots.get() == ALL_SLOTS
    }
}

/// Rounds an address down to its arena.
#[inline(always)]
pub(crate) fn mask(pointer: NonNull<u8>) -> NonNull<u8> {
    let base = pointer.as_ptr().map_addr(|address| address & !(ARENA_BYTES - 1));
    debug_assert!(!base.is_null());
    // SAFETY: the lowest arena's address is not 0, since no mapping starts there.
    unsafe { NonNull::new_unchecked(base) }
}

/// Puts an arena at the front of a list.
#[inline]
pub(crate) fn link_front(list: &Cell<Option<ArenaRef>>, arena: ArenaRef, of: impl Fn(&ArenaHead) -> &Link) {
    let old = list.get();
    let link = of(arena.head());
    link.prev.set(None);
    link.next.set(old);
    if let Some(old) = old {
        of(old.head()).prev.set(Some(arena));
    }
    list.set(Some(arena));
}

/// Takes an arena out of a list.
#[inline]
pub(crate) fn unlink(list: &Cell<Option<ArenaRef>>, arena: ArenaRef, of: impl Fn(&ArenaHead) -> &Link) {
    let link = of(arena.head());
    let (prev, next) = (link.prev.take(), link.next.take());
    match prev {
        Some(prev) => of(prev.head()).next.set(next),
        None => list.set(next),
    }
    if let Some(next) = next {
        of(next.head()).prev.set(prev);
    }
}

/// What the owner above sees of an arena: its address and its client bitmaps.
pub struct ArenaView {
    pub(crate) arena: ArenaRef,
}

impl ArenaView {
    /// The arena's address.
    pub fn base(&self) -> NonNull<u8> {
        self.arena.base()
    }

    /// True if the arena is the own mapping of one large block.
    pub fn is_mapping(&self) -> bool {
        self.arena.is_mapping()
    }
}
