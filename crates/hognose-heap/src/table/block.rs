//! The memory of an [`super::OrderedTable`]: one block with index, entries, hashes and two counters.
//!
//! Does not search and does not decide when to grow.
//!
//! ```text
//! small (log2 = 0): | entries: cap x 16 | hashes: 4 or 8 lanes x 4 |            cap is 3, 6 or 8
//! indexed:          | index: 2^log2 words | entries: cap x 16 | hashes: cap x 4 | fill u32 | first u32 |
//!                                         ^ the table's pointer                 cap = 5/8 of 2^log2
//! ```
//! Index word `i` stands `i + 1` words before the entries, so that a lookup needs the pointer and log2 alone.
//! Words are u8 up to 2^8 of them, u16 up to 2^16, u32 above; the two largest numbers mean empty and deleted.
//!
//! # Invariants
//! B1: entries below the table's `used` are written: a live pair, or BLANK twice (dead).
//! B2: hash lanes of a small block are all written; of an indexed one those below `used`.
//! B3: every index word is empty, deleted, or the number of an entry below `used`; each live entry is named
//! by exactly one word on its probe path; at least 3/8 of the words are empty.

use std::ptr::NonNull;

use crate::heap::Heap;
use crate::payload::Trace;
use crate::tracer::Tracer;
use crate::value::Value;
use hognose_alloc::AllocError;

/// A pair of the table. Dead: both BLANK.
#[repr(C)]
pub(super) struct Entry {
    pub key: Value,
    pub value: Value,
}

// SAFETY: each of the two is reported once; BLANK is no object.
unsafe impl Trace for Entry {
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.edge(&self.key);
        tracer.edge(&self.value);
    }
}

pub(super) const ENTRY_BYTES: usize = size_of::<Entry>();
const _: () = assert!(ENTRY_BYTES == 16);

/// Smallest index: below it, entries are searched one after the other.
pub(super) const MIN_LOG2: u8 = 4;
/// Largest index: its capacity still fits a u32 of entries.
pub(super) const MAX_LOG2: u8 = 31;
/// Capacities without an index.
pub(super) const SMALL_CAPS: [u32; 3] = [3, 6, 8];

/// A word of the index.
pub(super) trait IndexWord: Copy + Eq {
    const EMPTY: Self;
    const DELETED: Self;
    fn of(entry: u32) -> Self;
    fn entry(self) -> u32;
}

macro_rules! index_word {
    ($($t:ty),*) => { $(
        impl IndexWord for $t {
            const EMPTY: $t = <$t>::MAX;
            const DELETED: $t = <$t>::MAX - 1;
            #[inline(always)]
            fn of(entry: u32) -> $t {
                entry as $t
            }
            #[inline(always)]
            fn entry(self) -> u32 {
                self as u32
            }
        }
    )* };
}
index_word!(u8, u16, u32);

/// What a block looks like: the index's log2 and, without an index, the capacity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Form {
    pub log2: u8,
    pub small_cap: u8,
}

impl Form {
    /// No block at all.
    pub const NONE: Form = Form { log2: 0, small_cap: 0 };

    /// The smallest form that holds `n` entries.
    pub fn holding(n: usize) -> Option<Form> {
        if n == 0 {
            return Some(Form::NONE);
        }
        if let Some(cap) = SMALL_CAPS.iter().find(|c| **c as usize >= n) {
            return Some(Form { log2: 0, small_cap: *cap as u8 });
        }
        (MIN_LOG2..=MAX_LOG2).map(|log2| Form { log2, small_cap: 0 }).find(|f| f.capacity() as usize >= n)
    }

    #[inline(always)]
    pub fn capacity(self) -> u32 {
        if self.log2 == 0 {
            self.small_cap as u32
        } else {
            (1u32 << (self.log2 - 1)) + (1u32 << (self.log2 - 3))
        }
    }

    #[inline(always)]
    pub fn index_bytes(self) -> usize {
        match self.log2 {
            0 => 0,
            1..=8 => 1 << self.log2,
            9..=16 => 2 << self.log2,
            _ => 4 << self.log2,
        }
    }

