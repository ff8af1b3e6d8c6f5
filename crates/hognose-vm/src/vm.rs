//! The interpreter state and the thread state behind one handle, `Vm`, and the helpers that make objects.
//!
//! Does not run bytecode (eval/) and does not implement protocols (protocol/).
//!
//! # Invariants
//! VM1: no counted handle leaves `Interpreter::enter` (the embedding API's types see to it). VM2: growth goes through
//! `retry`, which holds no borrow of any object while it collects.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tables of the interpreter: one entry for each native type or module"
)]

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Deref;

use hognose_heap::{AllocError, Config, Heap, HeapVec, Payload, Ref, TailItem, Value};

use crate::attributes::ShapeTable;
use crate::class::{Class, MethodCache};
use crate::names::Names;
use crate::raise::{PyResult, Raised};
use crate::thread::Thread;
use crate::types::Types;
use crate::types::dict::Dict;
use crate::types::exception::ExcTypes;
use crate::types::list::List;
use crate::types::str::{Interned, Str};
use crate::types::tuple::Tuple;

/// A field that is set once while the interpreter starts, and then read as if it were plain.
pub struct Late<T>(OnceCell<T>);

impl<T> Late<T> {
    pub(crate) const fn new() -> Late<T> {
        Late(OnceCell::new())
    }

    pub(crate) fn set(&self, value: T) {
        assert!(self.0.set(value).is_ok(), "set once, while the interpreter starts");
    }

    pub(crate) fn try_get(&self) -> Option<&T> {
        self.0.get()
    }
}

impl<T> Deref for Late<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        self.0.get().expect("set while the interpreter starts")
    }
}

/// Settings of an interpreter that Python code can see or that shape its start.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub argv: Vec<String>,
    /// Put at the front of `sys.path`.
    pub path0: Option<String>,
    pub pythonpath: Vec<String>,
    pub optimize: u8,
    pub hash_seed: Option<u64>,
    pub isolated: bool,
    pub dont_write_bytecode: bool,
    pub unbuffered: bool,
    pub warn_options: Vec<String>,
    pub x_options: Vec<String>,
    /// Verify counts and accounting at full collections and at the end.
    pub check_heap: bool,
    pub inspect: bool,
    pub quiet: bool,
}

/// Operators of a native module's numbers: NotImplemented for what they do not know.
pub type Arithmetic = fn(&Vm, crate::protocol::BinOp, &Value, &Value) -> PyResult;

/// One interpreter: its heap, its classes and modules, and the thread that is in it.
pub struct Vm {
    // Fields that own objects come before the heap: they are dropped first.
    pub(crate) thread: Thread,
    /// The other threads.
    pub(crate) threads: crate::eval::threads::Threads,
    pub types: Late<Types>,
    pub exc: Late<ExcTypes>,
    pub names: Late<Names>,
    pub(crate) interned: Interned,
    pub(crate) shapes: ShapeTable,
    pub(crate) method_cache: MethodCache,
    pub(crate) signatures: crate::signature::Signatures,
    pub(crate) shared_cache: crate::eval::attr::SharedCache,
    pub(crate) class_versions: Cell<u32>,
    /// sys.modules.
    pub modules: Late<Ref<Dict>>,
    /// The namespace of module builtins.
    pub builtins: Late<Ref<Dict>>,
    /// The namespace of module sys.
    pub sys_dict: Late<Ref<Dict>>,
    pub(crate) natives: RefCell<Vec<&'static crate::typedef::ModuleDef>>,
    pub(crate) native_classes: RefCell<std::collections::HashMap<usize, Ref<Class>>>,
    pub(crate) frozen: Cell<Option<crate::import::FrozenLookup>>,
    pub settings: Settings,
    /// What computes with operands of shape `DECIMAL`, once module `_decimal` is there.
    pub decimal_arithmetic: Cell<Option<Arithmetic>>,
    /// The state of module `_decimal`: an immortal object, asked for at every operation.
    pub decimal_state: OnceCell<Value>,
    /// Native modules keep their state here, by type.
    pub(crate) extensions: RefCell<Vec<Box<dyn std::any::Any>>>,
    pub(crate) hash_seed: u64,
    pub int_max_str_digits: Cell<usize>,
    pub(crate) finalizing: Cell<bool>,
    pub(crate) limit: crate::limit::Limit,
    pub(crate) checks: crate::checks::Checks,
    pub(crate) signals: std::sync::Arc<crate::signals::Board>,
    heap: Box<Heap>,
}

