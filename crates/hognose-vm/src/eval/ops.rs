//! Bodies of instructions that are too long for the loop.

use hognose_heap::{HeapVec, Ref, ShapeId, Value};

use super::frame::Frame;
use crate::class::Class;
use crate::raise::{PyResult, Raised};
use crate::shapes;
use crate::types::bytes::Bytes;
use crate::types::cell::Cell;
use crate::types::code::Code;
use crate::types::dict::Dict;
use crate::types::exception;
use crate::types::frame::FrameObject;
use crate::types::function::Function;
use crate::types::generator::Generator;
use crate::types::list::List;
use crate::types::list::iter::ListIter;
use crate::types::range::RangeIter;
use crate::types::set::Set;
use crate::types::str::Str;
use crate::types::tuple::{Tuple, TupleIter};
use crate::vm::Vm;

/// The shape of an object; NONE for immediates.
#[inline(always)]
pub(crate) fn shape_of(v: &Value) -> ShapeId {
    match v.as_object() {
        Some(o) => o.shape(),
        None => ShapeId::NONE,
    }
}

// ---- names

#[cold]
pub(super) fn unbound_local(vm: &Vm, code: &Ref<Code>, i: usize) -> Raised {
    let Some(name) = code.varname(i) else { return vm.system_error("unnamed local") };
    let name = name.clone();
    let text =
        format!("cannot access local variable '{}' where it is not associated with a value", name.to_utf8());
    if code.flags & hognose_compiler::code::flags::OPTIMIZED == 0 {
        return vm.name_error(
            &vm.exc.name_error,
            format_args!("name '{}' is not defined", name.to_utf8()),
            &name,
        );
    }
    vm.name_error(&vm.exc.unbound_local_error, text, &name)
}

#[cold]
pub(super) fn unbound_cell(vm: &Vm, code: &Ref<Code>, i: usize) -> Raised {
    unbound_local(vm, code, i)
}

#[cold]
pub(super) fn unbound_free(vm: &Vm, code: &Ref<Code>, i: usize) -> Raised {
    let Some(name) = code.freevar(i).cloned() else { return vm.system_error("unnamed free variable") };
    let text = format!(
        "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
        name.to_utf8()
    );
    vm.name_error(&vm.exc.name_error, text, &name)
}

/// The cell in a local register.
#[inline(always)]
pub(super) fn cell_of(v: &Value) -> &Ref<Cell> {
    match v.get::<Cell>() {
        Some(cell) => cell,
        None => unreachable!("MakeCell put a cell there"),
    }
}

/// Free variable `i` of the running function.
#[inline(always)]
pub(super) fn free_cell(frame: &Frame, i: usize) -> Ref<Cell> {
    match free_cell_value(frame, i).downcast::<Cell>() {
        Ok(cell) => cell,
        Err(_) => unreachable!("a closure is a tuple of cells"),
    }
}

#[inline(always)]
pub(super) fn free_cell_value(frame: &Frame, i: usize) -> Value {
    match frame.func.get::<Function>().and_then(|f| f.closure.get()) {
        Some(closure) => closure.items()[i].clone(),
        None => unreachable!("a function with free variables has a closure"),
    }
}

/// Sets a name of a namespace dict.
pub(super) fn store_name(vm: &Vm, dict: &Ref<Dict>, name: &Ref<Str>, value: Value) -> PyResult<()> {
    match dict.index_of_str(name) {
        Some(i) => {
            dict.set_value_at(i, value);
            Ok(())
        }
        None => dict.set_str(vm, name, value),
    }
}

pub(super) fn store_in_mapping(vm: &Vm, locals: &Value, name: &Ref<Str>, value: Value) -> PyResult<()> {
    match locals.get::<Dict>().filter(|_| shape_of(locals) == shapes::DICT) {
        Some(dict) => store_name(vm, dict, name, value),
        None => vm.setitem(locals, name.as_value(), &value),
    }
}

pub(super) fn delete_global(vm: &Vm, globals: &Ref<Dict>, name: &Ref<Str>) -> PyResult<()> {
    match globals.remove(vm, name.as_value())? {
        Some(_) => Ok(()),
        None => Err(vm.name_error(
            &vm.exc.name_error,
            format_args!("name '{}' is not defined", name.to_utf8()),
            name,
        )),
    }
}

