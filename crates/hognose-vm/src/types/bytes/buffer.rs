//! The buffer protocol among native types: who has bytes, how they are borrowed, exported and written.
//!
//! A type of another crate (array, mmap) takes part by `vm.register_buffer_type`.
//!
//! # Invariants
//! U1: a `View` of a changeable object borrows its cell: whoever wants to resize the object meanwhile gets
//! BufferError, so Python code may run while a view is held.

#![allow(clippy::disallowed_methods, reason = "one entry for each native type")]

use std::cell::{self, RefCell};
use std::ops::Deref;

use hognose_heap::{HeapVec, Ref, Value};

use super::{ByteArray, Bytes};
use crate::raise::PyResult;
use crate::types::memoryview::{self, MemoryView};
use crate::vm::Vm;

/// What a buffer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BufferInfo {
    /// A format character as `struct` has them.
    pub format: u8,
    pub itemsize: usize,
    pub bytes: usize,
    pub readonly: bool,
}

/// A native type whose instances have bytes.
pub struct BufferType {
    pub matches: fn(&Value) -> bool,
    pub info: fn(&Value) -> BufferInfo,
    /// The bytes. None while someone writes them.
    pub borrow: for<'a> fn(&'a Value) -> Option<cell::Ref<'a, [u8]>>,
    /// The bytes for writing. None if read-only or borrowed.
    pub borrow_mut: for<'a> fn(&'a Value) -> Option<cell::RefMut<'a, [u8]>>,
    /// A lasting export begins (true) or ends: while there is one the object keeps its size.
    pub export: fn(&Value, bool),
}

/// Bytes of some object, held still.
pub enum View<'a> {
    Plain(&'a [u8]),
    Cell(cell::Ref<'a, [u8]>),
    /// A copy: the object's bytes do not stand in a row.
    Owned(HeapVec<u8>),
}

impl Deref for View<'_> {
    type Target = [u8];
    #[inline]
    fn deref(&self) -> &[u8] {
        match self {
            View::Plain(bytes) => bytes,
            View::Cell(bytes) => bytes,
            View::Owned(bytes) => bytes,
        }
    }
}

pub(crate) static BYTEARRAY_BUFFER: BufferType = BufferType {
    matches: |v| v.get::<ByteArray>().is_some(),
    info: |v| BufferInfo {
        format: b'B',
        itemsize: 1,
        bytes: v.get::<ByteArray>().map_or(0, |b| b.len()),
        readonly: false,
    },
    borrow: |v| Some(cell::Ref::map(v.get::<ByteArray>()?.data.try_borrow().ok()?, |d| d.as_slice())),
    borrow_mut: |v| {
        Some(cell::RefMut::map(v.get::<ByteArray>()?.data.try_borrow_mut().ok()?, |d| d.as_mut_slice()))
    },
    export: |v, begins| {
        if let Some(b) = v.get::<ByteArray>() {
            let n = b.exports.get();
            b.exports.set(if begins { n + 1 } else { n.saturating_sub(1) });
        }
    },
};

pub(crate) static BYTES_BUFFER: BufferType = BufferType {
    matches: |v| v.get::<Bytes>().is_some(),
    info: |v| BufferInfo {
        format: b'B',
        itemsize: 1,
        bytes: v.get::<Bytes>().map_or(0, |b| b.len()),
        readonly: true,
    },
    borrow: |_| None,
    borrow_mut: |_| None,
    export: |_, _| (),
};

#[derive(Default)]
struct BufferTypes(RefCell<Vec<&'static BufferType>>);

impl Vm {
    /// A type of another module takes part in the buffer protocol.
    pub fn register_buffer_type(&self, buffer_type: &'static BufferType) {
        self.extension(|types: &BufferTypes| types.0.borrow_mut().push(buffer_type));
    }

    /// How the bytes of `v` are reached. Memoryviews answer for themselves.
    pub(crate) fn buffer_type(&self, v: &Value) -> Option<&'static BufferType> {
        if !v.is_object() {
            return None;
        }
        if v.get::<Bytes>().is_some() {
            return Some(&BYTES_BUFFER);
        }
        if v.get::<ByteArray>().is_some() {
            return Some(&BYTEARRAY_BUFFER);
        }
        self.extension(|types: &BufferTypes| types.0.borrow().iter().copied().find(|t| (t.matches)(v)))
    }

    /// Whether `v` is a bytes-like object.
    pub fn is_buffer(&self, v: &Value) -> bool {
        v.is_object() && (v.get::<MemoryView>().is_some() || self.buffer_type(v).is_some())
    }

    /// The bytes of `v`; None if it is no bytes-like object.
    #[inline]
    pub fn view_opt<'a>(&self, v: &'a Value) -> PyResult<Option<View<'a>>> {
        match v.get::<Bytes>() {
            Some(bytes) => Ok(Some(View::Plain(bytes.tail()))),
            None => self.view_slow(v),
        }
    }

    fn view_slow<'a>(&self, v: &'a Value) -> PyResult<Option<View<'a>>> {
        if let Some(view) = v.get::<MemoryView>() {
            return memoryview::view_bytes(self, view).map(Some);
        }
        let Some(buffer_type) = self.buffer_type(v) else { return Ok(None) };
        match (buffer_type.borrow)(v) {
            Some(bytes) => Ok(Some(View::Cell(bytes))),
            None => Err(self.buffer_error("memory is being written")),
        }
    }

    /// The bytes of `v`, or TypeError.
    #[inline]
    pub fn view<'a>(&self, v: &'a Value) -> PyResult<View<'a>> {
        match self.view_opt(v)? {
            Some(view) => Ok(view),
            None => Err(self.not_bytes_like(v)),
        }
    }

    #[cold]
    pub(crate) fn not_bytes_like(&self, v: &Value) -> crate::raise::Raised {
        self.type_error(format_args!("a bytes-like object is required, not '{}'", self.tn(v)))
    }

    /// Calls `f` with the bytes of a bytes-like object.
    pub fn with_buffer<R>(&self, v: &Value, f: impl FnOnce(&[u8]) -> R) -> PyResult<R> {
        let view = self.view(v)?;
        Ok(f(&view))
    }

    /// Calls `f` with the bytes of a bytes-like object that may be written. `f` calls no Python code.
    pub fn with_buffer_mut<R>(&self, v: &Value, f: impl FnOnce(&mut [u8]) -> R) -> PyResult<R> {
        if let Some(view) = v.get::<MemoryView>() {
            return memoryview::write_bytes(self, view, f);
        }
        match self.buffer_type(v) {
            Some(buffer_type) if !(buffer_type.info)(v).readonly => match (buffer_type.borrow_mut)(v) {
                Some(mut bytes) => Ok(f(&mut bytes)),
                None => Err(self.buffer_error("memory is being read")),
            },
            _ => {
                Err(self
                    .type_error(format_args!("read-write bytes-like object expected, not {}", self.tn(v))))
            }
        }
    }

    /// The bytes of a bytes-like object as a bytes object: itself, if it is one.
    pub fn bytes_of_buffer(&self, v: &Value) -> PyResult<Ref<Bytes>> {
        match v.get::<Bytes>() {
            Some(bytes) => Ok(bytes.clone()),
            None => {
                let view = self.view(v)?;
                self.new_bytes(&view)
            }
        }
    }
}
