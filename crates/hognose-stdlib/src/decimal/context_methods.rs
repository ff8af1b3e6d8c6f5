//! The table of `Context`'s methods: the operations of the specification, in that context.

use hognose_vm::prelude::*;

use super::compare::{self, same_quantum};
use super::context::{self, Context};
use super::methods::{self, Binary, Unary, number_class};
use super::number::{Ctx, Kind, Num, Status};
use super::object::{Decimal, argument, make};
use super::state::state;
use super::{arith, elementary, places};

/// A row `name(x)`.
macro_rules! unary {
    ($name:literal, $f:expr) => {
        method($name, "($self, x, /)", |vm, a| unary(vm, a, $f))
    };
}

/// A row `name(x, y)`, or with the keywords of the specification's names.
macro_rules! binary {
    ($name:literal, $f:expr) => {
        method($name, "($self, x, y, /)", |vm, a| binary(vm, a, $f))
    };
}

/// A row that answers yes or no.
macro_rules! test {
    ($name:literal, $f:expr) => {
        method($name, "($self, x, /)", |vm, a| {
            let test: fn(&Num, &Ctx) -> bool = $f;
            let ctx = self_of::<Context>(vm, a)?.plain();
            Ok(Value::from_bool(test(&argument(vm, &a[1])?, &ctx)))
        })
    };
}

pub const METHODS: &[Def] = &[
    method(
        "__init__",
        "($self, /, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
        context::init,
    ),
    method("__repr__", "($self, /)", context::repr),
    method("__reduce__", "($self, /)", context::reduce),
    method("__copy__", "($self, /)", context::copy),
    method("copy", "($self, /)", context::copy),
    method("Etiny", "($self, /)", |vm, a| vm.int(self_of::<Context>(vm, a)?.plain().etiny())),
    method("Etop", "($self, /)", |vm, a| vm.int(self_of::<Context>(vm, a)?.plain().etop())),
    method("radix", "($self, /)", |vm, _| methods::new(vm, &Num::from_i64(10))),
    method("clear_flags", "($self, /)", |vm, a| {
        self_of::<Context>(vm, a)?.flags.bits.set(0);
        Ok(Value::NONE)
    }),
    method("clear_traps", "($self, /)", |vm, a| {
        self_of::<Context>(vm, a)?.traps.bits.set(0);
        Ok(Value::NONE)
    }),
    method("create_decimal", "($self, num='0', /)", context::create_decimal),
    method("create_decimal_from_float", "($self, f, /)", context::create_decimal_from_float),
    method("copy_decimal", "($self, x, /)", context::copy_decimal),
    method("canonical", "($self, x, /)", |vm, a| match a[1].get::<Decimal>() {
        Some(_) => Ok(a[1].clone()),
        None => Err(vm.type_error("argument must be a Decimal")),
    }),
    method("to_sci_string", "($self, x, /)", |vm, a| context::to_string(vm, a, false)),
    method("to_eng_string", "($self, x, /)", |vm, a| context::to_string(vm, a, true)),
    unary!("_apply", methods::apply),
    unary!("abs", places::abs),
    unary!("exp", elementary::exp),
    unary!("ln", elementary::ln),
    unary!("log10", elementary::log10),
    unary!("logb", places::logb),
    unary!("logical_invert", places::logical_invert),
    unary!("minus", places::minus),
    unary!("next_minus", places::next_minus),
    unary!("next_plus", places::next_plus),
    unary!("normalize", places::normalize),
    unary!("plus", places::plus),
    unary!("sqrt", arith::sqrt),
    unary!("to_integral", places::to_integral_value),
    unary!("to_integral_exact", places::to_integral_exact),
    unary!("to_integral_value", places::to_integral_value),
    unary!("copy_abs", |_, a, _, _| Ok(a.abs())),
    unary!("copy_negate", |_, a, _, _| Ok(a.negated())),
    binary!("add", arith::add),
    binary!("subtract", arith::sub),
    binary!("multiply", arith::mul),
    binary!("divide", arith::div),
    binary!("divide_int", arith::div_int),
    binary!("remainder", arith::rem),
    binary!("remainder_near", arith::rem_near),
    binary!("compare", compare::compare),
    binary!("compare_signal", compare::compare_signal),
    binary!("compare_total", compare::compare_total),
    binary!("compare_total_mag", compare::compare_total_mag),
    binary!("copy_sign", |_, a, b, _, _| Ok(a.clone().with_sign(b.negative))),
    binary!("logical_and", places::logical_and),
    binary!("logical_or", places::logical_or),
    binary!("logical_xor", places::logical_xor),
    binary!("max", compare::max),
    binary!("max_mag", compare::max_mag),
    binary!("min", compare::min),
    binary!("min_mag", compare::min_mag),
    binary!("next_toward", places::next_toward),
    method("quantize", "($self, x, y, /)", |vm, a| {
        let context = self_of::<Context>(vm, a)?;
        match methods::quick_quantize(vm, state(vm)?, context, &context.plain(), &a[1], &a[2])? {
            Some(made) => Ok(made),
            None => binary(vm, a, places::quantize),
        }
    }),
    binary!("rotate", places::rotate),
    binary!("scaleb", places::scaleb),
    binary!("shift", places::shift),
    method("same_quantum", "($self, x, y, /)", |vm, a| {
        Ok(Value::from_bool(same_quantum(&argument(vm, &a[1])?, &argument(vm, &a[2])?)))
    }),
    method("divmod", "($self, x, y, /)", div_mod),
    method("fma", "($self, x, y, z, /)", fma),
    method("power", "($self, /, a, b, modulo=None)", power),
    method("number_class", "($self, x, /)", |vm, a| {
        let ctx = self_of::<Context>(vm, a)?.plain();
        vm.str(number_class(&argument(vm, &a[1])?, &ctx))
    }),
    method("is_canonical", "($self, x, /)", |vm, a| match a[1].get::<Decimal>() {
        Some(_) => Ok(Value::TRUE),
        None => Err(vm.type_error("argument must be a Decimal")),
    }),
    test!("is_finite", |n, _| n.is_finite()),
    test!("is_infinite", |n, _| n.is_infinite()),
    test!("is_nan", |n, _| n.is_nan()),
    test!("is_normal", Num::is_normal),
    test!("is_qnan", |n, _| n.kind == Kind::Quiet),
    test!("is_signed", |n, _| n.negative),
    test!("is_snan", |n, _| n.kind == Kind::Signaling),
    test!("is_subnormal", Num::is_subnormal),
    test!("is_zero", |n, _| n.is_zero()),
];

