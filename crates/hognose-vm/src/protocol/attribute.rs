//! Attribute access and descriptors.

use hognose_heap::{Ref, Value};

use crate::class::{Class, class_flags};
use crate::raise::PyResult;
use crate::shapes;
use crate::types::dict::Dict;
use crate::types::function::Function;
use crate::types::method::{Property, Wrapped};
use crate::types::module::Module;
use crate::types::native::{GetSetDescriptor, MemberDescriptor, MethodDescriptor};
use crate::types::str::Str;
use crate::vm::Vm;

/// Whether built-in values of the shape are data descriptors (which all have `__get__` too); None: their class must be asked.
#[inline]
fn known_data_descriptor(shape: hognose_heap::ShapeId) -> Option<bool> {
    if shape == shapes::FUNCTION || shapes::is_native_method(shape) || shape == shapes::STR {
        return Some(false);
    }
    let data = shape == shapes::PROPERTY
        || shape == shapes::GETSET_DESCRIPTOR
        || shape == shapes::MEMBER_DESCRIPTOR
        || shape == shapes::NATIVE_MEMBER;
    data.then_some(true)
}

impl Vm {
    /// `object.name`.
    pub fn getattr(&self, object: &Value, name: &Ref<Str>) -> PyResult {
        match self.getattr_opt_inner(object, name, true) {
            Ok(Some(v)) => Ok(v),
            Ok(None) => Err(self.attribute_error(object, name)),
            Err(raised) => {
                crate::types::exception::complete_attribute_error(self, object, name);
                Err(raised)
            }
        }
    }

    /// `object.name`, None if AttributeError is raised.
    pub fn getattr_opt(&self, object: &Value, name: &Ref<Str>) -> PyResult<Option<Value>> {
        match self.getattr_opt_inner(object, name, false) {
            Ok(found) => Ok(found),
            Err(raised) => match self.catch(&self.exc.attribute_error) {
                Some(_) => Ok(None),
                None => Err(raised),
            },
        }
    }

    /// `object.name` by a name that is not at hand as a string object.
    pub fn getattr_str(&self, object: &Value, name: &str) -> PyResult {
        self.getattr(object, &self.intern(name)?)
    }

    fn getattr_opt_inner(&self, object: &Value, name: &Ref<Str>, raising: bool) -> PyResult<Option<Value>> {
        if !self.class_ref(object).flag(class_flags::CUSTOM_GETATTR) {
            return self.object_getattr_opt(object, name, None);
        }
        let class = self.class_of(object);
        if let Some(c) = object.get::<Class>() {
            if class.ptr_eq(&self.types.type_) {
                return self.class_getattr_opt(c, name);
            }
        }
        if let Some(module) = object.get::<Module>() {
            if class.ptr_eq(&self.types.module) && !raising {
                return self.module_getattr(object, module, name);
            }
        }
        let hook = self.class_lookup(&class, &self.names.__getattr__);
        let Some(getattribute) = self.class_lookup(&class, &self.names.__getattribute__) else {
            return self.object_getattr_opt(object, name, None);
        };
        let objects = self.types.object.dict.get_str(&self.names.__getattribute__);
        let plain = objects.is_some_and(|o| o.same(&getattribute));
        let Some(hook) = hook else {
            if plain {
                return self.object_getattr_opt(object, name, None);
            }
            return self.call_found(&getattribute, object, &[name.to_value()]).map(Some);
        };
        let found = if plain {
            self.object_getattr_opt(object, name, None)
        } else {
            self.call_found(&getattribute, object, &[name.to_value()]).map(Some)
        };
        match found {
            Ok(Some(v)) => Ok(Some(v)),
            Ok(None) => self.call_found(&hook, object, &[name.to_value()]).map(Some),
            Err(raised) => match self.catch(&self.exc.attribute_error) {
                Some(_) => self.call_found(&hook, object, &[name.to_value()]).map(Some),
                None => Err(raised),
            },
        }
    }

    /// `object.__getattribute__` as object defines it.
    pub fn object_getattr(&self, object: &Value, name: &Ref<Str>) -> PyResult {
        match self.object_getattr_opt(object, name, None)? {
            Some(v) => Ok(v),
            None => Err(self.attribute_error(object, name)),
        }
    }

    /// As `object_getattr` for a name that must still prove to be a string.
    pub(crate) fn generic_getattr(&self, object: &Value, name: &Value) -> PyResult {
        match name.get::<Str>() {
            Some(name) => self.object_getattr(object, name),
            None => {
                Err(self.type_error(format_args!("attribute name must be string, not '{}'", self.tn(name))))
            }
        }
    }

