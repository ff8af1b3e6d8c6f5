//! Bound methods, static methods, class methods, properties.

use hognose_heap::{Payload, Ref, ShapeId, Trace, Value, ValueCell};

use crate::class::Class;
use crate::protocol::compare::CmpOp;
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{Args, GetSet, TypeDef, TypeFlags, getset, member, method};
use crate::types::dict::Dict;
use crate::vm::Vm;

/// A function bound to an object.
#[derive(Trace)]
pub struct Method {
    pub(crate) function: Value,
    pub(crate) object: Value,
}

impl Payload for Method {
    const NAME: &'static str = "method";
    const SHAPE: ShapeId = shapes::METHOD;
    type Tail = ();
}

impl Method {
    pub fn function(&self) -> Value {
        self.function.clone()
    }

    pub fn object(&self) -> Value {
        self.object.clone()
    }
}

impl Vm {
    /// `function` bound to `object`.
    pub fn bind_method(&self, function: &Value, object: &Value) -> PyResult {
        Ok(self.alloc(|| Method { function: function.clone(), object: object.clone() })?.into_value())
    }
}

fn this(v: &Value) -> &Ref<Method> {
    match v.get::<Method>() {
        Some(m) => m,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn call(vm: &Vm, f: &Value, args: &Args<'_>) -> PyResult {
    let m = this(f);
    let mut all = hognose_heap::HeapVec::new();
    vm.push(&mut all, m.object.clone())?;
    for v in args.pos.iter().chain(args.kw_values) {
        vm.push(&mut all, v.clone())?;
    }
    vm.call_args(&m.function, &Args::split(&all, args.kw_names))
}

fn new(vm: &Vm, _: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let [function, object] = args.bind(vm, "method", "(function, instance, /)")?;
    if !vm.is_callable(&function) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if object.is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    vm.bind_method(&function, &object)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let m = this(&a[0]);
    let name = match vm.getattr_opt(&m.function, &vm.names.__qualname__)? {
        Some(name) => Some(name),
        None => vm.getattr_opt(&m.function, &vm.names.__name__)?,
    };
    let name = name.as_ref().and_then(Value::get::<crate::types::str::Str>);
    let name = name.map_or_else(|| "?".to_owned(), |n| n.to_utf8().into_owned());
    let object = vm.repr(&m.object)?;
    vm.str(&format!("<bound method {name} of {}>", object.to_utf8()))
}

fn eq(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(other) = a[1].get::<Method>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let m = this(&a[0]);
    Ok(Value::from_bool(
        m.object.same(&other.object) && vm.compare_bool(&m.function, &other.function, CmpOp::Eq)?,
    ))
}

fn hash(vm: &Vm, a: &[Value]) -> PyResult {
    let m = this(&a[0]);
    let h = vm.hash(&m.function)?;
    vm.int((vm.id_of(&m.object) as i64 >> 4) ^ h)
}

fn getattribute(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(name) = a[1].get::<crate::types::str::Str>() else { return vm.generic_getattr(&a[0], &a[1]) };
    match vm.class_lookup(&vm.types.method, name) {
        Some(_) => vm.object_getattr(&a[0], name),
        None => vm.getattr(&this(&a[0]).function, name),
    }
}

pub static METHOD: TypeDef = TypeDef {
    new: Some(new),
    getsets: &[
        member("__func__", |_, v| Ok(this(v).function.clone())),
        member("__self__", |_, v| Ok(this(v).object.clone())),
        getset(
            "__doc__",
            |vm, v| Ok(vm.getattr_opt(&this(v).function, &vm.names.__doc__)?.unwrap_or(Value::NONE)),
            None,
        ),
    ],
    methods: &[
        method("__repr__", "($self, /)", repr),
        method("__eq__", "($self, other, /)", eq),
        method("__hash__", "($self, /)", hash),
        method("__getattribute__", "($self, name, /)", getattribute),
        method("__reduce__", "($self, /)", |vm, a| {
            let m = this(&a[0]);
            let getattr = vm.builtin("getattr")?;
            let name = vm.getattr(&m.function, &vm.names.__name__)?;
            let args = vm.tuple_of([m.object.clone(), name])?;
            vm.tuple_of([getattr, args])
        }),
    ],
    call: Some(call),
    flags: TypeFlags::WEAKREF,
    ..TypeDef::new::<Method>("method")
};

/// `staticmethod` and `classmethod` share a layout: what they wrap.
#[derive(Trace)]
pub struct Wrapped {
    pub inner: ValueCell,
}

impl Payload for Wrapped {
    const NAME: &'static str = "wrapped function";
    const SHAPE: ShapeId = ShapeId::NONE;
    type Tail = ();
}

fn wrapped(v: &Value) -> &Ref<Wrapped> {
    match v.get::<Wrapped>() {
        Some(w) => w,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn new_wrapped(vm: &Vm, class: &Ref<Class>, _: &Args<'_>) -> PyResult {
    vm.alloc_payload(class, || Wrapped { inner: ValueCell::new(Value::NONE) })
}

fn init_wrapped(vm: &Vm, a: &[Value]) -> PyResult {
    wrapped(&a[0]).inner.set(a[1].clone());
    for name in [&vm.names.__module__, &vm.names.__name__, &vm.names.__qualname__, &vm.names.__doc__] {
        if let Some(v) = vm.getattr_opt(&a[1], name)? {
            vm.instance_set(&a[0], name, &v)?;
        }
    }
    Ok(Value::NONE)
}

fn wrapped_attribute(vm: &Vm, v: &Value) -> PyResult {
    let _ = vm;
    Ok(wrapped(v).inner.get())
}

fn is_abstract(vm: &Vm, v: &Value) -> PyResult {
    let inner = wrapped(v).inner.get();
    match vm.getattr_opt(&inner, &vm.names.__isabstractmethod__)? {
        Some(flag) => Ok(Value::from_bool(vm.truthy(&flag)?)),
        None => Ok(Value::FALSE),
    }
}

fn repr_wrapped(vm: &Vm, a: &[Value]) -> PyResult {
    let inner = vm.repr(&wrapped(&a[0]).inner.get())?;
    vm.str(&format!("<{}({})>", vm.tn(&a[0]), inner.to_utf8()))
}

/// An attribute of the function that the wrapper shows as its own, and keeps once it is read or set.
fn own_or_wrapped(vm: &Vm, v: &Value, name: &str) -> PyResult {
    let name = vm.intern(name)?;
    let dict = crate::types::object::get_dict(vm, v)?;
    if let Some(own) = dict.get::<Dict>().and_then(|dict| dict.get_str(&name)) {
        return Ok(own);
    }
    let found = vm.getattr(&wrapped(v).inner.get(), &name)?;
    vm.instance_set(v, &name, &found)?;
    Ok(found)
}

fn set_own(vm: &Vm, v: &Value, name: &str, new: Option<&Value>) -> PyResult<()> {
    let name = vm.intern(name)?;
    match new {
        Some(new) => vm.instance_set(v, &name, new).map(drop),
        None => {
            let dict = crate::types::object::get_dict(vm, v)?;
            let removed = match dict.get::<Dict>() {
                Some(dict) => dict.remove(vm, name.as_value())?,
                None => None,
            };
            removed.map(drop).ok_or_else(|| vm.attribute_error(v, &name))
        }
    }
}

const WRAPPED_GETSETS: &[GetSet] = &[
    getset(
        "__annotations__",
        |vm, v| own_or_wrapped(vm, v, "__annotations__"),
        Some(|vm, v, new| set_own(vm, v, "__annotations__", new)),
    ),
    getset(
        "__annotate__",
        |vm, v| own_or_wrapped(vm, v, "__annotate__"),
        Some(|vm, v, new| set_own(vm, v, "__annotate__", new)),
    ),
    getset("__func__", wrapped_attribute, None),
    getset("__wrapped__", wrapped_attribute, None),
    getset("__isabstractmethod__", is_abstract, None),
    getset("__dict__", crate::types::object::get_dict, Some(crate::types::object::set_dict)),
];

pub static STATIC_METHOD: TypeDef = TypeDef {
    shape: shapes::STATIC_METHOD,
    new: Some(new_wrapped),
    getsets: WRAPPED_GETSETS,
    methods: &[
        method("__init__", "($self, function, /)", init_wrapped),
        method("__get__", "($self, instance, owner=None, /)", |_, a| Ok(wrapped(&a[0]).inner.get())),
        method("__repr__", "($self, /)", repr_wrapped),
    ],
    call: Some(|vm, f, args| vm.call_args(&wrapped(f).inner.get(), args)),
    flags: TypeFlags::BASETYPE.union(TypeFlags::HAS_DICT),
    ..TypeDef::new::<Wrapped>("staticmethod")
};

pub static CLASS_METHOD: TypeDef = TypeDef {
    shape: shapes::CLASS_METHOD,
    new: Some(new_wrapped),
    getsets: WRAPPED_GETSETS,
    methods: &[
        method("__init__", "($self, function, /)", init_wrapped),
        method("__get__", "($self, instance, owner=None, /)", |vm, a| {
            let owner = if a[2].is_blank() || a[2].is_none() {
                vm.class_of(&a[1]).into_value()
            } else {
                a[2].clone()
            };
            vm.bind_method(&wrapped(&a[0]).inner.get(), &owner)
        }),
        method("__repr__", "($self, /)", repr_wrapped),
    ],
    flags: TypeFlags::BASETYPE.union(TypeFlags::HAS_DICT),
    ..TypeDef::new::<Wrapped>("classmethod")
};

/// `property`.
#[derive(Trace)]
pub struct Property {
    pub get: ValueCell,
    pub set: ValueCell,
    pub delete: ValueCell,
    doc: ValueCell,
    name: ValueCell,
    doc_from_getter: std::cell::Cell<bool>,
}

impl Payload for Property {
    const NAME: &'static str = "property";
    const SHAPE: ShapeId = shapes::PROPERTY;
    type Tail = ();
}

fn property(v: &Value) -> &Ref<Property> {
    match v.get::<Property>() {
        Some(p) => p,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn none_if_blank(v: Value) -> Value {
    if v.is_blank() { Value::NONE } else { v }
}

fn new_property(vm: &Vm, class: &Ref<Class>, _: &Args<'_>) -> PyResult {
    let cell = || ValueCell::new(Value::NONE);
    vm.alloc_payload(class, || Property {
        get: cell(),
        set: cell(),
        delete: cell(),
        doc: cell(),
        name: ValueCell::new(Value::BLANK),
        doc_from_getter: std::cell::Cell::new(false),
    })
}

fn init_property(vm: &Vm, a: &[Value]) -> PyResult {
    let p = property(&a[0]);
    p.get.set(none_if_blank(a[1].clone()));
    p.set.set(none_if_blank(a[2].clone()));
    p.delete.set(none_if_blank(a[3].clone()));
    p.name.set(Value::BLANK);
    let mut doc = none_if_blank(a[4].clone());
    p.doc_from_getter.set(false);
    if doc.is_none() && !a[1].is_blank() && !a[1].is_none() {
        if let Some(from_getter) = vm.getattr_opt(&a[1], &vm.names.__doc__)? {
            doc = from_getter;
            p.doc_from_getter.set(true);
        }
    }
    if !vm.class_of(&a[0]).ptr_eq(&vm.types.property) && !doc.is_none() {
        // A subclass keeps it where instances can override it.
        let from_getter = p.doc_from_getter.get();
        if let Err(raised) = vm.setattr(&a[0], &vm.names.__doc__, &doc) {
            // The getter's text is copied only where there is room for it; a slot-only subclass refuses loudly.
            let lost = vm.catch(&vm.exc.attribute_error).is_some();
            if !lost || from_getter {
                return Err(if lost { vm.attribute_error(&a[0], &vm.names.__doc__) } else { raised });
            }
        }
    }
    p.doc.set(doc);
    Ok(Value::NONE)
}

fn property_error(vm: &Vm, p: &Ref<Property>, object: &Value, what: &str) -> crate::raise::Raised {
    let name = p.name.get();
    let qualname = vm.class_of(object).qualname.get().map_or_else(String::new, |n| n.to_utf8().into_owned());
    match vm.property_name(p, &name) {
        Some(name) => {
            vm.attribute_error_text(format_args!("property {name} of '{qualname}' object has no {what}"))
        }
        None => vm.attribute_error_text(format_args!("property of '{qualname}' object has no {what}")),
    }
}

impl Vm {
    fn property_name(&self, p: &Ref<Property>, name: &Value) -> Option<String> {
        let name = if name.is_blank() {
            let get = p.get.get();
            match self.getattr_opt(&get, &self.names.__name__) {
                Ok(found) => found?,
                Err(raised) => {
                    drop(self.take_raised(raised));
                    return None;
                }
            }
        } else {
            name.clone()
        };
        match self.repr(&name) {
            Ok(text) => Some(text.to_utf8().into_owned()),
            Err(raised) => {
                drop(self.take_raised(raised));
                None
            }
        }
    }

    /// Reads through a property.
    pub(crate) fn property_get(&self, p: &Ref<Property>, object: &Value) -> PyResult {
        let get = p.get.get();
        if get.is_none() {
            return Err(property_error(self, p, object, "getter"));
        }
        self.call(&get, std::slice::from_ref(object))
    }

    /// Writes or deletes through a property.
    pub(crate) fn property_set(
        &self,
        p: &Ref<Property>,
        object: &Value,
        value: Option<&Value>,
    ) -> PyResult<()> {
        match value {
            Some(value) => {
                let set = p.set.get();
                if set.is_none() {
                    return Err(property_error(self, p, object, "setter"));
                }
                self.call(&set, &[object.clone(), value.clone()])?;
            }
            None => {
                let delete = p.delete.get();
                if delete.is_none() {
                    return Err(property_error(self, p, object, "deleter"));
                }
                self.call(&delete, std::slice::from_ref(object))?;
            }
        }
        Ok(())
    }
}

/// A copy with one function replaced.
fn property_with(vm: &Vm, a: &[Value], which: usize) -> PyResult {
    let p = property(&a[0]);
    let mut parts = [p.get.get(), p.set.get(), p.delete.get()];
    parts[which] = a[1].clone();
    let [get, set, delete] = parts;
    let doc = if p.doc_from_getter.get() { Value::NONE } else { p.doc.get() };
    let made = vm.call(&vm.class_of(&a[0]).into_value(), &[get, set, delete, doc])?;
    if let Some(new) = made.get::<Property>() {
        new.name.set(p.name.get());
    }
    Ok(made)
}

pub static PROPERTY: TypeDef = TypeDef {
    new: Some(new_property),
    getsets: &[
        member("fget", |_, v| Ok(property(v).get.get())),
        member("fset", |_, v| Ok(property(v).set.get())),
        member("fdel", |_, v| Ok(property(v).delete.get())),
        getset(
            "__doc__",
            |_, v| Ok(property(v).doc.get()),
            Some(|_, v, new| {
                property(v).doc.set(new.cloned().unwrap_or(Value::NONE));
                Ok(())
            }),
        ),
        getset(
            "__name__",
            |vm, v| {
                let p = property(v);
                let name = p.name.get();
                if !name.is_blank() {
                    return Ok(name);
                }
                match vm.getattr_opt(&p.get.get(), &vm.names.__name__)? {
                    Some(name) => Ok(name),
                    None => Err(vm.attribute_error(v, &vm.names.__name__)),
                }
            },
            Some(|_, v, new| {
                property(v).name.set(new.cloned().unwrap_or(Value::BLANK));
                Ok(())
            }),
        ),
        getset(
            "__isabstractmethod__",
            |vm, v| {
                let p = property(v);
                for f in [p.get.get(), p.set.get(), p.delete.get()] {
                    if let Some(flag) = vm.getattr_opt(&f, &vm.names.__isabstractmethod__)? {
                        if vm.truthy(&flag)? {
                            return Ok(Value::TRUE);
                        }
                    }
                }
                Ok(Value::FALSE)
            },
            None,
        ),
    ],
    methods: &[
        method("__init__", "($self, fget=None, fset=None, fdel=None, doc=None)", init_property),
        method("__get__", "($self, instance, owner=None, /)", |vm, a| {
            if a[1].is_none() && !a[2].is_none() && !a[2].is_blank() {
                Ok(a[0].clone())
            } else {
                vm.property_get(property(&a[0]), &a[1])
            }
        }),
        method("__set__", "($self, instance, value, /)", |vm, a| {
            vm.property_set(property(&a[0]), &a[1], Some(&a[2]))?;
            Ok(Value::NONE)
        }),
        method("__delete__", "($self, instance, /)", |vm, a| {
            vm.property_set(property(&a[0]), &a[1], None)?;
            Ok(Value::NONE)
        }),
        method("getter", "($self, fget, /)", |vm, a| property_with(vm, a, 0)),
        method("setter", "($self, fset, /)", |vm, a| property_with(vm, a, 1)),
        method("deleter", "($self, fdel, /)", |vm, a| property_with(vm, a, 2)),
        method("__set_name__", "($self, /, *args)", |vm, a| {
            let args = a[1].get::<crate::types::tuple::Tuple>();
            let Some([_, name]) = args.map(|t| t.items()) else {
                let given = args.map_or(0, |t| t.items().len());
                return Err(vm.type_error(format_args!(
                    "__set_name__() takes 2 positional arguments but {given} were given"
                )));
            };
            property(&a[0]).name.set(name.clone());
            Ok(Value::NONE)
        }),
    ],
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Property>("property")
};
