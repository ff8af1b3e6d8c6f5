//! The private heap: its control block, its life, and the fast paths.
//!
//! Does not decide policy: limits are in `limit.rs`, arenas in `slots.rs`, refills in `magazine.rs`.
//!
//! # Invariants
//! - H1: the control block never moves: arenas point back at it. Upheld by [`PinnedHeap`].
//! - H2: one thread at a time uses a heap: it is `Send`, not `Sync`.
#![expect(unsafe_code, reason = "the control block is pinned and reached from arenas")]

use std::alloc::Layout;
use std::cell::Cell;
use std::fmt;
use std::ops::Deref;
use std::ptr::NonNull;

use crate::arena::{ArenaRef, ArenaView};
use crate::client::CLIENT_BITMAPS;
use crate::config::{Config, Domain};
use crate::debug::{DebugState, FRAME_BEFORE};
use crate::error::AllocError;
use crate::large::MappingCache;
use crate::layout::{self, ARENA_BYTES, LARGE, MEDIUM_MAX, POOL_BYTES, SLOTS, SMALL_MAX, small_class};
use crate::magazine::{MAGAZINES, Magazine, MagazineSlots, magazine_index};
use crate::pool::{PoolList, PoolRef};
use crate::slots::Recycling;
use crate::source::ArenaSource;

/// A private heap. Made by [`PrivateHeap::new`], which returns it pinned.
#[repr(C)]
pub struct PrivateHeap {
    pub(crate) magazines: [Magazine; MAGAZINES],
    pub(crate) partial: [PoolList; MAGAZINES],
    pub(crate) used_blocks: [Cell<usize>; MAGAZINES],
    pub(crate) pool_count: [Cell<usize>; MAGAZINES],
    /// Count and bytes of large blocks, by domain.
    pub(crate) large: [(Cell<usize>, Cell<usize>); 3],

    pub(crate) bucket_bits: Cell<u64>,
    pub(crate) buckets: [Cell<Option<ArenaRef>>; SLOTS],
    pub(crate) all: Cell<Option<ArenaRef>>,
    pub(crate) postponed: Cell<Option<ArenaRef>>,
    pub(crate) client_lists: [Cell<Option<ArenaRef>>; CLIENT_BITMAPS],
    pub(crate) client: Cell<*const ()>,

    pub(crate) limit: Cell<usize>,
    pub(crate) committed: Cell<usize>,
    pub(crate) peak_committed: Cell<usize>,
    pub(crate) mapped_bytes: Cell<usize>,
    pub(crate) peak_mapped: Cell<usize>,
    pub(crate) used_bytes: Cell<usize>,
    pub(crate) retained_bytes: Cell<usize>,
    pub(crate) recycling: Recycling,
    pub(crate) mapping_cache: MappingCache,
    pub(crate) charged_bytes: Cell<usize>,
    pub(crate) stack_bytes: Cell<usize>,
    pub(crate) stack_reserved: Cell<usize>,
    pub(crate) arena_count: Cell<usize>,
    pub(crate) empty_arenas: Cell<usize>,
    pub(crate) arenas_mapped: Cell<usize>,
    pub(crate) mapping_count: Cell<usize>,
    pub(crate) refused: Cell<usize>,

    pub(crate) fail_after: Cell<u64>,
    pub(crate) fail_armed: Cell<bool>,
    pub(crate) fail_repeat: Cell<bool>,
    pub(crate) clean_is_zero: Cell<bool>,
    pub(crate) holds: Cell<usize>,
    /// What keeps the control block: the `PinnedHeap` and stack reservations.
    pub(crate) handles: Cell<usize>,
    pub(crate) source: Box<dyn ArenaSource>,
    pub(crate) debug: Option<DebugState>,

    pub(crate) magazine_slots: [MagazineSlots; MAGAZINES],
}

// SAFETY: everything that the cells point to belongs to this heap alone (H2), and the source is `Send`.
unsafe impl Send for PrivateHeap {}

/// Owner of a [`PrivateHeap`]: dropping it unmaps all arenas. The heap's address never changes.
pub struct PinnedHeap(NonNull<PrivateHeap>);

// SAFETY: as for `PrivateHeap`. A stack reservation that shares the control block is not `Send`.
unsafe impl Send for PinnedHeap {}

impl Deref for PinnedHeap {
    type Target = PrivateHeap;

    #[inline(always)]
    fn deref(&self) -> &PrivateHeap {
        // SAFETY: the handle keeps the control block alive.
        unsafe { self.0.as_ref() }
    }
}

impl Drop for PinnedHeap {
    fn drop(&mut self) {
        self.unmap_all();
        // SAFETY: this handle is gone and touches the heap no more.
        unsafe { PrivateHeap::release_handle(self.0) };
    }
}

impl fmt::Debug for PinnedHeap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Debug for PrivateHeap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrivateHeap")
            .field("committed_bytes", &self.committed_bytes())
            .field("live_blocks", &self.live_blocks())
            .field("limit", &self.limit())
            .finish_non_exhaustive()
    }
}

