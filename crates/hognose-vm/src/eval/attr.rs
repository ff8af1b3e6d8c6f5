//! Attributes and globals with inline caches.
//!
//! # Invariants
//! AC1: a cached slot offset is used only when the object's shape is the cached one, whose slots have that offset (A1, A3).
//! AC2: a cached class value is used only when shape and class version are the cached ones (K2).
//! AC3: a cached dictionary entry is used only when the dictionary's keys version is the cached one.

#![allow(clippy::disallowed_methods, reason = "the text of one message")]

use std::cell::Cell;

use hognose_heap::{Ref, Value};

use super::frame::Frame;
use super::ops::shape_of;
use crate::attributes::Place;
use crate::class::{Class, class_flags};
use crate::raise::PyResult;
use crate::shapes;
use crate::types::code::Code;
use crate::types::dict::Dict;
use crate::types::method::{Property, Wrapped};
use crate::types::module::Module;
use crate::types::native::{GetSetDescriptor, MethodDescriptor};
use crate::types::str::Str;
use crate::types::tuple::{Tuple, TupleGetter};
use crate::vm::Vm;

/// What a site has learned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
enum Kind {
    #[default]
    Empty,
    /// Instance slot at `offset`.
    Slot,
    /// Method of the class; instances of the shape have no attribute of that name.
    Class,
    /// Value of the class that is no descriptor; instances of the shape have no attribute of that name.
    ClassValue,
    /// Property of the class (`word`), whose getter is a Python function.
    Getter,
    /// Method of the class, on instances in dict mode: it holds while the dict in the slot at `offset` has no such name.
    ClassInDict,
    /// Native computed attribute of the class (`word`).
    Computed,
    /// Field `offset` of a named tuple.
    Item,
    /// Attribute of an instance in dict mode: the dict is in the slot at `offset`, the name (`word`) was its entry `version`.
    InDict,
    /// Entry `offset` of a module's dictionary; `pointer` is the module.
    Module,
    /// The object is the class at `pointer`.
    OfClass,
    /// Static method of the class (`word`); instances of the shape have no attribute of that name.
    Static,
    /// Class method of the class (`word`), likewise.
    ClassMethod,
    /// The object is the class at `pointer`, the attribute a static method of it.
    StaticOfClass,
    /// The object is the class at `pointer`, the attribute a class method of it.
    ClassMethodOfClass,
    /// Storing adds an attribute: `offset` of the slot, `version` is the next shape.
    Add,
    /// Global whose value stands at the address `word`; `shape` is the version of the globals.
    Global,
    /// Builtin whose value stands at the address `word`; `shape` is the version of the globals, `version` that of the builtins.
    Builtin,
}

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    kind: Kind,
    offset: u32,
    shape: u32,
    version: u32,
    /// Word of the value (not counted, AC2).
    word: u64,
    /// Address of the class whose version counts, or of the module.
    pointer: u64,
}

/// An inline cache: one per site.
#[derive(Debug, Default)]
pub struct Cache {
    entry: Cell<Entry>,
}

/// What sites have learned about pairs of shape and name, for sites that meet more shapes than their own cache holds.
pub(crate) struct SharedCache {
    entries: Vec<Cell<(usize, Entry)>>,
}

const SHARED_SIZE: usize = 2048;

impl SharedCache {
    fn index(name: usize, shape: u32) -> usize {
        // Loads and stores of one name go to different halves.
        let side = (name & 1) * (SHARED_SIZE / 2);
        ((name >> 4) ^ (shape as usize).wrapping_mul(0x9E37_79B1) >> 3 ^ side) % SHARED_SIZE
    }

    /// `name` is the name's address, or that and 1 for stores.
    #[inline]
    fn get(&self, name: usize, shape: u32) -> Option<&Entry> {
        // SAFETY: the cell is not written while this is read: entries are put when something was learned.
        let (of, entry) = unsafe { &*self.entries[SharedCache::index(name, shape)].as_ptr() };
        (*of == name && entry.shape == shape).then_some(entry)
    }

    fn put(&self, name: usize, entry: Entry) {
        self.entries[SharedCache::index(name, entry.shape)].set((name, entry));
    }

    pub(crate) fn new() -> SharedCache {
        let mut entries = Vec::new();
        entries.resize_with(SHARED_SIZE, Cell::default);
        SharedCache { entries }
    }

    pub(crate) fn clear(&self) {
        for entry in &self.entries {
            entry.take();
        }
    }
}

impl Cache {
    /// Remembers an entry here and, for other sites, beside the name.
    fn learn(&self, vm: &Vm, name: usize, entry: Entry) {
        self.entry.set(entry);
        vm.shared_cache.put(name, entry);
    }

