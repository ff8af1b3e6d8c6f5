//! Text to bytes in the built-in encodings.

use hognose_heap::{HeapVec, Ref};

use super::super::Str;
use super::super::data::StrData;
use super::errors::{EncodeJob, Errors, Replacement, units16, units32};
use super::utf8::{self, is_surrogate};
use super::{Encoding, Endian};
use crate::raise::PyResult;
use crate::vm::Vm;

/// Encodes `s`.
pub fn encode(vm: &Vm, s: &Ref<Str>, encoding: Encoding, errors: &Errors) -> PyResult {
    match (encoding, s.data()) {
        (Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1, StrData::One(units)) if s.is_ascii() => {
            return vm.bytes(units);
        }
        (Encoding::Latin1, StrData::One(units)) => return vm.bytes(units),
        (Encoding::Utf8, data) => {
            if let Some(bytes) = utf8::measure(data) {
                vm.check_size(bytes as u128)?;
                return vm.bytes_filled(bytes, |out| utf8::write(data, out));
            }
        }
        _ => {}
    }
    let job = EncodeJob { vm, s, encoding, name: encoding.name(), errors };
    let mut out = HeapVec::new();
    encode_into(&job, &mut out, true)?;
    vm.bytes(&out)
}

/// Encodes at the end of `out`; `begins`: a byte order mark or signature is written first.
pub fn encode_into(job: &EncodeJob<'_>, out: &mut HeapVec<u8>, begins: bool) -> PyResult<()> {
    let vm = job.vm;
    if begins {
        let mark: &[u8] = match job.encoding {
            Encoding::Utf8Sig => b"\xef\xbb\xbf",
            Encoding::Utf16(None) => &units16(0xfeff, Endian::NATIVE),
            Encoding::Utf32(None) => &units32(0xfeff, Endian::NATIVE),
            _ => &[],
        };
        vm.retry(|heap| out.try_extend_from_slice(heap, mark))?;
    }
    let data = job.s.data();
    let n = data.len();
    vm.retry(|heap| out.try_reserve(heap, n))?;
    let (reason, runs) = match job.encoding {
        Encoding::Ascii => ("ordinal not in range(128)", true),
        Encoding::Latin1 => ("ordinal not in range(256)", true),
        Encoding::Utf8 | Encoding::Utf8Sig => ("surrogates not allowed", true),
        Encoding::Utf16(_) | Encoding::Utf32(_) => ("surrogates not allowed", false),
    };
    let mut i = 0;
    while i < n {
        if put(vm, out, job.encoding, data.at(i))? {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while runs && end < n && !can_encode(job.encoding, data.at(end)) {
            end += 1;
        }
        let (replacement, resume) = job.handle(i, end, reason)?;
        match replacement {
            Replacement::Bytes(bytes) => {
                let unit = match job.encoding {
                    Encoding::Utf16(_) => 2,
                    Encoding::Utf32(_) => 4,
                    _ => 1,
                };
                if bytes.tail().len() % unit != 0
                    || (unit > 1 && matches!(job.errors, Errors::SurrogateEscape))
                {
                    return Err(job.fail(i, end, reason));
                }
                vm.retry(|heap| out.try_extend_from_slice(heap, bytes.tail()))?;
            }
            Replacement::Text(text) => {
                for c in text.chars() {
                    if !put(vm, out, job.encoding, c)? {
                        return Err(job.fail(i, end, reason));
                    }
                }
            }
        }
        i = resume;
    }
    Ok(())
}

fn can_encode(encoding: Encoding, c: u32) -> bool {
    match encoding {
        Encoding::Ascii => c < 0x80,
        Encoding::Latin1 => c < 0x100,
        _ => !is_surrogate(c),
    }
}

/// Writes one character; false if the encoding does not have it.
#[inline]
fn put(vm: &Vm, out: &mut HeapVec<u8>, encoding: Encoding, c: u32) -> PyResult<bool> {
    if !can_encode(encoding, c) {
        return Ok(false);
    }
    let mut room = [0; 4];
    let bytes: &[u8] = match encoding {
        Encoding::Utf8 | Encoding::Utf8Sig => utf8::encode_char(c, &mut room),
        Encoding::Ascii | Encoding::Latin1 => {
            room[0] = c as u8;
            &room[..1]
        }
        Encoding::Utf16(order) => {
            let order = order.unwrap_or(Endian::NATIVE);
            if c < 0x10000 {
                room[..2].copy_from_slice(&units16(c as u16, order));
                &room[..2]
            } else {
                let c = c - 0x10000;
                room[..2].copy_from_slice(&units16(0xd800 | (c >> 10) as u16, order));
                room[2..].copy_from_slice(&units16(0xdc00 | (c & 0x3ff) as u16, order));
                &room
            }
        }
        Encoding::Utf32(order) => {
            room = units32(c, order.unwrap_or(Endian::NATIVE));
            &room
        }
    };
    vm.retry(|heap| out.try_extend_from_slice(heap, bytes))?;
    Ok(true)
}
