//! `type`: calling classes, and what Python code sees of them. Building them is class_build.rs's.

#![allow(clippy::disallowed_methods, reason = "arguments of one call, which are in the heap")]

use hognose_heap::{HeapVec, Ref, RefSlot, Value};

use crate::class::{Built, Class, class_flags, nearest};
use crate::raise::PyResult;
use crate::typedef::{Args, TypeDef, TypeFlags, getset, method};
use crate::types::dict::Dict;
use crate::types::function::Function;
use crate::types::native::{MethodDescriptor, NativeFunction};
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// `__module__` of a class as text.
pub(crate) fn module_of(vm: &Vm, class: &Ref<Class>) -> PyResult<String> {
    match class.dict.get_str(&vm.names.__module__) {
        Some(v) if v.get::<Str>().is_some() || class.flag(class_flags::HEAP) => {
            Ok(v.get::<Str>().map_or_else(String::new, |s| s.to_utf8().into_owned()))
        }
        _ => Ok(class.def.map_or_else(
            || "builtins".to_owned(),
            |d| if class.flag(class_flags::HEAP) { String::new() } else { d.module.to_owned() },
        )),
    }
}

/// The names of a class and its bases, for `dir`.
pub(crate) fn collect_names(vm: &Vm, class: &Ref<Class>, into: &Ref<Dict>) -> PyResult<()> {
    let Some(mro) = class.mro.get() else { return Ok(()) };
    for c in mro.items().iter().rev() {
        if let Some(c) = c.get::<Class>() {
            let keys = vm.collect(c.dict.as_value())?;
            for key in &keys {
                into.insert(vm, key.clone(), Value::NONE)?;
            }
        }
    }
    Ok(())
}

/// `cls.__new__(cls, ...)` of a native type.
pub(super) static NEW_DEF: crate::typedef::Def = method("__new__", "($type, *args, **kwargs)", |vm, a| {
    let (args, kwargs) = (&a[1], &a[2]);
    let base = &a[0];
    let Some(args) = args.get::<Tuple>() else { return Err(vm.system_error("bad arguments")) };
    let Some(base) = base.get::<Class>() else {
        return Err(vm.system_error("__new__ of something that is no class"));
    };
    let Some(first) = args.items().first() else {
        return Err(vm.type_error(format_args!("{}.__new__(): not enough arguments", base.name())));
    };
    let Some(class) = first.get::<Class>() else {
        return Err(vm.type_error(format_args!(
            "{}.__new__(X): X is not a type object ({})",
            base.name(),
            vm.tn(first)
        )));
    };
    if !vm.is_subclass_exact(class, base) {
        return Err(vm.type_error(format_args!(
            "{0}.__new__({1}): {1} is not a subtype of {0}",
            base.name(),
            class.name()
        )));
    }
    let natural = class.def.and_then(|d| nearest(d, |d| d.new));
    let Some(new) = base.new.get() else {
        return Err(vm.type_error(format_args!("cannot create '{}' instances", class.name())));
    };
    if natural.is_some_and(|n| !std::ptr::fn_addr_eq(n, new)) {
        let def = class.def.map_or("object", |d| d.name);
        return Err(vm.type_error(format_args!(
            "{}.__new__({}) is not safe, use {def}.__new__()",
            base.name(),
            class.name()
        )));
    }
    let mut names = HeapVec::new();
    let mut values = HeapVec::new();
    if let Some(kwargs) = kwargs.get::<Dict>() {
        let mut at = 0;
        while let Some((next, key, value)) = kwargs.entry_at(at) {
            at = next;
            vm.push(&mut names, key)?;
            vm.push(&mut values, value)?;
        }
    }
    let names = vm.new_tuple(&names)?;
    let kw_names = if values.is_empty() { None } else { Some(&names) };
    let args = Args { pos: &args.items()[1..], kw_values: &values, kw_names };
    new(vm, class, &constructor_args(vm, class, args))
});

pub(super) static NEXT_DEF: crate::typedef::Def = method("__next__", "($self, /)", |vm, a| {
    // The native step itself: a subclass that overrides `__next__` calls this through super().
    let native = vm.class_of(&a[0]).def.and_then(|d| nearest(d, |d| d.iternext));
    let stepped = match native {
        Some(next) => {
            vm.set_last_stop_value(Value::NONE);
            next(vm, &a[0])?
        }
        None => vm.next(&a[0])?,
    };
    match stepped {
        Some(v) => Ok(v),
        None => {
            let value = vm.last_stop_value();
            if value.is_none() {
                Err(vm.stop_iteration(None))
            } else {
                Err(crate::types::exception::raise_stop_iteration(vm, value))
            }
        }
    }
});

