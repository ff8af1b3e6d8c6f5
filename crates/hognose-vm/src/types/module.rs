//! Modules.

use hognose_heap::{Payload, Ref, RefSlot, ShapeId, Trace, Value};

use crate::class::Class;
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{Args, TypeDef, TypeFlags, getset, method};
use crate::types::dict::Dict;
use crate::types::str::Str;
use crate::vm::Vm;

/// A module: a namespace.
#[derive(Trace)]
pub struct Module {
    namespace: RefSlot<Dict>,
}

impl Payload for Module {
    const NAME: &'static str = "module";
    const SHAPE: ShapeId = shapes::MODULE;
    type Tail = ();
}

impl Module {
    /// The module's namespace.
    pub fn dict(&self) -> Ref<Dict> {
        match self.namespace.get() {
            Some(dict) => dict,
            None => unreachable!("a module has a namespace from the start"),
        }
    }

    /// Adds a name.
    pub fn set(&self, vm: &Vm, name: &str, value: Value) -> PyResult<()> {
        let name = vm.intern(name)?;
        self.dict().set_str(vm, &name, value)
    }

    /// Reads a name.
    pub fn get(&self, vm: &Vm, name: &str) -> PyResult<Option<Value>> {
        let name = vm.intern(name)?;
        Ok(self.dict().get_str(&name))
    }
}

impl Vm {
    /// A module with `__name__`, `__doc__` and the other usual names set.
    pub fn new_module(&self, name: &str, doc: &str) -> PyResult<Ref<Module>> {
        let dict = self.new_dict()?;
        let name = self.str(name)?;
        dict.set_str(self, &self.names.__name__, name)?;
        let doc = if doc.is_empty() { Value::NONE } else { self.str(doc)? };
        dict.set_str(self, &self.names.__doc__, doc)?;
        for name in [&self.names.__package__, &self.names.__loader__, &self.names.__spec__] {
            dict.set_str(self, name, Value::NONE)?;
        }
        self.alloc(|| Module { namespace: RefSlot::new(Some(dict.clone())) })
    }
}

