//! Module `cmath`: functions of complex numbers.
//!
//! functions.rs computes, tables.rs has the special values; this file raises.

mod functions;
mod tables;

use hognose_vm::prelude::*;
use hognose_vm::typedef::{Def, ModuleDef, function};
use hognose_vm::types::complex::{Pair, arith, of_number};
use hognose_vm::types::module::Module;

use crate::math::special::MathError;
use functions::Outcome;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "cmath",
    doc: "This module provides access to mathematical functions for complex\nnumbers.",
    functions: FUNCTIONS,
    types: &[],
    init: Some(init),
};

const FUNCTIONS: &[Def] = &[
    function("acos", "(z, /)", |vm, a| unary(vm, a, functions::acos)),
    function("acosh", "(z, /)", |vm, a| unary(vm, a, functions::acosh)),
    function("asin", "(z, /)", |vm, a| unary(vm, a, functions::asin)),
    function("asinh", "(z, /)", |vm, a| unary(vm, a, functions::asinh)),
    function("atan", "(z, /)", |vm, a| unary(vm, a, functions::atan)),
    function("atanh", "(z, /)", |vm, a| unary(vm, a, functions::atanh)),
    function("cos", "(z, /)", |vm, a| unary(vm, a, functions::cos)),
    function("cosh", "(z, /)", |vm, a| unary(vm, a, functions::cosh)),
    function("exp", "(z, /)", |vm, a| unary(vm, a, functions::exp)),
    function("isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", isclose),
    function("isfinite", "(z, /)", |vm, a| test(vm, a, |z| z.0.is_finite() && z.1.is_finite())),
    function("isinf", "(z, /)", |vm, a| test(vm, a, |z| z.0.is_infinite() || z.1.is_infinite())),
    function("isnan", "(z, /)", |vm, a| test(vm, a, |z| z.0.is_nan() || z.1.is_nan())),
    function("log", "(z, base=<unrepresentable>, /)", log),
    function("log10", "(z, /)", |vm, a| unary(vm, a, functions::log10)),
    function("phase", "(z, /)", |vm, a| of_number(vm, &a[0]).and_then(|z| vm.float(z.1.atan2(z.0)))),
    function("polar", "(z, /)", polar),
    function("rect", "(r, phi, /)", |vm, a| {
        settle(vm, functions::rect(vm.float_of(&a[0])?, vm.float_of(&a[1])?))
    }),
    function("sin", "(z, /)", |vm, a| unary(vm, a, functions::sin)),
    function("sinh", "(z, /)", |vm, a| unary(vm, a, functions::sinh)),
    function("sqrt", "(z, /)", |vm, a| unary(vm, a, functions::sqrt)),
    function("tan", "(z, /)", |vm, a| unary(vm, a, functions::tan)),
    function("tanh", "(z, /)", |vm, a| unary(vm, a, functions::tanh)),
];

fn init(vm: &Vm, module: &Ref<Module>) -> PyResult<()> {
    let constants = [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, value) in constants {
        module.set(vm, name, vm.float(value)?)?;
    }
    module.set(vm, "infj", vm.complex(0.0, f64::INFINITY)?)?;
    module.set(vm, "nanj", vm.complex(0.0, f64::NAN)?)
}

fn raise(vm: &Vm, error: MathError) -> Raised {
    match error {
        MathError::Domain => vm.value_error("math domain error"),
        MathError::Range => vm.overflow_error("math range error"),
    }
}

fn settle(vm: &Vm, outcome: Outcome) -> PyResult {
    let (re, im) = outcome.map_err(|error| raise(vm, error))?;
    vm.complex(re, im)
}

fn unary(vm: &Vm, a: &[Value], f: fn(Pair) -> Outcome) -> PyResult {
    settle(vm, f(of_number(vm, &a[0])?))
}

fn test(vm: &Vm, a: &[Value], f: fn(Pair) -> bool) -> PyResult {
    Ok(Value::from_bool(f(of_number(vm, &a[0])?)))
}

fn log(vm: &Vm, a: &[Value]) -> PyResult {
    let z = functions::log(of_number(vm, &a[0])?);
    let Some(base) = given(&a[1]) else { return settle(vm, z) };
    let base = functions::log(of_number(vm, base)?);
    let quotient = z.and_then(|z| arith::div(z, base?).ok_or(MathError::Domain));
    settle(vm, quotient)
}

fn polar(vm: &Vm, a: &[Value]) -> PyResult {
    let z = of_number(vm, &a[0])?;
    let Some(length) = arith::abs(z) else { return Err(raise(vm, MathError::Range)) };
    vm.tuple_of([vm.float(length)?, vm.float(z.1.atan2(z.0))?])
}

fn isclose(vm: &Vm, a: &[Value]) -> PyResult {
    let (x, y) = (of_number(vm, &a[0])?, of_number(vm, &a[1])?);
    let relative = given(&a[2]).map_or(Ok(1e-9), |v| vm.float_of(v))?;
    let absolute = given(&a[3]).map_or(Ok(0.0), |v| vm.float_of(v))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if x == y {
        return Ok(Value::TRUE);
    }
    let infinite = |z: Pair| z.0.is_infinite() || z.1.is_infinite();
    if infinite(x) || infinite(y) {
        return Ok(Value::FALSE);
    }
    let length = |z: Pair| z.0.hypot(z.1);
    let difference = length((x.0 - y.0, x.1 - y.1));
    let close =
        difference <= relative * length(y) || difference <= relative * length(x) || difference <= absolute;
    Ok(Value::from_bool(close))
}
