//! Literals to constants: numbers beyond 64 bits, strings whose escapes make lone surrogates.

use num_bigint::BigInt;
use ruff_python_ast as ast;
use ruff_python_ast::StringFlags;
use ruff_text_size::{Ranged, TextRange};

use crate::code::Const;
use crate::error::{Result, error};

/// Longest decimal literal, as CPython's `sys.int_info.default_max_str_digits`.
const MAX_STR_DIGITS: usize = 4300;

/// An integer as a constant.
pub(crate) fn int(value: &BigInt) -> Const {
    match i64::try_from(value) {
        Ok(small) => Const::Int(small),
        Err(_) => {
            let (sign, magnitude) = value.to_bytes_le();
            Const::BigInt { negative: sign == num_bigint::Sign::Minus, magnitude }
        }
    }
}

/// A constant integer as a big one.
pub(crate) fn big(value: &Const) -> Option<BigInt> {
    Some(match value {
        Const::Int(i) => BigInt::from(*i),
        Const::True => BigInt::from(1),
        Const::False => BigInt::from(0),
        Const::BigInt { negative, magnitude } => {
            let sign = if *negative { num_bigint::Sign::Minus } else { num_bigint::Sign::Plus };
            BigInt::from_bytes_le(sign, magnitude)
        }
        _ => return None,
    })
}

/// A number literal.
pub(crate) fn number(literal: &ast::ExprNumberLiteral) -> Result<Const> {
    Ok(match &literal.value {
        ast::Number::Int(value) => match value.as_i64() {
            Some(small) => Const::Int(small),
            None => {
                let text = value.to_string().replace('_', "");
                let (digits, radix) = match text.get(..2) {
                    Some("0x" | "0X") => (&text[2..], 16),
                    Some("0o" | "0O") => (&text[2..], 8),
                    Some("0b" | "0B") => (&text[2..], 2),
                    _ => (&text[..], 10),
                };
                if radix == 10 && digits.len() > MAX_STR_DIGITS {
                    let message = format!(
                        "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string conversion: value has {} digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
                        digits.len()
                    );
                    return error(message, literal.range);
                }
                match BigInt::parse_bytes(digits.as_bytes(), radix) {
                    Some(value) => int(&value),
                    None => return error("invalid decimal literal", literal.range),
                }
            }
        },
        ast::Number::Float(value) => Const::Float(*value),
        ast::Number::Complex { real, imag } => Const::Complex(*real, *imag),
    })
}

/// A string literal, its parts joined.
pub(crate) fn string(source: &str, literal: &ast::ExprStringLiteral) -> Box<[u8]> {
    let mut bytes = Vec::new();
    for part in literal.value.iter() {
        string_part(source, part, &mut bytes);
    }
    bytes.into()
}

/// Appends one part of a string literal.
pub(crate) fn string_part(source: &str, part: &ast::StringLiteral, bytes: &mut Vec<u8>) {
    if part.value.contains('\u{fffd}') && !part.flags.prefix().is_raw() {
        let open = usize::from(part.flags.opener_len());
        let close = usize::from(part.flags.closer_len());
        let range = part.range();
        if let Some(text) = inner(source, range, open, close) {
            return escapes(text, false, bytes);
        }
    }
    bytes.extend_from_slice(part.value.as_bytes());
}

/// Appends the literal text within an f-string or t-string.
pub(crate) fn middle(
    source: &str,
    part: &ast::InterpolatedStringLiteralElement,
    is_raw: bool,
    bytes: &mut Vec<u8>,
) {
    if part.value.contains('\u{fffd}')
        && !is_raw
        && let Some(text) = inner(source, part.range, 0, 0)
    {
        return escapes(text, true, bytes);
    }
    bytes.extend_from_slice(part.value.as_bytes());
}

fn inner(source: &str, range: TextRange, open: usize, close: usize) -> Option<&str> {
    let text = source.get(usize::from(range.start()) + open..usize::from(range.end()).checked_sub(close)?)?;
    text.contains('\\').then_some(text)
}

/// Decodes escapes again, keeping lone surrogates (as three bytes each). The parser has checked the text; `braces`:
/// doubled braces are single ones.
fn escapes(text: &str, braces: bool, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        at += 1;
        if braces && (byte == b'{' || byte == b'}') && bytes.get(at) == Some(&byte) {
            at += 1;
        }
        if byte == b'\r' {
            // Newlines within the source are \n.
            if bytes.get(at) == Some(&b'\n') {
                at += 1;
            }
            out.push(b'\n');
            continue;
        }
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&kind) = bytes.get(at) else {
            out.push(b'\\');
            break;
        };
        at += 1;
        let code = match kind {
            b'\n' => continue,
            b'\r' => {
                if bytes.get(at) == Some(&b'\n') {
                    at += 1;
                }
                continue;
            }
            b'a' => 7,
            b'b' => 8,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'v' => 11,
            b'\\' | b'\'' | b'"' => u32::from(kind),
            b'0'..=b'7' => {
                let mut value = u32::from(kind - b'0');
                for _ in 0..2 {
                    match bytes.get(at) {
                        Some(&digit @ b'0'..=b'7') => {
                            value = value * 8 + u32::from(digit - b'0');
                            at += 1;
                        }
                        _ => break,
                    }
                }
                value
            }
            b'x' | b'u' | b'U' => {
                let digits = match kind {
                    b'x' => 2,
                    b'u' => 4,
                    _ => 8,
                };
                let value = text.get(at..at + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                at += digits;
                value.unwrap_or(0xfffd)
            }
            b'N' => {
                // The parser has the names; the source has a named U+FFFD only here.
                let end = text[at..].find('}').map_or(text.len(), |end| at + end + 1);
                let name = text.get(at + 1..end - 1).unwrap_or("");
                at = end;
                named(name)
            }
            other => {
                out.push(b'\\');
                u32::from(other)
            }
        };
        push_code_point(code, kind, out);
    }
}

/// Parses one named escape by the parser's own table.
fn named(name: &str) -> u32 {
    let text = format!("\"\\N{{{name}}}\"");
    let parsed = ruff_python_parser::parse_expression(&text);
    match parsed {
        Ok(parsed) => match parsed.expr() {
            ast::Expr::StringLiteral(literal) => literal.value.chars().next().map_or(0xfffd, u32::from),
            _ => 0xfffd,
        },
        Err(_) => 0xfffd,
    }
}

fn push_code_point(code: u32, kind: u8, out: &mut Vec<u8>) {
    if kind >= 0x80 {
        // An unknown escape of a character beyond ASCII: its first byte; the rest follows by itself.
        out.push(kind);
        return;
    }
    match char::from_u32(code) {
        Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => {
            out.extend_from_slice(&[
                0xe0 | (code >> 12) as u8,
                0x80 | (code >> 6 & 0x3f) as u8,
                0x80 | (code & 0x3f) as u8,
            ]);
        }
    }
}
