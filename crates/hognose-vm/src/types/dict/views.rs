//! `dict.keys()`, `dict.values()`, `dict.items()`: views, with the set operations of the first and the last.

use super::iter::{ITEMS, KEYS, VALUES, new_iterator};
use super::{Dict, keys};
use crate::prelude::*;
use crate::types::set::{self, Set};

/// A view of the kind (`KEYS`, `VALUES`, `ITEMS`).
#[derive(Trace)]
pub struct DictView<const KIND: u8> {
    dict: Ref<Dict>,
}

const NAMES: [&str; 3] = ["dict_keys", "dict_values", "dict_items"];
const SHAPES: [ShapeId; 3] = [shapes::DICT_KEYS, shapes::DICT_VALUES, shapes::DICT_ITEMS];

impl<const KIND: u8> Payload for DictView<KIND> {
    const NAME: &'static str = NAMES[KIND as usize];
    const SHAPE: ShapeId = SHAPES[KIND as usize];
    const ALSO: &'static [ShapeId] = match KIND {
        KEYS => &[shapes::ODICT_KEYS],
        VALUES => &[shapes::ODICT_VALUES],
        _ => &[shapes::ODICT_ITEMS],
    };
    const TRACED: bool = true;
    type Tail = ();
}

pub static VALUES_TYPE: TypeDef = TypeDef {
    methods: &[
        method("__repr__", "($self, /)", repr),
        method("__len__", "($self, /)", len::<VALUES>),
        method("__iter__", "($self, /)", iter::<VALUES>),
        method("__reversed__", "($self, /)", reversed::<VALUES>)
            .doc("Return a reverse iterator over the dict values."),
    ],
    getsets: &[getset("mapping", mapping::<VALUES>, None)],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<DictView<VALUES>>("dict_values")
};

pub static KEYS_TYPE: TypeDef = set_like::<KEYS>();
pub static ITEMS_TYPE: TypeDef = set_like::<ITEMS>();

const fn set_like<const KIND: u8>() -> TypeDef {
    TypeDef {
        methods: const {
            &[
                method("__repr__", "($self, /)", repr),
                method("__len__", "($self, /)", len::<KIND>),
                method("__iter__", "($self, /)", iter::<KIND>),
                method("__reversed__", "($self, /)", reversed::<KIND>)
                    .doc("Return a reverse iterator over the dict keys or items."),
                method("__contains__", "($self, key, /)", contains::<KIND>),
                method("__eq__", "($self, value, /)", eq::<KIND>),
                method("__ne__", "($self, value, /)", ne::<KIND>),
                method("__lt__", "($self, value, /)", lt::<KIND>),
                method("__le__", "($self, value, /)", le::<KIND>),
                method("__gt__", "($self, value, /)", gt::<KIND>),
                method("__ge__", "($self, value, /)", ge::<KIND>),
                method("__and__", "($self, value, /)", and),
                method("__rand__", "($self, value, /)", rand),
                method("__or__", "($self, value, /)", or),
                method("__ror__", "($self, value, /)", ror),
                method("__sub__", "($self, value, /)", sub),
                method("__rsub__", "($self, value, /)", rsub),
                method("__xor__", "($self, value, /)", xor),
                method("__rxor__", "($self, value, /)", rxor),
                method("isdisjoint", "($self, other, /)", isdisjoint)
                    .doc("Return True if the view and the given iterable have a null intersection."),
            ]
        },
        getsets: const { &[getset("mapping", mapping::<KIND>, None)] },
        flags: TypeFlags::NO_NEW.union(TypeFlags::UNHASHABLE),
        ..TypeDef::new::<DictView<KIND>>(NAMES[KIND as usize])
    }
}

impl<const KIND: u8> DictView<KIND> {
    pub fn new(dict: &Ref<Dict>) -> DictView<KIND> {
        DictView { dict: dict.clone() }
    }

    pub fn dict(&self) -> &Ref<Dict> {
        &self.dict
    }
}

