//! Native modules of Hognose, and the embedded pure-Python library.

pub mod abc;
pub mod array;
pub mod base64;
pub mod bisect;
pub mod blake2;
pub mod bytesio;
pub mod cmath;
pub mod collections;
pub mod decimal;
pub mod errno;
pub mod frozen;
pub mod functools;
pub mod hashes;
pub mod heapq;
pub mod itertools;
pub mod json;
pub mod math;
pub mod operator;
pub mod os;
pub mod random;
mod regex;
pub mod sha2;
pub mod sre;
pub mod statistics;
pub mod stringio;
pub mod struct_;
pub mod time;
pub mod unicodedata;
pub mod zlib;

use hognose_vm::import::FrozenLookup;
use hognose_vm::typedef::ModuleDef;

/// Every native module of this crate.
pub static MODULES: &[&ModuleDef] = &[
    &abc::MODULE,
    &array::MODULE,
    &base64::MODULE,
    &bisect::MODULE,
    &blake2::MODULE,
    &bytesio::MODULE,
    &cmath::MODULE,
    &collections::MODULE,
    &decimal::MODULE,
    &errno::MODULE,
    &frozen::MODULE,
    &functools::MODULE,
    &hashes::MD5,
    &hashes::SHA1,
    &hashes::SHA3,
    &heapq::MODULE,
    &itertools::MODULE,
    &json::MODULE,
    &math::MODULE,
    &operator::MODULE,
    &os::MODULE,
    &random::MODULE,
    &sha2::MODULE,
    &sre::MODULE,
    &statistics::MODULE,
    &stringio::MODULE,
    &struct_::MODULE,
    &time::MODULE,
    &unicodedata::MODULE,
    &zlib::MODULE,
];

/// The embedded library.
pub static FROZEN: Option<FrozenLookup> = Some(frozen::lookup);
