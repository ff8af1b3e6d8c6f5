//! The command line: options as python takes them, and those that Hognose has of its own.

use std::time::Duration;

use hognose::vm::Settings;
use hognose::vm::heap::{Fault, Policy};

pub const HELP: &str = "\
Usage: hognose [OPTIONS] FILE [ARGS]      run a program (FILE '-': standard input)
       hognose [OPTIONS] -c CODE [ARGS]   run a text
       hognose [OPTIONS] -m MODULE [ARGS] run a module of sys.path

Hognose runs Python 3.14 in a private heap: limited exactly, measured exactly.

Memory:
  --heap-limit SIZE   the most the heap may take: 64M, 1GiB, 500000 (bytes);
                      over it the program gets MemoryError and goes on if it catches it
  --stats             at the end, show on stderr where the memory went
  --check-heap        verify all counts and bytes at every full collection and at
                      the end; says what is wrong or left over and exits 70;
                      silent when clean
  --gc POLICY         when cycles are collected: threshold (default),
                      interval:SECONDS, event, manual
  --malloc debug      guard bytes and fill patterns around every block

Looking inside:
  --dis               show the bytecode instead of running it

As python takes them:
  -O, -OO   no asserts; no docstrings either      -E, -I    ignore PYTHON* variables
  -B, -q, -s, -S, -u, -v, -X OPT, -W ARG          accepted
  -V, --version                                   the version
  -h, --help                                      this text

Variables: PYTHONPATH, PYTHONHASHSEED, HOGNOSE_MALLOC=debug.
";

/// What to do.
#[derive(Clone, Debug)]
pub enum Action {
    Help,
    Version,
    Stdin,
    Code(String),
    Module(String),
    File(String),
}

/// The command line, read.
#[derive(Clone, Debug)]
pub struct Args {
    pub action: Action,
    pub heap_limit: Option<usize>,
    pub stats: bool,
    pub policy: Option<Policy>,
    pub debug_malloc: bool,
    pub disassemble: bool,
    /// Release every object at the end even without a check.
    pub release: bool,
    pub gc_stress: Option<u32>,
    /// Test-only: breaks the heap so that the check has something to find.
    pub inject_fault: Option<Fault>,
    /// Before the program instead of after it.
    pub inject_at_start: bool,
    pub settings: Settings,
}

/// Reads the process's arguments.
pub fn parse() -> Result<Args, String> {
    parse_from(std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect())
}

