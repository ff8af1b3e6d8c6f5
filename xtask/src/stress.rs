//! Searches for faults: the corpus under a stressed collector, and the fuzz targets.
//!
//! `ci` runs a short part of each; both are deterministic for given arguments where the target allows it.

use std::path::PathBuf;

use crate::TaskResult;
use crate::corpus;
use crate::process::step;
use crate::tree::{self, Build};

/// `cargo xtask stress`: the corpus with a collection at every n-th allocation and debug hooks on.
pub fn run(args: &[String]) -> TaskResult {
    let mut filter = "";
    let mut every = "1000".to_string();
    let mut binary = None;
    let mut sample = 1;
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--every" => every = rest.next().ok_or("--every takes a number")?.clone(),
            "--sample" => {
                sample = rest.next().and_then(|n| n.parse().ok()).ok_or("--sample takes a number")?;
            }
            "--quick-binary" => {
                binary = Some(PathBuf::from(rest.next().ok_or("--quick-binary takes a path")?))
            }
            name => filter = name,
        }
    }
    let hognose = binary.map_or_else(|| tree::build(Build::Quick), Ok)?;
    let hognose = std::path::absolute(hognose).map_err(|error| error.to_string())?;
    let flags = ["--check-heap", "--malloc", "debug", "--gc-stress", &every].map(str::to_string);
    let programs =
        corpus::programs(filter).into_iter().filter(|program| !knows_the_collector(&program.name()));
    let programs = programs.step_by(sample.max(1)).collect();
    corpus::run_programs(programs, 2, &|program| program.check(&hognose, &flags, &[]))
}

/// Programs that print when collections happen, which is what stress changes.
fn knows_the_collector(name: &str) -> bool {
    KNOW_THE_COLLECTOR.iter().any(|part| name.contains(part))
}

const KNOW_THE_COLLECTOR: &[&str] = &["memory/gc_", "tour", "examples/"];

/// `cargo xtask fuzz`: runs a fuzz target for some seconds.
pub fn fuzz(args: &[String]) -> TaskResult {
    let target = args.first().ok_or("fuzz takes a target: alloc, heap, source, programs")?;
    let mut command: Vec<String> =
        ["run", "--quiet", "--profile", "quick", "--package", "fuzz", "--"].map(str::to_string).to_vec();
    let mut rest: Vec<String> = args.to_vec();
    if let Some(at) = rest.iter().position(|arg| arg == "--quick-binary") {
        rest[at] = "--binary".to_string();
    } else if target == "programs" && !rest.iter().any(|arg| arg == "--binary") {
        let hognose = tree::build(Build::Quick)?;
        rest.extend(["--binary".to_string(), hognose.display().to_string()]);
    }
    command.extend(rest);
    let command: Vec<&str> = command.iter().map(String::as_str).collect();
    step("fuzz", "cargo", &command, &[])
}
