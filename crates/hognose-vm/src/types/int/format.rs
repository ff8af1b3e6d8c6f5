//! `int.__format__`: presentation types of ints.

use hognose_heap::{Ref, Value};

use super::{IntRef, text};
use crate::format::{Align, FormatSpec, NumberParts, format_number};
use crate::raise::PyResult;
use crate::types::str::Str;
use crate::vm::Vm;

/// `format(value, spec)`
pub fn format(vm: &Vm, value: &Value, spec: &Ref<Str>) -> PyResult<Ref<Str>> {
    if spec.len() == 0 {
        return vm.to_str(value);
    }
    let spec = FormatSpec::parse(vm, spec, Some('d'), Align::Right, value)?;
    format_with(vm, value, &spec)
}

/// As `format`, the specification parsed.
pub fn format_with(vm: &Vm, value: &Value, spec: &FormatSpec) -> PyResult<Ref<Str>> {
    let Some(int) = IntRef::of(value) else {
        return Err(vm.system_error("int.__format__ needs an int"));
    };
    let code = match spec.ty {
        None => 'd',
        Some(_) => spec.type_char().unwrap_or('\0'),
    };
    match code {
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => {
            let x = super::to_f64(vm, int)?;
            return crate::types::float::format::format_with(vm, x, value, spec);
        }
        'b' | 'c' | 'd' | 'n' | 'o' | 'x' | 'X' => {}
        _ => return Err(spec.unknown_type(vm, value)),
    }
    if spec.precision.is_some() {
        return Err(vm.value_error("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(vm.value_error("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if code == 'c' {
        return format_character(vm, int, spec);
    }
    let parts = int.parts();
    let (digits, prefix) = match code {
        'b' => (text::to_power_of_two_base(vm, parts.limbs(), 1)?, "0b"),
        'o' => (text::to_power_of_two_base(vm, parts.limbs(), 3)?, "0o"),
        'x' => (text::to_power_of_two_base(vm, parts.limbs(), 4)?, "0x"),
        'X' => (text::to_power_of_two_base(vm, parts.limbs(), 4)?.to_ascii_uppercase(), "0X"),
        _ => (text::to_decimal(vm, int)?, ""),
    };
    let digits = digits.strip_prefix('-').unwrap_or(&digits);
    let prefix = if spec.alternate { prefix } else { "" };
    let parts = NumberParts { negative: int.is_negative(), prefix, digits, ..NumberParts::default() };
    format_number(vm, spec, &parts)
}

/// Presentation type `c`.
fn format_character(vm: &Vm, int: IntRef<'_>, spec: &FormatSpec) -> PyResult<Ref<Str>> {
    if spec.sign.is_some() {
        return Err(vm.value_error("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(vm.value_error("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    if int.to_i64().is_none() {
        return Err(vm.overflow_error("Python int too large to convert to C long"));
    }
    let Some(code) = int.to_i64().and_then(|i| u32::try_from(i).ok()).filter(|&c| c < 0x11_0000) else {
        return Err(vm.overflow_error("%c arg not in range(0x110000)"));
    };
    let width = spec.width.unwrap_or(0);
    let padding = width.saturating_sub(1);
    vm.check_size(width as u128)?;
    let (before, after) = match spec.align {
        Align::Left => (0, padding),
        Align::Center => (padding / 2, padding - padding / 2),
        Align::Right | Align::AfterSign => (padding, 0),
    };
    let mut out = vm.str_builder();
    out.push_repeated(vm, spec.fill, before)?;
    out.push_char(vm, code)?;
    out.push_repeated(vm, spec.fill, after)?;
    out.finish(vm)
}
