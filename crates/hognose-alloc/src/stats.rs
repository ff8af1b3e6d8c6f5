//! Statistics: counts of blocks, pools and bytes, by size class and domain, and the table printed from them.
//!
//! Blocks in magazines and in quarantine are free blocks to everyone outside the allocator.
//!
//! # Invariants
//! - T1: every byte mapped is in one row: [`Stats::accounted_bytes`] equals [`Stats::mapped_bytes`].

use std::fmt;

use crate::arena::{ArenaRef, HEAD_BYTES};
use crate::config::Domain;
use crate::heap::PrivateHeap;
use crate::layout::{CLASS, CLASSES, LARGE, POOL_BYTES};
use crate::magazine::{MAGAZINES, magazine_index};
use crate::walk::for_each_pool;

/// A size class of one domain at one moment. Only classes with pools are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClassStats {
    /// The domain.
    pub domain: Domain,
    /// Bytes of a block.
    pub block_bytes: usize,
    /// Pools taken.
    pub pools: usize,
    /// Bytes of those pools.
    pub pool_bytes: usize,
    /// Blocks in use.
    pub live_blocks: usize,
    /// Free blocks in the magazine.
    pub magazine_blocks: usize,
    /// Blocks that came back to their pools.
    pub free_blocks: usize,
    /// Blocks never handed out.
    pub uncarved_blocks: usize,
    /// Bytes of the pools that no block fits into.
    pub tail_bytes: usize,
}

/// Large blocks of one domain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LargeStats {
    /// Blocks in use.
    pub blocks: usize,
    /// Their true sizes.
    pub bytes: usize,
}

/// A heap's figures at one moment. Its `Display` is a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stats {
    /// Address space of arenas, mappings and stacks.
    pub mapped_bytes: usize,
    /// Most ever mapped since the peak was reset.
    pub peak_mapped_bytes: usize,
    /// What counts against the limit.
    pub committed_bytes: usize,
    /// Most ever committed since the peak was reset.
    pub peak_committed_bytes: usize,
    /// The limit, if there is one.
    pub limit_bytes: Option<usize>,
    /// Bytes in physical memory, where the source can tell.
    pub resident_bytes: Option<usize>,
    /// Blocks in use, by their true sizes.
    pub live_bytes: usize,
    /// Number of blocks in use.
    pub live_blocks: usize,
    /// Bytes of the blocks in use in each domain, by [`Domain`]'s number.
    pub domain_bytes: [usize; 3],
    /// Heads of arenas and mappings.
    pub head_bytes: usize,
    /// Taken pools and large blocks.
    pub used_bytes: usize,
    /// Empty pools and released mappings that were not given back yet.
    pub retained_bytes: usize,
    /// Address space without memory behind it.
    pub uncommitted_bytes: usize,
    /// Foreign memory charged to the heap.
    pub charged_bytes: usize,
    /// Committed bytes of stack reservations.
    pub stack_bytes: usize,
    /// Address space of stack reservations.
    pub stack_reserved_bytes: usize,
    /// Blocks that debug hooks keep from reuse.
    pub quarantine_blocks: usize,
    /// Arenas mapped.
    pub arenas: usize,
    /// Arenas ever mapped.
    pub arenas_mapped: usize,
    /// Mappings of large blocks.
    pub mappings: usize,
    /// Requests that the limit or the fail-nth knob refused.
    pub refused_requests: usize,
    /// Size classes with pools.
    pub classes: Vec<ClassStats>,
    /// Large blocks of each domain.
    pub large: [LargeStats; 3],
}

impl Stats {
    /// The sum of all parts: it equals [`mapped_bytes`](Stats::mapped_bytes).
    pub fn accounted_bytes(&self) -> usize {
        let pools: usize = self
            .classes
            .iter()
            .map(|class| {
                let blocks =
                    class.live_blocks + class.magazine_blocks + class.free_blocks + class.uncarved_blocks;
                blocks * class.block_bytes + class.tail_bytes
            })
            .sum();
        let large: usize = self.large.iter().map(|large| large.bytes).sum();
        pools + large + self.head_bytes + self.retained_bytes + self.uncommitted_bytes + self.stack_bytes
    }

    /// Number of pools taken.
    pub fn pools(&self) -> usize {
        self.classes.iter().map(|class| class.pools).sum()
    }
}