pub(super) fn delete_name(vm: &Vm, locals: &Value, name: &Ref<Str>) -> PyResult<()> {
    match locals.get::<Dict>().filter(|_| shape_of(locals) == shapes::DICT) {
        Some(dict) => delete_global(vm, dict, name),
        None => {
            let done = vm.delitem(locals, name.as_value());
            match vm.ignore(done, &vm.exc.key_error)? {
                Some(()) => Ok(()),
                None => Err(vm.name_error(
                    &vm.exc.name_error,
                    format_args!("name '{}' is not defined", name.to_utf8()),
                    name,
                )),
            }
        }
    }
}

fn in_mapping(vm: &Vm, mapping: &Value, name: &Ref<Str>) -> PyResult<Option<Value>> {
    match mapping.get::<Dict>().filter(|_| shape_of(mapping) == shapes::DICT) {
        Some(dict) => dict.get(vm, name.as_value()),
        None => {
            let found = vm.getitem(mapping, name.as_value());
            vm.ignore(found, &vm.exc.key_error)
        }
    }
}

pub(super) fn load_from_mapping_or_free(
    vm: &Vm,
    frame: &Frame,
    mapping: &Value,
    name: &Ref<Str>,
    i: usize,
) -> PyResult {
    if let Some(v) = in_mapping(vm, mapping, name)? {
        return Ok(v);
    }
    let v = free_cell(frame, i).get();
    if v.is_blank() { Err(unbound_free(vm, frame.code(), i)) } else { Ok(v) }
}

pub(super) fn load_from_mapping_or_global(
    vm: &Vm,
    frame: &Frame,
    mapping: &Value,
    name: &Ref<Str>,
) -> PyResult {
    if let Some(v) = in_mapping(vm, mapping, name)? {
        return Ok(v);
    }
    if let Some(v) = frame.globals().get(vm, name.as_value())? {
        return Ok(v);
    }
    let own = super::attr::own_builtins(vm, frame.globals())?;
    match own.as_ref().unwrap_or(&vm.builtins).get(vm, name.as_value())? {
        Some(v) => Ok(v),
        None => Err(vm.name_error(
            &vm.exc.name_error,
            format_args!("name '{}' is not defined", name.to_utf8()),
            name,
        )),
    }
}

// ---- iteration and unpacking

/// One step of a `for` loop over anything but a generator.
#[inline(always)]
pub(super) fn for_next(vm: &Vm, it: &Value) -> PyResult<Option<Value>> {
    let shape = shape_of(it);
    if shape == shapes::RANGE_ITERATOR {
        if let Some(item) = it.get_exact::<RangeIter>().and_then(|it| it.step_small()) {
            return Ok(Some(item));
        }
    } else if shape == shapes::LIST_ITERATOR {
        if let Some(item) = it.get_exact::<ListIter>().and_then(|it| it.step()) {
            return Ok(Some(item));
        }
    } else if shape == shapes::TUPLE_ITERATOR {
        if let Some(item) = it.get_exact::<TupleIter>().and_then(|it| it.step()) {
            return Ok(Some(item));
        }
    }
    // Every other iterator, and the end of these.
    vm.next(it)
}

/// Writes exactly `count` items to the registers from `to` upward.
///
/// # Safety
/// `to..to+count` is a run of temporaries; the source may be one of them.
pub(super) unsafe fn unpack(vm: &Vm, source: &Value, to: *mut Value, count: usize) -> PyResult<()> {
    let source = source.clone();
    // SAFETY: as the function says; values are written last.
    unsafe {
        if let Some(t) = source.get_exact::<Tuple>().filter(|t| t.items().len() == count) {
            for (i, v) in t.items().iter().enumerate() {
                drop(std::ptr::replace(to.add(i), v.clone()));
            }
            return Ok(());
        }
        if let Some(list) = source.get_exact::<List>().filter(|list| list.items.len() == count) {
            for i in 0..count {
                let item = list.items.get(i).unwrap_or(Value::NONE);
                drop(std::ptr::replace(to.add(i), item));
            }
            return Ok(());
        }
        let items = unpack_items(vm, &source, count)?;
        for (i, v) in items.into_iter().enumerate() {
            drop(std::ptr::replace(to.add(i), v));
        }
    }
    Ok(())
}

