//! What the VM does between instructions: finalizers, callbacks, collections, signals.
//!
//! # Invariants
//! R1: finalizers and callbacks run here only, never inside a release. R2: an exception that is pending when they
//! run is pending again afterwards.

use hognose_heap::{
    BREAK_COLLECT, BREAK_PENDING, BREAK_USER, CollectionInfo, Heap, Pending, Phase, Ref, Runtime, Tracer,
    Value,
};

use crate::class::Class;
use crate::raise::PyResult;
use crate::types::generator::Generator;
use crate::vm::Vm;

/// Breaker bit: a signal or an embedder wants KeyboardInterrupt raised.
pub const BREAK_INTERRUPT: u32 = BREAK_USER;
/// Breaker bit: something outside the heap was cut short for want of memory, and MemoryError is due.
pub(crate) const BREAK_MEMORY: u32 = BREAK_USER << 1;
/// Breaker bit: another thread waits for the interpreter, or this one is to end.
pub(crate) const BREAK_SWITCH: u32 = BREAK_USER << 2;
/// Breaker bit: the running thread has a trace function. It stays up; only calls look at it.
pub(crate) const BREAK_TRACE: u32 = BREAK_USER << 3;
/// Breaker bits that make long native loops stop with an exception.
pub const BREAK_ERRORS: u32 = BREAK_INTERRUPT | BREAK_MEMORY;

/// The heap's view of the VM.
pub(crate) struct Hooks<'a>(pub &'a Vm);

impl Runtime for Hooks<'_> {
    fn finalize(&self, _heap: &Heap, object: Value) {
        run_finalizer(self.0, &object);
    }

    fn weak_callback(&self, _heap: &Heap, weakref: Value, callback: Value) {
        run_callback(self.0, &weakref, &callback);
    }

    fn roots(&self, tracer: &mut Tracer<'_>) {
        self.0.trace_roots(tracer);
    }

    fn phase(&self, heap: &Heap, phase: Phase, info: &CollectionInfo) {
        if phase == Phase::Stop {
            self.0.take_reserve_back();
            if info.generation == 2 && self.0.settings.check_heap {
                self.0.check_after_collection(info.reason);
            }
        }
        crate::modules::gc::phase(self.0, heap, phase, info);
    }

    fn save_garbage(&self, _heap: &Heap, object: Value) {
        crate::modules::gc::save_garbage(self.0, object);
    }
}

impl Vm {
    /// Reports what the interpreter itself holds: what it reaches is alive.
    fn trace_roots(&self, tracer: &mut Tracer<'_>) {
        if let Some(modules) = self.modules.try_get() {
            tracer.edge_ref(modules);
        }
        if let Some(builtins) = self.builtins.try_get() {
            tracer.edge_ref(builtins);
        }
        self.thread.trace(tracer);
        self.threads.trace(tracer);
        crate::types::str::codec::registry::trace(self, tracer);
    }
}

/// Calls `__del__` (or closes a generator); errors go to `sys.unraisablehook`.
fn run_finalizer(vm: &Vm, object: &Value) {
    let result = match object.get::<Generator>() {
        Some(generator) => crate::types::generator::finalize(vm, generator),
        None => match vm.lookup_special(object, &vm.names.__del__) {
            Some(del) => {
                let class = vm.class_of(object);
                vm.descriptor_get(&del, object, class.as_value()).map(|bound| match vm.call(&bound, &[]) {
                    Ok(_) => (),
                    Err(raised) => {
                        drop(bound);
                        unraisable(vm, raised, &del);
                    }
                })
            }
            None => crate::modules::finalize_native(vm, object),
        },
    };
    if let Err(raised) = result {
        unraisable(vm, raised, object);
    }
}

fn run_callback(vm: &Vm, weakref: &Value, callback: &Value) {
    if let Err(raised) = vm.call(callback, std::slice::from_ref(weakref)) {
        unraisable(vm, raised, callback);
    }
}

