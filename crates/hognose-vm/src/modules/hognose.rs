//! Module `hognose`: what this interpreter has and CPython has not.

use hognose_heap::Value;

use crate::typedef::{ModuleDef, function};

pub static MODULE: ModuleDef = ModuleDef {
    name: "hognose",
    doc: "The private heap that this program runs in: its limit, its bytes, its peak.",
    functions: &[
        function("heap_limit", "()", |vm, _| match vm.heap_limit() {
            Some(limit) => vm.int(limit as i64),
            None => Ok(Value::NONE),
        }),
        function("set_heap_limit", "(limit, /)", |vm, a| {
            let limit = if a[0].is_none() {
                None
            } else {
                let n = vm.index_i64(&a[0])?;
                Some(usize::try_from(n).map_err(|_| vm.value_error("a limit is not negative"))?)
            };
            vm.set_heap_limit(limit);
            Ok(Value::NONE)
        }),
        function("heap_bytes", "()", |vm, _| vm.int(vm.heap().memory().live_bytes() as i64)),
        function("heap_committed", "()", |vm, _| vm.int(vm.heap().memory().committed_bytes() as i64)),
        function("heap_peak", "()", |vm, _| vm.int(vm.heap().memory().peak_committed_bytes() as i64)),
        function("reset_peak", "()", |vm, _| {
            // What is kept for reuse is given back first: the peak counts from what the program holds.
            vm.heap().memory().trim();
            vm.heap().memory().reset_peak();
            Ok(Value::NONE)
        }),
        function("trim", "()", |vm, _| {
            vm.heap().memory().trim();
            Ok(Value::NONE)
        }),
    ],
    types: &[],
    init: None,
};
