//! Hash tables and rings as heap containers: what a language's dicts, sets and deques stand on.
//!
//! They know no language: callers hand in hashes and decide equality, outside of any borrow. They never
//! call user code; all growth is fallible and happens in functions that take `&Heap`.
//!
//! - [`OrderedTable`]: keys and values in insertion order (`ordered.rs`; its memory in `block.rs`).
//! - [`ProbeTable`]: keys alone, laid out and probed exactly as CPython's sets, whose order programs print.
//! - [`Ring`]: a double-ended queue.

use std::ptr::NonNull;

use crate::heap::Heap;
use hognose_alloc::{AllocError, Domain};

mod block;
mod ordered;
mod probe;
mod ring;
#[cfg(test)]
mod tests;

pub use ordered::{Cursor, Found, KeyMatch, OrderedTable};
pub use probe::{ProbeCursor, ProbeFound, ProbeTable};
pub use ring::Ring;

/// The 32 bits of a 64-bit hash that an [`OrderedTable`] keeps. Small non-negative numbers and zero-extended
/// 32-bit hashes are kept as they are, so that runs of small ints stay neighbours.
#[inline(always)]
pub const fn fold_hash(hash: i64) -> u32 {
    (hash as u32) ^ ((hash >> 32) as u32).wrapping_mul(0x9E37_79B1)
}

/// Buffers of at least this many bytes count toward the collector's byte threshold.
const BIG_BYTES: usize = 512;

/// A buffer for a table, booked with the collector.
#[inline(always)]
fn buffer(heap: &Heap, bytes: usize, zeroed: bool) -> Result<NonNull<u8>, AllocError> {
    let memory = heap.memory();
    let p =
        if zeroed { memory.alloc_zeroed(bytes, Domain::Mem)? } else { memory.alloc(bytes, Domain::Mem)? };
    if bytes >= BIG_BYTES {
        heap.count_buffer(bytes as isize);
    }
    Ok(p)
}

/// # Safety
/// `p` came from `buffer` with as many bytes, and is not used again.
#[inline(always)]
unsafe fn free_buffer(p: NonNull<u8>, bytes: usize) {
    // SAFETY: every buffer is a block of a Heap's private heap.
    unsafe {
        let Some(heap) = Heap::try_of(p) else { return };
        if bytes >= BIG_BYTES {
            heap.count_buffer(-(bytes as isize));
        }
        heap.memory().dealloc(p, bytes, Domain::Mem);
    }
}
