//! `Decimal` objects: their payload, making and reading them, and the constructor.
//!
//! # Invariants
//! D1: a coefficient of up to 38 digits stands in `low` and `high`, the halves of a `u128`; a longer one in an object of its own,
//! as limbs of eight bytes in native order.

use hognose_vm::prelude::*;
use hognose_vm::types::float;
use hognose_vm::types::int::{self, IntRef};

use super::coef::Coef;
use super::context::Context;
use super::number::{Ctx, Kind, Num, charge, status};
use super::quick::Short;
use super::state::{State, state};
use super::{convert, methods, text};

/// A decimal number.
#[derive(Trace)]
pub struct Decimal {
    exp: i64,
    low: u64,
    high: u64,
    /// Owned by this number alone, and referring to nothing: the collector need not know.
    #[trace(skip)]
    limbs: Option<Ref<Digits>>,
    kind: u8,
    negative: bool,
}

impl Payload for Decimal {
    const NAME: &'static str = "decimal.Decimal";
    const SHAPE: ShapeId = shapes::DECIMAL;
    type Tail = ();
}

/// The coefficient of a number of more than 38 digits.
#[derive(Trace)]
struct Digits {
    limbs: u32,
}

impl Payload for Digits {
    const NAME: &'static str = "decimal digits";
    type Tail = u8;
    fn tail_len(&self) -> usize {
        self.limbs as usize * 8
    }
}

static DIGITS: TypeDef =
    TypeDef { module: "_decimal", flags: TypeFlags::NO_NEW, ..TypeDef::new::<Digits>("_Digits") };

/// The class.
pub static TYPE: TypeDef = TypeDef {
    module: "decimal",
    doc: "Decimal(value='0', context=None)\n--\n\nConstruct a new Decimal object. 'value' can be an integer, string, tuple,\nor another Decimal object. If no value is \
          given, return Decimal('0'). The\ncontext does not affect the conversion and is only passed to determine if\nthe \
          InvalidOperation trap is active.\n",
    new: Some(new),
    methods: methods::METHODS,
    getsets: methods::GETSETS,
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Decimal>("Decimal")
};

impl Decimal {
    /// The number.
    #[inline]
    pub fn num(this: &Ref<Decimal>) -> Num {
        let kind = match this.kind {
            0 => Kind::Finite,
            1 => Kind::Infinite,
            2 => Kind::Quiet,
            _ => Kind::Signaling,
        };
        let coef = match &this.limbs {
            None => Coef::Small(u128::from(this.high) << 64 | u128::from(this.low)),
            Some(digits) => {
                let (limbs, _) = digits.tail().as_chunks::<8>();
                Coef::Big(limbs.iter().map(|limb| u64::from_ne_bytes(*limb)).collect())
            }
        };
        Num { negative: this.negative, kind, exp: this.exp, coef }
    }

    /// The number, if it is a short one.
    #[inline(always)]
    pub fn short(&self) -> Option<Short> {
        let short =
            self.kind == 0 && self.high == 0 && self.limbs.is_none() && self.exp.abs() < Short::MOST_EXP;
        short.then_some(Short { negative: self.negative, coef: self.low, exp: self.exp })
    }

    pub fn is_nan(&self) -> bool {
        self.kind >= 2
    }

    /// Limbs outside the object itself.
    pub fn limb_count(&self) -> usize {
        self.limbs.as_ref().map_or(0, |digits| digits.limbs as usize)
    }
}

/// An object of `class`, Decimal or a subclass.
#[inline]
pub fn make(vm: &Vm, class: &Ref<Class>, n: &Num) -> PyResult {
    let kind = match n.kind {
        Kind::Finite => 0,
        Kind::Infinite => 1,
        Kind::Quiet => 2,
        Kind::Signaling => 3,
    };
    let (exp, negative) = (n.exp, n.negative);
    match &n.coef {
        Coef::Small(c) => {
            let (low, high) = (*c as u64, (*c >> 64) as u64);
            vm.alloc_payload(class, || Decimal { exp, low, high, limbs: None, kind, negative })
        }
        Coef::Big(words) => {
            let bytes = words.len() * 8;
            vm.check_size(bytes as u128)?;
            let _charge = charge(vm, words.len() as i64 * 3)?;
            let Ok(limbs) = u32::try_from(words.len()) else { return Err(vm.memory_error()) };
            let digits = vm.alloc_payload_bytes(
                &vm.module_class(&DIGITS)?,
                bytes,
                || Digits { limbs },
                |tail| {
                    let (tail, _) = tail.as_chunks_mut::<8>();
                    for (to, from) in tail.iter_mut().zip(words) {
                        *to = from.to_ne_bytes();
                    }
                },
            )?;
            let digits = payload_of::<Digits>(vm, &digits)?;
            let payload = || Decimal { exp, low: 0, high: 0, limbs: Some(digits.clone()), kind, negative };
            vm.alloc_payload(class, payload)
        }
    }
}

