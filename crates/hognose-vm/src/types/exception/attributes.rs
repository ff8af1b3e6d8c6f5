//! Exceptions with a few attributes of their own: StopIteration, SystemExit, KeyError, ImportError, NameError,
//! AttributeError.

use super::{BaseException, args_tuple, base_str, filled_dict, init, reduced};
use crate::prelude::*;

/// `StopIteration.value`, `SystemExit.code`.
pub(super) const VALUE: usize = 0;
/// `NameError.name`, `AttributeError.name`.
pub(super) const NAME: usize = 0;
/// `AttributeError.obj`.
pub(super) const OBJ: usize = 1;
/// ImportError's fields.
pub(super) const IMPORT_NAME: usize = 0;
const IMPORT_PATH: usize = 1;
const IMPORT_MSG: usize = 2;
const IMPORT_NAME_FROM: usize = 3;

/// An attribute stored in field `$i`; deleting it leaves None.
macro_rules! field {
    ($name:literal, $i:expr) => {
        getset(
            $name,
            |vm, v| Ok(payload_of::<BaseException>(vm, v)?.field_or_none($i)),
            Some(|vm, v, value| {
                payload_of::<BaseException>(vm, v)?.set_field(vm, $i, value.cloned().unwrap_or(Value::NONE))
            }),
        )
    };
}
pub(super) use field;

pub(super) const NO_GETSETS: &[GetSet] = &[];

// ---- StopIteration and SystemExit

pub(super) const STOP_METHODS: &[Def] = &[method("__init__", "($self, /, *args)", stop_init)];
pub(super) const STOP_GETSETS: &[GetSet] = &[field!("value", VALUE)];
pub(super) const EXIT_METHODS: &[Def] = &[method("__init__", "($self, /, *args)", exit_init)];
pub(super) const EXIT_GETSETS: &[GetSet] = &[field!("code", VALUE)];

/// The first argument, or None.
pub(super) fn init_value(vm: &Vm, exc: &BaseException, args: &[Value]) -> PyResult<()> {
    let value = args.first().cloned().unwrap_or(Value::NONE);
    exc.set_field(vm, VALUE, value)
}

fn stop_init(vm: &Vm, a: &[Value]) -> PyResult {
    init(vm, a)?;
    init_value(vm, self_of::<BaseException>(vm, a)?, args_tuple(vm, &a[1])?.items())?;
    Ok(Value::NONE)
}

/// The argument, None without one, all of them if there are more.
pub(super) fn init_code(vm: &Vm, exc: &BaseException, args: &Ref<Tuple>) -> PyResult<()> {
    let code = match args.items() {
        [] => Value::NONE,
        [one] => one.clone(),
        _ => args.to_value(),
    };
    exc.set_field(vm, VALUE, code)
}

fn exit_init(vm: &Vm, a: &[Value]) -> PyResult {
    init(vm, a)?;
    init_code(vm, self_of::<BaseException>(vm, a)?, args_tuple(vm, &a[1])?)?;
    Ok(Value::NONE)
}

// ---- KeyError

pub(super) const KEY_METHODS: &[Def] = &[method("__str__", "($self, /)", key_str)];

/// The repr of a single argument: a missing key that is '' would otherwise show nothing.
fn key_str(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    match exc.args(vm)?.items() {
        [one] => Ok(vm.repr(one)?.into_value()),
        _ => base_str(vm, exc),
    }
}

// ---- ImportError

pub(super) const IMPORT_METHODS: &[Def] = &[
    method("__init__", "($self, /, *args, **kwargs)", import_init),
    method("__str__", "($self, /)", import_str),
    method("__reduce__", "($self, /)", import_reduce),
];
pub(super) const IMPORT_GETSETS: &[GetSet] = &[
    field!("msg", IMPORT_MSG),
    field!("name", IMPORT_NAME),
    field!("path", IMPORT_PATH),
    field!("name_from", IMPORT_NAME_FROM),
];

/// Moves keyword arguments into fields; TypeError for others than `names`.
fn keywords_to_fields(
    vm: &Vm,
    exc: &BaseException,
    class: &str,
    kwargs: &Value,
    names: &[(&str, usize)],
) -> PyResult<()> {
    let Some(kwargs) = kwargs.get::<Dict>() else { return Ok(()) };
    let mut at = 0;
    while let Some((next, key, value)) = kwargs.entry_at(at) {
        at = next;
        let key = vm.to_str(&key)?;
        let key = key.to_utf8();
        match names.iter().find(|(name, _)| *name == key) {
            Some((_, field)) => exc.set_field(vm, *field, value)?,
            None => {
                return Err(
                    vm.type_error(format_args!("{class}() got an unexpected keyword argument '{key}'"))
                );
            }
        }
    }
    Ok(())
}

