//! Exceptions: the payload that every exception has, `BaseException`, and what the VM needs to raise.
//!
//! The classes stand in `hierarchy.rs`; classes with attributes of their own in `os_error.rs`, `syntax.rs`,
//! `unicode.rs`, `attributes.rs` and `group.rs`. How exceptions are printed is traceback's business.
//!
//! # Invariants
//! - E1: `cause`, `context` and `traceback` are BLANK or an exception, an exception, a traceback object.
//! - E2: raising MemoryError needs no allocation: one instance is always in reserve.

mod attributes;
pub mod group;
mod hierarchy;
mod os_error;
mod syntax;
mod unicode;

pub use hierarchy::{ALL, BASE_EXCEPTION, ExcTypes};
pub use os_error::class_for_errno;

use crate::class::class_flags;
use crate::prelude::*;
use crate::types::str::Str;

/// What every exception holds. Attributes that a class adds are numbered fields (see the class's file).
#[derive(Trace)]
pub struct BaseException {
    args: RefSlot<Tuple>,
    pub cause: ValueCell,
    pub context: ValueCell,
    pub traceback: ValueCell,
    pub suppress_context: Cell<bool>,
    /// Fields 0 and 1; BLANK where unset.
    near: [ValueCell; 2],
    /// Fields from 2 upward.
    far: CellVec<Value>,
}

impl Payload for BaseException {
    const NAME: &'static str = "BaseException";
    const SHAPE: ShapeId = shapes::BASE_EXCEPTION;
    type Tail = ();
}

impl BaseException {
    /// The payload of a new exception.
    pub fn with_args(args: Ref<Tuple>) -> BaseException {
        BaseException {
            args: RefSlot::new(Some(args)),
            cause: ValueCell::new(Value::BLANK),
            context: ValueCell::new(Value::BLANK),
            traceback: ValueCell::new(Value::BLANK),
            suppress_context: Cell::new(false),
            near: [ValueCell::new(Value::BLANK), ValueCell::new(Value::BLANK)],
            far: CellVec::new(),
        }
    }

    /// `args`.
    pub fn args(&self, vm: &Vm) -> PyResult<Ref<Tuple>> {
        match self.args.get() {
            Some(args) => Ok(args),
            None => vm.new_tuple(&[]),
        }
    }

    pub fn set_args(&self, args: Ref<Tuple>) {
        self.args.set(Some(args));
    }

    /// Field `i`, BLANK when it was never set.
    pub fn field(&self, i: usize) -> Value {
        match self.near.get(i) {
            Some(cell) => cell.get(),
            None => self.far.get(i - self.near.len()).unwrap_or(Value::BLANK),
        }
    }

    /// Field `i`, None when it was never set.
    pub fn field_or_none(&self, i: usize) -> Value {
        let value = self.field(i);
        if value.is_blank() { Value::NONE } else { value }
    }

    pub fn set_field(&self, vm: &Vm, i: usize, value: Value) -> PyResult<()> {
        if let Some(cell) = self.near.get(i) {
            cell.set(value);
            return Ok(());
        }
        let at = i - self.near.len();
        while self.far.len() <= at {
            vm.retry(|heap| self.far.try_push(heap, Value::BLANK))?;
        }
        self.far.set(at, value);
        Ok(())
    }
}

pub(crate) const METHODS: &[Def] = &[
    method("__init__", "($self, /, *args)", init),
    method("__repr__", "($self, /)", repr),
    method("__str__", "($self, /)", to_str),
    method("__reduce__", "($self, /)", reduce),
    method("__setstate__", "($self, state, /)", setstate),
    method("with_traceback", "($self, object, /)", with_traceback)
        .doc("Set self.__traceback__ to tb and return self."),
    method("add_note", "($self, object, /)", add_note_method).doc("Add a note to the exception"),
];

