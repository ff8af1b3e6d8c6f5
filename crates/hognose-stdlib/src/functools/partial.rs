//! `functools.partial` and `functools.Placeholder`.
//!
//! # Invariants
//! P1: `args` never ends with the placeholder; `placeholders` counts those in it.

use hognose_vm::prelude::*;

/// A call with some arguments in place.
#[derive(Trace)]
pub struct Partial {
    func: ValueCell,
    args: RefSlot<Tuple>,
    keywords: RefSlot<Dict>,
    placeholders: Cell<usize>,
}

impl Payload for Partial {
    const NAME: &'static str = "functools.partial";
    const SHAPE: ShapeId = shapes::PARTIAL;
    const TRACED: bool = true;
    type Tail = ();
}

pub static TYPE: TypeDef = TypeDef {
    module: "functools",
    doc: "Create a new function with partial application of the given arguments and keywords.",
    new: Some(new),
    call: Some(call),
    methods: &[
        method("__repr__", "($self, /)", repr),
        method("__get__", "($self, instance, owner=None, /)", get),
        method("__reduce__", "($self, /)", reduce),
        method("__setstate__", "($self, state, /)", setstate),
        class_method("__class_getitem__", "($cls, object, /)", class_getitem).doc("See PEP 585"),
    ],
    getsets: &[
        getset("func", get_func, None),
        getset("args", get_args, None),
        getset("keywords", get_keywords, None),
    ],
    flags: TypeFlags::BASETYPE.union(TypeFlags::HAS_DICT).union(TypeFlags::WEAKREF),
    ..TypeDef::new::<Partial>("partial")
};

/// The payload of the one placeholder.
#[derive(Trace)]
pub struct Placeholder;

impl Payload for Placeholder {
    const NAME: &'static str = "functools._PlaceholderType";
    const SHAPE: ShapeId = shapes::PLACEHOLDER;
    type Tail = ();
}

pub static PLACEHOLDER_TYPE: TypeDef = TypeDef {
    module: "functools",
    doc: "The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.",
    new: Some(placeholder_new),
    methods: &[
        method("__repr__", "($self, /)", placeholder_repr),
        method("__reduce__", "($self, /)", placeholder_repr),
    ],
    ..TypeDef::new::<Placeholder>("_PlaceholderType")
};

fn placeholder_new(vm: &Vm, _cls: &Ref<Class>, args: &Args) -> PyResult {
    if !args.is_empty() {
        return Err(vm.type_error("_PlaceholderType takes no arguments"));
    }
    let module = vm.import("_functools")?;
    vm.getattr(&module, &vm.intern("Placeholder")?)
}

fn placeholder_repr(vm: &Vm, _a: &[Value]) -> PyResult {
    vm.str("Placeholder")
}

/// A fresh placeholder, for the module.
pub fn placeholder(vm: &Vm) -> PyResult {
    Ok(vm.alloc(|| Placeholder)?.into_value())
}

fn is_placeholder(v: &Value) -> bool {
    v.shape() == Some(shapes::PLACEHOLDER)
}

fn count_placeholders(args: &[Value]) -> usize {
    args.iter().filter(|v| is_placeholder(v)).count()
}

/// `args` with its placeholders taken from the front of `fill`, and how many that took; placeholders remain where
/// `fill` is too short.
fn merge(vm: &Vm, args: &[Value], fill: &[Value]) -> PyResult<(HeapVec<Value>, usize)> {
    let mut out = HeapVec::new();
    let mut used = 0;
    for arg in args {
        if is_placeholder(arg) && used < fill.len() {
            vm.push(&mut out, fill[used].clone())?;
            used += 1;
        } else {
            vm.push(&mut out, arg.clone())?;
        }
    }
    Ok((out, used))
}

fn push_all(vm: &Vm, out: &mut HeapVec<Value>, items: &[Value]) -> PyResult<()> {
    for item in items {
        vm.push(out, item.clone())?;
    }
    Ok(())
}

fn new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let Some((func, pos)) = args.pos.split_first() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !vm.is_callable(func) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    if pos.last().is_some_and(is_placeholder) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    if args.kw_values.iter().any(is_placeholder) {
        return Err(vm.type_error("Placeholder cannot be passed as a keyword argument"));
    }
    // A partial of a partial is one partial, unless the inner one carries attributes.
    let inner = func.get::<Partial>().filter(|_| vm.instance_items(func).is_ok_and(|items| items.is_empty()));
    let keywords = vm.new_dict()?;
    let mut all = HeapVec::new();
    let target = match inner {
        Some(inner) => {
            if let Some(inner_args) = inner.args.get() {
                let (merged, used) = merge(vm, inner_args.items(), pos)?;
                all = merged;
                push_all(vm, &mut all, &pos[used..])?;
            }
            if let Some(inner_keywords) = inner.keywords.get() {
                hognose_vm::types::dict::merge_dict(vm, &keywords, &inner_keywords)?;
            }
            inner.func.get()
        }
        None => {
            push_all(vm, &mut all, pos)?;
            func.clone()
        }
    };
    for (name, value) in args.keywords() {
        keywords.insert(vm, name.clone(), value.clone())?;
    }
    let placeholders = count_placeholders(&all);
    let bound = vm.new_tuple(&all)?;
    vm.alloc_payload(cls, || Partial {
        func: ValueCell::new(target.clone()),
        args: RefSlot::new(Some(bound.clone())),
        keywords: RefSlot::new(Some(keywords.clone())),
        placeholders: Cell::new(placeholders),
    })
}

