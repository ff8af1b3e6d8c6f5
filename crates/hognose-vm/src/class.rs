//! Classes: the `type` payload, attribute lookup along the MRO, versions and the method cache.
//!
//! Does not build classes from Python (types/type_.rs) and does not know instances' attributes (attributes.rs).
//!
//! # Invariants
//! K1: `mro` is a tuple of classes, the class itself first; all hold while the class lives.
//! K2: a version number names one state of all dictionaries along an MRO; changing any of them takes the number
//! away from the class and all its subclasses. A cached lookup is good exactly while its number is the class's.

#![allow(clippy::disallowed_methods, reason = "a table of fixed size")]

use std::cell::{Cell, RefCell};

use hognose_heap::{CellVec, Layout, Payload, Ref, RefSlot, ShapeId, Trace, Value};

use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{CallFn, Def, DefKind, IterNextFn, NativeFn, NewFn, TypeDef, TypeFlags};
use crate::types::dict::Dict;
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// A class.
#[derive(Trace)]
pub struct Class {
    pub(crate) name: RefSlot<Str>,
    pub(crate) qualname: RefSlot<Str>,
    pub(crate) bases: RefSlot<Tuple>,
    pub(crate) mro: RefSlot<Tuple>,
    /// The class's own namespace.
    pub dict: Ref<Dict>,
    /// Weak references to direct subclasses.
    pub(crate) subclasses: CellVec<Value>,
    /// Layout of instances' payload.
    #[trace(skip)]
    pub(crate) layout: &'static Layout,
    /// The nearest native type.
    #[trace(skip)]
    pub(crate) def: Option<&'static TypeDef>,
    #[trace(skip)]
    pub(crate) new: Cell<Option<NewFn>>,
    #[trace(skip)]
    pub(crate) iternext: Cell<Option<IterNextFn>>,
    #[trace(skip)]
    pub(crate) call: Cell<Option<CallFn>>,
    #[trace(skip)]
    pub(crate) native_slots: std::cell::OnceCell<NativeSlots>,
    /// Shape of fresh instances; NONE until the first one.
    pub(crate) shape: Cell<ShapeId>,
    pub(crate) version: Cell<u32>,
    /// The version in which `__hash__` is known to be tuple's own.
    pub(crate) tuple_hash: Cell<u32>,
    /// The version in which reading `__class__` of instances is known to give their class.
    pub(crate) plain_class: Cell<u32>,
    /// The version in which `__hash__` is known to be object's own.
    pub(crate) object_hash: Cell<u32>,
    /// How calling the class goes, if that needs none of the program's code.
    #[trace(skip)]
    pub(crate) built: Cell<Built>,
    /// The version in which instances are known to have neither `__bool__` nor `__len__`.
    pub(crate) plain_truth: Cell<u32>,
    pub(crate) flags: Cell<u32>,
    /// Instance slots taken by `__slots__`, the bases' included.
    pub(crate) fixed_slots: Cell<u16>,
    /// How many attribute slots a fresh instance gets.
    pub(crate) slot_hint: Cell<u16>,
    /// Shapes made for instances; beyond a bound instances keep a dict.
    pub(crate) shape_count: Cell<u16>,
    #[trace(skip)]
    pub(crate) own_shapes: crate::attributes::OwnShapes,
}

impl Payload for Class {
    const NAME: &'static str = "type";
    const SHAPE: ShapeId = shapes::TYPE;
    type Tail = ();
}

/// Whether calling a class that a program made comes down to native functions, and to which.
#[derive(Clone, Copy, Default)]
pub(crate) struct Built {
    /// The class's version when it was found out; 0: never.
    pub version: u32,
    /// It is the class's native `new`, and then `init`.
    pub native: bool,
    pub init: Option<&'static Def>,
}

