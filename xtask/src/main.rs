//! The project's tasks, as `cargo xtask TASK`.
//!
//! Each task is a plain function in a module of its own; this file only picks one. Nothing here is
//! part of the interpreter, and nothing of the interpreter is linked in: programs are run through
//! the command `hognose`, as users run them.

mod bench;
mod bench_report;
mod ci;
mod corpus;
mod cpython_tests;
mod faults;
mod hostile;
mod order;
mod process;
mod pyperformance;
mod stress;
mod tidy;
mod tree;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask TASK

  ci                            everything that must pass: tidy, Rust tests, Python programs, hostile programs
  tidy                          formatting, clippy, licences of dependencies, file lengths and module docs
  test-python [FILTER] [--jobs N] [--quick-binary PATH] [--no-oracle] [--plain]
                                run tests/python and examples on Hognose (and compare with CPython);
                                --plain leaves out --check-heap
  bless [FILTER] [--all]        write missing expected outputs (all of them with --all) from CPython
  hostile [FILTER]              programs and source files that ask for too much
  stress [FILTER] [--every N] [--sample N]
                                tests/python (or every N-th program of it) with a collection at every N-th
                                allocation, freed memory poisoned
  fuzz TARGET [--seconds N] [--seed N]
                                run a fuzz target (source, programs, alloc, heap); a seed alone repeats one round
  bench alloc|gc [ARGS..]       the benchmarks of the allocator and of the collector
  bench python [FILTER] [--runs N] [--quick] [--own]
                                programs beside CPython: CPU seconds and peak memory
  startup-order                 list for the linker the functions that a start runs (needs valgrind)
  cpython-tests [MODULE..] [--verbose]
                                CPython's own test modules, as a table
";

/// What a task hands back: `Err` is a message for the terminal, and makes the exit code 1.
pub type TaskResult = Result<(), String>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((task, rest)) = args.split_first() else {
        print!("{HELP}");
        return ExitCode::from(2);
    };
    let result = match task.as_str() {
        "ci" => ci::run(),
        "tidy" => tidy::run(),
        "test-python" => corpus::test(rest),
        "bless" => corpus::bless(rest),
        "hostile" => hostile::run(rest),
        "stress" => stress::run(rest),
        "fuzz" => stress::fuzz(rest),
        "bench" => bench::run(rest),
        "startup-order" => order::run(),
        "cpython-tests" => cpython_tests::run(rest),
        "help" | "-h" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("no task named {other:?}\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask {task}: {message}");
            ExitCode::FAILURE
        }
    }
}
