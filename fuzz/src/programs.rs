//! Whole programs in the interpreter: generated ones, and mutated ones of the corpus, each in a child process with a heap
//! limit and the heap check.
//!
//! A signal, a panic, a heap that is not clean and an internal error are findings; so is a program that does not end
//! although CPython, where it is installed, ends it soon. What a program prints is not compared.

use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use hognose_compiler::{Mode, Options};
use wait4::Wait4;

use crate::random::Random;
use crate::supervise::{Findings, directory};
use crate::{corpus, grammar, mutate};

/// CPU seconds that a program gets.
const CPU_SECONDS: u64 = 10;
/// What CPython may need, for a program that takes us longer than `CPU_SECONDS` to be a finding.
const SOON_SECONDS: u64 = 1;
/// For programs that wait without using the CPU.
const WALL: Duration = Duration::from_secs(180);
/// Mutations that are tried until one is a program.
const TRIES: u32 = 20;
const OUTPUT_BYTES: u64 = 4 << 20;

/// Programs with one of these words touch the machine; mutated, they might harm it.
const KEEP_OUT: &[&str] = &[
    "import os",
    "os.",
    "shutil",
    "subprocess",
    "socket",
    "open(",
    "tempfile",
    "signal",
    "pathlib",
    "ctypes",
    "fork",
    "posix",
    "sys.executable",
    "input(",
    "sleep",
];

/// The program of a round.
pub fn text(seed: u64) -> String {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| {
        let safe = |text: &String| !KEEP_OUT.iter().any(|word| text.contains(word));
        corpus::programs().into_iter().filter(safe).collect()
    });
    let mut random = Random::new(seed);
    if random.one_in(2) || texts.is_empty() {
        return grammar::program(&mut random);
    }
    // Most changes break the syntax, which the target `source` looks after: here programs are to run.
    let mut text = String::new();
    for _ in 0..TRIES {
        let (one, other) = (random.pick(texts), random.pick(texts));
        text = mutate::mutate(&mut random, one, other);
        if hognose_compiler::compile(&text, "<fuzz>", Mode::Exec, &Options::default()).is_ok() {
            break;
        }
    }
    text
}

struct Ended {
    stderr: String,
    /// Exit code, or signal below 0; None if killed because of the wall time.
    code: Option<i32>,
}

fn run_program(program: &Path, args: &[&str], file: &Path, cpu: u64) -> Option<Ended> {
    let dir = directory();
    let stderr_path = file.with_extension("err");
    let mut child = Command::new("prlimit")
        .args([format!("--cpu={cpu}"), "--core=0".to_owned(), format!("--fsize={OUTPUT_BYTES}")])
        .arg(program)
        .args(args)
        .arg(file)
        .env_remove("PYTHONPATH")
        .env("PYTHONHASHSEED", "1")
        .current_dir(&dir)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(&stderr_path).ok()?)
        .spawn()
        .ok()?;
    let start = Instant::now();
    let mut nap = Duration::from_micros(500);
    let status = loop {
        if let Ok(Some(usage)) = child.try_wait4() {
            break Some(usage.status);
        }
        if start.elapsed() > WALL {
            let _ = child.kill();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(nap);
        nap = (nap * 2).min(Duration::from_millis(10));
    };
    let stderr = std::fs::read(&stderr_path).unwrap_or_default();
    let code = status.map(|status| status.signal().map_or_else(|| status.code().unwrap_or(0), |n| -n));
    Some(Ended { stderr: String::from_utf8_lossy(&stderr).into_owned(), code })
}

const SIGXCPU: i32 = -24;
const SIGXFSZ: i32 = -25;
const SIGKILL: i32 = -9;

/// What is wrong with how a program ended, if anything is.
fn fault(ended: &Ended, file: &Path) -> Option<String> {
    let line_with = |words: &[&str]| {
        ended.stderr.lines().find(|line| words.iter().any(|word| line.contains(word))).map(str::to_owned)
    };
    if let Some(line) = line_with(&["panicked at", "overflowed its stack", "memory allocation of"]) {
        return Some(line);
    }
    match ended.code {
        None | Some(SIGXCPU | SIGKILL) => {
            let slow = cpython_is_soon_done(file)?;
            slow.then(|| "does not end, or is very slow".to_owned())
        }
        Some(SIGXFSZ) => None,
        Some(code) if code < 0 => Some(format!("killed by signal {}", -code)),
        Some(70 | 101) => Some(line_with(&["hognose:", "heap check"]).map_or_else(
            || "exit code 70".to_owned(),
            |_| {
                ended
                    .stderr
                    .lines()
                    .filter(|line| line.contains(" at ") || line.contains("heap check"))
                    .take(3)
                    .collect::<Vec<_>>()
                    .join(" / ")
            },
        )),
        Some(_) => {
            ended.stderr.lines().last().filter(|line| line.starts_with("SystemError")).map(str::to_owned)
        }
    }
}

/// Whether CPython ends the program soon; None where there is no CPython.
fn cpython_is_soon_done(file: &Path) -> Option<bool> {
    let python =
        ["/usr/bin/python3.11", "/usr/bin/python3"].into_iter().map(Path::new).find(|path| path.exists())?;
    let ended = run_program(python, &[], file, SOON_SECONDS)?;
    Some(!matches!(ended.code, None | Some(SIGXCPU | SIGKILL)))
}

/// One round: what was found.
pub fn round(hognose: &Path, seed: u64) -> Option<String> {
    let file = directory().join(format!("program-{}.py", std::process::id()));
    std::fs::write(&file, text(seed)).ok()?;
    let ended = run_program(hognose, &["--heap-limit", "64M", "--check-heap"], &file, CPU_SECONDS)?;
    fault(&ended, &file)
}

/// Rounds until the time is over. Hands back how much was found.
pub fn run(hognose: &Path, mut seed: u64, seconds: u64) -> u32 {
    let start = Instant::now();
    let mut findings = Findings::default();
    let mut rounds = 0u64;
    while start.elapsed() < Duration::from_secs(seconds) {
        seed = Random::new(seed).next();
        rounds += 1;
        let Some(what) = round(hognose, seed) else { continue };
        let kind: String = what.chars().filter(|c| !c.is_ascii_hexdigit()).take(160).collect();
        if findings.add(&kind) {
            let path: PathBuf = directory().join(format!("programs-{seed}.py"));
            let _ = std::fs::write(&path, text(seed));
            println!(
                "fuzz programs: {what}\n    again: cargo xtask fuzz programs --seed {seed}\n    kept: {}",
                path.display()
            );
        }
    }
    let count = findings.count;
    println!("fuzz programs: {rounds} rounds in {:.0} s, {count} found", start.elapsed().as_secs_f64());
    count
}
