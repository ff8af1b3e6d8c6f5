//! Rich comparison, equality, containment, hashing.

use std::cmp::Ordering;

use hognose_heap::{KeyMatch, Ref, Value};

use crate::class::Class;
use crate::class::class_flags;
use crate::raise::PyResult;
use crate::shapes;
use crate::types::bytes::Bytes;
use crate::types::dict::Dict;
use crate::types::native::MethodDescriptor;
use crate::types::set::{FrozenSet, Set};
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CmpOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CmpOp {
    pub fn symbol(self) -> &'static str {
        match self {
            CmpOp::Lt => "<",
            CmpOp::Le => "<=",
            CmpOp::Eq => "==",
            CmpOp::Ne => "!=",
            CmpOp::Gt => ">",
            CmpOp::Ge => ">=",
        }
    }

    /// The operator with its sides exchanged.
    pub fn reflected(self) -> CmpOp {
        match self {
            CmpOp::Lt => CmpOp::Gt,
            CmpOp::Le => CmpOp::Ge,
            CmpOp::Gt => CmpOp::Lt,
            CmpOp::Ge => CmpOp::Le,
            same => same,
        }
    }

    /// Whether it holds for an order; an unordered pair is only unequal.
    pub fn holds(self, order: Option<Ordering>) -> bool {
        match order {
            None => self == CmpOp::Ne,
            Some(order) => match self {
                CmpOp::Lt => order.is_lt(),
                CmpOp::Le => order.is_le(),
                CmpOp::Eq => order.is_eq(),
                CmpOp::Ne => order.is_ne(),
                CmpOp::Gt => order.is_gt(),
                CmpOp::Ge => order.is_ge(),
            },
        }
    }

    fn name(self, vm: &Vm) -> &Ref<Str> {
        let n = &vm.names;
        match self {
            CmpOp::Lt => &n.__lt__,
            CmpOp::Le => &n.__le__,
            CmpOp::Eq => &n.__eq__,
            CmpOp::Ne => &n.__ne__,
            CmpOp::Gt => &n.__gt__,
            CmpOp::Ge => &n.__ge__,
        }
    }
}

/// Whether two values are equal, if that can be told without asking their classes.
#[inline]
pub(crate) fn equal_at_sight(a: &Value, b: &Value) -> Option<bool> {
    if a.same(b) && !a.is_object() {
        return Some(true);
    }
    match crate::types::dict::keys::quick_match(a, b) {
        KeyMatch::Same => return Some(true),
        KeyMatch::Different => return Some(false),
        KeyMatch::Unsure => {}
    }
    // None is equal to itself alone, but whatever else there is may have its own opinion.
    let simple = |v: &Value| {
        v.shape().is_none_or(|s| {
            s == shapes::STR
                || s == shapes::TUPLE
                || s == shapes::LIST
                || s == shapes::DICT
                || s == shapes::BYTES
                || s == shapes::FUNCTION
        })
    };
    let text = |v: &Value| v.shape() == Some(shapes::STR);
    let unlike = a.shape() != b.shape();
    let decided = (a.is_none() || text(a)) && simple(b) || (b.is_none() || text(b)) && simple(a);
    (unlike && decided).then_some(false)
}

