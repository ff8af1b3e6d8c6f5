//! `Value`: one 64-bit word that holds an object pointer or an immediate.
//!
//! Does not know what the specials mean to a language beyond their names.
//!
//! ```text
//! object    0000 pppp pppp pppp            address of a block, below 2^48, never null
//! double    bits of the double + 2^48      0001.. to FFF1..; a NaN is never encoded
//! special   FFF8 0000 0000 nnnn            NONE, FALSE, TRUE, BLANK, ...
//! int       FFFC.. | 50 bits               two's complement
//! ```
//!
//! # Invariants
//! V1: an object word owns exactly one count of its object (C1). Upheld by every constructor here.
//! V2: an object word is the start of a live object's block; it comes from `Heap` alone.
//! V3: doubles enter through `from_f64` alone, so no outside bit pattern becomes a pointer.

use std::fmt;
use std::mem::ManuallyDrop;
use std::ptr::NonNull;

use crate::object::{Object, Ref, ShapeId};
use crate::payload::Payload;

/// One word: an object or an immediate. Owns a count of the object.
#[repr(transparent)]
pub struct Value(NonNull<()>);

const _: () = assert!(size_of::<Option<Value>>() == 8);

/// Words at and above this are not doubles.
pub const SPECIAL_BASE: u64 = 0xFFF8_0000_0000_0000;
/// The high 14 bits of an int.
pub const INT_TAG: u64 = 0xFFFC_0000_0000_0000;
/// What is added to the bits of a double.
pub const DOUBLE_OFFSET: u64 = 1 << 48;
/// Bits of an immediate int.
pub const INT_BITS: u32 = 50;
/// Largest immediate int.
pub const INT_MAX: i64 = (1 << (INT_BITS - 1)) - 1;
/// Smallest immediate int.
pub const INT_MIN: i64 = -(1 << (INT_BITS - 1));
const INT_MASK: u64 = (1 << INT_BITS) - 1;

impl Value {
    pub const NONE: Value = Value::special(0);
    pub const FALSE: Value = Value::special(1);
    pub const TRUE: Value = Value::special(2);
    /// An empty register or slot. Never visible to programs.
    pub const BLANK: Value = Value::special(3);
    pub const NOT_IMPLEMENTED: Value = Value::special(4);
    pub const ELLIPSIS: Value = Value::special(5);

    /// The special of number `n`.
    pub const fn special(n: u16) -> Value {
        Value::from_word(SPECIAL_BASE | n as u64)
    }

    const fn from_word(word: u64) -> Value {
        let p = std::ptr::without_provenance_mut(word as usize);
        match NonNull::new(p) {
            Some(p) => Value(p),
            None => panic!("an immediate is never zero"),
        }
    }

    /// # Safety
    /// `word` is not zero, and if it is an object word the caller hands over one count (V1, V2).
    #[inline(always)]
    pub const unsafe fn from_raw(word: u64) -> Value {
        // SAFETY: not zero, as the caller says. Provenance: object words are exposed (see object.rs).
        unsafe { Value(NonNull::new_unchecked(std::ptr::with_exposed_provenance_mut(word as usize))) }
    }

    /// The word, with its count; the caller must put it back by `from_raw`.
    #[inline(always)]
    pub fn into_raw(self) -> u64 {
        ManuallyDrop::new(self).bits()
    }

    /// # Safety
    /// `p` is the start of a live object's block and the caller hands over one count.
    #[inline(always)]
    pub(crate) unsafe fn from_ptr(p: NonNull<()>) -> Value {
        Value(p)
    }

    #[inline(always)]
    pub(crate) fn as_ptr(&self) -> NonNull<()> {
        self.0
    }

    /// The same word without a new count.
    ///
    /// # Safety
    /// One of the two is forgotten (`mem::forget`, `into_raw`) and not dropped.
    #[inline(always)]
    pub unsafe fn copy_bits(&self) -> Value {
        Value(self.0)
    }

    /// The int, if it fits 50 bits.
    #[inline(always)]
    pub fn from_int(i: i64) -> Option<Value> {
        if (INT_MIN..=INT_MAX).contains(&i) {
            Some(Value::from_word_unchecked(INT_TAG | (i as u64 & INT_MASK)))
        } else {
            None
        }
    }

    #[inline(always)]
    pub const fn from_small(i: i32) -> Value {
        Value::from_word(INT_TAG | (i as i64 as u64 & INT_MASK))
    }

    #[inline(always)]
    pub fn from_bool(b: bool) -> Value {
        Value::from_word_unchecked(SPECIAL_BASE | (1 + b as u64))
    }

    /// The double; None for a NaN, which must be an object (V3).
    #[inline(always)]
    pub fn from_f64(f: f64) -> Option<Value> {
        if f.is_nan() {
            None
        } else {
            Some(Value::from_word_unchecked(f.to_bits().wrapping_add(DOUBLE_OFFSET)))
        }
    }

    #[inline(always)]
    fn from_word_unchecked(word: u64) -> Value {
        // SAFETY: tags make every immediate nonzero.
        Value(unsafe { NonNull::new_unchecked(std::ptr::without_provenance_mut(word as usize)) })
    }

    #[inline(always)]
    pub fn bits(&self) -> u64 {
        self.0.as_ptr().addr() as u64
    }

    #[inline(always)]
    pub fn is_object(&self) -> bool {
        self.bits() >> 48 == 0
    }

    #[inline(always)]
    pub fn is_int(&self) -> bool {
        self.bits() >= INT_TAG
    }