    pub(crate) fn clear(&self) {
        self.entry.set(Entry::default());
    }
}

impl Vm {
    /// Empties every inline cache: what they say about instances of a class is no longer so (a data descriptor came or
    /// went, attribute hooks changed, or a shape's index may be used again).
    #[cold]
    pub(crate) fn flush_inline_caches(&self) {
        self.shared_cache.clear();
        self.heap().for_each_object(|object| {
            if object.shape() == shapes::CODE {
                if let Some(code) = object.payload_as::<Code>() {
                    code.clear_caches();
                }
            }
        });
    }
}

// SAFETY-relevant reads below go through these two helpers.

/// Version of the class at an address that a live shape's owner keeps alive.
#[inline(always)]
fn version_at(pointer: u64) -> u32 {
    // SAFETY: the class is alive: the object at hand has a shape owned by it (or is the class itself), checked before.
    unsafe {
        let class = std::mem::ManuallyDrop::new(Value::from_raw(pointer));
        class.as_object().map_or(0, |c| c.payload_unchecked::<Class>().version.get())
    }
}

impl Cache {
    /// The cached global, if the dictionaries' keys are as they were.
    #[inline(always)]
    pub(super) fn global(&self, globals: &Ref<Dict>, builtins: &Ref<Dict>) -> Option<Value> {
        let entry = self.entry.as_ptr();
        // SAFETY: the cell is not written while this reads it.
        let entry = unsafe { &*entry };
        if entry.shape != globals.known_keys_version() {
            return None;
        }
        match entry.kind {
            Kind::Global => Some(value_at(entry.word)),
            Kind::Builtin if entry.version == builtins.known_keys_version() => Some(value_at(entry.word)),
            _ => None,
        }
    }
}

/// The value at an address inside a namespace whose keys version is the cached one.
#[inline(always)]
fn value_at(address: u64) -> Value {
    // SAFETY: AC3: while the key set is the same, the entry is live and the table's block stays where it is (O2 of
    // hognose-heap's ordered table: a version is given up whenever a table changes its block).
    unsafe { (*std::ptr::with_exposed_provenance::<Value>(address as usize)).clone() }
}

/// Where the value of a live entry stands, for `value_at`.
fn address_of(dict: &Ref<Dict>, index: u32) -> u64 {
    dict.value_ptr(index).expose_provenance() as u64
}

/// A global or builtin, remembered.
#[cold]
#[inline(never)]
pub(super) fn load_global(vm: &Vm, code: &Ref<Code>, globals: &Ref<Dict>, site: u32) -> PyResult {
    let name = code.site_name(site);
    let cache = code.cache(site);
    if let Some(i) = globals.index_of_str(name) {
        if let Some(v) = globals.value_at(i) {
            let shape = globals.keys_version();
            if shape != 0 {
                let word = address_of(globals, i);
                cache.entry.set(Entry { kind: Kind::Global, shape, word, ..Entry::default() });
            }
            return Ok(v);
        }
    }
    if let Some(v) = globals.get(vm, name.as_value())? {
        return Ok(v);
    }
    if let Some(own) = own_builtins(vm, globals)? {
        return match own.get(vm, name.as_value())? {
            Some(v) => Ok(v),
            None => {
                let message = format_args!("name '{}' is not defined", name.to_utf8());
                Err(vm.name_error(&vm.exc.name_error, message, name))
            }
        };
    }
    let builtins: &Ref<Dict> = &vm.builtins;
    if let Some(i) = builtins.index_of_str(name) {
        if let Some(v) = builtins.value_at(i) {
            let (shape, version) = (globals.keys_version(), builtins.keys_version());
            if shape != 0 && version != 0 {
                let word = address_of(builtins, i);
                cache.entry.set(Entry { kind: Kind::Builtin, shape, version, word, ..Entry::default() });
            }
            return Ok(v);
        }
    }
    if let Some(v) = builtins.get(vm, name.as_value())? {
        return Ok(v);
    }
    Err(vm.name_error(&vm.exc.name_error, format_args!("name '{}' is not defined", name.to_utf8()), name))
}

/// `__builtins__` of globals, if it is not the interpreter's.
pub(crate) fn own_builtins(vm: &Vm, globals: &Ref<Dict>) -> PyResult<Option<Ref<Dict>>> {
    let Some(own) = globals.get_str(&vm.names.__builtins__) else { return Ok(None) };
    let dict = match own.get::<Module>() {
        Some(module) => Some(module.dict()),
        None => own.get::<Dict>().cloned(),
    };
    Ok(dict.filter(|dict| !dict.ptr_eq(&vm.builtins)))
}

