//! Putting strings together: `+`, in-place `+=`, `*`, `join`.

use hognose_heap::{HeapVec, Ref, Value};

use super::{ASCII, INTERNED, Str, tail};
use crate::raise::PyResult;
use crate::types::list::List;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// `a + b`.
#[inline]
pub fn concat(vm: &Vm, a: &Ref<Str>, b: &Ref<Str>) -> PyResult<Ref<Str>> {
    if a.is_empty() {
        return vm.exact_str(b);
    }
    if b.is_empty() {
        return vm.exact_str(a);
    }
    let kind = a.kind.max(b.kind);
    let split = a.len() * kind as usize;
    if a.kind == b.kind {
        let parts = [a.unit_bytes(), b.unit_bytes()];
        return vm.copied_str(parts, a.len() + b.len(), kind, a.is_ascii() && b.is_ascii());
    }
    vm.raw_str(a.len() + b.len(), kind, false, |out| {
        let (first, second) = out.split_at_mut(split);
        a.data().copy_to_kind(kind, first);
        b.data().copy_to_kind(kind, second);
    })
}

/// Appended strings at least this long get spare room.
const ROOMY_BYTES: usize = 32;

/// `target += more` for two exact strings: in place if `target` holds the only reference and there is room.
///
/// False if the values are not two exact strings; nothing is done then.
pub fn concat_in_place(vm: &Vm, target: &mut Value, more: &Value) -> PyResult<bool> {
    let (Some(a), Some(b)) = (target.get::<Str>(), more.get::<Str>()) else { return Ok(false) };
    if !a.is_exact() || !b.is_exact() {
        return Ok(false);
    }
    if b.is_empty() {
        return Ok(true);
    }
    let unshared = a.as_object().refcount() == 1 && a.flags.get() & INTERNED == 0;
    let kind = a.kind.max(b.kind);
    let (at, total) = (a.len() * kind as usize, (a.len() + b.len()) * kind as usize);
    if unshared && a.kind == kind && total <= a.capacity as usize {
        let Ok(mut owned) = std::mem::replace(target, Value::BLANK).downcast::<Str>() else {
            return Err(vm.system_error("a string changed its class"));
        };
        if let Some(bytes) = tail::tail_mut(&mut owned) {
            b.data().copy_to_kind(kind, &mut bytes[at..total]);
            owned.len.set(owned.len.get() + b.len.get());
            owned.hash.set(0);
            if !b.is_ascii() {
                owned.flags.set(owned.flags.get() & !ASCII);
            }
        }
        *target = owned.into_value();
        return Ok(true);
    }
    let joined = if unshared && !a.is_empty() && total >= ROOMY_BYTES {
        let ascii = a.is_ascii() && b.is_ascii();
        vm.raw_str_roomy(a.len() + b.len(), kind, ascii, total + total / 2, |out| {
            let (first, second) = out.split_at_mut(at);
            a.data().copy_to_kind(kind, first);
            b.data().copy_to_kind(kind, second);
        })?
    } else {
        concat(vm, a, b)?
    };
    *target = joined.into_value();
    Ok(true)
}

/// `s * n`.
pub fn repeat(vm: &Vm, s: &Ref<Str>, n: i64) -> PyResult<Ref<Str>> {
    if n <= 0 || s.is_empty() {
        return vm.empty_str();
    }
    if n == 1 {
        return vm.exact_str(s);
    }
    let unit = s.unit_bytes();
    let total = unit.len() as u128 * n as u128;
    if total > i64::MAX as u128 {
        return Err(vm.overflow_error("repeated string is too long"));
    }
    vm.check_size(total)?;
    vm.raw_str(s.len() * n as usize, s.kind, s.is_ascii(), |out| fill_repeated(out, unit))
}

/// Fills `out` with copies of `unit`, by doubling what is there.
pub(crate) fn fill_repeated(out: &mut [u8], unit: &[u8]) {
    if let [byte] = unit {
        out.fill(*byte);
        return;
    }
    let mut done = unit.len().min(out.len());
    out[..done].copy_from_slice(&unit[..done]);
    while done < out.len() {
        let more = done.min(out.len() - done);
        out.copy_within(..more, done);
        done += more;
    }
}

/// All parts after one another: what an f-string does. Measures first, fills once.
pub fn join_parts(vm: &Vm, parts: &[Value]) -> PyResult {
    Ok(join_strings(vm, None, parts)?.into_value())
}

