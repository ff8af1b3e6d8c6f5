//! `sys.settrace` and `sys.setprofile`: the program run instruction by instruction, with what happens told to a Python function.
//!
//! Nobody pays for it who does not use it: a bit in the eval breaker, which the loop reads at calls anyway, makes the loop hand over to
//! `run_traced`, which has the loop's other instance run one instruction at a time. Knows the events call, line, return and exception;
//! not those of native functions.
//!
//! # Invariants
//! TC1: while a trace function runs, nothing is traced. TC2: `BREAK_TRACE` is up exactly while the running thread has a trace or profile
//! function and is not in it.

use hognose_compiler::opcode::Op;
use hognose_heap::{Ref, Value};

use super::frame::Frame;
use crate::raise::{PyResult, Raised};
use crate::runtime::BREAK_TRACE;
use crate::types::frame::FrameObject;
use crate::vm::Vm;

/// Whether the running thread is traced.
#[inline]
pub(crate) fn is_on(vm: &Vm) -> bool {
    vm.heap().breaker().get() & BREAK_TRACE != 0
}

/// Puts the breaker's bit where it belongs (TC2).
pub(crate) fn update(vm: &Vm) {
    let thread = &vm.thread;
    let wanted = (!thread.trace.is_blank() || !thread.profile.is_blank()) && !thread.in_trace.get();
    if wanted {
        vm.heap().breaker().raise(BREAK_TRACE);
    } else {
        vm.heap().breaker().clear(BREAK_TRACE);
    }
}

/// `sys.settrace(function)`; None: no more.
pub(crate) fn set_trace(vm: &Vm, function: &Value) {
    vm.thread.trace.set(if function.is_none() { Value::BLANK } else { function.clone() });
    update(vm);
}

/// `sys.setprofile(function)`.
pub(crate) fn set_profile(vm: &Vm, function: &Value) {
    vm.thread.profile.set(if function.is_none() { Value::BLANK } else { function.clone() });
    update(vm);
}

/// The instruction at the top frame's pc: its operation, and its second operand.
///
/// # Safety
/// The frame is complete and its pc up to date.
unsafe fn next_instruction(frame: *const Frame) -> (Option<Op>, usize) {
    // SAFETY: pc runs through verified code, which ends behind an instruction.
    unsafe {
        let pc = (*frame).pc;
        let word = *pc;
        if Op::of(word) == Some(Op::Ext) {
            let wide = *pc.add(1);
            return (Op::of(wide), (word >> 8 & 0xff00 | wide >> 16 & 0xff) as usize);
        }
        (Op::of(word), (word >> 16 & 0xff) as usize)
    }
}

/// Runs instruction by instruction from the top frame on, while tracing is on. None: it is off, the loop goes on by itself. `fresh`: the
/// top frame has just been pushed.
///
/// # Safety
/// As `run`; the pcs of all frames are up to date.
#[cold]
#[inline(never)]
pub(super) unsafe fn run_traced(vm: &Vm, bottom: usize, fresh: bool) -> PyResult<Option<Value>> {
    let frames = &vm.thread.frames;
    let mut fresh = fresh;
    while is_on(vm) {
        // SAFETY: the top frame is complete.
        let told = unsafe { tell(vm, frames.end().sub(1), fresh) };
        if let Err(raised) = told {
            // SAFETY: as the loop's own unwinding; the instruction was not begun, and it is the one that raises.
            unsafe {
                let frame = frames.end().sub(1);
                (*frame).pc = (*frame).pc.add(1);
                super::unwind::unwind(vm, raised, bottom)?;
            }
            fresh = false;
            continue;
        }
        let depth = frames.depth();
        // SAFETY: the top frame is complete.
        let yields = unsafe { next_instruction(frames.end().sub(1)).0 == Some(Op::Yield) };
        if let Some(v) = super::run_wide(vm, bottom)? {
            return Ok(Some(v));
        }
        // A generator that a built-in consumes goes on at once behind its `yield`.
        fresh = frames.depth() > depth || yields && frames.depth() == depth;
    }
    Ok(None)
}

