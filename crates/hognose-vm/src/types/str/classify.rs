//! isalpha and the other questions about all characters.

use hognose_heap::Value;

use super::this;
use super::unicode::*;
use crate::raise::PyResult;
use crate::vm::Vm;

/// True for a string that is not empty and of which every character passes.
fn every(vm: &Vm, args: &[Value], test: impl Fn(u32) -> bool) -> PyResult {
    let s = this(vm, args)?;
    Ok(Value::from_bool(!s.is_empty() && s.chars().all(test)))
}

macro_rules! questions {
    ($($method:ident = $test:expr;)*) => {
        $( pub(super) fn $method(vm: &Vm, args: &[Value]) -> PyResult {
            every(vm, args, $test)
        } )*
    };
}

questions! {
    isalpha = is_alpha;
    isalnum = is_alnum;
    isdecimal = is_decimal;
    isdigit = is_digit;
    isnumeric = is_numeric;
    isspace = is_space;
}

pub(super) fn isascii(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::from_bool(this(vm, args)?.is_ascii()))
}

pub(super) fn isprintable(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::from_bool(this(vm, args)?.chars().all(is_printable)))
}

pub(super) fn islower(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let mut cased = false;
    for c in s.chars() {
        if is_upper(c) || is_title(c) {
            return Ok(Value::FALSE);
        }
        cased |= is_lower(c);
    }
    Ok(Value::from_bool(cased))
}

pub(super) fn isupper(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let mut cased = false;
    for c in s.chars() {
        if is_lower(c) || is_title(c) {
            return Ok(Value::FALSE);
        }
        cased |= is_upper(c);
    }
    Ok(Value::from_bool(cased))
}

pub(super) fn istitle(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let (mut cased, mut inside) = (false, false);
    for c in s.chars() {
        if is_upper(c) || is_title(c) {
            if inside {
                return Ok(Value::FALSE);
            }
            (cased, inside) = (true, true);
        } else if is_lower(c) {
            if !inside {
                return Ok(Value::FALSE);
            }
            cased = true;
        } else {
            inside = false;
        }
    }
    Ok(Value::from_bool(cased))
}

pub(super) fn isidentifier(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::from_bool(this(vm, args)?.is_identifier()))
}
