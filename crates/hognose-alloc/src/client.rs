//! The client bitmaps: three bits for every granule of every arena, kept by the owner above the heap.
//!
//! The allocator never reads them. The object heap uses them for its three generations, and two of them for marks while
//! a full collection has only one. They work alike for blocks of every size: a block's bits are those of its address.
//!
//! Two levels of summary make iteration cost in proportion to the bits set: one bit for each word of a bitmap, one
//! for each 64 of those, and each heap links the arenas that have any. A summary bit may be stale (set over an empty
//! word): clearing a client bit leaves it, and the next iteration removes it.
//!
//! # Invariants
//! - B1: a word that is not zero has its summary bits set and its arena linked. Upheld by `client_bit_set`. Claimed bits
//!   (`client_bit_claim`) are the exception: they stand where another bitmap has bits, and `clear_claimed` ends them.
//! - B2: a block has no bit set when it is freed. Upheld by the client; checked by `check()`.
#![expect(unsafe_code, reason = "bits are reached by masking addresses")]

use std::cell::Cell;
use std::ptr::NonNull;

use crate::arena::{ArenaRef, ArenaView, Link, link_front, unlink};
use crate::heap::PrivateHeap;
use crate::layout::{ARENA_BYTES, BITMAP_WORDS, GRANULE_SHIFT};

/// Number of client bitmaps.
pub const CLIENT_BITMAPS: usize = 3;

const SUMMARY_WORDS: usize = BITMAP_WORDS / 64;
/// Bytes of the arena that one word of a bitmap covers, as a shift.
const WORD_SHIFT: u32 = GRANULE_SHIFT + 6;

#[repr(C)]
pub(crate) struct ClientSummary {
    /// One bit for each summary word that may be non-zero.
    pub top: Cell<u64>,
    pub linked: Cell<bool>,
    pub link: Link,
    /// One bit for each word that may be non-zero.
    pub words: [Cell<u64>; SUMMARY_WORDS],
}

#[inline(always)]
fn place(pointer: NonNull<u8>) -> (usize, u64) {
    let address = pointer.addr().get();
    let word = (address & (ARENA_BYTES - 1)) >> WORD_SHIFT;
    (word, 1 << ((address >> GRANULE_SHIFT) & 63))
}

/// Sets bit `k` of the block at `pointer`.
///
/// # Safety
/// `pointer` must be the address of a live block of a heap, with the block's provenance; `k < CLIENT_BITMAPS`.
#[inline(always)]
pub unsafe fn client_bit_set(pointer: NonNull<u8>, k: usize) {
    debug_assert!(k < CLIENT_BITMAPS);
    // SAFETY: by this function's contract.
    let arena = unsafe { ArenaRef::of(pointer) };
    let (word, bit) = place(pointer);
    // SAFETY: `word < BITMAP_WORDS` by `place`, and `k < CLIENT_BITMAPS`.
    let cell = unsafe { arena.head().client_bits.get_unchecked(word * CLIENT_BITMAPS + k) };
    let old = cell.get();
    cell.set(old | bit);
    if old == 0 {
        summarize(arena, word, k);
    }
}

/// Sets bit `k` of the block at `pointer` and says whether it was set before.
///
/// # Safety
/// As for [`client_bit_set`].
#[inline(always)]
pub unsafe fn client_bit_test_set(pointer: NonNull<u8>, k: usize) -> bool {
    debug_assert!(k < CLIENT_BITMAPS);
    // SAFETY: by this function's contract.
    let arena = unsafe { ArenaRef::of(pointer) };
    let (word, bit) = place(pointer);
    // SAFETY: as in `client_bit_set`.
    let cell = unsafe { arena.head().client_bits.get_unchecked(word * CLIENT_BITMAPS + k) };
    let old = cell.get();
    cell.set(old | bit);
    if old == 0 {
        summarize(arena, word, k);
    }
    old & bit != 0
}

