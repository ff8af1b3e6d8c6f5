//! Module `math`.
//!
//! Elementary functions are the C library's (through std); what CPython computes itself is in
//! special.rs, sums.rs and integer.rs. This file checks domains and raises.

#![allow(clippy::disallowed_methods, reason = "as many floats as arguments, which are in the heap")]

pub(crate) mod c;
mod gcd;
mod integer;
pub(crate) mod special;
mod sums;

use hognose_heap::{Ref, Value};
use hognose_vm::protocol::BinOp;
use hognose_vm::raise::{PyResult, Raised};
use hognose_vm::typedef::{Def, ModuleDef, function};
use hognose_vm::types::float::text::repr;
use hognose_vm::types::float::{self, as_f64};
use hognose_vm::types::int::{self, IntRef, limbs};
use hognose_vm::types::module::Module;
use hognose_vm::types::str::Str;
use hognose_vm::types::tuple::Tuple;
use hognose_vm::vm::Vm;

use special::MathError;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "math",
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    functions: FUNCTIONS,
    types: &[],
    init: Some(init),
};

const SIGNED_UNIT: &str = "expected a number in range from -1 up to 1, got ";
const FINITE: &str = "expected a finite input, got ";
const GAMMA: &str = "expected a noninteger or positive integer, got ";
const POSITIVE: &str = "expected a positive input, got ";

