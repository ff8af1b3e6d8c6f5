//! The Python corpus: runs `tests/python` and `examples`, and blesses expected outputs.
//!
//! A program is a `.py` file with a `.out` file beside it: what it prints on stdout. Files without
//! one are modules that programs import. Comment lines at a program's top may say:
//! `# args: A B`, `# flags: --heap-limit 64M` (Hognose's options), `# exit: 1` (expected code),
//! `# oracle: none` (CPython cannot run it; its `.out` is written by hand and reviewed).
//!
//! # Invariants
//! - O1: `bless` takes output from CPython alone, never from Hognose.
//! - O2: a program named in `tests/python/xfail.txt` that passes is an error.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::TaskResult;
use crate::process::{End, Job};
use crate::tree::{self, Build};

const TIMEOUT_SECONDS: u64 = 60;
const ADDRESS_SPACE_BYTES: u64 = 16 << 30;
/// Where programs with expected outputs stand.
const ROOTS: [&str; 2] = ["tests/python", "examples"];

/// A program of the corpus with what its head says.
pub struct Program {
    pub path: PathBuf,
    pub args: Vec<String>,
    pub flags: Vec<String>,
    pub exit: i32,
    pub oracle: bool,
}

impl Program {
    fn read(path: PathBuf) -> Program {
        let source = std::fs::read(&path).unwrap_or_default();
        let mut program = Program { path, args: vec![], flags: vec![], exit: 0, oracle: true };
        for line in String::from_utf8_lossy(&source).lines().take_while(|line| line.starts_with('#')) {
            let Some((key, value)) = line.trim_start_matches('#').trim().split_once(':') else { continue };
            let words = || value.split_whitespace().map(str::to_string).collect();
            match key {
                "args" => program.args = words(),
                "flags" => program.flags = words(),
                "exit" => program.exit = value.trim().parse().unwrap_or(0),
                "oracle" => program.oracle = value.trim() != "none",
                _ => {}
            }
        }
        program
    }

    /// The program's name in reports and in `xfail.txt`.
    pub fn name(&self) -> String {
        tree::shown(&self.path)
    }

    fn expected_path(&self) -> PathBuf {
        self.path.with_extension("out")
    }

    fn job(&self, interpreter: &Path, flags: &[String]) -> Job {
        let dir = self.path.parent().unwrap_or(Path::new("."));
        let file = self.path.file_name().unwrap_or_default();
        Job::new(interpreter)
            .args(flags)
            .arg(file)
            .args(&self.args)
            .cwd(dir)
            .timeout(TIMEOUT_SECONDS)
            .address_space(ADDRESS_SPACE_BYTES)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHONIOENCODING", "utf-8")
    }

    fn run_on_cpython(&self, python: &Path) -> Result<Vec<u8>, String> {
        let outcome = self.job(python, &["-X".into(), "utf8".into()]).run()?;
        if outcome.end == End::Exit(self.exit) {
            return Ok(outcome.stdout);
        }
        Err(format!("CPython: {}\n{}", outcome.end, last_lines(&outcome.stderr, 12)))
    }

    /// Runs the program on Hognose; `Err` tells how it went wrong.
    pub fn check(&self, hognose: &Path, more: &[String], env: &[(String, String)]) -> Result<(), String> {
        let flags: Vec<String> = more.iter().chain(&self.flags).cloned().collect();
        let mut job = self.job(hognose, &flags);
        job.env.extend(env.iter().cloned());
        let outcome = job.run()?;
        let expected =
            std::fs::read(self.expected_path()).map_err(|error| format!("no .out file: {error}"))?;
        let mut faults = Vec::new();
        if outcome.end != End::Exit(self.exit) {
            faults.push(format!("{}, expected exit code {}", outcome.end, self.exit));
            faults.push(last_lines(&outcome.stderr, 12));
        }
        if outcome.stdout != expected {
            faults.push(first_difference(&expected, &outcome.stdout));
        }
        if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
    }
}

/// All programs whose name contains `filter`.
pub fn programs(filter: &str) -> Vec<Program> {
    let keep = |path: &Path| tree::has_extension(path, "py");
    let files = ROOTS.iter().flat_map(|dir| tree::files(&tree::root().join(dir), &keep));
    let with_output = files.filter(|path| path.with_extension("out").exists());
    with_output.map(Program::read).filter(|program| program.name().contains(filter)).collect()
}

/// `cargo xtask test-python`
pub fn test(args: &[String]) -> TaskResult {
    let mut filter = "";
    let mut jobs = 2;
    let mut binary = None;
    let mut use_oracle = true;
    let mut flags = vec!["--check-heap".to_string()];
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--jobs" => jobs = rest.next().and_then(|n| n.parse().ok()).ok_or("--jobs takes a number")?,
            "--quick-binary" => {
                binary = Some(PathBuf::from(rest.next().ok_or("--quick-binary takes a path")?))
            }
            "--no-oracle" => use_oracle = false,
            "--plain" => flags.clear(),
            name => filter = name,
        }
    }
    let hognose = match binary {
        Some(path) => std::path::absolute(&path).map_err(|error| error.to_string())?,
        None => tree::build(Build::Quick)?,
    };
    run_corpus(filter, jobs, &|program| program.check(&hognose, &flags, &[]))?;
    if use_oracle { check_expected_outputs(filter, jobs) } else { Ok(()) }
}

/// Runs `check` on every program, prints the failures and a summary; `Err` if any is unexpected.
pub fn run_corpus(
    filter: &str,
    jobs: usize,
    check: &(dyn Fn(&Program) -> Result<(), String> + Sync),
) -> TaskResult {
    run_programs(programs(filter), jobs, check)
}

