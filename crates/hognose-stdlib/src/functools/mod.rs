//! `_functools`: partial, reduce, cmp_to_key and the cache behind `functools.lru_cache`.

mod lru_cache;
mod partial;

use hognose_vm::prelude::*;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_functools",
    doc: "Tools that operate on functions.",
    functions: &[
        function("reduce", "(function, iterable, /, initial=<unrepresentable>)", reduce).doc(
            "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.\n\n\
             This effectively reduces the iterable to a single value.  If initial is present,\nit is placed before the \
             items of the iterable in the calculation, and serves as\na default when the iterable is empty.",
        ),
        function("cmp_to_key", "(mycmp)", cmp_to_key).doc("Convert a cmp= function into a key= function."),
    ],
    types: &[&partial::TYPE, &partial::PLACEHOLDER_TYPE, &lru_cache::TYPE, &KEY_TYPE],
    init: Some(init),
};

fn init(vm: &Vm, module: &Ref<hognose_vm::types::module::Module>) -> PyResult<()> {
    let placeholder = partial::placeholder(vm)?;
    let name = vm.intern("Placeholder")?;
    vm.setattr(module.as_value(), &name, &placeholder)
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let (function, iterable) = (&a[0], &a[1]);
    let iterator = match vm.iter(iterable) {
        Ok(iterator) => iterator,
        Err(raised) => {
            return match vm.catch(&vm.exc.type_error) {
                Some(_) => Err(vm.type_error("reduce() arg 2 must support iteration")),
                None => Err(raised),
            };
        }
    };
    let mut result = match given(&a[2]) {
        Some(initial) => initial.clone(),
        None => match vm.next(&iterator)? {
            Some(first) => first,
            None => return Err(vm.type_error("reduce() of empty iterable with no initial value")),
        },
    };
    while let Some(item) = vm.next(&iterator)? {
        result = vm.call(function, &[result, item])?;
    }
    Ok(result)
}

// ---- cmp_to_key ----

/// What `cmp_to_key` returns, and (with an object) what that makes of an element.
#[derive(Trace)]
pub struct KeyWrapper {
    cmp: Value,
    object: ValueCell,
}

impl Payload for KeyWrapper {
    const NAME: &'static str = "functools.KeyWrapper";
    const SHAPE: ShapeId = shapes::KEY_WRAPPER;
    const TRACED: bool = true;
    type Tail = ();
}

pub static KEY_TYPE: TypeDef = TypeDef {
    module: "functools",
    methods: &[
        method("__eq__", "($self, value, /)", eq),
        method("__ne__", "($self, value, /)", ne),
        method("__lt__", "($self, value, /)", lt),
        method("__le__", "($self, value, /)", le),
        method("__gt__", "($self, value, /)", gt),
        method("__ge__", "($self, value, /)", ge),
    ],
    getsets: &[getset("obj", get_object, Some(set_object))],
    call: Some(call_key),
    flags: TypeFlags::NO_NEW.union(TypeFlags::UNHASHABLE),
    ..TypeDef::new::<KeyWrapper>("KeyWrapper")
};

fn cmp_to_key(vm: &Vm, a: &[Value]) -> PyResult {
    let made = vm.alloc(|| KeyWrapper { cmp: a[0].clone(), object: ValueCell::new(Value::BLANK) })?;
    Ok(made.into_value())
}

fn call_key(vm: &Vm, this: &Value, args: &Args) -> PyResult {
    let [object] = args.bind::<1>(vm, "K", "(obj)")?;
    let cmp = payload_of::<KeyWrapper>(vm, this)?.cmp.clone();
    let made = vm.alloc(|| KeyWrapper { cmp: cmp.clone(), object: ValueCell::new(object.clone()) })?;
    Ok(made.into_value())
}

fn get_object(vm: &Vm, v: &Value) -> PyResult {
    let object = payload_of::<KeyWrapper>(vm, v)?.object.get();
    if object.is_blank() { Err(vm.attribute_error_text("object")) } else { Ok(object) }
}

fn set_object(vm: &Vm, v: &Value, to: Option<&Value>) -> PyResult<()> {
    payload_of::<KeyWrapper>(vm, v)?.object.set(to.cloned().unwrap_or(Value::BLANK));
    Ok(())
}

fn compare(vm: &Vm, a: &[Value], op: CmpOp) -> PyResult {
    let this = self_of::<KeyWrapper>(vm, a)?;
    let Some(other) = a[1].get::<KeyWrapper>() else {
        return Err(vm.type_error("other argument must be K instance"));
    };
    let (x, y) = (this.object.get(), other.object.get());
    if x.is_blank() || y.is_blank() {
        return Err(vm.attribute_error_text("object"));
    }
    let order = vm.call(&this.cmp, &[x, y])?;
    vm.rich_compare(&order, &Value::from_small(0), op)
}

hognose_vm::comparison_methods!(compare);
