//! `str`: immutable text, 1, 2 or 4 bytes a character.
//!
//! The methods stand in files by topic; this one has the payload and what native code asks of it.
//! Formatting is in src/format/.
//!
//! ```text
//! payload, 16 bytes:  len u32 | hash u32 | capacity u32 | kind u8 | flags u8 | -
//! tail:               len * kind bytes of characters, then spare room up to capacity
//! ```
//!
//! # Invariants
//! D1 (data.rs): narrowest kind. T1 to T3 (tail.rs): who may touch the tail. S1: a string that anyone else can see
//! never changes; concat.rs extends one in place only while it holds the only reference.

#![allow(clippy::disallowed_methods, reason = "a copy of a text that is in the heap")]

pub mod builder;
mod case;
mod classify;
pub mod codec;
mod concat;
pub mod data;
mod find;
pub mod hash;
mod intern;
mod iter;
mod make;
mod new;
pub(crate) mod repr;
pub mod search;
mod sequence;
mod split;
mod strip;
mod table;
mod tail;
mod translate;
pub mod unicode;

use std::borrow::Cow;
use std::cell::Cell;

use hognose_derive::Trace;
use hognose_heap::{Payload, Ref, ShapeId, Value};

pub use builder::StrBuilder;
pub use concat::{concat, concat_in_place, join_parts, repeat};
pub(crate) use concat::{fill_repeated, join, repeat_count};
pub use data::{Chars, StrData, Unit, with_units};
pub(crate) use find::bounds;
pub use intern::Interned;
pub use iter::{ITERATOR_TYPE, StrIterator};
pub(crate) use new::text_option;
pub(crate) use sequence::cannot_index;
pub use sequence::{compare, contains_str, get_item};
pub(crate) use split::{rsplit_space, split_lines, split_space};
pub(crate) use strip::center_margins;
pub use strip::pad;
pub use table::TYPE;

const ASCII: u8 = 1;
const INTERNED: u8 = 2;

/// The payload of str.
#[derive(Trace)]
pub struct Str {
    len: Cell<u32>,
    /// 0: not computed (or no characters).
    hash: Cell<u32>,
    /// Bytes of the tail.
    capacity: u32,
    kind: u8,
    flags: Cell<u8>,
}

impl Payload for Str {
    const NAME: &'static str = "str";
    const SHAPE: ShapeId = crate::shapes::STR;
    type Tail = u8;
    fn tail_len(&self) -> usize {
        self.capacity as usize
    }
}

/// Characters that may be copied out of the heap without asking.
const SMALL_COPY: usize = 64 * 1024;

