//! `ProbeTable`: a table of keys that is laid out, probed, grown and shrunk step for step as CPython's sets,
//! so that a walk over ints, floats or tuples yields CPython's order, after any sequence of changes.
//!
//! Does not hash, and decides equality only by identity; the caller decides the rest, outside of any borrow.
//! Algorithm: CPython's Objects/setobject.c (linear probes, then perturbation; a new key takes the last deleted slot
//! on its path, if there is one).
//!
//! ```text
//! 8 slots (every new set):  map: 8 x 3 bits, slot -> entry number + 1 | 0 empty | 5 deleted
//!                           block: 2 or 4 entries (key, hash), dense
//! more:                     block: 2^log2 slots (key or 0 or BLANK = deleted, hash)
//! ```
//!
//! # Invariants
//! S1: `used` counts live keys, `fill` those and the deleted slots; 5 x fill < 3 x mask between calls.
//! S2: with 8 slots the first `used` entries are written, each named by one code of the map.
//! S3: every method is done with the table's memory before it drops or hands out a removed key.

use std::cell::Cell;
use std::ptr::NonNull;

use super::ordered::KeyMatch;
use crate::heap::Heap;
use crate::payload::Trace;
use crate::tracer::Tracer;
use crate::value::Value;
use hognose_alloc::AllocError;

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const MIN_LOG2: u32 = 3;
/// From this size on, growing doubles instead of quadrupling.
const GENTLE_GROWTH: usize = 50_000;
const MAP_DELETED: u32 = 5;

/// A slot of a large table, or an entry of a small one. No key: empty; BLANK: deleted.
#[repr(C)]
struct Slot {
    key: Option<Value>,
    hash: i64,
}

const SLOT_BYTES: usize = size_of::<Slot>();
const _: () = assert!(SLOT_BYTES == 16);

// SAFETY: the key is reported once; BLANK is no object.
unsafe impl Trace for Slot {
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        if let Some(key) = &self.key {
            tracer.edge(key);
        }
    }
}

/// The end of a search.
#[derive(Clone, Debug)]
pub enum ProbeFound {
    /// The slot of the key.
    Slot(usize),
    Missing,
    /// The cursor's key must be compared by user code; afterwards `is_at` says whether the table still stands.
    Unsure(ProbeCursor, Value),
}

/// Where a search stopped.
#[derive(Clone, Copy, Debug)]
pub struct ProbeCursor {
    /// The candidate's slot.
    pub slot: usize,
    steps: Steps,
}

/// The slots that a hash visits.
#[derive(Clone, Copy, Debug)]
struct Steps {
    at: usize,
    base: usize,
    perturb: u64,
    left: usize,
}

impl Steps {
    #[inline(always)]
    fn new(hash: i64, mask: usize) -> Steps {
        let base = hash as usize & mask;
        Steps { at: base, base, perturb: hash as u64, left: Steps::run(base, mask) }
    }

    #[inline(always)]
    fn run(base: usize, mask: usize) -> usize {
        if base + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 }
    }

    #[inline(always)]
    fn step(&mut self, mask: usize) {
        if self.left > 0 {
            self.left -= 1;
            self.at += 1;
        } else {
            self.perturb >>= PERTURB_SHIFT;
            self.base = self.base.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & mask;
            self.left = Steps::run(self.base, mask);
            self.at = self.base;
        }
    }
}

/// Keys in CPython's set order. 24 bytes; an empty table has no block.
#[repr(C)]
pub struct ProbeTable {
    slots: Cell<*mut Slot>,
    fill: Cell<u32>,
    used: Cell<u32>,
    finger: Cell<u32>,
    /// log2 of the slots (5 bits), capacity of the small block (3 bits), the map (24 bits).
    form: Cell<u32>,
}

const _: () = assert!(size_of::<ProbeTable>() == 24);

impl Default for ProbeTable {
    fn default() -> ProbeTable {
        ProbeTable::new()
    }
}

impl ProbeTable {
    /// Empty, without a block.
    pub const fn new() -> ProbeTable {
        ProbeTable {
            slots: Cell::new(std::ptr::null_mut()),
            fill: Cell::new(0),
            used: Cell::new(0),
            finger: Cell::new(0),
            form: Cell::new(MIN_LOG2),
        }
    }

