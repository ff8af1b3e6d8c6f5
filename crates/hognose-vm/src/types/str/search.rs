//! Searching: find from either end, count, in slices of units of any width.
//!
//! Pure: positions in and out. Linear in the worst case: memchr's searchers for bytes, and for wider
//! units a direct scan that gives way to the two-way algorithm for long needles.

use super::data::{StrData, Unit};

/// Needles shorter than this are compared in place at every candidate.
const LONG_NEEDLE: usize = 16;

/// First position of `needle`, which is not empty, in `hay`.
pub fn find_units<U: Unit>(hay: &[U], needle: &[U]) -> Option<usize> {
    let m = needle.len();
    if m > hay.len() {
        return None;
    }
    if U::KIND == 1 {
        let (hay, needle): (&[u8], &[u8]) = (bytemuck::cast_slice(hay), bytemuck::cast_slice(needle));
        return if m == 1 { memchr::memchr(needle[0], hay) } else { memchr::memmem::find(hay, needle) };
    }
    let first = needle[0];
    if m == 1 {
        return hay.iter().position(|&c| c == first);
    }
    if m < LONG_NEEDLE {
        return (0..=hay.len() - m).find(|&i| hay[i] == first && hay[i..i + m] == *needle);
    }
    TwoWay::new(needle).find(hay, needle)
}

/// Last position of `needle`, which is not empty, in `hay`.
pub fn rfind_units<U: Unit>(hay: &[U], needle: &[U]) -> Option<usize> {
    let m = needle.len();
    if m > hay.len() {
        return None;
    }
    if U::KIND == 1 {
        let (hay, needle): (&[u8], &[u8]) = (bytemuck::cast_slice(hay), bytemuck::cast_slice(needle));
        return if m == 1 { memchr::memrchr(needle[0], hay) } else { memchr::memmem::rfind(hay, needle) };
    }
    let first = needle[0];
    if m == 1 {
        return hay.iter().rposition(|&c| c == first);
    }
    if m < LONG_NEEDLE {
        return (0..=hay.len() - m).rev().find(|&i| hay[i] == first && hay[i..i + m] == *needle);
    }
    // The last match is the end of a chain of forward matches; overlaps are part of the chain.
    let searcher = TwoWay::new(needle);
    let mut last = None;
    let mut from = 0;
    while let Some(i) = searcher.find(&hay[from..], needle) {
        last = Some(from + i);
        from += i + searcher.safe_step();
    }
    last
}

/// Crochemore and Perrin's two-way string matching: linear time, constant space.
struct TwoWay {
    critical: usize,
    period: usize,
    periodic: bool,
}

impl TwoWay {
    fn new<U: Unit>(needle: &[U]) -> TwoWay {
        let (a, pa) = maximal_suffix(needle, false);
        let (b, pb) = maximal_suffix(needle, true);
        let (critical, period) = if a > b { (a, pa) } else { (b, pb) };
        let periodic =
            needle.len() >= critical + period && needle[..critical] == needle[period..period + critical];
        if periodic {
            TwoWay { critical, period, periodic }
        } else {
            TwoWay { critical, period: critical.max(needle.len() - critical) + 1, periodic }
        }
    }

    /// How far a search may go on from a match without missing one.
    fn safe_step(&self) -> usize {
        if self.periodic { self.period } else { 1 }
    }

    fn find<U: Unit>(&self, hay: &[U], needle: &[U]) -> Option<usize> {
        let m = needle.len();
        let mut at = 0;
        let mut memory = 0;
        while at + m <= hay.len() {
            let window = &hay[at..at + m];
            let mut i = self.critical.max(memory);
            while i < m && needle[i] == window[i] {
                i += 1;
            }
            if i < m {
                at += i - self.critical + 1;
                memory = 0;
                continue;
            }
            let mut j = self.critical;
            while j > memory && needle[j - 1] == window[j - 1] {
                j -= 1;
            }
            if j <= memory {
                return Some(at);
            }
            at += self.period;
            memory = if self.periodic { m - self.period } else { 0 };
        }
        None
    }
}

/// Start and period of the largest suffix by the order (or the reversed order) of units.
fn maximal_suffix<U: Unit>(needle: &[U], reversed: bool) -> (usize, usize) {
    let (mut start, mut candidate, mut offset, mut period) = (0, 1, 0, 1);
    while candidate + offset < needle.len() {
        let (a, b) = (needle[candidate + offset], needle[start + offset]);
        let less = if reversed { a > b } else { a < b };
        if a == b {
            if offset + 1 == period {
                candidate += period;
                offset = 0;
            } else {
                offset += 1;
            }
        } else if less {
            candidate += offset + 1;
            offset = 0;
            period = candidate - start;
        } else {
            start = candidate;
            candidate += 1;
            offset = 0;
            period = 1;
        }
    }
    (start, period)
}

