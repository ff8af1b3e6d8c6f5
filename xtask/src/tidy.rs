//! Checks that no test runs: formatting, clippy, licences, and what docs/style asks of each file.
//!
//! It changes nothing; `cargo fmt` mends formatting.

use std::path::Path;
use std::process::Command;

use crate::TaskResult;
use crate::process::step;
use crate::tree;

/// A file over this many lines is two files.
const MAX_FILE_LINES: usize = 1000;
/// The eval loop's dispatch, one function by design, may be longer.
const DISPATCH: &str = "crates/hognose-vm/src/eval/mod.rs";
const MAX_ARCHITECTURE_LINES: usize = 400;

/// Licences that a dependency may have; one alternative of an `OR` is enough.
const ALLOWED_LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "PSF-2.0",
    "Python-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];
/// Dependencies whose manifests name no licence by its SPDX name, each looked at by hand.
const LOOKED_AT: &[(&str, &str)] =
    &[("rustpython-pylib", "CPython's Lib: PSF-2.0; the crate's manifest says MIT")];

/// `cargo xtask tidy`
pub fn run() -> TaskResult {
    let mut faults = Vec::new();
    faults.extend(step("fmt", "cargo", &["fmt", "--all", "--", "--check"], &[]).err());
    let clippy = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"];
    faults.extend(step("clippy", "cargo", &clippy, &[]).err());
    faults.extend(licence_faults()?);
    faults.extend(file_faults());
    for fault in &faults {
        eprintln!("tidy: {fault}");
    }
    if faults.is_empty() { Ok(()) } else { Err(format!("{} faults", faults.len())) }
}

/// Names each dependency whose licence is not allowed.
fn licence_faults() -> Result<Vec<String>, String> {
    let output = Command::new("cargo")
        .args(["tree", "--quiet", "--workspace", "--prefix", "none", "--edges", "normal,build"])
        .args(["--format", "{p}|{l}"])
        .current_dir(tree::root())
        .output()
        .map_err(|error| format!("cannot run cargo tree: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo tree failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let mut faults = Vec::new();
    for (package, licence) in text.lines().filter_map(|line| line.trim_end_matches(" (*)").split_once('|')) {
        let name = package.split(' ').next().unwrap_or(package);
        if !is_allowed(licence) && !LOOKED_AT.iter().any(|(known, _)| *known == name) {
            faults.push(format!("licence of {package}: {licence:?} is not on the list"));
        }
    }
    faults.sort();
    faults.dedup();
    Ok(faults)
}

/// Does an SPDX expression of `AND`, `OR`, `/` and parentheses leave an allowed choice?
fn is_allowed(expression: &str) -> bool {
    let expression = expression.trim();
    if let Some((left, right)) = split_top(expression, " AND ") {
        return is_allowed(left) && is_allowed(right);
    }
    if let Some((left, right)) = split_top(expression, " OR ").or_else(|| split_top(expression, "/")) {
        return is_allowed(left) || is_allowed(right);
    }
    match expression.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_allowed(inner),
        None => ALLOWED_LICENCES.contains(&expression),
    }
}

/// Splits at the first `separator` that no parentheses enclose.
fn split_top<'a>(text: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 && text[at..].starts_with(separator) {
            return Some((&text[..at], &text[at + separator.len()..]));
        }
    }
    None
}

/// Looks at the text of every Rust file.
fn file_faults() -> Vec<String> {
    let mut faults = Vec::new();
    let is_rust = |path: &Path| tree::has_extension(path, "rs");
    for dir in ["crates", "xtask", "fuzz", "benchmarks"] {
        for path in tree::files(&tree::root().join(dir), &is_rust) {
            let name = tree::shown(&path);
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let lines = text.lines().count();
            if lines > MAX_FILE_LINES && name != DISPATCH {
                faults.push(format!("{name}: {lines} lines; more than {MAX_FILE_LINES} is two files"));
            }
            // Compile-fail cases are fragments that a reader meets through the test that lists them.
            let is_fragment = name.contains("/tests/") && name.contains("fail");
            if !text.starts_with("//!") && !is_fragment {
                faults.push(format!("{name}: the module doc comment (//!) comes first"));
            }
            for macro_name in ["todo", "unimplemented", "dbg"] {
                // Spelled in two parts so that this file passes its own check.
                if text.contains(&format!("{macro_name}{}", "!(")) {
                    faults.push(format!("{name}: {macro_name}! does not stay in the tree"));
                }
            }
        }
    }
    let architecture = std::fs::read_to_string(tree::root().join("ARCHITECTURE.md")).unwrap_or_default();
    let lines = architecture.lines().count();
    if lines > MAX_ARCHITECTURE_LINES {
        faults.push(format!("ARCHITECTURE.md: {lines} lines; at most {MAX_ARCHITECTURE_LINES}"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn licence_expressions() {
        assert!(is_allowed("MIT OR GPL-3.0"));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(is_allowed("MIT/Apache-2.0"));
        assert!(!is_allowed("LGPL-3.0-only"));
        assert!(!is_allowed("MIT AND LGPL-3.0-only"));
        assert!(!is_allowed(""));
    }
}
