//! Slow searches for faults: the corpus under a stressed collector, and the fuzz targets.
//!
//! Neither is part of `ci`; both are deterministic for given arguments where the target allows it.

use crate::TaskResult;
use crate::corpus;
use crate::process::step;
use crate::tree::{self, Build};

/// `cargo xtask stress`: the corpus with a collection at every n-th allocation and debug hooks on.
pub fn run(args: &[String]) -> TaskResult {
    let mut filter = "";
    let mut every = "1000".to_string();
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--every" => every = rest.next().ok_or("--every takes a number")?.clone(),
            name => filter = name,
        }
    }
    let hognose = tree::build(Build::Quick)?;
    let flags = ["--check-heap".to_string(), "--malloc".into(), "debug".into()];
    let env = [("HOGNOSE_STRESS".to_string(), every)];
    corpus::run_corpus(filter, 2, &|program| program.check(&hognose, &flags, &env))
}

/// `cargo xtask fuzz`: runs one of the fuzz binaries for some seconds.
pub fn fuzz(args: &[String]) -> TaskResult {
    let mut target = None;
    let mut seconds = "60".to_string();
    let mut more: Vec<&str> = Vec::new();
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--seconds" => seconds = rest.next().ok_or("--seconds takes a number")?.clone(),
            name if target.is_none() => target = Some(name),
            other => more.push(other),
        }
    }
    let target = target.ok_or("fuzz takes a target: source, programs, alloc, heap")?;
    let mut command =
        vec!["run", "--quiet", "--profile", "quick", "--package", "benchmarks", "--bin", "fuzz"];
    command.extend(["--", target, "--seconds", &seconds]);
    command.extend(more);
    step("fuzz", "cargo", &command, &[])
}
