//! `Decimal` as Python sees it: the tables of its methods.

use hognose_vm::prelude::*;
use hognose_vm::types::int;
use hognose_vm::types::{complex, float};

use super::arith::{self, propagate};
use super::coef::Coef;
use super::compare::{self, same_quantum};
use super::context::Context;
use super::elementary;
use super::number::{Ctx, Kind, Num, Rounding, Status, status};
use super::object::{self, Decimal, argument, make, make_short, operand, short_operand};
use super::quick::{self, Short};
use super::state::{State, state};
use super::{convert, format, places, text};

/// An operation on one number.
pub type Unary = fn(&Vm, &Num, &Ctx, &mut Status) -> PyResult<Num>;
/// An operation on two numbers.
pub type Binary = fn(&Vm, &Num, &Num, &Ctx, &mut Status) -> PyResult<Num>;

/// A row `name(context=None)`.
macro_rules! unary {
    ($name:literal, $f:expr) => {
        method($name, "($self, /, context=None)", |vm, a| unary(vm, &a[0], &a[1], $f))
    };
}

/// A row `name(other, context=None)`.
macro_rules! binary {
    ($name:literal, $f:expr) => {
        method($name, "($self, /, other, context=None)", |vm, a| binary(vm, &a[0], &a[1], &a[2], $f))
    };
}

/// A row that answers yes or no.
macro_rules! test {
    ($name:literal, $f:expr) => {
        method($name, "($self, /)", |vm, a| {
            let test: fn(&Num) -> bool = $f;
            Ok(Value::from_bool(test(&me(vm, a)?)))
        })
    };
}

/// The rows of an operator and its reflection.
macro_rules! operator {
    ($name:literal, $f:expr) => {
        method($name, "($self, value, /)", |vm, a| operator(vm, &a[0], &a[1], $f))
    };
    (reflected $name:literal, $f:expr) => {
        method($name, "($self, value, /)", |vm, a| operator(vm, &a[1], &a[0], $f))
    };
}

