//! `min` and `max`.

use super::sum::Items;
use crate::prelude::*;

pub(super) fn min(vm: &Vm, a: &[Value]) -> PyResult {
    extreme(vm, "min", CmpOp::Lt, a)
}

pub(super) fn max(vm: &Vm, a: &[Value]) -> PyResult {
    extreme(vm, "max", CmpOp::Gt, a)
}

fn extreme(vm: &Vm, name: &str, op: CmpOp, a: &[Value]) -> PyResult {
    let args = payload_of::<Tuple>(vm, &a[0])?;
    let key = given(&a[1]).filter(|k| !k.is_none());
    let default = given(&a[2]);
    let iterable = match args.items() {
        [] => return Err(vm.type_error(format_args!("{name} expected at least 1 argument, got 0"))),
        [one] => one,
        _ => {
            if default.is_some() {
                return Err(vm.type_error(format_args!(
                    "Cannot specify a default for {name}() with multiple positional arguments"
                )));
            }
            &a[0]
        }
    };
    let mut items = Items::of(vm, iterable)?;
    // The best item and its key.
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = items.next(vm)? {
        let rank = match key {
            Some(key) => vm.call(key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((_, best)) => beats(vm, &rank, best, op)?,
        };
        if better {
            best = Some((item, rank));
        }
    }
    match (best, default) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.value_error(format_args!("{name}() iterable argument is empty"))),
    }
}

/// `item` replaces the best one so far.
pub(crate) fn is_better(vm: &Vm, item: &Value, best: &Value, max: bool) -> PyResult<bool> {
    beats(vm, item, best, if max { CmpOp::Gt } else { CmpOp::Lt })
}

#[inline]
fn beats(vm: &Vm, a: &Value, b: &Value, op: CmpOp) -> PyResult<bool> {
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
        return Ok(order_matches(op, x.cmp(&y)));
    }
    if let (Some(x), Some(y)) = (a.as_f64(), b.as_f64()) {
        return Ok(x.partial_cmp(&y).is_some_and(|order| order_matches(op, order)));
    }
    vm.compare_bool(a, b, op)
}