/// A short number as an object of `class`.
#[inline]
pub fn make_short(vm: &Vm, class: &Ref<Class>, n: Short) -> PyResult {
    vm.alloc_payload(class, || Decimal {
        exp: n.exp,
        low: n.coef,
        high: 0,
        limbs: None,
        kind: 0,
        negative: n.negative,
    })
}

/// The short number that a value is: a Decimal's, or an int's.
#[inline(always)]
pub fn short_operand(value: &Value) -> Option<Short> {
    match value.as_int() {
        Some(n) => Some(Short::of_int(n)),
        None => value.get::<Decimal>()?.short(),
    }
}

/// The number that a value is: a Decimal's, or an int's; None for other types.
#[inline]
pub fn operand(vm: &Vm, value: &Value) -> PyResult<Option<Num>> {
    if let Some(decimal) = value.get::<Decimal>() {
        return Ok(Some(read(vm, decimal)?));
    }
    match IntRef::of(value) {
        Some(int) => convert::from_int(vm, int).map(Some),
        None => Ok(None),
    }
}

/// A Decimal's number; a long one is charged for while it is copied.
#[inline]
pub fn read(vm: &Vm, decimal: &Ref<Decimal>) -> PyResult<Num> {
    if decimal.limbs.is_some() {
        drop(charge(vm, decimal.limb_count() as i64 * 19)?);
    }
    Ok(Decimal::num(decimal))
}

/// The number of a method's argument; TypeError for what is no Decimal or int.
pub fn argument(vm: &Vm, value: &Value) -> PyResult<Num> {
    match operand(vm, value)? {
        Some(number) => Ok(number),
        None => Err(unsupported(vm, value)),
    }
}

#[cold]
fn unsupported(vm: &Vm, value: &Value) -> Raised {
    vm.type_error(format_args!("conversion from {} to Decimal is not supported", vm.tn(value)))
}

/// A Decimal whose class is Decimal itself.
pub fn is_exact(vm: &Vm, state: &State, value: &Value) -> bool {
    value.get::<Decimal>().is_some() && vm.class_of(value).ptr_eq(&state.decimal)
}

fn new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let [value, context] = match (args.pos, args.kw_values.is_empty()) {
        ([value], true) => [value.clone(), Value::BLANK],
        _ => args.bind::<2>(vm, "Decimal", "(value='0', context=None)")?,
    };
    let state = state(vm)?;
    if let Some(decimal) = value.get::<Decimal>() {
        state.context_or_current(vm, &context)?;
        if class.ptr_eq(&state.decimal) && is_exact(vm, state, &value) {
            return Ok(value);
        }
        return make(vm, class, &read(vm, decimal)?);
    }
    if value.is_blank() {
        return make(vm, class, &Num::zero(false, 0));
    }
    let context = state.context_or_current(vm, &context)?;
    let number = exact(vm, state, &context, &value)?;
    make(vm, class, &number)
}

/// The exact value of what the constructor takes.
pub fn exact(vm: &Vm, state: &State, context: &Ref<Context>, value: &Value) -> PyResult<Num> {
    if let Some(text) = value.get::<Str>() {
        let ascii = text::numeric_ascii(vm, text, true)?;
        return exact_text(vm, state, context, &ascii);
    }
    if let Some(number) = operand(vm, value)? {
        return Ok(number);
    }
    if let Some(x) = float::as_f64(value) {
        state.conclude(vm, context, status::FLOAT_OPERATION)?;
        return convert::from_f64(vm, x);
    }
    if value.get::<Tuple>().is_some() || value.get::<List>().is_some() {
        let text = tuple_text(vm, value)?;
        return exact_text(vm, state, context, &text);
    }
    Err(unsupported(vm, value))
}

