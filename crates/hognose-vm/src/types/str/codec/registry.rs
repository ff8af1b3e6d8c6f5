//! The codec registry: search functions, found codecs, and error handlers by name. Module `_codecs` is its face.
//!
//! Does not know any encoding itself.

#![allow(
    clippy::disallowed_methods,
    reason = "one entry for each codec that the program registers, which is in the heap"
)]

use std::cell::RefCell;

use hognose_heap::{Ref, Value};

use super::super::Str;
use super::Errors;
use crate::raise::PyResult;
use crate::types::bytes::Bytes;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// What programs have registered.
#[derive(Default)]
struct Registry {
    searches: RefCell<Vec<Value>>,
    found: RefCell<Vec<(Ref<Str>, Value)>>,
    handlers: RefCell<Vec<(Ref<Str>, Value)>>,
}

fn listed(list: &RefCell<Vec<(Ref<Str>, Value)>>, name: &Str) -> Option<Value> {
    list.borrow().iter().find(|(n, _)| n.eq_str(name)).map(|(_, v)| v.clone())
}

/// Reports what the registry holds.
pub(crate) fn trace(vm: &Vm, tracer: &mut hognose_heap::Tracer<'_>) {
    vm.known_extension(|r: &Registry| {
        for v in r.searches.try_borrow().iter().flat_map(|list| list.iter()) {
            tracer.edge(v);
        }
        for list in [&r.found, &r.handlers] {
            for (name, v) in list.try_borrow().iter().flat_map(|list| list.iter()) {
                tracer.edge_ref(name);
                tracer.edge(v);
            }
        }
    });
}

/// Adds a search function.
pub fn register(vm: &Vm, search: &Value) -> PyResult<()> {
    if !vm.is_callable(search) {
        return Err(vm.type_error("argument must be callable"));
    }
    vm.extension(|r: &Registry| r.searches.borrow_mut().push(search.clone()));
    Ok(())
}

/// Takes a search function away; codecs found so far are forgotten.
pub fn unregister(vm: &Vm, search: &Value) {
    let gone = vm.extension(|r: &Registry| {
        let mut searches = r.searches.borrow_mut();
        let at = searches.iter().position(|s| s.same(search))?;
        Some((searches.remove(at), std::mem::take(&mut *r.found.borrow_mut())))
    });
    drop(gone);
}

/// Adds an error handler.
pub fn register_error(vm: &Vm, name: &Ref<Str>, handler: &Value) -> PyResult<()> {
    if !vm.is_callable(handler) {
        return Err(vm.type_error("handler must be callable"));
    }
    let old = vm.extension(|r: &Registry| {
        let mut handlers = r.handlers.borrow_mut();
        let old = handlers.iter().position(|(n, _)| n.eq_str(name)).map(|at| handlers.swap_remove(at));
        handlers.push((name.clone(), handler.clone()));
        old
    });
    drop(old);
    Ok(())
}

/// The registered error handler of a name.
pub fn lookup_error(vm: &Vm, name: &Ref<Str>) -> PyResult {
    vm.extension(|r: &Registry| listed(&r.handlers, name))
        .ok_or_else(|| vm.lookup_error(format_args!("unknown error handler name '{}'", name.to_utf8())))
}

/// The name as search functions get it: ASCII in lower case, spaces as hyphens' kin.
fn normalized(vm: &Vm, name: &Ref<Str>) -> PyResult<Ref<Str>> {
    let mut out = vm.str_builder();
    for c in name.chars() {
        let c = match c {
            0x41..=0x5a => c + 32,
            0x20 => '_' as u32,
            c => c,
        };
        out.push_char(vm, c)?;
    }
    out.finish(vm)
}

/// The codec of a name: a tuple of four (a `codecs.CodecInfo`).
pub fn lookup(vm: &Vm, name: &Ref<Str>) -> PyResult {
    let key = normalized(vm, name)?;
    if let Some(found) = vm.extension(|r: &Registry| listed(&r.found, &key)) {
        return Ok(found);
    }
    if vm.extension(|r: &Registry| r.searches.borrow().is_empty()) {
        // The package registers its search function.
        let imported = vm.import("encodings");
        vm.ignore(imported, &vm.exc.import_error)?;
    }
    let mut i = 0;
    while let Some(search) = vm.extension(|r: &Registry| r.searches.borrow().get(i).cloned()) {
        i += 1;
        let found = vm.call(&search, &[key.to_value()])?;
        if found.is_none() {
            continue;
        }
        if found.get::<Tuple>().is_none_or(|t| t.items().len() != 4) {
            return Err(vm.type_error("codec search functions must return 4-tuples"));
        }
        vm.extension(|r: &Registry| r.found.borrow_mut().push((key.clone(), found.clone())));
        return Ok(found);
    }
    Err(vm.lookup_error(format_args!("unknown encoding: {}", name.to_utf8())))
}

