//! Generators and coroutines: send, throw, close.
//!
//! The registers stand behind the payload; eval/generator.rs runs them in place.
//!
//! # Invariants
//! G1: a register behind the payload is written only while the generator is running or being made or ended.

#![allow(unsafe_code, reason = "hands the eval loop a pointer to registers that live as long as the object")]

use std::cell::Cell;

use hognose_compiler::code::flags;
use hognose_heap::{Payload, Ref, ShapeId, Trace, Value, ValueCell};

use crate::eval::chain;
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{GetSet, TypeDef, TypeFlags, getset, method};
use crate::types::exception;
use crate::types::frame::FrameObject;
use crate::types::function::Function;
use crate::vm::Vm;

/// What a generator is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Fresh,
    Suspended,
    Running,
    Finished,
}

/// What the function was declared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// A suspended frame.
#[derive(Trace)]
pub struct Generator {
    /// The function; BLANK once finished.
    pub func: ValueCell,
    /// The exception being handled where it is suspended; BLANK: none of its own.
    pub handled: ValueCell,
    /// It is suspended in a handler of its own.
    #[trace(skip)]
    pub(crate) own_handled: Cell<bool>,
    /// The frame object, if Python code has one.
    pub frame: ValueCell,
    #[trace(skip)]
    pub state: Cell<State>,
    #[trace(skip)]
    pc: Cell<*const u32>,
    /// Where a sent value goes; none before the first resume.
    #[trace(skip)]
    sent: Cell<Option<u16>>,
    pub name: hognose_heap::RefSlot<crate::types::str::Str>,
    pub qualname: hognose_heap::RefSlot<crate::types::str::Str>,
    #[trace(skip)]
    kind: Kind,
    /// A handler or a delegation is waiting where it is suspended: it must be closed, not just dropped.
    #[trace(skip)]
    count: u32,
    /// Asynchronous iteration state (async generators).
    pub hooks: ValueCell,
    /// While it runs in place of generators that delegate to it: the outermost of those (eval/chain.rs). BLANK otherwise.
    pub(crate) root: ValueCell,
    /// While suspended: the register of what it delegates to.
    #[trace(skip)]
    delegate: Cell<Option<u16>>,
}

impl Payload for Generator {
    const NAME: &'static str = "generator";
    const SHAPE: ShapeId = shapes::GENERATOR;
    const ALSO: &'static [ShapeId] = &[shapes::COROUTINE, shapes::ASYNC_GENERATOR];
    type Tail = Value;
    fn tail_len(&self) -> usize {
        self.count as usize
    }
    const MAY_FINALIZE: bool = true;
    fn has_finalizer(&self) -> bool {
        if self.state.get() != State::Suspended {
            return self.state.get() == State::Fresh && self.kind == Kind::Coroutine;
        }
        // Only a suspended frame inside a try or with block has something to do.
        let func = self.func.get();
        let Some(function) = func.get::<Function>() else { return false };
        let word = self.word();
        function.code.handler_at(word).is_some()
    }
}

