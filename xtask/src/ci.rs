//! The one command that says whether the tree is good: `cargo xtask ci`.
//!
//! Every step runs even when an earlier one failed, so that one run shows everything; only steps
//! that need the interpreter are left out when it does not build.

use std::process::Command;
use std::time::Instant;

use crate::TaskResult;
use crate::process::step;
use crate::tree::{self, Build};
use crate::{corpus, faults, hostile, stress, tidy};

/// Fuzzing that every run of `ci` does; more of it by `cargo xtask fuzz`.
const FUZZ_SECONDS: &str = "10";

/// `cargo xtask ci`
pub fn run() -> TaskResult {
    let start = Instant::now();
    let mut faults: Vec<String> = Vec::new();
    let mut note = |what: &str, result: TaskResult| {
        if let Err(fault) = result {
            faults.push(format!("{what}: {fault}"));
        }
    };
    note("tidy", tidy::run());
    note("rust tests", rust_tests());
    match tree::build(Build::Quick) {
        Ok(hognose) => {
            let binary = ["--quick-binary".to_string(), hognose.display().to_string()];
            note("python programs", corpus::test(&binary));
            note("injected faults", faults::run(&hognose));
            note("hostile programs", hostile::run(&binary));
            let [flag, path] = binary;
            let stressed = ["--sample", "15", "--every", "200"].map(str::to_string);
            note("stress", stress::run(&[&[flag, path][..], &stressed].concat()));
            for target in ["source", "programs"] {
                let args = [target, "--seconds", FUZZ_SECONDS].map(str::to_string);
                note("fuzz", stress::fuzz(&args));
            }
        }
        Err(fault) => note("interpreter", Err(fault)),
    }
    println!("ci: {:.0} s", start.elapsed().as_secs_f64());
    for fault in &faults {
        println!("ci: FAILED {fault}");
    }
    if faults.is_empty() { Ok(()) } else { Err(format!("{} of the steps failed", faults.len())) }
}

/// All Rust tests: with cargo-nextest where it is installed, and the examples in docs.
fn rust_tests() -> TaskResult {
    let has_nextest =
        Command::new("cargo").args(["nextest", "--version"]).output().is_ok_and(|out| out.status.success());
    if has_nextest {
        let args = ["nextest", "run", "--workspace", "--no-tests=pass", "--no-fail-fast"];
        let units = step("rust tests", "cargo", &args, &[]);
        let docs = step("doc tests", "cargo", &["test", "--quiet", "--workspace", "--doc"], &[]);
        units.and(docs)
    } else {
        step("rust tests", "cargo", &["test", "--workspace", "--no-fail-fast"], &[])
    }
}
