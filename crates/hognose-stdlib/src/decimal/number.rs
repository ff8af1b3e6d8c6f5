//! Decimal numbers outside the heap, contexts as plain values, and the rounding that ends every operation.
//!
//! # Invariants
//! N1: the coefficient of an infinity is zero, that of a NaN its payload. N2: a finite number's exponent lies between
//! `MIN_ETINY` and `MAX_EMAX`, wherever it comes from; so do its digits, and sums of two such exponents fit an i64.

use hognose_vm::prelude::*;

use super::coef::{Coef, Rest};

pub const MAX_PREC: i64 = 999_999_999_999_999_999;
pub const MAX_EMAX: i64 = 999_999_999_999_999_999;
pub const MIN_EMIN: i64 = -999_999_999_999_999_999;
pub const MIN_ETINY: i64 = MIN_EMIN - (MAX_PREC - 1);

/// Conditions of an operation, as bits. The first nine are the signals, in the order of `Context.flags`; the others are kinds of
/// invalid operation.
pub mod status {
    pub const INVALID_OPERATION: u32 = 1;
    pub const FLOAT_OPERATION: u32 = 1 << 1;
    pub const DIVISION_BY_ZERO: u32 = 1 << 2;
    pub const OVERFLOW: u32 = 1 << 3;
    pub const UNDERFLOW: u32 = 1 << 4;
    pub const SUBNORMAL: u32 = 1 << 5;
    pub const INEXACT: u32 = 1 << 6;
    pub const ROUNDED: u32 = 1 << 7;
    pub const CLAMPED: u32 = 1 << 8;
    pub const SIGNALS: u32 = (1 << 9) - 1;
    pub const CONVERSION_SYNTAX: u32 = 1 << 9;
    pub const DIVISION_IMPOSSIBLE: u32 = 1 << 10;
    pub const DIVISION_UNDEFINED: u32 = 1 << 11;
    pub const INVALID_CONTEXT: u32 = 1 << 12;
    pub const INVALID_KINDS: u32 =
        INVALID_OPERATION | CONVERSION_SYNTAX | DIVISION_IMPOSSIBLE | DIVISION_UNDEFINED | INVALID_CONTEXT;
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rounding {
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    ZeroFiveUp,
}

impl Rounding {
    pub const ALL: [(&'static str, Rounding); 8] = [
        ("ROUND_UP", Rounding::Up),
        ("ROUND_DOWN", Rounding::Down),
        ("ROUND_CEILING", Rounding::Ceiling),
        ("ROUND_FLOOR", Rounding::Floor),
        ("ROUND_HALF_UP", Rounding::HalfUp),
        ("ROUND_HALF_DOWN", Rounding::HalfDown),
        ("ROUND_HALF_EVEN", Rounding::HalfEven),
        ("ROUND_05UP", Rounding::ZeroFiveUp),
    ];

    /// Whether what was dropped makes the kept coefficient one larger.
    #[inline]
    pub fn increments(self, rest: Rest, negative: bool, kept: &Coef) -> bool {
        if rest == Rest::Zero {
            return false;
        }
        match self {
            Rounding::Up => true,
            Rounding::Down => false,
            Rounding::Ceiling => !negative,
            Rounding::Floor => negative,
            Rounding::HalfUp => rest != Rest::BelowHalf,
            Rounding::HalfDown => rest == Rest::AboveHalf,
            Rounding::HalfEven => rest == Rest::AboveHalf || rest == Rest::Half && kept.is_odd(),
            Rounding::ZeroFiveUp => matches!(kept.last_digit(), 0 | 5),
        }
    }
}

/// What an operation needs of a context.
#[derive(Clone, Copy, Debug)]
pub struct Ctx {
    pub prec: i64,
    pub emin: i64,
    pub emax: i64,
    pub rounding: Rounding,
    pub clamp: bool,
    pub capitals: bool,
}

impl Ctx {
    /// The widest there is.
    pub const MAX: Ctx = Ctx {
        prec: MAX_PREC,
        emin: MIN_EMIN,
        emax: MAX_EMAX,
        rounding: Rounding::HalfEven,
        clamp: false,
        capitals: true,
    };

    pub fn etiny(&self) -> i64 {
        self.emin - (self.prec - 1)
    }