    #[inline(always)]
    pub fn is_f64(&self) -> bool {
        self.bits().wrapping_sub(DOUBLE_OFFSET) < SPECIAL_BASE - DOUBLE_OFFSET
    }

    #[inline(always)]
    pub fn is_special(&self) -> bool {
        self.bits().wrapping_sub(SPECIAL_BASE) < INT_TAG - SPECIAL_BASE
    }

    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.bits() == SPECIAL_BASE
    }

    #[inline(always)]
    pub fn is_blank(&self) -> bool {
        self.bits() == SPECIAL_BASE | 3
    }

    #[inline(always)]
    pub fn is_bool(&self) -> bool {
        self.bits().wrapping_sub(SPECIAL_BASE | 1) < 2
    }

    #[inline(always)]
    pub fn as_int(&self) -> Option<i64> {
        if self.is_int() { Some(((self.bits() << (64 - INT_BITS)) as i64) >> (64 - INT_BITS)) } else { None }
    }

    /// An immediate double.
    #[inline(always)]
    pub fn as_f64(&self) -> Option<f64> {
        if self.is_f64() { Some(f64::from_bits(self.bits() - DOUBLE_OFFSET)) } else { None }
    }

    #[inline(always)]
    pub fn as_bool(&self) -> Option<bool> {
        if self.is_bool() { Some(self.bits() == SPECIAL_BASE | 2) } else { None }
    }

    /// The special's number.
    #[inline(always)]
    pub fn as_special(&self) -> Option<u16> {
        if self.is_special() { Some(self.bits() as u16) } else { None }
    }

    /// Bit equality: the `is` of a language.
    #[inline(always)]
    pub fn same(&self, other: &Value) -> bool {
        self.bits() == other.bits()
    }

    #[inline(always)]
    pub fn as_object(&self) -> Option<&Object> {
        if self.is_object() {
            // SAFETY: an object word points to a live block (V2), which this Value keeps alive.
            Some(unsafe { self.0.cast::<Object>().as_ref() })
        } else {
            None
        }
    }

    #[inline(always)]
    pub fn shape(&self) -> Option<ShapeId> {
        self.as_object().map(Object::shape)
    }

    /// Looks at the object as a `T`, without counting.
    #[inline(always)]
    pub fn get<T: Payload>(&self) -> Option<&Ref<T>> {
        if self.as_object()?.is_payload::<T>() {
            // SAFETY: the object's payload is a T (fixed shapes are defined with the layout of the type that names them); Ref<T> is a transparent object word.
            Some(unsafe { &*(self as *const Value).cast::<Ref<T>>() })
        } else {
            None
        }
    }

    /// Only when the shape is exactly `T::SHAPE` (or its alias): one compare, no look at the shape table.
    #[inline(always)]
    pub fn get_exact<T: Payload>(&self) -> Option<&Ref<T>> {
        let object = self.as_object()?;
        let alias = T::ALIAS != ShapeId::NONE && object.shape() == T::ALIAS;
        if object.shape() == T::SHAPE && T::SHAPE != ShapeId::NONE || alias {
            // SAFETY: a fixed shape has one layout, T's (checked by define_shape).
            Some(unsafe { &*(self as *const Value).cast::<Ref<T>>() })
        } else {
            None
        }
    }

    pub fn is<T: Payload>(&self) -> bool {
        self.get::<T>().is_some()
    }

    #[inline(always)]
    pub fn downcast<T: Payload>(self) -> Result<Ref<T>, Value> {
        if self.get::<T>().is_some() {
            let p = ManuallyDrop::new(self).0;
            // SAFETY: just checked; the count moves over.
            Ok(unsafe { Ref::from_ptr(p) })
        } else {
            Err(self)
        }
    }

    /// As `downcast`, of an object that is known to be a `T`.
    ///
    /// # Safety
    /// The value is an object whose layout is `T`'s or begins with it.
    #[inline(always)]
    pub unsafe fn downcast_unchecked<T: Payload>(self) -> Ref<T> {
        debug_assert!(self.get::<T>().is_some());
        let p = ManuallyDrop::new(self).0;
        // SAFETY: as the caller says; the count moves over.
        unsafe { Ref::from_ptr(p) }
    }

    /// Drops one count, as `drop` does. For words that the eval loop holds raw.
    ///
    /// # Safety
    /// The word owned a count that is not used again.
    #[inline(always)]
    pub unsafe fn decref_immediate(word: u64) {
        // SAFETY: as the caller says.
        drop(unsafe { Value::from_raw(word) });
    }

    /// Name of an immediate or of the object's layout, for messages.
    pub fn layout_name(&self) -> &'static str {
        match self.as_object() {
            Some(o) => o.layout().name,
            None if self.is_int() => "int",
            None if self.is_f64() => "float",
            None => "special",
        }
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        if let Some(object) = self.as_object() {
            object.incref();
        }
        Value(self.0)
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if self.is_object() {
            // SAFETY: V1: this word owned one count.
            unsafe { Object::decref(self.0) }
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(i) = self.as_int() {
            write!(f, "Value({i})")
        } else if let Some(d) = self.as_f64() {
            write!(f, "Value({d:?})")
        } else if let Some(n) = self.as_special() {
            let name = ["NONE", "FALSE", "TRUE", "BLANK", "NOT_IMPLEMENTED", "ELLIPSIS"].get(n as usize);
            write!(f, "Value({})", name.unwrap_or(&"special"))
        } else {
            write!(f, "Value({} at {:#x})", self.layout_name(), self.bits())
        }
    }
}

impl Default for Value {
    fn default() -> Value {
        Value::BLANK
    }
}
