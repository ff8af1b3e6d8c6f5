//! CPython's own test modules (Debian's libpython3.11-testsuite), run by `hognose -m unittest`.
//!
//! The methods of a module are those that CPython itself finds; one that Hognose never reports
//! (because the module does not import, or the run ended early) counts as failed. Methods that
//! Hognose skips, `cpython_only` ones above all, are left out of the percentage; so are those that assert what Python 3.14
//! changed (`CHANGED`): CPython 3.14 fails them too.
//!
//! A module whose run ends early is run again class by class, and a class that ends early method by method, so that each
//! method has its own result.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::TaskResult;
use crate::process::{End, Job};
use crate::tree::{self, Build};

/// The modules of issue 3.
const MODULES: &[&str] = &[
    "test_class",
    "test_super",
    "test_list",
    "test_tuple",
    "test_dict",
    "test_set",
    "test_generators",
    "test_iter",
    "test_slice",
    "test_range",
    "test_bool",
    "test_int",
    "test_float",
    "test_string",
    "test_exceptions",
    "test_descr",
    "test_property",
    "test_scope",
    "test_with",
    "test_unpack",
    "test_heapq",
    "test_bisect",
    "test_weakset",
    "test_gc",
];
/// Methods of 3.11's suite that assert what 3.14 does otherwise.
const CHANGED: &[(&str, &str)] = &[
    ("test.test_unpack.__test__.doctests", "'too many values to unpack' tells the number since 3.14"),
    ("test.test_generators.__test__.pep", "'division by zero' has one wording for all operators since 3.14"),
    (
        "test.test_property.PropertyTests.test_class_property",
        "class methods no longer wrap properties (3.13)",
    ),
    ("test.test_property.PropertyTests.test_class_property_override", "likewise"),
    (
        "test.test_descr.ClassPropertiesAndMethods.test_classmethods",
        "annotations are made when asked for (3.14)",
    ),
    (
        "test.test_descr.DictProxyTests.test_iter_items",
        "classes have __firstlineno__ and __static_attributes__ (3.13)",
    ),
    ("test.test_descr.DictProxyTests.test_iter_keys", "likewise"),
    ("test.test_descr.DictProxyTests.test_iter_values", "likewise"),
    ("test.test_exceptions.ImportErrorTests.test_attributes", "unexpected keywords have one wording (3.13)"),
    (
        "test.test_exceptions.SyntaxErrorTests.test_incorrect_constructor",
        "a seventh detail is allowed (3.14)",
    ),
];
const TIMEOUT_SECONDS: u64 = 300;
const METHOD_TIMEOUT_SECONDS: u64 = 30;
const ADDRESS_SPACE_BYTES: u64 = 12 << 30;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Status {
    Passed,
    Skipped,
    Failed,
}

