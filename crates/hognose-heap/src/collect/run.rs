//! One collection, step by step, in CPython's order (PEP 442).
//!
//! Does not decide when to collect. Between `subtract` and `restore` nothing else runs: no user code, no
//! allocation that fails loudly, no unwinding.
//!
//! # Invariants
//! G2: while counts are subtracted, a candidate's count is its outside references; `reach` and `restore` put
//! back exactly what `subtract` took, since both trace the same edges (C1).
//! G3: identify garbage -> true counts -> clear flags and promote -> decrement -> free, in that order.

use std::ptr::NonNull;
use std::time::Instant;

use super::{CollectionInfo, Phase, Reason, Runtime};
use crate::heap::Heap;
use crate::object::{IMMORTAL, IMMORTAL_COUNT, ObjPtr, Object, age, flags};
use crate::shape;
use crate::tracer::{Each, Tracer, trace_object};
use crate::value::Value;
use hognose_alloc::Domain;

/// Edges in flight between prefetch and use.
const AHEAD: usize = 16;

/// Which objects a trial deletion looks at: `meta & mask == want`.
#[derive(Clone, Copy)]
struct Candidates {
    mask: u32,
    want: u32,
}

impl Candidates {
    #[inline(always)]
    fn has(self, meta: u32) -> bool {
        meta & self.mask == self.want
    }
}

#[inline(always)]
fn object<'a>(p: ObjPtr) -> &'a Object {
    // SAFETY: the collector handles live objects (O1); blocks are freed in `free_garbage` alone.
    unsafe { &*p.as_ptr() }
}

#[inline(always)]
fn pointer(word: usize) -> ObjPtr {
    // SAFETY: words in the collector's stacks are object addresses.
    unsafe { NonNull::new_unchecked(std::ptr::with_exposed_provenance_mut(word)) }
}

impl Heap {
    /// Collects a generation and those younger. 2 is a full collection.
    pub fn collect(&self, generation: u8, reason: Reason, rt: &dyn Runtime) -> CollectionInfo {
        let generation = generation.min(2);
        let c = &self.collector;
        let mut info = CollectionInfo { generation, reason, ..CollectionInfo::default() };
        if c.collecting.replace(true) {
            return info;
        }
        let user_code = reason != Reason::Emergency;
        if user_code {
            rt.phase(self, Phase::Start, &info);
        }
        let start = Instant::now();
        self.collect_inner(&mut info, user_code, rt);
        info.duration = start.elapsed();
        let stats = &c.stats[generation as usize];
        let mut s = stats.get();
        s.collections += 1;
        s.collected += info.collected;
        s.uncollectable += info.uncollectable;
        s.candidates += info.candidates;
        s.duration += info.duration;
        s.longest = s.longest.max(info.duration);
        stats.set(s);
        c.collecting.set(false);
        if user_code {
            rt.phase(self, Phase::Stop, &info);
        }
        info
    }

    fn collect_inner(&self, info: &mut CollectionInfo, user_code: bool, rt: &dyn Runtime) {
        let c = &self.collector;
        let generation = info.generation as usize;
        c.count0.set(0);
        for i in 1..=generation {
            c.counts[i].set(0);
        }
        if generation < 2 {
            c.counts[generation + 1].set(c.counts[generation + 1].get() + 1);
        } else {
            c.buffer_bytes.set(0);
            self.mark_alive(rt);
        }
        let sense = c.mark_sense();
        let candidates = match generation {
            0 => Candidates { mask: flags::YOUNG | flags::TRACKED, want: flags::YOUNG | flags::TRACKED },
            1 => Candidates { mask: flags::NOT_OLD | flags::TRACKED, want: flags::NOT_OLD | flags::TRACKED },
            _ => Candidates {
                mask: flags::TRACKED | flags::MARK,
                want: flags::TRACKED | (sense ^ flags::MARK),
            },
        };
        if self.gather(generation, candidates).is_err() {
            // No memory for the list of candidates: nothing was changed, everything stays.
            return;
        }
        info.candidates = c.set.len();
        self.subtract(candidates, false);
        self.reach(candidates, false);
        self.restore(candidates, flags::REACHED);
        self.condemn(generation);
        let mut garbage = c.set.len();
        if garbage > 0 {
            if user_code {
                self.run_user_code(rt);
            } else {
                self.spare_user_code();
            }
            garbage = c.set.len();
        }
        info.collected = garbage;
        if garbage > 0 && c.debug.get() & super::DEBUG_SAVEALL != 0 && user_code {
            self.save_all(rt);
        } else {
            self.free_garbage();
        }
        self.promote(generation);
    }

