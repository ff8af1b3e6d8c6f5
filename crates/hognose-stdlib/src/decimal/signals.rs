//! `Context.flags` and `Context.traps`: mappings from the signals to whether they are set.

use hognose_vm::prelude::*;

use super::state::{State, state};

/// A set of signals.
#[derive(Trace)]
pub struct Signals {
    pub bits: Cell<u32>,
}

impl Payload for Signals {
    const NAME: &'static str = "decimal.SignalDict";
    type Tail = ();
}

/// The native half of the class; MutableMapping is the other.
pub static MIXIN: TypeDef =
    TypeDef {
        module: "decimal",
        new: Some(|vm, class, _| make(vm, class, 0)),
        methods: &[
            method("__init__", "($self, /)", |_, _| Ok(Value::NONE)),
            method("__len__", "($self, /)", |_, _| Ok(Value::from_small(9))),
            method("__iter__", "($self, /)", iterate),
            method("__repr__", "($self, /)", repr),
            method("__getitem__", "($self, key, /)", |vm, a| {
                let bit = state(vm)?.signal_bit(vm, &a[1])?;
                Ok(Value::from_bool(self_of::<Signals>(vm, a)?.bits.get() & bit != 0))
            }),
            method("__setitem__", "($self, key, value, /)", set_item),
            method("__delitem__", "($self, key, /)", |vm, _| {
                Err(vm.value_error("signal keys cannot be deleted"))
            }),
            method("__eq__", "($self, value, /)", |vm, a| compare(vm, a, true)),
            method("__ne__", "($self, value, /)", |vm, a| compare(vm, a, false)),
            method("copy", "($self, /)", copy),
        ],
        flags: TypeFlags::BASETYPE.union(TypeFlags::UNHASHABLE),
        ..TypeDef::new::<Signals>("SignalDictMixin")
    };

/// A new set; `class` is SignalDict.
pub fn make(vm: &Vm, class: &Ref<Class>, bits: u32) -> PyResult {
    vm.alloc_payload(class, || Signals { bits: Cell::new(bits) })
}

fn iterate(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<Signals>(vm, a)?;
    let keys = vm.tuple(&state(vm)?.signals)?;
    vm.iter(&keys)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let bits = self_of::<Signals>(vm, a)?.bits.get();
    let state = state(vm)?;
    let mut out = vm.str_builder();
    for (n, signal) in state.signals.iter().enumerate() {
        out.push_str(vm, if n == 0 { "{" } else { ", " })?;
        out.push_repr(vm, signal)?;
        out.push_str(vm, if bits & (1 << n) != 0 { ":True" } else { ":False" })?;
    }
    out.push_str(vm, "}")?;
    out.finish_value(vm)
}

fn set_item(vm: &Vm, a: &[Value]) -> PyResult {
    let bit = state(vm)?.signal_bit(vm, &a[1])?;
    let on = vm.truthy(&a[2])?;
    let bits = &self_of::<Signals>(vm, a)?.bits;
    bits.set(if on { bits.get() | bit } else { bits.get() & !bit });
    Ok(Value::NONE)
}

fn compare(vm: &Vm, a: &[Value], positive: bool) -> PyResult {
    let bits = self_of::<Signals>(vm, a)?.bits.get();
    let other = if let Some(other) = a[1].get::<Signals>() {
        Some(other.bits.get())
    } else if let Some(dict) = a[1].get::<Dict>() {
        of_dict(vm, state(vm)?, dict).map(Some).or_else(|raised| match vm.catch(&vm.exc.key_error) {
            Some(_) => Ok(None),
            None => Err(raised),
        })?
    } else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::from_bool((other == Some(bits)) == positive))
}

fn copy(vm: &Vm, a: &[Value]) -> PyResult {
    let bits = self_of::<Signals>(vm, a)?.bits.get();
    let dict = vm.new_dict()?;
    for (n, signal) in state(vm)?.signals.iter().enumerate() {
        dict.insert(vm, signal.clone(), Value::from_bool(bits & (1 << n) != 0))?;
    }
    Ok(dict.into_value())
}

/// A dict that has all signals as keys, and nothing else.
fn of_dict(vm: &Vm, state: &State, dict: &Ref<Dict>) -> PyResult<u32> {
    let invalid = || vm.key_error_text("invalid signal dict");
    if dict.len() != state.signals.len() {
        return Err(invalid());
    }
    let mut bits = 0;
    for (n, signal) in state.signals.iter().enumerate() {
        match dict.get(vm, signal)? {
            Some(value) if vm.truthy(&value)? => bits |= 1 << n,
            Some(_) => {}
            None => return Err(invalid()),
        }
    }
    Ok(bits)
}

/// What is assigned to `flags` or `traps`: a mapping, or a list where `listed`.
pub fn of_value(vm: &Vm, state: &State, value: &Value, listed: bool) -> PyResult<u32> {
    if let Some(signals) = value.get::<Signals>() {
        return Ok(signals.bits.get());
    }
    if let Some(dict) = value.get::<Dict>() {
        return of_dict(vm, state, dict);
    }
    if let Some(list) = value.get::<List>().filter(|_| listed) {
        let mut bits = 0;
        for item in &list.snapshot(vm)? {
            bits |= state.signal_bit(vm, item)?;
        }
        return Ok(bits);
    }
    Err(vm.type_error("argument must be a signal dict"))
}