/// Tells `sys.unraisablehook` about an exception that nobody can catch.
pub(crate) fn unraisable(vm: &Vm, raised: crate::raise::Raised, object: &Value) {
    let exc = vm.take_raised(raised);
    if vm.thread.dying.get() {
        return;
    }
    crate::modules::sys::unraisable(vm, &exc, object);
}

/// Runs finalizers and callbacks that became due.
#[cold]
#[inline(never)]
pub(crate) fn drain_pending(vm: &Vm) {
    // What a thread that is made to end releases is left to the main one.
    if vm.thread.dying.get() || vm.thread.draining.replace(true) {
        return;
    }
    let pending_exception = vm.thread.raised.replace(Value::BLANK);
    while let Some(pending) = vm.heap().next_pending() {
        match pending {
            Pending::Finalize(object) => run_finalizer(vm, &object),
            Pending::Callback { weakref, callback } => run_callback(vm, &weakref, &callback),
        }
    }
    if !pending_exception.is_blank() {
        vm.thread.raised.set(pending_exception);
    }
    vm.thread.draining.set(false);
}

/// As `drain_pending`, on the way to an exception handler.
pub(crate) fn drain_pending_keeping_raised(vm: &Vm) {
    if vm.heap().breaker().get() & BREAK_PENDING != 0 {
        drain_pending(vm);
    }
}

/// The eval breaker was set: does what it asks for.
#[cold]
#[inline(never)]
pub(crate) fn eval_breaker(vm: &Vm) -> PyResult<()> {
    let bits = vm.heap().breaker().get();
    if bits & BREAK_SWITCH != 0 {
        crate::eval::threads::give_way(vm)?;
    }
    if bits & BREAK_PENDING != 0 {
        drain_pending(vm);
    }
    if bits & BREAK_COLLECT != 0 && !vm.heap().is_collecting() {
        vm.heap().collect_due(&Hooks(vm));
    }
    if bits & BREAK_ERRORS != 0 {
        raise_asynchronous(vm, true)?;
    }
    Ok(())
}

/// Raises what a signal or another thread asked for. `handlers`: Python handlers of signals may run here; where they may not, they
/// wait for the next instruction.
#[cold]
pub(crate) fn raise_asynchronous(vm: &Vm, handlers: bool) -> PyResult<()> {
    let breaker = vm.heap().breaker();
    if breaker.get() & BREAK_MEMORY != 0 {
        breaker.clear(BREAK_MEMORY);
        return Err(vm.memory_error());
    }
    if breaker.get() & BREAK_INTERRUPT != 0 {
        if !crate::eval::threads::is_main(vm) {
            // The main thread finds the marks when it goes on.
            breaker.clear(BREAK_INTERRUPT);
            return Ok(());
        }
        return crate::signals::deliver(vm, handlers);
    }
    Ok(())
}

/// Issues a warning from native code; failures are reported as unraisable.
pub(crate) fn warn(vm: &Vm, category: &Ref<Class>, text: &str) {
    let done = vm.warn(category, text, 1);
    if let Err(raised) = done {
        unraisable(vm, raised, &Value::NONE);
    }
}

impl Vm {
    /// `warnings.warn(text, category, stacklevel)`; Err if a filter turned it into an exception.
    pub fn warn(&self, category: &Ref<Class>, text: &str, stacklevel: i64) -> PyResult<()> {
        if self.finalizing.get() {
            return Ok(());
        }
        let warnings = crate::import::import_module(self, "warnings")?;
        let f = self.getattr_str(&warnings, "warn")?;
        let args = [self.str(text)?, category.to_value(), self.int(stacklevel)?];
        self.call(&f, &args).map(drop)
    }

    /// `gc.collect()`: a collection of a generation, finalizers and callbacks included.
    pub fn collect_garbage(&self, generation: u8) -> CollectionInfo {
        let kept = self.thread.raised.replace(Value::BLANK);
        let info = self.heap().collect(generation, hognose_heap::Reason::Manual, &Hooks(self));
        drain_pending(self);
        if generation == 2 {
            self.interned.sweep(self);
        }
        if !kept.is_blank() {
            self.thread.raised.set(kept);
        }
        info
    }
}