/// `cargo xtask cpython-tests`
pub fn run(args: &[String]) -> TaskResult {
    let mut modules: Vec<&str> = Vec::new();
    let mut verbose = false;
    let mut binary = None;
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--verbose" => verbose = true,
            "--binary" => binary = Some(PathBuf::from(rest.next().ok_or("--binary takes a path")?)),
            name => modules.push(name),
        }
    }
    if modules.is_empty() {
        modules = MODULES.to_vec();
    }
    let hognose = binary.map_or_else(|| tree::build(Build::Quick), Ok)?;
    let hognose = std::path::absolute(hognose).map_err(|error| error.to_string())?;
    let python = tree::cpython().ok_or("the list of methods comes from CPython, and there is none here")?;
    let path = suite_path()?;
    println!(
        "{:18} {:>5} {:>6} {:>6} {:>7} {:>8}  ended",
        "module", "run", "passed", "failed", "skipped", "percent"
    );
    let (mut all_passed, mut all_counted, mut broken) = (0, 0, 0);
    for module in modules {
        let known = known_methods(&python, module)?;
        let (mut found, end, tail) = run_module(&hognose, module, &path)?;
        if !matches!(end, End::Exit(0 | 1)) {
            run_pieces(&hognose, &known, &mut found, &path)?;
        }
        let status = |name: &String| found.get(name).copied().unwrap_or(Status::Failed);
        // What CPython skips here (no such resource) is no measure of anybody.
        let counted: Vec<&String> = known
            .iter()
            .filter(|(_, on_cpython)| **on_cpython != Status::Skipped)
            .filter(|(name, _)| !CHANGED.iter().any(|(changed, _)| changed == name))
            .map(|(name, _)| name)
            .collect();
        let count = |wanted: Status| counted.iter().filter(|name| status(name) == wanted).count();
        let (passed, skipped, failed) =
            (count(Status::Passed), count(Status::Skipped), count(Status::Failed));
        let percent = 100.0 * passed as f64 / (passed + failed).max(1) as f64;
        let ended = match end {
            End::Exit(0 | 1) => "",
            End::Exit(101 | 134) => "PANIC",
            End::TimedOut => "HANG",
            End::Signal(_) => "ABORT",
            End::Exit(_) => "EXIT",
        };
        println!("{module:18} {:5} {passed:6} {failed:6} {skipped:7} {percent:7.1}%  {ended}", found.len());
        if verbose || !ended.is_empty() {
            for name in counted.iter().filter(|name| status(name) == Status::Failed).filter(|_| verbose) {
                let reported = if found.contains_key(*name) { "failed" } else { "not reported" };
                println!("    {reported:12} {name}");
            }
            println!("    {}", tail.replace('\n', "\n    "));
        }
        all_passed += passed;
        all_counted += passed + failed;
        broken += usize::from(!ended.is_empty());
    }
    let percent = 100.0 * all_passed as f64 / all_counted.max(1) as f64;
    println!(
        "together: {all_passed} of {all_counted} methods passed ({percent:.1}%), {broken} modules ended early"
    );
    if broken == 0 { Ok(()) } else { Err(format!("{broken} modules ended in an abort, a panic or a hang")) }
}

