//! Module `_heapq`: binary heaps in lists.
//!
//! # Invariants
//! Q1: comparing runs Python code, which may change the list: the length is checked after each one.

use hognose_heap::{Ref, Value};
use hognose_vm::protocol::CmpOp;
use hognose_vm::raise::{PyResult, Raised};
use hognose_vm::typedef::{Def, ModuleDef, function};
use hognose_vm::types::list::List;
use hognose_vm::vm::Vm;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_heapq",
    doc: "Heap queue algorithm (a.k.a. priority queue).",
    functions: FUNCTIONS,
    types: &[],
    init: None,
};

const FUNCTIONS: &[Def] = &[
    function("heappush", "(heap, item, /)", |vm, a| push(vm, a, Order::Min)),
    function("heappushpop", "(heap, item, /)", |vm, a| push_pop(vm, a, Order::Min)),
    function("heappop", "(heap, /)", |vm, a| pop(vm, a, Order::Min)),
    function("heapreplace", "(heap, item, /)", |vm, a| replace(vm, a, Order::Min)),
    function("heapify", "(heap, /)", |vm, a| heapify(vm, a, Order::Min)),
    function("heappush_max", "(heap, item, /)", |vm, a| push(vm, a, Order::Max)),
    function("heappushpop_max", "(heap, item, /)", |vm, a| push_pop(vm, a, Order::Max)),
    function("heappop_max", "(heap, /)", |vm, a| pop(vm, a, Order::Max)),
    function("heapreplace_max", "(heap, item, /)", |vm, a| replace(vm, a, Order::Max)),
    function("heapify_max", "(heap, /)", |vm, a| heapify(vm, a, Order::Max)),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Min,
    Max,
}

impl Order {
    /// `a` belongs above `b`.
    fn before(self, vm: &Vm, a: &Value, b: &Value) -> PyResult<bool> {
        let (a, b) = if self == Order::Min { (a, b) } else { (b, a) };
        if let (Some(a), Some(b)) = (a.as_int(), b.as_int()) {
            return Ok(a < b);
        }
        if let (Some(a), Some(b)) = (a.as_f64(), b.as_f64()) {
            return Ok(a < b);
        }
        vm.compare_bool(a, b, CmpOp::Lt)
    }
}

fn list_of<'a>(vm: &Vm, a: &'a [Value], function: &str, order: Order) -> PyResult<&'a Ref<List>> {
    if let Some(list) = a[0].get::<List>() {
        return Ok(list);
    }
    let suffix = if order == Order::Max { "_max" } else { "" };
    // The only argument of a function has no number.
    let place = if a.len() > 1 { " 1" } else { "" };
    let name = vm.tn(&a[0]);
    Err(vm.type_error(format_args!("{function}{suffix}() argument{place} must be list, not {name}")))
}

fn changed(vm: &Vm) -> Raised {
    vm.runtime_error("list changed size during iteration")
}

fn get(vm: &Vm, list: &Ref<List>, at: usize) -> PyResult {
    list.get(at).ok_or_else(|| vm.index_error("index out of range"))
}

/// Moves the item at `at` up, not above `top`.
fn sift_down(vm: &Vm, list: &Ref<List>, top: usize, mut at: usize, order: Order) -> PyResult<()> {
    let size = list.len();
    let item = get(vm, list, at)?;
    while at > top {
        let parent_at = (at - 1) / 2;
        let parent = get(vm, list, parent_at)?;
        let before = order.before(vm, &item, &parent)?;
        if list.len() != size {
            return Err(changed(vm));
        }
        if !before {
            break;
        }
        list.items.swap(parent_at, at);
        at = parent_at;
    }
    Ok(())
}

/// Moves the item at `at` down to a leaf along the better children, then up to where it belongs.
fn sift_up(vm: &Vm, list: &Ref<List>, mut at: usize, order: Order) -> PyResult<()> {
    let size = list.len();
    let start = at;
    while at < size / 2 {
        let mut child = 2 * at + 1;
        if child + 1 < size {
            let (left, right) = (get(vm, list, child)?, get(vm, list, child + 1)?);
            let left_first = order.before(vm, &left, &right)?;
            if list.len() != size {
                return Err(changed(vm));
            }
            child += usize::from(!left_first);
        }
        list.items.swap(child, at);
        at = child;
    }
    sift_down(vm, list, start, at, order)
}

fn push(vm: &Vm, a: &[Value], order: Order) -> PyResult {
    let list = list_of(vm, a, "heappush", order)?;
    vm.retry(|heap| list.items.try_push(heap, a[1].clone()))?;
    sift_down(vm, list, 0, list.len() - 1, order)?;
    Ok(Value::NONE)
}

fn pop(vm: &Vm, a: &[Value], order: Order) -> PyResult {
    let list = list_of(vm, a, "heappop", order)?;
    let Some(last) = list.items.pop() else { return Err(vm.index_error("index out of range")) };
    match list.items.set(0, last.clone()) {
        None => Ok(last),
        Some(first) => {
            sift_up(vm, list, 0, order)?;
            Ok(first)
        }
    }
}

fn replace(vm: &Vm, a: &[Value], order: Order) -> PyResult {
    let list = list_of(vm, a, "heapreplace", order)?;
    match list.items.set(0, a[1].clone()) {
        None => Err(vm.index_error("index out of range")),
        Some(first) => {
            sift_up(vm, list, 0, order)?;
            Ok(first)
        }
    }
}

fn push_pop(vm: &Vm, a: &[Value], order: Order) -> PyResult {
    let list = list_of(vm, a, "heappushpop", order)?;
    let Some(first) = list.get(0) else { return Ok(a[1].clone()) };
    if !order.before(vm, &first, &a[1])? {
        return Ok(a[1].clone());
    }
    if list.len() == 0 {
        return Err(vm.index_error("index out of range"));
    }
    replace(vm, a, order)
}

fn heapify(vm: &Vm, a: &[Value], order: Order) -> PyResult {
    let list = list_of(vm, a, "heapify", order)?;
    for at in (0..list.len() / 2).rev() {
        sift_up(vm, list, at, order)?;
    }
    Ok(Value::NONE)
}
