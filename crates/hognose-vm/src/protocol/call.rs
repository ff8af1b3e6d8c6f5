//! Calling anything.

use hognose_heap::{HeapVec, Ref, Value};

use crate::class::Class;
use crate::raise::PyResult;
use crate::typedef::Args;
use crate::types::dict::Dict;
use crate::types::function::Function;
use crate::types::method::Method;
use crate::types::native::{MethodDescriptor, NativeFunction};
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

impl Vm {
    /// `f(*args)`.
    #[inline]
    pub fn call(&self, f: &Value, args: &[Value]) -> PyResult {
        self.call_args(f, &Args::positional(args))
    }

    /// `f(...)` where the last values are named by `kw_names`.
    pub fn call_kw(&self, f: &Value, values: &[Value], kw_names: &Ref<Tuple>) -> PyResult {
        self.call_args(f, &Args::split(values, Some(kw_names)))
    }

    /// `f(...)`.
    pub fn call_args(&self, f: &Value, args: &Args<'_>) -> PyResult {
        if f.get_exact::<Function>().is_some() {
            return self.call_function(f, args);
        }
        if let Some(method) = f.get_exact::<Method>() {
            if method.function.get_exact::<Function>().is_some() {
                return self.call_function_before(&method.function, &method.object, args);
            }
        }
        let _guard = self.enter_recursion("")?;
        if let Some(native) = f.get_exact::<NativeFunction>() {
            return self.call_native_function(native, args);
        }
        if let Some(descriptor) = f.get_exact::<MethodDescriptor>() {
            return self.call_method_descriptor(descriptor, args);
        }
        let class = self.class_of(f);
        if let Some(call) = class.call.get() {
            return call(self, f, args);
        }
        match self.class_lookup(&class, &self.names.__call__) {
            Some(call) => self.call_unbound(&call, f, args),
            None => Err(self.type_error(format_args!("'{}' object is not callable", class.name()))),
        }
    }

    /// `f(*args, **kwargs)` with a tuple and a dict as a native function got them.
    pub(crate) fn call_with(&self, f: &Value, args: &Value, kwargs: &Value) -> PyResult {
        let (values, names) = self.flatten(args, kwargs)?;
        self.call_args(f, &Args::split(&values, names.as_ref()))
    }

    /// `type.__call__(cls, *args, **kwargs)`.
    pub(crate) fn call_class_with(&self, class: &Value, args: &Value, kwargs: &Value) -> PyResult {
        let (values, names) = self.flatten(args, kwargs)?;
        crate::types::type_::call(self, class, &Args::split(&values, names.as_ref()))
    }

    /// A tuple of positional and a dict of keyword arguments as one run and the names of its end.
    pub fn flatten(&self, args: &Value, kwargs: &Value) -> PyResult<(HeapVec<Value>, Option<Ref<Tuple>>)> {
        let mut values = HeapVec::new();
        if let Some(args) = args.get::<Tuple>() {
            for v in args.items() {
                self.push(&mut values, v.clone())?;
            }
        }
        let Some(dict) = kwargs.get::<Dict>().filter(|d| d.len() > 0) else { return Ok((values, None)) };
        let mut names = HeapVec::new();
        let mut at = 0;
        while let Some((next, key, value)) = dict.entry_at(at) {
            at = next;
            if key.get::<Str>().is_none() {
                return Err(self.type_error("keywords must be strings"));
            }
            self.push(&mut names, key)?;
            self.push(&mut values, value)?;
        }
        Ok((values, Some(self.new_tuple(&names)?)))
    }

    /// `object.name(*args)`.
    pub fn call_method(&self, object: &Value, name: &str, args: &[Value]) -> PyResult {
        let name = self.intern(name)?;
        self.call_method_ref(object, &name, args)
    }

    /// `object.name(*args)`.
    pub fn call_method_ref(&self, object: &Value, name: &Ref<Str>, args: &[Value]) -> PyResult {
        let f = self.getattr(object, name)?;
        self.call(&f, args)
    }

    /// `object.name()` if there is such an attribute.
    pub fn call_method_if_present(&self, object: &Value, name: &Ref<Str>) -> PyResult<Option<Value>> {
        match self.getattr_opt(object, name)? {
            Some(f) => self.call(&f, &[]).map(Some),
            None => Ok(None),
        }
    }

    /// `callable(v)`.
    pub fn is_callable(&self, v: &Value) -> bool {
        let class = self.class_ref(v);
        v.get_exact::<Function>().is_some()
            || v.get::<Class>().is_some()
            || class.call.get().is_some()
            || self.class_lookup(class, &self.names.__call__).is_some()
    }

    /// A name of module builtins.
    pub fn builtin(&self, name: &str) -> PyResult {
        let interned = self.intern(name)?;
        match self.builtins.get_str(&interned) {
            Some(v) => Ok(v),
            None => Err(self.name_error(
                &self.exc.name_error,
                format_args!("name '{name}' is not defined"),
                &interned,
            )),
        }
    }
}
