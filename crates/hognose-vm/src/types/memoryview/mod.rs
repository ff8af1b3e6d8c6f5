//! `memoryview`: a window on the bytes of another object, with a format, a shape and strides.
//!
//! Does not own bytes. Formats are the native single characters; more than one dimension comes from `cast` alone.
//!
//! # Invariants
//! W1: while a view is not released its base is exported, so that it keeps its size. W2: every item lies inside the
//! base: views are only narrowed.

mod items;
mod layout;
mod methods;

use std::cell::{Cell, RefMut};

use hognose_derive::Trace;
use hognose_heap::{CellVec, HeapVec, Payload, Ref, ShapeId, Value};

pub use methods::{ITERATOR_TYPE, TYPE};

use crate::raise::PyResult;
use crate::types::bytes::buffer::BYTES_BUFFER;
use crate::types::bytes::{BufferInfo, BufferType, Bytes, View};
use crate::vm::Vm;

/// The payload of memoryview.
#[derive(Trace)]
pub struct MemoryView {
    base: Value,
    #[trace(skip)]
    buffer_type: &'static BufferType,
    /// Shape, then strides in bytes.
    #[trace(skip)]
    dims: CellVec<i64>,
    /// Offset of the first item in the base.
    start: usize,
    format: u8,
    /// The format was written with an `@`.
    at_sign: bool,
    itemsize: u8,
    readonly: bool,
    released: Cell<bool>,
    hash: Cell<Option<u32>>,
}

impl Payload for MemoryView {
    const NAME: &'static str = "memoryview";
    const SHAPE: ShapeId = crate::shapes::MEMORYVIEW;
    type Tail = ();
}

impl Drop for MemoryView {
    fn drop(&mut self) {
        // Members of garbage that is freed in bulk are immortal, and their payloads may be gone.
        let alive = self.base.as_object().is_some_and(|o| !o.is_immortal());
        if alive && !self.released.get() {
            (self.buffer_type.export)(&self.base, false);
        }
    }
}

/// What a view shows, to make one.
struct Window {
    start: usize,
    format: u8,
    at_sign: bool,
    itemsize: u8,
    readonly: bool,
    dims: HeapVec<i64>,
}

fn make(
    vm: &Vm,
    base: &Value,
    buffer_type: &'static BufferType,
    window: Window,
) -> PyResult<Ref<MemoryView>> {
    let view = vm.alloc(|| {
        (buffer_type.export)(base, true);
        MemoryView {
            base: base.clone(),
            buffer_type,
            dims: CellVec::default(),
            start: window.start,
            format: window.format,
            at_sign: window.at_sign,
            itemsize: window.itemsize,
            readonly: window.readonly,
            released: Cell::new(false),
            hash: Cell::new(None),
        }
    })?;
    view.dims.replace(window.dims);
    Ok(view)
}

/// `memoryview(object)`.
pub fn of_object(vm: &Vm, object: &Value) -> PyResult<Ref<MemoryView>> {
    if let Some(view) = object.get::<MemoryView>() {
        check(vm, view)?;
        let window = window_of(vm, view)?;
        return make(vm, &view.base, view.buffer_type, window);
    }
    let Some(buffer_type) = vm.buffer_type(object) else {
        return Err(vm.type_error(format_args!(
            "memoryview: a bytes-like object is required, not '{}'",
            vm.tn(object)
        )));
    };
    let BufferInfo { format, itemsize, bytes, readonly } = (buffer_type.info)(object);
    let mut dims = HeapVec::new();
    let itemsize = itemsize.max(1);
    vm.retry(|heap| dims.try_extend_from_slice(heap, &[(bytes / itemsize) as i64, itemsize as i64]))?;
    let window = Window { start: 0, format, at_sign: false, itemsize: itemsize as u8, readonly, dims };
    make(vm, object, buffer_type, window)
}

