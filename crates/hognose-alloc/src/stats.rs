//! Statistics: counts of blocks, pools and bytes, by size class and domain.
//!
//! Blocks in magazines are free blocks to everyone outside the allocator.

use crate::config::Domain;
use crate::heap::PrivateHeap;
use crate::layout::{CLASS, CLASSES};
use crate::magazine::{MAGAZINES, magazine_index};

/// A heap's figures at one moment. Bytes unless the name says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stats {
    /// Address space of arenas, mappings and stacks.
    pub mapped_bytes: usize,
    /// What counts against the limit.
    pub committed_bytes: usize,
    /// Most ever committed since the peak was reset.
    pub peak_committed_bytes: usize,
    /// Blocks in use, by their true sizes.
    pub live_bytes: usize,
    /// Number of blocks in use.
    pub live_blocks: usize,
}

impl PrivateHeap {
    /// Number of blocks in use.
    pub fn live_blocks(&self) -> usize {
        let small: usize = (0..MAGAZINES).map(|index| self.live_of(index)).sum();
        small + self.large.iter().map(|(count, _)| count.get()).sum::<usize>()
    }

    /// Bytes of the blocks in use, by their true sizes.
    pub fn live_bytes(&self) -> usize {
        Domain::ALL.iter().map(|&domain| self.live_bytes_in(domain)).sum()
    }

    /// Bytes of the blocks in use in one domain.
    pub fn live_bytes_in(&self, domain: Domain) -> usize {
        let small: usize = (0..CLASSES)
            .map(|class| self.live_of(magazine_index(class, domain)) * CLASS[class].block_bytes as usize)
            .sum();
        small + self.large[domain as usize].1.get()
    }

    fn live_of(&self, index: usize) -> usize {
        self.used_blocks[index].get() - self.magazines[index].len.get() as usize
    }

    /// All figures.
    pub fn stats(&self) -> Stats {
        Stats {
            mapped_bytes: self.mapped_bytes.get(),
            committed_bytes: self.committed_bytes(),
            peak_committed_bytes: self.peak_committed_bytes(),
            live_bytes: self.live_bytes(),
            live_blocks: self.live_blocks(),
        }
    }
}
