//! Generators whose items a built-in consumes: `tuple(x for ...)`, `any(...)`, `sum(...)`, `", ".join(...)` and their like.
//!
//! The loop runs the generator's frame as its own, and what it yields goes into a result that stands in the caller's
//! registers, in place of the argument. The built-in itself is not called: entering the loop anew for each item is what made it slow.
//! An error of the consumer's is raised in the caller, with the generator suspended, as if the built-in had raised it.

use hognose_heap::Value;

use super::Flow;
use super::chain;
use super::frame::{Frame, Mode};
use super::generator::{self, At, To};
use super::ops;
use crate::builtins::sum::Running;
use crate::class::Class;
use crate::raise::PyResult;
use crate::typedef::Driven;
use crate::types::generator::{Generator, State};
use crate::types::list::List;
use crate::types::native::{MethodDescriptor, NativeFunction};
use crate::types::str::Str;
use crate::vm::Vm;

/// Items that a result has room for at first.
const FIRST_ROOM: usize = 8;

/// What a call of the value at `run` does with the items of its last argument.
///
/// # Safety
/// `run` and the `count` registers behind it are in the top frame's window.
unsafe fn consumer(vm: &Vm, run: *mut Value, count: usize) -> Driven {
    // SAFETY: as the caller says.
    unsafe {
        let callable = &*run;
        if let Some(native) = callable.get_exact::<NativeFunction>() {
            return if count == 1 { native.def.driven } else { Driven::No };
        }
        if let Some(method) = callable.get_exact::<MethodDescriptor>() {
            let of_text = count == 2 && (*run.add(1)).get_exact::<Str>().is_some();
            return if of_text { method.def.driven } else { Driven::No };
        }
        match callable.get_exact::<Class>() {
            Some(class) if count == 1 => {
                let types = &vm.types;
                if class.ptr_eq(&types.tuple) {
                    Driven::Tuple
                } else if class.ptr_eq(&types.list) {
                    Driven::List
                } else if class.ptr_eq(&types.set) {
                    Driven::Set
                } else {
                    Driven::No
                }
            }
            _ => Driven::No,
        }
    }
}

/// Pushes the frame of the generator that is the last of the `count` arguments behind `run`. False, with nothing changed:
/// the call must be made as any other.
///
/// # Safety
/// `frame` is the top frame, its pc is saved, `run` is a call's run in its window.
#[inline(never)]
pub(super) unsafe fn start(
    vm: &Vm,
    frame: *mut Frame,
    run: *mut Value,
    count: usize,
    dest: usize,
) -> PyResult<bool> {
    // SAFETY: as the caller says.
    unsafe {
        let driven = consumer(vm, run, count);
        let argument = run.add(count);
        let Some(generator) = (*argument).get::<Generator>() else { return Ok(false) };
        let ready = matches!(generator.state.get(), State::Fresh | State::Suspended);
        if driven == Driven::No || !ready {
            return Ok(false);
        }
        let generator = generator.clone();
        let first = match driven {
            Driven::List | Driven::Tuple | Driven::Sorted | Driven::Join => {
                vm.list_from(vm.retry(|heap| hognose_heap::HeapVec::try_with_capacity(heap, FIRST_ROOM))?)?
            }
            Driven::Set => vm.new_set()?.into_value(),
            Driven::Sum => Value::from_small(0),
            Driven::Any | Driven::All | Driven::Min | Driven::Max | Driven::No => Value::BLANK,
        };
        let iter = argument.offset_from((*frame).base) as u16;
        let to = To { dest: dest as u16, iter, driven, ..To::default() };
        chain::resume(vm, &generator, Value::NONE, Mode::Driven, to)?;
        drop(std::ptr::replace(argument, first));
        if driven == Driven::Sum {
            drop(std::ptr::replace(run, Value::BLANK));
        }
        Ok(true)
    }
}

