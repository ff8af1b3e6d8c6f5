//! Per-thread state: registers, frames, the pending and the handled exception, recursion bounds.
//!
//! # Invariants
//! TH1: the register stack's memory never moves. TH2: registers from `top` upward hold no object. TH3: frames are only pushed and
//! popped by eval/.
//! TH4: `Vm::thread` is the state of the thread that holds the interpreter; the others' states are at rest (eval/threads.rs).

#![allow(clippy::disallowed_methods, reason = "as deep as handlers are nested")]

use std::cell::Cell;

use hognose_heap::{AllocError, Heap, Trace, Tracer, ValueCell};

use crate::eval::stack::{FrameStack, RegisterStack};
use crate::raise::PyResult;
use crate::vm::Vm;

/// State of the thread that is in the interpreter.
pub(crate) struct Thread {
    /// The exception on its way up; BLANK when there is none.
    pub raised: ValueCell,
    /// The exception being handled (`sys.exception()`); BLANK when there is none.
    pub handled: ValueCell,
    pub registers: RegisterStack,
    pub frames: FrameStack,
    pub recursion_limit: Cell<usize>,
    /// Native stack addresses below this are refused.
    pub native_limit: Cell<usize>,
    /// Containers whose repr is running.
    pub repr_running: std::cell::RefCell<Vec<u64>>,
    /// Depth of native calls that count against the recursion limit.
    pub native_depth: Cell<usize>,
    /// What the last exhausted iterator returned.
    pub stop_value: ValueCell,
    /// Finalizers and callbacks are running: not again from within.
    pub draining: Cell<bool>,
    /// What is made now is dispensable (a traceback's entry): no collection for its sake.
    pub no_emergency: Cell<bool>,
    /// Which thread this is; 0 where none is.
    pub id: Cell<u64>,
    /// It is to unwind without running another line of Python.
    pub dying: Cell<bool>,
    /// Attributes of thread-local objects.
    pub locals: ValueCell,
    /// What `_contextvars._current` is while the thread runs.
    pub context: ValueCell,
    /// What the thread is to do: a function and its arguments. BLANK once it has begun.
    pub task: ValueCell,
    /// What `sys.settrace` and `sys.setprofile` were given; BLANK: nothing.
    pub trace: ValueCell,
    pub profile: ValueCell,
    /// One of them runs.
    pub in_trace: Cell<bool>,
    /// Its native stack's share of the heap's limit.
    pub native_charge: crate::eval::threads::NativeCharge,
    /// What `sys.set_asyncgen_hooks` was given.
    pub hooks: crate::types::async_generator::Hooks,
}

/// Native stack kept free for what runs below a recursion check.
const NATIVE_RESERVE: usize = 256 * 1024;

impl Thread {
    pub fn new(heap: &Heap, stack_bytes: usize) -> Result<Thread, AllocError> {
        let thread = Thread::at_rest();
        thread.registers.swap(&RegisterStack::new(heap, stack_bytes)?);
        thread.frames.swap(&FrameStack::new(heap, stack_bytes)?);
        Ok(thread)
    }

    /// A place for a thread's state to rest in.
    pub fn at_rest() -> Thread {
        Thread {
            raised: ValueCell::new(hognose_heap::Value::BLANK),
            handled: ValueCell::new(hognose_heap::Value::BLANK),
            registers: RegisterStack::empty(),
            frames: FrameStack::empty(),
            recursion_limit: Cell::new(1000),
            native_limit: Cell::new(0),
            repr_running: std::cell::RefCell::new(Vec::new()),
            native_depth: Cell::new(0),
            stop_value: ValueCell::new(hognose_heap::Value::NONE),
            draining: Cell::new(false),
            no_emergency: Cell::new(false),
            id: Cell::new(0),
            dying: Cell::new(false),
            locals: ValueCell::new(hognose_heap::Value::BLANK),
            context: ValueCell::new(hognose_heap::Value::BLANK),
            task: ValueCell::new(hognose_heap::Value::BLANK),
            trace: ValueCell::new(hognose_heap::Value::BLANK),
            profile: ValueCell::new(hognose_heap::Value::BLANK),
            in_trace: Cell::new(false),
            native_charge: std::cell::RefCell::new(None),
            hooks: Default::default(),
        }
    }

