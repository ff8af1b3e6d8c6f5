//! What the methods of an asynchronous generator give to `await`: one step of the generator each.
//!
//! A generator suspended at a delegation is waiting for what it awaits itself: that value is passed through. Suspended
//! at its own `yield` the step is done, and the value is the step's result. An event loop is told of new generators by `sys.set_asyncgen_hooks`.
//!
//! # Invariants
//! - AG1: `Generator::hooks` of an asynchronous generator is BLANK while nobody steps it, True while a step is under
//!   way, None once it was closed.

use std::cell::Cell;

use hognose_heap::{Payload, Ref, ShapeId, Trace, Value, ValueCell};

use super::exception;
use super::generator::{Generator, State, exception_to_throw, send_step, throw_step};
use crate::raise::{PyResult, Raised};
use crate::shapes;
use crate::typedef::{Def, TypeDef, TypeFlags, method};
use crate::vm::Vm;

/// How far an awaitable is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Fresh,
    Under,
    Over,
}

/// `__anext__()` and `asend()`.
#[derive(Trace)]
pub struct AsyncSend {
    generator: Ref<Generator>,
    value: Value,
    #[trace(skip)]
    stage: Cell<Stage>,
}

impl Payload for AsyncSend {
    const NAME: &'static str = "async_generator_asend";
    const SHAPE: ShapeId = shapes::ASYNC_GEN_ASEND;
    type Tail = ();
}

/// `athrow()` and, without an exception, `aclose()`.
#[derive(Trace)]
pub struct AsyncThrow {
    generator: Ref<Generator>,
    exc: ValueCell,
    #[trace(skip)]
    stage: Cell<Stage>,
}

impl Payload for AsyncThrow {
    const NAME: &'static str = "async_generator_athrow";
    const SHAPE: ShapeId = shapes::ASYNC_GEN_ATHROW;
    type Tail = ();
}

/// What a step came to.
enum Step {
    /// The generator awaits something: its value goes to whoever runs all this.
    Waits(Value),
    /// The generator yielded.
    Done(Value),
}

fn settle(vm: &Vm, generator: &Ref<Generator>, stepped: PyResult<Result<Value, Value>>) -> PyResult<Step> {
    match stepped {
        Ok(Ok(value)) if generator.suspended_in_delegate() => Ok(Step::Waits(value)),
        Ok(Ok(value)) => {
            idle(generator);
            Ok(Step::Done(value))
        }
        Ok(Err(_)) => {
            generator.hooks.set(Value::NONE);
            Err(vm.raise_args(&vm.exc.stop_async_iteration, &[]))
        }
        Err(raised) => {
            let exc = vm.thread.raised.get();
            let over = [&vm.exc.stop_async_iteration, &vm.exc.generator_exit];
            if over.iter().any(|class| vm.value_is_instance(&exc, class)) {
                generator.hooks.set(Value::NONE);
            } else {
                idle(generator);
            }
            Err(raised)
        }
    }
}

fn idle(generator: &Ref<Generator>) {
    if !generator.hooks.get().is_none() {
        generator.hooks.set(Value::BLANK);
    }
}

fn start(vm: &Vm, generator: &Ref<Generator>, what: &str) -> PyResult<()> {
    if generator.hooks.get().same(&Value::TRUE) {
        return Err(vm.runtime_error(format_args!("{what}: asynchronous generator is already running")));
    }
    if !generator.hooks.get().is_none() {
        generator.hooks.set(Value::TRUE);
    }
    Ok(())
}

fn reused(vm: &Vm, what: &str) -> Raised {
    vm.runtime_error(format_args!("cannot reuse already awaited {what}"))
}

// ---- __anext__ and asend

fn sender<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<AsyncSend>> {
    v.get::<AsyncSend>().ok_or_else(|| vm.type_error("an async_generator_asend is needed"))
}

