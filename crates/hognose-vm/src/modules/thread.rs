//! Module `_threads`, below `_thread`: starting threads, locks, thread-local objects.
//!
//! Who is in the interpreter, and how threads wait, is eval/threads.rs's.
//!
//! # Invariants
//! L1: `waiters` counts the threads that sleep on the lock; a release wakes one of them, if there is one. L2: the `__dict__` of a
//! thread-local object is that of thread `owner`, one of its `dicts`; that thread has a weak reference to the object in its `locals`, under
//! `key`, and takes its attributes away when it ends.

use std::time::{Duration, Instant};

use crate::eval::threads;
use crate::prelude::*;

/// `acquire` cannot wait longer than this.
const LONGEST_SECONDS: f64 = 9_223_372_036.0;

/// Until when `acquire(blocking, timeout)` may wait: not at all, until then, or (None) for ever.
enum Wait {
    Never,
    Until(Option<Instant>),
}

fn wait_of(vm: &Vm, blocking: &Value, timeout: &Value) -> PyResult<Wait> {
    let blocking = given(blocking).map_or(Ok(true), |b| vm.truthy(b))?;
    let seconds = given(timeout).map_or(Ok(-1.0), |t| vm.float_of(t))?;
    if !blocking && seconds != -1.0 {
        return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
    }
    if seconds < 0.0 && seconds != -1.0 {
        return Err(vm.value_error("timeout value must be a non-negative number"));
    }
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds > LONGEST_SECONDS {
        return Err(vm.overflow_error("timeout value is too large"));
    }
    Ok(match (blocking, seconds) {
        (false, _) => Wait::Never,
        (true, -1.0) => Wait::Until(None),
        (true, seconds) => Wait::Until(Some(Instant::now() + Duration::from_secs_f64(seconds))),
    })
}

/// Waits until `free` says that the lock can be had; whether it can.
fn wait_until(
    vm: &Vm,
    lock: &Value,
    wait: &Wait,
    waiters: &Cell<u32>,
    free: impl Fn() -> bool,
) -> PyResult<bool> {
    loop {
        if free() {
            return Ok(true);
        }
        let Wait::Until(until) = wait else { return Ok(false) };
        if until.is_some_and(|until| until <= Instant::now()) {
            return Ok(false);
        }
        waiters.set(waiters.get() + 1);
        let slept = threads::sleep_on(vm, threads::key_of(lock), *until);
        waiters.set(waiters.get() - 1);
        slept?;
    }
}

// ---- lock

/// A lock that any thread can release.
#[derive(Trace)]
pub struct Lock {
    locked: Cell<bool>,
    waiters: Cell<u32>,
}

impl Payload for Lock {
    const NAME: &'static str = "_thread.lock";
    const SHAPE: ShapeId = shapes::THREAD_LOCK;
    type Tail = ();
}

fn lock_acquire(vm: &Vm, a: &[Value]) -> PyResult {
    let wait = wait_of(vm, &a[1], &a[2])?;
    let lock = self_of::<Lock>(vm, a)?;
    let free = wait_until(vm, &a[0], &wait, &lock.waiters, || !lock.locked.get())?;
    if free {
        lock.locked.set(true);
    }
    Ok(Value::from_bool(free))
}

fn lock_release(vm: &Vm, a: &[Value]) -> PyResult {
    let lock = self_of::<Lock>(vm, a)?;
    if !lock.locked.replace(false) {
        return Err(vm.runtime_error("release unlocked lock"));
    }
    if lock.waiters.get() > 0 {
        threads::wake(vm, threads::key_of(&a[0]));
    }
    Ok(Value::NONE)
}

fn lock_enter(vm: &Vm, a: &[Value]) -> PyResult {
    lock_acquire(vm, &[a[0].clone(), Value::BLANK, Value::BLANK])
}

fn lock_locked(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(self_of::<Lock>(vm, a)?.locked.get()))
}

fn lock_repr(vm: &Vm, a: &[Value]) -> PyResult {
    let lock = self_of::<Lock>(vm, a)?;
    let state = if lock.locked.get() { "locked" } else { "unlocked" };
    vm.str(&format!("<{state} {} object at {:#x}>", vm.class_of(&a[0]).full_name(), lock.address()))
}

