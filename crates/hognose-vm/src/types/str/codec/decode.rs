//! Bytes to text in the built-in encodings, whole or in pieces (for incremental decoders).

use hognose_heap::Ref;

use super::super::{Str, StrBuilder};
use super::errors::{DecodeJob, Errors};
use super::{Encoding, Endian};
use crate::raise::PyResult;
use crate::types::bytes::Bytes;
use crate::vm::Vm;

/// Decodes `bytes`; the text, and how many bytes it took.
///
/// Not `last`: a character that is cut off at the end is left for the next call.
pub fn decode(
    vm: &Vm,
    bytes: &Ref<Bytes>,
    encoding: Encoding,
    errors: &Errors,
    last: bool,
) -> PyResult<(Ref<Str>, usize)> {
    let all = bytes.tail();
    let (encoding, skipped) = match encoding {
        Encoding::Utf8Sig if all.starts_with(b"\xef\xbb\xbf") => (Encoding::Utf8, 3),
        Encoding::Utf8Sig => (Encoding::Utf8, 0),
        Encoding::Utf16(None) => match all {
            [0xff, 0xfe, ..] => (Encoding::Utf16(Some(Endian::Little)), 2),
            [0xfe, 0xff, ..] => (Encoding::Utf16(Some(Endian::Big)), 2),
            _ => (Encoding::Utf16(Some(Endian::NATIVE)), 0),
        },
        Encoding::Utf32(None) => match all {
            [0xff, 0xfe, 0, 0, ..] => (Encoding::Utf32(Some(Endian::Little)), 4),
            [0, 0, 0xfe, 0xff, ..] => (Encoding::Utf32(Some(Endian::Big)), 4),
            _ => (Encoding::Utf32(Some(Endian::NATIVE)), 0),
        },
        other => (other, 0),
    };
    // A byte order mark is part of what errors point into, a signature is not.
    let counted = if encoding == Encoding::Utf8 { 0 } else { skipped };
    let job = DecodeJob { vm, bytes, skipped: skipped - counted, name: encoding.name(), errors };
    match encoding {
        Encoding::Latin1 => Ok((vm.latin1_str(all)?, all.len())),
        Encoding::Ascii => Ok((ascii(&job)?, all.len())),
        Encoding::Utf8 | Encoding::Utf8Sig => {
            let (text, used) = utf8(&job, last)?;
            Ok((text, used + skipped))
        }
        Encoding::Utf16(order) => utf16(&job, counted, order.unwrap_or(Endian::NATIVE), last),
        Encoding::Utf32(order) => utf32(&job, counted, order.unwrap_or(Endian::NATIVE), last),
    }
}

fn ascii(job: &DecodeJob<'_>) -> PyResult<Ref<Str>> {
    let (vm, input) = (job.vm, job.input());
    if input.is_ascii() {
        return vm.ascii_str(input);
    }
    let mut out = vm.str_builder();
    let mut i = 0;
    while i < input.len() {
        if input[i] < 0x80 {
            out.push_char(vm, input[i] as u32)?;
            i += 1;
        } else {
            i = job.handle(&mut out, i, i + 1, "ordinal not in range(128)")?;
        }
    }
    out.finish(vm)
}

fn utf8(job: &DecodeJob<'_>, last: bool) -> PyResult<(Ref<Str>, usize)> {
    let (vm, input) = (job.vm, job.input());
    if let Ok(text) = std::str::from_utf8(input) {
        return Ok((vm.new_str(text)?, input.len()));
    }
    let mut out = vm.str_builder();
    let mut i = 0;
    while i < input.len() {
        let rest = &input[i..];
        let error = match std::str::from_utf8(rest) {
            Ok(text) => {
                out.push_str(vm, text)?;
                i = input.len();
                break;
            }
            Err(error) => error,
        };
        let valid = error.valid_up_to();
        out.push_str(vm, std::str::from_utf8(&rest[..valid]).unwrap_or_default())?;
        let start = i + valid;
        i = match error.error_len() {
            None if !last => {
                i = start;
                break;
            }
            None => job.handle(&mut out, start, input.len(), "unexpected end of data")?,
            Some(n) => {
                let starts = matches!(input[start], 0xc2..=0xf4);
                let reason = if starts { "invalid continuation byte" } else { "invalid start byte" };
                job.handle(&mut out, start, start + n, reason)?
            }
        };
    }
    Ok((out.finish(vm)?, i))
}

fn utf16(job: &DecodeJob<'_>, from: usize, order: Endian, last: bool) -> PyResult<(Ref<Str>, usize)> {
    let (vm, input) = (job.vm, job.input());
    let mut out: StrBuilder = vm.str_builder();
    let mut i = from;
    let unit = |at: usize| -> Option<u32> {
        let pair = *input.get(at..)?.first_chunk::<2>()?;
        Some(match order {
            Endian::Little => u16::from_le_bytes(pair),
            Endian::Big => u16::from_be_bytes(pair),
        } as u32)
    };
    while i < input.len() {
        let Some(c) = unit(i) else {
            if !last {
                break;
            }
            i = job.handle(&mut out, i, input.len(), "truncated data")?;
            continue;
        };
        match c {
            0xd800..=0xdbff => match unit(i + 2) {
                Some(low @ 0xdc00..=0xdfff) => {
                    out.push_char(vm, 0x10000 + ((c & 0x3ff) << 10 | (low & 0x3ff)))?;
                    i += 4;
                }
                Some(_) => i = job.handle(&mut out, i, i + 2, "illegal UTF-16 surrogate")?,
                None if !last => break,
                None => i = job.handle(&mut out, i, input.len(), "unexpected end of data")?,
            },
            0xdc00..=0xdfff => i = job.handle(&mut out, i, i + 2, "illegal encoding")?,
            c => {
                out.push_char(vm, c)?;
                i += 2;
            }
        }
    }
    Ok((out.finish(vm)?, i))
}

fn utf32(job: &DecodeJob<'_>, from: usize, order: Endian, last: bool) -> PyResult<(Ref<Str>, usize)> {
    let (vm, input) = (job.vm, job.input());
    let mut out = vm.str_builder();
    let mut i = from;
    while i < input.len() {
        let Some(quad) = input[i..].first_chunk::<4>() else {
            if !last {
                break;
            }
            i = job.handle(&mut out, i, input.len(), "truncated data")?;
            continue;
        };
        let c = match order {
            Endian::Little => u32::from_le_bytes(*quad),
            Endian::Big => u32::from_be_bytes(*quad),
        };
        match c {
            0xd800..=0xdfff => {
                let reason = "code point in surrogate code point range(0xd800, 0xe000)";
                i = job.handle(&mut out, i, i + 4, reason)?;
            }
            0x110000.. => i = job.handle(&mut out, i, i + 4, "code point not in range(0x110000)")?,
            c => {
                out.push_char(vm, c)?;
                i += 4;
            }
        }
    }
    Ok((out.finish(vm)?, i))
}