    /// Data descriptors of the class, the instance's own attributes (or those in `own`), other attributes of the class.
    pub(crate) fn object_getattr_opt(
        &self,
        object: &Value,
        name: &Ref<Str>,
        own: Option<&Ref<Dict>>,
    ) -> PyResult<Option<Value>> {
        let found = self.class_lookup(self.class_ref(object), name);
        if let Some(descriptor) = &found {
            if self.overrides_instance(descriptor) {
                let class = self.class_of(object);
                return self.descriptor_get(descriptor, object, class.as_value()).map(Some);
            }
        }
        let instance = match own {
            Some(dict) => dict.get(self, name.as_value())?,
            None => self.instance_get(object, name)?,
        };
        if instance.is_some() {
            return Ok(instance);
        }
        match found {
            Some(v) => {
                let class = self.class_of(object);
                self.descriptor_get(&v, object, class.as_value()).map(Some)
            }
            None => Ok(None),
        }
    }

    /// Reading an instance goes through it although the instance has an attribute of the name: it has `__get__` and also
    /// `__set__` or `__delete__`.
    pub(crate) fn overrides_instance(&self, v: &Value) -> bool {
        let Some(shape) = v.shape() else { return false };
        if let Some(known) = known_data_descriptor(shape) {
            return known;
        }
        self.is_data_descriptor(v) && self.lookup_special(v, &self.names.__get__).is_some()
    }

    /// Has `__set__` or `__delete__`.
    pub(crate) fn is_data_descriptor(&self, v: &Value) -> bool {
        let Some(shape) = v.shape() else { return false };
        if let Some(known) = known_data_descriptor(shape) {
            return known;
        }
        let class = self.class_ref(v);
        self.class_lookup(class, &self.names.__set__).is_some()
            || self.class_lookup(class, &self.names.__delete__).is_some()
    }

    /// What reading the class attribute `v` gives for `object` (None: for the class `owner` itself).
    pub(crate) fn descriptor_get(&self, v: &Value, object: &Value, owner: &Value) -> PyResult {
        let Some(shape) = v.shape() else { return Ok(v.clone()) };
        let of_class = object.is_none() && !owner.same(self.types.none_type.as_value());
        if shape == shapes::FUNCTION {
            return if of_class { Ok(v.clone()) } else { self.bind_method(v, object) };
        }
        if shapes::is_native_method(shape) {
            if of_class {
                return Ok(v.clone());
            }
            if let Some(d) = v.get::<MethodDescriptor>() {
                d.check_self(self, object)?;
                return self.bind_descriptor(v, d.def, object);
            }
        }
        if !of_class {
            if shape == shapes::PROPERTY {
                if let Some(p) = v.get::<Property>() {
                    return self.property_get(p, object);
                }
            }
            if shape == shapes::GETSET_DESCRIPTOR || shape == shapes::NATIVE_MEMBER {
                if let Some(d) = v.get::<GetSetDescriptor>() {
                    return d.read(self, object);
                }
            }
            if shape == shapes::MEMBER_DESCRIPTOR {
                if let Some(d) = v.get::<MemberDescriptor>() {
                    return d.read(self, object);
                }
            }
        }
        let class = self.class_of(v);
        if class.ptr_eq(&self.types.static_method) {
            if let Some(wrapped) = v.get::<Wrapped>() {
                return Ok(wrapped.inner.get());
            }
        }
        match self.class_lookup(&class, &self.names.__get__) {
            Some(get) => {
                let instance = if of_class { Value::NONE } else { object.clone() };
                self.call_found(&get, v, &[instance, owner.clone()])
            }
            None => Ok(v.clone()),
        }
    }

    /// Writes (or deletes) through a data descriptor; false if `v` is none.
    pub(crate) fn descriptor_set(&self, v: &Value, object: &Value, value: Option<&Value>) -> PyResult<bool> {
        let Some(shape) = v.shape() else { return Ok(false) };
        if shape == shapes::FUNCTION {
            return Ok(false);
        }
        if shape == shapes::PROPERTY {
            if let Some(p) = v.get::<Property>() {
                self.property_set(p, object, value)?;
                return Ok(true);
            }
        }
        if let Some(d) = v.get::<GetSetDescriptor>() {
            d.write(self, object, value)?;
            return Ok(true);
        }
        if let Some(d) = v.get::<MemberDescriptor>() {
            d.write(self, object, value)?;
            return Ok(true);
        }
        let class = self.class_of(v);
        let (set, delete) = (
            self.class_lookup(&class, &self.names.__set__),
            self.class_lookup(&class, &self.names.__delete__),
        );
        match (value, set, delete) {
            (Some(value), Some(set), _) => {
                self.call_found(&set, v, &[object.clone(), value.clone()])?;
                Ok(true)
            }
            (None, _, Some(delete)) => {
                self.call_found(&delete, v, std::slice::from_ref(object))?;
                Ok(true)
            }
            (Some(_), None, Some(_)) => Err(self.attribute_error_text("__set__")),
            (None, Some(_), None) => Err(self.attribute_error_text("__delete__")),
            (_, None, None) => Ok(false),
        }
    }

    /// `object.name = value`.
    pub fn setattr(&self, object: &Value, name: &Ref<Str>, value: &Value) -> PyResult<()> {
        self.set_or_delete(object, name, Some(value))
    }

    /// `del object.name`.
    pub fn delattr(&self, object: &Value, name: &Ref<Str>) -> PyResult<()> {
        self.set_or_delete(object, name, None)
    }

