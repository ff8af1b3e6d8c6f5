//! What the process gives back after a peak. Alone in its process, since it reads the resident size.
#![cfg(target_os = "linux")]
#![allow(unsafe_code, clippy::unwrap_used, reason = "tests")]

use std::ptr::NonNull;

use hognose_alloc::{Config, Domain, PrivateHeap};

fn resident_bytes() -> usize {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap();
    status.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 4096
}

#[test]
fn a_peak_is_given_back_by_frees_alone() {
    const COUNT: usize = 1_000_000;
    for shuffled in [false, true] {
        let heap = PrivateHeap::new(Config::default()).unwrap();
        let mut blocks: Vec<(NonNull<u8>, usize)> = Vec::with_capacity(COUNT);
        // SAFETY: within the capacity; makes the vector resident before the measurement.
        unsafe { blocks.as_mut_ptr().cast::<u8>().write_bytes(1, COUNT * 16) };
        let keep = heap.alloc(48, Domain::Object).unwrap();
        let begin = resident_bytes();
        for i in 0..COUNT {
            let size = 16 + i % 13 * 8;
            let block = heap.alloc(size, Domain::Object).unwrap();
            // SAFETY: inside the block.
            unsafe { block.write_bytes(1, size) };
            blocks.push((block, size));
        }
        let peak = resident_bytes();
        assert!(peak - begin > 60 << 20);
        if shuffled {
            let mut state = 1_u64;
            for i in (1..COUNT).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                blocks.swap(i, (state >> 33) as usize % (i + 1));
            }
        }
        for &(block, size) in &blocks {
            // SAFETY: live, allocated so.
            unsafe { heap.dealloc(block, size, Domain::Object) };
        }
        let end = resident_bytes();
        println!("resident: {begin} -> {peak} -> {end}, shuffled: {shuffled}");
        assert!(end < begin + (2 << 20), "{begin} -> {peak} -> {end}, shuffled: {shuffled}");
        assert_eq!(heap.live_blocks(), 1);
        heap.check().unwrap();
        // SAFETY: live, allocated so.
        unsafe { heap.dealloc(keep, 48, Domain::Object) };
    }
}
