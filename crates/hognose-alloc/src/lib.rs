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
//! What it promises:
//!
//! - **An exact limit.** [`Config::limit`] bounds the *committed* bytes: heads, pools, large blocks, retained empty pools,
//!   [charges](PrivateHeap::charge) for foreign memory, [stacks](PrivateHeap::reserve_stack). Over it, [`AllocError`], and
//!   nothing else has happened.
//! - **True figures.** [`PrivateHeap::stats`] accounts for every byte mapped; [`PrivateHeap::check`] proves it.
//! - **Memory given back.** Empty pools go back to the system while blocks are freed, not only whole arenas.
//! - **Testable failure.** [`PrivateHeap::fail_nth`] makes any request fail.
//! - **Debug hooks.** [`Config::debug`] frames every block with guard bytes: see [`FaultKind`] for what they catch.
//!
//! # Blocks
//!
//! ```
//! use hognose_alloc::{Config, Domain, PrivateHeap};
//!
//! let heap = PrivateHeap::new(Config::default().limit(1 << 20))?;
//! let block = heap.alloc(100, Domain::Object)?;
//! assert_eq!(PrivateHeap::usable_size(100), 112);
//! // SAFETY: a live block of this heap; freed with the size and domain it was allocated with.
//! unsafe {
//!     assert_eq!(PrivateHeap::block_size(block), 112);
//!     assert!(std::ptr::eq(PrivateHeap::of(block).as_ptr(), &*heap));
//!     let block = heap.realloc(block, 100, 5000, Domain::Object)?;
//!     heap.dealloc(block, 5000, Domain::Object);
//! }
//! assert_eq!(heap.live_blocks(), 0);
//! assert!(heap.alloc(2 << 20, Domain::Mem).is_err());
//! # Ok::<(), hognose_alloc::AllocError>(())
//! ```
//!
//! # Every byte accounted for
//!
//! ```
//! use hognose_alloc::{Config, Domain, PrivateHeap};
//!
//! let heap = PrivateHeap::new(Config::default())?;
//! let blocks: Vec<_> = (0..1000).map(|_| heap.alloc(48, Domain::Object)).collect::<Result<_, _>>()?;
//! let stats = heap.stats();
//! assert_eq!((stats.live_blocks, stats.live_bytes), (1000, 48_000));
//! assert_eq!(stats.accounted_bytes(), stats.mapped_bytes);
//! println!("{stats}");
//!
//! for block in blocks {
//!     // SAFETY: allocated so above.
//!     unsafe { heap.dealloc(block, 48, Domain::Object) };
//! }
//! heap.check().expect("the accounting holds");
//! heap.trim();
//! assert_eq!(heap.committed_bytes(), 0);
//! # Ok::<(), hognose_alloc::AllocError>(())
//! ```
//!
//! # Bits beside blocks
//!
//! ```
//! use hognose_alloc::{Config, Domain, PrivateHeap, client_bit_set, client_bit_test};
//!
//! let heap = PrivateHeap::new(Config::default())?;
//! let small = heap.alloc(32, Domain::Object)?;
//! let large = heap.alloc(3_000_000, Domain::Object)?;
//! // SAFETY: live blocks of a heap.
//! unsafe {
//!     client_bit_set(small, 2);
//!     client_bit_set(large, 2);
//!     assert!(client_bit_test(large, 2) && !client_bit_test(large, 1));
//! }
//! let mut found = Vec::new();
//! heap.take_set_bits(2, |block| found.push(block));
//! found.sort();
//! let mut expected = vec![small, large];
//! expected.sort();
//! assert_eq!(found, expected);
//! # Ok::<(), hognose_alloc::AllocError>(())
//! ```
//!
//! # Walking failures
//!
//! ```
//! use hognose_alloc::{Config, Domain, PrivateHeap};
//!
//! let heap = PrivateHeap::new(Config::default())?;
//! heap.fail_nth(Some(2));
//! assert!(heap.alloc(10, Domain::Raw).is_ok());
//! assert!(heap.alloc(10, Domain::Raw).is_err());
//! assert!(heap.alloc(10, Domain::Raw).is_ok());
//! heap.fail_nth(None);
//! # Ok::<(), hognose_alloc::AllocError>(())
//! ```
//!
//! # What the types forbid
//!
//! A heap may move to another thread, but two threads cannot use it at once:
//!
//! ```compile_fail,E0277
//! # use hognose_alloc::{Config, PrivateHeap};
//! let heap = PrivateHeap::new(Config::default()).unwrap();
//! std::thread::scope(|scope| {
//!     scope.spawn(|| heap.live_blocks());
//! });
//! ```
//!
//! A stack shares its heap's counters, and stays on its thread:
//!
//! ```compile_fail,E0277
//! # use hognose_alloc::{Config, PrivateHeap};
//! let heap = PrivateHeap::new(Config::default()).unwrap();
//! let stack = heap.reserve_stack(1 << 20).unwrap();
//! std::thread::spawn(move || stack.commit_to(4096));
//! ```
//!
//! A charge does not outlive its heap:
//!
//! ```compile_fail,E0505
//! # use hognose_alloc::{Config, PrivateHeap};
//! let heap = PrivateHeap::new(Config::default()).unwrap();
//! let charge = heap.charge(1000).unwrap();
//! drop(heap);
//! drop(charge);
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
pub use client::{
    CLIENT_BITMAPS, client_bit_claim, client_bit_clear, client_bit_set, client_bit_test, client_bit_test_set,
    client_bits_clear_all,
};
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
