//! Merging into dicts: `update`, `dict(...)`, `|=` and what they share.

use super::{Dict, keys};
use crate::prelude::*;

/// Copies all pairs of `other` into `dict`; RuntimeError if comparing keys changes `other` meanwhile.
pub fn merge_dict(vm: &Vm, dict: &Dict, other: &Dict) -> PyResult<()> {
    if std::ptr::eq(dict, other) || other.is_empty() {
        return Ok(());
    }
    if dict.is_empty() {
        let copy = vm.retry(|heap| other.table().try_clone(heap))?;
        dict.table().swap(&copy);
        return Ok(());
    }
    // As CPython: room for all of them at once if that is more than doubling.
    if other.len() > dict.len() {
        dict.reserve(vm, other.len())?;
    }
    let version = other.table().version();
    let mut pos = 0;
    while let Some(i) = other.table().next_live(pos) {
        pos = i + 1;
        let (Some(key), Some(hash), Some(value)) =
            (other.table().key_at(i), other.table().hash_at(i), other.table().value_at(i))
        else {
            break;
        };
        dict.insert_hashed(vm, hash, key, value)?;
        if other.table().version() != version {
            return Err(vm.runtime_error("dict mutated during update"));
        }
        if (pos as usize).is_multiple_of(POLL_STEPS) {
            vm.poll()?;
        }
    }
    Ok(())
}

/// `dict.update(other)`: a mapping (anything with `keys`) or an iterable of pairs.
pub fn update_from(vm: &Vm, dict: &Ref<Dict>, other: &Value) -> PyResult<()> {
    if merge_mapping(vm, dict, other)? { Ok(()) } else { update_from_pairs(vm, dict, other) }
}

/// Copies all pairs of a mapping (anything with `keys`); false if `other` is none.
pub fn merge_mapping(vm: &Vm, dict: &Ref<Dict>, other: &Value) -> PyResult<bool> {
    if let Some(source) = other.get::<Dict>() {
        let shape = other.shape();
        if shape == Some(shapes::DICT)
            || shape == Some(shapes::ORDERED_DICT)
            || shape == Some(shapes::DEFAULTDICT)
            || iterates_like_dict(vm, other)
        {
            return merge_dict(vm, dict, source).map(|()| true);
        }
    }
    match vm.getattr_opt(other, &vm.names.keys)? {
        Some(keys) => update_from_mapping(vm, dict, other, &keys).map(|()| true),
        None => Ok(false),
    }
}

/// Is the dict subclass's `__iter__` still dict's?
pub(crate) fn iterates_like_dict(vm: &Vm, v: &Value) -> bool {
    let class = vm.class_of(v);
    match (vm.class_lookup(&class, &vm.names.__iter__), vm.class_lookup(&vm.types.dict, &vm.names.__iter__)) {
        (Some(a), Some(b)) => a.same(&b),
        _ => false,
    }
}

fn update_from_mapping(vm: &Vm, dict: &Ref<Dict>, other: &Value, keys: &Value) -> PyResult<()> {
    let keys = vm.call(keys, &[])?;
    let keys = vm.iter(&keys)?;
    while let Some(key) = vm.next(&keys)? {
        let value = vm.getitem(other, &key)?;
        dict.insert(vm, key, value)?;
    }
    Ok(())
}

fn update_from_pairs(vm: &Vm, dict: &Ref<Dict>, other: &Value) -> PyResult<()> {
    let iterator = vm.iter(other)?;
    let mut index = 0usize;
    while let Some(item) = vm.next(&iterator)? {
        let (key, value) = pair(vm, &item, index)?;
        let hash = keys::dict_key_hash(vm, &key)?;
        dict.insert_hashed(vm, hash, key, value)?;
        index += 1;
    }
    Ok(())
}

/// The two elements of an element of an update sequence.
fn pair(vm: &Vm, item: &Value, index: usize) -> PyResult<(Value, Value)> {
    let wrong_length = |n: usize| {
        vm.value_error(format_args!(
            "dictionary update sequence element #{index} has length {n}; 2 is required"
        ))
    };
    if let Some(tuple) = exact::<Tuple>(item) {
        return match tuple.items() {
            [key, value] => Ok((key.clone(), value.clone())),
            items => Err(wrong_length(items.len())),
        };
    }
    let items = match vm.collect(item) {
        Ok(items) => items,
        Err(raised) => {
            let exc = vm.take_raised(raised);
            if vm.class_of(&exc).ptr_eq(&vm.exc.type_error) {
                let text =
                    format_args!("cannot convert dictionary update sequence element #{index} to a sequence")
                        .to_string();
                return Err(vm.type_error(text));
            }
            return Err(vm.reraise(exc));
        }
    };
    match &items[..] {
        [key, value] => Ok((key.clone(), value.clone())),
        items => Err(wrong_length(items.len())),
    }
}

/// The arguments of `dict(...)` and `update(...)`: at most one positional one, then keywords.
pub fn update_from_arguments(
    vm: &Vm,
    dict: &Ref<Dict>,
    args: &Value,
    kwargs: &Value,
    name: &str,
) -> PyResult<()> {
    if let Some(args) = args.get::<Tuple>() {
        match args.items() {
            [] => {}
            [other] => update_from(vm, dict, other)?,
            more => {
                let n = more.len();
                return Err(vm.type_error(format_args!("{name} expected at most 1 argument, got {n}")));
            }
        }
    }
    if let Some(kwargs) = kwargs.get::<Dict>() {
        merge_dict(vm, dict, kwargs)?;
    }
    Ok(())
}