/// Number of matches of `needle` (not empty) that do not overlap, at most `limit`.
pub fn count_units<U: Unit>(hay: &[U], needle: &[U], limit: usize) -> usize {
    if U::KIND == 1 {
        let (hay, needle): (&[u8], &[u8]) = (bytemuck::cast_slice(hay), bytemuck::cast_slice(needle));
        return if needle.len() == 1 {
            memchr::memchr_iter(needle[0], hay).count().min(limit)
        } else {
            memchr::memmem::find_iter(hay, needle).take(limit).count()
        };
    }
    let mut found = 0;
    let mut from = 0;
    while found < limit {
        let Some(i) = find_units(&hay[from..], needle) else { break };
        found += 1;
        from += i + needle.len();
    }
    found
}

/// A needle brought to the width of a haystack, for needles narrower than it.
///
/// Short needles stand on the native stack; a longer one is compared by width-mixed scanning, so that
/// searching never allocates.
const STACK_NEEDLE: usize = 64;

macro_rules! searched {
    ($name:ident, $units:ident, $($mixed:tt)*) => {
        pub fn $name(hay: StrData<'_>, needle: StrData<'_>) -> Option<usize> {
            match (hay, needle) {
                (StrData::One(h), StrData::One(n)) => $units(h, n),
                (StrData::Two(h), StrData::Two(n)) => $units(h, n),
                (StrData::Four(h), StrData::Four(n)) => $units(h, n),
                // A needle of a wider kind has a character that the haystack cannot have (D1).
                (StrData::One(_), _) | (StrData::Two(_), StrData::Four(_)) => None,
                (StrData::Two(h), _) if needle.len() <= STACK_NEEDLE => {
                    let mut room = [0u16; STACK_NEEDLE];
                    let wide = &mut room[..needle.len()];
                    needle.copy_to(wide);
                    $units(h, wide)
                }
                (StrData::Four(h), _) if needle.len() <= STACK_NEEDLE => {
                    let mut room = [0u32; STACK_NEEDLE];
                    let wide = &mut room[..needle.len()];
                    needle.copy_to(wide);
                    $units(h, wide)
                }
                (hay, needle) => $($mixed)*(hay, needle),
            }
        }
    };
}

searched!(find, find_units, find_mixed);
searched!(rfind, rfind_units, rfind_mixed);

fn matches_at(hay: StrData<'_>, needle: StrData<'_>, at: usize) -> bool {
    hay.slice(at, at + needle.len()).same_chars(&needle)
}

fn find_mixed(hay: StrData<'_>, needle: StrData<'_>) -> Option<usize> {
    (0..=hay.len().checked_sub(needle.len())?).find(|&i| matches_at(hay, needle, i))
}

fn rfind_mixed(hay: StrData<'_>, needle: StrData<'_>) -> Option<usize> {
    (0..=hay.len().checked_sub(needle.len())?).rev().find(|&i| matches_at(hay, needle, i))
}

/// Matches that do not overlap, at most `limit`; an empty needle matches between all characters.
pub fn count(hay: StrData<'_>, needle: StrData<'_>, limit: usize) -> usize {
    if needle.is_empty() {
        return (hay.len() + 1).min(limit);
    }
    match (hay, needle) {
        (StrData::One(h), StrData::One(n)) => count_units(h, n, limit),
        (StrData::Two(h), StrData::Two(n)) => count_units(h, n, limit),
        (StrData::Four(h), StrData::Four(n)) => count_units(h, n, limit),
        _ => {
            let (mut found, mut from) = (0, 0);
            while found < limit {
                let Some(i) = find(hay.slice(from, hay.len()), needle) else { break };
                found += 1;
                from += i + needle.len();
            }
            found
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_way_agrees_with_the_plain_scan() {
        let mut seed = 12345u64;
        let mut random = |n: u64| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) % n
        };
        for _ in 0..3000 {
            let hay: Vec<u16> = (0..random(200)).map(|_| 300 + random(2) as u16).collect();
            let m = 1 + random(24) as usize;
            let needle: Vec<u16> = if m < hay.len() && random(2) == 0 {
                let at = random((hay.len() - m) as u64) as usize;
                hay[at..at + m].to_vec()
            } else {
                (0..m).map(|_| 300 + random(2) as u16).collect()
            };
            let plain: Vec<usize> =
                (0..(hay.len() + 1).saturating_sub(m)).filter(|&i| hay[i..i + m] == needle[..]).collect();
            assert_eq!(TwoWay::new(&needle).find(&hay, &needle), plain.first().copied());
            assert_eq!(find_units(&hay, &needle), plain.first().copied());
            assert_eq!(rfind_units(&hay, &needle), plain.last().copied());
        }
    }
}
