//! Makes strings: the only place where a `Str` comes to be.
//!
//! # Invariants
//! D1 (data.rs) is upheld here: every maker narrows. The empty string and the 256 latin-1 characters are
//! shared objects.

use std::cell::Cell;

use hognose_heap::{Ref, Value};

use super::data::{StrData, Unit, kind_for};
use super::{ASCII, Str, StrBuilder};
use crate::class::Class;
use crate::raise::PyResult;
use crate::vm::Vm;

impl Str {
    fn payload(len: u32, capacity: u32, kind: u8, ascii: bool) -> Str {
        Str {
            len: Cell::new(len),
            hash: Cell::new(0),
            capacity,
            kind,
            flags: Cell::new(if ascii { ASCII } else { 0 }),
        }
    }
}

/// Length and size of a string's tail as the header stores them.
fn measure(vm: &Vm, len: usize, kind: u8) -> PyResult<(u32, u32)> {
    let bytes = len as u128 * kind as u128;
    match (u32::try_from(len), u32::try_from(bytes)) {
        (Ok(len), Ok(bytes)) => {
            if bytes > 1 << 16 {
                vm.check_size(bytes as u128)?;
            }
            Ok((len, bytes))
        }
        _ => Err(vm.memory_error()),
    }
}

impl Vm {
    /// A string of `len` characters of `kind` bytes, written by `fill` into `len * kind` bytes. Keeps D1 only if the
    /// caller does: `kind` is the narrowest, `ascii` the truth.
    #[inline]
    pub(crate) fn raw_str(
        &self,
        len: usize,
        kind: u8,
        ascii: bool,
        fill: impl Fn(&mut [u8]),
    ) -> PyResult<Ref<Str>> {
        let (len, bytes) = measure(self, len, kind)?;
        self.retry(|heap| {
            heap.alloc_bytes(
                crate::shapes::STR,
                Str::payload(len, bytes, kind, ascii),
                bytes as usize,
                |tail| fill(tail),
            )
        })
    }

    /// As `raw_str`, with room for `capacity` bytes, so that the string can be extended in place.
    pub(crate) fn raw_str_roomy(
        &self,
        len: usize,
        kind: u8,
        ascii: bool,
        capacity: usize,
        fill: impl Fn(&mut [u8]),
    ) -> PyResult<Ref<Str>> {
        let (len, bytes) = measure(self, len, kind)?;
        let capacity = u32::try_from(capacity).unwrap_or(u32::MAX).max(bytes);
        let roomy = self.heap().alloc_bytes(
            crate::shapes::STR,
            Str::payload(len, capacity, kind, ascii),
            capacity as usize,
            |tail| fill(&mut tail[..bytes as usize]),
        );
        match roomy {
            Ok(s) => Ok(s),
            // No room for spare room.
            Err(_) => self.raw_str(len as usize, kind, ascii, fill),
        }
    }

    /// `''`, shared.
    #[inline]
    pub fn empty_str(&self) -> PyResult<Ref<Str>> {
        self.interned.empty(self)
    }

    /// The string of one character.
    #[inline]
    pub fn char_str(&self, c: u32) -> PyResult<Ref<Str>> {
        match c {
            0..=0xff => self.interned.latin1(self, c as u8),
            0x100..=0xffff => {
                self.raw_str(1, 2, false, |tail| tail.copy_from_slice(&(c as u16).to_ne_bytes()))
            }
            _ => self.raw_str(1, 4, false, |tail| tail.copy_from_slice(&c.to_ne_bytes())),
        }
    }

    /// A string from Rust text.
    #[inline]
    pub fn new_str(&self, text: &str) -> PyResult<Ref<Str>> {
        if text.is_ascii() { self.ascii_str(text.as_bytes()) } else { self.new_str_wide(text) }
    }

    /// A string from Rust text, as a value.
    #[inline]
    pub fn str(&self, text: &str) -> PyResult<Value> {
        Ok(self.new_str(text)?.into_value())
    }

    /// A string from bytes that are known to be ASCII.
    #[inline]
    pub fn ascii_str(&self, bytes: &[u8]) -> PyResult<Ref<Str>> {
        debug_assert!(bytes.is_ascii());
        match bytes {
            [] => self.empty_str(),
            [c] => self.interned.latin1(self, *c),
            _ => self.copied_str([bytes], bytes.len(), 1, true),
        }
    }

    /// As `raw_str`, of characters that are there in their final width.
    #[inline]
    pub(crate) fn copied_str<const N: usize>(
        &self,
        parts: [&[u8]; N],
        len: usize,
        kind: u8,
        ascii: bool,
    ) -> PyResult<Ref<Str>> {
        let (len, bytes) = measure(self, len, kind)?;
        self.retry(|heap| heap.alloc_copy(crate::shapes::STR, Str::payload(len, bytes, kind, ascii), parts))
    }

