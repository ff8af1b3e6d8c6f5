//! The code of a function: read as a plain reference, and replaced (`f.__code__ = ...`) without the ground being taken from under
//! those that run it.
//!
//! # Invariants
//! CC1: a frame, a suspended generator or a frame object that was made with the old code holds, from the replacement on, a function of
//! its own that has the old code: `Frame::code` and pcs stay true. CC2: the replaced code lives as long as the function, for the sake
//! of native code that reads it.

#![allow(clippy::disallowed_methods, reason = "one entry for each thread")]

use std::cell::UnsafeCell;
use std::ops::Deref;

use hognose_heap::{Ref, RefSlot, Trace, Tracer, ValueCell};

use crate::raise::PyResult;
use crate::types::code::Code;
use crate::types::frame::FrameObject;
use crate::types::function::Function;
use crate::types::generator::Generator;
use crate::vm::Vm;

/// A function's code.
pub struct CodeCell(UnsafeCell<Ref<Code>>);

impl CodeCell {
    pub fn new(code: Ref<Code>) -> CodeCell {
        CodeCell(UnsafeCell::new(code))
    }
}

impl Deref for CodeCell {
    type Target = Ref<Code>;
    #[inline(always)]
    fn deref(&self) -> &Ref<Code> {
        // SAFETY: the reference changes in `replace_code` only, and what it led to lives on (CC2).
        unsafe { &*self.0.get() }
    }
}

// SAFETY: the one edge owns one count.
unsafe impl Trace for CodeCell {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.edge_ref(self);
    }
}

/// The function has other code from now on; who runs it goes on with the old one.
pub(crate) fn replace_code(vm: &Vm, function: &Ref<Function>, code: &Ref<Code>) -> PyResult<()> {
    let old = vm.alloc(|| Function {
        code: CodeCell::new((*function.code).clone()),
        replaced: ValueCell::new(function.replaced.get()),
        globals: function.globals.clone(),
        closure: RefSlot::new(function.closure.get()),
        defaults: RefSlot::new(function.defaults.get()),
        kwdefaults: RefSlot::new(function.kwdefaults.get()),
        annotations: ValueCell::new(function.annotations.get()),
        annotate: ValueCell::new(function.annotate.get()),
        name: RefSlot::new(function.name.get()),
        qualname: RefSlot::new(function.qualname.get()),
        module: ValueCell::new(function.module.get()),
        doc: ValueCell::new(function.doc.get()),
        type_params: ValueCell::new(function.type_params.get()),
    })?;
    let id = vm.thread.id.get();
    let mut threads = vec![id];
    vm.threads.for_each_other(|thread| threads.push(thread.id.get()));
    for thread in threads {
        super::threads::with_frames(vm, thread, |frames| {
            // SAFETY: frames below the end are complete (TH3); each keeps what it points into by its `func` (CC1).
            unsafe {
                for i in 0..frames.depth() {
                    let frame = frames.base().add(i);
                    if (*frame).func.same(function.as_value()) {
                        let was = std::ptr::replace(&raw mut (*frame).func, old.to_value());
                        (*frame).code = &raw const *old.code;
                        (*frame).globals = &raw const old.globals;
                        drop(was);
                    }
                }
            }
        });
    }
    vm.heap().for_each_object(|object| {
        let v = object.to_value();
        let holder = match (v.get::<Generator>(), v.get::<FrameObject>()) {
            (Some(generator), _) => &generator.func,
            (_, Some(frame)) => frame.func(),
            _ => return,
        };
        if holder.same(function.as_value()) {
            holder.set(old.to_value());
        }
    });
    function.replaced.set(old.to_value());
    // SAFETY: nobody holds a reference into the cell across this point that CC2 does not keep; the old code's count goes with `was`,
    // and `old` has one of its own.
    let was = unsafe { std::ptr::replace(function.code.0.get(), code.clone()) };
    drop(was);
    vm.flush_inline_caches();
    Ok(())
}
