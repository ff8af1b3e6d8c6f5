//! How many edges lead to each object, for checks: a byte for each place where an object can begin.
//!
//! ```text
//! arena's address -> [u8; 65536]   one for each 16 bytes of the arena; FULL: the rest of the count is in `more`
//! ```
//!
//! It lies outside the private heap, so that a check works at the limit, and takes a sixteenth of the heap.

use std::collections::HashMap;

use hognose_alloc::ARENA_BYTES;

/// Objects begin at multiples of this.
const STEP: usize = 16;
const FULL: u8 = u8::MAX;

/// Counts of edges by the address that they lead to.
pub(crate) struct Edges {
    arenas: HashMap<usize, Box<[u8]>>,
    more: HashMap<usize, u32>,
    targets: usize,
}

impl Edges {
    pub fn new() -> Edges {
        Edges { arenas: HashMap::new(), more: HashMap::new(), targets: 0 }
    }

    fn place(address: usize) -> (usize, usize) {
        (address / ARENA_BYTES, address % ARENA_BYTES / STEP)
    }

    /// One more edge leads to `address`.
    pub fn add(&mut self, address: usize) {
        let (arena, at) = Edges::place(address);
        let counts =
            self.arenas.entry(arena).or_insert_with(|| vec![0; ARENA_BYTES / STEP].into_boxed_slice());
        let count = &mut counts[at];
        if *count == FULL {
            *self.more.entry(address).or_default() += 1;
        } else {
            self.targets += usize::from(*count == 0);
            *count += 1;
        }
    }

    /// Edges that lead to `address`.
    pub fn of(&self, address: usize) -> u32 {
        let (arena, at) = Edges::place(address);
        match self.arenas.get(&arena).map_or(0, |counts| counts[at]) {
            FULL => u32::from(FULL) + self.more.get(&address).copied().unwrap_or(0),
            count => u32::from(count),
        }
    }

    /// How many addresses edges lead to.
    pub fn targets(&self) -> usize {
        self.targets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_go_beyond_a_byte() {
        let mut edges = Edges::new();
        for _ in 0..1000 {
            edges.add(ARENA_BYTES * 3 + 32);
        }
        edges.add(ARENA_BYTES * 5);
        assert_eq!((edges.of(ARENA_BYTES * 3 + 32), edges.of(ARENA_BYTES * 5), edges.of(16)), (1000, 1, 0));
        assert_eq!(edges.targets(), 2);
    }
}