fn unpack_items(vm: &Vm, source: &Value, count: usize) -> PyResult<HeapVec<Value>> {
    let sequence = |given: usize| {
        if given > count {
            let got = if shape_of(source) == shapes::TUPLE
                || shape_of(source) == shapes::LIST
                || shape_of(source) == shapes::DICT
            {
                format!(", got {given}")
            } else {
                String::new()
            };
            vm.value_error(format_args!("too many values to unpack (expected {count}{got})"))
        } else {
            vm.value_error(format_args!("not enough values to unpack (expected {count}, got {given})"))
        }
    };
    let it = match vm.iter(source) {
        Ok(it) => it,
        Err(raised) => return Err(not_iterable(vm, raised, source, "cannot unpack non-iterable %s object")),
    };
    let mut out = HeapVec::new();
    for n in 0..count {
        match vm.next(&it)? {
            Some(v) => vm.push(&mut out, v)?,
            None => return Err(sequence(n)),
        }
    }
    if vm.next(&it)?.is_some() {
        let given = if shape_of(source) == shapes::TUPLE
            || shape_of(source) == shapes::LIST
            || shape_of(source) == shapes::DICT
        {
            vm.len(source)?
        } else {
            count + 1
        };
        return Err(sequence(given));
    }
    Ok(out)
}

/// Replaces the TypeError of `iter` on something that has no iterator at all.
fn not_iterable(vm: &Vm, raised: Raised, source: &Value, text: &str) -> Raised {
    let class = vm.class_of(source);
    let has = vm.class_lookup(&class, &vm.names.__iter__).is_some_and(|f| !f.is_none())
        || vm.class_lookup(&class, &vm.names.__getitem__).is_some();
    if has || vm.catch(&vm.exc.type_error).is_none() {
        return raised;
    }
    vm.type_error(text.replace("%s", &class.name()))
}

/// `before` items, a list of the middle, `after` items.
///
/// # Safety
/// As `unpack`.
pub(super) unsafe fn unpack_ex(
    vm: &Vm,
    source: &Value,
    to: *mut Value,
    before: usize,
    after: usize,
) -> PyResult<()> {
    let source = source.clone();
    let items = match vm.iter(&source) {
        Ok(_) => vm.collect(&source)?,
        Err(raised) => return Err(not_iterable(vm, raised, &source, "cannot unpack non-iterable %s object")),
    };
    if items.len() < before + after {
        let (needed, got) = (before + after, items.len());
        return Err(vm.value_error(format_args!(
            "not enough values to unpack (expected at least {needed}, got {got})"
        )));
    }
    let middle = vm.list(&items[before..items.len() - after])?;
    // SAFETY: as the function says.
    unsafe {
        for (i, v) in items[..before].iter().enumerate() {
            drop(std::ptr::replace(to.add(i), v.clone()));
        }
        drop(std::ptr::replace(to.add(before), middle));
        for (i, v) in items[items.len() - after..].iter().enumerate() {
            drop(std::ptr::replace(to.add(before + 1 + i), v.clone()));
        }
    }
    Ok(())
}

// ---- displays

/// Moves a run of temporaries out.
///
/// # Safety
/// `from..from+count` own values.
unsafe fn blank_run(from: *mut Value, count: usize) {
    // SAFETY: as the function says.
    unsafe {
        for i in 0..count {
            drop(std::ptr::replace(from.add(i), Value::BLANK));
        }
    }
}

/// # Safety
/// As `blank_run`.
#[inline(always)]
pub(super) unsafe fn build_tuple(vm: &Vm, from: *mut Value, count: usize) -> PyResult {
    // SAFETY: as the function says: each register is moved out once, into the tuple.
    unsafe {
        if count == 0 {
            return vm.tuple(&[]);
        }
        let make = || {
            vm.heap().alloc_tail(shapes::TUPLE, Tuple::of_len(count), count, |i| {
                std::ptr::replace(from.add(i), Value::BLANK)
            })
        };
        match make() {
            Ok(t) => Ok(t.into_value()),
            Err(_) => {
                let t = vm.tuple(std::slice::from_raw_parts(from, count))?;
                blank_run(from, count);
                Ok(t)
            }
        }
    }
}

/// # Safety
/// As `blank_run`.
pub(super) unsafe fn build_list(vm: &Vm, from: *mut Value, count: usize) -> PyResult {
    // SAFETY: as the function says.
    unsafe {
        let list = vm.empty_list()?;
        if count > 0 {
            let items = std::slice::from_raw_parts(from, count);
            vm.retry(|heap| list.items.try_extend(heap, items))?;
            blank_run(from, count);
        }
        Ok(list.into_value())
    }
}

