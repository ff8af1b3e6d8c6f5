//! Format strings of `struct`: byte order, alignment, counts.

/// One field of a format, `count` times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    pub code: u8,
    pub count: usize,
    /// Where the first stands.
    pub offset: usize,
    /// Bytes of one; of the whole for `s` and `p`.
    pub size: usize,
}

impl Field {
    /// How many values it packs.
    pub fn items(&self) -> usize {
        match self.code {
            b's' | b'p' => 1,
            b'x' => 0,
            _ => self.count,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError {
    BadChar,
    /// "repeat count given without format specifier"
    LoneCount,
    /// "total struct size too long"
    TooLong,
}

/// What a whole format says; fields go to the callback of `parse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Summary {
    pub big: bool,
    pub native: bool,
    pub size: usize,
    pub items: usize,
}

/// Bytes of one and its alignment in native mode; None for no such code.
fn size_of_code(code: u8, native: bool) -> Option<usize> {
    Some(match code {
        b'x' | b'b' | b'B' | b'c' | b's' | b'p' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => {
            if native {
                8
            } else {
                4
            }
        }
        b'q' | b'Q' | b'd' => 8,
        b'F' => 8,
        b'D' => 16,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    })
}

/// A format of one number without a count; None: another, perhaps a wrong one.
#[inline]
pub fn parse_single(format: &[u8]) -> Option<(Field, Summary)> {
    let (order, code) = match *format {
        [order @ (b'@' | b'=' | b'<' | b'>' | b'!'), code] => (order, code),
        [code] => (b'@', code),
        _ => return None,
    };
    if !matches!(code, b'b' | b'B' | b'h' | b'H' | b'i' | b'I' | b'l' | b'L' | b'q' | b'Q' | b'f' | b'd') {
        return None;
    }
    let native = order == b'@';
    let size = size_of_code(code, native)?;
    let summary = Summary { big: matches!(order, b'>' | b'!'), native, size, items: 1 };
    Some((Field { code, count: 1, offset: 0, size }, summary))
}

/// Reads a format, handing each field on in order.
pub fn parse<E: From<FormatError>>(
    format: &[u8],
    mut push: impl FnMut(Field) -> Result<(), E>,
) -> Result<Summary, E> {
    let (order, mut rest) = match format.split_first() {
        Some((order @ (b'@' | b'=' | b'<' | b'>' | b'!'), rest)) => (*order, rest),
        _ => (b'@', format),
    };
    let native = order == b'@';
    let mut summary = Summary { big: matches!(order, b'>' | b'!'), native, size: 0, items: 0 };
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if matches!(first, b' ' | 0x09..=0x0d) {
            continue;
        }
        let (mut code, mut count) = (first, 1);
        if first.is_ascii_digit() {
            count = usize::from(first - b'0');
            loop {
                let Some((&next, after)) = rest.split_first() else {
                    return Err(FormatError::LoneCount.into());
                };
                rest = after;
                if !next.is_ascii_digit() {
                    code = next;
                    break;
                }
                let longer = count.checked_mul(10).and_then(|n| n.checked_add(usize::from(next - b'0')));
                count = longer.filter(|&n| n <= i64::MAX as usize).ok_or(FormatError::TooLong)?;
            }
        }
        let size = size_of_code(code, native).ok_or(FormatError::BadChar)?;
        if native {
            let alignment = if code == b'F' { 4 } else { size.min(8) };
            summary.size = summary.size.checked_next_multiple_of(alignment).ok_or(FormatError::TooLong)?;
        }
        let total =
            size.checked_mul(count).filter(|&n| n <= i64::MAX as usize).ok_or(FormatError::TooLong)?;
        let is_text = matches!(code, b's' | b'p');
        let field = Field { code, count, offset: summary.size, size: if is_text { count } else { size } };
        summary.items = summary.items.checked_add(field.items()).ok_or(FormatError::TooLong)?;
        summary.size = summary
            .size
            .checked_add(total)
            .filter(|&n| n <= i64::MAX as usize)
            .ok_or(FormatError::TooLong)?;
        if code != b'x' && (count > 0 || is_text) {
            push(field)?;
        }
    }
    Ok(summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::disallowed_methods, reason = "a test")]
    fn read(format: &str) -> Result<(Summary, Vec<Field>), FormatError> {
        let mut fields = Vec::new();
        let summary = parse(format.as_bytes(), |field| {
            fields.push(field);
            Ok::<(), FormatError>(())
        })?;
        Ok((summary, fields))
    }

    #[test]
    fn sizes() {
        for (format, size, items) in [
            ("", 0, 0),
            ("bhil", 16, 4),
            ("<bhil", 11, 4),
            ("=q", 8, 1),
            ("5s2x p", 8, 2),
            ("bd", 16, 2),
            ("3i0q", 16, 3),
            ("0s", 0, 1),
            ("2?c", 3, 3),
        ] {
            let (summary, _) = read(format).unwrap();
            assert_eq!((summary.size, summary.items), (size, items), "{format}");
        }
        assert_eq!(read("5").unwrap_err(), FormatError::LoneCount);
        assert_eq!(read("<n").unwrap_err(), FormatError::BadChar);
        assert_eq!(read("99999999999999999999c").unwrap_err(), FormatError::TooLong);
        assert_eq!(read("9223372036854775807h").unwrap_err(), FormatError::TooLong);
    }
}
