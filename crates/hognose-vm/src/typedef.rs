//! How native code describes types, functions and modules to the VM: static tables.
//!
//! A native function states its signature as text, as `inspect.signature` would print it
//! (`"($self, object, /)"`); signature.rs binds calls to it. The function then gets exactly one slot per parameter:
//! absent optionals are `Value::BLANK`, `*args` is a tuple, `**kwargs` a dict.
//!
//! # Invariants
//! T1: a table is `'static`; objects made from it point at its rows.

use hognose_heap::{Layout, Payload, Ref, ShapeId, Value};

use crate::class::Class;
use crate::raise::PyResult;
use crate::signature::{Arity, bind};
use crate::types::module::Module;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// A native function: one slot per parameter of its signature.
pub type NativeFn = fn(&Vm, &[Value]) -> PyResult;
/// What `type(...)` calls to allocate.
pub type NewFn = fn(&Vm, &Ref<Class>, &Args<'_>) -> PyResult;
/// `__next__` without StopIteration: None at the end.
pub type IterNextFn = fn(&Vm, &Value) -> PyResult<Option<Value>>;
/// A getter.
pub type GetFn = fn(&Vm, &Value) -> PyResult;
/// A setter; no value: delete.
pub type SetFn = fn(&Vm, &Value, Option<&Value>) -> PyResult<()>;
/// A direct call of an instance, instead of `__call__` from the table.
pub type CallFn = fn(&Vm, &Value, &Args<'_>) -> PyResult;

/// What a row of functions becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefKind {
    Function,
    Method,
    ClassMethod,
    StaticMethod,
}

/// A native function or method.
pub struct Def {
    pub name: &'static str,
    /// Parameters as text; the first of a method is `$self`, of a class method `$cls`, of a module's function nothing special.
    pub sig: &'static str,
    pub func: NativeFn,
    pub kind: DefKind,
    pub doc: &'static str,
    /// Counts read off `sig` at compile time.
    pub arity: Arity,
    /// What it does with the items of a generator, if it can be told so.
    pub driven: Driven,
}

/// What is done with each item of a generator that a built-in consumes: for these the eval loop runs the generator itself,
/// instead of being entered anew for each item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Driven {
    /// Nothing is known.
    No,
    List,
    Tuple,
    Set,
    Any,
    All,
    Sum,
    Sorted,
    /// `str.join`.
    Join,
    Min,
    Max,
}

impl Def {
    /// The same row, of a function that does this with the items of its only argument (`Join`: of its last).
    pub const fn driven(mut self, driven: Driven) -> Def {
        self.driven = driven;
        self
    }

    /// The same row with a documentation text.
    pub const fn doc(mut self, doc: &'static str) -> Def {
        self.doc = doc;
        self
    }
}

/// A method row.
pub const fn method(name: &'static str, sig: &'static str, func: NativeFn) -> Def {
    Def { name, sig, func, kind: DefKind::Method, doc: "", arity: Arity::of(sig), driven: Driven::No }
}

/// A class method row.
pub const fn class_method(name: &'static str, sig: &'static str, func: NativeFn) -> Def {
    Def { name, sig, func, kind: DefKind::ClassMethod, doc: "", arity: Arity::of(sig), driven: Driven::No }
}

/// A static method row.
pub const fn static_method(name: &'static str, sig: &'static str, func: NativeFn) -> Def {
    Def { name, sig, func, kind: DefKind::StaticMethod, doc: "", arity: Arity::of(sig), driven: Driven::No }
}

/// A module function row.
pub const fn function(name: &'static str, sig: &'static str, func: NativeFn) -> Def {
    Def { name, sig, func, kind: DefKind::Function, doc: "", arity: Arity::of(sig), driven: Driven::No }
}

/// A computed attribute.
pub struct GetSet {
    pub name: &'static str,
    pub get: GetFn,
    pub set: Option<SetFn>,
    pub doc: &'static str,
    /// A plain field of the object, which CPython words differently when it is written to.
    pub member: bool,
}

/// A computed attribute row.
pub const fn getset(name: &'static str, get: GetFn, set: Option<SetFn>) -> GetSet {
    GetSet { name, get, set, doc: "", member: false }
}

/// A row of a field that can only be read.
pub const fn member(name: &'static str, get: GetFn) -> GetSet {
    GetSet { name, get, set: None, doc: "", member: true }
}

/// Properties of a native type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeFlags(pub u32);

