//! bytes and bytearray as sequences: items, slices, `+`, `*`, comparison, hash, decode.

use hognose_heap::{HeapVec, Ref, Value};

use super::Bytes;
use super::buffer::View;
use super::kind::{Kind, part, this};
use crate::prelude::self_of;
use crate::protocol::convert::SliceBounds;
use crate::raise::PyResult;
use crate::types::slice::Slice;
use crate::types::str::{cannot_index, fill_repeated, repeat_count, text_option};
use crate::vm::Vm;

pub(super) fn len(vm: &Vm, args: &[Value]) -> PyResult {
    vm.int(this(vm, args)?.len() as i64)
}

/// An index key as a machine word; TypeError in the name of the type.
pub(super) fn index_key<K: Kind>(vm: &Vm, key: &Value) -> PyResult<i64> {
    if let Some(i) = key.as_int() {
        return Ok(i);
    }
    if !crate::types::int::is_int(key) && vm.lookup_special(key, &vm.names.__index__).is_none() {
        let what = if K::NAME == "bytes" { "byte" } else { K::NAME };
        return Err(
            vm.type_error(format_args!("{what} indices must be integers or slices, not {}", vm.tn(key)))
        );
    }
    vm.index_i64(key).map_err(|raised| cannot_index(vm, key, raised))
}

/// A position that may count from the end.
pub(super) fn at(i: i64, len: usize) -> Option<usize> {
    let i = if i < 0 { i + len as i64 } else { i };
    usize::try_from(i).ok().filter(|&i| i < len)
}

pub(super) fn getitem<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let key = &args[1];
    if let Some(slice) = key.get::<Slice>() {
        let len = this(vm, args)?.len();
        let SliceBounds { start, step, count, .. } = vm.slice_bounds(slice, len)?;
        let bytes = this(vm, args)?;
        if bytes.len() != len {
            return Err(vm.index_error(K::RANGE));
        }
        if step == 1 || count == 0 {
            let first = if count == 0 { 0 } else { start as usize };
            return part::<K>(vm, &args[0], &bytes, first, first + count);
        }
        let mut out = HeapVec::new();
        vm.retry(|heap| out.try_reserve(heap, count))?;
        for k in 0..count as i64 {
            vm.push_bytes(&mut out, &[bytes[(start + step * k) as usize]])?;
        }
        return K::take(vm, out);
    }
    let i = index_key::<K>(vm, key)?;
    let bytes = this(vm, args)?;
    match at(i, bytes.len()) {
        Some(i) => Ok(Value::from_small(bytes[i] as i32)),
        None => Err(vm.index_error(K::RANGE)),
    }
}

/// `a + b` of two exact bytes objects.
pub(crate) fn concat(vm: &Vm, a: &Ref<Bytes>, b: &Ref<Bytes>) -> PyResult {
    vm.bytes_joined(a.tail(), b.tail())
}

pub(super) fn add<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(other) = vm.view_opt(&args[1])? else {
        return Err(vm.type_error(format_args!("can't concat {} to {}", vm.tn(&args[1]), vm.tn(&args[0]))));
    };
    let bytes = this(vm, args)?;
    if K::NAME == "bytes" {
        if other.is_empty() {
            if let Some(same) = K::same(&args[0]) {
                return Ok(same);
            }
        }
        let (a, b): (&[u8], &[u8]) = (&bytes, &other);
        return vm.bytes_joined(a, b);
    }
    let mut out = HeapVec::new();
    vm.check_size(bytes.len() as u128 + other.len() as u128)?;
    vm.push_bytes(&mut out, &bytes)?;
    vm.push_bytes(&mut out, &other)?;
    K::take(vm, out)
}

/// `n` copies of `bytes`, or OverflowError, or MemoryError.
pub(super) fn repeated(vm: &Vm, bytes: &[u8], n: i64) -> PyResult<HeapVec<u8>> {
    let total = bytes.len() as u128 * n.max(0) as u128;
    if total > i64::MAX as u128 {
        return Err(vm.overflow_error("repeated bytes are too long"));
    }
    vm.check_size(total)?;
    let mut out = HeapVec::new();
    vm.retry(|heap| out.try_resize(heap, total as usize, 0u8))?;
    if total != 0 {
        fill_repeated(&mut out, bytes);
    }
    Ok(out)
}

pub(super) fn mul<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let n = repeat_count(vm, &args[1])?;
    let bytes = this(vm, args)?;
    if n == 1 {
        return part::<K>(vm, &args[0], &bytes, 0, bytes.len());
    }
    K::take(vm, repeated(vm, &bytes, n)?)
}

/// The other side of a comparison: bytes compare with bytes, bytearrays with all that has bytes.
fn comparable<'a, K: Kind>(vm: &Vm, v: &'a Value) -> PyResult<Option<View<'a>>> {
    if K::NAME == "bytes" && v.get::<Bytes>().is_none() { Ok(None) } else { vm.view_opt(v) }
}

macro_rules! comparisons {
    ($($method:ident = $op:tt;)*) => {
        $( pub(super) fn $method<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
            match comparable::<K>(vm, &args[1])? {
                Some(other) => Ok(Value::from_bool(*this(vm, args)? $op *other)),
                None => Ok(Value::NOT_IMPLEMENTED),
            }
        } )*
    };
}

comparisons! {
    eq = ==;
    ne = !=;
    lt = <;
    le = <=;
    gt = >;
    ge = >=;
}

pub(super) fn hash(vm: &Vm, args: &[Value]) -> PyResult {
    vm.int(super::hash(self_of::<Bytes>(vm, args)?) as i64)
}

pub(super) fn getnewargs(vm: &Vm, args: &[Value]) -> PyResult {
    let bytes = vm.bytes(&this(vm, args)?)?;
    vm.tuple_of([bytes])
}

pub(super) fn to_bytes(vm: &Vm, args: &[Value]) -> PyResult {
    match args[0].shape() == Some(crate::shapes::BYTES) {
        true => Ok(args[0].clone()),
        false => vm.bytes(&this(vm, args)?),
    }
}

pub(super) fn decode(vm: &Vm, args: &[Value]) -> PyResult {
    let encoding = text_option(vm, &args[1], "decode", "encoding")?;
    let errors = text_option(vm, &args[2], "decode", "errors")?;
    Ok(crate::types::str::codec::decode(vm, &args[0], encoding, errors)?.into_value())
}

pub(super) fn sizeof(vm: &Vm, args: &[Value]) -> PyResult {
    match args[0].as_object() {
        Some(object) => vm.int(object.block_size() as i64),
        None => vm.int(0),
    }
}
