//! Generators that delegate to generators: the innermost one is resumed at once, without the frames between.
//!
//! A tree that is walked by `yield from self.left` suspends as many generators as it is deep at each item. Their frames stay off
//! the stack while the innermost one runs: what it yields goes straight to whoever resumed the outermost one, its *root*.
//! When it is over, the one that delegates to it is resumed in its place.
//!
//! Does not show: `f_back` (types/frame.rs), `gi_running`, tracebacks and errors are as if all frames were there.
//!
//! # Invariants
//! D1: `Generator::root` is set exactly while the generator's frame stands for those between it and the root: following
//! `delegate` from the root leads to it, and all on the way are suspended.
//! D2: a generator on the way is not resumed, thrown into or closed: `runs_inside` is asked first.

use hognose_heap::{Ref, Value};

use super::frame::{Frame, Mode};
use super::generator::{To, push, push_frame};
use crate::raise::PyResult;
use crate::shapes;
use crate::types::generator::{Generator, Registers, State};
use crate::vm::Vm;

/// The generator or coroutine that a suspended one delegates to.
pub(crate) fn delegate_of(generator: &Ref<Generator>) -> Option<&Ref<Generator>> {
    if generator.state.get() != State::Suspended {
        return None;
    }
    let inner = generator.tail().get(generator.delegate_register()?)?;
    let shape = super::ops::shape_of(inner);
    if shape == shapes::GENERATOR || shape == shapes::COROUTINE { inner.get::<Generator>() } else { None }
}

/// A suspended generator whose delegate, or whose delegate's, runs.
pub(crate) fn runs_inside(generator: &Ref<Generator>) -> bool {
    let mut at = generator;
    while let Some(inner) = delegate_of(at) {
        at = inner;
    }
    at.state.get() == State::Running && !std::ptr::eq(at, generator)
}

/// Pushes the frame of the generator, or of the innermost one that it delegates to.
///
/// # Safety
/// As `push`.
pub(super) unsafe fn resume(
    vm: &Vm,
    generator: &Ref<Generator>,
    sent: Value,
    mode: Mode,
    to: To,
) -> PyResult<()> {
    let Some(mut inner) = delegate_of(generator) else {
        // SAFETY: as the caller says.
        return unsafe { push(vm, generator, sent, mode, to) };
    };
    let mut depth = vm.thread.frames.depth() + vm.thread.native_depth.get();
    // A trace function hears of each generator that goes on.
    let mut step_by_step = generator.handles() || super::trace::is_on(vm);
    loop {
        match inner.state.get() {
            State::Suspended => {}
            State::Running => {
                return Err(vm.value_error(format_args!("{} already executing", generator.kind_name())));
            }
            // Somebody else ended it: the one that delegates finds out.
            State::Fresh | State::Finished => step_by_step = true,
        }
        depth += 1;
        match delegate_of(inner) {
            Some(next) => {
                step_by_step |= inner.handles();
                inner = next;
            }
            None => break,
        }
    }
    if step_by_step {
        // What is handled on the way must be seen by the innermost one: the frames are pushed one by one.
        // SAFETY: as the caller says.
        return unsafe { push(vm, generator, sent, mode, to) };
    }
    if depth >= vm.thread.recursion_limit.get() {
        return Err(vm.recursion_error(""));
    }
    let inner = inner.clone();
    // SAFETY: suspended, as are all between (D1).
    unsafe { push(vm, &inner, sent, mode, to)? };
    inner.root.set(generator.to_value());
    Ok(())
}

/// What the innermost generator ended with.
pub(super) enum Ended {
    Returned(Value),
    Failed,
}

/// `done` is over, its frame popped: pushes the frame of the one that delegates to it, with the value that it
/// returned or with the pending exception to be raised there.
///
/// # Safety
/// `root` is what `done` had (D1), `mode` and `to` those of its frame, whose place on the stack is still free.
pub(super) unsafe fn resume_delegator(
    vm: &Vm,
    root: &Value,
    done: &Ref<Generator>,
    ended: Ended,
    mode: Mode,
    to: To,
) {
    let Some(root) = root.get::<Generator>() else { unreachable!("a root is a generator") };
    let mut at = root;
    while let Some(inner) = delegate_of(at).filter(|inner| !inner.ptr_eq(done)) {
        at = inner;
    }
    let delegator = at.clone();
    // SAFETY: it is suspended in the delegation that is over.
    unsafe {
        match ended {
            Ended::Returned(value) => {
                delegator.leave_delegation();
                push_frame(vm, &delegator, value, mode, to);
            }
            Ended::Failed => {
                push_frame(vm, &delegator, Value::NONE, mode, to);
                let frame = vm.thread.frames.end().sub(1);
                // The position is that of the instruction it is suspended in.
                (*frame).pc = (*frame).pc.add(1);
            }
        }
    }
    if !delegator.ptr_eq(root) {
        delegator.root.set(root.to_value());
    }
}

/// The generator that would be below `generator` on the stack: the one that delegates to it. None: the frame below its own is
/// the next one. `generator` runs, or is on the way to one that does.
pub(crate) fn delegator_of(root: &Value, generator: &Ref<Generator>) -> Option<Ref<Generator>> {
    let mut at = root.get::<Generator>()?;
    while let Some(inner) = delegate_of(at) {
        if inner.ptr_eq(generator) {
            return Some(at.clone());
        }
        at = inner;
    }
    None
}

/// The generator whose frame runs for `generator` and others, if there is one.
pub(crate) fn running_for(generator: &Ref<Generator>) -> Option<Ref<Generator>> {
    let mut at = generator;
    while let Some(inner) = delegate_of(at) {
        at = inner;
    }
    (at.state.get() == State::Running && !at.root.is_blank()).then(|| at.clone())
}

/// What the frame's generator keeps in `root`; BLANK for any other frame.
///
/// # Safety
/// `frame` is on the stack.
pub(super) unsafe fn root_of(frame: *const Frame) -> Value {
    // SAFETY: as the caller says.
    unsafe {
        if !(*frame).is_generator {
            return Value::BLANK;
        }
        (*frame).extra.get::<Generator>().map_or(Value::BLANK, |g| g.root.get())
    }
}
