//! Starting and ending an interpreter, running code in it.

#![allow(clippy::disallowed_methods, reason = "the interpreter itself")]

use hognose_compiler::{Mode, Options};
use hognose_heap::{AllocError, Config, HeapVec, Ref, Value};

use crate::class::Class;
use crate::import::FrozenLookup;
use crate::raise::{PyResult, Raised};
use crate::typedef::{Args, Def, ModuleDef, function};
use crate::types::Types;
use crate::types::code::Code;
use crate::types::dict::Dict;
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::{Settings, Vm};

/// Functions of module builtins that belong to the core. `__import__` comes first (import.rs compares with it).
pub(crate) static CORE_FUNCTIONS: [Def; 2] = [
    function("__import__", "(name, globals=None, locals=None, fromlist=(), level=0)", |vm, a| {
        let Some(name) = a[0].get::<Str>() else {
            return Err(
                vm.type_error(format_args!("__import__() argument 1 must be str, not {}", vm.tn(&a[0])))
            );
        };
        let level = if a[4].is_blank() { 0 } else { vm.index_i64(&a[4])? };
        crate::import::import(vm, &name.to_utf8(), a[1].get::<Dict>(), &a[3], level)
    }),
    function("__build_class__", "(func, name, /, *bases, **kwds)", |vm, a| {
        build_class(vm, &a[0], &a[1], &a[2], &a[3])
    }),
];

/// What an interpreter starts with.
pub struct Start {
    pub config: Config,
    pub settings: Settings,
    /// Native modules beside those of this crate.
    pub natives: &'static [&'static ModuleDef],
    pub frozen: Option<FrozenLookup>,
}

impl Vm {
    /// A running interpreter without a main module.
    pub fn start(start: Start) -> Result<Box<Vm>, AllocError> {
        let vm = Box::new(Vm::bare(start.config, start.settings)?);
        vm.thread.set_native_stack(NATIVE_STACK_DEFAULT);
        match vm.boot(start.natives, start.frozen) {
            Ok(()) => {
                vm.set_heap_limit(vm.heap().memory().limit());
                vm.start_checks();
                Ok(vm)
            }
            Err(raised) => {
                // Nothing but memory can fail here.
                drop(vm.take_raised(raised));
                Err(AllocError)
            }
        }
    }