pub(crate) const GETSETS: &[GetSet] = &[
    getset("__dict__", crate::types::object::get_dict, Some(crate::types::object::set_dict)),
    getset("args", get_args, Some(set_args)),
    getset("__traceback__", get_traceback, Some(set_traceback_attribute)),
    getset("__context__", get_context, Some(set_context_attribute)),
    getset("__cause__", get_cause, Some(set_cause_attribute)),
    getset("__suppress_context__", get_suppress, Some(set_suppress)),
];

pub(crate) fn base_new(vm: &Vm, cls: &Ref<Class>, args: &Args<'_>) -> PyResult {
    if !args.kw_values.is_empty() && !cls.flag(class_flags::HEAP) && !hierarchy::takes_keywords(cls) {
        return Err(vm.type_error(format_args!("{}() takes no keyword arguments", cls.name())));
    }
    alloc(vm, cls, args.pos)
}

/// An exception object with its `args`, nothing else done.
pub(crate) fn alloc(vm: &Vm, cls: &Ref<Class>, args: &[Value]) -> PyResult {
    let args = vm.new_tuple(args)?;
    vm.alloc_payload(cls, || BaseException::with_args(args.clone()))
}

pub(crate) fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    exc.set_args(args_tuple(vm, &a[1])?.clone());
    Ok(Value::NONE)
}

/// The tuple that the binder made of `*args`.
pub(crate) fn args_tuple<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Tuple>> {
    payload_of::<Tuple>(vm, v)
}

/// `BaseException.__str__`.
pub(crate) fn base_str(vm: &Vm, exc: &BaseException) -> PyResult {
    let args = exc.args(vm)?;
    match args.items() {
        [] => vm.str(""),
        [one] => Ok(vm.to_str(one)?.into_value()),
        _ => Ok(vm.to_str(args.as_value())?.into_value()),
    }
}

fn to_str(vm: &Vm, a: &[Value]) -> PyResult {
    base_str(vm, self_of::<BaseException>(vm, a)?)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let args = self_of::<BaseException>(vm, a)?.args(vm)?;
    let mut out = vm.str_builder();
    let name = vm.tn(&a[0]);
    out.push_str(vm, name.rsplit('.').next().unwrap_or(&name))?;
    if let [one] = args.items() {
        out.push_str(vm, "(")?;
        let text = vm.repr(one)?;
        out.push(vm, &text)?;
        out.push_str(vm, ")")?;
    } else {
        let text = vm.repr(args.as_value())?;
        out.push(vm, &text)?;
    }
    Ok(out.finish(vm)?.into_value())
}

/// The instance's `__dict__`, if it holds anything.
pub(crate) fn filled_dict(vm: &Vm, exc: &Value) -> PyResult<Option<Value>> {
    match vm.getattr_opt(exc, &vm.names.__dict__)? {
        Some(dict) if vm.truthy(&dict)? => Ok(Some(dict)),
        _ => Ok(None),
    }
}

/// `(class, args)` or `(class, args, state)`.
pub(crate) fn reduced(vm: &Vm, exc: &Value, args: Value, state: Option<Value>) -> PyResult {
    let class = vm.class_of(exc).into_value();
    match state {
        Some(state) => vm.tuple_of([class, args, state]),
        None => vm.tuple_of([class, args]),
    }
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let args = self_of::<BaseException>(vm, a)?.args(vm)?.into_value();
    reduced(vm, &a[0], args, filled_dict(vm, &a[0])?)
}

fn setstate(vm: &Vm, a: &[Value]) -> PyResult {
    if a[1].is_none() {
        return Ok(Value::NONE);
    }
    let Some(state) = a[1].get::<Dict>() else {
        return Err(vm.type_error("state is not a dictionary"));
    };
    let mut at = 0;
    while let Some((next, key, value)) = state.entry_at(at) {
        at = next;
        match key.get::<Str>() {
            Some(name) => vm.setattr(&a[0], name, &value)?,
            None => {
                return Err(
                    vm.type_error(format_args!("attribute name must be string, not '{}'", vm.tn(&key)))
                );
            }
        }
    }
    Ok(Value::NONE)
}