pub(super) static ITER_DEF: crate::typedef::Def = method("__iter__", "($self, /)", |_, a| Ok(a[0].clone()));

pub(super) static CALL_DEF: crate::typedef::Def =
    method("__call__", "($self, /, *args, **kwargs)", |vm, a| {
        // The native call itself, for the same reason.
        let native = vm.class_of(&a[0]).def.and_then(|d| nearest(d, |d| d.call));
        match native {
            Some(call) => {
                let (values, names) = vm.flatten(&a[1], &a[2])?;
                call(vm, &a[0], &Args::split(&values, names.as_ref()))
            }
            None => vm.call_with(&a[0], &a[1], &a[2]),
        }
    });

fn this(v: &Value) -> &Ref<Class> {
    match v.get::<Class>() {
        Some(c) => c,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn check_name(vm: &Vm, name: &Ref<Str>) -> PyResult<()> {
    if name.chars().any(|c| c == 0) {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    if name.chars().any(|c| (0xD800..0xE000).contains(&c)) {
        // As its encoding to UTF-8 says.
        vm.call_method(name.as_value(), "encode", &[])?;
    }
    Ok(())
}

fn new(vm: &Vm, metaclass: &Ref<Class>, args: &Args<'_>) -> PyResult {
    if args.pos.len() == 1 && args.kw_values.is_empty() && metaclass.ptr_eq(&vm.types.type_) {
        return Ok(vm.class_of(&args.pos[0]).into_value());
    }
    if args.pos.len() != 3 {
        let given = args.pos.len();
        return Err(vm.type_error(format_args!("type.__new__() takes exactly 3 arguments ({given} given)")));
    }
    let Some(name) = args.pos[0].get::<Str>() else {
        return Err(
            vm.type_error(format_args!("type.__new__() argument 1 must be str, not {}", vm.tn(&args.pos[0])))
        );
    };
    let Some(bases) = args.pos[1].get::<Tuple>() else {
        return Err(vm.type_error(format_args!(
            "type.__new__() argument 2 must be tuple, not {}",
            vm.tn(&args.pos[1])
        )));
    };
    let Some(namespace) = args.pos[2].get::<Dict>() else {
        return Err(vm.type_error(format_args!(
            "type.__new__() argument 3 must be dict, not {}",
            vm.tn(&args.pos[2])
        )));
    };
    if let Some(wrong) = bases.items().iter().find(|b| b.get::<Class>().is_none()) {
        if vm.class_lookup(&vm.class_of(wrong), &vm.names.__mro_entries__).is_some() {
            return Err(vm.type_error("type() doesn't support MRO entry resolution; use types.new_class()"));
        }
        return Err(vm.type_error("bases must be types"));
    }
    check_name(vm, name)?;
    // A more derived metaclass builds its own.
    let winner = vm.derive_metaclass(metaclass, bases.items())?;
    if !winner.ptr_eq(metaclass) {
        let custom = vm.class_lookup(&winner, &vm.names.__new__);
        let types = vm.types.type_.dict.get_str(&vm.names.__new__);
        if let (Some(custom), Some(types)) = (custom, types) {
            if !custom.same(&types) {
                let new = vm.descriptor_get(&custom, &Value::NONE, winner.as_value())?;
                let mut all = vec![winner.to_value()];
                all.extend_from_slice(args.pos);
                all.extend_from_slice(args.kw_values);
                return vm.call_args(&new, &Args::split(&all, args.kw_names));
            }
        }
    }
    Ok(vm.build_class(&winner, name, bases, namespace, args)?.into_value())
}

/// Calling a class: `__new__`, then `__init__`.
pub(crate) fn call(vm: &Vm, class: &Value, args: &Args<'_>) -> PyResult {
    let class = this(class);
    if class.ptr_eq(&vm.types.type_) {
        if args.pos.len() == 1 && args.kw_values.is_empty() {
            return Ok(vm.class_of(&args.pos[0]).into_value());
        }
        if args.pos.len() != 3 {
            return Err(vm.type_error("type() takes 1 or 3 arguments"));
        }
    }
    let _guard = vm.enter_recursion("")?;
    if let ([iterable], true) = (args.pos, class.ptr_eq(&vm.types.set) && args.kw_values.is_empty()) {
        // Neither `set.__new__` nor `set.__init__` can be other than they are.
        let set = vm.new_set()?;
        set.update(vm, iterable)?;
        return Ok(set.into_value());
    }
    let given = *args;
    let args = &constructor_args(vm, class, given);
    let object =
        if !class.flag(class_flags::HEAP) && class.new.get().is_some() && !class.flag(class_flags::NO_NEW) {
            match class.new.get() {
                Some(new) => new(vm, class, args)?,
                None => return Err(cannot_create(vm, class)),
            }
        } else {
            let Some(new) = vm.class_lookup(class, &vm.names.__new__) else {
                return Err(cannot_create(vm, class));
            };
            if class.flag(class_flags::NO_NEW) && !class.flag(class_flags::HEAP) {
                return Err(cannot_create(vm, class));
            }
            match native_new(&new, class) {
                Some(native) => native(vm, class, args)?,
                None => {
                    let new = vm.descriptor_get(&new, &Value::NONE, class.as_value())?;
                    if new.get_exact::<Function>().is_some() {
                        vm.call_function_before(&new, class.as_value(), &given)?
                    } else {
                        let mut all = HeapVec::new();
                        vm.push(&mut all, class.to_value())?;
                        for v in given.pos.iter().chain(given.kw_values) {
                            vm.push(&mut all, v.clone())?;
                        }
                        vm.call_args(&new, &Args::split(&all, given.kw_names))?
                    }
                }
            }
        };
    initialize(vm, class, object, &given)
}

/// What calling a class does with what `__new__` made: `__init__`, if it is an instance.
pub(crate) fn initialize(vm: &Vm, class: &Ref<Class>, object: Value, args: &Args<'_>) -> PyResult {
    if !vm.value_is_instance(&object, class) {
        return Ok(object);
    }
    let of = vm.class_of(&object);
    if of.flag(class_flags::PLAIN_INIT) && (args.is_empty() || of.flag(class_flags::PLAIN_NEW)) {
        return Ok(object);
    }
    let Some(init) = vm.class_lookup(&of, &vm.names.__init__) else { return Ok(object) };
    if let Some(d) = init.get::<MethodDescriptor>() {
        if d.class.ptr_eq(&vm.types.object) && !of.flag(class_flags::PLAIN_NEW) {
            // object.__init__ under a __new__ of its own takes anything.
            return Ok(object);
        }
    }
    let args = initializer_args(vm, &of, &init, *args);
    let result = if init.get_exact::<Function>().is_some() {
        vm.call_function_before(&init, &object, &args)?
    } else if args.kw_values.is_empty() {
        vm.call_found(&init, &object, args.pos)?
    } else {
        vm.call_unbound(&init, &object, &args)?
    };
    if !result.is_none() {
        return Err(vm.type_error(format_args!("__init__() should return None, not '{}'", vm.tn(&result))));
    }
    Ok(object)
}

/// How calling a class that a program made goes, if it comes down to native functions.
#[inline]
pub(crate) fn built_natively(vm: &Vm, class: &Ref<Class>) -> Built {
    let version = class.version.get();
    let known = class.built.get();
    if known.version == version && version != 0 { known } else { learn_built(vm, class, version) }
}

#[cold]
fn learn_built(vm: &Vm, class: &Ref<Class>, version: u32) -> Built {
    let mut built = Built { version, native: false, init: None };
    let special = class_flags::PLAIN_NEW | class_flags::METACLASS;
    let new = vm.class_lookup(class, &vm.names.__new__);
    if class.flags.get() & special == 0 && new.is_some_and(|new| native_new(&new, class).is_some()) {
        let init = vm.class_lookup(class, &vm.names.__init__);
        if let Some(d) = init.as_ref().and_then(Value::get_exact::<MethodDescriptor>) {
            built.native = vm.is_subclass_exact(class, &d.class);
            // object.__init__ under a __new__ of its own takes anything.
            built.init = if d.class.ptr_eq(&vm.types.object) { None } else { Some(d.def) };
        }
    }
    class.built.set(built);
    built
}

/// What the native `__new__` of a class gets: keywords of a subclass's own `__init__` pass by one that takes none.
fn constructor_args<'a>(vm: &Vm, class: &Ref<Class>, args: Args<'a>) -> Args<'a> {
    if args.kw_values.is_empty()
        || !class.flag(class_flags::HEAP)
        || !Vm::native_flag(class, TypeFlags::NO_KEYWORDS)
        || vm.class_lookup(class, &vm.names.__init__).is_none_or(|init| init.is::<MethodDescriptor>())
    {
        return args;
    }
    Args::positional(args.pos)
}

/// What a native `__init__` gets: likewise the keywords of a subclass's own `__new__`.
fn initializer_args<'a>(vm: &Vm, class: &Ref<Class>, init: &Value, args: Args<'a>) -> Args<'a> {
    if args.kw_values.is_empty()
        || !init.get::<MethodDescriptor>().is_some_and(|d| Vm::native_flag(&d.class, TypeFlags::NO_KEYWORDS))
        || vm.class_lookup(class, &vm.names.__new__).is_none_or(|new| native_new(&new, class).is_some())
    {
        return args;
    }
    Args::positional(args.pos)
}

