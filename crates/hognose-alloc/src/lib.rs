//! A private heap: arenas, pools, blocks, magazines, an exact limit and full accounting.
//!
//! One [`PrivateHeap`] belongs to one owner and is used by one thread at a time. It shares nothing with other
//! heaps. It knows no objects and never runs user code; the object heap above it keeps its bits in the
//! [client bitmaps](client) of the arenas' heads.
//!
//! ```text
//! arena, 1 MiB, aligned to 1 MiB
//! +--------------------------------------+-----------+-----------+--     --+-----------+
//! | head: header, 64 pool headers,       | pool      | pool      |   ...   | pool      |
//! | free bitmap, three client bitmaps    | (16 KiB)  |           |         |           |
//! +--------------------------------------+-----------+-----------+--     --+-----------+
//! ```
//!
//! A block's arena is found by masking its address, its pool by the address's next bits. The fast paths of
//! [`PrivateHeap::alloc`] and [`PrivateHeap::dealloc`] touch only the size class's *magazine*, a small stack of
//! free blocks in the heap's control block.
//!
//! # Example
//!
//! ```
//! use hognose_alloc::{Config, Domain, PrivateHeap};
//!
//! let heap = PrivateHeap::new(Config::default().limit(1 << 20))?;
//! let block = heap.alloc(100, Domain::Object)?;
//! // SAFETY: the block was allocated from this heap with this size and domain.
//! unsafe { heap.dealloc(block, 100, Domain::Object) };
//! assert_eq!(heap.live_blocks(), 0);
//! assert!(heap.alloc(2 << 20, Domain::Mem).is_err());
//! # Ok::<(), hognose_alloc::AllocError>(())
//! ```

mod arena;
mod check;
pub mod client;
mod config;
mod debug;
mod error;
mod heap;
mod large;
mod layout;
mod limit;
mod magazine;
mod pool;
mod slots;
mod source;
mod stack;
mod stats;
mod walk;

pub use arena::ArenaView;
pub use check::CheckError;
pub use client::{CLIENT_BITMAPS, client_bit_clear, client_bit_set, client_bit_test, client_bit_test_set};
pub use config::{Config, Domain};
pub use debug::{Fault, FaultHook, FaultKind};
pub use error::AllocError;
pub use heap::{ArenaHold, PinnedHeap, PrivateHeap};
pub use layout::{ARENA_BYTES, GRANULE_BYTES, PAGE_BYTES, POOL_BYTES, SMALL_MAX};
pub use limit::Charge;
pub use source::ArenaSource;
#[cfg(unix)]
pub use source::MmapSource;
pub use source::StdSource;
pub use stack::StackReservation;
pub use stats::{ClassStats, LargeStats, Stats};
