//! The register stack and the frame stack: reserved once, committed step by step, charged to the heap's limit.
//!
//! # Invariants
//! ST1: the base never moves. ST2: committed registers at and above `top` hold no object.

use std::cell::Cell;

use hognose_alloc::StackReservation;
use hognose_heap::{AllocError, Heap, Tracer, Value};

use super::frame::Frame;
use crate::raise::PyResult;
use crate::vm::Vm;

/// Address space for registers: what the largest recursion limit in use may need.
const REGISTER_BYTES: usize = 1 << 30;
const FRAME_BYTES: usize = 1 << 30;
/// Registers and frames are committed in steps of this size.
const STEP: usize = 32 * 1024;

/// The stack of registers.
pub(crate) struct RegisterStack {
    memory: StackReservation,
    top: Cell<*mut Value>,
    limit: Cell<*mut Value>,
}

impl RegisterStack {
    pub fn new(heap: &Heap) -> Result<RegisterStack, AllocError> {
        let memory = heap.memory().reserve_stack(REGISTER_BYTES)?;
        let base = memory.base().as_ptr().cast::<Value>();
        let stack = RegisterStack { memory, top: Cell::new(base), limit: Cell::new(base) };
        stack.commit(STEP)?;
        Ok(stack)
    }

    fn commit(&self, bytes: usize) -> Result<(), AllocError> {
        let bytes = bytes.next_multiple_of(STEP);
        self.memory.commit_to(bytes)?;
        let base = self.memory.base().as_ptr().cast::<Value>();
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
        let mut at = self.memory.base().as_ptr().cast::<Value>();
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
        let needed = end.addr() - self.memory.base().as_ptr().addr();
        if needed + STEP > REGISTER_BYTES {
            return Err(vm.recursion_error(""));
        }
        vm.retry(|_| self.commit(needed))
    }
}

/// The stack of frames.
pub(crate) struct FrameStack {
    memory: StackReservation,
    /// One past the running frame.
    end: Cell<*mut Frame>,
    limit: Cell<*mut Frame>,
}

impl FrameStack {
    pub fn new(heap: &Heap) -> Result<FrameStack, AllocError> {
        let memory = heap.memory().reserve_stack(FRAME_BYTES)?;
        memory.commit_to(STEP)?;
        let base = memory.base().as_ptr().cast::<Frame>();
        // SAFETY: STEP bytes are committed.
        let limit = unsafe { base.byte_add(STEP) };
        Ok(FrameStack { memory, end: Cell::new(base), limit: Cell::new(limit) })
    }

    #[inline(always)]
    pub fn base(&self) -> *mut Frame {
        self.memory.base().as_ptr().cast()
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
        if bytes > FRAME_BYTES {
            return Err(vm.recursion_error(""));
        }
        vm.retry(|_| self.memory.commit_to(bytes))?;
        // SAFETY: committed to `bytes`.
        self.limit.set(unsafe { self.base().byte_add(bytes) });
        Ok(())
    }
}
