//! Methods and operators of `set` and `frozenset`.

use hognose_heap::ProbeTable;

use super::algebra::{self, difference_update, intersection, symmetric_difference_update, update};
use super::{FrozenSet, Set, add, contains, discard, frozen_hash, iterate, table_of};
use crate::prelude::*;

macro_rules! common_methods {
    ($($more:expr,)*) => {
        &[
            method("__repr__", "($self, /)", repr),
            method("__len__", "($self, /)", len),
            method("__iter__", "($self, /)", iter),
            method("__contains__", "($self, object, /)", contains_method).doc("x.__contains__(y) <==> y in x."),
            method("__eq__", "($self, value, /)", eq),
            method("__ne__", "($self, value, /)", ne),
            method("__lt__", "($self, value, /)", lt),
            method("__le__", "($self, value, /)", le),
            method("__gt__", "($self, value, /)", gt),
            method("__ge__", "($self, value, /)", ge),
            method("__and__", "($self, value, /)", and),
            method("__rand__", "($self, value, /)", rand),
            method("__or__", "($self, value, /)", or),
            method("__ror__", "($self, value, /)", ror),
            method("__sub__", "($self, value, /)", sub),
            method("__rsub__", "($self, value, /)", rsub),
            method("__xor__", "($self, value, /)", xor),
            method("__rxor__", "($self, value, /)", rxor),
            method("__reduce__", "($self, /)", reduce).doc("Return state information for pickling."),
            method("__sizeof__", "($self, /)", sizeof).doc("S.__sizeof__() -> size of S in memory, in bytes."),
            method("copy", "($self, /)", copy).doc("Return a shallow copy of a set."),
            method("union", "($self, /, *others)", union_method)
                .doc("Return a new set with elements from the set and all others."),
            method("intersection", "($self, /, *others)", intersection_method)
                .doc("Return a new set with elements common to the set and all others."),
            method("difference", "($self, /, *others)", difference_method)
                .doc("Return a new set with elements in the set that are not in the others."),
            method("symmetric_difference", "($self, other, /)", symmetric_difference_method)
                .doc("Return a new set with elements in either the set or other but not both."),
            method("isdisjoint", "($self, other, /)", isdisjoint)
                .doc("Return True if two sets have a null intersection."),
            method("issubset", "($self, other, /)", issubset).doc("Report whether another set contains this set."),
            method("issuperset", "($self, other, /)", issuperset).doc("Report whether this set contains another set."),
            class_method("__class_getitem__", "($cls, object, /)", class_getitem).doc("See PEP 585"),
            $($more,)*
        ]
    };
}

pub static SET_TYPE: TypeDef = TypeDef {
    doc: "Build an unordered collection of unique elements.",
    new: Some(set_new),
    methods: common_methods![
        method("__init__", "($self, iterable=(), /)", init),
        method("__iand__", "($self, value, /)", iand),
        method("__ior__", "($self, value, /)", ior),
        method("__isub__", "($self, value, /)", isub),
        method("__ixor__", "($self, value, /)", ixor),
        method("add", "($self, object, /)", add_method)
            .doc("Add an element to a set.\n\nThis has no effect if the element is already present."),
        method("clear", "($self, /)", clear).doc("Remove all elements from this set."),
        method("discard", "($self, object, /)", discard_method)
            .doc("Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set."),
        method("remove", "($self, object, /)", remove)
            .doc("Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError."),
        method("pop", "($self, /)", pop)
            .doc("Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty."),
        method("update", "($self, /, *others)", update_method).doc("Update the set, adding elements from all others."),
        method("intersection_update", "($self, /, *others)", intersection_update)
            .doc("Update the set, keeping only elements found in it and all others."),
        method("difference_update", "($self, /, *others)", difference_update_method)
            .doc("Update the set, removing elements found in others."),
        method("symmetric_difference_update", "($self, other, /)", symmetric_difference_update_method)
            .doc("Update the set, keeping only elements found in either set, but not in both."),
    ],
    flags: TypeFlags::BASETYPE.union(TypeFlags::WEAKREF).union(TypeFlags::UNHASHABLE).union(TypeFlags::MATCH_SELF),
    ..TypeDef::new::<Set>("set")
};

