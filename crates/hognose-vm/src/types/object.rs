//! `object`: what every class inherits.

#![allow(clippy::disallowed_methods, reason = "slots and names of one class, which are in the heap")]

use hognose_heap::{HeapVec, Instance, Ref, Value};

use crate::class::{Class, class_flags};
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{Args, TypeDef, TypeFlags, getset, method};
use crate::types::dict::Dict;
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

fn new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    if !args.is_empty() {
        let own_new = !class.flag(class_flags::PLAIN_NEW);
        if own_new {
            return Err(
                vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
            );
        }
        if class.flag(class_flags::PLAIN_INIT) {
            return Err(vm.type_error(format_args!("{}() takes no arguments", class.name())));
        }
    }
    if class.flag(class_flags::ABSTRACT) {
        return Err(abstract_error(vm, class));
    }
    if !class.layout().is::<Instance>() {
        let name = class.name();
        return Err(vm.type_error(format_args!("object.__new__({name}) is not safe, use {name}.__new__()")));
    }
    vm.new_instance(class)
}

#[cold]
fn abstract_error(vm: &Vm, class: &Ref<Class>) -> crate::raise::Raised {
    let mut names = Vec::new();
    if let Some(set) = class.dict.get_str(&vm.names.__abstractmethods__) {
        match vm.collect(&set) {
            Ok(items) => {
                for item in &items {
                    if let Some(name) = item.get::<Str>() {
                        names.push(name.to_utf8().into_owned());
                    }
                }
            }
            Err(raised) => return raised,
        }
    }
    names.sort();
    let s = if names.len() == 1 { "" } else { "s" };
    let listed = names.iter().map(|n| format!("'{n}'")).collect::<Vec<_>>().join(", ");
    vm.type_error(format_args!(
        "Can't instantiate abstract class {} without an implementation for abstract method{s} {listed}",
        class.name()
    ))
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let extra = a[1].get::<Tuple>().is_some_and(|t| !t.items().is_empty())
        || a[2].get::<Dict>().is_some_and(|d| d.len() > 0);
    if extra {
        let class = vm.class_of(&a[0]);
        if !class.flag(class_flags::PLAIN_INIT) {
            return Err(
                vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
            );
        }
        if class.flag(class_flags::PLAIN_NEW) {
            return Err(vm.type_error(format_args!(
                "{}.__init__() takes exactly one argument (the instance to initialize)",
                class.name()
            )));
        }
    }
    Ok(Value::NONE)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let class = vm.class_of(&a[0]);
    let qualname = class.qualname.get().map_or_else(String::new, |n| n.to_utf8().into_owned());
    let module = crate::types::type_::module_of(vm, &class)?;
    let name =
        if module == "builtins" || module.is_empty() { qualname } else { format!("{module}.{qualname}") };
    vm.str(&format!("<{name} object at {:#x}>", vm.id_of(&a[0])))
}

fn hash(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int(vm.identity_hash(&a[0]))
}

fn eq(_: &Vm, a: &[Value]) -> PyResult {
    Ok(if a[0].same(&a[1]) { Value::TRUE } else { Value::NOT_IMPLEMENTED })
}

fn ne(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(eq) = vm.lookup_special(&a[0], &vm.names.__eq__) else { return Ok(Value::NOT_IMPLEMENTED) };
    let v = vm.compare_by(&eq, &a[0], &a[1])?;
    if v.same(&Value::NOT_IMPLEMENTED) { Ok(v) } else { Ok(Value::from_bool(!vm.truthy(&v)?)) }
}

fn unordered(_: &Vm, _: &[Value]) -> PyResult {
    Ok(Value::NOT_IMPLEMENTED)
}

fn attribute_name<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Str>> {
    v.get::<Str>()
        .ok_or_else(|| vm.type_error(format_args!("attribute name must be string, not '{}'", vm.tn(v))))
}

fn getattribute(vm: &Vm, a: &[Value]) -> PyResult {
    let name = attribute_name(vm, &a[1])?;
    vm.object_getattr(&a[0], name)
}

/// `object.__setattr__` must not go around `type.__setattr__`.
fn refuse_class(vm: &Vm, v: &Value, method: &str) -> PyResult<()> {
    if v.get::<Class>().is_some() {
        return Err(vm.type_error(format_args!("can't apply this {method} to {} object", vm.tn(v))));
    }
    Ok(())
}

fn setattr(vm: &Vm, a: &[Value]) -> PyResult {
    refuse_class(vm, &a[0], "__setattr__")?;
    let name = attribute_name(vm, &a[1])?;
    vm.object_setattr(&a[0], name, Some(&a[2]))?;
    Ok(Value::NONE)
}

