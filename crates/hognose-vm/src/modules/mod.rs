//! Native modules that are part of the VM: sys, gc, _weakref, and what the import system shows of modules.

pub mod gc;
pub mod hognose;
pub mod sys;
pub mod thread;
pub mod weakref;

use hognose_heap::Value;

use crate::raise::PyResult;
use crate::typedef::ModuleDef;
use crate::vm::Vm;

/// Modules that `import` finds without anybody's help.
pub(crate) const NATIVE: &[&ModuleDef] = &[
    &gc::MODULE,
    &weakref::MODULE,
    &hognose::MODULE,
    &crate::signals::MODULE,
    &thread::MODULE,
    &crate::types::str::codec::module::MODULE,
    &crate::format::module::MODULE,
];

/// What to do with a native payload that asked for a finalizer and has no `__del__`.
pub(crate) fn finalize_native(vm: &Vm, object: &Value) -> PyResult<()> {
    match vm.getattr_opt(object, &vm.names.close)? {
        Some(close) => vm.call(&close, &[]).map(drop),
        None => Ok(()),
    }
}

/// `__spec__` of a module: importlib's ModuleSpec when importlib has been imported, else a namespace with the same attributes.
pub(crate) fn module_spec(
    vm: &Vm,
    name: &str,
    file: Option<&str>,
    is_package: bool,
) -> PyResult<Option<Value>> {
    let spec = vm.new_instance(&vm.types.namespace)?;
    let set = |key: &str, v: Value| -> PyResult<()> {
        let key = vm.intern(key)?;
        vm.instance_set(&spec, &key, &v).map(drop)
    };
    set("name", vm.str(name)?)?;
    set("loader", Value::NONE)?;
    set(
        "origin",
        match file {
            Some(file) => vm.str(file)?,
            None => vm.str("built-in")?,
        },
    )?;
    let locations = if is_package { vm.list(&[])? } else { Value::NONE };
    set("submodule_search_locations", locations)?;
    let parent = if is_package { name } else { name.rsplit_once('.').map_or("", |(p, _)| p) };
    set("parent", vm.str(parent)?)?;
    set("has_location", Value::from_bool(file.is_some()))?;
    set("cached", Value::NONE)?;
    set("_initializing", Value::FALSE)?;
    Ok(Some(spec))
}
