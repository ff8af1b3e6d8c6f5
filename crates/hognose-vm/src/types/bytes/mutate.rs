//! The methods of bytearray that change it.

use hognose_heap::{HeapVec, Ref, Value};

use super::kind::{ForByteArray, this};
use super::sequence::{at, index_key, repeated};
use super::{ByteArray, byte_item};
use crate::prelude::self_of;
use crate::protocol::convert::SliceBounds;
use crate::raise::PyResult;
use crate::types::slice::Slice;
use crate::types::str::repeat_count;
use crate::vm::Vm;

fn array<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a Ref<ByteArray>> {
    self_of::<ByteArray>(vm, args)
}

const BYTE_RANGE: &str = "byte must be in range(0, 256)";
const INDEX_RANGE: &str = "bytearray index out of range";

/// What is assigned to a slice or appended: a copy, since the source may be the target.
fn source_bytes(vm: &Vm, v: &Value) -> PyResult<Option<HeapVec<u8>>> {
    match vm.view_opt(v)? {
        Some(view) => {
            let mut copy = HeapVec::new();
            vm.push_bytes(&mut copy, &view)?;
            Ok(Some(copy))
        }
        None => Ok(None),
    }
}

/// The items of an iterable of integers.
fn collected(vm: &Vm, iterable: &Value) -> PyResult<HeapVec<u8>> {
    let mut out = HeapVec::new();
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        let byte = byte_item(vm, &item, BYTE_RANGE)?;
        vm.retry(|heap| out.try_push(heap, byte))?;
    }
    Ok(out)
}

pub(super) fn setitem(vm: &Vm, args: &[Value]) -> PyResult {
    let (key, value) = (&args[1], &args[2]);
    let array = array(vm, args)?;
    if let Some(slice) = key.get::<Slice>() {
        let source = match source_bytes(vm, value)? {
            Some(bytes) => bytes,
            None => {
                let iterable = !value.is_int()
                    && value.get::<crate::types::str::Str>().is_none()
                    && vm.lookup_special(value, &vm.names.__iter__).is_some();
                if !iterable {
                    return Err(vm.type_error(
                        "can assign only bytes, buffers, or iterables of ints in range(0, 256)",
                    ));
                }
                collected(vm, value)?
            }
        };
        let SliceBounds { start, stop, step, count } = vm.slice_bounds(slice, array.len())?;
        if step == 1 {
            let start = start as usize;
            let end = (stop.max(0) as usize).max(start);
            array.splice(vm, start..end.min(array.len()).max(start), &source)?;
        } else if source.is_empty() {
            delete_stepped(vm, array, start, step, count)?;
        } else if source.len() != count {
            return Err(vm.value_error(format_args!(
                "attempt to assign bytes of size {} to extended slice of size {count}",
                source.len()
            )));
        } else {
            for (k, &byte) in source.iter().enumerate() {
                array.set(vm, (start + step * k as i64) as usize, byte)?;
            }
        }
        return Ok(Value::NONE);
    }
    let i = index_key::<ForByteArray>(vm, key)?;
    if at(i, array.len()).is_none() {
        return Err(vm.index_error(INDEX_RANGE));
    }
    let byte = byte_item(vm, value, BYTE_RANGE)?;
    match at(i, array.len()) {
        Some(i) if array.set(vm, i, byte)? => Ok(Value::NONE),
        _ => Err(vm.index_error(INDEX_RANGE)),
    }
}

fn delete_stepped(vm: &Vm, array: &ByteArray, start: i64, step: i64, count: usize) -> PyResult<()> {
    if count == 0 {
        return Ok(());
    }
    let (low, high) = if step > 0 {
        (start, start + step * (count as i64 - 1))
    } else {
        (start + step * (count as i64 - 1), start)
    };
    let step = step.unsigned_abs() as usize;
    let (low, high) = (low as usize, high as usize);
    array.retain(vm, |i| i < low || i > high || (i - low) % step != 0)
}

pub(super) fn delitem(vm: &Vm, args: &[Value]) -> PyResult {
    let array = array(vm, args)?;
    if let Some(slice) = args[1].get::<Slice>() {
        let SliceBounds { start, step, count, .. } = vm.slice_bounds(slice, array.len())?;
        if step == 1 {
            let start = start as usize;
            array.splice(vm, start..start + count, &[])?;
        } else {
            delete_stepped(vm, array, start, step, count)?;
        }
        return Ok(Value::NONE);
    }
    let i = index_key::<ForByteArray>(vm, &args[1])?;
    match at(i, array.len()) {
        Some(i) => {
            array.pop(vm, i)?;
            Ok(Value::NONE)
        }
        None => Err(vm.index_error(INDEX_RANGE)),
    }
}

pub(super) fn append(vm: &Vm, args: &[Value]) -> PyResult {
    let byte = byte_item(vm, &args[1], BYTE_RANGE)?;
    array(vm, args)?.push(vm, byte)?;
    Ok(Value::NONE)
}