    #[inline(never)]
    fn new_str_wide(&self, text: &str) -> PyResult<Ref<Str>> {
        let (mut len, mut max) = (0, 0);
        for c in text.chars() {
            len += 1;
            max = max.max(c as u32);
        }
        if len == 1 {
            return self.char_str(max);
        }
        match kind_for(max) {
            1 => self.raw_str(len, 1, false, |tail| {
                for (to, c) in tail.iter_mut().zip(text.chars()) {
                    *to = c as u32 as u8;
                }
            }),
            2 => self.raw_str(len, 2, false, |tail| {
                for (to, c) in tail.chunks_exact_mut(2).zip(text.chars()) {
                    to.copy_from_slice(&(c as u32 as u16).to_ne_bytes());
                }
            }),
            _ => self.raw_str(len, 4, false, |tail| {
                for (to, c) in tail.chunks_exact_mut(4).zip(text.chars()) {
                    to.copy_from_slice(&(c as u32).to_ne_bytes());
                }
            }),
        }
    }

    /// A string from UTF-8 in which surrogates may stand (WTF-8); what is no character at all is replaced.
    pub fn str_from_wtf8(&self, bytes: &[u8]) -> PyResult<Ref<Str>> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return self.new_str(text);
        }
        let mut out = self.str_builder();
        let mut rest = bytes;
        while !rest.is_empty() {
            let valid = match std::str::from_utf8(rest) {
                Ok(text) => text.len(),
                Err(error) => error.valid_up_to(),
            };
            out.push_str(self, std::str::from_utf8(&rest[..valid]).unwrap_or_default())?;
            rest = match &rest[valid..] {
                [] => break,
                [0xed, a @ 0xa0..=0xbf, b @ 0x80..=0xbf, rest @ ..] => {
                    out.push_char(self, 0xd000 | (*a as u32 & 0x3f) << 6 | (*b as u32 & 0x3f))?;
                    rest
                }
                [_, rest @ ..] => {
                    out.push_char(self, 0xfffd)?;
                    rest
                }
            };
        }
        out.finish(self)
    }

    /// A string of latin-1 characters.
    #[inline]
    pub fn latin1_str(&self, units: &[u8]) -> PyResult<Ref<Str>> {
        match units {
            [] => self.empty_str(),
            [c] => self.interned.latin1(self, *c),
            _ => self.copied_str([units], units.len(), 1, units.is_ascii()),
        }
    }

    /// A string of the given characters, of whatever width, narrowed.
    pub fn str_from_data(&self, data: StrData<'_>) -> PyResult<Ref<Str>> {
        match data {
            StrData::One(units) => self.latin1_str(units),
            StrData::Two(units) => self.narrowed(units, data),
            StrData::Four(units) => self.narrowed(units, data),
        }
    }

    /// A string of the given code points.
    pub fn str_from_chars(&self, chars: &[u32]) -> PyResult<Ref<Str>> {
        self.str_from_data(StrData::Four(chars))
    }

    fn narrowed<U: Unit>(&self, units: &[U], data: StrData<'_>) -> PyResult<Ref<Str>> {
        if let [c] = units {
            return self.char_str((*c).into());
        }
        let max = data.max_char();
        match kind_for(max) {
            1 if units.is_empty() => self.empty_str(),
            kind => self.raw_str(units.len(), kind, max < 0x80, |tail| data.copy_to_kind(kind, tail)),
        }
    }

    /// Characters `start..end` of `s`: `s` itself where that is all of an exact string.
    #[inline]
    pub fn substr(&self, s: &Ref<Str>, start: usize, end: usize) -> PyResult<Ref<Str>> {
        if start == 0 && end == s.len() && s.is_exact() {
            return Ok(s.clone());
        }
        match s.ascii_bytes() {
            Some(bytes) => self.ascii_str(&bytes[start..end]),
            None => self.str_from_data(s.data().slice(start, end)),
        }
    }

    /// `s`, or an exact string with its text if `s` is an instance of a subclass.
    #[inline]
    pub fn exact_str(&self, s: &Ref<Str>) -> PyResult<Ref<Str>> {
        self.substr(s, 0, s.len())
    }

    /// An instance of a subclass of str with the text of `s`.
    pub(crate) fn str_of_class(&self, class: &Ref<Class>, s: &Ref<Str>) -> PyResult {
        let (len, bytes) = measure(self, s.len(), s.kind)?;
        self.alloc_payload_bytes(
            class,
            bytes as usize,
            || Str::payload(len, bytes, s.kind, s.is_ascii()),
            |tail| tail.copy_from_slice(s.unit_bytes()),
        )
    }

    /// Something to put a string together in.
    pub fn str_builder(&self) -> StrBuilder {
        StrBuilder::new()
    }
}
