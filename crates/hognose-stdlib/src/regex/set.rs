//! Sets of characters, and what matches a single character.

use std::sync::OnceLock;

use hognose_vm::types::str::unicode;

use super::program::op;

/// How letters are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fold {
    No,
    Ascii,
    /// As the C locale does: ASCII, both cases tried.
    Locale,
    Unicode,
}

impl Fold {
    pub fn lower(self, c: u32) -> u32 {
        match self {
            Fold::No => c,
            Fold::Ascii | Fold::Locale => lower_ascii(c),
            Fold::Unicode => lower_unicode(c),
        }
    }
}

/// A set: the answers for the first 256 characters stand in a table, others are looked up in the code.
#[derive(Debug)]
pub struct Set {
    low: [bool; 256],
    words: Box<[u32]>,
    fold: Fold,
}

/// What one character is tested with.
#[derive(Debug)]
pub enum One {
    Literal(u32),
    NotLiteral(u32),
    /// Anything but a newline.
    Any,
    All,
    Set(Box<Set>),
}

impl Set {
    /// Bytes of its code.
    pub fn word_bytes(&self) -> usize {
        size_of_val(&*self.words)
    }

    pub fn new(words: &[u32], fold: Fold) -> Set {
        let mut set = Set { low: [false; 256], words: words.into(), fold };
        match painted(words) {
            Some(plain) => {
                for c in 0..256 {
                    set.low[c as usize] = match fold {
                        Fold::No => plain[c as usize],
                        Fold::Locale => plain[lower_ascii(c) as usize] || plain[upper_ascii(c) as usize],
                        fold => {
                            let lower = if fold == Fold::Unicode {
                                lower_table()[c as usize]
                            } else {
                                lower_ascii(c)
                            };
                            plain.get(lower as usize).copied().unwrap_or_else(|| set.look_up(c))
                        }
                    };
                }
            }
            None => {
                for c in 0..256 {
                    set.low[c as usize] = set.look_up(c);
                }
            }
        }
        set
    }

    /// The answers for the first 256 characters.
    pub fn low(&self) -> &[bool; 256] {
        &self.low
    }

    #[inline(always)]
    pub fn contains(&self, c: u32) -> bool {
        match self.low.get(c as usize) {
            Some(&answer) => answer,
            None => self.look_up(c),
        }
    }

    #[cold]
    fn look_up(&self, c: u32) -> bool {
        match self.fold {
            Fold::Locale => in_words(&self.words, lower_ascii(c)) || in_words(&self.words, upper_ascii(c)),
            fold => in_words(&self.words, fold.lower(c)),
        }
    }
}

impl One {
    #[inline(always)]
    pub fn matches(&self, c: u32) -> bool {
        match self {
            One::Literal(wanted) => c == *wanted,
            One::NotLiteral(other) => c != *other,
            One::Any => c != 10,
            One::All => true,
            One::Set(set) => set.contains(c),
        }
    }
}

/// Bit `at` of a table of words; false outside.
fn bit(words: &[u32], at: usize) -> bool {
    words.get(at / 32).is_some_and(|word| word >> (at % 32) & 1 == 1)
}

/// What `in_words` says of the first 256 characters, item by item instead of character by character; None: the code is none that
/// the compiler makes.
fn painted(words: &[u32]) -> Option<[bool; 256]> {
    let negated = words.first() == Some(&op::NEGATE);
    let mut rest = &words[usize::from(negated)..];
    let mut found = [false; 256];
    loop {
        let size = match *rest {
            [op::LITERAL, c, ..] => {
                if let Some(slot) = found.get_mut(c as usize) {
                    *slot = true;
                }
                2
            }
            [op::RANGE, from, to, ..] => {
                if from < 256 && from <= to {
                    found[from as usize..=to.min(255) as usize].fill(true);
                }
                3
            }
            [op::CATEGORY, which, ..] => {
                let members = category_table(which);
                found.iter_mut().zip(members).for_each(|(slot, member)| *slot |= member);
                2
            }
            [op::CHARSET, ref bits @ ..] => {
                found.iter_mut().enumerate().for_each(|(c, slot)| *slot |= bit(bits, c));
                9
            }
            [op::FAILURE, ..] => break,
            _ => return None,
        };
        rest = rest.get(size..)?;
    }
    Some(if negated { found.map(|member| !member) } else { found })
}