    /// Marks what the known roots reach.
    fn mark_alive(&self, rt: &dyn Runtime) {
        let c = &self.collector;
        c.birth.set(c.birth.get() ^ flags::MARK);
        let sense = c.mark_sense();
        let overflow = std::cell::Cell::new(false);
        c.stack.clear();
        let mut mark = Each(|p: ObjPtr| {
            let o = object(p);
            let meta = o.head.meta.get();
            if meta & (flags::TRACKED | flags::MARK) == flags::TRACKED | (sense ^ flags::MARK) {
                o.head.meta.set(meta ^ flags::MARK);
                if c.stack.push(self.memory(), p.as_ptr().addr()).is_err() {
                    overflow.set(true);
                }
            }
        });
        let mut tracer = Tracer::new(&mut mark);
        rt.roots(&mut tracer);
        tracer.drain_to(0);
        loop {
            loop {
                let Some(word) = c.stack.pop() else {
                    tracer.drain_to(0);
                    if c.stack.len() == 0 {
                        break;
                    }
                    continue;
                };
                trace_object(self, pointer(word), &mut tracer);
                tracer.drain_to(AHEAD);
            }
            if !overflow.replace(false) {
                break;
            }
            // Some marked objects were not traced (C5): trace all marked ones again.
            for k in 0..3 {
                self.memory().for_each_set_bit(k, |p| {
                    if object(p.cast()).head.meta.get() & flags::MARK == sense {
                        trace_object(self, p.cast(), &mut tracer);
                        tracer.drain_to(AHEAD);
                    }
                });
            }
        }
    }

    /// Lists the candidates.
    fn gather(&self, generation: usize, candidates: Candidates) -> Result<(), crate::AllocError> {
        let set = &self.collector.set;
        set.clear();
        let mut failed = false;
        for k in (2 - generation)..=2 {
            self.memory().for_each_set_bit(k, |p| {
                if candidates.has(object(p.cast()).head.meta.get()) {
                    failed |= set.push(self.memory(), p.as_ptr().addr()).is_err();
                }
            });
        }
        if failed { Err(crate::AllocError) } else { Ok(()) }
    }

    fn each_in_set(&self, mut f: impl FnMut(ObjPtr)) {
        let set = &self.collector.set;
        for i in 0..set.len() {
            f(pointer(set.get(i)));
        }
    }

    /// Takes the candidates' references to each other out of their counts. With `held`, also the list's own count.
    fn subtract(&self, candidates: Candidates, held: bool) {
        let mut each = Each(|p: ObjPtr| {
            let o = object(p);
            let n = o.head.refcount.get();
            if candidates.has(o.head.meta.get()) && n & IMMORTAL == 0 {
                debug_assert!(n > 0, "an edge without a count (C1)");
                o.head.refcount.set(n.wrapping_sub(1));
            }
        });
        let mut tracer = Tracer::new(&mut each);
        self.each_in_set(|p| {
            if held {
                let n = object(p).head.refcount.get();
                if n & IMMORTAL == 0 {
                    object(p).head.refcount.set(n - 1);
                }
            }
            trace_object(self, p, &mut tracer);
            tracer.drain_to(AHEAD);
        });
        tracer.drain_to(0);
    }

    /// Marks candidates that have outside references, and all that they reach, REACHED, and restores the counts
    /// that those objects' edges own.
    fn reach(&self, candidates: Candidates, held: bool) {
        let c = &self.collector;
        let stack = &c.stack;
        stack.clear();
        let overflow = std::cell::Cell::new(false);
        let mut each = Each(|p: ObjPtr| {
            let o = object(p);
            let meta = o.head.meta.get();
            if candidates.has(meta) {
                let n = o.head.refcount.get();
                if n & IMMORTAL == 0 {
                    o.head.refcount.set(n + 1);
                }
                if meta & flags::REACHED == 0 {
                    o.set_flag(flags::REACHED);
                    if stack.push(self.memory(), p.as_ptr().addr()).is_err() {
                        overflow.set(true);
                    }
                }
            }
        });
        let mut tracer = Tracer::new(&mut each);
        self.each_in_set(|p| {
            let o = object(p);
            if o.head.refcount.get() != 0 && !o.has(flags::REACHED) {
                o.set_flag(flags::REACHED);
                let mut next = Some(p.as_ptr().addr());
                while let Some(word) = next {
                    trace_object(self, pointer(word), &mut tracer);
                    tracer.drain_to(AHEAD);
                    next = stack.pop();
                    if next.is_none() {
                        tracer.drain_to(0);
                        next = stack.pop();
                    }
                }
            }
        });
        let _ = (overflow, held);
    }

