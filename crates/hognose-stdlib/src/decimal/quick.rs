//! Arithmetic of short numbers, the way that most operations of most programs go: coefficients of one word, results that are
//! exact or merely rounded to places.
//!
//! Anything else is answered with None, and the general functions on `Num` do it: long coefficients, results of more digits
//! than the precision, exponents at the ends of the range, zeros whose sign the context decides, NaNs and infinities. A `Num` is
//! moved through memory half a dozen times on its way; these fit registers.
//!
//! # Invariants
//! Q1: what a function here answers is, to the digit and to the condition, what the general one would.

use hognose_vm::prelude::*;

use super::coef::{Coef, Rest};
use super::limbs::{POW10, word_digits};
use super::number::{Ctx, Rounding, Status, status};

/// A finite number with a coefficient of one word.
#[derive(Clone, Copy)]
pub struct Short {
    pub negative: bool,
    pub coef: u64,
    pub exp: i64,
}

impl Short {
    /// Exponents beyond which nothing is quick: sums and differences of two such never overflow.
    pub const MOST_EXP: i64 = 1 << 32;

    pub fn of_int(n: i64) -> Short {
        Short { negative: n < 0, coef: n.unsigned_abs(), exp: 0 }
    }

    /// The number, if it is a result that the context takes as it is.
    #[inline(always)]
    fn fits(self, ctx: &Ctx) -> Option<Short> {
        let digits = word_digits(self.coef) as i64;
        let adjusted = self.exp + digits - 1;
        let whole = digits <= ctx.prec
            && adjusted <= ctx.emax
            && adjusted >= ctx.emin
            && !(ctx.clamp && self.exp > ctx.etop());
        whole.then_some(self)
    }

    /// The coefficient at a lower exponent.
    #[inline(always)]
    fn at(self, exp: i64) -> Option<u64> {
        let power = *POW10.get(usize::try_from(self.exp - exp).ok()?)?;
        self.coef.checked_mul(power)
    }
}

/// `a + b`; for a difference the caller turns the sign of `b`.
#[inline(always)]
pub fn add(a: Short, b: Short, ctx: &Ctx) -> Option<Short> {
    let exp = a.exp.min(b.exp);
    let (x, y) = if a.exp == b.exp { (a.coef, b.coef) } else { (a.at(exp)?, b.at(exp)?) };
    let (negative, coef) = if a.negative == b.negative {
        (a.negative, x.checked_add(y)?)
    } else {
        match x.cmp(&y) {
            Ordering::Greater => (a.negative, x - y),
            Ordering::Less => (b.negative, y - x),
            Ordering::Equal => return None,
        }
    };
    Short { negative, coef, exp }.fits(ctx)
}

/// `a * b`
#[inline(always)]
pub fn mul(a: Short, b: Short, ctx: &Ctx) -> Option<Short> {
    let coef = a.coef.checked_mul(b.coef)?;
    Short { negative: a.negative != b.negative, coef, exp: a.exp + b.exp }.fits(ctx)
}

/// `a` with the exponent `exp`, and what was lost.
#[inline(always)]
pub fn quantize(a: Short, exp: i64, ctx: &Ctx) -> Option<(Short, Status)> {
    if a.exp >= exp {
        let coef = a.at(exp)?;
        return Some((Short { coef, exp, ..a }.fits(ctx)?, 0));
    }
    let power = *POW10.get(usize::try_from(exp - a.exp).ok()?)?;
    if a.coef == 0 || word_digits(a.coef) as i64 > ctx.prec {
        return None;
    }
    let (kept, rest) = (a.coef / power, a.coef % power);
    let half = power / 2;
    let rest = match rest.cmp(&half) {
        _ if rest == 0 => Rest::Zero,
        Ordering::Less => Rest::BelowHalf,
        Ordering::Equal => Rest::Half,
        Ordering::Greater => Rest::AboveHalf,
    };
    let up = match ctx.rounding {
        Rounding::Down => false,
        rounding => rounding.increments(rest, a.negative, &Coef::Small(u128::from(kept))),
    };
    let lost = if rest == Rest::Zero { status::ROUNDED } else { status::ROUNDED | status::INEXACT };
    Some((Short { coef: kept + u64::from(up), exp, ..a }.fits(ctx)?, lost))
}

/// How `a` stands to `b`.
#[inline(always)]
pub fn compare(a: Short, b: Short) -> Option<Ordering> {
    let exp = a.exp.min(b.exp);
    let (x, y) = if a.exp == b.exp { (a.coef, b.coef) } else { (a.at(exp)?, b.at(exp)?) };
    let signed = |negative: bool, n: u64| if negative { -i128::from(n) } else { i128::from(n) };
    Some(signed(a.negative, x).cmp(&signed(b.negative, y)))
}