/// The lower case of the first 256 characters, worked out once.
fn lower_table() -> &'static [u32; 256] {
    static TABLE: OnceLock<[u32; 256]> = OnceLock::new();
    TABLE.get_or_init(|| std::array::from_fn(|c| lower_unicode(c as u32)))
}

/// The categories of the first 256 characters, worked out once.
fn category_table(which: u32) -> &'static [bool; 256] {
    static TABLES: OnceLock<Vec<[bool; 256]>> = OnceLock::new();
    static NONE: [bool; 256] = [false; 256];
    let tables = TABLES.get_or_init(|| {
        (0..CATEGORIES).map(|which| std::array::from_fn(|c| category(which, c as u32))).collect()
    });
    tables.get(which as usize).unwrap_or(&NONE)
}

/// Runs the code of a set; broken code contains nothing.
fn in_words(words: &[u32], c: u32) -> bool {
    let mut at = 0;
    let mut answer = true;
    let word = |at: usize| words.get(at).copied().unwrap_or(0);
    loop {
        let found = match word(at) {
            op::LITERAL => {
                at += 2;
                word(at - 1) == c
            }
            op::NEGATE => {
                at += 1;
                answer = !answer;
                continue;
            }
            op::RANGE => {
                at += 3;
                (word(at - 2)..=word(at - 1)).contains(&c)
            }
            op::RANGE_UNI_IGNORE => {
                at += 3;
                let range = word(at - 2)..=word(at - 1);
                range.contains(&c) || range.contains(&upper_unicode(c))
            }
            op::CATEGORY => {
                at += 2;
                category(word(at - 1), c)
            }
            op::CHARSET => {
                at += 9;
                c < 256 && bit(&words[(at - 8).min(words.len())..], c as usize)
            }
            op::BIGCHARSET => {
                let blocks = word(at + 1) as usize;
                let index_at = at + 2;
                at = index_at + 64 + blocks * 8;
                let in_block = || {
                    let high = (c >> 8) as usize;
                    let block = word(index_at + high / 4).to_le_bytes()[high % 4];
                    let start = (index_at + 64 + usize::from(block) * 8).min(words.len());
                    bit(&words[start..], (c & 255) as usize)
                };
                c < 65536 && in_block()
            }
            _ => return !answer,
        };
        if found {
            return answer;
        }
    }
}

pub fn lower_ascii(c: u32) -> u32 {
    u8::try_from(c).map_or(c, |c| u32::from(c.to_ascii_lowercase()))
}

fn upper_ascii(c: u32) -> u32 {
    u8::try_from(c).map_or(c, |c| u32::from(c.to_ascii_uppercase()))
}

/// The one character that stands for the lower case.
pub fn lower_unicode(c: u32) -> u32 {
    unicode::to_lower(c).as_slice().first().copied().unwrap_or(c)
}

/// The upper case, if it is one character.
pub fn upper_unicode(c: u32) -> u32 {
    match unicode::to_upper(c).as_slice() {
        [upper] => *upper,
        _ => c,
    }
}

/// Numbers of categories are below this.
const CATEGORIES: u32 = 18;

/// `\d`, `\s`, `\w` and their kin, by number: pairs of a class and its complement, for ASCII, locale and Unicode.
pub fn category(which: u32, c: u32) -> bool {
    let ascii = |test: fn(&u8) -> bool| u8::try_from(c).is_ok_and(|c| test(&c));
    let answer = match which & !1 {
        0 => ascii(u8::is_ascii_digit),
        2 => matches!(c, 9..=13 | 32),
        4 | 8 => ascii(u8::is_ascii_alphanumeric) || c == 95,
        6 => c == 10,
        10 => unicode::is_decimal(c),
        12 => unicode::is_space(c),
        14 => unicode::is_alnum(c) || c == 95,
        16 => unicode::is_line_break(c),
        _ => return false,
    };
    answer != (which & 1 == 1)
}
