//! What an uncaught NameError, AttributeError or ImportError adds to its message: a near name, a missing import.
//!
//! Errors raised while candidates are collected are dropped: a hint never hides the exception.

use super::{Traceback, closest_name};
use crate::prelude::*;
use crate::types::exception::BaseException;

/// The text to append to the exception's own, or nothing.
pub(super) fn hint(vm: &Vm, exc: &Value) -> String {
    match try_hint(vm, exc) {
        Ok(hint) => hint.unwrap_or_default(),
        Err(raised) => {
            drop(vm.take_raised(raised));
            String::new()
        }
    }
}

fn attribute(vm: &Vm, v: &Value, name: &str) -> PyResult<Option<Value>> {
    let found = vm.getattr_opt(v, &vm.intern(name)?)?;
    Ok(found.filter(|v| !v.is_none()))
}

fn try_hint(vm: &Vm, exc: &Value) -> PyResult<Option<String>> {
    let exc_types = &vm.exc;
    if vm.value_is_instance(exc, &exc_types.import_error) {
        let (Some(wrong), Some(module)) = (attribute(vm, exc, "name_from")?, attribute(vm, exc, "name")?)
        else {
            return Ok(None);
        };
        let Some(wrong) = wrong.get::<Str>() else { return Ok(None) };
        let Some(module) = vm.modules.get(vm, &module)? else { return Ok(None) };
        let names = sorted_names(vm, &crate::builtins::dir_of(vm, &module)?)?;
        return Ok(did_you_mean(&wrong.to_utf8(), &visible(names, &wrong.to_utf8())));
    }
    let is_name = vm.value_is_instance(exc, &exc_types.name_error);
    if !is_name && !vm.value_is_instance(exc, &exc_types.attribute_error) {
        return Ok(None);
    }
    let Some(wrong) = attribute(vm, exc, "name")? else { return Ok(None) };
    let Some(wrong) = wrong.get::<Str>().map(|w| w.to_utf8().into_owned()) else { return Ok(None) };
    if is_name { name_hint(vm, exc, &wrong) } else { attribute_hint(vm, exc, &wrong) }
}

fn did_you_mean(wrong: &str, names: &[String]) -> Option<String> {
    closest_name(wrong, names).map(|name| format!(". Did you mean: '{name}'?"))
}

/// Names that begin with an underscore are offered for such names only.
fn visible(names: Vec<String>, wrong: &str) -> Vec<String> {
    if wrong.starts_with('_') { names } else { names.into_iter().filter(|n| !n.starts_with('_')).collect() }
}

/// The strings of an iterable.
fn strings_of(vm: &Vm, iterable: &Value) -> PyResult<Vec<String>> {
    Ok(vm
        .collect(iterable)?
        .iter()
        .filter_map(|v| v.get::<Str>())
        .map(|s| s.to_utf8().into_owned())
        .collect())
}

/// The strings of an iterable, sorted.
fn sorted_names(vm: &Vm, iterable: &Value) -> PyResult<Vec<String>> {
    let mut names = strings_of(vm, iterable)?;
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// Namespace of the innermost frame that the exception passed.
fn innermost_frame(exc: &Value) -> Option<Value> {
    let mut at = exc.get::<BaseException>()?.traceback.get().downcast::<Traceback>().ok()?;
    while let Some(next) = at.next.get() {
        at = next;
    }
    Some(at.frame.to_value())
}

fn attribute_hint(vm: &Vm, exc: &Value, wrong: &str) -> PyResult<Option<String>> {
    let Some(obj) = vm.getattr_opt(exc, &vm.names.obj)? else { return Ok(None) };
    if obj.is_none() && exc.get::<BaseException>().is_none_or(|p| p.field(1).is_blank()) {
        return Ok(None);
    }
    let names = sorted_names(vm, &crate::builtins::dir_of(vm, &obj)?)?;
    let own = match innermost_frame(exc) {
        Some(frame) => match attribute(vm, &frame, "f_locals")? {
            Some(locals) => mapping_get(vm, &locals, "self")?.is_some_and(|s| s.same(&obj)),
            None => false,
        },
        None => false,
    };
    let names = if own { names } else { visible(names, wrong) };
    Ok(did_you_mean(wrong, &names))
}

fn mapping_get(vm: &Vm, mapping: &Value, name: &str) -> PyResult<Option<Value>> {
    let key = vm.intern(name)?.into_value();
    if !vm.contains(mapping, &key)? {
        return Ok(None);
    }
    vm.getitem(mapping, &key).map(Some)
}

fn name_hint(vm: &Vm, exc: &Value, wrong: &str) -> PyResult<Option<String>> {
    let mut names = Vec::new();
    let mut hint = None;
    if let Some(frame) = innermost_frame(exc) {
        for scope in ["f_locals", "f_globals", "f_builtins"] {
            if let Some(scope) = attribute(vm, &frame, scope)? {
                names.extend(strings_of(vm, &scope)?);
            }
        }
        if let Some(locals) = attribute(vm, &frame, "f_locals")? {
            if let Some(this) = mapping_get(vm, &locals, "self")? {
                if vm.getattr_opt(&this, &vm.intern(wrong)?)?.is_some() {
                    hint = Some(format!(". Did you mean: 'self.{wrong}'?"));
                }
            }
        }
        if hint.is_none() {
            hint = did_you_mean(wrong, &names);
        }
    }
    let modules = vm.sys_dict.get_str(&vm.intern("stdlib_module_names")?);
    let is_module = match modules {
        Some(modules) => vm.contains(&modules, &vm.str(wrong)?)?,
        None => false,
    };
    if is_module {
        hint = Some(match hint {
            Some(hint) => format!("{hint} Or did you forget to import '{wrong}'?"),
            None => format!(". Did you forget to import '{wrong}'?"),
        });
    }
    Ok(hint)
}