    pub fn etop(&self) -> i64 {
        self.emax - (self.prec - 1)
    }

    /// The same with another precision and the widest exponents: for steps on the way to a result.
    pub fn working(prec: i64) -> Ctx {
        Ctx { prec, ..Ctx::MAX }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Finite,
    Infinite,
    Quiet,
    Signaling,
}

/// A number.
#[derive(Clone, Debug)]
pub struct Num {
    pub negative: bool,
    pub kind: Kind,
    pub exp: i64,
    pub coef: Coef,
}

/// Conditions that an operation met.
pub type Status = u32;

impl Num {
    pub const fn new(negative: bool, coef: Coef, exp: i64) -> Num {
        Num { negative, kind: Kind::Finite, exp, coef }
    }

    pub const fn zero(negative: bool, exp: i64) -> Num {
        Num::new(negative, Coef::ZERO, exp)
    }

    pub const fn infinity(negative: bool) -> Num {
        Num { negative, kind: Kind::Infinite, exp: 0, coef: Coef::ZERO }
    }

    pub const NAN: Num = Num { negative: false, kind: Kind::Quiet, exp: 0, coef: Coef::ZERO };

    pub fn from_i64(n: i64) -> Num {
        Num::new(n < 0, Coef::Small(u128::from(n.unsigned_abs())), 0)
    }

    /// The NaN of an invalid operation.
    pub fn invalid(st: &mut Status, condition: Status) -> Num {
        *st |= condition;
        Num::NAN
    }

    #[inline(always)]
    pub fn is_finite(&self) -> bool {
        self.kind == Kind::Finite
    }

    pub fn is_infinite(&self) -> bool {
        self.kind == Kind::Infinite
    }

    pub fn is_nan(&self) -> bool {
        matches!(self.kind, Kind::Quiet | Kind::Signaling)
    }

    #[inline(always)]
    pub fn is_zero(&self) -> bool {
        self.is_finite() && self.coef.is_zero()
    }

    pub fn digits(&self) -> i64 {
        self.coef.digits() as i64
    }

    /// The exponent of the first digit.
    #[inline(always)]
    pub fn adjusted(&self) -> i64 {
        self.exp + self.digits() - 1
    }

    pub fn negated(&self) -> Num {
        Num { negative: !self.negative, ..self.clone() }
    }

    pub fn abs(&self) -> Num {
        Num { negative: false, ..self.clone() }
    }

    pub fn with_sign(mut self, negative: bool) -> Num {
        self.negative = negative;
        self
    }

    /// Is it a finite number without a fraction?
    pub fn is_integer(&self) -> bool {
        self.is_finite()
            && (self.exp >= 0 || self.coef.is_zero() || self.coef.trailing_zeros() as i64 >= -self.exp)
    }

    /// Is it an odd whole number?
    pub fn is_odd_integer(&self) -> bool {
        self.is_integer() && self.exp <= 0 && self.coef.digit((-self.exp) as u64) % 2 == 1
    }

    /// Below the normal range of the context, and not zero.
    pub fn is_subnormal(&self, ctx: &Ctx) -> bool {
        self.is_finite() && !self.coef.is_zero() && self.adjusted() < ctx.emin
    }

    pub fn is_normal(&self, ctx: &Ctx) -> bool {
        self.is_finite() && !self.coef.is_zero() && self.adjusted() >= ctx.emin
    }

    /// Rounds to the context's precision and fits into its range: the end of every operation.
    #[inline]
    pub fn finish(self, vm: &Vm, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
        if self.is_finite() {
            let digits = self.digits();
            let adjusted = self.exp + digits - 1;
            if digits <= ctx.prec && adjusted >= ctx.emin && adjusted <= ctx.emax && !ctx.clamp {
                return Ok(self);
            }
        }
        self.finish_slow(vm, ctx, st)
    }

