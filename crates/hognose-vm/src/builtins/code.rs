//! `compile`, `eval`, `exec`, `globals` and `locals`.

use crate::prelude::*;
use crate::types::cell::Cell as PyCell;
use crate::types::code::Code;

pub(super) fn globals(vm: &Vm, _a: &[Value]) -> PyResult {
    Ok(vm.current_globals()?.into_value())
}

pub(super) fn locals(vm: &Vm, _a: &[Value]) -> PyResult {
    vm.current_locals()
}

/// Source text of `compile`, `eval` or `exec`, as UTF-8.
fn source_text(vm: &Vm, function: &str, what: &str, source: &Value, filename: &str) -> PyResult<String> {
    if let Some(text) = source.get::<Str>() {
        let _charge = vm.charge(text.len() * 4)?;
        return Ok(text.to_utf8().into_owned());
    }
    let is_bytes = [&vm.types.bytes, &vm.types.bytearray, &vm.types.memoryview]
        .iter()
        .any(|t| vm.value_is_instance(source, t));
    if !is_bytes {
        return Err(vm.type_error(format_args!("{function}() arg 1 must be a {what}")));
    }
    crate::source::of_bytes(vm, source, filename)
}

/// A null character ends C strings: CPython refuses it in sources.
fn refuse_null(vm: &Vm, text: &str) -> PyResult<()> {
    if text.contains('\0') {
        Err(vm.raise(&vm.exc.syntax_error, "source code string cannot contain null bytes"))
    } else {
        Ok(())
    }
}

const MODES: [&str; 4] = ["exec", "eval", "single", "func_type"];

pub(super) fn compile(vm: &Vm, a: &[Value]) -> PyResult {
    let filename = match a[1].get::<Str>() {
        Some(name) => name.to_utf8().into_owned(),
        None if vm.value_is_instance(&a[1], &vm.types.bytes) => {
            let text = vm.call_method(&a[1], "decode", &[])?;
            vm.to_str(&text)?.to_utf8().into_owned()
        }
        None => match vm.getattr_opt(&a[1], &vm.intern("__fspath__")?)? {
            Some(path) => {
                let text = vm.call(&path, &[])?;
                vm.to_str(&text)?.to_utf8().into_owned()
            }
            None => {
                return Err(vm.type_error(format_args!(
                    "expected str, bytes or os.PathLike object, not {}",
                    vm.tn(&a[1])
                )));
            }
        },
    };
    let Some(mode) = a[2].get::<Str>() else {
        return Err(
            vm.type_error(format_args!("compile() argument 'mode' must be str, not {}", vm.tn(&a[2])))
        );
    };
    let mode = mode.to_utf8().into_owned();
    if !MODES.contains(&mode.as_str()) {
        return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'"));
    }
    let flags = match given(&a[3]) {
        Some(flags) => vm.index_i64(flags)?,
        None => 0,
    };
    if flags & !ALL_FLAGS != 0 {
        return Err(vm.value_error("compile(): unrecognised flags"));
    }
    let only_tree = flags & ONLY_AST != 0;
    let inherit = match given(&a[4]) {
        Some(dont) => !vm.truthy(dont)?,
        None => true,
    };
    let optimize = match given(&a[5]) {
        Some(level) => vm.index_i64(level)?,
        None => -1,
    };
    if !(-1..=2).contains(&optimize) {
        return Err(vm.value_error("compile(): invalid optimize value"));
    }
    if a[0].get::<Code>().is_some() {
        return Err(vm.type_error("compile() arg 1 must be a string, bytes or AST object"));
    }
    if super::tree::is_tree(vm, &a[0])? {
        if only_tree {
            return Ok(a[0].clone());
        }
        // A tree is compiled from the text that it stands for.
        let (text, places) = super::tree::unparse(vm, &a[0], &mode)?;
        let text = text.get::<Str>().ok_or_else(|| vm.system_error("a tree's text is no text"))?.to_utf8();
        let future = flags & FUTURE_ANNOTATIONS != 0 || inherit && vm.current_future_annotations();
        let code = vm.compile_placed(&text, &filename, &mode, future, optimize, Some(&places))?;
        return Ok(code.into_value());
    }
    let text = source_text(vm, "compile", "string, bytes or AST object", &a[0], &filename)?;
    refuse_null(vm, &text)?;
    if only_tree {
        return super::tree::parse(vm, &text, &filename, &mode);
    }
    let future = flags & FUTURE_ANNOTATIONS != 0 || inherit && vm.current_future_annotations();
    match vm.compile_source(&text, &filename, &mode, future, optimize) {
        Ok(code) => Ok(code.into_value()),
        Err(raised) if flags & ALLOW_INCOMPLETE == 0 => Err(raised),
        Err(raised) => Err(match vm.catch(&vm.exc.syntax_error) {
            Some(exc) if is_incomplete(vm, &exc, &text)? => {
                vm.raise(&vm.exc.incomplete_input_error, "incomplete input")
            }
            Some(exc) => vm.raise_value(exc),
            None => raised,
        }),
    }
}