fn delattr(vm: &Vm, a: &[Value]) -> PyResult {
    refuse_class(vm, &a[0], "__delattr__")?;
    let name = attribute_name(vm, &a[1])?;
    vm.object_setattr(&a[0], name, None)?;
    Ok(Value::NONE)
}

fn format(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(spec) = a[1].get::<Str>() else {
        return Err(vm.type_error(format_args!("__format__() argument must be str, not {}", vm.tn(&a[1]))));
    };
    if spec.len() > 0 {
        return Err(
            vm.type_error(format_args!("unsupported format string passed to {}.__format__", vm.tn(&a[0])))
        );
    }
    Ok(vm.to_str(&a[0])?.into_value())
}

fn sizeof(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int(vm.own_size(&a[0]) as i64)
}

fn dir(vm: &Vm, a: &[Value]) -> PyResult {
    let names = vm.new_dict()?;
    let class = vm.class_of(&a[0]);
    let own = match class.flag(class_flags::CUSTOM_GETATTR) {
        true => vm.getattr_opt(&a[0], &vm.names.__dict__)?,
        false => None,
    };
    match own.as_ref().and_then(Value::get::<Dict>) {
        Some(own) => {
            for key in &vm.collect(own.as_value())? {
                names.insert(vm, key.clone(), Value::NONE)?;
            }
        }
        None => {
            for (name, _) in vm.instance_items(&a[0])? {
                names.set_str(vm, &name, Value::NONE)?;
            }
        }
    }
    crate::types::type_::collect_names(vm, &class, &names)?;
    let keys = vm.collect(names.as_value())?;
    vm.list_from(keys)
}

fn reduce_ex(vm: &Vm, a: &[Value]) -> PyResult {
    // An overridden __reduce__ goes first.
    let class = vm.class_of(&a[0]);
    let own = vm.class_lookup(&class, &vm.names.__reduce__);
    let objects = vm.types.object.dict.get_str(&vm.names.__reduce__);
    if let (Some(own), Some(objects)) = (&own, &objects) {
        if !own.same(objects) {
            return vm.call_method(&a[0], "__reduce__", &[]);
        }
    }
    reduce_with(vm, &a[0], vm.index_i64(&a[1])?)
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    reduce_with(vm, &a[0], 0)
}

/// What `__getnewargs_ex__` returned: a tuple of a tuple and a dict.
fn new_arguments_ex(vm: &Vm, v: &Value) -> PyResult<(Value, Value)> {
    let what = "__getnewargs_ex__";
    let Some(pair) = v.get::<Tuple>() else {
        return Err(vm.type_error(format_args!("{what} should return a tuple, not '{}'", vm.tn(v))));
    };
    let [args, kwargs] = pair.items() else {
        return Err(vm.value_error(format_args!(
            "{what} should return a tuple of length 2, not {}",
            pair.items().len()
        )));
    };
    let wrong = |which: &str, must: &str, got: &Value| {
        let message =
            format!("{which} item of the tuple returned by {what} must be a {must}, not '{}'", vm.tn(got));
        Err(vm.type_error(message))
    };
    if args.get::<Tuple>().is_none() {
        return wrong("first", "tuple", args);
    }
    if kwargs.get::<Dict>().is_none() {
        return wrong("second", "dict", kwargs);
    }
    Ok((args.clone(), kwargs.clone()))
}