/// `__new__` as the native function it is, if it is one for the class's own native type.
fn native_new(new: &Value, class: &Ref<Class>) -> Option<crate::typedef::NewFn> {
    let f = new.get::<NativeFunction>()?;
    if !std::ptr::eq(f.def, &raw const NEW_DEF) {
        return None;
    }
    f.bound
        .get::<Class>()?
        .new
        .get()
        .filter(|n| class.new.get().is_some_and(|own| std::ptr::fn_addr_eq(own, *n)))
}

#[cold]
fn cannot_create(vm: &Vm, class: &Ref<Class>) -> crate::raise::Raised {
    let module = module_of(vm, class).unwrap_or_default();
    let name = if module == "builtins" || module.is_empty() {
        class.name()
    } else {
        format!("{module}.{}", class.name())
    };
    vm.type_error(format_args!("cannot create '{name}' instances"))
}

fn getattribute(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(name) = a[1].get::<Str>() else {
        return Err(vm.type_error(format_args!("attribute name must be string, not '{}'", vm.tn(&a[1]))));
    };
    match vm.class_getattr_opt(this(&a[0]), name)? {
        Some(v) => Ok(v),
        None => Err(vm.attribute_error(&a[0], name)),
    }
}

fn setattr(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(name) = a[1].get::<Str>() else { return Err(vm.type_error("attribute name must be string")) };
    vm.class_setattr(this(&a[0]), name, Some(&a[2]))?;
    Ok(Value::NONE)
}