fn lock_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    if !args.is_empty() {
        return Err(vm.type_error(format_args!("lock() takes no arguments ({} given)", args.len())));
    }
    vm.alloc_payload(cls, || Lock { locked: Cell::new(false), waiters: Cell::new(0) })
}

fn lock_new_plain(vm: &Vm) -> PyResult {
    Ok(vm.alloc(|| Lock { locked: Cell::new(false), waiters: Cell::new(0) })?.into_value())
}

pub static LOCK_TYPE: TypeDef = TypeDef {
    module: "_thread",
    doc: "A lock object is a synchronization primitive.",
    new: Some(lock_new),
    methods: &[
        method("acquire", "($self, blocking=True, timeout=-1)", lock_acquire),
        method("acquire_lock", "($self, blocking=True, timeout=-1)", lock_acquire),
        method("release", "($self, /)", lock_release),
        method("release_lock", "($self, /)", lock_release),
        method("locked", "($self, /)", lock_locked),
        method("locked_lock", "($self, /)", lock_locked),
        method("__enter__", "($self, /)", lock_enter),
        method("__exit__", "($self, /, *exc_info)", lock_release),
        method("__repr__", "($self, /)", lock_repr),
        method("_at_fork_reinit", "($self, /)", |vm, a| {
            self_of::<Lock>(vm, a)?.locked.set(false);
            Ok(Value::NONE)
        }),
    ],
    flags: TypeFlags::WEAKREF,
    ..TypeDef::new::<Lock>("lock")
};

// ---- RLock

/// A lock that its owner can acquire again.
#[derive(Trace)]
pub struct RLock {
    owner: Cell<u64>,
    count: Cell<usize>,
    waiters: Cell<u32>,
}

impl Payload for RLock {
    const NAME: &'static str = "_thread.RLock";
    const SHAPE: ShapeId = shapes::THREAD_RLOCK;
    type Tail = ();
}

fn rlock_take(vm: &Vm, v: &Value, wait: &Wait, count: usize) -> PyResult {
    let lock = payload_of::<RLock>(vm, v)?;
    let me = vm.thread.id.get();
    if lock.owner.get() == me && lock.count.get() > 0 {
        lock.count.set(lock.count.get() + count);
        return Ok(Value::TRUE);
    }
    let free = wait_until(vm, v, wait, &lock.waiters, || lock.count.get() == 0)?;
    if free {
        lock.owner.set(me);
        lock.count.set(count);
    }
    Ok(Value::from_bool(free))
}

fn rlock_acquire(vm: &Vm, a: &[Value]) -> PyResult {
    rlock_take(vm, &a[0], &wait_of(vm, &a[1], &a[2])?, 1)
}

fn rlock_enter(vm: &Vm, a: &[Value]) -> PyResult {
    rlock_take(vm, &a[0], &Wait::Until(None), 1)
}