impl PrivateHeap {
    const LAYOUT: Layout = Layout::new::<PrivateHeap>();

    /// Makes an empty heap. It maps nothing before the first request.
    #[expect(clippy::new_ret_no_self, reason = "a heap must not move")]
    pub fn new(config: Config) -> Result<PinnedHeap, AllocError> {
        // SAFETY: the layout is not empty.
        let memory = unsafe { std::alloc::alloc_zeroed(Self::LAYOUT) };
        let heap = NonNull::new(memory.cast::<PrivateHeap>()).ok_or(AllocError)?;
        let debug = config.debug.then(|| DebugState::new(config.on_fault));
        // SAFETY: zeroes are valid for all fields but these two, which are written before a reference is made.
        let this = unsafe {
            (&raw mut (*heap.as_ptr()).source).write(config.source);
            (&raw mut (*heap.as_ptr()).debug).write(debug);
            heap.as_ref()
        };
        this.handles.set(1);
        this.limit.set(config.limit.unwrap_or(usize::MAX));
        this.clean_is_zero.set(true);
        this.set_magazines(!config.debug);
        Ok(PinnedHeap(heap))
    }

    pub(crate) fn pointer(&self) -> NonNull<PrivateHeap> {
        NonNull::from(self)
    }

    /// Drops one handle and, with the last, the control block.
    ///
    /// # Safety
    /// The handle must not be used again.
    pub(crate) unsafe fn release_handle(heap: NonNull<PrivateHeap>) {
        // SAFETY: the handle that is given up still keeps the control block.
        let handles = unsafe { &heap.as_ref().handles };
        handles.set(handles.get() - 1);
        if handles.get() == 0 {
            // SAFETY: nobody has a handle any more; the memory is `new`'s.
            unsafe {
                heap.drop_in_place();
                std::alloc::dealloc(heap.as_ptr().cast(), Self::LAYOUT);
            }
        }
    }

    fn unmap_all(&self) {
        let mut next = self.all.take();
        while let Some(arena) = next {
            next = arena.head().all.next.get();
            let bytes = arena.head().mapped_bytes.get();
            // SAFETY: blocks do not outlive their heap, by the contract of `dealloc`'s users.
            unsafe { self.source.unmap(arena.base(), bytes, ARENA_BYTES) };
        }
        self.drop_mapping_cache();
    }

    /// Takes a block of at least `size` bytes, aligned to 16. Zero bytes give a distinct pointer.
    ///
    /// Fails without any change if the limit or the source refuses.
    #[inline(always)]
    pub fn alloc(&self, size: usize, domain: Domain) -> Result<NonNull<u8>, AllocError> {
        if size <= SMALL_MAX
            && let Some(block) = self.pop(magazine_index(small_class(size), domain))
        {
            return Ok(block);
        }
        self.alloc_slow(size, domain)
    }

    #[inline(never)]
    fn alloc_slow(&self, size: usize, domain: Domain) -> Result<NonNull<u8>, AllocError> {
        match &self.debug {
            None => self.plain_alloc(size, domain),
            Some(state) => self.debug_alloc(state, size, domain),
        }
    }

    /// As [`alloc`](Self::alloc); the first `size` bytes are zero.
    pub fn alloc_zeroed(&self, size: usize, domain: Domain) -> Result<NonNull<u8>, AllocError> {
        let (block, zeroed) = if size > MEDIUM_MAX && self.debug.is_none() {
            self.alloc_large(size, domain)?
        } else {
            (self.alloc(size, domain)?, false)
        };
        if !zeroed {
            // SAFETY: the block has `size` bytes.
            unsafe { block.write_bytes(0, size) };
        }
        Ok(block)
    }

    /// Releases a block.
    ///
    /// # Safety
    /// `block` must be a live block of this heap, taken with this `size` (or resized to it) and `domain`. Its client
    /// bits must be clear.
    #[inline(always)]
    pub unsafe fn dealloc(&self, block: NonNull<u8>, size: usize, domain: Domain) {
        if size <= SMALL_MAX && self.push(magazine_index(small_class(size), domain), block) {
            return;
        }
        // SAFETY: passed on.
        unsafe { self.dealloc_slow(block, size, domain) };
    }

    #[inline(never)]
    unsafe fn dealloc_slow(&self, block: NonNull<u8>, size: usize, domain: Domain) {
        match &self.debug {
            // SAFETY: passed on.
            None => unsafe { self.plain_dealloc(block, size, domain) },
            // SAFETY: passed on.
            Some(state) => unsafe { self.debug_dealloc(state, block, size, domain) },
        }
    }

    /// Changes a block's size, keeping its contents up to the smaller size. The block moves unless it still fits its
    /// size class or can be extended. On error the old block stays as it was.
    ///
    /// # Safety
    /// As for [`dealloc`](Self::dealloc) with size `old`. On success the old pointer is dead.
    pub unsafe fn realloc(
        &self,
        block: NonNull<u8>,
        old: usize,
        new: usize,
        domain: Domain,
    ) -> Result<NonNull<u8>, AllocError> {
        match &self.debug {
            // SAFETY: passed on.
            None => unsafe { self.plain_realloc(block, old, new, domain) },
            // SAFETY: passed on.
            Some(state) => unsafe { self.debug_realloc(state, block, old, new, domain) },
        }
    }