const FUNCTIONS: &[Def] = &[
    function("acos", "(x, /)", |vm, a| unary(vm, a, f64::acos, SIGNED_UNIT)),
    function("acosh", "(x, /)", |vm, a| {
        unary(vm, a, |x| c::acosh(x), "expected argument value not less than 1, got ")
    }),
    function("asin", "(x, /)", |vm, a| unary(vm, a, f64::asin, SIGNED_UNIT)),
    function("asinh", "(x, /)", |vm, a| unary(vm, a, |x| c::asinh(x), "")),
    function("atan", "(x, /)", |vm, a| unary(vm, a, f64::atan, "")),
    function("atan2", "(y, x, /)", |vm, a| vm.float(vm.float_of(&a[0])?.atan2(vm.float_of(&a[1])?))),
    function("atanh", "(x, /)", |vm, a| {
        unary(vm, a, |x| c::atanh(x), "expected a number between -1 and 1, got ")
    }),
    function("cbrt", "(x, /)", |vm, a| unary(vm, a, f64::cbrt, "")),
    function("ceil", "(x, /)", ceil),
    function("comb", "(n, k, /)", integer::comb),
    function("copysign", "(x, y, /)", |vm, a| vm.float(vm.float_of(&a[0])?.copysign(vm.float_of(&a[1])?))),
    function("cos", "(x, /)", |vm, a| unary(vm, a, f64::cos, FINITE)),
    function("cosh", "(x, /)", |vm, a| growing(vm, a, f64::cosh)),
    function("degrees", "(x, /)", |vm, a| vm.float(vm.float_of(&a[0])? * (180.0 / std::f64::consts::PI))),
    function("dist", "(p, q, /)", dist),
    function("erf", "(x, /)", |vm, a| unary(vm, a, |x| c::erf(x), "")),
    function("erfc", "(x, /)", |vm, a| unary(vm, a, |x| c::erfc(x), "")),
    function("exp", "(x, /)", |vm, a| growing(vm, a, f64::exp)),
    function("exp2", "(x, /)", |vm, a| growing(vm, a, f64::exp2)),
    function("expm1", "(x, /)", |vm, a| growing(vm, a, f64::exp_m1)),
    function("fabs", "(x, /)", |vm, a| vm.float(vm.float_of(&a[0])?.abs())),
    function("factorial", "(n, /)", integer::factorial),
    function("floor", "(x, /)", floor),
    function("fma", "(x, y, z, /)", fma),
    function("fmod", "(x, y, /)", fmod),
    function("frexp", "(x, /)", frexp),
    function("fsum", "(seq, /)", fsum),
    function("gamma", "(x, /)", |vm, a| checked(vm, a, special::gamma, GAMMA)),
    function("gcd", "(*integers)", |vm, a| integer::gcd(vm, arguments(vm, a)?.items())),
    function("hypot", "(*coordinates)", hypot),
    function("isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", isclose),
    function("isfinite", "(x, /)", |vm, a| Ok(Value::from_bool(vm.float_of(&a[0])?.is_finite()))),
    function("isinf", "(x, /)", |vm, a| Ok(Value::from_bool(vm.float_of(&a[0])?.is_infinite()))),
    function("isnan", "(x, /)", |vm, a| Ok(Value::from_bool(vm.float_of(&a[0])?.is_nan()))),
    function("isqrt", "(n, /)", integer::isqrt),
    function("lcm", "(*integers)", |vm, a| integer::lcm(vm, arguments(vm, a)?.items())),
    function("ldexp", "(x, i, /)", ldexp),
    function("lgamma", "(x, /)", |vm, a| checked(vm, a, special::lgamma, GAMMA)),
    function("log", "(x, base=None, /)", log),
    function("log10", "(x, /)", |vm, a| vm.float(logarithm(vm, &a[0], f64::log10)?)),
    function("log1p", "(x, /)", |vm, a| unary(vm, a, log1p, "expected argument value > -1, got ")),
    function("log2", "(x, /)", |vm, a| vm.float(logarithm(vm, &a[0], f64::log2)?)),
    function("modf", "(x, /)", modf),
    function("nextafter", "(x, y, /, *, steps=None)", nextafter),
    function("perm", "(n, k=None, /)", integer::perm),
    function("pow", "(x, y, /)", pow),
    function("prod", "(iterable, /, *, start=1)", prod),
    function("radians", "(x, /)", |vm, a| vm.float(vm.float_of(&a[0])? * (std::f64::consts::PI / 180.0))),
    function("remainder", "(x, y, /)", remainder),
    function("sin", "(x, /)", |vm, a| unary(vm, a, f64::sin, FINITE)),
    function("sinh", "(x, /)", |vm, a| growing(vm, a, f64::sinh)),
    function("sqrt", "(x, /)", |vm, a| unary(vm, a, f64::sqrt, "expected a nonnegative input, got ")),
    function("sumprod", "(p, q, /)", sumprod),
    function("tan", "(x, /)", |vm, a| unary(vm, a, f64::tan, FINITE)),
    function("tanh", "(x, /)", |vm, a| unary(vm, a, f64::tanh, "")),
    function("trunc", "(x, /)", trunc),
    function("ulp", "(x, /)", |vm, a| vm.float(special::ulp(vm.float_of(&a[0])?))),
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
    Ok(())
}

/// The tuple of a `*args` slot.
fn arguments<'a>(vm: &Vm, a: &'a [Value]) -> PyResult<&'a Ref<Tuple>> {
    a.first().and_then(|v| v.get::<Tuple>()).ok_or_else(|| vm.system_error("no argument tuple"))
}

/// ValueError: `message` and the argument, or "math domain error".
fn domain_error(vm: &Vm, message: &str, x: f64) -> Raised {
    if message.is_empty() {
        vm.value_error("math domain error")
    } else {
        vm.value_error(format_args!("{message}{}", repr(x)))
    }
}

fn range_error(vm: &Vm) -> Raised {
    vm.overflow_error("math range error")
}

/// A function whose NaN or infinity for a finite argument is a domain error.
fn unary(vm: &Vm, a: &[Value], f: fn(f64) -> f64, message: &str) -> PyResult {
    vm.float(apply(vm, vm.float_of(&a[0])?, f, message)?)
}

fn apply(vm: &Vm, x: f64, f: fn(f64) -> f64, message: &str) -> PyResult<f64> {
    let r = f(x);
    if (r.is_nan() && !x.is_nan()) || (r.is_infinite() && x.is_finite()) {
        return Err(domain_error(vm, message, x));
    }
    Ok(r)
}