fn finish(vm: &Vm, a: &[Value], result: &Num, st: Status) -> PyResult {
    methods::finish(vm, state(vm)?, self_of::<Context>(vm, a)?, result, st)
}

fn unary(vm: &Vm, a: &[Value], f: Unary) -> PyResult {
    let ctx = self_of::<Context>(vm, a)?.plain();
    let mut st = 0;
    let result = f(vm, &argument(vm, &a[1])?, &ctx, &mut st)?;
    finish(vm, a, &result, st)
}

fn binary(vm: &Vm, a: &[Value], f: Binary) -> PyResult {
    let ctx = self_of::<Context>(vm, a)?.plain();
    let mut st = 0;
    let result = f(vm, &argument(vm, &a[1])?, &argument(vm, &a[2])?, &ctx, &mut st)?;
    finish(vm, a, &result, st)
}

fn div_mod(vm: &Vm, a: &[Value]) -> PyResult {
    let context = self_of::<Context>(vm, a)?;
    let mut st = 0;
    let (x, y) = (argument(vm, &a[1])?, argument(vm, &a[2])?);
    let (quotient, rest) = arith::div_mod(vm, &x, &y, &context.plain(), &mut st)?;
    let state = state(vm)?;
    state.conclude(vm, context, st)?;
    vm.tuple_of([make(vm, &state.decimal, &quotient)?, make(vm, &state.decimal, &rest)?])
}

fn fma(vm: &Vm, a: &[Value]) -> PyResult {
    let ctx = self_of::<Context>(vm, a)?.plain();
    let (x, y, z) = (argument(vm, &a[1])?, argument(vm, &a[2])?, argument(vm, &a[3])?);
    let mut st = 0;
    let result = arith::fma(vm, &x, &y, &z, &ctx, &mut st)?;
    finish(vm, a, &result, st)
}

fn power(vm: &Vm, a: &[Value]) -> PyResult {
    let ctx = self_of::<Context>(vm, a)?.plain();
    let (x, y) = (argument(vm, &a[1])?, argument(vm, &a[2])?);
    let mut st = 0;
    let result = match given(&a[3]).filter(|v| !v.is_none()) {
        Some(modulus) => elementary::pow_mod(vm, &x, &y, &argument(vm, modulus)?, &ctx, &mut st)?,
        None => elementary::pow(vm, &x, &y, &ctx, &mut st)?,
    };
    finish(vm, a, &result, st)
}
