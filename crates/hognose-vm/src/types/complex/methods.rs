//! The class `complex` as Python sees it: constructor and methods.

use hognose_heap::{Ref, Value};

use super::{Complex, Pair, arith, as_pair, text};
use crate::class::Class;
use crate::raise::PyResult;
use crate::typedef::{Args, Def, GetSet, TypeDef, TypeFlags, class_method, member, method};
use crate::types::float::{self, as_f64};
use crate::types::int::{self, IntRef};
use crate::types::str::Str;
use crate::vm::Vm;

/// The class.
pub static TYPE: TypeDef = TypeDef {
    doc: "Create a complex number from a string or numbers.",
    new: Some(new),
    methods: METHODS,
    getsets: GETSETS,
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Complex>("complex")
};

const METHODS: &[Def] = &[
    method("__repr__", "($self, /)", |vm, a| vm.str(&text::repr(me(vm, a)?))),
    method("__hash__", "($self, /)", hash),
    method("__eq__", "($self, value, /)", |vm, a| equals(vm, a, true)),
    method("__ne__", "($self, value, /)", |vm, a| equals(vm, a, false)),
    method("__lt__", "($self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
    method("__le__", "($self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
    method("__gt__", "($self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
    method("__ge__", "($self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
    method("__add__", "($self, value, /)", |vm, a| binary(vm, &a[0], &a[1], add)),
    method("__radd__", "($self, value, /)", |vm, a| binary(vm, &a[1], &a[0], add)),
    method("__sub__", "($self, value, /)", |vm, a| binary(vm, &a[0], &a[1], sub)),
    method("__rsub__", "($self, value, /)", |vm, a| binary(vm, &a[1], &a[0], sub)),
    method("__mul__", "($self, value, /)", |vm, a| binary(vm, &a[0], &a[1], mul)),
    method("__rmul__", "($self, value, /)", |vm, a| binary(vm, &a[1], &a[0], mul)),
    method("__truediv__", "($self, value, /)", |vm, a| binary(vm, &a[0], &a[1], div)),
    method("__rtruediv__", "($self, value, /)", |vm, a| binary(vm, &a[1], &a[0], div)),
    method("__pow__", "($self, value, mod=None, /)", |vm, a| power(vm, &a[0], &a[1], &a[2])),
    method("__rpow__", "($self, value, mod=None, /)", |vm, a| power(vm, &a[1], &a[0], &a[2])),
    method("__neg__", "($self, /)", |vm, a| me(vm, a).and_then(|z| vm.complex(-z.0, -z.1))),
    method("__pos__", "($self, /)", exact),
    method("__abs__", "($self, /)", abs),
    method("__bool__", "($self, /)", |vm, a| Ok(Value::from_bool(me(vm, a)? != (0.0, 0.0)))),
    method("__complex__", "($self, /)", exact).doc("Convert this value to exact type complex."),
    method("__format__", "($self, format_spec, /)", format_method),
    method("__getnewargs__", "($self, /)", |vm, a| {
        let z = me(vm, a)?;
        vm.tuple_of([vm.float(z.0)?, vm.float(z.1)?])
    }),
    method("conjugate", "($self, /)", |vm, a| me(vm, a).and_then(|z| vm.complex(z.0, -z.1)))
        .doc("Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j."),
    class_method("from_number", "($type, number, /)", from_number)
        .doc("Convert number to a complex floating-point number."),
];

const GETSETS: &[GetSet] = &[
    member("real", |vm, v| vm.float(as_pair(v).map_or(0.0, |z| z.0))),
    member("imag", |vm, v| vm.float(as_pair(v).map_or(0.0, |z| z.1))),
];

/// The value of the first argument, which the descriptor has checked.
fn me(vm: &Vm, args: &[Value]) -> PyResult<Pair> {
    args.first().and_then(as_pair).ok_or_else(|| vm.type_error("a complex number is required"))
}

/// An operand: real numbers stay real.
#[derive(Clone, Copy)]
enum Operand {
    Real(f64),
    Complex(Pair),
}

impl Operand {
    fn of(vm: &Vm, value: &Value) -> PyResult<Option<Operand>> {
        if let Some(pair) = as_pair(value) {
            return Ok(Some(Operand::Complex(pair)));
        }
        Ok(float::arith::operand(vm, value)?.map(Operand::Real))
    }

    fn pair(self) -> Pair {
        match self {
            Operand::Real(x) => (x, 0.0),
            Operand::Complex(pair) => pair,
        }
    }
}

fn binary(vm: &Vm, a: &Value, b: &Value, f: fn(Operand, Operand) -> Option<Pair>) -> PyResult {
    let (Some(x), Some(y)) = (Operand::of(vm, a)?, Operand::of(vm, b)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    match f(x, y) {
        Some((re, im)) => vm.complex(re, im),
        None => Err(vm.zero_division_error("division by zero")),
    }
}

fn add(a: Operand, b: Operand) -> Option<Pair> {
    Some(match (a, b) {
        (Operand::Real(x), Operand::Complex(z)) | (Operand::Complex(z), Operand::Real(x)) => (z.0 + x, z.1),
        _ => (a.pair().0 + b.pair().0, a.pair().1 + b.pair().1),
    })
}

fn sub(a: Operand, b: Operand) -> Option<Pair> {
    Some(match (a, b) {
        (Operand::Complex(z), Operand::Real(x)) => (z.0 - x, z.1),
        (Operand::Real(x), Operand::Complex(z)) => (x - z.0, -z.1),
        _ => (a.pair().0 - b.pair().0, a.pair().1 - b.pair().1),
    })
}

fn mul(a: Operand, b: Operand) -> Option<Pair> {
    Some(match (a, b) {
        (Operand::Real(x), Operand::Complex(z)) | (Operand::Complex(z), Operand::Real(x)) => {
            (z.0 * x, z.1 * x)
        }
        _ => arith::mul(a.pair(), b.pair()),
    })
}

fn div(a: Operand, b: Operand) -> Option<Pair> {
    match (a, b) {
        (Operand::Complex(_), Operand::Real(0.0)) => None,
        (Operand::Complex(z), Operand::Real(x)) => Some((z.0 / x, z.1 / x)),
        (Operand::Real(x), Operand::Complex(z)) => arith::real_div(x, z),
        _ => arith::div(a.pair(), b.pair()),
    }
}

fn power(vm: &Vm, base: &Value, exponent: &Value, modulus: &Value) -> PyResult {
    let (Some(x), Some(y)) = (Operand::of(vm, base)?, Operand::of(vm, exponent)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !modulus.is_none() && !modulus.is_blank() {
        return Err(vm.value_error("complex modulo"));
    }
    let (re, im) = super::pow(vm, x.pair(), y.pair())?;
    vm.complex(re, im)
}

fn abs(vm: &Vm, a: &[Value]) -> PyResult {
    match arith::abs(me(vm, a)?) {
        Some(length) => vm.float(length),
        None => Err(vm.overflow_error("absolute value too large")),
    }
}

/// `hash(value)` of a complex: a real one's is its real part's.
pub fn hash_of(value: &Value) -> Option<i64> {
    let (re, im) = as_pair(value)?;
    let part = |x: f64| {
        if x.is_nan() {
            value.as_object().map_or(0, |o| (o.address() >> 4) as i64)
        } else {
            float::hash_f64(x)
        }
    };
    let combined = part(re).wrapping_add(part(im).wrapping_mul(1000003));
    Some(if combined == -1 { -2 } else { combined })
}

fn hash(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int(hash_of(&a[0]).unwrap_or(0))
}

/// Equality of a complex with a number; None if `other` is none.
pub fn equal(z: Pair, other: &Value) -> Option<bool> {
    if let Some(w) = as_pair(other) {
        return Some(z == w);
    }
    if let Some(x) = as_f64(other) {
        return Some(z == (x, 0.0));
    }
    let order = IntRef::of(other)?.compare_f64(z.0);
    Some(z.1 == 0.0 && order == Some(std::cmp::Ordering::Equal))
}

fn equals(vm: &Vm, a: &[Value], positive: bool) -> PyResult {
    Ok(match equal(me(vm, a)?, &a[1]) {
        Some(same) => Value::from_bool(same == positive),
        None => Value::NOT_IMPLEMENTED,
    })
}

/// The number itself, an exact one for an instance of a subclass.
fn exact(vm: &Vm, a: &[Value]) -> PyResult {
    if super::is_exact(&a[0]) {
        return Ok(a[0].clone());
    }
    let z = me(vm, a)?;
    vm.complex(z.0, z.1)
}

fn format_method(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(spec) = a[1].get::<Str>() else {
        return Err(vm.type_error(format_args!("__format__() argument must be str, not {}", vm.tn(&a[1]))));
    };
    Ok(text::format(vm, me(vm, a)?, &a[0], spec)?.into_value())
}

fn from_number(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(class) = a[0].get::<Class>() else { return Err(vm.type_error("a class is required")) };
    let is_complex = class.ptr_eq(&vm.types.complex);
    if is_complex && super::is_exact(&a[1]) {
        return Ok(a[1].clone());
    }
    let (re, im) = super::of_number(vm, &a[1])?;
    let value = vm.complex(re, im)?;
    if is_complex { Ok(value) } else { vm.call(class.as_value(), &[value]) }
}

fn new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let [real, imag] = args.bind::<2>(vm, "complex", "(real=0, imag=0)")?;
    if imag.is_blank() && class.ptr_eq(&vm.types.complex) && super::is_exact(&real) {
        return Ok(real);
    }
    if let Some(text) = real.get::<Str>() {
        if !imag.is_blank() {
            let name = vm.tn(&real);
            return Err(
                vm.type_error(format_args!("complex() argument 'real' must be a real number, not {name}"))
            );
        }
        let ascii = int::text::ascii_number(text);
        return match std::str::from_utf8(&ascii).ok().and_then(text::parse) {
            Some(pair) => vm.complex_of_class(class, pair),
            None => Err(vm.value_error("complex() arg is a malformed string")),
        };
    }
    let re = if real.is_blank() { Operand::Real(0.0) } else { argument(vm, &real, "real", imag.is_blank())? };
    let im = if imag.is_blank() { Operand::Real(0.0) } else { argument(vm, &imag, "imag", false)? };
    // Parts that are complex themselves shift by a right angle: real + imag * 1j.
    let (mut x, mut y) = (re.pair().0, im.pair().0);
    if let Operand::Complex(z) = im {
        x -= z.1;
    }
    if let Operand::Complex(z) = re {
        y = if imag.is_blank() { z.1 } else { y + z.1 };
    }
    vm.complex_of_class(class, (x, y))
}

/// One argument of the constructor; the second must have no `__complex__` of its own.
fn argument(vm: &Vm, value: &Value, name: &str, alone: bool) -> PyResult<Operand> {
    if name == "real" && !super::is_exact(value) {
        if let Some(pair) = super::special(vm, value)? {
            return Ok(Operand::Complex(pair));
        }
    }
    if let Some(pair) = as_pair(value) {
        return Ok(Operand::Complex(pair));
    }
    let names = &vm.names;
    let is_real = value.is_f64()
        || int::is_int(value)
        || vm.lookup_special(value, &names.__float__).is_some()
        || vm.lookup_special(value, &names.__index__).is_some();
    if is_real {
        return vm.float_of(value).map(Operand::Real);
    }
    let class = vm.tn(value);
    Err(if alone {
        vm.type_error(format_args!("complex() argument must be a string or a number, not {class}"))
    } else {
        vm.type_error(format_args!("complex() argument '{name}' must be a real number, not {class}"))
    })
}
