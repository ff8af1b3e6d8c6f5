//! `OrderedTable`: a hash table that keeps its pairs in the order of insertion.
//!
//! Does not hash, and decides equality only by identity: for everything else it asks the caller, who gets
//! copies, so that no borrow is open when other code runs. Entries keep their numbers until the table's
//! key set changes; iteration goes by entry number and survives any change.
//!
//! # Invariants
//! O1: `live` counts the live entries; all are in `first..used` (see block.rs for B1 to B3).
//! O2: `version` is 0 or a number that no other key set of any table has; each change of the key set or of
//! an entry's number resets it. Replacing a value does not.
//! O3: every method is done with the table's memory before it drops or hands out a removed pair.
//!
//! `check` proves O1 and B3.

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

use super::block::{Block, Entry, Form, IndexWord, Path};
use crate::heap::Heap;
use crate::object::{HEADER_BYTES, Object, Ref};
use crate::payload::{Payload, Trace};
use crate::shape::{TRACED, UNTRACK_ATOMIC};
use crate::tracer::Tracer;
use crate::value::Value;
use hognose_alloc::AllocError;

/// The owner is not tracked as long as all pairs are atoms.
const LAZY: u8 = 1;

/// What the caller says about a stored key whose hash is equal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyMatch {
    Same,
    Different,
    /// Only user code can tell: the search stops and hands the key out.
    Unsure,
}

/// The end of a search.
#[derive(Clone, Debug)]
pub enum Found {
    Entry(u32),
    Missing,
    /// The key of the cursor's entry must be compared by user code. If the keys' version is the same
    /// afterwards, the answer is that entry, or the search goes on from the cursor; else it starts again.
    Unsure(Cursor),
}

/// Where a search stopped.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    /// The candidate.
    pub entry: u32,
    at: u32,
    perturb: u32,
}

/// Key-value pairs in insertion order. 24 bytes; an empty table has no block.
#[repr(C)]
pub struct OrderedTable {
    entries: Cell<*mut Entry>,
    used: Cell<u32>,
    live: Cell<u32>,
    version: Cell<u32>,
    log2: Cell<u8>,
    small_cap: Cell<u8>,
    flags: Cell<u8>,
}

const _: () = assert!(size_of::<OrderedTable>() == 24);

static NEXT_VERSION: AtomicU32 = AtomicU32::new(1);

/// A number that nobody has; 0 when all have been given out. No number is given out twice: caches rely on it for the
/// addresses that they remember.
#[cold]
pub(super) fn fresh_version(next: &AtomicU32) -> u32 {
    let more = |v: u32| (v != 0).then(|| v.wrapping_add(1));
    next.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).unwrap_or(0)
}

impl Default for OrderedTable {
    fn default() -> OrderedTable {
        OrderedTable::new()
    }
}

impl OrderedTable {
    /// Empty, without a block.
    pub const fn new() -> OrderedTable {
        OrderedTable {
            entries: Cell::new(std::ptr::null_mut()),
            used: Cell::new(0),
            live: Cell::new(0),
            version: Cell::new(0),
            log2: Cell::new(0),
            small_cap: Cell::new(0),
            flags: Cell::new(0),
        }
    }

