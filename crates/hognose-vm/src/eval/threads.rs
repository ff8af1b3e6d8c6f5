//! Threads: each Python thread has a thread of the operating system, and one of them at a time is in the interpreter: the one that
//! holds the baton.
//!
//! A thread passes the baton on when it waits (for a lock, in `sleep`, in a system call), and between two instructions when another one
//! has waited for a switch interval: that one raises the eval breaker. Who waited longest goes first. Knows no locks of Python's
//! (modules/thread.rs): threads sleep on keys. When the interpreter ends, threads that are left unwind without running any Python.
//!
//! # Invariants
//! TR1: only the holder of the baton touches the VM or the heap; the baton's mutex orders what one does before what the next one does.
//! TR2: the holder's state is in `Vm::thread`; that of each other thread is in `Threads::states`, at rest. TR3: a thread that waits for
//! the baton of an interpreter that is gone never gets it, so that nobody uses a VM that is no more.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "one entry for each thread, at most MOST"
)]

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use hognose_alloc::StackReservation;
use hognose_heap::{Ref, Remote, Tracer, Value};

use super::stack::FrameStack;
use crate::raise::{PyResult, Raised};
use crate::runtime::{BREAK_INTERRUPT, BREAK_SWITCH};
use crate::thread::Thread;
use crate::types::dict::Dict;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// The number of the thread that the interpreter began in.
pub(crate) const MAIN: u64 = 1;
/// Threads beside the main one.
const MOST: usize = 8192;
/// Address space of a thread's registers, and of its frames.
const STACK_BYTES: usize = 32 << 20;
/// Native stack of a thread; with a limit on the heap it counts against that limit.
const NATIVE_BYTES: usize = 16 << 20;
const LIMITED_NATIVE_BYTES: usize = 1 << 20;
/// The main thread looks for signals this often while it waits.
const SLICE: Duration = Duration::from_millis(20);
/// How long the end waits for threads that are in a system call.
const GRACE: Duration = Duration::from_millis(500);

/// The threads of an interpreter, as whoever holds the baton knows them.
pub(crate) struct Threads {
    shared: Arc<Shared>,
    /// Where the states of all threads rest. Empty while there is only the main thread.
    states: RefCell<Vec<Rc<Thread>>>,
    /// The resting place of the thread that runs.
    running: RefCell<Option<Rc<Thread>>>,
    last: Cell<u64>,
    /// Threads beside the main one.
    count: Cell<usize>,
    /// What the program asked for with `stack_size`.
    stack_bytes: Cell<usize>,
    /// The namespace of `_contextvars`, whose `_current` is each thread's own.
    contexts: RefCell<Option<Ref<Dict>>>,
    /// Modules that are being loaded, and by whom.
    loading: RefCell<Vec<(String, u64)>>,
    /// Threads that wait for a module that another one loads.
    importing: RefCell<Vec<(u64, String)>>,
}

/// What the threads of the operating system share.
struct Shared {
    baton: Mutex<Baton>,
    /// Microseconds after which one that waits asks for the baton.
    interval: AtomicU64,
    breaker: Remote,
}

struct Baton {
    /// 0: nobody.
    holder: u64,
    queue: VecDeque<u64>,
    seats: Vec<(u64, Arc<Condvar>)>,
    sleepers: Vec<Sleeper>,
    /// The main thread keeps the baton.
    closed: bool,
    /// All others are to unwind.
    ending: bool,
}

struct Sleeper {
    id: u64,
    key: usize,
    woken: bool,
    forever: bool,
}

impl Baton {
    fn seat(&self, id: u64) -> Option<&Arc<Condvar>> {
        self.seats.iter().find(|(of, _)| *of == id).map(|(_, seat)| seat)
    }

    fn notify(&self, id: u64) {
        if let Some(seat) = self.seat(id) {
            seat.notify_one();
        }
    }

