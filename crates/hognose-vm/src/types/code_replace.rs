//! `code.replace()`: a copy of a code object with other names, places or flags.
//!
//! What decides how the bytecode runs cannot be replaced: it was verified together (CO1 of code.rs).

use hognose_compiler::code::flags;
use hognose_heap::{HeapVec, Ref, RefSlot, Value};

use super::code::Code;
use crate::raise::PyResult;
use crate::typedef::{Def, method};
use crate::types::dict::Dict;
use crate::types::str::Str;
use crate::vm::Vm;

/// Flags that only inform.
const FREE_FLAGS: u32 = flags::ITERABLE_COROUTINE | flags::FUTURE_ANNOTATIONS | flags::NESTED | flags::METHOD;

pub(super) const REPLACE: Def = method("replace", "($self, /, **changes)", replace);
pub(super) const DUNDER_REPLACE: Def = method("__replace__", "($self, /, **changes)", replace);

fn text(vm: &Vm, name: &str, v: &Value) -> PyResult<Ref<Str>> {
    match v.get::<Str>() {
        Some(text) => vm.intern_ref(text),
        None => Err(vm.type_error(format_args!("replace() argument '{name}' must be str, not {}", vm.tn(v)))),
    }
}

fn replace(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(code) = a[0].get::<Code>() else { return Err(vm.type_error("a code object is needed")) };
    let mut copy = copy(vm, code)?;
    let Some(changes) = a[1].get::<Dict>() else { return Err(vm.system_error("bad arguments")) };
    let mut at = 0;
    while let Some((next, key, value)) = changes.entry_at(at) {
        at = next;
        let name = vm.to_str(&key)?.to_utf8().into_owned();
        match name.as_str() {
            "co_name" => copy.name = text(vm, &name, &value)?,
            "co_qualname" => copy.qualname = text(vm, &name, &value)?,
            "co_filename" => copy.filename = RefSlot::new(Some(text(vm, &name, &value)?)),
            "co_firstlineno" => {
                let line = u32::try_from(vm.index_i64(&value)?);
                copy.first_line = line.map_err(|_| vm.value_error("co_firstlineno is out of range"))?;
            }
            "co_flags" => {
                let bits = u32::try_from(vm.index_i64(&value)?).unwrap_or(u32::MAX);
                if (bits ^ code.flags) & !FREE_FLAGS != 0 {
                    return Err(vm.value_error("co_flags: these flags decide how the code runs"));
                }
                copy.flags = bits;
            }
            _ => {
                // The very value that it has may be given.
                let Ok(attribute) = vm.getattr(&a[0], &vm.intern(&name)?) else {
                    return Err(
                        vm.type_error(format_args!("replace() got an unexpected keyword argument '{name}'"))
                    );
                };
                if !vm.eq(&attribute, &value)? {
                    return Err(vm.value_error(format_args!("{name} of a code object cannot be replaced")));
                }
            }
        }
    }
    match vm.heap().alloc(crate::shapes::CODE, copy) {
        Ok(made) => Ok(made.into_value()),
        Err(_) => Err(vm.memory_error()),
    }
}

fn slice<T: Copy + hognose_heap::Trace>(vm: &Vm, from: &[T]) -> PyResult<HeapVec<T>> {
    let mut to = HeapVec::new();
    vm.retry(|heap| to.try_extend_from_slice(heap, from))?;
    Ok(to)
}

fn values(vm: &Vm, from: &[Value]) -> PyResult<HeapVec<Value>> {
    let mut to = HeapVec::new();
    for v in from {
        vm.push(&mut to, v.clone())?;
    }
    Ok(to)
}

/// The same code with fresh inline caches.
fn copy(vm: &Vm, code: &Ref<Code>) -> PyResult<Code> {
    let mut caches = HeapVec::new();
    for _ in code.sites.iter() {
        vm.retry(|heap| caches.try_push(heap, crate::eval::attr::Cache::default()))?;
    }
    let mut handlers = HeapVec::new();
    vm.retry(|heap| handlers.try_extend_from_slice(heap, &code.handlers))?;
    Ok(Code {
        words: slice(vm, &code.words)?,
        consts: values(vm, &code.consts)?,
        names: values(vm, &code.names)?,
        sites: slice(vm, &code.sites)?,
        caches,
        handlers,
        positions: slice(vm, &code.positions)?,
        cells: slice(vm, &code.cells)?,
        self_attributes: slice(vm, &code.self_attributes)?,
        varnames: code.varnames.clone(),
        freevars: code.freevars.clone(),
        name: code.name.clone(),
        qualname: code.qualname.clone(),
        filename: RefSlot::new(code.filename.get()),
        first_line: code.first_line,
        flags: code.flags,
        posonly_count: code.posonly_count,
        arg_count: code.arg_count,
        kwonly_count: code.kwonly_count,
        nlocals: code.nlocals,
        nregs: code.nregs,
        simple: code.simple,
        plain_args: code.plain_args,
        made: std::cell::Cell::new(0),
        last_line: Default::default(),
    })
}