fn this(v: &Value) -> &Ref<Module> {
    match v.get::<Module>() {
        Some(m) => m,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn new(vm: &Vm, class: &Ref<Class>, _: &Args<'_>) -> PyResult {
    let dict = vm.new_dict()?;
    vm.alloc_payload(class, || Module { namespace: RefSlot::new(Some(dict.clone())) })
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let dict = this(&a[0]).dict();
    if a[1].get::<Str>().is_none() {
        return Err(vm.type_error(format_args!("module() argument 'name' must be str, not {}", vm.tn(&a[1]))));
    }
    dict.set_str(vm, &vm.names.__name__, a[1].clone())?;
    dict.set_str(vm, &vm.names.__doc__, if a[2].is_blank() { Value::NONE } else { a[2].clone() })?;
    for name in [&vm.names.__package__, &vm.names.__loader__, &vm.names.__spec__] {
        dict.set_str(vm, name, Value::NONE)?;
    }
    Ok(Value::NONE)
}

fn getattribute(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(name) = a[1].get::<Str>() else { return vm.generic_getattr(&a[0], &a[1]) };
    match vm.module_getattr(&a[0], this(&a[0]), name)? {
        Some(v) => Ok(v),
        None => Err(missing(vm, &a[0], name)),
    }
}

fn missing(vm: &Vm, object: &Value, name: &Ref<Str>) -> crate::raise::Raised {
    let dict = this(object).dict();
    let text = match dict.get_str(&vm.names.__name__).and_then(|n| n.downcast::<Str>().ok()) {
        Some(module) if crate::import::is_initializing(vm, &dict) => format!(
            "partially initialized module '{}' has no attribute '{}' (most likely due to a circular import)",
            module.to_utf8(),
            name.to_utf8()
        ),
        Some(module) => format!("module '{}' has no attribute '{}'", module.to_utf8(), name.to_utf8()),
        None => format!("module has no attribute '{}'", name.to_utf8()),
    };
    crate::types::exception::raise_attribute_error(vm, &text, object, name);
    vm.already_raised()
}

impl Vm {
    /// A module's attribute: its namespace, its class, its `__getattr__`.
    pub(crate) fn module_getattr(
        &self,
        object: &Value,
        module: &Ref<Module>,
        name: &Ref<Str>,
    ) -> PyResult<Option<Value>> {
        let dict = module.dict();
        if let Some(v) = dict.get(self, name.as_value())? {
            // A data descriptor of the class (a subclass may have some) goes first.
            let class = self.class_of(object);
            if class.ptr_eq(&self.types.module) {
                if !name.ptr_eq(&self.names.__dict__) && !name.ptr_eq(&self.names.__class__) {
                    return Ok(Some(v));
                }
            } else if self.class_lookup(&class, name).is_none() {
                return Ok(Some(v));
            }
        }
        match self.object_getattr_opt(object, name, Some(&dict))? {
            Some(v) => Ok(Some(v)),
            None => match dict.get_str(&self.names.__getattr__) {
                Some(hook) => match self.call(&hook, &[name.to_value()]) {
                    Ok(v) => Ok(Some(v)),
                    Err(raised) => Err(raised),
                },
                None => Ok(None),
            },
        }
    }
}

fn setattr(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(name) = a[1].get::<Str>() else { return Err(vm.type_error("attribute name must be string")) };
    vm.module_setattr(&a[0], name, Some(&a[2]))?;
    Ok(Value::NONE)
}

fn delattr(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(name) = a[1].get::<Str>() else { return Err(vm.type_error("attribute name must be string")) };
    vm.module_setattr(&a[0], name, None)?;
    Ok(Value::NONE)
}

impl Vm {
    /// Sets or deletes a module's attribute.
    pub(crate) fn module_setattr(
        &self,
        object: &Value,
        name: &Ref<Str>,
        value: Option<&Value>,
    ) -> PyResult<()> {
        let class = self.class_of(object);
        if let Some(descriptor) = self.class_lookup(&class, name) {
            if self.descriptor_set(&descriptor, object, value)? {
                return Ok(());
            }
        }
        let dict = this(object).dict();
        match value {
            Some(v) => {
                let name = self.intern_ref(name)?;
                dict.set_str(self, &name, v.clone())
            }
            None => match dict.remove(self, name.as_value())? {
                Some(_) => Ok(()),
                None => Err(missing(self, object, name)),
            },
        }
    }
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let dict = this(&a[0]).dict();
    let name = match dict.get_str(&vm.names.__name__) {
        Some(name) => vm.repr(&name)?.to_utf8().into_owned(),
        None => "'?'".to_owned(),
    };
    match dict.get_str(&vm.names.__file__) {
        Some(file) if !file.is_none() => {
            let file = vm.repr(&file)?;
            vm.str(&format!("<module {name} from {}>", file.to_utf8()))
        }
        _ if matches!(name.trim_matches('\''), "builtins" | "sys")
            || crate::import::is_native(vm, name.trim_matches('\'')) =>
        {
            vm.str(&format!("<module {name} (built-in)>"))
        }
        _ => {
            let spec = dict.get_str(&vm.names.__spec__);
            let origin = match spec.filter(|spec| !spec.is_none()) {
                Some(spec) => vm.getattr_opt(&spec, &vm.intern("origin")?)?,
                None => None,
            };
            if let Some(origin) = origin.as_ref().and_then(Value::get::<Str>) {
                return vm.str(&format!("<module {name} ({})>", origin.to_utf8()));
            }
            match dict.get_str(&vm.names.__loader__).filter(|loader| !loader.is_none()) {
                Some(loader) => vm.str(&format!("<module {name} ({})>", vm.repr(&loader)?.to_utf8())),
                None => vm.str(&format!("<module {name}>")),
            }
        }
    }
}

fn dir(vm: &Vm, a: &[Value]) -> PyResult {
    let dict = vm.getattr(&a[0], &vm.names.__dict__)?;
    let Some(dict) = dict.get::<Dict>().cloned() else {
        let name = this(&a[0]).dict().get_str(&vm.names.__name__).unwrap_or(Value::NONE);
        return Err(
            vm.type_error(format_args!("{}.__dict__ is not a dictionary", vm.to_str(&name)?.to_utf8()))
        );
    };
    if let Some(hook) = dict.get_str(&vm.intern("__dir__")?) {
        return vm.call(&hook, &[]);
    }
    let keys = vm.collect(dict.as_value())?;
    vm.list_from(keys)
}

fn annotations(vm: &Vm, v: &Value) -> PyResult {
    let dict = this(v).dict();
    if let Some(known) = dict.get_str(&vm.names.__annotations__) {
        return Ok(known);
    }
    let made = match dict.get_str(&vm.names.__annotate__) {
        Some(annotate) if !annotate.is_none() => vm.call(&annotate, &[Value::from_small(1)])?,
        _ => vm.new_dict()?.into_value(),
    };
    dict.set_str(vm, &vm.names.__annotations__, made.clone())?;
    Ok(made)
}

pub static TYPE: TypeDef = TypeDef {
    new: Some(new),
    getsets: &[
        getset("__dict__", |_, v| Ok(this(v).dict().into_value()), None),
        getset(
            "__annotations__",
            annotations,
            Some(|vm, v, new| {
                let dict = this(v).dict();
                match new {
                    Some(new) => dict.set_str(vm, &vm.names.__annotations__, new.clone()),
                    None => match dict.remove(vm, vm.names.__annotations__.as_value())? {
                        Some(_) => Ok(()),
                        None => Err(vm.attribute_error(v, &vm.names.__annotations__)),
                    },
                }
            }),
        ),
    ],
    methods: &[
        method("__init__", "($self, name, doc=None)", init),
        method("__getattribute__", "($self, name, /)", getattribute),
        method("__setattr__", "($self, name, value, /)", setattr),
        method("__delattr__", "($self, name, /)", delattr),
        method("__repr__", "($self, /)", repr),
        method("__dir__", "($self, /)", dir),
    ],
    flags: TypeFlags::BASETYPE.union(TypeFlags::WEAKREF),
    ..TypeDef::new::<Module>("module")
};
