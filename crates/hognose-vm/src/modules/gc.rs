//! Module `gc`.

use hognose_heap::{CollectionInfo, Heap, HeapVec, Phase, Ref, Value};

use crate::class::{Class, class_flags};
use crate::raise::PyResult;
use crate::typedef::{ModuleDef, function};
use crate::types::dict::Dict;
use crate::types::list::List;
use crate::types::module::Module;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

const DEBUG_STATS: i64 = 1;
const DEBUG_COLLECTABLE: i64 = 2;
const DEBUG_UNCOLLECTABLE: i64 = 4;
const DEBUG_SAVEALL: i64 = 32;

/// The module's dictionary entries that collections look at.
fn entry(vm: &Vm, name: &str) -> Option<Value> {
    let key = vm.str("gc").ok()?;
    let module = vm.modules.try_get()?.get(vm, &key).ok()??;
    let name = vm.intern(name).ok()?;
    module.get::<Module>()?.dict().get_str(&name)
}

/// Calls `gc.callbacks`.
pub(crate) fn phase(vm: &Vm, heap: &Heap, phase: Phase, info: &CollectionInfo) {
    let _ = heap;
    let Some(callbacks) = entry(vm, "callbacks") else { return };
    let Some(list) = callbacks.get::<List>() else { return };
    if list.items.len() == 0 {
        return;
    }
    let result = (|| -> PyResult<()> {
        let name = vm.str(match phase {
            Phase::Start => "start",
            Phase::Stop => "stop",
        })?;
        let dict = vm.new_dict()?;
        for (key, n) in [
            ("generation", info.generation as i64),
            ("collected", info.collected as i64),
            ("uncollectable", info.uncollectable as i64),
        ] {
            let key = vm.intern(key)?;
            dict.set_str(vm, &key, vm.int(n)?)?;
        }
        let all = vm.retry(|heap| list.items.snapshot(heap))?;
        for f in &all {
            if let Err(raised) = vm.call(f, &[name.clone(), dict.to_value()]) {
                crate::runtime::unraisable(vm, raised, f);
            }
        }
        Ok(())
    })();
    if let Err(raised) = result {
        crate::runtime::unraisable(vm, raised, &callbacks);
    }
}

/// DEBUG_SAVEALL: garbage goes into `gc.garbage`.
pub(crate) fn save_garbage(vm: &Vm, object: Value) {
    if let Some(garbage) = entry(vm, "garbage") {
        if let Some(list) = garbage.get::<List>() {
            let _full = list.items.try_push(vm.heap(), object);
        }
    }
}

fn generation(vm: &Vm, v: &Value) -> PyResult<u8> {
    match vm.index_i64(v)? {
        n @ 0..=2 => Ok(n as u8),
        _ => Err(vm.value_error("invalid generation")),
    }
}

fn collect(vm: &Vm, a: &[Value]) -> PyResult {
    let generation = if a[0].is_blank() { 2 } else { generation(vm, &a[0])? };
    if vm.heap().is_collecting() {
        return vm.int(0);
    }
    let info = vm.collect_garbage(generation);
    vm.int((info.collected + info.uncollectable) as i64)
}

fn triple(vm: &Vm, n: [u32; 3]) -> PyResult {
    vm.tuple_of([vm.int(n[0] as i64)?, vm.int(n[1] as i64)?, vm.int(n[2] as i64)?])
}

fn set_threshold(vm: &Vm, a: &[Value]) -> PyResult {
    let mut thresholds = vm.heap().gc_thresholds();
    for (i, v) in a.iter().enumerate() {
        if !v.is_blank() {
            thresholds[i] = u32::try_from(vm.index_i64(v)?).unwrap_or(0);
        }
    }
    vm.heap().set_gc_thresholds(thresholds);
    Ok(Value::NONE)
}

fn get_stats(vm: &Vm, _: &[Value]) -> PyResult {
    let mut out = HeapVec::new();
    for s in vm.heap().gc_stats() {
        let dict = vm.new_dict()?;
        for (key, n) in [
            ("collections", s.collections as i64),
            ("collected", s.collected as i64),
            ("uncollectable", s.uncollectable as i64),
        ] {
            let key = vm.intern(key)?;
            dict.set_str(vm, &key, vm.int(n)?)?;
        }
        vm.push(&mut out, dict.into_value())?;
    }
    vm.list_from(out)
}

fn objects(vm: &Vm, a: &[Value]) -> PyResult {
    let generation = if a[0].is_blank() || a[0].is_none() {
        None
    } else {
        match vm.index_i64(&a[0])? {
            n @ 0..=2 => Some(n as u8),
            n if n < 0 => return Err(vm.value_error("generation parameter cannot be negative")),
            _ => {
                return Err(vm.value_error(
                    "generation parameter must be less than the number of available generations (3)",
                ));
            }
        }
    };
    let found = vm.retry(|heap| heap.objects(generation))?;
    vm.list_from(found)
}

