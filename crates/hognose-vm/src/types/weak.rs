//! Weak references and proxies.

use hognose_heap::{HeapVec, Ref, ShapeId, Value, WeakRef};

use crate::class::{Class, class_flags};
use crate::protocol::BinOp;
use crate::protocol::compare::CmpOp;
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{Args, TypeDef, TypeFlags, getset, method};
use crate::types::str::Str;
use crate::vm::Vm;

impl Vm {
    /// Whether the class of `v` lets its instances be weakly referenced.
    pub(crate) fn allows_weakrefs(&self, v: &Value) -> bool {
        v.is_object() && self.class_of(v).flag(class_flags::WEAKREF)
    }

    fn refuse_weakref(&self, v: &Value) -> crate::raise::Raised {
        self.type_error(format_args!("cannot create weak reference to '{}' object", self.tn(v)))
    }

    /// A plain weak reference without callback; one that exists is shared.
    pub fn new_weakref(&self, target: &Value) -> PyResult {
        let mut found = None;
        self.heap().for_each_weakref(target, |w| {
            if w.shape() == Some(shapes::WEAK_REF)
                && w.get::<WeakRef>().is_some_and(|r| r.callback().is_none())
            {
                found = Some(w);
                return false;
            }
            true
        });
        match found {
            Some(known) => Ok(known),
            None => self.make_weakref(shapes::WEAK_REF, target, None),
        }
    }

    fn make_weakref(&self, shape: ShapeId, target: &Value, callback: Option<&Value>) -> PyResult {
        self.retry(|heap| Ok(heap.new_weakref(shape, target, callback.cloned())?.into_value()))
    }

    /// `obj.__weakref__`.
    pub(crate) fn first_weakref(&self, v: &Value) -> PyResult {
        let all = self.retry(|heap| heap.weakrefs_of(v))?;
        Ok(all.first().cloned().unwrap_or(Value::NONE))
    }

    /// The weak references to an object, newest first.
    pub fn weakrefs(&self, v: &Value) -> PyResult<HeapVec<Value>> {
        self.retry(|heap| heap.weakrefs_of(v))
    }

    /// `weakref.proxy(target, callback)`.
    pub fn new_proxy(&self, target: &Value, callback: &Value) -> PyResult {
        if !self.allows_weakrefs(target) {
            return Err(self.refuse_weakref(target));
        }
        let shape = if self.is_callable(target) { shapes::WEAK_CALLABLE_PROXY } else { shapes::WEAK_PROXY };
        if callback.is_none() || callback.is_blank() {
            let mut found = None;
            self.heap().for_each_weakref(target, |w| {
                if w.shape() == Some(shape) && w.get::<WeakRef>().is_some_and(|r| r.callback().is_none()) {
                    found = Some(w);
                    return false;
                }
                true
            });
            return match found {
                Some(known) => Ok(known),
                None => self.make_weakref(shape, target, None),
            };
        }
        self.make_weakref(shape, target, Some(callback))
    }
}

