//! Heap checks while a program runs: `--check-heap` verifies counts and accounting after every full collection.
//!
//! A count below an object's edges is always a fault. One above them is a fault only while no native function holds
//! values in its own variables, as when the main program itself calls `gc.collect`: then all that refers to a tracked object is an edge, a root, or the interpreter's own.
//! What the interpreter itself holds is found out once, before the program starts.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the heap check's own tables stand outside what it checks"
)]

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use hognose_heap::{Object, Reason, Value};

use crate::runtime::Hooks;
use crate::types::function::Function;
use crate::vm::Vm;

/// What the checks remember.
#[derive(Default)]
pub(crate) struct Checks {
    /// Counts above edges before the program started, by address.
    own: RefCell<HashMap<usize, u32>>,
    failed: Cell<u32>,
}

/// The native calls below the main program's instructions.
const MAIN_DEPTH: usize = 1;

impl Vm {
    /// Learns what the interpreter itself holds.
    pub(crate) fn start_checks(&self) {
        if self.settings.check_heap {
            let mut own = self.checks.own.borrow_mut();
            self.heap().for_each_surplus(&Hooks(self), |object, surplus| {
                own.insert(object.address(), surplus);
            });
        }
    }

    /// A full collection is over.
    pub(crate) fn check_after_collection(&self, reason: Reason) {
        // A collection that was due may come amid a call, whose function is in nobody's register for a moment.
        let alone = reason == Reason::Manual
            && self.thread.native_depth.get() <= MAIN_DEPTH
            && self.threads.count() == 0;
        let found = match self.heap().check(&Hooks(self), false) {
            Err(report) => Some(report.to_string()),
            Ok(()) if alone => self.check_surplus(),
            Ok(()) => None,
        };
        if let Some(found) = found {
            let failed = self.checks.failed.get();
            self.checks.failed.set(failed + 1);
            // The next collections find the same again.
            if failed == 0 {
                eprint!("hognose: heap check failed at a full collection:\n{found}");
            }
        }
    }

    fn check_surplus(&self) -> Option<String> {
        let own = self.checks.own.borrow();
        let runner = self.held_by_runner();
        let mut found = String::new();
        self.heap().for_each_surplus(&Hooks(self), |object, surplus| {
            let known = own.get(&object.address()).copied().unwrap_or(0)
                + u32::from(runner.contains(&object.address()));
            if surplus > known && found.len() < 2000 {
                let (name, address) = (object.layout_name(), object.address());
                found.push_str(&format!(
                    "{name} at {address:#x}: count {} is {} above its references\n",
                    object.refcount(),
                    surplus - known
                ));
            }
        });
        Some(found).filter(|found| !found.is_empty())
    }

    /// Addresses of what the caller of the main program's first frame holds, and of the exceptions in reserve.
    fn held_by_runner(&self) -> Vec<usize> {
        let mut held = self.exc.kept_in_reserve();
        if let Some((function, globals)) = self.thread.frames.bottom() {
            held.extend(function.get::<Function>().map(|function| function.code.to_value()));
            held.extend([function, globals]);
        }
        held.iter().filter_map(Value::as_object).map(Object::address).collect()
    }

    /// How many checks failed so far.
    pub fn failed_checks(&self) -> u32 {
        self.checks.failed.get()
    }
}
