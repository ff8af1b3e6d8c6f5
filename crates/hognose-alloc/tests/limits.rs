//! The limit, charges, stacks, fail-nth, and what is given back.
#![allow(unsafe_code, clippy::unwrap_used, reason = "tests")]

use std::ptr::NonNull;

use hognose_alloc::{AllocError, Config, Domain, PinnedHeap, PrivateHeap};

fn limited(bytes: usize) -> PinnedHeap {
    PrivateHeap::new(Config::default().limit(bytes)).unwrap()
}

#[test]
fn the_limit_is_met_exactly_and_recovered_from() {
    for limit in [300_000, 1 << 20, (5 << 20) + 12_345] {
        for size in [1, 48, 1000, 5000, 30_000, 300_000] {
            let heap = limited(limit);
            let mut blocks = Vec::new();
            while let Ok(block) = heap.alloc(size, Domain::Mem) {
                blocks.push(block);
                assert!(heap.committed_bytes() <= limit);
            }
            let before = (heap.live_blocks(), heap.live_bytes(), heap.committed_bytes());
            assert_eq!(before.0, blocks.len());
            // Less than one more pool, head and span would have fitted.
            let unit = PrivateHeap::usable_size(size).max(64 << 10) + (64 << 10);
            assert!(limit - before.2 < unit, "{limit} {size} {before:?}");
            for _ in 0..3 {
                assert_eq!(heap.alloc(size, Domain::Mem), Err(AllocError));
            }
            assert_eq!(before, (heap.live_blocks(), heap.live_bytes(), heap.committed_bytes()));
            assert!(heap.peak_committed_bytes() <= limit);
            heap.check().unwrap();
            let half = blocks.len() / 2;
            for block in blocks.drain(half..) {
                // SAFETY: live, allocated so.
                unsafe { heap.dealloc(block, size, Domain::Mem) };
            }
            for _ in half..before.0 {
                blocks.push(heap.alloc(size, Domain::Mem).unwrap());
            }
            assert!(heap.alloc(size, Domain::Mem).is_err());
            for block in blocks {
                // SAFETY: live, allocated so.
                unsafe { heap.dealloc(block, size, Domain::Mem) };
            }
            heap.check().unwrap();
            // Memory freed in one class serves others.
            if limit > 1 << 20 {
                let block = heap.alloc(limit - (100 << 10), Domain::Object).unwrap();
                assert!(heap.committed_bytes() <= limit);
                // SAFETY: live, allocated so.
                unsafe { heap.dealloc(block, limit - (100 << 10), Domain::Object) };
            }
            heap.trim();
            assert_eq!(heap.committed_bytes(), 0);
        }
    }
}

#[test]
fn absurd_requests_are_refused() {
    for heap in [limited(1 << 20), PrivateHeap::new(Config::default()).unwrap()] {
        for size in [usize::MAX, usize::MAX - 15, isize::MAX as usize, 1 << 50] {
            assert_eq!(heap.alloc(size, Domain::Mem), Err(AllocError));
            assert_eq!(heap.alloc_zeroed(size, Domain::Mem), Err(AllocError));
            let block = heap.alloc(2_000, Domain::Mem).unwrap();
            // SAFETY: live, allocated so; a refused realloc leaves it alone.
            unsafe {
                assert_eq!(heap.realloc(block, 2_000, size, Domain::Mem), Err(AllocError));
                heap.dealloc(block, 2_000, Domain::Mem);
            }
        }
        heap.check().unwrap();
        assert!(heap.charge(usize::MAX).is_err() || heap.limit().is_none());
    }
}

#[test]
fn lowering_the_limit_refuses_growth_only() {
    let heap = limited(4 << 20);
    let block = heap.alloc(2 << 20, Domain::Mem).unwrap();
    heap.set_limit(Some(1 << 20));
    assert!(heap.alloc(10, Domain::Mem).is_err());
    // SAFETY: live, allocated so.
    unsafe { heap.dealloc(block, 2 << 20, Domain::Mem) };
    assert!(heap.alloc(10, Domain::Mem).is_ok());
    heap.set_limit(None);
    assert_eq!(heap.limit(), None);
}