    /// Gives the baton to the first in the queue. The next one begins to count its time.
    fn hand_over(&mut self) {
        self.holder = self.queue.pop_front().unwrap_or(0);
        self.notify(self.holder);
        if let Some(&next) = self.queue.front() {
            self.notify(next);
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Baton> {
        self.baton.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until `me`, who does not hold the baton, does.
    fn take<'a>(&'a self, mut baton: MutexGuard<'a, Baton>, me: u64) -> MutexGuard<'a, Baton> {
        if !baton.queue.contains(&me) && baton.holder != me {
            baton.queue.push_back(me);
        }
        if baton.holder == 0 {
            baton.hand_over();
        }
        let Some(seat) = baton.seat(me).cloned() else { return baton };
        while baton.holder != me {
            if baton.queue.front() == Some(&me) {
                let interval = Duration::from_micros(self.interval.load(Ordering::Relaxed));
                let (again, waited) =
                    seat.wait_timeout(baton, interval).unwrap_or_else(PoisonError::into_inner);
                baton = again;
                if waited.timed_out() && baton.holder != me {
                    self.breaker.raise(BREAK_SWITCH);
                }
            } else {
                baton = seat.wait(baton).unwrap_or_else(PoisonError::into_inner);
            }
        }
        baton
    }
}

impl Threads {
    pub fn new(breaker: Remote) -> Threads {
        let baton = Baton {
            holder: MAIN,
            queue: VecDeque::new(),
            seats: Vec::new(),
            sleepers: Vec::new(),
            closed: false,
            ending: false,
        };
        Threads {
            shared: Arc::new(Shared { baton: Mutex::new(baton), interval: AtomicU64::new(5000), breaker }),
            states: RefCell::new(Vec::new()),
            running: RefCell::new(None),
            last: Cell::new(MAIN),
            count: Cell::new(0),
            stack_bytes: Cell::new(0),
            contexts: RefCell::new(None),
            loading: RefCell::new(Vec::new()),
            importing: RefCell::new(Vec::new()),
        }
    }

    /// Threads beside the main one.
    pub fn count(&self) -> usize {
        self.count.get()
    }

    pub fn interval_micros(&self) -> u64 {
        self.shared.interval.load(Ordering::Relaxed)
    }

    pub fn set_interval_micros(&self, micros: u64) {
        self.shared.interval.store(micros.max(1), Ordering::Relaxed);
    }

    /// Sets the native stack of threads to come (0: as usual); what it was.
    pub fn set_stack_bytes(&self, bytes: usize) -> usize {
        self.stack_bytes.replace(bytes)
    }

    pub fn stack_bytes(&self) -> usize {
        self.stack_bytes.get()
    }

    pub fn set_contexts(&self, namespace: Ref<Dict>) {
        drop(self.contexts.replace(Some(namespace)));
    }

    /// Reports what the threads at rest hold.
    pub fn trace(&self, tracer: &mut Tracer<'_>) {
        if let Some(contexts) = &*self.contexts.borrow() {
            tracer.edge_ref(contexts);
        }
        for state in self.states.borrow().iter() {
            state.trace(tracer);
        }
    }

    /// Calls `f` with the state of each thread but the running one.
    pub fn for_each_other(&self, mut f: impl FnMut(&Thread)) {
        for state in self.states.borrow().iter() {
            f(state);
        }
    }

    fn alone(&self) -> bool {
        self.count.get() == 0 || self.shared.lock().closed
    }
}

pub(crate) fn is_main(vm: &Vm) -> bool {
    vm.thread.id.get() == MAIN
}

/// The frames of a thread, at rest or not.
pub(super) fn with_frames<R>(vm: &Vm, id: u64, f: impl FnOnce(&FrameStack) -> R) -> Option<R> {
    if vm.thread.id.get() == id {
        return Some(f(&vm.thread.frames));
    }
    let states = vm.threads.states.borrow();
    states.iter().find(|state| state.id.get() == id).map(|state| f(&state.frames))
}

/// The state of the running thread comes to rest (TR2); the caller passes the baton on.
fn leave(vm: &Vm) -> Rc<Thread> {
    let rest = vm.threads.running.take().unwrap_or_else(|| Rc::new(Thread::at_rest()));
    swap_context(vm);
    vm.thread.swap(&rest);
    rest
}

/// The thread whose state is in `rest` goes on; the caller has the baton.
fn enter(vm: &Vm, rest: Rc<Thread>) {
    vm.thread.swap(&rest);
    swap_context(vm);
    drop(vm.threads.running.replace(Some(rest)));
    super::trace::update(vm);
}

/// `_contextvars._current` changes places with what the thread keeps of it.
fn swap_context(vm: &Vm) {
    let contexts = vm.threads.contexts.borrow();
    let (Some(namespace), Ok(name)) = (&*contexts, vm.intern("_current")) else { return };
    let kept = vm.thread.context.take();
    let kept = if kept.is_blank() { Value::NONE } else { kept };
    if let Some(current) = namespace.get_str(&name) {
        vm.thread.context.set(current);
    }
    // The name is there: nothing grows.
    if let Err(raised) = namespace.set_str(vm, &name, kept) {
        drop(vm.take_raised(raised));
    }
}

/// What is due when the thread goes on: signals for the main thread, the end for the others.
fn gone_on(vm: &Vm, ending: bool) -> PyResult<()> {
    if is_main(vm) {
        if vm.signals.has_marks() {
            vm.heap().breaker().raise(BREAK_INTERRUPT);
        }
        return Ok(());
    }
    if ending {
        vm.thread.dying.set(true);
        return Err(death(vm));
    }
    Ok(())
}

/// The exception that ends a thread; the unwinding asks no handler.
fn death(vm: &Vm) -> Raised {
    vm.heap().breaker().raise(BREAK_SWITCH);
    vm.raise_args(&vm.exc.system_exit, &[])
}

/// Another thread has waited long enough: it goes on, this one waits.
#[cold]
pub(crate) fn give_way(vm: &Vm) -> PyResult<()> {
    if vm.thread.dying.get() {
        return Err(death(vm));
    }
    vm.heap().breaker().clear(BREAK_SWITCH);
    if vm.threads.count() == 0 || vm.heap().is_collecting() {
        return Ok(());
    }
    let shared = vm.threads.shared.clone();
    let me = vm.thread.id.get();
    let mut baton = shared.lock();
    if baton.queue.is_empty() || baton.closed {
        return Ok(());
    }
    drop(baton);
    let rest = leave(vm);
    baton = shared.lock();
    baton.queue.push_back(me);
    baton.hand_over();
    let baton = shared.take(baton, me);
    let ending = baton.ending;
    drop(baton);
    enter(vm, rest);
    gone_on(vm, ending)
}

/// Sleeps until somebody wakes one that sleeps on `key`, until `until`, or for a while: the caller looks again at what it waits for.
pub(crate) fn sleep_on(vm: &Vm, key: usize, until: Option<Instant>) -> PyResult<()> {
    vm.poll_signals()?;
    if vm.threads.alone() {
        if until.is_none() && (!vm.signals.expects() || vm.finalizing.get()) {
            return Err(deadlock(vm));
        }
        let left = until.map_or(SLICE, |until| until.saturating_duration_since(Instant::now()));
        std::thread::sleep(left.min(SLICE));
        return vm.poll_signals();
    }
    let shared = vm.threads.shared.clone();
    let me = vm.thread.id.get();
    let rest = leave(vm);
    let mut baton = shared.lock();
    baton.sleepers.push(Sleeper { id: me, key, woken: false, forever: until.is_none() });
    baton.hand_over();
    let all_forever = baton.holder == 0
        && baton.sleepers.len() == baton.seats.len()
        && baton.sleepers.iter().all(|s| s.forever && !s.woken);
    let wake = if me == MAIN { Some(Instant::now() + SLICE) } else { None };
    let wake = [wake, until].into_iter().flatten().min();
    let seat = baton.seat(me).cloned();
    while let Some(seat) = seat.as_ref().filter(|_| !baton.ending) {
        if baton.sleepers.iter().any(|s| s.id == me && s.woken) {
            break;
        }
        baton = match wake {
            None => seat.wait(baton).unwrap_or_else(PoisonError::into_inner),
            Some(wake) => {
                let left = wake.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    break;
                }
                seat.wait_timeout(baton, left).unwrap_or_else(PoisonError::into_inner).0
            }
        };
    }
    let woken = baton.sleepers.iter().any(|s| s.id == me && s.woken);
    baton.sleepers.retain(|s| s.id != me);
    let baton = shared.take(baton, me);
    let ending = baton.ending;
    drop(baton);
    enter(vm, rest);
    gone_on(vm, ending)?;
    if me == MAIN && all_forever && !woken && !vm.signals.expects() {
        return Err(deadlock(vm));
    }
    vm.poll_signals()
}

fn deadlock(vm: &Vm) -> Raised {
    vm.runtime_error("deadlock: every thread waits for a lock that nobody can release")
}

/// Wakes one thread that sleeps on `key`.
pub(crate) fn wake(vm: &Vm, key: usize) {
    let mut baton = vm.threads.shared.lock();
    let found = baton.sleepers.iter_mut().find(|s| s.key == key && !s.woken);
    if let Some(id) = found.map(|s| {
        s.woken = true;
        s.id
    }) {
        baton.notify(id);
    }
}

impl Vm {
    /// Runs what may take long and touches nothing of the interpreter, while other threads go on.
    pub fn without_baton<R>(&self, f: impl FnOnce() -> R) -> PyResult<R> {
        if self.threads.alone() {
            return Ok(f());
        }
        let shared = self.threads.shared.clone();
        let me = self.thread.id.get();
        let rest = leave(self);
        shared.lock().hand_over();
        let result = f();
        let baton = shared.take(shared.lock(), me);
        let ending = baton.ending;
        drop(baton);
        enter(self, rest);
        gone_on(self, ending)?;
        Ok(result)
    }

    /// There are threads beside the main one, and they can run.
    pub fn has_threads(&self) -> bool {
        !self.threads.alone()
    }

    /// Sleeps until then; handlers of signals run.
    pub fn sleep_until(&self, until: Instant) -> PyResult<()> {
        loop {
            self.poll_signals()?;
            if until <= Instant::now() {
                return Ok(());
            }
            sleep_on(self, 0, Some(until))?;
        }
    }
}

/// The address of a VM, for the threads that run in it by turns.
struct Address(*const Vm);

// SAFETY: the address is used by the holder of the baton only (TR1), while the VM is there (TR3).
unsafe impl Send for Address {}

impl Address {
    /// # Safety
    /// The caller holds the baton.
    unsafe fn vm(&self) -> &Vm {
        // SAFETY: TR1, TR3.
        unsafe { &*self.0 }
    }
}

/// Starts a thread that calls `task`'s first item with the others; its number.
pub(crate) fn start(vm: &Vm, task: Ref<Tuple>) -> PyResult<u64> {
    let threads = &vm.threads;
    if threads.alone() && threads.count() > 0 || vm.finalizing.get() {
        let message = "can't create new thread at interpreter shutdown";
        return Err(vm.raise(&vm.exc.python_finalization_error, message));
    }
    let refused = || vm.runtime_error("can't start new thread");
    if threads.count() >= MOST {
        return Err(refused());
    }
    let asked = threads.stack_bytes();
    let limited = vm.heap_limit().is_some();
    let native_bytes = match limited {
        true => LIMITED_NATIVE_BYTES,
        false => NATIVE_BYTES.max(asked),
    };
    let made = vm.retry(|heap| {
        let charge = if limited {
            let charge = heap.memory().reserve_stack(native_bytes)?;
            charge.commit_to(native_bytes)?;
            Some(charge)
        } else {
            None
        };
        Ok((Thread::new(heap, STACK_BYTES.max(asked))?, charge))
    });
    let (state, charge) = match made {
        Ok(made) => made,
        Err(raised) => {
            drop(vm.take_raised(raised));
            return Err(refused());
        }
    };
    let id = threads.last.get() + 1;
    threads.last.set(id);
    state.id.set(id);
    state.task.set(task.into_value());
    if threads.running.borrow().is_none() {
        let rest = Rc::new(Thread::at_rest());
        threads.states.borrow_mut().push(rest.clone());
        threads.shared.lock().seats.push((vm.thread.id.get(), Arc::new(Condvar::new())));
        drop(threads.running.replace(Some(rest)));
    }
    let state = Rc::new(state);
    threads.states.borrow_mut().push(state.clone());
    let shared = threads.shared.clone();
    {
        let mut baton = shared.lock();
        baton.seats.push((id, Arc::new(Condvar::new())));
        baton.queue.push_back(id);
    }
    let address = Address(std::ptr::from_ref(vm));
    let begun = shared.clone();
    let spawned = std::thread::Builder::new().stack_size(native_bytes).spawn(move || {
        let address = address;
        drop(begun.take(begun.lock(), id));
        // SAFETY: this thread has just got the baton.
        let vm = unsafe { address.vm() };
        if catch_unwind(AssertUnwindSafe(|| run(vm, id, native_bytes))).is_err() {
            // As a panic of the main thread: nothing can be said of the state that it left.
            std::process::exit(101);
        }
        let mut baton = begun.lock();
        baton.seats.retain(|(of, _)| *of != id);
        baton.hand_over();
    });
    if spawned.is_err() {
        let mut baton = shared.lock();
        baton.seats.retain(|(of, _)| *of != id);
        baton.queue.retain(|of| *of != id);
        drop(baton);
        threads.states.borrow_mut().retain(|other| !Rc::ptr_eq(other, &state));
        return Err(refused());
    }
    threads.count.set(threads.count() + 1);
    if let Some(charge) = charge {
        state.native_charge.replace(Some(charge));
    }
    Ok(id)
}

/// A thread's life, once it has the baton for the first time.
fn run(vm: &Vm, id: u64, native_bytes: usize) {
    let found = vm.threads.states.borrow().iter().find(|state| state.id.get() == id).cloned();
    let Some(rest) = found else { return };
    enter(vm, rest);
    vm.thread.set_native_stack(native_bytes);
    let task = vm.thread.task.take();
    let ending = vm.threads.shared.lock().ending;
    let done = gone_on(vm, ending).and_then(|()| match task.get::<Tuple>().map(|task| task.items()) {
        Some([function, args @ ..]) => vm.call(function, args).map(drop),
        _ => Ok(()),
    });
    if let Err(raised) = done {
        crate::runtime::unraisable(vm, raised, &Value::NONE);
    }
    drop(task);
    crate::modules::thread::leave_locals(vm);
    drop(vm.thread.handled.take());
    drop(vm.thread.stop_value.replace(Value::NONE));
    drop((vm.thread.trace.take(), vm.thread.profile.take()));
    crate::runtime::drain_pending(vm);
    let rest = leave(vm);
    drop(rest.context.take());
    let rest = {
        let mut states = vm.threads.states.borrow_mut();
        states.retain(|state| !Rc::ptr_eq(state, &rest));
        vm.threads.count.set(vm.threads.count() - 1);
        rest
    };
    drop(rest);
}

/// The main thread goes on alone: the others stay where they are.
pub(crate) fn close(vm: &Vm) {
    vm.threads.shared.lock().closed = true;
}

/// Makes the threads that are left unwind, without running any Python.
pub(crate) fn end(vm: &Vm) {
    let shared = vm.threads.shared.clone();
    let started = Instant::now();
    while vm.threads.count() > 0 && started.elapsed() < GRACE {
        let rest = leave(vm);
        let mut baton = shared.lock();
        baton.ending = true;
        for sleeper in &baton.sleepers {
            baton.notify(sleeper.id);
        }
        baton.hand_over();
        if let Some(seat) = baton.seat(MAIN).cloned() {
            let wait = Duration::from_millis(1);
            baton = seat.wait_timeout(baton, wait).unwrap_or_else(PoisonError::into_inner).0;
        }
        drop(shared.take(baton, MAIN));
        enter(vm, rest);
    }
    drop(vm.threads.contexts.take());
    vm.heap().breaker().clear(BREAK_SWITCH);
}

// ---- modules that several threads import at once

/// A thread loads the module while this lives.
pub(crate) struct Loading<'a>(&'a Vm);

impl Drop for Loading<'_> {
    fn drop(&mut self) {
        let me = self.0.thread.id.get();
        let mut loading = self.0.threads.loading.borrow_mut();
        if let Some(i) = loading.iter().rposition(|(_, by)| *by == me) {
            loading.remove(i);
        }
    }
}