fn with_traceback(vm: &Vm, a: &[Value]) -> PyResult {
    set_traceback(vm, &a[0], &a[1])?;
    Ok(a[0].clone())
}

fn add_note_method(vm: &Vm, a: &[Value]) -> PyResult {
    if a[1].get::<Str>().is_none() {
        return Err(vm.type_error(format_args!("add_note() argument must be str, not {}", vm.tn(&a[1]))));
    }
    push_note(vm, &a[0], &a[1])?;
    Ok(Value::NONE)
}

fn push_note(vm: &Vm, exc: &Value, note: &Value) -> PyResult<()> {
    let notes = match vm.getattr_opt(exc, &vm.names.__notes__)? {
        Some(notes) => notes,
        None => {
            let notes = vm.empty_list()?.into_value();
            vm.setattr(exc, &vm.names.__notes__, &notes)?;
            notes
        }
    };
    match notes.get::<List>() {
        Some(list) => list.push(vm, note.clone()),
        None => Err(vm.type_error("Cannot add note: __notes__ is not a list")),
    }
}

fn get_args(vm: &Vm, v: &Value) -> PyResult {
    Ok(payload_of::<BaseException>(vm, v)?.args(vm)?.into_value())
}

fn set_args(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    let exc = payload_of::<BaseException>(vm, v)?;
    let Some(value) = value else { return Err(vm.type_error("args may not be deleted")) };
    let items = vm.collect(value)?;
    exc.set_args(vm.new_tuple(&items)?);
    Ok(())
}

fn cell_or_none(cell: &ValueCell) -> PyResult {
    let value = cell.get();
    Ok(if value.is_blank() { Value::NONE } else { value })
}

fn get_traceback(vm: &Vm, v: &Value) -> PyResult {
    cell_or_none(&payload_of::<BaseException>(vm, v)?.traceback)
}

fn set_traceback_attribute(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    let exc = payload_of::<BaseException>(vm, v)?;
    match value {
        None => return Err(vm.type_error("__traceback__ may not be deleted")),
        Some(none) if none.is_none() => exc.traceback.set(Value::BLANK),
        Some(tb) if tb.get::<crate::types::traceback::Traceback>().is_some() => exc.traceback.set(tb.clone()),
        Some(_) => return Err(vm.type_error("__traceback__ must be a traceback or None")),
    }
    Ok(())
}

fn get_context(vm: &Vm, v: &Value) -> PyResult {
    cell_or_none(&payload_of::<BaseException>(vm, v)?.context)
}

fn get_cause(vm: &Vm, v: &Value) -> PyResult {
    cell_or_none(&payload_of::<BaseException>(vm, v)?.cause)
}

/// Stores an exception or None (E1) into one of the links.
fn set_link(vm: &Vm, cell: &ValueCell, what: &str, value: Option<&Value>) -> PyResult<()> {
    match value {
        None => return Err(vm.type_error(format_args!("__{what}__ may not be deleted"))),
        Some(none) if none.is_none() => cell.set(Value::BLANK),
        Some(exc) if exc.get::<BaseException>().is_some() => cell.set(exc.clone()),
        Some(_) => {
            return Err(
                vm.type_error(format_args!("exception {what} must be None or derive from BaseException"))
            );
        }
    }
    Ok(())
}

fn set_context_attribute(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    set_link(vm, &payload_of::<BaseException>(vm, v)?.context, "context", value)
}

fn set_cause_attribute(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    let exc = payload_of::<BaseException>(vm, v)?;
    set_link(vm, &exc.cause, "cause", value)?;
    exc.suppress_context.set(true);
    Ok(())
}

fn get_suppress(vm: &Vm, v: &Value) -> PyResult {
    Ok(Value::from_bool(payload_of::<BaseException>(vm, v)?.suppress_context.get()))
}

