//! Marking what known roots reach, in slices.
//!
//! Does not need a write barrier: marking only spares objects from trial deletion, so it is right whatever it
//! missed, and an object marked in error (its block was reused) merely waits for the next cycle. A collection
//! without a break marks in a bitmap (alive.rs).
//!
//! # Invariants
//! G1: outside a cycle all tracked objects carry the mark sense; a cycle begins by flipping it. While a cycle
//! is on, objects without it are old: the young are born with it.
//! G5: a word on the grey stack is the address where a marked object was; an odd word is followed (below) by the
//! number of items that were traced already. Words left over from an earlier slice are checked (`is_tracked_at`).

use std::time::Instant;

use super::trial::{AHEAD, object, pointer};
use super::{Runtime, State};
use crate::heap::Heap;
use crate::object::{ObjPtr, Object, flags};
use crate::rawvec::RawStack;
use crate::tracer::{Tracer, Visitor, prefetch, trace_object};
use hognose_alloc::ARENA_BYTES;

/// Items of one object that are traced in one go while slicing.
const CHUNK: usize = 1024;
const MORE: usize = 1;

/// Marks targets. They go to be traced by way of the window; those for which it has no room wait on the stack.
struct Mark<'h> {
    heap: &'h Heap,
    stack: &'h RawStack,
    window: Window,
    /// TRACKED and the mark bit of an unmarked object.
    white: u32,
    marked: usize,
}

impl Visitor for Mark<'_> {
    #[inline(always)]
    fn visit(&mut self, p: ObjPtr) {
        let o = object(p);
        let meta = o.head.meta.get();
        if meta & (flags::TRACKED | flags::MARK) == self.white {
            o.head.meta.set(meta ^ flags::MARK);
            self.marked += 1;
            if !self.window.is_full() {
                self.window.push(p);
            } else {
                // What finds no room is not traced: marking may miss things.
                let _ = self.stack.push(self.heap.memory(), p.as_ptr().addr());
            }
        }
    }
}

impl<'h> Mark<'h> {
    fn new(heap: &'h Heap, stack: &'h RawStack) -> Mark<'h> {
        let white = flags::TRACKED | (heap.collector.mark_sense() ^ flags::MARK);
        Mark { heap, stack, window: Window::new(), white, marked: 0 }
    }
}