/// A name of a class body or module.
#[inline(never)]
pub(super) fn load_name(vm: &Vm, code: &Ref<Code>, frame: &Frame, site: u32) -> PyResult {
    let name = code.site_name(site);
    let locals = frame.locals.clone();
    if !locals.same(frame.globals().as_value()) && !locals.is_blank() {
        match locals.get::<Dict>().filter(|_| shape_of(&locals) == shapes::DICT) {
            Some(dict) => {
                if let Some(v) = dict.get(vm, name.as_value())? {
                    return Ok(v);
                }
            }
            None => {
                let found = vm.getitem(&locals, name.as_value());
                if let Some(v) = vm.ignore(found, &vm.exc.key_error)? {
                    return Ok(v);
                }
            }
        }
    }
    load_global(vm, code, frame.globals(), site)
}

/// The cached attribute, if the object is as it was.
#[inline(always)]
pub(super) fn cached(cache: &Cache, object: &Value) -> Option<Value> {
    // SAFETY: the cell is not written while this reads it.
    let entry = unsafe { &*cache.entry.as_ptr() };
    let o = object.as_object()?;
    if o.shape().index() != entry.shape {
        return None;
    }
    if entry.kind == Kind::Slot {
        // SAFETY: AC1.
        let v = unsafe { (*o.slot_at(entry.offset as usize)).clone() };
        return if v.is_blank() { None } else { Some(v) };
    }
    of_entry(entry, o, object)
}

/// As `cached`, from an entry of the object's shape.
#[inline(always)]
fn of_entry(entry: &Entry, o: &hognose_heap::Object, object: &Value) -> Option<Value> {
    match entry.kind {
        Kind::Slot => {
            // SAFETY: AC1.
            let v = unsafe { (*o.slot_at(entry.offset as usize)).clone() };
            if v.is_blank() { None } else { Some(v) }
        }
        // SAFETY: AC1: the slot holds the dict, or nothing yet.
        Kind::InDict => unsafe {
            (*o.slot_at(entry.offset as usize)).get_exact::<Dict>()?.value_if_key(entry.version, entry.word)
        },
        Kind::ClassValue if version_at(entry.pointer) == entry.version => {
            super::raw::value_of_word(entry.word)
        }
        Kind::Item if version_at(entry.pointer) == entry.version => {
            object.get::<Tuple>()?.items().get(entry.offset as usize).cloned()
        }
        Kind::OfClass if object.bits() == entry.pointer && version_at(entry.pointer) == entry.version => {
            super::raw::value_of_word(entry.word)
        }
        Kind::Static if version_at(entry.pointer) == entry.version => inner_of(entry),
        Kind::StaticOfClass
            if object.bits() == entry.pointer && version_at(entry.pointer) == entry.version =>
        {
            inner_of(entry)
        }
        Kind::Module if object.bits() == entry.pointer => {
            let dict = object.get::<Module>()?.dict();
            if dict.keys_version() == entry.version { dict.value_at(entry.offset) } else { None }
        }
        _ => None,
    }
}

/// What the static or class method of an entry, whose version was checked, wraps.
#[inline(never)]
fn inner_of(entry: &Entry) -> Option<Value> {
    let wrapper = super::raw::value_of_word(entry.word)?;
    wrapper.get::<Wrapped>().map(|wrapper| wrapper.inner.get())
}

/// The function of a cached class method, if the object is as it was: it is called with the class at `pointer`.
fn class_method(entry: &Entry, o: &hognose_heap::Object, object: &Value) -> Option<Value> {
    let known = match entry.kind {
        Kind::ClassMethod => o.shape().index() == entry.shape,
        Kind::ClassMethodOfClass => object.bits() == entry.pointer,
        _ => false,
    };
    if !known || version_at(entry.pointer) != entry.version {
        return None;
    }
    inner_of(entry).filter(|inner| shape_of(inner) == shapes::FUNCTION)
}

/// A plain function, or a native method that instances of the class may be given to.
fn is_method_of(vm: &Vm, found: &Value, class: &Ref<Class>) -> bool {
    shape_of(found) == shapes::FUNCTION
        || found.get::<MethodDescriptor>().is_some_and(|d| vm.is_subclass_exact(class, &d.class))
}

/// The kinds of entries for a static or class method: of instances, of the class itself.
fn wrapped_kinds(vm: &Vm, found: &Value) -> Option<(Kind, Kind)> {
    let class = vm.class_ref(found);
    if std::ptr::eq(class, &raw const *vm.types.static_method) {
        Some((Kind::Static, Kind::StaticOfClass))
    } else if std::ptr::eq(class, &raw const *vm.types.class_method) {
        Some((Kind::ClassMethod, Kind::ClassMethodOfClass))
    } else {
        None
    }
}

