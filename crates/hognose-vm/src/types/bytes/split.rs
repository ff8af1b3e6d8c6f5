//! split, rsplit, splitlines, join, strip.

use hognose_heap::{HeapVec, Value};

use super::Bytes;
use super::buffer::View;
use super::kind::{Kind, part, this};
use crate::raise::{PyResult, Raised};
use crate::types::str::search::{find_units, rfind_units};
use crate::types::str::{rsplit_space, split_lines, split_space};
use crate::vm::Vm;

fn is_space(c: u8) -> bool {
    matches!(c, 9..=13 | 32)
}

fn most_arg(vm: &Vm, v: &Value) -> PyResult<usize> {
    let most = if v.is_blank() { -1 } else { vm.index_i64(v)? };
    Ok(if most < 0 { usize::MAX } else { most as usize })
}

fn separator<'a>(vm: &Vm, v: &'a Value) -> PyResult<Option<View<'a>>> {
    if v.is_blank() || v.is_none() {
        return Ok(None);
    }
    let separator = vm.view(v)?;
    if separator.is_empty() { Err(vm.value_error("empty separator")) } else { Ok(Some(separator)) }
}

pub(super) fn split<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let most = most_arg(vm, &args[2])?;
    let separator = separator(vm, &args[1])?;
    let hay = this(vm, args)?;
    let mut list = HeapVec::new();
    let mut push = |a, b| vm.push(&mut list, part::<K>(vm, &args[0], &hay, a, b)?);
    match separator {
        None => split_space(&hay, most, is_space, push)?,
        Some(separator) => {
            let (mut from, mut done) = (0, 0);
            while done < most {
                let Some(i) = find_units(&hay[from..], &separator) else { break };
                push(from, from + i)?;
                from += i + separator.len();
                done += 1;
            }
            push(from, hay.len())?;
        }
    }
    vm.list_from(list)
}

pub(super) fn rsplit<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let most = most_arg(vm, &args[2])?;
    let separator = separator(vm, &args[1])?;
    let hay = this(vm, args)?;
    let mut list = HeapVec::new();
    let mut push = |a, b| vm.push(&mut list, part::<K>(vm, &args[0], &hay, a, b)?);
    match separator {
        None => rsplit_space(&hay, most, is_space, push)?,
        Some(separator) => {
            let (mut end, mut done) = (hay.len(), 0);
            while done < most {
                let Some(i) = rfind_units(&hay[..end], &separator) else { break };
                push(i + separator.len(), end)?;
                end = i;
                done += 1;
            }
            push(0, end)?;
        }
    }
    list.reverse();
    vm.list_from(list)
}

pub(super) fn splitlines<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let keep = !args[1].is_blank() && vm.truthy(&args[1])?;
    let hay = this(vm, args)?;
    let mut list = HeapVec::new();
    split_lines(
        &hay,
        keep,
        |c: u8| c == b'\n' || c == b'\r',
        |a, b| -> Result<(), Raised> { vm.push(&mut list, part::<K>(vm, &args[0], &hay, a, b)?) },
    )?;
    vm.list_from(list)
}

pub(super) fn join<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let items = match vm.collect(&args[1]) {
        Ok(items) => items,
        Err(raised) => {
            let iterable = vm.lookup_special(&args[1], &vm.names.__iter__).is_some();
            if iterable || vm.catch(&vm.exc.type_error).is_none() {
                return Err(raised);
            }
            return Err(vm.type_error("can only join an iterable"));
        }
    };
    let separator = this(vm, args)?;
    let mut total = separator.len() as u128 * items.len().saturating_sub(1) as u128;
    for (i, item) in items.iter().enumerate() {
        match vm.view_opt(item)? {
            Some(view) => total += view.len() as u128,
            None => {
                return Err(vm.type_error(format_args!(
                    "sequence item {i}: expected a bytes-like object, {} found",
                    vm.tn(item)
                )));
            }
        }
    }
    if let [one] = &*items {
        if let Some(same) = K::same(one) {
            return Ok(same);
        }
    }
    vm.check_size(total)?;
    if K::NAME == "bytes" && items.iter().all(|item| item.get::<Bytes>().is_some()) {
        return vm.bytes_filled(total as usize, |mut out| {
            for (i, item) in items.iter().enumerate() {
                let lead: &[u8] = if i == 0 { &[] } else { &separator };
                for part in [lead, item.get::<Bytes>().map_or(&[], |bytes| bytes.tail())] {
                    let (here, rest) = std::mem::take(&mut out).split_at_mut(part.len());
                    here.copy_from_slice(part);
                    out = rest;
                }
            }
        });
    }
    let mut out = HeapVec::new();
    vm.retry(|heap| out.try_reserve(heap, total as usize))?;
    for (i, item) in items.iter().enumerate() {
        if i != 0 {
            vm.push_bytes(&mut out, &separator)?;
        }
        vm.push_bytes(&mut out, &vm.view(item)?)?;
    }
    K::take(vm, out)
}

fn strip_by<K: Kind>(vm: &Vm, args: &[Value], left: bool, right: bool) -> PyResult {
    let set = if args[1].is_blank() || args[1].is_none() { None } else { Some(vm.view(&args[1])?) };
    let hay = this(vm, args)?;
    let gone = |c: u8| match &set {
        None => is_space(c),
        Some(set) => memchr::memchr(c, set).is_some(),
    };
    let (mut start, mut end) = (0, hay.len());
    while left && start < end && gone(hay[start]) {
        start += 1;
    }
    while right && end > start && gone(hay[end - 1]) {
        end -= 1;
    }
    part::<K>(vm, &args[0], &hay, start, end)
}

pub(super) fn strip<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    strip_by::<K>(vm, args, true, true)
}

pub(super) fn lstrip<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    strip_by::<K>(vm, args, true, false)
}

pub(super) fn rstrip<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    strip_by::<K>(vm, args, false, true)
}