/// Joins values that should be strings.
fn join_strings(vm: &Vm, separator: Option<&Ref<Str>>, parts: &[Value]) -> PyResult<Ref<Str>> {
    let (mut len, mut kind, mut ascii) = (0usize, 1u8, true);
    for (i, part) in parts.iter().enumerate() {
        let Some(s) = part.get::<Str>() else {
            return Err(vm.type_error(format_args!(
                "sequence item {i}: expected str instance, {} found",
                vm.tn(part)
            )));
        };
        len += s.len();
        kind = kind.max(s.kind);
        ascii &= s.is_ascii();
    }
    match parts {
        [] => return vm.empty_str(),
        [one] => {
            if let Some(s) = one.get::<Str>() {
                return vm.exact_str(s);
            }
        }
        _ => {}
    }
    let separator = separator.filter(|s| !s.is_empty());
    if let Some(s) = separator {
        len += s.len() * (parts.len() - 1);
        kind = kind.max(s.kind);
        ascii &= s.is_ascii();
    }
    if len == 0 {
        return vm.empty_str();
    }
    vm.check_size(len as u128 * kind as u128)?;
    vm.raw_str(len, kind, ascii, |mut out| {
        for (i, part) in parts.iter().enumerate() {
            if let Some(separator) = separator.filter(|_| i != 0) {
                out = put(out, kind, separator);
            }
            if let Some(s) = part.get::<Str>() {
                out = put(out, kind, s);
            }
        }
    })
}

/// Writes `s` at the start of `out`; what is left of `out`.
#[inline]
fn put<'a>(out: &'a mut [u8], kind: u8, s: &Str) -> &'a mut [u8] {
    let (here, rest) = out.split_at_mut(s.len() * kind as usize);
    if s.kind == kind {
        here.copy_from_slice(s.unit_bytes());
    } else {
        s.data().copy_to_kind(kind, here);
    }
    rest
}

/// `separator.join(iterable)`.
pub(crate) fn join(vm: &Vm, args: &[Value]) -> PyResult {
    let separator = super::this(vm, args)?;
    let iterable = &args[1];
    let items: HeapVec<Value> =
        if let Some(list) = iterable.get::<List>().filter(|_| exactly::<List>(iterable)) {
            // Nothing below runs Python code, so nobody misses the items meanwhile.
            let items = list.items.take();
            let joined = join_strings(vm, Some(separator), &items);
            list.items.replace(items);
            return Ok(joined?.into_value());
        } else if let Some(tuple) = iterable.get::<Tuple>().filter(|_| exactly::<Tuple>(iterable)) {
            return Ok(join_strings(vm, Some(separator), tuple.items())?.into_value());
        } else {
            match vm.collect(iterable) {
                Ok(items) => items,
                Err(raised) => return Err(not_iterable(vm, iterable, raised)),
            }
        };
    Ok(join_strings(vm, Some(separator), &items)?.into_value())
}

fn exactly<T: hognose_heap::Payload>(v: &Value) -> bool {
    v.shape() == Some(T::SHAPE)
}

fn not_iterable(vm: &Vm, iterable: &Value, raised: crate::raise::Raised) -> crate::raise::Raised {
    let has_iter = vm.lookup_special(iterable, &vm.names.__iter__).is_some()
        || vm.lookup_special(iterable, &vm.names.__getitem__).is_some();
    if has_iter || vm.catch(&vm.exc.type_error).is_none() {
        raised
    } else {
        vm.type_error("can only join an iterable")
    }
}

/// `__add__`.
pub(super) fn add(vm: &Vm, args: &[Value]) -> PyResult {
    let a = super::this(vm, args)?;
    match args[1].get::<Str>() {
        Some(b) => Ok(concat(vm, a, b)?.into_value()),
        None => {
            Err(vm.type_error(format_args!("can only concatenate str (not \"{}\") to str", vm.tn(&args[1]))))
        }
    }
}

/// `__mul__` and `__rmul__`.
pub(super) fn mul(vm: &Vm, args: &[Value]) -> PyResult {
    let s = super::this(vm, args)?;
    let n = repeat_count(vm, &args[1])?;
    Ok(repeat(vm, s, n)?.into_value())
}

/// The factor of a sequence repetition.
pub(crate) fn repeat_count(vm: &Vm, v: &Value) -> PyResult<i64> {
    if let Some(n) = v.as_int() {
        return Ok(n);
    }
    if v.as_bool().is_none()
        && v.get::<crate::types::int::BoxedInt>().is_none()
        && vm.lookup_special(v, &vm.names.__index__).is_none()
    {
        return Err(vm.type_error(format_args!("can't multiply sequence by non-int of type '{}'", vm.tn(v))));
    }
    vm.index_i64(v)
}
