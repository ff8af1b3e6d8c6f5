//! Runs one child process under a time limit and measures it.
//!
//! CPU seconds and peak resident size come from `wait4`, so they are the child's own. One caveat:
//! Linux counts the spawning process's pages at the moment of the spawn into the child's peak, so a
//! child never measures below xtask's own few MiB.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use wait4::Wait4;

/// Output beyond this is cut off: no test prints as much, and a runaway one must not fill memory.
const OUTPUT_LIMIT_BYTES: u64 = 64 << 20;

/// A program to run, and within what.
#[derive(Clone)]
pub struct Job {
    pub program: PathBuf,
    pub args: Vec<OsString>,
    pub env: Vec<(String, String)>,
    pub cwd: Option<PathBuf>,
    pub stdin: Vec<u8>,
    pub timeout: Duration,
    /// Address space, in bytes: a net for runaway programs, far above what any test needs.
    pub address_space: Option<u64>,
}

/// How a process ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    Exit(i32),
    Signal(i32),
    TimedOut,
}

/// What came of a job.
pub struct Outcome {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub end: End,
    pub cpu: Duration,
    pub wall: Duration,
    pub peak_rss_bytes: u64,
}

impl Job {
    pub fn new(program: impl Into<PathBuf>) -> Job {
        Job {
            program: program.into(),
            args: Vec::new(),
            env: Vec::new(),
            cwd: None,
            stdin: Vec::new(),
            timeout: Duration::from_secs(60),
            address_space: None,
        }
    }

    pub fn arg(mut self, arg: impl Into<OsString>) -> Job {
        self.args.push(arg.into());
        self
    }

    pub fn args<I: IntoIterator<Item = T>, T: Into<OsString>>(mut self, args: I) -> Job {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    pub fn env(mut self, name: &str, value: impl Into<String>) -> Job {
        self.env.push((name.into(), value.into()));
        self
    }

    pub fn cwd(mut self, dir: &Path) -> Job {
        self.cwd = Some(dir.to_path_buf());
        self
    }

    pub fn timeout(mut self, seconds: u64) -> Job {
        self.timeout = Duration::from_secs(seconds);
        self
    }

    pub fn address_space(mut self, bytes: u64) -> Job {
        self.address_space = Some(bytes);
        self
    }

    /// Runs the job to its end, or kills it when its time is over.
    pub fn run(&self) -> Result<Outcome, String> {
        let mut command = match self.address_space {
            Some(bytes) => {
                let mut command = Command::new("prlimit");
                command.arg(format!("--as={bytes}")).arg("--core=0").arg(&self.program);
                command
            }
            None => Command::new(&self.program),
        };
        command.args(&self.args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        for name in ["PYTHONPATH", "PYTHONSTARTUP", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE"] {
            command.env_remove(name);
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        if let Some(dir) = &self.cwd {
            command.current_dir(dir);
        }
        let start = Instant::now();
        let mut child =
            command.spawn().map_err(|error| format!("cannot run {}: {error}", self.program.display()))?;
        let mut stdin = child.stdin.take();
        let input = self.stdin.clone();
        let feeder = thread::spawn(move || {
            if let Some(pipe) = &mut stdin {
                // A child may end without reading its input; that is its own business.
                let _ = pipe.write_all(&input);
            }
        });
        let stdout = drain(child.stdout.take());
        let stderr = drain(child.stderr.take());
        let mut nap = Duration::from_micros(200);
        let (usage, timed_out) = loop {
            if let Some(usage) = child.try_wait4().map_err(|error| format!("wait4: {error}"))? {
                break (usage, false);
            }
            if start.elapsed() > self.timeout {
                let _ = child.kill();
                break (child.wait4().map_err(|error| format!("wait4: {error}"))?, true);
            }
            thread::sleep(nap);
            nap = (nap * 2).min(Duration::from_millis(4));
        };
        let wall = start.elapsed();
        let _ = feeder.join();
        let end = match (timed_out, usage.status.signal(), usage.status.code()) {
            (true, ..) => End::TimedOut,
            (_, Some(signal), _) => End::Signal(signal),
            (_, _, code) => End::Exit(code.unwrap_or(-1)),
        };
        Ok(Outcome {
            stdout: stdout.join().unwrap_or_default(),
            stderr: stderr.join().unwrap_or_default(),
            end,
            cpu: usage.rusage.utime + usage.rusage.stime,
            wall,
            peak_rss_bytes: usage.rusage.maxrss,
        })
    }
}

fn drain<R: Read + Send + 'static>(pipe: Option<R>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = (&mut pipe).take(OUTPUT_LIMIT_BYTES).read_to_end(&mut bytes);
            // Whatever comes after the cut is read and dropped, so that the child does not block.
            let _ = std::io::copy(&mut pipe, &mut std::io::sink());
        }
        bytes
    })
}

impl std::fmt::Display for End {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            End::Exit(code) => write!(f, "exit code {code}"),
            End::Signal(signal) => write!(f, "killed by signal {signal}"),
            End::TimedOut => write!(f, "timed out"),
        }
    }
}

/// Runs a command with the terminal as its output; `Err` unless it succeeds.
pub fn step(what: &str, program: &str, args: &[&str], env: &[(&str, &str)]) -> Result<(), String> {
    eprintln!("== {what}: {program} {}", args.join(" "));
    let start = Instant::now();
    let status = Command::new(program)
        .args(args)
        .envs(env.iter().copied())
        .current_dir(crate::tree::root())
        .status()
        .map_err(|error| format!("cannot run {program}: {error}"))?;
    eprintln!("== {what}: {:.0} s", start.elapsed().as_secs_f64());
    if status.success() { Ok(()) } else { Err(format!("{what} failed ({status})")) }
}
