//! Frames: what a running function keeps beside its registers.

use hognose_heap::{Ref, Value};

use super::attr::Cache;
use crate::typedef::Driven;
use crate::types::code::Code;
use crate::types::dict::Dict;

/// Where a frame's result goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Mode {
    /// To register `dest` of the frame below.
    Register,
    /// Back to native code.
    Native,
    /// `__init__`: must be None; `extra`, the instance, goes to register `dest`.
    Init,
    /// A generator resumed by ForIter: a yielded value goes to `dest`; at its end the loop is left.
    ForIter,
    /// A generator resumed by ForNext: the same, with the body behind a jump.
    ForNext,
    /// A generator resumed by Delegate.
    Delegate,
    /// A generator whose items a built-in consumes: `driven` says how, register `iter` holds what came of them so far.
    Driven,
}

/// One activation. Everything that a call needs stands here; values stand in the registers.
#[repr(C)]
pub(crate) struct Frame {
    /// The running code; kept alive by `func`.
    pub code: *const Ref<Code>,
    /// Its constants and inline caches.
    pub consts: *const Value,
    pub caches: *const Cache,
    /// First register.
    pub base: *mut Value,
    /// End of the register window on the stack (for a generator: where its callees' windows begin).
    pub top: *mut Value,
    /// Next instruction while another frame runs or an exception is handled.
    pub pc: *const u32,
    /// The function (or, for modules and class bodies, its stand-in); owned.
    pub func: Value,
    /// Globals; kept alive by `func`.
    pub globals: *const Ref<Dict>,
    /// Locals mapping of modules and class bodies, BLANK in functions; owned.
    pub locals: Value,
    /// Instance under construction or generator that runs; BLANK otherwise; owned.
    pub extra: Value,
    /// For a generator: the exception that its resumer was handling; owned.
    pub outer_handled: Value,
    /// The frame object, if Python code has one; owned.
    pub object: Value,
    /// For ForIter and ForNext: where the frame below goes on when the generator is exhausted.
    pub exit: *const u32,
    pub dest: u16,
    /// For ForIter, Delegate and Driven: the register of the iterator, or of the result so far, in the frame below.
    pub iter: u16,
    /// For Delegate: the register of the sent value in the frame below.
    pub sent: u16,
    /// For Delegate: the instruction in the frame below has an `Ext` before it.
    pub wide: bool,
    pub mode: Mode,
    pub driven: Driven,
    pub is_generator: bool,
    pub nlocals: u32,
    /// For a generator: one of its own handlers is active.
    pub own_handled: bool,
}

impl Frame {
    #[inline(always)]
    pub fn code(&self) -> &Ref<Code> {
        // SAFETY: points into the function object that `func` keeps alive, or into the code holder.
        unsafe { &*self.code }
    }

    #[inline(always)]
    pub fn globals(&self) -> &Ref<Dict> {
        // SAFETY: as `code`.
        unsafe { &*self.globals }
    }
}
