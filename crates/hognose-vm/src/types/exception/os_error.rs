//! OSError: its attributes, and the subclass that an errno stands for.

use super::attributes::field;
use super::{BaseException, alloc, args_tuple, base_str, filled_dict, reduced};
use crate::prelude::*;

const ERRNO: usize = 0;
const STRERROR: usize = 1;
const FILENAME: usize = 2;
const FILENAME2: usize = 3;
const WRITTEN: usize = 4;

pub(super) const METHODS: &[Def] = &[
    method("__init__", "($self, /, *args, **kwargs)", init),
    method("__str__", "($self, /)", to_str),
    method("__reduce__", "($self, /)", reduce),
];

pub(super) const GETSETS: &[GetSet] = &[
    field!("errno", ERRNO),
    field!("strerror", STRERROR),
    field!("filename", FILENAME),
    field!("filename2", FILENAME2),
    getset("characters_written", get_written, Some(set_written)),
];

/// The class that CPython raises for an error number, OSError itself when there is none.
pub fn class_for_errno(vm: &Vm, errno: i64) -> &Ref<Class> {
    let exc = &vm.exc;
    // Linux numbers, as errno.h has them.
    match errno {
        11 | 114 | 115 => &exc.blocking_io_error,
        32 | 108 => &exc.broken_pipe_error,
        10 => &exc.child_process_error,
        103 => &exc.connection_aborted_error,
        111 => &exc.connection_refused_error,
        104 => &exc.connection_reset_error,
        17 => &exc.file_exists_error,
        2 => &exc.file_not_found_error,
        21 => &exc.is_a_directory_error,
        20 => &exc.not_a_directory_error,
        4 => &exc.interrupted_error,
        1 | 13 => &exc.permission_error,
        3 => &exc.process_lookup_error,
        110 => &exc.timeout_error,
        _ => &exc.os_error,
    }
}

/// A subclass that overrides `__init__` but not `__new__` has its arguments read by `__init__`.
fn init_reads_args(vm: &Vm, cls: &Class) -> bool {
    let own = |name: &Ref<Str>| match (vm.class_lookup(cls, name), vm.exc.os_error.dict.get_str(name)) {
        (Some(found), Some(own)) => found.same(&own),
        _ => true,
    };
    !own(&vm.names.__init__) && own(&vm.names.__new__)
}

pub(super) fn os_error_new(vm: &Vm, cls: &Ref<Class>, args: &Args<'_>) -> PyResult {
    if init_reads_args(vm, cls) {
        return alloc(vm, cls, &[]);
    }
    args.no_keywords(vm, &cls.name())?;
    let mut class = cls;
    if cls.ptr_eq(&vm.exc.os_error) && (2..=5).contains(&args.pos.len()) {
        if let Some(errno) = args.pos[0].as_int() {
            class = class_for_errno(vm, errno);
        }
    }
    let exc = alloc(vm, class, args.pos)?;
    init_fields(
        vm,
        payload_of::<BaseException>(vm, &exc)?,
        args.pos,
        class.ptr_eq(&vm.exc.blocking_io_error),
    )?;
    Ok(exc)
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let class = vm.class_of(&a[0]);
    if !init_reads_args(vm, &class) {
        return Ok(Value::NONE);
    }
    if a[2].get::<Dict>().is_some_and(|kwargs| kwargs.len() > 0) {
        return Err(vm.type_error(format_args!("{}() takes no keyword arguments", class.name())));
    }
    let exc = self_of::<BaseException>(vm, a)?;
    let args = args_tuple(vm, &a[1])?;
    exc.set_args(args.clone());
    init_fields(vm, exc, args.items(), class.ptr_eq(&vm.exc.blocking_io_error))?;
    Ok(Value::NONE)
}

/// Reads (errno, strerror[, filename[, winerror[, filename2]]]).
pub(super) fn init_fields(vm: &Vm, exc: &BaseException, args: &[Value], blocking: bool) -> PyResult<()> {
    if !(2..=5).contains(&args.len()) {
        return Ok(());
    }
    exc.set_field(vm, ERRNO, args[0].clone())?;
    exc.set_field(vm, STRERROR, args[1].clone())?;
    let Some(filename) = args.get(2).filter(|f| !f.is_none()) else { return Ok(()) };
    if blocking && filename.is_int() {
        return exc.set_field(vm, WRITTEN, filename.clone());
    }
    exc.set_field(vm, FILENAME, filename.clone())?;
    if let Some(filename2) = args.get(4).filter(|f| !f.is_none()) {
        exc.set_field(vm, FILENAME2, filename2.clone())?;
    }
    // `args` keeps the pair alone, as programs unpack it.
    exc.set_args(vm.new_tuple(&args[..2])?);
    Ok(())
}

