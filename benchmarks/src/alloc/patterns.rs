//! The loops that every allocator runs.
//!
//! Sizes are 16 to 256 bytes from a table; each block's first word is written. A pattern's figure is the time of the
//! loop divided by the number of pairs of alloc and free, the loop's own cost included.
#![expect(unsafe_code, reason = "raw allocation functions are called")]

use std::collections::BTreeMap;
use std::time::Instant;

pub type Figures = BTreeMap<String, f64>;

pub const PATTERNS: [&str; 6] = ["tight", "LIFO", "FIFO", "random 10k", "random 1M", "burst"];
/// Buffers: microseconds for one.
pub const BUFFERS: [(&str, &str); 4] = [
    ("medium", "1-16 KiB, random 1k"),
    ("span", "100 KiB, written"),
    ("big", "1.6 MB, written"),
    ("growing", "grown to 8 MB"),
];
pub const MEMORY: [(&str, &str); 3] =
    [("full", "1M blocks"), ("thinned", "1 in 10 kept"), ("refilled", "other sizes filled in")];

/// An allocator under test.
///
/// # Safety
/// `alloc` must return null or a new block of at least `size` bytes.
pub unsafe trait Allocator {
    fn alloc(&self, size: usize) -> *mut u8;

    /// # Safety
    /// `block` must be a live block that was allocated with this `size`.
    unsafe fn free(&self, block: *mut u8, size: usize);

    /// # Safety
    /// As for `free`.
    unsafe fn resize(&self, block: *mut u8, old: usize, new: usize) -> *mut u8;
}

struct Rng(u64);

impl Rng {
    #[inline(always)]
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

const SIZES: usize = 4096;

fn sizes(low: usize, high: usize) -> [u32; SIZES] {
    let mut rng = Rng(0x9E37_79B9_7F4A_7C15);
    std::array::from_fn(|_| (low + rng.next() as usize % (high + 1 - low)) as u32)
}

/// Allocates and writes the first word.
#[inline(always)]
fn take(allocator: &impl Allocator, size: u32) -> (*mut u8, u32) {
    let block = allocator.alloc(size as usize);
    if block.is_null() {
        std::process::abort();
    }
    // SAFETY: all sizes are at least 16 bytes.
    unsafe { block.cast::<u64>().write(u64::from(size)) };
    (block, size)
}

#[inline(always)]
fn give(allocator: &impl Allocator, (block, size): (*mut u8, u32)) {
    // SAFETY: the callers give each block once, with its size.
    unsafe { allocator.free(block, size as usize) };
}

/// Least nanoseconds for each of `pairs` over several repetitions.
fn time(repeat: usize, pairs: usize, mut body: impl FnMut()) -> f64 {
    let mut least = f64::INFINITY;
    for _ in 0..repeat {
        let start = Instant::now();
        body();
        least = least.min(start.elapsed().as_nanos() as f64 / pairs as f64);
    }
    least
}

/// What a process measures: memory is read from the resident size, which the timing loops would disturb.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Time,
    Memory,
}

/// Runs one part and prints a line for each figure.
pub fn run(allocator: &impl Allocator, part: Part) {
    let print = |name: &str, value: f64| println!("{name}\t{value}");
    if part == Part::Memory {
        fragmentation(allocator, print);
        return;
    }
    let repeat = 5;
    let table = sizes(16, 256);
    print("tight", time(repeat, 1_000_000, || tight(allocator, &table, 1_000_000)));
    print("LIFO", time(repeat, 1_000_000, || lifo(allocator, &table, 1_000, 1_000)));
    print("FIFO", time(repeat, 1_000_000, || fifo(allocator, &table, 1_000, 1_000_000)));
    for (name, live, pairs) in [("random 10k", 10_000, 1_000_000), ("random 1M", 1_000_000, 3_000_000)] {
        let mut blocks: Vec<_> = (0..live).map(|i| take(allocator, table[i % SIZES])).collect();
        let mut rng = Rng(1);
        random(allocator, &table, &mut blocks, &mut rng, pairs);
        let repeat = if live > 100_000 { repeat.min(3) } else { repeat };
        print(name, time(repeat, pairs, || random(allocator, &table, &mut blocks, &mut rng, pairs)));
        blocks.into_iter().for_each(|block| give(allocator, block));
    }
    print("burst", time(repeat, 1_000_000, || burst(allocator, &table, 100_000, 10)));
    buffers(allocator, print);
}

#[inline(never)]
fn tight(allocator: &impl Allocator, table: &[u32; SIZES], pairs: usize) {
    for i in 0..pairs {
        let block = take(allocator, table[i % SIZES]);
        give(allocator, std::hint::black_box(block));
    }
}

#[inline(never)]
fn lifo(allocator: &impl Allocator, table: &[u32; SIZES], depth: usize, rounds: usize) {
    let mut blocks = Vec::with_capacity(depth);
    for round in 0..rounds {
        for i in 0..depth {
            blocks.push(take(allocator, table[(round + i) % SIZES]));
        }
        while let Some(block) = blocks.pop() {
            give(allocator, block);
        }
    }
}

