//! What happens to garbage: weak reference callbacks, finalizers, resurrection, freeing in bulk.
//!
//! Does not decide what is garbage (trial.rs).
//!
//! # Invariants
//! G3: identify garbage -> true counts -> clear flags and promote -> user code -> decrement -> free, in that order.
//! G6: while user code runs, the set owns one count of each of its members, so none of them dies under it.

use super::trial::{Candidates, TAGS, object, pointer};
use super::{DEBUG_COLLECTABLE, DEBUG_SAVEALL, Runtime};
use crate::heap::Heap;
use crate::object::{IMMORTAL_COUNT, ObjPtr, Object, age, flags};
use crate::release::Pending;
use crate::shape;
use crate::tracer::{Each, Tracer, for_each_edge, trace_object};
use hognose_alloc::{Domain, client_bit_clear};

/// Set words carry the block's size in words above the address, while garbage is freed.
const SIZE_SHIFT: u32 = 48;

impl Heap {
    /// Disposes of the set that `trial_delete` left; says how many objects were found to be garbage for good.
    /// `age`: that of the bitmap in which the set's bits are.
    pub(super) fn dispose(
        &self,
        verdict: super::trial::Verdict,
        age: Option<u32>,
        rt: Option<&dyn Runtime>,
    ) -> usize {
        let c = &self.collector;
        if verdict.bulk {
            self.free_garbage(true, age.and_then(age::bitmap));
            return verdict.garbage;
        }
        let mut garbage = verdict.garbage;
        if verdict.careful && garbage > 0 {
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
            && c.debug.get() & DEBUG_COLLECTABLE != 0
            && !c.set_in_bits.get()
        {
            self.each_garbage(|p| object(p).incref());
            self.each_garbage(|p| rt.collectable(self, object(p)));
            self.spare_resurrected();
            garbage = c.set.len();
        }
        if let Some(rt) = rt
            && c.debug.get() & DEBUG_SAVEALL != 0
        {
            self.save_all(rt);
        } else {
            self.free_garbage(false, None);
        }
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
        self.trial_delete(Candidates::CONDEMNED, None, None, true);
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
    fn save_all(&self, rt: &dyn Runtime) {
        let c = &self.collector;
        self.each_garbage(|p| object(p).clear_flag(flags::GARBAGE));
        for i in 0..c.set.len() {
            rt.save_garbage(self, object(pointer(c.set.get(i))).to_value());
        }
        c.set.clear();
    }

    /// Frees the set in bulk: its members' counts are immortal, so that dropping one touches no other. `dead`: they
    /// are so already. `bitmap`: the one that has all members' bits, if that is known.
    fn free_garbage(&self, dead: bool, bitmap: Option<usize>) {
        let c = &self.collector;
        if !dead {
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
            self.free_garbage_in_list(bitmap);
        }
        self.shapes.end_deferring();
        c.set.clear();
    }

    fn free_garbage_in_list(&self, bitmap: Option<usize>) {
        let c = &self.collector;
        let n = c.set.len();
        let mut ahead = Ahead::new(self);
        for i in 0..n {
            ahead.look(i, n);
            let word = c.set.get(i) & !TAGS;
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
        let mut left = 0;
        for i in 0..n {
            let word = c.set.get(i);
            let p = pointer(word & ((1 << SIZE_SHIFT) - 1));
            // SAFETY: parts are dropped and nothing refers to the block. A member's bit is in the bitmap of its age
            // (O1); one that user code untracked has none.
            unsafe {
                match bitmap {
                    Some(k) => {
                        client_bit_clear(p.cast(), k);
                        left += 1;
                    }
                    None => self.take_from_bitmap(p),
                }
                let bytes = match word >> SIZE_SHIFT {
                    0 => Object::payload(p).cast::<usize>().read(),
                    units => units * 8,
                };
                self.memory().dealloc(p.cast(), bytes, Domain::Object);
            }
        }
        if let Some(k) = bitmap {
            c.live[k].set(c.live[k].get() - left);
        }
    }

    /// # Safety
    /// A member whose parts are dropped.
    unsafe fn take_from_bitmap(&self, p: ObjPtr) {
        if let Some(k) = age::bitmap(object(p).head.meta.get()) {
            // SAFETY: the block is still there.
            unsafe { client_bit_clear(p.cast(), k) };
            self.collector.leave(k);
        }
    }

    #[cold]
    fn free_garbage_in_bits(&self) {
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
                self.take_from_bitmap(p);
                let bytes = Object::payload(p).cast::<usize>().read();
                self.memory().dealloc(p.cast(), bytes, Domain::Object);
            }
        });
    }
}

/// Brings what the next members refer to into the caches, when a sample says that it lies far away: dropping a
/// reference looks at its target's count.
struct Ahead<'h> {
    heap: &'h Heap,
    far: bool,
}

/// Members between prefetch and drop.
const LOOK_AHEAD: usize = 8;
/// So many members of each stretch are sampled.
const SAMPLE: usize = 32;
const STRETCH: usize = 8192;
/// What lies this close to something seen of late is expected in the caches.
const NEAR_BYTES: usize = 4096;

impl<'h> Ahead<'h> {
    fn new(heap: &'h Heap) -> Ahead<'h> {
        Ahead { heap, far: false }
    }

    #[inline(always)]
    fn look(&mut self, i: usize, n: usize) {
        if i.is_multiple_of(STRETCH) {
            self.sample(i, n);
        }
        if self.far && i + LOOK_AHEAD < n {
            let p = pointer(self.heap.collector.set.get(i + LOOK_AHEAD));
            let mut none = Each(|_| ());
            // The tracer prefetches each edge's target.
            trace_object(self.heap, p, &mut Tracer::new(&mut none));
        }
    }

    #[cold]
    fn sample(&mut self, i: usize, n: usize) {
        // Pages seen of late: a class, a shared list, the runs of a graph in order are near wherever they are.
        let mut pages = [0; 16];
        let (mut far, mut near) = (0, 0);
        for j in i..n.min(i + SAMPLE) {
            let p = pointer(self.heap.collector.set.get(j));
            for_each_edge(self.heap, p, |t| {
                let page = t.as_ptr().addr() / NEAR_BYTES;
                if pages.contains(&page) {
                    near += 1;
                } else {
                    pages[far % pages.len()] = page;
                    far += 1;
                }
            });
        }
        self.far = n > STRETCH && far > near / 2;
    }
}
