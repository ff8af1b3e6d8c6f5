//! Trial deletion: which candidates are referred to from outside the candidates.
//!
//! Does not free and does not run user code. Works on the set of candidates in `Collector::set`, or, when there
//! is no memory for a list, on the bitmap of old objects.
//!
//! # Invariants
//! G2: between `subtract` and the end of `restore` a candidate's count is its outside references; `reach` and
//! `restore` put back exactly what `subtract` took, since all trace the same edges (C1). Nothing else runs
//! meanwhile: no user code, no unwinding; a failed push is noted and made good by another scan (C5).
//! G4: a set word is an object's address with `INNER` in its low bits (see `subtract`).

use std::ptr::NonNull;

use crate::heap::Heap;
use crate::object::{IMMORTAL, ObjPtr, Object, SHAPE_MASK, age, flags};
use crate::rawvec::RawStack;
use crate::shape;
use crate::tracer::{Tracer, Visitor, trace_object, trace_with};
use hognose_alloc::AllocError;

/// Edges in flight between prefetch and use.
pub(super) const AHEAD: usize = 16;
/// Sets up to this size are traced with what they touch in the caches.
const NEAR: usize = 16 * 1024;
/// The count of a candidate without outside references, once `reach` has seen it: immortal to decrements.
pub(super) const DEAD: u32 = IMMORTAL | 1 << 29;
/// Tag of a set word: the object refers to other candidates.
const INNER: usize = 1;
pub(super) const TAGS: usize = 15;

/// Which objects are candidates: `meta & mask == want`.
#[derive(Clone, Copy)]
pub(super) struct Candidates {
    pub mask: u32,
    pub want: u32,
}

impl Candidates {
    #[inline(always)]
    pub fn has(self, meta: u32) -> bool {
        meta & self.mask == self.want
    }

    /// Those with the GARBAGE flag.
    pub const CONDEMNED: Candidates =
        Candidates { mask: flags::GARBAGE | flags::TRACKED, want: flags::GARBAGE | flags::TRACKED };
}

#[inline(always)]
pub(super) fn object<'a>(p: ObjPtr) -> &'a Object {
    // SAFETY: the collector handles live objects (O1); blocks are freed in `free_garbage` alone.
    unsafe { &*p.as_ptr() }
}

#[inline(always)]
pub(super) fn pointer(word: usize) -> ObjPtr {
    // SAFETY: words in the collector's stacks are object addresses, perhaps tagged.
    unsafe { NonNull::new_unchecked(std::ptr::with_exposed_provenance_mut(word & !TAGS)) }
}

/// Says which targets are candidates.
trait Membership {
    fn contains(&self, p: ObjPtr) -> bool;
}

impl Membership for Candidates {
    #[inline(always)]
    fn contains(&self, p: ObjPtr) -> bool {
        self.has(object(p).head.meta.get())
    }
}

/// Those without a mark in the bitmap.
struct Unmarked;

impl Membership for Unmarked {
    #[inline(always)]
    fn contains(&self, p: ObjPtr) -> bool {
        Heap::is_unmarked(p)
    }
}

/// Takes candidates' references out of their targets' counts.
struct Subtract<C> {
    candidates: C,
    taken: usize,
}

impl<C: Membership> Visitor for Subtract<C> {
    #[inline(always)]
    fn visit(&mut self, p: ObjPtr) {
        if self.candidates.contains(p) {
            let o = object(p);
            let n = o.head.refcount.get();
            if n & IMMORTAL == 0 {
                debug_assert!(n > 0, "an edge without a count (C1)");
                o.head.refcount.set(n.wrapping_sub(1));
            }
            self.taken += 1;
        }
    }
}

/// Puts counts back.
struct Restore {
    candidates: Candidates,
}

impl Visitor for Restore {
    #[inline(always)]
    fn visit(&mut self, p: ObjPtr) {
        let o = object(p);
        if self.candidates.has(o.head.meta.get()) {
            let n = o.head.refcount.get();
            if n & IMMORTAL == 0 {
                o.head.refcount.set(n + 1);
            }
        }
    }
}

/// Puts counts back and marks targets REACHED.
struct Reach<'h> {
    heap: &'h Heap,
    stack: &'h RawStack,
    candidates: Candidates,
    /// Candidates that were DEAD and are not.
    revived: usize,
    overflow: bool,
}