fn delattr(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(name) = a[1].get::<Str>() else { return Err(vm.type_error("attribute name must be string")) };
    vm.class_setattr(this(&a[0]), name, None)?;
    Ok(Value::NONE)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let class = this(&a[0]);
    let module = module_of(vm, class)?;
    let qualname = class.qualname.get().map_or_else(String::new, |n| n.to_utf8().into_owned());
    if module == "builtins" || module.is_empty() {
        vm.str(&format!("<class '{qualname}'>"))
    } else {
        vm.str(&format!("<class '{module}.{qualname}'>"))
    }
}

fn mro(vm: &Vm, a: &[Value]) -> PyResult {
    let order = vm.c3(this(&a[0]))?;
    vm.list_from(order)
}

fn subclasses(vm: &Vm, a: &[Value]) -> PyResult {
    let class = this(&a[0]);
    let mut out = HeapVec::new();
    let mut i = 0;
    while let Some(weak) = class.subclasses.get(i) {
        i += 1;
        if let Some(sub) = weak.get::<hognose_heap::WeakRef>().and_then(|w| vm.heap().weak_get(w)) {
            vm.push(&mut out, sub)?;
        }
    }
    vm.list_from(out)
}

fn instancecheck(vm: &Vm, a: &[Value]) -> PyResult {
    let class = this(&a[0]);
    if vm.value_is_instance(&a[1], class) {
        return Ok(Value::TRUE);
    }
    // An object may claim another class.
    if let Some(claimed) = vm.getattr_opt(&a[1], &vm.names.__class__)? {
        if let Some(claimed) = claimed.get::<Class>() {
            return Ok(Value::from_bool(vm.is_subclass_exact(claimed, class)));
        }
    }
    Ok(Value::FALSE)
}