impl Vm {
    /// An interpreter without modules yet; `start` fills it.
    pub(crate) fn bare(config: Config, settings: Settings) -> Result<Vm, AllocError> {
        let heap = Heap::new(config)?;
        let thread = Thread::new(&heap, crate::eval::stack::MAIN_STACK_BYTES)?;
        thread.id.set(crate::eval::threads::MAIN);
        let hash_seed: u64 = settings.hash_seed.unwrap_or_else(random_seed);
        heap.set_user_word(hash_seed);
        Ok(Vm {
            thread,
            threads: crate::eval::threads::Threads::new(heap.breaker().remote()),
            types: Late::new(),
            exc: Late::new(),
            names: Late::new(),
            interned: Interned::new(),
            shapes: ShapeTable::new(),
            method_cache: MethodCache::new(),
            signatures: crate::signature::Signatures::default(),
            shared_cache: crate::eval::attr::SharedCache::new(),
            class_versions: Cell::new(1),
            modules: Late::new(),
            builtins: Late::new(),
            sys_dict: Late::new(),
            natives: RefCell::new(Vec::new()),
            native_classes: RefCell::new(std::collections::HashMap::new()),
            frozen: Cell::new(None),
            settings,
            decimal_arithmetic: Cell::new(None),
            decimal_state: OnceCell::new(),
            extensions: RefCell::new(Vec::new()),
            hash_seed,
            int_max_str_digits: Cell::new(4300),
            finalizing: Cell::new(false),
            limit: crate::limit::Limit::default(),
            checks: crate::checks::Checks::default(),
            signals: crate::signals::Board::new(heap.breaker().remote()),
            heap,
        })
    }

    /// Drops everything but the heap.
    pub(crate) fn into_heap(self: Box<Vm>) -> Box<Heap> {
        let Vm {
            thread,
            threads,
            types,
            exc,
            names,
            interned,
            shapes,
            method_cache,
            modules,
            builtins,
            sys_dict,
            native_classes,
            extensions,
            heap,
            ..
        } = *self;
        drop((thread, threads, method_cache, modules, builtins, sys_dict));
        drop((extensions, shapes, exc, native_classes));
        drop((types, names, interned));
        heap
    }

    /// The heap that every object and buffer of the program lives in.
    #[inline(always)]
    pub fn heap(&self) -> &Heap {
        &self.heap
    }

    /// Seed of string hashes.
    pub fn hash_seed(&self) -> u64 {
        self.hash_seed
    }

    /// Runs an allocation; when the limit refuses it, collects once without user code, tries again, and then raises MemoryError.
    #[inline]
    pub fn retry<R>(&self, mut attempt: impl FnMut(&Heap) -> Result<R, AllocError>) -> PyResult<R> {
        match attempt(&self.heap) {
            Ok(made) => Ok(made),
            Err(AllocError) => self.retry_slow(attempt),
        }
    }

    #[cold]
    #[inline(never)]
    fn retry_slow<R>(&self, mut attempt: impl FnMut(&Heap) -> Result<R, AllocError>) -> PyResult<R> {
        if self.thread.no_emergency.get() {
            return Err(self.memory_error_without_reserve());
        }
        self.collect_in_emergency();
        attempt(&self.heap).map_err(|AllocError| self.memory_error())
    }

    /// Frees what can be freed without running user code.
    fn collect_in_emergency(&self) {
        self.heap.emergency_collect(&crate::runtime::Hooks(self));
        self.reap_shapes();
        self.take_reserve_back();
    }