impl Heap {
    /// Traces what is in the window and on the stack and all that this leads to, as far as the slice's budget goes.
    fn mark_from(&self, stack: &RawStack, tracer: &mut Tracer<'_>, slice: &Slice) {
        // Words below this are from earlier slices.
        let mut fresh_from = stack.len();
        let start = tracer.edges();
        let (mut objects, mut look) = (0, 256);
        loop {
            let mut skip = 0;
            // SAFETY: the tracer was made with a Mark; so below.
            let mut next = unsafe { tracer.visitor::<Mark<'_>>() }.window.pop();
            if next.is_none() {
                // SAFETY: as above.
                unsafe { tracer.drain_as::<Mark<'_>>(0) };
                // SAFETY: as above.
                let window = unsafe { &mut tracer.visitor::<Mark<'_>>().window };
                while !window.is_full() {
                    let Some(word) = stack.pop() else { break };
                    if word & MORE != 0 {
                        skip = stack.pop().unwrap_or(0);
                        next = Some(pointer(word));
                    }
                    if stack.len() < fresh_from {
                        fresh_from = stack.len();
                        if !self.is_tracked_at(&slice.arenas, word & !MORE) {
                            (skip, next) = (0, None);
                            continue;
                        }
                    }
                    if next.is_some() {
                        break;
                    }
                    window.push(pointer(word));
                }
                next = next.or_else(|| window.pop());
            }
            let Some(p) = next else { return };
            let below = stack.len();
            tracer.skip = skip;
            tracer.budget = CHUNK;
            trace_object(self, p, tracer);
            if tracer.budget == 0 {
                self.put_below(stack, below, [skip + CHUNK, p.as_ptr().addr() | MORE]);
            }
            // SAFETY: as above.
            unsafe { tracer.drain_as::<Mark<'_>>(AHEAD) };
            objects += 1;
            let done = objects + (tracer.edges() - start);
            if done >= look {
                look = done + 256;
                if done >= slice.units || Instant::now() >= slice.deadline {
                    self.empty_window(stack, tracer);
                    return;
                }
            }
        }
    }

    /// Puts what is in flight on the stack.
    fn empty_window(&self, stack: &RawStack, tracer: &mut Tracer<'_>) {
        tracer.drain_to(0);
        // SAFETY: the tracer was made with a Mark.
        let window = unsafe { &mut tracer.visitor::<Mark<'_>>().window };
        while let Some(p) = window.pop() {
            // What finds no room is not traced: marking may miss things.
            let _ = stack.push(self.memory(), p.as_ptr().addr());
        }
    }

    /// Puts the rest of a long object under what its first items pushed, so that the stack stays short.
    fn put_below(&self, stack: &RawStack, at: usize, [skip, word]: [usize; 2]) {
        let n = stack.len();
        if stack.push(self.memory(), skip).is_err() || stack.push(self.memory(), word).is_err() {
            // Marking may miss things; half an entry must not stay.
            stack.truncate(n);
            return;
        }
        match n - at {
            0 => {}
            1 => {
                let one = stack.get(at);
                stack.set(at, skip);
                stack.set(at + 1, word);
                stack.set(at + 2, one);
            }
            _ => {
                let (a, b) = (stack.get(at), stack.get(at + 1));
                // The two that make room may be an entry of two words themselves: their order stays.
                stack.set(at, skip);
                stack.set(at + 1, word);
                stack.set(n, a);
                stack.set(n + 1, b);
            }
        }
    }

    /// Marks the roots themselves; what they refer to waits on the grey stack.
    pub(super) fn mark_roots(&self, rt: &dyn Runtime) -> usize {
        let mut mark = Mark::new(self, &self.collector.grey);
        let mut tracer = Tracer::new(&mut mark);
        rt.roots(&mut tracer);
        self.empty_window(&self.collector.grey, &mut tracer);
        mark.marked
    }

    /// Marks until the grey stack is empty (true), or `units` objects and edges or the time are used up.
    pub(super) fn mark_slice(&self, units: usize, deadline: Instant) -> bool {
        let stack = &self.collector.grey;
        let mut mark = Mark::new(self, stack);
        let mut tracer = Tracer::new(&mut mark);
        tracer.sliced = true;
        self.mark_from(stack, &mut tracer, &Slice { units, deadline, arenas: self.arena_set() });
        stack.len() == 0
    }

    /// A tracked object starts at this address.
    fn is_tracked_at(&self, arenas: &ArenaSet, address: usize) -> bool {
        if !arenas.has(address & !(ARENA_BYTES - 1)) {
            return false;
        }
        let p = pointer(address).cast();
        // SAFETY: the address is in an arena of this heap, whose head has its bits.
        (0..3).any(|k| unsafe { hognose_alloc::client_bit_test(p, k) })
    }

    fn arena_set(&self) -> ArenaSet {
        let mut bases = Vec::new();
        self.memory().for_each_arena(|a| bases.push(a.base().as_ptr().addr()));
        bases.sort_unstable();
        ArenaSet { bases, last: std::cell::Cell::new(0) }
    }

    /// Ends a cycle before its time: everything carries the mark sense again (G1).
    pub(super) fn abort_cycle(&self) {
        let c = &self.collector;
        if c.state.replace(State::Idle) == State::Idle {
            return;
        }
        c.grey.clear();
        let sense = c.mark_sense();
        self.memory().for_each_set_bit(0, |p| {
            let o = object(p.cast());
            o.head.meta.set(o.head.meta.get() & !flags::MARK | sense);
        });
    }
}

/// The budget of a slice.
struct Slice {
    units: usize,
    deadline: Instant,
    arenas: ArenaSet,
}

/// The arenas that are mapped during a slice.
struct ArenaSet {
    bases: Vec<usize>,
    last: std::cell::Cell<usize>,
}

impl ArenaSet {
    fn has(&self, base: usize) -> bool {
        if self.last.get() == base {
            return true;
        }
        let found = self.bases.binary_search(&base).is_ok();
        if found {
            self.last.set(base);
        }
        found
    }
}

/// Objects on their way from the grey stack to being traced. On the way in, what the payload's first word points
/// to is prefetched: the buffer of a list, the first item of others.
struct Window {
    items: [usize; Window::SIZE],
    head: usize,
    tail: usize,
}

impl Window {
    const SIZE: usize = 8;

    fn new() -> Window {
        Window { items: [0; Window::SIZE], head: 0, tail: 0 }
    }

    #[inline(always)]
    fn push(&mut self, p: ObjPtr) {
        // SAFETY: every block has a word behind its header; a prefetch of whatever it holds does no harm.
        let first = unsafe { Object::payload(p).cast::<usize>().read() };
        if first >> 47 == 0 && first >= ARENA_BYTES {
            prefetch(pointer(first));
        }
        self.items[self.tail % Window::SIZE] = p.as_ptr().addr();
        self.tail += 1;
    }

    #[inline(always)]
    fn pop(&mut self) -> Option<ObjPtr> {
        if self.head == self.tail {
            return None;
        }
        let p = pointer(self.items[self.head % Window::SIZE]);
        self.head += 1;
        Some(p)
    }

    #[inline(always)]
    fn is_full(&self) -> bool {
        self.tail - self.head == Window::SIZE
    }
}
