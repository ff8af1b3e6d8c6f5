//! Source text: decoding bytes, and lines and columns of offsets.

use ruff_text_size::{TextRange, TextSize};

use crate::error::{Diagnostic, SyntaxError};

/// Where the lines of a source begin.
pub(crate) struct Lines<'a> {
    source: &'a str,
    starts: Vec<u32>,
    /// The line found last: lookups mostly stay near it.
    last: std::cell::Cell<u32>,
}

impl<'a> Lines<'a> {
    pub fn new(source: &'a str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for (i, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i as u32 + 1);
            }
        }
        Lines { source, starts, last: std::cell::Cell::new(0) }
    }

    /// Line (from 1) and column (from 0, in bytes) of an offset.
    pub fn place(&self, offset: TextSize) -> (u32, u32) {
        let offset = u32::from(offset);
        let last = self.last.get() as usize;
        if self.starts[last] <= offset {
            for line in last..(last + 3).min(self.starts.len()) {
                if self.starts.get(line + 1).is_none_or(|&next| offset < next) {
                    self.last.set(line as u32);
                    return (line as u32 + 1, offset - self.starts[line]);
                }
            }
        }
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        self.last.set(line as u32);
        (line as u32 + 1, offset - self.starts[line])
    }

    /// Number of the line of an offset.
    pub fn line(&self, offset: TextSize) -> u32 {
        self.place(offset).0
    }

    /// Text of a line (from 1) with its newline.
    pub fn text(&self, line: u32) -> &'a str {
        let start = self.starts.get(line as usize - 1).copied().unwrap_or(0) as usize;
        let end = self.starts.get(line as usize).map_or(self.source.len(), |&end| end as usize);
        self.source.get(start..end).unwrap_or("")
    }

    /// Gives a diagnostic its place.
    pub fn locate(&self, diagnostic: Diagnostic) -> SyntaxError {
        let Diagnostic { kind, message, range } = diagnostic;
        let Some(range) = range else {
            return SyntaxError { kind, message, line: 0, col: 0, end_line: 0, end_col: 0, text: None };
        };
        let limit = self.source.len() as u32;
        let range = TextRange::new(range.start().min(limit.into()), range.end().min(limit.into()));
        let (line, col) = self.place(range.start());
        let (end_line, end_col) = self.place(range.end());
        let text = self.text(line);
        let chars = |text: &str, col: u32| text.get(..col as usize).map_or(0, |head| head.chars().count() as u32);
        SyntaxError {
            kind,
            message,
            line,
            col: chars(text, col) + 1,
            end_line,
            end_col: chars(self.text(end_line), end_col) + 1,
            text: Some(text.to_string()),
        }
    }
}