    /// Refuses a result of `bytes` bytes that can never fit: over the limit, or without one over what the machine has.
    pub fn check_size(&self, bytes: u128) -> PyResult<()> {
        const ALWAYS_TRIED: u128 = 1 << 30;
        let most = match self.heap_limit() {
            Some(limit) => limit as u128,
            None if bytes <= ALWAYS_TRIED => return Ok(()),
            None => physical_memory(),
        };
        if bytes > most { Err(self.memory_error()) } else { Ok(()) }
    }

    /// A new object with a payload that owns nothing costly to make again: `make` runs once per attempt.
    pub fn alloc<T: Payload>(&self, make: impl Fn() -> T) -> PyResult<Ref<T>> {
        self.retry(|heap| heap.alloc_with(T::SHAPE, &make))
    }

    /// A new instance of `class`, which may be a subclass of the native type of `T`.
    pub fn alloc_payload<T: Payload>(&self, class: &Ref<Class>, make: impl Fn() -> T) -> PyResult<Value> {
        let shape = self.instance_shape(class)?;
        self.retry(|heap| Ok(heap.alloc_with(shape, &make)?.into_value()))
    }

    /// As `alloc_payload`, with values behind the payload.
    pub fn alloc_payload_tail<T: Payload<Tail = Value>>(
        &self,
        class: &Ref<Class>,
        count: usize,
        make: impl Fn() -> T,
        item: impl Fn(usize) -> Value,
    ) -> PyResult<Value> {
        let shape = self.instance_shape(class)?;
        self.retry(|heap| Ok(heap.alloc_tail_with(shape, &make, count, &item)?.into_value()))
    }

    /// As `alloc_payload`, with bytes behind the payload.
    pub fn alloc_payload_bytes<T: Payload<Tail = u8>>(
        &self,
        class: &Ref<Class>,
        count: usize,
        make: impl Fn() -> T,
        fill: impl Fn(&mut [u8]),
    ) -> PyResult<Value>
    where
        T::Tail: TailItem,
    {
        let shape = self.instance_shape(class)?;
        self.retry(|heap| Ok(heap.alloc_bytes(shape, make(), count, &fill)?.into_value()))
    }

    /// A tuple of copies.
    pub fn tuple(&self, items: &[Value]) -> PyResult<Value> {
        Ok(self.new_tuple(items)?.into_value())
    }

    /// A tuple of copies.
    pub fn new_tuple(&self, items: &[Value]) -> PyResult<Ref<Tuple>> {
        if items.is_empty() {
            if let Some(types) = self.types.try_get() {
                return Ok(types.empty_tuple.clone());
            }
        }
        self.retry(|heap| {
            heap.alloc_tail(crate::shapes::TUPLE, Tuple::of_len(items.len()), items.len(), |i| {
                items[i].clone()
            })
        })
    }

    /// A tuple of the given values.
    #[inline]
    pub fn tuple_of<const N: usize>(&self, mut items: [Value; N]) -> PyResult<Value> {
        self.tuple_taken(&mut items)
    }

    /// A tuple of the vector's values.
    pub fn tuple_from(&self, mut items: HeapVec<Value>) -> PyResult<Value> {
        self.tuple_taken(&mut items)
    }

    /// A tuple of values that are moved out.
    fn tuple_taken(&self, items: &mut [Value]) -> PyResult<Value> {
        if items.is_empty() {
            return self.tuple(items);
        }
        let n = items.len();
        let made = self.retry(|heap| {
            // Items are asked for once the block is there, so a failed attempt leaves them.
            heap.alloc_tail(crate::shapes::TUPLE, Tuple::of_len(n), n, |i| {
                std::mem::replace(&mut items[i], Value::BLANK)
            })
        })?;
        Ok(made.into_value())
    }

    /// A list that takes the vector over.
    pub fn list_from(&self, items: HeapVec<Value>) -> PyResult<Value> {
        let list = self.alloc(List::new)?;
        list.items.replace(items);
        Ok(list.into_value())
    }

    /// `[]`.
    pub fn empty_list(&self) -> PyResult<Ref<List>> {
        self.alloc(List::new)
    }