pub const METHODS: &[Def] = &[
    operator!("__add__", arith::add),
    operator!(reflected "__radd__", arith::add),
    operator!("__sub__", arith::sub),
    operator!(reflected "__rsub__", arith::sub),
    operator!("__mul__", arith::mul),
    operator!(reflected "__rmul__", arith::mul),
    operator!("__truediv__", arith::div),
    operator!(reflected "__rtruediv__", arith::div),
    operator!("__floordiv__", arith::div_int),
    operator!(reflected "__rfloordiv__", arith::div_int),
    operator!("__mod__", arith::rem),
    operator!(reflected "__rmod__", arith::rem),
    method("__divmod__", "($self, value, /)", |vm, a| div_mod(vm, &a[0], &a[1])),
    method("__rdivmod__", "($self, value, /)", |vm, a| div_mod(vm, &a[1], &a[0])),
    method("__pow__", "($self, value, mod=None, /)", |vm, a| power(vm, &a[0], &a[1], &a[2])),
    method("__rpow__", "($self, value, mod=None, /)", |vm, a| power(vm, &a[1], &a[0], &a[2])),
    method("__neg__", "($self, /)", |vm, a| unary(vm, &a[0], &Value::BLANK, places::minus)),
    method("__pos__", "($self, /)", |vm, a| unary(vm, &a[0], &Value::BLANK, places::plus)),
    method("__abs__", "($self, /)", |vm, a| unary(vm, &a[0], &Value::BLANK, places::abs)),
    method("__bool__", "($self, /)", |vm, a| Ok(Value::from_bool(!me(vm, a)?.is_zero()))),
    method("__eq__", "($self, value, /)", |vm, a| rich_compare(vm, a, CmpOp::Eq)),
    method("__ne__", "($self, value, /)", |vm, a| rich_compare(vm, a, CmpOp::Ne)),
    method("__lt__", "($self, value, /)", |vm, a| rich_compare(vm, a, CmpOp::Lt)),
    method("__le__", "($self, value, /)", |vm, a| rich_compare(vm, a, CmpOp::Le)),
    method("__gt__", "($self, value, /)", |vm, a| rich_compare(vm, a, CmpOp::Gt)),
    method("__ge__", "($self, value, /)", |vm, a| rich_compare(vm, a, CmpOp::Ge)),
    method("__hash__", "($self, /)", hash),
    method("__repr__", "($self, /)", repr),
    method("__str__", "($self, /)", |vm, a| to_string(vm, &a[0], &Value::BLANK, false)),
    method("__format__", "($self, fmt, override=None, /)", format::format),
    method("__int__", "($self, /)", |vm, a| to_int(vm, a, Rounding::Down)),
    method("__trunc__", "($self, /)", |vm, a| to_int(vm, a, Rounding::Down)),
    method("__floor__", "($self, /)", |vm, a| to_int(vm, a, Rounding::Floor)),
    method("__ceil__", "($self, /)", |vm, a| to_int(vm, a, Rounding::Ceiling)),
    method("__round__", "($self, ndigits=None, /)", round),
    method("__float__", "($self, /)", |vm, a| vm.float(to_float(vm, a)?)),
    method("__complex__", "($self, /)", |vm, a| vm.complex(to_float(vm, a)?, 0.0)),
    method("__copy__", "($self, /)", return_self),
    method("__deepcopy__", "($self, memo, /)", return_self),
    method("__reduce__", "($self, /)", reduce),
    method("__sizeof__", "($self, /)", |vm, a| {
        vm.int_from_usize(vm.own_size(&a[0]) + self_of::<Decimal>(vm, a)?.limb_count() * 8)
    }),
    method("adjusted", "($self, /)", |vm, a| {
        let n = me(vm, a)?;
        vm.int(if n.is_finite() { n.adjusted() } else { 0 })
    }),
    method("as_integer_ratio", "($self, /)", as_integer_ratio),
    method("as_tuple", "($self, /)", as_tuple),
    method("canonical", "($self, /)", return_self),
    method("conjugate", "($self, /)", return_self),
    binary!("compare", compare::compare),
    binary!("compare_signal", compare::compare_signal),
    binary!("compare_total", compare::compare_total),
    binary!("compare_total_mag", compare::compare_total_mag),
    method("copy_abs", "($self, /)", |vm, a| new(vm, &me(vm, a)?.abs())),
    method("copy_negate", "($self, /)", |vm, a| new(vm, &me(vm, a)?.negated())),
    binary!("copy_sign", copy_sign),
    unary!("exp", elementary::exp),
    method("fma", "($self, /, other, third, context=None)", fma),
    class_method("from_float", "($type, f, /)", from_float),
    class_method("from_number", "($type, number, /)", from_number),
    test!("is_canonical", |_| true),
    test!("is_finite", Num::is_finite),
    test!("is_infinite", Num::is_infinite),
    test!("is_nan", Num::is_nan),
    test!("is_qnan", |n| n.kind == Kind::Quiet),
    test!("is_signed", |n| n.negative),
    test!("is_snan", |n| n.kind == Kind::Signaling),
    test!("is_zero", Num::is_zero),
    method("is_normal", "($self, /, context=None)", |vm, a| {
        let context = state(vm)?.context_or_current(vm, &a[1])?;
        Ok(Value::from_bool(me(vm, a)?.is_normal(&context.plain())))
    }),
    method("is_subnormal", "($self, /, context=None)", |vm, a| {
        let context = state(vm)?.context_or_current(vm, &a[1])?;
        Ok(Value::from_bool(me(vm, a)?.is_subnormal(&context.plain())))
    }),
    unary!("ln", elementary::ln),
    unary!("log10", elementary::log10),
    unary!("logb", places::logb),
    binary!("logical_and", places::logical_and),
    unary!("logical_invert", places::logical_invert),
    binary!("logical_or", places::logical_or),
    binary!("logical_xor", places::logical_xor),
    binary!("max", compare::max),
    binary!("max_mag", compare::max_mag),
    binary!("min", compare::min),
    binary!("min_mag", compare::min_mag),
    unary!("next_minus", places::next_minus),
    unary!("next_plus", places::next_plus),
    binary!("next_toward", places::next_toward),
    unary!("normalize", places::normalize),
    method("number_class", "($self, /, context=None)", |vm, a| {
        let context = state(vm)?.context_or_current(vm, &a[1])?;
        vm.str(number_class(&me(vm, a)?, &context.plain()))
    }),
    method("quantize", "($self, /, exp, rounding=None, context=None)", quantize),
    method("radix", "($self, /)", |vm, _| new(vm, &Num::from_i64(10))),
    binary!("remainder_near", arith::rem_near),
    binary!("rotate", places::rotate),
    method("same_quantum", "($self, /, other, context=None)", |vm, a| {
        state(vm)?.context_or_current(vm, &a[2])?;
        Ok(Value::from_bool(same_quantum(&me(vm, a)?, &argument(vm, &a[1])?)))
    }),
    binary!("scaleb", places::scaleb),
    binary!("shift", places::shift),
    unary!("sqrt", arith::sqrt),
    method("to_eng_string", "($self, /, context=None)", |vm, a| to_string(vm, &a[0], &a[1], true)),
    method("to_integral", "($self, /, rounding=None, context=None)", |vm, a| {
        to_integral(vm, a, places::to_integral_value)
    }),
    method("to_integral_exact", "($self, /, rounding=None, context=None)", |vm, a| {
        to_integral(vm, a, places::to_integral_exact)
    }),
    method("to_integral_value", "($self, /, rounding=None, context=None)", |vm, a| {
        to_integral(vm, a, places::to_integral_value)
    }),
];