fn subclasscheck(vm: &Vm, a: &[Value]) -> PyResult {
    match a[1].get::<Class>() {
        Some(sub) => Ok(Value::from_bool(vm.is_subclass_exact(sub, this(&a[0])))),
        None => vm.checked_subclass(&a[1], &a[0]).map(Value::from_bool),
    }
}

fn dir(vm: &Vm, a: &[Value]) -> PyResult {
    let names = vm.new_dict()?;
    collect_names(vm, this(&a[0]), &names)?;
    let keys = vm.collect(names.as_value())?;
    vm.list_from(keys)
}

fn optional_name(slot: &RefSlot<Str>) -> Value {
    slot.get().map_or(Value::NONE, Ref::into_value)
}

/// The new value of a special attribute of a class, which cannot be deleted.
fn not_deleted<'a>(vm: &Vm, class: &Ref<Class>, name: &str, new: Option<&'a Value>) -> PyResult<&'a Value> {
    new.ok_or_else(|| {
        vm.type_error(format_args!("cannot delete '{name}' attribute of immutable type '{}'", class.name()))
    })
}

fn refuse_immutable(vm: &Vm, class: &Ref<Class>, name: &str) -> PyResult<()> {
    if class.flag(class_flags::IMMUTABLE) {
        return Err(
            vm.type_error(format_args!("cannot set '{name}' attribute of immutable type '{}'", class.name()))
        );
    }
    Ok(())
}

/// Whether `class` is `target` or reaches it through `__bases__`, whatever the MROs say at the moment.
fn reaches(vm: &Vm, class: &Ref<Class>, target: &Ref<Class>) -> PyResult<bool> {
    let mut waiting: HeapVec<Value> = HeapVec::new();
    let mut seen: HeapVec<Value> = HeapVec::new();
    vm.push(&mut waiting, class.to_value())?;
    while let Some(next) = waiting.pop() {
        if next.same(target.as_value()) {
            return Ok(true);
        }
        if seen.iter().any(|v| v.same(&next)) {
            continue;
        }
        if let Some(bases) = next.get::<Class>().and_then(|c| c.bases.get()) {
            for b in bases.items() {
                vm.push(&mut waiting, b.clone())?;
            }
        }
        vm.push(&mut seen, next)?;
    }
    Ok(false)
}

fn set_bases(vm: &Vm, v: &Value, new: Option<&Value>) -> PyResult<()> {
    let class = this(v);
    refuse_immutable(vm, class, "__bases__")?;
    let new = not_deleted(vm, class, "__bases__", new)?;
    let Some(bases) = new.get::<Tuple>() else {
        return Err(vm.type_error(format_args!(
            "can only assign tuple to {}.__bases__, not {}",
            class.name(),
            vm.tn(new)
        )));
    };
    if bases.items().is_empty() {
        return Err(vm.type_error(format_args!(
            "can only assign non-empty tuple to {}.__bases__, not ()",
            class.name()
        )));
    }
    for b in bases.items() {
        match b.get::<Class>() {
            Some(b) if vm.is_subclass_exact(b, class) || reaches(vm, b, class)? => {
                return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
            }
            Some(_) => {}
            None => {
                return Err(vm.type_error(format_args!(
                    "{}.__bases__ must be tuple of classes, not '{}'",
                    class.name(),
                    vm.tn(b)
                )));
            }
        }
    }
    let best = vm.best_base(bases)?;
    if best.layout.name != class.layout.name || best.fixed_slots.get() > class.fixed_slots.get() {
        return Err(vm.type_error(format_args!(
            "__bases__ assignment: '{}' object layout differs from '{}'",
            best.name(),
            class.name()
        )));
    }
    let old = class.bases.get();
    class.bases.set(Some(bases.clone()));
    let mut changed = Vec::new();
    let result = rebuild_mro(vm, class, &mut changed);
    // A metaclass's `mro` may have assigned `__bases__` meanwhile: that assignment has done all there is to do.
    let still = class.bases.get().is_some_and(|now| now.ptr_eq(bases));
    if let Err(raised) = result {
        for change in changed {
            let unchanged = change.class.mro.get().is_some_and(|now| now.ptr_eq(&change.after));
            if unchanged {
                change.class.mro.set(change.before);
                vm.class_modified(&change.class);
            }
        }
        if still {
            class.bases.set(old);
        }
        return Err(raised);
    }
    if !still {
        return Ok(());
    }
    for b in old.iter().flat_map(|t| t.items()) {
        if let Some(b) = b.get::<Class>() {
            let mut i = 0;
            while let Some(weak) = b.subclasses.get(i) {
                let target = weak.get::<hognose_heap::WeakRef>().and_then(|w| vm.heap().weak_get(w));
                if target.is_some_and(|t| t.same(v)) {
                    drop(b.subclasses.remove(i));
                } else {
                    i += 1;
                }
            }
        }
    }
    for b in bases.items() {
        if let Some(b) = b.get::<Class>() {
            vm.add_subclass(b, class)?;
        }
    }
    vm.class_modified(class);
    vm.update_specials(class);
    Ok(())
}