/// This thread begins to load the module.
pub(crate) fn begin_loading<'a>(vm: &'a Vm, name: &str) -> Loading<'a> {
    vm.threads.loading.borrow_mut().push((name.to_owned(), vm.thread.id.get()));
    Loading(vm)
}

/// Waits while another thread loads the module, unless that one waits for this one.
pub(crate) fn wait_for_module(vm: &Vm, name: &str) -> PyResult<()> {
    let threads = &vm.threads;
    let me = vm.thread.id.get();
    let loader = |name: &str| {
        threads.loading.borrow().iter().find(|(of, _)| of == name).map(|(_, by)| *by).filter(|by| *by != me)
    };
    let mut done = Ok(());
    while let Some(by) = loader(name).filter(|_| done.is_ok() && vm.has_threads()) {
        let (mut at, mut steps) = (by, 0);
        let waits_for_me = loop {
            let wanted = threads.importing.borrow().iter().find(|(id, _)| *id == at).map(|(_, n)| n.clone());
            let Some(wanted) = wanted else { break false };
            let next = threads.loading.borrow().iter().find(|(of, _)| *of == wanted).map(|(_, by)| *by);
            match next {
                Some(next) if next == me => break true,
                Some(next) if steps < MOST => (at, steps) = (next, steps + 1),
                _ => break false,
            }
        };
        if waits_for_me {
            break;
        }
        threads.importing.borrow_mut().push((me, name.to_owned()));
        done = sleep_on(vm, 0, Some(Instant::now() + Duration::from_millis(1)));
        threads.importing.borrow_mut().retain(|(id, _)| *id != me);
    }
    done
}

