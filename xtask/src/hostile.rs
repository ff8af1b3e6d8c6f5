//! Programs and source files that ask for too much: the interpreter must refuse and go on.
//!
//! Programs stand in `tests/hostile`: each provokes MemoryError or RecursionError, catches it, and
//! ends with a line that starts `works on`. They run at two heap limits, once as they are, when the resident size
//! counts, and once under `--check-heap`, whose own tables stand beside the heap.
//! Source files (a million parentheses and the like) are made here, not committed: for them any
//! ordinary exit code will do, and a signal never.

use std::path::{Path, PathBuf};

use crate::TaskResult;
use crate::corpus::{in_parallel, last_lines};
use crate::process::{End, Job};
use crate::tree::{self, Build};

const LIMITS_MIB: [u64; 2] = [16, 64];
/// What the process may take beside its private heap: code, native stacks, foreign buffers.
const MARGIN_MIB: u64 = 16;
const MIB: u64 = 1 << 20;
/// A net for programs that wait; on a busy machine wall time says nothing.
const TIMEOUT_SECONDS: u64 = 300;
/// CPU time that a program may take, on a build with debug assertions.
const CPU_SECONDS: u64 = 30;
/// The line that a hostile program ends with, once it has shown that the interpreter still works.
const LAST_LINE: &str = "works on";

/// Programs and sources of `tests/hostile/xfail.txt`: known to fail, not run.
fn known_failures() -> Vec<String> {
    let list = std::fs::read_to_string(tree::root().join("tests/hostile/xfail.txt")).unwrap_or_default();
    let names = list.lines().map(|line| line.split('#').next().unwrap_or("").trim());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// `cargo xtask hostile`
pub fn run(args: &[String]) -> TaskResult {
    let mut filter = "";
    let mut binary = None;
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--quick-binary" => {
                binary = Some(PathBuf::from(rest.next().ok_or("--quick-binary takes a path")?))
            }
            name => filter = name,
        }
    }
    let hognose = binary.map_or_else(|| tree::build(Build::Quick), Ok)?;
    let hognose = std::path::absolute(hognose).map_err(|error| error.to_string())?;
    let programs = tree::files(&tree::root().join("tests/hostile"), &|path| tree::has_extension(path, "py"));
    let known = known_failures();
    let programs: Vec<PathBuf> =
        programs.into_iter().filter(|path| !known.iter().any(|name| path.ends_with(name))).collect();
    let mut cases: Vec<(PathBuf, u64)> = Vec::new();
    for program in programs.iter().filter(|path| tree::shown(path).contains(filter)) {
        cases.extend(LIMITS_MIB.map(|limit| (program.clone(), limit)));
    }
    let results = in_parallel(&cases, 2, &|(path, limit)| run_program(&hognose, path, *limit));
    let mut failed = 0;
    for ((path, limit), result) in cases.iter().zip(&results) {
        if let Err(fault) = result {
            failed += 1;
            println!("FAIL {} at {limit} MiB\n    {}", tree::shown(path), fault.replace('\n', "\n    "));
        }
    }
    println!("Hostile programs: {} passed, {failed} failed", cases.len() - failed);
    let sources: Vec<Source> = sources()?
        .into_iter()
        .filter(|source| source.name.contains(filter) && !known.contains(&source.name.to_string()))
        .collect();
    let results = in_parallel(&sources, 2, &|source| run_source(&hognose, source));
    let mut bad_sources = 0;
    for (source, result) in sources.iter().zip(&results) {
        if let Err(fault) = result {
            bad_sources += 1;
            println!("FAIL source {}\n    {}", source.name, fault.replace('\n', "\n    "));
        }
    }
    println!("Hostile source files: {} passed, {bad_sources} failed", sources.len() - bad_sources);
    if failed + bad_sources == 0 { Ok(()) } else { Err(format!("{} failed", failed + bad_sources)) }
}