/// A function whose infinity for a finite argument is an overflow.
fn growing(vm: &Vm, a: &[Value], f: fn(f64) -> f64) -> PyResult {
    let x = vm.float_of(&a[0])?;
    let r = f(x);
    if r.is_infinite() && x.is_finite() { Err(range_error(vm)) } else { vm.float(r) }
}

fn checked(vm: &Vm, a: &[Value], f: fn(f64) -> Result<f64, MathError>, message: &str) -> PyResult {
    let x = vm.float_of(&a[0])?;
    settle(vm, f(x), message, x)
}

fn settle(vm: &Vm, result: Result<f64, MathError>, message: &str, x: f64) -> PyResult {
    match result {
        Ok(r) => vm.float(r),
        Err(MathError::Domain) => Err(domain_error(vm, message, x)),
        Err(MathError::Range) => Err(range_error(vm)),
    }
}

/// log(1 + x) with the sign of a zero kept.
fn log1p(x: f64) -> f64 {
    if x == 0.0 { x } else { x.ln_1p() }
}

fn floor(vm: &Vm, a: &[Value]) -> PyResult {
    rounded(vm, &a[0], f64::floor, &vm.names.__floor__)
}

fn ceil(vm: &Vm, a: &[Value]) -> PyResult {
    rounded(vm, &a[0], f64::ceil, &vm.names.__ceil__)
}

fn rounded(vm: &Vm, x: &Value, f: fn(f64) -> f64, special: &Ref<Str>) -> PyResult {
    if x.is_int() {
        return Ok(x.clone());
    }
    if let Some(x) = x.as_f64() {
        return float::methods::to_int(vm, f(x));
    }
    match vm.call_special(x, special, &[])? {
        Some(result) => Ok(result),
        None => float::methods::to_int(vm, f(vm.float_of(x)?)),
    }
}

fn trunc(vm: &Vm, a: &[Value]) -> PyResult {
    if let Some(x) = a[0].as_f64() {
        return float::methods::to_int(vm, x);
    }
    match vm.call_special(&a[0], &vm.names.__trunc__, &[])? {
        Some(result) => Ok(result),
        None => Err(vm.type_error(format_args!("type {} doesn't define __trunc__ method", vm.tn(&a[0])))),
    }
}

fn fma(vm: &Vm, a: &[Value]) -> PyResult {
    let (x, y, z) = (vm.float_of(&a[0])?, vm.float_of(&a[1])?, vm.float_of(&a[2])?);
    let r = x.mul_add(y, z);
    if r.is_finite() {
        return vm.float(r);
    }
    if r.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if r.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    vm.float(r)
}

fn fmod(vm: &Vm, a: &[Value]) -> PyResult {
    let (x, y) = (vm.float_of(&a[0])?, vm.float_of(&a[1])?);
    if y.is_infinite() && x.is_finite() {
        return vm.float(x);
    }
    let r = x % y;
    if r.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm, "", x));
    }
    vm.float(r)
}

fn remainder(vm: &Vm, a: &[Value]) -> PyResult {
    let (x, y) = (vm.float_of(&a[0])?, vm.float_of(&a[1])?);
    settle(vm, special::remainder(x, y), "", x)
}

fn pow(vm: &Vm, a: &[Value]) -> PyResult {
    let (x, y) = (vm.float_of(&a[0])?, vm.float_of(&a[1])?);
    settle(vm, special::pow(x, y), "", x)
}

fn frexp(vm: &Vm, a: &[Value]) -> PyResult {
    let (mantissa, exponent) = special::frexp(vm.float_of(&a[0])?);
    vm.tuple_of([vm.float(mantissa)?, Value::from_small(exponent)])
}