/// Whether more lines could mend an error: what codeop asks.
fn is_incomplete(vm: &Vm, exc: &Value, text: &str) -> PyResult<bool> {
    let message = vm.to_str(&vm.getattr_str(exc, "msg")?)?.to_utf8().into_owned();
    if message.ends_with("was never closed")
        || message.starts_with("unterminated triple-quoted")
        || message.starts_with("unexpected EOF")
    {
        return Ok(true);
    }
    let line = vm.getattr_str(exc, "lineno")?;
    let line = if line.is_none() { 0 } else { vm.index_i64(&line)? };
    let text = text.trim_end();
    let last = text.lines().count() as i64;
    let opens = text.ends_with(':') || text.lines().last().is_some_and(|l| l.trim_start().starts_with('@'));
    let block = message.starts_with("expected an indented block");
    Ok(line > last || block && opens && line == last)
}

/// `from __future__ import annotations`, as compile() takes it.
const FUTURE_ANNOTATIONS: i64 = 0x100_0000;
/// `ast.PyCF_ONLY_AST`: a tree instead of code.
const ONLY_AST: i64 = 0x400;
/// What may be the beginning of something is told from what is wrong.
const ALLOW_INCOMPLETE: i64 = 0x4000;
/// Every flag that compile() knows: the __future__ ones, those of ast and the obsolete CO_NESTED.
const ALL_FLAGS: i64 = 0x1FF_0000 | 0xF600 | 0x10;

/// The namespaces that code runs in: arguments of `eval` and `exec`, or the caller's.
fn namespaces(vm: &Vm, function: &str, globals: &Value, locals: &Value) -> PyResult<(Ref<Dict>, Value)> {
    let globals = given(globals).filter(|g| !g.is_none());
    let locals = given(locals).filter(|l| !l.is_none());
    if let Some(locals) = locals {
        let is_mapping =
            locals.get::<Dict>().is_some() || vm.lookup_special(locals, &vm.names.__getitem__).is_some();
        if !is_mapping {
            return Err(match function {
                "eval" => vm.type_error("locals must be a mapping"),
                _ => vm.type_error(format_args!(
                    "{function}() locals must be a mapping or None, not {}",
                    vm.tn(locals)
                )),
            });
        }
    }
    let (globals, locals) = match globals {
        None => {
            let globals = vm.current_globals()?;
            let locals = match locals {
                Some(locals) => locals.clone(),
                None => vm.current_locals()?,
            };
            (globals, locals)
        }
        Some(given_globals) => {
            let Some(globals) = given_globals.get::<Dict>() else {
                return Err(match function {
                    "eval" if vm.lookup_special(given_globals, &vm.names.__getitem__).is_some() => {
                        vm.type_error("globals must be a real dict; try eval(code, {}, mapping)")
                    }
                    "eval" => vm.type_error("globals must be a dict"),
                    _ => vm.type_error(format_args!(
                        "{function}() globals must be a dict, not {}",
                        vm.tn(given_globals)
                    )),
                });
            };
            let locals = locals.cloned().unwrap_or_else(|| globals.to_value());
            (globals.clone(), locals)
        }
    };
    if globals.get_str(&vm.names.__builtins__).is_none() {
        let module = vm.builtins_module()?;
        globals.set_str(vm, &vm.names.__builtins__, module)?;
    }
    Ok((globals, locals))
}

pub(super) fn eval(vm: &Vm, a: &[Value]) -> PyResult {
    let (globals, locals) = namespaces(vm, "eval", &a[1], &a[2])?;
    if let Some(code) = a[0].get::<Code>() {
        if !code.freevars.is_empty() {
            return Err(vm.type_error("code object passed to eval() may not contain free variables"));
        }
        return vm.run_code(code, &globals, &locals, None);
    }
    let text = source_text(vm, "eval", "string, bytes or code object", &a[0], "<string>")?;
    refuse_null(vm, &text)?;
    let text = text.trim_start_matches([' ', '\t']);
    let code = vm.compile_source(text, "<string>", "eval", vm.current_future_annotations(), -1)?;
    vm.run_code(&code, &globals, &locals, None)
}

pub(super) fn exec(vm: &Vm, a: &[Value]) -> PyResult {
    let (globals, locals) = namespaces(vm, "exec", &a[1], &a[2])?;
    let closure = given(&a[3]).filter(|c| !c.is_none());
    if let Some(code) = a[0].get::<Code>() {
        let free = code.freevars.len();
        let closure = match closure {
            None if free > 0 => {
                return Err(
                    vm.type_error(format_args!("code object requires a closure of exactly length {free}"))
                );
            }
            Some(_) if free == 0 => return Err(vm.type_error("cannot use a closure with this code object")),
            Some(closure) => match closure.get::<Tuple>() {
                Some(cells) if cells.len() == free && cells.items().iter().all(|c| c.is::<PyCell>()) => {
                    Some(cells)
                }
                _ => {
                    return Err(vm.type_error(format_args!(
                        "code object requires a closure of exactly length {free}"
                    )));
                }
            },
            None => None,
        };
        vm.run_code(code, &globals, &locals, closure)?;
        return Ok(Value::NONE);
    }
    if closure.is_some() {
        return Err(vm.type_error("closure can only be used when source is a code object"));
    }
    let text = source_text(vm, "exec", "string, bytes or code object", &a[0], "<string>")?;
    refuse_null(vm, &text)?;
    let code = vm.compile_source(&text, "<string>", "exec", vm.current_future_annotations(), -1)?;
    vm.run_code(&code, &globals, &locals, None)?;
    Ok(Value::NONE)
}
