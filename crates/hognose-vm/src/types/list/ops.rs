//! Operators of lists: concatenation, repetition, comparison, repr.

use super::{List, extend};
use crate::prelude::*;

pub fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    if list.is_empty() {
        return vm.str("[]");
    }
    let Some(_guard) = vm.repr_guard(&a[0]) else { return vm.str("[...]") };
    let mut out = vm.str_builder();
    out.push_char(vm, '[' as u32)?;
    let mut i = 0;
    while let Some(item) = list.get(i) {
        if i > 0 {
            out.push_str(vm, ", ")?;
        }
        let text = vm.repr(&item)?;
        out.push(vm, &text)?;
        i += 1;
    }
    out.push_char(vm, ']' as u32)?;
    Ok(out.finish(vm)?.into_value())
}

pub fn add(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    let Some(other) = a[1].get::<List>() else {
        return Err(
            vm.type_error(format_args!("can only concatenate list (not \"{}\") to list", vm.tn(&a[1])))
        );
    };
    vm.check_size(((list.len() + other.len()) * size_of::<Value>()) as u128)?;
    let mut items = vm.retry(|heap| HeapVec::try_with_capacity(heap, list.len() + other.len()))?;
    for source in [list, other] {
        let mut i = 0;
        // There is room, unless making it ran something.
        while let Some(item) = source.get(i) {
            vm.push(&mut items, item)?;
            i += 1;
        }
    }
    vm.list_from(items)
}

pub fn iadd(vm: &Vm, a: &[Value]) -> PyResult {
    extend(vm, self_of::<List>(vm, a)?, &a[1])?;
    Ok(a[0].clone())
}

/// How often a sequence of `len` items is repeated.
pub fn repeat_count(vm: &Vm, count: &Value, len: usize) -> PyResult<usize> {
    if !crate::types::slice::has_index(vm, count) {
        return Err(
            vm.type_error(format_args!("can't multiply sequence by non-int of type '{}'", vm.tn(count)))
        );
    }
    let n = vm.index_i64(count)?.max(0) as usize;
    vm.check_size(n as u128 * len as u128 * size_of::<Value>() as u128)?;
    Ok(n)
}

/// `count` copies of `items`, one after the other.
pub fn repeated(vm: &Vm, items: &[Value], count: usize) -> PyResult<HeapVec<Value>> {
    let total = items.len() * count;
    let mut out = vm.retry(|heap| HeapVec::try_with_capacity(heap, total))?;
    if total == 0 {
        return Ok(out);
    }
    for round in 0..count {
        vm.retry(|heap| out.try_extend_from_slice(heap, items))?;
        if round % POLL_STEPS == POLL_STEPS - 1 {
            vm.poll()?;
        }
    }
    Ok(out)
}

pub fn mul(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    let count = repeat_count(vm, &a[1], list.len())?;
    if list.len() == 1 {
        if let Some(item) = list.get(0) {
            let items = repeated(vm, &[item], count)?;
            return vm.list_from(items);
        }
    }
    let source = list.snapshot(vm)?;
    let items = repeated(vm, &source, count)?;
    vm.list_from(items)
}

pub fn imul(vm: &Vm, a: &[Value]) -> PyResult {
    let list = self_of::<List>(vm, a)?;
    let count = repeat_count(vm, &a[1], list.len())?;
    match count {
        0 => drop(list.items.take()),
        1 => {}
        _ => {
            let source = list.snapshot(vm)?;
            let more = repeated(vm, &source, count - 1)?;
            vm.retry(|heap| list.items.try_extend(heap, &more))?;
        }
    }
    Ok(a[0].clone())
}

fn compare(vm: &Vm, a: &[Value], op: CmpOp) -> PyResult {
    let left = self_of::<List>(vm, a)?;
    let Some(right) = a[1].get::<List>() else { return Ok(Value::NOT_IMPLEMENTED) };
    if left.len() != right.len() && matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Value::from_bool(op == CmpOp::Ne));
    }
    let mut i = 0;
    while let (Some(x), Some(y)) = (left.get(i), right.get(i)) {
        if !vm.eq(&x, &y)? {
            if i >= left.len() || i >= right.len() {
                // The comparison shortened a list.
                break;
            }
            return match op {
                CmpOp::Eq => Ok(Value::FALSE),
                CmpOp::Ne => Ok(Value::TRUE),
                _ => vm.rich_compare(&x, &y, op),
            };
        }
        i += 1;
        if i.is_multiple_of(POLL_STEPS) {
            vm.poll()?;
        }
    }
    Ok(Value::from_bool(order_matches(op, left.len().cmp(&right.len()))))
}

crate::comparison_methods!(compare);