fn set_suppress(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    let exc = payload_of::<BaseException>(vm, v)?;
    let Some(value) = value else { return Err(vm.type_error("can't delete numeric/char attribute")) };
    match value.as_bool() {
        Some(on) => exc.suppress_context.set(on),
        None => return Err(vm.type_error("attribute value type must be bool")),
    }
    Ok(())
}

// ---- for the VM

/// A new exception of a built-in class, as calling the class would make it.
pub fn new(vm: &Vm, class: &Ref<Class>, args: &[Value]) -> PyResult {
    if class.flag(class_flags::HEAP) || hierarchy::has_own_new(class) {
        return vm.call(class.as_value(), args);
    }
    let exc = alloc(vm, class, args)?;
    if let Some(payload) = exc.get::<BaseException>() {
        hierarchy::init_fields(vm, class, payload)?;
    }
    vm.exc.refill_reserve(vm);
    Ok(exc)
}

/// Links the exception being handled to `exc`, as a raise statement does.
pub fn set_context(vm: &Vm, exc: &Value) {
    let handled = vm.thread.handled.get();
    if handled.is_blank() || handled.is_none() || handled.same(exc) {
        return;
    }
    let Some(payload) = exc.get::<BaseException>() else { return };
    // A chain that leads back to `exc` is cut there. The slow pointer finds cycles that were there before.
    let mut at = handled.clone();
    let mut slow = handled.clone();
    let mut advance_slow = false;
    while let Some(next) = context_of(&at) {
        if next.same(exc) {
            if let Some(p) = at.get::<BaseException>() {
                p.context.set(Value::BLANK);
            }
            break;
        }
        at = next;
        if at.same(&slow) {
            break;
        }
        if advance_slow {
            if let Some(next) = context_of(&slow) {
                slow = next;
            }
        }
        advance_slow = !advance_slow;
    }
    payload.context.set(handled);
}

fn context_of(v: &Value) -> Option<Value> {
    let context = v.get::<BaseException>()?.context.get();
    if context.is_blank() { None } else { Some(context) }
}

/// The value is an exception.
pub fn is_exception(_vm: &Vm, v: &Value) -> bool {
    v.get::<BaseException>().is_some()
}

/// `exc.add_note(note)`.
pub fn add_note(vm: &Vm, exc: &Value, note: &str) -> PyResult<()> {
    let note = vm.str(note)?;
    push_note(vm, exc, &note)
}

/// `exc.with_traceback(traceback)`.
pub fn set_traceback(vm: &Vm, exc: &Value, traceback: &Value) -> PyResult<()> {
    set_traceback_attribute(vm, exc, Some(traceback))
}

/// `raise exc from cause` with an exception.
pub fn set_cause(_vm: &Vm, exc: &Value, cause: &Value) {
    if let Some(payload) = exc.get::<BaseException>() {
        payload.cause.set(cause.clone());
        payload.suppress_context.set(true);
    }
}

/// Native code replaces `cause` by `exc`.
pub fn set_cause_and_context(vm: &Vm, exc: &Value, cause: &Value) {
    set_cause(vm, exc, cause);
    if let Some(payload) = exc.get::<BaseException>() {
        payload.context.set(cause.clone());
    }
}

/// `raise exc from None`.
pub fn set_cause_none(_vm: &Vm, exc: &Value) {
    if let Some(payload) = exc.get::<BaseException>() {
        payload.cause.set(Value::BLANK);
        payload.suppress_context.set(true);
    }
}

/// The value is a class that derives from BaseException.
pub fn is_exception_class(v: &Value) -> bool {
    v.get::<Class>().is_some_and(|class| class.layout().is::<BaseException>())
}

/// A MemoryError to raise (E2).
pub fn preallocated_memory_error(vm: &Vm) -> Value {
    vm.exc.take_memory_error(vm)
}

/// The exception is one of those that exist before memory runs out.
pub fn is_preallocated(vm: &Vm, exc: &Value) -> bool {
    vm.exc.is_last_resort(exc)
}

