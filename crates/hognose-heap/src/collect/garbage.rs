//! What happens to garbage: weak reference callbacks, finalizers, resurrection, freeing in bulk.
//!
//! Does not decide what is garbage (trial.rs).
//!
//! # Invariants
//! G3: identify garbage -> true counts -> clear flags and promote -> user code -> decrement -> free, in that order.
//! G6: while user code runs, the set owns one count of each of its members, so none of them dies under it.

use super::trial::{Candidates, object, pointer};
use super::{DEBUG_SAVEALL, Runtime};
use crate::heap::Heap;
use crate::object::{IMMORTAL_COUNT, ObjPtr, Object, age, flags};
use crate::release::Pending;
use crate::shape;
use crate::tracer::for_each_edge;
use hognose_alloc::{Domain, client_bit_clear};

/// Set words carry the block's size in words above the address, while garbage is freed.
const SIZE_SHIFT: u32 = 48;

impl Heap {
    /// Disposes of the set that `trial_delete` left; says how many objects were found to be garbage for good.
    pub(super) fn dispose(&self, verdict: super::trial::Verdict, rt: Option<&dyn Runtime>) -> usize {
        let c = &self.collector;
        let mut garbage = verdict.garbage;
        if verdict.careful {
            garbage = match rt {
                Some(rt) => self.run_user_code(rt, garbage),
                None => self.spare_user_code(garbage),
            };
        }
        if garbage == 0 {
            c.set.clear();
            return 0;
        }
        if let Some(rt) = rt
            && c.debug.get() & DEBUG_SAVEALL != 0
        {
            self.save_all(rt, verdict.bulk && garbage == verdict.garbage);
            return garbage;
        }
        self.free_garbage(verdict.bulk);
        garbage
    }

    fn has_user_code(&self, p: ObjPtr) -> bool {
        object(p).has_weakrefs() || !object(p).is_finalized() && self.wants_finalizer(p)
    }

    /// Weak reference callbacks, finalizers, resurrection check. What is left in the set is dead for good.
    fn run_user_code(&self, rt: &dyn Runtime, found: usize) -> usize {
        let c = &self.collector;
        let mut any = false;
        self.each_garbage(|p| any |= self.has_user_code(p));
        if !any || c.set_in_bits.get() {
            // Without memory for a list user code waits as well: it would only find none either.
            return if any { self.spare_user_code(found) } else { found };
        }
        let off = self.release.finalizers_off.get();
        self.each_garbage(|p| object(p).incref());
        let mut ran = self.call_weak_callbacks(rt);
        if !off {
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
            self.each_garbage(|p| self.unhold(p));
        }
        self.each_garbage(|p| {
            if object(p).has_weakrefs() {
                self.clear_weakrefs(object(p), false);
            }
        });
        c.set.len()
    }

