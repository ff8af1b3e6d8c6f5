//! Module `_abc`: what `abc.ABCMeta` asks: registered classes, and caches of answers that hold no class alive.
//!
//! # Invariants
//! AB1: a row (id -> weak reference) is only believed if its reference still leads to the very class: ids are reused.

use hognose_heap::WeakRef;
use hognose_vm::prelude::*;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_abc",
    doc: "Module contains faster C implementation of abc.ABCMeta",
    functions: &[
        function("get_cache_token", "()", |vm, _| vm.int(token(vm)))
            .doc("Returns the current ABC cache token."),
        function("_abc_init", "(self, /)", abc_init),
        function("_abc_register", "(self, subclass, /)", abc_register),
        function("_abc_instancecheck", "(self, instance, /)", abc_instancecheck),
        function("_abc_subclasscheck", "(self, subclass, /)", abc_subclasscheck),
        function("_get_dump", "(self, /)", get_dump),
        function("_reset_registry", "(self, /)", |vm, a| {
            data_of(vm, &a[0])?.registry.clear();
            Ok(Value::NONE)
        }),
        function("_reset_caches", "(self, /)", |vm, a| {
            let data = data_of(vm, &a[0])?;
            data.cache.clear();
            data.negative.clear();
            Ok(Value::NONE)
        }),
    ],
    types: &[&TYPE],
    init: None,
};

/// Grows with each registration: negative answers from before are void.
#[derive(Default)]
struct Registrations(Cell<i64>);

fn token(vm: &Vm) -> i64 {
    vm.extension(|count: &Registrations| count.0.get())
}

/// Each abstract class's `_abc_impl`. The dicts lead from ids to weak references (AB1).
#[derive(Trace)]
struct AbcData {
    registry: Ref<Dict>,
    cache: Ref<Dict>,
    negative: Ref<Dict>,
    negative_token: Cell<i64>,
}

impl Payload for AbcData {
    const NAME: &'static str = "_abc._abc_data";
    const SHAPE: ShapeId = ShapeId::fixed(196);
    const TRACED: bool = true;
    type Tail = ();
}

static TYPE: TypeDef = TypeDef {
    module: "_abc",
    doc: "Internal state held by ABC machinery.",
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<AbcData>("_abc_data")
};

fn data_of(vm: &Vm, class: &Value) -> PyResult<Ref<AbcData>> {
    let data = vm.getattr(class, &vm.intern("_abc_impl")?)?;
    data.downcast::<AbcData>().map_err(|_| vm.type_error("_abc_impl is set to a wrong type"))
}

fn holds(vm: &Vm, classes: &Dict, class: &Value) -> PyResult<bool> {
    if classes.is_empty() {
        return Ok(false);
    }
    let id = vm.int_from_u64(vm.id_of(class))?;
    Ok(classes.get(vm, &id)?.as_ref().and_then(|row| live(vm, row)).is_some_and(|c| c.same(class)))
}

fn live(vm: &Vm, row: &Value) -> Option<Value> {
    row.get::<WeakRef>().and_then(|weak| vm.heap().weak_get(weak))
}

fn add(vm: &Vm, classes: &Dict, class: &Value) -> PyResult<()> {
    let size = classes.len();
    if size >= 16 && size.is_power_of_two() {
        purge(vm, classes)?;
    }
    let weak = vm.new_weakref(class)?;
    classes.insert(vm, vm.int_from_u64(vm.id_of(class))?, weak)?;
    Ok(())
}

/// Drops the rows of classes that are gone.
fn purge(vm: &Vm, classes: &Dict) -> PyResult<()> {
    let mut at = 0;
    while let Some((next, id, row)) = classes.entry_at(at) {
        at = next;
        if live(vm, &row).is_none() {
            classes.remove(vm, &id)?;
        }
    }
    Ok(())
}

