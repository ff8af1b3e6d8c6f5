//! Benchmarks: Python programs beside CPython, and the Rust benchmarks of allocator and collector.
//!
//! Each program runs alternately on Hognose (release build) and on CPython, so that a machine that
//! slows down slows both. Reported are medians. A program that fails or prints something else than
//! CPython is named and kept out of the means, and makes the exit code 1.

use std::path::PathBuf;

use crate::TaskResult;
use crate::bench_report::{self, Row, Sample};
use crate::corpus::last_lines;
use crate::process::{End, Job, step};
use crate::pyperformance;
use crate::tree::{self, Build};

const DEFAULT_RUNS: usize = 3;
const TIMEOUT_SECONDS: u64 = 120;
/// The line by which a program reports a time that it measured itself.
const OWN_TIME: &str = "TIME ";

/// One thing to run on both interpreters.
struct Bench {
    name: String,
    group: String,
    path: PathBuf,
    args: Vec<String>,
    loops: u32,
}

/// `cargo xtask bench`
pub fn run(args: &[String]) -> TaskResult {
    match args.split_first() {
        Some((kind, rest)) if kind == "python" => python(rest),
        Some((kind, rest)) if kind == "alloc" || kind == "gc" => {
            let mut command =
                vec!["run", "--quiet", "--release", "--package", "benchmarks", "--bin", "benchmarks"];
            command.extend(["--", kind]);
            command.extend(rest.iter().map(String::as_str));
            step(kind, "cargo", &command, &[])
        }
        _ => Err("bench takes alloc, gc or python".into()),
    }
}

fn python(args: &[String]) -> TaskResult {
    let mut filter = "";
    let mut runs = DEFAULT_RUNS;
    let mut build = Build::Release;
    let mut own_only = false;
    let mut binary = None;
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--runs" => runs = rest.next().and_then(|n| n.parse().ok()).ok_or("--runs takes a number")?,
            "--quick" => build = Build::Quick,
            "--own" => own_only = true,
            "--binary" => binary = Some(PathBuf::from(rest.next().ok_or("--binary takes a path")?)),
            name => filter = name,
        }
    }
    let hognose = binary.map_or_else(|| tree::build(build), Ok)?;
    let cpython = tree::cpython().ok_or("CPython is what this compares with, and there is none here")?;
    let mut benches = own_programs();
    if !own_only {
        match pyperformance::programs() {
            Ok(programs) => benches.extend(programs.into_iter().map(|p| Bench {
                name: p.name,
                group: p.group.into(),
                path: p.path,
                args: p.args,
                loops: p.loops,
            })),
            Err(fault) => eprintln!("bench: {fault}; its programs are left out"),
        }
    }
    let wanted: Vec<&str> = filter.split(',').collect();
    benches.retain(|bench| wanted.iter().any(|name| bench.name.contains(name) || bench.group == *name));
    bench_report::print_header(&hognose, &cpython);
    let mut rows = Vec::new();
    for bench in &benches {
        let row = bench.measure(&hognose, &cpython, runs);
        bench_report::print_row(&row);
        rows.push(row);
    }
    bench_report::print_means(&rows);
    let path = tree::target().join("bench/python.json");
    bench_report::write_json(&path, &rows)?;
    println!("written: {}", tree::shown(&path));
    let failed = rows.iter().filter(|row| row.fault.is_some()).count();
    if failed == 0 { Ok(()) } else { Err(format!("{failed} programs failed")) }
}

/// `benchmarks/python`: each file says its group and its modes in comments at its top.
fn own_programs() -> Vec<Bench> {
    let dir = tree::root().join("benchmarks/python");
    let mut benches = Vec::new();
    for path in tree::files(&dir, &|path| tree::has_extension(path, "py")) {
        let source = std::fs::read_to_string(&path).unwrap_or_default();
        let value = |key: &str| {
            let prefix = format!("# {key}: ");
            source.lines().find_map(|line| line.strip_prefix(&prefix)).unwrap_or("").to_string()
        };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_string();
        let modes = value("modes");
        let bench = |name: String, args: Vec<String>| Bench {
            name,
            group: value("group"),
            path: path.clone(),
            args,
            loops: 1,
        };
        if modes.is_empty() {
            benches.push(bench(stem.clone(), vec![]));
        }
        benches
            .extend(modes.split_whitespace().map(|mode| bench(format!("{stem}/{mode}"), vec![mode.into()])));
    }
    benches
}

impl Bench {
    fn measure(&self, hognose: &std::path::Path, cpython: &std::path::Path, runs: usize) -> Row {
        let mut ours = Vec::new();
        let mut theirs = Vec::new();
        let mut fault = None;
        for _ in 0..runs {
            let (mine, peer) = (self.run_once(hognose), self.run_once(cpython));
            match (mine, peer) {
                (Ok((sample, printed)), Ok((peer, expected))) => {
                    if printed != expected {
                        fault = Some("prints something else than CPython".to_string());
                    }
                    ours.push(sample);
                    theirs.push(peer);
                }
                (Err(mine), _) => fault = Some(mine),
                (_, Err(peer)) => fault = Some(format!("CPython: {peer}")),
            }
            if fault.is_some() {
                break;
            }
        }
        Row { name: self.name.clone(), group: self.group.clone(), ours, theirs, fault }
    }

    fn run_once(&self, interpreter: &std::path::Path) -> Result<(Sample, String), String> {
        let shim = tree::root().join("benchmarks/pyperf_shim");
        let outcome = Job::new(interpreter)
            .arg(&self.path)
            .args(&self.args)
            .env("PYTHONPATH", format!("{}:{}", shim.display(), pyperformance::requirements().display()))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("HOGNOSE_LOOPS", self.loops.to_string())
            .timeout(TIMEOUT_SECONDS)
            .run()?;
        if outcome.end != End::Exit(0) {
            return Err(format!("{}: {}", outcome.end, last_lines(&outcome.stderr, 1)));
        }
        let text = String::from_utf8_lossy(&outcome.stdout);
        let own_seconds = text.lines().find_map(|line| line.strip_prefix(OWN_TIME)?.trim().parse().ok());
        let printed = text.lines().filter(|line| !line.starts_with(OWN_TIME)).collect::<Vec<_>>().join("\n");
        let sample = Sample {
            cpu_seconds: outcome.cpu.as_secs_f64(),
            wall_seconds: outcome.wall.as_secs_f64(),
            peak_rss_bytes: outcome.peak_rss_bytes as f64,
            own_seconds,
        };
        Ok((sample, printed))
    }
}
