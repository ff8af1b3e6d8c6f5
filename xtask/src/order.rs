//! Writes the order in which the linker lays out functions: `crates/hognose-cli/startup-order.txt`.
//!
//! Valgrind's callgrind tells which functions a run executes, by symbol. Those of an empty program come first, those of
//! a few small programs behind them; `crates/hognose-cli/build.rs` hands the list to the linker.

use std::collections::HashSet;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::TaskResult;
use crate::tree::{self, Build};

/// What small programs do at their start, from nothing on.
const PROGRAMS: &[&str] = &[
    "",
    "print('hello', 1 + 2)",
    // (Not `time`: valgrind's vDSO is none that rustix can read.)
    "import sys, math\nclass A:\n    def __init__(self, n):\n        self.n = n\nfor i in range(3):\n    print(f'{A(i).n}')",
];

/// `cargo xtask startup-order`
pub fn run() -> TaskResult {
    let hognose = tree::build(Build::Release)?;
    let mut order: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for program in PROGRAMS {
        for symbol in executed(&hognose, program)? {
            if seen.insert(symbol.clone()) {
                order.push(symbol);
            }
        }
    }
    let path = tree::root().join("crates/hognose-cli/startup-order.txt");
    std::fs::write(&path, order.join("\n") + "\n").map_err(|error| format!("{}: {error}", path.display()))?;
    println!("{}: {} functions", tree::shown(&path), order.len());
    Ok(())
}

/// Symbols of Rust functions that a run of `program` executes, sorted.
fn executed(hognose: &Path, program: &str) -> Result<Vec<String>, String> {
    let out = tree::target().join("startup-order.callgrind");
    let status = Command::new("valgrind")
        .args(["--quiet", "--tool=callgrind", "--demangle=no"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(hognose)
        .args(["-c", program])
        .stdout(Stdio::null())
        .status()
        .map_err(|error| format!("cannot run valgrind: {error}"))?;
    if !status.success() {
        return Err(format!("{program:?} failed under valgrind"));
    }
    let report = std::fs::read_to_string(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    let mut symbols: Vec<String> = report
        .lines()
        .filter_map(|line| line.strip_prefix("fn=").or_else(|| line.strip_prefix("cfn=")))
        .filter_map(|name| name.split_once(' '))
        // A recursive call has its depth behind the name: "symbol'2".
        .map(|(_number, symbol)| symbol.split('\'').next().unwrap_or(symbol))
        .filter(|symbol| symbol.starts_with("_ZN") || symbol.starts_with("_R") || *symbol == "main")
        .map(str::to_string)
        .collect();
    symbols.sort();
    symbols.dedup();
    Ok(symbols)
}
