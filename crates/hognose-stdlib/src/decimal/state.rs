//! What the module keeps: its classes, the signals' exceptions, the current context, and how conditions become exceptions.
//!
//! # Invariants
//! S1: there is one state for an interpreter, made at the first import, immortal: it has no owner that a heap check would look for.
//! S2: `current` is the context of the `contextvars.Context` in `current_key`. Only this module sets the context variable.

use hognose_vm::prelude::*;

use super::context::Context;
use super::number::{Rounding, Status, status};

/// See the file's head.
#[derive(Trace)]
pub struct State {
    pub decimal: Ref<Class>,
    pub context: Ref<Class>,
    pub signal_dict: Ref<Class>,
    pub decimal_tuple: Value,
    pub decimal_exception: Value,
    /// Exceptions of the signals, in the order of their bits.
    pub signals: [Value; 9],
    /// Exceptions of the kinds of invalid operation: syntax, impossible, undefined, context.
    pub kinds: [Value; 4],
    /// Names of the rounding modes, in the order of `Rounding::ALL`.
    pub roundings: [Value; 8],
    pub rational: Value,
    /// DefaultContext, BasicContext, ExtendedContext.
    pub templates: [Value; 3],
    /// The namespace of `_contextvars`, where `_current` is what `contextvars.Context` is entered.
    contextvars: Ref<Dict>,
    current_name: Ref<Str>,
    variable: Value,
    current_key: ValueCell,
    current: RefSlot<Context>,
    /// Where `current_name` stands in the namespace: the version of its keys, and the entry.
    #[trace(skip)]
    current_place: Cell<(u32, u32)>,
}

impl Payload for State {
    const NAME: &'static str = "decimal state";
    const SHAPE: ShapeId = shapes::DECIMAL_STATE;
    type Tail = ();
}

static STATE_TYPE: TypeDef =
    TypeDef { module: "_decimal", flags: TypeFlags::NO_NEW, ..TypeDef::new::<State>("_State") };

/// The state.
#[inline]
pub fn state(vm: &Vm) -> PyResult<&Ref<State>> {
    match vm.decimal_state.get().and_then(Value::get_exact::<State>) {
        Some(state) => Ok(state),
        None => make(vm),
    }
}

const SIGNALS: [&str; 9] = [
    "InvalidOperation",
    "FloatOperation",
    "DivisionByZero",
    "Overflow",
    "Underflow",
    "Subnormal",
    "Inexact",
    "Rounded",
    "Clamped",
];

/// A class made as a program would make it.
fn new_class(vm: &Vm, module: &str, name: &str, bases: &[Value]) -> PyResult {
    let namespace = vm.new_dict()?;
    namespace.set_str(vm, &vm.names.__module__, vm.str(module)?)?;
    let bases = vm.tuple(bases)?;
    vm.call(vm.types.type_.as_value(), &[vm.str(name)?, bases, namespace.into_value()])
}