fn call(vm: &Vm, this: &Value, args: &Args) -> PyResult {
    let partial = payload_of::<Partial>(vm, this)?;
    let func = partial.func.get();
    let bound = partial.args.get();
    let bound: &[Value] = bound.as_ref().map_or(&[], |t| t.items());
    let placeholders = partial.placeholders.get();
    if args.pos.len() < placeholders {
        let got = args.pos.len();
        return Err(vm.type_error(format_args!(
            "missing positional arguments in 'partial' call; expected at least {placeholders}, got {got}"
        )));
    }
    let keywords = partial.keywords.get().filter(|d| !d.is_empty());
    if placeholders == 0 && bound.is_empty() && keywords.is_none() && args.kw_values.is_empty() {
        return vm.call(&func, args.pos);
    }
    let mut all = HeapVec::new();
    vm.retry(|heap| all.try_reserve(heap, bound.len() + args.len()))?;
    if placeholders > 0 {
        let (merged, used) = merge(vm, bound, args.pos)?;
        all = merged;
        push_all(vm, &mut all, &args.pos[used..])?;
    } else {
        push_all(vm, &mut all, bound)?;
        push_all(vm, &mut all, args.pos)?;
    }
    match (keywords, args.kw_names) {
        (None, None) => vm.call(&func, &all),
        (None, Some(names)) => {
            push_all(vm, &mut all, args.kw_values)?;
            vm.call_kw(&func, &all, names)
        }
        (Some(keywords), _) => {
            let merged = keywords.copy(vm)?;
            for (name, value) in args.keywords() {
                merged.insert(vm, name.clone(), value.clone())?;
            }
            let mut names = HeapVec::new();
            let mut pos = 0;
            while let Some((next, name, value)) = merged.entry_at(pos) {
                pos = next;
                vm.push(&mut names, name)?;
                vm.push(&mut all, value)?;
            }
            let names = vm.new_tuple(&names)?;
            vm.call_kw(&func, &all, &names)
        }
    }
}

fn get(vm: &Vm, a: &[Value]) -> PyResult {
    if a[1].is_none() { Ok(a[0].clone()) } else { vm.bind_method(&a[0], &a[1]) }
}

fn get_func(vm: &Vm, v: &Value) -> PyResult {
    Ok(payload_of::<Partial>(vm, v)?.func.get())
}

fn get_args(vm: &Vm, v: &Value) -> PyResult {
    match payload_of::<Partial>(vm, v)?.args.get() {
        Some(args) => Ok(args.into_value()),
        None => vm.tuple(&[]),
    }
}

fn get_keywords(vm: &Vm, v: &Value) -> PyResult {
    match payload_of::<Partial>(vm, v)?.keywords.get() {
        Some(keywords) => Ok(keywords.into_value()),
        None => Ok(vm.new_dict()?.into_value()),
    }
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let partial = self_of::<Partial>(vm, a)?;
    let Some(_guard) = vm.repr_guard(&a[0]) else { return vm.str("...") };
    let class = vm.class_of(&a[0]).into_value();
    let module = vm.getattr(&class, &vm.names.__module__)?;
    let qualname = vm.getattr(&class, &vm.names.__qualname__)?;
    let mut out = vm.str_builder();
    out.push(vm, &vm.to_str(&module)?)?;
    out.push_str(vm, ".")?;
    out.push(vm, &vm.to_str(&qualname)?)?;
    out.push_str(vm, "(")?;
    out.push(vm, &vm.repr(&partial.func.get())?)?;
    if let Some(args) = partial.args.get() {
        for arg in args.items() {
            out.push_str(vm, ", ")?;
            out.push(vm, &vm.repr(arg)?)?;
        }
    }
    if let Some(keywords) = partial.keywords.get() {
        let mut pos = 0;
        while let Some((next, name, value)) = keywords.entry_at(pos) {
            pos = next;
            out.push_str(vm, ", ")?;
            out.push(vm, &vm.to_str(&name)?)?;
            out.push_str(vm, "=")?;
            out.push(vm, &vm.repr(&value)?)?;
        }
    }
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let func = get_func(vm, &a[0])?;
    let namespace = match vm.instance_dict(&a[0])? {
        Some(dict) if !dict.is_empty() => dict.into_value(),
        _ => Value::NONE,
    };
    let state = vm.tuple_of([func.clone(), get_args(vm, &a[0])?, get_keywords(vm, &a[0])?, namespace])?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), vm.tuple_of([func])?, state])
}

fn setstate(vm: &Vm, a: &[Value]) -> PyResult {
    let partial = self_of::<Partial>(vm, a)?;
    let invalid = || vm.type_error("invalid partial state");
    let Some(state) = a[1].get::<Tuple>() else { return Err(invalid()) };
    let [func, args, keywords, namespace] = state.items() else { return Err(invalid()) };
    let Some(args) = args.get::<Tuple>() else { return Err(invalid()) };
    let keywords = match keywords.get::<Dict>() {
        Some(dict) => dict.clone(),
        None if keywords.is_none() => vm.new_dict()?,
        None => return Err(invalid()),
    };
    if !vm.is_callable(func) || !namespace.is_none() && !namespace.is::<Dict>() {
        return Err(invalid());
    }
    if args.items().last().is_some_and(is_placeholder) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    partial.placeholders.set(count_placeholders(args.items()));
    partial.func.set(func.clone());
    // A plain tuple, even if a subclass's instance was handed in.
    let plain = state.items()[1].get_exact::<Tuple>().is_some();
    partial.args.set(Some(if plain { args.clone() } else { vm.new_tuple(args.items())? }));
    partial.keywords.set(Some(keywords));
    match namespace.get::<Dict>() {
        Some(namespace) => drop(vm.set_instance_dict(&a[0], namespace)?),
        None => drop(vm.set_instance_dict(&a[0], &vm.new_dict()?)?),
    }
    Ok(Value::NONE)
}

fn class_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.generic_alias(&a[0], &a[1])
}
