//! Shared strings: interned ones, the empty one, and the 256 latin-1 characters.
//!
//! An open-addressing table in the heap; `sweep`, after full collections, lets go of what nobody else holds.

use std::cell::{OnceCell, RefCell};

use hognose_heap::{HeapVec, Ref};

use super::{INTERNED, Str};
use crate::raise::PyResult;
use crate::vm::Vm;

/// The interpreter's shared strings.
pub struct Interned {
    table: RefCell<Table>,
    chars: [OnceCell<Ref<Str>>; 256],
    empty: OnceCell<Ref<Str>>,
}

struct Table {
    slots: HeapVec<Option<Ref<Str>>>,
    used: usize,
}

impl Default for Interned {
    fn default() -> Interned {
        Interned::new()
    }
}

const FIRST_SLOTS: usize = 1024;

impl Table {
    fn find(&self, hash: u32, same: impl Fn(&Str) -> bool) -> Result<&Ref<Str>, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        if self.slots.is_empty() {
            return Err(0);
        }
        let mut at = hash as usize & mask;
        loop {
            match &self.slots[at] {
                None => return Err(at),
                Some(s) if s.hash32() == hash && same(s) => return Ok(s),
                Some(_) => at = (at + 1) & mask,
            }
        }
    }
}

impl Interned {
    pub fn new() -> Interned {
        Interned {
            table: RefCell::new(Table { slots: HeapVec::new(), used: 0 }),
            chars: [const { OnceCell::new() }; 256],
            empty: OnceCell::new(),
        }
    }

    #[inline]
    pub(super) fn empty(&self, vm: &Vm) -> PyResult<Ref<Str>> {
        match self.empty.get() {
            Some(s) => Ok(s.clone()),
            None => {
                let s = vm.raw_str(0, 1, true, |_| ())?;
                self.intern_str(vm, &s)?;
                Ok(self.empty.get_or_init(|| s).clone())
            }
        }
    }

    #[inline]
    pub(super) fn latin1(&self, vm: &Vm, c: u8) -> PyResult<Ref<Str>> {
        match self.chars[c as usize].get() {
            Some(s) => Ok(s.clone()),
            None => {
                let s = vm.raw_str(1, 1, c < 0x80, |tail| tail[0] = c)?;
                self.intern_str(vm, &s)?;
                Ok(self.chars[c as usize].get_or_init(|| s).clone())
            }
        }
    }

    /// The one string of this text.
    pub fn intern(&self, vm: &Vm, text: &str) -> PyResult<Ref<Str>> {
        let s = vm.new_str(text)?;
        self.intern_str(vm, &s)
    }

    /// The one string of the text of `s`: `s` itself if it is the first.
    pub fn intern_str(&self, vm: &Vm, s: &Ref<Str>) -> PyResult<Ref<Str>> {
        if s.is_interned() {
            return Ok(s.clone());
        }
        let hash = s.hash32();
        if let Ok(found) = self.table.borrow().find(hash, |other| other.eq_str(s)) {
            return Ok(found.clone());
        }
        let s = vm.exact_str(s)?;
        self.reserve(vm)?;
        let mut table = self.table.borrow_mut();
        if let Err(at) = table.find(hash, |other| other.eq_str(&s)) {
            s.flags.set(s.flags.get() | INTERNED);
            table.slots[at] = Some(s.clone());
            table.used += 1;
        }
        Ok(s)
    }

    fn reserve(&self, vm: &Vm) -> PyResult<()> {
        let (len, used) = {
            let table = self.table.borrow();
            (table.slots.len(), table.used)
        };
        if (used + 1) * 3 <= len * 2 {
            return Ok(());
        }
        let grown = (len * 2).max(FIRST_SLOTS);
        let mut slots: HeapVec<Option<Ref<Str>>> = HeapVec::new();
        vm.retry(|heap| slots.try_resize(heap, grown, None))?;
        let mut table = self.table.borrow_mut();
        let old = std::mem::replace(&mut table.slots, slots);
        for s in old.into_iter().flatten() {
            if let Err(at) = table.find(s.hash32(), |_| false) {
                table.slots[at] = Some(s);
            }
        }
        Ok(())
    }

    /// Lets go of the strings that nobody else holds.
    pub fn sweep(&self, vm: &Vm) {
        let mut table = self.table.borrow_mut();
        let kept = table.slots.iter().flatten().filter(|s| s.as_object().refcount() > 1).count();
        if kept == table.used {
            return;
        }
        let size = (kept * 2).next_power_of_two().max(FIRST_SLOTS);
        let mut slots: HeapVec<Option<Ref<Str>>> = HeapVec::new();
        if slots.try_resize(vm.heap(), size, None).is_err() {
            return;
        }
        vm.forget_cached_names();
        let old = std::mem::replace(&mut table.slots, slots);
        for s in old.into_iter().flatten().filter(|s| s.as_object().refcount() > 1) {
            if let Err(at) = table.find(s.hash32(), |_| false) {
                table.slots[at] = Some(s);
            }
        }
        table.used = kept;
    }

    /// Number of interned strings.
    pub fn len(&self) -> usize {
        self.table.borrow().used
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Vm {
    /// The one string of the text of `s`.
    pub fn intern_str(&self, s: &Ref<Str>) -> PyResult<Ref<Str>> {
        self.interned.intern_str(self, s)
    }
}