/// # Safety
/// As `blank_run`.
pub(super) unsafe fn build_set(vm: &Vm, from: *mut Value, count: usize) -> PyResult {
    // SAFETY: as the function says.
    unsafe {
        let set = vm.new_set()?;
        for i in 0..count {
            set.add(vm, &*from.add(i))?;
        }
        blank_run(from, count);
        Ok(set.into_value())
    }
}

/// # Safety
/// As `blank_run`, with two registers a pair.
pub(super) unsafe fn build_map(vm: &Vm, from: *mut Value, pairs: usize) -> PyResult {
    // SAFETY: as the function says.
    unsafe {
        let dict = vm.new_dict()?;
        for i in 0..pairs {
            let key = std::ptr::replace(from.add(2 * i), Value::BLANK);
            let value = std::ptr::replace(from.add(2 * i + 1), Value::BLANK);
            drop(dict.insert(vm, key, value)?);
        }
        Ok(dict.into_value())
    }
}

/// # Safety
/// As `blank_run`.
pub(super) unsafe fn build_string(vm: &Vm, from: *mut Value, count: usize) -> PyResult {
    // SAFETY: as the function says.
    unsafe {
        let parts = std::slice::from_raw_parts(from, count);
        let text = crate::types::str::join_parts(vm, parts)?;
        blank_run(from, count);
        Ok(text)
    }
}

/// # Safety
/// `from` points to three temporaries.
pub(super) unsafe fn build_slice(vm: &Vm, from: *mut Value) -> PyResult {
    // SAFETY: as the function says.
    unsafe {
        let v = crate::types::slice::new_slice(vm, &*from, &*from.add(1), &*from.add(2))?;
        blank_run(from, 3);
        Ok(v)
    }
}

fn the_list(v: &Value) -> &Ref<List> {
    match v.get::<List>() {
        Some(list) => list,
        None => unreachable!("codegen builds a list there"),
    }
}

#[inline(always)]
pub(super) fn list_append(vm: &Vm, list: &Value, v: Value) -> PyResult<()> {
    let list = the_list(list);
    match list.items.push_within_capacity(v) {
        Ok(()) => Ok(()),
        Err(v) => vm.retry(|heap| list.items.try_push(heap, v.clone())),
    }
}

pub(super) fn list_extend(vm: &Vm, list: &Value, source: &Value) -> PyResult<()> {
    let items = match vm.iter(source) {
        Ok(_) => vm.collect(source)?,
        Err(raised) => {
            return Err(not_iterable(vm, raised, source, "Value after * must be an iterable, not %s"));
        }
    };
    let list = the_list(list);
    vm.retry(|heap| list.items.try_extend(heap, &items))
}

pub(super) fn set_add(vm: &Vm, set: &Value, v: &Value) -> PyResult<()> {
    match set.get::<Set>() {
        Some(set) => set.add(vm, v),
        None => unreachable!("codegen builds a set there"),
    }
}

pub(super) fn set_update(vm: &Vm, set: &Value, source: &Value) -> PyResult<()> {
    match set.get::<Set>() {
        Some(set) => set.update(vm, source),
        None => unreachable!("codegen builds a set there"),
    }
}

fn the_dict(v: &Value) -> &Ref<Dict> {
    match v.get::<Dict>() {
        Some(dict) => dict,
        None => unreachable!("codegen builds a dict there"),
    }
}

pub(super) fn map_set(vm: &Vm, dict: &Value, key: Value, value: Value) -> PyResult<()> {
    drop(the_dict(dict).insert(vm, key, value)?);
    Ok(())
}

fn mapping_items(vm: &Vm, source: &Value, mut f: impl FnMut(Value, Value) -> PyResult<()>) -> PyResult<bool> {
    let plain = |source: &Value| {
        shape_of(source) == shapes::DICT || crate::types::dict::iterates_like_dict(vm, source)
    };
    if let Some(from) = source.get::<Dict>().filter(|_| plain(source)) {
        let mut at = 0;
        while let Some((next, key, value)) = from.entry_at(at) {
            at = next;
            f(key, value)?;
        }
        return Ok(true);
    }
    let Some(keys) = vm.getattr_opt(source, &vm.names.keys)? else { return Ok(false) };
    let keys = vm.call(&keys, &[])?;
    let keys = vm.collect(&keys)?;
    for key in &keys {
        f(key.clone(), vm.getitem(source, key)?)?;
    }
    Ok(true)
}