pub const GETSETS: &[GetSet] = &[
    getset("real", |_, v| Ok(v.clone()), None),
    getset("imag", |vm, _| new(vm, &Num::zero(false, 0)), None),
];

fn me(vm: &Vm, a: &[Value]) -> PyResult<Num> {
    object::read(vm, self_of::<Decimal>(vm, a)?)
}

/// A plain Decimal.
pub fn new(vm: &Vm, n: &Num) -> PyResult {
    make(vm, &state(vm)?.decimal, n)
}

/// Turns an operation's result and conditions into a Decimal, or an exception.
#[inline]
pub fn finish(vm: &Vm, state: &State, context: &Context, n: &Num, st: Status) -> PyResult {
    state.conclude(vm, context, st)?;
    make(vm, &state.decimal, n)
}

/// An operation on one number in a context argument's context.
fn unary(vm: &Vm, a: &Value, context: &Value, f: Unary) -> PyResult {
    let state = state(vm)?;
    let context = state.context_or_current(vm, context)?;
    let mut st = 0;
    let result = f(vm, &argument(vm, a)?, &context.plain(), &mut st)?;
    finish(vm, state, &context, &result, st)
}

fn binary(vm: &Vm, a: &Value, b: &Value, context: &Value, f: Binary) -> PyResult {
    let state = state(vm)?;
    let context = state.context_or_current(vm, context)?;
    let mut st = 0;
    let result = f(vm, &argument(vm, a)?, &argument(vm, b)?, &context.plain(), &mut st)?;
    finish(vm, state, &context, &result, st)
}

/// The operators on Decimals and ints, for `Vm::decimal_arithmetic`.
pub fn arithmetic(vm: &Vm, op: BinOp, a: &Value, b: &Value) -> PyResult {
    if let (Some(x), Some(y)) = (short_operand(a), short_operand(b)) {
        let state = state(vm)?;
        let context = state.current(vm)?;
        let ctx = context.plain();
        let made = match op {
            BinOp::Add => quick::add(x, y, &ctx),
            BinOp::Sub => quick::add(x, Short { negative: !y.negative, ..y }, &ctx),
            BinOp::Mul => quick::mul(x, y, &ctx),
            _ => None,
        };
        if let Some(made) = made {
            return make_short(vm, &state.decimal, made);
        }
    }
    match op {
        BinOp::Add => operator(vm, a, b, arith::add),
        BinOp::Sub => operator(vm, a, b, arith::sub),
        BinOp::Mul => operator(vm, a, b, arith::mul),
        BinOp::TrueDiv => operator(vm, a, b, arith::div),
        BinOp::FloorDiv => operator(vm, a, b, arith::div_int),
        BinOp::Mod => operator(vm, a, b, arith::rem),
        BinOp::Pow => operator(vm, a, b, elementary::pow),
        BinOp::DivMod => div_mod(vm, a, b),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

#[inline]
fn operator(vm: &Vm, a: &Value, b: &Value, f: Binary) -> PyResult {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(Value::NOT_IMPLEMENTED) };
    let state = state(vm)?;
    let context = state.current(vm)?;
    let mut st = 0;
    let result = f(vm, &x, &y, &context.plain(), &mut st)?;
    finish(vm, state, &context, &result, st)
}

fn div_mod(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(Value::NOT_IMPLEMENTED) };
    let state = state(vm)?;
    let context = state.current(vm)?;
    let mut st = 0;
    let (quotient, rest) = arith::div_mod(vm, &x, &y, &context.plain(), &mut st)?;
    state.conclude(vm, &context, st)?;
    vm.tuple_of([make(vm, &state.decimal, &quotient)?, make(vm, &state.decimal, &rest)?])
}

