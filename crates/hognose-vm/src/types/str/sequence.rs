//! Strings as sequences: length, items, slices, membership, comparison, hash.

use hognose_heap::{Ref, Value};

use super::data::{Unit, with_units};
use super::{Str, search, this};
use crate::protocol::convert::SliceBounds;
use crate::raise::PyResult;
use crate::types::slice::Slice;
use crate::vm::Vm;

pub(super) fn len(vm: &Vm, args: &[Value]) -> PyResult {
    vm.int(this(vm, args)?.len() as i64)
}

/// The character at an index that may count from the end.
#[inline]
fn char_item(vm: &Vm, s: &Ref<Str>, i: i64) -> PyResult {
    let at = if i < 0 { i + s.len() as i64 } else { i };
    match usize::try_from(at) {
        Ok(at) if at < s.len() => Ok(vm.char_str(s.char_at(at))?.into_value()),
        _ => Err(vm.index_error("string index out of range")),
    }
}

/// `s[key]`.
#[inline]
pub fn get_item(vm: &Vm, s: &Ref<Str>, key: &Value) -> PyResult {
    match key.as_int() {
        Some(i) => char_item(vm, s, i),
        None => get_item_slow(vm, s, key),
    }
}

fn get_item_slow(vm: &Vm, s: &Ref<Str>, key: &Value) -> PyResult {
    if let Some(slice) = key.get::<Slice>() {
        let SliceBounds { start, step, count, .. } = vm.slice_bounds(slice, s.len())?;
        return Ok(sliced(vm, s, start, step, count)?.into_value());
    }
    if !crate::types::int::is_int(key) && vm.lookup_special(key, &vm.names.__index__).is_none() {
        return Err(vm.type_error(format_args!("string indices must be integers, not '{}'", vm.tn(key))));
    }
    let i = vm.index_i64(key).map_err(|raised| cannot_index(vm, key, raised))?;
    char_item(vm, s, i)
}

/// An index that is no machine word is an IndexError.
pub(crate) fn cannot_index(vm: &Vm, key: &Value, raised: crate::raise::Raised) -> crate::raise::Raised {
    if vm.catch(&vm.exc.overflow_error).is_none() {
        return raised;
    }
    vm.index_error(format_args!("cannot fit '{}' into an index-sized integer", vm.tn(key)))
}

/// `count` characters from `start` on, every `step`th.
pub fn sliced(vm: &Vm, s: &Ref<Str>, start: i64, step: i64, count: usize) -> PyResult<Ref<Str>> {
    if count == 0 {
        return vm.empty_str();
    }
    let first = start as usize;
    if step == 1 {
        return vm.substr(s, first, first + count);
    }
    if count == 1 {
        return vm.char_str(s.char_at(first));
    }
    let at = |k: usize| (start + step * k as i64) as usize;
    if s.is_ascii() {
        let bytes = s.unit_bytes();
        return vm.raw_str(count, 1, true, |out| {
            for (k, to) in out.iter_mut().enumerate() {
                *to = bytes[at(k)];
            }
        });
    }
    with_units!(s.data(), u => pick(vm, u, count, at))
}

fn pick<U: Unit>(vm: &Vm, units: &[U], count: usize, at: impl Fn(usize) -> usize) -> PyResult<Ref<Str>> {
    let mut picked = hognose_heap::HeapVec::new();
    vm.retry(|heap| {
        picked.clear();
        picked.try_reserve(heap, count)?;
        for k in 0..count {
            picked.try_push(heap, units[at(k)])?;
        }
        Ok(())
    })?;
    vm.str_from_data(U::wrap(&picked))
}

pub(super) fn getitem(vm: &Vm, args: &[Value]) -> PyResult {
    get_item(vm, this(vm, args)?, &args[1])
}

/// Whether `part` is in `s`.
#[inline]
pub fn contains_str(s: &Str, part: &Str) -> bool {
    match (part.unit_bytes(), part.kind()) {
        ([], _) => true,
        // One character in text of one byte a character, which most such questions are about.
        ([unit], 1) if s.kind() == 1 => memchr::memchr(*unit, s.unit_bytes()).is_some(),
        _ => search::find(s.data(), part.data()).is_some(),
    }
}

pub(super) fn contains(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    match args[1].get::<Str>() {
        Some(part) => Ok(Value::from_bool(contains_str(s, part))),
        None => Err(vm.type_error(format_args!(
            "'in <string>' requires string as left operand, not {}",
            vm.tn(&args[1])
        ))),
    }
}

/// Order of code points.
#[inline]
pub fn compare(a: &Str, b: &Str) -> std::cmp::Ordering {
    a.cmp_str(b)
}

macro_rules! comparisons {
    ($($method:ident($a:ident, $b:ident) = $test:expr;)*) => {
        $( pub(super) fn $method(vm: &Vm, args: &[Value]) -> PyResult {
            let $a = this(vm, args)?;
            match args[1].get::<Str>() {
                Some($b) => Ok(Value::from_bool($test)),
                None => Ok(Value::NOT_IMPLEMENTED),
            }
        } )*
    };
}

comparisons! {
    eq(a, b) = a.eq_str(b);
    ne(a, b) = !a.eq_str(b);
    lt(a, b) = compare(a, b).is_lt();
    le(a, b) = compare(a, b).is_le();
    gt(a, b) = compare(a, b).is_gt();
    ge(a, b) = compare(a, b).is_ge();
}

pub(super) fn hash(vm: &Vm, args: &[Value]) -> PyResult {
    vm.int(this(vm, args)?.hash32() as i64)
}

pub(super) fn to_str(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.exact_str(this(vm, args)?)?.into_value())
}

pub(super) fn getnewargs(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let copy = match s.len() {
        0 | 1 => vm.exact_str(s)?,
        n => vm.raw_str(n, s.kind(), s.is_ascii(), |tail| tail.copy_from_slice(s.unit_bytes()))?,
    };
    vm.tuple_of([copy.into_value()])
}

pub(super) fn sizeof(vm: &Vm, args: &[Value]) -> PyResult {
    vm.int(this(vm, args)?.as_object().block_size() as i64)
}