/// Native functions of a native class, found when first asked for; none of a class made by Python code.
#[derive(Clone, Copy, Default)]
pub(crate) struct NativeSlots {
    pub len: Option<NativeFn>,
    pub getitem: Option<NativeFn>,
    pub setitem: Option<NativeFn>,
    pub contains: Option<NativeFn>,
    pub iter: Option<NativeFn>,
    /// `__len__` of a type that has no `__bool__`.
    pub truth_len: Option<NativeFn>,
    pub hint: Option<NativeFn>,
    /// `__lt__` to `__ge__`, in the order of `CmpOp`.
    pub compare: [Option<NativeFn>; 6],
    /// A native type that can say nothing about how many items there are.
    pub no_hint: bool,
    /// `__init__` of a native type that has one of its own.
    pub init: Option<&'static Def>,
}

#[cold]
#[inline(never)]
fn find_native_slots(class: &Class) -> NativeSlots {
    let native = class.def.filter(|_| !class.flag(class_flags::HEAP));
    let find = |name: &str, slots: u8| {
        nearest(native?, |def| {
            let row = def.methods.iter().find(|row| row.name == name)?;
            (row.kind == DefKind::Method && row.arity.simple && row.arity.slots == slots).then_some(row.func)
        })
    };
    let has_bool = native.is_some_and(|def| {
        nearest(def, |def| def.methods.iter().find(|row| row.name == "__bool__")).is_some()
    });
    NativeSlots {
        init: native.and_then(|def| {
            nearest(def, |def| {
                def.methods.iter().find(|row| row.name == "__init__" && row.kind == DefKind::Method)
            })
        }),
        hint: find("__length_hint__", 1),
        no_hint: native.is_some() && find("__len__", 1).is_none() && find("__length_hint__", 1).is_none(),
        truth_len: if has_bool { None } else { find("__len__", 1) },
        compare: ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"].map(|name| find(name, 2)),
        len: find("__len__", 1),
        getitem: find("__getitem__", 2),
        setitem: find("__setitem__", 3),
        contains: find("__contains__", 2),
        iter: find("__iter__", 1),
    }
}

/// Facts about a class, kept as bits.
pub mod class_flags {
    /// Made by a class statement or `type(...)`.
    pub const HEAP: u32 = 1;
    pub const BASETYPE: u32 = 2;
    /// Instances take attributes of any name.
    pub const HAS_DICT: u32 = 4;
    pub const WEAKREF: u32 = 8;
    /// Defines or inherits `__del__`.
    pub const HAS_DEL: u32 = 16;
    /// `__getattribute__` or `__getattr__` is not object's.
    pub const CUSTOM_GETATTR: u32 = 32;
    /// `__setattr__` or `__delattr__` is not object's.
    pub const CUSTOM_SETATTR: u32 = 64;
    pub const NO_NEW: u32 = 128;
    pub const SEQUENCE: u32 = 256;
    pub const MAPPING: u32 = 512;
    pub const ABSTRACT: u32 = 1024;
    /// A subclass of BaseException.
    pub const EXCEPTION: u32 = 2048;
    /// A subclass of type.
    pub const METACLASS: u32 = 4096;
    /// Names may no longer be set from Python.
    pub const IMMUTABLE: u32 = 8192;
    pub const MATCH_SELF: u32 = 16384;
    /// `__del__` etc. have been looked for since the namespace changed.
    pub const SPECIALS_KNOWN: u32 = 1 << 15;
    /// `__init__` is object's.
    pub const PLAIN_INIT: u32 = 1 << 16;
    /// `__new__` is object's.
    pub const PLAIN_NEW: u32 = 1 << 17;
}

/// Slots of the method cache.
const CACHE_SIZE: usize = 2048;

#[derive(Clone, Copy)]
struct CacheEntry {
    version: u32,
    name: usize,
    /// Word of the value found; 0: the name is not there.
    word: u64,
}

/// Lookups along MROs, remembered by version and name.
///
/// Entries own nothing: the class's dictionaries do, as long as the version is good (K2).
pub(crate) struct MethodCache {
    entries: RefCell<Vec<CacheEntry>>,
}

