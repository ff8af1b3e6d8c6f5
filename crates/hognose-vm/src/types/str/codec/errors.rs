//! Error handlers of codecs: the built-in ones, and those that programs register.

use hognose_heap::{HeapVec, Ref, Value};

use super::super::data::StrData;
use super::super::repr::push_escape;
use super::super::{Str, StrBuilder};
use super::escape::Style;
use super::utf8::is_surrogate;
use super::{Encoding, Endian, registry};
use crate::raise::{PyResult, Raised};
use crate::types::bytes::Bytes;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// What to do with what cannot be encoded or decoded.
#[derive(Clone, Debug)]
pub enum Errors {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
    /// Looked up in the registry when an error comes.
    Registered(Ref<Str>),
}

impl Errors {
    pub fn named(name: Option<&Ref<Str>>) -> Errors {
        let Some(name) = name else { return Errors::Strict };
        match name.ascii_bytes() {
            Some(b"strict") => Errors::Strict,
            Some(b"ignore") => Errors::Ignore,
            Some(b"replace") => Errors::Replace,
            Some(b"backslashreplace") => Errors::BackslashReplace,
            Some(b"xmlcharrefreplace") => Errors::XmlCharRefReplace,
            Some(b"namereplace") => Errors::NameReplace,
            Some(b"surrogateescape") => Errors::SurrogateEscape,
            Some(b"surrogatepass") => Errors::SurrogatePass,
            _ => Errors::Registered(name.clone()),
        }
    }
}

/// What stands in for characters that could not be encoded.
pub enum Replacement {
    Text(Ref<Str>),
    Bytes(Ref<Bytes>),
}

/// One encoding at work: what errors are about.
pub struct EncodeJob<'a> {
    pub vm: &'a Vm,
    pub s: &'a Ref<Str>,
    pub encoding: Encoding,
    /// The name that errors show: mostly the encoding's.
    pub name: &'static str,
    pub errors: &'a Errors,
}

impl EncodeJob<'_> {
    fn exception_args(&self, start: usize, end: usize, reason: &str) -> PyResult<[Value; 5]> {
        let vm = self.vm;
        Ok([
            vm.str(self.name)?,
            self.s.to_value(),
            vm.int(start as i64)?,
            vm.int(end as i64)?,
            vm.str(reason)?,
        ])
    }

    /// Raises UnicodeEncodeError.
    #[cold]
    pub fn fail(&self, start: usize, end: usize, reason: &str) -> Raised {
        match self.exception_args(start, end, reason) {
            Ok(args) => self.vm.raise_args(&self.vm.exc.unicode_encode_error, &args),
            Err(raised) => raised,
        }
    }

    fn text(&self, text: &str, resume: usize) -> PyResult<(Replacement, usize)> {
        Ok((Replacement::Text(self.vm.new_str(text)?), resume))
    }

    /// Characters `start..end` cannot be encoded: what to write instead, and where to go on.
    pub fn handle(&self, start: usize, end: usize, reason: &str) -> PyResult<(Replacement, usize)> {
        let (vm, data) = (self.vm, self.s.data().slice(start, end));
        match self.errors {
            Errors::Strict => Err(self.fail(start, end, reason)),
            Errors::Ignore => self.text("", end),
            Errors::Replace => {
                let mut out = vm.str_builder();
                out.push_repeated(vm, '?' as u32, end - start)?;
                Ok((Replacement::Text(out.finish(vm)?), end))
            }
            Errors::BackslashReplace => self.built(end, data, |out, c| push_escape(vm, out, c)),
            Errors::XmlCharRefReplace => {
                self.built(end, data, |out, c| out.write(vm, format_args!("&#{c};")))
            }
            Errors::NameReplace => self.built(end, data, |out, c| push_name(vm, out, c)),
            Errors::SurrogateEscape => self.escaped_bytes(start, end, reason),
            Errors::SurrogatePass => self.passed_surrogates(start, end, reason),
            Errors::Registered(name) => {
                let handler = registry::lookup_error(vm, name)?;
                let args = self.exception_args(start, end, reason)?;
                let exc = crate::types::exception::new(vm, &vm.exc.unicode_encode_error, &args)?;
                let result = vm.call(&handler, &[exc])?;
                self.handler_result(&result)
            }
        }
    }

    fn built(
        &self,
        end: usize,
        data: StrData<'_>,
        mut push: impl FnMut(&mut StrBuilder, u32) -> PyResult<()>,
    ) -> PyResult<(Replacement, usize)> {
        let mut out = self.vm.str_builder();
        for c in data.chars() {
            push(&mut out, c)?;
        }
        Ok((Replacement::Text(out.finish(self.vm)?), end))
    }

    /// Surrogates that stand for bytes become those bytes.
    fn escaped_bytes(&self, start: usize, end: usize, reason: &str) -> PyResult<(Replacement, usize)> {
        let vm = self.vm;
        let mut bytes = HeapVec::new();
        let mut at = start;
        while at < end {
            let c = self.s.char_at(at);
            if !(0xdc80..=0xdcff).contains(&c) {
                break;
            }
            vm.retry(|heap| bytes.try_push(heap, c as u8))?;
            at += 1;
        }
        if at == start {
            return Err(self.fail(start, end, reason));
        }
        Ok((Replacement::Bytes(vm.new_bytes(&bytes)?), at))
    }

    /// Surrogates are encoded like other characters, where the encoding can.
    fn passed_surrogates(&self, start: usize, end: usize, reason: &str) -> PyResult<(Replacement, usize)> {
        let vm = self.vm;
        let mut bytes = HeapVec::new();
        for at in start..end {
            let c = self.s.char_at(at);
            if !is_surrogate(c) {
                return Err(self.fail(start, end, reason));
            }
            let mut room = [0; 4];
            let encoded: &[u8] = match self.encoding {
                Encoding::Utf8 | Encoding::Utf8Sig => super::utf8::encode_char(c, &mut room),
                Encoding::Utf16(order) => {
                    room[..2].copy_from_slice(&units16(c as u16, order.unwrap_or(Endian::NATIVE)));
                    &room[..2]
                }
                Encoding::Utf32(order) => {
                    room = units32(c, order.unwrap_or(Endian::NATIVE));
                    &room
                }
                _ => return Err(self.fail(start, end, reason)),
            };
            vm.retry(|heap| bytes.try_extend_from_slice(heap, encoded))?;
        }
        Ok((Replacement::Bytes(vm.new_bytes(&bytes)?), end))
    }

    fn handler_result(&self, result: &Value) -> PyResult<(Replacement, usize)> {
        let vm = self.vm;
        let refuse = || vm.type_error("encoding error handler must return (str/bytes, int) tuple");
        let items = result.get::<Tuple>().map(|t| t.items()).filter(|t| t.len() == 2).ok_or_else(refuse)?;
        let replacement = if let Some(text) = items[0].get::<Str>() {
            Replacement::Text(text.clone())
        } else if let Some(bytes) = items[0].get::<Bytes>() {
            Replacement::Bytes(bytes.clone())
        } else {
            return Err(refuse());
        };
        Ok((replacement, resume_at(vm, &items[1], self.s.len(), refuse)?))
    }
}