    #[inline(never)]
    fn finish_slow(mut self, vm: &Vm, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
        match self.kind {
            Kind::Infinite => return Ok(self),
            Kind::Quiet | Kind::Signaling => return Ok(self.fit_payload(ctx)),
            Kind::Finite => {}
        }
        self = self.fit_exponent(vm, ctx, st)?;
        let excess = self.digits() - ctx.prec;
        if self.is_finite() && excess > 0 {
            let (kept, rest) = self.coef.shift_right(excess as u64);
            let up = ctx.rounding.increments(rest, self.negative, &kept);
            self.coef = if up { kept.increment() } else { kept };
            self.exp += excess;
            *st |= status::ROUNDED;
            if rest != Rest::Zero {
                *st |= status::INEXACT;
            }
            if up {
                if self.digits() > ctx.prec {
                    // 99...9 became 100...0.
                    self.coef = self.coef.shift_right(1).0;
                    self.exp += 1;
                }
                self = self.fit_exponent(vm, ctx, st)?;
            }
        }
        Ok(self)
    }

    /// A NaN's payload has room in the coefficient, less one digit if clamped.
    pub fn fit_payload(mut self, ctx: &Ctx) -> Num {
        let room = ctx.prec - i64::from(ctx.clamp);
        if self.digits() > room {
            self.coef = self.coef.low_digits(room as u64);
        }
        self
    }

    fn fit_exponent(mut self, vm: &Vm, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
        let adjusted = self.adjusted();
        if adjusted > ctx.emax {
            if self.coef.is_zero() {
                self.exp = if ctx.clamp { ctx.etop() } else { ctx.emax };
                *st |= status::CLAMPED;
                return Ok(self);
            }
            return overflow(vm, self.negative, ctx, st);
        }
        if ctx.clamp && self.exp > ctx.etop() {
            if !self.coef.is_zero() {
                let _charge = charge(vm, self.digits() + self.exp - ctx.etop())?;
                self.coef = self.coef.shift_left((self.exp - ctx.etop()) as u64);
                if adjusted < ctx.emin {
                    *st |= status::SUBNORMAL;
                }
            }
            self.exp = ctx.etop();
            *st |= status::CLAMPED;
            return Ok(self);
        }
        if adjusted < ctx.emin {
            let etiny = ctx.etiny();
            if self.coef.is_zero() {
                if self.exp < etiny {
                    self.exp = etiny;
                    *st |= status::CLAMPED;
                }
                return Ok(self);
            }
            *st |= status::SUBNORMAL;
            if self.exp < etiny {
                let (kept, rest) = self.coef.shift_right((etiny - self.exp) as u64);
                let up = ctx.rounding.increments(rest, self.negative, &kept);
                self.coef = if up { kept.increment() } else { kept };
                self.exp = etiny;
                *st |= status::ROUNDED;
                if rest != Rest::Zero {
                    *st |= status::INEXACT | status::UNDERFLOW;
                    if self.coef.is_zero() {
                        *st |= status::CLAMPED;
                    }
                }
            }
        }
        Ok(self)
    }
}

/// The result of an overflow: infinite or the largest number, as the rounding says.
fn overflow(vm: &Vm, negative: bool, ctx: &Ctx, st: &mut Status) -> PyResult<Num> {
    *st |= status::OVERFLOW | status::INEXACT | status::ROUNDED;
    let largest = match ctx.rounding {
        Rounding::Down | Rounding::ZeroFiveUp => true,
        Rounding::Ceiling => negative,
        Rounding::Floor => !negative,
        _ => false,
    };
    if !largest {
        return Ok(Num::infinity(negative));
    }
    let _charge = charge(vm, ctx.prec)?;
    Ok(Num::new(negative, Coef::nines(ctx.prec as u64), ctx.etop()))
}

/// Holds the worst case of an operation's scratch, `digits` decimal digits several times over, against the heap's limit.
#[inline]
pub fn charge(vm: &Vm, digits: i64) -> PyResult<Option<impl Sized + use<'_>>> {
    const FREE_DIGITS: i64 = 4000;
    if digits <= FREE_DIGITS { Ok(None) } else { charge_slow(vm, digits).map(Some) }
}

#[cold]
fn charge_slow(vm: &Vm, digits: i64) -> PyResult<impl Sized + use<'_>> {
    // Operands, results and what Karatsuba and the recursive division hold on the way.
    const COPIES: u128 = 8;
    let bytes = (digits as u128 / 19 + 1) * 8 * COPIES;
    vm.check_size(bytes)?;
    vm.charge(usize::try_from(bytes).map_err(|_| vm.memory_error())?)
}