pub(super) fn dict_update(vm: &Vm, dict: &Value, source: &Value) -> PyResult<()> {
    let done = crate::types::dict::merge_mapping(vm, the_dict(dict), source)?;
    if done {
        Ok(())
    } else {
        Err(vm.type_error(format_args!("'{}' object is not a mapping", vm.tn(source))))
    }
}

fn callable_name(vm: &Vm, f: &Value) -> String {
    let name = vm.getattr_opt(f, &vm.names.__qualname__).ok().flatten();
    let module = vm.getattr_opt(f, &vm.names.__module__).ok().flatten();
    let text = |v: Option<Value>| v.and_then(|v| v.downcast::<Str>().ok()).map(|s| s.to_utf8().into_owned());
    match (text(name), text(module)) {
        (Some(name), Some(module)) if module != "builtins" => format!("{module}.{name}()"),
        (Some(name), _) => format!("{name}()"),
        (None, _) => {
            vm.to_str(f).map_or_else(|_| format!("{} object", vm.tn(f)), |s| s.to_utf8().into_owned())
        }
    }
}

pub(super) fn dict_merge(vm: &Vm, dict: &Value, source: &Value, f: &Value) -> PyResult<()> {
    let into = the_dict(dict);
    let done = mapping_items(vm, source, |key, value| {
        if into.get(vm, &key)?.is_some() {
            let name = vm.to_str(&key)?;
            let message = format!(
                "{} got multiple values for keyword argument '{}'",
                callable_name(vm, f),
                name.to_utf8()
            );
            return Err(vm.type_error(message));
        }
        // That keys are strings is asked when they are bound to parameters.
        into.insert(vm, key, value).map(drop)
    })?;
    if done {
        return Ok(());
    }
    let message =
        format!("{} argument after ** must be a mapping, not {}", callable_name(vm, f), vm.tn(source));
    Err(vm.type_error(message))
}

/// The TypeError of `f(*x)` for an `x` that cannot be iterated.
#[cold]
pub(super) fn star_args_error(vm: &Vm, raised: Raised, f: &Value, source: &Value) -> Raised {
    let class = vm.class_of(source);
    let has = vm.class_lookup(&class, &vm.names.__iter__).is_some()
        || vm.class_lookup(&class, &vm.names.__getitem__).is_some();
    if has || vm.catch(&vm.exc.type_error).is_none() {
        return raised;
    }
    vm.type_error(format_args!(
        "{} argument after * must be an iterable, not {}",
        callable_name(vm, f),
        class.name()
    ))
}

pub(super) fn list_to_tuple(vm: &Vm, list: &Value) -> PyResult {
    let items = vm.collect(list)?;
    vm.tuple_from(items)
}

/// `!s`, `!r`, `!a`.
pub(super) fn convert(vm: &Vm, v: &Value, conversion: usize) -> PyResult {
    Ok(match conversion {
        1 => vm.to_str(v)?.into_value(),
        2 => vm.repr(v)?.into_value(),
        3 => vm.ascii(v)?.into_value(),
        _ => v.clone(),
    })
}

pub(super) fn format_value(vm: &Vm, v: &Value, conversion: usize) -> PyResult {
    let converted = convert(vm, v, conversion)?;
    if shape_of(&converted) == shapes::STR {
        return Ok(converted);
    }
    let empty = vm.intern("")?;
    Ok(vm.format(&converted, &empty)?.into_value())
}

pub(super) fn format_spec(vm: &Vm, v: &Value, spec: &Value) -> PyResult {
    match spec.get::<Str>() {
        Some(spec) => Ok(vm.format(v, spec)?.into_value()),
        None => Err(vm.type_error("format spec must be a string")),
    }
}

// ---- subscripts

/// `list[int]`, `tuple[int]` and `bytes[int]` in range.
#[inline(always)]
pub(super) fn index_fast(object: &Value, index: &Value) -> Option<Value> {
    let shape = shape_of(object);
    let i = index.as_int()?;
    if shape == shapes::LIST {
        let list = object.get::<List>()?;
        let n = list.items.len();
        let at = if i < 0 { i + n as i64 } else { i };
        return list.items.get(usize::try_from(at).ok()?);
    }
    if shape == shapes::TUPLE {
        let tuple = object.get::<Tuple>()?;
        let n = tuple.items().len();
        let at = if i < 0 { i + n as i64 } else { i };
        return tuple.items().get(usize::try_from(at).ok()?).cloned();
    }
    if shape == shapes::BYTES {
        let bytes = object.get_exact::<Bytes>()?.tail();
        let at = if i < 0 { i + bytes.len() as i64 } else { i };
        return bytes.get(usize::try_from(at).ok()?).map(|&byte| Value::from_small(i32::from(byte)));
    }
    None
}

