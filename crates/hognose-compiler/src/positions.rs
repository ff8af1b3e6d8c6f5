//! Source positions of instructions, packed.
//!
//! A position holds from its word up to the next entry's. Entries are deltas in variable-length integers, about five
//! bytes each. Looking one up walks the entries from the start: it is for tracebacks, not for the fast path.

/// Source position of the instructions from `word` up to the next entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub word: u32,
    /// Lines count from 1; 0 = no position.
    pub line: u32,
    pub end_line: u32,
    /// Columns count from 0, in UTF-8 bytes as CPython does.
    pub col: u32,
    pub end_col: u32,
}

/// The positions of a code unit in the order of their words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    bytes: Vec<u8>,
}

impl Positions {
    /// Packs entries, whose words must ascend.
    pub fn pack(entries: &[Position]) -> Positions {
        let mut bytes = Vec::with_capacity(entries.len() * 5);
        let mut last = Position::default();
        for entry in entries {
            put(&mut bytes, entry.word - last.word);
            put_signed(&mut bytes, i64::from(entry.line) - i64::from(last.line));
            put(&mut bytes, entry.col);
            let lines = entry.end_line.saturating_sub(entry.line);
            let cols = i64::from(entry.end_col) - if lines == 0 { i64::from(entry.col) } else { 0 };
            // One number tells both: whether more lines follow, and the column's distance.
            let zigzag = ((cols << 1) ^ (cols >> 63)) as u64;
            put64(&mut bytes, zigzag << 1 | u64::from(lines != 0));
            if lines != 0 {
                put(&mut bytes, lines);
            }
            last = *entry;
        }
        bytes.shrink_to_fit();
        Positions { bytes }
    }

    /// The packed form.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// From the packed form. Nothing is checked: what does not decode ends the list.
    pub fn from_bytes(bytes: Vec<u8>) -> Positions {
        Positions { bytes }
    }

    pub fn iter(&self) -> Iter<'_> {
        Iter { bytes: &self.bytes, at: 0, last: Position::default() }
    }

    /// The position of the instruction at a word, if it has one.
    pub fn find(&self, word: u32) -> Option<Position> {
        let mut found = None;
        for entry in self.iter() {
            if entry.word > word {
                break;
            }
            found = Some(entry);
        }
        found.filter(|entry| entry.line != 0)
    }
}

/// The positions in a packed form that somebody else keeps.
pub fn unpack(bytes: &[u8]) -> Iter<'_> {
    Iter { bytes, at: 0, last: Position::default() }
}

/// Where unpacking stood, to go on from there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mark {
    at: u32,
    /// Word and line of the entry before.
    pub word: u32,
    line: u32,
}

impl<'a> Iter<'a> {
    /// Where the next entry is read.
    pub fn mark(&self) -> Mark {
        Mark { at: self.at as u32, word: self.last.word, line: self.last.line }
    }

    /// Goes on where `mark`, of the same bytes, was taken.
    pub fn resume(bytes: &'a [u8], mark: Mark) -> Iter<'a> {
        let last = Position { word: mark.word, line: mark.line, ..Position::default() };
        Iter { bytes, at: mark.at as usize, last }
    }
}

/// Unpacks positions one by one.
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    bytes: &'a [u8],
    at: usize,
    last: Position,
}

impl Iter<'_> {
    fn take(&mut self) -> Option<u64> {
        let mut value = 0u64;
        let mut shift = 0;
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            value |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
            shift += 7;
        }
    }
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

impl Iterator for Iter<'_> {
    type Item = Position;

    fn next(&mut self) -> Option<Position> {
        let word = self.last.word.wrapping_add(self.take()? as u32);
        let line = (i64::from(self.last.line).wrapping_add(unzigzag(self.take()?))) as u32;
        let col = self.take()? as u32;
        let tail = self.take()?;
        let cols = unzigzag(tail >> 1);
        let (end_line, end_col) = if tail & 1 == 0 {
            (line, i64::from(col).wrapping_add(cols) as u32)
        } else {
            (line.wrapping_add(self.take()? as u32), cols as u32)
        };
        self.last = Position { word, line, end_line, col, end_col };
        Some(self.last)
    }
}

fn put(bytes: &mut Vec<u8>, value: u32) {
    put64(bytes, u64::from(value));
}

fn put_signed(bytes: &mut Vec<u8>, value: i64) {
    put64(bytes, ((value << 1) ^ (value >> 63)) as u64);
}

fn put64(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        let entries = [
            Position { word: 0, line: 1, end_line: 1, col: 0, end_col: 5 },
            Position { word: 3, line: 9, end_line: 12, col: 4, end_col: 1 },
            Position { word: 4, line: 2, end_line: 2, col: 400, end_col: 70000 },
            Position { word: 9, line: 0, end_line: 0, col: 0, end_col: 0 },
        ];
        let packed = Positions::pack(&entries);
        assert_eq!(packed.iter().collect::<Vec<_>>(), entries);
        assert_eq!(packed.find(8), Some(entries[2]));
        assert_eq!(packed.find(10), None);
    }
}
