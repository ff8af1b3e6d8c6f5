//! find, index, count, startswith, replace, partition: what looks for bytes in bytes.

use hognose_heap::{HeapVec, Value};

use super::buffer::View;
use super::kind::{Kind, part, this};
use crate::raise::PyResult;
use crate::types::str::bounds;
use crate::types::str::search::{count_units, find_units, rfind_units};
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// A needle: a byte as an integer, or bytes.
enum Needle<'a> {
    Byte([u8; 1]),
    Bytes(View<'a>),
}

impl Needle<'_> {
    fn as_slice(&self) -> &[u8] {
        match self {
            Needle::Byte(byte) => byte,
            Needle::Bytes(view) => view,
        }
    }
}

fn needle<'a>(vm: &Vm, v: &'a Value) -> PyResult<Needle<'a>> {
    if let Some(view) = vm.view_opt(v)? {
        return Ok(Needle::Bytes(view));
    }
    if crate::types::int::is_int(v) || vm.lookup_special(v, &vm.names.__index__).is_some() {
        return Ok(Needle::Byte([super::byte_item(vm, v, "byte must be in range(0, 256)")?]));
    }
    Err(vm.type_error(format_args!("argument should be integer or bytes-like object, not '{}'", vm.tn(v))))
}

/// Runs `f(hay part, needle, start)`; None if the part is not there at all.
fn search<R>(vm: &Vm, args: &[Value], f: impl FnOnce(&[u8], &[u8], usize) -> R) -> PyResult<Option<R>> {
    let needle = needle(vm, &args[1])?;
    let len = this(vm, args)?.len();
    let (start, end) = bounds(vm, &args[2], &args[3], len)?;
    let hay = this(vm, args)?;
    let end = end.min(hay.len());
    if start > end {
        return Ok(None);
    }
    Ok(Some(f(&hay[start..end], needle.as_slice(), start)))
}

fn forward(hay: &[u8], needle: &[u8], start: usize) -> Option<usize> {
    if needle.is_empty() { Some(start) } else { find_units(hay, needle).map(|i| start + i) }
}

fn backward(hay: &[u8], needle: &[u8], start: usize) -> Option<usize> {
    if needle.is_empty() { Some(start + hay.len()) } else { rfind_units(hay, needle).map(|i| start + i) }
}

fn position(vm: &Vm, found: Option<Option<usize>>) -> PyResult {
    vm.int(found.flatten().map_or(-1, |i| i as i64))
}

fn required(vm: &Vm, found: Option<Option<usize>>) -> PyResult {
    match found.flatten() {
        Some(i) => vm.int(i as i64),
        None => Err(vm.value_error("subsection not found")),
    }
}

pub(super) fn find(vm: &Vm, args: &[Value]) -> PyResult {
    position(vm, search(vm, args, forward)?)
}

pub(super) fn rfind(vm: &Vm, args: &[Value]) -> PyResult {
    position(vm, search(vm, args, backward)?)
}

pub(super) fn index(vm: &Vm, args: &[Value]) -> PyResult {
    required(vm, search(vm, args, forward)?)
}

pub(super) fn rindex(vm: &Vm, args: &[Value]) -> PyResult {
    required(vm, search(vm, args, backward)?)
}

pub(super) fn count(vm: &Vm, args: &[Value]) -> PyResult {
    let n = search(vm, args, |hay, needle, _| {
        if needle.is_empty() { hay.len() + 1 } else { count_units(hay, needle, usize::MAX) }
    })?;
    vm.int(n.unwrap_or(0) as i64)
}

pub(super) fn contains(vm: &Vm, args: &[Value]) -> PyResult {
    let needle = match vm.view_opt(&args[1])? {
        Some(view) => Needle::Bytes(view),
        None if crate::types::int::is_int(&args[1])
            || vm.lookup_special(&args[1], &vm.names.__index__).is_some() =>
        {
            Needle::Byte([super::byte_item(vm, &args[1], "byte must be in range(0, 256)")?])
        }
        None => return Err(vm.not_bytes_like(&args[1])),
    };
    let hay = this(vm, args)?;
    let needle = needle.as_slice();
    Ok(Value::from_bool(needle.is_empty() || find_units(&hay, needle).is_some()))
}

