//! Python in a private heap that you own: the embedding API.
//!
//! An [`Interpreter`] has a heap of its own with a limit of its own. [`Interpreter::enter`] hands out the VM; no counted handle
//! leaves it, so an interpreter may move between threads. Interpreters share nothing and run in parallel.
//!
//! ```
//! let mut python = hognose::Builder::new().heap_limit(32 << 20).build()?;
//! python.run("x = [i * i for i in range(10)]\nassert sum(x) == 285", "<doc>")?;
//! let error = python.run("x = [0] * 10**9", "<doc>").unwrap_err();
//! assert_eq!(error.kind(), hognose::ErrorKind::Memory);
//! # Ok::<(), hognose::Error>(())
//! ```
//!
//! A counted handle cannot leave `enter`:
//!
//! ```compile_fail
//! let mut python = hognose::Builder::new().build().unwrap();
//! let kept = python.enter(|vm| vm.str("kept").ok());
//! ```

use std::path::Path;

pub use hognose_vm as vm;
use hognose_vm::heap::{Config, Policy, Ref, Value};
use hognose_vm::interpreter::Start;
use hognose_vm::shutdown::EndReport;
use hognose_vm::types::dict::Dict;
use hognose_vm::{PyResult, Settings, Vm};

/// How an interpreter is made.
#[derive(Debug, Default)]
pub struct Builder {
    limit: Option<usize>,
    debug_malloc: bool,
    policy: Option<Policy>,
    settings: Settings,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    exit_code: i32,
}

/// The kinds of `Error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The heap's limit was met (MemoryError).
    Memory,
    /// The program ended itself (SystemExit).
    Exit,
    /// Another Python exception.
    Exception,
}

impl Error {
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The exit code that the command would end with.
    pub fn exit_code(&self) -> i32 {
        self.exit_code
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl Builder {
    /// Defaults: no limit, no debug hooks, collections by threshold.
    pub fn new() -> Builder {
        Builder::default()
    }

    /// The most bytes that the heap may commit.
    #[must_use]
    pub fn heap_limit(mut self, bytes: usize) -> Builder {
        self.limit = Some(bytes);
        self
    }

    /// Guard bytes, fill patterns and serial numbers around every block.
    #[must_use]
    pub fn debug_malloc(mut self, on: bool) -> Builder {
        self.debug_malloc = on;
        self
    }

    /// When collections run by themselves.
    #[must_use]
    pub fn gc_policy(mut self, policy: Policy) -> Builder {
        self.policy = Some(policy);
        self
    }

    /// What Python code sees of its start.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Builder {
        self.settings = settings;
        self
    }

    /// Starts the interpreter.
    ///
    /// # Errors
    /// `ErrorKind::Memory` if the limit is too small for an interpreter.
    pub fn build(self) -> Result<Interpreter, Error> {
        let mut config = Config::default().debug(self.debug_malloc);
        if let Some(limit) = self.limit {
            config = config.limit(limit);
        }
        let start = Start {
            config,
            settings: self.settings,
            natives: hognose_stdlib::MODULES,
            frozen: hognose_stdlib::FROZEN,
        };
        match Vm::start(start) {
            Ok(vm) => {
                if let Some(policy) = self.policy {
                    vm.heap().set_gc_policy(policy);
                }
                Ok(Interpreter { vm })
            }
            Err(_) => {
                let message = "the heap's limit is too small to start Python".to_owned();
                Err(Error { kind: ErrorKind::Memory, message, exit_code: 1 })
            }
        }
    }
}

/// Python with a heap of its own.
pub struct Interpreter {
    vm: Box<Vm>,
}

// SAFETY: no value of the heap leaves `enter` (its results are Send, values are not), so whoever owns the interpreter owns every
// reference into its heap; the heap and the VM keep nothing of the thread that they run on.
#[allow(unsafe_code, reason = "an interpreter as a whole may move between threads")]
unsafe impl Send for Interpreter {}

impl Interpreter {
    /// Enters the interpreter. What comes out is `Send`, which counted handles are not.
    pub fn enter<R: Send>(&mut self, f: impl FnOnce(&Vm) -> R) -> R {
        f(&self.vm)
    }

    /// Runs source text as the main module; an exception that leaves it is printed to stderr.
    ///
    /// # Errors
    /// The kind of the exception that left the program.
    pub fn run(&mut self, source: &str, filename: &str) -> Result<(), Error> {
        let vm = &*self.vm;
        finish(vm, run_source(vm, source, filename))
    }

    /// Runs a file as the main module.
    ///
    /// # Errors
    /// As `run`.
    pub fn run_file(&mut self, path: &Path) -> Result<(), Error> {
        let vm = &*self.vm;
        finish(vm, run_path(vm, path))
    }

    /// Runs a module of `sys.path` as the main module (`-m`).
    ///
    /// # Errors
    /// As `run`.
    pub fn run_module(&mut self, name: &str) -> Result<(), Error> {
        let vm = &*self.vm;
        let result = (|| {
            let runpy = hognose_vm::import::import_module(vm, "runpy")?;
            let f = vm.getattr_str(&runpy, "_run_module_as_main")?;
            vm.call(&f, &[vm.str(name)?]).map(drop)
        })();
        finish(vm, result)
    }

    /// Runs exit functions and finalizers and releases everything. With `check`, counts and accounting are verified.
    pub fn end(self, check: bool) -> EndReport {
        self.vm.release_program();
        self.vm.end(check)
    }
}

fn main_namespace(vm: &Vm, file: Option<&str>) -> PyResult<Ref<Dict>> {
    let module = vm.new_module("__main__", "")?;
    let dict = module.dict();
    let builtins = vm.builtins_module()?;
    module.set(vm, "__builtins__", builtins)?;
    if let Some(file) = file {
        module.set(vm, "__file__", vm.str(file)?)?;
        module.set(vm, "__cached__", Value::NONE)?;
    }
    let key = vm.str("__main__")?;
    drop(vm.modules.insert(vm, key, module.into_value())?);
    Ok(dict)
}

fn run_source(vm: &Vm, source: &str, filename: &str) -> PyResult<()> {
    let dict = main_namespace(vm, None)?;
    let code = vm.compile_source(source, filename, "exec", false, -1)?;
    vm.run_code(&code, &dict, dict.as_value(), None).map(drop)
}

fn run_path(vm: &Vm, path: &Path) -> PyResult<()> {
    // As CPython does since 3.9: the main module's path is absolute, in `__file__` and in tracebacks.
    let path = &std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let shown = path.to_string_lossy();
    let dict = main_namespace(vm, Some(&shown))?;
    let code = hognose_vm::import::compile_file(vm, path, &shown)?;
    vm.run_code(&code, &dict, dict.as_value(), None).map(drop)
}

fn finish(vm: &Vm, result: PyResult<()>) -> Result<(), Error> {
    let error = match result {
        Ok(()) => Ok(()),
        Err(raised) => {
            let exc = vm.take_raised(raised);
            let kind = if vm.value_is_instance(&exc, &vm.exc.system_exit) {
                ErrorKind::Exit
            } else if vm.value_is_instance(&exc, &vm.exc.memory_error) {
                ErrorKind::Memory
            } else {
                ErrorKind::Exception
            };
            let exit_code = hognose_vm::modules::sys::exit_code_of(vm, &exc);
            Err(Error { kind, message: vm.tn(&exc), exit_code })
        }
    };
    vm.run_atexit();
    hognose_vm::modules::sys::flush(vm);
    error
}