/// One item, from the generator whose frame is on top. Some: the answer stands, no more items are wanted.
///
/// # Safety
/// The top frame is driven, its pc is saved.
#[inline]
pub(super) unsafe fn feed(vm: &Vm, frame: *mut Frame, item: Value) -> PyResult<Option<Value>> {
    // SAFETY: the frame below keeps the result so far in register `iter`; no reference into a register is held while Python code may run.
    unsafe {
        let slot = (*frame.sub(1)).base.add((*frame).iter as usize);
        match (*frame).driven {
            Driven::List | Driven::Tuple | Driven::Sorted | Driven::Join => {
                ops::list_append(vm, &*slot, item)?
            }
            Driven::Set => {
                let set = (*slot).clone();
                ops::set_add(vm, &set, &item)?;
            }
            Driven::Any => {
                if vm.truthy(&item)? {
                    return Ok(Some(Value::TRUE));
                }
            }
            Driven::All => {
                if !vm.truthy(&item)? {
                    return Ok(Some(Value::FALSE));
                }
            }
            Driven::Sum => {
                let mut running = Running { total: (*slot).clone(), low: (*slot.sub(1)).clone() };
                running.add(vm, item)?;
                drop(std::ptr::replace(slot, running.total));
                drop(std::ptr::replace(slot.sub(1), running.low));
            }
            Driven::Min | Driven::Max => {
                let best = (*slot).clone();
                if best.is_blank()
                    || crate::builtins::minmax::is_better(vm, &item, &best, (*frame).driven == Driven::Max)?
                {
                    drop(std::ptr::replace(slot, item));
                }
            }
            Driven::No => {}
        }
        Ok(None)
    }
}

/// What comes after `feed`: the generator goes on, or waits with the answer found, or with the consumer's error raised in the caller.
///
/// # Safety
/// As `feed`.
pub(super) unsafe fn go_on(
    vm: &Vm,
    frame: *mut Frame,
    fed: PyResult<Option<Value>>,
    at: At,
) -> PyResult<Flow> {
    // SAFETY: as the caller says.
    unsafe {
        match fed {
            Ok(None) => drop(std::ptr::replace((*frame).base.add(at.sent as usize), Value::NONE)),
            Ok(Some(answer)) => {
                let call = Call::of(frame);
                generator::park(vm, frame, at);
                deliver(vm, frame.sub(1), call, answer);
            }
            Err(raised) => {
                generator::park(vm, frame, at);
                return Err(raised);
            }
        }
        Ok(Flow::Reload)
    }
}

/// What a driven frame says about the call that it serves: kept while the call is finished, when other frames take its place.
#[derive(Clone, Copy)]
pub(super) struct Call {
    driven: Driven,
    dest: u16,
    iter: u16,
}

impl Call {
    /// # Safety
    /// `frame` is a frame on the stack.
    pub(super) unsafe fn of(frame: *const Frame) -> Call {
        // SAFETY: as the caller says.
        unsafe { Call { driven: (*frame).driven, dest: (*frame).dest, iter: (*frame).iter } }
    }
}

/// The generator is exhausted, its frame popped: the call's result.
///
/// # Safety
/// `caller` is the top frame, that of the call.
pub(super) unsafe fn finish(vm: &Vm, caller: *mut Frame, call: Call) -> PyResult {
    // SAFETY: the registers are of the caller's frame; what runs Python code holds no reference into them.
    unsafe {
        let slot = (*caller).base.add(call.iter as usize);
        let so_far = std::ptr::replace(slot, Value::BLANK);
        match call.driven {
            Driven::List | Driven::Set | Driven::No => Ok(so_far),
            Driven::Tuple => match so_far.get::<List>() {
                Some(list) => vm.tuple_from(list.items.take()),
                None => Ok(so_far),
            },
            Driven::Sorted => {
                if let Some(list) = so_far.get::<List>() {
                    crate::types::list::sort_list(vm, list, &crate::types::list::SortOptions::default())?;
                }
                Ok(so_far)
            }
            Driven::Join => {
                let text = (*slot.sub(1)).clone();
                crate::types::str::join(vm, &[text, so_far])
            }
            Driven::Any => Ok(Value::FALSE),
            Driven::All => Ok(Value::TRUE),
            Driven::Sum => Running { total: so_far, low: (*slot.sub(1)).clone() }.value(vm),
            Driven::Min | Driven::Max => {
                if so_far.is_blank() {
                    let name = if call.driven == Driven::Max { "max" } else { "min" };
                    return Err(vm.value_error(format_args!("{name}() iterable argument is empty")));
                }
                Ok(so_far)
            }
        }
    }
}

/// Puts the result where the call wants it, and releases the call's run.
///
/// # Safety
/// As `finish`.
pub(super) unsafe fn deliver(vm: &Vm, caller: *mut Frame, call: Call, result: Value) {
    // SAFETY: as the caller says.
    unsafe {
        let run_length = if call.driven == Driven::Join { 3 } else { 2 };
        let last = (*caller).base.add(call.iter as usize);
        for i in 0..run_length {
            drop(std::ptr::replace(last.sub(i), Value::BLANK));
        }
        drop(std::ptr::replace((*caller).base.add(call.dest as usize), result));
        if vm.heap().breaker().get() & hognose_heap::BREAK_PENDING != 0 {
            crate::runtime::drain_pending(vm);
        }
    }
}
