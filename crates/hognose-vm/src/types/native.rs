//! Functions, methods and computed attributes written in Rust, as objects.

use hognose_heap::{Payload, Ref, ShapeId, Trace, Value};

use crate::class::Class;
use crate::protocol::BinOp;
use crate::raise::PyResult;
use crate::shapes;
use crate::signature::bind;
use crate::typedef::{Args, Def, DefKind, GetSet, TypeDef, TypeFlags, getset, method};
use crate::types::str::Str;
use crate::vm::Vm;

/// A native function, perhaps bound to an object.
#[derive(Trace)]
pub struct NativeFunction {
    #[trace(skip)]
    pub def: &'static Def,
    /// The object or class it is bound to; BLANK: none.
    pub bound: Value,
    pub module: Value,
}

impl Payload for NativeFunction {
    const NAME: &'static str = "builtin_function_or_method";
    const SHAPE: ShapeId = shapes::NATIVE_FUNCTION;
    const ALIAS: ShapeId = shapes::METHOD_WRAPPER;
    type Tail = ();
}

/// Special methods that CPython has as plain methods rather than as wrappers of a type's slots.
const PLAIN_SPECIALS: &[&str] = &[
    "__reduce__",
    "__reduce_ex__",
    "__getstate__",
    "__setstate__",
    "__format__",
    "__sizeof__",
    "__dir__",
    "__class_getitem__",
    "__reversed__",
    "__length_hint__",
    "__getnewargs__",
    "__getnewargs_ex__",
    "__instancecheck__",
    "__subclasscheck__",
    "__mro_entries__",
    "__prepare__",
    "__subclasses__",
    "__enter__",
    "__exit__",
    "__copy__",
    "__deepcopy__",
    "__replace__",
    "__round__",
    "__trunc__",
    "__floor__",
    "__ceil__",
    "__complex__",
    "__bytes__",
    "__missing__",
    "__set_name__",
    "__typing_subst__",
    "__typing_prepare_subst__",
];

/// Whether a method of a native type is a wrapper of a slot: its type is another.
pub(crate) fn is_slot_wrapper(def: &Def, class: &Class) -> bool {
    let name = def.name;
    if def.kind != DefKind::Method
        || !name.starts_with("__")
        || !name.ends_with("__")
        || PLAIN_SPECIALS.contains(&name)
    {
        return false;
    }
    // These are methods so that they are found without the detour over the slot.
    let direct = match name {
        "__contains__" => matches!(class.layout().name, "dict" | "set" | "frozenset"),
        "__getitem__" => matches!(class.layout().name, "dict" | "list"),
        _ => false,
    };
    !direct
}

impl NativeFunction {
    /// The bound object is passed as first argument.
    #[inline(always)]
    pub fn passes_self(&self) -> bool {
        !matches!(self.def.kind, DefKind::Function | DefKind::StaticMethod)
    }
}

/// A method of a native type, found on the class.
#[derive(Trace)]
pub struct MethodDescriptor {
    #[trace(skip)]
    pub def: &'static Def,
    pub class: Ref<Class>,
}

impl Payload for MethodDescriptor {
    const NAME: &'static str = "method_descriptor";
    const SHAPE: ShapeId = shapes::METHOD_DESCRIPTOR;
    const ALIAS: ShapeId = shapes::SLOT_WRAPPER;
    type Tail = ();
}

impl MethodDescriptor {
    /// TypeError unless `object` is an instance of the method's class.
    #[inline(always)]
    pub fn check_self(&self, vm: &Vm, object: &Value) -> PyResult<()> {
        let of = vm.class_ref(object);
        // Classes of one nearest native type have its payload, and most methods are those of that type.
        let native = match (of.def, self.class.def) {
            (Some(a), Some(b)) => std::ptr::eq(a, b),
            _ => false,
        };
        if native || vm.value_is_instance(object, &self.class) {
            Ok(())
        } else {
            Err(self.wrong_self(vm, object))
        }
    }

    #[cold]
    fn wrong_self(&self, vm: &Vm, object: &Value) -> crate::raise::Raised {
        let (name, class, got) = (self.def.name, self.class.full_name(), vm.tn(object));
        if name.starts_with("__") && name.ends_with("__") {
            return vm.type_error(format_args!(
                "descriptor '{name}' requires a '{class}' object but received a '{got}'"
            ));
        }
        vm.type_error(format_args!(
            "descriptor '{name}' for '{class}' objects doesn't apply to a '{got}' object"
        ))
    }
}