impl MethodCache {
    pub(crate) fn new() -> MethodCache {
        MethodCache { entries: RefCell::new(Vec::new()) }
    }

    fn index(version: u32, name: usize) -> usize {
        ((version as usize).wrapping_mul(0x9E37_79B1) ^ (name >> 4).wrapping_mul(0x85EB_CA6B)) % CACHE_SIZE
    }
}

impl Class {
    /// `__name__`.
    pub fn name(&self) -> String {
        self.name.get().map_or_else(String::new, |n| n.to_utf8().into_owned())
    }

    /// The name as messages show it: a native type outside of builtins stands there with its module.
    pub fn full_name(&self) -> String {
        match self.def {
            Some(def) if def.module != "builtins" && !self.flag(class_flags::HEAP) => {
                format!("{}.{}", def.module, self.name())
            }
            _ => self.name(),
        }
    }

    pub fn flag(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }

    pub(crate) fn set_flag(&self, flag: u32, on: bool) {
        let flags = self.flags.get();
        self.flags.set(if on { flags | flag } else { flags & !flag });
    }

    /// The MRO as a tuple.
    pub fn mro_tuple(&self) -> Option<Ref<Tuple>> {
        self.mro.get()
    }

    /// The native type whose payload instances have.
    pub fn native(&self) -> Option<&'static TypeDef> {
        self.def
    }

    /// Layout of instances.
    pub fn layout(&self) -> &'static Layout {
        self.layout
    }
}

impl Vm {
    /// A fresh version number, 0 when they have run out (then nothing is cached).
    pub(crate) fn next_class_version(&self) -> u32 {
        let v = self.class_versions.get();
        if v != 0 {
            self.class_versions.set(v.wrapping_add(1));
        }
        v
    }

    /// `name` in the class's MRO.
    #[inline]
    pub fn class_lookup(&self, class: &Class, name: &Ref<Str>) -> Option<Value> {
        let version = class.version.get();
        let address = name.address();
        let interned = name.is_interned();
        if interned && version != 0 {
            let entries = self.method_cache.entries.borrow();
            if let Some(entry) = entries.get(MethodCache::index(version, address)) {
                if entry.version == version && entry.name == address {
                    return crate::eval::raw::value_of_word(entry.word);
                }
            }
        }
        self.class_lookup_slow(class, name, version, interned)
    }

    #[cold]
    #[inline(never)]
    fn class_lookup_slow(
        &self,
        class: &Class,
        name: &Ref<Str>,
        version: u32,
        interned: bool,
    ) -> Option<Value> {
        let found = self.class_lookup_uncached(class, name);
        if interned && version != 0 {
            let mut entries = self.method_cache.entries.borrow_mut();
            if entries.is_empty() {
                entries.resize(CACHE_SIZE, CacheEntry { version: 0, name: 0, word: 0 });
            }
            let word = found.as_ref().map_or(0, Value::bits);
            let address = name.address();
            // An interned name dies only in the interned table's sweep, which calls `forget_cached_names`.
            entries[MethodCache::index(version, address)] = CacheEntry { version, name: address, word };
        }
        found
    }

    /// Drops all cached lookups: names are about to die, and others may take their addresses.
    pub(crate) fn forget_cached_names(&self) {
        self.shared_cache.clear();
        self.method_cache.entries.borrow_mut().clear();
    }

    fn class_lookup_uncached(&self, class: &Class, name: &Ref<Str>) -> Option<Value> {
        let mro = class.mro.get()?;
        mro.items().iter().find_map(|c| c.get::<Class>()?.dict.get_str(name))
    }

    /// As `class_lookup`, beginning after `after` in the MRO of `class` (super).
    pub(crate) fn class_lookup_after(
        &self,
        class: &Class,
        after: &Ref<Class>,
        name: &Ref<Str>,
    ) -> Option<Value> {
        let mro = class.mro.get()?;
        let start = mro.items().iter().position(|c| c.same(after.as_value()))? + 1;
        mro.items()[start..].iter().find_map(|c| c.get::<Class>()?.dict.get_str(name))
    }