pub(super) fn extend(vm: &Vm, args: &[Value]) -> PyResult {
    let array = array(vm, args)?;
    if let Some(bytes) = source_bytes(vm, &args[1])? {
        array.extend(vm, &bytes)?;
        return Ok(Value::NONE);
    }
    let iterable = vm.lookup_special(&args[1], &vm.names.__iter__).is_some()
        || vm.lookup_special(&args[1], &vm.names.__getitem__).is_some();
    if !iterable {
        return Err(vm.type_error(format_args!("can't extend bytearray with {}", vm.tn(&args[1]))));
    }
    if args[1].get::<crate::types::str::Str>().is_some() {
        return Err(vm.type_error("expected iterable of integers; got: 'str'"));
    }
    let bytes = collected(vm, &args[1])?;
    array.extend(vm, &bytes)?;
    Ok(Value::NONE)
}

pub(super) fn insert(vm: &Vm, args: &[Value]) -> PyResult {
    let array = array(vm, args)?;
    let i = vm.index_i64(&args[1])?;
    let byte = byte_item(vm, &args[2], BYTE_RANGE)?;
    let len = array.len() as i64;
    let i = if i < 0 { (i + len).max(0) } else { i.min(len) } as usize;
    array.splice(vm, i..i, &[byte])?;
    Ok(Value::NONE)
}

pub(super) fn pop(vm: &Vm, args: &[Value]) -> PyResult {
    let i = if args[1].is_blank() { -1 } else { vm.index_i64(&args[1])? };
    let array = array(vm, args)?;
    if array.is_empty() {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let found = match at(i, array.len()) {
        Some(i) => array.pop(vm, i)?,
        None => None,
    };
    match found {
        Some(byte) => Ok(Value::from_small(byte as i32)),
        None => Err(vm.index_error("pop index out of range")),
    }
}

pub(super) fn remove(vm: &Vm, args: &[Value]) -> PyResult {
    let byte = byte_item(vm, &args[1], BYTE_RANGE)?;
    let found = memchr::memchr(byte, &this(vm, args)?);
    match found {
        Some(i) => {
            array(vm, args)?.pop(vm, i)?;
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("value not found in bytearray")),
    }
}

pub(super) fn reverse(vm: &Vm, args: &[Value]) -> PyResult {
    array(vm, args)?.change(vm, |bytes| bytes.reverse())?;
    Ok(Value::NONE)
}

pub(super) fn clear(vm: &Vm, args: &[Value]) -> PyResult {
    array(vm, args)?.replace(vm, HeapVec::new())?;
    Ok(Value::NONE)
}

/// `resize(n)`: cut, or filled up with zeros.
pub(super) fn resize(vm: &Vm, args: &[Value]) -> PyResult {
    let n = vm.index_i64(&args[1])?;
    let array = array(vm, args)?;
    let len = array.len();
    let Ok(n) = usize::try_from(n) else {
        return Err(vm.value_error(format_args!("bytearray.resize(): new size must be >= 0, got {n}")));
    };
    if n <= len {
        array.splice(vm, n..len, &[])?;
    } else {
        vm.check_size(n as u128)?;
        let mut zeros = HeapVec::new();
        vm.retry(|heap| zeros.try_resize(heap, n - len, 0u8))?;
        array.extend(vm, &zeros)?;
    }
    Ok(Value::NONE)
}

pub(super) fn copy(vm: &Vm, args: &[Value]) -> PyResult {
    vm.bytearray(&this(vm, args)?)
}

pub(super) fn iadd(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(bytes) = source_bytes(vm, &args[1])? else {
        return Err(vm.type_error(format_args!("can't concat {} to {}", vm.tn(&args[1]), vm.tn(&args[0]))));
    };
    array(vm, args)?.extend(vm, &bytes)?;
    Ok(args[0].clone())
}

pub(super) fn imul(vm: &Vm, args: &[Value]) -> PyResult {
    let n = repeat_count(vm, &args[1])?;
    let bytes = repeated(vm, &this(vm, args)?, n)?;
    array(vm, args)?.replace(vm, bytes)?;
    Ok(args[0].clone())
}

pub(super) fn alloc(vm: &Vm, args: &[Value]) -> PyResult {
    // CPython counts a zero byte behind the data.
    let capacity = array(vm, args)?.capacity();
    vm.int(if capacity == 0 { 0 } else { capacity as i64 + 1 })
}

pub(super) fn sizeof(vm: &Vm, args: &[Value]) -> PyResult {
    let array = array(vm, args)?;
    vm.int((array.as_object().block_size() + array.allocated_bytes()) as i64)
}

fn reduced(vm: &Vm, args: &[Value]) -> PyResult {
    let bytes = this(vm, args)?;
    if bytes.is_empty() {
        return vm.tuple(&[]);
    }
    let text = vm.latin1_str(&bytes)?.into_value();
    vm.tuple_of([text, vm.str("latin-1")?])
}

pub(super) fn reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let dict = vm.call_method(&args[0], "__getstate__", &[])?;
    vm.tuple_of([vm.class_of(&args[0]).into_value(), reduced(vm, args)?, dict])
}

pub(super) fn reduce_ex(vm: &Vm, args: &[Value]) -> PyResult {
    let protocol = vm.index_i64(&args[1])?;
    if protocol < 3 {
        return reduce(vm, args);
    }
    let dict = vm.call_method(&args[0], "__getstate__", &[])?;
    let bytes = vm.bytes(&this(vm, args)?)?;
    let of = vm.tuple_of([bytes])?;
    vm.tuple_of([vm.class_of(&args[0]).into_value(), of, dict])
}