    fn set_or_delete(&self, object: &Value, name: &Ref<Str>, value: Option<&Value>) -> PyResult<()> {
        let class = self.class_of(object);
        if !class.flag(class_flags::CUSTOM_SETATTR) {
            return self.object_setattr(object, name, value);
        }
        if let Some(c) = object.get::<Class>() {
            if class.ptr_eq(&self.types.type_) {
                return self.class_setattr(c, name, value);
            }
        }
        let (hook, args) = match value {
            Some(v) => (&self.names.__setattr__, vec![name.to_value(), v.clone()]),
            None => (&self.names.__delattr__, vec![name.to_value()]),
        };
        match self.class_lookup(&class, hook) {
            Some(f) => self.call_found(&f, object, &args).map(drop),
            None => self.object_setattr(object, name, value),
        }
    }

    /// `object.__setattr__` (or `__delattr__`) as object defines it.
    pub fn object_setattr(&self, object: &Value, name: &Ref<Str>, value: Option<&Value>) -> PyResult<()> {
        let class = self.class_of(object);
        let found = self.class_lookup(&class, name);
        if let Some(descriptor) = &found {
            if self.descriptor_set(descriptor, object, value)? {
                return Ok(());
            }
        }
        let done = match value {
            Some(v) => self.instance_set(object, name, v)?,
            None => self.instance_delete(object, name)?,
        };
        if done {
            return Ok(());
        }
        if found.is_some() && !class.flag(class_flags::HAS_DICT) {
            let message = format!("'{}' object attribute '{}' is read-only", class.name(), name.to_utf8());
            return Err(self.attribute_error_text(message));
        }
        if value.is_some() && !class.flag(class_flags::HAS_DICT) {
            let text = format!(
                "'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
                class.name(),
                name.to_utf8()
            );
            crate::types::exception::raise_attribute_error(self, &text, object, name);
            return Err(self.already_raised());
        }
        Err(self.attribute_error(object, name))
    }

    /// A special method: looked up on the class, not bound.
    pub fn lookup_special(&self, v: &Value, name: &Ref<Str>) -> Option<Value> {
        self.class_lookup(self.class_ref(v), name)
    }

    /// Calls a special method; None if the class has none.
    pub fn call_special(&self, v: &Value, name: &Ref<Str>, args: &[Value]) -> PyResult<Option<Value>> {
        match self.lookup_special(v, name) {
            Some(f) => self.call_found(&f, v, args).map(Some),
            None => Ok(None),
        }
    }

    /// Calls what a class lookup found as a method of `object`.
    pub(crate) fn call_found(&self, f: &Value, object: &Value, args: &[Value]) -> PyResult {
        if f.get_exact::<Function>().is_some() {
            return self.call_function_of(f, object, args);
        }
        if let Some(d) = f.get_exact::<MethodDescriptor>() {
            let def = d.def;
            // A program's class may borrow the method of an unrelated native type.
            d.check_self(self, object)?;
            let (arity, count) = (def.arity, args.len() + 1);
            if arity.simple && arity.slots as usize == count {
                match args {
                    [] => return (def.func)(self, std::slice::from_ref(&object.clone())),
                    [a] => return (def.func)(self, &[object.clone(), a.clone()]),
                    [a, b] => return (def.func)(self, &[object.clone(), a.clone(), b.clone()]),
                    _ => {}
                }
            }
            const FEW: usize = 4;
            if arity.simple
                && (arity.min as usize..=arity.max as usize).contains(&count)
                && arity.slots as usize <= FEW
            {
                let mut slots = [const { Value::BLANK }; FEW];
                slots[0] = object.clone();
                slots[1..count].clone_from_slice(args);
                return (def.func)(self, &slots[..arity.slots as usize]);
            }
            let mut all = smallvec::SmallVec::<[Value; 6]>::new();
            all.push(object.clone());
            all.extend(args.iter().cloned());
            return self.call(f, &all);
        }
        let plain = f.get::<Function>().is_some() || f.get::<MethodDescriptor>().is_some();
        if plain {
            let mut all = smallvec::SmallVec::<[Value; 6]>::new();
            all.push(object.clone());
            all.extend(args.iter().cloned());
            return self.call(f, &all);
        }
        let owner = self.class_of(object);
        let bound = self.descriptor_get(f, object, owner.as_value())?;
        self.call(&bound, args)
    }

    /// As `call_found`, with keyword arguments.
    pub(crate) fn call_unbound(
        &self,
        f: &Value,
        object: &Value,
        args: &crate::typedef::Args<'_>,
    ) -> PyResult {
        let plain = f.get::<Function>().is_some() || f.get::<MethodDescriptor>().is_some();
        if plain {
            let mut all = smallvec::SmallVec::<[Value; 8]>::new();
            all.push(object.clone());
            all.extend(args.pos.iter().chain(args.kw_values).cloned());
            return self.call_args(f, &crate::typedef::Args::split(&all, args.kw_names));
        }
        let owner = self.class_of(object);
        let bound = self.descriptor_get(f, object, owner.as_value())?;
        self.call_args(&bound, args)
    }
}
