//! How deeply a source nests, estimated from its tokens before anything recursive sees it.
//!
//! The parser, the walks over the AST and the AST's own drop recurse once per level of nesting. The estimate is an upper
//! bound of the levels: brackets and indentation as CPython limits them, and *links*, tokens that may each put one
//! expression into another (`1+1+1`, `a.b.c`, `- - x`, `lambda: lambda: 0`).

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::Mode;
use ruff_text_size::TextRange;

use crate::error::{Diagnostic, ErrorKind, Result};

/// CPython's limits (its tokenizer's MAXLEVEL, MAXINDENT and MAXFSTRINGLEVEL).
const MAX_BRACKETS: usize = 200;
const MAX_INDENT: u32 = 100;
const MAX_FSTRINGS: u32 = 150;

/// Most levels of nesting that are compiled.
pub(crate) const MAX_DEPTH: u32 = 60_000;

/// An upper bound of the nesting of a source, or the error for too much of it.
pub(crate) fn depth(source: &str, mode: Mode) -> Result<u32> {
    let mut lexer = ruff_python_parser::lexer::lex(source, mode);
    let mut indent = 0u32;
    let mut fstrings = 0u32;
    // Links on the path to the present token; what they were at each open bracket.
    let mut links = 0u32;
    let mut open: Vec<Level> = Vec::new();
    let mut this = Level::default();
    let mut deepest = 0u32;
    loop {
        match lexer.next_token() {
            TokenKind::EndOfFile => break,
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                if open.len() >= MAX_BRACKETS {
                    return fail(ErrorKind::Syntax, "too many nested parentheses", place_of_brackets(source));
                }
                links += 1;
                open.push(this);
                this = Level { start: links, sticky: 0 };
            }
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                // What follows applies to the bracket: a call of a call of a call.
                links = this.start;
                this = open.pop().unwrap_or_default();
            }
            TokenKind::Indent => {
                indent += 1;
                if indent >= MAX_INDENT {
                    return fail(ErrorKind::Indentation, "too many levels of indentation", None);
                }
            }
            TokenKind::Dedent => indent = indent.saturating_sub(1),
            TokenKind::Newline => {
                links = 0;
                this = Level::default();
                open.clear();
                fstrings = 0;
            }
            // Commas end an expression, but not the lambdas around it.
            TokenKind::Comma | TokenKind::Semi => links = this.start + this.sticky,
            TokenKind::Lambda => {
                links += 1;
                this.sticky += 1;
            }
            TokenKind::FStringStart | TokenKind::TStringStart => {
                fstrings += 1;
                if fstrings >= MAX_FSTRINGS {
                    return fail(ErrorKind::Syntax, "too many nested f-strings or t-strings", None);
                }
                links += 1;
            }
            TokenKind::FStringEnd | TokenKind::TStringEnd => fstrings = fstrings.saturating_sub(1),
            // These do not nest by themselves.
            TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringMiddle
            | TokenKind::TStringMiddle
            | TokenKind::Comment
            | TokenKind::NonLogicalNewline
            | TokenKind::Equal
            | TokenKind::True
            | TokenKind::False
            | TokenKind::None
            | TokenKind::Pass => {}
            _ => links += 1,
        }
        deepest = deepest.max(links + indent);
        if deepest > MAX_DEPTH {
            return fail(
                ErrorKind::Recursion,
                "too many nested expressions: maximum recursion depth exceeded during compilation",
                None,
            );
        }
    }
    Ok(deepest)
}

/// An open bracket (or the line).
#[derive(Clone, Copy, Default)]
struct Level {
    start: u32,
    /// Lambdas begun in it.
    sticky: u32,
}

fn fail<T>(kind: ErrorKind, message: &str, range: Option<TextRange>) -> Result<T> {
    Err(Box::new(Diagnostic { kind, message: message.to_string(), range }))
}

/// About where there are too many brackets (strings may hide some).
fn place_of_brackets(source: &str) -> Option<TextRange> {
    let mut level = 0usize;
    for (at, byte) in source.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => level += 1,
            b')' | b']' | b'}' => level = level.saturating_sub(1),
            _ => {}
        }
        if level > MAX_BRACKETS {
            let at = u32::try_from(at).ok()?;
            return Some(TextRange::new(at.into(), (at + 1).into()));
        }
    }
    None
}