/// The classes that are still there, in the order of their coming.
fn members(vm: &Vm, classes: &Dict) -> PyResult<HeapVec<Value>> {
    let mut out = HeapVec::new();
    let mut at = 0;
    while let Some((next, _, row)) = classes.entry_at(at) {
        at = next;
        if let Some(class) = live(vm, &row) {
            vm.push(&mut out, class)?;
        }
    }
    Ok(out)
}

/// Bits of `__abc_tpflags__`.
const TPFLAGS_SEQUENCE: i64 = 1 << 5;
const TPFLAGS_MAPPING: i64 = 1 << 6;

fn abc_init(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(class) = a[0].get::<Class>() else { return Err(vm.type_error("_abc_init() needs a class")) };
    set_abstract_methods(vm, class)?;
    let flags = vm.intern("__abc_tpflags__")?;
    if let Some(bits) = class.dict.get_str(&flags) {
        let bits = vm.index_i64(&bits)?;
        vm.set_pattern_kind(class, bits & TPFLAGS_SEQUENCE != 0, bits & TPFLAGS_MAPPING != 0)?;
        vm.delattr(&a[0], &flags)?;
    }
    let (registry, cache, negative) = (vm.new_dict()?, vm.new_dict()?, vm.new_dict()?);
    let negative_token = token(vm);
    let impl_class = vm.module_class(&TYPE)?;
    let data = vm.alloc_payload(&impl_class, || AbcData {
        registry: registry.clone(),
        cache: cache.clone(),
        negative: negative.clone(),
        negative_token: Cell::new(negative_token),
    })?;
    vm.setattr(&a[0], &vm.intern("_abc_impl")?, &data)?;
    Ok(Value::NONE)
}

fn is_abstract(vm: &Vm, v: &Value) -> PyResult<bool> {
    if !v.is_object() {
        return Ok(false);
    }
    match vm.getattr_opt(v, &vm.names.__isabstractmethod__)? {
        Some(flag) => vm.truthy(&flag),
        None => Ok(false),
    }
}

/// `__abstractmethods__`: the class's own, and those of its bases that it has not made concrete.
fn set_abstract_methods(vm: &Vm, class: &Ref<Class>) -> PyResult<()> {
    let mut names = HeapVec::new();
    let own = vm.getattr(class.as_value(), &vm.names.__dict__)?;
    let items = vm.collect(&vm.call_method(&own, "items", &[])?)?;
    for pair in &items {
        if let Some([name, value]) = pair.get::<Tuple>().map(|pair| pair.items()) {
            if is_abstract(vm, value)? {
                vm.push(&mut names, name.clone())?;
            }
        }
    }
    let bases = vm.getattr(class.as_value(), &vm.names.__bases__)?;
    for base in &vm.collect(&bases)? {
        let Some(inherited) = vm.getattr_opt(base, &vm.names.__abstractmethods__)? else { continue };
        for name in &vm.collect(&inherited)? {
            let Some(text) = name.get::<Str>() else { continue };
            if let Some(value) = vm.getattr_opt(class.as_value(), text)? {
                if is_abstract(vm, &value)? {
                    vm.push(&mut names, name.clone())?;
                }
            }
        }
    }
    let names = vm.list_from(names)?;
    let frozen = vm.call(&vm.builtin("frozenset")?, &[names])?;
    vm.setattr(class.as_value(), &vm.names.__abstractmethods__, &frozen)
}

fn abc_register(vm: &Vm, a: &[Value]) -> PyResult {
    let [class, subclass] = a else { return Err(vm.system_error("two arguments")) };
    if subclass.get::<Class>().is_none() {
        return Err(vm.type_error("Can only register classes"));
    }
    if vm.is_subclass(subclass, class)? {
        return Ok(subclass.clone());
    }
    // After the check above, so that X.register(X) is allowed.
    if vm.is_subclass(class, subclass)? {
        return Err(vm.runtime_error("Refusing to create an inheritance cycle"));
    }
    if let (Some(of), Some(sub)) = (class.get::<Class>(), subclass.get::<Class>()) {
        let (sequence, mapping) = vm.pattern_kind(of);
        if sequence || mapping {
            vm.set_pattern_kind(sub, sequence, mapping)?;
        }
    }
    let data = data_of(vm, class)?;
    add(vm, &data.registry, subclass)?;
    vm.extension(|count: &Registrations| count.0.set(count.0.get() + 1));
    Ok(subclass.clone())
}

