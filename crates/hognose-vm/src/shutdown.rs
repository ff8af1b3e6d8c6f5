//! The end of an interpreter: every object is released, not just unmapped.
//!
//! Order: atexit functions, the main module's names, the other modules, collections until none is found, then finalizers off and the
//! interpreter's own references; what is left then is named.
//!
//! # Invariants
//! SH1: after `end` nobody holds a value of the heap.

#![allow(clippy::disallowed_methods, reason = "the report of the heap check")]

use hognose_heap::{CollectionInfo, Heap, HeapVec, Phase, Ref, Runtime, Tracer, Value};

use crate::runtime::Hooks;
use crate::types::dict::Dict;
use crate::types::module::Module;
use crate::types::str::Str;
use crate::vm::Vm;

/// Collections at the end that still find something: after so many the rest is cleared without finalizers.
const MAX_ROUNDS: usize = 32;

/// With so many tracked objects all garbage is looked for before the modules go, otherwise the young.
const FULL_AT_END: std::ops::Range<usize> = 5_000..200_000;

/// The heap's runtime when there is no interpreter any more.
struct Nobody;

impl Runtime for Nobody {
    fn finalize(&self, _: &Heap, _: Value) {}
    fn weak_callback(&self, _: &Heap, _: Value, _: Value) {}
    fn roots(&self, _: &mut Tracer<'_>) {}
    fn phase(&self, _: &Heap, _: Phase, _: &CollectionInfo) {}
}

/// What an interpreter left behind.
#[derive(Clone, Debug, Default)]
pub struct EndReport {
    /// What the checks found, each on a line; empty when the heap is clean.
    pub faults: Vec<String>,
    /// Blocks still in use after everything was released.
    pub blocks_left: usize,
}

impl Vm {
    /// Runs what a program asked to be run at exit, and releases its modules. Python code may still run in here.
    pub fn release_program(&self) {
        self.run_atexit();
        crate::modules::sys::flush(self);
        // What is garbage already goes while the modules are as they were. Old garbage, too, unless there is hardly any (a small program
        // should not touch more memory for it) or very much to look at.
        let tracked: usize = self.heap().tracked_counts().iter().sum();
        self.collect_garbage(if FULL_AT_END.contains(&tracked) { 2 } else { 1 });
        self.finalizing.set(true);
        crate::eval::threads::close(self);
        drop(self.thread.handled.replace(Value::BLANK));
        drop(self.thread.raised.replace(Value::BLANK));
        crate::eval::trace::set_trace(self, &Value::NONE);
        crate::eval::trace::set_profile(self, &Value::NONE);
        self.clear_modules();
        for _ in 0..MAX_ROUNDS {
            let info = self.heap().collect(2, hognose_heap::Reason::Manual, &Hooks(self));
            crate::runtime::drain_pending(self);
            if info.collected == 0 && !self.heap().has_pending() {
                break;
            }
        }
        crate::modules::sys::flush(self);
    }

    /// Waits for the threads that are no daemons, then runs what was registered with atexit.
    pub fn run_atexit(&self) {
        for (module, function) in [("threading", "_shutdown"), ("atexit", "_run_exitfuncs")] {
            let Ok(key) = self.str(module) else { continue };
            let Ok(Some(module)) = self.modules.get(self, &key) else { continue };
            let Ok(name) = self.intern(function) else { continue };
            let found = self.getattr_opt(&module, &name);
            let done = match found {
                Ok(Some(f)) => self.call(&f, &[]).map(drop),
                Ok(None) => Ok(()),
                Err(raised) => Err(raised),
            };
            if let Err(raised) = done {
                crate::runtime::unraisable(self, raised, &Value::NONE);
            }
        }
    }

    /// Names of a namespace become None: those with one leading underscore first, then the others but `__builtins__`.
    fn clear_namespace(&self, dict: &Ref<Dict>) {
        for private_first in [true, false] {
            let mut at = 0;
            while let Some((next, key, value)) = dict.entry_at(at) {
                at = next;
                let Some(name) = key.get::<Str>() else { continue };
                let text = name.to_utf8();
                let private = text.starts_with('_') && !text.starts_with("__");
                if private == private_first && text != "__builtins__" && !value.is_none() {
                    let name = name.clone();
                    drop(value);
                    if let Err(raised) = dict.set_str(self, &name, Value::NONE) {
                        drop(self.take_raised(raised));
                    }
                    crate::runtime::drain_pending(self);
                }
            }
        }
    }

    fn clear_modules(&self) {
        let mut modules = HeapVec::new();
        let mut at = 0;
        let mut main = None;
        while let Some((next, key, value)) = self.modules.entry_at(at) {
            at = next;
            let name = key.get::<Str>().map(|s| s.to_utf8().into_owned()).unwrap_or_default();
            if name == "__main__" {
                main = Some(value);
            } else if name != "sys" && name != "builtins" && self.push(&mut modules, value).is_err() {
                drop(self.thread.raised.replace(Value::BLANK));
            }
        }
        for name in [
            "last_exc",
            "last_type",
            "last_value",
            "last_traceback",
            "path",
            "argv",
            "ps1",
            "ps2",
            "meta_path",
            "path_hooks",
            "path_importer_cache",
        ] {
            if let Ok(name) = self.intern(name) {
                if self.sys_dict.get_str(&name).is_some() {
                    let _ = self.sys_dict.set_str(self, &name, Value::NONE);
                }
            }
        }
        self.modules.clear();
        // Modules that nobody else holds go with their namespaces as they are.
        if let Some(main) = main.as_ref().and_then(Value::get::<Module>) {
            self.clear_namespace(&main.dict());
        }
        drop(main);
        crate::runtime::drain_pending(self);
        let rest: Vec<Value> = modules.into_iter().rev().collect();
        for module in rest {
            if let Some(m) = module.get::<Module>() {
                self.clear_namespace(&m.dict());
            }
            drop(module);
            crate::runtime::drain_pending(self);
        }
    }

    /// Ends the interpreter: nothing of the program is left, the interpreter's own objects are released, the heap is asked whether it is empty.
    pub fn end(self: Box<Vm>, check: bool) -> EndReport {
        let mut report = EndReport::default();
        self.heap().set_finalizers(false);
        crate::eval::threads::end(&self);
        self.sys_dict.clear();
        self.builtins.clear();
        let heap = self.into_heap();
        heap.collect(2, hognose_heap::Reason::Manual, &Nobody);
        if check {
            if let Err(found) = heap.check(&Nobody, true) {
                report.faults.extend(found.faults);
            }
        }
        let mut held = 0;
        heap.clear_all_survivors(|survivor| {
            if survivor.held {
                held += 1;
                if check && report.faults.len() < 64 {
                    report.faults.push(format!(
                        "left over: {} at {:#x}, {} bytes, refcount {}",
                        survivor.name, survivor.address, survivor.bytes, survivor.refcount
                    ));
                }
            }
        });
        report.blocks_left = heap.close();
        report
    }

    /// A check of counts and accounting while the program runs.
    pub fn check_heap(&self) -> Result<(), String> {
        self.heap().check(&Hooks(self), false).map_err(|report| report.to_string())
    }
}
