//! Fuzzers that need no extra tool: `fuzz TARGET [--seconds N] [--seed N]`. Each runs rounds of random operations until the
//! time is over and names the seed of a round that failed, which `--seed` runs again.

#[path = "../../../crates/hognose-alloc/tests/model/random.rs"]
#[allow(unsafe_code, clippy::unwrap_used, reason = "a test's model")]
mod alloc_model;

use std::panic::catch_unwind;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use hognose_alloc::{Config, StdSource};

/// One round of a target from a seed.
type Round = fn(u64);

const TARGETS: [(&str, Round); 1] = [("alloc", alloc)];

fn alloc(seed: u64) {
    let config = match seed % 4 {
        0 => Config::default(),
        1 => Config::default().limit(1 << (20 + seed / 4 % 6)),
        2 => Config::default().debug(true),
        _ => Config::default().source(StdSource),
    };
    alloc_model::run(config, seed, 5_000, 100 << (seed / 8 % 6));
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = args.iter().position(|arg| arg == name)?;
        args.get(at + 1)?.parse::<u64>().ok()
    };
    let Some((name, round)) =
        TARGETS.into_iter().find(|(name, _)| args.first().is_some_and(|arg| arg == name))
    else {
        let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        eprintln!("usage: fuzz TARGET [--seconds N] [--seed N]; targets: {}", names.join(", "));
        return ExitCode::from(2);
    };
    if let Some(seed) = value("--seed") {
        round(seed);
        return ExitCode::SUCCESS;
    }
    let end = Instant::now() + Duration::from_secs(value("--seconds").unwrap_or(60));
    let since_epoch = std::time::UNIX_EPOCH.elapsed().map_or(1, |time| time.as_nanos() as u64);
    let mut seed = since_epoch | 1;
    let mut rounds = 0;
    while Instant::now() < end {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407).max(1);
        if catch_unwind(|| round(seed)).is_err() {
            eprintln!("fuzz {name}: failed; run again with: fuzz {name} --seed {seed}");
            return ExitCode::FAILURE;
        }
        rounds += 1;
    }
    println!("fuzz {name}: {rounds} rounds");
    ExitCode::SUCCESS
}