pub(super) fn get_slice(vm: &Vm, object: &Value, start: &Value, stop: &Value) -> PyResult {
    let shape = shape_of(object);
    if shape == shapes::LIST {
        if let Some(list) = object.get_exact::<List>() {
            if let Some(range) = plain_bounds(start, stop, list.items.len()) {
                return vm.list_from(vm.retry(|heap| list.items.snapshot_range(heap, range.clone()))?);
            }
        }
    } else if shape == shapes::TUPLE {
        if let Some(tuple) = object.get_exact::<Tuple>() {
            if let Some(range) = plain_bounds(start, stop, tuple.items().len()) {
                return if range.len() == tuple.items().len() {
                    Ok(object.clone())
                } else {
                    vm.tuple(&tuple.items()[range])
                };
            }
        }
    }
    if let Some(text) = object.get_exact::<Str>() {
        if let Some(range) = plain_bounds(start, stop, text.len()) {
            return Ok(vm.substr(text, range.start, range.end)?.into_value());
        }
    }
    let slice = crate::types::slice::new_slice(vm, start, stop, &Value::NONE)?;
    vm.getitem(object, &slice)
}

/// `object[start:stop:step]`, the bounds at `bounds`.
///
/// # Safety
/// `bounds` points to three registers that hold values.
pub(super) unsafe fn get_slice_step(vm: &Vm, object: &Value, bounds: *const Value) -> PyResult {
    // SAFETY: as the caller says.
    let (start, stop, step) = unsafe { (&*bounds, &*bounds.add(1), &*bounds.add(2)) };
    if let (Some(list), Some(raw)) = (object.get_exact::<List>(), plain_parts(start, stop, step)) {
        let (start, _, step, count) = crate::types::slice::adjust(raw, list.items.len());
        return vm.list_from(
            vm.retry(|heap| list.items.snapshot_strided(heap, start as usize, step as isize, count))?,
        );
    }
    let slice = crate::types::slice::new_slice(vm, start, stop, step)?;
    vm.getitem(object, &slice)
}

/// A slice's parts as `slice::unpack` has them, if they are small ints or None and the step is not 0.
#[inline]
fn plain_parts(start: &Value, stop: &Value, step: &Value) -> Option<(i64, i64, i64)> {
    let part = |v: &Value, default: i64| if v.is_none() { Some(default) } else { v.as_int() };
    let step = part(step, 1).filter(|step| *step != 0)?;
    let (first, last) = if step < 0 { (i64::MAX, i64::MIN) } else { (0, i64::MAX) };
    Some((part(start, first)?, part(stop, last)?, step))
}

/// `object[start:stop] = value`, the bounds at `bounds`.
///
/// # Safety
/// `bounds` points to two registers that hold values.
pub(super) unsafe fn set_slice(vm: &Vm, object: &Value, bounds: *const Value, value: &Value) -> PyResult<()> {
    // SAFETY: as the caller says.
    let (start, stop) = unsafe { (&*bounds, &*bounds.add(1)) };
    if let (Some(list), Some(source)) = (object.get_exact::<List>(), value.get_exact::<List>()) {
        if let Some(range) = plain_bounds(start, stop, list.items.len()) {
            // As many items as before: each is replaced where it stands.
            if range.len() == source.items.len() && !object.same(value) {
                list.items.copy_items_from(range.start, &source.items);
                return Ok(());
            }
        }
    }
    let slice = crate::types::slice::new_slice(vm, start, stop, &Value::NONE)?;
    vm.setitem(object, &slice, value)
}

/// The items that `[start:stop]` selects of `len`, if both bounds are small ints or None.
#[inline]
fn plain_bounds(start: &Value, stop: &Value, len: usize) -> Option<std::ops::Range<usize>> {
    let bound = |v: &Value, default: usize| {
        if v.is_none() {
            return Some(default);
        }
        let i = v.as_int()?;
        let i = if i < 0 { (i + len as i64).max(0) } else { i };
        Some((i as usize).min(len))
    };
    let (start, stop) = (bound(start, 0)?, bound(stop, len)?);
    Some(start..stop.max(start))
}

