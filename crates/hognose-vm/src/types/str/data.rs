//! How the characters of a string lie in memory, and generic access to them.
//!
//! Does not allocate and knows no objects: slices in, slices and positions out.
//!
//! # Invariants
//! D1: a string uses the narrowest kind that fits all its characters (make.rs narrows), so that equal
//! strings have equal kinds and equal bytes.

/// The characters of a string, 1, 2 or 4 bytes each. Kind 1 is latin-1.
#[derive(Clone, Copy, Debug)]
pub enum StrData<'a> {
    One(&'a [u8]),
    Two(&'a [u16]),
    Four(&'a [u32]),
}

/// A storage unit that holds one whole character.
pub trait Unit: Copy + Eq + Ord + bytemuck::Pod + Into<u32> {
    const KIND: u8;
    /// The character as a unit of this width, if it fits.
    fn of(c: u32) -> Option<Self>;
    fn wrap(units: &[Self]) -> StrData<'_>;
}

impl Unit for u8 {
    const KIND: u8 = 1;
    #[inline(always)]
    fn of(c: u32) -> Option<u8> {
        u8::try_from(c).ok()
    }
    #[inline(always)]
    fn wrap(units: &[u8]) -> StrData<'_> {
        StrData::One(units)
    }
}
impl Unit for u16 {
    const KIND: u8 = 2;
    #[inline(always)]
    fn of(c: u32) -> Option<u16> {
        u16::try_from(c).ok()
    }
    #[inline(always)]
    fn wrap(units: &[u16]) -> StrData<'_> {
        StrData::Two(units)
    }
}
impl Unit for u32 {
    const KIND: u8 = 4;
    #[inline(always)]
    fn of(c: u32) -> Option<u32> {
        Some(c)
    }
    #[inline(always)]
    fn wrap(units: &[u32]) -> StrData<'_> {
        StrData::Four(units)
    }
}

/// Runs `$body` with `$u` bound to the slice of units, whatever their width.
#[macro_export]
#[doc(hidden)]
macro_rules! with_units {
    ($data:expr, $u:ident => $body:expr) => {
        match $data {
            $crate::types::str::StrData::One($u) => $body,
            $crate::types::str::StrData::Two($u) => $body,
            $crate::types::str::StrData::Four($u) => $body,
        }
    };
}
pub use crate::with_units;

impl<'a> StrData<'a> {
    #[inline]
    pub fn len(&self) -> usize {
        with_units!(self, u => u.len())
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn kind(&self) -> u8 {
        match self {
            StrData::One(_) => 1,
            StrData::Two(_) => 2,
            StrData::Four(_) => 4,
        }
    }

    /// The character at `i`, which must be in range.
    #[inline]
    pub fn at(&self, i: usize) -> u32 {
        match self {
            StrData::One(u) => u[i] as u32,
            StrData::Two(u) => u[i] as u32,
            StrData::Four(u) => u[i],
        }
    }

    /// Characters `start..end`.
    #[inline]
    pub fn slice(&self, start: usize, end: usize) -> StrData<'a> {
        match self {
            StrData::One(u) => StrData::One(&u[start..end]),
            StrData::Two(u) => StrData::Two(&u[start..end]),
            StrData::Four(u) => StrData::Four(&u[start..end]),
        }
    }

    #[inline]
    pub fn chars(&self) -> Chars<'a> {
        Chars { data: *self, front: 0, back: self.len() }
    }

    /// The largest character; 0 for no characters.
    pub fn max_char(&self) -> u32 {
        match self {
            StrData::One(u) => {
                if u.is_ascii() {
                    u.iter().copied().next().map_or(0, |_| 0x7f)
                } else {
                    0xff
                }
            }
            // The bits of all characters together tell the kind, which is what callers want.
            StrData::Two(u) => u.iter().fold(0, |a, &c| a | c) as u32,
            StrData::Four(u) => u.iter().copied().max().unwrap_or(0),
        }
    }

    /// Copies the characters to units at least as wide as every character.
    pub fn copy_to<U: Unit>(&self, out: &mut [U]) {
        with_units!(self, u => {
            for (to, &from) in out.iter_mut().zip(u.iter()) {
                // A caller that picked the width by `max_char` never sees the replacement.
                *to = U::of(from.into()).unwrap_or_else(U::zeroed);
            }
        })
    }

    /// Writes the characters as units of `kind` bytes into raw storage.
    pub fn copy_to_kind(&self, kind: u8, out: &mut [u8]) {
        match (self, kind) {
            (StrData::One(u), 1) => out[..u.len()].copy_from_slice(u),
            (_, 1) => self.copy_to::<u8>(out),
            (StrData::Two(u), 2) => out[..u.len() * 2].copy_from_slice(bytemuck::cast_slice(u)),
            (_, 2) => self.copy_to::<u16>(bytemuck::cast_slice_mut(out)),
            (StrData::Four(u), _) => out[..u.len() * 4].copy_from_slice(bytemuck::cast_slice(u)),
            (_, _) => self.copy_to::<u32>(bytemuck::cast_slice_mut(out)),
        }
    }

    /// Equal characters, whatever the widths.
    pub fn same_chars(&self, other: &StrData<'_>) -> bool {
        match (self, other) {
            (StrData::One(a), StrData::One(b)) => a == b,
            (StrData::Two(a), StrData::Two(b)) => a == b,
            (StrData::Four(a), StrData::Four(b)) => a == b,
            _ => self.len() == other.len() && self.chars().eq(other.chars()),
        }
    }

    pub fn cmp(&self, other: &StrData<'_>) -> std::cmp::Ordering {
        match (self, other) {
            (StrData::One(a), StrData::One(b)) => a.cmp(b),
            _ => self.chars().cmp(other.chars()),
        }
    }

    /// UTF-8 into a small Rust string; a lone surrogate becomes `?`-like U+FFFD.
    pub fn to_string_lossy(&self) -> String {
        self.chars().map(|c| char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    }
}

/// The kind that holds characters up to `max`.
#[inline]
pub fn kind_for(max: u32) -> u8 {
    match max {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        _ => 4,
    }
}

/// Code points of a string, from both ends.
#[derive(Clone, Debug)]
pub struct Chars<'a> {
    data: StrData<'a>,
    front: usize,
    back: usize,
}

impl Iterator for Chars<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.front >= self.back {
            return None;
        }
        let c = self.data.at(self.front);
        self.front += 1;
        Some(c)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.back - self.front;
        (n, Some(n))
    }
}

impl DoubleEndedIterator for Chars<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u32> {
        if self.front >= self.back {
            return None;
        }
        self.back -= 1;
        Some(self.data.at(self.back))
    }
}

impl ExactSizeIterator for Chars<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_agree() {
        let (one, two, four) = ([97u8, 233], [97u16, 233], [97u32, 233]);
        let (one, two, four) = (StrData::One(&one), StrData::Two(&two), StrData::Four(&four));
        assert!(one.same_chars(&two) && two.same_chars(&four));
        assert!(one.cmp(&four).is_eq());
        let mut out = [0u8; 4];
        four.copy_to_kind(1, &mut out[..2]);
        assert_eq!(out[..2], [97, 233]);
        assert_eq!(four.chars().rev().collect::<Vec<_>>(), [233, 97]);
        assert_eq!((kind_for(0xff), kind_for(0x100), kind_for(0x10000)), (1, 2, 4));
    }
}