    #[inline(always)]
    fn hash_bytes(self) -> usize {
        match (self.log2, self.small_cap) {
            (0, 0..=4) => 16,
            (0, _) => 32,
            _ => self.capacity() as usize * 4 + 8,
        }
    }

    #[inline(always)]
    pub fn bytes(self) -> usize {
        if self == Form::NONE {
            0
        } else {
            self.index_bytes() + self.capacity() as usize * ENTRY_BYTES + self.hash_bytes()
        }
    }
}

/// A block and its form. Owns nothing by itself: the table frees it.
#[derive(Clone, Copy)]
pub(super) struct Block {
    /// The first entry; null without a block.
    pub entries: *mut Entry,
    pub form: Form,
}

impl Block {
    pub const NONE: Block = Block { entries: std::ptr::null_mut(), form: Form::NONE };

    /// A block without entries: hash lanes zeroed, index empty.
    pub fn new(heap: &Heap, form: Form) -> Result<Block, AllocError> {
        if form == Form::NONE {
            return Ok(Block::NONE);
        }
        let start = super::buffer(heap, form.bytes(), false)?;
        // SAFETY: the block has index_bytes in front of its entries.
        let entries = unsafe { start.as_ptr().add(form.index_bytes()).cast::<Entry>() };
        let block = Block { entries, form };
        block.reset();
        Ok(block)
    }

    /// Empties index and counters of a block whose entries are all gone.
    pub fn reset(self) {
        // SAFETY: all of it is inside the block. EMPTY is all ones in each width.
        unsafe {
            if self.form.log2 == 0 {
                // Of either length known when compiled: most blocks are these.
                match self.form.hash_bytes() {
                    16 => self.hashes().cast::<[u64; 2]>().write_unaligned([0; 2]),
                    _ => self.hashes().cast::<[u64; 4]>().write_unaligned([0; 4]),
                }
            } else {
                let bytes = self.form.index_bytes();
                self.entries.cast::<u8>().sub(bytes).write_bytes(0xFF, bytes);
                self.set_fill(0);
                self.set_first(0);
            }
        }
    }

    /// # Safety
    /// The block is not used again, and its entries were moved out or dropped.
    pub unsafe fn free(self) {
        if self.entries.is_null() {
            return;
        }
        // SAFETY: the index begins the block.
        unsafe {
            let start = NonNull::new_unchecked(self.entries.cast::<u8>().sub(self.form.index_bytes()));
            super::free_buffer(start, self.form.bytes());
        }
    }

    #[inline(always)]
    pub fn entry(self, i: u32) -> *mut Entry {
        // SAFETY: callers pass numbers below the capacity.
        unsafe { self.entries.add(i as usize) }
    }

    #[inline(always)]
    pub fn hashes(self) -> *mut u32 {
        // SAFETY: hashes begin where entries end.
        unsafe { self.entries.add(self.form.capacity() as usize).cast() }
    }

    #[inline(always)]
    pub fn hash(self, i: u32) -> u32 {
        // SAFETY: callers pass numbers below `used` (B2).
        unsafe { self.hashes().add(i as usize).read() }
    }

    #[inline(always)]
    pub fn set_hash(self, i: u32, hash: u32) {
        // SAFETY: callers pass numbers below the capacity.
        unsafe { self.hashes().add(i as usize).write(hash) }
    }

    #[inline(always)]
    fn counter(self, which: usize) -> *mut u32 {
        debug_assert!(self.form.log2 != 0);
        // SAFETY: two words stand behind the hashes of an indexed block.
        unsafe { self.hashes().add(self.form.capacity() as usize + which) }
    }

    /// Index words that are not empty.
    #[inline(always)]
    pub fn fill(self) -> u32 {
        // SAFETY: written by `reset`.
        unsafe { self.counter(0).read() }
    }

    #[inline(always)]
    pub fn set_fill(self, n: u32) {
        // SAFETY: inside the block.
        unsafe { self.counter(0).write(n) }
    }

    /// No entry below this one is live. Zero without an index.
    #[inline(always)]
    pub fn first(self) -> u32 {
        // SAFETY: written by `reset`.
        if self.form.log2 == 0 { 0 } else { unsafe { self.counter(1).read() } }
    }