/// A class method of a native type.
#[derive(Trace)]
pub struct ClassMethodDescriptor {
    #[trace(skip)]
    pub def: &'static Def,
    pub class: Ref<Class>,
}

impl Payload for ClassMethodDescriptor {
    const NAME: &'static str = "classmethod_descriptor";
    const SHAPE: ShapeId = shapes::CLASS_METHOD_DESCRIPTOR;
    type Tail = ();
}

/// A computed attribute of a native type.
#[derive(Trace)]
pub struct GetSetDescriptor {
    #[trace(skip)]
    pub def: &'static GetSet,
    pub class: Ref<Class>,
}

impl Payload for GetSetDescriptor {
    const NAME: &'static str = "getset_descriptor";
    const SHAPE: ShapeId = shapes::GETSET_DESCRIPTOR;
    const ALIAS: ShapeId = shapes::NATIVE_MEMBER;
    type Tail = ();
}

impl GetSetDescriptor {
    fn check(&self, vm: &Vm, object: &Value) -> PyResult<()> {
        if vm.value_is_instance(object, &self.class) {
            return Ok(());
        }
        let message = format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            self.def.name,
            self.class.full_name(),
            vm.tn(object)
        );
        Err(vm.type_error(message))
    }

    /// Reads the attribute.
    pub fn read(&self, vm: &Vm, object: &Value) -> PyResult {
        self.check(vm, object)?;
        (self.def.get)(vm, object)
    }

    /// Writes or deletes the attribute.
    pub fn write(&self, vm: &Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
        self.check(vm, object)?;
        match self.def.set {
            Some(set) => set(vm, object, value),
            None if self.def.member => Err(vm.attribute_error_text("readonly attribute")),
            None => {
                let message = format!(
                    "attribute '{}' of '{}' objects is not writable",
                    self.def.name,
                    self.class.full_name()
                );
                Err(vm.attribute_error_text(message))
            }
        }
    }
}

/// An attribute of `__slots__`.
#[derive(Trace)]
pub struct MemberDescriptor {
    pub name: Ref<Str>,
    pub class: Ref<Class>,
    pub slot: u16,
}

impl Payload for MemberDescriptor {
    const NAME: &'static str = "member_descriptor";
    const SHAPE: ShapeId = shapes::MEMBER_DESCRIPTOR;
    type Tail = ();
}

impl MemberDescriptor {
    fn check(&self, vm: &Vm, object: &Value) -> PyResult<()> {
        if vm.value_is_instance(object, &self.class) {
            return Ok(());
        }
        let message = format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            self.name.to_utf8(),
            self.class.name(),
            vm.tn(object)
        );
        Err(vm.type_error(message))
    }

    /// Reads the slot.
    pub fn read(&self, vm: &Vm, object: &Value) -> PyResult {
        self.check(vm, object)?;
        let v = object.as_object().map_or(Value::BLANK, |o| o.slot(self.slot as usize));
        if v.is_blank() { Err(vm.attribute_error(object, &self.name)) } else { Ok(v) }
    }

    /// Writes or empties the slot.
    pub fn write(&self, vm: &Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
        self.check(vm, object)?;
        let Some(o) = object.as_object() else { return Ok(()) };
        let old = o.set_slot(self.slot as usize, value.cloned().unwrap_or(Value::BLANK));
        if value.is_none() && old.is_blank() {
            return Err(vm.attribute_error(object, &self.name));
        }
        Ok(())
    }
}