fn reduce_with(vm: &Vm, object: &Value, protocol: i64) -> PyResult {
    let copyreg = crate::import::import_module(vm, "copyreg")?;
    if protocol < 2 {
        let f = vm.getattr(&copyreg, &vm.intern("_reduce_ex")?)?;
        return vm.call(&f, &[object.clone(), vm.int(protocol)?]);
    }
    let class = vm.class_of(object);
    let (args, kwargs) = if let Some(v) = vm.call_special(object, &vm.names.__getnewargs_ex__, &[])? {
        let (args, kwargs) = new_arguments_ex(vm, &v)?;
        (Some(args), Some(kwargs))
    } else {
        (vm.call_special(object, &vm.names.__getnewargs__, &[])?, None)
    };
    let native = !class.layout().is::<Instance>();
    if native
        && args.is_none()
        && !object.is::<crate::types::list::List>()
        && !object.is::<crate::types::dict::Dict>()
    {
        return Err(vm.type_error(format_args!("cannot pickle '{}' object", vm.tn(object))));
    }
    let state = vm.call_method(object, "__getstate__", &[])?;
    let list_items =
        if vm.value_is_instance(object, &vm.types.list) { vm.iter(object)? } else { Value::NONE };
    let dict_items = if vm.value_is_instance(object, &vm.types.dict) {
        let items = vm.call_method(object, "items", &[])?;
        vm.iter(&items)?
    } else {
        Value::NONE
    };
    let (function, arguments) = match kwargs {
        Some(kwargs) if vm.len(&kwargs)? > 0 => {
            let f = vm.getattr(&copyreg, &vm.intern("__newobj_ex__")?)?;
            let args = args.unwrap_or(vm.tuple(&[])?);
            (f, vm.tuple_of([class.into_value(), args, kwargs])?)
        }
        _ => {
            let f = vm.getattr(&copyreg, &vm.intern("__newobj__")?)?;
            let mut all: HeapVec<Value> = HeapVec::new();
            vm.push(&mut all, class.into_value())?;
            if let Some(args) = &args {
                let Some(args) = args.get::<Tuple>() else {
                    let got = vm.tn(args);
                    return Err(
                        vm.type_error(format_args!("__getnewargs__ should return a tuple, not '{got}'"))
                    );
                };
                for v in args.items() {
                    vm.push(&mut all, v.clone())?;
                }
            }
            (f, vm.tuple(&all)?)
        }
    };
    vm.tuple_of([function, arguments, state, list_items, dict_items])
}

fn getstate(vm: &Vm, a: &[Value]) -> PyResult {
    let object = &a[0];
    let class = vm.class_of(object);
    let copyreg = crate::import::import_module(vm, "copyreg")?;
    let f = vm.getattr(&copyreg, &vm.intern("_slotnames")?)?;
    let names = vm.call(&f, &[class.to_value()])?;
    let dict = match vm.getattr_opt(object, &vm.names.__dict__)? {
        Some(d) => {
            // The state is a copy only in so far as callers copy it; CPython hands out the dict itself.
            if d.get::<Dict>().is_some_and(|d| d.len() == 0) && !class.flag(class_flags::HAS_DICT) {
                Value::NONE
            } else {
                d
            }
        }
        None => Value::NONE,
    };
    let slots = vm.new_dict()?;
    if !names.is_none() {
        for name in &vm.collect(&names)? {
            if let Some(name) = name.get::<Str>() {
                if let Some(v) = vm.getattr_opt(object, name)? {
                    slots.set_str(vm, name, v)?;
                }
            }
        }
    }
    let dict = match dict.get::<Dict>() {
        Some(d) if d.len() == 0 => Value::NONE,
        _ => dict,
    };
    if slots.len() > 0 { vm.tuple_of([dict, slots.into_value()]) } else { Ok(dict) }
}

fn get_class(vm: &Vm, v: &Value) -> PyResult {
    Ok(vm.class_of(v).into_value())
}

fn set_class(vm: &Vm, v: &Value, new: Option<&Value>) -> PyResult<()> {
    let Some(new) = new else { return Err(vm.type_error("can't delete __class__ attribute")) };
    let Some(class) = new.get::<Class>() else {
        return Err(
            vm.type_error(format_args!("__class__ must be set to a class, not '{}' object", vm.tn(new)))
        );
    };
    let old = vm.class_of(v);
    let both_heap = class.flag(class_flags::HEAP) && old.flag(class_flags::HEAP);
    let module_like =
        vm.is_subclass_exact(&old, &vm.types.module) && vm.is_subclass_exact(class, &vm.types.module);
    if !both_heap && !module_like {
        return Err(
            vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses")
        );
    }
    if !std::ptr::eq(old.layout(), class.layout()) && old.layout().name != class.layout().name {
        let message =
            format!("__class__ assignment: '{}' object layout differs from '{}'", class.name(), old.name());
        return Err(vm.type_error(message));
    }
    if both_heap && !same_slots(&old, class) {
        let message =
            format!("__class__ assignment: '{}' object layout differs from '{}'", class.name(), old.name());
        return Err(vm.type_error(message));
    }
    vm.change_class(v, class)
}

/// The slots of a class's instances: place, name and the class that defines it.
fn slots_of(class: &Ref<Class>) -> Vec<(u16, Ref<Str>, usize)> {
    let mut slots = Vec::new();
    let Some(mro) = class.mro.get() else { return slots };
    for c in mro.items().iter().filter_map(|c| c.get::<Class>()) {
        let mut at = 0;
        while let Some((next, _, value)) = c.dict.entry_at(at) {
            at = next;
            if let Some(member) = value.get::<crate::types::native::MemberDescriptor>() {
                if member.class.ptr_eq(c) {
                    slots.push((member.slot, member.name.clone(), c.address()));
                }
            }
        }
    }
    slots.sort_by_key(|s| s.0);
    slots
}

