//! `_count_elements` (Counter) and `_tuplegetter` (fields of named tuples).

use hognose_vm::prelude::*;
use hognose_vm::types::dict::keys;
use hognose_vm::types::tuple::TupleGetter;

/// Adds one to `mapping[element]` for each element.
pub fn count_elements(vm: &Vm, a: &[Value]) -> PyResult {
    let (mapping, iterable) = (&a[0], &a[1]);
    let one = Value::from_small(1);
    let iterator = vm.iter(iterable)?;
    let mut steps = 0usize;
    if let Some(counts) = mapping.get::<Dict>().filter(|_| counts_like_dict(vm, mapping)) {
        while let Some(element) = vm.next(&iterator)? {
            let hash = keys::dict_key_hash(vm, &element)?;
            match counts.find(vm, hash, &element)? {
                Some(i) => {
                    let old = counts.value_at(i).unwrap_or(Value::NONE);
                    match old.as_int().and_then(|n| Value::from_int(n + 1)) {
                        Some(new) => drop(counts.set_value_at(i, new)),
                        None => {
                            let new = vm.binary(BinOp::Add, &old, &one)?;
                            counts.insert_hashed(vm, hash, element, new)?;
                        }
                    }
                }
                None => counts.append(vm, hash, element, one.clone())?,
            }
            steps += 1;
            if steps.is_multiple_of(POLL_STEPS) {
                vm.poll()?;
            }
        }
        return Ok(Value::NONE);
    }
    let get = vm.getattr(mapping, &vm.names.get)?;
    while let Some(element) = vm.next(&iterator)? {
        let old = vm.call(&get, &[element.clone(), Value::from_small(0)])?;
        let new = vm.binary(BinOp::Add, &old, &one)?;
        vm.setitem(mapping, &element, &new)?;
    }
    Ok(Value::NONE)
}

/// Does the mapping get and set items as dict itself?
fn counts_like_dict(vm: &Vm, mapping: &Value) -> bool {
    if exact::<Dict>(mapping).is_some() {
        return true;
    }
    let class = vm.class_of(mapping);
    [&vm.names.get, &vm.names.__setitem__].into_iter().all(|name| {
        match (vm.class_lookup(&class, name), vm.class_lookup(&vm.types.dict, name)) {
            (Some(a), Some(b)) => a.same(&b),
            _ => false,
        }
    })
}

pub static TUPLEGETTER_TYPE: TypeDef = TypeDef {
    module: "_collections",
    new: Some(getter_new),
    methods: &[
        method("__get__", "($self, instance, owner=None, /)", getter_get),
        method("__set__", "($self, instance, value, /)", getter_set),
        method("__delete__", "($self, instance, /)", getter_delete),
        method("__reduce__", "($self, /)", getter_reduce),
        method("__repr__", "($self, /)", getter_repr),
    ],
    getsets: &[getset("__doc__", get_doc, Some(set_doc))],
    ..TypeDef::new::<TupleGetter>("_tuplegetter")
};

fn getter_new(vm: &Vm, _cls: &Ref<Class>, args: &Args) -> PyResult {
    let [index, doc] = args.bind::<2>(vm, "_tuplegetter", "(index, doc, /)")?;
    let index = vm.index_i64(&index)?;
    let made = vm.alloc(|| TupleGetter { index: index.max(0) as usize, doc: ValueCell::new(doc.clone()) })?;
    Ok(made.into_value())
}

fn getter_get(vm: &Vm, a: &[Value]) -> PyResult {
    let getter = self_of::<TupleGetter>(vm, a)?;
    let instance = &a[1];
    if let Some(tuple) = instance.get::<Tuple>() {
        return match tuple.items().get(getter.index) {
            Some(v) => Ok(v.clone()),
            None => Err(vm.index_error("tuple index out of range")),
        };
    }
    if instance.is_none() {
        return Ok(a[0].clone());
    }
    let (index, got) = (getter.index, vm.tn(instance));
    Err(vm.type_error(format_args!(
        "descriptor for index '{index}' for tuple subclasses doesn't apply to '{got}' object"
    )))
}

fn getter_set(vm: &Vm, _a: &[Value]) -> PyResult {
    Err(vm.attribute_error_text("can't set attribute"))
}

fn getter_delete(vm: &Vm, _a: &[Value]) -> PyResult {
    Err(vm.attribute_error_text("can't delete attribute"))
}

fn getter_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let getter = self_of::<TupleGetter>(vm, a)?;
    let args = vm.tuple_of([vm.int_from_usize(getter.index)?, getter.doc.get()])?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), args])
}

fn getter_repr(vm: &Vm, a: &[Value]) -> PyResult {
    let getter = self_of::<TupleGetter>(vm, a)?;
    let doc = vm.repr(&getter.doc.get())?;
    vm.str(&format!("{}({}, {})", vm.class_of(&a[0]).name(), getter.index, doc.to_utf8()))
}

fn get_doc(vm: &Vm, v: &Value) -> PyResult {
    Ok(payload_of::<TupleGetter>(vm, v)?.doc.get())
}

fn set_doc(vm: &Vm, v: &Value, to: Option<&Value>) -> PyResult<()> {
    payload_of::<TupleGetter>(vm, v)?.doc.set(to.cloned().unwrap_or(Value::NONE));
    Ok(())
}
