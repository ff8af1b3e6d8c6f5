//! Methods and operators of `dict`.

use super::iter::{self, new_iterator};
use super::update::{update_from, update_from_arguments};
use super::{Dict, keys, views};
use crate::prelude::*;

pub static TYPE: TypeDef = TypeDef {
    doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\n\
          dict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\n\
          dict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
    new: Some(dict_new),
    methods: METHODS,
    flags: TypeFlags::BASETYPE
        .union(TypeFlags::MAPPING)
        .union(TypeFlags::UNHASHABLE)
        .union(TypeFlags::MATCH_SELF),
    ..TypeDef::new::<Dict>("dict")
};

const METHODS: &[Def] = &[
    method("__init__", "($self, /, *args, **kwargs)", init),
    method("__repr__", "($self, /)", repr),
    method("__len__", "($self, /)", len),
    method("__iter__", "($self, /)", iter::iter_keys),
    method("__reversed__", "($self, /)", iter::reversed_keys).doc("Return a reverse iterator over the dict keys."),
    method("__contains__", "($self, key, /)", contains).doc("True if the dictionary has the specified key, else False."),
    method("__getitem__", "($self, key, /)", getitem).doc("Return self[key]."),
    method("__setitem__", "($self, key, value, /)", setitem),
    method("__delitem__", "($self, key, /)", delitem),
    method("__eq__", "($self, value, /)", eq),
    method("__ne__", "($self, value, /)", ne),
    method("__or__", "($self, value, /)", or),
    method("__ror__", "($self, value, /)", ror),
    method("__ior__", "($self, value, /)", ior),
    method("__sizeof__", "($self, /)", sizeof).doc("Return the size of the dict in memory."),
    method("get", "($self, key, default=None, /)", get).doc("Return the value for key if key is in the dictionary, else default."),
    method("setdefault", "($self, key, default=None, /)", setdefault)
        .doc("Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default."),
    method("pop", "($self, key, default=<unrepresentable>, /)", pop)
        .doc("D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError."),
    method("popitem", "($self, /)", popitem)
        .doc("Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty."),
    method("keys", "($self, /)", views::keys).doc("Return a set-like object providing a view on the dict's keys."),
    method("values", "($self, /)", views::values).doc("Return an object providing a view on the dict's values."),
    method("items", "($self, /)", views::items).doc("Return a set-like object providing a view on the dict's items."),
    method("update", "($self, /, *args, **kwargs)", update)
        .doc("D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\n\
              If E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]"),
    method("clear", "($self, /)", clear).doc("Remove all items from the dict."),
    method("copy", "($self, /)", copy).doc("Return a shallow copy of the dict."),
    class_method("fromkeys", "($cls, iterable, value=None, /)", fromkeys)
        .doc("Create a new dictionary with keys from iterable and values set to value."),
    class_method("__class_getitem__", "($cls, object, /)", class_getitem).doc("See PEP 585"),
];

fn dict_new(vm: &Vm, cls: &Ref<Class>, _args: &Args) -> PyResult {
    if cls.ptr_eq(&vm.types.dict) {
        return Ok(vm.new_dict()?.into_value());
    }
    vm.alloc_payload(cls, Dict::new)
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    update_from_arguments(vm, self_of::<Dict>(vm, a)?, &a[1], &a[2], "dict")?;
    Ok(Value::NONE)
}

fn update(vm: &Vm, a: &[Value]) -> PyResult {
    update_from_arguments(vm, self_of::<Dict>(vm, a)?, &a[1], &a[2], "update")?;
    Ok(Value::NONE)
}

fn len(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int_from_usize(self_of::<Dict>(vm, a)?.len())
}

fn sizeof(vm: &Vm, a: &[Value]) -> PyResult {
    let dict = self_of::<Dict>(vm, a)?;
    vm.int_from_usize(dict.as_object().block_size() + dict.table().allocated_bytes())
}

fn contains(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(self_of::<Dict>(vm, a)?.contains(vm, &a[1])?))
}

/// `dict[key]`, with `__missing__` of subclasses.
#[inline]
pub fn subscript(vm: &Vm, dict: &Ref<Dict>, key: &Value) -> PyResult {
    match dict.get(vm, key)? {
        Some(value) => Ok(value),
        None => missing(vm, dict, key),
    }
}

#[cold]
fn missing(vm: &Vm, dict: &Ref<Dict>, key: &Value) -> PyResult {
    if exact::<Dict>(dict.as_value()).is_none() {
        if let Some(value) =
            vm.call_special(dict.as_value(), &vm.names.__missing__, std::slice::from_ref(key))?
        {
            return Ok(value);
        }
    }
    Err(vm.key_error(key))
}

fn getitem(vm: &Vm, a: &[Value]) -> PyResult {
    subscript(vm, self_of::<Dict>(vm, a)?, &a[1])
}

fn setitem(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<Dict>(vm, a)?.insert(vm, a[1].clone(), a[2].clone())?;
    Ok(Value::NONE)
}

fn delitem(vm: &Vm, a: &[Value]) -> PyResult {
    match self_of::<Dict>(vm, a)?.remove(vm, &a[1])? {
        Some(_) => Ok(Value::NONE),
        None => Err(vm.key_error(&a[1])),
    }
}

fn get(vm: &Vm, a: &[Value]) -> PyResult {
    match self_of::<Dict>(vm, a)?.get(vm, &a[1])? {
        Some(value) => Ok(value),
        None => Ok(given(&a[2]).cloned().unwrap_or(Value::NONE)),
    }
}