impl PrivateHeap {
    /// Number of blocks in use.
    pub fn live_blocks(&self) -> usize {
        let small: usize = (0..MAGAZINES).map(|index| self.live_of(index)).sum();
        let waiting = self.debug.as_ref().map_or(0, |state| state.waiting_blocks.get());
        small + self.large.iter().map(|(count, _)| count.get()).sum::<usize>() - waiting
    }

    /// Bytes of the blocks in use, by their true sizes (with debug hooks on, frames included).
    pub fn live_bytes(&self) -> usize {
        let waiting = self.debug.as_ref().map_or(0, |state| state.waiting_bytes.get());
        Domain::ALL.iter().map(|&domain| self.live_bytes_in(domain)).sum::<usize>() - waiting
    }

    /// Bytes of the blocks in use in one domain (with debug hooks on, those in quarantine included).
    pub fn live_bytes_in(&self, domain: Domain) -> usize {
        let small: usize = (0..CLASSES)
            .map(|class| self.live_of(magazine_index(class, domain)) * CLASS[class].block_bytes as usize)
            .sum();
        small + self.large[domain as usize].1.get()
    }

    fn live_of(&self, index: usize) -> usize {
        // Saturates so that a wrong total can be reported instead of failing here.
        self.used_blocks[index].get().saturating_sub(self.magazines[index].len.get() as usize)
    }

    /// Bytes of the heap's arenas, mappings and charges that are in physical memory, where the source can tell.
    pub fn resident_bytes(&self) -> Option<usize> {
        let mut sum = Some(self.stack_bytes.get());
        let mut add = |arena: ArenaRef| {
            let bytes = self.source.resident_bytes(arena.base(), arena.head().mapped_bytes.get());
            sum = sum.zip(bytes).map(|(sum, bytes)| sum + bytes);
        };
        self.for_each_arena_ref(&mut add);
        if let Some(arena) = self.mapping_cache.arena.get() {
            add(arena);
        }
        sum
    }

    /// All figures. Walks all pools.
    pub fn stats(&self) -> Stats {
        let mut free_blocks = [0; MAGAZINES];
        let mut uncarved_blocks = [0; MAGAZINES];
        self.for_each_arena_ref(|arena| {
            if arena.is_mapping() {
                return;
            }
            for_each_pool(arena, |pool| {
                let header = pool.header();
                if header.class.get() != LARGE {
                    let index = header.domain.get() as usize * CLASSES + header.class.get() as usize;
                    free_blocks[index] += header.free.get() as usize;
                    uncarved_blocks[index] += (header.capacity.get() - header.carved.get()) as usize;
                }
            });
        });
        let mut classes = Vec::new();
        for domain in Domain::ALL {
            for (class, description) in CLASS.iter().enumerate() {
                let index = magazine_index(class, domain);
                let pools = self.pool_count[index].get();
                if pools == 0 {
                    continue;
                }
                let block_bytes = description.block_bytes as usize;
                let pool_bytes = description.slots as usize * POOL_BYTES;
                classes.push(ClassStats {
                    domain,
                    block_bytes,
                    pools,
                    pool_bytes: pools * pool_bytes,
                    live_blocks: self.live_of(index),
                    magazine_blocks: self.magazines[index].len.get() as usize,
                    free_blocks: free_blocks[index],
                    uncarved_blocks: uncarved_blocks[index],
                    tail_bytes: pools * (pool_bytes - description.capacity as usize * block_bytes),
                });
            }
        }
        let heads = self.arena_count.get() + self.mapping_count.get();
        let large = [0, 1, 2].map(|domain: usize| LargeStats {
            blocks: self.large[domain].0.get(),
            bytes: self.large[domain].1.get(),
        });
        let stack_bytes = self.stack_bytes.get();
        let head_bytes = heads * HEAD_BYTES;
        let retained_bytes = self.retained_bytes.get() + self.mapping_cache.bytes.get();
        let inside = self.used_bytes.get() + retained_bytes + head_bytes + stack_bytes;
        Stats {
            mapped_bytes: self.mapped_bytes.get(),
            peak_mapped_bytes: self.peak_mapped.get(),
            committed_bytes: self.committed_bytes(),
            peak_committed_bytes: self.peak_committed_bytes(),
            limit_bytes: self.limit(),
            resident_bytes: self.resident_bytes(),
            live_bytes: self.live_bytes(),
            live_blocks: self.live_blocks(),
            domain_bytes: Domain::ALL.map(|domain| self.live_bytes_in(domain)),
            head_bytes,
            used_bytes: self.used_bytes.get(),
            retained_bytes,
            uncommitted_bytes: self.mapped_bytes.get().saturating_sub(inside),
            charged_bytes: self.charged_bytes.get(),
            stack_bytes,
            stack_reserved_bytes: self.stack_reserved.get(),
            quarantine_blocks: self.debug.as_ref().map_or(0, |state| state.waiting_blocks.get()),
            arenas: self.arena_count.get(),
            arenas_mapped: self.arenas_mapped.get(),
            mappings: self.mapping_count.get(),
            refused_requests: self.refused.get(),
            classes,
            large,
        }
    }
}