/// A view of the dict.
pub fn new_view<const KIND: u8>(vm: &Vm, dict: &Ref<Dict>) -> PyResult {
    Ok(vm.alloc(|| DictView::<KIND> { dict: dict.clone() })?.into_value())
}

pub(super) fn keys(vm: &Vm, a: &[Value]) -> PyResult {
    new_view::<KEYS>(vm, self_of::<Dict>(vm, a)?)
}

pub(super) fn values(vm: &Vm, a: &[Value]) -> PyResult {
    new_view::<VALUES>(vm, self_of::<Dict>(vm, a)?)
}

pub(super) fn items(vm: &Vm, a: &[Value]) -> PyResult {
    new_view::<ITEMS>(vm, self_of::<Dict>(vm, a)?)
}

fn dict_of<'a, const KIND: u8>(vm: &Vm, a: &'a [Value]) -> PyResult<&'a Ref<Dict>> {
    Ok(&payload_of::<DictView<KIND>>(vm, &a[0])?.dict)
}

fn len<const KIND: u8>(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int_from_usize(dict_of::<KIND>(vm, a)?.len())
}

fn iter<const KIND: u8>(vm: &Vm, a: &[Value]) -> PyResult {
    new_iterator::<KIND>(vm, dict_of::<KIND>(vm, a)?)
}

fn reversed<const KIND: u8>(vm: &Vm, a: &[Value]) -> PyResult {
    let dict = dict_of::<KIND>(vm, a)?;
    match KIND {
        KEYS => new_iterator::<3>(vm, dict),
        VALUES => new_iterator::<4>(vm, dict),
        _ => new_iterator::<5>(vm, dict),
    }
}

fn mapping<const KIND: u8>(vm: &Vm, v: &Value) -> PyResult {
    let view = payload_of::<DictView<KIND>>(vm, v)?;
    crate::types::mappingproxy::new(vm, view.dict.as_value())
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(_guard) = vm.repr_guard(&a[0]) else { return vm.str("...") };
    let items = vm.collect(&a[0])?;
    let list = vm.list_from(items)?;
    let text = vm.repr(&list)?;
    let mut out = vm.str_builder();
    out.push_str(vm, &vm.tn(&a[0]).to_string())?;
    out.push_str(vm, "(")?;
    out.push(vm, &text)?;
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}

fn contains<const KIND: u8>(vm: &Vm, a: &[Value]) -> PyResult {
    let dict = dict_of::<KIND>(vm, a)?;
    if KIND == KEYS {
        return Ok(Value::from_bool(dict.contains(vm, &a[1])?));
    }
    let Some(pair) = a[1].get::<Tuple>() else { return Ok(Value::FALSE) };
    let [key, value] = pair.items() else { return Ok(Value::FALSE) };
    let hash = keys::dict_key_hash(vm, key)?;
    match dict.find(vm, hash, key)?.and_then(|i| dict.value_at(i)) {
        Some(found) => Ok(Value::from_bool(vm.eq(&found, value)?)),
        None => Ok(Value::FALSE),
    }
}

// ---- comparison ----

fn is_set_view(v: &Value) -> bool {
    v.is::<DictView<KEYS>>() || v.is::<DictView<ITEMS>>()
}

fn is_set_like(v: &Value) -> bool {
    is_set_view(v) || set::table_of(v).is_some()
}

