//! `isinstance` and `issubclass`.

use hognose_heap::{Ref, Value};

use crate::class::{Class, class_flags};
use crate::raise::PyResult;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

impl Vm {
    /// `isinstance(v, class)`.
    pub fn is_instance(&self, v: &Value, class: &Value) -> PyResult<bool> {
        let of = self.class_ref(v);
        let Some(asked) = class.get::<Class>() else { return self.is_instance_of_other(v, class) };
        if std::ptr::eq(of, &raw const **asked) {
            return Ok(true);
        }
        if std::ptr::eq(self.class_ref(class), &raw const *self.types.type_) {
            return Ok(self.is_subclass_exact(of, asked) || self.claims_class(v, asked)?);
        }
        self.is_instance_of_other(v, class)
    }

    fn is_instance_of_other(&self, v: &Value, class: &Value) -> PyResult<bool> {
        if let Some(classes) = class.get::<Tuple>() {
            // Plain classes by the class of `v` alone, first without and then with what it may claim to be.
            let of = self.class_ref(v);
            let mut plain = true;
            for c in classes.items() {
                match c.get_exact::<Class>() {
                    Some(asked) if plain => {
                        if self.is_subclass_exact(of, asked) {
                            return Ok(true);
                        }
                    }
                    _ => plain = false,
                }
            }
            if plain && (!v.is_object() || self.has_plain_class(v)) {
                return Ok(false);
            }
            let _guard = self.enter_recursion(" in __instancecheck__")?;
            for c in classes.items() {
                if self.is_instance(v, c)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match self.lookup_special(class, &self.names.__instancecheck__) {
            Some(check) => {
                let _guard = self.enter_recursion(" in __instancecheck__")?;
                let answer = self.call_found(&check, class, std::slice::from_ref(v))?;
                self.truthy(&answer)
            }
            None => match class.get::<Class>() {
                Some(c) => self.claims_class(v, c),
                None => {
                    if self.getattr_opt(class, &self.names.__bases__)?.is_none() {
                        return Err(self
                            .type_error("isinstance() arg 2 must be a type, a tuple of types, or a union"));
                    }
                    match self.getattr_opt(v, &self.names.__class__)? {
                        // What has no bases is a subclass of nothing.
                        Some(claimed) if self.getattr_opt(&claimed, &self.names.__bases__)?.is_none() => {
                            Ok(claimed.same(class))
                        }
                        Some(claimed) => self.abstract_subclass(&claimed, class),
                        None => Ok(false),
                    }
                }
            },
        }
    }

    /// `v.__class__` may say otherwise than the class of `v`.
    fn claims_class(&self, v: &Value, class: &Ref<Class>) -> PyResult<bool> {
        if self.is_subclass_exact(&self.class_of(v), class) {
            return Ok(true);
        }
        if !v.is_object() || self.has_plain_class(v) {
            return Ok(false);
        }
        match self.getattr_opt(v, &self.names.__class__)? {
            Some(claimed) => Ok(claimed.get::<Class>().is_some_and(|c| self.is_subclass_exact(c, class))),
            None => Ok(false),
        }
    }

    /// Reading `v.__class__` can only give the class of `v`.
    fn has_plain_class(&self, v: &Value) -> bool {
        let class = self.class_ref(v);
        let version = class.version.get();
        if version != 0 && class.plain_class.get() == version {
            return true;
        }
        if class.flag(class_flags::CUSTOM_GETATTR) {
            return false;
        }
        let objects = self.class_lookup(&self.types.object, &self.names.__class__);
        match (self.class_lookup(class, &self.names.__class__), objects) {
            (Some(found), Some(objects)) if found.same(&objects) => {
                class.plain_class.set(version);
                true
            }
            _ => false,
        }
    }

    /// `issubclass(sub, class)`.
    pub fn is_subclass(&self, sub: &Value, class: &Value) -> PyResult<bool> {
        if let Some(classes) = class.get::<Tuple>() {
            let _guard = self.enter_recursion(" in __subclasscheck__")?;
            for c in classes.items() {
                if self.is_subclass(sub, c)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if let Some(c) = class.get::<Class>() {
            if std::ptr::eq(self.class_ref(class), &raw const *self.types.type_) {
                if let Some(s) = sub.get::<Class>() {
                    return Ok(self.is_subclass_exact(s, c));
                }
                return self.checked_subclass(sub, class);
            }
        }
        match self.lookup_special(class, &self.names.__subclasscheck__) {
            Some(check) => {
                let _guard = self.enter_recursion(" in __subclasscheck__")?;
                let answer = self.call_found(&check, class, std::slice::from_ref(sub))?;
                self.truthy(&answer)
            }
            None => {
                if self.getattr_opt(class, &self.names.__bases__)?.is_none() {
                    return Err(
                        self.type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union")
                    );
                }
                self.checked_subclass(sub, class)
            }
        }
    }

    /// As `abstract_subclass`; TypeError if the first is nothing like a class.
    pub(crate) fn checked_subclass(&self, sub: &Value, class: &Value) -> PyResult<bool> {
        let is_class = sub.get::<Class>().is_some()
            || self.getattr_opt(sub, &self.names.__bases__)?.is_some_and(|bases| bases.is::<Tuple>());
        if is_class {
            self.abstract_subclass(sub, class)
        } else {
            Err(self.type_error("issubclass() arg 1 must be a class"))
        }
    }

    /// Subclass by `__bases__`, for objects that are like classes.
    pub(crate) fn abstract_subclass(&self, sub: &Value, class: &Value) -> PyResult<bool> {
        if sub.same(class) {
            return Ok(true);
        }
        if let (Some(s), Some(c)) = (sub.get::<Class>(), class.get::<Class>()) {
            return Ok(self.is_subclass_exact(s, c));
        }
        let _guard = self.enter_recursion(" in __issubclass__")?;
        let bases = self.getattr_opt(sub, &self.names.__bases__)?.and_then(|b| b.downcast::<Tuple>().ok());
        let Some(bases) = bases else { return Ok(false) };
        for base in bases.items() {
            if self.abstract_subclass(base, class)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
