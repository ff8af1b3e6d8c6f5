//! The class `float` as Python sees it: constructor and methods.

use std::cmp::Ordering;

use hognose_heap::{Ref, Value};

use super::text::{self, HexError};
use super::{FloatBox, arith, as_f64, cmp, format};
use crate::class::Class;
use crate::raise::{PyResult, Raised};
use crate::typedef::{Args, Def, GetSet, TypeDef, TypeFlags, class_method, getset, method};
use crate::types::int::{self, IntRef};
use crate::types::str::Str;
use crate::vm::Vm;

/// The class.
pub static TYPE: TypeDef = TypeDef {
    doc: "Convert a string or number to a floating-point number, if possible.",
    new: Some(new),
    methods: METHODS,
    getsets: GETSETS,
    flags: TypeFlags::BASETYPE.union(TypeFlags::NO_KEYWORDS).union(TypeFlags::MATCH_SELF),
    ..TypeDef::new::<FloatBox>("float")
};

const METHODS: &[Def] = &[
    method("__repr__", "($self, /)", repr),
    method("__hash__", "($self, /)", hash),
    method("__eq__", "($self, value, /)", |vm, a| compare(vm, a, |o| o == Some(Ordering::Equal))),
    method("__ne__", "($self, value, /)", |vm, a| compare(vm, a, |o| o != Some(Ordering::Equal))),
    method("__lt__", "($self, value, /)", |vm, a| compare(vm, a, |o| o == Some(Ordering::Less))),
    method("__le__", "($self, value, /)", |vm, a| compare(vm, a, |o| o.is_some_and(Ordering::is_le))),
    method("__gt__", "($self, value, /)", |vm, a| compare(vm, a, |o| o == Some(Ordering::Greater))),
    method("__ge__", "($self, value, /)", |vm, a| compare(vm, a, |o| o.is_some_and(Ordering::is_ge))),
    method("__add__", "($self, value, /)", |vm, a| arith::add(vm, &a[0], &a[1])),
    method("__radd__", "($self, value, /)", |vm, a| arith::add(vm, &a[1], &a[0])),
    method("__sub__", "($self, value, /)", |vm, a| arith::sub(vm, &a[0], &a[1])),
    method("__rsub__", "($self, value, /)", |vm, a| arith::sub(vm, &a[1], &a[0])),
    method("__mul__", "($self, value, /)", |vm, a| arith::mul(vm, &a[0], &a[1])),
    method("__rmul__", "($self, value, /)", |vm, a| arith::mul(vm, &a[1], &a[0])),
    method("__truediv__", "($self, value, /)", |vm, a| arith::truediv(vm, &a[0], &a[1])),
    method("__rtruediv__", "($self, value, /)", |vm, a| arith::truediv(vm, &a[1], &a[0])),
    method("__floordiv__", "($self, value, /)", |vm, a| arith::floordiv(vm, &a[0], &a[1])),
    method("__rfloordiv__", "($self, value, /)", |vm, a| arith::floordiv(vm, &a[1], &a[0])),
    method("__mod__", "($self, value, /)", |vm, a| arith::modulo(vm, &a[0], &a[1])),
    method("__rmod__", "($self, value, /)", |vm, a| arith::modulo(vm, &a[1], &a[0])),
    method("__divmod__", "($self, value, /)", |vm, a| arith::divmod(vm, &a[0], &a[1])),
    method("__rdivmod__", "($self, value, /)", |vm, a| arith::divmod(vm, &a[1], &a[0])),
    method("__pow__", "($self, value, mod=None, /)", |vm, a| pow(vm, &a[0], &a[1], &a[2])),
    method("__rpow__", "($self, value, mod=None, /)", |vm, a| pow(vm, &a[1], &a[0], &a[2])),
    method("__neg__", "($self, /)", |vm, a| arith::neg(vm, &a[0])),
    method("__pos__", "($self, /)", |vm, a| vm.float(me(vm, a)?)),
    method("__abs__", "($self, /)", |vm, a| vm.float(me(vm, a)?.abs())),
    method("__bool__", "($self, /)", |vm, a| Ok(Value::from_bool(me(vm, a)? != 0.0))),
    method("__float__", "($self, /)", exact),
    method("__int__", "($self, /)", trunc),
    method("__trunc__", "($self, /)", trunc),
    method("__floor__", "($self, /)", |vm, a| to_int(vm, me(vm, a)?.floor())),
    method("__ceil__", "($self, /)", |vm, a| to_int(vm, me(vm, a)?.ceil())),
    method("__round__", "($self, ndigits=None, /)", round),
    method("__format__", "($self, format_spec, /)", format_method),
    method("__getnewargs__", "($self, /)", |vm, a| vm.tuple_of([vm.float(me(vm, a)?)?])),
    method("as_integer_ratio", "($self, /)", as_integer_ratio)
        .doc("Return a pair of integers, whose ratio is exactly equal to the original float."),
    method("conjugate", "($self, /)", exact).doc("Return self, the complex conjugate of any float."),
    method("hex", "($self, /)", hex).doc("Return a hexadecimal representation of a floating-point number."),
    method("is_integer", "($self, /)", is_integer).doc("Return True if the float is an integer."),
    class_method("fromhex", "($type, string, /)", fromhex)
        .doc("Create a floating-point number from a hexadecimal string."),
    class_method("from_number", "($type, number, /)", from_number)
        .doc("Convert real number to a floating-point number."),
    class_method("__getformat__", "($type, typestr, /)", getformat)
        .doc("You probably don't want to use this function."),
];

