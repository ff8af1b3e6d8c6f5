//! PyPI's pyperformance: fetched into `target/`, never committed, and run unchanged.
//!
//! Its programs import `pyperf`; `benchmarks/pyperf_shim` stands in for it. Loops are chosen so
//! that CPython 3.11 takes about half a second to two seconds.

use std::path::PathBuf;
use std::process::Command;

use crate::tree;

/// The programs of issue 3's first bar.
const CORE: &[&str] = &[
    "nbody",
    "richards",
    "deltablue",
    "float",
    "spectral_norm",
    "fannkuch",
    "nqueens",
    "generators",
    "unpack_sequence",
    "comprehensions",
];

/// The others of its second bar: two that it names and ten more. Whatever else the table has is run and reported beside them.
const MORE: &[&str] = &[
    "gc_collect",
    "gc_traversal",
    "argparse:subparsers",
    "barnes_hut",
    "chaos",
    "crypto_pyaes",
    "go",
    "json_dumps",
    "pidigits",
    "pyflate",
    "raytrace",
    "typing_runtime_protocols",
];

/// What some programs import beside pyperf, at the versions that their requirements name. Pure Python.
const REQUIREMENTS: &[&str] = &["pyaes==1.6.1", "tomli==2.0.1"];

/// Name (after a colon, which of its benchmarks), loops, arguments.
const PROGRAMS: &[(&str, u32, &str)] = &[
    ("nbody", 8, ""),
    ("richards", 14, ""),
    ("deltablue", 150, ""),
    ("float", 10, ""),
    ("spectral_norm", 7, ""),
    ("fannkuch", 2, ""),
    ("nqueens", 10, ""),
    ("generators", 4, ""),
    ("unpack_sequence", 20_000, ""),
    ("comprehensions", 20_000, ""),
    ("gc_collect", 300, ""),
    ("gc_traversal", 100, ""),
    ("barnes_hut", 1, ""),
    ("chaos", 12, ""),
    ("deepcopy", 1500, ""),
    ("go", 6, ""),
    ("hexiom", 100, ""),
    ("json_dumps", 60, ""),
    ("json_loads", 2500, ""),
    ("logging:format", 15_000, "format"),
    ("logging:silent", 200_000, "silent"),
    ("logging:simple", 15_000, "simple"),
    ("mdp", 1, ""),
    ("meteor_contest", 8, ""),
    ("pathlib", 20, ""),
    ("pidigits", 4, ""),
    ("pprint", 1, ""),
    ("pyflate", 2, ""),
    ("raytrace", 4, ""),
    ("regex_compile", 5, ""),
    ("regex_dna", 3, ""),
    ("regex_effbot", 15, ""),
    ("regex_v8", 12, ""),
    ("richards_super", 10, ""),
    ("scimark", 1, ""),
    ("typing_runtime_protocols", 3000, ""),
    ("argparse:many_optionals", 20, "many_optionals"),
    ("argparse:subparsers", 20, "subparsers"),
    ("base64", 1, ""),
    ("bpe_tokeniser", 1, ""),
    ("coroutines", 20, ""),
    ("crypto_pyaes", 10, ""),
    ("pickle:pickle_pure_python", 100, "--pure-python pickle"),
    ("pickle:unpickle_pure_python", 100, "--pure-python unpickle"),
    ("telco", 50, ""),
    ("tomli_loads", 1, ""),
];

/// One of pyperformance's programs, with how to run it.
pub struct Program {
    pub name: String,
    pub group: &'static str,
    pub path: PathBuf,
    pub args: Vec<String>,
    pub loops: u32,
}

/// Fetches pyperformance if it is not there, and lists the chosen programs.
pub fn programs() -> Result<Vec<Program>, String> {
    let dir = tree::target().join("pyperformance");
    let benchmarks = dir.join("pyperformance/data-files/benchmarks");
    if !benchmarks.exists() || !requirements().exists() {
        fetch(&dir)?;
    }
    let programs = PROGRAMS.iter().map(|(name, loops, args)| Program {
        name: format!("pyperformance/{name}"),
        group: match name {
            name if CORE.contains(name) => "pyperformance core",
            name if MORE.contains(name) => "pyperformance more",
            _ => "pyperformance beside",
        },
        path: benchmarks
            .join(format!("bm_{}", name.split(':').next().unwrap_or(name)))
            .join("run_benchmark.py"),
        args: args.split_whitespace().map(str::to_string).collect(),
        loops: *loops,
    });
    Ok(programs.collect())
}

/// Where the requirements are unpacked: a directory for `PYTHONPATH`.
pub fn requirements() -> PathBuf {
    tree::target().join("pyperformance/requirements")
}

fn fetch(dir: &std::path::Path) -> Result<(), String> {
    std::fs::create_dir_all(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let script = format!(
        "python3 -m pip download --quiet --no-deps pyperformance \
         && python3 -m zipfile -e pyperformance-*.whl . \
         && python3 -m pip install --quiet --no-deps --upgrade --target requirements {}",
        REQUIREMENTS.join(" ")
    );
    let status = Command::new("sh")
        .args(["-c", &script])
        .current_dir(dir)
        .status()
        .map_err(|error| format!("cannot run sh: {error}"))?;
    if status.success() { Ok(()) } else { Err("pyperformance cannot be fetched from PyPI".into()) }
}