// ---- functions and classes

/// # Safety
/// `from` points to the temporaries that `present` counts.
pub(super) unsafe fn make_function(
    vm: &Vm,
    frame: &Frame,
    code: &Value,
    from: *mut Value,
    present: usize,
) -> PyResult {
    let Some(code) = code.get::<Code>() else { return Err(vm.system_error("function without code")) };
    let mut at = 0;
    let mut next = |bit: usize| {
        if present & bit == 0 {
            return Value::BLANK;
        }
        at += 1;
        // SAFETY: as the function says.
        unsafe { std::ptr::replace(from.add(at - 1), Value::BLANK) }
    };
    let (defaults, kwdefaults, annotate, closure) = (next(1), next(2), next(4), next(8));
    let function = vm.new_function(code, frame.globals(), closure.get::<Tuple>().cloned())?;
    if let Ok(defaults) = defaults.downcast::<Tuple>() {
        function.defaults.set(Some(defaults));
    }
    if let Ok(kwdefaults) = kwdefaults.downcast::<Dict>() {
        function.kwdefaults.set(Some(kwdefaults));
    }
    if let Some(pairs) = annotate.get::<Tuple>() {
        // Under `from __future__ import annotations`: names and texts.
        let dict = vm.new_dict()?;
        for pair in pairs.items().chunks(2) {
            if let [name, text] = pair {
                drop(dict.insert(vm, name.clone(), text.clone())?);
            }
        }
        function.annotations.set(dict.into_value());
    } else {
        function.annotate.set(annotate);
    }
    Ok(function.into_value())
}

pub(super) fn load_build_class(vm: &Vm) -> PyResult {
    match vm.builtins.get_str(&vm.names.__build_class__) {
        Some(f) => Ok(f),
        None => {
            Err(vm.name_error(&vm.exc.name_error, "__build_class__ not found", &vm.names.__build_class__))
        }
    }
}

pub(super) fn setup_annotations(vm: &Vm, locals: &Value) -> PyResult<()> {
    if in_mapping(vm, locals, &vm.names.__annotations__)?.is_none() {
        let dict = vm.new_dict()?.into_value();
        store_in_mapping(vm, locals, &vm.names.__annotations__, dict)?;
    }
    Ok(())
}

pub(super) fn print_expr(vm: &Vm, v: &Value) -> PyResult<()> {
    match vm.sys_dict.get_str(&vm.names.displayhook) {
        Some(hook) => vm.call(&hook, std::slice::from_ref(v)).map(drop),
        None => Err(vm.runtime_error("lost sys.displayhook")),
    }
}

// ---- exceptions

/// `except T`: T must be an exception class or a tuple of them.
pub(super) fn exception_matches(vm: &Vm, exc: &Value, class: &Value) -> PyResult<bool> {
    if let Some(c) = class.get::<Class>() {
        if vm.is_subclass_exact(c, &vm.exc.base_exception) {
            return Ok(vm.value_is_instance(exc, c));
        }
    }
    if let Some(classes) = class.get::<Tuple>() {
        let mut found = false;
        for c in classes.items() {
            found |= exception_matches(vm, exc, c)?;
        }
        return Ok(found);
    }
    Err(vm.type_error("catching classes that do not inherit from BaseException is not allowed"))
}

#[cold]
pub(super) fn raise_again(vm: &Vm) -> Raised {
    let exc = vm.thread.handled.get();
    if exc.is_blank() || exc.is_none() {
        return vm.runtime_error("No active exception to reraise");
    }
    vm.reraise(exc)
}

/// An exception of what `raise` got: an instance, or a class to make one of.
fn made_exception(vm: &Vm, v: Value, refused: &str) -> Result<Value, Raised> {
    if let Some(class) = v.get::<Class>() {
        if vm.is_subclass_exact(class, &vm.exc.base_exception) {
            let made = vm.call(&v, &[])?;
            if !exception::is_exception(vm, &made) {
                let message = format!(
                    "calling {} should have returned an instance of BaseException, not {}",
                    class.name(),
                    vm.tn(&made)
                );
                return Err(vm.type_error(message));
            }
            return Ok(made);
        }
    }
    if exception::is_exception(vm, &v) { Ok(v) } else { Err(vm.type_error(refused)) }
}