    /// The class changed: its version, and those of its subclasses, are used up.
    pub fn class_modified(&self, class: &Class) {
        class.version.set(self.next_class_version());
        class.set_flag(class_flags::SPECIALS_KNOWN, false);
        let mut i = 0;
        while let Some(weak) = class.subclasses.get(i) {
            i += 1;
            if let Some(sub) = weak.get::<hognose_heap::WeakRef>().and_then(|w| self.heap().weak_get(w)) {
                if let Some(sub) = sub.get::<Class>() {
                    self.class_modified(sub);
                }
            }
        }
    }

    /// Sets a name of the class's own namespace.
    pub fn class_set(&self, class: &Ref<Class>, name: &Ref<Str>, value: Value) -> PyResult<()> {
        class.dict.set_str(self, name, value)?;
        self.class_modified(class);
        self.update_specials(class);
        Ok(())
    }

    /// Recomputes what the VM remembers of special methods: `__del__`, attribute hooks, native next and call.
    pub(crate) fn update_specials(&self, class: &Ref<Class>) {
        let names = &self.names;
        class.set_flag(class_flags::HAS_DEL, self.class_lookup(class, &names.__del__).is_some());
        if let Some(types) = self.types.try_get() {
            let object = &types.object;
            let is_objects =
                |name: &Ref<Str>| match (self.class_lookup(class, name), object.dict.get_str(name)) {
                    (Some(a), Some(b)) => a.same(&b),
                    (a, b) => a.is_none() && b.is_none(),
                };
            let custom_get = !is_objects(&names.__getattribute__)
                || self.class_lookup(class, &names.__getattr__).is_some();
            class.set_flag(class_flags::CUSTOM_GETATTR, custom_get);
            class.set_flag(
                class_flags::CUSTOM_SETATTR,
                !is_objects(&names.__setattr__) || !is_objects(&names.__delattr__),
            );
            class.set_flag(class_flags::PLAIN_INIT, is_objects(&names.__init__));
            class.set_flag(class_flags::PLAIN_NEW, is_objects(&names.__new__));
            self.update_native_hooks(class);
        }
        self.refresh_shape_flags(class);
        let mut i = 0;
        while let Some(weak) = class.subclasses.get(i) {
            i += 1;
            if let Some(sub) = weak.get::<hognose_heap::WeakRef>().and_then(|w| self.heap().weak_get(w)) {
                if let Some(sub) = sub.get::<Class>() {
                    self.update_specials(sub);
                }
            }
        }
    }

    /// A native `__next__` or `__call__` shortcut holds only while no class before the native one overrides the name.
    fn update_native_hooks(&self, class: &Ref<Class>) {
        let Some(def) = class.def else { return };
        if !class.flag(class_flags::HEAP) {
            return;
        }
        let overridden = |name: &Ref<Str>| {
            let Some(mro) = class.mro.get() else { return true };
            for c in mro.items() {
                let Some(c) = c.get::<Class>() else { return true };
                if !c.flag(class_flags::HEAP) {
                    return false;
                }
                if c.dict.get_str(name).is_some() {
                    return true;
                }
            }
            true
        };
        let next = nearest(def, |d| d.iternext);
        class.iternext.set(if next.is_some() && !overridden(&self.names.__next__) { next } else { None });
        let call = nearest(def, |d| d.call);
        class.call.set(if call.is_some() && !overridden(&self.names.__call__) { call } else { None });
    }