/// Sets bit `marks` of the block at `pointer` if its bit `k` is set and that one is not, and says whether it did.
///
/// For a bitmap that is empty otherwise and holds marks for the time of one walk over those with bit `k`: it keeps no
/// summary of them (B1), so only [`PrivateHeap::for_each_set_bit_without`] and [`PrivateHeap::clear_claimed`] see them.
///
/// # Safety
/// As for [`client_bit_set`], with both below [`CLIENT_BITMAPS`].
#[inline(always)]
pub unsafe fn client_bit_claim(pointer: NonNull<u8>, k: usize, marks: usize) -> bool {
    debug_assert!(k < CLIENT_BITMAPS && marks < CLIENT_BITMAPS);
    let (word, bit) = place(pointer);
    // SAFETY: by this function's contract; `word < BITMAP_WORDS` by `place`.
    unsafe {
        let bits = &ArenaRef::of(pointer).head().client_bits;
        let members = bits.get_unchecked(word * CLIENT_BITMAPS + k).get();
        let marked = bits.get_unchecked(word * CLIENT_BITMAPS + marks);
        let old = marked.get();
        if members & !old & bit == 0 {
            return false;
        }
        marked.set(old | bit);
        true
    }
}

/// Clears bit `k` of the block at `pointer`.
///
/// # Safety
/// As for [`client_bit_set`].
#[inline(always)]
pub unsafe fn client_bit_clear(pointer: NonNull<u8>, k: usize) {
    debug_assert!(k < CLIENT_BITMAPS);
    let (word, bit) = place(pointer);
    // SAFETY: as in `client_bit_set`.
    let cell = unsafe { ArenaRef::of(pointer).head().client_bits.get_unchecked(word * CLIENT_BITMAPS + k) };
    cell.set(cell.get() & !bit);
}

/// Clears all client bits of the block at `pointer`.
///
/// # Safety
/// As for [`client_bit_set`].
#[inline(always)]
pub unsafe fn client_bits_clear_all(pointer: NonNull<u8>) {
    let (word, bit) = place(pointer);
    // SAFETY: by this function's contract.
    let head = unsafe { ArenaRef::of(pointer) }.head();
    for k in 0..CLIENT_BITMAPS {
        // SAFETY: as in `client_bit_set`.
        let cell = unsafe { head.client_bits.get_unchecked(word * CLIENT_BITMAPS + k) };
        cell.set(cell.get() & !bit);
    }
}

/// Reads bit `k` of the block at `pointer`.
///
/// # Safety
/// As for [`client_bit_set`].
#[inline(always)]
pub unsafe fn client_bit_test(pointer: NonNull<u8>, k: usize) -> bool {
    debug_assert!(k < CLIENT_BITMAPS);
    let (word, bit) = place(pointer);
    // SAFETY: as in `client_bit_set`.
    let cell = unsafe { ArenaRef::of(pointer).head().client_bits.get_unchecked(word * CLIENT_BITMAPS + k) };
    cell.get() & bit != 0
}

/// Notes that a word became non-zero.
#[inline(always)]
fn summarize(arena: ArenaRef, word: usize, k: usize) {
    // Summary bits are cleared lazily, so that this one is mostly set already.
    if arena.head().client[k].words[word >> 6].get() & 1 << (word & 63) == 0 {
        summarize_slow(arena, word, k);
    }
}

#[cold]
#[inline(never)]
fn summarize_slow(arena: ArenaRef, word: usize, k: usize) {
    let cell = &arena.head().client[k].words[word >> 6];
    let old = cell.get();
    cell.set(old | 1 << (word & 63));
    if old == 0 {
        summarize_top(arena, word >> 6, k);
    }
}

fn summarize_top(arena: ArenaRef, index: usize, k: usize) {
    let summary = &arena.head().client[k];
    summary.top.set(summary.top.get() | 1 << index);
    if !summary.linked.get()
        && let Some(heap) = arena.head().heap.get()
    {
        summary.linked.set(true);
        // SAFETY: the heap outlives its arenas.
        let list = unsafe { &heap.as_ref().client_lists[k] };
        link_front(list, arena, |head| &head.client[k].link);
    }
}

/// The indices of a word's set bits.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let index = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(index)
    }
}

