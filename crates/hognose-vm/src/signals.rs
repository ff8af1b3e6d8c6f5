//! Signals: from the thread that receives them to Python's handlers.
//!
//! A signal never interrupts the program where it stands. Whoever receives it (the command's first thread, an embedder) marks it on the
//! board and raises the breaker; the program's own thread then calls the handler between two instructions. Installs no handler in
//! the operating system.
//!
//! # Invariants
//! S1: a mark is set before the breaker is raised, and the breaker cleared before the marks are read: no signal is lost.

#![allow(clippy::disallowed_methods, reason = "one watch for each interpreter")]

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use hognose_heap::Remote;

use crate::raise::PyResult;
use crate::runtime::BREAK_INTERRUPT;
use crate::typedef::{Def, ModuleDef, function};
use crate::vm::Vm;

/// One more than the largest signal.
pub const SIGNAL_COUNT: usize = 65;
/// The interrupt from the keyboard.
pub const SIGINT: i32 = 2;
const SIGALRM: i32 = 14;
/// Native stack of the thread behind a timer.
const TIMER_STACK_BYTES: usize = 64 * 1024;

/// Starts to receive a signal; false if that is impossible.
type Watch = Box<dyn Fn(i32) -> bool + Send>;

/// The signals that have arrived and not been handled.
pub struct Board {
    arrived: [AtomicBool; SIGNAL_COUNT],
    /// SIGINT raises KeyboardInterrupt, as no handler was installed.
    plain_interrupt: AtomicBool,
    /// The timer that counts: older ones end silently.
    timer: AtomicU64,
    due: Mutex<Option<Instant>>,
    watch: Mutex<Option<Watch>>,
    expects: AtomicBool,
    breaker: Remote,
}

impl Board {
    pub(crate) fn new(breaker: Remote) -> Arc<Board> {
        Arc::new(Board {
            arrived: std::array::from_fn(|_| AtomicBool::new(false)),
            plain_interrupt: AtomicBool::new(true),
            timer: AtomicU64::new(0),
            due: Mutex::new(None),
            watch: Mutex::new(None),
            expects: AtomicBool::new(false),
            breaker,
        })
    }

    /// A signal arrived; false if the last one of its kind still waits for the program.
    pub fn arrive(&self, signal: i32) -> bool {
        let Some(mark) = usize::try_from(signal).ok().and_then(|i| self.arrived.get(i)) else { return false };
        let waited = mark.swap(true, Ordering::AcqRel);
        self.breaker.raise(BREAK_INTERRUPT);
        !waited
    }

    /// A signal waits to be handled.
    pub(crate) fn has_marks(&self) -> bool {
        self.arrived.iter().any(|mark| mark.load(Ordering::Acquire))
    }

    /// The program has asked for signals: one may end any wait.
    pub(crate) fn expects(&self) -> bool {
        self.expects.load(Ordering::Relaxed)
    }

    /// Tells how to receive further signals.
    #[allow(clippy::disallowed_methods, reason = "small, and once in an interpreter's life")]
    pub fn watch_with(&self, watch: impl Fn(i32) -> bool + Send + 'static) {
        *self.watch.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(watch));
    }

    fn watch(&self, signal: i32) -> bool {
        self.expects.store(true, Ordering::Relaxed);
        let watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        watch.as_ref().is_some_and(|watch| watch(signal))
    }

    /// Sets the timer; seconds that the last one had left.
    fn set_timer(self: &Arc<Board>, first: Duration, interval: Duration) -> std::io::Result<Duration> {
        self.expects.store(true, Ordering::Relaxed);
        let number = self.timer.fetch_add(1, Ordering::AcqRel) + 1;
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let left = due.take().map_or(Duration::ZERO, |at| at.saturating_duration_since(Instant::now()));
        let Some(mut at) = Instant::now().checked_add(first).filter(|_| !first.is_zero()) else {
            return Ok(left);
        };
        *due = Some(at);
        drop(due);
        let board = Arc::downgrade(self);
        std::thread::Builder::new().stack_size(TIMER_STACK_BYTES).spawn(move || {
            loop {
                std::thread::sleep(at.saturating_duration_since(Instant::now()));
                let Some(board) = board.upgrade() else { return };
                if board.timer.load(Ordering::Acquire) != number {
                    return;
                }
                board.arrive(SIGALRM);
                let next = if interval.is_zero() { None } else { at.checked_add(interval) };
                *board.due.lock().unwrap_or_else(PoisonError::into_inner) = next;
                match next {
                    Some(next) => at = next,
                    None => return,
                }
            }
        })?;
        Ok(left)
    }
}

/// Calls the handlers of signals that have arrived.
#[cold]
pub(crate) fn deliver(vm: &Vm, handlers: bool) -> PyResult<()> {
    let board = &vm.signals;
    let interrupt = board.plain_interrupt.load(Ordering::Relaxed)
        && board.arrived[SIGINT as usize].swap(false, Ordering::AcqRel);
    if interrupt {
        return Err(vm.raise_args(&vm.exc.keyboard_interrupt, &[]));
    }
    if !handlers || vm.finalizing.get() {
        return Ok(());
    }
    vm.heap().breaker().clear(BREAK_INTERRUPT);
    for signal in 1..SIGNAL_COUNT {
        if board.arrived[signal].swap(false, Ordering::AcqRel) {
            let module = crate::import::import_module(vm, "_signal")?;
            let done = vm.call_method(&module, "_deliver", &[vm.int(signal as i64)?]);
            if let Err(raised) = done {
                // Others may wait.
                vm.heap().breaker().raise(BREAK_INTERRUPT);
                return Err(raised);
            }
        }
    }
    Ok(())
}

fn seconds(vm: &Vm, v: &hognose_heap::Value) -> PyResult<Duration> {
    let x = vm.float_of(v)?;
    Duration::try_from_secs_f64(x).map_err(|_| vm.value_error("a timer's seconds must not be negative"))
}

const FUNCTIONS: &[Def] = &[
    function("watch", "(signum, /)", |vm, a| {
        let signal = vm.index_i64(&a[0])?;
        let watched = i32::try_from(signal).is_ok_and(|signal| vm.signals.watch(signal));
        Ok(hognose_heap::Value::from_bool(watched))
    }),
    function("arrive", "(signum, /)", |vm, a| {
        let signal = vm.index_i64(&a[0])?;
        let marked = i32::try_from(signal).is_ok_and(|signal| vm.signals.arrive(signal));
        Ok(hognose_heap::Value::from_bool(marked))
    }),
    function("plain_interrupt", "(flag, /)", |vm, a| {
        vm.signals.plain_interrupt.store(vm.truthy(&a[0])?, Ordering::Relaxed);
        Ok(hognose_heap::Value::NONE)
    }),
    function("timer", "(seconds, interval, /)", |vm, a| {
        match vm.signals.set_timer(seconds(vm, &a[0])?, seconds(vm, &a[1])?) {
            Ok(left) => vm.float(left.as_secs_f64()),
            Err(error) => Err(vm.os_error(&error, None)),
        }
    }),
];

/// Module `_signals`, below `_signal`.
pub(crate) static MODULE: ModuleDef =
    ModuleDef { name: "_signals", doc: "", functions: FUNCTIONS, types: &[], init: None };