/// An MRO that was computed anew.
struct NewMro {
    class: Ref<Class>,
    before: Option<Ref<Tuple>>,
    after: Ref<Tuple>,
}

/// Computes the MRO of a class and its subclasses; what was replaced is noted, for the case of an error.
fn rebuild_mro(vm: &Vm, class: &Ref<Class>, changed: &mut Vec<NewMro>) -> PyResult<()> {
    let _guard = vm.enter_recursion(" while computing an MRO")?;
    let metaclass = vm.class_of(class.as_value());
    let before = class.mro.get();
    let after = vm.compute_mro(class, &metaclass)?;
    let now = class.mro.get();
    let same = match (&before, &now) {
        (Some(a), Some(b)) => a.ptr_eq(b),
        (None, None) => true,
        _ => false,
    };
    if !same {
        // `mro` of the metaclass led here again: the inner computation counts.
        return Ok(());
    }
    class.mro.set(Some(after.clone()));
    vm.class_modified(class);
    changed.push(NewMro { class: class.clone(), before, after });
    let mut i = 0;
    while let Some(weak) = class.subclasses.get(i) {
        i += 1;
        if let Some(sub) = weak.get::<hognose_heap::WeakRef>().and_then(|w| vm.heap().weak_get(w)) {
            if let Some(sub) = sub.get::<Class>() {
                rebuild_mro(vm, sub, changed)?;
            }
        }
    }
    Ok(())
}

fn dict_entry(vm: &Vm, v: &Value, name: &Ref<Str>) -> Option<Value> {
    let _ = vm;
    this(v).dict.get_str(name)
}

fn class_annotations(vm: &Vm, v: &Value) -> PyResult {
    if let Some(known) = dict_entry(vm, v, &vm.names.__annotations__) {
        return Ok(known);
    }
    let cache = vm.intern("__annotations_cache__")?;
    if let Some(known) = dict_entry(vm, v, &cache) {
        return Ok(known);
    }
    let class = this(v);
    if class.flag(class_flags::IMMUTABLE) {
        return Err(vm.attribute_error(v, &vm.names.__annotations__));
    }
    let made = match annotate_of(vm, v) {
        Some(annotate) if !annotate.is_none() => vm.call(&annotate, &[Value::from_small(1)])?,
        _ => vm.new_dict()?.into_value(),
    };
    class.dict.set_str(vm, &cache, made.clone())?;
    Ok(made)
}

fn annotate_of(vm: &Vm, v: &Value) -> Option<Value> {
    let by_func = vm.intern("__annotate_func__").ok()?;
    dict_entry(vm, v, &vm.names.__annotate__).or_else(|| dict_entry(vm, v, &by_func))
}

