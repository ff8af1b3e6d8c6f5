//! `StrBuilder`: puts a string together piece by piece, in a buffer in the heap that widens when it must.
//!
//! A short text never has such a buffer: it begins in the builder itself.
//!
//! # Invariants
//! B1: `kind` is the narrowest that holds what was pushed, `ascii` the truth: `finish` need not look again.

use std::fmt;

use hognose_heap::{HeapVec, Ref, Value};

use super::Str;
use super::data::{StrData, kind_for};
use crate::raise::{PyResult, Raised};
use crate::vm::Vm;

/// Characters of one byte that the builder itself holds.
const SMALL: usize = 64;

pub struct StrBuilder {
    /// The first characters, while `units` has no room and all of them are of one byte.
    small: [u8; SMALL],
    units: HeapVec<u8>,
    len: usize,
    kind: u8,
    ascii: bool,
}

impl Default for StrBuilder {
    fn default() -> StrBuilder {
        StrBuilder::new()
    }
}

impl StrBuilder {
    pub const fn new() -> StrBuilder {
        StrBuilder { small: [0; SMALL], units: HeapVec::new(), len: 0, kind: 1, ascii: true }
    }

    /// Characters so far.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Room for `more` characters of the present width.
    pub fn reserve(&mut self, vm: &Vm, more: usize) -> PyResult<()> {
        let bytes = more.saturating_mul(self.kind as usize);
        vm.check_size(bytes as u128)?;
        if self.is_small() {
            return if self.len + more <= SMALL { Ok(()) } else { self.spill(vm, more) };
        }
        let units = &mut self.units;
        vm.retry(|heap| units.try_reserve(heap, bytes))
    }

    #[inline(always)]
    fn is_small(&self) -> bool {
        self.units.capacity() == 0
    }

    /// Moves the characters to the heap, with room for `more`.
    #[cold]
    #[inline(never)]
    fn spill(&mut self, vm: &Vm, more: usize) -> PyResult<()> {
        let (units, small) = (&mut self.units, &self.small[..self.len]);
        vm.retry(|heap| {
            units.try_reserve(heap, small.len() + more.max(SMALL))?;
            units.try_extend_from_slice(heap, small)
        })
    }

    #[cold]
    #[inline(never)]
    fn widen(&mut self, vm: &Vm, kind: u8) -> PyResult<()> {
        let mut wide = HeapVec::new();
        let bytes = self.len * kind as usize;
        vm.check_size(bytes as u128)?;
        vm.retry(|heap| wide.try_resize(heap, bytes, 0u8))?;
        if self.len != 0 {
            self.data().copy_to_kind(kind, &mut wide);
        }
        self.units = wide;
        self.kind = kind;
        Ok(())
    }