fn to_str(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    let (errno, strerror) = (exc.field(ERRNO), exc.field(STRERROR));
    let (filename, filename2) = (exc.field_or_none(FILENAME), exc.field_or_none(FILENAME2));
    let with_filename = !filename.is_none();
    if !with_filename && (errno.is_blank() || errno.is_none() || strerror.is_blank() || strerror.is_none()) {
        return base_str(vm, exc);
    }
    let shown = |v: &Value| if v.is_blank() { vm.to_str(&Value::NONE) } else { vm.to_str(v) };
    let mut out = vm.str_builder();
    out.push_str(vm, "[Errno ")?;
    let text = shown(&errno)?;
    out.push(vm, &text)?;
    out.push_str(vm, "] ")?;
    let text = shown(&strerror)?;
    out.push(vm, &text)?;
    if with_filename {
        out.push_str(vm, ": ")?;
        let text = vm.repr(&filename)?;
        out.push(vm, &text)?;
        if !filename2.is_none() {
            out.push_str(vm, " -> ")?;
            let text = vm.repr(&filename2)?;
            out.push(vm, &text)?;
        }
    }
    Ok(out.finish(vm)?.into_value())
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    let args = exc.args(vm)?;
    let filename = exc.field_or_none(FILENAME);
    let args = match args.items() {
        [errno, strerror] if !filename.is_none() => {
            let filename2 = exc.field_or_none(FILENAME2);
            if filename2.is_none() {
                vm.tuple(&[errno.clone(), strerror.clone(), filename])?
            } else {
                vm.tuple(&[errno.clone(), strerror.clone(), filename, Value::NONE, filename2])?
            }
        }
        _ => args.into_value(),
    };
    reduced(vm, &a[0], args, filled_dict(vm, &a[0])?)
}

fn get_written(vm: &Vm, v: &Value) -> PyResult {
    let written = payload_of::<BaseException>(vm, v)?.field(WRITTEN);
    if written.is_blank() { Err(vm.attribute_error_text("characters_written")) } else { Ok(written) }
}

fn set_written(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    let exc = payload_of::<BaseException>(vm, v)?;
    match value {
        Some(value) => {
            let written = vm.index(value)?;
            exc.set_field(vm, WRITTEN, written)
        }
        None if exc.field(WRITTEN).is_blank() => Err(vm.attribute_error_text("characters_written")),
        None => exc.set_field(vm, WRITTEN, Value::BLANK),
    }
}

impl Vm {
    /// Raises the OSError of an I/O error of the host, about a file if it has a name.
    pub fn os_error(&self, error: &std::io::Error, filename: Option<&str>) -> Raised {
        match filename.map(|name| self.str(name)).transpose() {
            Ok(filename) => self.os_error_about(error, filename.as_ref()),
            Err(raised) => raised,
        }
    }

    /// Raises the OSError of an I/O error of the host, about `filename` as the program gave it.
    pub fn os_error_about(&self, error: &std::io::Error, filename: Option<&Value>) -> Raised {
        let made = || -> PyResult {
            let Some(errno) = error.raw_os_error() else {
                let text = self.str(&error.to_string())?;
                return super::new(self, &self.exc.os_error, &[text]);
            };
            let text = error.to_string();
            // The host appends " (os error N)".
            let text = text.split(" (os error").next().unwrap_or(&text);
            let errno_value = self.int(errno as i64)?;
            let text = self.str(text)?;
            let class = class_for_errno(self, errno as i64);
            match filename {
                Some(filename) => super::new(self, class, &[errno_value, text, filename.clone()]),
                None => super::new(self, class, &[errno_value, text]),
            }
        };
        match made() {
            Ok(exc) => self.raise_value(exc),
            Err(raised) => raised,
        }
    }
}