#[cold]
fn make(vm: &Vm) -> PyResult<&Ref<State>> {
    let exception = |name: &str, bases: &[Value]| new_class(vm, "decimal", name, bases);
    let base = exception("DecimalException", &[vm.exc.arithmetic_error.to_value()])?;
    let own = std::slice::from_ref(&base);
    let zero_division = vm.exc.zero_division_error.to_value();
    let invalid = exception("InvalidOperation", own)?;
    let float = exception("FloatOperation", &[base.clone(), vm.exc.type_error.to_value()])?;
    let by_zero = exception("DivisionByZero", &[base.clone(), zero_division.clone()])?;
    let subnormal = exception("Subnormal", own)?;
    let inexact = exception("Inexact", own)?;
    let rounded = exception("Rounded", own)?;
    let clamped = exception("Clamped", own)?;
    let overflow = exception("Overflow", &[inexact.clone(), rounded.clone()])?;
    let underflow = exception("Underflow", &[inexact.clone(), rounded.clone(), subnormal.clone()])?;
    let of_invalid = std::slice::from_ref(&invalid);
    let kinds = [
        exception("ConversionSyntax", of_invalid)?,
        exception("DivisionImpossible", of_invalid)?,
        exception("DivisionUndefined", &[invalid.clone(), zero_division])?,
        exception("InvalidContext", of_invalid)?,
    ];
    let signals = [invalid, float, by_zero, overflow, underflow, subnormal, inexact, rounded, clamped];
    let mutable_mapping = vm.getattr_str(&vm.import("_collections_abc")?, "MutableMapping")?;
    let mixin = vm.module_class(&super::signals::MIXIN)?.to_value();
    let signal_dict = new_class(vm, "decimal", "SignalDict", &[mixin, mutable_mapping])?;
    let numbers = vm.import("numbers")?;
    let decimal = vm.module_class(&super::object::TYPE)?;
    let number = vm.getattr_str(&numbers, "Number")?;
    vm.call_method(&number, "register", &[decimal.to_value()])?;
    let collections = vm.import("collections")?;
    let fields = vm.str("sign digits exponent")?;
    let namedtuple = vm.getattr_str(&collections, "namedtuple")?;
    let names = vm.new_tuple(&[vm.str("module")?])?;
    let decimal_tuple =
        vm.call_kw(&namedtuple, &[vm.str("DecimalTuple")?, fields, vm.str("decimal")?], &names)?;
    let contextvars = vm.import("_contextvars")?;
    let Some(contextvars) = contextvars.get::<hognose_vm::types::module::Module>() else {
        return Err(vm.system_error("_contextvars is no module"));
    };
    let variable_class = vm.getattr_str(contextvars.as_value(), "ContextVar")?;
    let variable = vm.call(&variable_class, &[vm.str("decimal_context")?])?;
    let Some(signal_dict) = signal_dict.get::<Class>() else {
        return Err(vm.system_error("SignalDict is no class"));
    };
    let context = vm.module_class(&super::context::TYPE)?;
    let mut roundings = [const { Value::NONE }; 8];
    for (slot, (name, _)) in roundings.iter_mut().zip(Rounding::ALL) {
        *slot = vm.intern(name)?.into_value();
    }
    let templates = [
        Context::make(vm, &context, signal_dict, &super::context::DEFAULT)?.into_value(),
        Context::make(vm, &context, signal_dict, &super::context::BASIC)?.into_value(),
        Context::make(vm, &context, signal_dict, &super::context::EXTENDED)?.into_value(),
    ];
    let parts = (
        vm.getattr_str(&numbers, "Rational")?,
        vm.intern("_current")?,
        contextvars.dict(),
        signal_dict.clone(),
    );
    let class = vm.module_class(&STATE_TYPE)?;
    let made = vm.alloc_payload(&class, || State {
        decimal: decimal.clone(),
        context: context.clone(),
        signal_dict: parts.3.clone(),
        decimal_tuple: decimal_tuple.clone(),
        decimal_exception: base.clone(),
        signals: signals.clone(),
        kinds: kinds.clone(),
        roundings: roundings.clone(),
        rational: parts.0.clone(),
        templates: templates.clone(),
        contextvars: parts.2.clone(),
        current_name: parts.1.clone(),
        variable: variable.clone(),
        current_key: ValueCell::new(Value::NONE),
        current: RefSlot::new(None),
        current_place: Cell::new((0, 0)),
    })?;
    vm.heap().immortalize(&made);
    payload_of::<State>(vm, vm.decimal_state.get_or_init(|| made))
}

impl State {
    /// All exceptions and their names, for the module.
    pub fn exceptions(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        let kinds = ["ConversionSyntax", "DivisionImpossible", "DivisionUndefined", "InvalidContext"];
        let own = [("DecimalException", &self.decimal_exception)];
        own.into_iter()
            .chain(SIGNALS.into_iter().zip(&self.signals))
            .chain(kinds.into_iter().zip(&self.kinds))
    }

    /// The current context of the running `contextvars.Context`.
    #[inline]
    pub fn current(&self, vm: &Vm) -> PyResult<Ref<Context>> {
        let key = self.entered();
        // Once the interpreter ends the names of modules are gone: the last context stays.
        if self.current_key.same(&key) || key.is_none() {
            if let Some(context) = self.current.get() {
                return Ok(context);
            }
        }
        self.current_slow(vm, key)
    }

    /// What `contextvars.Context` is entered; None without one, or when the module's names are gone.
    #[inline]
    fn entered(&self) -> Value {
        let (version, place) = self.current_place.get();
        let now = self.contextvars.keys_version();
        if version == now && now != 0 {
            if let Some(found) = self.contextvars.value_at(place) {
                return found;
            }
        }
        let Some(place) = self.contextvars.index_of_str(&self.current_name) else { return Value::NONE };
        self.current_place.set((self.contextvars.keys_version(), place));
        self.contextvars.value_at(place).unwrap_or(Value::NONE)
    }

    #[cold]
    fn current_slow(&self, vm: &Vm, key: Value) -> PyResult<Ref<Context>> {
        let known =
            if key.is_none() { Value::NONE } else { vm.call_method(&self.variable, "get", &[Value::NONE])? };
        if let Some(context) = known.get::<Context>() {
            self.current_key.set(key);
            self.current.set(Some(context.clone()));
            return Ok(context.clone());
        }
        let template = payload_of::<Context>(vm, &self.templates[0])?;
        let made = template.copy(vm, self)?;
        made.flags.bits.set(0);
        self.set_current(vm, &made)?;
        Ok(made)
    }

