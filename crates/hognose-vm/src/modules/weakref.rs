//! Module `_weakref`.

use hognose_heap::{HeapVec, Value};

use crate::typedef::{ModuleDef, function};

pub static MODULE: ModuleDef = ModuleDef {
    name: "_weakref",
    doc: "Weak-reference support module.",
    functions: &[
        function("getweakrefcount", "(object, /)", |vm, a| {
            let n = if a[0].is_object() { vm.heap().weakref_count(&a[0]) } else { 0 };
            vm.int(n as i64)
        }),
        function("getweakrefs", "(object, /)", |vm, a| {
            let refs = if a[0].is_object() { vm.weakrefs(&a[0])? } else { HeapVec::new() };
            // The plain one that all share comes first.
            let shared = |r: &Value| vm.class_of(r).ptr_eq(&vm.types.weakref);
            let mut sorted = HeapVec::new();
            for r in refs.iter().filter(|r| shared(r)).chain(refs.iter().filter(|r| !shared(r))) {
                vm.push(&mut sorted, r.clone())?;
            }
            vm.list_from(sorted)
        }),
        function("proxy", "(object, callback=None, /)", |vm, a| vm.new_proxy(&a[0], &a[1])),
        function("_remove_dead_weakref", "(dct, key, /)", |vm, a| {
            if let Some(dict) = a[0].get::<crate::types::dict::Dict>() {
                if let Some(v) = dict.get(vm, &a[1])? {
                    let dead =
                        v.get::<hognose_heap::WeakRef>().is_some_and(|w| vm.heap().weak_get(w).is_none());
                    if dead {
                        drop(dict.remove(vm, &a[1])?);
                    }
                }
            }
            Ok(Value::NONE)
        }),
    ],
    types: &[],
    init: Some(|vm, module| {
        module.set(vm, "ref", vm.types.weakref.to_value())?;
        module.set(vm, "ReferenceType", vm.types.weakref.to_value())?;
        module.set(vm, "ProxyType", vm.types.weak_proxy.to_value())?;
        module.set(vm, "CallableProxyType", vm.types.weak_callable_proxy.to_value())
    }),
};