impl Generator {
    /// A fresh generator with blank registers.
    pub(crate) fn create(vm: &Vm, func: Value, registers: usize) -> PyResult<Ref<Generator>> {
        let (kind, name, qualname) = match func.get::<Function>() {
            Some(f) => {
                let kind = if f.code.flags & flags::COROUTINE != 0 {
                    Kind::Coroutine
                } else if f.code.flags & flags::ASYNC_GENERATOR != 0 {
                    Kind::AsyncGenerator
                } else {
                    Kind::Generator
                };
                (kind, f.name.get(), f.qualname.get())
            }
            None => (Kind::Generator, None, None),
        };
        let shape = match kind {
            Kind::Generator => shapes::GENERATOR,
            Kind::Coroutine => shapes::COROUTINE,
            Kind::AsyncGenerator => shapes::ASYNC_GENERATOR,
        };
        let make = || Generator {
            func: ValueCell::new(func.clone()),
            handled: ValueCell::new(Value::BLANK),
            own_handled: Cell::new(false),
            frame: ValueCell::new(Value::BLANK),
            state: Cell::new(State::Fresh),
            pc: Cell::new(std::ptr::null()),
            sent: Cell::new(None),
            name: hognose_heap::RefSlot::new(name.clone()),
            qualname: hognose_heap::RefSlot::new(qualname.clone()),
            kind,
            count: registers as u32,
            hooks: ValueCell::new(Value::BLANK),
            root: ValueCell::new(Value::BLANK),
            delegate: Cell::new(None),
        };
        vm.retry(|heap| heap.alloc_tail_with(shape, make, registers, |_| Value::BLANK))
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    pub fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Generator => "generator",
            Kind::Coroutine => "coroutine",
            Kind::AsyncGenerator => "async generator",
        }
    }

    pub(crate) fn pc(&self) -> *const u32 {
        self.pc.get()
    }

    pub(crate) fn set_pc(&self, pc: *const u32) {
        self.pc.set(pc);
    }

    pub(crate) fn sent_register(&self) -> Option<usize> {
        self.sent.get().map(usize::from)
    }

    /// Where a sent value goes, and what it delegates to.
    pub(crate) fn set_registers(&self, sent: u16, delegate: Option<u16>) {
        self.sent.set(Some(sent));
        self.delegate.set(delegate);
    }

    /// The register of what it delegates to, as it was last suspended.
    pub(crate) fn delegate_register(&self) -> Option<usize> {
        self.delegate.get().map(usize::from)
    }

    /// It is suspended in a handler of its own.
    pub(crate) fn handles(&self) -> bool {
        self.own_handled.get() || !self.handled.is_blank()
    }

    /// Index of a word of the instruction that it is suspended in.
    pub(crate) fn word(&self) -> u32 {
        let func = self.func.get();
        let Some(function) = func.get::<Function>() else { return 0 };
        let offset = (self.pc.get().addr().wrapping_sub(function.code.words_start().addr())) / 4;
        if self.suspended_in_delegate() { offset as u32 } else { (offset as u32).saturating_sub(1) }
    }

    /// It is suspended before a Delegate that will run again.
    pub(crate) fn suspended_in_delegate(&self) -> bool {
        use hognose_compiler::opcode::Op;
        let func = self.func.get();
        let Some(function) = func.get::<Function>() else { return false };
        let at = (self.pc.get().addr().wrapping_sub(function.code.words_start().addr())) / 4;
        let op = |i: usize| function.code.words.get(i).and_then(|w| Op::of(*w));
        if self.state.get() != State::Suspended {
            return false;
        }
        op(at) == Some(Op::Delegate) || op(at) == Some(Op::Ext) && op(at + 1) == Some(Op::Delegate)
    }

    /// The iterator that it delegates to.
    pub(crate) fn delegate_target(this: &Ref<Generator>) -> Option<Value> {
        use hognose_compiler::opcode::Op;
        if !this.suspended_in_delegate() {
            return None;
        }
        let func = this.func.get();
        let function = func.get::<Function>()?;
        let at = (this.pc.get().addr() - function.code.words_start().addr()) / 4;
        let first = function.code.words[at];
        let register = if Op::of(first) == Some(Op::Ext) {
            let second = function.code.words[at + 1];
            (first >> 16 & 0xff) << 8 | second >> 16 & 0xff
        } else {
            first >> 16 & 0xff
        };
        this.tail().get(register as usize).filter(|v| !v.is_blank()).cloned()
    }

    /// Drops the function when the generator is over.
    pub(crate) fn func_done(&self) {
        drop(self.handled.replace(Value::BLANK));
    }
}

/// What eval needs of a `Ref<Generator>`.
pub(crate) trait Registers {
    fn registers(&self) -> *mut Value;
    fn function(&self) -> &Ref<Function>;
    /// Moves its pc behind the Delegate that is over; the value to be sent next is what that one returned.
    ///
    /// # Safety
    /// Suspended in a Delegate.
    unsafe fn leave_delegation(&self);
}

