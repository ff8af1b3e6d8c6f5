//! Exception groups: several exceptions raised together, split by condition.
//!
//! Does not run `except*` (the eval loop does, through `match_split` and `reraise`).
//!
//! # Invariants
//! - G1: field 1 of a group is a non-empty tuple of exceptions.

use super::{BaseException, alloc, is_exception_class};
use crate::prelude::*;

const MESSAGE: usize = 0;
const EXCEPTIONS: usize = 1;

pub(super) const METHODS: &[Def] = &[
    method("__init__", "($self, /, *args, **kwargs)", init),
    method("__str__", "($self, /)", to_str),
    method("derive", "($self, excs, /)", derive),
    method("split", "($self, matcher_value, /)", split),
    method("subgroup", "($self, matcher_value, /)", subgroup),
    class_method("__class_getitem__", "($cls, object, /)", class_getitem),
];

pub(super) const GETSETS: &[GetSet] = &[
    getset("message", |vm, v| Ok(payload_of::<BaseException>(vm, v)?.field_or_none(MESSAGE)), None),
    getset("exceptions", |vm, v| Ok(payload_of::<BaseException>(vm, v)?.field_or_none(EXCEPTIONS)), None),
];

fn class_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.generic_alias(&a[0], &a[1])
}

/// ExceptionGroup is also an Exception: the one built-in class with two bases.
pub(super) fn add_exception_base(vm: &Vm, group: &Ref<Class>, exception: &Ref<Class>) -> PyResult<()> {
    let Some(mro) = group.mro_tuple() else { return Ok(()) };
    let [own, base_group, rest @ ..] = mro.items() else { return Ok(()) };
    let mut new_mro = HeapVec::new();
    for class in [own, base_group, exception.as_value()].into_iter().chain(rest) {
        vm.push(&mut new_mro, class.clone())?;
    }
    let bases = vm.new_tuple(&[base_group.clone(), exception.as_value().clone()])?;
    group.bases.set(Some(bases));
    group.mro.set(Some(vm.new_tuple(&new_mro)?));
    vm.class_modified(group);
    Ok(())
}

pub(super) fn group_new(vm: &Vm, cls: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let [message, excs] = args.pos else {
        return Err(vm.type_error(format_args!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            args.pos.len()
        )));
    };
    if message.get::<Str>().is_none() {
        return Err(vm.type_error(format_args!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            vm.tn(message)
        )));
    }
    let is_sequence = excs.get::<List>().is_some()
        || excs.get::<Tuple>().is_some()
        || (excs.get::<Dict>().is_none() && vm.lookup_special(excs, &vm.names.__getitem__).is_some());
    if !is_sequence {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let items = vm.collect(excs)?;
    if items.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut all_plain = true;
    for (i, item) in items.iter().enumerate() {
        if item.get::<BaseException>().is_none() {
            return Err(
                vm.value_error(format_args!("Item {i} of second argument (exceptions) is not an exception"))
            );
        }
        all_plain &= vm.value_is_instance(item, &vm.exc.exception);
    }
    let mut class = cls;
    if cls.ptr_eq(&vm.exc.base_exception_group) {
        if all_plain {
            class = &vm.exc.exception_group;
        }
    } else if !all_plain && vm.is_subclass_exact(cls, &vm.exc.exception) {
        if cls.ptr_eq(&vm.exc.exception_group) {
            return Err(vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
        }
        return Err(vm.type_error(format_args!("Cannot nest BaseExceptions in '{}'", cls.name())));
    }
    let group = alloc(vm, class, args.pos)?;
    let payload = payload_of::<BaseException>(vm, &group)?;
    payload.set_field(vm, MESSAGE, message.clone())?;
    payload.set_field(vm, EXCEPTIONS, vm.tuple_from(items)?)?;
    Ok(group)
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    if a[2].get::<Dict>().is_some_and(|kwargs| kwargs.len() > 0) {
        return Err(vm.type_error(format_args!("{}() takes no keyword arguments", vm.tn(&a[0]))));
    }
    super::init(vm, a)
}

fn to_str(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    let count = members(vm, exc)?.len();
    let message = vm.to_str(&exc.field_or_none(MESSAGE))?;
    let mut out = vm.str_builder();
    out.push(vm, &message)?;
    out.push_str(vm, &format!(" ({count} sub-exception{})", if count == 1 { "" } else { "s" }))?;
    Ok(out.finish(vm)?.into_value())
}

/// The group's exceptions (G1).
pub fn members(vm: &Vm, group: &BaseException) -> PyResult<Ref<Tuple>> {
    match group.field(EXCEPTIONS).downcast::<Tuple>() {
        Ok(tuple) => Ok(tuple),
        Err(_) => vm.new_tuple(&[]),
    }
}

/// The exception is a group.
pub fn is_group(vm: &Vm, v: &Value) -> bool {
    vm.value_is_instance(v, &vm.exc.base_exception_group)
}

fn derive(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    vm.call(vm.exc.base_exception_group.as_value(), &[exc.field_or_none(MESSAGE), a[1].clone()])
}

/// What `split` and `subgroup` ask of every exception.
enum Condition<'a> {
    /// An instance of a class, or of one of a tuple of classes.
    Type(&'a Value),
    Call(&'a Value),
    /// One of these objects.
    Among(&'a [Value]),
}

impl Condition<'_> {
    fn of<'a>(vm: &Vm, v: &'a Value) -> PyResult<Condition<'a>> {
        if is_exception_class(v) {
            return Ok(Condition::Type(v));
        }
        if let Some(tuple) = v.get::<Tuple>() {
            if tuple.items().iter().all(is_exception_class) {
                return Ok(Condition::Type(v));
            }
        } else if v.get::<Class>().is_none() && vm.is_callable(v) {
            return Ok(Condition::Call(v));
        }
        Err(vm.type_error(
            "expected an exception type, a tuple of exception types, or a callable (other than a class)",
        ))
    }

    fn holds(&self, vm: &Vm, exc: &Value) -> PyResult<bool> {
        match self {
            Condition::Type(class) => match class.get::<Tuple>() {
                Some(classes) => Ok(classes
                    .items()
                    .iter()
                    .any(|c| c.get::<Class>().is_some_and(|c| vm.value_is_instance(exc, c)))),
                None => Ok(class.get::<Class>().is_some_and(|c| vm.value_is_instance(exc, c))),
            },
            Condition::Call(function) => {
                let answer = vm.call(function, std::slice::from_ref(exc))?;
                vm.truthy(&answer)
            }
            Condition::Among(list) => Ok(list.iter().any(|e| e.same(exc))),
        }
    }
}