pub static TYPE: TypeDef = TypeDef {
    new: Some(new),
    getsets: &[
        getset(
            "__name__",
            |_, v| Ok(optional_name(&this(v).name)),
            Some(|vm, v, new| {
                refuse_immutable(vm, this(v), "__name__")?;
                match Some(not_deleted(vm, this(v), "__name__", new)?).and_then(Value::get::<Str>) {
                    Some(name) => {
                        check_name(vm, name)?;
                        this(v).name.set(Some(name.clone()));
                        Ok(())
                    }
                    None => Err(vm.type_error(format_args!(
                        "can only assign string to {}.__name__, not '{}'",
                        this(v).name(),
                        new.map_or_else(String::new, |n| vm.tn(n))
                    ))),
                }
            }),
        ),
        getset(
            "__qualname__",
            |_, v| Ok(optional_name(&this(v).qualname)),
            Some(|vm, v, new| {
                refuse_immutable(vm, this(v), "__qualname__")?;
                match Some(not_deleted(vm, this(v), "__qualname__", new)?).and_then(Value::get::<Str>) {
                    Some(name) => {
                        this(v).qualname.set(Some(name.clone()));
                        Ok(())
                    }
                    None => Err(vm.type_error(format_args!(
                        "can only assign string to {}.__qualname__, not '{}'",
                        this(v).name(),
                        new.map_or_else(String::new, |n| vm.tn(n))
                    ))),
                }
            }),
        ),
        getset(
            "__module__",
            |vm, v| match dict_entry(vm, v, &vm.names.__module__) {
                // The entry of `type` itself is this very descriptor.
                Some(m) if m.get::<Str>().is_some() || this(v).flag(class_flags::HEAP) => Ok(m),
                _ => vm.str(&module_of(vm, this(v))?),
            },
            Some(|vm, v, new| {
                refuse_immutable(vm, this(v), "__module__")?;
                this(v).dict.set_str(vm, &vm.names.__module__, new.cloned().unwrap_or(Value::NONE))
            }),
        ),
        getset(
            "__bases__",
            |_, v| Ok(this(v).bases.get().map_or(Value::NONE, Ref::into_value)),
            Some(set_bases),
        ),
        getset(
            "__base__",
            |vm, v| match this(v).bases.get() {
                Some(b) if !b.items().is_empty() => Ok(vm.best_base(&b)?.into_value()),
                _ => Ok(Value::NONE),
            },
            None,
        ),
        getset("__mro__", |_, v| Ok(this(v).mro.get().map_or(Value::NONE, Ref::into_value)), None),
        getset("__dict__", |vm, v| crate::types::mappingproxy::new(vm, this(v).dict.as_value()), None),
        getset(
            "__doc__",
            |vm, v| match dict_entry(vm, v, &vm.names.__doc__) {
                Some(doc) => vm.descriptor_get(&doc, &Value::NONE, v),
                None => Ok(Value::NONE),
            },
            Some(|vm, v, new| {
                refuse_immutable(vm, this(v), "__doc__")?;
                let new = not_deleted(vm, this(v), "__doc__", new)?;
                vm.class_set(this(v), &vm.names.__doc__, new.clone())
            }),
        ),
        getset("__text_signature__", text_signature, None),
        getset("__basicsize__", |vm, v| vm.int(8 + this(v).layout.payload_size as i64), None),
        getset(
            "__itemsize__",
            |vm, v| {
                vm.int(match this(v).layout.tail {
                    hognose_heap::TailKind::None => 0,
                    hognose_heap::TailKind::Bytes => 1,
                    hognose_heap::TailKind::Values => 8,
                })
            },
            None,
        ),
        getset("__dictoffset__", |vm, v| vm.int(i64::from(this(v).flag(class_flags::HAS_DICT)) * 8), None),
        getset("__weakrefoffset__", |vm, v| vm.int(i64::from(this(v).flag(class_flags::WEAKREF)) * 8), None),
        getset(
            "__flags__",
            |vm, v| {
                let c = this(v);
                let bit = |f: u32, n: i64| if c.flag(f) { 1 << n } else { 0 };
                let heap = bit(class_flags::HEAP, 9);
                vm.int(
                    heap | bit(class_flags::BASETYPE, 10)
                        | bit(class_flags::ABSTRACT, 20)
                        | bit(class_flags::IMMUTABLE, 8)
                        | bit(class_flags::SEQUENCE, 5)
                        | bit(class_flags::MAPPING, 6)
                        | 1 << 12
                        | 1 << 14,
                )
            },
            None,
        ),
        getset(
            "__abstractmethods__",
            |vm, v| {
                // What `type` itself has under the name is this very descriptor.
                let found = dict_entry(vm, v, &vm.names.__abstractmethods__);
                found
                    .filter(|_| !this(v).ptr_eq(&vm.types.type_))
                    .ok_or_else(|| vm.attribute_error(v, &vm.names.__abstractmethods__))
            },
            Some(|vm, v, new| {
                let class = this(v);
                match new {
                    Some(new) => {
                        let truthy = vm.truthy(new)?;
                        class.dict.set_str(vm, &vm.names.__abstractmethods__, new.clone())?;
                        class.set_flag(class_flags::ABSTRACT, truthy);
                    }
                    None => {
                        if class.dict.remove(vm, vm.names.__abstractmethods__.as_value())?.is_none() {
                            return Err(vm.attribute_error(v, &vm.names.__abstractmethods__));
                        }
                        class.set_flag(class_flags::ABSTRACT, false);
                    }
                }
                vm.class_modified(class);
                Ok(())
            }),
        ),
        getset(
            "__annotations__",
            class_annotations,
            Some(|vm, v, new| {
                refuse_immutable(vm, this(v), "__annotations__")?;
                let dict = &this(v).dict;
                let cache = vm.intern("__annotations_cache__")?;
                dict.remove(vm, cache.as_value())?;
                match new {
                    Some(new) => dict.set_str(vm, &vm.names.__annotations__, new.clone()),
                    None => dict.remove(vm, vm.names.__annotations__.as_value()).map(drop),
                }
            }),
        ),
        getset(
            "__annotate__",
            |vm, v| Ok(annotate_of(vm, v).unwrap_or(Value::NONE)),
            Some(|vm, v, new| {
                refuse_immutable(vm, this(v), "__annotate__")?;
                let cache = vm.intern("__annotations_cache__")?;
                this(v).dict.remove(vm, cache.as_value())?;
                this(v).dict.set_str(vm, &vm.names.__annotate__, new.cloned().unwrap_or(Value::NONE))
            }),
        ),
        getset(
            "__type_params__",
            |vm, v| match dict_entry(vm, v, &vm.names.__type_params__) {
                Some(p) => Ok(p),
                None => vm.tuple(&[]),
            },
            Some(|vm, v, new| {
                this(v).dict.set_str(vm, &vm.names.__type_params__, new.cloned().unwrap_or(Value::NONE))
            }),
        ),
    ],
    methods: &[
        method("__call__", "($self, /, *args, **kwargs)", |vm, a| vm.call_class_with(&a[0], &a[1], &a[2])),
        method("__init__", "($self, /, *args, **kwargs)", |vm, a| {
            let n = a[1].get::<Tuple>().map_or(0, |t| t.items().len());
            if n == 1 || n == 3 {
                Ok(Value::NONE)
            } else {
                Err(vm.type_error("type.__init__() takes 1 or 3 arguments"))
            }
        }),
        method("__repr__", "($self, /)", repr),
        method("__getattribute__", "($self, name, /)", getattribute),
        method("__setattr__", "($self, name, value, /)", setattr),
        method("__delattr__", "($self, name, /)", delattr),
        method("mro", "($self, /)", mro),
        method("__subclasses__", "($self, /)", subclasses),
        method("__instancecheck__", "($self, instance, /)", instancecheck),
        method("__subclasscheck__", "($self, subclass, /)", subclasscheck),
        method("__dir__", "($self, /)", dir),
        method("__or__", "($self, value, /)", |vm, a| crate::types::generic::union(vm, &a[0], &a[1])),
        method("__ror__", "($self, value, /)", |vm, a| crate::types::generic::union(vm, &a[1], &a[0])),
        crate::typedef::class_method("__prepare__", "($cls, /, *args, **kwargs)", |vm, _| {
            Ok(vm.new_dict()?.into_value())
        }),
        method("__sizeof__", "($self, /)", |vm, a| vm.int(vm.own_size(&a[0]) as i64)),
    ],
    call: Some(call),
    flags: TypeFlags::BASETYPE.union(TypeFlags::WEAKREF),
    ..TypeDef::new::<Class>("type")
};

/// The signature that the documentation of a native type begins with.
fn text_signature(vm: &Vm, v: &Value) -> PyResult {
    // A program's class may have the definition of its native base.
    let native = this(v).flag(class_flags::IMMUTABLE);
    let doc = this(v).native().filter(|_| native).map_or("", |def| def.doc);
    match doc.split_once(super::class_build::SIGNATURE_END) {
        Some((signature, _)) => vm.str(&signature[signature.find('(').unwrap_or(0)..]),
        None => Ok(Value::NONE),
    }
}
