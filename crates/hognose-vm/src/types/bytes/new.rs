//! The constructors of bytes and bytearray, and fromhex.

use std::cell::{Cell, RefCell};

use hognose_heap::{HeapVec, Ref, Value};

use super::{ByteArray, Bytes, byte_item, hex};
use crate::class::Class;
use crate::raise::PyResult;
use crate::typedef::Args;
use crate::types::str::{Str, codec, text_option};
use crate::vm::Vm;

/// What a constructor's arguments stand for.
///
/// None: the items of an iterable, which the caller collects.
fn contents(
    vm: &Vm,
    source: &Value,
    encoding: &Value,
    errors: &Value,
    name: &str,
) -> PyResult<Option<HeapVec<u8>>> {
    let encoding_text = text_option(vm, encoding, name, "encoding")?;
    let errors_text = text_option(vm, errors, name, "errors")?;
    let mut out = HeapVec::new();
    if source.get::<Str>().is_none() {
        if encoding_text.is_some() {
            return Err(vm.type_error("encoding without a string argument"));
        }
        if errors_text.is_some() {
            return Err(vm.type_error("errors without a string argument"));
        }
    }
    if source.is_blank() {
        return Ok(Some(out));
    }
    if encoding_text.is_none() && errors_text.is_none() {
        if let Some(bytes) = through_bytes_method(vm, source, name)? {
            vm.push_bytes(&mut out, bytes.tail())?;
            return Ok(Some(out));
        }
    }
    if let Some(text) = source.get::<Str>() {
        if encoding_text.is_none() {
            return Err(vm.type_error("string argument without an encoding"));
        }
        let encoded = codec::encode(vm, text, encoding_text, errors_text)?;
        vm.push_bytes(&mut out, &vm.view(&encoded)?)?;
        return Ok(Some(out));
    }
    if let Some(view) = vm.view_opt(source)? {
        vm.check_size(view.len() as u128)?;
        vm.push_bytes(&mut out, &view)?;
        return Ok(Some(out));
    }
    if crate::types::int::is_int(source) || vm.lookup_special(source, &vm.names.__index__).is_some() {
        // An object with __index__ that refuses may still be iterable.
        match vm.index_i64(source) {
            Ok(n) if n < 0 => return Err(vm.value_error("negative count")),
            Ok(n) => {
                vm.check_size(n as u128)?;
                vm.retry(|heap| out.try_resize(heap, n as usize, 0u8))?;
                return Ok(Some(out));
            }
            Err(raised) => {
                if crate::types::int::is_int(source) || vm.catch(&vm.exc.type_error).is_none() {
                    return Err(raised);
                }
            }
        }
    }
    Ok(None)
}

/// Calls `push` with the items of an iterable of integers.
fn each_byte(vm: &Vm, source: &Value, name: &str, mut push: impl FnMut(u8) -> PyResult<()>) -> PyResult<()> {
    let iterable = vm.lookup_special(source, &vm.names.__iter__).is_some()
        || vm.lookup_special(source, &vm.names.__getitem__).is_some();
    if !iterable {
        return Err(vm.type_error(format_args!("cannot convert '{}' object to {name}", vm.tn(source))));
    }
    let range_error = range_error(name);
    let iterator = vm.iter(source)?;
    while let Some(item) = vm.next(&iterator)? {
        push(byte_item(vm, &item, range_error)?)?;
    }
    Ok(())
}

fn range_error(name: &str) -> &'static str {
    if name == "bytes" { "bytes must be in range(0, 256)" } else { "byte must be in range(0, 256)" }
}

/// `__bytes__` of the source, for `bytes` alone.
fn through_bytes_method(vm: &Vm, source: &Value, name: &str) -> PyResult<Option<Ref<Bytes>>> {
    if name != "bytes" || source.shape() == Some(crate::shapes::BYTES) {
        return Ok(None);
    }
    let Some(result) = vm.call_special(source, &vm.names.__bytes__, &[])? else { return Ok(None) };
    match result.get::<Bytes>() {
        Some(bytes) => Ok(Some(bytes.clone())),
        None => Err(vm.type_error(format_args!("__bytes__ returned non-bytes (type {})", vm.tn(&result)))),
    }
}

const SIGNATURE: &str = "(source=b'', encoding='', errors='')";

pub(super) fn new_bytes(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let [source, encoding, errors] = args.bind::<3>(vm, "bytes", SIGNATURE)?;
    let exact = class.ptr_eq(&vm.types.bytes);
    if exact && encoding.is_blank() && errors.is_blank() && source.shape() == Some(crate::shapes::BYTES) {
        return Ok(source);
    }
    if exact && encoding.is_blank() && errors.is_blank() && !source.is_blank() {
        // What `__bytes__` returns is the result, even of a subclass.
        if let Some(bytes) = through_bytes_method(vm, &source, "bytes")? {
            return Ok(bytes.into_value());
        }
    }
    let bytes = match contents(vm, &source, &encoding, &errors, "bytes")? {
        Some(bytes) => bytes,
        None => {
            let mut bytes = HeapVec::new();
            each_byte(vm, &source, "bytes", |byte| vm.retry(|heap| bytes.try_push(heap, byte)))?;
            bytes
        }
    };
    if exact { vm.bytes(&bytes) } else { bytes_of_class(vm, class, &bytes) }
}

fn bytes_of_class(vm: &Vm, class: &Ref<Class>, bytes: &[u8]) -> PyResult {
    let len = super::size(vm, bytes.len())?;
    vm.alloc_payload_bytes(
        class,
        bytes.len(),
        || Bytes { len, hash: Cell::new(0) },
        |tail| tail.copy_from_slice(bytes),
    )
}

pub(super) fn new_bytearray(vm: &Vm, class: &Ref<Class>, _: &Args<'_>) -> PyResult {
    vm.alloc_payload(class, || ByteArray { data: RefCell::new(HeapVec::new()), exports: Cell::new(0) })
}

pub(super) fn init_bytearray(vm: &Vm, args: &[Value]) -> PyResult {
    let array = crate::prelude::self_of::<ByteArray>(vm, args)?;
    match contents(vm, &args[1], &args[2], &args[3], "bytearray")? {
        Some(data) => array.replace(vm, data)?,
        None => {
            // Items arrive one by one, and the iterable may look at the array meanwhile.
            array.replace(vm, HeapVec::new())?;
            each_byte(vm, &args[1], "bytearray", |byte| array.push(vm, byte))?;
        }
    }
    Ok(Value::NONE)
}

pub(super) fn bytes_fromhex(vm: &Vm, args: &[Value]) -> PyResult {
    let bytes = vm.bytes(&hex::parse(vm, &args[1])?)?;
    of_class(vm, &args[0], bytes, &vm.types.bytes)
}

pub(super) fn bytearray_fromhex(vm: &Vm, args: &[Value]) -> PyResult {
    let bytes = vm.bytearray_from(hex::parse(vm, &args[1])?)?;
    of_class(vm, &args[0], bytes, &vm.types.bytearray)
}

fn of_class(vm: &Vm, class: &Value, made: Value, exact: &Ref<Class>) -> PyResult {
    if class.same(exact.as_value()) { Ok(made) } else { vm.call(class, &[made]) }
}