/// A second `__init__` starts anew.
fn reset_fields(vm: &Vm, exc: &BaseException, fields: &[usize]) -> PyResult<()> {
    for field in fields {
        if !exc.field(*field).is_blank() {
            exc.set_field(vm, *field, Value::BLANK)?;
        }
    }
    Ok(())
}

/// `msg` is the only argument, if there is one alone.
pub(super) fn init_message(vm: &Vm, exc: &BaseException, args: &[Value]) -> PyResult<()> {
    match args {
        [message] => exc.set_field(vm, IMPORT_MSG, message.clone()),
        _ => Ok(()),
    }
}

fn import_init(vm: &Vm, a: &[Value]) -> PyResult {
    init(vm, a)?;
    let exc = self_of::<BaseException>(vm, a)?;
    let names = [("name", IMPORT_NAME), ("path", IMPORT_PATH), ("name_from", IMPORT_NAME_FROM)];
    reset_fields(vm, exc, &[IMPORT_NAME, IMPORT_PATH, IMPORT_NAME_FROM, IMPORT_MSG])?;
    keywords_to_fields(vm, exc, "ImportError", &a[2], &names)?;
    init_message(vm, exc, args_tuple(vm, &a[1])?.items())?;
    Ok(Value::NONE)
}

fn import_str(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    let message = exc.field_or_none(IMPORT_MSG);
    if exact::<Str>(&message).is_some() { Ok(message) } else { base_str(vm, exc) }
}

fn import_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    let state = state_with(
        vm,
        &a[0],
        exc,
        &[("name", IMPORT_NAME), ("path", IMPORT_PATH), ("name_from", IMPORT_NAME_FROM)],
    )?;
    reduced(vm, &a[0], exc.args(vm)?.into_value(), state)
}

/// The instance's dictionary together with the given fields that are set.
fn state_with(
    vm: &Vm,
    exc: &Value,
    payload: &BaseException,
    fields: &[(&str, usize)],
) -> PyResult<Option<Value>> {
    let dict = filled_dict(vm, exc)?;
    let set = fields.iter().filter(|(_, i)| !payload.field_or_none(*i).is_none());
    if set.clone().next().is_none() {
        return Ok(dict);
    }
    let state = match dict.as_ref().and_then(|d| d.get::<Dict>()) {
        Some(dict) => dict.copy(vm)?,
        None => vm.new_dict()?,
    };
    for (name, i) in set {
        state.set_str(vm, &vm.intern(name)?, payload.field(*i))?;
    }
    Ok(Some(state.into_value()))
}

// ---- NameError

pub(super) const NAME_METHODS: &[Def] = &[method("__init__", "($self, /, *args, **kwargs)", name_init)];
pub(super) const NAME_GETSETS: &[GetSet] = &[field!("name", NAME)];

fn name_init(vm: &Vm, a: &[Value]) -> PyResult {
    init(vm, a)?;
    let exc = self_of::<BaseException>(vm, a)?;
    reset_fields(vm, exc, &[NAME])?;
    keywords_to_fields(vm, exc, "NameError", &a[2], &[("name", NAME)])?;
    Ok(Value::NONE)
}

// ---- AttributeError

pub(super) const ATTRIBUTE_METHODS: &[Def] = &[
    method("__init__", "($self, /, *args, **kwargs)", attribute_init),
    method("__reduce__", "($self, /)", attribute_reduce),
    method("__getstate__", "($self, /)", attribute_getstate),
];
pub(super) const ATTRIBUTE_GETSETS: &[GetSet] = &[field!("name", NAME), field!("obj", OBJ)];

fn attribute_init(vm: &Vm, a: &[Value]) -> PyResult {
    init(vm, a)?;
    let exc = self_of::<BaseException>(vm, a)?;
    reset_fields(vm, exc, &[NAME, OBJ])?;
    keywords_to_fields(vm, exc, "AttributeError", &a[2], &[("name", NAME), ("obj", OBJ)])?;
    Ok(Value::NONE)
}

/// `obj` is left out: it may be anything, and need not be picklable.
fn attribute_state(vm: &Vm, v: &Value, exc: &BaseException) -> PyResult {
    let state = match filled_dict(vm, v)?.as_ref().and_then(|d| d.get::<Dict>()) {
        Some(dict) => dict.copy(vm)?,
        None => vm.new_dict()?,
    };
    state.set_str(vm, &vm.names.args, exc.args(vm)?.into_value())?;
    if !exc.field_or_none(NAME).is_none() {
        state.set_str(vm, &vm.names.name, exc.field(NAME))?;
    }
    Ok(state.into_value())
}

fn attribute_getstate(vm: &Vm, a: &[Value]) -> PyResult {
    attribute_state(vm, &a[0], self_of::<BaseException>(vm, a)?)
}

fn attribute_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    let state = attribute_state(vm, &a[0], exc)?;
    reduced(vm, &a[0], exc.args(vm)?.into_value(), Some(state))
}
