//! Generators: frames whose registers are in the heap, resumed in place.

use hognose_heap::{Ref, Value};

use super::call::deliver;
use super::frame::{Frame, Mode};
use super::{Flow, chain, drive, trace, unwind};
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::Driven;
use crate::types::generator::{Generator, Registers, State};
use crate::vm::Vm;

/// `ReturnGenerator`: the frame's registers move into a new generator, which is its result.
///
/// # Safety
/// `frame` is the top frame, at its first instruction.
pub(super) unsafe fn make(vm: &Vm, frame: *mut Frame, bottom: usize) -> PyResult<Flow> {
    // SAFETY: as the caller says.
    unsafe {
        let code = (*frame).code();
        let generator = Generator::create(vm, (*frame).func.clone(), code.nregs as usize)?;
        let registers = generator.registers();
        for i in 0..code.nlocals as usize {
            let v = std::ptr::replace((*frame).base.add(i), Value::BLANK);
            std::mem::forget(std::ptr::replace(registers.add(i), v));
        }
        generator.set_pc((*frame).pc);
        if (*frame).object.is_object() {
            unwind::detach_frame_object(vm, frame);
        }
        deliver(vm, frame, generator.into_value(), bottom)
    }
}

/// Registers of the resuming instruction in the frame below.
#[derive(Clone, Copy)]
pub(super) struct To {
    pub exit: *const u32,
    pub dest: u16,
    pub iter: u16,
    pub sent: u16,
    pub wide: bool,
    pub driven: Driven,
}

impl To {
    /// # Safety
    /// `frame` is on the stack.
    unsafe fn of(frame: *const Frame) -> To {
        // SAFETY: as the caller says.
        unsafe {
            To {
                exit: (*frame).exit,
                dest: (*frame).dest,
                iter: (*frame).iter,
                sent: (*frame).sent,
                wide: (*frame).wide,
                driven: (*frame).driven,
            }
        }
    }
}

impl Default for To {
    fn default() -> To {
        To { exit: std::ptr::null(), dest: 0, iter: 0, sent: 0, wide: false, driven: Driven::No }
    }
}

/// Pushes the generator's frame. The sent value goes where the suspended instruction wants it.
///
/// # Safety
/// The generator is suspended or fresh.
pub(super) unsafe fn push(
    vm: &Vm,
    generator: &Ref<Generator>,
    sent: Value,
    mode: Mode,
    to: To,
) -> PyResult<()> {
    let thread = &vm.thread;
    thread.frames.ensure(vm)?;
    if thread.frames.depth() + thread.native_depth.get() >= thread.recursion_limit.get() {
        return Err(vm.recursion_error(""));
    }
    // SAFETY: as the caller says; there is room.
    unsafe { push_frame(vm, generator, sent, mode, to) };
    Ok(())
}

/// As `push`, without a look at depth and room.
///
/// # Safety
/// As `push`; the frame stack has room.
pub(super) unsafe fn push_frame(vm: &Vm, generator: &Ref<Generator>, sent: Value, mode: Mode, to: To) {
    let thread = &vm.thread;
    // SAFETY: there is room; the generator's parts live as long as `extra` holds it.
    unsafe {
        let function = generator.function();
        let frame = thread.frames.end();
        let outer = thread.handled.get();
        let own = generator.handled.replace(Value::BLANK);
        if !own.is_blank() {
            drop(thread.handled.replace(own));
        }
        let registers = generator.registers();
        if let Some(i) = generator.sent_register() {
            drop(std::ptr::replace(registers.add(i), sent));
        }
        std::ptr::write(
            frame,
            Frame {
                code: &*function.code,
                consts: function.code.consts_start(),
                caches: function.code.caches_start(),
                base: registers,
                top: thread.registers.top(),
                pc: generator.pc(),
                globals: &function.globals,
                locals: Value::BLANK,
                extra: generator.to_value(),
                outer_handled: outer,
                own_handled: generator.own_handled.get(),
                object: generator.frame.take(),
                dest: to.dest,
                exit: to.exit,
                iter: to.iter,
                sent: to.sent,
                wide: to.wide,
                mode,
                driven: to.driven,
                is_generator: true,
                nlocals: function.code.nlocals,
                func: generator.func.get(),
            },
        );
        let object = (*frame).object.get::<crate::types::frame::FrameObject>().cloned();
        if let Some(object) = object {
            object.attach(vm, (frame.addr() - thread.frames.base().addr()) / size_of::<Frame>());
        }
        thread.frames.set_end(frame.add(1));
        generator.state.set(State::Running);
    }
}