/// Is every element of `part` in `whole`?
fn all_contained(vm: &Vm, part: &Value, whole: &Value) -> PyResult<bool> {
    let iterator = vm.iter(part)?;
    while let Some(item) = vm.next(&iterator)? {
        if !vm.contains(whole, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(vm: &Vm, a: &[Value], op: CmpOp) -> PyResult {
    let (this, other) = (&a[0], &a[1]);
    if !is_set_like(other) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (m, n) = (vm.len(this)?, vm.len(other)?);
    let answer = match op {
        CmpOp::Eq | CmpOp::Ne => (m == n && all_contained(vm, this, other)?) == (op == CmpOp::Eq),
        CmpOp::Lt => m < n && all_contained(vm, this, other)?,
        CmpOp::Le => m <= n && all_contained(vm, this, other)?,
        CmpOp::Gt => m > n && all_contained(vm, other, this)?,
        CmpOp::Ge => m >= n && all_contained(vm, other, this)?,
    };
    Ok(Value::from_bool(answer))
}

fn eq<const KIND: u8>(vm: &Vm, a: &[Value]) -> PyResult {
    compare(vm, a, CmpOp::Eq)
}
fn ne<const KIND: u8>(vm: &Vm, a: &[Value]) -> PyResult {
    compare(vm, a, CmpOp::Ne)
}
fn lt<const KIND: u8>(vm: &Vm, a: &[Value]) -> PyResult {
    compare(vm, a, CmpOp::Lt)
}
fn le<const KIND: u8>(vm: &Vm, a: &[Value]) -> PyResult {
    compare(vm, a, CmpOp::Le)
}
fn gt<const KIND: u8>(vm: &Vm, a: &[Value]) -> PyResult {
    compare(vm, a, CmpOp::Gt)
}
fn ge<const KIND: u8>(vm: &Vm, a: &[Value]) -> PyResult {
    compare(vm, a, CmpOp::Ge)
}

// ---- set operations: the left operand may be anything iterable when the view is the right one ----

/// The elements of any iterable as a new set.
fn to_set(vm: &Vm, v: &Value) -> PyResult<Ref<Set>> {
    let made = vm.alloc(Set::new)?;
    match v.get::<DictView<KEYS>>() {
        Some(view) => set::update(vm, &made.table, view.dict.as_value())?,
        None => set::update(vm, &made.table, v)?,
    }
    Ok(made)
}

fn union(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let made = to_set(vm, left)?;
    set::update(vm, &made.table, right)?;
    Ok(made.into_value())
}

fn difference(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let made = to_set(vm, left)?;
    set::difference_update(vm, &made.table, right)?;
    Ok(made.into_value())
}

fn symmetric_difference(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let made = to_set(vm, left)?;
    set::symmetric_difference_update(vm, &made.table, right)?;
    Ok(made.into_value())
}

fn intersection(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    // The smaller one is walked, the other one asked.
    let (mut view, mut other) = if is_set_view(left) { (left, right) } else { (right, left) };
    let len = vm.len(view)?;
    if exact::<Set>(other).is_some() && len <= vm.len(other)? {
        return vm.call_method(other, "intersection", std::slice::from_ref(view));
    }
    if is_set_view(other) && vm.len(other)? > len {
        std::mem::swap(&mut view, &mut other);
    }
    let made = vm.alloc(Set::new)?;
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.contains(view, &item)? {
            set::add(vm, &made.table, &item)?;
        }
    }
    Ok(made.into_value())
}

fn or(vm: &Vm, a: &[Value]) -> PyResult {
    union(vm, &a[0], &a[1])
}
fn ror(vm: &Vm, a: &[Value]) -> PyResult {
    union(vm, &a[1], &a[0])
}
fn and(vm: &Vm, a: &[Value]) -> PyResult {
    intersection(vm, &a[0], &a[1])
}
fn rand(vm: &Vm, a: &[Value]) -> PyResult {
    intersection(vm, &a[1], &a[0])
}
fn sub(vm: &Vm, a: &[Value]) -> PyResult {
    difference(vm, &a[0], &a[1])
}
fn rsub(vm: &Vm, a: &[Value]) -> PyResult {
    difference(vm, &a[1], &a[0])
}
fn xor(vm: &Vm, a: &[Value]) -> PyResult {
    symmetric_difference(vm, &a[0], &a[1])
}
fn rxor(vm: &Vm, a: &[Value]) -> PyResult {
    symmetric_difference(vm, &a[1], &a[0])
}

fn isdisjoint(vm: &Vm, a: &[Value]) -> PyResult {
    let (mut this, mut other) = (&a[0], &a[1]);
    if this.same(other) {
        return Ok(Value::from_bool(vm.len(this)? == 0));
    }
    if is_set_like(other) && vm.len(other)? > vm.len(this)? {
        std::mem::swap(&mut this, &mut other);
    }
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.contains(this, &item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}