/// Splits an exception or a group: what meets the condition, and (if `want_rest`) what does not.
fn split_by(
    vm: &Vm,
    exc: &Value,
    condition: &Condition<'_>,
    want_rest: bool,
) -> PyResult<(Option<Value>, Option<Value>)> {
    if condition.holds(vm, exc)? {
        return Ok((Some(exc.clone()), None));
    }
    if !is_group(vm, exc) {
        return Ok((None, Some(exc.clone())));
    }
    let _guard = vm.enter_recursion(" in exceptiongroup_split_recursive")?;
    let payload = payload_of::<BaseException>(vm, exc)?;
    let (mut matching, mut others) = (HeapVec::new(), HeapVec::new());
    for member in members(vm, payload)?.items() {
        let (yes, no) = split_by(vm, member, condition, want_rest)?;
        if let Some(yes) = yes {
            vm.push(&mut matching, yes)?;
        }
        if let (Some(no), true) = (no, want_rest) {
            vm.push(&mut others, no)?;
        }
    }
    Ok((subset(vm, exc, matching)?, subset(vm, exc, others)?))
}

/// A group of some members, made by `derive`, with the group's metadata; None for none.
fn subset(vm: &Vm, group: &Value, members: HeapVec<Value>) -> PyResult<Option<Value>> {
    if members.is_empty() {
        return Ok(None);
    }
    let members = vm.list_from(members)?;
    let made = vm.call_method(group, "derive", &[members])?;
    if !is_group(vm, &made) {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    }
    let (from, to) = (payload_of::<BaseException>(vm, group)?, payload_of::<BaseException>(vm, &made)?);
    to.traceback.set(from.traceback.get());
    to.context.set(from.context.get());
    to.cause.set(from.cause.get());
    to.suppress_context.set(from.suppress_context.get());
    if let Some(notes) = vm.getattr_opt(group, &vm.names.__notes__)? {
        // A copy: adding a note to one part does not show in the other.
        if notes.get::<List>().is_some() || notes.get::<Tuple>().is_some() {
            let copy = vm.list_from(vm.collect(&notes)?)?;
            vm.setattr(&made, &vm.names.__notes__, &copy)?;
        }
    }
    Ok(Some(made))
}

fn split(vm: &Vm, a: &[Value]) -> PyResult {
    let condition = Condition::of(vm, &a[1])?;
    let (yes, no) = split_by(vm, &a[0], &condition, true)?;
    vm.tuple_of([yes.unwrap_or(Value::NONE), no.unwrap_or(Value::NONE)])
}