#[test]
fn charges_count_and_end() {
    let heap = limited(1 << 20);
    let mut charge = heap.charge(1 << 19).unwrap();
    assert!(charge.resize((1 << 20) + 1).is_err());
    assert_eq!(charge.bytes(), 1 << 19);
    charge.resize(1 << 20).unwrap();
    assert!(heap.alloc(1, Domain::Raw).is_err());
    charge.resize(100).unwrap();
    assert!(heap.alloc(1, Domain::Raw).is_ok());
    assert_eq!(heap.stats().charged_bytes, 100);
    drop(charge);
    assert_eq!(heap.stats().charged_bytes, 0);
    heap.check().unwrap();
}

#[test]
fn stacks_commit_in_steps() {
    let heap = limited(1 << 20);
    let stack = heap.reserve_stack(64 << 20).unwrap();
    assert_eq!((stack.reserved(), stack.committed()), (64 << 20, 0));
    assert_eq!(heap.committed_bytes(), 0);
    stack.commit_to(100_000).unwrap();
    assert!(stack.committed() >= 100_000);
    assert_eq!(heap.committed_bytes(), stack.committed());
    // SAFETY: committed.
    unsafe { stack.base().write_bytes(1, 100_000) };
    assert!(stack.commit_to(2 << 20).is_err());
    assert!(stack.commit_to(usize::MAX).is_err());
    heap.check().unwrap();
    stack.decommit_above(5_000);
    assert_eq!(heap.committed_bytes(), 8192);
    assert_eq!(heap.stats().accounted_bytes(), heap.stats().mapped_bytes);
    // The stack may outlive its heap's owner.
    drop(heap);
    stack.commit_to(8192).unwrap();
    drop(stack);
}

/// A fixed sequence of all kinds of requests; frees what it got.
fn script(heap: &PrivateHeap) -> Result<(), AllocError> {
    let mut live: Vec<(NonNull<u8>, usize)> = Vec::new();
    let mut run = || {
        for size in [10, 10, 700, 3000, 30_000, 40_000, 600_000] {
            let mut block = heap.alloc(size, Domain::Mem)?;
            live.push((block, size));
            for new in [size * 2, size * 8, size / 2 + 1] {
                let (_, old) = live.pop().unwrap();
                // SAFETY: live, allocated so.
                match unsafe { heap.realloc(block, old, new, Domain::Mem) } {
                    Ok(moved) => block = moved,
                    Err(error) => {
                        live.push((block, old));
                        return Err(error);
                    }
                }
                live.push((block, new));
            }
            live.push((heap.alloc_zeroed(size, Domain::Mem)?, size));
        }
        let _charge = heap.charge(1000)?;
        let stack = heap.reserve_stack(1 << 20)?;
        stack.commit_to(4096)
    };
    let result = run();
    for (block, size) in live {
        // SAFETY: live, allocated so.
        unsafe { heap.dealloc(block, size, Domain::Mem) };
    }
    result
}

#[test]
fn every_request_can_fail() {
    for debug in [false, true] {
        let heap = PrivateHeap::new(Config::default().debug(debug)).unwrap();
        let mut n = 1;
        loop {
            heap.fail_nth(Some(n));
            let result = script(&heap);
            let failed = heap.has_failed();
            heap.fail_nth(None);
            heap.check().unwrap();
            assert_eq!(heap.live_blocks(), 0, "request {n}");
            assert_eq!(heap.stats().charged_bytes, 0);
            heap.trim();
            assert_eq!(heap.committed_bytes(), 0, "request {n}");
            if result.is_ok() {
                // A span that cannot grow in place still moves.
                if !failed {
                    break;
                }
            } else {
                assert!(failed);
            }
            n += 1;
        }
        assert!(n > 30, "only {n} requests");
        heap.fail_from(Some(1));
        assert!(heap.alloc(1, Domain::Raw).is_err());
        assert!(heap.alloc(1, Domain::Raw).is_err());
        heap.fail_from(None);
        script(&heap).unwrap();
    }
}

#[test]
fn check_can_fail() {
    let heap = limited(1 << 20);
    heap.alloc(10, Domain::Raw).unwrap();
    heap.check().unwrap();
    heap.inject_wrong_total();
    let error = heap.check().unwrap_err().to_string();
    assert!(error.contains("16 bytes") && error.contains("counted as used"), "{error}");
}
