//! `Context`: precision, range, rounding, flags and traps. Its arithmetic methods are rows of methods.rs' operations.

use hognose_vm::prelude::*;
use hognose_vm::types::int::IntRef;

use super::number::{Ctx, MAX_EMAX, MAX_PREC, MIN_EMIN, Num, Rounding, status};
use super::object::{self, Decimal};
use super::signals::{self, Signals};
use super::state::{State, names_of, state};
use super::{context_methods, text};

/// A context.
#[derive(Trace)]
pub struct Context {
    prec: Cell<i64>,
    emin: Cell<i64>,
    emax: Cell<i64>,
    #[trace(skip)]
    rounding: Cell<Rounding>,
    clamp: Cell<bool>,
    capitals: Cell<bool>,
    pub flags: Ref<Signals>,
    pub traps: Ref<Signals>,
}

impl Payload for Context {
    const NAME: &'static str = "decimal.Context";
    const SHAPE: ShapeId = shapes::DECIMAL_CONTEXT;
    type Tail = ();
}

/// A context's settings and traps.
pub type Template = (Ctx, u32);

const fn template(prec: i64, rounding: Rounding, traps: u32) -> Template {
    (Ctx { prec, emin: -999_999, emax: 999_999, rounding, clamp: false, capitals: true }, traps)
}

const USUAL_TRAPS: u32 = status::INVALID_OPERATION | status::DIVISION_BY_ZERO | status::OVERFLOW;
pub const DEFAULT: Template = template(28, Rounding::HalfEven, USUAL_TRAPS);
pub const BASIC: Template = template(9, Rounding::HalfUp, USUAL_TRAPS | status::UNDERFLOW | status::CLAMPED);
pub const EXTENDED: Template = template(9, Rounding::HalfEven, 0);

/// The class.
pub static TYPE: TypeDef = TypeDef {
    module: "decimal",
    doc: "Context(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, \
          traps=None)\n--\n\nThe context affects almost all operations and controls rounding,\nOver/Underflow, raising of exceptions and much more.  \
          A new context\ncan be initialized as follows:\n",
    new: Some(new),
    methods: context_methods::METHODS,
    getsets: &[
        getset("prec", |vm, v| vm.int(this(vm, v)?.prec.get()), Some(set_prec)),
        getset("rounding", get_rounding, Some(set_rounding)),
        getset("Emin", |vm, v| vm.int(this(vm, v)?.emin.get()), Some(set_emin)),
        getset("Emax", |vm, v| vm.int(this(vm, v)?.emax.get()), Some(set_emax)),
        getset("capitals", |vm, v| vm.int(this(vm, v)?.capitals.get().into()), Some(set_capitals)),
        getset("clamp", |vm, v| vm.int(this(vm, v)?.clamp.get().into()), Some(set_clamp)),
        getset("flags", |vm, v| Ok(this(vm, v)?.flags.to_value()), Some(set_flags)),
        getset("traps", |vm, v| Ok(this(vm, v)?.traps.to_value()), Some(set_traps)),
    ],
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Context>("Context")
};

fn this<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Context>> {
    payload_of::<Context>(vm, v)
}

impl Context {
    /// A context of `class` without flags; `signal_dict` is SignalDict.
    pub fn make(
        vm: &Vm,
        class: &Ref<Class>,
        signal_dict: &Ref<Class>,
        of: &Template,
    ) -> PyResult<Ref<Context>> {
        let (ctx, traps) = *of;
        let flags = signals::make(vm, signal_dict, 0)?;
        let traps = signals::make(vm, signal_dict, traps)?;
        let (flags, traps) = (payload_of::<Signals>(vm, &flags)?, payload_of::<Signals>(vm, &traps)?);
        let made = vm.alloc_payload(class, || Context {
            prec: Cell::new(ctx.prec),
            emin: Cell::new(ctx.emin),
            emax: Cell::new(ctx.emax),
            rounding: Cell::new(ctx.rounding),
            clamp: Cell::new(ctx.clamp),
            capitals: Cell::new(ctx.capitals),
            flags: flags.clone(),
            traps: traps.clone(),
        })?;
        Ok(payload_of::<Context>(vm, &made)?.clone())
    }

    /// What operations need of it.
    #[inline(always)]
    pub fn plain(&self) -> Ctx {
        Ctx {
            prec: self.prec.get(),
            emin: self.emin.get(),
            emax: self.emax.get(),
            rounding: self.rounding.get(),
            clamp: self.clamp.get(),
            capitals: self.capitals.get(),
        }
    }

    pub fn capitals(&self) -> bool {
        self.capitals.get()
    }

    /// A copy, flags included.
    pub fn copy(&self, vm: &Vm, state: &State) -> PyResult<Ref<Context>> {
        let made =
            Context::make(vm, &state.context, &state.signal_dict, &(self.plain(), self.traps.bits.get()))?;
        made.flags.bits.set(self.flags.bits.get());
        Ok(made)
    }
}