fn has_affix(hay: &[u8], affix: &[u8], start: usize, end: usize, at_end: bool) -> bool {
    let end = end.min(hay.len());
    if start > end {
        return false;
    }
    let hay = &hay[start..end];
    if at_end { hay.ends_with(affix) } else { hay.starts_with(affix) }
}

fn affix_test(vm: &Vm, args: &[Value], function: &str, at_end: bool) -> PyResult {
    let len = this(vm, args)?.len();
    let (start, end) = bounds(vm, &args[2], &args[3], len)?;
    if let Some(affixes) = args[1].get::<Tuple>() {
        for affix in affixes.items() {
            let affix = vm.view(affix)?;
            if has_affix(&this(vm, args)?, &affix, start, end, at_end) {
                return Ok(Value::TRUE);
            }
        }
        return Ok(Value::FALSE);
    }
    let Some(affix) = vm.view_opt(&args[1])? else {
        return Err(vm.type_error(format_args!(
            "{function} first arg must be bytes or a tuple of bytes, not {}",
            vm.tn(&args[1])
        )));
    };
    Ok(Value::from_bool(has_affix(&this(vm, args)?, &affix, start, end, at_end)))
}

pub(super) fn startswith(vm: &Vm, args: &[Value]) -> PyResult {
    affix_test(vm, args, "startswith", false)
}

pub(super) fn endswith(vm: &Vm, args: &[Value]) -> PyResult {
    affix_test(vm, args, "endswith", true)
}

pub(super) fn removeprefix<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let affix = vm.view(&args[1])?;
    let hay = this(vm, args)?;
    let start = if hay.starts_with(&affix) { affix.len() } else { 0 };
    part::<K>(vm, &args[0], &hay, start, hay.len())
}

pub(super) fn removesuffix<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let affix = vm.view(&args[1])?;
    let hay = this(vm, args)?;
    let end = if hay.ends_with(&affix) { hay.len() - affix.len() } else { hay.len() };
    part::<K>(vm, &args[0], &hay, 0, end)
}

fn split_at<K: Kind>(vm: &Vm, args: &[Value], last: bool) -> PyResult {
    let separator = vm.view(&args[1])?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let hay = this(vm, args)?;
    let found = if last { rfind_units(&hay, &separator) } else { find_units(&hay, &separator) };
    match found {
        Some(at) => {
            let middle = match K::same(&args[1]) {
                Some(same) => same,
                None => K::make(vm, &separator)?,
            };
            vm.tuple_of([K::make(vm, &hay[..at])?, middle, K::make(vm, &hay[at + separator.len()..])?])
        }
        None => {
            let whole = part::<K>(vm, &args[0], &hay, 0, hay.len())?;
            let (a, b) = (K::make(vm, &[])?, K::make(vm, &[])?);
            vm.tuple_of(if last { [a, b, whole] } else { [whole, a, b] })
        }
    }
}

pub(super) fn partition<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    split_at::<K>(vm, args, false)
}

pub(super) fn rpartition<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    split_at::<K>(vm, args, true)
}

pub(super) fn replace<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let old = vm.view(&args[1])?;
    let new = vm.view(&args[2])?;
    let most = if args[3].is_blank() { -1 } else { vm.index_i64(&args[3])? };
    let most = if most < 0 { usize::MAX } else { most as usize };
    let hay = this(vm, args)?;
    let times = if most == 0 {
        0
    } else if old.is_empty() {
        (hay.len() + 1).min(most)
    } else {
        count_units(&hay, &old, most)
    };
    if times == 0 {
        return part::<K>(vm, &args[0], &hay, 0, hay.len());
    }
    let total = (hay.len() - times * old.len()) as u128 + times as u128 * new.len() as u128;
    vm.check_size(total)?;
    let mut out: HeapVec<u8> = HeapVec::new();
    vm.retry(|heap| out.try_reserve(heap, total as usize))?;
    let mut from = 0;
    for i in 0..times {
        let at = if old.is_empty() {
            if i == 0 { 0 } else { 1 }
        } else {
            find_units(&hay[from..], &old).unwrap_or(0)
        };
        vm.push_bytes(&mut out, &hay[from..from + at])?;
        vm.push_bytes(&mut out, &new)?;
        from += at + old.len();
    }
    vm.push_bytes(&mut out, &hay[from..])?;
    K::take(vm, out)
}