/// Takes the top frame, a generator's, off the stack; its registers stay in the generator.
unsafe fn pop(vm: &Vm, frame: *mut Frame) -> (Ref<Generator>, Value) {
    // SAFETY: the top frame belongs to a generator.
    unsafe {
        let thread = &vm.thread;
        let outer = std::ptr::read(&raw const (*frame).outer_handled);
        let current = thread.handled.replace(outer.clone());
        thread.frames.set_end(frame);
        thread.registers.set_top((*frame).top);
        drop(std::ptr::read(&raw const (*frame).func));
        let extra = std::ptr::read(&raw const (*frame).extra);
        let Ok(generator) = extra.downcast::<Generator>() else {
            unreachable!("a generator's frame holds it")
        };
        // Its own may be the very exception that its resumer handles.
        let own = if (*frame).own_handled { current } else { Value::BLANK };
        generator.own_handled.set((*frame).own_handled);
        (generator, own)
    }
}

/// Where a suspended generator stands: what is sent in later goes to register `sent`; it delegates to what register
/// `delegate` holds.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub sent: u16,
    pub delegate: Option<u16>,
}

impl At {
    /// At a `Yield`.
    pub fn sent(register: usize) -> At {
        At { sent: register as u16, delegate: None }
    }
}

/// Takes the top frame, a generator's, off the stack as suspended at its pc.
///
/// # Safety
/// As `suspend`.
pub(super) unsafe fn park(vm: &Vm, frame: *mut Frame, at: At) {
    // SAFETY: as the caller says.
    unsafe {
        let pc = (*frame).pc;
        let object = std::ptr::replace(&raw mut (*frame).object, Value::BLANK);
        let (generator, own) = pop(vm, frame);
        generator.handled.set(own);
        generator.set_pc(pc);
        generator.set_registers(at.sent, at.delegate);
        generator.state.set(State::Suspended);
        drop(generator.root.replace(Value::BLANK));
        if object.is_object() {
            if let Some(o) = object.get::<crate::types::frame::FrameObject>() {
                o.suspend(&generator);
            }
            generator.frame.set(object);
        }
    }
}

/// `Yield`, `Delegate`: suspends the top frame with `value`.
///
/// # Safety
/// `frame` is the top frame and a generator's; its pc is where to go on.
pub(super) unsafe fn suspend(vm: &Vm, frame: *mut Frame, value: Value, at: At) -> PyResult<Flow> {
    // SAFETY: as the caller says.
    unsafe {
        let (mode, dest) = ((*frame).mode, (*frame).dest);
        if at.delegate.is_some() && trace::is_on(vm) {
            if let Err(raised) = trace::hands_on(vm, frame, &value) {
                // The position is that of the instruction that it is in.
                (*frame).pc = (*frame).pc.add(1);
                return Err(raised);
            }
        }
        if mode == Mode::Driven {
            let fed = drive::feed(vm, frame, value);
            return drive::go_on(vm, frame, fed, at);
        }
        let (outer, wide) = (At { sent: (*frame).sent, delegate: Some((*frame).iter) }, (*frame).wide);
        park(vm, frame, at);
        match mode {
            Mode::Native => Ok(Flow::Done(value)),
            Mode::ForIter | Mode::ForNext => {
                let below = frame.sub(1);
                drop(std::ptr::replace((*below).base.add(dest as usize), value));
                Ok(Flow::Reload)
            }
            Mode::Delegate => {
                // The frame below yields the same value; it will run its Delegate again.
                let below = frame.sub(1);
                (*below).pc = (*below).pc.sub(if wide { 3 } else { 2 });
                suspend(vm, below, value, outer)
            }
            _ => unreachable!("generators are resumed by loops, delegation and native code"),
        }
    }
}

/// The generator returns.
///
/// # Safety
/// `frame` is the top frame and a generator's.
pub(super) unsafe fn finish(vm: &Vm, frame: *mut Frame, value: Value, _bottom: usize) -> PyResult<Flow> {
    // SAFETY: as the caller says.
    unsafe {
        let (mode, to) = ((*frame).mode, To::of(frame));
        let (dest, iter, exit) = (to.dest as usize, to.iter as usize, to.exit);
        let call = drive::Call::of(frame);
        let (generator, root) = end(vm, frame);
        if !root.is_blank() {
            chain::resume_delegator(vm, &root, &generator, chain::Ended::Returned(value), mode, to);
            return Ok(Flow::Reload);
        }
        let below = frame.sub(1);
        match mode {
            Mode::Native => Ok(Flow::Done(value)),
            Mode::Driven => {
                let result = drive::finish(vm, below, call)?;
                drive::deliver(vm, below, call, result);
                Ok(Flow::Reload)
            }
            Mode::ForIter | Mode::ForNext => {
                drop(std::ptr::replace((*below).base.add(iter), Value::BLANK));
                (*below).pc = exit;
                Ok(Flow::Reload)
            }
            Mode::Delegate => {
                let off = *(*below).pc.sub(1) as i32;
                drop(std::ptr::replace((*below).base.add(iter), Value::BLANK));
                drop(std::ptr::replace((*below).base.add(dest), value));
                (*below).pc = (*below).pc.offset(off as isize);
                Ok(Flow::Reload)
            }
            _ => unreachable!("generators are resumed by loops, delegation and native code"),
        }
    }
}

