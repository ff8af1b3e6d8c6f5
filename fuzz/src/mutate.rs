//! Python text changed at random: tokens dropped, doubled, swapped and spliced in from other texts, lines moved, indented
//! and cut out, bytes changed.
//!
//! Tokens are cut by a crude rule (words, numbers, quotes, runs of blanks, single signs): wrong cuts are as welcome as
//! right ones.

use crate::random::Random;

/// Words that a text may not hold by chance, and what parsers have trouble with.
const SPICE: &[&str] = &[
    "lambda",
    "yield",
    "await",
    "async",
    "*",
    "**",
    ":=",
    "->",
    "...",
    "@",
    "match",
    "case",
    "type",
    "global x",
    "nonlocal x",
    "del",
    "f'{",
    "f\"{x!r:{y}}\"",
    "t'{x}'",
    "rb'\\",
    "'''",
    "\\\n",
    "\\N{BULLET}",
    "\u{feff}",
    "\u{e9}",
    "\u{1F40D}",
    "0x",
    "1_0",
    "1e999",
    "1j",
    "0777",
    "9",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "if",
    "else",
    "for x in",
    "while",
    "try:",
    "except*",
    "finally:",
    "with",
    "return",
    "import",
    "from . import *",
    "class C:",
    "def f():",
    "not",
    "is",
    "in",
    "and",
    "or",
    "None",
    "__debug__",
    "self",
    "super()",
    "__class__",
    "print",
    "# type: ignore",
    ";",
    ":",
    ",",
    "=",
    "==",
    "!=",
    "~",
    "-",
    "%",
    "\t",
    "\r",
    "\x0c",
    "\n",
    "raise",
    "from",
    "assert",
    "continue",
    "break",
    "pass",
    "x[1:2:3, ...]",
    "{**a}",
    "[*a]",
    "*a, b = c",
    "u''",
    "b'\\xff'",
];

/// The pieces of a text, which put together give it again.
fn tokens(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let class = |c: char| match c {
        '_' => 1,
        c if c.is_alphanumeric() => 1,
        ' ' | '\t' => 2,
        _ => 0,
    };
    while let Some(first) = rest.chars().next() {
        let kind = class(first);
        let end =
            if kind == 0 { first.len_utf8() } else { rest.find(|c| class(c) != kind).unwrap_or(rest.len()) };
        let (piece, behind) = rest.split_at(end);
        pieces.push(piece);
        rest = behind;
    }
    pieces
}

/// A changed text; `other` gives pieces to splice in.
pub fn mutate(random: &mut Random, text: &str, other: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..1 + random.below(4) {
        text = match random.below(10) {
            0..=5 => by_tokens(random, &text, other),
            6..=8 => by_lines(random, &text, other),
            _ => by_bytes(random, &text),
        };
    }
    text
}

fn by_tokens(random: &mut Random, text: &str, other: &str) -> String {
    let mut pieces = tokens(text);
    let spice = tokens(other);
    if pieces.is_empty() {
        return other.to_owned();
    }
    for _ in 0..1 + random.below(6) {
        if pieces.is_empty() {
            break;
        }
        let at = random.below(pieces.len());
        match random.below(7) {
            0 => {
                pieces.remove(at);
            }
            1 => pieces.insert(at, pieces[at]),
            2 => {
                let with = random.below(pieces.len());
                pieces.swap(at, with);
            }
            3 => pieces[at] = *random.pick(SPICE),
            4 => pieces.insert(at, *random.pick(SPICE)),
            5 if !spice.is_empty() => {
                let from = random.below(spice.len());
                let count = (1 + random.below(12)).min(spice.len() - from);
                pieces.splice(at..at, spice[from..from + count].iter().copied());
            }
            _ => {
                let count = (1 + random.below(12)).min(pieces.len() - at);
                pieces.drain(at..at + count);
            }
        }
    }
    if random.one_in(40) && !pieces.is_empty() {
        // The same piece many times: depth and width beyond what texts have.
        let at = random.below(pieces.len());
        let piece = pieces[at];
        let many = 1 << random.below(12);
        pieces.splice(at..at, std::iter::repeat_n(piece, many));
    }
    pieces.concat()
}

fn by_lines(random: &mut Random, text: &str, other: &str) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let others: Vec<&str> = other.split_inclusive('\n').collect();
    if lines.is_empty() {
        return other.to_owned();
    }
    for _ in 0..1 + random.below(3) {
        if lines.is_empty() {
            break;
        }
        let at = random.below(lines.len());
        match random.below(7) {
            0 => {
                lines.remove(at);
            }
            1 => lines.insert(at, lines[at].clone()),
            2 => {
                let with = random.below(lines.len());
                lines.swap(at, with);
            }
            3 => lines[at].insert_str(0, "    "),
            4 => lines[at] = lines[at].trim_start_matches(' ').to_owned(),
            5 if !others.is_empty() => {
                let from = random.below(others.len());
                let count = (1 + random.below(8)).min(others.len() - from);
                let indent: String = lines[at].chars().take_while(|c| *c == ' ').collect();
                let put = others[from..from + count].iter().map(|line| format!("{indent}{line}"));
                lines.splice(at..at, put);
            }
            _ => lines.truncate(at),
        }
    }
    lines.concat()
}

fn by_bytes(random: &mut Random, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + random.below(8) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        match random.below(3) {
            0 => bytes[at] = random.next() as u8,
            1 => bytes[at] ^= 1 << random.below(8),
            _ => {
                bytes.remove(at);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_give_the_text_again() {
        let text = "def f(x_1):\n    return 'é' + x_1[2:]  # end\n";
        assert_eq!(tokens(text).concat(), text);
    }

    #[test]
    fn a_seed_gives_one_text() {
        let make = || mutate(&mut Random::new(7), "a = 1\nb = 2\n", "c = [3]\n");
        assert_eq!(make(), make());
    }
}