fn ldexp(vm: &Vm, a: &[Value]) -> PyResult {
    let x = vm.float_of(&a[0])?;
    let exponent = match IntRef::of(&a[1]) {
        Some(IntRef::Small(exponent)) => exponent,
        Some(IntRef::Long(negative, _)) => {
            if negative {
                i64::MIN
            } else {
                i64::MAX
            }
        }
        None => return Err(vm.type_error("Expected an int as second argument to ldexp.")),
    };
    let r = special::ldexp(x, exponent);
    if r.is_infinite() && x.is_finite() { Err(range_error(vm)) } else { vm.float(r) }
}

fn modf(vm: &Vm, a: &[Value]) -> PyResult {
    let x = vm.float_of(&a[0])?;
    let (fraction, whole) =
        if x.is_infinite() { (0f64.copysign(x), x) } else { ((x - x.trunc()).copysign(x), x.trunc()) };
    vm.tuple_of([vm.float(fraction)?, vm.float(whole)?])
}

fn nextafter(vm: &Vm, a: &[Value]) -> PyResult {
    let (x, y) = (vm.float_of(&a[0])?, vm.float_of(&a[1])?);
    if a[2].is_blank() || a[2].is_none() {
        return vm.float(special::next_after(x, y));
    }
    let steps = vm.index(&a[2])?;
    let steps = match IntRef::of(&steps) {
        Some(steps) if steps.is_negative() => {
            return Err(vm.value_error("steps must be a non-negative integer"));
        }
        Some(IntRef::Small(steps)) => steps as u64,
        _ => u64::MAX,
    };
    vm.float(special::next_after_steps(x, y, steps))
}

fn log(vm: &Vm, a: &[Value]) -> PyResult {
    let numerator = logarithm(vm, &a[0], f64::ln)?;
    if a[1].is_blank() {
        return vm.float(numerator);
    }
    let denominator = logarithm(vm, &a[1], f64::ln)?;
    if denominator == 0.0 {
        return Err(vm.zero_division_error("division by zero"));
    }
    vm.float(numerator / denominator)
}

/// A logarithm also of ints that no double holds.
fn logarithm(vm: &Vm, value: &Value, f: fn(f64) -> f64) -> PyResult<f64> {
    let index;
    let int = match IntRef::of(value) {
        Some(int) => int,
        None => match as_f64(value) {
            Some(x) => return apply(vm, x, f, POSITIVE),
            None => {
                let result = vm.float_of(value);
                let overflow = match result {
                    Ok(x) => return apply(vm, x, f, POSITIVE),
                    Err(raised) => vm.catch(&vm.exc.overflow_error).ok_or(raised)?,
                };
                if vm.lookup_special(value, &vm.names.__index__).is_none() {
                    return Err(vm.reraise(overflow));
                }
                index = vm.index(value)?;
                match IntRef::of(&index) {
                    Some(int) => int,
                    None => return Err(vm.reraise(overflow)),
                }
            }
        },
    };
    if int.signum() <= 0 {
        return Err(vm.value_error("expected a positive input"));
    }
    if let Some(x) = int.to_f64() {
        return Ok(f(x));
    }
    let parts = int.parts();
    let bits = limbs::bit_length(parts.limbs()) as i64;
    let mantissa = limbs::to_f64(parts.limbs(), false, -bits).unwrap_or(1.0);
    Ok(f(mantissa) + f(2.0) * bits as f64)
}

/// The doubles of an iterable, as magnitudes if asked.
fn doubles(vm: &Vm, values: &[Value]) -> PyResult<Vec<f64>> {
    let _charge = vm.charge(values.len() * 8)?;
    let mut out = Vec::with_capacity(values.len());
    for value in values {
        out.push(vm.float_of(value)?);
    }
    Ok(out)
}

fn hypot(vm: &Vm, a: &[Value]) -> PyResult {
    let mut values = doubles(vm, arguments(vm, a)?.items())?;
    values.iter_mut().for_each(|x| *x = x.abs());
    vm.float(sums::norm(&mut values))
}

