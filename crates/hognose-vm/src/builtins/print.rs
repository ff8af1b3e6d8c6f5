//! `print`, and the functions that turn objects into text.

use crate::class::class_flags;
use crate::prelude::*;
use crate::types::native::MethodDescriptor;
use crate::types::std_stream::StdStream;

pub(super) fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(vm.repr(&a[0])?.into_value())
}

pub(super) fn ascii(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(vm.ascii(&a[0])?.into_value())
}

pub(super) fn format(vm: &Vm, a: &[Value]) -> PyResult {
    let spec = match given(&a[1]) {
        None => vm.new_str("")?,
        Some(spec) => match spec.get::<Str>() {
            Some(spec) => spec.clone(),
            None => {
                return Err(
                    vm.type_error(format_args!("format() argument 2 must be str, not {}", vm.tn(spec)))
                );
            }
        },
    };
    Ok(vm.format(&a[0], &spec)?.into_value())
}

/// `sep` or `end`: None stands for the default.
fn separator<'a>(vm: &Vm, name: &str, v: &'a Value) -> PyResult<Option<&'a Ref<Str>>> {
    let Some(v) = given(v).filter(|v| !v.is_none()) else { return Ok(None) };
    match v.get::<Str>() {
        Some(text) => Ok(Some(text)),
        None => Err(vm.type_error(format_args!("{name} must be None or a string, not {}", vm.tn(v)))),
    }
}

pub(super) fn print(vm: &Vm, a: &[Value]) -> PyResult {
    let args = payload_of::<Tuple>(vm, &a[0])?;
    let file = match given(&a[3]).filter(|f| !f.is_none()) {
        Some(file) => file.clone(),
        None => match vm.sys_dict.get_str(&vm.names.stdout) {
            Some(file) => file,
            None => return Err(vm.runtime_error("lost sys.stdout")),
        },
    };
    // A program without console: nothing is printed.
    if file.is_none() {
        return Ok(Value::NONE);
    }
    let sep = separator(vm, "sep", &a[1])?;
    let end = separator(vm, "end", &a[2])?;
    let flush = match given(&a[4]) {
        Some(flush) => vm.truthy(flush)?,
        None => false,
    };
    if let Some(stream) = file.get::<StdStream>() {
        print_native(vm, stream, args, sep, end)?;
        if flush {
            stream.flush(vm)?;
        }
        return Ok(Value::NONE);
    }
    match native_write(vm, &file)? {
        None => print_pieces(vm, &file, args, sep, end)?,
        // Nobody can tell one write from several on a built-in stream.
        Some(write) => {
            let text = joined(vm, args, sep, end)?;
            vm.call_found(&write, &file, &[text])?;
        }
    }
    if flush {
        vm.call_method(&file, "flush", &[])?;
    }
    Ok(Value::NONE)
}

/// The native method that `file.write` is; None: it is, or may be, something else.
fn native_write(vm: &Vm, file: &Value) -> PyResult<Option<Value>> {
    let class = vm.class_of(file);
    if class.flag(class_flags::CUSTOM_GETATTR) {
        return Ok(None);
    }
    match vm.class_lookup(&class, &vm.names.write) {
        Some(write) if write.get_exact::<MethodDescriptor>().is_some() => {
            Ok(if vm.instance_get(file, &vm.names.write)?.is_none() { Some(write) } else { None })
        }
        _ => Ok(None),
    }
}

/// Straight into the stream's buffer.
fn print_native(
    vm: &Vm,
    stream: &Ref<StdStream>,
    args: &Ref<Tuple>,
    sep: Option<&Ref<Str>>,
    end: Option<&Ref<Str>>,
) -> PyResult<()> {
    for (i, item) in args.items().iter().enumerate() {
        if i > 0 {
            match sep {
                Some(sep) => stream.write(vm, sep)?,
                None => stream.write_bytes(vm, b" ")?,
            }
        }
        match exact::<Str>(item) {
            Some(text) => stream.write(vm, text)?,
            None => {
                let text = vm.to_str(item)?;
                stream.write(vm, &text)?;
            }
        }
    }
    match end {
        Some(end) => stream.write(vm, end),
        None => stream.write_bytes(vm, b"\n"),
    }
}

fn joined(vm: &Vm, args: &Ref<Tuple>, sep: Option<&Ref<Str>>, end: Option<&Ref<Str>>) -> PyResult {
    let mut out = vm.str_builder();
    for (i, item) in args.items().iter().enumerate() {
        if i > 0 {
            match sep {
                Some(sep) => out.push(vm, sep)?,
                None => out.push_char(vm, ' ' as u32)?,
            }
        }
        match exact::<Str>(item) {
            Some(text) => out.push(vm, text)?,
            None => {
                let text = vm.to_str(item)?;
                out.push(vm, &text)?;
            }
        }
    }
    match end {
        Some(end) => out.push(vm, end)?,
        None => out.push_char(vm, '\n' as u32)?,
    }
    Ok(out.finish(vm)?.into_value())
}

fn print_pieces(
    vm: &Vm,
    file: &Value,
    args: &Ref<Tuple>,
    sep: Option<&Ref<Str>>,
    end: Option<&Ref<Str>>,
) -> PyResult<()> {
    let write = vm.getattr(file, &vm.names.write)?;
    let piece = |text: Option<&Ref<Str>>, default: &str| match text {
        Some(text) => Ok(text.to_value()),
        None => vm.str(default),
    };
    for (i, item) in args.items().iter().enumerate() {
        if i > 0 {
            vm.call(&write, &[piece(sep, " ")?])?;
        }
        let text = vm.to_str(item)?.into_value();
        vm.call(&write, &[text])?;
    }
    vm.call(&write, &[piece(end, "\n")?])?;
    Ok(())
}