impl ArenaView {
    #[inline(always)]
    fn word(&self, word: usize, k: usize) -> &Cell<u64> {
        &self.arena.head().client_bits[word * CLIENT_BITMAPS + k]
    }

    /// Calls `f` for each word of bitmap `k` that is not zero, with the number of the word, and removes stale summary bits.
    #[inline]
    fn for_each_word(&self, k: usize, mut f: impl FnMut(usize)) {
        let summary = &self.arena.head().client[k];
        for index in Bits(summary.top.get()) {
            let cell = &summary.words[index];
            for bit in Bits(cell.get()) {
                let word = index * 64 + bit;
                if self.word(word, k).get() != 0 {
                    f(word);
                }
                if self.word(word, k).get() == 0 {
                    cell.set(cell.get() & !(1 << bit));
                }
            }
            if cell.get() == 0 {
                summary.top.set(summary.top.get() & !(1 << index));
            }
        }
    }

    /// The address of granule 64 * `word`.
    #[inline(always)]
    fn word_base(&self, word: usize) -> NonNull<u8> {
        self.arena.at(word << WORD_SHIFT)
    }

    /// Calls `f` with the address of each block whose bit `k` is set, in order of address.
    ///
    /// `f` may set and clear bits: those of the word being walked (a KiB of the arena) take no effect on this walk.
    #[inline]
    pub fn for_each_set_bit(&self, k: usize, mut f: impl FnMut(NonNull<u8>)) {
        self.for_each_word(k, |word| {
            let base = self.word_base(word);
            for bit in Bits(self.word(word, k).get()) {
                // SAFETY: the offset stays inside the KiB that the word covers.
                f(unsafe { base.add(bit << GRANULE_SHIFT) });
            }
        });
    }

    /// As [`for_each_set_bit`](Self::for_each_set_bit), for blocks whose bit `k` is set and bit `without` is not.
    #[inline]
    pub fn for_each_set_bit_without(&self, k: usize, without: usize, mut f: impl FnMut(NonNull<u8>)) {
        self.for_each_word(k, |word| {
            let base = self.word_base(word);
            for bit in Bits(self.word(word, k).get() & !self.word(word, without).get()) {
                // SAFETY: the offset stays inside the KiB that the word covers.
                f(unsafe { base.add(bit << GRANULE_SHIFT) });
            }
        });
    }

    /// Clears bitmap `k` and calls `f` with the address of each block whose bit was set.
    #[inline]
    pub fn take_set_bits(&self, k: usize, mut f: impl FnMut(NonNull<u8>)) {
        self.for_each_word(k, |word| {
            let base = self.word_base(word);
            for bit in Bits(self.word(word, k).replace(0)) {
                // SAFETY: the offset stays inside the KiB that the word covers.
                f(unsafe { base.add(bit << GRANULE_SHIFT) });
            }
        });
    }

    /// Moves the bits of bitmap `from` to bitmap `to` and calls `f` with the address of each block whose bit moved.
    #[inline]
    pub fn move_set_bits(&self, from: usize, to: usize, mut f: impl FnMut(NonNull<u8>)) {
        self.for_each_word(from, |word| {
            let base = self.word_base(word);
            let bits = self.word(word, from).replace(0);
            let target = self.word(word, to);
            let old = target.replace(target.get() | bits);
            if old == 0 && bits != 0 {
                summarize(self.arena, word, to);
            }
            for bit in Bits(bits) {
                // SAFETY: the offset stays inside the KiB that the word covers.
                f(unsafe { base.add(bit << GRANULE_SHIFT) });
            }
        });
    }

    /// Clears bitmap `k`.
    pub fn clear_bits(&self, k: usize) {
        self.for_each_word(k, |word| self.word(word, k).set(0));
    }

    /// Number of bits set in bitmap `k`.
    pub fn count_bits(&self, k: usize) -> usize {
        let mut count = 0;
        self.for_each_word(k, |word| count += self.word(word, k).get().count_ones() as usize);
        count
    }

    fn has_bits(&self, k: usize) -> bool {
        self.arena.head().client[k].top.get() != 0
    }
}

