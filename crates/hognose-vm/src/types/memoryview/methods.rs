//! The methods of memoryview.

use std::cell::Cell;

use hognose_derive::Trace;
use hognose_heap::{HeapVec, Payload, Ref, ShapeId, Value};

use super::items::{read_item, write_item};
use super::layout::{cast, each_item, item_offset, sliced};
use super::{MemoryView, base_bytes, base_bytes_mut, check, make, of_object, view_bytes, window_of};
use crate::class::Class;
use crate::prelude::self_of;
use crate::raise::PyResult;
use crate::typedef::{Args, Def, GetSet, TypeDef, TypeFlags, class_method, getset, method};
use crate::types::bytes::hex::hex_text;
use crate::types::slice::Slice;
use crate::types::str::{Str, cannot_index};
use crate::types::tuple::Tuple;
use crate::vm::Vm;

fn this<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a Ref<MemoryView>> {
    let view = self_of::<MemoryView>(vm, args)?;
    check(vm, view)?;
    Ok(view)
}

fn new(vm: &Vm, _: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let [object] = args.bind::<1>(vm, "memoryview", "(object)")?;
    Ok(of_object(vm, &object)?.into_value())
}

fn from_flags(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(of_object(vm, &args[1])?.into_value())
}

fn len(vm: &Vm, args: &[Value]) -> PyResult {
    let view = this(vm, args)?;
    if view.ndim() == 0 {
        return Err(vm.type_error("0-dim memory has no length"));
    }
    vm.int(view.shape(0) as i64)
}

fn read_at(vm: &Vm, view: &MemoryView, at: usize) -> PyResult {
    let mut room = [0; 8];
    let size = view.itemsize as usize;
    room[..size].copy_from_slice(&base_bytes(vm, view)?[at..at + size]);
    read_item(vm, view.format, &room[..size])
}

