//! `int`: arbitrary-size integers.
//!
//! An int is one of: an immediate of 50 bits, a `BoxedInt` for what else fits 64 bits, a `LongInt`
//! beyond. An instance of a subclass is always a `LongInt`, whatever its size. Bools count as ints. Code
//! that computes sees none of this: it asks `IntRef::of` or `as_i64`. This module makes and reads values; arithmetic is
//! in arith.rs, division.rs, power.rs and bits.rs, text in text.rs, Python's methods in methods.rs and convert.rs.
//!
//! # Invariants
//! I1: an exact int has one representation: the smallest that holds it, without zero limbs on top.
//! Upheld by `Vm::int` and `Vm::int_from_words`, through which all results go.

#![allow(
    clippy::disallowed_methods,
    reason = "words of a number whose size was held against the limit before"
)]

pub mod arith;
pub mod big;
pub mod bits;
pub mod convert;
pub mod division;
pub mod format;
pub mod limbs;
pub mod methods;
pub mod power;
pub mod text;

use std::cmp::Ordering;

use hognose_heap::{Payload, Ref, ShapeId, Trace, Value};
use num_bigint::{BigInt, BigUint, Sign};

use crate::class::Class;
use crate::raise::PyResult;
use crate::shapes;
use crate::vm::Vm;
use limbs::Limb;

pub use arith::{add, mul, neg, sub};
pub use bits::{and, invert, lshift, or, rshift, xor};
pub use division::{divmod, floordiv, modulo, truediv};
pub use methods::TYPE;
pub use power::{pow, pow_mod};

/// Bytes of the largest int's magnitude. Beyond, computing takes hours, and the scratch of num-bigint, which cannot
/// fail gently, could exceed the address space.
const MAX_BYTES: u128 = 1 << 30;

/// Words of scratch that stand on the native stack: enough for every operation on four limbs.
pub(crate) const STACK_WORDS: usize = 10;

/// An exact int of 51 to 64 bits.
#[derive(Trace)]
pub struct BoxedInt {
    value: i64,
}

impl Payload for BoxedInt {
    const NAME: &'static str = "int (64 bits)";
    const SHAPE: ShapeId = shapes::BOXED_INT;
    type Tail = ();
}

/// An exact int beyond 64 bits, or an instance of a subclass of int; the magnitude is in the tail.
#[derive(Trace)]
pub struct LongInt {
    negative: bool,
    limbs: u32,
}

impl Payload for LongInt {
    const NAME: &'static str = "int";
    const SHAPE: ShapeId = shapes::BIG_INT;
    type Tail = u8;
    fn tail_len(&self) -> usize {
        self.limbs as usize * 8
    }
}

/// An int as computing code sees it.
#[derive(Clone, Copy, Debug)]
pub enum IntRef<'a> {
    /// Fits 64 bits.
    Small(i64),
    /// Does not fit: sign and trimmed magnitude.
    Long(bool, &'a [Limb]),
}

impl<'a> IntRef<'a> {
    /// The int, bool or instance of a subclass that `value` is.
    #[inline]
    pub fn of(value: &'a Value) -> Option<IntRef<'a>> {
        if let Some(i) = value.as_int() {
            return Some(IntRef::Small(i));
        }
        IntRef::of_object(value)
    }

    #[inline(never)]
    fn of_object(value: &'a Value) -> Option<IntRef<'a>> {
        // Most values that are asked about are of built-in types; only subclasses' shapes need a look at the table.
        match value.shape() {
            None => return value.as_bool().map(|b| IntRef::Small(i64::from(b))),
            Some(shape) if shape == shapes::BOXED_INT || shape == shapes::BIG_INT => {}
            Some(shape) if shape.index() < ShapeId::FIRST_DYNAMIC => return None,
            Some(_) => {}
        }
        if let Some(boxed) = value.get::<BoxedInt>() {
            return Some(IntRef::Small(boxed.value));
        }
        if let Some(long) = value.get::<LongInt>() {
            let (limbs, _) = long.tail().as_chunks::<8>();
            return Some(match *limbs {
                [] => IntRef::Small(0),
                [only] => match small_of(long.negative, limbs::word(only)) {
                    Some(i) => IntRef::Small(i),
                    None => IntRef::Long(long.negative, limbs),
                },
                _ => IntRef::Long(long.negative, limbs),
            });
        }
        value.as_bool().map(|b| IntRef::Small(i64::from(b)))
    }

    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(i) => i < 0,
            IntRef::Long(negative, _) => negative,
        }
    }

    pub fn is_zero(self) -> bool {
        matches!(self, IntRef::Small(0))
    }