    /// A list of copies.
    pub fn list(&self, items: &[Value]) -> PyResult<Value> {
        let mut vec = HeapVec::new();
        self.retry(|heap| vec.try_extend_from_slice(heap, items))?;
        self.list_from(vec)
    }

    /// Appends to a scratch vector.
    #[inline]
    pub fn push(&self, vec: &mut HeapVec<Value>, value: Value) -> PyResult<()> {
        match vec.push_within_capacity(value) {
            Ok(()) => Ok(()),
            Err(value) => self.push_slow(vec, &value),
        }
    }

    #[cold]
    #[inline(never)]
    fn push_slow(&self, vec: &mut HeapVec<Value>, value: &Value) -> PyResult<()> {
        self.retry(|heap| vec.try_push(heap, value.clone()))
    }

    /// The string, interned: one object for equal texts.
    pub fn intern(&self, text: &str) -> PyResult<Ref<Str>> {
        self.interned.intern(self, text)
    }

    /// A foreign allocation's worst case, held against the limit while the guard lives.
    pub fn charge(&self, bytes: usize) -> PyResult<hognose_alloc::Charge<'_>> {
        self.retry(|_| Ok(()))?;
        match self.heap.memory().charge(bytes) {
            Ok(guard) => Ok(guard),
            Err(AllocError) => {
                self.collect_in_emergency();
                self.heap.memory().charge(bytes).map_err(|AllocError| self.memory_error())
            }
        }
    }

    /// Calls `f` with the state of type `T` that a native module keeps, made by `Default` when first asked for.
    /// A native module's state, if it has any yet; makes none, so that collections may ask.
    pub(crate) fn known_extension<T: 'static, R>(&self, f: impl FnOnce(&T) -> R) -> Option<R> {
        let found = self.extensions.try_borrow().ok()?;
        found.iter().find_map(|e| e.downcast_ref::<std::rc::Rc<T>>()).map(|state| f(state))
    }

    pub fn extension<T: Default + 'static, R>(&self, f: impl FnOnce(&T) -> R) -> R {
        let found = self.extensions.borrow().iter().position(|e| e.is::<std::rc::Rc<T>>());
        let state: std::rc::Rc<T> = match found {
            Some(i) => match self.extensions.borrow()[i].downcast_ref::<std::rc::Rc<T>>() {
                Some(state) => state.clone(),
                None => unreachable!("found by its type"),
            },
            None => {
                let state = std::rc::Rc::new(T::default());
                self.extensions.borrow_mut().push(Box::new(state.clone()));
                state
            }
        };
        f(&state)
    }

    /// The eval breaker, for long native loops: raises KeyboardInterrupt and the like.
    #[inline]
    pub fn poll(&self) -> PyResult<()> {
        if self.heap.breaker().get() & crate::runtime::BREAK_ERRORS != 0 { self.poll_slow() } else { Ok(()) }
    }

    #[cold]
    fn poll_slow(&self) -> Result<(), Raised> {
        crate::runtime::raise_asynchronous(self, false)
    }

    /// As `poll`, where Python code may run: handlers of signals do.
    #[inline]
    pub fn poll_signals(&self) -> PyResult<()> {
        if self.heap.breaker().get() & crate::runtime::BREAK_ERRORS == 0 {
            return Ok(());
        }
        crate::runtime::raise_asynchronous(self, true)
    }

    /// The program has asked for signals, so that waits look for them.
    pub fn expects_signals(&self) -> bool {
        self.signals.expects()
    }

    /// Where other threads leave signals for this interpreter.
    #[must_use]
    pub fn signals(&self) -> std::sync::Arc<crate::signals::Board> {
        self.signals.clone()
    }
}

/// Bytes of memory that the machine has.
fn physical_memory() -> u128 {
    static BYTES: std::sync::OnceLock<u128> = std::sync::OnceLock::new();
    *BYTES.get_or_init(|| {
        let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with("MemTotal:"));
        let kibibytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u128>().ok());
        kibibytes.map_or(1 << 36, |k| k * 1024)
    })
}

fn random_seed() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::collections::hash_map::RandomState::new().build_hasher().finish()
}
