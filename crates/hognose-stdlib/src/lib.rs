//! Native modules of Hognose, and the embedded pure-Python library.

pub mod collections;
pub mod functools;
pub mod itertools;

use hognose_vm::import::FrozenLookup;
use hognose_vm::typedef::ModuleDef;

/// Every native module of this crate.
pub static MODULES: &[&ModuleDef] = &[&collections::MODULE, &functools::MODULE, &itertools::MODULE];

/// The embedded library.
pub static FROZEN: Option<FrozenLookup> = None;