/// The getter of a cached property.
#[inline]
pub(super) fn cached_getter(cache: &Cache, object: &Value) -> Option<Value> {
    // SAFETY: the cell is not written while this reads it.
    let entry = unsafe { &*cache.entry.as_ptr() };
    let o = object.as_object()?;
    if entry.kind != Kind::Getter
        || o.shape().index() != entry.shape
        || version_at(entry.pointer) != entry.version
    {
        return None;
    }
    let property = super::raw::value_of_word(entry.word)?;
    property.get_exact::<Property>().map(|property| property.get.get())
}

/// The cached method: a plain function or native method of the object's class.
#[inline(always)]
pub(super) fn cached_method(cache: &Cache, object: &Value) -> Option<Value> {
    // SAFETY: the cell is not written while this reads it.
    method_of_entry(unsafe { &*cache.entry.as_ptr() }, object)
}

#[inline(always)]
fn method_of_entry(entry: &Entry, object: &Value) -> Option<Value> {
    let o = object.as_object()?;
    if o.shape().index() == entry.shape
        && entry.kind == Kind::Class
        && version_at(entry.pointer) == entry.version
    {
        return super::raw::value_of_word(entry.word);
    }
    None
}

/// Reads an attribute and remembers where it was.
#[inline(never)]
pub(super) fn load(vm: &Vm, code: &Ref<Code>, site: u32, object: &Value) -> PyResult {
    let name = code.site_name(site);
    let cache = code.cache(site);
    if let Some(o) = object.as_object() {
        if let Some(entry) = vm.shared_cache.get(name.address(), o.shape().index()) {
            if entry.kind == Kind::Computed && version_at(entry.pointer) == entry.version {
                let descriptor = super::raw::value_of_word(entry.word);
                if let Some(d) = descriptor.as_ref().and_then(Value::get_exact::<GetSetDescriptor>) {
                    return match (d.def.get)(vm, &object.clone()) {
                        Ok(v) => Ok(v),
                        // Whatever a hook or the error's completion does about it is done again the long way.
                        Err(raised) => {
                            drop(vm.take_raised(raised));
                            vm.getattr(object, name)
                        }
                    };
                }
            }
            if let Some(v) = of_entry(entry, o, object) {
                cache.entry.set(*entry);
                return Ok(v);
            }
        }
        if let Some(bound) = bound_class_method(vm, cache, name, o, object)? {
            return Ok(bound);
        }
        if let Some(bound) = bound_method(vm, cache, name, o, object)? {
            return Ok(bound);
        }
    }
    learn(vm, cache, object, name);
    vm.getattr(object, name)
}

/// A cached method, bound to the object.
fn bound_method(
    vm: &Vm,
    cache: &Cache,
    name: &Ref<Str>,
    o: &hognose_heap::Object,
    object: &Value,
) -> PyResult<Option<Value>> {
    let mut method = method_of_entry(&cache.entry.get(), object);
    if method.is_none() {
        if let Some(entry) = vm.shared_cache.get(name.address(), o.shape().index()) {
            method = method_of_entry(entry, object).or_else(|| method_in_dict(entry, o, name));
        }
    }
    let Some(method) = method else { return Ok(None) };
    match method.get::<MethodDescriptor>() {
        Some(d) => vm.bind_descriptor(&method, d.def, object).map(Some),
        None => vm.bind_method(&method, object).map(Some),
    }
}

/// A cached class method, bound to its class.
fn bound_class_method(
    vm: &Vm,
    cache: &Cache,
    name: &Ref<Str>,
    o: &hognose_heap::Object,
    object: &Value,
) -> PyResult<Option<Value>> {
    let own = cache.entry.get();
    let shared = vm.shared_cache.get(name.address(), o.shape().index());
    let found = class_method(&own, o, object).map(|f| (f, own));
    let found = found.or_else(|| shared.and_then(|entry| Some((class_method(entry, o, object)?, *entry))));
    let Some((function, entry)) = found else { return Ok(None) };
    match super::raw::value_of_word(entry.pointer) {
        Some(class) => vm.bind_method(&function, &class).map(Some),
        None => Ok(None),
    }
}

/// A metaclass whose classes are read as `type` reads them.
fn reads_as_type(vm: &Vm, metaclass: &Ref<Class>) -> bool {
    let type_ = &vm.types.type_;
    let hook = |class: &Class| vm.class_lookup(class, &vm.names.__getattribute__).map(|v| v.bits());
    metaclass.ptr_eq(type_)
        || hook(metaclass) == hook(type_) && vm.class_lookup(metaclass, &vm.names.__getattr__).is_none()
}