    /// Restores the counts that the edges of unreached candidates own: all counts are true again.
    fn restore(&self, candidates: Candidates, reached: u32) {
        let mut each = Each(|p: ObjPtr| {
            let o = object(p);
            let n = o.head.refcount.get();
            if candidates.has(o.head.meta.get()) && n & IMMORTAL == 0 {
                o.head.refcount.set(n + 1);
            }
        });
        let mut tracer = Tracer::new(&mut each);
        self.each_in_set(|p| {
            if !object(p).has(reached) {
                trace_object(self, p, &mut tracer);
                tracer.drain_to(AHEAD);
            }
        });
        tracer.drain_to(0);
    }

    /// Flags what was not reached GARBAGE and keeps only that in the set; survivors carry the mark sense again.
    fn condemn(&self, generation: usize) {
        let c = &self.collector;
        let sense = c.mark_sense();
        let mut kept = 0;
        for i in 0..c.set.len() {
            let word = c.set.get(i);
            let o = object(pointer(word));
            let meta = o.head.meta.get();
            if meta & flags::REACHED == 0 {
                o.head.meta.set(meta & !flags::MARK | sense | flags::GARBAGE);
                c.set.set(kept, word);
                kept += 1;
            } else {
                o.head.meta.set(meta & !(flags::REACHED | flags::MARK) | sense);
                self.untrack_if_atomic(o);
            }
        }
        c.set.truncate(kept);
        let _ = generation;
    }

    fn untrack_if_atomic(&self, o: &Object) {
        if self.shapes.entry(o.shape().index()).flags & shape::UNTRACK_ATOMIC == 0 {
            return;
        }
        let mut atomic = true;
        let owner = self.shapes.entry(o.shape().index()).owner;
        crate::tracer::for_each_edge(self, o.ptr(), |t| {
            let target = object(t);
            let entry = self.shapes.entry(target.shape().index());
            let settled = entry.flags & shape::UNTRACK_ATOMIC != 0 && !target.is_tracked();
            atomic &= Some(t) == owner || entry.flags & shape::TRACED == 0 || settled;
        });
        if atomic {
            self.set_age(o, age::UNTRACKED);
        }
    }

    /// Weak reference callbacks, finalizers, resurrection check. What is left in the set is dead for good.
    fn run_user_code(&self, rt: &dyn Runtime) {
        let c = &self.collector;
        let mut callbacks = false;
        let mut finalizers = false;
        self.each_in_set(|p| {
            let o = object(p);
            callbacks |= o.has_weakrefs();
            finalizers |= !o.is_finalized() && self.wants_finalizer(p);
        });
        if !callbacks && !finalizers {
            return;
        }
        // User code may kill members of the set by counts: the list owns a count of each meanwhile.
        self.each_in_set(|p| object(p).incref());
        let mut ran = false;
        if callbacks {
            ran |= self.call_weak_callbacks(rt);
        }
        if finalizers {
            for i in 0..c.set.len() {
                let p = pointer(c.set.get(i));
                let o = object(p);
                if !o.is_finalized() && self.wants_finalizer(p) {
                    o.set_finalized();
                    ran = true;
                    rt.finalize(self, o.to_value());
                }
            }
        }
        if ran {
            self.spare_resurrected();
        } else {
            self.each_in_set(|p| self.unhold(p));
        }
        self.each_in_set(|p| {
            if object(p).has_weakrefs() {
                self.clear_weakrefs(object(p), false);
            }
        });
    }

    /// Takes the list's count back from a member that stays in the set.
    fn unhold(&self, p: ObjPtr) {
        let n = object(p).head.refcount.get();
        if n & IMMORTAL == 0 {
            object(p).head.refcount.set(n - 1);
        }
    }

    /// Clears weak references with callbacks to garbage; calls those whose weak reference is alive.
    fn call_weak_callbacks(&self, rt: &dyn Runtime) -> bool {
        let c = &self.collector;
        let mut due: Vec<Value> = Vec::new();
        for i in 0..c.set.len() {
            let o = object(pointer(c.set.get(i)));
            if !o.has_weakrefs() {
                continue;
            }
            let value = o.to_value();
            loop {
                let mut found = None;
                self.for_each_weakref(&value, |w| {
                    let with = w.get::<crate::WeakRef>().is_some_and(|r| !r.callback_is_blank());
                    if with {
                        found = Some(w);
                    }
                    !with
                });
                let Some(w) = found else { break };
                let Some(object) = w.as_object() else { break };
                self.unlink_weakref(object.ptr());
                if !object.has(flags::GARBAGE) {
                    due.push(w);
                }
            }
        }
        let any = !due.is_empty();
        for w in due {
            if let Some(callback) = w.get::<crate::WeakRef>().map(|r| r.take_callback()) {
                rt.weak_callback(self, w, callback);
            }
        }
        any
    }

