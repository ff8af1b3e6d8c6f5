//! What Unicode says about one character: properties, digits, case mappings.
//!
//! Unicode 16.0, CPython 3.14's version, for the categories; the standard library's tables (newer) give
//! the case mappings, and what they say about characters that 16.0 does not have is left out.
//! Pure; no strings here.

use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// General category; surrogates and numbers that are no character included.
#[inline]
pub fn category(c: u32) -> Category {
    match char::from_u32(c) {
        Some(c) => get_general_category(c),
        None if (0xD800..0xE000).contains(&c) => Category::Surrogate,
        None => Category::Unassigned,
    }
}

fn assigned(c: char) -> bool {
    c.is_ascii() || get_general_category(c) != Category::Unassigned
}

/// A character of the table's version, for the standard library's functions.
#[inline]
fn known(c: u32) -> Option<char> {
    char::from_u32(c).filter(|&c| assigned(c))
}

pub fn is_alpha(c: u32) -> bool {
    if c < 0x80 {
        return (c as u8).is_ascii_alphabetic();
    }
    use Category::*;
    matches!(category(c), UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter)
}

pub fn is_decimal(c: u32) -> bool {
    if c < 0x80 { (c as u8).is_ascii_digit() } else { category(c) == Category::DecimalNumber }
}

/// The value of a decimal digit of any script.
pub fn decimal_value(c: u32) -> Option<u32> {
    if c < 0x80 {
        return (c as u8).is_ascii_digit().then(|| c - 0x30);
    }
    if !is_decimal(c) {
        return None;
    }
    // Digits stand in runs of ten (Unicode's stability policy); the mathematical ones are five runs in a
    // row, those of Myanmar Extended-C and of Tai Tham's neighbours two.
    let mut start = c;
    while start > 0 && is_decimal(start - 1) {
        start -= 1;
    }
    Some((c - start) % 10)
}

/// Digits that are not decimal: superscripts, circled ones and the like.
const OTHER_DIGITS: &[(u32, u32, u32)] = &[
    (0xb2, 0xb3, 2),
    (0xb9, 0xb9, 1),
    (0x1369, 0x1371, 1),
    (0x19da, 0x19da, 1),
    (0x2070, 0x2070, 0),
    (0x2074, 0x2079, 4),
    (0x2080, 0x2089, 0),
    (0x2460, 0x2468, 1),
    (0x2474, 0x247c, 1),
    (0x2488, 0x2490, 1),
    (0x24ea, 0x24ea, 0),
    (0x24f5, 0x24fd, 1),
    (0x24ff, 0x24ff, 0),
    (0x2776, 0x277e, 1),
    (0x2780, 0x2788, 1),
    (0x278a, 0x2792, 1),
    (0x10a40, 0x10a43, 1),
    (0x10e60, 0x10e68, 1),
    (0x11052, 0x1105a, 1),
    (0x1f100, 0x1f100, 0),
    (0x1f101, 0x1f10a, 0),
];

pub fn is_digit(c: u32) -> bool {
    is_decimal(c) || OTHER_DIGITS.iter().any(|&(a, b, _)| (a..=b).contains(&c))
}

/// The value of a digit, decimal or not.
pub fn digit_value(c: u32) -> Option<u32> {
    decimal_value(c).or_else(|| {
        OTHER_DIGITS.iter().find(|&&(a, b, _)| (a..=b).contains(&c)).map(|&(a, _, first)| first + (c - a))
    })
}

/// Ideographs with a numeric value, sorted.
const NUMERIC_IDEOGRAPHS: &[u32] = &[
    0x3405, 0x3483, 0x382a, 0x3b4d, 0x4e00, 0x4e03, 0x4e07, 0x4e09, 0x4e24, 0x4e5d, 0x4e8c, 0x4e94, 0x4e96,
    0x4ebf, 0x4ec0, 0x4edf, 0x4ee8, 0x4f0d, 0x4f70, 0x4fe9, 0x5006, 0x5104, 0x5146, 0x5169, 0x516b, 0x516d,
    0x5341, 0x5343, 0x5344, 0x5345, 0x534c, 0x53c1, 0x53c2, 0x53c3, 0x53c4, 0x56db, 0x58f1, 0x58f9, 0x5e7a,
    0x5efe, 0x5eff, 0x5f0c, 0x5f0d, 0x5f0e, 0x5f10, 0x62d0, 0x62fe, 0x634c, 0x67d2, 0x6d1e, 0x6f06, 0x7396,
    0x767e, 0x7695, 0x79ed, 0x8086, 0x842c, 0x8cae, 0x8cb3, 0x8d30, 0x920e, 0x94a9, 0x9621, 0x9646, 0x964c,
    0x9678, 0x96f6, 0xf96b, 0xf973, 0xf978, 0xf9b2, 0xf9d1, 0xf9d3, 0xf9fd, 0x20001, 0x20064, 0x200e2,
    0x20121, 0x2092a, 0x20983, 0x2098c, 0x2099c, 0x20aea, 0x20afd, 0x20b19, 0x22390, 0x22998, 0x23b1b,
    0x2626d, 0x2f890,
];