fn resume_at(vm: &Vm, v: &Value, len: usize, refuse: impl Fn() -> Raised) -> PyResult<usize> {
    if !crate::types::int::is_int(v) {
        return Err(refuse());
    }
    let at = vm.index_i64(v)?;
    let resume = if at < 0 { at + len as i64 } else { at };
    match usize::try_from(resume) {
        Ok(resume) if resume <= len => Ok(resume),
        _ => Err(vm.index_error(format_args!("position {at} from error handler out of bounds"))),
    }
}

/// Two bytes of a UTF-16 unit.
pub fn units16(c: u16, order: Endian) -> [u8; 2] {
    match order {
        Endian::Little => c.to_le_bytes(),
        Endian::Big => c.to_be_bytes(),
    }
}

/// Four bytes of a UTF-32 unit.
pub fn units32(c: u32, order: Endian) -> [u8; 4] {
    match order {
        Endian::Little => c.to_le_bytes(),
        Endian::Big => c.to_be_bytes(),
    }
}

fn push_name(vm: &Vm, out: &mut StrBuilder, c: u32) -> PyResult<()> {
    match char::from_u32(c).and_then(unicode_names2::name) {
        Some(name) => out.write(vm, format_args!("\\N{{{name}}}")),
        None => push_escape(vm, out, c),
    }
}

/// One decoding at work.
pub struct DecodeJob<'a> {
    pub vm: &'a Vm,
    pub bytes: &'a Ref<Bytes>,
    /// Where the text starts, behind a signature: errors count from there.
    pub skipped: usize,
    pub name: &'static str,
    pub errors: &'a Errors,
}