fn window_of(vm: &Vm, view: &MemoryView) -> PyResult<Window> {
    Ok(Window {
        start: view.start,
        format: view.format,
        at_sign: view.at_sign,
        itemsize: view.itemsize,
        readonly: view.readonly,
        dims: vm.retry(|heap| view.dims.snapshot(heap))?,
    })
}

impl MemoryView {
    fn ndim(&self) -> usize {
        self.dims.len() / 2
    }

    fn shape(&self, i: usize) -> usize {
        self.dims.get(i).unwrap_or(0) as usize
    }

    fn stride(&self, i: usize) -> i64 {
        self.dims.get(self.ndim() + i).unwrap_or(0)
    }

    /// Items in all.
    fn count(&self) -> usize {
        (0..self.ndim()).map(|i| self.shape(i)).product()
    }

    fn bytes(&self) -> usize {
        self.count() * self.itemsize as usize
    }

    fn is_contiguous(&self) -> bool {
        let mut expected = self.itemsize as i64;
        for i in (0..self.ndim()).rev() {
            if self.shape(i) > 1 && self.stride(i) != expected {
                return false;
            }
            expected *= self.shape(i) as i64;
        }
        true
    }

    /// Ends the export. Nothing may be read after that.
    fn release(&self) {
        if !self.released.replace(true) {
            (self.buffer_type.export)(&self.base, false);
        }
    }
}

fn check(vm: &Vm, view: &MemoryView) -> PyResult<()> {
    if view.released.get() {
        return Err(vm.value_error("operation forbidden on released memoryview object"));
    }
    Ok(())
}

/// All bytes of the base.
fn base_bytes<'a>(vm: &Vm, view: &'a MemoryView) -> PyResult<View<'a>> {
    check(vm, view)?;
    if std::ptr::eq(view.buffer_type, &BYTES_BUFFER) {
        if let Some(bytes) = view.base.get::<Bytes>() {
            return Ok(View::Plain(bytes.tail()));
        }
    }
    match (view.buffer_type.borrow)(&view.base) {
        Some(bytes) => Ok(View::Cell(bytes)),
        None => Err(vm.buffer_error("memory is being written")),
    }
}

fn base_bytes_mut<'a>(vm: &Vm, view: &'a MemoryView) -> PyResult<RefMut<'a, [u8]>> {
    check(vm, view)?;
    if view.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    (view.buffer_type.borrow_mut)(&view.base).ok_or_else(|| vm.buffer_error("memory is being read"))
}

/// The bytes that the view shows, in order.
pub(crate) fn view_bytes<'a>(vm: &Vm, view: &'a Ref<MemoryView>) -> PyResult<View<'a>> {
    let base = base_bytes(vm, view)?;
    if view.is_contiguous() {
        let range = view.start..view.start + view.bytes();
        return Ok(match base {
            View::Plain(bytes) => View::Plain(&bytes[range]),
            View::Cell(bytes) => View::Cell(std::cell::Ref::map(bytes, |b| &b[range])),
            View::Owned(bytes) => View::Owned(bytes),
        });
    }
    let mut out = HeapVec::new();
    vm.retry(|heap| out.try_reserve(heap, view.bytes()))?;
    let size = view.itemsize as usize;
    layout::each_item(view, |at| vm.push_bytes(&mut out, &base[at..at + size]))?;
    Ok(View::Owned(out))
}

/// Calls `f` with the bytes for writing; only where they stand in a row.
pub(crate) fn write_bytes<R>(vm: &Vm, view: &Ref<MemoryView>, f: impl FnOnce(&mut [u8]) -> R) -> PyResult<R> {
    if !view.is_contiguous() {
        return Err(vm.buffer_error("memoryview: underlying buffer is not C-contiguous"));
    }
    if view.readonly {
        return Err(vm.type_error("read-write bytes-like object expected, not memoryview"));
    }
    let mut base = base_bytes_mut(vm, view)?;
    Ok(f(&mut base[view.start..view.start + view.bytes()]))
}
