//! `collections.defaultdict`: a dict that makes the value of a missing key.

use hognose_heap::{Extended, Extension};
use hognose_vm::prelude::*;

/// The factory, behind the dict.
#[derive(Trace)]
pub struct Factory {
    factory: ValueCell,
}

impl Extension for Factory {
    const NAME: &'static str = "collections.defaultdict";
    const SHAPE: ShapeId = shapes::DEFAULTDICT;
}

type DefaultDict = Extended<Dict, Factory>;

pub static TYPE: TypeDef = TypeDef {
    module: "collections",
    doc: "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\n\
          The default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\n\
          A defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\n\
          passed to the dict constructor, including keyword arguments.",
    base: Some(&hognose_vm::types::dict::TYPE),
    new: Some(new),
    methods: &[
        method("__init__", "($self, /, *args, **kwargs)", init),
        method("__repr__", "($self, /)", repr),
        method("__missing__", "($self, key, /)", missing).doc(
            "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n\
             if self.default_factory is None: raise KeyError((key,))\n\
             self[key] = value = self.default_factory()\nreturn value",
        ),
        method("__reduce__", "($self, /)", reduce).doc("Return state information for pickling."),
        method("__copy__", "($self, /)", copy).doc("D.copy() -> a shallow copy of D."),
        method("__or__", "($self, value, /)", or),
        method("__ror__", "($self, value, /)", ror),
        method("copy", "($self, /)", copy).doc("D.copy() -> a shallow copy of D."),
        class_method("__class_getitem__", "($cls, object, /)", class_getitem).doc("See PEP 585"),
    ],
    getsets: &[getset("default_factory", get_factory, Some(set_factory))],
    flags: TypeFlags::BASETYPE.union(TypeFlags::MAPPING),
    ..TypeDef::new::<DefaultDict>("defaultdict")
};

fn new(vm: &Vm, cls: &Ref<Class>, _args: &Args) -> PyResult {
    vm.alloc_payload(cls, || DefaultDict {
        base: Dict::new(),
        more: Factory { factory: ValueCell::new(Value::NONE) },
    })
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let this = self_of::<DefaultDict>(vm, a)?;
    let dict = self_of::<Dict>(vm, a)?;
    let args = payload_of::<Tuple>(vm, &a[1])?;
    let rest = match args.items().split_first() {
        Some((factory, rest)) => {
            if !factory.is_none() && !vm.is_callable(factory) {
                return Err(vm.type_error("first argument must be callable or None"));
            }
            this.more.factory.set(factory.clone());
            rest
        }
        None => {
            this.more.factory.set(Value::NONE);
            &[]
        }
    };
    match rest {
        [] => {}
        [other] => hognose_vm::types::dict::update_from(vm, dict, other)?,
        more => {
            let n = more.len();
            return Err(vm.type_error(format_args!("dict expected at most 1 argument, got {n}")));
        }
    }
    if let Some(kwargs) = a[2].get::<Dict>() {
        hognose_vm::types::dict::merge_dict(vm, dict, kwargs)?;
    }
    Ok(Value::NONE)
}

fn get_factory(vm: &Vm, v: &Value) -> PyResult {
    Ok(payload_of::<DefaultDict>(vm, v)?.more.factory.get())
}

fn set_factory(vm: &Vm, v: &Value, to: Option<&Value>) -> PyResult<()> {
    payload_of::<DefaultDict>(vm, v)?.more.factory.set(to.cloned().unwrap_or(Value::NONE));
    Ok(())
}

fn missing(vm: &Vm, a: &[Value]) -> PyResult {
    let factory = self_of::<DefaultDict>(vm, a)?.more.factory.get();
    if factory.is_none() {
        return Err(vm.key_error(&a[1]));
    }
    let value = vm.call(&factory, &[])?;
    vm.setitem(&a[0], &a[1], &value)?;
    Ok(value)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let factory = self_of::<DefaultDict>(vm, a)?.more.factory.get();
    let pairs = {
        let dict = hognose_vm::types::dict::TYPE.methods.iter().find(|d| d.name == "__repr__");
        match dict {
            Some(row) => (row.func)(vm, &a[..1])?,
            None => vm.str("{...}")?,
        }
    };
    let mut out = vm.str_builder();
    out.push_str(vm, &vm.class_of(&a[0]).name())?;
    out.push_str(vm, "(")?;
    {
        // The factory may be a method of this very dict.
        let guard = vm.repr_guard(&factory);
        if guard.is_some() || factory.is_none() {
            out.push(vm, &vm.repr(&factory)?)?;
        } else {
            out.push_str(vm, "...")?;
        }
    }
    out.push_str(vm, ", ")?;
    out.push(vm, payload_of::<Str>(vm, &pairs)?)?;
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let factory = self_of::<DefaultDict>(vm, a)?.more.factory.get();
    let args = if factory.is_none() { vm.tuple(&[])? } else { vm.tuple_of([factory])? };
    let items = vm.call_method(&a[0], "items", &[])?;
    let items = vm.iter(&items)?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), args, Value::NONE, Value::NONE, items])
}

/// `type(d)(d.default_factory, d)`.
fn copy_of(vm: &Vm, v: &Value) -> PyResult {
    let factory = payload_of::<DefaultDict>(vm, v)?.more.factory.get();
    vm.call(vm.class_of(v).as_value(), &[factory, v.clone()])
}

fn copy(vm: &Vm, a: &[Value]) -> PyResult {
    copy_of(vm, &a[0])
}

fn union(vm: &Vm, like: &Value, left: &Value, right: &Value) -> PyResult {
    if !left.is::<Dict>() || !right.is::<Dict>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let factory = payload_of::<DefaultDict>(vm, like)?.more.factory.get();
    let made = vm.call(vm.class_of(like).as_value(), &[factory, left.clone()])?;
    match made.get::<Dict>() {
        Some(dict) => hognose_vm::types::dict::update_from(vm, dict, right)?,
        None => drop(vm.call_method(&made, "update", std::slice::from_ref(right))?),
    }
    Ok(made)
}

fn or(vm: &Vm, a: &[Value]) -> PyResult {
    union(vm, &a[0], &a[0], &a[1])
}

fn ror(vm: &Vm, a: &[Value]) -> PyResult {
    union(vm, &a[0], &a[1], &a[0])
}

fn class_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.generic_alias(&a[0], &a[1])
}