impl<'a> DecodeJob<'a> {
    /// The bytes to decode.
    pub fn input(&self) -> &'a [u8] {
        &self.bytes.tail()[self.skipped..]
    }

    fn exception_args(&self, start: usize, end: usize, reason: &str) -> PyResult<[Value; 5]> {
        let vm = self.vm;
        let object =
            if self.skipped == 0 { self.bytes.to_value() } else { vm.new_bytes(self.input())?.into_value() };
        Ok([vm.str(self.name)?, object, vm.int(start as i64)?, vm.int(end as i64)?, vm.str(reason)?])
    }

    #[cold]
    pub fn fail(&self, start: usize, end: usize, reason: &str) -> Raised {
        match self.exception_args(start, end, reason) {
            Ok(args) => self.vm.raise_args(&self.vm.exc.unicode_decode_error, &args),
            Err(raised) => raised,
        }
    }

    /// Bytes `start..end` cannot be decoded: writes what stands in for them; where to go on.
    pub fn handle(&self, out: &mut StrBuilder, start: usize, end: usize, reason: &str) -> PyResult<usize> {
        let (vm, bytes) = (self.vm, &self.input()[start..end]);
        match self.errors {
            Errors::Strict => Err(self.fail(start, end, reason)),
            Errors::Ignore => Ok(end),
            Errors::Replace => {
                out.push_char(vm, 0xfffd)?;
                Ok(end)
            }
            Errors::BackslashReplace => {
                for &byte in bytes {
                    push_escape(vm, out, byte as u32)?;
                }
                Ok(end)
            }
            Errors::SurrogateEscape => {
                let high = bytes.iter().take_while(|&&byte| byte >= 0x80).count();
                if high == 0 {
                    return Err(self.fail(start, end, reason));
                }
                for &byte in &bytes[..high] {
                    out.push_char(vm, 0xdc00 + byte as u32)?;
                }
                Ok(start + high)
            }
            Errors::SurrogatePass => match self.passed_surrogate(start) {
                Some((c, width)) => {
                    out.push_char(vm, c)?;
                    Ok(start + width)
                }
                None => Err(self.fail(start, end, reason)),
            },
            Errors::XmlCharRefReplace | Errors::NameReplace => {
                Err(vm.type_error("don't know how to handle UnicodeDecodeError in error callback"))
            }
            Errors::Registered(name) => {
                let handler = registry::lookup_error(vm, name)?;
                let args = self.exception_args(start, end, reason)?;
                let exc = crate::types::exception::new(vm, &vm.exc.unicode_decode_error, &args)?;
                let result = vm.call(&handler, std::slice::from_ref(&exc))?;
                let refuse = || vm.type_error("decoding error handler must return (str, int) tuple");
                let items =
                    result.get::<Tuple>().map(|t| t.items()).filter(|t| t.len() == 2).ok_or_else(refuse)?;
                let text = items[0].get::<Str>().ok_or_else(refuse)?;
                let object = vm.getattr_str(&exc, "object")?;
                if !object.is::<Bytes>() {
                    return Err(vm.type_error("object attribute must be bytes"));
                }
                let other = object.get::<Bytes>().filter(|other| other.tail() != self.input());
                let len = other.map_or(self.input().len(), |other| other.tail().len());
                let resume = resume_at(vm, &items[1], len, refuse)?;
                out.push(vm, text)?;
                let Some(other) = other else { return Ok(resume) };
                // The handler put other bytes in place of these: what is left of them is decoded instead.
                let _guard = vm.enter_recursion(" while decoding")?;
                let rest = vm.new_bytes(&other.tail()[resume..])?;
                let decoded = match (Encoding::named(self.name), self.name) {
                    (Some(encoding), _) => super::decode::decode(vm, &rest, encoding, self.errors, true)?.0,
                    (None, "unicodeescape") => {
                        super::escape::decode(vm, &rest, Style::Full, self.errors, true)?.0
                    }
                    (None, "rawunicodeescape") => {
                        super::escape::decode(vm, &rest, Style::Raw, self.errors, true)?.0
                    }
                    _ => return Ok(resume.min(self.input().len())),
                };
                out.push(vm, &decoded)?;
                Ok(self.input().len())
            }
        }
    }

    /// The surrogate encoded at `start`, and its bytes.
    fn passed_surrogate(&self, start: usize) -> Option<(u32, usize)> {
        let rest = &self.input()[start..];
        let (c, width) = match self.name {
            "utf-8" => match rest {
                [0xed, a @ 0xa0..=0xbf, b @ 0x80..=0xbf, ..] => {
                    (0xd000 | (*a as u32 & 0x3f) << 6 | (*b as u32 & 0x3f), 3)
                }
                _ => return None,
            },
            "utf-16-le" => (u16::from_le_bytes(*rest.first_chunk()?) as u32, 2),
            "utf-16-be" => (u16::from_be_bytes(*rest.first_chunk()?) as u32, 2),
            "utf-32-le" => (u32::from_le_bytes(*rest.first_chunk()?), 4),
            "utf-32-be" => (u32::from_be_bytes(*rest.first_chunk()?), 4),
            _ => return None,
        };
        is_surrogate(c).then_some((c, width))
    }
}
