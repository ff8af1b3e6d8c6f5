//! The class `int` as Python sees it: methods and getters.

use std::cmp::Ordering;

use hognose_heap::Value;

use super::{IntRef, LongInt, arith, bits, convert, division, format, power, text};
use crate::raise::PyResult;
use crate::typedef::{Def, GetSet, TypeDef, TypeFlags, class_method, getset, method};
use crate::types::str::Str;
use crate::vm::Vm;

/// The class.
pub static TYPE: TypeDef = TypeDef {
    doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no \
          arguments\nare given.",
    new: Some(convert::new),
    methods: METHODS,
    getsets: GETSETS,
    flags: TypeFlags::BASETYPE.union(TypeFlags::MATCH_SELF),
    ..TypeDef::new::<LongInt>("int")
};

const METHODS: &[Def] = &[
    method("__repr__", "($self, /)", repr),
    method("__hash__", "($self, /)", |vm, a| vm.int(me(vm, a)?.hash())),
    method("__eq__", "($self, value, /)", |vm, a| compare(vm, a, Ordering::is_eq)),
    method("__ne__", "($self, value, /)", |vm, a| compare(vm, a, Ordering::is_ne)),
    method("__lt__", "($self, value, /)", |vm, a| compare(vm, a, Ordering::is_lt)),
    method("__le__", "($self, value, /)", |vm, a| compare(vm, a, Ordering::is_le)),
    method("__gt__", "($self, value, /)", |vm, a| compare(vm, a, Ordering::is_gt)),
    method("__ge__", "($self, value, /)", |vm, a| compare(vm, a, Ordering::is_ge)),
    method("__add__", "($self, value, /)", |vm, a| arith::add(vm, &a[0], &a[1])),
    method("__radd__", "($self, value, /)", |vm, a| arith::add(vm, &a[1], &a[0])),
    method("__sub__", "($self, value, /)", |vm, a| arith::sub(vm, &a[0], &a[1])),
    method("__rsub__", "($self, value, /)", |vm, a| arith::sub(vm, &a[1], &a[0])),
    method("__mul__", "($self, value, /)", |vm, a| arith::mul(vm, &a[0], &a[1])),
    method("__rmul__", "($self, value, /)", |vm, a| arith::mul(vm, &a[1], &a[0])),
    method("__truediv__", "($self, value, /)", |vm, a| division::truediv(vm, &a[0], &a[1])),
    method("__rtruediv__", "($self, value, /)", |vm, a| division::truediv(vm, &a[1], &a[0])),
    method("__floordiv__", "($self, value, /)", |vm, a| division::floordiv(vm, &a[0], &a[1])),
    method("__rfloordiv__", "($self, value, /)", |vm, a| division::floordiv(vm, &a[1], &a[0])),
    method("__mod__", "($self, value, /)", |vm, a| division::modulo(vm, &a[0], &a[1])),
    method("__rmod__", "($self, value, /)", |vm, a| division::modulo(vm, &a[1], &a[0])),
    method("__divmod__", "($self, value, /)", |vm, a| division::divmod(vm, &a[0], &a[1])),
    method("__rdivmod__", "($self, value, /)", |vm, a| division::divmod(vm, &a[1], &a[0])),
    method("__pow__", "($self, value, mod=None, /)", |vm, a| pow(vm, &a[0], &a[1], &a[2])),
    method("__rpow__", "($self, value, mod=None, /)", |vm, a| pow(vm, &a[1], &a[0], &a[2])),
    method("__lshift__", "($self, value, /)", |vm, a| bits::lshift(vm, &a[0], &a[1])),
    method("__rlshift__", "($self, value, /)", |vm, a| bits::lshift(vm, &a[1], &a[0])),
    method("__rshift__", "($self, value, /)", |vm, a| bits::rshift(vm, &a[0], &a[1])),
    method("__rrshift__", "($self, value, /)", |vm, a| bits::rshift(vm, &a[1], &a[0])),
    method("__and__", "($self, value, /)", |vm, a| bits::and(vm, &a[0], &a[1])),
    method("__rand__", "($self, value, /)", |vm, a| bits::and(vm, &a[1], &a[0])),
    method("__or__", "($self, value, /)", |vm, a| bits::or(vm, &a[0], &a[1])),
    method("__ror__", "($self, value, /)", |vm, a| bits::or(vm, &a[1], &a[0])),
    method("__xor__", "($self, value, /)", |vm, a| bits::xor(vm, &a[0], &a[1])),
    method("__rxor__", "($self, value, /)", |vm, a| bits::xor(vm, &a[1], &a[0])),
    method("__neg__", "($self, /)", |vm, a| arith::neg(vm, &a[0])),
    method("__pos__", "($self, /)", exact),
    method("__abs__", "($self, /)", |vm, a| arith::abs(vm, &a[0])),
    method("__invert__", "($self, /)", |vm, a| bits::invert(vm, &a[0])),
    method("__bool__", "($self, /)", |vm, a| Ok(Value::from_bool(!me(vm, a)?.is_zero()))),
    method("__int__", "($self, /)", exact),
    method("__index__", "($self, /)", exact),
    method("__trunc__", "($self, /)", exact).doc("Truncating an Integral returns itself."),
    method("__floor__", "($self, /)", exact).doc("Flooring an Integral returns itself."),
    method("__ceil__", "($self, /)", exact).doc("Ceiling of an Integral returns itself."),
    method("__round__", "($self, ndigits=None, /)", round),
    method("__float__", "($self, /)", |vm, a| vm.float(super::to_f64(vm, me(vm, a)?)?)),
    method("__format__", "($self, format_spec, /)", format_method),
    method("__getnewargs__", "($self, /)", |vm, a| vm.tuple_of([exact(vm, a)?])),
    method("as_integer_ratio", "($self, /)", |vm, a| vm.tuple_of([exact(vm, a)?, Value::from_small(1)]))
        .doc("Return a pair of integers, whose ratio is equal to the original int."),
    method("bit_count", "($self, /)", |vm, a| vm.int_from_u64(bits::bit_count(me(vm, a)?)))
        .doc("Number of ones in the binary representation of the absolute value of self."),
    method("bit_length", "($self, /)", |vm, a| vm.int_from_u64(me(vm, a)?.bit_length()))
        .doc("Number of bits necessary to represent self in binary."),
    method("conjugate", "($self, /)", exact).doc("Returns self, the complex conjugate of any int."),
    method("is_integer", "($self, /)", |_, _| Ok(Value::TRUE))
        .doc("Returns True. Exists for duck type compatibility."),
    method("to_bytes", "($self, /, length=1, byteorder='big', *, signed=False)", convert::to_bytes)
        .doc("Return an array of bytes representing an integer."),
    class_method("from_bytes", "($type, /, bytes, byteorder='big', *, signed=False)", convert::from_bytes)
        .doc("Return the integer represented by the given array of bytes."),
];