/// Tells what is about to happen: the frame begins or goes on, reaches another line, returns.
unsafe fn tell(vm: &Vm, frame: *mut Frame, fresh: bool) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let (op, b) = next_instruction(frame);
        if op == Some(Op::ReturnGenerator) {
            return Ok(());
        }
        let object = super::unwind::frame_object(vm, frame)?;
        let code = (*frame).code();
        let word = (*frame).pc.offset_from(code.words_start()) as u32;
        let own_line = code.position(word).map_or(0, |p| p.line);
        let line = match own_line {
            0 if object.traced_line.get() != 0 => object.traced_line.get(),
            0 => code.line(word),
            own => own,
        };
        if fresh {
            // A generator begins behind the instruction that made it; later it goes on amid a line.
            let starts = word == 0 || Op::of(*(*frame).pc.sub(1)) == Some(Op::ReturnGenerator);
            object.traced_line.set(if starts { 0 } else { line });
            object.traced_word.set(word);
            begin(vm, &object, if starts { code.first_line } else { line })?;
        }
        let thread = &vm.thread;
        let local = object.trace.get();
        if !local.is_none() && !thread.trace.is_blank() && object.trace_lines.get() {
            let back = word < object.traced_word.get();
            if own_line != 0 && (line != object.traced_line.get() || back) {
                object.traced_line.set(line);
                object.traced_word.set(word);
                call_local(vm, &object, "line", Value::NONE, line)?;
            }
        }
        object.traced_word.set(word);
        let value = match op {
            Some(Op::Return | Op::Yield) => (*(*frame).base.add(b)).clone(),
            Some(Op::ReturnNone) => Value::NONE,
            _ => return Ok(()),
        };
        end(vm, &object, value, line)
    }
}

/// A generator hands on what the one that it delegates to has yielded.
///
/// # Safety
/// `frame` is the top frame, suspended in its Delegate.
#[cold]
#[inline(never)]
pub(super) unsafe fn hands_on(vm: &Vm, frame: *mut Frame, value: &Value) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let object = super::unwind::frame_object(vm, frame)?;
        let word = (*frame).pc.offset_from((*frame).code().words_start()) as u32;
        let line = (*frame).code().line(word);
        end(vm, &object, value.clone(), line)
    }
}

fn begin(vm: &Vm, object: &Ref<FrameObject>, line: u32) -> PyResult<()> {
    let profile = vm.thread.profile.get();
    if !profile.is_blank() {
        call_global(vm, &profile, object, "call", Value::NONE, line)?;
    }
    let trace = vm.thread.trace.get();
    if trace.is_blank() {
        return Ok(());
    }
    let local = call_global(vm, &trace, object, "call", Value::NONE, line)?;
    object.trace.set(local);
    Ok(())
}

fn end(vm: &Vm, object: &Ref<FrameObject>, value: Value, line: u32) -> PyResult<()> {
    if !object.trace.get().is_none() && !vm.thread.trace.is_blank() {
        call_local(vm, object, "return", value.clone(), line)?;
    }
    let profile = vm.thread.profile.get();
    if !profile.is_blank() {
        call_global(vm, &profile, object, "return", value, line)?;
    }
    Ok(())
}

/// Calls the frame's own trace function; what that returns takes its place, unless it is None.
fn call_local(vm: &Vm, object: &Ref<FrameObject>, event: &str, arg: Value, line: u32) -> PyResult<()> {
    let local = object.trace.get();
    let next = call_global(vm, &local, object, event, arg, line)?;
    if !next.is_none() {
        object.trace.set(next);
    }
    Ok(())
}

/// Calls a trace or profile function. If it raises, there is no tracing any more.
fn call_global(
    vm: &Vm,
    function: &Value,
    object: &Ref<FrameObject>,
    event: &str,
    arg: Value,
    line: u32,
) -> PyResult {
    let thread = &vm.thread;
    let event = vm.intern(event)?.into_value();
    thread.in_trace.set(true);
    update(vm);
    let before = object.shown_line.replace(line);
    let result = vm.call(function, &[object.to_value(), event, arg]);
    object.shown_line.set(before);
    thread.in_trace.set(false);
    if result.is_err() {
        thread.trace.set(Value::BLANK);
        thread.profile.set(Value::BLANK);
        object.trace.set(Value::NONE);
    }
    update(vm);
    result
}

/// The pending exception came to this frame; `handled`: it has a handler. The answer is the exception that goes on.
///
/// # Safety
/// The top frame, whose pc is behind the instruction that raised.
#[cold]
#[inline(never)]
pub(super) unsafe fn raised_in(
    vm: &Vm,
    frame: *mut Frame,
    raised: Raised,
    again: bool,
    handled: bool,
) -> Raised {
    // SAFETY: as the caller says.
    let Ok(object) = (unsafe { super::unwind::frame_object(vm, frame) }) else { return raised };
    // SAFETY: as the caller says.
    let line = unsafe {
        let word = (*frame).pc.offset_from((*frame).code().words_start()) as u32;
        (*frame).code().line(word.saturating_sub(1))
    };
    let exc = vm.take_raised(raised);
    let mut done = Ok(());
    if !again && !object.trace.get().is_none() && !vm.thread.trace.is_blank() {
        done = vm
            .getattr_str(&exc, "__traceback__")
            .and_then(|traceback| vm.tuple_of([vm.class_of(&exc).into_value(), exc.clone(), traceback]))
            .and_then(|info| call_local(vm, &object, "exception", info, line));
    }
    if done.is_ok() && !handled && is_on(vm) {
        done = end(vm, &object, Value::NONE, line);
    }
    match done {
        Ok(()) => vm.reraise(exc),
        Err(raised) => raised,
    }
}
