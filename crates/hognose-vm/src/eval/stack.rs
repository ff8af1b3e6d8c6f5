//! The register stack and the frame stack: reserved once, committed step by step, charged to the heap's limit.
//!
//! # Invariants
//! ST1: the memory of a stack never moves, though the stack of the running thread stands in `Vm::thread` and those of the others
//! elsewhere (`swap`). ST2: committed registers at and above `top` hold no object.

use std::cell::{Cell, RefCell};

use hognose_alloc::StackReservation;
use hognose_heap::{AllocError, Heap, Tracer, Value};

use super::frame::Frame;
use crate::raise::PyResult;
use crate::vm::Vm;

/// Address space for registers: what the largest recursion limit in use may need.
pub(crate) const MAIN_STACK_BYTES: usize = 1 << 30;
/// Registers and frames are committed in steps of this size.
const STEP: usize = 32 * 1024;

/// The stack of registers.
pub(crate) struct RegisterStack {
    /// None in a place where another thread's stack can come to rest.
    memory: RefCell<Option<StackReservation>>,
    base: Cell<*mut Value>,
    top: Cell<*mut Value>,
    limit: Cell<*mut Value>,
}

impl RegisterStack {
    pub fn new(heap: &Heap, bytes: usize) -> Result<RegisterStack, AllocError> {
        let memory = heap.memory().reserve_stack(bytes)?;
        let base = memory.base().as_ptr().cast::<Value>();
        let stack = RegisterStack::empty();
        stack.memory.replace(Some(memory));
        for at in [&stack.base, &stack.top, &stack.limit] {
            at.set(base);
        }
        stack.commit(STEP)?;
        Ok(stack)
    }

    pub const fn empty() -> RegisterStack {
        let null = std::ptr::null_mut();
        RegisterStack {
            memory: RefCell::new(None),
            base: Cell::new(null),
            top: Cell::new(null),
            limit: Cell::new(null),
        }
    }

    /// The two stacks change places.
    pub fn swap(&self, other: &RegisterStack) {
        self.memory.swap(&other.memory);
        self.base.swap(&other.base);
        self.top.swap(&other.top);
        self.limit.swap(&other.limit);
    }

    fn commit(&self, bytes: usize) -> Result<(), AllocError> {
        let bytes = bytes.next_multiple_of(STEP);
        self.memory.borrow().as_ref().ok_or(AllocError)?.commit_to(bytes)?;
        let base = self.base.get();
        let mut at = self.limit.get();
        // SAFETY: the memory is committed up to `bytes`; nothing lives there yet.
        unsafe {
            let end = base.byte_add(bytes);
            while at < end {
                at.write(Value::BLANK);
                at = at.add(1);
            }
            self.limit.set(end);
        }
        Ok(())
    }

    /// Reports what the registers hold.
    pub fn trace(&self, tracer: &mut Tracer<'_>) {
        let mut at = self.base.get();
        while at < self.top.get() {
            // SAFETY: registers below top are committed and hold values, BLANK where nothing is (ST2).
            unsafe {
                tracer.edge(&*at);
                at = at.add(1);
            }
        }
    }

    /// First free register.
    #[inline(always)]
    pub fn top(&self) -> *mut Value {
        self.top.get()
    }

    #[inline(always)]
    pub fn set_top(&self, top: *mut Value) {
        self.top.set(top);
    }

    /// Registers below `end` can be used as things are.
    #[inline(always)]
    pub fn has_room(&self, end: *mut Value) -> bool {
        end <= self.limit.get()
    }

    /// Makes sure that registers below `end` can be used.
    #[inline(always)]
    pub fn ensure(&self, vm: &Vm, end: *mut Value) -> PyResult<()> {
        if end <= self.limit.get() { Ok(()) } else { self.grow(vm, end) }
    }

    #[cold]
    #[inline(never)]
    fn grow(&self, vm: &Vm, end: *mut Value) -> PyResult<()> {
        let needed = end.addr() - self.base.get().addr();
        let reserved = self.memory.borrow().as_ref().map_or(0, StackReservation::reserved);
        if needed + STEP > reserved {
            return Err(vm.recursion_error(""));
        }
        vm.retry(|_| self.commit(needed))
    }
}