fn referrers(vm: &Vm, a: &[Value]) -> PyResult {
    let targets = vm.collect(&a[0])?;
    let found = vm.retry(|heap| heap.referrers(&targets))?;
    // The arguments' own tuple is no answer.
    let mut out = HeapVec::new();
    for v in found {
        if !v.same(&a[0]) {
            vm.push(&mut out, v)?;
        }
    }
    vm.list_from(out)
}

fn referents(vm: &Vm, a: &[Value]) -> PyResult {
    let objects = vm.collect(&a[0])?;
    let mut out: HeapVec<Value> = HeapVec::new();
    for o in &objects {
        if let Some(list) = o.get::<List>() {
            // From the end, as CPython's collector walks them.
            for v in vm.retry(|heap| list.items.snapshot(heap))?.iter().rev() {
                vm.push(&mut out, v.clone())?;
            }
        } else if let Some(tuple) = o.get::<Tuple>() {
            for v in tuple.items().iter().rev() {
                vm.push(&mut out, v.clone())?;
            }
        } else if let Some(dict) = o.get::<Dict>() {
            // As CPython's collector sees it: keys that are all strings are no part of the graph.
            let mut at = 0;
            let mut plain = true;
            while let Some((next, key, _)) = dict.entry_at(at) {
                at = next;
                plain &= key.shape() == Some(crate::shapes::STR);
            }
            at = 0;
            while let Some((next, key, value)) = dict.entry_at(at) {
                at = next;
                if !plain {
                    vm.push(&mut out, key)?;
                }
                vm.push(&mut out, value)?;
            }
        } else if o.is_object() {
            let class = vm.class_of(o);
            for v in vm.retry(|heap| heap.referents(o))? {
                // An object does not own its class unless a program made it.
                if class.flag(class_flags::HEAP) || !v.same(class.as_value()) {
                    vm.push(&mut out, v)?;
                }
            }
        }
    }
    vm.list_from(out)
}

/// Tracked as Python means it: the built-in classes, which never die, are not; instances of a program's class are.
fn is_tracked(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(o) = a[0].as_object() else { return Ok(Value::FALSE) };
    if let Some(class) = a[0].get::<Class>() {
        return Ok(Value::from_bool(class.flag(class_flags::HEAP)));
    }
    let class = vm.class_of(&a[0]);
    let plain = class.ptr_eq(&vm.types.object) || class.ptr_eq(&vm.types.range);
    Ok(Value::from_bool(!plain && (o.is_tracked() || class.flag(class_flags::HEAP))))
}

pub static MODULE: ModuleDef = ModuleDef {
    name: "gc",
    doc: "This module provides access to the garbage collector for reference cycles.",
    functions: &[
        function("enable", "()", |vm, _| {
            vm.heap().gc_enable(true);
            Ok(Value::NONE)
        }),
        function("disable", "()", |vm, _| {
            vm.heap().gc_enable(false);
            Ok(Value::NONE)
        }),
        function("isenabled", "()", |vm, _| Ok(Value::from_bool(vm.heap().gc_is_enabled()))),
        function("collect", "(generation=2)", collect),
        function("get_count", "()", |vm, _| triple(vm, vm.heap().gc_counts())),
        function("get_threshold", "()", |vm, _| triple(vm, vm.heap().gc_thresholds())),
        function("set_threshold", "(threshold0, threshold1=None, threshold2=None, /)", set_threshold),
        function("get_debug", "()", |vm, _| vm.int(vm.heap().gc_debug() as i64)),
        function("set_debug", "(flags, /)", |vm, a| {
            vm.heap().set_gc_debug(vm.index_i64(&a[0])? as u32);
            Ok(Value::NONE)
        }),
        function("get_stats", "()", get_stats),
        function("get_objects", "(generation=None)", objects),
        function("get_referrers", "(*objs)", referrers),
        function("get_referents", "(*objs)", referents),
        function("is_tracked", "(obj, /)", is_tracked),
        function("is_finalized", "(obj, /)", |_, a| {
            Ok(Value::from_bool(a[0].as_object().is_some_and(|o| o.is_finalized())))
        }),
        function("freeze", "()", |vm, _| {
            vm.heap().freeze();
            Ok(Value::NONE)
        }),
        function("unfreeze", "()", |vm, _| {
            vm.heap().unfreeze();
            Ok(Value::NONE)
        }),
        function("get_freeze_count", "()", |vm, _| vm.int(vm.heap().freeze_count() as i64)),
    ],
    types: &[],
    init: Some(|vm: &Vm, module: &Ref<Module>| {
        module.set(vm, "garbage", vm.list(&[])?)?;
        module.set(vm, "callbacks", vm.list(&[])?)?;
        for (name, flag) in [
            ("DEBUG_STATS", DEBUG_STATS),
            ("DEBUG_COLLECTABLE", DEBUG_COLLECTABLE),
            ("DEBUG_UNCOLLECTABLE", DEBUG_UNCOLLECTABLE),
            ("DEBUG_SAVEALL", DEBUG_SAVEALL),
            ("DEBUG_LEAK", DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL),
        ] {
            module.set(vm, name, vm.int(flag)?)?;
        }
        Ok(())
    }),
};
