//! Runs a target's rounds in a child process, which may abort, overflow its stack or hang; the parent names the seed.
//!
//! The child writes the seed of each round to a file before it begins the round. A round that panics is told by the
//! child itself, which then goes on.

use std::collections::HashMap;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::os::unix::process::ExitStatusExt;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::Target;
use crate::corpus;
use crate::random::Random;

/// A round that shows no end after this long hangs.
const HANGS: Duration = Duration::from_secs(120);
/// A child begins anew after so many rounds, so that what it leaks stays small.
const ROUNDS_PER_CHILD: u64 = 20_000;
/// Findings that look alike are shown this often.
const SHOWN_ALIKE: u32 = 2;

/// Where findings are kept.
pub fn directory() -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| corpus::root().join("target"), PathBuf::from);
    let dir = target.join("fuzz");
    let _ = std::fs::create_dir_all(&dir);
    dir
}

/// Findings of one run, told once per kind.
#[derive(Default)]
pub struct Findings {
    kinds: HashMap<String, u32>,
    pub count: u32,
}

impl Findings {
    /// Takes a finding; true if it is to be shown.
    pub fn add(&mut self, kind: &str) -> bool {
        self.count += 1;
        let seen = self.kinds.entry(kind.to_owned()).or_default();
        *seen += 1;
        *seen <= SHOWN_ALIKE
    }
}

/// CPU time of this process.
pub fn own_cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Fields 14 and 15, counted behind the name in parentheses, in ticks of 10 ms.
    let mut fields = stat.rsplit(')').next().unwrap_or("").split_whitespace().skip(11);
    let mut ticks = || fields.next().and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    Duration::from_millis(10 * (ticks() + ticks()))
}

static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

/// The child's part: rounds until the time is over.
pub fn work(target: &Target, mut seed: u64, end: Instant, note: &Path) {
    let Ok(note) = File::create(note) else { return };
    std::panic::set_hook(Box::new(|info| {
        if let Ok(mut last) = LAST_PANIC.lock() {
            *last = info.to_string().replace('\n', " ");
        }
    }));
    for _ in 0..ROUNDS_PER_CHILD {
        if Instant::now() >= end {
            break;
        }
        seed = Random::new(seed).next();
        let _ = note.write_at(format!("{seed:020}").as_bytes(), 0);
        let round = target.round;
        if catch_unwind(|| round(seed)).is_err() {
            let what = LAST_PANIC.lock().map(|last| last.clone()).unwrap_or_default();
            println!("FOUND {seed} {what}");
        }
        println!("ROUND");
    }
    println!("LAST {seed}");
}

/// The parent's part. Hands back how much was found.
pub fn run(target: &Target, mut seed: u64, seconds: u64) -> u32 {
    let start = Instant::now();
    let end = start + Duration::from_secs(seconds);
    let note = directory().join(format!("{}-{}.seed", target.name, std::process::id()));
    let mut findings = Findings::default();
    let mut rounds = 0u64;
    while Instant::now() < end {
        let left = end.saturating_duration_since(Instant::now()).as_secs().max(1);
        let child = std::env::current_exe().and_then(|program| {
            Command::new(program)
                .args([target.name, "--worker", &note.display().to_string()])
                .args(["--seed", &seed.to_string(), "--seconds", &left.to_string()])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
        });
        let Ok(mut child) = child else {
            eprintln!("fuzz: cannot run itself");
            return findings.count + 1;
        };
        let stdout = child.stdout.take();
        let reader = std::thread::spawn(move || {
            let lines = stdout.map(|out| std::io::BufRead::lines(std::io::BufReader::new(out)));
            let mut told = Vec::new();
            let (mut rounds, mut last) = (0u64, None);
            for line in lines.into_iter().flatten().map_while(Result::ok) {
                if line == "ROUND" {
                    rounds += 1;
                } else if let Some(text) = line.strip_prefix("LAST ") {
                    last = text.parse::<u64>().ok();
                } else if line.starts_with("FOUND ") {
                    told.push(line);
                }
            }
            (told, rounds, last)
        });
        let status = wait(&mut child, &note);
        let (told, made, last) = reader.join().unwrap_or_default();
        rounds += made;
        for line in told {
            let mut words = line.splitn(3, ' ').skip(1);
            let (at, what) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
            report(target, &mut findings, at.parse().unwrap_or(0), what);
        }
        let noted = std::fs::read_to_string(&note).ok().and_then(|text| text.trim().parse::<u64>().ok());
        seed = last.or(noted).unwrap_or(seed.wrapping_add(1));
        match status {
            Some(status) if status.success() => {}
            Some(status) => {
                let how =
                    status.signal().map_or_else(|| format!("{status}"), |n| format!("killed by signal {n}"));
                report(target, &mut findings, seed, &how);
            }
            None => report(target, &mut findings, seed, "hangs"),
        }
    }
    let _ = std::fs::remove_file(&note);
    let (name, count) = (target.name, findings.count);
    println!("fuzz {name}: {rounds} rounds in {:.0} s, {count} found", start.elapsed().as_secs_f64());
    findings.count
}

/// The child's end; None if it was killed because a round did not end.
fn wait(child: &mut std::process::Child, note: &Path) -> Option<std::process::ExitStatus> {
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        let changed = note.metadata().and_then(|facts| facts.modified());
        if changed.ok().and_then(|at| at.elapsed().ok()).is_some_and(|age| age > HANGS) {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn report(target: &Target, findings: &mut Findings, seed: u64, what: &str) {
    // Numbers differ between findings that are the same.
    let kind: String = what.chars().filter(|c| !c.is_ascii_digit()).take(160).collect();
    if !findings.add(&kind) {
        return;
    }
    println!("fuzz {0}: {what}\n    again: cargo xtask fuzz {0} --seed {seed}", target.name);
    if let Some(save) = target.save {
        let path = directory().join(format!("{}-{seed}.py", target.name));
        save(seed, &path);
        println!("    kept: {}", path.display());
    }
}