    fn boot(&self, natives: &'static [&'static ModuleDef], frozen: Option<FrozenLookup>) -> PyResult<()> {
        self.define_early_shapes();
        self.names.set(Names::new(self)?);
        Types::boot(self)?;
        self.modules.set(self.new_dict()?);
        let builtins =
            self.new_module("builtins", "Built-in functions, types, exceptions, and other objects.")?;
        self.builtins.set(builtins.dict());
        self.natives.borrow_mut().extend(crate::modules::NATIVE);
        self.natives.borrow_mut().extend(natives);
        self.frozen.set(frozen);
        self.fill_builtins(&builtins)?;
        let key = self.str("builtins")?;
        drop(self.modules.insert(self, key, builtins.to_value())?);
        crate::modules::sys::create(self)
    }

    /// Layouts that objects need before there are classes.
    fn define_early_shapes(&self) {
        use crate::shapes;
        let heap = self.heap();
        heap.define_shape::<Str>(shapes::STR, 0, None, 0);
        heap.define_shape::<Dict>(shapes::DICT, 0, None, 0);
        heap.define_shape::<Tuple>(shapes::TUPLE, 0, None, 0);
        heap.define_shape::<Class>(shapes::TYPE, 0, None, 0);
        heap.define_shape::<hognose_heap::WeakRef>(shapes::WEAK_REF, 0, None, 0);
        heap.define_shape::<crate::types::int::BoxedInt>(shapes::BOXED_INT, 0, None, 0);
        heap.define_shape::<crate::types::native::GetSetDescriptor>(shapes::NATIVE_MEMBER, 0, None, 0);
    }

    fn fill_builtins(&self, module: &Ref<crate::types::module::Module>) -> PyResult<()> {
        let name = self.str("builtins")?;
        for def in CORE_FUNCTIONS.iter().chain(crate::builtins::FUNCTIONS) {
            let f = self.new_native_function(def, &name)?;
            module.set(self, def.name, f)?;
        }
        for class in self.types.public() {
            module.set(self, &class.name(), class.to_value())?;
        }
        for class in self.exc.all() {
            module.set(self, &class.name(), class.to_value())?;
        }
        crate::builtins::site::fill(self, module)?;
        module.set(self, "EnvironmentError", self.exc.os_error.to_value())?;
        module.set(self, "IOError", self.exc.os_error.to_value())?;
        module.set(self, "None", Value::NONE)?;
        module.set(self, "True", Value::TRUE)?;
        module.set(self, "False", Value::FALSE)?;
        module.set(self, "Ellipsis", Value::ELLIPSIS)?;
        module.set(self, "NotImplemented", Value::NOT_IMPLEMENTED)?;
        module.set(self, "__debug__", Value::from_bool(self.settings.optimize == 0))
    }

    /// Module builtins.
    pub fn builtins_module(&self) -> PyResult {
        let key = self.str("builtins")?;
        match self.modules.get(self, &key)? {
            Some(module) => Ok(module),
            None => Ok(self.builtins.to_value()),
        }
    }

    /// Compiles source text. `mode`: "exec", "eval" or "single"; `optimize` -1: the interpreter's own level.
    pub fn compile_source(
        &self,
        text: &str,
        filename: &str,
        mode: &str,
        future_annotations: bool,
        optimize: i64,
    ) -> PyResult<Ref<Code>> {
        self.compile_placed(text, filename, mode, future_annotations, optimize, None)
    }

    /// As `compile_source`, for a text that stands for a tree with places of its own.
    pub(crate) fn compile_placed(
        &self,
        text: &str,
        filename: &str,
        mode: &str,
        future_annotations: bool,
        optimize: i64,
        places: Option<&crate::builtins::tree::Places>,
    ) -> PyResult<Ref<Code>> {
        let mode = match mode {
            "eval" => Mode::Eval,
            "single" => Mode::Single,
            "exec" => Mode::Exec,
            _ => return Err(self.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
        };
        let optimize = u8::try_from(optimize).unwrap_or(self.settings.optimize);
        let options = Options { optimize, future_annotations };
        // Line ends are \n in literals, too, whatever the file has.
        let plain;
        let text = if text.contains('\r') {
            let _charge = self.charge(text.len() * 2)?;
            plain = text.replace("\r\n", "\n").replace('\r', "\n");
            plain.as_str()
        } else {
            text
        };
        let (mut unit, mut warnings) = {
            let _charge = self.charge(text.len() * 135)?;
            match hognose_compiler::compile_with_warnings(text, filename, mode, &options) {
                Ok(made) => made,
                Err(mut error) => {
                    if let Some(places) = places {
                        places.apply_to_error(&mut error);
                    }
                    return Err(self.syntax_error(&error, filename));
                }
            }
        };
        if let Some(places) = places {
            places.apply(&mut unit);
            warnings.iter_mut().for_each(|warning| places.apply_to_error(warning));
        }
        for warning in &warnings {
            self.syntax_warning(warning, filename)?;
        }
        self.code_from_unit(&unit)
    }

    /// Issues a SyntaxWarning; one that a filter makes an error is a SyntaxError at the same place.
    fn syntax_warning(&self, warning: &hognose_compiler::SyntaxError, filename: &str) -> PyResult<()> {
        if self.finalizing.get() {
            return Ok(());
        }
        let warnings = self.import("warnings")?;
        let args = [
            self.str(&warning.message)?,
            self.exc.syntax_warning.to_value(),
            self.str(filename)?,
            self.int(i64::from(warning.line))?,
        ];
        let done = self.call_method(&warnings, "warn_explicit", &args);
        match done {
            Ok(_) => Ok(()),
            Err(raised) if self.catch(&self.exc.syntax_warning).is_none() => Err(raised),
            Err(_) => Err(self.syntax_error(warning, filename)),
        }
    }

    /// Raises a SyntaxError (or a subclass) of the compiler's.
    pub(crate) fn syntax_error(&self, error: &hognose_compiler::SyntaxError, filename: &str) -> Raised {
        match self.syntax_error_value(error, filename) {
            Ok(exc) => self.raise_value(exc),
            Err(raised) => raised,
        }
    }

    fn syntax_error_value(&self, error: &hognose_compiler::SyntaxError, filename: &str) -> PyResult {
        use hognose_compiler::ErrorKind;
        let class = match error.kind {
            ErrorKind::Syntax => &self.exc.syntax_error,
            ErrorKind::Indentation => &self.exc.indentation_error,
            ErrorKind::Tab => &self.exc.tab_error,
            ErrorKind::Recursion => {
                return crate::types::exception::new(
                    self,
                    &self.exc.recursion_error,
                    &[self.str(&error.message)?],
                );
            }
            ErrorKind::Memory => {
                return crate::types::exception::new(
                    self,
                    &self.exc.memory_error,
                    &[self.str(&error.message)?],
                );
            }
        };
        let n = |i: u32| self.int(i as i64);
        let text = match &error.text {
            Some(text) => self.str(text)?,
            None => Value::NONE,
        };
        let detail = self.tuple_of([
            self.str(filename)?,
            n(error.line)?,
            n(error.col)?,
            text,
            n(error.end_line)?,
            n(error.end_col)?,
        ])?;
        crate::types::exception::new(self, class, &[self.str(&error.message)?, detail])
    }

    /// Runs code in namespaces.
    pub fn run_code(
        &self,
        code: &Ref<Code>,
        globals: &Ref<Dict>,
        locals: &Value,
        closure: Option<&Ref<Tuple>>,
    ) -> PyResult {
        let function = self.new_function(code, globals, closure.cloned())?;
        self.run_function_with_locals(function.as_value(), locals.clone())
    }

    /// Globals of the running frame, or those of `__main__`.
    pub fn current_globals(&self) -> PyResult<Ref<Dict>> {
        match crate::eval::ops::running_globals(self) {
            Some(globals) => Ok(globals),
            None => self.new_dict(),
        }
    }

    /// `locals()` of the running frame.
    pub fn current_locals(&self) -> PyResult {
        match self.current_frame(0)? {
            Some(frame) => frame.locals(self),
            None => Ok(self.new_dict()?.into_value()),
        }
    }

    /// The running code was compiled under `from __future__ import annotations`.
    pub fn current_future_annotations(&self) -> bool {
        match self.current_frame(0) {
            Ok(Some(frame)) => {
                frame.code().is_some_and(|c| c.flags & hognose_compiler::code::flags::FUTURE_ANNOTATIONS != 0)
            }
            Ok(None) => false,
            Err(raised) => {
                drop(self.take_raised(raised));
                false
            }
        }
    }
}