fn learn(vm: &Vm, cache: &Cache, object: &Value, name: &Ref<Str>) {
    let Some(o) = object.as_object() else { return };
    let shape = o.shape();
    if let Some(class) = object.get::<Class>() {
        // Class attributes that are read as they are: functions and plain values, no metaclass descriptor in the way.
        let metaclass = vm.class_of(object);
        if metaclass.ptr_eq(&vm.types.type_) {
            learn_computed(vm, cache, object, name, &metaclass);
        }
        if metaclass.flag(class_flags::CUSTOM_GETATTR) && !reads_as_type(vm, &metaclass) {
            return;
        }
        // What `type` itself has goes behind the class's own attributes, unless it is a data descriptor; other metaclasses can change.
        let hidden = match vm.class_lookup(&metaclass, name) {
            Some(meta) => !metaclass.ptr_eq(&vm.types.type_) || vm.overrides_instance(&meta),
            None => false,
        };
        if hidden {
            return;
        }
        if let Some(v) = vm.class_lookup(class, name) {
            if let (Some((_, kind)), true) = (wrapped_kinds(vm, &v), class.version.get() != 0) {
                let (version, pointer) = (class.version.get(), object.bits());
                let shape = shape.index();
                cache.entry.set(Entry { kind, offset: 0, shape, version, word: v.bits(), pointer });
                return;
            }
            if vm.class_lookup(&vm.class_of(&v), &vm.names.__get__).is_none()
                || shape_of(&v) == shapes::FUNCTION
                || shapes::is_native_method(shape_of(&v))
            {
                cache.entry.set(Entry {
                    kind: Kind::OfClass,
                    offset: 0,
                    shape: shape.index(),
                    version: class.version.get(),
                    word: v.bits(),
                    pointer: object.bits(),
                });
            }
        }
        return;
    }
    if shape == shapes::MODULE {
        if let Some(module) = object.get::<Module>() {
            let dict = module.dict();
            if let Some(i) = dict.index_of_str(name) {
                let named = !name.ptr_eq(&vm.names.__dict__) && !name.ptr_eq(&vm.names.__class__);
                if named && dict.keys_version() != 0 {
                    cache.entry.set(Entry {
                        kind: Kind::Module,
                        offset: i,
                        shape: shape.index(),
                        version: dict.keys_version(),
                        word: 0,
                        pointer: object.bits(),
                    });
                }
            }
        }
        return;
    }
    let class = vm.class_of(object);
    if class.flag(class_flags::CUSTOM_GETATTR) {
        return;
    }
    let in_class = vm.class_lookup(&class, name);
    if let Some(member) = in_class.as_ref().and_then(Value::get::<crate::types::native::MemberDescriptor>) {
        if !vm.is_subclass_exact(&class, &member.class) {
            // A slot of an unrelated class that stands in this one: reading it is refused.
            return;
        }
        let offset = o.slot_offset_bytes() + member.slot as usize * 8;
        if class.layout().tail == hognose_heap::TailKind::None {
            let entry =
                Entry { kind: Kind::Slot, offset: offset as u32, shape: shape.index(), ..Entry::default() };
            cache.learn(vm, name.address(), entry);
        }
        return;
    }
    if let Some(property) = in_class.as_ref().and_then(Value::get_exact::<Property>) {
        if shape_of(&property.get.get()) == shapes::FUNCTION && class.version.get() != 0 {
            let entry = Entry {
                kind: Kind::Getter,
                offset: 0,
                shape: shape.index(),
                version: class.version.get(),
                word: property.as_value().bits(),
                pointer: class.as_value().bits(),
            };
            cache.learn(vm, name.address(), entry);
        }
        return;
    }
    if let Some(field) = in_class.as_ref().and_then(Value::get_exact::<TupleGetter>) {
        let (version, pointer) = (class.version.get(), class.as_value().bits());
        if let (Ok(offset), true) = (u32::try_from(field.index), version != 0 && object.is::<Tuple>()) {
            let entry = Entry { kind: Kind::Item, offset, shape: shape.index(), version, word: 0, pointer };
            cache.learn(vm, name.address(), entry);
        }
        return;
    }
    if in_class.as_ref().is_some_and(|v| vm.overrides_instance(v)) {
        learn_computed(vm, cache, object, name, &class);
        return;
    }
    match (vm.shapes.place(shape, name), in_class) {
        (Place::Slot(slot), _) => {
            let offset = o.slot_offset_bytes() + slot as usize * 8;
            let entry =
                Entry { kind: Kind::Slot, offset: offset as u32, shape: shape.index(), ..Entry::default() };
            cache.learn(vm, name.address(), entry);
        }
        (Place::Dict(slot), _) if class.layout().tail == hognose_heap::TailKind::None => {
            if let Some(entry) = in_dict(o, slot, name) {
                cache.learn(vm, name.address(), entry);
            }
        }
        (Place::Absent | Place::Nowhere, Some(found)) if is_method_of(vm, &found, &class) => {
            let (version, pointer) = (class.version.get(), class.as_value().bits());
            let (shape, word) = (shape.index(), found.bits());
            let entry = Entry { kind: Kind::Class, offset: 0, shape, version, word, pointer };
            if version != 0 {
                cache.learn(vm, name.address(), entry);
            }
        }
        (Place::Absent | Place::Nowhere, Some(found)) if wrapped_kinds(vm, &found).is_some() => {
            let (version, pointer) = (class.version.get(), class.as_value().bits());
            if let (Some((kind, _)), true) = (wrapped_kinds(vm, &found), version != 0) {
                let entry =
                    Entry { kind, offset: 0, shape: shape.index(), version, word: found.bits(), pointer };
                cache.learn(vm, name.address(), entry);
            }
        }
        (Place::Absent | Place::Nowhere, Some(found))
            if vm.class_lookup(vm.class_ref(&found), &vm.names.__get__).is_none() =>
        {
            let entry = Entry {
                kind: Kind::ClassValue,
                offset: 0,
                shape: shape.index(),
                version: class.version.get(),
                word: found.bits(),
                pointer: class.as_value().bits(),
            };
            if entry.version != 0 {
                cache.learn(vm, name.address(), entry);
            }
        }
        _ => {}
    }
}

