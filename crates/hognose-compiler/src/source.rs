//! Source text: decoding bytes, and lines and columns of offsets.

use ruff_text_size::{TextRange, TextSize};

use crate::error::{Diagnostic, ErrorKind, SyntaxError};

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
        let chars =
            |text: &str, col: u32| text.get(..col as usize).map_or(0, |head| head.chars().count() as u32);
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

/// Source text of bytes: by the byte order mark, by the encoding that one of the first two lines names (PEP 263), else as UTF-8.
pub fn decode_source(bytes: &[u8]) -> Result<String, SyntaxError> {
    let (text, has_mark) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    let fail = |message: String, line: u32| {
        Err(SyntaxError {
            kind: ErrorKind::Syntax,
            message,
            line,
            col: 0,
            end_line: line,
            end_col: 0,
            text: None,
        })
    };
    let mut encoding = "utf-8".to_string();
    if let Some(named) = declared_encoding(text) {
        let plain = named.to_ascii_lowercase().replace('_', "-");
        encoding = match plain.as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "cp65001" => "utf-8",
            name if name.starts_with("utf-8-") => "utf-8",
            "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819" | "l1" => "latin-1",
            name if name.starts_with("latin-1-") || name.starts_with("iso-8859-1-") => "latin-1",
            "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" => "ascii",
            _ => return fail(format!("unknown encoding: {named}"), 1),
        }
        .to_string();
        if has_mark && encoding != "utf-8" {
            return fail(format!("encoding problem: {named} with BOM"), 1);
        }
    }
    match encoding.as_str() {
        "latin-1" => Ok(text.iter().map(|&byte| char::from(byte)).collect()),
        _ => match std::str::from_utf8(text) {
            Ok(text) if encoding == "utf-8" || text.is_ascii() => Ok(text.to_string()),
            result => {
                let at = match result {
                    Ok(text) => text.bytes().position(|byte| byte >= 0x80).unwrap_or(0),
                    Err(error) => error.valid_up_to(),
                };
                let line = text[..at].iter().filter(|&&byte| byte == b'\n').count() as u32 + 1;
                let byte = text.get(at).copied().unwrap_or(0);
                let reason = match byte {
                    _ if encoding == "ascii" => "ordinal not in range(128)",
                    0x80..=0xc1 | 0xf5..=0xff => "invalid start byte",
                    _ if std::str::from_utf8(&text[at..]).is_err_and(|error| error.error_len().is_none()) => {
                        "unexpected end of data"
                    }
                    _ => "invalid continuation byte",
                };
                fail(
                    format!(
                        "(unicode error) '{encoding}' codec can't decode byte 0x{byte:02x} in position {at}: {reason}"
                    ),
                    line,
                )
            }
        },
    }
}

/// The encoding that a comment in the first two lines names: `coding[:=]\s*([-\w.]+)`.
fn declared_encoding(text: &[u8]) -> Option<String> {
    for line in text.split(|&byte| byte == b'\n').take(2) {
        let trimmed = line.trim_ascii_start();
        if !trimmed.starts_with(b"#") {
            if !trimmed.is_empty() {
                return None;
            }
            continue;
        }
        let found = trimmed.windows(7).position(|w| &w[..6] == b"coding" && matches!(w[6], b':' | b'='));
        if let Some(at) = found {
            let rest = trimmed[at + 7..].trim_ascii_start();
            let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
            let name: Vec<u8> = rest.iter().take_while(is_name).copied().collect();
            if !name.is_empty() {
                return String::from_utf8(name).ok();
            }
        }
    }
    None
}
