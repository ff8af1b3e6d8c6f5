//! The checker: walks everything and proves the accounting, or names what lies.
//!
//! Verifies the invariants A3, G1–G4, L4, L6, P1–P3, M1–M4, C1 and, with debug hooks on, every block's guard bytes.
#![expect(unsafe_code, reason = "guard bytes of live blocks are read")]

use std::fmt;

use crate::arena::{ALL_SLOTS, ArenaRef, HEAD_BYTES, HEAD_SLOTS, MAPPING_OFFSET};
use crate::client::CLIENT_BITMAPS;
use crate::config::Domain;
use crate::heap::PrivateHeap;
use crate::layout::{
    ARENA_BYTES, CLASS, CLASSES, GRANULE_BYTES, LARGE, POOL_BYTES, POOL_SHIFT, WORDS_PER_SLOT,
};
use crate::magazine::MAGAZINES;
use crate::pool::PoolRef;
use crate::walk::for_each_pool;

/// What [`PrivateHeap::check`] found wrong first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckError {
    message: String,
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for CheckError {}

macro_rules! ensure {
    ($condition:expr, $($message:tt)+) => {
        if !$condition {
            return Err(CheckError { message: format!($($message)+) });
        }
    };
}

/// Sums over all arenas, to be compared with the heap's counters.
#[derive(Default)]
struct Sums {
    used_blocks: Vec<usize>,
    pools: Vec<usize>,
    listed: Vec<usize>,
    large: [(usize, usize); 3],
    head_bytes: usize,
    mapped_bytes: usize,
    used_bytes: usize,
    retained_bytes: usize,
    spare_bytes: usize,
    arenas: usize,
    empty_arenas: usize,
    mappings: usize,
}

fn describe(pool: PoolRef) -> String {
    let header = pool.header();
    format!(
        "pool at {:#x} (class {}, {} bytes, domain {})",
        pool.base().addr(),
        header.class.get(),
        header.block_bytes.get(),
        header.domain.get()
    )
}

impl PrivateHeap {
    /// Verifies every count against what it counts: blocks in use, free in pools, free in magazines, pools, arenas, large
    /// blocks, committed and mapped bytes. The error names the pool, the magazine or the total that lies.
    pub fn check(&self) -> Result<(), CheckError> {
        let mut sums = Sums {
            used_blocks: vec![0; MAGAZINES],
            pools: vec![0; MAGAZINES],
            listed: vec![0; MAGAZINES],
            ..Sums::default()
        };
        let mut result = Ok(());
        self.for_each_arena_ref(|arena| {
            if result.is_ok() {
                result = self.check_arena(arena, &mut sums);
            }
        });
        result?;
        if let Some(arena) = self.mapping_cache.arena.get() {
            self.check_arena(arena, &mut sums)?;
        }
        self.check_magazines()?;
        self.check_lists(&sums)?;
        self.check_totals(&sums)?;
        self.check_guards()
    }

    fn check_arena(&self, arena: ArenaRef, sums: &mut Sums) -> Result<(), CheckError> {
        let head = arena.head();
        let base = arena.base().addr().get();
        ensure!(head.heap.get() == Some(self.pointer()), "arena {base:#x} belongs to another heap");
        ensure!(base.is_multiple_of(ARENA_BYTES), "arena {base:#x} is not aligned");
        sums.head_bytes += HEAD_BYTES;
        sums.mapped_bytes += head.mapped_bytes.get();
        if arena.is_mapping() {
            sums.mappings += 1;
            sums.spare_bytes += head.spare_bytes.get();
            let bytes = head.block_bytes.get();
            sums.used_bytes += bytes;
            let header = &head.pools[MAPPING_OFFSET >> POOL_SHIFT];
            ensure!(header.class.get() == LARGE, "mapping {base:#x} has no large block");
            ensure!(
                MAPPING_OFFSET + bytes + head.spare_bytes.get() <= head.mapped_bytes.get(),
                "the block of mapping {base:#x} is longer than the mapping"
            );
            if bytes != 0 {
                ensure!(header.large_bytes.get() == bytes, "mapping {base:#x}: two sizes");
                let (count, sum) = &mut sums.large[header.domain.get() as usize];
                *count += 1;
                *sum += bytes;
            }
            return Ok(());
        }
        sums.arenas += 1;
        sums.empty_arenas += usize::from(arena.is_empty());
        let (free, dirty) = (head.free_slots.get(), head.dirty_slots.get());
        ensure!(free & !ALL_SLOTS == 0, "arena {base:#x}: a slot of the head is free");
        ensure!(dirty & !free == 0, "arena {base:#x}: a taken slot is marked as dirty");
        sums.retained_bytes += dirty.count_ones() as usize * POOL_BYTES;
        sums.used_bytes += (ALL_SLOTS & !free).count_ones() as usize * POOL_BYTES;
        let mut result = Ok(());
        for_each_pool(arena, |pool| {
            if result.is_ok() {
                result = check_pool(pool, sums);
            }
        });
        result?;
        for slot in HEAD_SLOTS..64 {
            if free & 1 << slot != 0 {
                let words = &head.free_bits[slot * WORDS_PER_SLOT..][..WORDS_PER_SLOT];
                ensure!(
                    words.iter().all(|word| word.get() == 0),
                    "arena {base:#x}: free slot {slot} has blocks"
                );
            }
        }
        for (k, summary) in head.client.iter().enumerate() {
            for word in 0..head.client_bits.len() / CLIENT_BITMAPS {
                if head.client_bits[word * CLIENT_BITMAPS + k].get() != 0 {
                    ensure!(
                        summary.linked.get()
                            && summary.top.get() & 1 << (word / 64) != 0
                            && summary.words[word / 64].get() & 1 << (word % 64) != 0,
                        "arena {base:#x}: word {word} of client bitmap {k} is missing in its summary"
                    );
                }
            }
        }
        Ok(())
    }