impl Visitor for Reach<'_> {
    #[inline(always)]
    fn visit(&mut self, p: ObjPtr) {
        let o = object(p);
        let meta = o.head.meta.get();
        if self.candidates.has(meta) {
            let n = o.head.refcount.get();
            if n & IMMORTAL == 0 {
                o.head.refcount.set(n + 1);
            } else if n == DEAD {
                o.head.refcount.set(1);
                self.revived += 1;
            }
            if meta & flags::REACHED == 0 {
                o.head.meta.set(meta | flags::REACHED);
                if self.stack.push(self.heap.memory(), p.as_ptr().addr()).is_err() {
                    // Not traced yet: found again by its count and this flag (C5).
                    o.head.meta.set(meta);
                    self.overflow = true;
                }
            }
        }
    }
}

/// What a trial deletion found.
#[derive(Clone, Copy, Default)]
pub(super) struct Verdict {
    pub candidates: usize,
    pub garbage: usize,
    /// Some candidate has finalizers, weak references, or is one: no freeing before user code had its turn.
    pub careful: bool,
    /// Nothing is careful: garbage may be freed as it is, with counts that are DEAD instead of true and with the
    /// flags and ages of candidates. The set holds nothing else.
    pub bulk: bool,
}

/// What `subtract` saw.
#[derive(Clone, Copy, Default)]
pub(super) struct Taken {
    /// References between candidates.
    pub edges: usize,
    meta: u32,
    shape_flags: u16,
}

impl Taken {
    fn untracks(&self) -> bool {
        self.shape_flags & shape::UNTRACK_ATOMIC != 0
    }

    fn careful(&self) -> bool {
        self.meta & flags::HAS_WEAKREFS != 0
            || self.shape_flags & (shape::HAS_FINALIZER | shape::MAY_FINALIZE | shape::IS_WEAKREF) != 0
    }
}

/// Traces candidates with `Subtract`.
struct Walk<'a, C> {
    heap: &'a Heap,
    tracer: Tracer<'a>,
    seen: Taken,
    of: std::marker::PhantomData<C>,
}

impl<'a, C: Membership + 'a> Walk<'a, C> {
    fn new(heap: &'a Heap, visitor: &'a mut Subtract<C>) -> Walk<'a, C> {
        Walk { heap, tracer: Tracer::new(visitor), seen: Taken::default(), of: std::marker::PhantomData }
    }

    #[inline(always)]
    fn trace(&mut self, p: ObjPtr) {
        let meta = object(p).head.meta.get();
        let entry = self.heap.shapes.entry(meta & SHAPE_MASK);
        self.seen.meta |= meta;
        self.seen.shape_flags |= entry.flags;
        trace_with(self.heap, p, entry, &mut self.tracer);
    }

    /// Subtracts an object's edges at once and says in the set word whether any led to a candidate.
    #[inline(always)]
    fn near(&mut self, p: ObjPtr) -> usize {
        // SAFETY: the tracer was made with a Subtract.
        let before = unsafe { self.tracer.visitor::<Subtract<C>>().taken };
        self.trace(p);
        // SAFETY: as above.
        let after = unsafe {
            self.tracer.drain_as::<Subtract<C>>(0);
            self.tracer.visitor::<Subtract<C>>().taken
        };
        p.as_ptr().addr() | if after != before { INNER } else { 0 }
    }

    /// Leaves the last edges in flight, for their targets to arrive in the caches.
    #[inline(always)]
    fn far(&mut self, p: ObjPtr) {
        self.trace(p);
        // SAFETY: the tracer was made with a Subtract.
        unsafe { self.tracer.drain_as::<Subtract<C>>(AHEAD) };
    }

    fn end(mut self) -> Taken {
        // SAFETY: the tracer was made with a Subtract.
        unsafe {
            self.tracer.drain_as::<Subtract<C>>(0);
            self.seen.edges = self.tracer.visitor::<Subtract<C>>().taken;
        }
        self.seen
    }
}