const GETSETS: &[GetSet] = &[
    getset("real", |vm, v| exact(vm, std::slice::from_ref(v)), None),
    getset("imag", |vm, _| vm.float(0.0), None),
];

/// The double of the first argument, which the descriptor has checked.
fn me(vm: &Vm, args: &[Value]) -> PyResult<f64> {
    args.first().and_then(as_f64).ok_or_else(|| vm.type_error("a float is required"))
}

fn new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    args.no_keywords(vm, "float")?;
    let x = match args.pos {
        [] => Value::BLANK,
        [x] => x.clone(),
        more => {
            let count = more.len();
            return Err(vm.type_error(format_args!("float expected at most 1 argument, got {count}")));
        }
    };
    if x.is_blank() {
        return vm.float_of_class(class, 0.0);
    }
    if class.ptr_eq(&vm.types.float) && super::is_exact(&x) {
        return Ok(x);
    }
    let number = from_object(vm, &x)?;
    vm.float_of_class(class, number)
}

/// `float(x)` as a double.
fn from_object(vm: &Vm, x: &Value) -> PyResult<f64> {
    if let Some(text) = x.get::<Str>() {
        // A subclass of str may convert itself, too.
        if x.shape() != Some(crate::shapes::STR) {
            if let Some(number) = vm.float_by_method(x)? {
                return Ok(number);
            }
        }
        return parse(vm, &int::text::ascii_number(text), x);
    }
    if let Some(i) = x.as_int() {
        return Ok(i as f64);
    }
    let names = &vm.names;
    if super::as_f64(x).is_some() && !super::is_exact(x) {
        // A subclass may convert itself in its own way.
        if let Some(number) = vm.float_by_method(x)? {
            return Ok(number);
        }
    }
    if vm.lookup_special(x, &names.__float__).is_some() || vm.lookup_special(x, &names.__index__).is_some() {
        return vm.float_of(x);
    }
    if let Some(bytes) = int::convert::bytes_of(vm, x)? {
        return parse(vm, &bytes, x);
    }
    Err(vm.type_error(format_args!("float() argument must be a string or a real number, not '{}'", vm.tn(x))))
}

/// A number as text, white space around it allowed; ValueError shows `original`.
fn parse(vm: &Vm, text: &[u8], original: &Value) -> PyResult<f64> {
    let start = text.iter().position(|&c| !int::text::is_space(c)).unwrap_or(text.len());
    let end = text.iter().rposition(|&c| !int::text::is_space(c)).map_or(start, |at| at + 1);
    let number = std::str::from_utf8(&text[start..end]).ok().and_then(text::parse);
    match number {
        Some(x) => Ok(x),
        None => {
            let shown = vm.repr(original)?;
            Err(vm.value_error(format_args!("could not convert string to float: {}", shown.to_utf8())))
        }
    }
}

fn from_number(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(class) = a[0].get::<Class>() else { return Err(vm.type_error("a class is required")) };
    if super::is_exact(&a[1]) && class.ptr_eq(&vm.types.float) {
        return Ok(a[1].clone());
    }
    let x = vm.float_of(&a[1])?;
    instance(vm, class, x)
}

/// `cls(x)`, calling the class if it is a subclass.
fn instance(vm: &Vm, class: &Ref<Class>, x: f64) -> PyResult {
    let value = vm.float(x)?;
    if class.ptr_eq(&vm.types.float) { Ok(value) } else { vm.call(class.as_value(), &[value]) }
}