pub fn is_numeric(c: u32) -> bool {
    if c < 0x80 {
        return (c as u8).is_ascii_digit();
    }
    use Category::*;
    matches!(category(c), DecimalNumber | LetterNumber | OtherNumber)
        || NUMERIC_IDEOGRAPHS.binary_search(&c).is_ok()
}

pub fn is_alnum(c: u32) -> bool {
    is_alpha(c) || is_numeric(c)
}

/// White space for `split` and `strip`.
#[inline]
pub fn is_space(c: u32) -> bool {
    match c {
        0x09..=0x0d | 0x1c..=0x20 => true,
        0..=0x7f => false,
        0x85 | 0xa0 | 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000 => true,
        _ => false,
    }
}

/// Ends a line for `splitlines`.
#[inline]
pub fn is_line_break(c: u32) -> bool {
    matches!(c, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

/// Shown as itself by `repr`.
#[inline]
pub fn is_printable(c: u32) -> bool {
    if c < 0x7f {
        return c >= 0x20;
    }
    use Category::*;
    !matches!(
        category(c),
        Control
            | Format
            | Surrogate
            | PrivateUse
            | Unassigned
            | LineSeparator
            | ParagraphSeparator
            | SpaceSeparator
    )
}

pub fn is_lower(c: u32) -> bool {
    // One letter (U+0295) lost its case after the table's version.
    known(c).is_some_and(|k| k.is_lowercase() || (c >= 0x80 && category(c) == Category::LowercaseLetter))
}

pub fn is_upper(c: u32) -> bool {
    known(c).is_some_and(char::is_uppercase)
}

pub fn is_title(c: u32) -> bool {
    c >= 0x80 && category(c) == Category::TitlecaseLetter
}

pub fn is_cased(c: u32) -> bool {
    is_lower(c) || is_upper(c) || is_title(c)
}

/// Passed over when looking for the cased neighbour of a final sigma.
pub fn is_case_ignorable(c: u32) -> bool {
    use Category::*;
    matches!(
        c,
        0x27 | 0x2e
            | 0x3a
            | 0xb7
            | 0x387
            | 0x55f
            | 0x5f4
            | 0x2018
            | 0x2019
            | 0x2024
            | 0x2027
            | 0xfe13
            | 0xfe52
            | 0xfe55
            | 0xff07
            | 0xff0e
            | 0xff1a
    ) || matches!(category(c), NonspacingMark | EnclosingMark | Format | ModifierLetter | ModifierSymbol)
}

/// The characters that one character maps to: one to three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapped {
    chars: [u32; 3],
    len: u8,
}

impl Mapped {
    fn one(c: u32) -> Mapped {
        Mapped { chars: [c, 0, 0], len: 1 }
    }

    /// The character itself.
    pub fn same(c: u32) -> Mapped {
        Mapped::one(c)
    }

    fn several(from: &[u32]) -> Mapped {
        let mut m = Mapped { chars: [0; 3], len: 0 };
        for &c in from.iter().take(3) {
            m.push(c);
        }
        m
    }

    fn push(&mut self, c: u32) {
        if let Some(slot) = self.chars.get_mut(self.len as usize) {
            *slot = c;
            self.len += 1;
        }
    }

    #[inline]
    pub fn as_slice(&self) -> &[u32] {
        &self.chars[..self.len as usize]
    }

    /// The mapping, unless it leaves the table's version.
    fn checked(original: u32, mapped: impl Iterator<Item = char>) -> Mapped {
        let mut m = Mapped { chars: [0; 3], len: 0 };
        for c in mapped {
            if !assigned(c) {
                return Mapped::one(original);
            }
            m.push(c as u32);
        }
        m
    }
}

pub fn to_lower(c: u32) -> Mapped {
    match known(c) {
        Some(k) => Mapped::checked(c, k.to_lowercase()),
        None => Mapped::one(c),
    }
}

pub fn to_upper(c: u32) -> Mapped {
    match known(c) {
        Some(k) => Mapped::checked(c, k.to_uppercase()),
        None => Mapped::one(c),
    }
}

pub fn to_title(c: u32) -> Mapped {
    match c {
        0xdf => Mapped::several(&[0x53, 0x73]),
        // Digraphs: DŽ Dž dž and their kin, three in a row.
        0x1c4..=0x1cc => Mapped::one(0x1c5 + (c - 0x1c4) / 3 * 3),
        0x1f1..=0x1f3 => Mapped::one(0x1f2),
        0x587 => Mapped::several(&[0x535, 0x582]),
        // Georgian has capitals only for whole words.
        0x10d0..=0x10fa | 0x10fd..=0x10ff => Mapped::one(c),
        // Greek with a small iota below: the capital with the iota beside it.
        0x1f80..=0x1faf => Mapped::one(c | 8),
        0x1fb3 | 0x1fc3 | 0x1ff3 => Mapped::one(c + 9),
        0x1fbc | 0x1fcc | 0x1ffc => Mapped::one(c),
        0x1fb2 => Mapped::several(&[0x1fba, 0x345]),
        0x1fb4 => Mapped::several(&[0x386, 0x345]),
        0x1fb7 => Mapped::several(&[0x391, 0x342, 0x345]),
        0x1fc2 => Mapped::several(&[0x1fca, 0x345]),
        0x1fc4 => Mapped::several(&[0x389, 0x345]),
        0x1fc7 => Mapped::several(&[0x397, 0x342, 0x345]),
        0x1ff2 => Mapped::several(&[0x1ffa, 0x345]),
        0x1ff4 => Mapped::several(&[0x38f, 0x345]),
        0x1ff7 => Mapped::several(&[0x3a9, 0x342, 0x345]),
        // Ligatures: the first letter alone is capital.
        0xfb00 => Mapped::several(&[0x46, 0x66]),
        0xfb01 => Mapped::several(&[0x46, 0x69]),
        0xfb02 => Mapped::several(&[0x46, 0x6c]),
        0xfb03 => Mapped::several(&[0x46, 0x66, 0x69]),
        0xfb04 => Mapped::several(&[0x46, 0x66, 0x6c]),
        0xfb05 | 0xfb06 => Mapped::several(&[0x53, 0x74]),
        0xfb13 => Mapped::several(&[0x544, 0x576]),
        0xfb14 => Mapped::several(&[0x544, 0x565]),
        0xfb15 => Mapped::several(&[0x544, 0x56b]),
        0xfb16 => Mapped::several(&[0x54e, 0x576]),
        0xfb17 => Mapped::several(&[0x544, 0x56d]),
        _ => to_upper(c),
    }
}

/// Full case folding.
pub fn to_folded(c: u32) -> Mapped {
    match c {
        0..=0x7f => return Mapped::one(if (0x41..=0x5a).contains(&c) { c + 32 } else { c }),
        // Dotless i keeps its identity; Cherokee folds to its capitals, which are older.
        0x131 | 0x13a0..=0x13f5 => return Mapped::one(c),
        0x13f8..=0x13fd => return Mapped::one(c - 8),
        0xab70..=0xabbf => return Mapped::one(c - 38864),
        _ => {}
    }
    // Lower case of the upper case of the lower case: brings variants (final sigma, long s) together.
    let mut out = Mapped { chars: [0; 3], len: 0 };
    for &low in to_lower(c).as_slice() {
        for &up in to_upper(low).as_slice() {
            for &folded in to_lower(up).as_slice() {
                out.push(folded);
            }
        }
    }
    out
}

/// May begin an identifier.
pub fn is_identifier_start(c: u32) -> bool {
    c == '_' as u32 || known(c).is_some_and(unicode_ident::is_xid_start)
}

/// May go on in an identifier.
pub fn is_identifier_continue(c: u32) -> bool {
    known(c).is_some_and(unicode_ident::is_xid_continue)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(m: Mapped) -> String {
        m.as_slice().iter().filter_map(|&c| char::from_u32(c)).collect()
    }

    #[test]
    fn case_mappings() {
        let c = |c: char| c as u32;
        assert_eq!(text(to_upper(c('ß'))), "SS");
        assert_eq!(text(to_title(c('ǆ'))), "ǅ");
        assert_eq!(text(to_title(c('ﬁ'))), "Fi");
        assert_eq!(text(to_lower(c('İ'))), "i\u{307}");
        assert_eq!(text(to_folded(c('ẞ'))), "ss");
        assert_eq!(text(to_folded(c('ı'))), "ı");
        assert_eq!(text(to_folded(0xab70)), "\u{13a0}");
        // Mappings that came after Unicode 16 are not there, those of 16 are.
        assert_eq!(text(to_upper(0x19b)), "\u{a7dc}");
    }

    #[test]
    fn numbers_and_space() {
        assert_eq!(decimal_value(0x0663), Some(3));
        assert_eq!(decimal_value(0x1d7d8), Some(0));
        assert_eq!(decimal_value(0x1d7ff), Some(9));
        assert_eq!(decimal_value(0xb2), None);
        assert_eq!(digit_value(0xb2), Some(2));
        assert!(is_numeric(0x4e00) && !is_digit(0x4e00));
        assert!(is_space(0x1c) && is_space(0x3000) && !is_space(0x200b));
        assert!(!is_printable(0xad) && !is_printable(0xd800) && is_printable(0x1f600));
    }
}