/// The offset that a key names; None if the key names more than an item.
fn offset_of(vm: &Vm, view: &Ref<MemoryView>, key: &Value) -> PyResult<Option<usize>> {
    if view.ndim() == 0 {
        let whole = key.get::<Tuple>().is_some_and(|t| t.items().is_empty());
        return if whole {
            Ok(Some(view.start))
        } else {
            Err(vm.type_error("invalid indexing of 0-dim memory"))
        };
    }
    if let Some(tuple) = key.get::<Tuple>() {
        let keys = tuple.items();
        if keys.iter().all(is_integer(vm)) {
            if keys.len() < view.ndim() {
                return Err(vm.not_implemented_error("sub-views are not implemented"));
            }
            if keys.len() > view.ndim() {
                return Err(vm.type_error(format_args!(
                    "cannot index {}-dimension view with {}-element tuple",
                    view.ndim(),
                    keys.len()
                )));
            }
            let mut at = view.start as i64;
            for (dim, key) in keys.iter().enumerate() {
                let i = vm.index_i64(key).map_err(|raised| cannot_index(vm, key, raised))?;
                at += item_offset(vm, view, dim, i)?;
            }
            check(vm, view)?;
            return Ok(Some(at as usize));
        }
        if keys.iter().all(|k| k.get::<Slice>().is_some()) {
            return Err(vm.not_implemented_error("multi-dimensional slicing is not implemented"));
        }
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    if is_integer(vm)(key) {
        if view.ndim() != 1 {
            return Err(vm.not_implemented_error("multi-dimensional sub-views are not implemented"));
        }
        let i = vm.index_i64(key).map_err(|raised| cannot_index(vm, key, raised))?;
        let at = view.start as i64 + item_offset(vm, view, 0, i)?;
        check(vm, view)?;
        return Ok(Some(at as usize));
    }
    Ok(None)
}

fn is_integer(vm: &Vm) -> impl Fn(&Value) -> bool {
    |v| crate::types::int::is_int(v) || vm.lookup_special(v, &vm.names.__index__).is_some()
}

fn getitem(vm: &Vm, args: &[Value]) -> PyResult {
    let view = this(vm, args)?;
    if let Some(slice) = args[1].get::<Slice>() {
        return Ok(sliced(vm, view, slice)?.into_value());
    }
    match offset_of(vm, view, &args[1])? {
        Some(at) => read_at(vm, view, at),
        None => Err(vm.type_error("memoryview: invalid slice key")),
    }
}

fn setitem(vm: &Vm, args: &[Value]) -> PyResult {
    let view = this(vm, args)?;
    let value = &args[2];
    if view.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    if let Some(slice) = args[1].get::<Slice>() {
        let target = sliced(vm, view, slice)?;
        return assign(vm, &target, value);
    }
    let Some(at) = offset_of(vm, view, &args[1])? else {
        return Err(vm.type_error("memoryview: invalid slice key"));
    };
    let item = write_item(vm, view.format, value)?;
    let size = view.itemsize as usize;
    base_bytes_mut(vm, view)?[at..at + size].copy_from_slice(&item[..size]);
    Ok(Value::NONE)
}

/// `target[:] = source`: formats and shapes must agree.
fn assign(vm: &Vm, target: &Ref<MemoryView>, source: &Value) -> PyResult {
    if !vm.is_buffer(source) {
        return Err(vm.not_bytes_like(source));
    }
    let source = of_object(vm, source)?;
    let fits = source.ndim() == 1
        && source.format == target.format
        && source.itemsize == target.itemsize
        && source.shape(0) == target.shape(0);
    if !fits {
        return Err(vm.value_error("memoryview assignment: lvalue and rvalue have different structures"));
    }
    // The source may lie in the same memory.
    let mut copy: HeapVec<u8> = HeapVec::new();
    vm.push_bytes(&mut copy, &view_bytes(vm, &source)?)?;
    let size = target.itemsize as usize;
    let mut base = base_bytes_mut(vm, target)?;
    let mut from = 0;
    each_item(target, |at| -> PyResult<()> {
        base[at..at + size].copy_from_slice(&copy[from..from + size]);
        from += size;
        Ok(())
    })?;
    Ok(Value::NONE)
}

fn delitem(vm: &Vm, args: &[Value]) -> PyResult {
    let view = this(vm, args)?;
    if view.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    Err(vm.type_error("cannot delete memory"))
}

fn tolist(vm: &Vm, args: &[Value]) -> PyResult {
    let view = this(vm, args)?;
    if view.ndim() == 0 {
        return read_at(vm, view, view.start);
    }
    nested(vm, view, 0, view.start as i64)
}

fn nested(vm: &Vm, view: &MemoryView, dim: usize, at: i64) -> PyResult {
    let mut list = HeapVec::new();
    for i in 0..view.shape(dim) {
        let at = at + i as i64 * view.stride(dim);
        let item = if dim + 1 == view.ndim() {
            read_at(vm, view, at as usize)?
        } else {
            nested(vm, view, dim + 1, at)?
        };
        vm.push(&mut list, item)?;
    }
    vm.list_from(list)
}

fn tobytes(vm: &Vm, args: &[Value]) -> PyResult {
    let view = this(vm, args)?;
    if !args[1].is_blank() && !args[1].is_none() {
        let order = args[1].get::<Str>().and_then(|s| s.as_str());
        if !matches!(order, Some("C" | "F" | "A")) {
            return Err(vm.value_error("order must be 'C', 'F' or 'A'"));
        }
        if order == Some("F") && view.ndim() > 1 {
            return fortran_bytes(vm, view);
        }
    }
    vm.bytes(&view_bytes(vm, view)?)
}

/// Bytes with the first index running fastest.
fn fortran_bytes(vm: &Vm, view: &Ref<MemoryView>) -> PyResult {
    let base = base_bytes(vm, view)?;
    let (ndim, size) = (view.ndim(), view.itemsize as usize);
    let mut out = HeapVec::new();
    for n in 0..view.count() {
        let (mut rest, mut at) = (n, view.start as i64);
        for dim in 0..ndim {
            at += (rest % view.shape(dim)) as i64 * view.stride(dim);
            rest /= view.shape(dim);
        }
        vm.push_bytes(&mut out, &base[at as usize..at as usize + size])?;
    }
    vm.bytes(&out)
}

fn hex(vm: &Vm, args: &[Value]) -> PyResult {
    let view = this(vm, args)?;
    hex_text(vm, &view_bytes(vm, view)?, &args[1], &args[2])
}

fn cast_method(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(cast(vm, this(vm, args)?, &args[1], &args[2])?.into_value())
}

fn toreadonly(vm: &Vm, args: &[Value]) -> PyResult {
    let view = this(vm, args)?;
    let mut window = window_of(vm, view)?;
    window.readonly = true;
    Ok(make(vm, &view.base, view.buffer_type, window)?.into_value())
}

fn release(vm: &Vm, args: &[Value]) -> PyResult {
    self_of::<MemoryView>(vm, args)?.release();
    Ok(Value::NONE)
}

fn enter(vm: &Vm, args: &[Value]) -> PyResult {
    this(vm, args)?;
    Ok(args[0].clone())
}

fn equal(vm: &Vm, args: &[Value]) -> PyResult<Option<bool>> {
    let view = self_of::<MemoryView>(vm, args)?;
    if args[0].same(&args[1]) {
        return Ok(Some(!view.released.get() || args[0].same(&args[1])));
    }
    if view.released.get() {
        return Ok(Some(false));
    }
    if !vm.is_buffer(&args[1]) {
        return Ok(None);
    }
    if args[1].get::<MemoryView>().is_some_and(|other| other.released.get()) {
        return Ok(Some(false));
    }
    let other = of_object(vm, &args[1])?;
    if view.ndim() != other.ndim() || (0..view.ndim()).any(|i| view.shape(i) != other.shape(i)) {
        return Ok(Some(false));
    }
    let float = |c: u8| matches!(c, b'f' | b'd' | b'e');
    if view.format == other.format && !float(view.format) {
        return Ok(Some(*view_bytes(vm, view)? == *view_bytes(vm, &other)?));
    }
    let (mut left, mut right): (HeapVec<i64>, HeapVec<i64>) = (HeapVec::new(), HeapVec::new());
    each_item(view, |at| vm.retry(|heap| left.try_push(heap, at as i64)))?;
    each_item(&other, |at| vm.retry(|heap| right.try_push(heap, at as i64)))?;
    for (&a, &b) in left.iter().zip(right.iter()) {
        let (a, b) = (read_at(vm, view, a as usize)?, read_at(vm, &other, b as usize)?);
        if !vm.eq(&a, &b)? {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}

fn eq(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(equal(vm, args)?.map_or(Value::NOT_IMPLEMENTED, Value::from_bool))
}

fn ne(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(equal(vm, args)?.map_or(Value::NOT_IMPLEMENTED, |same| Value::from_bool(!same)))
}

fn hash(vm: &Vm, args: &[Value]) -> PyResult {
    let view = self_of::<MemoryView>(vm, args)?;
    if let Some(hash) = view.hash.get() {
        return vm.int(hash as i64);
    }
    check(vm, view)?;
    if !view.readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !matches!(view.format, b'B' | b'b' | b'c') {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    vm.hash(&view.base)?;
    let hash = crate::types::str::hash::hash_bytes(vm.heap().user_word(), &view_bytes(vm, view)?);
    view.hash.set(Some(hash));
    vm.int(hash as i64)
}

fn repr(vm: &Vm, args: &[Value]) -> PyResult {
    let view = self_of::<MemoryView>(vm, args)?;
    let what = if view.released.get() { "released memory" } else { "memory" };
    vm.str(&format!("<{what} at {:#x}>", view.address()))
}

fn contains(vm: &Vm, args: &[Value]) -> PyResult {
    let list = tolist(vm, &args[..1])?;
    Ok(Value::from_bool(vm.contains(&list, &args[1])?))
}

fn count(vm: &Vm, args: &[Value]) -> PyResult {
    let list = tolist(vm, &args[..1])?;
    vm.call_method(&list, "count", &args[1..2])
}

fn index(vm: &Vm, args: &[Value]) -> PyResult {
    let view = this(vm, args)?;
    if view.ndim() != 1 {
        return Err(vm.not_implemented_error("multi-dimensional lookup is not implemented"));
    }
    let (start, stop) = crate::types::str::bounds(vm, &args[2], &args[3], view.shape(0))?;
    for i in start..stop.min(view.shape(0)) {
        let at = view.start as i64 + i as i64 * view.stride(0);
        let item = read_at(vm, view, at as usize)?;
        if vm.eq(&item, &args[1])? {
            return vm.int(i as i64);
        }
    }
    Err(vm.value_error("memoryview.index(x): x not found"))
}

fn iter(vm: &Vm, args: &[Value]) -> PyResult {
    let view = this(vm, args)?;
    if view.ndim() == 0 {
        return Err(vm.type_error("invalid indexing of 0-dim memory"));
    }
    let iterator =
        vm.alloc(|| MemoryViewIterator { view: view.to_value(), next: Cell::new(0), left: Cell::new(true) })?;
    Ok(iterator.into_value())
}

/// Position in a memoryview.
#[derive(Trace)]
pub struct MemoryViewIterator {
    view: Value,
    next: Cell<i64>,
    left: Cell<bool>,
}

impl Payload for MemoryViewIterator {
    const NAME: &'static str = "memory_iterator";
    const SHAPE: ShapeId = crate::shapes::MEMORYVIEW_ITERATOR;
    type Tail = ();
}

fn next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let Some(it) = v.get::<MemoryViewIterator>() else { return Ok(None) };
    let Some(view) = it.view.get::<MemoryView>() else { return Ok(None) };
    let i = it.next.get();
    check(vm, view)?;
    if !it.left.get() || i as usize >= view.shape(0) {
        it.left.set(false);
        return Ok(None);
    }
    it.next.set(i + 1);
    if view.ndim() != 1 {
        return Err(vm.not_implemented_error("multi-dimensional sub-views are not implemented"));
    }
    Ok(Some(read_at(vm, view, (view.start as i64 + i * view.stride(0)) as usize)?))
}

pub static ITERATOR_TYPE: TypeDef = TypeDef {
    methods: &[method("__iter__", "($self, /)", |_, args| Ok(args[0].clone()))],
    iternext: Some(next),
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<MemoryViewIterator>("memory_iterator")
};

const METHODS: &[Def] = &[
    method("__repr__", "($self, /)", repr),
    method("__hash__", "($self, /)", hash),
    method("__eq__", "($self, value, /)", eq),
    method("__ne__", "($self, value, /)", ne),
    method("__len__", "($self, /)", len),
    method("__getitem__", "($self, key, /)", getitem),
    method("__setitem__", "($self, key, value, /)", setitem),
    method("__delitem__", "($self, key, /)", delitem),
    method("__contains__", "($self, key, /)", contains),
    method("__iter__", "($self, /)", iter),
    method("__enter__", "($self, /)", enter),
    method("__exit__", "($self, /, *exc_info)", release),
    method("release", "($self, /)", release),
    method("tobytes", "($self, /, order='C')", tobytes),
    method("tolist", "($self, /)", tolist),
    method("hex", "($self, /, sep=..., bytes_per_sep=1)", hex),
    method("cast", "($self, /, format, shape=...)", cast_method),
    method("toreadonly", "($self, /)", toreadonly),
    method("count", "($self, value, /)", count),
    method("index", "($self, value, start=0, stop=sys.maxsize, /)", index),
    class_method("_from_flags", "($cls, /, object, flags)", from_flags),
];

fn of<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<MemoryView>> {
    this(vm, std::slice::from_ref(v))
}

fn numbers(vm: &Vm, items: impl Iterator<Item = i64>) -> PyResult {
    let mut values = HeapVec::new();
    for i in items {
        vm.push(&mut values, vm.int(i)?)?;
    }
    vm.tuple_from(values)
}

const GETSETS: &[GetSet] = &[
    getset("obj", |vm, v| Ok(of(vm, v)?.base.clone()), None),
    getset("nbytes", |vm, v| vm.int(of(vm, v)?.bytes() as i64), None),
    getset("readonly", |vm, v| Ok(Value::from_bool(of(vm, v)?.readonly)), None),
    getset("itemsize", |vm, v| Ok(Value::from_small(of(vm, v)?.itemsize as i32)), None),
    getset(
        "format",
        |vm, v| {
            let view = of(vm, v)?;
            let text = [b'@', view.format];
            Ok(vm.ascii_str(if view.at_sign { &text } else { &text[1..] })?.into_value())
        },
        None,
    ),
    getset("ndim", |vm, v| vm.int(of(vm, v)?.ndim() as i64), None),
    getset(
        "shape",
        |vm, v| {
            let view = of(vm, v)?;
            numbers(vm, (0..view.ndim()).map(|i| view.shape(i) as i64))
        },
        None,
    ),
    getset(
        "strides",
        |vm, v| {
            let view = of(vm, v)?;
            numbers(vm, (0..view.ndim()).map(|i| view.stride(i)))
        },
        None,
    ),
    getset(
        "suboffsets",
        |vm, v| {
            of(vm, v)?;
            vm.tuple(&[])
        },
        None,
    ),
    getset("c_contiguous", |vm, v| Ok(Value::from_bool(of(vm, v)?.is_contiguous())), None),
    getset(
        "f_contiguous",
        |vm, v| {
            let view = of(vm, v)?;
            Ok(Value::from_bool(view.ndim() <= 1 && view.is_contiguous()))
        },
        None,
    ),
    getset("contiguous", |vm, v| Ok(Value::from_bool(of(vm, v)?.is_contiguous())), None),
];

pub static TYPE: TypeDef = TypeDef {
    doc: "Create a new memoryview object which references the given object.",
    new: Some(new),
    methods: METHODS,
    getsets: GETSETS,
    flags: TypeFlags::SEQUENCE.union(TypeFlags::WEAKREF),
    ..TypeDef::new::<MemoryView>("memoryview")
};