    fn check_magazines(&self) -> Result<(), CheckError> {
        let mut seen = std::collections::HashSet::new();
        for index in 0..MAGAZINES {
            let len = self.magazines[index].len.get() as usize;
            let cap = self.magazines[index].cap.get() as usize;
            let (class, domain) = (index % CLASSES, index / CLASSES);
            ensure!(len <= cap, "magazine of class {class}, domain {domain}: {len} blocks, room for {cap}");
            for slot in &self.magazine_slots[index][..len] {
                let block = std::ptr::NonNull::new(slot.get());
                let Some(block) = block.filter(|block| seen.insert(block.addr())) else {
                    ensure!(
                        false,
                        "magazine of class {class}, domain {domain} holds block {:#x} twice",
                        slot.get().addr()
                    );
                    continue;
                };
                // SAFETY: M1: what stands in a magazine was a block of this heap.
                let arena = unsafe { ArenaRef::of(block) };
                let pool = PoolRef::of(arena, block);
                let header = pool.header();
                let offset = block.addr().get() - pool.base().addr().get();
                let granule = offset / GRANULE_BYTES;
                ensure!(
                    header.class.get() as usize == class && header.domain.get() as usize == domain,
                    "magazine of class {class}, domain {domain} holds block {:#x} of {}",
                    block.addr(),
                    describe(pool)
                );
                ensure!(
                    offset.is_multiple_of(header.block_bytes.get() as usize)
                        && pool.words()[granule / 64].get() & 1 << (granule % 64) == 0,
                    "magazine of class {class}, domain {domain}: {:#x} is no used block of {}",
                    block.addr(),
                    describe(pool)
                );
            }
        }
        Ok(())
    }

    fn check_lists(&self, sums: &Sums) -> Result<(), CheckError> {
        for index in 0..MAGAZINES {
            let mut count = 0;
            let mut next = self.partial[index].first.get();
            while let Some(pool) = next {
                count += 1;
                ensure!(
                    pool.header().listed.get() && pool.has_blocks(),
                    "{} is in its class's list and has no block to give",
                    describe(pool)
                );
                next = pool.header().next.get();
            }
            ensure!(
                count == sums.listed[index],
                "class {}, domain {}: {count} pools in the list, {} say so",
                index % CLASSES,
                index / CLASSES,
                sums.listed[index]
            );
        }
        for (free, bucket) in self.buckets.iter().enumerate() {
            let listed = bucket.get().is_some();
            ensure!(listed == (self.bucket_bits.get() & 1 << free != 0), "bucket {free}: its bit is wrong");
            let mut next = bucket.get();
            while let Some(arena) = next {
                ensure!(
                    arena.head().free_slots.get().count_ones() as usize == free,
                    "arena {:#x} is in bucket {free}",
                    arena.base().addr()
                );
                next = arena.head().bucket.next.get();
            }
        }
        Ok(())
    }

    fn check_totals(&self, sums: &Sums) -> Result<(), CheckError> {
        for index in 0..MAGAZINES {
            let (class, domain) = (index % CLASSES, index / CLASSES);
            let (used, pools) = (self.used_blocks[index].get(), self.pool_count[index].get());
            ensure!(
                used == sums.used_blocks[index],
                "class {class} ({} bytes), domain {domain}: {used} blocks counted as used, pools say {}",
                CLASS[class].block_bytes,
                sums.used_blocks[index]
            );
            ensure!(
                pools == sums.pools[index],
                "class {class}, domain {domain}: {pools} pools counted, {} found",
                sums.pools[index]
            );
        }
        for domain in Domain::ALL {
            let counted = &self.large[domain as usize];
            let counted = (counted.0.get(), counted.1.get());
            let found = sums.large[domain as usize];
            ensure!(
                counted == found,
                "large blocks, domain {}: (count, bytes) {counted:?} counted, {found:?} found",
                domain.name()
            );
        }
        let totals = [
            ("arenas", self.arena_count.get(), sums.arenas),
            ("empty arenas", self.empty_arenas.get(), sums.empty_arenas),
            ("mappings", self.mapping_count.get(), sums.mappings),
            ("used bytes", self.used_bytes.get(), sums.used_bytes),
            ("retained bytes", self.retained_bytes.get(), sums.retained_bytes),
            ("mapped bytes", self.mapped_bytes.get(), sums.mapped_bytes + self.stack_reserved.get()),
            (
                "committed bytes",
                self.committed.get(),
                sums.head_bytes
                    + sums.used_bytes
                    + sums.retained_bytes
                    + sums.spare_bytes
                    + self.charged_bytes.get()
                    + self.stack_bytes.get(),
            ),
        ];
        for (name, counted, found) in totals {
            ensure!(counted == found, "{name}: {counted} counted, {found} found");
        }
        Ok(())
    }