/// The encoder (0) or decoder (1) of a codec.
fn function(vm: &Vm, codec: &Value, i: usize) -> PyResult {
    match codec.get::<Tuple>().and_then(|t| t.items().get(i).cloned()) {
        Some(f) => Ok(f),
        None => Err(vm.type_error("codec search functions must return 4-tuples")),
    }
}

fn apply(vm: &Vm, f: &Value, object: &Value, errors: Option<&Ref<Str>>, what: &str) -> PyResult {
    let result = match errors {
        Some(errors) => vm.call(f, &[object.clone(), errors.to_value()])?,
        None => vm.call(f, std::slice::from_ref(object))?,
    };
    match result.get::<Tuple>().map(|t| t.items()) {
        Some([value, _]) => Ok(value.clone()),
        _ => Err(vm.type_error(format_args!("{what} must return a tuple (object, integer)"))),
    }
}

/// `codecs.encode`: any object by any codec.
pub fn encode(vm: &Vm, object: &Value, name: &Ref<Str>, errors: Option<&Ref<Str>>) -> PyResult {
    let codec = lookup(vm, name)?;
    apply(vm, &function(vm, &codec, 0)?, object, errors, "encoder")
}

/// `codecs.decode`: any object by any codec.
pub fn decode(vm: &Vm, object: &Value, name: &Ref<Str>, errors: Option<&Ref<Str>>) -> PyResult {
    let codec = lookup(vm, name)?;
    apply(vm, &function(vm, &codec, 1)?, object, errors, "decoder")
}

fn text_codec(vm: &Vm, name: &Ref<Str>, alternative: &str) -> PyResult {
    let codec = lookup(vm, name)?;
    let flag = vm.intern("_is_text_encoding")?;
    if let Some(is_text) = vm.getattr_opt(&codec, &flag)? {
        if !vm.truthy(&is_text)? {
            return Err(vm.lookup_error(format_args!(
                "'{}' is not a text encoding; use {alternative} to handle arbitrary codecs",
                name.to_utf8()
            )));
        }
    }
    Ok(codec)
}

/// `str.encode` by a codec of the registry.
pub fn encode_text(vm: &Vm, s: &Ref<Str>, name: &Ref<Str>, errors: Option<&Ref<Str>>) -> PyResult {
    if let Some(bytes) = super::escape::encode_named(vm, s, name)? {
        return Ok(bytes);
    }
    let codec = text_codec(vm, name, "codecs.encode()")?;
    let encoded = apply(vm, &function(vm, &codec, 0)?, s.as_value(), errors, "encoder")?;
    if encoded.get::<Bytes>().is_none() {
        return Err(vm.type_error(format_args!(
            "'{}' encoder returned '{}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types",
            name.to_utf8(),
            vm.tn(&encoded)
        )));
    }
    Ok(encoded)
}

/// `bytes.decode` by a codec of the registry.
pub fn decode_text(
    vm: &Vm,
    object: &Value,
    name: &Ref<Str>,
    errors: Option<&Ref<Str>>,
) -> PyResult<Ref<Str>> {
    if let Some(text) = super::escape::decode_named(vm, object, name, &Errors::named(errors))? {
        return Ok(text);
    }
    let codec = text_codec(vm, name, "codecs.decode()")?;
    let decoded = apply(vm, &function(vm, &codec, 1)?, object, errors, "decoder")?;
    match decoded.get::<Str>() {
        Some(text) => Ok(text.clone()),
        None => Err(vm.type_error(format_args!(
            "'{}' decoder returned '{}' instead of 'str'; use codecs.decode() to decode to arbitrary types",
            name.to_utf8(),
            vm.tn(&decoded)
        ))),
    }
}