/// Calls a native function with unbound arguments: `first` (if any) goes before them.
pub(crate) fn call_def(
    vm: &Vm,
    def: &'static Def,
    display: &dyn Fn() -> String,
    first: Option<&Value>,
    args: &Args<'_>,
) -> PyResult {
    let arity = def.arity;
    let count = args.pos.len() + usize::from(first.is_some());
    if args.kw_values.is_empty() && arity.simple && count >= arity.min as usize && count <= arity.max as usize
    {
        let mut slots = [const { Value::BLANK }; 10];
        if arity.slots as usize <= slots.len() {
            let mut n = 0;
            for v in first.into_iter().chain(args.pos) {
                slots[n] = v.clone();
                n += 1;
            }
            return (def.func)(vm, &slots[..arity.slots as usize]);
        }
    }
    let mut all = hognose_heap::HeapVec::new();
    let with_first;
    let args = match first {
        Some(first) => {
            vm.push(&mut all, first.clone())?;
            for v in args.pos {
                vm.push(&mut all, v.clone())?;
            }
            with_first = Args { pos: &all, kw_values: args.kw_values, kw_names: args.kw_names };
            &with_first
        }
        None => args,
    };
    if arity.slots <= 6 {
        let mut slots = [const { Value::BLANK }; 6];
        return bind_and_call(vm, def, display, args, &mut slots[..arity.slots as usize]);
    }
    let mut slots = [const { Value::BLANK }; 24];
    bind_and_call(vm, def, display, args, &mut slots[..arity.slots as usize])
}

fn bind_and_call(
    vm: &Vm,
    def: &'static Def,
    display: &dyn Fn() -> String,
    args: &Args<'_>,
    slots: &mut [Value],
) -> PyResult {
    bind(vm, display, def.sig, args, slots)?;
    (def.func)(vm, slots)
}

impl Vm {
    /// Calls a native function object.
    pub(crate) fn call_native_function(&self, native: &Ref<NativeFunction>, args: &Args<'_>) -> PyResult {
        let display = || match native.bound.is_blank() || !native.passes_self() {
            // Errors of a constructor's arguments name the class.
            false if native.def.name == "__init__" => self.class_of(&native.bound).name(),
            true => native.def.name.to_owned(),
            false => match native.bound.get::<Class>() {
                Some(class) => format!("{}.{}", class.name(), native.def.name),
                None => format!("{}.{}", self.class_of(&native.bound).name(), native.def.name),
            },
        };
        let first = if native.passes_self() { Some(&native.bound) } else { None };
        let made = call_def(self, native.def, &display, first, args)?;
        if made.same(&Value::NOT_IMPLEMENTED) {
            return self.refuse_concatenation(native.def, &native.bound, args.pos);
        }
        Ok(made)
    }

    /// The `__add__` of a sequence, called by name, is concatenation: it refuses what the operator would offer to the other side.
    #[cold]
    #[inline(never)]
    pub(crate) fn refuse_concatenation(&self, def: &Def, object: &Value, args: &[Value]) -> PyResult {
        let sequence = matches!(object.layout_name(), "str" | "list" | "tuple" | "bytes" | "bytearray");
        match args {
            [other] if sequence && def.name == "__add__" => {
                Err(self.unsupported(BinOp::Add, "+", object, other))
            }
            _ => Ok(Value::NOT_IMPLEMENTED),
        }
    }

    /// Calls a native method with the object among the arguments.
    pub(crate) fn call_method_descriptor(
        &self,
        descriptor: &Ref<MethodDescriptor>,
        args: &Args<'_>,
    ) -> PyResult {
        let Some(object) = args.pos.first() else {
            let message = format!(
                "unbound method {}.{}() needs an argument",
                descriptor.class.name(),
                descriptor.def.name
            );
            return Err(self.type_error(message));
        };
        descriptor.check_self(self, object)?;
        let display = || match descriptor.def.name {
            "__init__" => descriptor.class.name(),
            name => format!("{}.{name}", descriptor.class.name()),
        };
        call_def(self, descriptor.def, &display, None, args)
    }

    /// A module's function object.
    pub fn new_native_function(&self, def: &'static Def, module: &Value) -> PyResult {
        Ok(self.alloc(|| NativeFunction { def, bound: Value::BLANK, module: module.clone() })?.into_value())
    }

    /// A native method bound to an object.
    pub(crate) fn bind_native(&self, def: &'static Def, object: &Value) -> PyResult {
        Ok(self.alloc(|| NativeFunction { def, bound: object.clone(), module: Value::NONE })?.into_value())
    }

