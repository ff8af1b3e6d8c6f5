//! A little of everything, short enough for Miri.
#![allow(unsafe_code, clippy::unwrap_used, reason = "tests")]

use hognose_alloc::{Config, Domain, PrivateHeap, StdSource, client_bit_clear, client_bit_set};

#[test]
fn a_little_of_everything() {
    for debug in [false, true] {
        let heap = PrivateHeap::new(Config::default().source(StdSource).debug(debug)).unwrap();
        let mut blocks = Vec::new();
        for size in [0, 1, 24, 24, 24, 1000, 3000, 40_000] {
            let block = heap.alloc(size, Domain::Object).unwrap();
            // SAFETY: live, inside the block.
            unsafe {
                block.write_bytes(1, size);
                client_bit_set(block, 1);
                assert_eq!(PrivateHeap::of(block).as_ptr().cast_const(), &raw const *heap);
            }
            blocks.push((block, size));
        }
        assert_eq!(heap.count_bits(1), blocks.len());
        for (block, size) in blocks {
            // SAFETY: live, allocated so.
            unsafe {
                client_bit_clear(block, 1);
                let moved = heap.realloc(block, size, size + 500, Domain::Object).unwrap();
                assert_eq!(moved.add(size / 2).read(), if size == 0 { moved.read() } else { 1 });
                heap.dealloc(moved, size + 500, Domain::Object);
            }
        }
        heap.trim();
        assert_eq!((heap.live_blocks(), heap.committed_bytes()), (0, 0));
    }
}