    /// -1, 0 or 1.
    pub fn signum(self) -> i64 {
        match self {
            IntRef::Small(i) => i.signum(),
            IntRef::Long(negative, _) => 1 - 2 * i64::from(negative),
        }
    }

    pub fn is_even(self) -> bool {
        match self {
            IntRef::Small(i) => i & 1 == 0,
            IntRef::Long(_, limbs) => limbs[0][0] & 1 == 0,
        }
    }

    /// Sign and magnitude.
    pub fn parts(self) -> Parts<'a> {
        match self {
            IntRef::Small(i) => {
                let len = usize::from(i != 0);
                Parts { negative: i < 0, one: [i.unsigned_abs().to_le_bytes()], len, long: None }
            }
            IntRef::Long(negative, limbs) => {
                Parts { negative, one: [[0; 8]], len: limbs.len(), long: Some(limbs) }
            }
        }
    }

    /// Bits of the magnitude.
    pub fn bit_length(self) -> u64 {
        match self {
            IntRef::Small(i) => u64::from(64 - i.unsigned_abs().leading_zeros()),
            IntRef::Long(_, limbs) => limbs::bit_length(limbs),
        }
    }

    pub fn compare(self, other: IntRef<'_>) -> Ordering {
        match (self, other) {
            (IntRef::Small(a), IntRef::Small(b)) => a.cmp(&b),
            (IntRef::Small(_), IntRef::Long(negative, _)) => {
                if negative {
                    Ordering::Greater
                } else {
                    Ordering::Less
                }
            }
            (IntRef::Long(..), IntRef::Small(_)) => other.compare(self).reverse(),
            (IntRef::Long(false, _), IntRef::Long(true, _)) => Ordering::Greater,
            (IntRef::Long(true, _), IntRef::Long(false, _)) => Ordering::Less,
            (IntRef::Long(false, a), IntRef::Long(_, b)) => limbs::compare(a, b),
            (IntRef::Long(true, a), IntRef::Long(_, b)) => limbs::compare(b, a),
        }
    }

    /// Python's hash: modulo 2^61 - 1 with the sign, never -1.
    pub fn hash(self) -> i64 {
        const PRIME: u64 = (1 << 61) - 1;
        let (negative, r) = match self {
            IntRef::Small(i) => (i < 0, i.unsigned_abs() % PRIME),
            IntRef::Long(negative, limbs) => (negative, limbs::modulo_hash_prime(limbs)),
        };
        match (negative, r as i64) {
            (false, h) => h,
            (true, 1) => -2,
            (true, h) => -h,
        }
    }

    /// The nearest double, ties to even; None if it is out of range.
    pub fn to_f64(self) -> Option<f64> {
        match self {
            IntRef::Small(i) => Some(i as f64),
            IntRef::Long(negative, limbs) => {
                let magnitude = limbs::to_f64(limbs, false, 0)?;
                Some(if negative { -magnitude } else { magnitude })
            }
        }
    }

    /// `self` against a double, exactly; None for a NaN.
    pub fn compare_f64(self, x: f64) -> Option<Ordering> {
        if x.is_nan() {
            return None;
        }
        if x.is_infinite() {
            return Some(if x > 0.0 { Ordering::Less } else { Ordering::Greater });
        }
        match self {
            IntRef::Small(i) => {
                // Beyond 2^63 every int of 64 bits is on one side; below, the whole part decides first.
                const LIMIT: f64 = 9223372036854775808.0;
                if x >= LIMIT {
                    return Some(Ordering::Less);
                }
                if x < -LIMIT {
                    return Some(Ordering::Greater);
                }
                let whole = x.trunc();
                Some(i.cmp(&(whole as i64)).then_with(|| whole.partial_cmp(&x).unwrap_or(Ordering::Equal)))
            }
            IntRef::Long(negative, limbs) => {
                if negative != (x < 0.0) {
                    return Some(if negative { Ordering::Less } else { Ordering::Greater });
                }
                let order = compare_magnitude_f64(limbs, x.abs());
                Some(if negative { order.reverse() } else { order })
            }
        }
    }

    /// As num-bigint's type. The caller has charged for it.
    pub fn to_bigint(self) -> BigInt {
        match self {
            IntRef::Small(i) => BigInt::from(i),
            IntRef::Long(negative, limbs) => {
                let sign = if negative { Sign::Minus } else { Sign::Plus };
                BigInt::from_biguint(sign, big::from_limbs(limbs))
            }
        }
    }

    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntRef::Small(i) => Some(i),
            IntRef::Long(..) => None,
        }
    }

    /// None if negative or too large.
    pub fn to_u64(self) -> Option<u64> {
        match self {
            IntRef::Small(i) => u64::try_from(i).ok(),
            IntRef::Long(false, [only]) => Some(limbs::word(*only)),
            IntRef::Long(..) => None,
        }
    }
}