impl PrivateHeap {
    /// Calls `f` for each arena in which some bit of bitmap `k` is set (or was, and no walk has come by since).
    ///
    /// Arenas are not unmapped during the walk, whatever `f` frees.
    #[inline]
    pub fn for_each_arena_with_bits(&self, k: usize, mut f: impl FnMut(&ArenaView)) {
        let _hold = self.hold_arenas();
        let mut next = self.client_lists[k].get();
        while let Some(arena) = next {
            let view = ArenaView { arena };
            f(&view);
            next = arena.head().client[k].link.next.get();
            // An outer walk may stand on this arena.
            if !view.has_bits(k) && self.holds.get() == 1 {
                arena.head().client[k].linked.set(false);
                unlink(&self.client_lists[k], arena, |head| &head.client[k].link);
            }
        }
    }

    /// Calls `f` with each block of the heap whose bit `k` is set. See [`ArenaView::for_each_set_bit`].
    #[inline]
    pub fn for_each_set_bit(&self, k: usize, mut f: impl FnMut(NonNull<u8>)) {
        self.for_each_arena_with_bits(k, |arena| arena.for_each_set_bit(k, &mut f));
    }

    /// Calls `f` with each block of the heap whose bit `k` is set and bit `without` is not.
    #[inline]
    pub fn for_each_set_bit_without(&self, k: usize, without: usize, mut f: impl FnMut(NonNull<u8>)) {
        self.for_each_arena_with_bits(k, |arena| arena.for_each_set_bit_without(k, without, &mut f));
    }

    /// Clears bitmap `k` of all arenas and calls `f` with each block whose bit was set.
    #[inline]
    pub fn take_set_bits(&self, k: usize, mut f: impl FnMut(NonNull<u8>)) {
        self.for_each_arena_with_bits(k, |arena| arena.take_set_bits(k, &mut f));
    }

    /// Moves bitmap `from` of all arenas to bitmap `to`. See [`ArenaView::move_set_bits`].
    #[inline]
    pub fn move_set_bits(&self, from: usize, to: usize, mut f: impl FnMut(NonNull<u8>)) {
        self.for_each_arena_with_bits(from, |arena| arena.move_set_bits(from, to, &mut f));
    }

    /// Clears the bits that were claimed in bitmap `marks` for blocks whose bit `k` is set.
    pub fn clear_claimed(&self, k: usize, marks: usize) {
        self.for_each_arena_with_bits(k, |arena| {
            arena.for_each_word(k, |word| arena.word(word, marks).set(0))
        });
    }

    /// Clears bitmap `k` of all arenas.
    pub fn clear_bits(&self, k: usize) {
        self.for_each_arena_with_bits(k, |arena| arena.clear_bits(k));
    }

    /// Number of bits set in bitmap `k`.
    pub fn count_bits(&self, k: usize) -> usize {
        let mut count = 0;
        self.for_each_arena_with_bits(k, |arena| count += arena.count_bits(k));
        count
    }

    /// Takes an arena that is about to go out of the lists of arenas with bits.
    pub(crate) fn unlink_client(&self, arena: ArenaRef) {
        for k in 0..CLIENT_BITMAPS {
            let summary = &arena.head().client[k];
            if summary.linked.replace(false) {
                unlink(&self.client_lists[k], arena, |head| &head.client[k].link);
            }
        }
    }

    /// Removes the stale summary bits of an arena that is in no list and has no bits (B1).
    pub(crate) fn forget_client(&self, arena: ArenaRef) {
        for summary in &arena.head().client {
            summary.top.set(0);
            summary.words.iter().for_each(|word| word.set(0));
        }
    }

    /// Puts a moved arena into the lists of arenas with bits.
    pub(crate) fn relink_client(&self, arena: ArenaRef) {
        for k in 0..CLIENT_BITMAPS {
            let summary = &arena.head().client[k];
            if summary.top.get() != 0 {
                summary.linked.set(true);
                link_front(&self.client_lists[k], arena, |head| &head.client[k].link);
            }
        }
    }
}