impl Vm {
    /// `a op b`.
    pub fn rich_compare(&self, a: &Value, b: &Value, op: CmpOp) -> PyResult {
        if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
            return Ok(Value::from_bool(op.holds(Some(x.cmp(&y)))));
        }
        if let (Some(x), Some(y)) = (a.as_f64(), b.as_f64()) {
            return Ok(Value::from_bool(op.holds(x.partial_cmp(&y))));
        }
        if a.shape() == Some(shapes::STR) && b.shape() == Some(shapes::STR) {
            if let (Some(x), Some(y)) = (a.get::<Str>(), b.get::<Str>()) {
                return Ok(Value::from_bool(match op {
                    CmpOp::Eq => x.eq_str(y),
                    CmpOp::Ne => !x.eq_str(y),
                    _ => op.holds(Some(x.cmp_str(y))),
                }));
            }
        }
        if matches!(op, CmpOp::Eq | CmpOp::Ne) {
            if let Some(equal) = equal_at_sight(a, b) {
                return Ok(Value::from_bool(equal == (op == CmpOp::Eq)));
            }
        }
        if matches!(op, CmpOp::Eq | CmpOp::Ne)
            && self.class_ref(a).flag(class_flags::HEAP)
            && self.compares_by_identity(a)
            && self.compares_by_identity(b)
        {
            return Ok(Value::from_bool(a.same(b) == (op == CmpOp::Eq)));
        }
        let _guard = self.enter_recursion(" in comparison")?;
        if std::ptr::eq(self.class_ref(a), self.class_ref(b)) {
            if let Some(compare) = self.native_slots(a).compare[op as usize] {
                let v = compare(self, &[a.clone(), b.clone()])?;
                if !v.same(&Value::NOT_IMPLEMENTED) {
                    return Ok(v);
                }
            } else if let (Some(x), Some(y)) = (a.get::<Tuple>(), b.get::<Tuple>()) {
                // Named tuples.
                let method = self.class_lookup(self.class_ref(a), op.name(self));
                if method.is_some_and(|f| self.is_native_of(&f, &self.types.tuple)) {
                    let (x, y) = (x.clone(), y.clone());
                    return crate::types::tuple::compare_items(self, x.items(), y.items(), op);
                }
            }
        }
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        let same = class_a.ptr_eq(&class_b);
        let reflected_first = !same && self.is_subclass_exact(&class_b, &class_a);
        if reflected_first {
            if let Some(method) = self.class_lookup(&class_b, op.reflected().name(self)) {
                let v = self.compare_by(&method, b, a)?;
                if !v.same(&Value::NOT_IMPLEMENTED) {
                    return Ok(v);
                }
            }
        }
        if let Some(method) = self.class_lookup(&class_a, op.name(self)) {
            let v = self.compare_by(&method, a, b)?;
            if !v.same(&Value::NOT_IMPLEMENTED) {
                return Ok(v);
            }
        }
        if !reflected_first {
            if let Some(method) = self.class_lookup(&class_b, op.reflected().name(self)) {
                let v = self.compare_by(&method, b, a)?;
                if !v.same(&Value::NOT_IMPLEMENTED) {
                    return Ok(v);
                }
            }
        }
        match op {
            CmpOp::Eq => Ok(Value::from_bool(a.same(b))),
            CmpOp::Ne => Ok(Value::from_bool(!a.same(b))),
            _ => {
                let message = format!(
                    "'{}' not supported between instances of '{}' and '{}'",
                    op.symbol(),
                    class_a.full_name(),
                    class_b.full_name()
                );
                Err(self.type_error(message))
            }
        }
    }

    /// Calls a comparison method. One that cannot even be fetched (a property that raises) is none.
    pub(crate) fn compare_by(&self, method: &Value, a: &Value, b: &Value) -> PyResult {
        let plain = method.shape().is_some_and(|s| s == shapes::FUNCTION || shapes::is_native_method(s));
        if plain {
            return self.call_found(method, a, std::slice::from_ref(b));
        }
        let owner = self.class_of(a);
        match self.descriptor_get(method, a, owner.as_value()) {
            Ok(bound) => self.call(&bound, std::slice::from_ref(b)),
            Err(raised) => {
                drop(self.take_raised(raised));
                Ok(Value::NOT_IMPLEMENTED)
            }
        }
    }

    /// The truth of `a op b`.
    pub fn compare_bool(&self, a: &Value, b: &Value, op: CmpOp) -> PyResult<bool> {
        let v = self.rich_compare(a, b, op)?;
        self.truthy(&v)
    }

    /// Identity, or the truth of `a == b`: what containers mean by equal.
    #[inline]
    pub fn eq(&self, a: &Value, b: &Value) -> PyResult<bool> {
        if a.same(b) {
            return Ok(true);
        }
        match equal_at_sight(a, b) {
            Some(equal) => Ok(equal),
            None => self.compare_bool(a, b, CmpOp::Eq),
        }
    }

    /// An object whose class has `object`'s own `==` and `!=`.
    fn compares_by_identity(&self, v: &Value) -> bool {
        if v.as_object().is_none() {
            return false;
        }
        let inherits = |name| match self.class_lookup(self.class_ref(v), name) {
            Some(found) => self.is_native_of(&found, &self.types.object),
            None => false,
        };
        inherits(&self.names.__eq__) && inherits(&self.names.__ne__)
    }

    /// `hash(v)`.
    #[inline]
    pub fn hash(&self, v: &Value) -> PyResult<i64> {
        if let Some(i) = v.as_int() {
            return Ok(if i == -1 { -2 } else { i });
        }
        if let Some(s) = v.get_exact::<Str>() {
            return Ok(s.hash32() as i64);
        }
        self.hash_object(v)
    }

    #[inline(never)]
    fn hash_object(&self, v: &Value) -> PyResult<i64> {
        if let Some(tuple) = v.get_exact::<Tuple>() {
            self.check_native_stack()?;
            // Items' hashes may run code that overwrites what the operand was read from.
            let tuple = tuple.clone();
            return crate::types::tuple::hash_items(self, tuple.items());
        }
        if let Some(b) = v.as_bool() {
            return Ok(i64::from(b));
        }
        if let Some(bytes) = v.get_exact::<Bytes>() {
            return Ok(i64::from(crate::types::bytes::hash(bytes)));
        }
        if let Some(f) = v.as_f64() {
            return Ok(crate::types::float::hash_f64(f));
        }
        let class = self.class_ref(v);
        let version = class.version.get();
        if version != 0 && class.object_hash.get() == version {
            return Ok(self.identity_hash(v));
        }
        self.check_native_stack()?;
        // Named tuples: their class was asked before, and has not changed.
        if version != 0 && class.tuple_hash.get() == version {
            let tuple = v.get::<Tuple>().cloned();
            return crate::types::tuple::hash_items(self, tuple.as_ref().map_or(&[], |t| t.items()));
        }
        match self.class_lookup(class, &self.names.__hash__) {
            Some(f) if self.is_native_of(&f, &self.types.tuple) && v.is::<Tuple>() => {
                class.tuple_hash.set(version);
                let tuple = v.get::<Tuple>().cloned();
                crate::types::tuple::hash_items(self, tuple.as_ref().map_or(&[], |t| t.items()))
            }
            Some(f) if self.is_native_of(&f, &self.types.object) => {
                class.object_hash.set(version);
                Ok(self.identity_hash(v))
            }
            Some(f) if self.is_native_of(&f, &self.types.int) && crate::types::int::is_int(v) => {
                // Named constants and the like.
                Ok(crate::types::int::hash(v).unwrap_or_default())
            }
            Some(f) if f.is_none() => {
                Err(self.type_error(format_args!("unhashable type: '{}'", class.full_name())))
            }
            Some(f) => {
                let h = self.call_found(&f, v, &[])?;
                match crate::types::int::hash(&h) {
                    // A hash beyond 64 bits is folded as an int's own hash is.
                    Some(folded) => {
                        Ok(crate::types::int::as_i64(&h).map_or(folded, |i| if i == -1 { -2 } else { i }))
                    }
                    None => Err(self.type_error("__hash__ method should return an integer")),
                }
            }
            None => Ok(self.identity_hash(v)),
        }
    }

    /// The value is a method of the native class itself.
    #[inline]
    pub(crate) fn is_native_of(&self, f: &Value, class: &Ref<Class>) -> bool {
        f.get_exact::<MethodDescriptor>().is_some_and(|d| d.class.ptr_eq(class))
    }

    /// The hash of an object that has no other.
    pub fn identity_hash(&self, v: &Value) -> i64 {
        let word = self.id_of(v);
        (word >> 4 | word << 60) as i64
    }

    /// `id(v)`: the address of an object; for an immediate a number no object has.
    pub fn id_of(&self, v: &Value) -> u64 {
        v.bits()
    }

    /// `x in container`.
    pub fn contains(&self, container: &Value, x: &Value) -> PyResult<bool> {
        if let Some(dict) = container.get_exact::<Dict>() {
            // Comparing keys may run code that overwrites what the operands were read from.
            let (dict, x) = (dict.clone(), x.clone());
            return dict.contains(self, &x);
        }
        if let Some(set) = container.get_exact::<Set>() {
            let (set, x) = (set.clone(), x.clone());
            return crate::types::set::contains(self, &set.table, &x);
        }
        if let Some(set) = container.get_exact::<FrozenSet>() {
            let (set, x) = (set.clone(), x.clone());
            return crate::types::set::contains(self, &set.table, &x);
        }
        if let (Some(text), Some(part)) = (container.get_exact::<Str>(), x.get_exact::<Str>()) {
            return Ok(crate::types::str::contains_str(text, part));
        }
        if let Some(contains) = self.native_slots(container).contains {
            let found = contains(self, &[container.clone(), x.clone()])?;
            return self.truthy(&found);
        }
        let class = self.class_of(container);
        match self.class_lookup(&class, &self.names.__contains__) {
            Some(f) if f.is_none() => {
                Err(self.type_error(format_args!("'{}' object is not a container", class.name())))
            }
            Some(f) => {
                let v = self.call_found(&f, container, std::slice::from_ref(x))?;
                self.truthy(&v)
            }
            None => {
                let iterable = self.class_lookup(&class, &self.names.__iter__).is_some()
                    || self.class_lookup(&class, &self.names.__getitem__).is_some();
                if !iterable {
                    return Err(self.type_error(format_args!(
                        "argument of type '{}' is not a container or iterable",
                        class.name()
                    )));
                }
                let it = self.iter(container)?;
                while let Some(item) = self.next(&it)? {
                    if self.eq(&item, x)? {
                        return Ok(true);
                    }
                    self.poll()?;
                }
                Ok(false)
            }
        }
    }
}
