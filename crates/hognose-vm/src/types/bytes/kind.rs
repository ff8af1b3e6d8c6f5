//! What differs between bytes and bytearray, for the methods that both have.

use hognose_heap::{HeapVec, Value};

use super::buffer::View;
use super::{ByteArray, Bytes};
use crate::raise::PyResult;
use crate::vm::Vm;

/// One of the two types.
pub(super) trait Kind {
    const NAME: &'static str;
    /// Message of an index out of range.
    const RANGE: &'static str;
    fn make(vm: &Vm, bytes: &[u8]) -> PyResult;
    /// Takes a buffer over, where that saves a copy.
    fn take(vm: &Vm, bytes: HeapVec<u8>) -> PyResult;
    /// The object itself, if an equal result may be the same object.
    fn same(v: &Value) -> Option<Value>;
}

pub(super) struct ForBytes;
pub(super) struct ForByteArray;

impl Kind for ForBytes {
    const NAME: &'static str = "bytes";
    const RANGE: &'static str = "index out of range";

    fn make(vm: &Vm, bytes: &[u8]) -> PyResult {
        vm.bytes(bytes)
    }

    fn take(vm: &Vm, bytes: HeapVec<u8>) -> PyResult {
        vm.bytes(&bytes)
    }

    fn same(v: &Value) -> Option<Value> {
        (v.shape() == Some(crate::shapes::BYTES)).then(|| v.clone())
    }
}

impl Kind for ForByteArray {
    const NAME: &'static str = "bytearray";
    const RANGE: &'static str = "bytearray index out of range";

    fn make(vm: &Vm, bytes: &[u8]) -> PyResult {
        vm.bytearray(bytes)
    }

    fn take(vm: &Vm, bytes: HeapVec<u8>) -> PyResult {
        vm.bytearray_from(bytes)
    }

    fn same(_: &Value) -> Option<Value> {
        None
    }
}

/// Bytes `start..end` of `args[0]`, whose bytes are `view`.
pub(super) fn part<K: Kind>(vm: &Vm, v: &Value, view: &[u8], start: usize, end: usize) -> PyResult {
    if start == 0 && end == view.len() {
        if let Some(same) = K::same(v) {
            return Ok(same);
        }
    }
    K::make(vm, &view[start..end])
}

/// The bytes of `self`.
#[inline]
pub(super) fn this<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<View<'a>> {
    match args.first() {
        Some(v) if v.get_exact::<Bytes>().is_some() => vm.view(v),
        Some(v) if v.get::<Bytes>().is_some() || v.get::<ByteArray>().is_some() => vm.view(v),
        Some(v) => {
            Err(vm
                .type_error(format_args!("descriptor requires a 'bytes' object but received '{}'", vm.tn(v))))
        }
        None => Err(vm.type_error("descriptor needs an argument")),
    }
}
