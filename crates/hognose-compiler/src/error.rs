//! What the compiler reports: syntax errors with CPython's kinds, messages and places.

use ruff_text_size::TextRange;

/// The exception class that a compile error becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    Syntax,
    Indentation,
    Tab,
    /// Nested more deeply than the compiler follows.
    Recursion,
    /// The compiler's own stack or tables could not be had.
    Memory,
}

/// A compile error with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub kind: ErrorKind,
    pub message: String,
    /// Lines count from 1; 0 = no place.
    pub line: u32,
    /// Columns count from 1, in characters, as the attribute `offset` does; 0 = none.
    pub col: u32,
    pub end_line: u32,
    pub end_col: u32,
    /// The source line, with its newline if it has one.
    pub text: Option<String>,
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (line {}, column {})", self.message, self.line, self.col)
    }
}

impl std::error::Error for SyntaxError {}

/// An error whose place is still a range of the source.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    pub kind: ErrorKind,
    pub message: String,
    pub range: Option<TextRange>,
}

pub(crate) type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// A SyntaxError at a range.
#[cold]
pub(crate) fn error<T>(message: impl Into<String>, range: TextRange) -> Result<T> {
    Err(Box::new(Diagnostic { kind: ErrorKind::Syntax, message: message.into(), range: Some(range) }))
}

/// The compiler's limits were met.
#[cold]
pub(crate) fn too_deep<T>(range: Option<TextRange>) -> Result<T> {
    let message = "maximum recursion depth exceeded during compilation".to_string();
    Err(Box::new(Diagnostic { kind: ErrorKind::Recursion, message, range }))
}

/// A thread for a deep source could not be had.
#[cold]
pub(crate) fn no_memory() -> Box<Diagnostic> {
    Box::new(Diagnostic {
        kind: ErrorKind::Memory,
        message: "no memory for the compiler's stack".to_string(),
        range: None,
    })
}