pub static FROZENSET_TYPE: TypeDef = TypeDef {
    doc: "Build an immutable unordered collection of unique elements.",
    new: Some(frozenset_new),
    methods: common_methods![method("__hash__", "($self, /)", hash),],
    flags: TypeFlags::BASETYPE
        .union(TypeFlags::NO_KEYWORDS)
        .union(TypeFlags::WEAKREF)
        .union(TypeFlags::MATCH_SELF),
    ..TypeDef::new::<FrozenSet>("frozenset")
};

// ---- construction ----

fn set_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    if cls.ptr_eq(&vm.types.set) {
        args.no_keywords(vm, "set")?;
    }
    vm.alloc_payload(cls, Set::new)
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let set = self_of::<Set>(vm, a)?;
    set.table.clear();
    if let Some(iterable) = given(&a[1]) {
        update(vm, &set.table, iterable)?;
    }
    Ok(Value::NONE)
}

fn frozenset_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let plain = cls.ptr_eq(&vm.types.frozenset);
    args.no_keywords(vm, "frozenset")?;
    if args.pos.len() > 1 {
        let n = args.pos.len();
        return Err(vm.type_error(format_args!("frozenset expected at most 1 argument, got {n}")));
    }
    if let (true, Some(same)) = (plain, args.pos.first().filter(|v| exact::<FrozenSet>(v).is_some())) {
        return Ok(same.clone());
    }
    let made = vm.alloc_payload(cls, FrozenSet::new)?;
    if let (Some(set), Some(iterable)) = (made.get::<FrozenSet>(), args.pos.first()) {
        update(vm, &set.table, iterable)?;
    }
    Ok(made)
}

/// A new empty set of the basic type of `like`.
fn new_like(vm: &Vm, like: &Value) -> PyResult {
    if like.is::<Set>() {
        Ok(vm.alloc(Set::new)?.into_value())
    } else {
        Ok(vm.alloc(FrozenSet::new)?.into_value())
    }
}

/// The table of `self` or of an operand that was checked.
fn table<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a ProbeTable> {
    match table_of(v) {
        Some(table) => Ok(table),
        None => Err(vm.type_error(format_args!("expected set object, got {}", vm.tn(v)))),
    }
}

/// A new set of `like`'s basic type, filled by `fill`.
fn build(vm: &Vm, like: &Value, fill: impl FnOnce(&ProbeTable) -> PyResult<()>) -> PyResult {
    let made = new_like(vm, like)?;
    fill(table(vm, &made)?)?;
    Ok(made)
}

fn others<'a>(vm: &Vm, a: &'a [Value]) -> PyResult<&'a [Value]> {
    Ok(payload_of::<Tuple>(vm, &a[1])?.items())
}

fn copy(vm: &Vm, a: &[Value]) -> PyResult {
    if exact::<FrozenSet>(&a[0]).is_some() {
        return Ok(a[0].clone());
    }
    copy_of(vm, &a[0])
}

fn copy_of(vm: &Vm, v: &Value) -> PyResult {
    build(vm, v, |out| algebra::merge(vm, out, table(vm, v)?))
}

// ---- elements ----

fn len(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int_from_usize(table(vm, &a[0])?.len())
}

fn iter(vm: &Vm, a: &[Value]) -> PyResult {
    iterate(vm, &a[0])
}

fn contains_method(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(contains(vm, table(vm, &a[0])?, &a[1])?))
}

fn add_method(vm: &Vm, a: &[Value]) -> PyResult {
    add(vm, &self_of::<Set>(vm, a)?.table, &a[1])?;
    Ok(Value::NONE)
}