fn power(vm: &Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    if modulus.is_none() || modulus.is_blank() {
        return operator(vm, a, b, elementary::pow);
    }
    let (Some(x), Some(y), Some(m)) = (operand(vm, a)?, operand(vm, b)?, operand(vm, modulus)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let state = state(vm)?;
    let context = state.current(vm)?;
    let mut st = 0;
    let result = elementary::pow_mod(vm, &x, &y, &m, &context.plain(), &mut st)?;
    finish(vm, state, &context, &result, st)
}

fn copy_sign(_: &Vm, a: &Num, b: &Num, _: &Ctx, _: &mut Status) -> PyResult<Num> {
    Ok(a.clone().with_sign(b.negative))
}

fn fma(vm: &Vm, a: &[Value]) -> PyResult {
    let state = state(vm)?;
    let context = state.context_or_current(vm, &a[3])?;
    let (x, y, z) = (argument(vm, &a[0])?, argument(vm, &a[1])?, argument(vm, &a[2])?);
    let mut st = 0;
    let result = arith::fma(vm, &x, &y, &z, &context.plain(), &mut st)?;
    finish(vm, state, &context, &result, st)
}

fn quantize(vm: &Vm, a: &[Value]) -> PyResult {
    let state = state(vm)?;
    let context = state.context_or_current(vm, &a[3])?;
    let mut ctx = context.plain();
    if let Some(mode) = given(&a[2]).filter(|mode| !mode.is_none()) {
        ctx.rounding = state.rounding(vm, mode)?;
    }
    if let Some(made) = quick_quantize(vm, state, &context, &ctx, &a[0], &a[1])? {
        return Ok(made);
    }
    let mut st = 0;
    let result = places::quantize(vm, &argument(vm, &a[0])?, &argument(vm, &a[1])?, &ctx, &mut st)?;
    finish(vm, state, &context, &result, st)
}

/// `quantize` of short numbers, in the context `ctx`; conditions go to `context`.
#[inline]
pub fn quick_quantize(
    vm: &Vm,
    state: &State,
    context: &Context,
    ctx: &Ctx,
    a: &Value,
    b: &Value,
) -> PyResult<Option<Value>> {
    let (Some(x), Some(y)) = (short_operand(a), short_operand(b)) else { return Ok(None) };
    match quick::quantize(x, y.exp, ctx) {
        Some((made, st)) => {
            state.conclude(vm, context, st)?;
            make_short(vm, &state.decimal, made).map(Some)
        }
        None => Ok(None),
    }
}

fn to_integral(vm: &Vm, a: &[Value], f: Unary) -> PyResult {
    let state = state(vm)?;
    let context = state.context_or_current(vm, &a[2])?;
    let mut ctx = context.plain();
    if let Some(mode) = given(&a[1]).filter(|mode| !mode.is_none()) {
        ctx.rounding = state.rounding(vm, mode)?;
    }
    let mut st = 0;
    let result = f(vm, &me(vm, a)?, &ctx, &mut st)?;
    finish(vm, state, &context, &result, st)
}

/// `number_class`
pub fn number_class(n: &Num, ctx: &Ctx) -> &'static str {
    let pick = |negative, positive| if n.negative { negative } else { positive };
    match n.kind {
        Kind::Quiet => "NaN",
        Kind::Signaling => "sNaN",
        Kind::Infinite => pick("-Infinity", "+Infinity"),
        Kind::Finite if n.coef.is_zero() => pick("-Zero", "+Zero"),
        Kind::Finite if n.is_subnormal(ctx) => pick("-Subnormal", "+Subnormal"),
        Kind::Finite => pick("-Normal", "+Normal"),
    }
}

fn to_string(vm: &Vm, v: &Value, context: &Value, engineering: bool) -> PyResult {
    let decimal = payload_of::<Decimal>(vm, v)?;
    if let (Some(short), true) = (decimal.short(), context.is_blank()) {
        if let Some(text) = text::plain_text(vm, short.negative, u128::from(short.coef), short.exp)? {
            return Ok(text.into_value());
        }
    }
    let context = state(vm)?.context_or_current(vm, context)?;
    let number = object::read(vm, decimal)?;
    Ok(text::to_text(vm, &number, engineering, context.capitals())?.into_value())
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let text = to_string(vm, &a[0], &Value::BLANK, false)?;
    let mut out = vm.str_builder();
    out.push_str(vm, "Decimal('")?;
    out.push_display(vm, &text)?;
    out.push_str(vm, "')")?;
    out.finish_value(vm)
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let text = to_string(vm, &a[0], &Value::BLANK, false)?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), vm.tuple_of([text])?])
}