fn send_to(vm: &Vm, this: &Ref<AsyncSend>, sent: &Value) -> PyResult<Step> {
    let mut value = sent.clone();
    match this.stage.get() {
        Stage::Over => return Err(reused(vm, "__anext__()/asend()")),
        Stage::Fresh => {
            if let Err(raised) = start(vm, &this.generator, "anext()") {
                this.stage.set(Stage::Over);
                return Err(raised);
            }
            this.stage.set(Stage::Under);
            if value.is_none() {
                value = this.value.clone();
            }
        }
        Stage::Under => {}
    }
    let stepped = send_step(vm, &this.generator, value);
    finish_send(vm, this, stepped)
}

fn finish_send(vm: &Vm, this: &Ref<AsyncSend>, stepped: PyResult<Result<Value, Value>>) -> PyResult<Step> {
    let step = settle(vm, &this.generator, stepped);
    if !matches!(step, Ok(Step::Waits(_))) {
        this.stage.set(Stage::Over);
    }
    step
}

/// As an iterator: what it waits for, or the end with the result.
fn as_next(vm: &Vm, step: PyResult<Step>) -> PyResult<Option<Value>> {
    match step? {
        Step::Waits(value) => Ok(Some(value)),
        Step::Done(value) => {
            vm.set_last_stop_value(value);
            Ok(None)
        }
    }
}

/// As a method: the end is StopIteration.
fn as_call(vm: &Vm, step: PyResult<Step>) -> PyResult {
    match step? {
        Step::Waits(value) => Ok(value),
        Step::Done(value) if value.is_none() => Err(vm.stop_iteration(None)),
        Step::Done(value) => Err(exception::raise_stop_iteration(vm, value)),
    }
}

fn itself(_: &Vm, a: &[Value]) -> PyResult {
    Ok(a[0].clone())
}

pub static ASEND: TypeDef = TypeDef {
    iternext: Some(|vm, v| {
        let step = send_to(vm, sender(vm, v)?, &Value::NONE);
        as_next(vm, step)
    }),
    methods: &[
        method("__await__", "($self, /)", itself),
        method("send", "($self, value, /)", |vm, a| {
            let step = send_to(vm, sender(vm, &a[0])?, &a[1]);
            as_call(vm, step)
        }),
        method("throw", "($self, typ, val=None, tb=None, /)", |vm, a| {
            let this = sender(vm, &a[0])?;
            match this.stage.get() {
                Stage::Over => return Err(reused(vm, "__anext__()/asend()")),
                Stage::Fresh => {
                    start(vm, &this.generator, "anext()")?;
                    this.stage.set(Stage::Under);
                }
                Stage::Under => {}
            }
            let exc = exception_to_throw(vm, a)?;
            let stepped = throw_step(vm, &this.generator, exc);
            let step = finish_send(vm, this, stepped);
            as_call(vm, step)
        }),
        method("close", "($self, /)", |vm, a| {
            let this = sender(vm, &a[0])?;
            if this.stage.replace(Stage::Over) == Stage::Under {
                idle(&this.generator);
            }
            Ok(Value::NONE)
        }),
    ],
    flags: TypeFlags::WEAKREF.union(TypeFlags::NO_NEW),
    ..TypeDef::new::<AsyncSend>("async_generator_asend")
};

// ---- athrow and aclose

fn thrower<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<AsyncThrow>> {
    v.get::<AsyncThrow>().ok_or_else(|| vm.type_error("an async_generator_athrow is needed"))
}