/// The exception has passed a frame already.
pub fn has_traceback(exc: &Value) -> bool {
    exc.get::<BaseException>().is_some_and(|payload| !payload.traceback.is_blank())
}

/// The word at which an exception passed a frame, if that is the newest entry of its traceback.
pub(crate) fn raised_at(exc: &Value, frame: &Value) -> Option<u32> {
    let traceback = exc.get::<BaseException>()?.traceback.get();
    let entry = traceback.get::<crate::types::traceback::Traceback>()?;
    entry.frame.as_value().same(frame).then_some(entry.word)
}

/// Puts a frame in front of the exception's traceback.
pub fn add_traceback(
    vm: &Vm,
    exc: &Value,
    frame: &Ref<crate::types::frame::FrameObject>,
    word: u32,
) -> PyResult<()> {
    let payload = payload_of::<BaseException>(vm, exc)?;
    let entry = crate::types::traceback::push(vm, &payload.traceback.get(), frame, word)?;
    payload.traceback.set(entry);
    Ok(())
}

/// Makes a RecursionError the pending exception.
pub fn raise_recursion_error(vm: &Vm, what: &str) {
    // The text is made first: a refusal turns the error into the MemoryError that is pending then.
    let text = format!("maximum recursion depth exceeded{what}");
    let made = vm.str(&text).and_then(|text| new(vm, &vm.exc.recursion_error, &[text]));
    if let Ok(exc) = made {
        set_context(vm, &exc);
        vm.thread.raised.set(exc);
    }
}

/// Makes an AttributeError with `name` and `obj` the pending exception.
pub fn raise_attribute_error(vm: &Vm, text: &str, object: &Value, name: &Ref<Str>) {
    let made = vm.str(text).and_then(|text| new(vm, &vm.exc.attribute_error, &[text]));
    if let Ok(exc) = made {
        if let Some(payload) = exc.get::<BaseException>() {
            payload.near[attributes::NAME].set(name.as_value().clone());
            payload.near[attributes::OBJ].set(object.clone());
        }
        set_context(vm, &exc);
        vm.thread.raised.set(exc);
    }
}

/// A pending AttributeError that a program raised for a missing attribute learns which one, for suggestions.
#[cold]
pub fn complete_attribute_error(vm: &Vm, object: &Value, name: &Ref<Str>) {
    let exc = vm.thread.raised.get();
    if exc.is_blank() || !vm.value_is_instance(&exc, &vm.exc.attribute_error) {
        return;
    }
    if let Some(payload) = exc.get::<BaseException>() {
        if payload.field(attributes::NAME).is_blank() && payload.field(attributes::OBJ).is_blank() {
            payload.near[attributes::NAME].set(name.to_value());
            payload.near[attributes::OBJ].set(object.clone());
        }
    }
}

/// Makes a NameError with `name` (or a subclass, without) the pending exception.
pub fn raise_name_error(vm: &Vm, class: &Ref<Class>, text: &str, name: &Ref<Str>) {
    let made = vm.str(text).and_then(|text| new(vm, class, &[text]));
    if let Ok(exc) = made {
        // As in CPython, an unbound local gets no suggestions.
        let named = class.ptr_eq(&vm.exc.name_error);
        if let Some(payload) = exc.get::<BaseException>().filter(|_| named) {
            payload.near[attributes::NAME].set(name.to_value());
        }
        set_context(vm, &exc);
        vm.thread.raised.set(exc);
    }
}

/// Raises `StopIteration(value)`.
pub fn raise_stop_iteration(vm: &Vm, value: Value) -> Raised {
    vm.stop_iteration(Some(value))
}

/// The result of a generator that ended: `value` of a StopIteration.
pub fn stop_value(_vm: &Vm, exc: &Value) -> Value {
    match exc.get::<BaseException>() {
        Some(payload) => payload.field_or_none(attributes::VALUE),
        None => Value::NONE,
    }
}