    /// Clears weak references with callbacks to garbage; calls those whose weak reference is alive.
    fn call_weak_callbacks(&self, rt: &dyn Runtime) -> bool {
        let c = &self.collector;
        let mut queued = false;
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
                let Some(weak) = w.as_object() else { break };
                self.unlink_weakref(weak.ptr());
                // A weak reference that is garbage itself is not heard.
                if !weak.has(flags::GARBAGE) && !self.release.finalizers_off.get() {
                    self.push_pending_callback(weak);
                    queued = true;
                }
            }
        }
        if !queued {
            return false;
        }
        while let Some(pending) = self.next_pending() {
            match pending {
                Pending::Callback { weakref, callback } => rt.weak_callback(self, weakref, callback),
                Pending::Finalize(value) => rt.finalize(self, value),
            }
        }
        true
    }

    /// After user code: a second trial deletion on the set; what has outside references again survives.
    fn spare_resurrected(&self) {
        // A member that user code untracked is no candidate any more: its references count from outside.
        self.trial_delete(Candidates::CONDEMNED, None, true);
    }

    /// No user code may run: whatever it would see, and all that this reaches, waits for another collection.
    fn spare_user_code(&self, found: usize) -> usize {
        let c = &self.collector;
        let mut spared = 0;
        let mut complete = true;
        c.stack.clear();
        self.each_garbage(|p| {
            if self.has_user_code(p) && object(p).has(flags::GARBAGE) {
                object(p).clear_flag(flags::GARBAGE);
                spared += 1;
                complete &= c.stack.push(self.memory(), p.as_ptr().addr()).is_ok();
                while let Some(word) = c.stack.pop() {
                    for_each_edge(self, pointer(word), |t| {
                        let o = object(t);
                        if o.has(flags::GARBAGE) {
                            o.clear_flag(flags::GARBAGE);
                            spared += 1;
                            complete &= c.stack.push(self.memory(), t.as_ptr().addr()).is_ok();
                        }
                    });
                }
            }
        });
        if !complete {
            // No memory to follow them: nothing is freed this time.
            self.each_garbage(|p| object(p).clear_flag(flags::GARBAGE));
            c.set.clear();
            return 0;
        }
        let mut kept = 0;
        for i in 0..c.set.len() {
            let word = c.set.get(i);
            if object(pointer(word)).has(flags::GARBAGE) {
                c.set.set(kept, word);
                kept += 1;
            }
        }
        c.set.truncate(kept);
        found - spared
    }

    /// SAVEALL: garbage goes to the runtime's list instead.
    fn save_all(&self, rt: &dyn Runtime, bulk: bool) {
        let c = &self.collector;
        if bulk {
            // Counts were made immortal: rebuild them from the set's edges, which are all there are.
            self.each_garbage(|p| object(p).head.refcount.set(0));
            self.each_garbage(|p| {
                for_each_edge(self, p, |t| {
                    if object(t).has(flags::GARBAGE) {
                        object(t).incref();
                    }
                });
            });
        }
        self.each_garbage(|p| object(p).clear_flag(flags::GARBAGE));
        for i in 0..c.set.len() {
            rt.save_garbage(self, object(pointer(c.set.get(i))).to_value());
        }
        c.set.clear();
    }

    /// Frees the set in bulk: its members' counts are immortal, so that dropping one touches no other.
    fn free_garbage(&self, immortal: bool) {
        let c = &self.collector;
        if !immortal {
            self.each_garbage(|p| {
                let o = object(p);
                if self.shapes.entry(o.shape().index()).flags & shape::IS_WEAKREF != 0 {
                    self.unlink_weakref(p);
                }
                o.head.refcount.set(IMMORTAL_COUNT);
            });
        }
        self.shapes.start_deferring();
        if c.set_in_bits.get() {
            self.free_garbage_in_bits();
        } else {
            self.free_garbage_in_list();
        }
        self.shapes.end_deferring();
        c.set.clear();
    }

    fn free_garbage_in_list(&self) {
        let c = &self.collector;
        for i in 0..c.set.len() {
            let word = c.set.get(i);
            let p = pointer(word);
            let bytes = self.object_bytes(p);
            let units = bytes / 8;
            // SAFETY: the set is closed: no reference from outside, and references inside are not counted any more.
            unsafe {
                self.drop_parts(p);
                if units < 1 << 16 {
                    c.set.set(i, word | units << SIZE_SHIFT);
                } else {
                    // The dead payload's place keeps what does not fit the word.
                    Object::payload(p).cast::<usize>().write(bytes);
                }
            }
        }
        for i in 0..c.set.len() {
            let word = c.set.get(i);
            let p = pointer(word & ((1 << SIZE_SHIFT) - 1));
            // SAFETY: parts are dropped and nothing refers to the block. Members have one age, which names their
            // bitmap (O1); one that user code untracked is in none.
            unsafe {
                if let Some(k) = age::bitmap(object(p).head.meta.get()) {
                    client_bit_clear(p.cast(), k);
                    c.leave(k);
                }
                let bytes = match word >> SIZE_SHIFT {
                    0 => Object::payload(p).cast::<usize>().read(),
                    units => units * 8,
                };
                self.memory().dealloc(p.cast(), bytes, Domain::Object);
            }
        }
    }

    #[cold]
    fn free_garbage_in_bits(&self) {
        let c = &self.collector;
        self.each_garbage(|p| {
            let bytes = self.object_bytes(p);
            // SAFETY: as in `free_garbage_in_list`.
            unsafe {
                self.drop_parts(p);
                Object::payload(p).cast::<usize>().write(bytes);
            }
        });
        self.each_garbage(|p| {
            // SAFETY: as in `free_garbage_in_list`; a block's bit may be cleared while its word is walked.
            unsafe {
                if let Some(k) = age::bitmap(object(p).head.meta.get()) {
                    client_bit_clear(p.cast(), k);
                    c.leave(k);
                }
                let bytes = Object::payload(p).cast::<usize>().read();
                self.memory().dealloc(p.cast(), bytes, Domain::Object);
            }
        });
    }
}