#[cold]
pub(super) fn raise(vm: &Vm, exc: Value, cause: Option<Value>) -> Raised {
    let exc = match made_exception(vm, exc, "exceptions must derive from BaseException") {
        Ok(exc) => exc,
        Err(raised) => return raised,
    };
    if let Some(cause) = cause {
        if cause.is_none() {
            exception::set_cause_none(vm, &exc);
        } else {
            match made_exception(vm, cause, "exception causes must derive from BaseException") {
                Ok(cause) => exception::set_cause(vm, &exc, &cause),
                Err(raised) => return raised,
            }
        }
    }
    vm.raise_value(exc)
}

// ---- frames seen from outside

pub(crate) fn live_word(vm: &Vm, thread: u64, index: usize) -> u32 {
    super::threads::with_frames(vm, thread, |frames| {
        if index >= frames.depth() {
            return 0;
        }
        // SAFETY: FO1: the index names a frame of the stack.
        unsafe {
            let frame = frames.base().add(index);
            ((*frame).pc.offset_from((*frame).code().words_start()) as u32).saturating_sub(1)
        }
    })
    .unwrap_or(0)
}

pub(crate) fn live_local(vm: &Vm, thread: u64, index: usize, register: usize) -> Value {
    super::threads::with_frames(vm, thread, |frames| {
        if index >= frames.depth() {
            return Value::BLANK;
        }
        // SAFETY: FO1: the index names a frame of the stack; locals are inside its window.
        unsafe {
            let frame = frames.base().add(index);
            if register >= (*frame).code().nlocals as usize {
                Value::BLANK
            } else {
                (*(*frame).base.add(register)).clone()
            }
        }
    })
    .unwrap_or(Value::BLANK)
}

/// The frame object of frame `index` of the stack.
pub(crate) fn frame_object_at(vm: &Vm, index: usize) -> PyResult<Ref<FrameObject>> {
    debug_assert!(index < vm.thread.frames.depth());
    // SAFETY: the index is below the depth.
    unsafe { super::unwind::frame_object(vm, vm.thread.frames.base().add(index)) }
}

/// The frame object of what called or resumed frame `index` of the stack.
pub(crate) fn frame_back(vm: &Vm, index: usize) -> PyResult<Option<Ref<FrameObject>>> {
    debug_assert!(index < vm.thread.frames.depth());
    // SAFETY: the index is below the depth.
    unsafe { super::unwind::back(vm, vm.thread.frames.base().add(index)) }
}

/// Frame `index` of the stack stands for more than itself (see chain.rs).
pub(crate) fn stands_for_others(vm: &Vm, index: usize) -> bool {
    // SAFETY: callers pass numbers below the depth.
    !unsafe { super::chain::root_of(vm.thread.frames.base().add(index)) }.is_blank()
}

/// The frame object of what resumed a generator that another one runs for (see chain.rs).
pub(crate) fn back_of_delegator(vm: &Vm, generator: &Ref<Generator>) -> PyResult<Option<Ref<FrameObject>>> {
    let Some(running) = super::chain::running_for(generator) else { return Ok(None) };
    let root = running.root.get();
    if let Some(delegator) = super::chain::delegator_of(&root, generator) {
        return crate::types::generator::frame_of(vm, &delegator).map(Some);
    }
    let index = (0..vm.thread.frames.depth()).rev().find(|&i| {
        // SAFETY: below the depth.
        unsafe { (*vm.thread.frames.base().add(i)).extra.same(running.as_value()) }
    });
    match index {
        Some(index) if index > 0 => frame_object_at(vm, index - 1).map(Some),
        _ => Ok(None),
    }
}

/// The frame object of a generator that is running.
pub(crate) fn running_frame_of(vm: &Vm, generator: &Ref<Generator>) -> Option<PyResult<Ref<FrameObject>>> {
    (0..vm.thread.frames.depth()).rev().find_map(|i| {
        // SAFETY: below the depth.
        let holds = unsafe { (*vm.thread.frames.base().add(i)).extra.same(generator.as_value()) };
        if holds { Some(frame_object_at(vm, i)) } else { None }
    })
}

/// Globals of the frame that runs, if any.
pub(crate) fn running_globals(vm: &Vm) -> Option<Ref<Dict>> {
    let depth = vm.thread.frames.depth();
    if depth == 0 {
        return None;
    }
    // SAFETY: below the depth.
    unsafe { Some((*vm.thread.frames.base().add(depth - 1)).globals().clone()) }
}