impl Registers for Ref<Generator> {
    fn registers(&self) -> *mut Value {
        self.tail_ptr()
    }

    fn function(&self) -> &Ref<Function> {
        // SAFETY: the cell holds the function from creation on and it is never replaced while the generator lives (G1).
        unsafe {
            match (*self.func.as_ptr()).get::<Function>() {
                Some(f) => f,
                None => unreachable!("a generator has a function"),
            }
        }
    }

    unsafe fn leave_delegation(&self) {
        use hognose_compiler::opcode::Op;
        // SAFETY: suspended in a Delegate, whose words are `[Ext] Delegate X`.
        unsafe {
            let mut at = self.pc();
            let (mut hi_a, mut hi_b) = (0, 0);
            if Op::of(*at) == Some(Op::Ext) {
                hi_a = (*at >> 8 & 0xff) << 8;
                hi_b = (*at >> 16 & 0xff) << 8;
                at = at.add(1);
            }
            let (a, b) = (hi_a | *at >> 8 & 0xff, hi_b | *at >> 16 & 0xff);
            let off = *at.add(1) as i32;
            self.set_pc(at.add(2).offset(off as isize));
            drop(std::ptr::replace(self.registers().add(b as usize), Value::BLANK));
            self.set_registers(a as u16, None);
        }
    }
}

/// PEP 479: StopIteration that leaves a generator becomes RuntimeError.
pub(crate) fn convert_stop_iteration(vm: &Vm, kind: Option<Kind>) {
    let exc = vm.thread.raised.get();
    let what = match kind {
        Some(Kind::Coroutine) => "coroutine",
        Some(Kind::AsyncGenerator) => "async generator",
        _ => "generator",
    };
    let which = if vm.value_is_instance(&exc, &vm.exc.stop_iteration) {
        "StopIteration"
    } else if kind == Some(Kind::AsyncGenerator) && vm.value_is_instance(&exc, &vm.exc.stop_async_iteration) {
        "StopAsyncIteration"
    } else {
        return;
    };
    let raised = vm.runtime_error(format_args!("{what} raised {which}"));
    let new = vm.take_raised(raised);
    exception::set_cause_and_context(vm, &new, &exc);
    let _raised = vm.reraise(new);
}

fn this<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Generator>> {
    v.get::<Generator>().ok_or_else(|| vm.type_error("a generator is needed"))
}

/// Resumes with a sent value. Ok(Ok): yielded, Ok(Err): returned.
pub(crate) fn send_step(vm: &Vm, generator: &Ref<Generator>, value: Value) -> PyResult<Result<Value, Value>> {
    match generator.state.get() {
        State::Running => Err(vm.value_error(format_args!("{} already executing", generator.kind_name()))),
        State::Finished if generator.kind() == Kind::Coroutine => {
            Err(vm.runtime_error("cannot reuse already awaited coroutine"))
        }
        State::Finished => Ok(Err(Value::NONE)),
        State::Fresh if !value.is_none() => Err(vm.type_error(format_args!(
            "can't send non-None value to a just-started {}",
            generator.kind_name()
        ))),
        State::Fresh | State::Suspended => vm.resume(generator, value),
    }
}

fn to_stop_iteration(vm: &Vm, step: Result<Value, Value>) -> PyResult {
    match step {
        Ok(v) => Ok(v),
        Err(returned) if returned.is_none() => Err(vm.stop_iteration(None)),
        Err(returned) => Err(exception::raise_stop_iteration(vm, returned)),
    }
}