impl Heap {
    /// Calls `f` with each member of the set: all candidates, or the GARBAGE ones after `settle`.
    #[inline(always)]
    pub(super) fn each_in_set(&self, members: Candidates, mut f: impl FnMut(ObjPtr)) {
        let c = &self.collector;
        if c.set_in_bits.get() {
            self.memory().for_each_set_bit(0, |p| {
                if members.has(object(p.cast()).head.meta.get()) {
                    f(p.cast());
                }
            });
        } else {
            for i in 0..c.set.len() {
                f(pointer(c.set.get(i)));
            }
        }
    }

    #[inline(always)]
    pub(super) fn each_garbage(&self, f: impl FnMut(ObjPtr)) {
        self.each_in_set(Candidates::CONDEMNED, f);
    }

    /// Decides who in the set is garbage. Survivors get the age `new_age` (their bits are in its bitmap already);
    /// garbage too, with the GARBAGE flag, and stays in the set. All counts are true afterwards unless the verdict
    /// is `bulk`. `taken`: what was subtracted already, if it was.
    pub(super) fn trial_delete(
        &self,
        candidates: Candidates,
        new_age: Option<u32>,
        taken: Option<Taken>,
        held: bool,
    ) -> Verdict {
        let c = &self.collector;
        let tagged = !c.set_in_bits.get();
        let taken = taken.unwrap_or_else(|| {
            let near = tagged && c.set.len() <= NEAR;
            if tagged && !near {
                (0..c.set.len()).for_each(|i| c.set.set(i, c.set.get(i) | INNER));
            }
            self.subtract(candidates, near, held)
        });
        let mut verdict = Verdict { careful: taken.careful(), ..Verdict::default() };
        if taken.edges == 0 && !held {
            verdict.candidates = c.set.len();
            self.settle(candidates, new_age, false, taken.untracks());
            return verdict;
        }
        self.reach(candidates, tagged, &mut verdict);
        if verdict.garbage > 0 {
            let asked = c.debug.get() & (super::DEBUG_SAVEALL | super::DEBUG_COLLECTABLE) != 0;
            verdict.bulk = !verdict.careful && !held && !asked && !c.set_in_bits.get();
            if verdict.bulk {
                if verdict.garbage < verdict.candidates {
                    self.release_survivors(candidates, new_age, taken.untracks());
                }
                return verdict;
            }
            self.restore(candidates);
        }
        self.settle(candidates, new_age, verdict.garbage > 0, taken.untracks());
        verdict
    }

    /// Subtracts for a set that stands already. With `held`, also takes away the set's own count of each member.
    fn subtract(&self, candidates: Candidates, near: bool, held: bool) -> Taken {
        let set = &self.collector.set;
        let mut visitor = Subtract { candidates, taken: 0 };
        let mut walk = Walk::new(self, &mut visitor);
        if held {
            self.each_in_set(candidates, |p| self.unhold(p));
        }
        if near {
            for i in 0..set.len() {
                let word = set.get(i);
                set.set(i, walk.near(pointer(word)));
            }
        } else {
            self.each_in_set(candidates, |p| walk.far(p));
        }
        walk.end()
    }

    /// Lists the young (and middle) objects and subtracts in the same walk; their bits move to the next older
    /// bitmap.
    pub(super) fn gather_young(&self, middle: bool, candidates: Candidates) -> Result<Taken, AllocError> {
        let c = &self.collector;
        let set = &c.set;
        set.clear();
        c.set_in_bits.set(false);
        let n = c.live[2].get() + if middle { c.live[1].get() } else { 0 };
        set.reserve(self.memory(), n)?;
        let mut visitor = Subtract { candidates, taken: 0 };
        let mut walk = Walk::new(self, &mut visitor);
        let near = n <= NEAR;
        let to = if middle { 0 } else { 1 };
        for from in if middle { 1..=2 } else { 2..=2 } {
            self.memory().move_set_bits(from, to, |p| {
                let word = if near {
                    walk.near(p.cast())
                } else {
                    walk.far(p.cast());
                    p.as_ptr().addr() | INNER
                };
                let pushed = set.push_within_capacity(word);
                debug_assert!(pushed.is_ok(), "room was reserved for all that are counted");
            });
            c.live[from].set(0);
        }
        let taken = walk.end();
        c.live[to].set(c.live[to].get() + set.len());
        debug_assert_eq!(set.len(), n, "the bitmaps hold what is counted");
        Ok(taken)
    }