fn this(v: &Value) -> &Ref<WeakRef> {
    match v.get::<WeakRef>() {
        Some(w) => w,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn target(vm: &Vm, v: &Value) -> Option<Value> {
    vm.heap().weak_get(this(v))
}

fn new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let Some(object) = args.pos.first() else {
        return Err(vm.type_error(format_args!("{} expected at least 1 argument, got 0", "__new__")));
    };
    if args.pos.len() > 2 {
        return Err(
            vm.type_error(format_args!("__new__ expected at most 2 arguments, got {}", args.pos.len()))
        );
    }
    if !vm.allows_weakrefs(object) {
        return Err(vm.refuse_weakref(object));
    }
    let callback = args.pos.get(1).filter(|c| !c.is_none());
    if class.ptr_eq(&vm.types.weakref) && callback.is_none() {
        return vm.new_weakref(object);
    }
    let shape = vm.instance_shape(class)?;
    vm.make_weakref(shape, object, callback)
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let _ = (vm, a);
    Ok(Value::NONE)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let address = this(&a[0]).address();
    match target(vm, &a[0]) {
        None => vm.str(&format!("<weakref at {address:#x}; dead>")),
        Some(t) => {
            let name = vm.getattr_opt(&t, &vm.names.__name__)?.and_then(|n| n.downcast::<Str>().ok());
            let name = name.map_or_else(String::new, |n| format!(" ({})", n.to_utf8()));
            vm.str(&format!("<weakref at {address:#x}; to '{}' at {:#x}{name}>", vm.tn(&t), vm.id_of(&t)))
        }
    }
}

fn hash(vm: &Vm, a: &[Value]) -> PyResult {
    let w = this(&a[0]);
    if let Some(known) = w.cached_hash() {
        return vm.int(known);
    }
    let Some(t) = target(vm, &a[0]) else { return Err(vm.type_error("weak object has gone away")) };
    let h = vm.hash(&t)?;
    w.set_cached_hash(h);
    vm.int(h)
}

fn compare(vm: &Vm, a: &[Value], op: CmpOp) -> PyResult {
    if a[1].get::<WeakRef>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (target(vm, &a[0]), target(vm, &a[1])) {
        (Some(x), Some(y)) => vm.rich_compare(&x, &y, op),
        _ => Ok(Value::from_bool(a[0].same(&a[1]) == (op == CmpOp::Eq))),
    }
}

pub static REFERENCE: TypeDef = TypeDef {
    module: "weakref",
    new: Some(new),
    getsets: &[getset("__callback__", |_, v| Ok(this(v).callback().unwrap_or(Value::NONE)), None)],
    methods: &[
        method("__init__", "($self, object, callback=None, /)", init),
        method("__repr__", "($self, /)", repr),
        method("__hash__", "($self, /)", hash),
        method("__eq__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Eq)),
        method("__ne__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Ne)),
        crate::typedef::class_method("__class_getitem__", "($cls, item, /)", |vm, a| {
            vm.generic_alias(&a[0], &a[1])
        }),
    ],
    call: Some(|vm, w, args| {
        if !args.is_empty() {
            return Err(vm.type_error("weakref() takes no arguments"));
        }
        Ok(target(vm, w).unwrap_or(Value::NONE))
    }),
    flags: TypeFlags::BASETYPE,
    shape: shapes::WEAK_REF,
    ..TypeDef::new::<WeakRef>("ReferenceType")
};

/// The object behind a proxy; ReferenceError when it is gone. Other values are themselves.
fn behind(vm: &Vm, v: &Value) -> PyResult {
    if v.shape() != Some(shapes::WEAK_PROXY) && v.shape() != Some(shapes::WEAK_CALLABLE_PROXY) {
        return Ok(v.clone());
    }
    target(vm, v).ok_or_else(|| vm.reference_error("weakly-referenced object no longer exists"))
}

fn attribute<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Str>> {
    v.get::<Str>().ok_or_else(|| vm.type_error("attribute name must be string"))
}

macro_rules! forward_binary {
    ($($name:literal $reflected:literal $inplace:literal $op:ident;)*) => {
        &[
            method("__getattribute__", "($self, name, /)", |vm, a| {
                let t = behind(vm, &a[0])?;
                vm.getattr(&t, attribute(vm, &a[1])?)
            }),
            method("__setattr__", "($self, name, value, /)", |vm, a| {
                let t = behind(vm, &a[0])?;
                vm.setattr(&t, attribute(vm, &a[1])?, &a[2])?;
                Ok(Value::NONE)
            }),
            method("__delattr__", "($self, name, /)", |vm, a| {
                let t = behind(vm, &a[0])?;
                vm.delattr(&t, attribute(vm, &a[1])?)?;
                Ok(Value::NONE)
            }),
            method("__repr__", "($self, /)", |vm, a| {
                let address = this(&a[0]).address();
                match target(vm, &a[0]) {
                    Some(t) => vm.str(&format!("<weakproxy at {address:#x} to {} at {:#x}>", vm.tn(&t), vm.id_of(&t))),
                    None => vm.str(&format!("<weakproxy at {address:#x}; dead>")),
                }
            }),
            method("__str__", "($self, /)", |vm, a| Ok(vm.to_str(&behind(vm, &a[0])?)?.into_value())),
            method("__bytes__", "($self, /)", |vm, a| vm.call_method(&behind(vm, &a[0])?, "__bytes__", &[])),
            method("__bool__", "($self, /)", |vm, a| Ok(Value::from_bool(vm.truthy(&behind(vm, &a[0])?)?))),
            method("__len__", "($self, /)", |vm, a| vm.int(vm.len(&behind(vm, &a[0])?)? as i64)),
            method("__iter__", "($self, /)", |vm, a| vm.iter(&behind(vm, &a[0])?)),
            method("__next__", "($self, /)", |vm, a| {
                let t = behind(vm, &a[0])?;
                if vm.lookup_special(&t, &vm.names.__next__).is_none() {
                    return Err(vm.type_error(format_args!("Weakref proxy referenced a non-iterator '{}' object", vm.tn(&t))));
                }
                vm.call_method(&t, "__next__", &[])
            }),
            method("__reversed__", "($self, /)", |vm, a| vm.call_method(&behind(vm, &a[0])?, "__reversed__", &[])),
            method("__contains__", "($self, key, /)", |vm, a| Ok(Value::from_bool(vm.contains(&behind(vm, &a[0])?, &a[1])?))),
            method("__getitem__", "($self, key, /)", |vm, a| vm.getitem(&behind(vm, &a[0])?, &a[1])),
            method("__setitem__", "($self, key, value, /)", |vm, a| {
                vm.setitem(&behind(vm, &a[0])?, &a[1], &a[2])?;
                Ok(Value::NONE)
            }),
            method("__delitem__", "($self, key, /)", |vm, a| {
                vm.delitem(&behind(vm, &a[0])?, &a[1])?;
                Ok(Value::NONE)
            }),
            method("__index__", "($self, /)", |vm, a| vm.index(&behind(vm, &a[0])?)),
            method("__int__", "($self, /)", |vm, a| vm.call(vm.types.int.as_value(), &[behind(vm, &a[0])?])),
            method("__float__", "($self, /)", |vm, a| vm.float(vm.float_of(&behind(vm, &a[0])?)?)),
            method("__neg__", "($self, /)", |vm, a| vm.negative(&behind(vm, &a[0])?)),
            method("__pos__", "($self, /)", |vm, a| vm.positive(&behind(vm, &a[0])?)),
            method("__abs__", "($self, /)", |vm, a| vm.absolute(&behind(vm, &a[0])?)),
            method("__invert__", "($self, /)", |vm, a| vm.invert(&behind(vm, &a[0])?)),
            method("__eq__", "($self, value, /)", |vm, a| vm.rich_compare(&behind(vm, &a[0])?, &behind(vm, &a[1])?, CmpOp::Eq)),
            method("__ne__", "($self, value, /)", |vm, a| vm.rich_compare(&behind(vm, &a[0])?, &behind(vm, &a[1])?, CmpOp::Ne)),
            method("__lt__", "($self, value, /)", |vm, a| vm.rich_compare(&behind(vm, &a[0])?, &behind(vm, &a[1])?, CmpOp::Lt)),
            method("__le__", "($self, value, /)", |vm, a| vm.rich_compare(&behind(vm, &a[0])?, &behind(vm, &a[1])?, CmpOp::Le)),
            method("__gt__", "($self, value, /)", |vm, a| vm.rich_compare(&behind(vm, &a[0])?, &behind(vm, &a[1])?, CmpOp::Gt)),
            method("__ge__", "($self, value, /)", |vm, a| vm.rich_compare(&behind(vm, &a[0])?, &behind(vm, &a[1])?, CmpOp::Ge)),
            $(
                method($name, "($self, value, /)", |vm, a| vm.binary(BinOp::$op, &behind(vm, &a[0])?, &behind(vm, &a[1])?)),
                method($reflected, "($self, value, /)", |vm, a| vm.binary(BinOp::$op, &behind(vm, &a[1])?, &behind(vm, &a[0])?)),
                method($inplace, "($self, value, /)", |vm, a| vm.inplace(BinOp::$op, &behind(vm, &a[0])?, &behind(vm, &a[1])?)),
            )*
        ]
    };
}

const PROXY_METHODS: &[crate::typedef::Def] = forward_binary! {
    "__add__" "__radd__" "__iadd__" Add;
    "__sub__" "__rsub__" "__isub__" Sub;
    "__mul__" "__rmul__" "__imul__" Mul;
    "__truediv__" "__rtruediv__" "__itruediv__" TrueDiv;
    "__floordiv__" "__rfloordiv__" "__ifloordiv__" FloorDiv;
    "__mod__" "__rmod__" "__imod__" Mod;
    "__pow__" "__rpow__" "__ipow__" Pow;
    "__lshift__" "__rlshift__" "__ilshift__" LShift;
    "__rshift__" "__rrshift__" "__irshift__" RShift;
    "__and__" "__rand__" "__iand__" And;
    "__or__" "__ror__" "__ior__" Or;
    "__xor__" "__rxor__" "__ixor__" Xor;
    "__matmul__" "__rmatmul__" "__imatmul__" MatMul;
};

pub static PROXY: TypeDef = TypeDef {
    module: "weakref",
    shape: shapes::WEAK_PROXY,
    methods: PROXY_METHODS,
    flags: TypeFlags::NO_NEW.union(TypeFlags::UNHASHABLE),
    ..TypeDef::new::<WeakRef>("ProxyType")
};

pub static CALLABLE_PROXY: TypeDef = TypeDef {
    module: "weakref",
    shape: shapes::WEAK_CALLABLE_PROXY,
    methods: PROXY_METHODS,
    call: Some(|vm, w, args| vm.call_args(&behind(vm, w)?, args)),
    flags: TypeFlags::NO_NEW.union(TypeFlags::UNHASHABLE),
    ..TypeDef::new::<WeakRef>("CallableProxyType")
};
