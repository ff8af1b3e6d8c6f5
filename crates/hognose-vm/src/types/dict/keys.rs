//! Hashing and comparing the keys of dicts and the elements of sets, without user code wherever that is possible.
//!
//! Does not look into tables: `Dict::find` and `set::find` do.
//!
//! # Invariants
//! H1: `hash(s)` of an exact string is its 32-bit hash, zero-extended, so that folding gives it back.

use hognose_heap::{KeyMatch, fold_hash};

use crate::prelude::*;
use crate::types::bytes::Bytes;

/// What an immediate is as a number: bools count as ints.
enum Number {
    Int(i64),
    Float(f64),
}

#[inline]
fn number(v: &Value) -> Option<Number> {
    if let Some(i) = v.as_int() {
        Some(Number::Int(i))
    } else if let Some(f) = v.as_f64() {
        Some(Number::Float(f))
    } else {
        v.as_bool().map(|b| Number::Int(b as i64))
    }
}

/// Equality of two immediates that are not the same word. Ints of 50 bits are exact as doubles.
fn immediates_equal(a: &Value, b: &Value) -> bool {
    match (number(a), number(b)) {
        (Some(Number::Int(a)), Some(Number::Int(b))) => a == b,
        (Some(Number::Float(a)), Some(Number::Float(b))) => a == b,
        (Some(Number::Int(a)), Some(Number::Float(b))) | (Some(Number::Float(b)), Some(Number::Int(a))) => {
            a as f64 == b
        }
        _ => false,
    }
}

/// Compares a key with a stored one of equal hash as far as no user code is needed.
#[inline]
pub fn quick_match(key: &Value, stored: &Value) -> KeyMatch {
    match (key.is_object(), stored.is_object()) {
        (false, false) if immediates_equal(key, stored) => KeyMatch::Same,
        (false, false) => KeyMatch::Different,
        (true, true) => match (key.get_exact::<Str>(), stored.get_exact::<Str>()) {
            (Some(a), Some(b)) if a.eq_str(b) => KeyMatch::Same,
            (Some(_), Some(_)) => KeyMatch::Different,
            _ => match_objects(key, stored, MATCH_DEPTH),
        },
        (true, false) if key.get_exact::<Str>().is_some() => KeyMatch::Different,
        (false, true) if stored.get_exact::<Str>().is_some() => KeyMatch::Different,
        _ => KeyMatch::Unsure,
    }
}

/// Tuples in tuples that `match_objects` looks into.
const MATCH_DEPTH: u32 = 4;

/// Bytes, and tuples of what can be compared without user code.
fn match_objects(key: &Value, stored: &Value, depth: u32) -> KeyMatch {
    if let (Some(a), Some(b)) = (key.get_exact::<Bytes>(), stored.get_exact::<Bytes>()) {
        return if a.tail() == b.tail() { KeyMatch::Same } else { KeyMatch::Different };
    }
    let (Some(a), Some(b)) = (key.get_exact::<Tuple>(), stored.get_exact::<Tuple>()) else {
        return KeyMatch::Unsure;
    };
    if depth == 0 || a.len() != b.len() {
        // Tuples of unequal length are compared item by item all the same: that can raise.
        return KeyMatch::Unsure;
    }
    for (x, y) in a.items().iter().zip(b.items()) {
        if x.same(y) {
            continue;
        }
        let found = match (x.is_object(), y.is_object()) {
            (true, true) if x.get_exact::<Str>().is_none() => match_objects(x, y, depth - 1),
            _ => quick_match(x, y),
        };
        if !matches!(found, KeyMatch::Same) {
            return found;
        }
    }
    KeyMatch::Same
}

/// `hash(key)`.
#[inline]
pub fn hash64(vm: &Vm, key: &Value) -> PyResult<i64> {
    if let Some(s) = key.get_exact::<Str>() {
        return Ok(s.hash32() as i64);
    }
    if let Some(i) = key.as_int() {
        // Immediates are below the hash's modulus.
        return Ok(if i == -1 { -2 } else { i });
    }
    if let Some(tuple) = exact::<Tuple>(key) {
        let _guard = vm.enter_recursion(" while hashing a tuple")?;
        return crate::types::tuple::hash_items(vm, tuple.items());
    }
    vm.hash(key)
}

/// The hash as a dict stores it.
#[inline]
pub fn hash32(vm: &Vm, key: &Value) -> PyResult<u32> {
    if let Some(s) = key.get_exact::<Str>() {
        return Ok(s.hash32());
    }
    Ok(fold_hash(hash64(vm, key)?))
}

/// As `hash32`; an unhashable key is reported as a dict's key.
#[inline]
pub fn dict_key_hash(vm: &Vm, key: &Value) -> PyResult<u32> {
    match hash32(vm, key) {
        Ok(hash) => Ok(hash),
        Err(raised) => Err(unhashable(vm, key, raised, "a dict key")),
    }
}

/// As `hash64`; an unhashable key is reported as a set's element.
#[inline]
pub fn set_element_hash(vm: &Vm, key: &Value) -> PyResult<i64> {
    match hash64(vm, key) {
        Ok(hash) => Ok(hash),
        Err(raised) => Err(unhashable(vm, key, raised, "a set element")),
    }
}

/// Says what the key was to be, if hashing it raised a plain TypeError.
#[cold]
fn unhashable(vm: &Vm, key: &Value, raised: Raised, role: &str) -> Raised {
    let exc = vm.take_raised(raised);
    if !vm.class_of(&exc).ptr_eq(&vm.exc.type_error) {
        return vm.reraise(exc);
    }
    let text = match vm.to_str(&exc) {
        Ok(text) => text,
        Err(raised) => return raised,
    };
    match full_type_name(vm, key) {
        Ok(name) => vm.type_error(format_args!("cannot use '{name}' as {role} ({})", text.to_utf8())),
        Err(raised) => raised,
    }
}

/// `module.qualname` of the value's class; the qualname alone for built-ins.
fn full_type_name(vm: &Vm, v: &Value) -> PyResult<String> {
    let class = vm.class_of(v);
    let qualname = vm.getattr(class.as_value(), &vm.names.__qualname__)?;
    let qualname = vm.to_str(&qualname)?;
    let module = vm.getattr_opt(class.as_value(), &vm.names.__module__)?;
    let module = module.as_ref().and_then(|m| m.get::<Str>()).map(|m| m.to_utf8().into_owned());
    Ok(match module {
        Some(module) if module != "builtins" => format!("{module}.{}", qualname.to_utf8()),
        _ => qualname.to_utf8().into_owned(),
    })
}