/// Releases `n` of what the thread holds, or all of it.
fn rlock_give(vm: &Vm, v: &Value, n: Option<usize>) -> PyResult<usize> {
    let lock = payload_of::<RLock>(vm, v)?;
    let count = lock.count.get();
    if count == 0 || lock.owner.get() != vm.thread.id.get() {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    let left = count - n.unwrap_or(count);
    lock.count.set(left);
    if left == 0 {
        lock.owner.set(0);
        if lock.waiters.get() > 0 {
            threads::wake(vm, threads::key_of(v));
        }
    }
    Ok(count)
}

fn rlock_release(vm: &Vm, a: &[Value]) -> PyResult {
    rlock_give(vm, &a[0], Some(1))?;
    Ok(Value::NONE)
}

fn rlock_is_owned(vm: &Vm, a: &[Value]) -> PyResult {
    let lock = self_of::<RLock>(vm, a)?;
    Ok(Value::from_bool(lock.count.get() > 0 && lock.owner.get() == vm.thread.id.get()))
}

fn rlock_repr(vm: &Vm, a: &[Value]) -> PyResult {
    let lock = self_of::<RLock>(vm, a)?;
    let state = if lock.count.get() > 0 { "locked" } else { "unlocked" };
    let name = vm.class_of(&a[0]).full_name();
    let (owner, count) = (lock.owner.get(), lock.count.get());
    vm.str(&format!("<{state} {name} object owner={owner} count={count} at {:#x}>", lock.address()))
}

fn rlock_new(vm: &Vm, cls: &Ref<Class>, _: &Args) -> PyResult {
    vm.alloc_payload(cls, || RLock { owner: Cell::new(0), count: Cell::new(0), waiters: Cell::new(0) })
}

pub static RLOCK_TYPE: TypeDef = TypeDef {
    module: "_thread",
    doc: "A reentrant lock: its owner can acquire it again.",
    new: Some(rlock_new),
    methods: &[
        method("acquire", "($self, blocking=True, timeout=-1)", rlock_acquire),
        method("release", "($self, /)", rlock_release),
        method("locked", "($self, /)", |vm, a| {
            Ok(Value::from_bool(self_of::<RLock>(vm, a)?.count.get() > 0))
        }),
        method("__enter__", "($self, /)", rlock_enter),
        method("__exit__", "($self, /, *exc_info)", rlock_release),
        method("__repr__", "($self, /)", rlock_repr),
        method("_is_owned", "($self, /)", rlock_is_owned),
        method("_recursion_count", "($self, /)", |vm, a| {
            let mine = rlock_is_owned(vm, a)?.same(&Value::TRUE);
            vm.int(if mine { self_of::<RLock>(vm, a)?.count.get() as i64 } else { 0 })
        }),
        method("_release_save", "($self, /)", |vm, a| {
            let count = rlock_give(vm, &a[0], None)?;
            vm.tuple_of([vm.int(count as i64)?, vm.int(vm.thread.id.get() as i64)?])
        }),
        method("_acquire_restore", "($self, state, /)", |vm, a| {
            let Some([count, _]) = a[1].get::<Tuple>().map(|t| t.items()) else {
                return Err(vm.type_error("_acquire_restore() argument 1 must be a 2-item tuple"));
            };
            let count = usize::try_from(vm.index_i64(count)?).unwrap_or(1);
            rlock_take(vm, &a[0], &Wait::Until(None), count)?;
            Ok(Value::NONE)
        }),
        method("_at_fork_reinit", "($self, /)", |vm, a| {
            let lock = self_of::<RLock>(vm, a)?;
            lock.count.set(0);
            lock.owner.set(0);
            Ok(Value::NONE)
        }),
    ],
    flags: TypeFlags::BASETYPE.union(TypeFlags::WEAKREF),
    ..TypeDef::new::<RLock>("RLock")
};

// ---- thread-local objects

/// An object whose attributes each thread has for itself.
#[derive(Trace)]
pub struct Local {
    owner: Cell<u64>,
    key: Cell<u64>,
    /// The attributes by thread.
    dicts: RefSlot<Dict>,
    /// What `__init__` is called with, in each thread.
    args: ValueCell,
    kwargs: ValueCell,
}

impl Payload for Local {
    const NAME: &'static str = "_thread._local";
    const SHAPE: ShapeId = shapes::THREAD_LOCAL;
    const TRACED: bool = true;
    type Tail = ();
}

/// The keys that thread-local objects were given.
#[derive(Default)]
struct Keys(Cell<u64>);

fn local_new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    if !args.is_empty() {
        let init = vm.class_lookup(cls, &vm.names.__init__);
        let plain = vm.class_lookup(&vm.types.object, &vm.names.__init__);
        if init.is_none() || init.zip(plain).is_some_and(|(a, b)| a.same(&b)) {
            return Err(vm.type_error("Initialization arguments are not supported"));
        }
    }
    let pos = vm.tuple(args.pos)?;
    let kwargs = vm.new_dict()?;
    for (name, value) in args.keywords() {
        drop(kwargs.insert(vm, name.clone(), value.clone())?);
    }
    let key = vm.extension(|keys: &Keys| {
        keys.0.set(keys.0.get() + 1);
        keys.0.get()
    });
    let dicts = vm.new_dict()?;
    let local = vm.alloc_payload(cls, || Local {
        owner: Cell::new(0),
        key: Cell::new(key),
        dicts: RefSlot::new(Some(dicts.clone())),
        args: ValueCell::new(pos.clone()),
        kwargs: ValueCell::new(kwargs.to_value()),
    })?;
    give_thread(vm, &local)?;
    Ok(local)
}

