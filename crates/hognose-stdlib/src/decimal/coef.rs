//! Coefficients: whole numbers of any size, counted in decimal digits.
//!
//! Up to 38 digits a coefficient is one `u128`, which is nearly always; beyond, limbs (limbs.rs) outside the heap, for which the
//! caller has charged.
//!
//! # Invariants
//! K1: a coefficient of 38 digits or fewer is `Small`; limbs are trimmed. Upheld by `from_limbs`.

#![allow(
    clippy::disallowed_methods,
    reason = "scratch of numbers whose digits were held against the limit before"
)]

use std::ops::Deref;

use hognose_vm::prelude::*;

use super::limbs::{self, BASE};

/// The most digits of a `Small` coefficient.
const SMALL_DIGITS: u64 = 38;

/// Powers of ten that fit a `Small` coefficient, and the first that does not.
pub const POW10_WIDE: [u128; 39] = {
    let mut table = [1; 39];
    let mut i = 1;
    while i < 39 {
        table[i] = table[i - 1] * 10;
        i += 1;
    }
    table
};

/// A coefficient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coef {
    Small(u128),
    Big(Vec<u64>),
}

/// What digits that were dropped amounted to, in halves of the last kept place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    Zero,
    BelowHalf,
    Half,
    AboveHalf,
}

/// The limbs of a coefficient; a small one's stand inside.
pub struct Limbs<'a> {
    small: [u64; 2],
    len: usize,
    big: Option<&'a [u64]>,
}

impl Deref for Limbs<'_> {
    type Target = [u64];
    fn deref(&self) -> &[u64] {
        match self.big {
            Some(limbs) => limbs,
            None => &self.small[..self.len],
        }
    }
}

/// Decimal digits; 1 for zero.
#[inline(always)]
fn wide_digits(n: u128) -> u64 {
    match u64::try_from(n) {
        Ok(w) => limbs::word_digits(w),
        Err(_) => {
            let guess = ((128 - n.leading_zeros()) * 1233) >> 12;
            // No small coefficient reaches the power that the table lacks.
            let above = POW10_WIDE.get(guess as usize).is_some_and(|&power| n >= power);
            u64::from(guess) + u64::from(above)
        }
    }
}

/// `n / 10^places` and `n % 10^places`, for at most 38 places.
#[inline(always)]
fn divide_wide(n: u128, places: u64) -> (u128, u128) {
    let power = POW10_WIDE[places as usize];
    match (u64::try_from(n), u64::try_from(power)) {
        (Ok(n), Ok(power)) => (u128::from(n / power), u128::from(n % power)),
        (Ok(n), Err(_)) => (0, u128::from(n)),
        _ => (n / power, n % power),
    }
}

impl Coef {
    pub const ZERO: Coef = Coef::Small(0);
    pub const ONE: Coef = Coef::Small(1);

    /// Of trimmed limbs.
    pub fn from_limbs(limbs: Vec<u64>) -> Coef {
        match *limbs {
            [] => Coef::ZERO,
            [low] => Coef::Small(u128::from(low)),
            [low, high] => Coef::Small(u128::from(high) * u128::from(BASE) + u128::from(low)),
            _ => Coef::Big(limbs),
        }
    }

    /// Of a number of 39 digits.
    pub fn from_wide(n: u128) -> Coef {
        if n < POW10_WIDE[38] {
            return Coef::Small(n);
        }
        let base = u128::from(BASE);
        let (high, low) = (n / base, (n % base) as u64);
        let (top, middle) = ((high / base) as u64, (high % base) as u64);
        Coef::from_limbs(limbs::trim(vec![low, middle, top]))
    }

