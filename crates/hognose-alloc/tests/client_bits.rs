//! Client bitmaps against a set of addresses.
#![allow(unsafe_code, clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;

use hognose_alloc::{
    Config, Domain, PrivateHeap, client_bit_claim, client_bit_clear, client_bit_set, client_bit_test,
};

#[test]
fn bits_follow_blocks_of_every_size() {
    let heap = PrivateHeap::new(Config::default()).unwrap();
    let mut expected: [BTreeSet<usize>; 3] = Default::default();
    let mut blocks = Vec::new();
    for i in 0..30_000_usize {
        let size = match i % 1000 {
            0 => 40_000,
            1 if i < 3000 => 900_000,
            _ => 16 + i % 200,
        };
        let block = heap.alloc(size, Domain::Object).unwrap();
        blocks.push((block, size));
        for (k, set) in expected.iter_mut().enumerate() {
            if i % (k + 2) == 0 {
                // SAFETY: a live block.
                unsafe { client_bit_set(block, k) };
                set.insert(block.addr().get());
            }
        }
    }
    for (i, &(block, _)) in blocks.iter().enumerate() {
        for (k, set) in expected.iter_mut().enumerate() {
            // SAFETY: a live block.
            unsafe {
                assert_eq!(client_bit_test(block, k), set.contains(&block.addr().get()));
                if i % 7 == k {
                    client_bit_clear(block, k);
                    set.remove(&block.addr().get());
                }
            }
        }
    }
    for (k, set) in expected.iter().enumerate() {
        for _ in 0..2 {
            let mut seen = BTreeSet::new();
            heap.for_each_set_bit(k, |block| assert!(seen.insert(block.addr().get())));
            assert_eq!(&seen, set);
        }
        assert_eq!(heap.count_bits(k), set.len());
    }
    let mut seen = BTreeSet::new();
    heap.for_each_set_bit_without(0, 1, |block| assert!(seen.insert(block.addr().get())));
    assert_eq!(seen, &expected[0] - &expected[1]);
    // Freeing everything during a walk must not pull an arena from under it.
    let mut count = 0;
    heap.clear_bits(1);
    heap.clear_bits(2);
    let sizes: std::collections::BTreeMap<usize, usize> =
        blocks.iter().map(|&(block, size)| (block.addr().get(), size)).collect();
    heap.take_set_bits(0, |block| {
        count += 1;
        // SAFETY: live, allocated so; no bit is set any more.
        unsafe { heap.dealloc(block, sizes[&block.addr().get()], Domain::Object) };
    });
    assert_eq!(count, expected[0].len());
    assert_eq!(heap.count_bits(0), 0);
    for &(block, size) in &blocks {
        if !expected[0].contains(&block.addr().get()) {
            // SAFETY: live, allocated so.
            unsafe { heap.dealloc(block, size, Domain::Object) };
        }
    }
    heap.trim();
    assert_eq!(heap.committed_bytes(), 0);
}

#[test]
fn bits_work_in_a_mapping_that_is_used_again() {
    let heap = PrivateHeap::new(Config::default()).unwrap();
    let mut blocks = std::collections::BTreeSet::new();
    for round in 0..8 {
        let block = heap.alloc(1_000_000, Domain::Object).unwrap();
        blocks.insert(block.addr().get());
        // SAFETY: a live block; its bit is clear when it is freed.
        unsafe {
            client_bit_set(block, 1);
            assert_eq!(heap.count_bits(1), 1, "round {round}");
            client_bit_clear(block, 1);
            heap.dealloc(block, 1_000_000, Domain::Object);
        }
        heap.check().unwrap();
        assert_eq!(heap.stats().accounted_bytes(), heap.stats().mapped_bytes);
        assert_eq!(heap.live_bytes(), 0);
    }
    assert!(heap.stats().retained_bytes >= 1_000_000, "the mapping is kept");
    heap.trim();
    assert_eq!(heap.committed_bytes(), 0);
}

#[test]
fn claims_are_marks_within_another_bitmap() {
    let heap = PrivateHeap::new(Config::default()).unwrap();
    let blocks: Vec<_> = (0..5000).map(|i| heap.alloc(16 + i % 500, Domain::Object).unwrap()).collect();
    for (i, &block) in blocks.iter().enumerate() {
        if i % 2 == 0 {
            // SAFETY: a live block.
            unsafe { client_bit_set(block, 0) };
        }
    }
    for (i, &block) in blocks.iter().enumerate() {
        // SAFETY: a live block.
        let [first, second] = [(); 2].map(|()| i % 3 == 0 && unsafe { client_bit_claim(block, 0, 1) });
        assert_eq!((first, second), (i % 6 == 0, false), "a block of bitmap 0 is claimed once");
    }
    let mut unclaimed = Vec::new();
    heap.for_each_set_bit_without(0, 1, |block| unclaimed.push(block));
    unclaimed.sort();
    let mut expected: Vec<_> =
        (0..blocks.len()).filter(|i| i % 2 == 0 && i % 6 != 0).map(|i| blocks[i]).collect();
    expected.sort();
    assert_eq!(unclaimed, expected);
    heap.clear_claimed(0, 1);
    // SAFETY: live blocks.
    assert!(blocks.iter().all(|&block| unsafe { !client_bit_test(block, 1) }));
    heap.clear_bits(0);
}
