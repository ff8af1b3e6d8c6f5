//! Native modules of Hognose, and the embedded pure-Python library.

pub mod array;
pub mod bisect;
pub mod cmath;
pub mod collections;
pub mod errno;
pub mod frozen;
pub mod functools;
pub mod heapq;
pub mod itertools;
pub mod math;
pub mod operator;
pub mod os;
pub mod random;
pub mod sha2;
pub mod sre;
pub mod statistics;
pub mod struct_;
pub mod time;
pub mod unicodedata;

use hognose_vm::import::FrozenLookup;
use hognose_vm::typedef::ModuleDef;

/// Every native module of this crate.
pub static MODULES: &[&ModuleDef] = &[
    &array::MODULE,
    &bisect::MODULE,
    &cmath::MODULE,
    &collections::MODULE,
    &errno::MODULE,
    &frozen::MODULE,
    &functools::MODULE,
    &heapq::MODULE,
    &itertools::MODULE,
    &math::MODULE,
    &operator::MODULE,
    &os::MODULE,
    &random::MODULE,
    &sha2::MODULE,
    &sre::MODULE,
    &statistics::MODULE,
    &struct_::MODULE,
    &time::MODULE,
    &unicodedata::MODULE,
];

/// The embedded library.
pub static FROZEN: Option<FrozenLookup> = Some(frozen::lookup);