    /// A native method, found on its class, bound to an object.
    pub(crate) fn bind_descriptor(&self, d: &Value, def: &'static Def, object: &Value) -> PyResult {
        if d.shape() != Some(shapes::SLOT_WRAPPER) {
            return self.bind_native(def, object);
        }
        // What a wrapper knows of its class is asked of the wrapper itself.
        let make = || NativeFunction { def, bound: object.clone(), module: d.clone() };
        Ok(self.retry(|heap| heap.alloc(shapes::METHOD_WRAPPER, make()))?.into_value())
    }

    /// A method of a native type as its class's namespace holds it.
    pub(crate) fn new_descriptor(&self, def: &'static Def, class: &Ref<Class>) -> PyResult {
        let shape =
            if is_slot_wrapper(def, class) { shapes::SLOT_WRAPPER } else { shapes::METHOD_DESCRIPTOR };
        let make = || MethodDescriptor { def, class: class.clone() };
        Ok(self.retry(|heap| heap.alloc(shape, make()))?.into_value())
    }
}

/// What programs (and doctests) find as the documentation of a slot's wrapper.
const SLOT_DOCS: &[(&str, &str)] = &[
    ("__next__", "Implement next(self)."),
    ("__iter__", "Implement iter(self)."),
    ("__call__", "Call self as a function."),
    ("__repr__", "Return repr(self)."),
    ("__str__", "Return str(self)."),
    ("__hash__", "Return hash(self)."),
    ("__len__", "Return len(self)."),
    ("__getitem__", "Return self[key]."),
    ("__contains__", "Return bool(key in self)."),
    ("__add__", "Return self+value."),
    ("__eq__", "Return self==value."),
    ("__ne__", "Return self!=value."),
    ("__lt__", "Return self<value."),
    ("__le__", "Return self<=value."),
    ("__gt__", "Return self>value."),
    ("__ge__", "Return self>=value."),
    ("__init__", "Initialize self.  See help(type(self)) for accurate signature."),
];

fn doc_of(vm: &Vm, def: &Def) -> PyResult {
    if !def.doc.is_empty() {
        return vm.str(def.doc);
    }
    if let Some((_, text)) = SLOT_DOCS.iter().find(|(name, _)| *name == def.name) {
        return vm.str(text);
    }
    // At least how it is called.
    let sig = def.sig.strip_prefix("($self, /, ").or_else(|| def.sig.strip_prefix("($self, "));
    let sig =
        sig.map_or_else(|| def.sig.replace("$self, /", "").replace("$cls, ", ""), |rest| format!("({rest}"));
    vm.str(&format!("{}{sig}", def.name))
}