fn thread_table(vm: &Vm) -> PyResult<Ref<Dict>> {
    if let Some(table) = vm.thread.locals.get().get::<Dict>() {
        return Ok(table.clone());
    }
    let table = vm.new_dict()?;
    vm.thread.locals.set(table.to_value());
    Ok(table)
}

/// The object's attributes are those of the running thread now; whether that thread had none before.
fn give_thread(vm: &Vm, v: &Value) -> PyResult<bool> {
    let local = payload_of::<Local>(vm, v)?;
    let me = vm.thread.id.get();
    if local.owner.get() == me {
        return Ok(false);
    }
    let Some(dicts) = local.dicts.get() else { return Ok(false) };
    let id = vm.int(me as i64)?;
    let known = dicts.get(vm, &id)?;
    let fresh = known.is_none();
    let dict = match known {
        Some(dict) => dict,
        None => {
            let forget = vm.getattr_str(&vm.import("_threads")?, "forget_local")?;
            let weak = vm.call(vm.types.weakref.as_value(), &[v.clone(), forget])?;
            drop(thread_table(vm)?.insert(vm, vm.int(local.key.get() as i64)?, weak)?);
            let dict = vm.new_dict()?.into_value();
            drop(dicts.insert(vm, id, dict.clone())?);
            dict
        }
    };
    if let Some(dict) = dict.get::<Dict>() {
        vm.set_instance_dict(v, dict)?;
    }
    local.owner.set(me);
    Ok(fresh)
}

/// Before an attribute is used: the running thread's attributes are in place.
fn prepare(vm: &Vm, v: &Value) -> PyResult<()> {
    if !give_thread(vm, v)? {
        return Ok(());
    }
    let local = payload_of::<Local>(vm, v)?.clone();
    let class = vm.class_of(v);
    let init = vm.getattr(class.as_value(), &vm.names.__init__)?;
    let plain = vm.class_lookup(&vm.types.object, &vm.names.__init__);
    if vm.class_lookup(&class, &vm.names.__init__).zip(plain).is_some_and(|(a, b)| a.same(&b)) {
        return Ok(());
    }
    let mut pos = HeapVec::new();
    vm.push(&mut pos, v.clone())?;
    let args = local.args.get();
    for arg in args.get::<Tuple>().map_or(&[][..], |args| args.items()) {
        vm.push(&mut pos, arg.clone())?;
    }
    let (mut names, mut values, mut at) = (HeapVec::new(), HeapVec::new(), 0);
    let kwargs = local.kwargs.get();
    if let Some(kwargs) = kwargs.get::<Dict>() {
        while let Some((next, key, value)) = kwargs.entry_at(at) {
            at = next;
            vm.push(&mut names, key)?;
            vm.push(&mut values, value)?;
        }
    }
    let names = vm.new_tuple(&names)?;
    let kw_names = if values.is_empty() { None } else { Some(&names) };
    vm.call_args(&init, &Args { pos: &pos, kw_values: &values, kw_names }).map(drop)?;
    // `__init__` may have let another thread go on.
    give_thread(vm, v).map(drop)
}

fn local_getattribute(vm: &Vm, a: &[Value]) -> PyResult {
    prepare(vm, &a[0])?;
    vm.generic_getattr(&a[0], &a[1])
}

fn refuse_dict(vm: &Vm, a: &[Value]) -> PyResult<()> {
    if a[1].get::<Str>().is_some_and(|name| name.as_str() == Some("__dict__")) {
        let text = format!("'{}' object attribute '__dict__' is read-only", vm.tn(&a[0]));
        return Err(vm.attribute_error_text(text));
    }
    prepare(vm, &a[0])
}

fn object_method(vm: &Vm, name: &str, args: &[Value]) -> PyResult {
    let method = vm.getattr_str(vm.types.object.as_value(), name)?;
    vm.call(&method, args)
}