/// Raises `exc` where the generator stands.
pub(crate) fn throw_step(vm: &Vm, generator: &Ref<Generator>, exc: Value) -> PyResult<Result<Value, Value>> {
    if chain::runs_inside(generator) {
        return Err(vm.value_error(format_args!("{} already executing", generator.kind_name())));
    }
    match generator.state.get() {
        State::Running => {
            return Err(vm.value_error(format_args!("{} already executing", generator.kind_name())));
        }
        State::Finished => {
            if generator.kind() == Kind::Coroutine {
                return Err(vm.runtime_error("cannot reuse already awaited coroutine"));
            }
            return Err(vm.raise_value(exc));
        }
        // The body never ran: the exception passes its first line.
        State::Fresh => return vm.resume_with_error(generator, exc),
        State::Suspended => {}
    }
    if let Some(inner) = Generator::delegate_target(generator) {
        if vm.value_is_instance(&exc, &vm.exc.generator_exit) {
            let closed = vm.with_frame_of(generator, || close_value(vm, &inner));
            if let Err(raised) = closed.and_then(|closed| closed) {
                let error = vm.take_raised(raised);
                return vm.resume_with_error(generator, error);
            }
        } else if let Some(result) = throw_into(vm, generator, &inner, &exc) {
            return match result {
                Ok(Ok(yielded)) => Ok(Ok(yielded)),
                Ok(Err(returned)) => vm.resume_delegation(generator, returned),
                Err(raised) => {
                    if let Some(stop) = vm.catch(&vm.exc.stop_iteration) {
                        return vm.resume_delegation(generator, exception::stop_value(vm, &stop));
                    }
                    let error = vm.take_raised(raised);
                    vm.resume_with_error(generator, error)
                }
            };
        }
    }
    vm.resume_with_error(generator, exc)
}

/// Throws into the iterator that a generator delegates to; None if it has no `throw`.
fn throw_into(
    vm: &Vm,
    outer: &Ref<Generator>,
    inner: &Value,
    exc: &Value,
) -> Option<PyResult<Result<Value, Value>>> {
    // The outer frame is on the stack meanwhile, as the caller of the inner one.
    let thrown = vm.with_frame_of(outer, || match inner.get::<Generator>() {
        Some(g) => Some(throw_step(vm, g, exc.clone())),
        None => match vm.getattr_opt(inner, &vm.names.throw) {
            Ok(Some(throw)) => Some(vm.call(&throw, std::slice::from_ref(exc)).map(Ok)),
            Ok(None) => None,
            Err(raised) => Some(Err(raised)),
        },
    });
    match thrown {
        Ok(result) => result,
        Err(raised) => Some(Err(raised)),
    }
}

/// `close()` of an iterator, if it has one.
fn close_value(vm: &Vm, v: &Value) -> PyResult<()> {
    if let Some(generator) = v.get::<Generator>() {
        return close_generator(vm, generator).map(drop);
    }
    match vm.getattr_opt(v, &vm.names.close) {
        Ok(Some(close)) => vm.call(&close, &[]).map(drop),
        Ok(None) => Ok(()),
        Err(raised) => {
            // Nobody asked for the attribute: nobody is told otherwise.
            crate::runtime::unraisable(vm, raised, v);
            Ok(())
        }
    }
}

/// `close()`.
pub(crate) fn close_generator(vm: &Vm, generator: &Ref<Generator>) -> PyResult {
    match generator.state.get() {
        State::Finished => return Ok(Value::NONE),
        State::Fresh => {
            generator.state.set(State::Finished);
            generator.clear_registers();
            return Ok(Value::NONE);
        }
        State::Running | State::Suspended => {}
    }
    let exit = exception::new(vm, &vm.exc.generator_exit, &[])?;
    exception::set_context(vm, &exit);
    match throw_step(vm, generator, exit) {
        Ok(Ok(_)) => Err(vm.runtime_error(format_args!("{} ignored GeneratorExit", generator.kind_name()))),
        Ok(Err(returned)) => Ok(returned),
        Err(raised) => {
            if vm.catch(&vm.exc.generator_exit).is_some() {
                return Ok(Value::NONE);
            }
            match vm.catch(&vm.exc.stop_iteration) {
                Some(stop) => Ok(exception::stop_value(vm, &stop)),
                None => Err(raised),
            }
        }
    }
}

