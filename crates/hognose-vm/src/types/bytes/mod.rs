//! `bytes` and `bytearray`, and the buffer protocol among native types.
//!
//! # Invariants
//! Y1: a bytearray's buffer is borrowed mutably only while no Python code can run. Y2: while it is exported (a live
//! memoryview) or borrowed (an operation that calls Python code is looking at it) it is not resized: BufferError.

pub mod buffer;
mod bytearray;
pub mod hex;
mod iter;
mod kind;
mod mutate;
mod new;
mod repr;
mod search;
mod sequence;
mod split;
mod table;
mod transform;

use std::cell::{Cell, RefCell};

use hognose_derive::Trace;
use hognose_heap::{HeapVec, Payload, Ref, ShapeId, Value};

pub use buffer::{BufferInfo, BufferType, View};
pub use iter::{BYTEARRAY_ITERATOR_TYPE, BYTES_ITERATOR_TYPE};
pub use repr::repr_bytes;
pub(crate) use sequence::concat;
pub use table::{BYTEARRAY_TYPE, TYPE};

use crate::raise::PyResult;
use crate::vm::Vm;

/// The payload of bytes: the bytes are its tail.
#[derive(Trace)]
pub struct Bytes {
    len: u32,
    /// 0: not computed (or no bytes).
    hash: Cell<u32>,
}

impl Payload for Bytes {
    const NAME: &'static str = "bytes";
    const SHAPE: ShapeId = crate::shapes::BYTES;
    type Tail = u8;
    fn tail_len(&self) -> usize {
        self.len as usize
    }
}

impl Bytes {
    pub fn len(&self) -> usize {
        self.len as usize
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// The hash of a bytes object, computed once.
pub fn hash(b: &Ref<Bytes>) -> u32 {
    let known = b.hash.get();
    if known != 0 {
        return known;
    }
    let hash = crate::types::str::hash::hash_bytes(b.as_object().heap().user_word(), b.tail());
    b.hash.set(hash);
    hash
}

/// The payload of bytearray.
#[derive(Trace)]
pub struct ByteArray {
    #[trace(skip)]
    data: RefCell<HeapVec<u8>>,
    exports: Cell<u32>,
}

impl Payload for ByteArray {
    const NAME: &'static str = "bytearray";
    const SHAPE: ShapeId = crate::shapes::BYTEARRAY;
    type Tail = ();
}

fn size(vm: &Vm, n: usize) -> PyResult<u32> {
    vm.check_size(n as u128)?;
    u32::try_from(n).map_err(|_| vm.memory_error())
}

impl Vm {
    /// A bytes object with a copy of `bytes`.
    #[inline]
    pub fn new_bytes(&self, bytes: &[u8]) -> PyResult<Ref<Bytes>> {
        let len = size(self, bytes.len())?;
        self.retry(|heap| heap.alloc_copy(Bytes::SHAPE, Bytes { len, hash: Cell::new(0) }, [bytes]))
    }

    /// A bytes object with a copy of `bytes`, as a value.
    #[inline]
    pub fn bytes(&self, bytes: &[u8]) -> PyResult {
        Ok(self.new_bytes(bytes)?.into_value())
    }

    /// A bytes object of two pieces.
    #[inline]
    pub fn bytes_joined(&self, a: &[u8], b: &[u8]) -> PyResult {
        let len = size(self, a.len() + b.len())?;
        let made =
            self.retry(|heap| heap.alloc_copy(Bytes::SHAPE, Bytes { len, hash: Cell::new(0) }, [a, b]))?;
        Ok(made.into_value())
    }

    /// A bytes object of `n` bytes, written by `fill`.
    pub fn bytes_filled(&self, n: usize, fill: impl Fn(&mut [u8])) -> PyResult {
        let len = size(self, n)?;
        let made = self.retry(|heap| {
            heap.alloc_bytes(Bytes::SHAPE, Bytes { len, hash: Cell::new(0) }, n, |tail| fill(tail))
        })?;
        Ok(made.into_value())
    }

    /// A bytearray that takes the buffer over.
    pub fn bytearray_from(&self, data: HeapVec<u8>) -> PyResult {
        let made = self.alloc(|| ByteArray { data: RefCell::new(HeapVec::new()), exports: Cell::new(0) })?;
        made.data.replace(data);
        Ok(made.into_value())
    }

    /// A bytearray with a copy of `bytes`.
    pub fn bytearray(&self, bytes: &[u8]) -> PyResult {
        let mut data = HeapVec::new();
        self.check_size(bytes.len() as u128)?;
        self.retry(|heap| data.try_extend_from_slice(heap, bytes))?;
        self.bytearray_from(data)
    }

    /// Appends to a scratch buffer.
    #[inline]
    pub fn push_bytes(&self, buffer: &mut HeapVec<u8>, bytes: &[u8]) -> PyResult<()> {
        self.retry(|heap| buffer.try_extend_from_slice(heap, bytes))
    }
}

/// An item of a bytes object or of a list to make one of: 0 to 255.
pub(crate) fn byte_item(vm: &Vm, v: &Value, range_error: &str) -> PyResult<u8> {
    let i = match v.as_int() {
        Some(i) => i,
        None => match vm.index(v) {
            Ok(i) => crate::types::int::as_i64(&i).unwrap_or(-1),
            Err(raised) => return Err(raised),
        },
    };
    u8::try_from(i).map_err(|_| vm.value_error(range_error))
}