    pub fn limbs(&self) -> Limbs<'_> {
        match self {
            Coef::Small(n) => {
                let (high, low) = limbs::split(*n);
                let len = if high != 0 { 2 } else { usize::from(low != 0) };
                Limbs { small: [low, high], len, big: None }
            }
            Coef::Big(limbs) => Limbs { small: [0; 2], len: 0, big: Some(limbs) },
        }
    }

    #[inline(always)]
    pub fn is_zero(&self) -> bool {
        matches!(self, Coef::Small(0))
    }

    /// Decimal digits; 1 for zero.
    #[inline(always)]
    pub fn digits(&self) -> u64 {
        match self {
            Coef::Small(n) => wide_digits(*n),
            Coef::Big(limbs) => limbs::digits(limbs),
        }
    }

    pub fn last_digit(&self) -> u64 {
        match self {
            Coef::Small(n) => (n % 10) as u64,
            Coef::Big(limbs) => limbs[0] % 10,
        }
    }

    pub fn is_odd(&self) -> bool {
        match self {
            Coef::Small(n) => n & 1 == 1,
            Coef::Big(limbs) => limbs[0] & 1 == 1,
        }
    }

    /// The digit at place `n`, counted from the lowest.
    pub fn digit(&self, n: u64) -> u64 {
        limbs::digit(&self.limbs(), n)
    }

    pub fn compare(&self, other: &Coef) -> Ordering {
        match (self, other) {
            (Coef::Small(a), Coef::Small(b)) => a.cmp(b),
            (Coef::Small(_), Coef::Big(_)) => Ordering::Less,
            (Coef::Big(_), Coef::Small(_)) => Ordering::Greater,
            (Coef::Big(a), Coef::Big(b)) => limbs::compare(a, b),
        }
    }

    #[inline]
    pub fn add(&self, other: &Coef) -> Coef {
        match (self, other) {
            // Two numbers below 10^38 have a sum below 2^128.
            (Coef::Small(a), Coef::Small(b)) => Coef::from_wide(a + b),
            _ => Coef::from_limbs(limbs::add(&self.limbs(), &other.limbs())),
        }
    }

    /// `self - other`, which is not negative.
    #[inline]
    pub fn sub(&self, other: &Coef) -> Coef {
        match (self, other) {
            (Coef::Small(a), Coef::Small(b)) => Coef::Small(a - b),
            _ => Coef::from_limbs(limbs::sub(&self.limbs(), &other.limbs())),
        }
    }

    #[inline]
    pub fn mul(&self, vm: &Vm, other: &Coef) -> PyResult<Coef> {
        if let (Coef::Small(a), Coef::Small(b)) = (self, other) {
            if let (Ok(a), Ok(b)) = (u64::try_from(*a), u64::try_from(*b)) {
                return Ok(Coef::from_wide(u128::from(a) * u128::from(b)));
            }
            if let Some(product) = a.checked_mul(*b) {
                return Ok(Coef::from_wide(product));
            }
        }
        Ok(Coef::from_limbs(limbs::mul(vm, &self.limbs(), &other.limbs())?))
    }

    /// Quotient and remainder; `other` is not zero.
    pub fn div_rem(&self, vm: &Vm, other: &Coef) -> PyResult<(Coef, Coef)> {
        if let (Coef::Small(a), Coef::Small(b)) = (self, other) {
            if let (Ok(a), Ok(b)) = (u64::try_from(*a), u64::try_from(*b)) {
                return Ok((Coef::Small(u128::from(a / b)), Coef::Small(u128::from(a % b))));
            }
            return Ok((Coef::Small(a / b), Coef::Small(a % b)));
        }
        let (q, r) = limbs::div_rem(vm, &self.limbs(), &other.limbs())?;
        Ok((Coef::from_limbs(q), Coef::from_limbs(r)))
    }

    /// `self + 1`
    pub fn increment(self) -> Coef {
        match self {
            Coef::Small(n) => Coef::from_wide(n + 1),
            Coef::Big(mut limbs) => {
                limbs::increment(&mut limbs);
                Coef::Big(limbs)
            }
        }
    }

    /// `self * 10^n`
    #[inline]
    pub fn shift_left(&self, n: u64) -> Coef {
        match self {
            Coef::Small(0) => Coef::ZERO,
            Coef::Small(c) if wide_digits(*c) + n <= SMALL_DIGITS => Coef::Small(c * POW10_WIDE[n as usize]),
            _ => Coef::from_limbs(limbs::shift_left(&self.limbs(), n)),
        }
    }

    /// `self / 10^n`, and what was dropped.
    #[inline]
    pub fn shift_right(&self, n: u64) -> (Coef, Rest) {
        match self {
            Coef::Small(c) => {
                if n >= SMALL_DIGITS {
                    // Half of 10^38 has 38 digits as well.
                    let half = POW10_WIDE[38] / 2;
                    let rest = match c {
                        0 => Rest::Zero,
                        _ if n > SMALL_DIGITS || *c < half => Rest::BelowHalf,
                        _ if *c == half => Rest::Half,
                        _ => Rest::AboveHalf,
                    };
                    return (Coef::ZERO, rest);
                }
                let (q, r) = divide_wide(*c, n);
                let half = POW10_WIDE[n as usize] / 2;
                let rest = if r == 0 {
                    Rest::Zero
                } else {
                    match r.cmp(&half) {
                        Ordering::Less => Rest::BelowHalf,
                        Ordering::Equal => Rest::Half,
                        Ordering::Greater => Rest::AboveHalf,
                    }
                };
                (Coef::Small(q), rest)
            }
            Coef::Big(limbs) => {
                if n == 0 {
                    return (self.clone(), Rest::Zero);
                }
                let first = limbs::digit(limbs, n - 1);
                let below = limbs::trailing_zeros(limbs) < n - 1;
                let rest = match (first, below) {
                    (0, false) => Rest::Zero,
                    (5, false) => Rest::Half,
                    (0..=4, _) => Rest::BelowHalf,
                    _ => Rest::AboveHalf,
                };
                (Coef::from_limbs(limbs::shift_right(limbs, n)), rest)
            }
        }
    }

    /// `self % 10^n`
    pub fn low_digits(&self, n: u64) -> Coef {
        match self {
            Coef::Small(c) if n >= SMALL_DIGITS => Coef::Small(*c),
            Coef::Small(c) => Coef::Small(divide_wide(*c, n).1),
            Coef::Big(limbs) => Coef::from_limbs(limbs::low_digits(limbs, n)),
        }
    }

    /// Zero digits at the low end; 0 for zero.
    pub fn trailing_zeros(&self) -> u64 {
        match self {
            Coef::Small(0) => 0,
            Coef::Small(c) => {
                let (mut c, mut n) = (*c, 0);
                if c % 10_000_000_000 == 0 {
                    while c % 10_000_000_000 == 0 {
                        c /= 10_000_000_000;
                        n += 10;
                    }
                }
                while c % 10 == 0 {
                    c /= 10;
                    n += 1;
                }
                n
            }
            Coef::Big(limbs) => limbs::trailing_zeros(limbs),
        }
    }

    /// `10^n - 1`
    pub fn nines(n: u64) -> Coef {
        if n <= SMALL_DIGITS {
            return Coef::Small(POW10_WIDE[n as usize] - 1);
        }
        let mut limbs = vec![BASE - 1; (n / limbs::LIMB_DIGITS) as usize];
        limbs.push(limbs::POW10[(n % limbs::LIMB_DIGITS) as usize] - 1);
        Coef::from_limbs(limbs::trim(limbs))
    }

    /// Appends the digits; "0" for zero.
    pub fn push_text(&self, out: &mut Vec<u8>) {
        limbs::push_text(out, &self.limbs());
    }

    /// Reads decimal digits, which the caller has checked to be such.
    pub fn parse(text: &[u8]) -> Coef {
        if text.len() as u64 <= SMALL_DIGITS {
            let (high, low) = text.split_at(text.len().saturating_sub(limbs::LIMB_DIGITS as usize));
            let word = |text: &[u8]| text.iter().fold(0u64, |n, c| n * 10 + u64::from(c - b'0'));
            return Coef::Small(u128::from(word(high)) * u128::from(BASE) + u128::from(word(low)));
        }
        Coef::from_limbs(limbs::parse(text))
    }
}