impl Generator {
    /// Releases the registers of a generator that never ran or is over.
    pub(crate) fn clear_registers_of(this: &Ref<Generator>) {
        let registers = this.registers();
        for i in 0..this.tail_len() {
            // SAFETY: inside the tail; the generator does not run (G1).
            drop(unsafe { std::ptr::replace(registers.add(i), Value::BLANK) });
        }
    }
}

trait Clear {
    fn clear_registers(&self);
}

impl Clear for Ref<Generator> {
    fn clear_registers(&self) {
        Generator::clear_registers_of(self);
    }
}

impl Vm {
    /// The delegate of a suspended generator has returned `value`: the generator goes on behind its Delegate.
    fn resume_delegation(&self, generator: &Ref<Generator>, value: Value) -> PyResult<Result<Value, Value>> {
        // SAFETY: suspended in a Delegate.
        unsafe { generator.leave_delegation() };
        self.resume(generator, value)
    }

    /// `next(it)`, telling a return from a yield: Ok(Err(value of StopIteration)).
    pub(crate) fn next_or_return(&self, it: &Value) -> PyResult<Result<Value, Value>> {
        match self.next(it) {
            Ok(Some(v)) => Ok(Ok(v)),
            Ok(None) => Ok(Err(self.last_stop_value())),
            Err(raised) => Err(raised),
        }
    }

    /// `it.send(value)`, telling a return from a yield.
    pub(crate) fn send_or_return(&self, it: &Value, value: Value) -> PyResult<Result<Value, Value>> {
        if let Some(generator) = it.get::<Generator>() {
            return send_step(self, generator, value);
        }
        match self.call_method(it, "send", &[value]) {
            Ok(v) => Ok(Ok(v)),
            Err(raised) => match self.catch(&self.exc.stop_iteration) {
                Some(stop) => Ok(Err(exception::stop_value(self, &stop))),
                None => Err(raised),
            },
        }
    }
}

/// `throw(type[, value[, traceback]])` or `throw(value)`: the exception to raise.
pub(crate) fn exception_to_throw(vm: &Vm, a: &[Value]) -> PyResult {
    let (typ, value, traceback) = (&a[1], &a[2], &a[3]);
    let exc = if let Some(class) = typ.get::<crate::class::Class>() {
        if !vm.is_subclass_exact(class, &vm.exc.base_exception) {
            return Err(vm.type_error(format_args!(
                "exceptions must be classes or instances deriving from BaseException, not {}",
                vm.tn(typ)
            )));
        }
        let made = if value.is_blank() || value.is_none() {
            vm.call(typ, &[])
        } else if vm.value_is_instance(value, class) {
            Ok(value.clone())
        } else if let Some(args) = value.get::<crate::types::tuple::Tuple>() {
            vm.call(typ, args.items())
        } else {
            vm.call(typ, std::slice::from_ref(value))
        };
        let made = made.and_then(|made| {
            if exception::is_exception(vm, &made) {
                return Ok(made);
            }
            let called = vm.repr(typ)?;
            Err(vm.type_error(format_args!(
                "calling {} should have returned an instance of BaseException, not {}",
                called.to_utf8(),
                vm.tn(&made)
            )))
        });
        // What goes wrong in making the exception is raised in the generator too.
        match made {
            Ok(made) => made,
            Err(raised) => vm.take_raised(raised),
        }
    } else if exception::is_exception(vm, typ) {
        if !value.is_blank() && !value.is_none() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        typ.clone()
    } else {
        return Err(vm.type_error(format_args!(
            "exceptions must be classes or instances deriving from BaseException, not {}",
            vm.tn(typ)
        )));
    };
    if !traceback.is_blank() && !traceback.is_none() {
        if !traceback.is::<crate::types::traceback::Traceback>() {
            return Err(vm.type_error("throw() third argument must be a traceback object"));
        }
        exception::set_traceback(vm, &exc, traceback)?;
    }
    Ok(exc)
}