fn hash(vm: &Vm, a: &[Value]) -> PyResult {
    let decimal = self_of::<Decimal>(vm, a)?;
    if decimal.is_nan() {
        if Decimal::num(decimal).kind == Kind::Signaling {
            return Err(vm.type_error("Cannot hash a signaling NaN value"));
        }
        return vm.int(vm.identity_hash(&a[0]));
    }
    vm.int(compare::hash(&me(vm, a)?))
}

/// The other side of a comparison; None: no number. A rational's denominator is multiplied to this side.
fn comparable(vm: &Vm, state: &State, this: Num, other: &Value, op: CmpOp) -> PyResult<Option<(Num, Num)>> {
    if let Some(number) = operand(vm, other)? {
        return Ok(Some((this, number)));
    }
    let equality = matches!(op, CmpOp::Eq | CmpOp::Ne);
    let real = match (float::as_f64(other), complex::as_pair(other)) {
        (Some(x), _) => Some(x),
        (None, Some((re, im))) if equality && im == 0.0 => Some(re),
        _ => None,
    };
    if let Some(x) = real {
        let context = state.current(vm)?;
        if equality {
            let bits = &context.flags.bits;
            bits.set(bits.get() | status::FLOAT_OPERATION);
        } else {
            state.conclude(vm, &context, status::FLOAT_OPERATION)?;
        }
        return Ok(Some((this, convert::from_f64(vm, x)?)));
    }
    if complex::as_pair(other).is_some() || !vm.is_instance(other, &state.rational)? {
        return Ok(None);
    }
    let numerator = vm.getattr_str(other, "numerator")?;
    let denominator = vm.getattr_str(other, "denominator")?;
    let (Some(numerator), Some(denominator)) = (operand(vm, &numerator)?, operand(vm, &denominator)?) else {
        return Err(vm.type_error("numerator and denominator must be integers"));
    };
    if !this.is_finite() {
        return Ok(Some((this, numerator)));
    }
    Ok(Some((arith::mul_exact(vm, &this, &denominator)?, numerator)))
}

fn rich_compare(vm: &Vm, a: &[Value], op: CmpOp) -> PyResult {
    if let (Some(x), Some(y)) = (short_operand(&a[0]), short_operand(&a[1])) {
        if let Some(order) = quick::compare(x, y) {
            return Ok(Value::from_bool(op.holds(Some(order))));
        }
    }
    let this = me(vm, a)?;
    let state = state(vm)?;
    let Some((x, y)) = comparable(vm, state, this, &a[1], op)? else { return Ok(Value::NOT_IMPLEMENTED) };
    if x.is_nan() || y.is_nan() {
        let signaling = x.kind == Kind::Signaling || y.kind == Kind::Signaling;
        if signaling || !matches!(op, CmpOp::Eq | CmpOp::Ne) {
            state.conclude(vm, &*state.current(vm)?, status::INVALID_OPERATION)?;
        }
        return Ok(Value::from_bool(op == CmpOp::Ne));
    }
    Ok(Value::from_bool(op.holds(Some(compare::order(&x, &y)))))
}

/// A finite number; ValueError or OverflowError for what no int is.
fn finite(vm: &Vm, n: Num, into: &str) -> PyResult<Num> {
    match n.kind {
        Kind::Finite => Ok(n),
        Kind::Infinite => Err(vm.overflow_error(format_args!("cannot convert Infinity to {into}"))),
        _ => Err(vm.value_error(format_args!("cannot convert NaN to {into}"))),
    }
}

fn to_int(vm: &Vm, a: &[Value], rounding: Rounding) -> PyResult {
    let number = finite(vm, me(vm, a)?, "integer")?;
    let ctx = Ctx { rounding, ..Ctx::MAX };
    let whole = places::to_integral_value(vm, &number, &ctx, &mut 0)?;
    convert::to_int(vm, &whole)
}

