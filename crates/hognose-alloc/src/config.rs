//! How a heap is made: limit, memory source, debug hooks; and the domains of requests.

use std::fmt;

use crate::debug::{Fault, FaultHook, abort_on_fault};
use crate::source::ArenaSource;

/// What a request is for, as CPython names it. Blocks of different domains never share a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Domain {
    /// Memory of the runtime itself.
    Raw = 0,
    /// Buffers of objects.
    Mem = 1,
    /// Objects.
    Object = 2,
}

impl Domain {
    /// All domains, in order of their numbers.
    pub const ALL: [Domain; 3] = [Domain::Raw, Domain::Mem, Domain::Object];

    /// The letter that CPython's debug hooks use.
    pub const fn letter(self) -> char {
        match self {
            Domain::Raw => 'r',
            Domain::Mem => 'm',
            Domain::Object => 'o',
        }
    }

    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Domain::Raw => "raw",
            Domain::Mem => "mem",
            Domain::Object => "object",
        }
    }
}

/// Settings of a new heap.
pub struct Config {
    /// The largest number of committed bytes; `None` for no limit.
    pub limit: Option<usize>,
    /// Guard bytes, fills, domain tags and serial numbers on every block.
    pub debug: bool,
    /// Where arenas come from.
    pub source: Box<dyn ArenaSource>,
    /// What happens when a debug hook finds something. By default the fault is printed and the process aborted.
    pub on_fault: FaultHook,
}

impl Default for Config {
    fn default() -> Self {
        #[cfg(all(unix, not(miri)))]
        let source = Box::new(crate::source::MmapSource);
        #[cfg(not(all(unix, not(miri))))]
        let source = Box::new(crate::source::StdSource);
        Config { limit: None, debug: false, source, on_fault: Box::new(abort_on_fault) }
    }
}

impl Config {
    /// Limits the committed bytes.
    #[must_use]
    pub fn limit(mut self, bytes: usize) -> Self {
        self.limit = Some(bytes);
        self
    }

    /// Turns the debug hooks on or off.
    #[must_use]
    pub fn debug(mut self, on: bool) -> Self {
        self.debug = on;
        self
    }

    /// Takes arenas from `source`.
    #[must_use]
    pub fn source(mut self, source: impl ArenaSource + 'static) -> Self {
        self.source = Box::new(source);
        self
    }

    /// Calls `hook` when a debug hook finds something. The hook may panic; if it returns, the heap goes on as well as it
    /// can. It must not use the heap.
    #[must_use]
    pub fn on_fault(mut self, hook: impl Fn(&Fault) + Send + 'static) -> Self {
        self.on_fault = Box::new(hook);
        self
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("limit", &self.limit)
            .field("debug", &self.debug)
            .finish_non_exhaustive()
    }
}
