//! Sets of local registers: which locals are surely bound.

/// A set of small numbers; the first 64 need no allocation.
#[derive(Clone, Debug, Default)]
pub(super) struct Bits {
    first: u64,
    more: Vec<u64>,
}

impl Bits {
    pub fn has(&self, bit: u32) -> bool {
        let (word, mask) = (bit / 64, 1u64 << (bit % 64));
        match word {
            0 => self.first & mask != 0,
            _ => self.more.get(word as usize - 1).is_some_and(|bits| bits & mask != 0),
        }
    }

    pub fn set(&mut self, bit: u32) {
        let (word, mask) = (bit / 64, 1u64 << (bit % 64));
        if word == 0 {
            self.first |= mask;
            return;
        }
        let at = word as usize - 1;
        if self.more.len() <= at {
            self.more.resize(at + 1, 0);
        }
        self.more[at] |= mask;
    }

    pub fn clear(&mut self, bit: u32) {
        let (word, mask) = (bit / 64, 1u64 << (bit % 64));
        match word {
            0 => self.first &= !mask,
            _ => {
                if let Some(bits) = self.more.get_mut(word as usize - 1) {
                    *bits &= !mask;
                }
            }
        }
    }

    pub fn intersect(&mut self, other: &Bits) {
        self.first &= other.first;
        self.more.truncate(other.more.len());
        for (bits, more) in self.more.iter_mut().zip(&other.more) {
            *bits &= more;
        }
    }
}