const GETSETS: &[GetSet] = &[
    getset("real", |vm, v| exact(vm, std::slice::from_ref(v)), None),
    getset("imag", |_, _| Ok(Value::from_small(0)), None),
    getset("numerator", |vm, v| exact(vm, std::slice::from_ref(v)), None),
    getset("denominator", |_, _| Ok(Value::from_small(1)), None),
];

/// The first argument, which the descriptor has checked.
fn me<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<IntRef<'a>> {
    args.first().and_then(IntRef::of).ok_or_else(|| vm.type_error("an integer is required"))
}

/// The int itself, an exact one for a bool or an instance of a subclass.
fn exact(vm: &Vm, a: &[Value]) -> PyResult {
    arith::pos(vm, &a[0])
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(text::repr(vm, me(vm, a)?)?.into_value())
}

fn compare(_: &Vm, a: &[Value], test: fn(Ordering) -> bool) -> PyResult {
    Ok(match super::cmp(&a[0], &a[1]) {
        Some(order) => Value::from_bool(test(order)),
        None => Value::NOT_IMPLEMENTED,
    })
}

/// `pow(base, exponent, modulus)`; no modulus is None.
pub fn pow(vm: &Vm, base: &Value, exponent: &Value, modulus: &Value) -> PyResult {
    if modulus.is_none() || modulus.is_blank() {
        power::pow(vm, base, exponent)
    } else {
        power::pow_mod(vm, base, exponent, modulus)
    }
}

/// `round(self, ndigits)`: to a multiple of ten's power for negative digits, ties to even.
fn round(vm: &Vm, a: &[Value]) -> PyResult {
    if a[1].is_none() || a[1].is_blank() {
        return exact(vm, a);
    }
    let digits = vm.index(&a[1])?;
    let Some(places) = IntRef::of(&digits).filter(|d| d.is_negative()) else { return exact(vm, a) };
    let value = me(vm, a)?;
    // A unit of more digits than the number has leaves nothing: 3 bits are less than a digit.
    let most = value.bit_length() / 3 + 2;
    let places = match places {
        IntRef::Small(places) if places.unsigned_abs() <= most => places,
        _ => return Ok(Value::from_small(0)),
    };
    let unit = power::pow(vm, &Value::from_small(10), &vm.int(-places)?)?;
    division::round_to_multiple(vm, &a[0], &unit)
}

fn format_method(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(spec) = a[1].get::<Str>() else {
        return Err(vm.type_error(format_args!("__format__() argument must be str, not {}", vm.tn(&a[1]))));
    };
    Ok(format::format(vm, &a[0], spec)?.into_value())
}