/// An exception leaves the generator's frame. True: the frame of the generator that delegated to it has taken its place.
pub(super) unsafe fn finish_failed(vm: &Vm, frame: *mut Frame) -> bool {
    // SAFETY: the top frame belongs to a generator.
    unsafe {
        let (mode, to) = ((*frame).mode, To::of(frame));
        let (generator, root) = end(vm, frame);
        // PEP 479: StopIteration does not leave a generator as such.
        crate::types::generator::convert_stop_iteration(vm, Some(generator.kind()));
        if !root.is_blank() {
            chain::resume_delegator(vm, &root, &generator, chain::Ended::Failed, mode, to);
            return true;
        }
        if mode == Mode::ForNext {
            // The frame below stands at its ForNext, not in the body.
            (*frame.sub(1)).pc = to.exit;
        }
        false
    }
}

/// Pops the frame of a generator that is over and releases its registers. Its root, too, is handed out.
unsafe fn end(vm: &Vm, frame: *mut Frame) -> (Ref<Generator>, Value) {
    // SAFETY: the top frame belongs to a generator.
    unsafe {
        if (*frame).object.is_object() {
            unwind::detach_frame_object(vm, frame);
        }
        let object = std::ptr::replace(&raw mut (*frame).object, Value::BLANK);
        let count = (*frame).code().nregs as usize;
        let registers = (*frame).base;
        let (generator, _own) = pop(vm, frame);
        generator.state.set(State::Finished);
        for i in 0..count {
            drop(std::ptr::replace(registers.add(i), Value::BLANK));
        }
        generator.func_done();
        drop(object);
        let root = generator.root.replace(Value::BLANK);
        (generator, root)
    }
}

/// ForIter over a generator: pushes its frame. False: it was already finished.
///
/// # Safety
/// Called by the loop with the top frame's registers `dest` and `iter`.
pub(super) unsafe fn resume_for_iter(
    vm: &Vm,
    generator: &Value,
    dest: usize,
    iter: usize,
    mode: Mode,
    exit: *const u32,
) -> PyResult<bool> {
    let Some(generator) = generator.get::<Generator>() else { return Ok(false) };
    match generator.state.get() {
        State::Finished => Ok(false),
        State::Running => Err(vm.value_error("generator already executing")),
        State::Fresh | State::Suspended => {
            let generator = generator.clone();
            // SAFETY: not running.
            unsafe {
                chain::resume(
                    vm,
                    &generator,
                    Value::NONE,
                    mode,
                    To { exit, dest: dest as u16, iter: iter as u16, ..To::default() },
                )?
            };
            Ok(true)
        }
    }
}

/// What came of a step of delegation.
pub(super) enum Delegated {
    /// The inner generator's frame is on top.
    Entered,
    Yielded(Value),
    Returned(Value),
}

/// One step of `yield from` / `await`.
///
/// # Safety
/// Called by the loop.
pub(super) unsafe fn delegate(vm: &Vm, inner: &Value, sent: Value, to: To) -> PyResult<Delegated> {
    let shape = super::ops::shape_of(inner);
    if shape == shapes::GENERATOR || shape == shapes::COROUTINE {
        if let Some(generator) = inner.get::<Generator>() {
            match generator.state.get() {
                State::Running => {
                    return Err(vm.value_error(format_args!("{} already executing", generator.kind_name())));
                }
                State::Finished => {
                    if generator.kind() == crate::types::generator::Kind::Coroutine {
                        return Err(vm.runtime_error("cannot reuse already awaited coroutine"));
                    }
                    return Ok(Delegated::Returned(Value::NONE));
                }
                State::Fresh if !sent.is_none() => {
                    return Err(vm.type_error(format_args!(
                        "can't send non-None value to a just-started {}",
                        generator.kind_name()
                    )));
                }
                State::Fresh | State::Suspended => {
                    let generator = generator.clone();
                    // SAFETY: not running.
                    unsafe { chain::resume(vm, &generator, sent, Mode::Delegate, to)? };
                    return Ok(Delegated::Entered);
                }
            }
        }
    }
    let inner = inner.clone();
    let stepped = if sent.is_none() { vm.next_or_return(&inner) } else { vm.send_or_return(&inner, sent) };
    Ok(match stepped? {
        Ok(yielded) => Delegated::Yielded(yielded),
        Err(returned) => Delegated::Returned(returned),
    })
}