/// The stack of frames.
pub(crate) struct FrameStack {
    memory: RefCell<Option<StackReservation>>,
    base: Cell<*mut Frame>,
    /// One past the running frame.
    end: Cell<*mut Frame>,
    limit: Cell<*mut Frame>,
}

impl FrameStack {
    pub fn new(heap: &Heap, bytes: usize) -> Result<FrameStack, AllocError> {
        let memory = heap.memory().reserve_stack(bytes)?;
        memory.commit_to(STEP)?;
        let base = memory.base().as_ptr().cast::<Frame>();
        let stack = FrameStack::empty();
        stack.memory.replace(Some(memory));
        stack.base.set(base);
        stack.end.set(base);
        // SAFETY: STEP bytes are committed.
        stack.limit.set(unsafe { base.byte_add(STEP) });
        Ok(stack)
    }

    pub const fn empty() -> FrameStack {
        let null = std::ptr::null_mut();
        FrameStack {
            memory: RefCell::new(None),
            base: Cell::new(null),
            end: Cell::new(null),
            limit: Cell::new(null),
        }
    }

    /// The two stacks change places.
    pub fn swap(&self, other: &FrameStack) {
        self.memory.swap(&other.memory);
        self.base.swap(&other.base);
        self.end.swap(&other.end);
        self.limit.swap(&other.limit);
    }

    #[inline(always)]
    pub fn base(&self) -> *mut Frame {
        self.base.get()
    }

    #[inline(always)]
    pub fn end(&self) -> *mut Frame {
        self.end.get()
    }

    #[inline(always)]
    pub fn set_end(&self, end: *mut Frame) {
        self.end.set(end);
    }

    /// The function, or its stand-in, of the first frame, and the namespace of its globals.
    pub fn bottom(&self) -> Option<(Value, Value)> {
        if self.depth() == 0 {
            return None;
        }
        // SAFETY: a frame below the end is complete (TH3), and its globals live as long as its function.
        unsafe {
            let frame = &*self.base();
            Some((frame.func.clone(), (*frame.globals).to_value()))
        }
    }

    /// Reports what the frames own.
    pub fn trace(&self, tracer: &mut Tracer<'_>) {
        let mut at = self.base();
        while at < self.end.get() {
            // SAFETY: frames below the end are complete (TH3).
            unsafe {
                let frame = &*at;
                for v in [&frame.func, &frame.locals, &frame.extra, &frame.outer_handled, &frame.object] {
                    tracer.edge(v);
                }
                at = at.add(1);
            }
        }
    }

    /// Frames on the stack.
    #[inline(always)]
    pub fn depth(&self) -> usize {
        (self.end.get().addr() - self.base().addr()) / size_of::<Frame>()
    }

    /// One more frame fits as things are, in memory and in the recursion limit.
    #[inline(always)]
    pub fn has_room(&self, native_depth: usize, recursion_limit: usize) -> bool {
        let used = self.end.get().addr() - self.base().addr() + native_depth * size_of::<Frame>();
        // SAFETY: pointer arithmetic inside the reserved mapping, or one frame past it.
        used < recursion_limit * size_of::<Frame>() && unsafe { self.end.get().add(1) } <= self.limit.get()
    }

    /// Room for one more frame.
    #[inline(always)]
    pub fn ensure(&self, vm: &Vm) -> PyResult<()> {
        // SAFETY: pointer arithmetic inside the reserved mapping, or one frame past it.
        if unsafe { self.end.get().add(1) } <= self.limit.get() { Ok(()) } else { self.grow(vm) }
    }

    #[cold]
    #[inline(never)]
    fn grow(&self, vm: &Vm) -> PyResult<()> {
        let bytes = self.limit.get().addr() - self.base().addr() + STEP;
        let reserved = self.memory.borrow().as_ref().map_or(0, StackReservation::reserved);
        if bytes > reserved {
            return Err(vm.recursion_error(""));
        }
        vm.retry(|_| self.memory.borrow().as_ref().ok_or(AllocError)?.commit_to(bytes))?;
        // SAFETY: committed to `bytes`.
        self.limit.set(unsafe { self.base().byte_add(bytes) });
        Ok(())
    }
}