    /// The heap that a block belongs to.
    ///
    /// # Safety
    /// `block` must be the address of a live block of a heap (or point into its first bytes, up to its arena's end),
    /// with the block's provenance.
    #[inline(always)]
    pub unsafe fn of(block: NonNull<u8>) -> NonNull<PrivateHeap> {
        // SAFETY: by this function's contract; A1: the head names its heap.
        unsafe { ArenaRef::of(block).head().heap.get().unwrap_unchecked() }
    }

    /// Bytes that a request of `size` really takes. A block may be used, freed and resized as if this many had been
    /// asked for.
    pub fn usable_size(size: usize) -> usize {
        layout::usable_size(size)
    }

    /// True size of a block, from its pool's header; with debug hooks on, the size that was asked for.
    ///
    /// # Safety
    /// As for [`of`](Self::of).
    pub unsafe fn block_size(block: NonNull<u8>) -> usize {
        // SAFETY: passed on.
        unsafe { Self::block_of(block) }.1
    }

    /// Start and true size of the block that `interior` points into.
    ///
    /// # Safety
    /// As for [`of`](Self::of).
    pub unsafe fn block_of(interior: NonNull<u8>) -> (NonNull<u8>, usize) {
        // SAFETY: passed on; with debug hooks every block has a frame (D1).
        unsafe {
            let (start, bytes) = Self::plain_block_of(interior);
            if Self::of(interior).as_ref().debug.is_none() {
                return (start, bytes);
            }
            let block = start.add(FRAME_BEFORE);
            (block, Self::debug_size(block))
        }
    }

    /// As [`block_of`](Self::block_of), frames of debug hooks included.
    ///
    /// # Safety
    /// As for [`of`](Self::of).
    pub(crate) unsafe fn plain_block_of(interior: NonNull<u8>) -> (NonNull<u8>, usize) {
        // SAFETY: by this function's contract.
        let arena = unsafe { ArenaRef::of(interior) };
        if arena.is_mapping() {
            return (arena.at(crate::arena::MAPPING_OFFSET), arena.head().block_bytes.get());
        }
        let pool = PoolRef::of(arena, interior);
        let header = pool.header();
        if header.class.get() == LARGE {
            return (pool.base(), header.large_bytes.get());
        }
        let block_bytes = header.block_bytes.get() as usize;
        let offset = interior.addr().get() - pool.base().addr().get();
        let start = offset - offset % block_bytes;
        // SAFETY: the block's start lies in the pool, at or before `interior`.
        (unsafe { pool.base().add(start) }, block_bytes)
    }

    /// Keeps a pointer for the owner above.
    pub fn set_client(&self, client: *const ()) {
        self.client.set(client);
    }

    /// What [`set_client`](Self::set_client) kept; null before.
    #[inline(always)]
    pub fn client(&self) -> *const () {
        self.client.get()
    }

    /// Calls `f` for each arena, mappings of large blocks included. No arena is unmapped meanwhile.
    pub fn for_each_arena(&self, mut f: impl FnMut(&ArenaView)) {
        let _hold = self.hold_arenas();
        let mut next = self.all.get();
        while let Some(arena) = next {
            next = arena.head().all.next.get();
            f(&ArenaView { arena });
        }
    }

    /// Keeps all arenas mapped until the guard is dropped, so that addresses may be walked while blocks are freed.
    pub fn hold_arenas(&self) -> ArenaHold<'_> {
        self.holds.set(self.holds.get() + 1);
        ArenaHold { heap: self }
    }

    /// Empties the magazines and gives all empty pools and arenas back.
    pub fn trim(&self) {
        self.end_all_quarantine();
        self.flush_all();
        self.recycling.forget();
        self.drop_mapping_cache();
        self.decommit_spares();
        self.give_back();
        self.unmap_empty();
    }

    /// Bytes in taken pools and large blocks: what is in use, with what is free inside pools.
    #[inline]
    pub fn used_bytes(&self) -> usize {
        self.used_bytes.get()
    }

    /// True if the debug hooks are on.
    pub fn is_debug(&self) -> bool {
        self.debug.is_some()
    }
}

/// Keeps arenas mapped; made by [`PrivateHeap::hold_arenas`].
#[must_use = "arenas are held until this is dropped"]
pub struct ArenaHold<'heap> {
    heap: &'heap PrivateHeap,
}

impl Drop for ArenaHold<'_> {
    fn drop(&mut self) {
        self.heap.holds.set(self.heap.holds.get() - 1);
        if self.heap.holds.get() == 0 && self.heap.postponed.get().is_some() {
            self.heap.unmap_postponed();
        }
    }
}

const _: () = assert!(SLOTS * POOL_BYTES == ARENA_BYTES);