/// Against a magnitude of at least 2^63, whose doubles are all whole.
fn compare_magnitude_f64(limbs: &[Limb], x: f64) -> Ordering {
    let bits = x.to_bits();
    let exponent = (bits >> 52) as i64 - 1075;
    let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
    let x_length = exponent + 53;
    let length = limbs::bit_length(limbs) as i64;
    if length != x_length || exponent < 0 {
        return length.cmp(&x_length);
    }
    // Equal length: compare the upper 53 bits, then whether anything is below them.
    let mut top = 0u64;
    for n in 0..53 {
        top |= u64::from(limbs::bit(limbs, exponent as u64 + n)) << n;
    }
    top.cmp(&mantissa).then_with(|| {
        if limbs::trailing_zeros(limbs) < exponent as u64 { Ordering::Greater } else { Ordering::Equal }
    })
}

/// Sign and magnitude of an int; a small one's limb is inside.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    pub negative: bool,
    one: [Limb; 1],
    len: usize,
    long: Option<&'a [Limb]>,
}

impl Parts<'_> {
    pub fn limbs(&self) -> &[Limb] {
        match self.long {
            Some(limbs) => limbs,
            None => &self.one[..self.len],
        }
    }

    pub fn signed(&self) -> (bool, &[Limb]) {
        (self.negative, self.limbs())
    }
}

/// `-word` or `word`, if it fits.
fn small_of(negative: bool, word: u64) -> Option<i64> {
    if negative { 0i64.checked_sub_unsigned(word) } else { i64::try_from(word).ok() }
}

/// The int's value if it fits 64 bits (immediates, boxed ints, bools, instances of subclasses).
#[inline]
pub fn as_i64(value: &Value) -> Option<i64> {
    match value.as_int() {
        Some(i) => Some(i),
        None => IntRef::of_object(value)?.to_i64(),
    }
}

/// An int, bool or instance of a subclass.
pub fn is_int(value: &Value) -> bool {
    IntRef::of(value).is_some()
}

/// Is it an int below zero?
pub fn is_negative(value: &Value) -> bool {
    IntRef::of(value).is_some_and(IntRef::is_negative)
}

/// An int whose class is `int` itself: no bool, no subclass.
pub fn is_exact(value: &Value) -> bool {
    value.is_int()
        || value.as_object().is_some_and(|o| o.shape() == shapes::BOXED_INT || o.shape() == shapes::BIG_INT)
}

/// `value` as num-bigint's type, if it is an int. The caller has charged for it.
pub fn int_to_bigint(value: &Value) -> Option<BigInt> {
    Some(IntRef::of(value)?.to_bigint())
}

/// `hash(value)` of an int.
pub fn hash(value: &Value) -> Option<i64> {
    Some(IntRef::of(value)?.hash())
}

/// Compares two ints.
pub fn cmp(a: &Value, b: &Value) -> Option<Ordering> {
    Some(IntRef::of(a)?.compare(IntRef::of(b)?))
}

/// Equality of two ints.
pub fn eq(a: &Value, b: &Value) -> Option<bool> {
    Some(cmp(a, b)? == Ordering::Equal)
}

/// The nearest double; OverflowError if there is none.
pub fn to_f64(vm: &Vm, value: IntRef<'_>) -> PyResult<f64> {
    value.to_f64().ok_or_else(|| vm.overflow_error("int too large to convert to float"))
}

impl Vm {
    /// An int.
    #[inline(always)]
    pub fn int(&self, i: i64) -> PyResult<Value> {
        match Value::from_int(i) {
            Some(v) => Ok(v),
            None => self.boxed_int(i),
        }
    }

    #[cold]
    #[inline(never)]
    fn boxed_int(&self, value: i64) -> PyResult<Value> {
        Ok(self.alloc(|| BoxedInt { value })?.into_value())
    }

    /// An int.
    #[inline]
    pub fn int_from_usize(&self, n: usize) -> PyResult<Value> {
        self.int_from_u64(n as u64)
    }

    /// An int.
    #[inline]
    pub fn int_from_u64(&self, n: u64) -> PyResult<Value> {
        match i64::try_from(n).ok().and_then(Value::from_int) {
            Some(v) => Ok(v),
            None => self.int_from_words(false, &[n]),
        }
    }

    /// An int.
    pub fn int_from_i128(&self, n: i128) -> PyResult<Value> {
        if let Ok(i) = i64::try_from(n) {
            return self.int(i);
        }
        let m = n.unsigned_abs();
        self.int_from_words(n < 0, &[m as u64, (m >> 64) as u64])
    }