fn fromhex(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(class) = a[0].get::<Class>() else { return Err(vm.type_error("a class is required")) };
    let Some(text) = a[1].get::<Str>() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    match text::from_hex(&text.to_utf8()) {
        Ok(x) => instance(vm, class, x),
        Err(HexError::Invalid) => Err(vm.value_error("invalid hexadecimal floating-point string")),
        Err(HexError::TooLarge) => {
            Err(vm.overflow_error("hexadecimal value too large to represent as a float"))
        }
    }
}

fn getformat(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(text) = a[1].get::<Str>() else {
        return Err(vm.type_error(format_args!("__getformat__() argument must be str, not {}", vm.tn(&a[1]))));
    };
    if !matches!(text.to_utf8().as_ref(), "double" | "float") {
        return Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'"));
    }
    vm.str(if cfg!(target_endian = "little") { "IEEE, little-endian" } else { "IEEE, big-endian" })
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    vm.str(&text::repr(me(vm, a)?))
}

fn hash(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int(super::hash(&a[0]).unwrap_or(0))
}

fn compare(_: &Vm, a: &[Value], test: fn(Option<Ordering>) -> bool) -> PyResult {
    Ok(match cmp(&a[0], &a[1]) {
        Some(order) => Value::from_bool(test(order)),
        None => Value::NOT_IMPLEMENTED,
    })
}

fn pow(vm: &Vm, base: &Value, exponent: &Value, modulus: &Value) -> PyResult {
    if !modulus.is_none() && !modulus.is_blank() {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    arith::pow(vm, base, exponent)
}

/// The float itself, an exact one for an instance of a subclass.
fn exact(vm: &Vm, a: &[Value]) -> PyResult {
    if super::is_exact(&a[0]) { Ok(a[0].clone()) } else { vm.float(me(vm, a)?) }
}

fn not_finite(vm: &Vm, x: f64) -> Raised {
    if x.is_nan() {
        vm.value_error("cannot convert float NaN to integer")
    } else {
        vm.overflow_error("cannot convert float infinity to integer")
    }
}

/// A double as an int, towards zero.
pub fn to_int(vm: &Vm, x: f64) -> PyResult {
    if x.is_finite() { vm.int_from_f64(x) } else { Err(not_finite(vm, x)) }
}

fn trunc(vm: &Vm, a: &[Value]) -> PyResult {
    to_int(vm, me(vm, a)?)
}

fn round(vm: &Vm, a: &[Value]) -> PyResult {
    let x = me(vm, a)?;
    if a[1].is_none() || a[1].is_blank() {
        return to_int(vm, x.round_ties_even());
    }
    let places = vm.index(&a[1])?;
    if !x.is_finite() {
        return vm.float(x);
    }
    let places = match IntRef::of(&places) {
        Some(IntRef::Small(places)) => places,
        Some(IntRef::Long(true, _)) => i64::MIN,
        _ => i64::MAX,
    };
    let rounded = text::round_places(x, places);
    if rounded.is_infinite() {
        return Err(vm.overflow_error("rounded value too large to represent"));
    }
    vm.float(rounded)
}

fn format_method(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(spec) = a[1].get::<Str>() else {
        return Err(vm.type_error(format_args!("__format__() argument must be str, not {}", vm.tn(&a[1]))));
    };
    Ok(format::format(vm, me(vm, a)?, &a[0], spec)?.into_value())
}

fn as_integer_ratio(vm: &Vm, a: &[Value]) -> PyResult {
    let x = me(vm, a)?;
    if x.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    if x.is_infinite() {
        return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
    }
    let (mantissa, exponent) = super::decompose(x.abs());
    if mantissa == 0 {
        return vm.tuple_of([Value::from_small(0), Value::from_small(1)]);
    }
    let zeros = mantissa.trailing_zeros();
    let (odd, exponent) = (mantissa >> zeros, exponent + zeros as i32);
    let numerator = vm.int(if x < 0.0 { -(odd as i64) } else { odd as i64 })?;
    let shift = Value::from_small(exponent.abs());
    if exponent >= 0 {
        return vm.tuple_of([int::lshift(vm, &numerator, &shift)?, Value::from_small(1)]);
    }
    vm.tuple_of([numerator, int::lshift(vm, &Value::from_small(1), &shift)?])
}

fn hex(vm: &Vm, a: &[Value]) -> PyResult {
    vm.str(&text::to_hex(me(vm, a)?))
}

fn is_integer(vm: &Vm, a: &[Value]) -> PyResult {
    let x = me(vm, a)?;
    Ok(Value::from_bool(x.is_finite() && x == x.trunc()))
}
