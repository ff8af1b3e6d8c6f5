//! Where things are: the checkout, the interpreters, and the files below a directory.
//!
//! It builds the interpreter when asked for it, and never changes anything else.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the checkout.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// The directory that builds and reports go to.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Which build of the interpreter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// Optimized, with debug assertions: what tests run on.
    Quick,
    /// What users get, and what is measured.
    Release,
}

/// Builds the interpreter, and says where it is.
pub fn build(build: Build) -> Result<PathBuf, String> {
    let profile = match build {
        Build::Quick => "quick",
        Build::Release => "release",
    };
    let status = Command::new("cargo")
        .args(["build", "--quiet", "--profile", profile, "--package", "hognose-cli"])
        .current_dir(root())
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if !status.success() {
        return Err(format!("cargo build --profile {profile} -p hognose-cli failed"));
    }
    Ok(target().join(profile).join("hognose"))
}

/// CPython 3.11 or newer, the oracle: Debian's before any other. `None` where there is none.
pub fn cpython() -> Option<PathBuf> {
    ["/usr/bin/python3.11", "/usr/bin/python3", "python3"].into_iter().map(PathBuf::from).find(|python| {
        Command::new(python)
            .args([
                "-c",
                "import sys; sys.exit(sys.implementation.name != 'cpython' or sys.version_info < (3, 11))",
            ])
            .output()
            .is_ok_and(|output| output.status.success())
    })
}

/// Every file below `dir` that `keep` accepts, sorted by path.
pub fn files(dir: &Path, keep: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![dir.to_path_buf()];
    while let Some(dir) = pending.pop() {
        let Ok(entries) = std::fs::read_dir(&dir) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                if path.file_name().is_none_or(|name| name != "target" && name != "__pycache__") {
                    pending.push(path);
                }
            } else if keep(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A path as the reader of a report wants it: from the root of the checkout.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Is the file named like this (its extension, without the dot)?
pub fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}