use crate::names::Names;

/// Native stack that an embedder's thread is taken to have when nothing else is said.
const NATIVE_STACK_DEFAULT: usize = 1 << 20;

/// `__build_class__(func, name, *bases, metaclass=..., **kwds)`.
fn build_class(vm: &Vm, func: &Value, name: &Value, bases: &Value, keywords: &Value) -> PyResult {
    let Some(function) = func.get::<crate::types::function::Function>() else {
        return Err(vm.type_error("__build_class__: func must be a function"));
    };
    if name.get::<Str>().is_none() {
        return Err(vm.type_error("__build_class__: name is not a string"));
    }
    let (Some(original), Some(keywords)) = (bases.get::<Tuple>(), keywords.get::<Dict>()) else {
        return Err(vm.system_error("bad arguments of __build_class__"));
    };
    let bases = resolve_bases(vm, original)?;
    let changed = !bases.ptr_eq(original);
    let metaclass = match keywords.remove(vm, vm.names.metaclass.as_value())? {
        Some(m) => m,
        None => match bases.items().first() {
            Some(base) => vm.class_of(base).into_value(),
            None => vm.types.type_.to_value(),
        },
    };
    let metaclass = match metaclass.get::<Class>() {
        Some(m) => vm.derive_metaclass(m, bases.items())?.into_value(),
        None => metaclass,
    };
    let mut names = HeapVec::new();
    let mut values = HeapVec::new();
    let mut at = 0;
    while let Some((next, key, value)) = keywords.entry_at(at) {
        at = next;
        vm.push(&mut names, key)?;
        vm.push(&mut values, value)?;
    }
    let kw_names = vm.new_tuple(&names)?;
    let kw_names = if names.is_empty() { None } else { Some(&kw_names) };
    let namespace = match vm.getattr_opt(&metaclass, &vm.names.__prepare__)? {
        Some(prepare) => {
            let args = [name.clone(), bases.to_value()];
            let made = vm.call_args(&prepare, &Args { pos: &args, kw_values: &values, kw_names })?;
            if made.get::<Dict>().is_none() && vm.lookup_special(&made, &vm.names.__setitem__).is_none() {
                let m = metaclass.get::<Class>().map_or_else(|| "<metaclass>".to_owned(), |m| m.name());
                return Err(vm.type_error(format_args!(
                    "{m}.__prepare__() must return a mapping, not {}",
                    vm.tn(&made)
                )));
            }
            made
        }
        None => vm.new_dict()?.into_value(),
    };
    let cell = vm.run_function_with_locals(function.as_value(), namespace.clone())?;
    if changed {
        vm.setitem(&namespace, vm.names.__orig_bases__.as_value(), original.as_value())?;
    }
    let args = [name.clone(), bases.to_value(), namespace];
    let class = vm.call_args(&metaclass, &Args { pos: &args, kw_values: &values, kw_names })?;
    if let (Some(cell), true) = (cell.get::<crate::types::cell::Cell>(), class.get::<Class>().is_some()) {
        let inside = cell.get();
        if inside.is_blank() {
            let message = format!(
                "__class__ not set defining {} as {}. Was __classcell__ propagated to type.__new__?",
                vm.repr(name)?.to_utf8(),
                vm.repr(&class)?.to_utf8()
            );
            return Err(vm.runtime_error(message));
        } else if !inside.same(&class) {
            let (a, b) = (vm.repr(name)?, vm.repr(&inside)?);
            let message = format!(
                "__class__ set to {} defining {} as {}",
                b.to_utf8(),
                a.to_utf8(),
                vm.repr(&class)?.to_utf8()
            );
            return Err(vm.type_error(message));
        }
    }
    Ok(class)
}

/// `__mro_entries__` of bases that are no classes (PEP 560).
fn resolve_bases(vm: &Vm, bases: &Ref<Tuple>) -> PyResult<Ref<Tuple>> {
    if bases.items().iter().all(|b| b.get::<Class>().is_some()) {
        return Ok(bases.clone());
    }
    let mut out = HeapVec::new();
    let mut changed = false;
    for base in bases.items() {
        if base.get::<Class>().is_none() {
            if let Some(f) = vm.getattr_opt(base, &vm.names.__mro_entries__)? {
                let entries = vm.call(&f, &[bases.to_value()])?;
                let Some(entries) = entries.get::<Tuple>() else {
                    return Err(vm.type_error("__mro_entries__ must return a tuple"));
                };
                for e in entries.items() {
                    vm.push(&mut out, e.clone())?;
                }
                changed = true;
                continue;
            }
        }
        vm.push(&mut out, base.clone())?;
    }
    if changed { vm.new_tuple(&out) } else { Ok(bases.clone()) }
}