    /// Live keys.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.used.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.used.get() == 0
    }

    /// Live keys and deleted slots.
    #[inline(always)]
    pub fn fill(&self) -> usize {
        self.fill.get() as usize
    }

    #[inline(always)]
    fn log2(&self) -> u32 {
        self.form.get() & 31
    }

    #[inline(always)]
    fn is_small(&self) -> bool {
        self.log2() == MIN_LOG2
    }

    /// Slots less one.
    #[inline(always)]
    pub fn mask(&self) -> usize {
        (1usize << self.log2()) - 1
    }

    fn small_cap(&self) -> u32 {
        self.form.get() >> 5 & 7
    }

    #[inline(always)]
    fn map_code(&self, slot: usize) -> u32 {
        self.form.get() >> (8 + 3 * slot) & 7
    }

    fn set_map_code(&self, slot: usize, code: u32) {
        let shift = 8 + 3 * slot;
        self.form.set(self.form.get() & !(7 << shift) | code << shift);
    }

    fn block_slots(&self) -> usize {
        if self.is_small() { self.small_cap() as usize } else { self.mask() + 1 }
    }

    /// Bytes of the block, as asked for.
    pub fn allocated_bytes(&self) -> usize {
        self.block_slots() * SLOT_BYTES
    }

    #[inline(always)]
    fn slot_ptr(&self, i: usize) -> *mut Slot {
        // SAFETY: callers pass numbers inside the block.
        unsafe { self.slots.get().add(i) }
    }

    // ---- searching ----

    /// Finds `key`: among those of equal hash by identity, else by asking `eq`, which gets a copy.
    #[inline(always)]
    pub fn find(&self, hash: i64, key: &Value, eq: impl FnMut(&Value) -> KeyMatch) -> ProbeFound {
        if self.used.get() == 0 {
            return ProbeFound::Missing;
        }
        self.search(hash, key, Steps::new(hash, self.mask()), eq)
    }

    /// Goes on behind a candidate that was not equal; `is_at` must have said yes.
    pub fn find_after(
        &self,
        hash: i64,
        key: &Value,
        cursor: ProbeCursor,
        eq: impl FnMut(&Value) -> KeyMatch,
    ) -> ProbeFound {
        let mut steps = cursor.steps;
        let mask = self.mask();
        if steps.at > mask {
            return ProbeFound::Missing;
        }
        steps.step(mask);
        self.search(hash, key, steps, eq)
    }

    /// After user code ran: does the cursor's slot still hold this very key in a table of the same size?
    pub fn is_at(&self, cursor: ProbeCursor, key: &Value) -> bool {
        cursor.slot <= self.mask()
            && self.live_slot(cursor.slot).is_some_and(|s| s.key.as_ref().is_some_and(|k| k.same(key)))
    }

    #[inline(always)]
    fn search(
        &self,
        hash: i64,
        key: &Value,
        mut steps: Steps,
        mut eq: impl FnMut(&Value) -> KeyMatch,
    ) -> ProbeFound {
        let mask = self.mask();
        let small = self.is_small();
        loop {
            let at = steps.at & mask;
            let slot = if small {
                match self.map_code(at) {
                    0 => return ProbeFound::Missing,
                    MAP_DELETED => {
                        steps.step(mask);
                        continue;
                    }
                    code => self.slot_ptr(code as usize - 1),
                }
            } else {
                self.slot_ptr(at)
            };
            // SAFETY: S2, or below the number of slots, which are all written.
            let slot = unsafe { &*slot };
            let Some(stored) = &slot.key else { return ProbeFound::Missing };
            if slot.hash == hash {
                if stored.same(key) {
                    return ProbeFound::Slot(at);
                }
                if !stored.is_blank() {
                    let candidate = stored.clone();
                    match eq(&candidate) {
                        KeyMatch::Same => return ProbeFound::Slot(at),
                        KeyMatch::Different => {}
                        KeyMatch::Unsure => {
                            return ProbeFound::Unsure(ProbeCursor { slot: at, steps }, candidate);
                        }
                    }
                }
            }
            steps.step(mask);
        }
    }

    // ---- walking ----

    #[inline(always)]
    fn live_slot(&self, i: usize) -> Option<&Slot> {
        let slot = if self.is_small() {
            match self.map_code(i) {
                0 | MAP_DELETED => return None,
                code => self.slot_ptr(code as usize - 1),
            }
        } else {
            self.slot_ptr(i)
        };
        // SAFETY: S2, or a slot of the block. No caller keeps the reference past a change of the table.
        let slot = unsafe { &*slot };
        match &slot.key {
            Some(key) if !key.is_blank() => Some(slot),
            _ => None,
        }
    }

    /// The first live slot at or behind `pos`: (where to go on, key, hash).
    #[inline(always)]
    pub fn next(&self, pos: usize) -> Option<(usize, Value, i64)> {
        if self.used.get() == 0 {
            return None;
        }
        let mask = self.mask();
        let mut i = pos;
        while i <= mask {
            if let Some(slot) = self.live_slot(i) {
                return slot.key.as_ref().map(|k| (i + 1, k.clone(), slot.hash));
            }
            i += 1;
        }
        None
    }

    /// The key in slot `i`.
    pub fn key_at(&self, i: usize) -> Option<Value> {
        if i > self.mask() || self.used.get() == 0 {
            return None;
        }
        self.live_slot(i).and_then(|s| s.key.clone())
    }

    // ---- changing ----

    /// Adds a key that is not in the table; grows as CPython does. On failure nothing changed.
    #[inline]
    pub fn add_new(&self, heap: &Heap, hash: i64, key: &Value) -> Result<(), AllocError> {
        let (at, reused) = self.slot_for(hash);
        self.add_at(heap, hash, key, at, reused)
    }

    /// Adds a key whose equality is identity or `eq`'s answer, if it is not there: one walk along its path where
    /// nothing was deleted. None: the caller must find out by `find`, since user code has to compare.
    #[inline(always)]
    pub fn add_quick(
        &self,
        heap: &Heap,
        hash: i64,
        key: &Value,
        mut eq: impl FnMut(&Value) -> KeyMatch,
    ) -> Option<Result<(), AllocError>> {
        if self.fill.get() != self.used.get() {
            return None;
        }
        let mask = self.mask();
        let small = self.is_small();
        let mut steps = Steps::new(hash, mask);
        loop {
            let slot = if small {
                match self.map_code(steps.at) {
                    0 => break,
                    code => self.slot_ptr(code as usize - 1),
                }
            } else {
                self.slot_ptr(steps.at)
            };
            // SAFETY: S2, or below the number of slots, which are all written. `eq` runs no user code.
            let slot = unsafe { &*slot };
            let Some(stored) = &slot.key else { break };
            if slot.hash == hash {
                if stored.same(key) {
                    return Some(Ok(()));
                }
                match eq(stored) {
                    KeyMatch::Same => return Some(Ok(())),
                    KeyMatch::Different => {}
                    KeyMatch::Unsure => return None,
                }
            }
            steps.step(mask);
        }
        Some(self.add_at(heap, hash, key, steps.at, false))
    }

    /// Adds a key in a slot that is empty or, `reused`, deleted.
    #[inline(always)]
    fn add_at(&self, heap: &Heap, hash: i64, key: &Value, at: usize, reused: bool) -> Result<(), AllocError> {
        let used = self.used.get() as usize + 1;
        let fill = self.fill.get() as usize + !reused as usize;
        if !reused && fill * 5 >= self.mask() * 3 {
            return self.add_and_resize(heap, hash, key, used);
        }
        if self.is_small() && self.used.get() == self.small_cap() {
            self.grow_small(heap)?;
        }
        let slot = Slot { key: Some(key.clone()), hash };
        if self.is_small() {
            // SAFETY: the block has room for one more (just made sure).
            unsafe { self.slot_ptr(used - 1).write(slot) };
            self.set_map_code(at, used as u32);
        } else {
            // SAFETY: an empty or deleted slot of the block, which owns nothing.
            unsafe { self.slot_ptr(at).write(slot) };
        }
        self.fill.set(fill as u32);
        self.used.set(used as u32);
        Ok(())
    }

    /// Where a new key of this hash goes: the last deleted slot before the first empty one, or that one.
    #[inline(always)]
    fn slot_for(&self, hash: i64) -> (usize, bool) {
        if self.fill.get() == self.used.get() {
            return (self.empty_slot(hash), false);
        }
        let mask = self.mask();
        let mut deleted = None;
        let mut steps = Steps::new(hash, mask);
        loop {
            let (empty, dead) = if self.is_small() {
                (self.map_code(steps.at) == 0, self.map_code(steps.at) == MAP_DELETED)
            } else {
                // SAFETY: below the number of slots, which are all written.
                let key = unsafe { &(*self.slot_ptr(steps.at)).key };
                (key.is_none(), key.as_ref().is_some_and(Value::is_blank))
            };
            if empty {
                return (deleted.unwrap_or(steps.at), deleted.is_some());
            }
            if dead {
                deleted = Some(steps.at);
            }
            steps.step(mask);
        }
    }

    /// The first empty slot on the path of `hash`.
    #[inline(always)]
    fn empty_slot(&self, hash: i64) -> usize {
        let mask = self.mask();
        let small = self.is_small();
        let mut steps = Steps::new(hash, mask);
        loop {
            let empty = if small {
                self.map_code(steps.at) == 0
            } else {
                // SAFETY: below the number of slots, which are all written.
                unsafe { (*self.slot_ptr(steps.at)).key.is_none() }
            };
            if empty {
                return steps.at;
            }
            steps.step(mask);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow_small(&self, heap: &Heap) -> Result<(), AllocError> {
        let old = self.small_cap() as usize;
        let cap = if old == 0 { 2 } else { 4 };
        let p = super::buffer(heap, cap * SLOT_BYTES, false)?.cast::<Slot>().as_ptr();
        // SAFETY: the entries in use move over; the old block is freed without dropping them.
        unsafe {
            if old != 0 {
                p.copy_from_nonoverlapping(self.slots.get(), self.used.get() as usize);
            }
            free_slots(self.slots.get(), old);
        }
        self.slots.set(p);
        self.form.set(self.form.get() & !(7 << 5) | (cap as u32) << 5);
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn add_and_resize(&self, heap: &Heap, hash: i64, key: &Value, used: usize) -> Result<(), AllocError> {
        let target = ProbeTable::sized(heap, growth(used), used)?;
        let extra = self.empty_slot(hash);
        let mut moved = false;
        for i in 0..=self.mask() {
            if i == extra {
                target.insert_clean(hash, Some(key.clone()));
                moved = true;
            } else if let Some((key, hash)) = self.move_out(i) {
                target.insert_clean(hash, Some(key));
            }
        }
        debug_assert!(moved);
        self.adopt(&target);
        Ok(())
    }

    /// Reads slot `i` without leaving it: the caller forgets or overwrites the table's block.
    fn move_out(&self, i: usize) -> Option<(Value, i64)> {
        let slot = self.live_slot(i)?;
        // SAFETY: each slot is moved once, and `adopt` frees the block without dropping its keys.
        slot.key.as_ref().map(|k| (unsafe { k.copy_bits() }, slot.hash))
    }

    /// Takes over the slots of `target`, where all keys of this table have moved.
    fn adopt(&self, target: &ProbeTable) {
        let (old, count) = (self.slots.get(), self.block_slots());
        self.slots.set(target.slots.replace(std::ptr::null_mut()));
        self.form.set(target.form.replace(MIN_LOG2));
        self.fill.set(target.fill.replace(0));
        self.used.set(target.used.replace(0));
        // SAFETY: its keys were moved out.
        unsafe { free_slots(old, count) }
    }

    /// An empty table of CPython's size for `minused`, that has room for `room` keys.
    fn sized(heap: &Heap, minused: usize, room: usize) -> Result<ProbeTable, AllocError> {
        let mut log2 = MIN_LOG2;
        while (1usize << log2) <= minused {
            log2 += 1;
        }
        if log2 >= 31 {
            return Err(AllocError);
        }
        let out = ProbeTable::new();
        if log2 == MIN_LOG2 {
            if room > 0 {
                let cap = if room <= 2 { 2 } else { 4 };
                debug_assert!(room <= 4);
                out.slots.set(super::buffer(heap, cap * SLOT_BYTES, false)?.cast().as_ptr());
                out.form.set(MIN_LOG2 | (cap as u32) << 5);
            }
        } else {
            out.slots.set(super::buffer(heap, SLOT_BYTES << log2, true)?.cast().as_ptr());
            out.form.set(log2);
        }
        Ok(out)
    }

    /// Adds a key to a table that has no deleted slots, has room, and does not hold it.
    fn insert_clean(&self, hash: i64, key: Option<Value>) {
        let at = self.empty_slot(hash);
        let used = self.used.get() + 1;
        let to = if self.is_small() {
            assert!(used <= self.small_cap(), "room for the key");
            self.set_map_code(at, used);
            used as usize - 1
        } else {
            at
        };
        // SAFETY: an unused entry or an empty slot of the block.
        unsafe { self.slot_ptr(to).write(Slot { key, hash }) };
        self.fill.set(self.fill.get() + 1);
        self.used.set(used);
    }

    /// CPython's `set_table_resize`: moves all keys, in slot order, to a table of more than `minused` slots.
    pub fn resize(&self, heap: &Heap, minused: usize) -> Result<(), AllocError> {
        let target = ProbeTable::sized(heap, minused.max(self.len()), self.len())?;
        if self.used.get() > 0 {
            for i in 0..=self.mask() {
                if let Some((key, hash)) = self.move_out(i) {
                    target.insert_clean(hash, Some(key));
                }
            }
        }
        self.adopt(&target);
        Ok(())
    }

    /// Grows as CPython does before it adds `more` keys at once.
    pub fn presize(&self, heap: &Heap, more: usize) -> Result<(), AllocError> {
        if (self.fill() + more) * 5 >= self.mask() * 3 {
            self.resize(heap, (self.len() + more) * 2)
        } else {
            Ok(())
        }
    }

    /// Drops deleted slots after a difference if there are many.
    pub fn shrink_after_difference(&self, heap: &Heap) -> Result<(), AllocError> {
        if self.fill() - self.len() <= self.mask() / 4 {
            Ok(())
        } else {
            self.resize(heap, growth(self.len()))
        }
    }

    /// Copies all keys of `other` into this table, which has no fill (CPython's `set_merge` into an empty set).
    pub fn merge_into_empty(&self, heap: &Heap, other: &ProbeTable) -> Result<(), AllocError> {
        assert!(self.fill.get() == 0, "merge_into_empty into an empty table");
        if other.is_empty() {
            return Ok(());
        }
        self.presize(heap, other.len())?;
        let verbatim = self.mask() == other.mask() && other.fill.get() == other.used.get();
        if self.is_small() && (self.small_cap() as usize) < other.len() {
            let fresh = ProbeTable::sized(heap, 0, other.len())?;
            self.adopt(&fresh);
        }
        if verbatim && !self.is_small() {
            for i in 0..=other.mask() {
                // SAFETY: both blocks have this slot; the target's slots are empty.
                unsafe {
                    let from = &*other.slot_ptr(i);
                    if from.key.is_some() {
                        self.slot_ptr(i).write(Slot { key: from.key.clone(), hash: from.hash });
                    }
                }
            }
            self.fill.set(other.fill.get());
            self.used.set(other.used.get());
        } else if verbatim {
            for i in 0..other.len() {
                // SAFETY: S2; this block has room for as many entries.
                unsafe {
                    let from = &*other.slot_ptr(i);
                    self.slot_ptr(i).write(Slot { key: from.key.clone(), hash: from.hash });
                }
            }
            self.form.set(self.form.get() & 0xFF | other.form.get() & !0xFF);
            self.fill.set(other.fill.get());
            self.used.set(other.used.get());
        } else {
            let mut pos = 0;
            while let Some((next, key, hash)) = other.next(pos) {
                self.insert_clean(hash, Some(key));
                pos = next;
            }
        }
        Ok(())
    }

    /// Takes the key of slot `i` out; the slot counts as deleted.
    pub fn remove_at(&self, i: usize) -> Option<Value> {
        if i > self.mask() || self.used.get() == 0 {
            return None;
        }
        self.live_slot(i)?;
        let used = self.used.get() - 1;
        self.used.set(used);
        if !self.is_small() {
            // SAFETY: a live slot.
            return unsafe {
                std::ptr::replace(self.slot_ptr(i), Slot { key: Some(Value::BLANK), hash: -1 })
            }
            .key;
        }
        let code = self.map_code(i);
        self.set_map_code(i, MAP_DELETED);
        // SAFETY: S2: the entry is written; the last entry takes its place.
        let key = unsafe {
            let out = self.slot_ptr(code as usize - 1).read();
            if code != used + 1 {
                self.slot_ptr(code as usize - 1).copy_from_nonoverlapping(self.slot_ptr(used as usize), 1);
            }
            out.key
        };
        if code != used + 1 {
            for slot in 0..8 {
                if self.map_code(slot) == used + 1 {
                    self.set_map_code(slot, code);
                }
            }
        }
        key
    }

    /// Takes out the key at CPython's search finger.
    pub fn pop(&self) -> Option<Value> {
        if self.used.get() == 0 {
            return None;
        }
        let mask = self.mask();
        let mut i = self.finger.get() as usize & mask;
        while self.live_slot(i).is_none() {
            i = if i == mask { 0 } else { i + 1 };
        }
        self.finger.set(i as u32 + 1);
        self.remove_at(i)
    }

    /// Empties the table. The keys die after the table has let go of them.
    pub fn clear(&self) {
        drop(self.take());
    }

    /// Moves the keys to a new table and leaves this one empty.
    pub fn take(&self) -> ProbeTable {
        let out = ProbeTable::new();
        out.swap(self);
        out
    }

    /// Exchanges the contents of two tables (not their fingers).
    pub fn swap(&self, other: &ProbeTable) {
        self.slots.swap(&other.slots);
        self.fill.swap(&other.fill);
        self.used.swap(&other.used);
        self.form.swap(&other.form);
    }

    /// Proves S1 and S2, or says what is wrong.
    pub fn check(&self) -> Result<(), &'static str> {
        let mut live = 0;
        let mut codes = 0u32;
        if self.used.get() > 0 {
            for i in 0..=self.mask() {
                let Some(slot) = self.live_slot(i) else { continue };
                live += 1;
                if self.is_small() {
                    codes |= 1 << self.map_code(i);
                }
                let Some(key) = &slot.key else { return Err("a live slot without a key") };
                match self.find(slot.hash, key, |_| KeyMatch::Different) {
                    ProbeFound::Slot(j) if i == j => {}
                    _ => return Err("a live key is not found"),
                }
            }
        }
        if live != self.used.get() {
            return Err("used is not the number of live keys");
        }
        if self.is_small() && codes != ((1 << self.used.get()) - 1) << 1 {
            return Err("the map does not name each entry once");
        }
        if self.fill.get() < live || self.fill() * 5 >= self.mask() * 3 {
            return Err("fill is out of bounds");
        }
        Ok(())
    }
}

fn growth(used: usize) -> usize {
    if used > GENTLE_GROWTH { used * 2 } else { used * 4 }
}

/// # Safety
/// A block of `count` slots (or none), whose keys were moved out or dropped.
unsafe fn free_slots(slots: *mut Slot, count: usize) {
    if let (Some(p), true) = (NonNull::new(slots.cast::<u8>()), count != 0) {
        // SAFETY: allocated with this size.
        unsafe { super::free_buffer(p, count * SLOT_BYTES) }
    }
}

// SAFETY: each key in use is reported once.
unsafe impl Trace for ProbeTable {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        if self.used.get() == 0 {
            return;
        }
        let n = if self.is_small() { self.len() } else { self.mask() + 1 };
        // SAFETY: that many slots are written (S2); tracing changes nothing.
        tracer.items(unsafe { std::slice::from_raw_parts(self.slots.get(), n) });
    }
}

impl Drop for ProbeTable {
    fn drop(&mut self) {
        let (slots, count) = (self.slots.get(), self.block_slots());
        let mut left = self.used.get();
        let small = self.is_small();
        let mut i = 0;
        // In slot order, as far as there are keys.
        while left > 0 {
            let at = match small {
                false => i,
                true => match self.map_code(i) {
                    0 | MAP_DELETED => {
                        i += 1;
                        continue;
                    }
                    code => code as usize - 1,
                },
            };
            i += 1;
            // SAFETY: a written slot: there are `used` keys in all. Each is dropped once, and the block is freed unread.
            if let Some(key) = unsafe { std::ptr::read(&raw const (*slots.add(at)).key) }
                && !key.is_blank()
            {
                left -= 1;
            }
        }
        // SAFETY: nothing is left in it.
        unsafe { free_slots(slots, count) }
    }
}
