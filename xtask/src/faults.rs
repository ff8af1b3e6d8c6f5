//! Shows that the heap check can fail: faults are injected, and each must be named and end in exit code 70.

use std::path::Path;

use crate::TaskResult;
use crate::process::{End, Job};

/// What is injected, when it is seen, and a part of what is said about it.
const FAULTS: &[(&str, &str, &str)] = &[
    ("leak", "at exit", "left over: instance"),
    ("count", "at exit", "left over"),
    ("total", "failed", "counted as used"),
    ("count@start", "at a full collection", "above its references"),
    ("total@start", "at a full collection", "counted as used"),
];

const PROGRAM: &str = "import gc\ndata = [[i] for i in range(100)]\ngc.collect()\nprint(len(data))\n";
/// The exit code of a failed check.
const EXIT_HEAP: i32 = 70;

/// Runs a program once without a fault and once with each.
pub fn run(hognose: &Path) -> TaskResult {
    let job = || Job::new(hognose).arg("--check-heap");
    let clean = job().args(["-c", PROGRAM]).run()?;
    let mut wrong = Vec::new();
    if clean.end != End::Exit(0) || !clean.stderr.is_empty() {
        wrong.push(format!("without a fault: {}\n{}", clean.end, String::from_utf8_lossy(&clean.stderr)));
    }
    for (fault, when, what) in FAULTS {
        let outcome = job().args(["--inject-fault", fault, "-c", PROGRAM]).run()?;
        let stderr = String::from_utf8_lossy(&outcome.stderr);
        if outcome.end != End::Exit(EXIT_HEAP) || !stderr.contains(when) || !stderr.contains(what) {
            wrong.push(format!(
                "fault {fault}: {}; expected {EXIT_HEAP}, {when:?} and {what:?} in\n{stderr:.600}",
                outcome.end
            ));
        }
    }
    println!("Injected faults: {} seen, {} not", FAULTS.len() + 1 - wrong.len(), wrong.len());
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}