/// Remembers a native computed attribute, which goes before whatever the object itself has.
fn learn_computed(vm: &Vm, cache: &Cache, object: &Value, name: &Ref<Str>, class: &Ref<Class>) {
    let Some(found) = vm.class_lookup(class, name) else { return };
    let Some(d) = found.get_exact::<GetSetDescriptor>() else { return };
    let version = class.version.get();
    if version == 0 || !vm.is_subclass_exact(class, &d.class) {
        return;
    }
    let shape = shape_of(object).index();
    let pointer = class.as_value().bits();
    let entry = Entry { kind: Kind::Computed, offset: 0, shape, version, word: found.bits(), pointer };
    cache.learn(vm, name.address(), entry);
}

/// The cached method of an instance in dict mode, if the instance has no attribute of that name.
fn method_in_dict(entry: &Entry, o: &hognose_heap::Object, name: &Ref<Str>) -> Option<Value> {
    if entry.kind != Kind::ClassInDict
        || o.shape().index() != entry.shape
        || version_at(entry.pointer) != entry.version
    {
        return None;
    }
    // SAFETY: AC1: the slot holds the dict, or nothing yet.
    let dict = unsafe { &*o.slot_at(entry.offset as usize) };
    match dict.get_exact::<Dict>() {
        Some(dict) if dict.index_of_str(name).is_some() => None,
        Some(_) => super::raw::value_of_word(entry.word),
        None if dict.is_blank() => super::raw::value_of_word(entry.word),
        None => None,
    }
}

/// Where the dict of an instance in dict mode has a name.
fn in_dict(o: &hognose_heap::Object, slot: u16, name: &Ref<Str>) -> Option<Entry> {
    let dict = o.slot(slot as usize);
    let index = dict.get_exact::<Dict>()?.index_of_str(name)?;
    let offset = o.slot_offset_bytes() + slot as usize * 8;
    Some(Entry {
        kind: Kind::InDict,
        offset: offset as u32,
        shape: o.shape().index(),
        version: index,
        word: name.as_value().bits(),
        pointer: 0,
    })
}