/// The name of a key: what only this object is.
pub(crate) fn key_of(v: &Value) -> usize {
    v.bits() as usize
}

/// Calls `f`, which runs no Python, with the state of a thread in `Vm::thread`; None if there is no such thread.
pub(crate) fn as_thread<R>(vm: &Vm, id: u64, f: impl FnOnce() -> R) -> Option<R> {
    if vm.thread.id.get() == id {
        return Some(f());
    }
    let state = vm.threads.states.borrow().iter().find(|state| state.id.get() == id).cloned()?;
    vm.thread.swap(&state);
    let result = f();
    vm.thread.swap(&state);
    Some(result)
}

/// A dict of what `f` says of each thread, by its number; BLANK is left out.
pub(crate) fn of_each_thread(vm: &Vm, f: impl Fn() -> PyResult) -> PyResult {
    let mut ids = vec![vm.thread.id.get()];
    vm.threads.for_each_other(|thread| ids.push(thread.id.get()));
    let dict = vm.new_dict()?;
    for id in ids.into_iter().filter(|id| *id != 0) {
        let mut error = None;
        let said = as_thread(vm, id, || match f() {
            Ok(v) => v,
            Err(raised) => {
                error = Some(vm.take_raised(raised));
                Value::BLANK
            }
        });
        if let Some(error) = error {
            return Err(vm.reraise(error));
        }
        if let Some(v) = said.filter(|v| !v.is_blank()) {
            drop(dict.insert(vm, vm.int(id as i64)?, v)?);
        }
    }
    Ok(dict.into_value())
}

/// What counts a thread's native stack against the heap's limit.
pub(crate) type NativeCharge = RefCell<Option<StackReservation>>;