fn run_program(hognose: &Path, path: &Path, limit_mib: u64) -> Result<(), String> {
    let mut faults = Vec::new();
    for check in [false, true] {
        let outcome = Job::new(hognose)
            .args(["--heap-limit".to_string(), format!("{limit_mib}M")])
            .args(check.then_some("--check-heap"))
            .arg(path)
            .timeout(TIMEOUT_SECONDS)
            .run()?;
        if outcome.end != End::Exit(0) {
            faults.push(format!("{}\n{}", outcome.end, last_lines(&outcome.stderr, 6)));
        }
        let text = String::from_utf8_lossy(&outcome.stdout);
        if !text.lines().last().is_some_and(|line| line.starts_with(LAST_LINE)) {
            faults.push(format!("does not end with {LAST_LINE:?}: {:?}", text.lines().last().unwrap_or("")));
        }
        if outcome.cpu.as_secs() > CPU_SECONDS {
            faults.push(format!("{:.0} s of CPU time, more than {CPU_SECONDS}", outcome.cpu.as_secs_f64()));
        }
        let peak = outcome.peak_rss_bytes;
        if !check && peak > (limit_mib + MARGIN_MIB) * MIB {
            faults.push(format!("peak {} MiB, more than {limit_mib} + {MARGIN_MIB}", peak / MIB));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// A source file made to break a front end, or a path that is no file.
struct Source {
    name: &'static str,
    path: PathBuf,
    /// The exit codes that are right; empty: any ordinary one.
    exits: &'static [i32],
}

fn sources() -> Result<Vec<Source>, String> {
    const MILLION: usize = 1_000_000;
    let dir = tree::target().join("hostile");
    std::fs::create_dir_all(&dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let nested_blocks: String = (0..500).map(|depth| format!("{}if 1:\n", " ".repeat(depth))).collect();
    let texts: Vec<(&'static str, Vec<u8>, &'static [i32])> = vec![
        ("invalid_utf8", b"x = '\xff\xfe'\n".to_vec(), &[1]),
        ("nul_bytes", b"x = 1\0\nprint(x)\n".to_vec(), &[1]),
        ("only_nul", vec![0; 1000], &[1]),
        ("parentheses", "(".repeat(MILLION).into(), &[1]),
        ("closed_parentheses", format!("{}1{}\n", "(".repeat(MILLION), ")".repeat(MILLION)).into(), &[1]),
        ("brackets", "[".repeat(MILLION).into(), &[1]),
        ("braces", "{".repeat(MILLION).into(), &[1]),
        ("sum", format!("x = 1{}\n", "+1".repeat(MILLION)).into(), &[]),
        ("attributes", format!("a{}\n", ".b".repeat(MILLION)).into(), &[1]),
        ("subscripts", format!("a{}\n", "[0]".repeat(MILLION)).into(), &[1]),
        ("calls", format!("a{}\n", "()".repeat(MILLION)).into(), &[1]),
        ("minus", format!("x = {}1\n", "-".repeat(MILLION)).into(), &[]),
        ("not", format!("x = {}1\n", "not ".repeat(MILLION)).into(), &[]),
        ("power", format!("x = 1{}\n", "**1".repeat(MILLION)).into(), &[]),
        ("comparison", format!("x = 1{}\n", "<1".repeat(MILLION)).into(), &[]),
        ("lambda", format!("x = {}1\n", "lambda: ".repeat(100_000)).into(), &[]),
        ("ternary", format!("x = {}1\n", "1 if 1 else ".repeat(100_000)).into(), &[]),
        ("nested_blocks", format!("{nested_blocks}{}pass\n", " ".repeat(500)).into(), &[]),
        ("elif", format!("if 0: pass\n{}", "elif 0: pass\n".repeat(100_000)).into(), &[]),
        ("nested_fstring", format!("x = {}1{}\n", "f'{".repeat(1000), "}'".repeat(1000)).into(), &[]),
        ("long_string", format!("x = '{}'\n", "a".repeat(10 * MILLION)).into(), &[]),
        ("long_number", format!("x = {}\n", "9".repeat(MILLION)).into(), &[]),
        ("long_line", format!("x = [{}]\n", "1,".repeat(MILLION)).into(), &[]),
        ("many_lines", "a = 1\n".repeat(MILLION).into(), &[]),
        ("many_names", (0..100_000).map(|n| format!("n{n} = {n}\n")).collect::<String>().into(), &[]),
        ("many_arguments", format!("def f({}): pass\n", names(5000)).into(), &[]),
        ("many_targets", format!("{} = range(5000)\n", names(5000)).into(), &[]),
        ("unclosed_string", b"x = 'abc".to_vec(), &[1]),
        ("decorators", format!("{}def f(): pass\n", "@int\n".repeat(100_000)).into(), &[]),
        ("with_items", format!("with {}1: pass\n", "1,".repeat(10_000)).into(), &[1]),
    ];
    let mut sources = Vec::new();
    for (name, text, exits) in texts {
        let path = dir.join(format!("{name}.py"));
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        sources.push(Source { name, path, exits });
    }
    sources.push(Source { name: "missing_file", path: dir.join("no such file.py"), exits: &[1, 2] });
    sources.push(Source { name: "directory", path: dir, exits: &[1, 2] });
    Ok(sources)
}

fn names(count: usize) -> String {
    (0..count).map(|n| format!("a{n}")).collect::<Vec<_>>().join(", ")
}

fn run_source(hognose: &Path, source: &Source) -> Result<(), String> {
    for limit in [None, Some("64M")] {
        let outcome = Job::new(hognose)
            .args(limit.into_iter().flat_map(|size| ["--heap-limit", size]))
            .arg(&source.path)
            .timeout(TIMEOUT_SECONDS)
            .run()?;
        let ordinary = matches!(outcome.end, End::Exit(0..=2));
        let expected = match outcome.end {
            End::Exit(code) => source.exits.is_empty() || source.exits.contains(&code),
            _ => false,
        };
        if !ordinary || !expected {
            let stderr = last_lines(&outcome.stderr, 4);
            return Err(format!("{} {}\n{:.600}", limit.unwrap_or("no limit"), outcome.end, stderr));
        }
        let silent = outcome.end != End::Exit(0) && outcome.stderr.is_empty();
        if silent {
            return Err(format!("{} without a message", outcome.end));
        }
    }
    Ok(())
}
