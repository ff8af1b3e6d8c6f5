//! The Hognose virtual machine: Python 3.14 on hognose-heap.
//!
//! Values, classes, frames, the eval loop, built-in types and functions, exceptions, import. The library's native modules are in
//! hognose-stdlib, the embedding API is hognose.

#[macro_use]
pub mod prelude;

pub(crate) mod attributes;
pub mod builtins;
pub(crate) mod checks;
pub mod class;
pub(crate) mod eval;
pub mod format;
pub mod import;
pub mod interpreter;
pub(crate) mod limit;
pub mod modules;
pub mod names;
pub mod protocol;
pub mod raise;
pub mod runtime;
pub mod shapes;
pub mod shutdown;
pub mod signals;
pub mod signature;
mod source;
pub mod thread;
pub mod typedef;
pub mod types;
pub mod vm;

pub use hognose_heap as heap;
pub use raise::{PyResult, Raised};
pub use vm::{Settings, Vm};