impl Str {
    /// Number of characters.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes a character: 1, 2 or 4.
    #[inline(always)]
    pub fn kind(&self) -> u8 {
        self.kind
    }

    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.flags.get() & ASCII != 0
    }

    #[inline(always)]
    pub fn is_interned(&self) -> bool {
        self.flags.get() & INTERNED != 0
    }

    /// An instance of str itself and of no subclass.
    #[inline(always)]
    pub fn is_exact(&self) -> bool {
        tail::object(self).shape() == crate::shapes::STR
    }

    /// The characters as stored, in native byte order.
    #[inline(always)]
    pub fn unit_bytes(&self) -> &[u8] {
        &tail::tail(self)[..self.len() * self.kind as usize]
    }

    /// A character is NUL.
    pub fn holds_nul(&self) -> bool {
        if self.kind == 1 {
            memchr::memchr(0, self.unit_bytes()).is_some()
        } else {
            self.chars().any(|c| c == 0)
        }
    }

    /// The characters.
    #[inline(always)]
    pub fn data(&self) -> StrData<'_> {
        let bytes = self.unit_bytes();
        match self.kind {
            1 => StrData::One(bytes),
            2 => StrData::Two(bytemuck::cast_slice(bytes)),
            _ => StrData::Four(bytemuck::cast_slice(bytes)),
        }
    }

    /// The text, if it is ASCII.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        if self.is_ascii() { std::str::from_utf8(self.unit_bytes()).ok() } else { None }
    }

    /// The bytes, if the text is ASCII.
    #[inline(always)]
    pub fn ascii_bytes(&self) -> Option<&[u8]> {
        if self.is_ascii() { Some(self.unit_bytes()) } else { None }
    }

    /// Code points.
    #[inline]
    pub fn chars(&self) -> Chars<'_> {
        self.data().chars()
    }

    /// The code point at `i`, which must be in range.
    #[inline]
    pub fn char_at(&self, i: usize) -> u32 {
        self.data().at(i)
    }

    /// The text as UTF-8; surrogates are replaced. The copy of a text that is not ASCII is Rust's: of a big one for
    /// which the heap's limit has no room, only the beginning is copied, and MemoryError follows before the next
    /// instruction that looks for such.
    pub fn to_utf8(&self) -> Cow<'_, str> {
        match self.as_str() {
            Some(text) => Cow::Borrowed(text),
            None if self.len() > SMALL_COPY && !self.may_be_copied() => {
                let beginning = self.chars().take(SMALL_COPY);
                Cow::Owned(
                    beginning.map(|c| char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER)).collect(),
                )
            }
            None => Cow::Owned(self.data().to_string_lossy()),
        }
    }

    /// Whether the limit has room for a copy in UTF-8, and for one of that.
    #[cold]
    fn may_be_copied(&self) -> bool {
        let heap = tail::object(self).heap();
        let fits = heap.memory().charge(self.len() * (self.kind as usize + 1) * 2).is_ok();
        if !fits {
            heap.breaker().raise(crate::runtime::BREAK_MEMORY);
        }
        fits
    }

    /// The text as UTF-8, surrogates encoded like other characters (WTF-8).
    pub fn wtf8(&self) -> Cow<'_, [u8]> {
        match self.ascii_bytes() {
            Some(bytes) => Cow::Borrowed(bytes),
            None => {
                let whole = self.len() <= SMALL_COPY || self.may_be_copied();
                let length = if whole { self.len() } else { SMALL_COPY };
                let mut out = Vec::with_capacity(length * 2);
                for c in self.chars().take(length) {
                    let mut room = [0; 4];
                    out.extend_from_slice(codec::utf8::encode_char(c, &mut room));
                }
                Cow::Owned(out)
            }
        }
    }

    /// The hash, computed once.
    #[inline(always)]
    pub fn hash32(&self) -> u32 {
        let hash = self.hash.get();
        if hash != 0 { hash } else { self.hash_slow() }
    }

    #[inline(never)]
    fn hash_slow(&self) -> u32 {
        let seed = tail::object(self).heap().user_word();
        // Text of one byte a character hashes as bytes of the same values do.
        let hash = hash::hash_bytes(seed ^ (self.kind as u64 & !1), self.unit_bytes());
        self.hash.set(hash);
        hash
    }

    /// Equal text.
    #[inline]
    pub fn eq_str(&self, other: &Str) -> bool {
        if std::ptr::eq(self, other) {
            return true;
        }
        if self.len.get() != other.len.get() || self.kind != other.kind {
            return false;
        }
        let (a, b) = (self.hash.get(), other.hash.get());
        if a != 0 && b != 0 && a != b {
            return false;
        }
        self.unit_bytes() == other.unit_bytes()
    }

    /// Order of code points.
    #[inline]
    pub fn cmp_str(&self, other: &Str) -> std::cmp::Ordering {
        self.data().cmp(&other.data())
    }

    /// Could be a name in a program.
    pub fn is_identifier(&self) -> bool {
        let mut chars = self.chars();
        chars.next().is_some_and(unicode::is_identifier_start) && chars.all(unicode::is_identifier_continue)
    }

    /// Equal to Rust text.
    pub fn is_text(&self, text: &str) -> bool {
        match self.ascii_bytes() {
            Some(bytes) => bytes == text.as_bytes(),
            None => self.len() <= text.len() && self.chars().eq(text.chars().map(|c| c as u32)),
        }
    }
}

impl PartialEq<str> for Str {
    fn eq(&self, text: &str) -> bool {
        self.is_text(text)
    }
}

/// `self` of a method as a string. Its descriptor has checked the class.
#[inline(always)]
pub(super) fn this<'a>(vm: &crate::vm::Vm, args: &'a [Value]) -> crate::raise::PyResult<&'a Ref<Str>> {
    crate::prelude::self_of::<Str>(vm, args)
}

impl crate::vm::Vm {
    /// The class name of an argument as messages about arguments show it: None stands for itself.
    pub(crate) fn type_or_none(&self, v: &Value) -> String {
        if v.is_none() { "None".to_owned() } else { self.tn(v) }
    }
}