fn throw_to(vm: &Vm, this: &Ref<AsyncThrow>, sent: &Value) -> PyResult<Step> {
    let closes = this.exc.get().is_blank();
    let generator = &this.generator;
    let stepped = match this.stage.get() {
        Stage::Over => return Err(reused(vm, "aclose()/athrow()")),
        Stage::Fresh if generator.state.get() == State::Finished => {
            this.stage.set(Stage::Over);
            return Ok(Step::Done(Value::NONE));
        }
        Stage::Fresh => {
            if let Err(raised) = start(vm, generator, if closes { "aclose()" } else { "athrow()" }) {
                this.stage.set(Stage::Over);
                return Err(raised);
            }
            if generator.hooks.get().is_none() {
                this.stage.set(Stage::Over);
                return Err(vm.raise_args(&vm.exc.stop_async_iteration, &[]));
            }
            if !sent.is_none() {
                return Err(vm.runtime_error("can't send non-None value to a just-started coroutine"));
            }
            this.stage.set(Stage::Under);
            let exc = if closes { exception::new(vm, &vm.exc.generator_exit, &[])? } else { this.exc.get() };
            if closes {
                generator.hooks.set(Value::NONE);
            }
            throw_step(vm, generator, exc)
        }
        Stage::Under => send_step(vm, generator, sent.clone()),
    };
    match settle(vm, generator, stepped) {
        Ok(Step::Waits(value)) => Ok(Step::Waits(value)),
        Ok(Step::Done(_)) if closes => {
            this.stage.set(Stage::Over);
            Err(vm.runtime_error("async generator ignored GeneratorExit"))
        }
        Ok(done) => {
            this.stage.set(Stage::Over);
            Ok(done)
        }
        Err(raised) => {
            this.stage.set(Stage::Over);
            let quiet = [&vm.exc.stop_async_iteration, &vm.exc.generator_exit];
            if closes && quiet.iter().any(|class| vm.catch(class).is_some()) {
                return Ok(Step::Done(Value::NONE));
            }
            Err(raised)
        }
    }
}

pub static ATHROW: TypeDef = TypeDef {
    iternext: Some(|vm, v| {
        let step = throw_to(vm, thrower(vm, v)?, &Value::NONE);
        as_next(vm, step)
    }),
    methods: &[
        method("__await__", "($self, /)", itself),
        method("send", "($self, value, /)", |vm, a| {
            let step = throw_to(vm, thrower(vm, &a[0])?, &a[1]);
            as_call(vm, step)
        }),
        method("throw", "($self, typ, val=None, tb=None, /)", |vm, a| {
            let this = thrower(vm, &a[0])?;
            if this.stage.get() == Stage::Over {
                return Err(reused(vm, "aclose()/athrow()"));
            }
            this.stage.set(Stage::Under);
            let exc = exception_to_throw(vm, a)?;
            let stepped = throw_step(vm, &this.generator, exc);
            let step = settle(vm, &this.generator, stepped);
            if !matches!(step, Ok(Step::Waits(_))) {
                this.stage.set(Stage::Over);
            }
            as_call(vm, step)
        }),
        method("close", "($self, /)", |vm, a| {
            let this = thrower(vm, &a[0])?;
            if this.stage.replace(Stage::Over) == Stage::Under {
                idle(&this.generator);
            }
            Ok(Value::NONE)
        }),
    ],
    flags: TypeFlags::WEAKREF.union(TypeFlags::NO_NEW),
    ..TypeDef::new::<AsyncThrow>("async_generator_athrow")
};

// ---- the generator's methods

fn generator<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Generator>> {
    v.get::<Generator>().ok_or_else(|| vm.type_error("an async_generator is needed"))
}

/// What `sys.set_asyncgen_hooks` was given.
pub(crate) struct Hooks {
    pub first: ValueCell,
    pub finalizer: ValueCell,
}

impl Default for Hooks {
    fn default() -> Hooks {
        Hooks { first: ValueCell::new(Value::NONE), finalizer: ValueCell::new(Value::NONE) }
    }
}

/// The hooks of this thread.
pub(crate) fn hooks<R>(vm: &Vm, f: impl FnOnce(&Hooks) -> R) -> R {
    f(&vm.thread.hooks)
}

/// Tells the hook of a generator that is about to begin.
fn begin(vm: &Vm, generator: &Ref<Generator>) -> PyResult<()> {
    if generator.state.get() != State::Fresh || !generator.hooks.is_blank() {
        return Ok(());
    }
    let hook = hooks(vm, |hooks| hooks.first.get());
    if hook.is_none() {
        return Ok(());
    }
    vm.call(&hook, &[generator.to_value()]).map(drop)
}

fn new_send(vm: &Vm, v: &Value, value: Value) -> PyResult {
    let generator = generator(vm, v)?;
    begin(vm, generator)?;
    let make =
        || AsyncSend { generator: generator.clone(), value: value.clone(), stage: Cell::new(Stage::Fresh) };
    Ok(vm.alloc(make)?.into_value())
}