/// As `run_corpus`, for these programs.
pub fn run_programs(
    programs: Vec<Program>,
    jobs: usize,
    check: &(dyn Fn(&Program) -> Result<(), String> + Sync),
) -> TaskResult {
    let expected_failures = expected_failures()?;
    let results = in_parallel(&programs, jobs, check);
    let (mut passed, mut failed, mut expected) = (0, 0, 0);
    for (program, result) in programs.iter().zip(results) {
        let name = program.name();
        match (result, expected_failures.contains(&name)) {
            (Ok(()), false) => passed += 1,
            (Err(_), true) => expected += 1,
            (Ok(()), true) => {
                failed += 1;
                println!(
                    "FAIL {name}\n    passes, but tests/python/xfail.txt names it: take it off the list"
                );
            }
            (Err(fault), false) => {
                failed += 1;
                println!("FAIL {name}\n    {}", fault.trim_end().replace('\n', "\n    "));
            }
        }
    }
    println!("Python programs: {passed} passed, {failed} failed, {expected} expected failures");
    if failed == 0 { Ok(()) } else { Err(format!("{failed} Python programs failed")) }
}

/// Compares the committed expected outputs with the installed CPython's, if there is one.
fn check_expected_outputs(filter: &str, jobs: usize) -> TaskResult {
    let Some(python) = tree::cpython() else {
        println!("CPython: not installed; the committed expected outputs stand alone");
        return Ok(());
    };
    let mut programs = programs(filter);
    programs.retain(|program| program.oracle);
    let check = |program: &Program| {
        let actual = program.run_on_cpython(&python)?;
        let expected = std::fs::read(program.expected_path()).unwrap_or_default();
        if actual == expected { Ok(()) } else { Err(first_difference(&expected, &actual)) }
    };
    let results = in_parallel(&programs, jobs, &check);
    let mut stale = 0;
    for (program, result) in programs.iter().zip(results) {
        if let Err(fault) = result {
            stale += 1;
            println!("STALE {}\n    {}", program.name(), fault.replace('\n', "\n    "));
        }
    }
    println!("CPython ({}): {} outputs agree, {stale} differ", python.display(), programs.len() - stale);
    if stale == 0 { Ok(()) } else { Err(format!("{stale} expected outputs are not CPython's")) }
}

/// `cargo xtask bless`
pub fn bless(args: &[String]) -> TaskResult {
    let all = args.iter().any(|arg| arg == "--all");
    let filter = args.iter().find(|arg| !arg.starts_with("--")).map_or("", String::as_str);
    let python = tree::cpython().ok_or("expected outputs come from CPython alone, and there is none here")?;
    let is_program = |path: &Path| {
        // A file that is below a package or starts with an underscore is imported, not run.
        tree::has_extension(path, "py")
            && !path.with_file_name("__init__.py").exists()
            && path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('_'))
    };
    let (mut written, mut failed) = (0, 0);
    for path in ROOTS.iter().flat_map(|dir| tree::files(&tree::root().join(dir), &is_program)) {
        let program = Program::read(path);
        let blessed = program.expected_path().exists();
        if !program.oracle || !program.name().contains(filter) || (blessed && !all) {
            continue;
        }
        // Twice: what differs from run to run (hash seeds, addresses) is no expected output.
        let pair = program.run_on_cpython(&python).and_then(|first| {
            let second = program.run_on_cpython(&python)?;
            if first == second { Ok(first) } else { Err(first_difference(&first, &second)) }
        });
        match pair {
            Ok(output) => {
                std::fs::write(program.expected_path(), output).map_err(|error| error.to_string())?;
                written += 1;
            }
            Err(fault) => {
                failed += 1;
                println!("NOT BLESSED {}\n    {}", program.name(), fault.replace('\n', "\n    "));
            }
        }
    }
    println!("{written} expected outputs written, {failed} refused");
    if failed == 0 { Ok(()) } else { Err("some programs cannot be blessed".into()) }
}

fn expected_failures() -> Result<BTreeSet<String>, String> {
    let path = tree::root().join("tests/python/xfail.txt");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or("").trim());
    let names: BTreeSet<String> = lines.filter(|line| !line.is_empty()).map(str::to_string).collect();
    match names.iter().find(|name| !tree::root().join(name).exists()) {
        Some(gone) => Err(format!("tests/python/xfail.txt names {gone}, which does not exist")),
        None => Ok(names),
    }
}

/// Applies `check` to all items on `jobs` threads; results in the items' order.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], jobs: usize, check: &(dyn Fn(&T) -> R + Sync)) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            scope.spawn(|| {
                while let Some((index, item)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    items.get(index).map(|item| (index, item))
                } {
                    let result = check(item);
                    if let Ok(mut done) = done.lock() {
                        done.push((index, result));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn first_difference(expected: &[u8], actual: &[u8]) -> String {
    let (expected, actual) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(actual));
    let (mut left, mut right) = (expected.lines(), actual.lines());
    let mut line = 0;
    loop {
        line += 1;
        match (left.next(), right.next()) {
            (Some(a), Some(b)) if a == b => {}
            (None, None) => return "outputs differ in line ends".into(),
            (a, b) => {
                let show =
                    |text: Option<&str>| text.map_or("(end of output)".into(), |t| format!("{t:.300}"));
                return format!("line {line}\n  expected: {}\n  printed:  {}", show(a), show(b));
            }
        }
    }
}

/// The last lines of a process's stderr.
pub fn last_lines(bytes: &[u8], count: usize) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}
