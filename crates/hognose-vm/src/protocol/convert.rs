//! Conversions: truth, length, text, numbers, indices, slices.

use hognose_heap::{Ref, Value};

use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::NativeFn;
use crate::types::bytes::Bytes;
use crate::types::dict::Dict;
use crate::types::int;
use crate::types::list::List;
use crate::types::slice::Slice;
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// Resolved bounds of a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceBounds {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    /// Items that it selects.
    pub count: usize,
}

impl Vm {
    /// `bool(v)`.
    pub fn truthy(&self, v: &Value) -> PyResult<bool> {
        if let Some(b) = v.as_bool() {
            return Ok(b);
        }
        if v.is_none() {
            return Ok(false);
        }
        if let Some(i) = v.as_int() {
            return Ok(i != 0);
        }
        if let Some(f) = v.as_f64() {
            return Ok(f != 0.0);
        }
        if let Some(n) = Vm::known_len(v) {
            return Ok(n != 0);
        }
        let class = self.class_ref(v);
        let version = class.version.get();
        if version != 0 && class.plain_truth.get() == version {
            return Ok(true);
        }
        if let Some(len) = self.native_slots(v).truth_len {
            return Ok(self.native_len(len, v)? != 0);
        }
        if let Some(f) = self.class_lookup(class, &self.names.__bool__) {
            let b = self.call_found(&f, v, &[])?;
            return b.as_bool().ok_or_else(|| {
                self.type_error(format_args!("__bool__ should return bool, returned {}", self.tn(&b)))
            });
        }
        match self.class_lookup(class, &self.names.__len__) {
            Some(f) => Ok(self.len_by(&f, v)? != 0),
            None => {
                class.plain_truth.set(version);
                Ok(true)
            }
        }
    }

    /// The length of an exact built-in container.
    #[inline(always)]
    fn known_len(v: &Value) -> Option<usize> {
        match v.shape()? {
            shapes::STR => v.get_exact::<Str>().map(|s| s.len()),
            shapes::LIST => v.get_exact::<List>().map(|list| list.len()),
            shapes::BYTES => v.get_exact::<Bytes>().map(|bytes| bytes.len()),
            shapes::TUPLE => v.get_exact::<Tuple>().map(|tuple| tuple.len()),
            shapes::DICT => v.get_exact::<Dict>().map(|dict| dict.len()),
            _ => None,
        }
    }

    fn len_by(&self, f: &Value, v: &Value) -> PyResult<usize> {
        let n = self.call_found(f, v, &[])?;
        if !int::is_int(&n) && self.lookup_special(&n, &self.names.__index__).is_none() {
            return Err(
                self.type_error(format_args!("'{}' object cannot be interpreted as an integer", self.tn(&n)))
            );
        }
        let n = self.index(&n)?;
        if int::IntRef::of(&n).is_some_and(int::IntRef::is_negative) {
            return Err(self.value_error("__len__() should return >= 0"));
        }
        Ok(self.index_i64(&n)? as usize)
    }

    /// What a native `__len__` says.
    #[inline]
    fn native_len(&self, len: NativeFn, v: &Value) -> PyResult<usize> {
        let n = len(self, std::slice::from_ref(v))?;
        match n.as_int().and_then(|n| usize::try_from(n).ok()) {
            Some(n) => Ok(n),
            None => self.index_i64(&n).map(|n| n as usize),
        }
    }

    /// `len(v)`.
    pub fn len(&self, v: &Value) -> PyResult<usize> {
        if let Some(n) = Vm::known_len(v) {
            return Ok(n);
        }
        if let Some(len) = self.native_slots(v).len {
            return self.native_len(len, v);
        }
        match self.lookup_special(v, &self.names.__len__) {
            Some(f) => self.len_by(&f, v),
            None => Err(self.type_error(format_args!("object of type '{}' has no len()", self.tn(v)))),
        }
    }