    /// The two states change places; the recursion limit is the interpreter's and stays.
    pub fn swap(&self, other: &Thread) {
        self.registers.swap(&other.registers);
        self.frames.swap(&other.frames);
        self.native_limit.swap(&other.native_limit);
        self.repr_running.swap(&other.repr_running);
        self.native_depth.swap(&other.native_depth);
        self.draining.swap(&other.draining);
        self.no_emergency.swap(&other.no_emergency);
        self.id.swap(&other.id);
        self.dying.swap(&other.dying);
        self.in_trace.swap(&other.in_trace);
        self.native_charge.swap(&other.native_charge);
        for (mine, its) in self.values().into_iter().zip(other.values()) {
            mine.set(its.replace(mine.take()));
        }
    }

    fn values(&self) -> [&ValueCell; 10] {
        [
            &self.raised,
            &self.handled,
            &self.stop_value,
            &self.locals,
            &self.context,
            &self.task,
            &self.trace,
            &self.profile,
            &self.hooks.first,
            &self.hooks.finalizer,
        ]
    }

    /// Reports what the thread holds: registers, frames, exceptions.
    pub fn trace(&self, tracer: &mut Tracer<'_>) {
        self.registers.trace(tracer);
        self.frames.trace(tracer);
        for cell in self.values() {
            cell.trace(tracer);
        }
    }

    /// Tells how much native stack this thread has below the caller.
    pub fn set_native_stack(&self, bytes: usize) {
        let here = native_address();
        self.native_limit.set(here.saturating_sub(bytes).saturating_add(NATIVE_RESERVE));
    }
}

/// About where the native stack is now.
#[inline(always)]
pub(crate) fn native_address() -> usize {
    let mark = 0u8;
    std::ptr::from_ref(&mark).addr()
}

/// Leaves a recursion when dropped.
pub struct RecursionGuard<'a>(&'a Vm);

impl Drop for RecursionGuard<'_> {
    fn drop(&mut self) {
        let depth = &self.0.thread.native_depth;
        depth.set(depth.get() - 1);
    }
}

/// Ends the repr of a container when dropped.
pub struct ReprGuard<'a>(&'a Vm);

impl Drop for ReprGuard<'_> {
    fn drop(&mut self) {
        self.0.thread.repr_running.borrow_mut().pop();
    }
}

impl Vm {
    /// Enters a native recursion: RecursionError when the native stack or the recursion limit is used up. `what` follows
    /// "maximum recursion depth exceeded".
    #[inline]
    pub fn enter_recursion(&self, what: &str) -> PyResult<RecursionGuard<'_>> {
        let depth = self.thread.native_depth.get();
        let used = depth + self.thread.frames.depth();
        if native_address() < self.thread.native_limit.get() || used > self.thread.recursion_limit.get() {
            return Err(self.recursion_error(what));
        }
        self.thread.native_depth.set(depth + 1);
        Ok(RecursionGuard(self))
    }

    /// RecursionError when the native stack is used up: for native recursions that the recursion limit is not about.
    #[inline]
    pub fn check_native_stack(&self) -> PyResult<()> {
        if native_address() < self.thread.native_limit.get() { Err(self.recursion_error("")) } else { Ok(()) }
    }

    /// Enters the repr of a container; None if it is already running for this very object.
    pub fn repr_guard(&self, value: &hognose_heap::Value) -> Option<ReprGuard<'_>> {
        let mut running = self.thread.repr_running.borrow_mut();
        if running.contains(&value.bits()) {
            return None;
        }
        running.push(value.bits());
        Some(ReprGuard(self))
    }
}

impl Vm {
    /// Tells how much native stack the calling thread has left.
    pub fn set_native_stack(&self, bytes: usize) {
        self.thread.set_native_stack(bytes);
    }
}
