//! `str.__format__`: a text cut to a precision and padded to a width.

use hognose_heap::{Ref, Value};

use super::spec::{Align, FormatSpec, Sign};
use crate::prelude::self_of;
use crate::raise::PyResult;
use crate::types::str::{Str, pad};
use crate::vm::Vm;

/// `format(s, spec)` of a string.
pub fn format_str(vm: &Vm, s: &Ref<Str>, spec: &Ref<Str>) -> PyResult<Ref<Str>> {
    if spec.is_empty() {
        return vm.exact_str(s);
    }
    let spec = FormatSpec::parse(vm, spec, Some('s'), Align::Left, s.as_value())?;
    if spec.ty.is_some_and(|ty| ty != 's' as u32) {
        return Err(spec.unknown_type(vm, s.as_value()));
    }
    match spec.sign {
        Some(Sign::Space) => return Err(vm.value_error("Space not allowed in string format specifier")),
        Some(_) => return Err(vm.value_error("Sign not allowed in string format specifier")),
        None => {}
    }
    if spec.no_negative_zero {
        return Err(vm.value_error("Negative zero coercion (z) not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(vm.value_error("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(vm.value_error("'=' alignment not allowed in string format specifier"));
    }
    let shown = vm.substr(s, 0, spec.precision.unwrap_or(usize::MAX).min(s.len()))?;
    pad_text(vm, &shown, &spec)
}

/// Pads a finished text as the specification says.
pub fn pad_text(vm: &Vm, text: &Ref<Str>, spec: &FormatSpec) -> PyResult<Ref<Str>> {
    let padding = spec.width.unwrap_or(0).saturating_sub(text.len());
    let left = match spec.align {
        Align::Left => 0,
        Align::Right | Align::AfterSign => padding,
        Align::Center => padding / 2,
    };
    pad(vm, text, left, padding - left, spec.fill)
}

pub(crate) fn str_format(vm: &Vm, args: &[Value]) -> PyResult {
    let s = self_of::<Str>(vm, args)?;
    match args[1].get::<Str>() {
        // An instance of a subclass has a say.
        Some(spec) if spec.is_empty() => Ok(vm.to_str(&args[0])?.into_value()),
        Some(spec) => Ok(format_str(vm, s, spec)?.into_value()),
        None => Err(vm.type_error(format_args!(
            "__format__() argument must be str, not {}",
            vm.type_or_none(&args[1])
        ))),
    }
}