    /// About how many items an iterable has; 0 if nobody knows.
    pub fn length_hint(&self, v: &Value) -> PyResult<usize> {
        let slots = self.native_slots(v);
        if let Some(len) = slots.len {
            match self.native_len(len, v) {
                Ok(n) => return Ok(n),
                // A proxy's target may have none.
                Err(raised) => {
                    if self.catch(&self.exc.type_error).is_none() {
                        return Err(raised);
                    }
                }
            }
        }
        if slots.no_hint {
            return Ok(0);
        }
        if let Some(hint) = slots.hint {
            match hint(self, std::slice::from_ref(v)) {
                Ok(n) => {
                    if let Some(n) = n.as_int().and_then(|n| usize::try_from(n).ok()) {
                        return Ok(n);
                    }
                }
                // An endless `repeat` has no length: that is no error here.
                Err(raised) => {
                    return if self.catch(&self.exc.type_error).is_some() { Ok(0) } else { Err(raised) };
                }
            }
        }
        if let Some(f) = self.lookup_special(v, &self.names.__len__) {
            match self.len_by(&f, v) {
                Ok(n) => return Ok(n),
                Err(raised) => {
                    if self.catch(&self.exc.type_error).is_none() {
                        return Err(raised);
                    }
                }
            }
        }
        let Some(f) = self.lookup_special(v, &self.names.__length_hint__) else { return Ok(0) };
        match self.call_found(&f, v, &[]) {
            Ok(n) if n.same(&Value::NOT_IMPLEMENTED) => Ok(0),
            Ok(n) => {
                if !int::is_int(&n) {
                    return Err(self.type_error(format_args!(
                        "__length_hint__ must be an integer, not {}",
                        self.tn(&n)
                    )));
                }
                let i = self.index_i64(&n)?;
                usize::try_from(i).map_err(|_| self.value_error("__length_hint__() should return >= 0"))
            }
            Err(raised) => match self.catch(&self.exc.type_error) {
                Some(_) => Ok(0),
                None => Err(raised),
            },
        }
    }

    /// `repr(v)`.
    pub fn repr(&self, v: &Value) -> PyResult<Ref<Str>> {
        let _guard = self.enter_recursion(" while getting the repr of an object")?;
        let Some(f) = self.lookup_special(v, &self.names.__repr__) else {
            return self.new_str(&format!("<{} object at {:#x}>", self.tn(v), self.id_of(v)));
        };
        let text = self.call_found(&f, v, &[])?;
        text.downcast::<Str>().map_err(|other| {
            self.type_error(format_args!("__repr__ returned non-string (type {})", self.tn(&other)))
        })
    }

    /// `str(v)`.
    pub fn to_str(&self, v: &Value) -> PyResult<Ref<Str>> {
        if v.shape() == Some(shapes::STR) {
            if let Some(s) = v.get::<Str>() {
                return Ok(s.clone());
            }
        }
        let _guard = self.enter_recursion(" while getting the str of an object")?;
        match self.lookup_special(v, &self.names.__str__) {
            Some(f) => {
                let text = self.call_found(&f, v, &[])?;
                text.downcast::<Str>().map_err(|other| {
                    self.type_error(format_args!("__str__ returned non-string (type {})", self.tn(&other)))
                })
            }
            None => self.repr(v),
        }
    }

    /// `ascii(v)`.
    pub fn ascii(&self, v: &Value) -> PyResult<Ref<Str>> {
        crate::types::str::repr::escape_non_ascii(self, &self.repr(v)?)
    }

    /// `format(v, spec)`.
    pub fn format(&self, v: &Value, spec: &Ref<Str>) -> PyResult<Ref<Str>> {
        if spec.len() == 0 {
            if v.shape() == Some(shapes::STR) || v.is_int() || v.is_f64() {
                return self.to_str(v);
            }
        }
        let Some(f) = self.lookup_special(v, &self.names.__format__) else {
            return Err(self.type_error(format_args!("Type {} doesn't define __format__", self.tn(v))));
        };
        let text = self.call_found(&f, v, &[spec.to_value()])?;
        text.downcast::<Str>().map_err(|other| {
            self.type_error(format_args!("__format__ must return a str, not {}", self.tn(&other)))
        })
    }

    /// An int, through `__index__`.
    pub fn index(&self, v: &Value) -> PyResult {
        if int::is_int(v) {
            return Ok(v.clone());
        }
        match self.call_special(v, &self.names.__index__, &[])? {
            Some(i) if int::is_int(&i) => {
                if !i.is_int() && !self.class_of(&i).ptr_eq(&self.types.int) {
                    self.warn_of_subclass("__index__ returned non-int", "int", &i)?;
                }
                Ok(i)
            }
            Some(i) => {
                Err(self.type_error(format_args!("__index__ returned non-int (type {})", self.tn(&i))))
            }
            None => {
                Err(self
                    .type_error(format_args!("'{}' object cannot be interpreted as an integer", self.tn(v))))
            }
        }
    }