fn round(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(digits) = given(&a[1]).filter(|v| !v.is_none()) else {
        return to_int(vm, a, Rounding::HalfEven);
    };
    let Some(digits) = int::IntRef::of(digits) else {
        return Err(vm.type_error("optional arg must be an integer"));
    };
    let Some(digits) = digits.to_i64() else {
        return Err(vm.overflow_error("Python int too large to convert to C ssize_t"));
    };
    let state = state(vm)?;
    let context = state.current(vm)?;
    let quantum = Num::new(false, Coef::ONE, digits.checked_neg().unwrap_or(i64::MAX));
    let mut st = 0;
    let result = places::quantize(vm, &me(vm, a)?, &quantum, &context.plain(), &mut st)?;
    finish(vm, state, &context, &result, st)
}

fn to_float(vm: &Vm, a: &[Value]) -> PyResult<f64> {
    let number = me(vm, a)?;
    if number.kind == Kind::Signaling {
        return Err(vm.value_error("cannot convert signaling NaN to float"));
    }
    convert::to_f64(vm, &number)
}

fn as_integer_ratio(vm: &Vm, a: &[Value]) -> PyResult {
    let mut n = finite(vm, me(vm, a)?, "integer ratio")?;
    if n.coef.is_zero() {
        return vm.tuple_of([Value::from_small(0), Value::from_small(1)]);
    }
    let zeros = n.coef.trailing_zeros();
    n.coef = n.coef.shift_right(zeros).0;
    n.exp += zeros as i64;
    if n.exp >= 0 {
        return vm.tuple_of([convert::to_int(vm, &n)?, Value::from_small(1)]);
    }
    let numerator = convert::int_of(vm, n.negative, &n.coef)?;
    let denominator = convert::to_int(vm, &Num::new(false, Coef::ONE, -n.exp))?;
    let math = vm.import("math")?;
    let common = vm.call_method(&math, "gcd", &[numerator.clone(), denominator.clone()])?;
    vm.tuple_of([int::floordiv(vm, &numerator, &common)?, int::floordiv(vm, &denominator, &common)?])
}

fn as_tuple(vm: &Vm, a: &[Value]) -> PyResult {
    let n = me(vm, a)?;
    let exponent = match n.kind {
        Kind::Finite => vm.int(n.exp)?,
        Kind::Infinite => vm.str("F")?,
        Kind::Quiet => vm.str("n")?,
        Kind::Signaling => vm.str("N")?,
    };
    let _charge = super::number::charge(vm, n.digits().saturating_mul(40))?;
    let mut text = Vec::new();
    if !n.is_nan() || !n.coef.is_zero() {
        n.coef.push_text(&mut text);
    }
    let mut digits = HeapVec::new();
    for c in text {
        vm.push(&mut digits, Value::from_small(i32::from(c - b'0')))?;
    }
    let digits = vm.tuple_from(digits)?;
    vm.call(&state(vm)?.decimal_tuple, &[vm.int(n.negative.into())?, digits, exponent])
}

/// The exact value of a float or an int.
pub fn from_float_or_int(vm: &Vm, value: &Value) -> PyResult<Num> {
    if let Some(int) = int::IntRef::of(value) {
        return convert::from_int(vm, int);
    }
    match float::as_f64(value) {
        Some(x) => convert::from_f64(vm, x),
        None => Err(vm.type_error("argument must be int or float")),
    }
}

fn of_class(vm: &Vm, class: &Value, number: &Num) -> PyResult {
    let made = new(vm, number)?;
    let exact = class.get::<Class>().is_some_and(|class| state(vm).is_ok_and(|s| class.ptr_eq(&s.decimal)));
    if exact { Ok(made) } else { vm.call(class, &[made]) }
}

fn from_float(vm: &Vm, a: &[Value]) -> PyResult {
    let number = from_float_or_int(vm, &a[1])?;
    of_class(vm, &a[0], &number)
}

fn from_number(vm: &Vm, a: &[Value]) -> PyResult {
    let number = match a[1].get::<Decimal>() {
        Some(decimal) => object::read(vm, decimal)?,
        None if int::is_int(&a[1]) || float::as_f64(&a[1]).is_some() => from_float_or_int(vm, &a[1])?,
        None => {
            let shown = vm.repr(&a[1])?;
            return Err(vm.type_error(format_args!("Cannot convert {} to Decimal", shown.to_utf8())));
        }
    };
    of_class(vm, &a[0], &number)
}

/// For `Context`: NaNs as they are, everything else rounded.
pub fn apply(vm: &Vm, a: &Num, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    match propagate(&[a], ctx, &mut 0) {
        Some(_) => Ok(a.clone().fit_payload(ctx)),
        None => a.clone().finish(vm, ctx, st),
    }
}
