//! Subscripts.

use hognose_heap::{Ref, Value};

use crate::class::Class;
use crate::raise::PyResult;
use crate::shapes;
use crate::types::dict::Dict;
use crate::types::str::Str;
use crate::vm::Vm;

impl Vm {
    /// `object[key]`.
    pub fn getitem(&self, object: &Value, key: &Value) -> PyResult {
        if object.shape() == Some(shapes::DICT) {
            if let Some(dict) = object.get::<Dict>() {
                return match dict.get(self, key)? {
                    Some(v) => Ok(v),
                    None => Err(self.key_error(key)),
                };
            }
        }
        if object.shape() == Some(shapes::STR) {
            if let Some(s) = object.get::<Str>() {
                return crate::types::str::get_item(self, s, key);
            }
        }
        if let Some(getitem) = self.native_slots(object).getitem {
            return getitem(self, &[object.clone(), key.clone()]);
        }
        if let Some(dict) = self.plain_dict_of(object, &self.names.__getitem__) {
            return crate::types::dict::subscript(self, &dict, &key.clone());
        }
        let class = self.class_of(object);
        if let Some(f) = self.class_lookup(&class, &self.names.__getitem__) {
            return self.call_found(&f, object, std::slice::from_ref(key));
        }
        if let Some(c) = object.get::<Class>() {
            if let Some(f) = self.getattr_opt(object, &self.names.__class_getitem__)?.filter(|f| !f.is_none())
            {
                return self.call(&f, std::slice::from_ref(key));
            }
            if c.ptr_eq(&self.types.type_) {
                return crate::types::generic::alias(self, object, key);
            }
            return Err(self.type_error(format_args!("type '{}' is not subscriptable", c.name())));
        }
        Err(self.type_error(format_args!("'{}' object is not subscriptable", class.name())))
    }

    /// `object[key]` if there is such an item: KeyError, IndexError and missing are None.
    pub fn getitem_opt(&self, object: &Value, key: &Value) -> PyResult<Option<Value>> {
        let found = self.getitem(object, key);
        self.ignore(found, &self.exc.lookup_error)
    }

    /// `object[key] = value`.
    pub fn setitem(&self, object: &Value, key: &Value, value: &Value) -> PyResult<()> {
        if object.shape() == Some(shapes::DICT) {
            if let Some(dict) = object.get::<Dict>() {
                let _old = dict.insert(self, key.clone(), value.clone())?;
                return Ok(());
            }
        }
        if let Some(setitem) = self.native_slots(object).setitem {
            return setitem(self, &[object.clone(), key.clone(), value.clone()]).map(drop);
        }
        if let Some(dict) = self.plain_dict_of(object, &self.names.__setitem__) {
            dict.insert(self, key.clone(), value.clone())?;
            return Ok(());
        }
        match self.call_special(object, &self.names.__setitem__, &[key.clone(), value.clone()])? {
            Some(_) => Ok(()),
            None => Err(self
                .type_error(format_args!("'{}' object does not support item assignment", self.tn(object)))),
        }
    }

    /// An instance of a subclass of dict whose special method is dict's own.
    fn plain_dict_of(&self, object: &Value, name: &Ref<Str>) -> Option<Ref<Dict>> {
        let dict = object.get::<Dict>()?;
        let f = self.class_lookup(self.class_ref(object), name)?;
        self.is_native_of(&f, &self.types.dict).then(|| dict.clone())
    }

    /// `del object[key]`.
    pub fn delitem(&self, object: &Value, key: &Value) -> PyResult<()> {
        if let Some(dict) = object.get_exact::<Dict>() {
            let (dict, key) = (dict.clone(), key.clone());
            return match dict.remove(self, &key)? {
                Some(_) => Ok(()),
                None => Err(self.key_error(&key)),
            };
        }
        match self.call_special(object, &self.names.__delitem__, std::slice::from_ref(key))? {
            Some(_) => Ok(()),
            None => {
                Err(self
                    .type_error(format_args!("'{}' object doesn't support item deletion", self.tn(object))))
            }
        }
    }
}