    /// Live pairs.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.live.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.live.get() == 0
    }

    /// One past the last entry number in use.
    #[inline(always)]
    pub fn end(&self) -> u32 {
        self.used.get()
    }

    #[inline(always)]
    fn block(&self) -> Block {
        Block {
            entries: self.entries.get(),
            form: Form { log2: self.log2.get(), small_cap: self.small_cap.get() },
        }
    }

    fn set_block(&self, block: Block) {
        self.entries.set(block.entries);
        self.log2.set(block.form.log2);
        self.small_cap.set(block.form.small_cap);
    }

    /// Bytes of the block, as asked for.
    pub fn allocated_bytes(&self) -> usize {
        self.block().form.bytes()
    }

    /// Pairs that fit before the table grows.
    pub fn capacity(&self) -> usize {
        self.block().form.capacity() as usize
    }

    /// Number of the present key set (O2). 0 after four thousand million key sets: nothing may be remembered by it then.
    #[inline(always)]
    pub fn version(&self) -> u32 {
        let v = self.version.get();
        if v != 0 {
            return v;
        }
        let v = fresh_version(&NEXT_VERSION);
        self.version.set(v);
        v
    }

    /// As `version`, but 0 if it was not asked for since the key set changed.
    #[inline(always)]
    pub fn known_version(&self) -> u32 {
        self.version.get()
    }

    /// The entry `i`, if there is one whose key is bit for bit this word.
    #[inline(always)]
    fn entry_of_key(&self, i: u32, key: u64) -> Option<*mut Entry> {
        if i >= self.used.get() {
            return None;
        }
        let entry = self.block().entry(i);
        // SAFETY: entries below `used` are written (B1).
        unsafe { ((*entry).key.bits() == key).then_some(entry) }
    }

    /// The value of entry `i` if its key is bit for bit this word: for caches that remember where a key stood.
    #[inline(always)]
    pub fn value_if_key(&self, i: u32, key: u64) -> Option<Value> {
        // SAFETY: as in entry_of_key.
        self.entry_of_key(i, key).map(|entry| unsafe { (*entry).value.clone() })
    }

    /// Replaces the value of entry `i` if its key is bit for bit this word; else hands `value` back.
    #[inline]
    pub fn set_value_if_key(&self, i: u32, key: u64, value: Value) -> Result<Value, Value> {
        match self.entry_of_key(i, key) {
            Some(_) => Ok(self.set_value_at(i, value)),
            None => Err(value),
        }
    }

    /// Where the value of entry `i` stands. To be read only while the entry is known to be live: the same `version` says so.
    #[inline(always)]
    pub fn value_ptr(&self, i: u32) -> *const Value {
        let entry = self.entries.get().wrapping_add(i as usize);
        // Plain address arithmetic: nothing is read here.
        entry.cast::<Value>().wrapping_add(1).cast_const()
    }

    #[inline(always)]
    fn keys_changed(&self) {
        self.version.set(0);
    }

    // ---- searching ----

    /// Finds `key`: by identity, else among the keys of equal hash by asking `eq`, which gets a copy.
    #[inline(always)]
    pub fn find(&self, hash: u32, key: &Value, eq: impl FnMut(&Value) -> KeyMatch) -> Found {
        match self.log2.get() {
            0 => self.find_small(hash, key, 0, eq),
            log2 => {
                let path = Path::new(hash, ((1u64 << log2) - 1) as u32);
                match log2 {
                    1..=8 => self.find_as::<u8>(hash, key, path, eq),
                    9..=16 => self.find_as::<u16>(hash, key, path, eq),
                    _ => self.find_as::<u32>(hash, key, path, eq),
                }
            }
        }
    }

    /// Goes on behind a candidate that was not equal. The version must still be the same.
    pub fn find_after(
        &self,
        hash: u32,
        key: &Value,
        cursor: Cursor,
        eq: impl FnMut(&Value) -> KeyMatch,
    ) -> Found {
        let log2 = self.log2.get();
        if log2 == 0 {
            return self.find_small(hash, key, cursor.entry + 1, eq);
        }
        let mut path = Path { at: cursor.at, perturb: cursor.perturb, mask: self.block().mask() };
        path.at &= path.mask;
        path.step();
        match log2 {
            1..=8 => self.find_as::<u8>(hash, key, path, eq),
            9..=16 => self.find_as::<u16>(hash, key, path, eq),
            _ => self.find_as::<u32>(hash, key, path, eq),
        }
    }

    #[inline(always)]
    fn find_small(&self, hash: u32, key: &Value, from: u32, mut eq: impl FnMut(&Value) -> KeyMatch) -> Found {
        let used = self.used.get();
        if used == 0 {
            return Found::Missing;
        }
        let block = self.block();
        // SAFETY: a small block has four lanes, and eight from a capacity of five on (B2).
        let mut lanes = unsafe { super::block::lanes_equal(block.hashes(), hash, used > 4) };
        lanes &= ((1u32 << used) - 1) & !((1u32 << from) - 1);
        while lanes != 0 {
            let i = lanes.trailing_zeros();
            lanes &= lanes - 1;
            // SAFETY: below used (B1).
            let stored = unsafe { &(*block.entry(i)).key };
            if stored.same(key) {
                return Found::Entry(i);
            }
            if stored.is_blank() {
                continue;
            }
            let candidate = stored.clone();
            match eq(&candidate) {
                KeyMatch::Same => return Found::Entry(i),
                KeyMatch::Different => {}
                KeyMatch::Unsure => return Found::Unsure(Cursor { entry: i, at: 0, perturb: 0 }),
            }
        }
        Found::Missing
    }

    #[inline(always)]
    fn find_as<I: IndexWord>(
        &self,
        hash: u32,
        key: &Value,
        mut path: Path,
        mut eq: impl FnMut(&Value) -> KeyMatch,
    ) -> Found {
        let block = self.block();
        loop {
            // SAFETY: masked; all words are written.
            let word = unsafe { *block.word::<I>(path.at) };
            if word == I::EMPTY {
                return Found::Missing;
            }
            if word != I::DELETED {
                let i = word.entry();
                // SAFETY: a named entry is below used (B3, B1).
                let stored = unsafe { &(*block.entry(i)).key };
                if stored.same(key) {
                    return Found::Entry(i);
                }
                if block.hash(i) == hash && !stored.is_blank() {
                    let candidate = stored.clone();
                    match eq(&candidate) {
                        KeyMatch::Same => return Found::Entry(i),
                        KeyMatch::Different => {}
                        KeyMatch::Unsure => {
                            return Found::Unsure(Cursor { entry: i, at: path.at, perturb: path.perturb });
                        }
                    }
                }
            }
            path.step();
        }
    }

    // ---- entries by number ----

    #[inline(always)]
    fn live_entry(&self, i: u32) -> Option<&Entry> {
        if i >= self.used.get() {
            return None;
        }
        // SAFETY: below used (B1). No caller keeps the reference past a change of the table.
        let entry = unsafe { &*self.block().entry(i) };
        if entry.key.is_blank() { None } else { Some(entry) }
    }

    /// The value of entry `i`, if it is live.
    #[inline(always)]
    pub fn value_at(&self, i: u32) -> Option<Value> {
        self.live_entry(i).map(|e| e.value.clone())
    }

    /// The key of entry `i`, if it is live.
    #[inline(always)]
    pub fn key_at(&self, i: u32) -> Option<Value> {
        self.live_entry(i).map(|e| e.key.clone())
    }

    /// The stored hash of entry `i`, if it is live.
    #[inline(always)]
    pub fn hash_at(&self, i: u32) -> Option<u32> {
        self.live_entry(i).map(|_| self.block().hash(i))
    }

    /// Is entry `i` live, and its key this very one?
    #[inline(always)]
    pub fn has_key_at(&self, i: u32, key: &Value) -> bool {
        self.live_entry(i).is_some_and(|e| e.key.same(key))
    }

    /// Replaces the value of entry `i` and returns the old one; gives `value` back if the entry is not live.
    #[inline(always)]
    pub fn set_value_at(&self, i: u32, value: Value) -> Value {
        if self.live_entry(i).is_none() {
            return value;
        }
        self.about_to_hold(&value);
        // SAFETY: live, so below used.
        unsafe { std::ptr::replace(&raw mut (*self.block().entry(i)).value, value) }
    }

    /// The first live entry at or behind `pos`.
    #[inline(always)]
    pub fn next_live(&self, pos: u32) -> Option<u32> {
        let used = self.used.get();
        if pos >= used {
            return None;
        }
        let block = self.block();
        let mut i = pos.max(block.first());
        while i < used {
            // SAFETY: below used (B1).
            if unsafe { !(*block.entry(i)).key.is_blank() } {
                return Some(i);
            }
            i += 1;
        }
        None
    }

    /// The last live entry below `end`.
    #[inline(always)]
    pub fn prev_live(&self, end: u32) -> Option<u32> {
        let block = self.block();
        let mut i = end.min(self.used.get());
        let first = if i == 0 { 0 } else { block.first() };
        while i > first {
            i -= 1;
            // SAFETY: below used (B1).
            if unsafe { !(*block.entry(i)).key.is_blank() } {
                return Some(i);
            }
        }
        None
    }

    /// The pair at or behind `pos`, and where to go on.
    #[inline(always)]
    pub fn entry_at(&self, pos: u32) -> Option<(u32, Value, Value)> {
        let i = self.next_live(pos)?;
        let e = self.live_entry(i)?;
        Some((i + 1, e.key.clone(), e.value.clone()))
    }

    // ---- growing ----

    /// Can `insert_new` be called?
    #[inline(always)]
    pub fn has_room(&self) -> bool {
        let form = Form { log2: self.log2.get(), small_cap: self.small_cap.get() };
        if form.log2 == 0 {
            self.used.get() < form.small_cap as u32
        } else {
            let block = self.block();
            block.fill() < form.capacity() && self.used.get() < form.capacity()
        }
    }

    /// Makes room for one more pair.
    #[inline(always)]
    pub fn reserve_one(&self, heap: &Heap) -> Result<(), AllocError> {
        if self.has_room() { Ok(()) } else { self.grow_slow(heap, 1, 0) }
    }

    /// Makes room for `more` pairs more.
    pub fn reserve(&self, heap: &Heap, more: usize) -> Result<(), AllocError> {
        let room = self.block().form.capacity() - self.used.get();
        let indexed_room = match self.log2.get() {
            0 => room,
            _ => self.block().form.capacity() - self.block().fill(),
        };
        if room.min(indexed_room) as usize >= more {
            return Ok(());
        }
        self.grow_slow(heap, more, 0)
    }

    #[cold]
    #[inline(never)]
    fn grow_slow(&self, heap: &Heap, more: usize, gap: u32) -> Result<(), AllocError> {
        let live = self.live.get() as usize;
        let old = self.block().form;
        // Keep the form if a quarter of it would be free, else the next one.
        let need = live + more + gap as usize;
        let spare = if old.log2 == 0 { 0 } else { live / 3 };
        let form = Form::holding(need.max(live + spare + 1)).ok_or(AllocError)?;
        if form == old && gap == 0 {
            self.compact();
            return Ok(());
        }
        self.rebuild(heap, form, gap)
    }

    /// Drops all numbers of dead entries, in place.
    fn compact(&self) {
        let block = self.block();
        let used = self.used.get();
        let mut to = 0;
        for from in 0..used {
            // SAFETY: below used (B1); a live pair is moved to a place whose pair is dead or was moved.
            unsafe {
                if !(*block.entry(from)).key.is_blank() {
                    if to != from {
                        let hash = block.hash(from);
                        block.entry(to).copy_from_nonoverlapping(block.entry(from), 1);
                        block.set_hash(to, hash);
                    }
                    to += 1;
                }
            }
        }
        debug_assert_eq!(to, self.live.get());
        self.used.set(to);
        if block.form.log2 != 0 {
            let bytes = block.form.index_bytes();
            // SAFETY: the index stands in front of the entries.
            unsafe { block.entries.cast::<u8>().sub(bytes).write_bytes(0xFF, bytes) };
            block.set_fill(0);
            block.set_first(0);
            for i in 0..to {
                block.link(block.hash(i), i);
            }
        }
        self.keys_changed();
    }

    /// Moves all live pairs to a new block, behind `gap` dead entries.
    fn rebuild(&self, heap: &Heap, form: Form, gap: u32) -> Result<(), AllocError> {
        let new = Block::new(heap, form)?;
        let old = self.block();
        let mut to = 0;
        for _ in 0..gap {
            // SAFETY: the form holds gap entries more than the live ones.
            unsafe { new.entry(to).write(Entry { key: Value::BLANK, value: Value::BLANK }) };
            new.set_hash(to, 0);
            to += 1;
        }
        new.set_first(gap);
        for from in old_range(old, self.used.get()) {
            // SAFETY: below used; each live pair is moved once and the old block freed without dropping it.
            unsafe {
                if !(*old.entry(from)).key.is_blank() {
                    new.entry(to).copy_from_nonoverlapping(old.entry(from), 1);
                    let hash = old.hash(from);
                    new.set_hash(to, hash);
                    new.link(hash, to);
                    to += 1;
                }
            }
        }
        debug_assert_eq!(to, self.live.get() + gap);
        self.used.set(to);
        self.set_block(new);
        self.keys_changed();
        // SAFETY: all pairs were moved out.
        unsafe { old.free() };
        Ok(())
    }

    // ---- changing ----

    /// Appends a pair whose key is not in the table. There must be room (`reserve_one`).
    #[inline(always)]
    pub fn insert_new(&self, hash: u32, key: Value, value: Value) -> u32 {
        assert!(self.has_room(), "insert_new after reserve_one");
        self.about_to_hold(&key);
        self.about_to_hold(&value);
        let block = self.block();
        let i = self.used.get();
        // SAFETY: there is room, so `i` is below the capacity.
        unsafe { block.entry(i).write(Entry { key, value }) };
        block.set_hash(i, hash);
        block.link(hash, i);
        self.used.set(i + 1);
        self.live.set(self.live.get() + 1);
        self.keys_changed();
        i
    }

    /// Takes entry `i` out. Its number stays unused until the table is rebuilt, so that iteration notices.
    pub fn remove_at(&self, i: u32) -> Option<(Value, Value)> {
        self.live_entry(i)?;
        let block = self.block();
        block.unlink(block.hash(i), i);
        // SAFETY: live, so below used.
        let entry =
            unsafe { std::ptr::replace(block.entry(i), Entry { key: Value::BLANK, value: Value::BLANK }) };
        self.live.set(self.live.get() - 1);
        self.keys_changed();
        if block.form.log2 != 0 && i == block.first() {
            let (mut first, used) = (i + 1, self.used.get());
            // SAFETY: below used (B1).
            while first < used && unsafe { (*block.entry(first)).key.is_blank() } {
                first += 1;
            }
            block.set_first(first);
        }
        Some((entry.key, entry.value))
    }

    /// Takes the last pair out. Its number will be used again.
    pub fn pop_last(&self) -> Option<(Value, Value)> {
        let i = self.prev_live(u32::MAX)?;
        let pair = self.remove_at(i);
        self.used.set(i);
        let block = self.block();
        block.set_first(block.first().min(i));
        pair
    }

    /// Takes the first pair out.
    pub fn pop_first(&self) -> Option<(Value, Value)> {
        self.remove_at(self.next_live(0)?)
    }

    /// Makes entry `i` the last one. May need room.
    pub fn move_to_end(&self, heap: &Heap, i: u32) -> Result<(), AllocError> {
        if self.live_entry(i).is_none() || i + 1 == self.used.get() {
            return Ok(());
        }
        let Some(i) = self.room_beside(heap, i)? else { return Ok(()) };
        if i + 1 == self.used.get() {
            return Ok(());
        }
        let hash = self.block().hash(i);
        if let Some((key, value)) = self.remove_at(i) {
            self.insert_new(hash, key, value);
        }
        Ok(())
    }

    /// Makes room for one, and follows entry `i` to its new number.
    fn room_beside(&self, heap: &Heap, i: u32) -> Result<Option<u32>, AllocError> {
        if self.has_room() {
            return Ok(Some(i));
        }
        let Some(key) = self.key_at(i) else { return Ok(None) };
        let Some(hash) = self.hash_at(i) else { return Ok(None) };
        self.reserve_one(heap)?;
        Ok(match self.find(hash, &key, |_| KeyMatch::Different) {
            Found::Entry(i) => Some(i),
            _ => None,
        })
    }

    /// Makes entry `i` the first one. May need room.
    pub fn move_to_front(&self, heap: &Heap, i: u32) -> Result<(), AllocError> {
        if self.live_entry(i).is_none() || self.next_live(0) == Some(i) {
            return Ok(());
        }
        if self.log2.get() == 0 {
            // SAFETY: entries 0..=i are written; the rotation moves each once.
            unsafe {
                let block = self.block();
                std::slice::from_raw_parts_mut(block.entries, i as usize + 1).rotate_right(1);
                std::slice::from_raw_parts_mut(block.hashes(), i as usize + 1).rotate_right(1);
            }
            self.keys_changed();
            return Ok(());
        }
        let Some(key) = self.key_at(i) else { return Ok(()) };
        let Some(hash) = self.hash_at(i) else { return Ok(()) };
        let block = self.block();
        if block.first() == 0 || block.fill() >= block.form.capacity() {
            let gap = (self.live.get() / 2).max(4);
            self.grow_slow(heap, 1, gap)?;
        }
        let Found::Entry(i) = self.find(hash, &key, |_| KeyMatch::Different) else { return Ok(()) };
        let block = self.block();
        if block.form.log2 == 0 {
            return self.move_to_front(heap, i);
        }
        let first = block.first();
        let Some((key, value)) = self.remove_at(i) else { return Ok(()) };
        let to = first - 1;
        // SAFETY: `first` was above 0; what stands below it is dead and owns nothing.
        unsafe { block.entry(to).write(Entry { key, value }) };
        block.set_hash(to, hash);
        block.link(hash, to);
        block.set_first(to);
        self.live.set(self.live.get() + 1);
        self.keys_changed();
        Ok(())
    }

    /// Empties the table. The pairs die after the table has let go of them.
    pub fn clear(&self) {
        drop(self.take());
    }

    /// Moves everything to a new table and leaves this one empty.
    pub fn take(&self) -> OrderedTable {
        let out = OrderedTable::new();
        out.swap(self);
        out
    }

    /// Exchanges the contents of two tables.
    pub fn swap(&self, other: &OrderedTable) {
        self.entries.swap(&other.entries);
        self.used.swap(&other.used);
        self.live.swap(&other.live);
        self.log2.swap(&other.log2);
        self.small_cap.swap(&other.small_cap);
        self.keys_changed();
        other.keys_changed();
        self.recheck_owner();
        other.recheck_owner();
    }

    /// A copy with the same order.
    pub fn try_clone(&self, heap: &Heap) -> Result<OrderedTable, AllocError> {
        let out = OrderedTable::new();
        let live = self.live.get();
        if live == 0 {
            return Ok(out);
        }
        let old = self.block();
        let dense = live == self.used.get() && (old.form.log2 == 0 || old.fill() == live);
        let form = if dense && live * 2 > old.form.capacity() {
            old.form
        } else {
            Form::holding(live as usize).ok_or(AllocError)?
        };
        let new = Block::new(heap, form)?;
        let mut to = 0;
        let same = form == old.form && dense;
        if same {
            // SAFETY: two blocks of one form; index words name the same entries.
            unsafe {
                let bytes = form.index_bytes();
                let (from, into) = (old.entries.cast::<u8>(), new.entries.cast::<u8>());
                into.sub(bytes).copy_from_nonoverlapping(from.sub(bytes), bytes);
            }
            if form.log2 != 0 {
                new.set_fill(old.fill());
            }
        }
        for from in old_range(old, self.used.get()) {
            // SAFETY: below used (B1); the new block has room for all live pairs.
            unsafe {
                let e = &*old.entry(from);
                if e.key.is_blank() {
                    continue;
                }
                new.entry(to).write(Entry { key: e.key.clone(), value: e.value.clone() });
                let hash = old.hash(from);
                new.set_hash(to, hash);
                if !same {
                    new.link(hash, to);
                }
            }
            to += 1;
        }
        out.set_block(new);
        out.used.set(to);
        out.live.set(to);
        Ok(out)
    }

    // ---- the owner's tracking ----

    /// Untracks the object whose payload begins with this table, until a traced value enters.
    pub fn track_lazily<T: Payload>(heap: &Heap, owner: &Ref<T>, table: &OrderedTable) {
        let at_start = std::ptr::from_ref(table).addr() == owner.address() + HEADER_BYTES;
        assert!(at_start, "the table begins its owner's payload");
        if table.holds_atoms() {
            table.flags.set(table.flags.get() | LAZY);
            heap.untrack(owner.as_value());
        }
    }

    fn holds_atoms(&self) -> bool {
        let mut pos = 0;
        while let Some(i) = self.next_live(pos) {
            pos = i + 1;
            if self.live_entry(i).is_some_and(|e| may_be_tracked(&e.key) || may_be_tracked(&e.value)) {
                return false;
            }
        }
        true
    }

    #[inline(always)]
    fn about_to_hold(&self, v: &Value) {
        if self.flags.get() & LAZY != 0 && v.is_object() && may_be_tracked(v) {
            self.track_owner();
        }
    }

    fn recheck_owner(&self) {
        if self.flags.get() & LAZY != 0 && !self.holds_atoms() {
            self.track_owner();
        }
    }

    #[cold]
    fn track_owner(&self) {
        self.flags.set(self.flags.get() & !LAZY);
        let address = std::ptr::from_ref(self).addr() - HEADER_BYTES;
        // SAFETY: LAZY is set only on tables that begin the payload of a live object, and payloads never move.
        let owner: &Object = unsafe { &*std::ptr::with_exposed_provenance(address) };
        owner.heap().track(&owner.to_value());
    }

    /// Proves O1 and B3, or says what is wrong.
    pub fn check(&self) -> Result<(), &'static str> {
        let block = self.block();
        let mut live = 0;
        for i in 0..self.used.get() {
            // SAFETY: below used (B1).
            let e = unsafe { &*block.entry(i) };
            if e.key.is_blank() {
                if !e.value.is_blank() {
                    return Err("a dead entry holds a value");
                }
                continue;
            }
            live += 1;
            if i < block.first() {
                return Err("a live entry below first");
            }
            match self.find(block.hash(i), &e.key, |_| KeyMatch::Different) {
                Found::Entry(j) if i == j => {}
                _ => return Err("a live entry is not found"),
            }
        }
        if live != self.live.get() {
            return Err("live is not the number of live entries");
        }
        if block.form.log2 != 0 && block.fill() > block.form.capacity() {
            return Err("more words than the capacity");
        }
        Ok(())
    }
}