    /// A conversion returned an instance of a strict subclass of the number's type.
    #[cold]
    pub(crate) fn warn_of_subclass(&self, what: &str, of: &str, returned: &Value) -> PyResult<()> {
        let text = format!(
            "{what} (type {}).  The ability to return an instance of a strict subclass of {of} is \
             deprecated, and may be removed in a future version of Python.",
            self.tn(returned)
        );
        self.warn(&self.exc.deprecation_warning, &text, 1)
    }

    /// A machine-sized int; OverflowError otherwise.
    pub fn index_i64(&self, v: &Value) -> PyResult<i64> {
        if let Some(i) = v.as_int() {
            return Ok(i);
        }
        let i = self.index(v)?;
        int::as_i64(&i).ok_or_else(|| {
            self.overflow_error(format_args!("cannot fit '{}' into an index-sized integer", self.tn(v)))
        })
    }

    /// An int cut off at the machine's range.
    pub fn index_clamped(&self, v: &Value) -> PyResult<i64> {
        if let Some(i) = v.as_int() {
            return Ok(i);
        }
        let i = self.index(v)?;
        Ok(int::as_i64(&i).unwrap_or_else(|| {
            if int::IntRef::of(&i).is_some_and(int::IntRef::is_negative) { i64::MIN } else { i64::MAX }
        }))
    }

    /// `slice.indices(len)` with the number of items.
    pub fn slice_bounds(&self, slice: &Ref<Slice>, len: usize) -> PyResult<SliceBounds> {
        let (start, stop, step) = slice.parts();
        let bound = |v: &Value| -> PyResult<Option<i64>> {
            if v.is_none() {
                return Ok(None);
            }
            if !int::is_int(v) && self.lookup_special(v, &self.names.__index__).is_none() {
                return Err(
                    self.type_error("slice indices must be integers or None or have an __index__ method")
                );
            }
            self.index_clamped(v).map(Some)
        };
        let step = match bound(&step)? {
            Some(0) => return Err(self.value_error("slice step cannot be zero")),
            Some(step) => step.max(-i64::MAX),
            None => 1,
        };
        let n = len as i64;
        let (low, high) = if step > 0 { (0, n) } else { (-1, n - 1) };
        let clip = |i: i64| if i < 0 { (i.saturating_add(n)).max(low) } else { i.min(high) };
        let (start_default, stop_default) = if step > 0 { (0, n) } else { (n - 1, -1) };
        let start = bound(&start)?.map_or(start_default, clip);
        let stop = bound(&stop)?.map_or(stop_default, clip);
        let count = if step > 0 {
            if start < stop { (stop - start - 1) / step + 1 } else { 0 }
        } else if stop < start {
            (start - stop - 1) / -step + 1
        } else {
            0
        };
        Ok(SliceBounds { start, stop, step, count: count as usize })
    }

    /// What `__float__` returns, if there is one.
    pub(crate) fn float_by_method(&self, v: &Value) -> PyResult<Option<f64>> {
        let Some(f) = self.call_special(v, &self.names.__float__, &[])? else { return Ok(None) };
        let Some(number) = crate::types::float::as_f64(&f) else {
            return Err(self.type_error(format_args!(
                "{}.__float__ returned non-float (type {})",
                self.tn(v),
                self.tn(&f)
            )));
        };
        if !crate::types::float::is_exact(&f) {
            let what = format!("{}.__float__ returned non-float", self.tn(v));
            self.warn_of_subclass(&what, "float", &f)?;
        }
        Ok(Some(number))
    }

    /// A float: `__float__`, then `__index__`.
    pub fn float_of(&self, v: &Value) -> PyResult<f64> {
        if let Some(f) = v.as_f64() {
            return Ok(f);
        }
        if let Some(i) = v.as_int() {
            return Ok(i as f64);
        }
        if let Some(f) = crate::types::float::as_f64(v) {
            return Ok(f);
        }
        if let Some(f) = self.float_by_method(v)? {
            return Ok(f);
        }
        if int::is_int(v) || self.lookup_special(v, &self.names.__index__).is_some() {
            let i = self.index(v)?;
            return match int::IntRef::of(&i) {
                Some(i) => int::to_f64(self, i),
                None => Err(self.system_error("__index__ gave no int")),
            };
        }
        Err(self.type_error(format_args!("must be real number, not {}", self.tn(v))))
    }

    /// Bytes that the object really takes, headers, tail and own buffers included, as `object.__sizeof__` reports them.
    pub fn own_size(&self, v: &Value) -> usize {
        v.as_object().map_or(0, |o| o.block_size())
    }
}