fn clear(vm: &Vm, a: &[Value]) -> PyResult {
    self_of::<Set>(vm, a)?.table.clear();
    Ok(Value::NONE)
}

fn discard_method(vm: &Vm, a: &[Value]) -> PyResult {
    discard(vm, &self_of::<Set>(vm, a)?.table, &a[1])?;
    Ok(Value::NONE)
}

fn remove(vm: &Vm, a: &[Value]) -> PyResult {
    if discard(vm, &self_of::<Set>(vm, a)?.table, &a[1])? {
        Ok(Value::NONE)
    } else {
        Err(vm.key_error(&a[1]))
    }
}

fn pop(vm: &Vm, a: &[Value]) -> PyResult {
    match self_of::<Set>(vm, a)?.table.pop() {
        Some(key) => Ok(key),
        None => Err(vm.key_error_text("pop from an empty set")),
    }
}

fn hash(vm: &Vm, a: &[Value]) -> PyResult {
    let set = self_of::<FrozenSet>(vm, a)?;
    if set.hash.get() == -1 {
        set.hash.set(frozen_hash(&set.table));
    }
    vm.int(set.hash.get())
}

fn sizeof(vm: &Vm, a: &[Value]) -> PyResult {
    let object = a[0].as_object().map_or(0, |o| o.block_size());
    vm.int_from_usize(object + table(vm, &a[0])?.allocated_bytes())
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let set = table(vm, &a[0])?;
    let plain = exact::<Set>(&a[0]).is_some();
    let Some(_guard) = vm.repr_guard(&a[0]) else {
        let text = format!("{}(...)", vm.tn(&a[0]));
        return vm.str(&text);
    };
    if set.is_empty() {
        let text = format!("{}()", vm.tn(&a[0]));
        return vm.str(&text);
    }
    let _recursion = vm.enter_recursion(" while getting the repr of an object")?;
    let keys = vm.collect(&a[0])?;
    let mut out = vm.str_builder();
    if !plain {
        out.push_str(vm, &vm.tn(&a[0]).to_string())?;
        out.push_str(vm, "(")?;
    }
    out.push_str(vm, "{")?;
    for (i, key) in keys.iter().enumerate() {
        if i > 0 {
            out.push_str(vm, ", ")?;
        }
        out.push(vm, &vm.repr(key)?)?;
    }
    out.push_str(vm, if plain { "}" } else { "})" })?;
    Ok(out.finish(vm)?.into_value())
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let keys = vm.collect(&a[0])?;
    let keys = vm.list_from(keys)?;
    let args = vm.tuple_of([keys])?;
    let state = vm.call_method(&a[0], "__getstate__", &[])?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), args, state])
}

fn class_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.generic_alias(&a[0], &a[1])
}

// ---- new sets ----

fn union_method(vm: &Vm, a: &[Value]) -> PyResult {
    let others = others(vm, a)?;
    build(vm, &a[0], |out| {
        algebra::merge(vm, out, table(vm, &a[0])?)?;
        for other in others.iter().filter(|o| !o.same(&a[0])) {
            update(vm, out, other)?;
        }
        Ok(())
    })
}

fn intersection_method(vm: &Vm, a: &[Value]) -> PyResult {
    let others = others(vm, a)?;
    if others.is_empty() {
        return copy_of(vm, &a[0]);
    }
    let mut result = a[0].clone();
    for other in others {
        let next = build(vm, &a[0], |out| intersection(vm, out, table(vm, &result)?, other))?;
        result = next;
    }
    Ok(result)
}

fn difference_method(vm: &Vm, a: &[Value]) -> PyResult {
    let others = others(vm, a)?;
    let Some((first, rest)) = others.split_first() else { return copy(vm, a) };
    build(vm, &a[0], |out| {
        algebra::difference(vm, out, table(vm, &a[0])?, first)?;
        for other in rest {
            difference_update(vm, out, other)?;
        }
        Ok(())
    })
}

