//! The allocator against a model, on all kinds of heaps.
#![allow(unsafe_code, clippy::unwrap_used, reason = "tests")]

#[path = "model/random.rs"]
mod random;

use hognose_alloc::{Config, StdSource};
use random::run;

#[test]
fn random_operations() {
    for seed in 1..6 {
        run(Config::default(), seed * 0x9E37_79B9, 20_000, 3000);
    }
}

#[test]
fn random_operations_under_a_limit() {
    for seed in 1..4 {
        run(Config::default().limit(8 << 20), seed * 0x9E37_79B9, 20_000, 3000);
    }
}

#[test]
fn random_operations_with_debug_hooks() {
    for seed in 1..3 {
        run(Config::default().debug(true), seed * 0x1234_5679, 10_000, 1500);
    }
    run(Config::default().debug(true).limit(6 << 20), 99, 10_000, 1500);
}

#[test]
fn random_operations_on_std_alloc() {
    run(Config::default().source(StdSource), 77, if cfg!(miri) { 40 } else { 10_000 }, 500);
}