    /// An int of a sign and a magnitude, which need not be trimmed.
    pub fn int_from_words(&self, negative: bool, words: &[u64]) -> PyResult<Value> {
        let words = limbs::trim(words);
        match *words {
            [] => return Ok(Value::from_small(0)),
            [only] => {
                if let Some(i) = small_of(negative, only) {
                    return self.int(i);
                }
            }
            _ => {}
        }
        let limbs = self.limb_count(words.len())?;
        let long = self.retry(|heap| {
            heap.alloc_bytes(LongInt::SHAPE, LongInt { negative, limbs }, words.len() * 8, |bytes| {
                let (tail, _) = bytes.as_chunks_mut::<8>();
                for (limb, w) in tail.iter_mut().zip(words) {
                    *limb = w.to_le_bytes();
                }
            })
        })?;
        Ok(long.into_value())
    }

    /// Refuses an int of `bytes` bytes that can never be: over the heap's limit or `MAX_BYTES`.
    pub fn check_int_size(&self, bytes: u128) -> PyResult<()> {
        if bytes > MAX_BYTES { Err(self.memory_error()) } else { self.check_size(bytes) }
    }

    fn limb_count(&self, count: usize) -> PyResult<u32> {
        self.check_int_size(count as u128 * 8)?;
        u32::try_from(count).map_err(|_| self.memory_error())
    }

    /// An int from num-bigint's type.
    pub fn bigint(&self, n: &BigInt) -> PyResult<Value> {
        self.biguint(n.sign() == Sign::Minus, n.magnitude())
    }

    /// An int from a sign and num-bigint's magnitude.
    pub fn biguint(&self, negative: bool, magnitude: &BigUint) -> PyResult<Value> {
        let mut digits = magnitude.iter_u64_digits();
        if digits.len() <= 1 {
            return self.int_from_words(negative, &[digits.next().unwrap_or(0)]);
        }
        let _charge = self.charge(digits.len() * 8)?;
        let words: Vec<u64> = digits.collect();
        self.int_from_words(negative, &words)
    }

    /// The whole part of a finite double.
    pub fn int_from_f64(&self, x: f64) -> PyResult<Value> {
        if x.abs() < 9e18 {
            return self.int(x as i64);
        }
        let bits = x.to_bits();
        let shift = (bits >> 52 & 0x7ff) - 1075;
        let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
        let mut words = [0u64; 17];
        let (at, s) = ((shift / 64) as usize, (shift % 64) as u32);
        words[at] = mantissa << s;
        if at + 1 < words.len() {
            words[at + 1] = mantissa >> 1 >> (63 - s);
        }
        self.int_from_words(x < 0.0, &words)
    }

    /// An instance of `class`, int or a subclass, with the value of `value`.
    pub fn int_of_class(&self, class: &Ref<Class>, value: &Value) -> PyResult<Value> {
        if class.ptr_eq(&self.types.int) && is_exact(value) {
            return Ok(value.clone());
        }
        let Some(int) = IntRef::of(value) else {
            return Err(self.system_error("int_of_class needs an int"));
        };
        let parts = int.parts();
        if class.ptr_eq(&self.types.int) {
            return match int {
                IntRef::Small(i) => self.int(i),
                IntRef::Long(negative, limbs) => self.with_words(limbs.len(), |vm, words| {
                    words.iter_mut().zip(limbs).for_each(|(w, &l)| *w = limbs::word(l));
                    vm.int_from_words(negative, words)
                }),
            };
        }
        let (negative, magnitude) = parts.signed();
        let limbs = self.limb_count(magnitude.len())?;
        self.alloc_payload_bytes(
            class,
            magnitude.len() * 8,
            || LongInt { negative, limbs },
            |bytes| bytes.copy_from_slice(magnitude.as_flattened()),
        )
    }

    /// Calls `f` with `count` zeroed words of scratch: on the native stack if they are few, else charged.
    #[inline]
    pub(crate) fn with_words<R>(
        &self,
        count: usize,
        f: impl FnOnce(&Vm, &mut [u64]) -> PyResult<R>,
    ) -> PyResult<R> {
        if count <= STACK_WORDS {
            let mut words = [0; STACK_WORDS];
            return f(self, &mut words[..count]);
        }
        self.check_int_size(count as u128 * 8)?;
        let _charge = self.charge_words(count)?;
        let mut words = Vec::new();
        words.try_reserve_exact(count).map_err(|_| self.memory_error())?;
        words.resize(count, 0);
        f(self, &mut words)
    }

    /// Charges `count` words of scratch, refusing what can never fit beside a result of the same size.
    pub(crate) fn charge_words(&self, count: usize) -> PyResult<impl Sized + use<'_>> {
        self.check_size(count as u128 * 16)?;
        self.charge(count * 8)
    }
}