    /// Makes a context the current one.
    pub fn set_current(&self, vm: &Vm, context: &Ref<Context>) -> PyResult<()> {
        let key = self.entered();
        if !key.is_none() {
            vm.call_method(&self.variable, "set", &[context.to_value()])?;
        }
        self.current_key.set(key);
        self.current.set(Some(context.clone()));
        Ok(())
    }

    /// The context argument of a method: the current context if there is none.
    #[inline]
    pub fn context_or_current(&self, vm: &Vm, argument: &Value) -> PyResult<Ref<Context>> {
        if argument.is_blank() || argument.is_none() {
            return self.current(vm);
        }
        match argument.get::<Context>() {
            Some(context) => Ok(context.clone()),
            None => Err(vm.type_error("optional argument must be a context")),
        }
    }

    /// A rounding mode's name as a mode.
    pub fn rounding(&self, vm: &Vm, name: &Value) -> PyResult<Rounding> {
        if let Some(text) = name.get::<Str>() {
            if let Some((_, mode)) = Rounding::ALL.iter().find(|(known, _)| text.is_text(known)) {
                return Ok(*mode);
            }
        }
        Err(vm.type_error(
            "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, \
             ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
        ))
    }

    /// Records the conditions of an operation in the context, and raises what it traps.
    #[inline]
    pub fn conclude(&self, vm: &Vm, context: &Context, st: Status) -> PyResult<()> {
        if st == 0 { Ok(()) } else { self.conclude_slow(vm, context, st) }
    }

    fn conclude_slow(&self, vm: &Vm, context: &Context, st: Status) -> PyResult<()> {
        let mut signals = st & status::SIGNALS;
        if st & status::INVALID_KINDS != 0 {
            signals |= status::INVALID_OPERATION;
        }
        context.flags.bits.set(context.flags.bits.get() | signals);
        let trapped = signals & context.traps.bits.get();
        if trapped == 0 { Ok(()) } else { Err(self.raise(vm, st, trapped)) }
    }

    #[cold]
    fn raise(&self, vm: &Vm, st: Status, trapped: u32) -> Raised {
        let mut found = HeapVec::new();
        let mut push = |value: &Value| vm.push(&mut found, value.clone());
        let listed = (|| {
            if trapped & status::INVALID_OPERATION != 0 {
                if st & status::INVALID_OPERATION != 0 {
                    push(&self.signals[0])?;
                }
                for (n, kind) in self.kinds.iter().enumerate() {
                    if st & (status::CONVERSION_SYNTAX << n) != 0 {
                        push(kind)?;
                    }
                }
            }
            for (n, signal) in self.signals.iter().enumerate().skip(1) {
                if trapped & (1 << n) != 0 {
                    push(signal)?;
                }
            }
            Ok(())
        })();
        let conditions = match listed.and_then(|()| vm.list_from(found)) {
            Ok(conditions) => conditions,
            Err(raised) => return raised,
        };
        let class = &self.signals[trapped.trailing_zeros() as usize];
        match class.get::<Class>() {
            Some(class) => vm.raise_args(class, &[conditions]),
            None => vm.arithmetic_error("decimal"),
        }
    }

    /// The signal that an exception class stands for, as a bit.
    pub fn signal_bit(&self, vm: &Vm, class: &Value) -> PyResult<u32> {
        match self.signals.iter().position(|signal| signal.same(class)) {
            Some(n) => Ok(1 << n),
            None => Err(vm.key_error_text(
                "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, \
                 Subnormal, Inexact, Rounded,\n   Clamped]",
            )),
        }
    }

    /// The exceptions of a set of signals, as a list.
    pub fn list_of(&self, vm: &Vm, bits: u32) -> PyResult {
        let mut list = HeapVec::new();
        for (n, signal) in self.signals.iter().enumerate() {
            if bits & (1 << n) != 0 {
                vm.push(&mut list, signal.clone())?;
            }
        }
        vm.list_from(list)
    }
}

/// The signals' names in a set, as `Context.__repr__` lists them.
pub fn names_of(bits: u32) -> String {
    // In alphabetical order of what libmpdec calls them.
    const ORDER: [usize; 9] = [8, 0, 2, 6, 1, 3, 7, 5, 4];
    let names: Vec<&str> = ORDER.iter().filter(|n| bits & (1 << **n) != 0).map(|n| SIGNALS[*n]).collect();
    names.join(", ")
}
