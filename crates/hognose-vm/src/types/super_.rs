//! `super`.

use hognose_heap::{Payload, Ref, ShapeId, Trace, Value, ValueCell};

use crate::class::Class;
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{Args, TypeDef, TypeFlags, member, method};
use crate::types::cell::Cell;
use crate::types::str::Str;
use crate::vm::Vm;

/// Attribute lookup that begins after a class in an object's MRO.
#[derive(Trace)]
pub struct Super {
    start: ValueCell,
    object: ValueCell,
    object_class: ValueCell,
}

impl Payload for Super {
    const NAME: &'static str = "super";
    const SHAPE: ShapeId = shapes::SUPER;
    type Tail = ();
}

fn this(v: &Value) -> &Ref<Super> {
    match v.get::<Super>() {
        Some(s) => s,
        None => unreachable!("the descriptor checked the type"),
    }
}

/// The class whose MRO counts for `super(start, object)`.
pub(crate) fn object_class(vm: &Vm, start: &Ref<Class>, object: &Value) -> PyResult<Ref<Class>> {
    if let Some(class) = object.get::<Class>() {
        // A class in the making has no MRO yet.
        if class.mro.get().is_none() && class.ptr_eq(start) || vm.is_subclass_exact(class, start) {
            return Ok(class.clone());
        }
    }
    let class = vm.class_of(object);
    if vm.is_subclass_exact(&class, start) {
        return Ok(class);
    }
    if let Some(claimed) = vm.getattr_opt(object, &vm.names.__class__)? {
        if let Some(claimed) = claimed.get::<Class>() {
            if vm.is_subclass_exact(claimed, start) {
                return Ok(claimed.clone());
            }
        }
    }
    let kind = if object.get::<Class>().is_some() { "type" } else { "instance" };
    let name = match object.get::<Class>() {
        Some(class) => class.name(),
        None => class.name(),
    };
    let message = format!(
        "super(type, obj): obj ({kind} {name}) is not an instance or subtype of type ({}).",
        start.name()
    );
    Err(vm.type_error(message))
}

/// `super(start, object).name`, without the super object. None: not found.
pub(crate) fn lookup(
    vm: &Vm,
    start: &Ref<Class>,
    object: &Value,
    name: &Ref<Str>,
) -> PyResult<Option<Value>> {
    let class = object_class(vm, start, object)?;
    let Some(found) = vm.class_lookup_after(&class, start, name) else { return Ok(None) };
    // On a class the attribute is read as from the class: no instance.
    let instance = if object.same(class.as_value()) { Value::NONE } else { object.clone() };
    vm.descriptor_get(&found, &instance, class.as_value()).map(Some)
}

fn getattribute(vm: &Vm, a: &[Value]) -> PyResult {
    let s = this(&a[0]);
    if let (Some(name), start, object) = (a[1].get::<Str>(), s.start.get(), s.object.get()) {
        if let Some(start) = start.get::<Class>() {
            if !object.is_none() && !name.eq_str(&vm.names.__class__) {
                if let Some(found) = lookup(vm, start, &object, name)? {
                    return Ok(found);
                }
            }
        }
    }
    match vm.generic_getattr(&a[0], &a[1]) {
        Ok(v) => Ok(v),
        Err(raised) => {
            if vm.catch(&vm.exc.attribute_error).is_some() {
                let Some(name) = a[1].get::<Str>() else {
                    return Err(vm.type_error("attribute name must be string"));
                };
                return Err(vm.attribute_error(&a[0], name));
            }
            Err(raised)
        }
    }
}

fn new(vm: &Vm, class: &Ref<Class>, _: &Args<'_>) -> PyResult {
    let none = || ValueCell::new(Value::NONE);
    vm.alloc_payload(class, || Super { start: none(), object: none(), object_class: none() })
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let s = this(&a[0]);
    let (start, object) = if a[1].is_blank() {
        let (start, object) = implicit_arguments(vm)?;
        (start.into_value(), object)
    } else {
        (a[1].clone(), if a[2].is_blank() { Value::NONE } else { a[2].clone() })
    };
    let Some(class) = start.get::<Class>() else {
        return Err(vm.type_error(format_args!("super() argument 1 must be a type, not {}", vm.tn(&start))));
    };
    if !object.is_none() {
        let of = object_class(vm, class, &object)?;
        s.object_class.set(of.into_value());
    }
    s.start.set(start);
    s.object.set(object);
    Ok(Value::NONE)
}

/// `__class__` and the first argument of the running method.
pub(crate) fn implicit_arguments(vm: &Vm) -> PyResult<(Ref<Class>, Value)> {
    let Some(frame) = vm.current_frame(0)? else { return Err(vm.runtime_error("super(): no current frame")) };
    let Some(function) = frame.function() else { return Err(vm.runtime_error("super(): no code object")) };
    let code = &function.code;
    if code.arg_count == 0 {
        return Err(vm.runtime_error("super(): no arguments"));
    }
    let mut object = frame.local(vm, 0);
    if code.is_cell(0) {
        let inside = object.get::<Cell>().map(|c| c.get());
        object = inside.unwrap_or(object);
    }
    if object.is_blank() {
        return Err(vm.runtime_error("super(): arg[0] deleted"));
    }
    let closure = function.closure.get();
    let cell = (0..)
        .zip(closure.iter().flat_map(|c| c.items()))
        .find(|(i, _)| code.freevar(*i).is_some_and(|n| n.ptr_eq(&vm.names.__class__)));
    let Some((_, cell)) = cell else { return Err(vm.runtime_error("super(): __class__ cell not found")) };
    let class = cell.get::<Cell>().map_or(Value::BLANK, |c| c.get());
    match class.downcast::<Class>() {
        Ok(class) => Ok((class, object)),
        Err(_) => Err(vm.runtime_error("super(): empty __class__ cell")),
    }
}

fn get(vm: &Vm, a: &[Value]) -> PyResult {
    let s = this(&a[0]);
    if a[1].is_none() || !s.object.get().is_none() {
        return Ok(a[0].clone());
    }
    vm.call(&vm.class_of(&a[0]).into_value(), &[s.start.get(), a[1].clone()])
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let s = this(&a[0]);
    let start = s.start.get();
    let name = start.get::<Class>().map_or_else(|| "NULL".to_owned(), |c| c.name());
    match s.object_class.get().get::<Class>() {
        Some(class) => vm.str(&format!("<super: <class '{name}'>, <{} object>>", class.name())),
        None => vm.str(&format!("<super: <class '{name}'>, NULL>")),
    }
}

pub static TYPE: TypeDef = TypeDef {
    new: Some(new),
    getsets: &[
        member("__thisclass__", |_, v| Ok(this(v).start.get())),
        member("__self__", |_, v| Ok(this(v).object.get())),
        member("__self_class__", |_, v| Ok(this(v).object_class.get())),
    ],
    methods: &[
        method("__init__", "($self, type=None, object=None, /)", init),
        method("__getattribute__", "($self, name, /)", getattribute),
        method("__get__", "($self, instance, owner=None, /)", get),
        method("__repr__", "($self, /)", repr),
    ],
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Super>("super")
};
