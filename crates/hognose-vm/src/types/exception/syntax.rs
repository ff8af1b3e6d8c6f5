//! SyntaxError: where in the source text the error is.

use super::attributes::field;
use super::{BaseException, args_tuple};
use crate::prelude::*;

pub(crate) const MSG: usize = 0;
pub(crate) const LINENO: usize = 1;
pub(crate) const FILENAME: usize = 2;
pub(crate) const OFFSET: usize = 3;
pub(crate) const TEXT: usize = 4;
pub(crate) const END_LINENO: usize = 5;
pub(crate) const END_OFFSET: usize = 6;
const PRINT_FILE_AND_LINE: usize = 7;
const METADATA: usize = 8;

pub(super) const METHODS: &[Def] =
    &[method("__init__", "($self, /, *args)", init), method("__str__", "($self, /)", to_str)];

pub(super) const GETSETS: &[GetSet] = &[
    field!("msg", MSG),
    field!("filename", FILENAME),
    field!("lineno", LINENO),
    field!("offset", OFFSET),
    field!("text", TEXT),
    field!("end_lineno", END_LINENO),
    field!("end_offset", END_OFFSET),
    field!("print_file_and_line", PRINT_FILE_AND_LINE),
    field!("_metadata", METADATA),
];

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    super::init(vm, a)?;
    init_fields(vm, self_of::<BaseException>(vm, a)?, args_tuple(vm, &a[1])?.items())?;
    Ok(Value::NONE)
}

/// Reads (msg, (filename, lineno, offset, text[, end_lineno, end_offset[, metadata]])).
pub(super) fn init_fields(vm: &Vm, exc: &BaseException, args: &[Value]) -> PyResult<()> {
    if let Some(message) = args.first() {
        exc.set_field(vm, MSG, message.clone())?;
    }
    let [_, details] = args else { return Ok(()) };
    let details = vm.collect(details)?;
    if details.len() < 4 {
        return Err(
            vm.type_error(format_args!("function takes at least 4 arguments ({} given)", details.len()))
        );
    }
    if details.len() > 7 {
        return Err(
            vm.type_error(format_args!("function takes at most 7 arguments ({} given)", details.len()))
        );
    }
    let fields = [FILENAME, LINENO, OFFSET, TEXT, END_LINENO, END_OFFSET, METADATA];
    for (field, value) in fields.into_iter().zip(details.iter()) {
        exc.set_field(vm, field, value.clone())?;
    }
    if details.len() == 5 {
        return Err(vm.type_error("end_offset must be provided when end_lineno is provided"));
    }
    Ok(())
}

fn to_str(vm: &Vm, a: &[Value]) -> PyResult {
    let exc = self_of::<BaseException>(vm, a)?;
    let filename = exc.field_or_none(FILENAME);
    let lineno = exc.field_or_none(LINENO);
    let has_line = lineno.is_int();
    let filename = filename.get::<Str>().map(|f| f.to_utf8().into_owned());
    let message = exc.field_or_none(MSG);
    if filename.is_none() && !has_line {
        return Ok(vm.to_str(&message)?.into_value());
    }
    let mut out = vm.str_builder();
    let text = vm.to_str(&message)?;
    out.push(vm, &text)?;
    let line = lineno.as_int().unwrap_or(0);
    match filename.as_deref().map(|f| f.rsplit('/').next().unwrap_or(f)) {
        Some(file) if has_line => out.push_str(vm, &format!(" ({file}, line {line})"))?,
        Some(file) => out.push_str(vm, &format!(" ({file})"))?,
        None => out.push_str(vm, &format!(" (line {line})"))?,
    }
    Ok(out.finish(vm)?.into_value())
}

/// Where a syntax error is: lines and columns count from 1; 0 = unknown.
#[derive(Clone, Debug, Default)]
pub struct SyntaxPlace<'a> {
    pub filename: &'a str,
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
    /// The source line, with its line end.
    pub text: Option<&'a str>,
}

impl Vm {
    /// Raises a SyntaxError (or a subclass) with its place.
    pub fn syntax_error_at(&self, class: &Ref<Class>, message: &str, place: &SyntaxPlace<'_>) -> Raised {
        let make = || -> PyResult {
            let text = match place.text {
                Some(text) => self.str(text)?,
                None => Value::NONE,
            };
            let details = self.tuple(&[
                self.str(place.filename)?,
                self.int(place.line as i64)?,
                self.int(place.column as i64)?,
                text,
                self.int(place.end_line as i64)?,
                self.int(place.end_column as i64)?,
            ])?;
            super::new(self, class, &[self.str(message)?, details])
        };
        match make() {
            Ok(exc) => self.raise_value(exc),
            Err(raised) => raised,
        }
    }
}