fn next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let generator = this(vm, v)?;
    match send_step(vm, generator, Value::NONE)? {
        Ok(yielded) => Ok(Some(yielded)),
        Err(returned) => {
            vm.set_last_stop_value(returned);
            Ok(None)
        }
    }
}

fn send(vm: &Vm, a: &[Value]) -> PyResult {
    let step = send_step(vm, this(vm, &a[0])?, a[1].clone())?;
    to_stop_iteration(vm, step)
}

fn throw(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = exception_to_throw(vm, a)?;
    let step = throw_step(vm, this(vm, &a[0])?, exc)?;
    to_stop_iteration(vm, step)
}

fn close(vm: &Vm, a: &[Value]) -> PyResult {
    close_generator(vm, this(vm, &a[0])?)
}

/// What the heap's finalizer does: close, errors reported as unraisable.
pub(crate) fn finalize(vm: &Vm, generator: &Ref<Generator>) -> PyResult<()> {
    if generator.kind() == Kind::Coroutine && generator.state.get() == State::Fresh {
        let name = generator.qualname.get().map_or_else(String::new, |n| n.to_utf8().into_owned());
        crate::runtime::warn(vm, &vm.exc.runtime_warning, &format!("coroutine '{name}' was never awaited"));
        return Ok(());
    }
    if generator.kind() == Kind::AsyncGenerator {
        let hook = super::async_generator::hooks(vm, |hooks| hooks.finalizer.get());
        if !hook.is_none() && !hook.is_blank() {
            return vm.call(&hook, &[generator.to_value()]).map(drop);
        }
    }
    close_generator(vm, generator).map(drop)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let g = this(vm, &a[0])?;
    let name = g.qualname.get().map_or_else(String::new, |n| n.to_utf8().into_owned());
    vm.str(&format!("<{} object {name} at {:#x}>", vm.tn(&a[0]), g.address()))
}

fn frame(vm: &Vm, v: &Value) -> PyResult {
    let g = this(vm, v)?;
    if g.state.get() == State::Finished {
        return Ok(Value::NONE);
    }
    Ok(frame_of(vm, g)?.into_value())
}

/// The frame object of a generator that is not over.
pub(crate) fn frame_of(vm: &Vm, g: &Ref<Generator>) -> PyResult<Ref<FrameObject>> {
    if let Some(known) = g.frame.get().get::<FrameObject>() {
        return Ok(known.clone());
    }
    if g.state.get() == State::Running {
        if let Some(frame) = crate::eval::ops::running_frame_of(vm, g) {
            return frame;
        }
    }
    let made = FrameObject::create_suspended(vm, g)?;
    g.frame.set(made.to_value());
    Ok(made)
}

fn code(vm: &Vm, v: &Value) -> PyResult {
    Ok(this(vm, v)?.func.get().get::<Function>().map_or(Value::NONE, |f| f.code.to_value()))
}

fn running(vm: &Vm, v: &Value) -> PyResult {
    let g = this(vm, v)?;
    Ok(Value::from_bool(g.state.get() == State::Running || chain::runs_inside(g)))
}

fn suspended(vm: &Vm, v: &Value) -> PyResult {
    let g = this(vm, v)?;
    Ok(Value::from_bool(g.state.get() == State::Suspended && !chain::runs_inside(g)))
}

fn yield_from(vm: &Vm, v: &Value) -> PyResult {
    let g = this(vm, v)?;
    Ok(Generator::delegate_target(g).filter(|_| !chain::runs_inside(g)).unwrap_or(Value::NONE))
}

fn get_name(vm: &Vm, v: &Value) -> PyResult {
    Ok(this(vm, v)?.name.get().map_or(Value::NONE, Ref::into_value))
}