fn dist(vm: &Vm, a: &[Value]) -> PyResult {
    let p = doubles(vm, &vm.collect(&a[0])?)?;
    let q = doubles(vm, &vm.collect(&a[1])?)?;
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut differences: Vec<f64> = p.iter().zip(&q).map(|(x, y)| (x - y).abs()).collect();
    vm.float(sums::norm(&mut differences))
}

fn fsum(vm: &Vm, a: &[Value]) -> PyResult {
    let iterator = vm.iter(&a[0])?;
    let mut sum = sums::Sum::default();
    let mut result = Ok(());
    while let Some(item) = vm.next(&iterator)? {
        result = result.and(sum.add(vm.float_of(&item)?));
        if result.is_err() {
            break;
        }
    }
    match result.and_then(|()| sum.finish()) {
        Ok(sum) => vm.float(sum),
        Err(sums::SumError::Overflow) => Err(vm.overflow_error("intermediate overflow in fsum")),
        Err(sums::SumError::Infinities) => Err(vm.value_error("-inf + inf in fsum")),
    }
}

fn isclose(vm: &Vm, a: &[Value]) -> PyResult {
    let (x, y) = (vm.float_of(&a[0])?, vm.float_of(&a[1])?);
    let relative = if a[2].is_blank() { 1e-9 } else { vm.float_of(&a[2])? };
    let absolute = if a[3].is_blank() { 0.0 } else { vm.float_of(&a[3])? };
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if x == y {
        return Ok(Value::TRUE);
    }
    if x.is_infinite() || y.is_infinite() {
        return Ok(Value::FALSE);
    }
    let difference = (y - x).abs();
    let close =
        difference <= (relative * y).abs() || difference <= (relative * x).abs() || difference <= absolute;
    Ok(Value::from_bool(close))
}

/// A native multiplication of ints or floats, or the VM's.
fn multiply(vm: &Vm, x: &Value, y: &Value) -> PyResult {
    if let (Some(x), Some(y)) = (x.as_f64(), y.as_f64()) {
        return vm.float(x * y);
    }
    if x.is_int() && y.is_int() { int::mul(vm, x, y) } else { vm.binary(BinOp::Mul, x, y) }
}

fn prod(vm: &Vm, a: &[Value]) -> PyResult {
    let iterator = vm.iter(&a[0])?;
    let mut product = if a[1].is_blank() { Value::from_small(1) } else { a[1].clone() };
    while let Some(item) = vm.next(&iterator)? {
        product = multiply(vm, &product, &item)?;
    }
    Ok(product)
}

fn sumprod(vm: &Vm, a: &[Value]) -> PyResult {
    let (p, q) = (vm.iter(&a[0])?, vm.iter(&a[1])?);
    let mut total = Value::from_small(0);
    // A run of float products is summed in triple precision, and added when it ends.
    let mut run: Option<sums::Triple> = None;
    let exact = |value: &Value| match value.as_f64() {
        Some(x) => Some(x),
        None if value.is_int() => IntRef::of(value).and_then(IntRef::to_f64),
        None => None,
    };
    loop {
        let (x, y) = match (vm.next(&p)?, vm.next(&q)?) {
            (Some(x), Some(y)) => (x, y),
            (None, None) => break,
            _ => return Err(vm.value_error("Inputs are not the same length")),
        };
        let has_float = x.is_f64() || y.is_f64();
        if let (true, Some(x), Some(y)) = (has_float, exact(&x), exact(&y)) {
            let next = run.unwrap_or_default().add_product(x, y);
            if next.to_f64().is_finite() {
                run = Some(next);
                continue;
            }
        }
        if let Some(done) = run.take() {
            total = vm.binary(BinOp::Add, &total, &vm.float(done.to_f64())?)?;
        }
        let product = multiply(vm, &x, &y)?;
        total = vm.binary(BinOp::Add, &total, &product)?;
    }
    match run {
        Some(done) => vm.binary(BinOp::Add, &total, &vm.float(done.to_f64())?),
        None => Ok(total),
    }
}