fn symmetric_difference_method(vm: &Vm, a: &[Value]) -> PyResult {
    // As CPython: a copy of the other one, toggled by this one.
    build(vm, &a[0], |out| {
        update(vm, out, &a[1])?;
        symmetric_difference_update(vm, out, &a[0])
    })
}

/// Both operands, if both are sets.
fn operands(a: &[Value]) -> Option<(&ProbeTable, &ProbeTable)> {
    Some((table_of(&a[0])?, table_of(&a[1])?))
}

fn binary_or(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (Some(this), Some(_)) = (table_of(left), table_of(right)) else { return Ok(Value::NOT_IMPLEMENTED) };
    build(vm, left, |out| {
        algebra::merge(vm, out, this)?;
        if left.same(right) { Ok(()) } else { update(vm, out, right) }
    })
}

fn binary_and(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (Some(this), Some(_)) = (table_of(left), table_of(right)) else { return Ok(Value::NOT_IMPLEMENTED) };
    build(vm, left, |out| intersection(vm, out, this, right))
}

fn binary_sub(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (Some(this), Some(_)) = (table_of(left), table_of(right)) else { return Ok(Value::NOT_IMPLEMENTED) };
    build(vm, left, |out| algebra::difference(vm, out, this, right))
}

fn binary_xor(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (Some(_), Some(_)) = (table_of(left), table_of(right)) else { return Ok(Value::NOT_IMPLEMENTED) };
    build(vm, left, |out| {
        update(vm, out, right)?;
        symmetric_difference_update(vm, out, left)
    })
}

fn or(vm: &Vm, a: &[Value]) -> PyResult {
    binary_or(vm, &a[0], &a[1])
}
fn ror(vm: &Vm, a: &[Value]) -> PyResult {
    binary_or(vm, &a[1], &a[0])
}
fn and(vm: &Vm, a: &[Value]) -> PyResult {
    binary_and(vm, &a[0], &a[1])
}
fn rand(vm: &Vm, a: &[Value]) -> PyResult {
    binary_and(vm, &a[1], &a[0])
}
fn sub(vm: &Vm, a: &[Value]) -> PyResult {
    binary_sub(vm, &a[0], &a[1])
}
fn rsub(vm: &Vm, a: &[Value]) -> PyResult {
    binary_sub(vm, &a[1], &a[0])
}
fn xor(vm: &Vm, a: &[Value]) -> PyResult {
    binary_xor(vm, &a[0], &a[1])
}
fn rxor(vm: &Vm, a: &[Value]) -> PyResult {
    binary_xor(vm, &a[1], &a[0])
}

// ---- in place ----

fn update_method(vm: &Vm, a: &[Value]) -> PyResult {
    let set = self_of::<Set>(vm, a)?;
    for other in others(vm, a)? {
        update(vm, &set.table, other)?;
    }
    Ok(Value::NONE)
}

fn intersect_in_place(vm: &Vm, this: &Value, other: &Value) -> PyResult<()> {
    let made = build(vm, this, |out| intersection(vm, out, table(vm, this)?, other))?;
    table(vm, this)?.swap(table(vm, &made)?);
    Ok(())
}

fn intersection_update(vm: &Vm, a: &[Value]) -> PyResult {
    let made = intersection_method(vm, a)?;
    if !made.same(&a[0]) {
        table(vm, &a[0])?.swap(table(vm, &made)?);
    }
    Ok(Value::NONE)
}

fn difference_update_method(vm: &Vm, a: &[Value]) -> PyResult {
    let set = self_of::<Set>(vm, a)?;
    for other in others(vm, a)? {
        difference_update(vm, &set.table, other)?;
    }
    Ok(Value::NONE)
}