fn native(v: &Value) -> &Ref<NativeFunction> {
    match v.get::<NativeFunction>() {
        Some(f) => f,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn native_repr(vm: &Vm, a: &[Value]) -> PyResult {
    let f = native(&a[0]);
    if f.bound.is_blank() || f.def.kind == DefKind::Function {
        return vm.str(&format!("<built-in function {}>", f.def.name));
    }
    vm.str(&format!(
        "<built-in method {} of {} object at {:#x}>",
        f.def.name,
        vm.tn(&f.bound),
        vm.id_of(&f.bound)
    ))
}

fn native_qualname(vm: &Vm, v: &Value) -> PyResult {
    let f = native(v);
    if f.bound.is_blank() || f.def.kind == DefKind::Function {
        return vm.str(f.def.name);
    }
    match f.bound.get::<Class>() {
        Some(class) => vm.str(&format!("{}.{}", class.name(), f.def.name)),
        None => vm.str(&format!("{}.{}", vm.class_of(&f.bound).name(), f.def.name)),
    }
}

fn native_eq(vm: &Vm, a: &[Value]) -> PyResult {
    let (x, y) = (native(&a[0]), a[1].get::<NativeFunction>());
    let _ = vm;
    let same_type = a[0].shape() == a[1].shape();
    Ok(match y {
        Some(y) if same_type => Value::from_bool(std::ptr::eq(x.def, y.def) && x.bound.same(&y.bound)),
        Some(_) => Value::NOT_IMPLEMENTED,
        None => Value::NOT_IMPLEMENTED,
    })
}

fn native_hash(vm: &Vm, a: &[Value]) -> PyResult {
    let f = native(&a[0]);
    vm.int(((std::ptr::from_ref(f.def).addr() ^ vm.id_of(&f.bound) as usize) >> 4) as i64)
}

/// A module's function is pickled by its name, a bound one as an attribute of what it is bound to.
fn native_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let f = native(&a[0]);
    if f.bound.is_blank() || f.bound.is::<crate::types::module::Module>() {
        return vm.str(f.def.name);
    }
    reduce_as_attribute(vm, &f.bound, f.def.name)
}

/// `(getattr, (object, name))`
fn reduce_as_attribute(vm: &Vm, object: &Value, name: &str) -> PyResult {
    let arguments = vm.tuple_of([object.clone(), vm.str(name)?])?;
    vm.tuple_of([vm.builtin("getattr")?, arguments])
}

pub static FUNCTION: TypeDef = TypeDef {
    getsets: &[
        getset("__name__", |vm, v| vm.str(native(v).def.name), None),
        getset("__qualname__", native_qualname, None),
        getset("__doc__", |vm, v| doc_of(vm, native(v).def), None),
        getset("__module__", |_, v| Ok(native(v).module.clone()), None),
        getset(
            "__self__",
            |vm, v| {
                let f = native(v);
                if !f.bound.is_blank() {
                    return Ok(f.bound.clone());
                }
                // A module's function belongs to the module itself.
                let module = match vm.modules.try_get() {
                    Some(modules) if f.module.get::<Str>().is_some() => modules.get(vm, &f.module)?,
                    _ => None,
                };
                Ok(module.unwrap_or_else(|| f.module.clone()))
            },
            None,
        ),
        getset("__text_signature__", |vm, v| vm.str(native(v).def.sig), None),
    ],
    methods: &[
        method("__repr__", "($self, /)", native_repr),
        method("__eq__", "($self, other, /)", native_eq),
        method("__hash__", "($self, /)", native_hash),
        method("__reduce__", "($self, /)", native_reduce),
    ],
    call: Some(|vm, f, args| vm.call_native_function(native(f), args)),
    flags: TypeFlags::WEAKREF.union(TypeFlags::NO_NEW),
    ..TypeDef::new::<NativeFunction>("builtin_function_or_method")
};

fn descriptor(v: &Value) -> &Ref<MethodDescriptor> {
    match v.get::<MethodDescriptor>() {
        Some(d) => d,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn descriptor_get(vm: &Vm, a: &[Value]) -> PyResult {
    let d = descriptor(&a[0]);
    if a[1].is_none() && !a[2].is_none() && !d.class.ptr_eq(&vm.types.none_type) {
        return Ok(a[0].clone());
    }
    d.check_self(vm, &a[1])?;
    vm.bind_descriptor(&a[0], d.def, &a[1])
}

pub static METHOD_DESCRIPTOR: TypeDef = TypeDef {
    getsets: &[
        getset("__name__", |vm, v| vm.str(descriptor(v).def.name), None),
        getset(
            "__qualname__",
            |vm, v| vm.str(&format!("{}.{}", descriptor(v).class.name(), descriptor(v).def.name)),
            None,
        ),
        getset("__doc__", |vm, v| doc_of(vm, descriptor(v).def), None),
        getset("__objclass__", |_, v| Ok(descriptor(v).class.to_value()), None),
        getset("__text_signature__", |vm, v| vm.str(descriptor(v).def.sig), None),
    ],
    methods: &[
        method("__get__", "($self, instance, owner=None, /)", descriptor_get),
        method("__repr__", "($self, /)", |vm, a| {
            let d = descriptor(&a[0]);
            vm.str(&format!("<method '{}' of '{}' objects>", d.def.name, d.class.full_name()))
        }),
        method("__reduce__", "($self, /)", |vm, a| {
            let d = descriptor(&a[0]);
            reduce_as_attribute(vm, d.class.as_value(), d.def.name)
        }),
    ],
    call: Some(|vm, f, args| vm.call_method_descriptor(descriptor(f), args)),
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<MethodDescriptor>("method_descriptor")
};

pub static SLOT_WRAPPER: TypeDef = TypeDef {
    shape: shapes::SLOT_WRAPPER,
    getsets: METHOD_DESCRIPTOR.getsets,
    methods: &[
        method("__get__", "($self, instance, owner=None, /)", descriptor_get),
        method("__repr__", "($self, /)", |vm, a| {
            let d = descriptor(&a[0]);
            vm.str(&format!("<slot wrapper '{}' of '{}' objects>", d.def.name, d.class.full_name()))
        }),
        method("__reduce__", "($self, /)", |vm, a| {
            let d = descriptor(&a[0]);
            reduce_as_attribute(vm, d.class.as_value(), d.def.name)
        }),
    ],
    call: Some(|vm, f, args| vm.call_method_descriptor(descriptor(f), args)),
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<MethodDescriptor>("wrapper_descriptor")
};

/// The class that defines a bound slot wrapper.
fn wrapper_class(v: &Value) -> Option<Ref<Class>> {
    native(v).module.get::<MethodDescriptor>().map(|d| d.class.clone())
}

pub static METHOD_WRAPPER: TypeDef = TypeDef {
    shape: shapes::METHOD_WRAPPER,
    getsets: &[
        getset("__name__", |vm, v| vm.str(native(v).def.name), None),
        getset(
            "__qualname__",
            |vm, v| {
                let class = wrapper_class(v).map_or_else(String::new, |c| c.name());
                vm.str(&format!("{class}.{}", native(v).def.name))
            },
            None,
        ),
        getset("__doc__", |vm, v| doc_of(vm, native(v).def), None),
        getset("__objclass__", |_, v| Ok(wrapper_class(v).map_or(Value::NONE, Ref::into_value)), None),
        getset("__self__", |_, v| Ok(native(v).bound.clone()), None),
        getset("__text_signature__", |vm, v| vm.str(native(v).def.sig), None),
    ],
    methods: &[
        method("__repr__", "($self, /)", |vm, a| {
            let f = native(&a[0]);
            vm.str(&format!(
                "<method-wrapper '{}' of {} object at {:#x}>",
                f.def.name,
                vm.tn(&f.bound),
                vm.id_of(&f.bound)
            ))
        }),
        method("__eq__", "($self, other, /)", native_eq),
        method("__hash__", "($self, /)", native_hash),
        method("__reduce__", "($self, /)", |vm, a| {
            reduce_as_attribute(vm, &native(&a[0]).bound, native(&a[0]).def.name)
        }),
    ],
    call: Some(|vm, f, args| vm.call_native_function(native(f), args)),
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<NativeFunction>("method-wrapper")
};

fn class_descriptor(v: &Value) -> &Ref<ClassMethodDescriptor> {
    match v.get::<ClassMethodDescriptor>() {
        Some(d) => d,
        None => unreachable!("the descriptor checked the type"),
    }
}

pub static CLASS_METHOD_DESCRIPTOR: TypeDef = TypeDef {
    getsets: &[
        getset("__name__", |vm, v| vm.str(class_descriptor(v).def.name), None),
        getset(
            "__qualname__",
            |vm, v| vm.str(&format!("{}.{}", class_descriptor(v).class.name(), class_descriptor(v).def.name)),
            None,
        ),
        getset("__doc__", |vm, v| doc_of(vm, class_descriptor(v).def), None),
        getset("__objclass__", |_, v| Ok(class_descriptor(v).class.to_value()), None),
    ],
    methods: &[
        method("__get__", "($self, instance, owner=None, /)", |vm, a| {
            let d = class_descriptor(&a[0]);
            let owner = if a[2].is_blank() || a[2].is_none() {
                vm.class_of(&a[1]).into_value()
            } else {
                a[2].clone()
            };
            vm.bind_native(d.def, &owner)
        }),
        method("__repr__", "($self, /)", |vm, a| {
            let d = class_descriptor(&a[0]);
            vm.str(&format!("<method '{}' of '{}' objects>", d.def.name, d.class.name()))
        }),
    ],
    call: Some(|vm, f, args| {
        let d = class_descriptor(f);
        let display = || format!("{}.{}", d.class.name(), d.def.name);
        call_def(vm, d.def, &display, None, args)
    }),
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<ClassMethodDescriptor>("classmethod_descriptor")
};

fn computed(v: &Value) -> &Ref<GetSetDescriptor> {
    match v.get::<GetSetDescriptor>() {
        Some(d) => d,
        None => unreachable!("the descriptor checked the type"),
    }
}

pub static GETSET_DESCRIPTOR: TypeDef = TypeDef {
    getsets: &[
        getset("__name__", |vm, v| vm.str(computed(v).def.name), None),
        getset(
            "__qualname__",
            |vm, v| vm.str(&format!("{}.{}", computed(v).class.name(), computed(v).def.name)),
            None,
        ),
        getset(
            "__doc__",
            |vm, v| {
                if computed(v).def.doc.is_empty() { Ok(Value::NONE) } else { vm.str(computed(v).def.doc) }
            },
            None,
        ),
        getset("__objclass__", |_, v| Ok(computed(v).class.to_value()), None),
    ],
    methods: &[
        method("__get__", "($self, instance, owner=None, /)", |vm, a| {
            if a[1].is_none() && !a[2].is_blank() && !a[2].is_none() {
                Ok(a[0].clone())
            } else {
                computed(&a[0]).read(vm, &a[1])
            }
        }),
        method("__set__", "($self, instance, value, /)", |vm, a| {
            computed(&a[0]).write(vm, &a[1], Some(&a[2]))?;
            Ok(Value::NONE)
        }),
        method("__delete__", "($self, instance, /)", |vm, a| {
            computed(&a[0]).write(vm, &a[1], None)?;
            Ok(Value::NONE)
        }),
        method("__repr__", "($self, /)", |vm, a| {
            let d = computed(&a[0]);
            vm.str(&format!("<attribute '{}' of '{}' objects>", d.def.name, d.class.name()))
        }),
    ],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<GetSetDescriptor>("getset_descriptor")
};

/// What a member descriptor stands for: a slot of a program's class or a field of a native object.
enum Member<'a> {
    Slot(&'a Ref<MemberDescriptor>),
    Field(&'a Ref<GetSetDescriptor>),
}

fn member(v: &Value) -> Member<'_> {
    if let Some(slot) = v.get::<MemberDescriptor>() {
        return Member::Slot(slot);
    }
    match v.get::<GetSetDescriptor>() {
        Some(field) => Member::Field(field),
        None => unreachable!("the descriptor checked the type"),
    }
}

impl Member<'_> {
    fn name(&self) -> String {
        match self {
            Member::Slot(d) => d.name.to_utf8().into_owned(),
            Member::Field(d) => d.def.name.to_owned(),
        }
    }

    fn class(&self) -> &Ref<Class> {
        match self {
            Member::Slot(d) => &d.class,
            Member::Field(d) => &d.class,
        }
    }

    fn read(&self, vm: &Vm, object: &Value) -> PyResult {
        match self {
            Member::Slot(d) => d.read(vm, object),
            Member::Field(d) => d.read(vm, object),
        }
    }

    fn write(&self, vm: &Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
        match self {
            Member::Slot(d) => d.write(vm, object, value),
            Member::Field(d) => d.write(vm, object, value),
        }
    }
}

pub static MEMBER_DESCRIPTOR: TypeDef = TypeDef {
    getsets: &[
        getset("__name__", |vm, v| vm.str(&member(v).name()), None),
        getset(
            "__qualname__",
            |vm, v| vm.str(&format!("{}.{}", member(v).class().name(), member(v).name())),
            None,
        ),
        getset(
            "__doc__",
            |vm, v| match member(v) {
                Member::Field(d) if !d.def.doc.is_empty() => vm.str(d.def.doc),
                _ => Ok(Value::NONE),
            },
            None,
        ),
        getset("__objclass__", |_, v| Ok(member(v).class().to_value()), None),
    ],
    methods: &[
        method("__get__", "($self, instance, owner=None, /)", |vm, a| {
            if a[1].is_none() && !a[2].is_blank() && !a[2].is_none() {
                Ok(a[0].clone())
            } else {
                member(&a[0]).read(vm, &a[1])
            }
        }),
        method("__set__", "($self, instance, value, /)", |vm, a| {
            member(&a[0]).write(vm, &a[1], Some(&a[2]))?;
            Ok(Value::NONE)
        }),
        method("__delete__", "($self, instance, /)", |vm, a| {
            member(&a[0]).write(vm, &a[1], None)?;
            Ok(Value::NONE)
        }),
        method("__repr__", "($self, /)", |vm, a| {
            let d = member(&a[0]);
            vm.str(&format!("<member '{}' of '{}' objects>", d.name(), d.class().name()))
        }),
    ],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<MemberDescriptor>("member_descriptor")
};