impl TypeFlags {
    pub const NONE: TypeFlags = TypeFlags(0);
    /// May be subclassed.
    pub const BASETYPE: TypeFlags = TypeFlags(1);
    /// Exact instances have a `__dict__` (one slot behind the payload holds it).
    pub const HAS_DICT: TypeFlags = TypeFlags(2);
    /// Instances can be weakly referenced.
    pub const WEAKREF: TypeFlags = TypeFlags(4);
    /// `cls(...)` is refused from Python.
    pub const NO_NEW: TypeFlags = TypeFlags(8);
    /// Matches `case [..]` patterns.
    pub const SEQUENCE: TypeFlags = TypeFlags(16);
    /// Matches `case {..}` patterns.
    pub const MAPPING: TypeFlags = TypeFlags(32);
    /// Plain instances (payload-less): attributes live in slots.
    pub const MATCH_SELF: TypeFlags = TypeFlags(64);
    /// `hash()` of instances is refused although a base defines it.
    pub const UNHASHABLE: TypeFlags = TypeFlags(128);
    /// The constructor takes no keyword arguments; those of a subclass's own `__init__` or `__new__` pass it by.
    pub const NO_KEYWORDS: TypeFlags = TypeFlags(256);
    /// `+` and `*` concatenate and repeat: an operand that knows the operator as a number goes first.
    pub const CONCATENATES: TypeFlags = TypeFlags(512);

    pub const fn has(self, other: TypeFlags) -> bool {
        self.0 & other.0 == other.0
    }
}

impl std::ops::BitOr for TypeFlags {
    type Output = TypeFlags;
    fn bitor(self, other: TypeFlags) -> TypeFlags {
        self.union(other)
    }
}

impl TypeFlags {
    /// `|` for constants.
    pub const fn union(self, other: TypeFlags) -> TypeFlags {
        TypeFlags(self.0 | other.0)
    }
}

/// A native type.
pub struct TypeDef {
    pub name: &'static str,
    /// `__module__`; "builtins" for built-ins.
    pub module: &'static str,
    pub doc: &'static str,
    /// Layout of the payload.
    pub layout: &'static Layout,
    /// Shape of exact instances, `ShapeId::NONE` to have one made.
    pub shape: ShapeId,
    /// None: `object`.
    pub base: Option<&'static TypeDef>,
    pub new: Option<NewFn>,
    pub methods: &'static [Def],
    pub getsets: &'static [GetSet],
    pub iternext: Option<IterNextFn>,
    pub call: Option<CallFn>,
    pub flags: TypeFlags,
    /// More to put into the class's namespace.
    pub init: Option<fn(&Vm, &Ref<Class>) -> PyResult<()>>,
}

impl TypeDef {
    /// A type with payload `T` and nothing else, to be completed with `..TypeDef::new::<T>(name)`.
    pub const fn new<T: Payload>(name: &'static str) -> TypeDef {
        TypeDef {
            name,
            module: "builtins",
            doc: "",
            layout: Layout::of::<T>(),
            shape: T::SHAPE,
            base: None,
            new: None,
            methods: &[],
            getsets: &[],
            iternext: None,
            call: None,
            flags: TypeFlags::NONE,
            init: None,
        }
    }
}

/// A native module.
pub struct ModuleDef {
    pub name: &'static str,
    pub doc: &'static str,
    pub functions: &'static [Def],
    pub types: &'static [&'static TypeDef],
    /// Runs when the module is first imported, after functions and types are in place.
    pub init: Option<fn(&Vm, &Ref<Module>) -> PyResult<()>>,
}

/// Arguments of a call that are not bound yet: positional ones, then the values of the keyword ones.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    pub pos: &'a [Value],
    pub kw_values: &'a [Value],
    /// Names of `kw_values`.
    pub kw_names: Option<&'a Ref<Tuple>>,
}

impl<'a> Args<'a> {
    /// Positional arguments alone.
    pub fn positional(pos: &'a [Value]) -> Args<'a> {
        Args { pos, kw_values: &[], kw_names: None }
    }

    /// `values` ends with one value per name of `kw_names`.
    pub fn split(values: &'a [Value], kw_names: Option<&'a Ref<Tuple>>) -> Args<'a> {
        let n = kw_names.map_or(0, |names| names.items().len());
        let (pos, kw_values) = values.split_at(values.len() - n);
        Args { pos, kw_values, kw_names }
    }

    /// How many in all.
    pub fn len(&self) -> usize {
        self.pos.len() + self.kw_values.len()
    }

    /// None given.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The keyword arguments: (name, value).
    pub fn keywords(&self) -> impl Iterator<Item = (&'a Value, &'a Value)> {
        let names: &[Value] = self.kw_names.map_or(&[], |n| n.items());
        names.iter().zip(self.kw_values)
    }

    /// One value per parameter of `sig` (`"(x=0, /, base=10)"`; no `$cls`), BLANK where absent; TypeError in the name of `function`.
    pub fn bind<const N: usize>(&self, vm: &Vm, function: &str, sig: &'static str) -> PyResult<[Value; N]> {
        let mut slots = [const { Value::BLANK }; N];
        bind(vm, || function.to_owned(), sig, self, &mut slots)?;
        Ok(slots)
    }

    /// TypeError if there is a keyword argument.
    pub fn no_keywords(&self, vm: &Vm, function: &str) -> PyResult<()> {
        if self.kw_values.is_empty() {
            Ok(())
        } else {
            Err(vm.type_error(format_args!("{function}() takes no keyword arguments")))
        }
    }
}