    fn check_guards(&self) -> Result<(), CheckError> {
        if self.debug.is_none() {
            return Ok(());
        }
        let mut result = self.check_quarantine();
        if let Err(fault) = result {
            return Err(CheckError { message: fault.to_string() });
        }
        for domain in Domain::ALL {
            self.for_each_block(domain, |block, _| {
                if result.is_ok() {
                    // SAFETY: a live block.
                    result = unsafe { self.check_block(block) };
                }
            });
        }
        result.map_err(|fault| CheckError { message: fault.to_string() })
    }

    /// Makes a total wrong, so that a test can see `check` fail.
    #[doc(hidden)]
    pub fn inject_wrong_total(&self) {
        self.used_blocks[1].set(self.used_blocks[1].get() + 1);
    }
}

fn check_pool(pool: PoolRef, sums: &mut Sums) -> Result<(), CheckError> {
    let header = pool.header();
    let arena = pool.arena();
    let first = header.first.get() as usize;
    ensure!(pool == PoolRef::new(arena, first), "{}: its first slot is wrong", describe(pool));
    ensure!((header.domain.get() as usize) < 3, "{}: no such domain", describe(pool));
    if header.class.get() == LARGE {
        let slots = header.large_bytes.get() / POOL_BYTES;
        ensure!(header.used.get() == 1 && slots > 0, "{}: a broken span", describe(pool));
        check_slots(pool, first, slots)?;
        let (count, sum) = &mut sums.large[header.domain.get() as usize];
        *count += 1;
        *sum += header.large_bytes.get();
        return Ok(());
    }
    let class = header.class.get() as usize;
    ensure!(class < CLASSES, "{}: no such class", describe(pool));
    let index = header.domain.get() as usize * CLASSES + class;
    let block_bytes = header.block_bytes.get() as usize;
    check_slots(pool, first, header.slots.get() as usize)?;
    ensure!(
        block_bytes == CLASS[class].block_bytes as usize
            && header.capacity.get() == CLASS[class].capacity
            && header.slots.get() == CLASS[class].slots,
        "{}: not the layout of its class",
        describe(pool)
    );
    let (used, free, carved) = (header.used.get(), header.free.get(), header.carved.get());
    ensure!(
        used + free == carved && carved <= header.capacity.get() && used > 0,
        "{}: {used} used and {free} free of {carved} carved blocks",
        describe(pool)
    );
    let mut bits = 0;
    for (index, word) in pool.words().iter().enumerate() {
        let mut word = word.get();
        ensure!(
            word == 0 || first * WORDS_PER_SLOT + index >= header.hint.get() as usize,
            "{}: a free block stands before its hint",
            describe(pool)
        );
        while word != 0 {
            let offset = (index * 64 + word.trailing_zeros() as usize) * GRANULE_BYTES;
            word &= word - 1;
            bits += 1;
            ensure!(
                offset.is_multiple_of(block_bytes) && offset / block_bytes < carved as usize,
                "{}: a free bit at offset {offset}, where no block starts",
                describe(pool)
            );
        }
    }
    ensure!(bits == free, "{}: {free} free blocks counted, {bits} bits set", describe(pool));
    ensure!(
        header.listed.get() == pool.has_blocks(),
        "{}: in its class's list: {}, has blocks to give: {}",
        describe(pool),
        header.listed.get(),
        pool.has_blocks()
    );
    sums.used_blocks[index] += used as usize;
    sums.pools[index] += 1;
    sums.listed[index] += usize::from(header.listed.get());
    Ok(())
}

fn check_slots(pool: PoolRef, first: usize, slots: usize) -> Result<(), CheckError> {
    let head = pool.arena().head();
    ensure!(first + slots <= 64, "{}: reaches beyond its arena", describe(pool));
    for slot in first..first + slots {
        ensure!(
            head.pools[slot].first.get() as usize == first && head.free_slots.get() & 1 << slot == 0,
            "{}: slot {slot} is not its own",
            describe(pool)
        );
    }
    Ok(())
}