/// A context as `cls(...)` starts: like DefaultContext. `__init__` sets the rest.
fn new(vm: &Vm, class: &Ref<Class>, _: &Args) -> PyResult {
    let state = state(vm)?;
    let template = this(vm, &state.templates[0])?;
    let of = (template.plain(), template.traps.bits.get());
    Ok(Context::make(vm, class, &state.signal_dict, &of)?.into_value())
}

/// The attributes, in the order of `__init__`.
const ATTRIBUTES: [&str; 8] = ["prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"];

/// Sets the attributes that are given: those of `__init__` and the keywords of `localcontext`, None for what stays.
pub fn set_attributes(vm: &Vm, context: &Value, values: &[Value]) -> PyResult<()> {
    const SETTERS: [fn(&Vm, &Value, Option<&Value>) -> PyResult<()>; 6] =
        [set_prec, set_rounding, set_emin, set_emax, set_capitals, set_clamp];
    let wanted = |v: &&Value| !v.is_blank() && !v.is_none();
    for (set, value) in SETTERS.iter().zip(values) {
        if let Some(value) = Some(value).filter(wanted) {
            set(vm, context, Some(value))?;
        }
    }
    let (state, context) = (state(vm)?, this(vm, context)?);
    for (signals, value) in [&context.flags, &context.traps].into_iter().zip(&values[6..]) {
        if let Some(value) = Some(value).filter(wanted) {
            signals.bits.set(signals::of_value(vm, state, value, true)?);
        }
    }
    Ok(())
}

/// An int within bounds; `refusal` is the ValueError's text.
fn bounded(vm: &Vm, value: Option<&Value>, least: i64, most: i64, refusal: &str) -> PyResult<i64> {
    let Some(value) = value else {
        return Err(vm.attribute_error_text("context attributes cannot be deleted"));
    };
    let Some(int) = IntRef::of(value) else {
        return Err(vm.type_error("an integer is required"));
    };
    match int.to_i64() {
        Some(i) if (least..=most).contains(&i) => Ok(i),
        Some(_) => Err(vm.value_error(refusal)),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn set_prec(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    this(vm, v)?.prec.set(bounded(vm, value, 1, MAX_PREC, "valid range for prec is [1, MAX_PREC]")?);
    Ok(())
}

fn set_emin(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    this(vm, v)?.emin.set(bounded(vm, value, MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]")?);
    Ok(())
}

fn set_emax(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    this(vm, v)?.emax.set(bounded(vm, value, 0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]")?);
    Ok(())
}

fn set_capitals(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    let on = bounded(vm, value, 0, 1, "valid values for capitals are 0 or 1")?;
    this(vm, v)?.capitals.set(on == 1);
    Ok(())
}

fn set_clamp(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    let on = bounded(vm, value, 0, 1, "valid values for clamp are 0 or 1")?;
    this(vm, v)?.clamp.set(on == 1);
    Ok(())
}

fn get_rounding(vm: &Vm, v: &Value) -> PyResult {
    let mode = this(vm, v)?.rounding.get();
    let state = state(vm)?;
    let at = Rounding::ALL.iter().position(|(_, known)| *known == mode).unwrap_or(0);
    Ok(state.roundings[at].clone())
}

fn set_rounding(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(vm.attribute_error_text("context attributes cannot be deleted"));
    };
    this(vm, v)?.rounding.set(state(vm)?.rounding(vm, value)?);
    Ok(())
}

fn set_signals(vm: &Vm, to: &Ref<Signals>, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(vm.attribute_error_text("context attributes cannot be deleted"));
    };
    to.bits.set(signals::of_value(vm, state(vm)?, value, false)?);
    Ok(())
}

fn set_flags(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    set_signals(vm, &this(vm, v)?.flags, value)
}

fn set_traps(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    set_signals(vm, &this(vm, v)?.traps, value)
}

/// `__init__`
pub fn init(vm: &Vm, a: &[Value]) -> PyResult {
    set_attributes(vm, &a[0], &a[1..])?;
    Ok(Value::NONE)
}

/// `__repr__`
pub fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let context = this(vm, &a[0])?;
    let ctx = context.plain();
    let rounding = Rounding::ALL.iter().find(|(_, mode)| *mode == ctx.rounding).map_or("", |(name, _)| name);
    vm.str(&format!(
        "Context(prec={}, rounding={rounding}, Emin={}, Emax={}, capitals={}, clamp={}, flags=[{}], traps=[{}])",
        ctx.prec,
        ctx.emin,
        ctx.emax,
        u8::from(ctx.capitals),
        u8::from(ctx.clamp),
        names_of(context.flags.bits.get()),
        names_of(context.traps.bits.get())
    ))
}

/// `__reduce__`
pub fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let context = this(vm, &a[0])?;
    let (ctx, state) = (context.plain(), state(vm)?);
    let arguments = vm.tuple_of([
        vm.int(ctx.prec)?,
        get_rounding(vm, &a[0])?,
        vm.int(ctx.emin)?,
        vm.int(ctx.emax)?,
        vm.int(ctx.capitals.into())?,
        vm.int(ctx.clamp.into())?,
        state.list_of(vm, context.flags.bits.get())?,
        state.list_of(vm, context.traps.bits.get())?,
    ])?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), arguments])
}