#[inline(never)]
fn fifo(allocator: &impl Allocator, table: &[u32; SIZES], length: usize, pairs: usize) {
    let mut blocks: Vec<_> = (0..length).map(|i| take(allocator, table[i % SIZES])).collect();
    let mut next = 0;
    for i in 0..pairs {
        give(allocator, blocks[next]);
        blocks[next] = take(allocator, table[i % SIZES]);
        next += 1;
        if next == length {
            next = 0;
        }
    }
    blocks.into_iter().for_each(|block| give(allocator, block));
}

#[inline(never)]
fn random(
    allocator: &impl Allocator,
    table: &[u32; SIZES],
    blocks: &mut [(*mut u8, u32)],
    rng: &mut Rng,
    pairs: usize,
) {
    for _ in 0..pairs {
        let roll = rng.next();
        let place = (((roll >> 32) * blocks.len() as u64) >> 32) as usize;
        give(allocator, blocks[place]);
        blocks[place] = take(allocator, table[roll as usize % SIZES]);
    }
}

#[inline(never)]
fn burst(allocator: &impl Allocator, table: &[u32; SIZES], count: usize, rounds: usize) {
    let mut blocks = Vec::with_capacity(count);
    for round in 0..rounds {
        for i in 0..count {
            blocks.push(take(allocator, table[(round + i) % SIZES]));
        }
        for block in blocks.drain(..) {
            give(allocator, block);
        }
    }
}

/// Writes to each page of a part of a block.
fn touch((block, size): (*mut u8, u32), from: usize) {
    for offset in (from..size as usize).step_by(4096) {
        // SAFETY: inside the block.
        unsafe { block.add(offset).write(1) };
    }
}

fn buffers(allocator: &impl Allocator, print: impl Fn(&str, f64)) {
    let table = sizes(1 << 10, 16 << 10);
    let mut blocks: Vec<_> = (0..1000).map(|i| take(allocator, table[i % SIZES])).collect();
    let mut rng = Rng(1);
    let medium = time(5, 100_000, || random(allocator, &table, &mut blocks, &mut rng, 100_000));
    print("medium", medium / 1000.0);
    blocks.into_iter().for_each(|block| give(allocator, block));
    for (name, size) in [("span", 100 << 10), ("big", 1_600_000)] {
        let figure = time(5, 100, || {
            for _ in 0..100 {
                // The compiler knows malloc and would leave the pair out.
                let block = std::hint::black_box(take(allocator, size));
                touch(block, 0);
                give(allocator, block);
            }
        });
        print(name, figure / 1000.0);
    }
    let growing = time(5, 5, || {
        for _ in 0..5 {
            let mut block = take(allocator, 64);
            while block.1 < 8_000_000 {
                let size = block.1 + block.1 / 8 + 16;
                // SAFETY: the block is live and of that size.
                let moved = unsafe { allocator.resize(block.0, block.1 as usize, size as usize) };
                if moved.is_null() {
                    std::process::abort();
                }
                let from = block.1 as usize;
                block = (moved, size);
                touch(block, from);
            }
            give(allocator, block);
        }
    });
    print("growing", growing / 1000.0);
}

fn resident_bytes() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm")
        .ok()
        .and_then(|text| text.split_whitespace().nth(1)?.parse::<f64>().ok());
    pages.map_or(f64::NAN, |pages| pages * 4096.0)
}

/// Resident bytes beyond those at the start, per byte asked for: full, thinned out, and filled with other sizes.
fn fragmentation(allocator: &impl Allocator, print: impl Fn(&str, f64)) {
    const COUNT: usize = 1_000_000;
    let small = sizes(16, 256);
    let other = sizes(32, 512);
    let mut blocks: Vec<(*mut u8, u32)> = vec![(std::ptr::null_mut(), 1); COUNT];
    let begin = resident_bytes();
    let fill = |(block, size): (*mut u8, u32)| {
        // SAFETY: the block has `size` bytes.
        unsafe { block.write_bytes(1, size as usize) };
        (block, size)
    };
    let live = |blocks: &[(*mut u8, u32)]| -> f64 { blocks.iter().map(|&(_, size)| f64::from(size)).sum() };
    for (i, block) in blocks.iter_mut().enumerate() {
        *block = fill(take(allocator, small[i % SIZES]));
    }
    print("full", (resident_bytes() - begin) / live(&blocks));
    let mut rng = Rng(7);
    let mut kept = 0;
    for i in 0..COUNT {
        if rng.next().is_multiple_of(10) {
            blocks.swap(kept, i);
            kept += 1;
        } else {
            give(allocator, blocks[i]);
        }
    }
    print("thinned", (resident_bytes() - begin) / live(&blocks[..kept]));
    let mut now = kept;
    while now < COUNT / 2 {
        blocks[now] = fill(take(allocator, other[now % SIZES]));
        now += 1;
    }
    print("refilled", (resident_bytes() - begin) / live(&blocks[..now]));
    blocks[..now].iter().for_each(|&block| give(allocator, block));
}
