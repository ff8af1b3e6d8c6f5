//! Encodings: text to bytes and back.
//!
//! UTF-8, ASCII, latin-1, UTF-16 and UTF-32 are here; any other name goes to the codec registry
//! (registry.rs), which asks the `encodings` package.

pub mod charmap;
pub mod decode;
pub mod encode;
pub mod errors;
pub mod escape;
mod handlers;
pub mod module;
pub mod registry;
pub mod utf8;

use hognose_heap::{Ref, Value};

pub use errors::Errors;

use super::Str;
use crate::raise::PyResult;
use crate::types::bytes::Bytes;
use crate::vm::Vm;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Endian {
    Little,
    Big,
}

impl Endian {
    pub const NATIVE: Endian = if cfg!(target_endian = "little") { Endian::Little } else { Endian::Big };
}

/// The encodings that need no registry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    Utf8,
    /// UTF-8 with a signature before it.
    Utf8Sig,
    Ascii,
    Latin1,
    /// None: native order, with a byte order mark.
    Utf16(Option<Endian>),
    Utf32(Option<Endian>),
}

impl Encoding {
    /// The encoding of a name, in any of its usual spellings.
    pub fn named(name: &str) -> Option<Encoding> {
        if matches!(name, "utf-8" | "utf8") {
            return Some(Encoding::Utf8);
        }
        let mut room = [0u8; 16];
        let mut n = 0;
        for c in name.bytes() {
            let c = match c {
                b'-' | b' ' => b'_',
                c => c.to_ascii_lowercase(),
            };
            *room.get_mut(n)? = c;
            n += 1;
        }
        Some(match &room[..n] {
            b"utf_8" | b"utf8" | b"u8" | b"utf" | b"utf8_ucs2" | b"utf8_ucs4" | b"cp65001" => Encoding::Utf8,
            b"utf_8_sig" | b"utf8_sig" => Encoding::Utf8Sig,
            b"ascii" | b"us_ascii" | b"646" | b"ansi_x3.4_1968" => Encoding::Ascii,
            b"latin_1" | b"latin1" | b"latin" | b"l1" | b"iso_8859_1" | b"iso8859_1" | b"iso8859"
            | b"8859" | b"cp819" => Encoding::Latin1,
            b"utf_16" | b"utf16" | b"u16" => Encoding::Utf16(None),
            b"utf_16_le" | b"utf_16le" | b"utf16_le" | b"unicodelittleunmarked" => {
                Encoding::Utf16(Some(Endian::Little))
            }
            b"utf_16_be" | b"utf_16be" | b"utf16_be" | b"unicodebigunmarked" => {
                Encoding::Utf16(Some(Endian::Big))
            }
            b"utf_32" | b"utf32" | b"u32" => Encoding::Utf32(None),
            b"utf_32_le" | b"utf_32le" | b"utf32_le" => Encoding::Utf32(Some(Endian::Little)),
            b"utf_32_be" | b"utf_32be" | b"utf32_be" => Encoding::Utf32(Some(Endian::Big)),
            _ => return None,
        })
    }

    /// The name that errors show.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Sig => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Utf16(None) => "utf-16",
            Encoding::Utf16(Some(Endian::Little)) => "utf-16-le",
            Encoding::Utf16(Some(Endian::Big)) => "utf-16-be",
            Encoding::Utf32(None) => "utf-32",
            Encoding::Utf32(Some(Endian::Little)) => "utf-32-le",
            Encoding::Utf32(Some(Endian::Big)) => "utf-32-be",
        }
    }
}

fn encoding_of(name: Option<&Ref<Str>>) -> Option<Encoding> {
    match name {
        None => Some(Encoding::Utf8),
        Some(name) if name.is_text("utf-8") => Some(Encoding::Utf8),
        Some(name) => Encoding::named(name.as_str()?),
    }
}

/// `s.encode(encoding, errors)`.
pub fn encode(vm: &Vm, s: &Ref<Str>, encoding: Option<&Ref<Str>>, errors: Option<&Ref<Str>>) -> PyResult {
    match encoding_of(encoding) {
        Some(encoding) => encode::encode(vm, s, encoding, &Errors::named(errors)),
        None => match encoding {
            Some(name) => registry::encode_text(vm, s, name, errors),
            None => encode::encode(vm, s, Encoding::Utf8, &Errors::named(errors)),
        },
    }
}

/// `object.decode(encoding, errors)` of a bytes-like object.
pub fn decode(
    vm: &Vm,
    object: &Value,
    encoding: Option<&Ref<Str>>,
    errors: Option<&Ref<Str>>,
) -> PyResult<Ref<Str>> {
    match (encoding_of(encoding), encoding) {
        (None, Some(name)) => registry::decode_text(vm, object, name, errors),
        (known, _) => {
            // An error handler is Python code: it must find the bytes as they were.
            let bytes: Ref<Bytes> = vm.bytes_of_buffer(object)?;
            let encoding = known.unwrap_or(Encoding::Utf8);
            if encoding == Encoding::Utf8 && bytes.tail().is_ascii() {
                return vm.ascii_str(bytes.tail());
            }
            Ok(decode::decode(vm, &bytes, encoding, &Errors::named(errors), true)?.0)
        }
    }
}