pub static LOCAL_TYPE: TypeDef = TypeDef {
    module: "_thread",
    doc: "Thread-local data",
    new: Some(local_new),
    methods: &[
        method("__getattribute__", "($self, name, /)", local_getattribute),
        method("__setattr__", "($self, name, value, /)", |vm, a| {
            refuse_dict(vm, a)?;
            object_method(vm, "__setattr__", a)
        }),
        method("__delattr__", "($self, name, /)", |vm, a| {
            refuse_dict(vm, a)?;
            object_method(vm, "__delattr__", a)
        }),
    ],
    flags: TypeFlags::BASETYPE.union(TypeFlags::HAS_DICT).union(TypeFlags::WEAKREF),
    ..TypeDef::new::<Local>("_local")
};

/// A thread-local object died: no thread keeps its attributes.
fn forget_local(vm: &Vm, a: &[Value]) -> PyResult {
    let mut tables = HeapVec::new();
    vm.push(&mut tables, vm.thread.locals.get())?;
    let mut more = Ok(());
    vm.threads.for_each_other(|thread| {
        if more.is_ok() {
            more = vm.push(&mut tables, thread.locals.get());
        }
    });
    more?;
    for table in &tables {
        let Some(table) = table.get::<Dict>() else { continue };
        let mut at = 0;
        while let Some((next, key, value)) = table.entry_at(at) {
            at = next;
            if value.same(&a[0]) {
                drop(table.remove(vm, &key)?);
                break;
            }
        }
    }
    Ok(Value::NONE)
}

/// The running thread ends: thread-local objects keep nothing for it.
pub(crate) fn leave_locals(vm: &Vm) {
    let locals = vm.thread.locals.take();
    let Some(table) = locals.get::<Dict>() else { return };
    let me = vm.thread.id.get() as i64;
    let mut at = 0;
    while let Some((next, _, weak)) = table.entry_at(at) {
        at = next;
        let found = weak.get::<hognose_heap::WeakRef>().and_then(|weak| vm.heap().weak_get(weak));
        let Some(dicts) = found.as_ref().and_then(|v| v.get::<Local>()).and_then(|local| local.dicts.get())
        else {
            continue;
        };
        if let Err(raised) = vm.int(me).and_then(|id| dicts.remove(vm, &id)) {
            drop(vm.take_raised(raised));
        }
    }
}

// ---- the module

const FUNCTIONS: &[Def] = &[
    function("start", "(*task)", |vm, a| {
        let Some(task) = a[0].get::<Tuple>() else { return Err(vm.type_error("a function is needed")) };
        vm.int(threads::start(vm, task.clone())? as i64)
    }),
    function("get_ident", "()", |vm, _| vm.int(vm.thread.id.get() as i64)),
    function("count", "()", |vm, _| vm.int(vm.threads.count() as i64)),
    function("contexts_in", "(namespace, /)", |vm, a| {
        if let Some(namespace) = a[0].get::<Dict>() {
            vm.threads.set_contexts(namespace.clone());
        }
        Ok(Value::NONE)
    }),
    function("allocate_lock", "()", |vm, _| lock_new_plain(vm)),
    function("forget_local", "(weakref, /)", forget_local),
    function("stack_size", "(size=0, /)", |vm, a| {
        const LEAST: i64 = 32768;
        let size = given(&a[0]).map_or(Ok(0), |v| vm.index_i64(v))?;
        if size < 0 {
            return Err(vm.value_error("size must be 0 or a positive value"));
        }
        if size != 0 && !(LEAST..=1 << 32).contains(&size) {
            return Err(vm.value_error(format_args!("size not valid: {size} bytes")));
        }
        let old = if given(&a[0]).is_some() {
            vm.threads.set_stack_bytes(size as usize)
        } else {
            vm.threads.stack_bytes()
        };
        vm.int(old as i64)
    }),
];

pub(crate) static MODULE: ModuleDef = ModuleDef {
    name: "_threads",
    doc: "",
    functions: FUNCTIONS,
    types: &[&LOCK_TYPE, &RLOCK_TYPE, &LOCAL_TYPE],
    init: None,
};
