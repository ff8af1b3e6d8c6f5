//! Marking what known roots reach, without a break, in a bitmap of its own.
//!
//! Does not touch a header but to trace the object: whether a target is tracked and marked stands in the arena's
//! head, where a million objects share what fits a second-level cache. Most references lead to what is marked
//! already, and cost no visit to the object.
//!
//! # Invariants
//! G9: MARKS holds nothing outside `mark_alive` .. `forget_marks`: all is old then, so that the bitmap of the middle
//! generation is free, and nothing is born or promoted meanwhile.
//! G10: marking may miss what is alive (for want of memory): trial deletion spares that too.

use super::Runtime;
use super::trial::pointer;
use crate::heap::Heap;
use crate::object::{ObjPtr, Object};
use crate::rawvec::RawStack;
use crate::tracer::{Tracer, Visitor, prefetch, trace_object};
use hognose_alloc::{ARENA_BYTES, client_bit_claim, client_bit_test};

/// The bitmap of old objects, and the one that has marks meanwhile.
const OLD: usize = 0;
const MARKS: usize = 1;
/// Items of one object that are traced in one go: few enough to wait in the tracer's ring.
const CHUNK: usize = 128;
/// Tag of a stack word: the number of items that were traced already is below it.
const MORE: usize = 1;
/// Edges that stay in the ring while their bits are fetched.
const AHEAD: usize = 16;
/// Edges beyond this go on to the pipeline or to the stack.
const MANY: usize = 192;

/// Objects on their way from being marked to being traced, in order: first the header is fetched, later what the
/// payload's first word points to (the buffer of a list, the first item of others).
struct Pipeline {
    items: [usize; Pipeline::SIZE],
    head: usize,
    /// The first one whose header alone was fetched.
    middle: usize,
    tail: usize,
}

impl Pipeline {
    const SIZE: usize = 32;
    /// So many are in each of the two states while there is enough to do.
    const HALF: usize = Pipeline::SIZE / 2;

    fn new() -> Pipeline {
        Pipeline { items: [0; Pipeline::SIZE], head: 0, middle: 0, tail: 0 }
    }

    #[inline(always)]
    fn is_full(&self) -> bool {
        self.tail - self.head == Pipeline::SIZE
    }

    #[inline(always)]
    fn push(&mut self, p: ObjPtr) {
        prefetch(p);
        self.items[self.tail % Pipeline::SIZE] = p.as_ptr().addr();
        self.tail += 1;
    }

    #[inline(always)]
    fn fetch_payloads(&mut self, left: usize) {
        while self.tail - self.middle > left {
            let p = pointer(self.items[self.middle % Pipeline::SIZE]);
            // SAFETY: every block has a word behind its header; a prefetch of whatever it holds does no harm.
            let first = unsafe { Object::payload(p).cast::<usize>().read() };
            if first >> 47 == 0 && first >= ARENA_BYTES {
                prefetch(pointer(first));
            }
            self.middle += 1;
        }
    }

    #[inline(always)]
    fn pop(&mut self) -> Option<ObjPtr> {
        if self.head == self.tail {
            return None;
        }
        self.fetch_payloads((self.tail - self.head - 1).min(Pipeline::HALF));
        let p = pointer(self.items[self.head % Pipeline::SIZE]);
        self.head += 1;
        Some(p)
    }
}

/// Marks targets and sends them on to be traced.
struct Alive<'h> {
    heap: &'h Heap,
    stack: &'h RawStack,
    pipeline: Pipeline,
    marked: usize,
}

impl Visitor for Alive<'_> {
    #[inline(always)]
    fn visit(&mut self, p: ObjPtr) {
        // SAFETY: T2: a live object of this heap.
        if !unsafe { client_bit_claim(p.cast(), OLD, MARKS) } {
            return;
        }
        self.marked += 1;
        if self.pipeline.is_full() {
            // What finds no room is not traced (G10).
            let _ = self.stack.push(self.heap.memory(), p.as_ptr().addr());
        } else {
            self.pipeline.push(p);
        }
    }
}

impl Heap {
    /// Marks all that the known roots reach; says how many objects that were. All tracked objects are old.
    pub(super) fn mark_alive(&self, rt: &dyn Runtime) -> usize {
        let stack = &self.collector.stack;
        stack.clear();
        let mut alive = Alive { heap: self, stack, pipeline: Pipeline::new(), marked: 0 };
        let mut tracer = Tracer::new(&mut alive);
        tracer.fetch_bits = true;
        rt.roots(&mut tracer);
        tracer.sliced = true;
        loop {
            let mut next = None;
            let mut skip = 0;
            loop {
                let edges = tracer.waiting();
                // SAFETY: the tracer was made with an Alive; so below.
                let full = unsafe { tracer.visitor::<Alive<'_>>() }.pipeline.is_full();
                if full || edges == 0 && stack.len() == 0 {
                    break;
                }
                if edges > AHEAD || stack.len() == 0 {
                    // SAFETY: as above.
                    unsafe { tracer.drain_as::<Alive<'_>>(edges - 1) };
                } else if let Some(word) = stack.pop() {
                    if word & MORE != 0 {
                        skip = stack.pop().unwrap_or(0);
                        next = Some(pointer(word));
                        break;
                    }
                    // SAFETY: as above.
                    unsafe { tracer.visitor::<Alive<'_>>() }.pipeline.push(pointer(word));
                }
            }
            // SAFETY: as above.
            let Some(p) = next.or_else(|| unsafe { tracer.visitor::<Alive<'_>>() }.pipeline.pop()) else { break };
            tracer.skip = skip;
            tracer.budget = CHUNK;
            trace_object(self, p, &mut tracer);
            if tracer.budget == 0 {
                let below = stack.len();
                let word = p.as_ptr().addr() | MORE;
                if stack.push(self.memory(), skip + CHUNK).is_err() || stack.push(self.memory(), word).is_err() {
                    // G10; half an entry must not stay.
                    stack.truncate(below);
                }
            }
            if tracer.waiting() > MANY {
                // SAFETY: as above.
                unsafe { tracer.drain_as::<Alive<'_>>(MANY - CHUNK / 2) };
            }
        }
        alive.marked
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