/// A number with its thousands apart.
struct Grouped(usize);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
        for (index, digit) in digits.chars().enumerate() {
            if index != 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        f.pad_integral(true, "", &text)
    }
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "blocks by size class")?;
        writeln!(
            f,
            "  {:<8}{:>8}{:>8}{:>12}{:>12}{:>10}{:>10}{:>10}",
            "domain", "bytes", "pools", "in use", "bytes used", "magazine", "free", "uncarved"
        )?;
        for class in &self.classes {
            writeln!(
                f,
                "  {:<8}{:>8}{:>8}{:>12}{:>12}{:>10}{:>10}{:>10}",
                class.domain.name(),
                class.block_bytes,
                class.pools,
                Grouped(class.live_blocks),
                Grouped(class.live_blocks * class.block_bytes),
                class.magazine_blocks,
                class.free_blocks,
                class.uncarved_blocks,
            )?;
        }
        for (domain, large) in Domain::ALL.iter().zip(&self.large) {
            if large.blocks != 0 {
                writeln!(
                    f,
                    "  {:<8}{:>8}{:>8}{:>12}{:>12}",
                    domain.name(),
                    "large",
                    "",
                    Grouped(large.blocks),
                    Grouped(large.bytes)
                )?;
            }
        }
        let part = |pick: fn(&ClassStats) -> usize| -> usize {
            self.classes.iter().map(|class| pick(class) * class.block_bytes).sum()
        };
        let mut rows = vec![
            ("blocks in use", self.live_bytes),
            ("free in magazines", part(|class| class.magazine_blocks)),
            ("free in pools", part(|class| class.free_blocks)),
            ("never handed out", part(|class| class.uncarved_blocks)),
            ("pool tails", self.classes.iter().map(|class| class.tail_bytes).sum()),
            ("heads", self.head_bytes),
            ("retained, empty", self.retained_bytes),
            ("committed stacks", self.stack_bytes),
            ("address space only", self.uncommitted_bytes),
        ];
        let waiting = part(|class| class.live_blocks)
            + self.large.iter().map(|large| large.bytes).sum::<usize>()
            - self.live_bytes;
        if waiting != 0 {
            rows.insert(1, ("in quarantine", waiting));
        }
        writeln!(f, "mapped bytes")?;
        for (name, bytes) in rows {
            writeln!(f, "  {name:<24}{:>16}", Grouped(bytes))?;
        }
        writeln!(f, "  {:<24}{:>16}", "total", Grouped(self.mapped_bytes))?;
        writeln!(f, "committed bytes")?;
        writeln!(f, "  {:<24}{:>16}", "now", Grouped(self.committed_bytes))?;
        writeln!(f, "  {:<24}{:>16}", "peak", Grouped(self.peak_committed_bytes))?;
        if self.charged_bytes != 0 {
            writeln!(f, "  {:<24}{:>16}", "of which charges", Grouped(self.charged_bytes))?;
        }
        if let Some(limit) = self.limit_bytes {
            writeln!(f, "  {:<24}{:>16}", "limit", Grouped(limit))?;
        }
        if let Some(resident) = self.resident_bytes {
            writeln!(f, "  {:<24}{:>16}", "resident", Grouped(resident))?;
        }
        writeln!(
            f,
            "{} arenas ({} ever mapped), {} pools, {} mappings, {} requests refused",
            self.arenas,
            self.arenas_mapped,
            self.pools(),
            self.mappings,
            self.refused_requests
        )
    }
}
