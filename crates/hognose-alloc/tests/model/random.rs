//! The model of the allocator: random operations on a map of live blocks. Verified after each: no overlap, alignment,
//! counts; now and then: contents, accounting, `check()`, enumeration. At the end nothing may be left.
//!
//! Shared by the tests here and by the fuzzer of the workspace's benchmarks.

use std::collections::BTreeMap;
use std::ptr::NonNull;

use hognose_alloc::{Config, Domain, PrivateHeap};

struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() >> 11) as usize % n
    }

    fn size(&mut self) -> usize {
        match self.below(100) {
            0..60 => self.below(300),
            60..80 => self.below(1100),
            80..92 => self.below(9000),
            92..97 => self.below(70_000),
            97..99 => self.below(600_000),
            _ => self.below(3_000_000),
        }
    }
}

struct Block {
    pointer: NonNull<u8>,
    size: usize,
    domain: Domain,
    fill: u8,
}

/// Writes and checks only the ends of long blocks.
fn ends(size: usize) -> impl Iterator<Item = usize> {
    (0..size.min(64)).chain(size.saturating_sub(64).max(64)..size)
}

impl Block {
    fn fill(&self) {
        for i in ends(self.size) {
            // SAFETY: `i` is inside the block.
            unsafe { self.pointer.add(i).write(self.fill) };
        }
    }

    fn verify(&self, up_to: usize) {
        for i in ends(self.size).filter(|&i| i < up_to) {
            // SAFETY: `i` is inside the block.
            assert_eq!(unsafe { self.pointer.add(i).read() }, self.fill, "contents lost");
        }
    }
}

/// Runs `steps` operations from a seed, which must not be 0, on a heap of its own. Panics at the first lie.
pub fn run(config: Config, seed: u64, steps: usize, max_blocks: usize) {
    let heap = PrivateHeap::new(config).unwrap();
    let mut rng = Rng(seed);
    let mut blocks: Vec<Block> = Vec::new();
    let mut ranges: BTreeMap<usize, usize> = BTreeMap::new();
    for step in 0..steps {
        let roll = rng.below(100);
        if roll < 45 && blocks.len() < max_blocks {
            let size = rng.size();
            let domain = Domain::ALL[rng.below(3)];
            let before = (heap.live_blocks(), heap.live_bytes());
            let zeroed = rng.below(8) == 0;
            let result = if zeroed { heap.alloc_zeroed(size, domain) } else { heap.alloc(size, domain) };
            let Ok(pointer) = result else {
                assert!(heap.limit().is_some());
                assert_eq!((heap.live_blocks(), heap.live_bytes()), before);
                continue;
            };
            assert_eq!(pointer.addr().get() % 16, 0);
            if zeroed {
                for i in ends(size) {
                    // SAFETY: inside the block.
                    assert_eq!(unsafe { pointer.add(i).read() }, 0);
                }
            }
            let start = pointer.addr().get();
            let end = start + size.max(1);
            if let Some((_, &last_end)) = ranges.range(..end).next_back() {
                assert!(last_end <= start, "blocks overlap");
            }
            ranges.insert(start, end);
            // SAFETY: a live block.
            unsafe {
                assert!(PrivateHeap::block_size(pointer) >= size);
                assert_eq!(PrivateHeap::of(pointer).as_ptr().cast_const(), &raw const *heap);
                if !heap.is_debug() {
                    let usable = PrivateHeap::usable_size(size);
                    assert_eq!(PrivateHeap::block_size(pointer), usable);
                }
                let inside = pointer.add(size.min(500_000) / 2);
                assert_eq!(PrivateHeap::block_of(inside).0, pointer);
            }
            let block = Block { pointer, size, domain, fill: rng.next() as u8 };
            block.fill();
            blocks.push(block);
        } else if roll < 85 && !blocks.is_empty() {
            let block = blocks.swap_remove(rng.below(blocks.len()));
            block.verify(block.size);
            ranges.remove(&block.pointer.addr().get());
            // SAFETY: live, allocated so.
            unsafe { heap.dealloc(block.pointer, block.size, block.domain) };
        } else if roll < 97 && !blocks.is_empty() {
            let index = rng.below(blocks.len());
            let new = rng.size();
            let block = &mut blocks[index];
            block.verify(block.size);
            // SAFETY: live, allocated so.
            match unsafe { heap.realloc(block.pointer, block.size, new, block.domain) } {
                Ok(pointer) => {
                    ranges.remove(&block.pointer.addr().get());
                    block.pointer = pointer;
                    let start = pointer.addr().get();
                    let end = start + new.max(1);
                    if let Some((_, &last_end)) = ranges.range(..end).next_back() {
                        assert!(last_end <= start, "blocks overlap");
                    }
                    ranges.insert(start, end);
                    if new < block.size {
                        block.size = new;
                        block.fill();
                    } else {
                        block.verify(block.size);
                        block.size = new;
                        block.fill();
                    }
                }
                Err(_) => block.verify(block.size),
            }
        } else if roll == 97 && rng.below(4) == 0 {
            heap.trim();
        } else if roll == 98 && rng.below(10) == 0 {
            let limit = match rng.below(3) {
                0 => None,
                1 => Some(heap.committed_bytes()),
                _ => Some(heap.committed_bytes() + rng.below(4 << 20)),
            };
            heap.set_limit(limit);
        }
        assert_eq!(heap.live_blocks(), blocks.len());
        if step % 512 == 0 {
            for block in &blocks {
                block.verify(block.size);
            }
            let usable: usize = blocks.iter().map(|b| PrivateHeap::usable_size(b.size)).sum();
            if !heap.is_debug() {
                assert_eq!(heap.live_bytes(), usable);
            }
            assert!(heap.committed_bytes() >= usable);
            heap.check().unwrap();
            let stats = heap.stats();
            assert_eq!(stats.accounted_bytes(), stats.mapped_bytes, "{stats}");
            let mut found = 0;
            for domain in Domain::ALL {
                heap.for_each_block(domain, |block, bytes| {
                    found += 1;
                    assert!(ranges[&block.addr().get()] <= block.addr().get() + bytes.max(1));
                });
            }
            assert_eq!(found, blocks.len());
            heap.check().unwrap();
        }
    }
    for block in blocks {
        block.verify(block.size);
        // SAFETY: live, allocated so.
        unsafe { heap.dealloc(block.pointer, block.size, block.domain) };
    }
    heap.trim();
    assert_eq!(heap.live_blocks(), 0);
    assert_eq!(heap.live_bytes(), 0);
    assert_eq!(heap.committed_bytes(), 0);
    assert_eq!(heap.stats().mapped_bytes, 0);
}
