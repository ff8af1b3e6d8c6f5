//! Exceptions on their way up: handlers, tracebacks, frame objects that outlive their frame.

use hognose_compiler::opcode::Op;
use hognose_heap::Value;

use super::frame::{Frame, Mode};
use super::{chain, generator};
use crate::raise::Raised;
use crate::types::exception;
use crate::types::frame::FrameObject;
use crate::types::generator::Generator;
use crate::vm::Vm;

/// Finds the handler of the pending exception, popping frames above `bottom` that have none. Ok: the top frame goes on at its pc.
///
/// # Safety
/// The frames above `bottom` belong to the running loop; their pcs are up to date.
pub(super) unsafe fn unwind(vm: &Vm, raised: Raised, bottom: usize) -> Result<(), Raised> {
    let thread = &vm.thread;
    loop {
        // SAFETY: at least one frame of this loop is on the stack.
        unsafe {
            let frame = thread.frames.end().sub(1);
            let code = (*frame).code();
            let at = (*frame).pc.offset_from(code.words_start()) as u32;
            // A function that was interrupted on its way in has run nothing yet.
            let at = at.saturating_sub(1);
            add_traceback(vm, frame, at);
            let mut raised = raised;
            if super::trace::is_on(vm) {
                let again = raises_again(code.words[at as usize]);
                let handled = code.handler_at(at).is_some();
                raised = super::trace::raised_in(vm, frame, raised, again, handled);
            }
            // No handler keeps a thread that is made to end.
            if let Some(handler) = code.handler_at(at).filter(|_| !thread.dying.get()) {
                release_registers(frame, handler.release_from as usize);
                (*frame).pc = code.words_start().add(handler.target as usize);
                crate::runtime::drain_pending_keeping_raised(vm);
                return Ok(());
            }
            let native = (*frame).mode == Mode::Native;
            if pop_failed(vm, frame) {
                continue;
            }
            if native {
                debug_assert!(thread.frames.depth() < bottom.max(1) || thread.frames.depth() + 1 == bottom);
                return Err(raised);
            }
        }
    }
}

/// Pops a frame that was refused before its first instruction: it does not show in the traceback.
///
/// # Safety
/// The top frame has just been pushed.
pub(super) unsafe fn pop_refused(vm: &Vm) {
    // SAFETY: as the caller says.
    unsafe { pop_failed(vm, vm.thread.frames.end().sub(1)) };
}

/// Releases the registers of a frame from `from` upward.
unsafe fn release_registers(frame: *mut Frame, from: usize) {
    // SAFETY: the window is initialized (O3).
    unsafe {
        let base = (*frame).base;
        for i in from..(*frame).code().nregs as usize {
            if (*base.add(i)).is_object() {
                drop(std::ptr::replace(base.add(i), Value::BLANK));
            }
        }
    }
}

/// Pops a frame that an exception leaves. True: another one has taken its place, where the exception goes on.
unsafe fn pop_failed(vm: &Vm, frame: *mut Frame) -> bool {
    // SAFETY: the top frame.
    unsafe {
        let thread = &vm.thread;
        if (*frame).is_generator {
            return generator::finish_failed(vm, frame);
        }
        if (*frame).object.is_object() {
            // Behind a `with` block: where the exception was raised, not where it goes on after `__exit__`.
            let exc = thread.raised.get();
            let here = ((*frame).pc.offset_from((*frame).code().words_start()) as u32).saturating_sub(1);
            let [op, _, _, after_with] = (*frame).code().words[here as usize].to_le_bytes();
            let again = op == Op::Reraise as u8 && after_with != 0;
            let word = if again { exception::raised_at(&exc, &(*frame).object) } else { None };
            detach_frame_object_at(vm, frame, word.unwrap_or(here));
        }
        release_registers(frame, 0);
        thread.frames.set_end(frame);
        drop_frame_parts(frame);
        if (*frame).mode == Mode::Native {
            thread.registers.set_top((*frame).base);
        } else {
            thread.registers.set_top((*frame.sub(1)).top);
        }
        false
    }
}

/// Drops what a popped frame owned beside its registers.
pub(super) unsafe fn drop_frame_parts(frame: *mut Frame) {
    // SAFETY: the frame is popped; each part is read once.
    unsafe {
        drop(std::ptr::read(&raw const (*frame).extra));
        drop(std::ptr::read(&raw const (*frame).func));
        drop(std::ptr::read(&raw const (*frame).locals));
        drop(std::ptr::read(&raw const (*frame).object));
    }
}