/// Reads a method without binding it. The flag: the object goes before the arguments.
#[inline(never)]
pub(super) fn load_method(vm: &Vm, code: &Ref<Code>, site: u32, object: &Value) -> PyResult<(Value, bool)> {
    let name = code.site_name(site);
    let cache = code.cache(site);
    if let Some(v) = cached(cache, object) {
        return Ok((v, false));
    }
    if let Some(o) = object.as_object() {
        let own = cache.entry.get();
        if own.kind == Kind::ClassMethodOfClass {
            // The class is the object itself: it goes before the arguments.
            if let Some(function) = class_method(&own, o, object) {
                return Ok((function, true));
            }
        }
        if let Some(entry) = vm.shared_cache.get(name.address(), o.shape().index()) {
            if let Some(v) = method_of_entry(entry, object) {
                cache.entry.set(*entry);
                return Ok((v, true));
            }
            if let Some(v) = method_in_dict(entry, o, name) {
                return Ok((v, true));
            }
            if let Some(v) = of_entry(entry, o, object) {
                return Ok((v, false));
            }
        }
    }
    if object.get::<Class>().is_none() && shape_of(object) != shapes::MODULE {
        let class = vm.class_of(object);
        if !class.flag(class_flags::CUSTOM_GETATTR) {
            if let Some(found) = vm.class_lookup(&class, name) {
                if is_method_of(vm, &found, &class) {
                    let place =
                        object.as_object().map_or(Place::Nowhere, |o| vm.shapes.place(o.shape(), name));
                    let own = match place {
                        Place::Slot(_) => true,
                        Place::Dict(_) => vm.instance_get(object, name)?.is_some(),
                        Place::Absent | Place::Nowhere => false,
                    };
                    if !own {
                        let known = match (object.as_object(), place) {
                            (Some(o), Place::Absent | Place::Nowhere) => Some((o, Kind::Class, 0)),
                            (Some(o), Place::Dict(slot))
                                if class.layout().tail == hognose_heap::TailKind::None =>
                            {
                                Some((o, Kind::ClassInDict, o.slot_offset_bytes() + slot as usize * 8))
                            }
                            _ => None,
                        };
                        if let Some((o, kind, offset)) = known {
                            let entry = Entry {
                                kind,
                                offset: offset as u32,
                                shape: o.shape().index(),
                                version: class.version.get(),
                                word: found.bits(),
                                pointer: class.as_value().bits(),
                            };
                            if entry.version != 0 {
                                cache.learn(vm, name.address(), entry);
                            }
                        }
                        return Ok((found, true));
                    }
                }
            }
        }
    }
    Ok((load(vm, code, site, object)?, false))
}

/// Stores through the cache. Ok: the old value; Err: the value back.
#[inline(always)]
pub(super) fn store_cached(cache: &Cache, object: &Value, value: Value) -> Result<Value, Value> {
    // SAFETY: the cell is not written while this reads it.
    store_by_entry(unsafe { &*cache.entry.as_ptr() }, object, value)
}

#[inline(always)]
fn store_by_entry(entry: &Entry, object: &Value, value: Value) -> Result<Value, Value> {
    let Some(o) = object.as_object() else { return Err(value) };
    if o.shape().index() != entry.shape {
        return Err(value);
    }
    match entry.kind {
        // SAFETY: AC1.
        Kind::Slot => Ok(unsafe { std::ptr::replace(o.slot_at(entry.offset as usize), value) }),
        Kind::Add => {
            o.set_shape(hognose_heap::ShapeId::from_index(entry.version));
            // SAFETY: AC1: all shapes of the class have the same slots (A1).
            Ok(unsafe { std::ptr::replace(o.slot_at(entry.offset as usize), value) })
        }
        // SAFETY: AC1: the slot holds the dict, or nothing yet.
        Kind::InDict => match unsafe { (*o.slot_at(entry.offset as usize)).get_exact::<Dict>() } {
            Some(dict) => dict.set_value_if_key(entry.version, entry.word, value),
            None => Err(value),
        },
        _ => Err(value),
    }
}

/// Stores an attribute and remembers how.
#[inline(never)]
pub(super) fn store(vm: &Vm, code: &Ref<Code>, site: u32, object: &Value, value: Value) -> PyResult<()> {
    let name = code.site_name(site);
    let cache = code.cache(site);
    let key = name.address() | 1;
    let mut value = value;
    let known = object.as_object().and_then(|o| vm.shared_cache.get(key, o.shape().index()));
    if let Some(entry) = known {
        match store_by_entry(entry, object, value) {
            Ok(_old) => {
                cache.entry.set(*entry);
                return Ok(());
            }
            Err(back) => value = back,
        }
    }
    if let Some(o) = object.as_object() {
        let class = vm.class_of(object);
        if object.get::<Class>().is_none()
            && !class.flag(class_flags::CUSTOM_SETATTR)
            && class.layout().tail == hognose_heap::TailKind::None
        {
            let before = o.shape();
            let base = if shape_has_slots(vm, object) { o.slot_offset_bytes() as u32 } else { 0 };
            match vm.class_lookup(&class, name) {
                Some(found) => {
                    let member = found.get::<crate::types::native::MemberDescriptor>();
                    if let Some(member) = member.filter(|m| vm.is_subclass_exact(&class, &m.class)) {
                        let offset = base + member.slot as u32 * 8;
                        let entry =
                            Entry { kind: Kind::Slot, offset, shape: before.index(), ..Entry::default() };
                        cache.learn(vm, key, entry);
                    }
                    if vm.is_data_descriptor(&found) {
                        return vm.setattr(object, name, &value);
                    }
                }
                None => {}
            }
            match vm.shapes.place(before, name) {
                Place::Slot(slot) => {
                    let offset = base + slot as u32 * 8;
                    let entry = Entry { kind: Kind::Slot, offset, shape: before.index(), ..Entry::default() };
                    cache.learn(vm, key, entry);
                }
                Place::Absent => {
                    vm.setattr(object, name, &value)?;
                    let after = o.shape();
                    if let (Place::Slot(slot), true) = (vm.shapes.place(after, name), after != before) {
                        let offset = base + slot as u32 * 8;
                        let entry = Entry {
                            kind: Kind::Add,
                            offset,
                            shape: before.index(),
                            version: after.index(),
                            ..Entry::default()
                        };
                        cache.learn(vm, key, entry);
                    }
                    return Ok(());
                }
                Place::Dict(slot) => {
                    vm.setattr(object, name, &value)?;
                    if let Some(entry) = in_dict(o, slot, name).filter(|entry| entry.shape == before.index())
                    {
                        cache.learn(vm, key, entry);
                    }
                    return Ok(());
                }
                Place::Nowhere => {}
            }
        }
    }
    vm.setattr(object, name, &value)
}