    /// After user code: a second trial deletion on the set; what has outside references again survives.
    fn spare_resurrected(&self) {
        let c = &self.collector;
        let candidates =
            Candidates { mask: flags::GARBAGE | flags::TRACKED, want: flags::GARBAGE | flags::TRACKED };
        // A member that user code untracked is no candidate: it is its own outside reference.
        self.subtract(candidates, true);
        self.reach(candidates, true);
        self.restore(candidates, flags::REACHED);
        let mut kept = 0;
        for i in 0..c.set.len() {
            let word = c.set.get(i);
            let o = object(pointer(word));
            if o.has(flags::REACHED) {
                o.clear_flag(flags::REACHED | flags::GARBAGE);
                if o.refcount() == 0 {
                    // Only the list held it: it dies by counts.
                    o.head.refcount.set(1);
                    // SAFETY: the count set above is given up.
                    unsafe { Object::decref(o.ptr().cast()) }
                }
            } else {
                c.set.set(kept, word);
                kept += 1;
            }
        }
        c.set.truncate(kept);
    }

    /// Emergency: whatever user code would see, and all that it reaches, waits for another collection.
    fn spare_user_code(&self) {
        let c = &self.collector;
        let mut any = false;
        self.each_in_set(|p| {
            let o = object(p);
            if o.has_weakrefs() || !o.is_finalized() && self.wants_finalizer(p) {
                any = true;
            }
        });
        if !any {
            return;
        }
        c.stack.clear();
        let mut complete = true;
        self.each_in_set(|p| {
            let o = object(p);
            if o.has_weakrefs() || !o.is_finalized() && self.wants_finalizer(p) {
                o.clear_flag(flags::GARBAGE);
                complete &= c.stack.push(self.memory(), p.as_ptr().addr()).is_ok();
            }
        });
        while let Some(word) = c.stack.pop() {
            crate::tracer::for_each_edge(self, pointer(word), |t| {
                let o = object(t);
                if o.has(flags::GARBAGE) {
                    o.clear_flag(flags::GARBAGE);
                    complete &= c.stack.push(self.memory(), t.as_ptr().addr()).is_ok();
                }
            });
        }
        let mut kept = 0;
        for i in 0..c.set.len() {
            let word = c.set.get(i);
            let o = object(pointer(word));
            if !complete {
                o.clear_flag(flags::GARBAGE);
            } else if o.has(flags::GARBAGE) {
                c.set.set(kept, word);
                kept += 1;
            }
        }
        c.set.truncate(kept);
    }

    fn save_all(&self, rt: &dyn Runtime) {
        let c = &self.collector;
        self.each_in_set(|p| object(p).clear_flag(flags::GARBAGE));
        for i in 0..c.set.len() {
            rt.save_garbage(self, object(pointer(c.set.get(i))).to_value());
        }
        c.set.clear();
    }

    /// Frees the set in bulk: its members' counts become immortal, so that dropping one touches no other.
    fn free_garbage(&self) {
        self.each_in_set(|p| {
            let o = object(p);
            if self.shapes.entry(o.shape().index()).flags & shape::IS_WEAKREF != 0 {
                self.unlink_weakref(p);
            }
            o.head.refcount.set(IMMORTAL_COUNT);
            // SAFETY: garbage that nothing outside refers to.
            unsafe { self.take_from_books(p) }
        });
        self.shapes.start_deferring();
        self.each_in_set(|p| {
            let bytes = self.object_bytes(p);
            // SAFETY: the set is closed: no reference from outside, and references inside are not counted any
            // more. The dead payload's place then keeps the block's size.
            unsafe {
                self.drop_parts(p);
                Object::payload(p).cast::<usize>().write(bytes);
            }
        });
        self.each_in_set(|p| {
            // SAFETY: parts are dropped; nothing refers to the block.
            unsafe {
                let bytes = Object::payload(p).cast::<usize>().read();
                self.memory().dealloc(p.cast(), bytes, Domain::Object)
            }
        });
        self.shapes.end_deferring();
        self.collector.set.clear();
    }

    /// Survivors grow older.
    fn promote(&self, generation: usize) {
        let c = &self.collector;
        let set = &c.set;
        set.clear();
        let before = c.live[0].get();
        for k in (2 - generation).max(1)..=2 {
            // Bits must not move during the walk: list first, as far as there is memory.
            self.memory().for_each_set_bit(k, |p| {
                let _ = set.push(self.memory(), p.as_ptr().addr());
            });
        }
        let to = if generation == 0 { age::MIDDLE } else { age::OLD };
        self.each_in_set(|p| self.set_age(object(p), to));
        set.clear();
        match generation {
            1 => {
                c.long_lived_pending.set(c.long_lived_pending.get() + c.live[0].get().saturating_sub(before))
            }
            2 => {
                c.long_lived_pending.set(0);
                c.long_lived_total.set(c.live[0].get());
            }
            _ => {}
        }
    }
}
