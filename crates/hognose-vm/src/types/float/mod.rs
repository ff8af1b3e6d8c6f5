//! `float`: doubles.
//!
//! A double is an immediate value; a NaN is an object, so that each has its identity, and so is an
//! instance of a subclass. Code that computes asks `as_f64` or, for mixed operands, `arith::operands`. Text is in text.rs and
//! format.rs, arithmetic in arith.rs, Python's methods in methods.rs.
//!
//! # Invariants
//! F1: every double becomes a value through `Vm::float`, so that no bit pattern turns into a pointer.

pub mod arith;
pub mod format;
pub mod methods;
pub mod text;

use std::cmp::Ordering;

use hognose_heap::{Payload, Ref, ShapeId, Trace, Value};

use super::int::IntRef;
use crate::class::Class;
use crate::raise::PyResult;
use crate::shapes;
use crate::vm::Vm;

pub use arith::{add, divmod, floordiv, modulo, mul, neg, pow, sub, truediv};
pub use methods::TYPE;

/// A NaN, or an instance of a subclass of float.
#[derive(Trace)]
pub struct FloatBox {
    value: f64,
}

impl Payload for FloatBox {
    const NAME: &'static str = "float";
    const SHAPE: ShapeId = shapes::FLOAT_BOX;
    type Tail = ();
}

/// The value of a float or an instance of a subclass.
#[inline]
pub fn as_f64(value: &Value) -> Option<f64> {
    match value.as_f64() {
        Some(x) => Some(x),
        None => value.get::<FloatBox>().map(|boxed| boxed.value),
    }
}

/// A float whose class is `float` itself.
pub fn is_exact(value: &Value) -> bool {
    value.is_f64() || value.as_object().is_some_and(|o| o.shape() == shapes::FLOAT_BOX)
}

/// Modulus of numeric hashes, 2^61 - 1.
const HASH_PRIME: u64 = (1 << 61) - 1;

/// Python's hash of a double that is no NaN: equal to that of an equal int.
pub fn hash_f64(x: f64) -> i64 {
    if x.is_infinite() {
        return if x > 0.0 { 314159 } else { -314159 };
    }
    let (mantissa, exponent) = decompose(x.abs());
    // Multiplying by 2 rotates a number modulo 2^61 - 1.
    let turn = exponent.rem_euclid(61) as u32;
    let rotated =
        if turn == 0 { mantissa } else { (mantissa << turn & HASH_PRIME) | mantissa >> (61 - turn) };
    let h = if x < 0.0 { -(rotated as i64) } else { rotated as i64 };
    if h == -1 { -2 } else { h }
}

/// `hash(value)` of a float; a NaN's is its identity's.
pub fn hash(value: &Value) -> Option<i64> {
    let x = as_f64(value)?;
    if x.is_nan() {
        let address = value.as_object().map_or(0, hognose_heap::Object::address);
        return Some((address >> 4) as i64);
    }
    Some(hash_f64(x))
}

/// A finite `x >= 0` as mantissa times a power of two.
pub fn decompose(x: f64) -> (u64, i32) {
    let bits = x.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52 & 0x7ff) as i32 {
        0 => (fraction, -1074),
        exponent => (fraction | 1 << 52, exponent - 1075),
    }
}

/// Compares where at least one of the two is a float and the other a float or an int: exactly, also with
/// ints that no double holds. The outer None: not such a pair; the inner: not comparable (a NaN).
pub fn cmp(a: &Value, b: &Value) -> Option<Option<Ordering>> {
    match (as_f64(a), as_f64(b)) {
        (Some(x), Some(y)) => Some(x.partial_cmp(&y)),
        (Some(x), None) => Some(IntRef::of(b)?.compare_f64(x).map(Ordering::reverse)),
        (None, Some(y)) => Some(IntRef::of(a)?.compare_f64(y)),
        (None, None) => None,
    }
}

/// Equality where at least one is a float and the other a float or an int.
pub fn eq(a: &Value, b: &Value) -> Option<bool> {
    Some(cmp(a, b)? == Some(Ordering::Equal))
}

impl Vm {
    /// A float.
    #[inline(always)]
    pub fn float(&self, x: f64) -> PyResult<Value> {
        match Value::from_f64(x) {
            Some(v) => Ok(v),
            None => self.boxed_nan(x),
        }
    }

    #[cold]
    #[inline(never)]
    fn boxed_nan(&self, value: f64) -> PyResult<Value> {
        Ok(self.alloc(|| FloatBox { value })?.into_value())
    }

    /// An instance of `class`, float or a subclass.
    pub fn float_of_class(&self, class: &Ref<Class>, x: f64) -> PyResult<Value> {
        if class.ptr_eq(&self.types.float) {
            return self.float(x);
        }
        self.alloc_payload(class, || FloatBox { value: x })
    }
}

#[cfg(test)]
mod tests {
    use super::hash_f64;

    #[test]
    fn hashes_as_cpython() {
        for (x, h) in [
            (0.0, 0),
            (1.0, 1),
            (-1.0, -2),
            (0.5, 1152921504606846976),
            (0.1, 230584300921369408),
            (-2.5, -1152921504606846978),
            (1e300, 1224995262755759164),
            (5e-324, 16777216),
            (2305843009213693951.0, 1),
        ] {
            assert_eq!(hash_f64(x), h, "{x}");
        }
    }
}