fn ask(vm: &Vm, class: &Value, subclass: &Value) -> PyResult<bool> {
    let answer = vm.call_method_ref(class, &vm.names.__subclasscheck__, std::slice::from_ref(subclass))?;
    vm.truthy(&answer)
}

fn abc_instancecheck(vm: &Vm, a: &[Value]) -> PyResult {
    let (class, instance) = (&a[0], &a[1]);
    let data = data_of(vm, class)?;
    let subclass = vm.getattr(instance, &vm.names.__class__)?;
    if holds(vm, &data.cache, &subclass)? {
        return Ok(Value::TRUE);
    }
    let subtype = vm.class_of(instance).into_value();
    if subtype.same(&subclass) {
        if data.negative_token.get() == token(vm) && holds(vm, &data.negative, &subclass)? {
            return Ok(Value::FALSE);
        }
        return Ok(Value::from_bool(ask(vm, class, &subclass)?));
    }
    Ok(Value::from_bool(ask(vm, class, &subclass)? || ask(vm, class, &subtype)?))
}

fn abc_subclasscheck(vm: &Vm, a: &[Value]) -> PyResult {
    let (class, subclass) = (&a[0], &a[1]);
    let Some(sub) = subclass.get::<Class>() else {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    };
    let data = data_of(vm, class)?;
    if holds(vm, &data.cache, subclass)? {
        return Ok(Value::TRUE);
    }
    if data.negative_token.get() < token(vm) {
        data.negative.clear();
        data.negative_token.set(token(vm));
    } else if holds(vm, &data.negative, subclass)? {
        return Ok(Value::FALSE);
    }
    let answer = decide(vm, class, subclass, sub, &data)?;
    add(vm, if answer { &data.cache } else { &data.negative }, subclass)?;
    Ok(Value::from_bool(answer))
}

fn decide(vm: &Vm, class: &Value, subclass: &Value, sub: &Ref<Class>, data: &AbcData) -> PyResult<bool> {
    let hook = vm.call_method_ref(class, &vm.names.__subclasshook__, std::slice::from_ref(subclass))?;
    if let Some(answer) = hook.as_bool() {
        return Ok(answer);
    }
    if !hook.same(&Value::NOT_IMPLEMENTED) {
        return Err(vm.assertion_error("__subclasshook__ must return either False, True, or NotImplemented"));
    }
    if class.get::<Class>().is_some_and(|class| vm.is_subclass_exact(sub, class)) {
        return Ok(true);
    }
    for registered in &members(vm, &data.registry)? {
        if vm.is_subclass(subclass, registered)? {
            return Ok(true);
        }
    }
    let below = vm.call_method_ref(class, &vm.names.__subclasses__, &[])?;
    for derived in &vm.collect(&below)? {
        if vm.is_subclass(subclass, derived)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn get_dump(vm: &Vm, a: &[Value]) -> PyResult {
    let data = data_of(vm, &a[0])?;
    let set = |classes: &Dict| -> PyResult {
        let mut rows = HeapVec::new();
        for class in &members(vm, classes)? {
            let weak = vm.new_weakref(class)?;
            vm.push(&mut rows, weak)?;
        }
        let rows = vm.list_from(rows)?;
        vm.call(&vm.builtin("set")?, &[rows])
    };
    vm.tuple_of([
        set(&data.registry)?,
        set(&data.cache)?,
        set(&data.negative)?,
        vm.int(data.negative_token.get())?,
    ])
}