/// A directory whose only entry is the suite's package `test`, so that nothing else of CPython's
/// library gets in front of Hognose's own.
fn suite_path() -> Result<PathBuf, String> {
    let package = ["/usr/lib/python3.11/test", "/usr/lib/python3/test"]
        .map(Path::new)
        .into_iter()
        .find(|dir| dir.is_dir());
    let package = package.ok_or("Debian's libpython3.11-testsuite is not installed")?;
    let dir = tree::target().join("cpython-tests");
    std::fs::create_dir_all(&dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let link = dir.join("test");
    if !link.exists() {
        std::os::unix::fs::symlink(package, &link).map_err(|error| format!("{}: {error}", link.display()))?;
    }
    Ok(dir)
}

/// The module's methods with what CPython makes of each; kept in `target/` from run to run.
fn known_methods(python: &Path, module: &str) -> Result<BTreeMap<String, Status>, String> {
    let cache = tree::target().join(format!("cpython-tests/{module}.cpython.txt"));
    if let Ok(text) = std::fs::read_to_string(&cache) {
        return Ok(parse(&text));
    }
    let output = Command::new(python)
        .args(["-W", "ignore", "-m", "unittest", "-v", &format!("test.{module}")])
        .output()
        .map_err(|error| format!("cannot run CPython: {error}"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    std::fs::write(&cache, text.as_bytes()).map_err(|error| format!("{}: {error}", cache.display()))?;
    Ok(parse(&text))
}

fn run_module(
    hognose: &Path,
    module: &str,
    path: &Path,
) -> Result<(BTreeMap<String, Status>, End, String), String> {
    let (text, end) = unittest(hognose, &format!("test.{module}"), path, TIMEOUT_SECONDS)?;
    let log = tree::target().join(format!("cpython-tests/{module}.hognose.txt"));
    std::fs::write(&log, &text).map_err(|error| format!("{}: {error}", log.display()))?;
    Ok((parse(&text), end, crate::corpus::last_lines(text.as_bytes(), 3)))
}

/// Runs what was not reported: by class, then by method.
fn run_pieces(
    hognose: &Path,
    known: &BTreeMap<String, Status>,
    found: &mut BTreeMap<String, Status>,
    path: &Path,
) -> Result<(), String> {
    let missing = |found: &BTreeMap<String, Status>| -> Vec<String> {
        known.keys().filter(|name| !found.contains_key(*name)).cloned().collect()
    };
    let mut classes: Vec<String> =
        missing(found).iter().filter_map(|name| Some(name.rsplit_once('.')?.0.to_owned())).collect();
    classes.dedup();
    let pieces = |found: &mut BTreeMap<String, Status>, names: &[String], seconds| -> Result<(), String> {
        for name in names {
            let (text, _) = unittest(hognose, name, path, seconds)?;
            for (method, status) in parse(&text) {
                found.entry(method).or_insert(status);
            }
        }
        Ok(())
    };
    pieces(found, &classes, TIMEOUT_SECONDS)?;
    let methods = missing(found);
    pieces(found, &methods, METHOD_TIMEOUT_SECONDS)
}

/// What `-m unittest -v NAME` writes, and how it ends.
fn unittest(hognose: &Path, name: &str, path: &Path, seconds: u64) -> Result<(String, End), String> {
    let work = tree::target().join("cpython-tests/work");
    std::fs::create_dir_all(&work).map_err(|error| format!("{}: {error}", work.display()))?;
    let outcome = Job::new(hognose)
        .args(["-m", "unittest", "-v", name])
        .env("PYTHONPATH", path.display().to_string())
        .env("PYTHONWARNINGS", "ignore")
        .cwd(&work)
        .timeout(seconds)
        .address_space(ADDRESS_SPACE_BYTES)
        .run()?;
    Ok((String::from_utf8_lossy(&outcome.stderr).to_string(), outcome.end))
}

/// Reads what `unittest -v` prints. A method's line is `name (module.Class.name) ... ok`; a
/// docstring may stand on the next line before the dots, output of the test anywhere after them.
fn parse(text: &str) -> BTreeMap<String, Status> {
    let mut found: BTreeMap<String, Status> = BTreeMap::new();
    let mut current: Option<String> = None;
    for line in text.lines() {
        if line.starts_with("=====") {
            break;
        }
        if let Some(name) = method_name(line) {
            current = Some(name);
        }
        let Some(status) = status_at_end(line) else { continue };
        if let Some(name) = &current {
            // A subtest that failed outweighs what follows it.
            let entry = found.entry(name.clone()).or_insert(status);
            *entry = (*entry).max(status);
        }
    }
    found
}

fn method_name(line: &str) -> Option<String> {
    let line = line.trim_start();
    let (name, rest) = line.split_once(" (")?;
    let (path, _) = rest.split_once(')')?;
    let plain =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    if !plain(name) || !plain(path) || !path.contains('.') {
        return None;
    }
    // A doctest shows the path without its own name.
    let whole = path.rsplit('.').next() == Some(name);
    Some(if whole { path.to_string() } else { format!("{path}.{name}") })
}

fn status_at_end(line: &str) -> Option<Status> {
    let last = line.rsplit(" ... ").next().unwrap_or(line);
    match last.trim() {
        "ok" | "expected failure" => Some(Status::Passed),
        "FAIL" | "ERROR" | "unexpected success" => Some(Status::Failed),
        other if other.starts_with("skipped ") => Some(Status::Skipped),
        other if other.ends_with("ok") && other.len() < 200 && line.contains(" ... ") => Some(Status::Passed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Status, parse};

    #[test]
    fn reads_what_unittest_prints() {
        let text = "test_a (test.m.C.test_a) ... ok\ntest_b (test.m.C.test_b)\nDoc line. ... FAIL\n\
                    test_c (test.m.C.test_c) ... skipped 'why'\ntest_d (test.m.C.test_d) ... \n\
                    \x20 test_d (test.m.C.test_d) (i=1) ... FAIL\ntest_e (test.m.C.test_e) ... noise\nok\n";
        let found: Vec<Status> = parse(text).into_values().collect();
        assert_eq!(found, [Status::Passed, Status::Failed, Status::Skipped, Status::Failed, Status::Passed]);
    }
}
