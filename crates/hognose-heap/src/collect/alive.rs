//! Marking what known roots reach, without a break, in bitmaps of its own.
//!
//! Does not touch a header but to trace the object: whether a target is tracked and marked stands in the arena's
//! head, where a million objects share what fits a second-level cache. Most references lead to what is marked
//! already, and cost no visit to the object. Where an object has one successor or a few they are followed at once;
//! many become grey in a bitmap and are traced later in the order of their addresses, which no mark stack can do.
//!
//! # Invariants
//! G9: MARKS and GREY hold nothing outside `mark_alive` .. `forget_marks`: all is old then, so that the bitmaps of
//! the younger generations are free, and nothing is born or promoted meanwhile.
//! G10: marking may miss what is alive (for want of memory): trial deletion spares that too.

use super::Runtime;
use super::trial::{object, pointer};
use crate::heap::Heap;
use crate::object::{ObjPtr, Object, SHAPE_MASK};
use crate::rawvec::RawStack;
use crate::tracer::{Tracer, Visitor, prefetch, trace_parts};
use hognose_alloc::{ARENA_BYTES, client_bit_claim, client_bit_set, client_bit_test};

/// The bitmaps of old objects, of marked ones, and of those that are marked but not traced.
const OLD: usize = 0;
const MARKS: usize = 1;
const GREY: usize = 2;
/// Objects that are traced together: the headers of all are fetched first, then what their payloads begin with.
const BATCH: usize = 64;
/// So many edges are followed at once; more become grey.
const FEW: usize = 32;

/// Targets become marked and grey.
struct Defer;

impl Visitor for Defer {
    #[inline(always)]
    fn visit(&mut self, p: ObjPtr) {
        if claim(p) {
            // SAFETY: T2: a live object of this heap.
            unsafe { client_bit_set(p.cast(), GREY) };
        }
    }
}

#[inline(always)]
fn claim(p: ObjPtr) -> bool {
    // SAFETY: T2: a live object of this heap.
    unsafe { client_bit_claim(p.cast(), OLD, MARKS) }
}

/// Traces marked objects, a batch at a time.
struct Marking<'h> {
    heap: &'h Heap,
    tracer: Tracer<'h>,
    batch: [usize; BATCH],
    len: usize,
    marked: usize,
    /// Objects of one class come in runs: its mark is looked at once for each.
    last_shape: u32,
}

impl Marking<'_> {
    #[inline(always)]
    fn push(&mut self, p: ObjPtr) {
        prefetch(p);
        self.batch[self.len] = p.as_ptr().addr();
        self.len += 1;
    }

    /// Traces the batch and what follows from it, but for what becomes grey.
    fn run(&mut self) {
        let rest = &self.heap.collector.stack;
        loop {
            self.trace_batch(rest);
            self.follow(FEW);
            if self.len == 0 {
                // Items of long objects come a batch at a time, each traced at once: they tend to lie in a row.
                let Some(word) = rest.pop() else { return };
                self.trace(pointer(word), rest.pop().unwrap_or(0), rest);
                self.follow(BATCH);
            }
        }
    }

    /// Up to `limit` edges become the batch; of more, the targets become grey.
    #[inline(always)]
    fn follow(&mut self, limit: usize) {
        if self.tracer.waiting() > limit {
            self.tracer.take_all(|p| Defer.visit(p));
            return;
        }
        let mut n = 0;
        let batch = &mut self.batch;
        self.tracer.take_all(|p| {
            if claim(p) {
                prefetch(p);
                batch[n % BATCH] = p.as_ptr().addr();
                n += 1;
            }
        });
        self.len = n;
    }

    #[inline(always)]
    fn trace_batch(&mut self, rest: &RawStack) {
        let n = std::mem::take(&mut self.len);
        self.marked += n;
        for &word in &self.batch[..n] {
            // SAFETY: every block has a word behind its header; a prefetch of whatever it holds does no harm.
            let first = unsafe { Object::payload(pointer(word)).cast::<usize>().read() };
            if first >> 47 == 0 && first >= ARENA_BYTES {
                prefetch(pointer(first));
            }
        }
        for i in 0..n {
            self.trace(pointer(self.batch[i]), 0, rest);
        }
    }

    /// Traces a batch of items from `skip` on; when there may be more the object goes to `rest`.
    #[inline(always)]
    fn trace(&mut self, p: ObjPtr, skip: usize, rest: &RawStack) {
        let tracer = &mut self.tracer;
        let shape = object(p).head.meta.get() & SHAPE_MASK;
        let entry = self.heap.shapes.entry(shape);
        if shape != self.last_shape {
            self.last_shape = shape;
            if let Some(owner) = entry.owner {
                tracer.object(owner);
            }
        }
        tracer.skip = skip;
        tracer.budget = BATCH;
        trace_parts(self.heap, p, entry, tracer);
        if tracer.budget == 0 {
            let below = rest.len();
            let memory = self.heap.memory();
            if rest.push(memory, skip + BATCH).is_err() || rest.push(memory, p.as_ptr().addr()).is_err() {
                // G10; half an entry must not stay.
                rest.truncate(below);
            }
        }
    }
}

impl Heap {
    /// Marks all that the known roots reach; says how many objects that were. All tracked objects are old.
    pub(super) fn mark_alive(&self, rt: &dyn Runtime) -> usize {
        self.collector.stack.clear();
        let mut defer = Defer;
        let mut tracer = Tracer::new(&mut defer);
        tracer.bare = true;
        rt.roots(&mut tracer);
        tracer.drain_to(0);
        tracer.sliced = true;
        let mut marking =
            Marking { heap: self, tracer, batch: [0; BATCH], len: 0, marked: 0, last_shape: u32::MAX };
        loop {
            let before = marking.marked;
            self.memory().take_set_bits(GREY, |p| {
                marking.push(p.cast());
                if marking.len == BATCH {
                    marking.run();
                }
            });
            marking.run();
            if marking.marked == before {
                return before;
            }
        }
    }

    /// An old object without a mark.
    #[inline(always)]
    pub(super) fn is_unmarked(p: ObjPtr) -> bool {
        // SAFETY: the collector handles live objects (O1).
        unsafe { client_bit_test(p.cast(), OLD) && !client_bit_test(p.cast(), MARKS) }
    }

    /// Calls `f` with each old object without a mark.
    #[inline(always)]
    pub(super) fn each_unmarked(&self, mut f: impl FnMut(ObjPtr)) {
        self.memory().for_each_set_bit_without(OLD, MARKS, |p| f(p.cast()));
    }

    /// The bitmap is that of the middle generation again (G9).
    pub(super) fn forget_marks(&self) {
        self.memory().clear_claimed(OLD, MARKS);
    }
}