fn old_range(block: Block, used: u32) -> std::ops::Range<u32> {
    if used == 0 { 0..0 } else { block.first()..used }
}

/// Could the collector have to look at this value, now or later?
#[inline(always)]
fn may_be_tracked(v: &Value) -> bool {
    match v.as_object() {
        None => false,
        Some(o) if o.is_tracked() => true,
        Some(o) => {
            // Untracked for good are leaves, and frozen-in containers of atoms (tuples).
            let flags = o.heap().shapes.entry(o.shape().index()).flags;
            flags & TRACED != 0 && flags & UNTRACK_ATOMIC == 0
        }
    }
}

// SAFETY: each entry below used is reported once by its own Trace.
unsafe impl Trace for OrderedTable {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        let used = self.used.get() as usize;
        if used != 0 {
            // SAFETY: entries below used are written (B1); tracing changes nothing.
            tracer.items(unsafe { std::slice::from_raw_parts(self.entries.get(), used) });
        }
    }
}

impl Drop for OrderedTable {
    fn drop(&mut self) {
        let block = self.block();
        if block.entries.is_null() {
            return;
        }
        let used = self.used.replace(0);
        self.entries.set(std::ptr::null_mut());
        for i in 0..used {
            // SAFETY: below used (B1); each pair is dropped once, in order.
            unsafe { block.entry(i).drop_in_place() }
        }
        // SAFETY: nothing is left in it.
        unsafe { block.free() }
    }
}