    /// Lists the old objects without a mark, flags them as candidates and subtracts in the same walk. Without memory
    /// for the list the bitmap stands for it.
    pub(super) fn gather_unmarked(&self, candidates: Candidates, expected: usize) -> Taken {
        let set = &self.collector.set;
        set.clear();
        let flag = |p: ObjPtr| {
            let meta = &object(p).head.meta;
            meta.set(meta.get() ^ flags::MARK);
            debug_assert!(candidates.has(meta.get()), "an old object carries the mark sense (G1)");
        };
        let no_room = set.reserve(self.memory(), expected).is_err();
        self.collector.set_in_bits.set(no_room);
        if no_room {
            self.each_unmarked(flag);
            return self.subtract(candidates, false, false);
        }
        let mut visitor = Subtract { candidates: Unmarked, taken: 0 };
        let mut walk = Walk::new(self, &mut visitor);
        let mut full = false;
        self.each_unmarked(|p| {
            flag(p);
            // Room was reserved for all that the books count; should they be wrong, the bitmap stands in.
            full |= set.push_within_capacity(p.as_ptr().addr() | INNER).is_err();
            walk.far(p);
        });
        self.collector.set_in_bits.set(full);
        walk.end()
    }

    /// From the candidates that kept a count: marks what they reach and puts back the counts of their edges.
    /// What has none is DEAD, unless it is reached later.
    fn reach(&self, candidates: Candidates, tagged: bool, verdict: &mut Verdict) {
        let c = &self.collector;
        let stack = &c.stack;
        stack.clear();
        let mut visitor = Reach { heap: self, stack, candidates, revived: 0, overflow: false };
        let mut tracer = Tracer::new(&mut visitor);
        let (mut members, mut dead) = (0, 0);
        let mut from = |p: ObjPtr, inner: bool| {
            let o = object(p);
            members += 1;
            if o.head.refcount.get() == 0 {
                o.head.refcount.set(DEAD);
                dead += 1;
                return;
            }
            // What refers to no candidate has no count to put back.
            if !inner || o.has(flags::REACHED) {
                return;
            }
            o.set_flag(flags::REACHED);
            let mut next = Some(p);
            while let Some(p) = next {
                trace_object(self, p, &mut tracer);
                // SAFETY: the tracer was made with a Reach.
                unsafe {
                    tracer.drain_as::<Reach<'_>>(AHEAD);
                    if stack.len() == 0 {
                        tracer.drain_as::<Reach<'_>>(0);
                    }
                }
                next = stack.pop().map(pointer);
            }
        };
        if tagged {
            for i in 0..c.set.len() {
                let word = c.set.get(i);
                from(pointer(word), word & INNER != 0);
            }
        } else {
            self.each_in_set(candidates, |p| from(p, true));
        }
        let mut revived = visitor.revived;
        if visitor.overflow {
            revived += self.reach_again(candidates);
        }
        verdict.candidates = members;
        verdict.garbage = dead - revived;
    }

    /// The stack overflowed: scan the set until no counted member is left untraced.
    #[cold]
    fn reach_again(&self, candidates: Candidates) -> usize {
        let stack = &self.collector.stack;
        let mut revived = 0;
        loop {
            let mut visitor = Reach { heap: self, stack, candidates, revived: 0, overflow: false };
            let mut tracer = Tracer::new(&mut visitor);
            self.each_in_set(candidates, |p| {
                let o = object(p);
                if o.head.refcount.get() != DEAD && !o.has(flags::REACHED) {
                    o.set_flag(flags::REACHED);
                    let mut next = Some(p);
                    while let Some(p) = next {
                        trace_object(self, p, &mut tracer);
                        tracer.drain_to(0);
                        next = stack.pop().map(pointer);
                    }
                }
            });
            revived += visitor.revived;
            if !visitor.overflow {
                return revived;
            }
        }
    }

    /// Flags survivors REACHED and puts back the counts that garbage's edges own: all counts are true again.
    fn restore(&self, candidates: Candidates) {
        self.each_in_set(candidates, |p| {
            let o = object(p);
            if o.head.refcount.get() == DEAD {
                o.head.refcount.set(0);
            } else {
                o.set_flag(flags::REACHED);
            }
        });
        let mut visitor = Restore { candidates };
        let mut tracer = Tracer::new(&mut visitor);
        self.each_in_set(candidates, |p| {
            if !object(p).has(flags::REACHED) {
                trace_object(self, p, &mut tracer);
                // SAFETY: the tracer was made with a Restore.
                unsafe { tracer.drain_as::<Restore>(AHEAD) };
            }
        });
        // SAFETY: as above.
        unsafe { tracer.drain_as::<Restore>(0) };
    }