/// `yield from` needs an iterator; generators are one.
pub(super) unsafe fn yield_from_iter(vm: &Vm, frame: &Frame, v: &Value) -> PyResult {
    if let Some(generator) = v.get::<Generator>() {
        use crate::types::generator::Kind;
        let flags = frame.code().flags;
        let may_await = flags
            & (hognose_compiler::code::flags::COROUTINE | hognose_compiler::code::flags::ITERABLE_COROUTINE)
            != 0;
        match generator.kind() {
            Kind::Generator => return Ok(v.clone()),
            Kind::Coroutine if may_await => return Ok(v.clone()),
            Kind::Coroutine => {
                return Err(
                    vm.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator")
                );
            }
            Kind::AsyncGenerator => {}
        }
    }
    vm.iter(v)
}

impl Vm {
    /// Resumes a generator from native code. Ok(Ok(v)): it yielded; Ok(Err(v)): it returned.
    pub(crate) fn resume(&self, generator: &Ref<Generator>, sent: Value) -> PyResult<Result<Value, Value>> {
        // SAFETY: the state is checked by the callers in types/generator.rs: fresh or suspended.
        unsafe { chain::resume(self, generator, sent, Mode::Native, To::default())? };
        let result = self.run_top_frame_or_pop()?;
        Ok(if generator.state.get() == State::Finished { Err(result) } else { Ok(result) })
    }

    /// Resumes a generator with an exception raised where it stands.
    pub(crate) fn resume_with_error(
        &self,
        generator: &Ref<Generator>,
        exc: Value,
    ) -> PyResult<Result<Value, Value>> {
        let in_delegate = generator.suspended_in_delegate();
        let own_handled = generator.own_handled.get();
        // SAFETY: as `resume`.
        unsafe {
            push(self, generator, Value::NONE, Mode::Native, To::default())?;
            let frame = self.thread.frames.end().sub(1);
            // The position is that of the instruction it is suspended in.
            if in_delegate {
                (*frame).pc = (*frame).pc.add(1);
            }
            let bottom = self.thread.frames.depth();
            // Its context is what the generator itself handles; what the resumer handles is none of its business.
            let raised = if own_handled { self.raise_value(exc) } else { self.reraise(exc) };
            unwind::unwind(self, raised, bottom)?;
        }
        let result = self.run_top_frame_or_pop()?;
        Ok(if generator.state.get() == State::Finished { Err(result) } else { Ok(result) })
    }

    /// Runs `step` with a suspended generator's frame on the stack, where it does not run itself.
    pub(crate) fn with_frame_of<R>(
        &self,
        generator: &Ref<Generator>,
        step: impl FnOnce() -> R,
    ) -> PyResult<R> {
        // SAFETY: the generator is suspended; the frame is taken off again before anything else can resume it.
        unsafe { push(self, generator, Value::NONE, Mode::Native, To::default())? };
        let depth = self.thread.frames.depth();
        let result = step();
        debug_assert!(self.thread.frames.depth() == depth, "a step leaves the frames as they were");
        // SAFETY: the frame that was pushed is on top again.
        unsafe {
            let frame = self.thread.frames.end().sub(1);
            let object = std::ptr::replace(&raw mut (*frame).object, Value::BLANK);
            let (generator, own) = pop(self, frame);
            generator.handled.set(own);
            generator.state.set(State::Suspended);
            if object.is_object() {
                if let Some(o) = object.get::<crate::types::frame::FrameObject>() {
                    o.suspend(&generator);
                }
                generator.frame.set(object);
            }
        }
        Ok(result)
    }

    fn run_top_frame_or_pop(&self) -> PyResult {
        let guard = self.enter_recursion("");
        match guard {
            Ok(_guard) => super::run_to_end(self),
            Err(raised) => {
                // SAFETY: the generator's frame is on top, just pushed.
                unsafe {
                    let bottom = self.thread.frames.depth();
                    match unwind::unwind(self, raised, bottom) {
                        // A handler would run without native stack: give the exception up to the caller instead.
                        Ok(()) => {
                            while finish_failed(self, self.thread.frames.end().sub(1)) {}
                            Err(self.recursion_error(""))
                        }
                        Err(raised) => Err(raised),
                    }
                }
            }
        }
    }
}