/// Whether instances of one class can become instances of the other: the same slots, defined by the same classes but for
/// the last that adds some.
fn same_slots(old: &Ref<Class>, new: &Ref<Class>) -> bool {
    let flags = class_flags::HAS_DICT | class_flags::WEAKREF;
    if old.flags.get() & flags != new.flags.get() & flags || old.fixed_slots.get() != new.fixed_slots.get() {
        return false;
    }
    let (a, b) = (slots_of(old), slots_of(new));
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else { return a.len() == b.len() };
    a.len() == b.len()
        && a.iter().zip(&b).all(|(x, y)| {
            let definers = x.2 == y.2 || x.2 == last_a.2 && y.2 == last_b.2;
            x.0 == y.0 && x.1.eq_str(&y.1) && definers
        })
}

/// `__dict__` of an instance.
pub(crate) fn get_dict(vm: &Vm, v: &Value) -> PyResult {
    if let Some(class) = v.get::<Class>() {
        return crate::types::mappingproxy::new(vm, class.dict.as_value());
    }
    if let Some(module) = v.get::<crate::types::module::Module>() {
        return Ok(module.dict().into_value());
    }
    match vm.instance_dict(v)? {
        Some(dict) => Ok(dict.into_value()),
        None => Err(vm.attribute_error(v, &vm.names.__dict__)),
    }
}

/// `__dict__ = ...` of an instance.
pub(crate) fn set_dict(vm: &Vm, v: &Value, new: Option<&Value>) -> PyResult<()> {
    if v.get::<Class>().is_some() {
        return Err(vm.attribute_error_text("attribute '__dict__' of 'type' objects is not writable"));
    }
    if v.is::<crate::types::module::Module>() {
        return Err(vm.attribute_error_text("readonly attribute"));
    }
    let dict = match new {
        Some(new) => match new.get::<Dict>() {
            Some(dict) => dict.clone(),
            None => {
                return Err(vm.type_error(format_args!(
                    "__dict__ must be set to a dictionary, not a '{}'",
                    vm.tn(new)
                )));
            }
        },
        None if Vm::native_flag(&vm.class_of(v), TypeFlags::HAS_DICT) => {
            return Err(vm.type_error("cannot delete __dict__"));
        }
        None => vm.new_dict()?,
    };
    if vm.set_instance_dict(v, &dict)? { Ok(()) } else { Err(vm.attribute_error(v, &vm.names.__dict__)) }
}

/// `__dict__` as classes whose instances have one get it.
pub(crate) static DICT_GETSET: crate::typedef::GetSet = getset("__dict__", get_dict, Some(set_dict));
/// `__weakref__` likewise.
pub(crate) static WEAKREF_GETSET: crate::typedef::GetSet =
    getset("__weakref__", |vm, v| vm.first_weakref(v), None);

pub static TYPE: TypeDef = TypeDef {
    shape: shapes::OBJECT,
    doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
    new: Some(new),
    getsets: &[getset("__class__", get_class, Some(set_class))],
    methods: &[
        method("__init__", "($self, /, *args, **kwargs)", init),
        method("__repr__", "($self, /)", repr),
        method("__str__", "($self, /)", |vm, a| Ok(vm.repr(&a[0])?.into_value())),
        method("__hash__", "($self, /)", hash),
        method("__eq__", "($self, value, /)", eq),
        method("__ne__", "($self, value, /)", ne),
        method("__lt__", "($self, value, /)", unordered),
        method("__le__", "($self, value, /)", unordered),
        method("__gt__", "($self, value, /)", unordered),
        method("__ge__", "($self, value, /)", unordered),
        method("__getattribute__", "($self, name, /)", getattribute),
        method("__setattr__", "($self, name, value, /)", setattr),
        method("__delattr__", "($self, name, /)", delattr),
        method("__format__", "($self, format_spec, /)", format),
        method("__sizeof__", "($self, /)", sizeof),
        method("__dir__", "($self, /)", dir),
        method("__reduce__", "($self, /)", reduce),
        method("__reduce_ex__", "($self, protocol, /)", reduce_ex),
        method("__getstate__", "($self, /)", getstate),
        crate::typedef::class_method("__init_subclass__", "($cls, /)", |_, _| Ok(Value::NONE)),
        crate::typedef::class_method("__subclasshook__", "($cls, object, /)", |_, _| {
            Ok(Value::NOT_IMPLEMENTED)
        }),
    ],
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Instance>("object")
};
