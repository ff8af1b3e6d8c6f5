//! Each debug hook catches the error that it is for.
#![allow(unsafe_code, clippy::unwrap_used, reason = "tests")]

use std::sync::{Arc, Mutex};

use hognose_alloc::{Config, Domain, Fault, FaultKind, PinnedHeap, PrivateHeap};

fn heap() -> (PinnedHeap, Arc<Mutex<Vec<Fault>>>) {
    let faults = Arc::new(Mutex::new(Vec::new()));
    let seen = faults.clone();
    let config =
        Config::default().debug(true).on_fault(move |fault| seen.lock().unwrap().push(fault.clone()));
    (PrivateHeap::new(config).unwrap(), faults)
}

fn only(faults: &Mutex<Vec<Fault>>) -> Fault {
    let mut faults = faults.lock().unwrap();
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.remove(0)
}

const SIZES: [usize; 7] = [0, 1, 40, 1000, 5000, 100_000, 2_000_000];

#[test]
fn clean_use_is_silent() {
    let (heap, faults) = heap();
    for size in SIZES {
        let block = heap.alloc(size, Domain::Mem).unwrap();
        // SAFETY: inside the block.
        unsafe {
            block.write_bytes(7, size);
            heap.check_block(block).unwrap();
            let block = heap.realloc(block, size, size + 100, Domain::Mem).unwrap();
            assert!((0..size).all(|i| block.add(i).read() == 7));
            heap.dealloc(block, size + 100, Domain::Mem);
        }
    }
    heap.check().unwrap();
    assert_eq!(heap.live_blocks(), 0);
    heap.trim();
    assert!(faults.lock().unwrap().is_empty());
    assert_eq!(heap.committed_bytes(), 0);
}

#[test]
fn fresh_and_dead_bytes_show() {
    let (heap, _) = heap();
    let block = heap.alloc(10, Domain::Object).unwrap();
    // SAFETY: inside the block; it waits in quarantine after the free.
    unsafe {
        assert!((0..10).all(|i| block.add(i).read() == 0xCD));
        heap.dealloc(block, 10, Domain::Object);
        assert!((0..10).all(|i| block.add(i).read() == 0xDD));
    }
}

#[test]
fn writes_behind_a_block() {
    for size in SIZES {
        let (heap, faults) = heap();
        let block = heap.alloc(size, Domain::Object).unwrap();
        // SAFETY: the frame's guard bytes are there.
        unsafe {
            block.add(size).write(1);
            assert_eq!(heap.check_block(block).unwrap_err().kind, FaultKind::WriteBehind);
            assert!(heap.check().unwrap_err().to_string().contains("behind"));
            heap.dealloc(block, size, Domain::Object);
        }
        let fault = only(&faults);
        assert_eq!(fault.kind, FaultKind::WriteBehind);
        assert_eq!(fault.offset, Some(size as isize));
        assert_eq!((fault.size, fault.serial), (size, Some(1)));
    }
}

#[test]
fn writes_before_a_block() {
    for offset in 1..=16 {
        let (heap, faults) = heap();
        let block = heap.alloc(24, Domain::Object).unwrap();
        // SAFETY: the frame is there.
        unsafe {
            let byte = block.sub(offset);
            byte.write(if offset == 16 { 200 } else { !byte.read() });
            heap.dealloc(block, 24, Domain::Object);
        }
        assert_eq!(only(&faults).kind, FaultKind::WriteBefore);
    }
}

#[test]
fn writes_after_free() {
    let (heap, faults) = heap();
    let block = heap.alloc(24, Domain::Object).unwrap();
    // SAFETY: the block waits in quarantine.
    unsafe {
        heap.dealloc(block, 24, Domain::Object);
        block.add(5).write(1);
    }
    assert!(heap.check().unwrap_err().to_string().contains("after it was freed"));
    heap.trim();
    let fault = only(&faults);
    assert_eq!((fault.kind, fault.offset), (FaultKind::WriteAfterFree, Some(5)));
}

#[test]
fn double_free() {
    let (heap, faults) = heap();
    let block = heap.alloc(24, Domain::Object).unwrap();
    // SAFETY: misuse that the hook is to find.
    unsafe {
        heap.dealloc(block, 24, Domain::Object);
        heap.dealloc(block, 24, Domain::Object);
    }
    assert_eq!(only(&faults).kind, FaultKind::DoubleFree);
    heap.check().unwrap();
}

#[test]
fn wrong_domain_and_wrong_size() {
    let (heap, faults) = heap();
    let block = heap.alloc(24, Domain::Object).unwrap();
    // SAFETY: misuse that the hook is to find.
    unsafe { heap.dealloc(block, 24, Domain::Mem) };
    let fault = only(&faults);
    assert_eq!((fault.kind, fault.domain), (FaultKind::WrongDomain, Some(Domain::Object)));
    let block = heap.alloc(24, Domain::Object).unwrap();
    // SAFETY: misuse that the hook is to find.
    unsafe { heap.dealloc(block, 2400, Domain::Object) };
    let fault = only(&faults);
    assert_eq!((fault.kind, fault.size), (FaultKind::WrongSize, 24));
    assert_eq!(heap.live_blocks(), 0);
    heap.trim();
    heap.check().unwrap();
    assert_eq!(heap.committed_bytes(), 0);
}