fn setdefault(vm: &Vm, a: &[Value]) -> PyResult {
    let dict = self_of::<Dict>(vm, a)?;
    let hash = keys::dict_key_hash(vm, &a[1])?;
    if let Some(value) = dict.find(vm, hash, &a[1])?.and_then(|i| dict.value_at(i)) {
        return Ok(value);
    }
    let value = given(&a[2]).cloned().unwrap_or(Value::NONE);
    dict.append(vm, hash, a[1].clone(), value.clone())?;
    Ok(value)
}

fn pop(vm: &Vm, a: &[Value]) -> PyResult {
    match self_of::<Dict>(vm, a)?.remove(vm, &a[1])? {
        Some(value) => Ok(value),
        None => given(&a[2]).cloned().ok_or_else(|| vm.key_error(&a[1])),
    }
}

fn popitem(vm: &Vm, a: &[Value]) -> PyResult {
    match self_of::<Dict>(vm, a)?.table().pop_last() {
        Some((key, value)) => vm.tuple_of([key, value]),
        None => Err(vm.key_error_text("popitem(): dictionary is empty")),
    }
}

fn clear(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<Dict>(vm, a)?.clear();
    Ok(Value::NONE)
}

fn copy(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(self_of::<Dict>(vm, a)?.copy(vm)?.into_value())
}

fn fromkeys(vm: &Vm, a: &[Value]) -> PyResult {
    let value = given(&a[2]).cloned().unwrap_or(Value::NONE);
    let made = vm.call(&a[0], &[])?;
    if let Some(dict) = exact::<Dict>(&made) {
        if let (true, Some(source)) = (dict.is_empty(), exact::<Dict>(&a[1])) {
            dict.reserve(vm, source.len())?;
            let mut pos = 0;
            while let Some((next, key, _)) = source.table().entry_at(pos) {
                let Some(hash) = source.table().hash_at(next - 1) else { break };
                dict.insert_hashed(vm, hash, key, value.clone())?;
                pos = next;
            }
            return Ok(made);
        }
        let iterator = vm.iter(&a[1])?;
        while let Some(key) = vm.next(&iterator)? {
            dict.insert(vm, key, value.clone())?;
        }
        return Ok(made);
    }
    let iterator = vm.iter(&a[1])?;
    while let Some(key) = vm.next(&iterator)? {
        vm.setitem(&made, &key, &value)?;
    }
    Ok(made)
}

fn class_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.generic_alias(&a[0], &a[1])
}

/// Are the pairs the same, in any order?
pub fn equal(vm: &Vm, a: &Ref<Dict>, b: &Ref<Dict>) -> PyResult<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    let _guard = vm.enter_recursion(" in comparison")?;
    let mut pos = 0;
    while let Some(i) = a.table().next_live(pos) {
        pos = i + 1;
        let (Some(key), Some(hash), Some(value)) =
            (a.table().key_at(i), a.table().hash_at(i), a.table().value_at(i))
        else {
            continue;
        };
        let Some(other) = b.find(vm, hash, &key)?.and_then(|j| b.value_at(j)) else { return Ok(false) };
        if !vm.eq(&other, &value)? {
            return Ok(false);
        }
        if (pos as usize).is_multiple_of(POLL_STEPS) {
            vm.poll()?;
        }
    }
    Ok(true)
}

fn eq(vm: &Vm, a: &[Value]) -> PyResult {
    let dict = self_of::<Dict>(vm, a)?;
    let Some(other) = a[1].get::<Dict>() else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::from_bool(equal(vm, dict, other)?))
}

fn ne(vm: &Vm, a: &[Value]) -> PyResult {
    let dict = self_of::<Dict>(vm, a)?;
    let Some(other) = a[1].get::<Dict>() else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::from_bool(!equal(vm, dict, other)?))
}

fn union(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(first), Some(_)) = (a.get::<Dict>(), b.get::<Dict>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let made = first.copy(vm)?;
    update_from(vm, &made, b)?;
    Ok(made.into_value())
}

fn or(vm: &Vm, a: &[Value]) -> PyResult {
    union(vm, &a[0], &a[1])
}

fn ror(vm: &Vm, a: &[Value]) -> PyResult {
    union(vm, &a[1], &a[0])
}

fn ior(vm: &Vm, a: &[Value]) -> PyResult {
    update_from(vm, self_of::<Dict>(vm, a)?, &a[1])?;
    Ok(a[0].clone())
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let dict = self_of::<Dict>(vm, a)?;
    let Some(_guard) = vm.repr_guard(&a[0]) else { return vm.str("{...}") };
    if dict.is_empty() {
        return vm.str("{}");
    }
    let _recursion = vm.enter_recursion(" while getting the repr of an object")?;
    let mut out = vm.str_builder();
    out.push_str(vm, "{")?;
    let mut pos = 0;
    let mut first = true;
    while let Some((next, key, value)) = dict.entry_at(pos) {
        pos = next;
        if !first {
            out.push_str(vm, ", ")?;
        }
        first = false;
        out.push(vm, &vm.repr(&key)?)?;
        out.push_str(vm, ": ")?;
        out.push(vm, &vm.repr(&value)?)?;
    }
    out.push_str(vm, "}")?;
    Ok(out.finish(vm)?.into_value())
}

/// `iter(d)` and the like for callers that know the dict.
#[inline]
pub fn iterate(vm: &Vm, dict: &Ref<Dict>) -> PyResult {
    new_iterator::<{ iter::KEYS }>(vm, dict)
}
