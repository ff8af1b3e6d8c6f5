//! Sizes: arenas, pools, size classes and magazines. Pure arithmetic; touches no memory.
//!
//! # Invariants
//! - L1: a request of `size` bytes always has the same size class, so sized free finds the magazine again.
//! - L2: every block size is a multiple of [`GRANULE_BYTES`] and blocks start at such multiples.
//! - L3: `capacity * block_bytes <= slots * POOL_BYTES` for every class.
//!
//! All three are checked at compile time below.

/// Bytes of an arena, and its alignment.
pub const ARENA_BYTES: usize = 1 << 20;
/// Bytes of a pool slot.
pub const POOL_BYTES: usize = 1 << POOL_SHIFT;
pub(crate) const POOL_SHIFT: u32 = 14;
/// Alignment of every block, and what one bit of a bitmap stands for.
pub const GRANULE_BYTES: usize = 1 << GRANULE_SHIFT;
pub(crate) const GRANULE_SHIFT: u32 = 4;
/// The unit in which large mappings are committed and given back.
pub const PAGE_BYTES: usize = 4096;

/// Slots of an arena, those under the head included.
pub(crate) const SLOTS: usize = ARENA_BYTES / POOL_BYTES;
/// Words of a bitmap that has one bit for each granule of the arena.
pub(crate) const BITMAP_WORDS: usize = ARENA_BYTES / GRANULE_BYTES / 64;
pub(crate) const WORDS_PER_SLOT: usize = BITMAP_WORDS / SLOTS;

/// Requests up to this size have size classes one granule apart.
pub const SMALL_MAX: usize = 1024;
/// Class 0 serves requests of zero bytes (by blocks of one granule).
pub(crate) const SMALL_CLASSES: usize = SMALL_MAX / GRANULE_BYTES + 1;

/// (block bytes, pool slots) of the classes above [`SMALL_MAX`]. A pool of several slots keeps the rounding of
/// its blocks low where one slot holds only a few.
const MEDIUM: [(usize, usize); 19] = [
    (1168, 1),
    (1360, 1),
    (1488, 1),
    (1632, 1),
    (1808, 1),
    (2048, 1),
    (2336, 1),
    (2720, 1),
    (3264, 1),
    (4096, 1),
    (5456, 1),
    (6544, 4),
    (8192, 1),
    (9360, 4),
    (10912, 4),
    (13104, 4),
    (16384, 1),
    (21840, 4),
    (32768, 2),
];

pub(crate) const CLASSES: usize = SMALL_CLASSES + MEDIUM.len();
/// The largest request served by a size class.
pub(crate) const MEDIUM_MAX: usize = MEDIUM[MEDIUM.len() - 1].0;
/// Class number in the pool header of a large block.
pub(crate) const LARGE: u8 = 255;

/// The largest request that is a span of pool slots inside an arena; a larger one has its own mapping.
pub(crate) const SPAN_MAX: usize = 32 * POOL_BYTES;

/// Largest number of blocks that a magazine holds.
pub(crate) const MAGAZINE_MAX: usize = 64;
/// A magazine holds about this many bytes of blocks.
const MAGAZINE_BYTES: usize = 16 * 1024;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Class {
    pub block_bytes: u32,
    pub capacity: u16,
    pub slots: u8,
    pub magazine: u8,
}

const fn describe(block_bytes: usize, slots: usize) -> Class {
    let mut magazine = MAGAZINE_BYTES / block_bytes;
    if magazine > MAGAZINE_MAX {
        magazine = MAGAZINE_MAX;
    }
    if magazine < 2 {
        magazine = 2;
    }
    Class {
        block_bytes: block_bytes as u32,
        capacity: (slots * POOL_BYTES / block_bytes) as u16,
        slots: slots as u8,
        magazine: magazine as u8,
    }
}

pub(crate) static CLASS: [Class; CLASSES] = CLASS_TABLE;
const CLASS_TABLE: [Class; CLASSES] = {
    let mut table = [describe(GRANULE_BYTES, 1); CLASSES];
    let mut class = 1;
    while class < SMALL_CLASSES {
        table[class] = describe(class * GRANULE_BYTES, 1);
        class += 1;
    }
    while class < CLASSES {
        let (bytes, slots) = MEDIUM[class - SMALL_CLASSES];
        table[class] = describe(bytes, slots);
        class += 1;
    }
    table
};

/// The class of a request above [`SMALL_MAX`], by granules.
static MEDIUM_CLASS: [u8; MEDIUM_MAX / GRANULE_BYTES + 1] = MEDIUM_CLASS_TABLE;
const MEDIUM_CLASS_TABLE: [u8; MEDIUM_MAX / GRANULE_BYTES + 1] = {
    let mut table = [0; MEDIUM_MAX / GRANULE_BYTES + 1];
    let mut granules = 0;
    let mut class = 0;
    while granules < table.len() {
        while (CLASS_TABLE[class].block_bytes as usize) < granules * GRANULE_BYTES {
            class += 1;
        }
        table[granules] = class as u8;
        granules += 1;
    }
    table
};

/// The class of a request of at most [`SMALL_MAX`] bytes.
#[inline(always)]
pub(crate) const fn small_class(size: usize) -> usize {
    size.div_ceil(GRANULE_BYTES)
}

/// The class of a request of at most [`MEDIUM_MAX`] bytes.
#[inline]
pub(crate) fn class_of(size: usize) -> usize {
    if size <= SMALL_MAX { small_class(size) } else { MEDIUM_CLASS[size.div_ceil(GRANULE_BYTES)] as usize }
}

/// Rounds up to a multiple of `unit`, a power of two; `None` if that overflows.
#[inline]
pub(crate) const fn round_up(size: usize, unit: usize) -> Option<usize> {
    match size.checked_add(unit - 1) {
        Some(sum) => Some(sum & !(unit - 1)),
        None => None,
    }
}

/// Bytes that a request of `size` really takes.
pub(crate) fn usable_size(size: usize) -> usize {
    if size <= MEDIUM_MAX {
        CLASS[class_of(size)].block_bytes as usize
    } else if size <= SPAN_MAX {
        size.next_multiple_of(POOL_BYTES)
    } else {
        round_up(size, PAGE_BYTES).unwrap_or(usize::MAX)
    }
}

const _: () = {
    assert!(BITMAP_WORDS == 1024 && WORDS_PER_SLOT == 16 && SLOTS == 64);
    let mut class = 0;
    while class < CLASSES {
        let c = CLASS_TABLE[class];
        assert!((c.block_bytes as usize).is_multiple_of(GRANULE_BYTES));
        assert!(c.capacity as usize * c.block_bytes as usize <= c.slots as usize * POOL_BYTES);
        assert!(c.capacity >= 1);
        if class > 1 {
            assert!(CLASS_TABLE[class - 1].block_bytes < c.block_bytes);
        }
        class += 1;
    }
    assert!(CLASSES < LARGE as usize);
};