fn parse_from(words: Vec<String>) -> Result<Args, String> {
    let mut args = Args {
        action: Action::Stdin,
        heap_limit: None,
        stats: false,
        policy: None,
        debug_malloc: std::env::var("HOGNOSE_MALLOC").is_ok_and(|v| v.contains("debug")),
        disassemble: false,
        release: false,
        gc_stress: None,
        inject_fault: None,
        inject_at_start: false,
        settings: Settings::default(),
    };
    let mut words = words.into_iter();
    let mut rest = Vec::new();
    while let Some(word) = words.next() {
        let (name, inline) = match word.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
            _ => (word.clone(), None),
        };
        let mut value =
            |what: &str| inline.clone().or_else(|| words.next()).ok_or(format!("{name} needs {what}"));
        match name.as_str() {
            "--heap-limit" => args.heap_limit = Some(parse_size(&value("a size")?)?),
            "--stats" => args.stats = true,
            "--check-heap" => args.settings.check_heap = true,
            "--gc" => args.policy = Some(parse_policy(&value("a policy")?)?),
            "--malloc" => match value("debug or default")?.as_str() {
                "debug" | "malloc_debug" | "pymalloc_debug" => args.debug_malloc = true,
                "default" | "malloc" | "pymalloc" => args.debug_malloc = false,
                other => return Err(format!("--malloc takes debug or default, not '{other}'")),
            },
            "--dis" => args.disassemble = true,
            "--release" => args.release = true,
            "--gc-stress" => {
                let n = value("a number")?;
                args.gc_stress =
                    Some(n.parse().map_err(|_| format!("--gc-stress takes a number, not '{n}'"))?);
            }
            "--inject-fault" => {
                let kind = value("leak, count or total")?;
                args.inject_at_start = kind.ends_with("@start");
                args.inject_fault = Some(match kind.trim_end_matches("@start") {
                    "leak" => Fault::Leak,
                    "count" => Fault::WrongCount,
                    "total" => Fault::WrongTotal,
                    other => return Err(format!("--inject-fault takes leak, count or total, not '{other}'")),
                });
            }
            "-h" | "--help" | "-?" => args.action = Action::Help,
            "-V" | "--version" | "-VV" => args.action = Action::Version,
            "-O" => args.settings.optimize = args.settings.optimize.max(1),
            "-OO" => args.settings.optimize = 2,
            "-E" | "-I" => args.settings.isolated = true,
            "-B" | "-q" | "-s" | "-S" | "-u" | "-v" | "-d" | "-i" | "-b" | "-bb" | "-P" | "-x" => {}
            "-X" => args.settings.x_options.push(value("an option")?),
            "-W" => args.settings.warn_options.push(value("a filter")?),
            "-c" => {
                args.action = Action::Code(value("a program text")?);
                rest.push("-c".to_owned());
                rest.extend(words);
                break;
            }
            "-m" => {
                let module = value("a module's name")?;
                rest.push(module.clone());
                args.action = Action::Module(module);
                rest.extend(words);
                break;
            }
            "-" => {
                rest.push("-".to_owned());
                rest.extend(words);
                break;
            }
            _ if word.starts_with("-X") && word.len() > 2 => {
                args.settings.x_options.push(word[2..].to_owned())
            }
            _ if word.starts_with("-W") && word.len() > 2 => {
                args.settings.warn_options.push(word[2..].to_owned())
            }
            _ if word.starts_with('-') => return Err(format!("unknown option '{word}'")),
            _ => {
                args.action = Action::File(word.clone());
                rest.push(word);
                rest.extend(words);
                break;
            }
        }
        if matches!(args.action, Action::Help | Action::Version) {
            break;
        }
    }
    args.settings.path0 = Some(match &args.action {
        Action::File(file) => script_directory(file),
        Action::Module(_) => {
            std::env::current_dir().map_or_else(|_| String::new(), |d| d.to_string_lossy().into_owned())
        }
        _ => String::new(),
    });
    args.settings.argv = if rest.is_empty() { vec![String::new()] } else { rest };
    if !args.settings.isolated {
        if let Ok(path) = std::env::var("PYTHONPATH") {
            args.settings.pythonpath =
                std::env::split_paths(&path).map(|p| p.to_string_lossy().into_owned()).collect();
        }
        if let Ok(seed) = std::env::var("PYTHONHASHSEED") {
            args.settings.hash_seed = seed.parse().ok();
        }
    }
    Ok(args)
}

/// The directory that `sys.path` begins with: the script's own, links resolved.
fn script_directory(file: &str) -> String {
    let path = std::path::Path::new(file);
    let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let dir = if real.is_dir() { Some(real.as_path()) } else { real.parent() };
    dir.map_or_else(String::new, |d| d.to_string_lossy().into_owned())
}

/// `64M`, `1GiB`, `500000`: powers of 1024.
fn parse_size(text: &str) -> Result<usize, String> {
    let wrong = || format!("'{text}' is not a size: write 64M, 1GiB or a number of bytes");
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let number: f64 = number.parse().map_err(|_| wrong())?;
    let factor: f64 = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "k" | "kb" | "kib" => 1024.0,
        "m" | "mb" | "mib" => 1024.0 * 1024.0,
        "g" | "gb" | "gib" => 1024.0 * 1024.0 * 1024.0,
        _ => return Err(wrong()),
    };
    Ok((number * factor) as usize)
}

fn parse_policy(text: &str) -> Result<Policy, String> {
    match text.split_once(':').unwrap_or((text, "")) {
        ("threshold", "") => Ok(Policy::Threshold),
        ("event", "") => Ok(Policy::OnEvent),
        ("manual", "") => Ok(Policy::Manual),
        ("interval", seconds) => match seconds.parse::<f64>() {
            Ok(s) if s > 0.0 && s < 1e6 => Ok(Policy::Interval(Duration::from_secs_f64(s))),
            _ => Err(format!("interval takes seconds, as in interval:0.5, not '{seconds}'")),
        },
        _ => Err(format!("unknown policy '{text}': threshold, interval:SECONDS, event, manual")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(parse_size("64M"), Ok(64 << 20));
        assert_eq!(parse_size("1GiB"), Ok(1 << 30));
        assert_eq!(parse_size("500000"), Ok(500_000));
        assert!(parse_size("x").is_err());
    }

    #[test]
    fn program_arguments_are_the_programs() {
        let words = ["--heap-limit", "16M", "a.py", "--stats"].map(str::to_owned).to_vec();
        let args = parse_from(words).expect("a good line");
        assert_eq!(args.settings.argv, ["a.py", "--stats"]);
        assert!(!args.stats);
        assert_eq!(args.heap_limit, Some(16 << 20));
    }
}