fn get_qualname(vm: &Vm, v: &Value) -> PyResult {
    Ok(this(vm, v)?.qualname.get().map_or(Value::NONE, Ref::into_value))
}

fn set_name(vm: &Vm, v: &Value, new: Option<&Value>) -> PyResult<()> {
    match new.and_then(Value::get::<crate::types::str::Str>) {
        Some(name) => {
            this(vm, v)?.name.set(Some(name.clone()));
            Ok(())
        }
        None => Err(vm.type_error("__name__ must be set to a string object")),
    }
}

fn set_qualname(vm: &Vm, v: &Value, new: Option<&Value>) -> PyResult<()> {
    match new.and_then(Value::get::<crate::types::str::Str>) {
        Some(name) => {
            this(vm, v)?.qualname.set(Some(name.clone()));
            Ok(())
        }
        None => Err(vm.type_error("__qualname__ must be set to a string object")),
    }
}

fn itself(_: &Vm, a: &[Value]) -> PyResult {
    Ok(a[0].clone())
}

const GETSETS: &[GetSet] = &[
    getset("gi_frame", frame, None),
    getset("gi_code", code, None),
    getset("gi_running", running, None),
    getset("gi_suspended", suspended, None),
    getset("gi_yieldfrom", yield_from, None),
    getset("__name__", get_name, Some(set_name)),
    getset("__qualname__", get_qualname, Some(set_qualname)),
];

pub static TYPE: TypeDef = TypeDef {
    iternext: Some(next),
    getsets: GETSETS,
    methods: &[
        method("__iter__", "($self, /)", itself),
        method("send", "($self, value, /)", send),
        method("throw", "($self, typ, val=None, tb=None, /)", throw),
        method("close", "($self, /)", close),
        method("__repr__", "($self, /)", repr),
    ],
    flags: TypeFlags::WEAKREF.union(TypeFlags::NO_NEW),
    ..TypeDef::new::<Generator>("generator")
};

pub static COROUTINE: TypeDef = TypeDef {
    shape: shapes::COROUTINE,
    getsets: &[
        getset("cr_frame", frame, None),
        getset("cr_code", code, None),
        getset("cr_running", running, None),
        getset("cr_suspended", suspended, None),
        getset("cr_await", yield_from, None),
        getset("cr_origin", |_, _| Ok(Value::NONE), None),
        getset("__name__", get_name, Some(set_name)),
        getset("__qualname__", get_qualname, Some(set_qualname)),
    ],
    methods: &[
        method("__await__", "($self, /)", |vm, a| super::coroutine_wrapper::wrap(vm, this(vm, &a[0])?)),
        method("send", "($self, value, /)", send),
        method("throw", "($self, typ, val=None, tb=None, /)", throw),
        method("close", "($self, /)", close),
        method("__repr__", "($self, /)", repr),
    ],
    flags: TypeFlags::WEAKREF.union(TypeFlags::NO_NEW),
    ..TypeDef::new::<Generator>("coroutine")
};

/// Asynchronous generators; async_generator.rs has what their methods return.
pub static ASYNC_GENERATOR: TypeDef = TypeDef {
    shape: shapes::ASYNC_GENERATOR,
    getsets: &[
        getset("ag_frame", frame, None),
        getset("ag_code", code, None),
        getset("ag_running", running, None),
        getset("ag_suspended", suspended, None),
        getset("ag_await", yield_from, None),
        getset("__name__", get_name, Some(set_name)),
        getset("__qualname__", get_qualname, Some(set_qualname)),
    ],
    methods: &[
        method("__repr__", "($self, /)", repr),
        super::async_generator::AITER,
        super::async_generator::ANEXT,
        super::async_generator::ASEND_METHOD,
        super::async_generator::ATHROW_METHOD,
        super::async_generator::ACLOSE,
    ],
    flags: TypeFlags::WEAKREF.union(TypeFlags::NO_NEW),
    ..TypeDef::new::<Generator>("async_generator")
};
