//! Instructions of `match`, exception groups and coroutines.

use hognose_compiler::opcode::Op;
use hognose_heap::Value;

use crate::raise::PyResult;
use crate::vm::Vm;

/// Runs one instruction on registers.
///
/// # Safety
/// The operands belong to a verified instruction of the running frame.
pub(super) unsafe fn run(vm: &Vm, op: Op, base: *mut Value, nlocals: usize, [a, b, _c]: [usize; 3], _x: u32) -> PyResult<()> {
    // SAFETY: as the function says.
    unsafe {
        let v = match op {
            Op::GetLen => vm.int(vm.len(&*base.add(b))? as i64)?,
            other => return Err(vm.system_error(format_args!("instruction {} is not supported", other.row().name))),
        };
        let _ = nlocals;
        drop(std::ptr::replace(base.add(a), v));
    }
    Ok(())
}
