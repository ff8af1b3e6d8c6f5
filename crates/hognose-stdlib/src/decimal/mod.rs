//! Module `_decimal`: decimal floating-point numbers by the General Decimal Arithmetic specification.
//!
//! The arithmetic is ours, on plain numbers (number.rs) with coefficients in base 10^19 (coef.rs, limbs.rs): arith.rs,
//! places.rs, compare.rs, elementary.rs, convert.rs, text.rs and format.rs know nothing of Python objects but errors.
//! object.rs, context.rs, signals.rs and state.rs are the objects; methods.rs and context_methods.rs their tables.

mod arith;
mod coef;
mod compare;
mod context;
mod context_methods;
mod convert;
mod elementary;
mod format;
mod limbs;
mod methods;
mod number;
mod object;
mod places;
mod quick;
mod signals;
mod state;
mod text;

use hognose_vm::prelude::*;
use hognose_vm::types::module::Module;

use number::{MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, Rounding};

/// Bits of the largest interchange format.
const IEEE_CONTEXT_MAX_BITS: i64 = 512;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_decimal",
    doc: "C decimal arithmetic module",
    functions: &[
        function("getcontext", "()", |vm, _| Ok(state::state(vm)?.current(vm)?.into_value())),
        function("setcontext", "(context, /)", context::setcontext),
        function("localcontext", "(ctx=None, **kwargs)", context::localcontext),
        function("IEEEContext", "(bits, /)", context::ieee_context),
    ],
    types: &[&object::TYPE, &context::TYPE],
    init: Some(init),
};

fn init(vm: &Vm, module: &Ref<Module>) -> PyResult<()> {
    let state = state::state(vm)?;
    vm.decimal_arithmetic.set(Some(methods::arithmetic));
    for (name, class) in state.exceptions() {
        module.set(vm, name, class.clone())?;
    }
    for (name, mode) in Rounding::ALL.iter().map(|(name, _)| name).zip(&state.roundings) {
        module.set(vm, name, mode.clone())?;
    }
    for (name, template) in ["DefaultContext", "BasicContext", "ExtendedContext"].iter().zip(&state.templates)
    {
        module.set(vm, name, template.clone())?;
    }
    let numbers = [
        ("MAX_PREC", MAX_PREC),
        ("MAX_EMAX", MAX_EMAX),
        ("MIN_EMIN", MIN_EMIN),
        ("MIN_ETINY", MIN_ETINY),
        ("IEEE_CONTEXT_MAX_BITS", IEEE_CONTEXT_MAX_BITS),
    ];
    for (name, number) in numbers {
        module.set(vm, name, vm.int(number)?)?;
    }
    module.set(vm, "HAVE_THREADS", Value::TRUE)?;
    module.set(vm, "HAVE_CONTEXTVAR", Value::TRUE)?;
    module.set(vm, "DecimalTuple", state.decimal_tuple.clone())?;
    module.set(vm, "__version__", vm.str("1.70")?)?;
    module.set(vm, "__libmpdec_version__", vm.str("2.5.1")?)
}