    /// Takes the few survivors out of a set of garbage: what garbage refers to among them gets its counts back, since
    /// they are taken again when it is dropped.
    fn release_survivors(&self, candidates: Candidates, new_age: Option<u32>, untracks: bool) {
        let set = &self.collector.set;
        // DEAD targets are immortal to it.
        let mut visitor = Restore { candidates };
        let mut tracer = Tracer::new(&mut visitor);
        let mut dead = 0;
        for i in 0..set.len() {
            let word = set.get(i);
            let p = pointer(word);
            if object(p).head.refcount.get() == DEAD {
                trace_object(self, p, &mut tracer);
                // SAFETY: the tracer was made with a Restore.
                unsafe { tracer.drain_as::<Restore>(AHEAD) };
                set.set(i, set.get(dead));
                set.set(dead, word);
                dead += 1;
            }
        }
        // SAFETY: as above.
        unsafe { tracer.drain_as::<Restore>(0) };
        for i in dead..set.len() {
            self.settle_one(object(pointer(set.get(i))), new_age, untracks);
        }
        set.truncate(dead);
    }

    /// Gives a survivor its age; clears what the trial flagged.
    #[inline(always)]
    fn settle_one(&self, o: &Object, new_age: Option<u32>, untracks: bool) {
        let c = &self.collector;
        let clear = flags::REACHED | flags::MARK | flags::GARBAGE | new_age.map_or(0, |_| flags::AGE);
        o.head.meta.set(o.head.meta.get() & !clear | c.mark_sense() | new_age.unwrap_or(0));
        if untracks && self.shapes.entry(o.shape().index()).flags & shape::UNTRACK_ATOMIC != 0 {
            self.untrack_if_atomic(o);
        }
        if c.is_marking() && new_age == Some(age::OLD) {
            // Promoted while a full collection marks: a later slice traces its edges.
            let _ = c.grey.push(self.memory(), o.ptr().as_ptr().addr());
        }
    }

    /// Splits the set: survivors leave it, garbage (there is some when `flagged`) stays.
    fn settle(&self, candidates: Candidates, new_age: Option<u32>, flagged: bool, untracks: bool) {
        let c = &self.collector;
        let grey = c.is_marking() && new_age == Some(age::OLD);
        let clear = flags::REACHED | flags::MARK | flags::GARBAGE | new_age.map_or(0, |_| flags::AGE);
        let set = c.mark_sense() | new_age.unwrap_or(0);
        if !flagged && !untracks && !grey && !c.set_in_bits.get() {
            for &word in c.set.words() {
                let meta = &object(pointer(word)).head.meta;
                meta.set(meta.get() & !clear | set);
            }
            c.set.clear();
            return;
        }
        let one = |p: ObjPtr| -> bool {
            let o = object(p);
            let meta = o.head.meta.get();
            if flagged && meta & flags::REACHED == 0 {
                o.head.meta.set(meta & !clear | set | flags::GARBAGE);
                return true;
            }
            self.settle_one(o, new_age, untracks);
            false
        };
        if c.set_in_bits.get() {
            self.each_in_set(candidates, |p| {
                one(p);
            });
            return;
        }
        if !flagged {
            for i in 0..c.set.len() {
                one(pointer(c.set.get(i)));
            }
            c.set.clear();
            return;
        }
        let mut kept = 0;
        for i in 0..c.set.len() {
            let p = pointer(c.set.get(i));
            if one(p) {
                c.set.set(kept, p.as_ptr().addr());
                kept += 1;
            }
        }
        c.set.truncate(kept);
    }

    /// Untracks a survivor that refers to nothing that could be part of a cycle.
    fn untrack_if_atomic(&self, o: &Object) {
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

    /// Takes the list's own count from a member.
    #[inline(always)]
    pub(super) fn unhold(&self, p: ObjPtr) {
        let n = object(p).head.refcount.get();
        if n & IMMORTAL == 0 {
            object(p).head.refcount.set(n - 1);
        }
    }
}
