//! Module `_bisect`: search and insertion in sorted sequences.

use hognose_heap::{Ref, Value};
use hognose_vm::protocol::CmpOp;
use hognose_vm::raise::PyResult;
use hognose_vm::typedef::{Def, ModuleDef, function};
use hognose_vm::types::list::List;
use hognose_vm::vm::Vm;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_bisect",
    doc: "Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order without\nhaving to sort \
          the list after each insertion.",
    functions: FUNCTIONS,
    types: &[],
    init: None,
};

const FUNCTIONS: &[Def] = &[
    function("bisect_right", "(a, x, lo=0, hi=None, *, key=None)", |vm, a| {
        vm.int(search(vm, a, Side::Right, &a[1])?)
    }),
    function("bisect_left", "(a, x, lo=0, hi=None, *, key=None)", |vm, a| {
        vm.int(search(vm, a, Side::Left, &a[1])?)
    }),
    function("insort_right", "(a, x, lo=0, hi=None, *, key=None)", |vm, a| insort(vm, a, Side::Right)),
    function("insort_left", "(a, x, lo=0, hi=None, *, key=None)", |vm, a| insort(vm, a, Side::Left)),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

fn key_of(a: &[Value]) -> Option<&Value> {
    a.get(4).filter(|key| !key.is_blank() && !key.is_none())
}

/// Where `x` belongs in the sequence; items pass through the key function, `x` does not.
fn search(vm: &Vm, a: &[Value], side: Side, x: &Value) -> PyResult<i64> {
    let sequence = &a[0];
    let mut low = if a[2].is_blank() { 0 } else { vm.index_i64(&a[2])? };
    if low < 0 {
        return Err(vm.value_error("lo must be non-negative"));
    }
    let mut high = if a[3].is_blank() || a[3].is_none() { -1 } else { vm.index_i64(&a[3])? };
    if high < 0 {
        // CPython takes -1 for no bound at all, and any other negative one for the empty range.
        high = if high == -1 { vm.len(sequence)? as i64 } else { high };
    }
    while low < high {
        let middle = low + (high - low) / 2;
        let mut item = item(vm, sequence, middle)?;
        if let Some(key) = key_of(a) {
            item = vm.call(key, &[item])?;
        }
        let go_right = match side {
            Side::Right => !less(vm, x, &item)?,
            Side::Left => less(vm, &item, x)?,
        };
        if go_right { low = middle + 1 } else { high = middle }
    }
    Ok(low)
}

fn item(vm: &Vm, sequence: &Value, at: i64) -> PyResult {
    if let Some(list) = exact_list(vm, sequence) {
        return list.get(at as usize).ok_or_else(|| vm.index_error("list index out of range"));
    }
    vm.getitem(sequence, &vm.int(at)?)
}

fn exact_list<'a>(vm: &Vm, value: &'a Value) -> Option<&'a Ref<List>> {
    value.get::<List>().filter(|_| vm.class_of(value).ptr_eq(&vm.types.list))
}

fn less(vm: &Vm, a: &Value, b: &Value) -> PyResult<bool> {
    match (a.as_int(), b.as_int()) {
        (Some(a), Some(b)) => Ok(a < b),
        _ => vm.compare_bool(a, b, CmpOp::Lt),
    }
}

fn insort(vm: &Vm, a: &[Value], side: Side) -> PyResult {
    let key = match key_of(a) {
        Some(key) => vm.call(key, &[a[1].clone()])?,
        None => a[1].clone(),
    };
    let at = search(vm, a, side, &key)?;
    let at = vm.int(at)?;
    vm.call_method(&a[0], "insert", &[at, a[1].clone()])?;
    Ok(Value::NONE)
}
