//! Fuzzers that need no extra tool: `fuzz TARGET [--seconds N] [--seed N]`, usually called by `cargo xtask fuzz`.
//!
//! Each runs rounds of random work until the time is over and names the seed of a round that failed; `--seed` without
//! `--seconds` runs that round again. Rounds run in child processes, so that an abort is a finding as well.

mod corpus;
mod grammar;
mod mutate;
mod programs;
mod random;
mod source;
mod supervise;

#[path = "../../crates/hognose-alloc/tests/model/random.rs"]
#[allow(unsafe_code, clippy::unwrap_used, reason = "a test's model")]
mod alloc_model;
#[path = "../../crates/hognose-heap/tests/model/random.rs"]
#[allow(clippy::unwrap_used, reason = "a test's model")]
mod heap_model;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// A target whose rounds run in this program.
pub struct Target {
    name: &'static str,
    round: fn(u64),
    /// Keeps the input of a round that failed.
    save: Option<fn(u64, &Path)>,
}

const TARGETS: &[Target] = &[
    Target { name: "alloc", round: alloc, save: None },
    Target { name: "heap", round: heap, save: None },
    Target { name: "source", round: source::round, save: Some(source::save) },
];

fn alloc(seed: u64) {
    use hognose_alloc::{Config, StdSource};
    let config = match seed % 4 {
        0 => Config::default(),
        1 => Config::default().limit(1 << (20 + seed / 4 % 6)),
        2 => Config::default().debug(true),
        _ => Config::default().source(StdSource),
    };
    alloc_model::run(config, seed, 5_000, 100 << (seed / 8 % 6));
}

fn heap(seed: u64) {
    let stress = if seed % 3 == 0 { 1 + (seed / 3 % 7) as u32 } else { 0 };
    heap_model::run(seed, 200 + (seed / 32 % 2000) as usize, 1 + (seed / 64 % 60) as usize, stress);
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let text = |name: &str| {
        let at = args.iter().position(|arg| arg == name)?;
        args.get(at + 1).cloned()
    };
    let number = |name: &str| text(name)?.parse::<u64>().ok();
    let name = args.first().map_or("", String::as_str);
    let target = TARGETS.iter().find(|target| target.name == name);
    if target.is_none() && name != "programs" {
        eprintln!("usage: fuzz alloc|heap|source|programs [--seconds N] [--seed N] [--binary HOGNOSE]");
        return ExitCode::from(2);
    }
    let since_epoch = std::time::UNIX_EPOCH.elapsed().map_or(1, |time| time.as_nanos() as u64);
    let seed = number("--seed").unwrap_or(since_epoch);
    let again = number("--seed").is_some() && number("--seconds").is_none();
    let seconds = number("--seconds").unwrap_or(60);
    let found = match target {
        Some(target) if again => {
            if let Some(save) = target.save {
                let path = supervise::directory().join(format!("{name}-{seed}.py"));
                save(seed, &path);
                println!("{}", path.display());
            }
            (target.round)(seed);
            0
        }
        Some(target) => match text("--worker") {
            Some(note) => {
                let end = Instant::now() + Duration::from_secs(seconds);
                supervise::work(target, seed, end, Path::new(&note));
                0
            }
            None => supervise::run(target, seed, seconds),
        },
        None => {
            let hognose = text("--binary").map_or_else(|| PathBuf::from("hognose"), PathBuf::from);
            let hognose = std::path::absolute(&hognose).unwrap_or(hognose);
            if again {
                let path = supervise::directory().join(format!("programs-{seed}.py"));
                let _ = std::fs::write(&path, programs::text(seed));
                let what = programs::round(&hognose, seed);
                println!("{}: {}", path.display(), what.as_deref().unwrap_or("nothing found"));
                u32::from(what.is_some())
            } else {
                programs::run(&hognose, seed, seconds)
            }
        }
    };
    if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