    /// `case [..]` (or `case {..}`) patterns take instances of the class and its subclasses; built-in classes stay as they are.
    pub fn set_pattern_kind(&self, class: &Ref<Class>, sequence: bool, mapping: bool) -> PyResult<()> {
        let _guard = self.enter_recursion("")?;
        if class.flag(class_flags::IMMUTABLE) {
            return Ok(());
        }
        class.set_flag(class_flags::SEQUENCE, sequence);
        class.set_flag(class_flags::MAPPING, mapping);
        let mut i = 0;
        while let Some(weak) = class.subclasses.get(i) {
            i += 1;
            if let Some(sub) = weak.get::<hognose_heap::WeakRef>().and_then(|w| self.heap().weak_get(w)) {
                if let Some(sub) = sub.get::<Class>() {
                    self.set_pattern_kind(sub, sequence, mapping)?;
                }
            }
        }
        Ok(())
    }

    /// What `set_pattern_kind` set.
    pub fn pattern_kind(&self, class: &Class) -> (bool, bool) {
        (class.flag(class_flags::SEQUENCE), class.flag(class_flags::MAPPING))
    }

    /// Same class or a subclass, by the MRO alone.
    pub fn is_subclass_exact(&self, class: &Class, of: &Ref<Class>) -> bool {
        class.mro.get().is_some_and(|mro| mro.items().iter().any(|c| c.same(of.as_value())))
    }

    /// The value's class is `class` or derives from it.
    pub fn value_is_instance(&self, value: &Value, class: &Ref<Class>) -> bool {
        let of = self.class_ref(value);
        std::ptr::eq(of, &raw const **class)
            || class.ptr_eq(&self.types.object)
            || self.is_subclass_exact(of, class)
    }

    /// The class of a value, without counting it: for use before anything that can run Python code.
    #[inline]
    pub(crate) fn class_ref<'a>(&'a self, value: &'a Value) -> &'a Class {
        match value.as_object() {
            Some(object) => crate::eval::raw::class_of_object(self, object),
            None => self.immediate_class(value),
        }
    }

    #[inline]
    fn immediate_class(&self, value: &Value) -> &Ref<Class> {
        let types: &Types = &self.types;
        if value.is_int() {
            &types.int
        } else if value.is_f64() {
            &types.float
        } else if value.is_none() {
            &types.none_type
        } else if value.is_bool() {
            &types.bool_
        } else if value.same(&Value::NOT_IMPLEMENTED) {
            &types.not_implemented_type
        } else {
            &types.ellipsis_type
        }
    }

    /// Native functions behind `len(v)`, `v[i]` and so on, if the class is native: then nothing can override them.
    #[inline(always)]
    pub(crate) fn native_slots<'a>(&'a self, value: &'a Value) -> &'a NativeSlots {
        self.slots_of_class(self.class_ref(value))
    }

    /// As `native_slots`, for instances of a class.
    #[inline(always)]
    pub(crate) fn slots_of_class<'a>(&self, class: &'a Class) -> &'a NativeSlots {
        class.native_slots.get_or_init(|| find_native_slots(class))
    }

    /// The class of a value.
    #[inline]
    pub fn class_of(&self, value: &Value) -> Ref<Class> {
        let Some(object) = value.as_object() else { return self.immediate_class(value).clone() };
        crate::eval::raw::class_value_of_object(self, object)
    }

    /// The name of a value's class, for messages: with its module if a native module defines it.
    pub fn tn(&self, value: &Value) -> String {
        self.class_of(value).full_name()
    }

    /// `type.__flags__`-like test of a native flag along the class's native type.
    pub(crate) fn native_flag(class: &Class, flag: TypeFlags) -> bool {
        let mut def = class.def;
        while let Some(d) = def {
            if d.flags.has(flag) {
                return true;
            }
            def = d.base;
        }
        false
    }
}

use crate::types::Types;

/// The first answer along a native type and its bases.
pub(crate) fn nearest<T>(def: &'static TypeDef, f: impl Fn(&'static TypeDef) -> Option<T>) -> Option<T> {
    let mut at = Some(def);
    while let Some(d) = at {
        if let Some(found) = f(d) {
            return Some(found);
        }
        at = d.base;
    }
    None
}