    #[inline(always)]
    pub fn set_first(self, n: u32) {
        if self.form.log2 != 0 {
            // SAFETY: inside the block.
            unsafe { self.counter(1).write(n) }
        }
    }

    /// Index word `i`.
    #[inline(always)]
    pub fn word<I: IndexWord>(self, i: u32) -> *mut I {
        // SAFETY: callers mask `i` by the index's size; words stand in front of the entries.
        unsafe { self.entries.cast::<I>().sub(i as usize + 1) }
    }

    #[inline(always)]
    pub fn mask(self) -> u32 {
        ((1u64 << self.form.log2) - 1) as u32
    }

    /// Names `entry`, whose hash this is, by the first empty word of its path.
    pub fn link(self, hash: u32, entry: u32) {
        match self.form.log2 {
            0 => {}
            1..=8 => self.link_as::<u8>(hash, entry),
            9..=16 => self.link_as::<u16>(hash, entry),
            _ => self.link_as::<u32>(hash, entry),
        }
    }

    #[inline(always)]
    fn link_as<I: IndexWord>(self, hash: u32, entry: u32) {
        let mut path = Path::new(hash, self.mask());
        loop {
            let word = self.word::<I>(path.at);
            // SAFETY: masked; all words are written. There is an empty one (B3).
            unsafe {
                if *word == I::EMPTY {
                    *word = I::of(entry);
                    break;
                }
            }
            path.step();
        }
        self.set_fill(self.fill() + 1);
    }

    /// Marks the word that names `entry` as deleted.
    pub fn unlink(self, hash: u32, entry: u32) {
        match self.form.log2 {
            0 => {}
            1..=8 => self.unlink_as::<u8>(hash, entry),
            9..=16 => self.unlink_as::<u16>(hash, entry),
            _ => self.unlink_as::<u32>(hash, entry),
        }
    }

    #[inline(always)]
    fn unlink_as<I: IndexWord>(self, hash: u32, entry: u32) {
        let mut path = Path::new(hash, self.mask());
        loop {
            let word = self.word::<I>(path.at);
            // SAFETY: masked; all words are written.
            unsafe {
                debug_assert!(*word != I::EMPTY, "a live entry is named on its path (B3)");
                if *word == I::of(entry) || *word == I::EMPTY {
                    *word = I::DELETED;
                    return;
                }
            }
            path.step();
        }
    }
}

/// The words that a hash visits.
#[derive(Clone, Copy)]
pub(super) struct Path {
    pub at: u32,
    pub perturb: u32,
    pub mask: u32,
}

impl Path {
    #[inline(always)]
    pub fn new(hash: u32, mask: u32) -> Path {
        Path { at: hash & mask, perturb: hash, mask }
    }

    #[inline(always)]
    pub fn step(&mut self) {
        self.perturb >>= 5;
        self.at = self.at.wrapping_mul(5).wrapping_add(self.perturb).wrapping_add(1) & self.mask;
    }
}

/// A bit for each of the four (or eight) words from `p` on that equals `hash`.
///
/// # Safety
/// That many words can be read.
#[inline(always)]
pub(super) unsafe fn lanes_equal(p: *const u32, hash: u32, eight: bool) -> u32 {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: as the caller says; SSE2 belongs to every x86-64.
    unsafe {
        use std::arch::x86_64::{
            _mm_castsi128_ps, _mm_cmpeq_epi32, _mm_loadu_si128, _mm_movemask_ps, _mm_set1_epi32,
        };
        let wanted = _mm_set1_epi32(hash as i32);
        let low = _mm_cmpeq_epi32(wanted, _mm_loadu_si128(p.cast()));
        let mut bits = _mm_movemask_ps(_mm_castsi128_ps(low)) as u32;
        if eight {
            let high = _mm_cmpeq_epi32(wanted, _mm_loadu_si128(p.add(4).cast()));
            bits |= (_mm_movemask_ps(_mm_castsi128_ps(high)) as u32) << 4;
        }
        bits
    }
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    {
        let n = if eight { 8 } else { 4 };
        // SAFETY: as the caller says.
        (0..n).fold(0, |bits, i| bits | ((unsafe { p.add(i).read() } == hash) as u32) << i)
    }
}