    /// The characters so far.
    pub fn data(&self) -> StrData<'_> {
        match self.kind {
            _ if self.len == 0 => StrData::One(&[]),
            1 if self.is_small() => StrData::One(&self.small[..self.len]),
            1 => StrData::One(&self.units),
            2 => StrData::Two(bytemuck::cast_slice(&self.units)),
            _ => StrData::Four(bytemuck::cast_slice(&self.units)),
        }
    }

    #[inline]
    pub fn push_char(&mut self, vm: &Vm, c: u32) -> PyResult<()> {
        if c < 0x80 && self.kind == 1 {
            if self.is_small() {
                if let Some(place) = self.small.get_mut(self.len) {
                    *place = c as u8;
                    self.len += 1;
                    return Ok(());
                }
                self.spill(vm, 1)?;
            }
            let units = &mut self.units;
            vm.retry(|heap| units.try_push(heap, c as u8))?;
            self.len += 1;
            return Ok(());
        }
        self.push_char_slow(vm, c)
    }

    fn push_char_slow(&mut self, vm: &Vm, c: u32) -> PyResult<()> {
        let kind = kind_for(c);
        if kind > self.kind {
            self.widen(vm, kind)?;
        }
        self.ascii &= c < 0x80;
        if self.is_small() && kind_for(c) == 1 && self.kind == 1 {
            self.spill(vm, 1)?;
        }
        let (kind, units) = (self.kind, &mut self.units);
        vm.retry(|heap| match kind {
            1 => units.try_push(heap, c as u8),
            2 => units.try_extend_from_slice(heap, &(c as u16).to_ne_bytes()),
            _ => units.try_extend_from_slice(heap, &c.to_ne_bytes()),
        })?;
        self.len += 1;
        Ok(())
    }

    /// `n` times the same character.
    pub fn push_repeated(&mut self, vm: &Vm, c: u32, n: usize) -> PyResult<()> {
        if n == 0 {
            return Ok(());
        }
        self.push_char(vm, c)?;
        self.reserve(vm, n - 1)?;
        if self.kind == 1 && self.is_small() {
            // There is room, as was just seen.
            self.small[self.len..self.len + n - 1].fill(c as u8);
            self.len += n - 1;
            return Ok(());
        }
        if self.kind == 1 {
            let (units, to) = (&mut self.units, self.len + n - 1);
            vm.retry(|heap| units.try_resize(heap, to, c as u8))?;
            self.len += n - 1;
            return Ok(());
        }
        for _ in 1..n {
            self.push_char(vm, c)?;
        }
        Ok(())
    }

    /// Rust text.
    #[inline]
    pub fn push_str(&mut self, vm: &Vm, text: &str) -> PyResult<()> {
        if self.kind == 1 && text.is_ascii() {
            return self.push_latin1_units(vm, text.as_bytes());
        }
        for c in text.chars() {
            self.push_char(vm, c as u32)?;
        }
        Ok(())
    }

    #[inline]
    fn push_latin1_units(&mut self, vm: &Vm, bytes: &[u8]) -> PyResult<()> {
        if self.is_small() {
            if let Some(room) = self.small.get_mut(self.len..self.len + bytes.len()) {
                room.copy_from_slice(bytes);
                self.len += bytes.len();
                return Ok(());
            }
            vm.check_size(bytes.len() as u128)?;
            self.spill(vm, bytes.len())?;
        }
        let units = &mut self.units;
        vm.retry(|heap| units.try_extend_from_slice(heap, bytes))?;
        self.len += bytes.len();
        Ok(())
    }

    /// A whole string.
    #[inline]
    pub fn push(&mut self, vm: &Vm, s: &Ref<Str>) -> PyResult<()> {
        if s.is_ascii() && self.kind == 1 {
            return self.push_latin1_units(vm, s.unit_bytes());
        }
        self.push_sized(vm, s.data(), s.kind(), s.is_ascii())
    }

    /// Bytes that are known to be ASCII.
    #[inline]
    pub fn push_data_ascii(&mut self, vm: &Vm, bytes: &[u8]) -> PyResult<()> {
        debug_assert!(bytes.is_ascii());
        if self.kind == 1 {
            self.push_latin1_units(vm, bytes)
        } else {
            self.push_sized(vm, StrData::One(bytes), 1, true)
        }
    }

    /// Characters of any width; the narrowest kind is found out.
    pub fn push_data(&mut self, vm: &Vm, data: StrData<'_>) -> PyResult<()> {
        let max = data.max_char();
        self.push_sized(vm, data, kind_for(max), max < 0x80)
    }

    fn push_sized(&mut self, vm: &Vm, data: StrData<'_>, kind: u8, ascii: bool) -> PyResult<()> {
        if data.is_empty() {
            return Ok(());
        }
        if kind > self.kind {
            self.widen(vm, kind)?;
        }
        self.ascii &= ascii;
        let kind = self.kind;
        if let (StrData::One(units), 1) = (data, kind) {
            return self.push_latin1_units(vm, units);
        }
        if kind == 1 && self.is_small() {
            self.spill(vm, data.len())?;
        }
        let from = self.units.len();
        let to = from + data.len() * kind as usize;
        vm.check_size(to as u128)?;
        let units = &mut self.units;
        vm.retry(|heap| units.try_resize(heap, to, 0))?;
        data.copy_to_kind(kind, &mut self.units[from..]);
        self.len += data.len();
        Ok(())
    }

    /// `str(v)` of a value.
    pub fn push_display(&mut self, vm: &Vm, v: &Value) -> PyResult<()> {
        let text = vm.to_str(v)?;
        self.push(vm, &text)
    }

    /// `repr(v)` of a value.
    pub fn push_repr(&mut self, vm: &Vm, v: &Value) -> PyResult<()> {
        let text = vm.repr(v)?;
        self.push(vm, &text)
    }

    /// Rust's formatting, as `write!`.
    pub fn write(&mut self, vm: &Vm, args: fmt::Arguments<'_>) -> PyResult<()> {
        if let Some(text) = args.as_str() {
            return self.push_str(vm, text);
        }
        let mut writer = Writer { vm, builder: self, raised: None };
        let written = fmt::Write::write_fmt(&mut writer, args);
        match (writer.raised, written) {
            (Some(raised), _) => Err(raised),
            (None, Ok(())) => Ok(()),
            (None, Err(fmt::Error)) => Err(vm.system_error("a value could not be displayed")),
        }
    }

    /// Drops the last characters, down to `len`.
    pub fn truncate(&mut self, len: usize) {
        if len < self.len && self.kind == 1 {
            // Wider kinds are never cut: the characters that made them wide might go (B1).
            if !self.is_small() {
                self.units.truncate(len);
            }
            self.len = len;
        }
    }

    /// The string.
    pub fn finish(self, vm: &Vm) -> PyResult<Ref<Str>> {
        match (self.len, self.kind) {
            (0, _) => vm.empty_str(),
            (1, 1) => vm.char_str(self.data().at(0)),
            (len, kind) => {
                let units: &[u8] =
                    if kind == 1 && self.is_small() { &self.small[..len] } else { &self.units };
                vm.copied_str([units], len, kind, self.ascii)
            }
        }
    }

    /// The string, as a value.
    pub fn finish_value(self, vm: &Vm) -> PyResult {
        Ok(self.finish(vm)?.into_value())
    }
}

struct Writer<'a> {
    vm: &'a Vm,
    builder: &'a mut StrBuilder,
    raised: Option<Raised>,
}

impl fmt::Write for Writer<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.builder.push_str(self.vm, text).map_err(|raised| {
            self.raised = Some(raised);
            fmt::Error
        })
    }
}