fn subgroup(vm: &Vm, a: &[Value]) -> PyResult {
    let condition = Condition::of(vm, &a[1])?;
    let (yes, _) = split_by(vm, &a[0], &condition, false)?;
    Ok(yes.unwrap_or(Value::NONE))
}

// ---- except*

/// Splits `exc` by the class (or tuple of classes) of an `except*` clause: (caught, rest). A plain exception that
/// matches is caught inside a new group.
pub fn match_split(vm: &Vm, exc: &Value, classes: &Value) -> PyResult<(Option<Value>, Option<Value>)> {
    let condition = Condition::Type(classes);
    if !is_group(vm, exc) {
        if !condition.holds(vm, exc)? {
            return Ok((None, Some(exc.clone())));
        }
        let message = vm.str("")?;
        let wrapped =
            vm.call(vm.exc.base_exception_group.as_value(), &[message, vm.list(std::slice::from_ref(exc))?])?;
        if let (Some(from), Some(to)) = (exc.get::<BaseException>(), wrapped.get::<BaseException>()) {
            to.traceback.set(from.traceback.get());
        }
        return Ok((Some(wrapped), None));
    }
    if condition.holds(vm, exc)? {
        return Ok((Some(exc.clone()), None));
    }
    let parts = vm.call_method(exc, "split", std::slice::from_ref(classes))?;
    match parts.get::<Tuple>().map(|t| t.items().to_vec()) {
        Some(items) if items.len() >= 2 => {
            let part = |i: usize| if items[i].is_none() { None } else { Some(items[i].clone()) };
            Ok((part(0), part(1)))
        }
        Some(items) => Err(vm.type_error(format_args!(
            "{}.split must return a 2-tuple, got tuple of size {}",
            vm.tn(exc),
            items.len()
        ))),
        None => Err(vm.type_error(format_args!(
            "{}.split must return a tuple, not {}",
            vm.tn(exc),
            vm.tn(&parts)
        ))),
    }
}

/// What an `except*` statement raises at its end: `raised` holds the exceptions that its clauses raised and the part
/// of `orig` that none caught. None: nothing.
pub fn reraise(vm: &Vm, orig: &Value, raised: &[Value]) -> PyResult<Option<Value>> {
    // None: a clause took all that was left.
    let raised: Vec<&Value> = raised.iter().filter(|exc| !exc.is_none()).collect();
    if raised.is_empty() {
        return Ok(None);
    }
    if !is_group(vm, orig) {
        // A plain exception was wrapped for the clauses: at most one of them ran.
        return Ok(raised.first().map(|exc| (*exc).clone()));
    }
    let (mut new, mut back) = (HeapVec::new(), HeapVec::new());
    for exc in raised {
        let into = if same_metadata(orig, exc) { &mut back } else { &mut new };
        vm.push(into, exc.clone())?;
    }
    // What is reraised keeps the original's nesting.
    let mut leaves = HeapVec::new();
    for exc in back.iter() {
        collect_leaves(vm, exc, &mut leaves)?;
    }
    let (projected, _) = split_by(vm, orig, &Condition::Among(&leaves), false)?;
    if new.is_empty() {
        return Ok(projected);
    }
    if let Some(projected) = projected {
        vm.push(&mut new, projected)?;
    }
    // A single exception is not wrapped (3.12).
    if new.len() == 1 {
        return Ok(new.first().cloned());
    }
    let message = vm.str("")?;
    let list = vm.list_from(new)?;
    vm.call(vm.exc.base_exception_group.as_value(), &[message, list]).map(Some)
}

/// Parts of one group share its traceback, cause, context and notes.
fn same_metadata(a: &Value, b: &Value) -> bool {
    match (a.get::<BaseException>(), b.get::<BaseException>()) {
        (Some(a), Some(b)) => {
            a.traceback.get().same(&b.traceback.get())
                && a.cause.get().same(&b.cause.get())
                && a.context.get().same(&b.context.get())
        }
        _ => false,
    }
}

fn collect_leaves(vm: &Vm, exc: &Value, into: &mut HeapVec<Value>) -> PyResult<()> {
    if !is_group(vm, exc) {
        return vm.push(into, exc.clone());
    }
    let _guard = vm.enter_recursion(" in collect_exception_group_leaf_ids")?;
    for member in members(vm, payload_of::<BaseException>(vm, exc)?)?.items() {
        collect_leaves(vm, member, into)?;
    }
    Ok(())
}
