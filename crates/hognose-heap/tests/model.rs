//! The model of random.rs with fixed seeds; `cargo xtask fuzz heap` runs it with others.

#[path = "model/random.rs"]
#[allow(clippy::unwrap_used, reason = "a test's model")]
mod random;

use random::run;

#[test]
fn random_programs_agree_with_reachability() {
    for seed in 0..150 {
        run(seed, 300, 1 + seed as usize % 7, 0);
    }
}

#[test]
fn long_random_programs_agree_with_reachability() {
    for seed in 1000..1004 {
        run(seed, 6000, 97, 0);
    }
}

#[test]
fn stressed_random_programs_agree_with_reachability() {
    for seed in 2000..2020 {
        run(seed, 400, 11, 1 + seed as u32 % 5);
    }
}