fn new_throw(vm: &Vm, v: &Value, exc: Value) -> PyResult {
    let generator = generator(vm, v)?;
    begin(vm, generator)?;
    let make = || AsyncThrow {
        generator: generator.clone(),
        exc: ValueCell::new(exc.clone()),
        stage: Cell::new(Stage::Fresh),
    };
    Ok(vm.alloc(make)?.into_value())
}

pub(super) const AITER: Def = method("__aiter__", "($self, /)", itself);
pub(super) const ANEXT: Def = method("__anext__", "($self, /)", |vm, a| new_send(vm, &a[0], Value::NONE));
pub(super) const ASEND_METHOD: Def =
    method("asend", "($self, value, /)", |vm, a| new_send(vm, &a[0], a[1].clone()));
pub(super) const ATHROW_METHOD: Def = method("athrow", "($self, typ, val=None, tb=None, /)", |vm, a| {
    let exc = exception_to_throw(vm, a)?;
    new_throw(vm, &a[0], exc)
});
pub(super) const ACLOSE: Def = method("aclose", "($self, /)", |vm, a| new_throw(vm, &a[0], Value::BLANK));

// ---- anext(iterator, default)

/// What `anext()` with a default gives: the awaitable, whose StopAsyncIteration is the default.
#[derive(Trace)]
pub struct AnextAwaitable {
    inner: Value,
    default: Value,
}

impl Payload for AnextAwaitable {
    const NAME: &'static str = "anext_awaitable";
    const SHAPE: ShapeId = shapes::ANEXT_AWAITABLE;
    type Tail = ();
}

pub(crate) fn with_default(vm: &Vm, awaitable: &Value, default: &Value) -> PyResult {
    let mut inner = crate::eval::rare::awaitable(vm, awaitable, 0)?;
    if let Some(coroutine) = inner.get::<Generator>().filter(|_| inner.shape() == Some(shapes::COROUTINE)) {
        inner = super::coroutine_wrapper::wrap(vm, coroutine)?;
    }
    Ok(vm.alloc(|| AnextAwaitable { inner: inner.clone(), default: default.clone() })?.into_value())
}

fn anext_awaitable<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<AnextAwaitable>> {
    v.get::<AnextAwaitable>().ok_or_else(|| vm.type_error("an anext_awaitable is needed"))
}

fn or_default(vm: &Vm, this: &Ref<AnextAwaitable>, step: PyResult<Result<Value, Value>>) -> PyResult<Step> {
    match step {
        Ok(Ok(value)) => Ok(Step::Waits(value)),
        Ok(Err(result)) => Ok(Step::Done(result)),
        Err(raised) => match vm.catch(&vm.exc.stop_async_iteration) {
            Some(_) => Ok(Step::Done(this.default.clone())),
            None => Err(raised),
        },
    }
}

pub static ANEXT_AWAITABLE: TypeDef = TypeDef {
    iternext: Some(|vm, v| {
        let this = anext_awaitable(vm, v)?;
        let step = or_default(vm, this, vm.next_or_return(&this.inner));
        as_next(vm, step)
    }),
    methods: &[
        method("__await__", "($self, /)", itself),
        method("send", "($self, value, /)", |vm, a| {
            let this = anext_awaitable(vm, &a[0])?;
            let step = or_default(vm, this, vm.send_or_return(&this.inner, a[1].clone()));
            as_call(vm, step)
        }),
        method("throw", "($self, typ, val=None, tb=None, /)", |vm, a| {
            let this = anext_awaitable(vm, &a[0])?;
            let exc = exception_to_throw(vm, a)?;
            let thrown = vm.call_method(&this.inner, "throw", &[exc]).map(Ok);
            let step = or_default(vm, this, thrown);
            as_call(vm, step)
        }),
        method("close", "($self, /)", |vm, a| {
            vm.call_method(&anext_awaitable(vm, &a[0])?.inner, "close", &[])
        }),
    ],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<AnextAwaitable>("anext_awaitable")
};
