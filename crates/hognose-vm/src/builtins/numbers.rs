//! Built-in functions on numbers and characters.

use crate::prelude::*;
use crate::types::int;

pub(super) fn abs(vm: &Vm, a: &[Value]) -> PyResult {
    if let Some(i) = a[0].as_int() {
        return vm.int(i.abs());
    }
    if let Some(f) = a[0].as_f64() {
        return vm.float(f.abs());
    }
    match vm.call_special(&a[0], &vm.names.__abs__, &[])? {
        Some(v) => Ok(v),
        None => Err(vm.type_error(format_args!("bad operand type for abs(): '{}'", vm.tn(&a[0])))),
    }
}

fn in_base(vm: &Vm, v: &Value, spec: &str) -> PyResult {
    let int = vm.index(v)?;
    Ok(vm.format(&int, &vm.new_str(spec)?)?.into_value())
}

pub(super) fn bin(vm: &Vm, a: &[Value]) -> PyResult {
    in_base(vm, &a[0], "#b")
}

pub(super) fn hex(vm: &Vm, a: &[Value]) -> PyResult {
    in_base(vm, &a[0], "#x")
}

pub(super) fn oct(vm: &Vm, a: &[Value]) -> PyResult {
    in_base(vm, &a[0], "#o")
}

pub(super) fn chr(vm: &Vm, a: &[Value]) -> PyResult {
    let int = vm.index(&a[0])?;
    let code =
        crate::types::int::as_i64(&int).and_then(|i| u32::try_from(i).ok()).filter(|code| *code <= 0x10_FFFF);
    match code {
        Some(code) => Ok(vm.char_str(code)?.into_value()),
        None => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

pub(super) fn ord(vm: &Vm, a: &[Value]) -> PyResult {
    let len = if let Some(text) = a[0].get::<Str>() {
        if text.len() == 1 {
            return vm.int(text.char_at(0) as i64);
        }
        text.len()
    } else {
        let is_bytes = [&vm.types.bytes, &vm.types.bytearray].iter().any(|t| vm.value_is_instance(&a[0], t));
        if !is_bytes {
            return Err(
                vm.type_error(format_args!("ord() expected string of length 1, but {} found", vm.tn(&a[0])))
            );
        }
        let len = vm.len(&a[0])?;
        if len == 1 {
            return vm.getitem(&a[0], &Value::from_small(0));
        }
        len
    };
    Err(vm.type_error(format_args!("ord() expected a character, but string of length {len} found")))
}

pub(super) fn divmod(vm: &Vm, a: &[Value]) -> PyResult {
    let plain = |v: &Value| v.is_int() || v.is_f64();
    if plain(&a[0]) && plain(&a[1]) {
        let quotient = vm.binary(BinOp::FloorDiv, &a[0], &a[1])?;
        let rest = vm.binary(BinOp::Mod, &a[0], &a[1])?;
        return vm.tuple_of([quotient, rest]);
    }
    vm.binary(BinOp::DivMod, &a[0], &a[1])
}

pub(super) fn pow(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(modulus) = given(&a[2]).filter(|m| !m.is_none()) else {
        return vm.binary(BinOp::Pow, &a[0], &a[1]);
    };
    let names = &vm.names;
    let implemented = |v: &Value| !v.same(&Value::NOT_IMPLEMENTED);
    if let Some(v) =
        vm.call_special(&a[0], &names.__pow__, &[a[1].clone(), modulus.clone()])?.filter(implemented)
    {
        return Ok(v);
    }
    if vm.lookup_special(&a[1], &names.__rpow__).is_some() && !vm.class_of(&a[0]).ptr_eq(&vm.class_of(&a[1]))
    {
        if let Some(v) =
            vm.call_special(&a[1], &names.__rpow__, &[a[0].clone(), modulus.clone()])?.filter(implemented)
        {
            return Ok(v);
        }
    }
    let (b, e, m) = (vm.tn(&a[0]), vm.tn(&a[1]), vm.tn(modulus));
    Err(vm.type_error(format_args!("unsupported operand type(s) for ** or pow(): '{b}', '{e}', '{m}'")))
}

pub(super) fn round(vm: &Vm, a: &[Value]) -> PyResult {
    let digits = given(&a[1]).filter(|d| !d.is_none());
    let answer = match digits {
        Some(digits) => vm.call_special(&a[0], &vm.names.__round__, std::slice::from_ref(digits))?,
        None => vm.call_special(&a[0], &vm.names.__round__, &[])?,
    };
    match answer {
        Some(v) => Ok(v),
        None => Err(vm.type_error(format_args!("type {} doesn't define __round__ method", vm.tn(&a[0])))),
    }
}

/// A machine integer of an int or bool object.
pub(super) fn small_int(v: &Value) -> Option<i64> {
    int::as_i64(v)
}