/// The instruction raises an exception that is already on its way: the end of a handler, or `raise` alone.
fn raises_again(word: u32) -> bool {
    let [op, a, ..] = word.to_le_bytes();
    op == Op::Reraise as u8 || (op == Op::Raise as u8 && a == 0)
}

/// Puts the frame into the pending exception's traceback.
unsafe fn add_traceback(vm: &Vm, frame: *mut Frame, word: u32) {
    let exc = vm.thread.raised.get();
    // An exception that is raised again keeps the entry that this frame already has.
    // SAFETY: the top frame, whose code has a word at `word`.
    let again = unsafe { raises_again((*frame).code().words[word as usize]) };
    if again && exception::has_traceback(&exc) {
        return;
    }
    if vm.is_nearly_full() {
        return;
    }
    let outer = vm.thread.no_emergency.replace(true);
    // SAFETY: the top frame.
    let done = unsafe { frame_object(vm, frame) }
        .and_then(|object| exception::add_traceback(vm, &exc, &object, word));
    vm.thread.no_emergency.set(outer);
    if done.is_err() {
        // No memory for a traceback entry: the exception goes on without it.
        vm.thread.raised.set(exc);
    }
}

/// The frame object of a running frame, made when first asked for.
///
/// # Safety
/// `frame` is on the frame stack.
pub(crate) unsafe fn frame_object(
    vm: &Vm,
    frame: *mut Frame,
) -> Result<hognose_heap::Ref<FrameObject>, Raised> {
    // SAFETY: as the caller says.
    unsafe {
        if let Some(object) = (*frame).object.get::<FrameObject>() {
            return Ok(object.clone());
        }
        let index = (frame.addr() - vm.thread.frames.base().addr()) / size_of::<Frame>();
        let object = FrameObject::create(vm, (*frame).func.clone(), (*frame).locals.clone(), index)?;
        let old = std::ptr::replace(&raw mut (*frame).object, object.to_value());
        std::mem::forget(old);
        Ok(object)
    }
}

/// The frame object of what called or resumed the frame.
///
/// # Safety
/// `frame` is on the frame stack.
pub(crate) unsafe fn back(
    vm: &Vm,
    frame: *mut Frame,
) -> Result<Option<hognose_heap::Ref<FrameObject>>, Raised> {
    // SAFETY: as the caller says.
    unsafe {
        let root = chain::root_of(frame);
        if let Some(generator) = (*frame).extra.get::<Generator>().filter(|_| !root.is_blank())
            && let Some(delegator) = chain::delegator_of(&root, generator)
        {
            return crate::types::generator::frame_of(vm, &delegator).map(Some);
        }
        if frame == vm.thread.frames.base() { Ok(None) } else { frame_object(vm, frame.sub(1)).map(Some) }
    }
}

/// The frame ends but Python code may still hold its frame object: that one takes the locals over.
///
/// # Safety
/// `frame` is the top frame, its locals are still there.
#[cold]
#[inline(never)]
pub(super) unsafe fn detach_frame_object(vm: &Vm, frame: *mut Frame) {
    // SAFETY: as the caller says.
    unsafe {
        let word = ((*frame).pc.offset_from((*frame).code().words_start()) as u32).saturating_sub(1);
        detach_frame_object_at(vm, frame, word);
    }
}

/// As `detach_frame_object`, the frame's last word given.
unsafe fn detach_frame_object_at(vm: &Vm, frame: *mut Frame, word: u32) {
    // SAFETY: as the caller says.
    unsafe {
        let Some(object) = (*frame).object.get::<FrameObject>().cloned() else { return };
        // The frame's own reference and this one.
        if object.as_object().refcount() <= 2 {
            object.forget_frame(word);
            return;
        }
        let nlocals = (*frame).code().nlocals as usize;
        let locals = std::slice::from_raw_parts((*frame).base, nlocals);
        let back = back(vm, frame).ok().flatten();
        object.detach(vm, locals, word, back);
    }
}

/// The handled exception goes back to `outer` (or, blank in a generator, to its resumer's).
pub(super) unsafe fn pop_handled(vm: &Vm, frame: *mut Frame, outer: Value) {
    // SAFETY: the top frame.
    unsafe {
        let mut outer = outer;
        if (*frame).is_generator {
            if outer.is_blank() {
                (*frame).own_handled = false;
                outer = (*frame).outer_handled.clone();
            }
        }
        drop(vm.thread.handled.replace(outer));
    }
}