fn shape_has_slots(vm: &Vm, object: &Value) -> bool {
    let _ = vm;
    object.as_object().is_some_and(|o| o.slot_count() > 0)
}

/// `with` and friends: a special method looked up on the type, unbound if it is a plain function.
#[inline(never)]
pub(super) fn load_special(vm: &Vm, object: &Value, which: usize) -> PyResult<(Value, bool)> {
    let names = &vm.names;
    let (name, protocol) = match which {
        0 => (&names.__enter__, "context manager"),
        1 => (&names.__exit__, "context manager"),
        2 => (&names.__aenter__, "asynchronous context manager"),
        _ => (&names.__aexit__, "asynchronous context manager"),
    };
    let class = vm.class_of(object);
    match vm.class_lookup(&class, name) {
        Some(found) if shape_of(&found) == shapes::FUNCTION || shapes::is_native_method(shape_of(&found)) => {
            Ok((found, true))
        }
        Some(found) => Ok((vm.descriptor_get(&found, object, class.as_value())?, false)),
        None => {
            let mut message = format!("'{}' object does not support the {protocol} protocol", class.name());
            let missed = if which % 2 == 1 { " (missed __exit__ method)" } else { "" };
            let other = if which < 2 { &names.__aenter__ } else { &names.__enter__ };
            if which % 2 == 1 {
                message.push_str(if which < 2 { missed } else { " (missed __aexit__ method)" });
            } else if vm.class_lookup(&class, other).is_some() {
                let hint = if which < 2 {
                    " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
                } else {
                    " but it supports the context manager protocol. Did you mean to use 'with'?"
                };
                message = format!("'{}' object does not support the {protocol} protocol{hint}", class.name());
            }
            Err(vm.type_error(message))
        }
    }
}

/// `super().name`.
#[inline(never)]
pub(super) fn load_super(
    vm: &Vm,
    name: &Ref<Str>,
    callable: &Value,
    class: &Value,
    object: &Value,
    explicit: usize,
) -> PyResult {
    if !callable.same(vm.types.super_.as_value()) {
        let args = [class.clone(), object.clone()];
        let made = vm.call(callable, if explicit == 0 { &[] } else { &args })?;
        return vm.getattr(&made, name);
    }
    let Some(start) = class.get::<Class>() else {
        return Err(vm.runtime_error("super(): empty __class__ cell"));
    };
    match crate::types::super_::lookup(vm, start, object, name)? {
        Some(v) => Ok(v),
        None => {
            let made = vm.call(vm.types.super_.as_value(), &[class.clone(), object.clone()])?;
            vm.getattr(&made, name)
        }
    }
}

/// `super().name(...)`: the method unbound if it is a plain function.
#[inline(never)]
pub(super) fn load_super_method(
    vm: &Vm,
    name: &Ref<Str>,
    callable: &Value,
    class: &Value,
    object: &Value,
    explicit: usize,
) -> PyResult<(Value, bool)> {
    if let Some(start) = class.get::<Class>().filter(|_| callable.same(vm.types.super_.as_value())) {
        let of = crate::types::super_::object_class(vm, start, object)?;
        if !object.same(of.as_value()) {
            if let Some(found) = vm.class_lookup_after(&of, start, name) {
                if shape_of(&found) == shapes::FUNCTION || shapes::is_native_method(shape_of(&found)) {
                    return Ok((found, true));
                }
            }
        }
    }
    Ok((load_super(vm, name, callable, class, object, explicit)?, false))
}
