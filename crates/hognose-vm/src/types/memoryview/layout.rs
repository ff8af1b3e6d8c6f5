//! Where a view's items lie: walking, indexing, slicing, casting.

use hognose_heap::{HeapVec, Ref, Value};

use super::items::item_size;
use super::{MemoryView, Window, check, make, window_of};
use crate::protocol::convert::SliceBounds;
use crate::raise::PyResult;
use crate::types::list::List;
use crate::types::slice::Slice;
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// Calls `f` with the offset in the base of every item, in C order.
pub(super) fn each_item<E>(view: &MemoryView, mut f: impl FnMut(usize) -> Result<(), E>) -> Result<(), E> {
    walk(view, 0, view.start as i64, &mut f)
}

/// Dimensions are 64 at most (`cast` sees to it), so this recursion is bounded.
fn walk<E>(
    view: &MemoryView,
    dim: usize,
    at: i64,
    f: &mut impl FnMut(usize) -> Result<(), E>,
) -> Result<(), E> {
    if dim == view.ndim() {
        return f(at as usize);
    }
    for i in 0..view.shape(dim) {
        walk(view, dim + 1, at + i as i64 * view.stride(dim), f)?;
    }
    Ok(())
}

/// Offset in the base of the item at an index that may count from the end.
pub(super) fn item_offset(vm: &Vm, view: &MemoryView, dim: usize, i: i64) -> PyResult<i64> {
    let len = view.shape(dim) as i64;
    let at = if i < 0 { i + len } else { i };
    if (0..len).contains(&at) {
        Ok(at * view.stride(dim))
    } else {
        Err(vm.index_error(format_args!("index out of bounds on dimension {}", dim + 1)))
    }
}

/// A view of a slice of a view of one dimension.
pub(super) fn sliced(vm: &Vm, view: &Ref<MemoryView>, slice: &Ref<Slice>) -> PyResult<Ref<MemoryView>> {
    if view.ndim() != 1 {
        return Err(vm.not_implemented_error("multi-dimensional slicing is not implemented"));
    }
    let SliceBounds { start, step, count, .. } = vm.slice_bounds(slice, view.shape(0))?;
    check(vm, view)?;
    let mut window = window_of(vm, view)?;
    if count != 0 {
        window.start = (view.start as i64 + start * view.stride(0)) as usize;
    }
    window.dims[0] = count as i64;
    window.dims[1] = view.stride(0).saturating_mul(step);
    make(vm, &view.base, view.buffer_type, window)
}

/// A format character and whether an `@` stands before it.
fn parse_format(format: &Str) -> Option<(u8, bool)> {
    match format.ascii_bytes()? {
        [c] if item_size(*c).is_some() => Some((*c, false)),
        [b'@', c] if item_size(*c).is_some() => Some((*c, true)),
        _ => None,
    }
}

pub(super) fn cast(
    vm: &Vm,
    view: &Ref<MemoryView>,
    format: &Value,
    shape: &Value,
) -> PyResult<Ref<MemoryView>> {
    check(vm, view)?;
    let Some(text) = format.get::<Str>() else {
        return Err(vm.type_error(format_args!(
            "cast() argument 'format' must be str, not {}",
            vm.type_or_none(format)
        )));
    };
    if !view.is_contiguous() {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if !shape.is_blank() && view.ndim() != 1 && !shape_is_flat(shape) {
        return Err(vm.type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    let Some((code, at_sign)) = parse_format(text) else {
        return Err(vm.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        ));
    };
    let itemsize = item_size(code).unwrap_or(1);
    let is_byte = |c: u8| matches!(c, b'B' | b'b' | b'c');
    if !is_byte(code) && !is_byte(view.format) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let bytes = view.bytes();
    if bytes % itemsize != 0 {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let mut dims: HeapVec<i64> = HeapVec::new();
    if shape.is_blank() {
        vm.retry(|heap| dims.try_extend_from_slice(heap, &[(bytes / itemsize) as i64, itemsize as i64]))?;
    } else {
        let items: &[Value] = &match (shape.get::<List>(), shape.get::<Tuple>()) {
            (Some(list), _) => vm.retry(|heap| list.items.snapshot(heap))?,
            (None, Some(tuple)) => vm.retry(|heap| HeapVec::try_from_slice(heap, tuple.items()))?,
            (None, None) => return Err(vm.type_error("shape must be a list or a tuple")),
        };
        if items.len() > 64 {
            return Err(vm.value_error("memoryview: number of dimensions must not exceed 64"));
        }
        let mut product: i64 = 1;
        for item in items {
            let n = match crate::types::int::as_i64(item) {
                Some(n) => n,
                None => return Err(vm.type_error("memoryview.cast(): elements of shape must be integers")),
            };
            if n <= 0 {
                return Err(vm.value_error("memoryview.cast(): elements of shape must be integers > 0"));
            }
            product = match product.checked_mul(n) {
                Some(product) => product,
                None => return Err(vm.value_error("memoryview.cast(): product(shape) > SSIZE_MAX")),
            };
            vm.retry(|heap| dims.try_push(heap, n))?;
        }
        if product.checked_mul(itemsize as i64) != Some(bytes as i64) {
            return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
        }
        let ndim = dims.len();
        for i in 0..ndim {
            let stride = dims[i + 1..ndim].iter().product::<i64>() * itemsize as i64;
            vm.retry(|heap| dims.try_push(heap, stride))?;
        }
    }
    let window = Window {
        start: view.start,
        format: code,
        at_sign,
        itemsize: itemsize as u8,
        readonly: view.readonly,
        dims,
    };
    make(vm, &view.base, view.buffer_type, window)
}

fn shape_is_flat(shape: &Value) -> bool {
    shape.get::<List>().is_some_and(|l| l.items.len() == 1)
        || shape.get::<Tuple>().is_some_and(|t| t.items().len() == 1)
}