/// `copy` and `__copy__`
pub fn copy(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(this(vm, &a[0])?.copy(vm, state(vm)?)?.into_value())
}

/// `create_decimal`
pub fn create_decimal(vm: &Vm, a: &[Value]) -> PyResult {
    let (context, state) = (this(vm, &a[0])?, state(vm)?);
    let number = match given(&a[1]) {
        Some(value) => object::rounded(vm, state, context, value)?,
        None => Num::zero(false, 0),
    };
    object::make(vm, &state.decimal, &number)
}

/// `create_decimal_from_float`
pub fn create_decimal_from_float(vm: &Vm, a: &[Value]) -> PyResult {
    let (context, state) = (this(vm, &a[0])?, state(vm)?);
    let number = super::methods::from_float_or_int(vm, &a[1])?;
    let mut st = 0;
    let number = if number.is_nan() { number } else { number.finish(vm, &context.plain(), &mut st)? };
    state.conclude(vm, context, st)?;
    object::make(vm, &state.decimal, &number)
}

/// `to_sci_string` and `to_eng_string`
pub fn to_string(vm: &Vm, a: &[Value], engineering: bool) -> PyResult {
    let context = this(vm, &a[0])?;
    let number = object::argument(vm, &a[1])?;
    Ok(text::to_text(vm, &number, engineering, context.capitals())?.into_value())
}

/// A Decimal from a Decimal or an int: `copy_decimal`.
pub fn copy_decimal(vm: &Vm, a: &[Value]) -> PyResult {
    if a[1].get::<Decimal>().is_some() {
        return Ok(a[1].clone());
    }
    object::make(vm, &state(vm)?.decimal, &object::argument(vm, &a[1])?)
}

/// What `localcontext` returns.
#[derive(Trace)]
pub struct Manager {
    local: Ref<Context>,
    outer: Ref<Context>,
}

impl Payload for Manager {
    const NAME: &'static str = "decimal.ContextManager";
    type Tail = ();
}

pub static MANAGER: TypeDef = TypeDef {
    module: "decimal",
    methods: &[
        method("__enter__", "($self, /)", |vm, a| {
            let manager = self_of::<Manager>(vm, a)?;
            state(vm)?.set_current(vm, &manager.local)?;
            Ok(manager.local.to_value())
        }),
        method("__exit__", "($self, /, *args)", |vm, a| {
            state(vm)?.set_current(vm, &self_of::<Manager>(vm, a)?.outer)?;
            Ok(Value::FALSE)
        }),
    ],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<Manager>("ContextManager")
};

/// `localcontext(ctx=None, **kwargs)`
pub fn localcontext(vm: &Vm, a: &[Value]) -> PyResult {
    let state = state(vm)?;
    let outer = state.current(vm)?;
    let local = state.context_or_current(vm, &a[0])?.copy(vm, state)?;
    let mut values = [const { Value::BLANK }; 8];
    if let Some(keywords) = a[1].get::<Dict>() {
        let mut at = 0;
        while let Some((next, name, value)) = keywords.entry_at(at) {
            at = next;
            let text = name.get::<Str>().map(|s| s.to_utf8().into_owned()).unwrap_or_default();
            match ATTRIBUTES.iter().position(|known| *known == text) {
                Some(n) => values[n] = value,
                None => {
                    return Err(vm.type_error(format_args!(
                        "this function got an unexpected keyword argument '{text}'"
                    )));
                }
            }
        }
    }
    set_attributes(vm, local.as_value(), &values)?;
    let class = vm.module_class(&MANAGER)?;
    vm.alloc_payload(&class, || Manager { local: local.clone(), outer: outer.clone() })
}

/// `setcontext`: a template is not used itself.
pub fn setcontext(vm: &Vm, a: &[Value]) -> PyResult {
    let state = state(vm)?;
    let Some(context) = a[0].get::<Context>() else {
        return Err(vm.type_error("argument must be a context"));
    };
    if state.templates.iter().any(|template| template.same(&a[0])) {
        let copy = context.copy(vm, state)?;
        copy.flags.bits.set(0);
        state.set_current(vm, &copy)?;
    } else {
        state.set_current(vm, context)?;
    }
    Ok(Value::NONE)
}

/// `IEEEContext(bits)`: the interchange formats.
pub fn ieee_context(vm: &Vm, a: &[Value]) -> PyResult {
    let bits = vm.index_i64(&a[0])?;
    if bits <= 0 || bits > super::IEEE_CONTEXT_MAX_BITS || bits % 32 != 0 {
        return Err(vm.value_error("argument must be a multiple of 32, with a maximum of 512"));
    }
    let emax = 3 * (1 << (bits / 16 + 3));
    let ctx = Ctx {
        prec: 9 * (bits / 32) - 2,
        emin: 1 - emax,
        emax,
        rounding: Rounding::HalfEven,
        clamp: true,
        capitals: true,
    };
    let state = state(vm)?;
    Ok(Context::make(vm, &state.context, &state.signal_dict, &(ctx, 0))?.into_value())
}