fn symmetric_difference_update_method(vm: &Vm, a: &[Value]) -> PyResult {
    symmetric_difference_update(vm, &self_of::<Set>(vm, a)?.table, &a[1])?;
    Ok(Value::NONE)
}

fn ior(vm: &Vm, a: &[Value]) -> PyResult {
    let Some((this, _)) = operands(a) else { return Ok(Value::NOT_IMPLEMENTED) };
    update(vm, this, &a[1])?;
    Ok(a[0].clone())
}
fn iand(vm: &Vm, a: &[Value]) -> PyResult {
    if operands(a).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    intersect_in_place(vm, &a[0], &a[1])?;
    Ok(a[0].clone())
}
fn isub(vm: &Vm, a: &[Value]) -> PyResult {
    let Some((this, _)) = operands(a) else { return Ok(Value::NOT_IMPLEMENTED) };
    difference_update(vm, this, &a[1])?;
    Ok(a[0].clone())
}
fn ixor(vm: &Vm, a: &[Value]) -> PyResult {
    let Some((this, _)) = operands(a) else { return Ok(Value::NOT_IMPLEMENTED) };
    symmetric_difference_update(vm, this, &a[1])?;
    Ok(a[0].clone())
}

// ---- tests ----

fn isdisjoint(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(algebra::is_disjoint(vm, table(vm, &a[0])?, &a[1])?))
}

fn issubset(vm: &Vm, a: &[Value]) -> PyResult {
    let this = table(vm, &a[0])?;
    let answer = match table_of(&a[1]) {
        Some(other) => algebra::is_subset(vm, this, other)?,
        None => {
            // CPython: the elements that both have are all of this one.
            let common = vm.alloc(Set::new)?;
            intersection(vm, &common.table, this, &a[1])?;
            common.table.len() == this.len()
        }
    };
    Ok(Value::from_bool(answer))
}

fn issuperset(vm: &Vm, a: &[Value]) -> PyResult {
    let this = table(vm, &a[0])?;
    if let Some(other) = table_of(&a[1]) {
        return Ok(Value::from_bool(algebra::is_subset(vm, other, this)?));
    }
    let iterator = vm.iter(&a[1])?;
    while let Some(key) = vm.next(&iterator)? {
        let hash = crate::types::dict::keys::set_element_hash(vm, &key)?;
        if super::find(vm, this, hash, &key)?.is_none() {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn equal(vm: &Vm, a: &[Value]) -> PyResult<Option<bool>> {
    let Some((this, other)) = operands(a) else { return Ok(None) };
    if this.len() != other.len() {
        return Ok(Some(false));
    }
    if let (Some(x), Some(y)) = (a[0].get::<FrozenSet>(), a[1].get::<FrozenSet>()) {
        if x.hash.get() != -1 && y.hash.get() != -1 && x.hash.get() != y.hash.get() {
            return Ok(Some(false));
        }
    }
    algebra::is_subset(vm, this, other).map(Some)
}

fn eq(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(equal(vm, a)?.map_or(Value::NOT_IMPLEMENTED, Value::from_bool))
}

fn ne(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(equal(vm, a)?.map_or(Value::NOT_IMPLEMENTED, |same| Value::from_bool(!same)))
}

fn lt(vm: &Vm, a: &[Value]) -> PyResult {
    let Some((this, other)) = operands(a) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::from_bool(this.len() < other.len() && algebra::is_subset(vm, this, other)?))
}

fn le(vm: &Vm, a: &[Value]) -> PyResult {
    let Some((this, other)) = operands(a) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::from_bool(algebra::is_subset(vm, this, other)?))
}

fn gt(vm: &Vm, a: &[Value]) -> PyResult {
    let Some((this, other)) = operands(a) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::from_bool(this.len() > other.len() && algebra::is_subset(vm, other, this)?))
}

fn ge(vm: &Vm, a: &[Value]) -> PyResult {
    let Some((this, other)) = operands(a) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::from_bool(algebra::is_subset(vm, other, this)?))
}
