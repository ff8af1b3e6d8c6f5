//! `input` and `open`.

use crate::prelude::*;

fn stream(vm: &Vm, name: &Ref<Str>, shown: &str) -> PyResult {
    match vm.sys_dict.get_str(name).filter(|v| !v.is_none()) {
        Some(stream) => Ok(stream),
        None => Err(vm.runtime_error(format_args!("input(): lost sys.{shown}"))),
    }
}

/// Reads a line through `sys.stdin`; the prompt goes to `sys.stdout`.
pub(super) fn input(vm: &Vm, a: &[Value]) -> PyResult {
    let stdin = stream(vm, &vm.names.stdin, "stdin")?;
    let stdout = stream(vm, &vm.names.stdout, "stdout")?;
    stream(vm, &vm.names.stderr, "stderr")?;
    if let Some(prompt) = given(&a[0]) {
        let text = vm.to_str(prompt)?.into_value();
        vm.call_method(&stdout, "write", &[text])?;
    }
    // A stream that cannot flush will do.
    if let Err(raised) = vm.call_method(&stdout, "flush", &[]) {
        drop(vm.take_raised(raised));
    }
    let line = vm.call_method(&stdin, "readline", &[])?;
    let Some(text) = line.get::<Str>() else {
        return Err(vm.type_error("object.readline() returned non-string"));
    };
    if text.len() == 0 {
        return Err(vm.eof_error("EOF when reading a line"));
    }
    if text.char_at(text.len() - 1) != '\n' as u32 {
        return Ok(line);
    }
    let end = vm.int(text.len() as i64 - 1)?;
    let slice = crate::types::slice::new_slice(vm, &Value::NONE, &end, &Value::NONE)?;
    vm.getitem(&line, &slice)
}

/// `open`: the io module's, which is imported at the first call.
pub(super) fn open(vm: &Vm, a: &[Value]) -> PyResult {
    let io = vm.import("_io")?;
    let open = vm.getattr_str(&io, "open")?;
    let defaults = [
        Value::NONE,
        vm.str("r")?,
        vm.int(-1)?,
        Value::NONE,
        Value::NONE,
        Value::NONE,
        Value::TRUE,
        Value::NONE,
    ];
    let mut args = HeapVec::new();
    for (given_arg, default) in a.iter().zip(defaults) {
        let arg = given(given_arg).cloned().unwrap_or(default);
        vm.push(&mut args, arg)?;
    }
    vm.call(&open, &args)
}