fn exact_text(vm: &Vm, state: &State, context: &Ref<Context>, ascii: &[u8]) -> PyResult<Num> {
    let parsed = text::parse(vm, ascii)?;
    match parsed {
        Some(number) if text::is_exact(&number) => Ok(number),
        found => {
            let condition =
                if found.is_some() { status::INVALID_OPERATION } else { status::CONVERSION_SYNTAX };
            state.conclude(vm, context, condition)?;
            Ok(Num::NAN)
        }
    }
}

/// `(sign, digits, exponent)` as a numeric string.
pub fn tuple_text(vm: &Vm, value: &Value) -> PyResult<HeapVec<u8>> {
    let parts = vm.collect(value)?;
    let [sign, digits, exponent] = &parts[..] else {
        return Err(vm.value_error("argument must be a sequence of length 3"));
    };
    let mut out: HeapVec<u8> = HeapVec::new();
    let mut push = |text: &[u8]| vm.retry(|heap| out.try_extend_from_slice(heap, text));
    match int::as_i64(sign) {
        Some(0) => {}
        Some(1) => push(b"-")?,
        _ => return Err(vm.value_error("sign must be an integer with the value 0 or 1")),
    }
    let mut infinite = false;
    let exponent = if let Some(text) = exponent.get::<Str>() {
        match text.as_str() {
            Some("F") => {
                infinite = true;
                push(b"Inf")?;
            }
            Some("n") => push(b"NaN")?,
            Some("N") => push(b"sNaN")?,
            _ => {
                return Err(vm.value_error("string argument in the third position must be 'F', 'n' or 'N'"));
            }
        }
        None
    } else {
        match IntRef::of(exponent) {
            None => return Err(vm.value_error("exponent must be an integer")),
            Some(int) => match int.to_i64() {
                Some(exponent) => Some(exponent),
                None => return Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
            },
        }
    };
    let refuse = || vm.value_error("coefficient must be a tuple of digits");
    let is_sequence = digits.get::<Tuple>().is_some() || digits.get::<List>().is_some();
    if !is_sequence {
        return Err(refuse());
    }
    let digits = vm.collect(digits)?;
    if digits.is_empty() && exponent.is_some() {
        push(b"0")?;
    }
    for digit in &digits {
        match int::as_i64(digit) {
            Some(d @ 0..=9) => {
                if !infinite {
                    push(&[b'0' + d as u8])?;
                }
            }
            _ => return Err(refuse()),
        }
    }
    if let Some(exponent) = exponent {
        push(format!("E{exponent}").as_bytes())?;
    }
    Ok(out)
}

/// `create_decimal`: the value rounded to the context.
pub fn rounded(vm: &Vm, state: &State, context: &Ref<Context>, value: &Value) -> PyResult<Num> {
    let ctx: Ctx = context.plain();
    let mut st = 0;
    let number = if let Some(text) = value.get::<Str>() {
        let ascii = text::numeric_ascii(vm, text, false)?;
        parse_rounded(vm, &ascii, &ctx, &mut st)?
    } else if let Some(number) = operand(vm, value)? {
        number
    } else if let Some(x) = float::as_f64(value) {
        state.conclude(vm, context, status::FLOAT_OPERATION)?;
        convert::from_f64(vm, x)?
    } else if value.get::<Tuple>().is_some() || value.get::<List>().is_some() {
        parse_rounded(vm, &tuple_text(vm, value)?, &ctx, &mut st)?
    } else {
        return Err(unsupported(vm, value));
    };
    let number = if number.is_nan() {
        if number.digits() > ctx.prec - i64::from(ctx.clamp) {
            Num::invalid(&mut st, status::CONVERSION_SYNTAX)
        } else {
            number
        }
    } else {
        number.finish(vm, &ctx, &mut st)?
    };
    state.conclude(vm, context, st)?;
    Ok(number)
}

fn parse_rounded(vm: &Vm, ascii: &[u8], _: &Ctx, st: &mut u32) -> PyResult<Num> {
    Ok(match text::parse(vm, ascii)? {
        Some(number) => number,
        None => Num::invalid(st, status::CONVERSION_SYNTAX),
    })
}
