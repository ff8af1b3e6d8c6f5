//! Calls of Python functions from native code: arguments are copied onto the register stack, and the loop runs until the frame returns.

use hognose_heap::{Ref, Value};

use super::call::enter;
use super::frame::Mode;
use crate::raise::PyResult;
use crate::typedef::Args;
use crate::vm::Vm;

impl Vm {
    /// Calls a Python function from native code: arguments are copied onto the register stack.
    pub(crate) fn call_function(&self, func: &Value, args: &Args<'_>) -> PyResult {
        let names = args.kw_names.map(Ref::as_value);
        self.call_function_with(func, args.pos.iter().chain(args.kw_values), args.len(), names)
    }

    /// Calls a Python function with `first` before the other arguments.
    pub(crate) fn call_function_before(&self, func: &Value, first: &Value, args: &Args<'_>) -> PyResult {
        let names = args.kw_names.map(Ref::as_value);
        let values = std::iter::once(first).chain(args.pos).chain(args.kw_values);
        self.call_function_with(func, values, args.len() + 1, names)
    }

    /// Calls a Python function as a method of `object`.
    pub(crate) fn call_function_of(&self, func: &Value, object: &Value, args: &[Value]) -> PyResult {
        self.call_function_with(func, std::iter::once(object).chain(args), args.len() + 1, None)
    }

    #[inline]
    fn call_function_with<'a>(
        &self,
        func: &Value,
        args: impl Iterator<Item = &'a Value>,
        count: usize,
        names: Option<&Value>,
    ) -> PyResult {
        let thread = &self.thread;
        // SAFETY: registers from `top` upward are free (TH2).
        unsafe {
            let first = thread.registers.top();
            thread.registers.ensure(self, first.add(count))?;
            for (i, v) in args.enumerate() {
                std::ptr::write(first.add(i), v.clone());
            }
            let entered = enter(
                self,
                std::ptr::null_mut(),
                func.clone(),
                first,
                count,
                names,
                0,
                Mode::Native,
                Value::BLANK,
            );
            if let Err(raised) = entered {
                for i in 0..count {
                    drop(std::ptr::replace(first.add(i), Value::BLANK));
                }
                return Err(raised);
            }
            let result = self.run_top_frame();
            thread.registers.set_top(first);
            result
        }
    }

    /// Runs code with a locals mapping: a module, a class body, `exec`.
    pub(crate) fn run_function_with_locals(&self, func: &Value, locals: Value) -> PyResult {
        let thread = &self.thread;
        // SAFETY: registers from `top` upward are free (TH2); the frame was just pushed.
        unsafe {
            let first = thread.registers.top();
            enter(self, std::ptr::null_mut(), func.clone(), first, 0, None, 0, Mode::Native, Value::BLANK)?;
            let frame = thread.frames.end().sub(1);
            std::mem::forget(std::ptr::replace(&raw mut (*frame).locals, locals));
            let result = self.run_top_frame();
            thread.registers.set_top(first);
            result
        }
    }
}
