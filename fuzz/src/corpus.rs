//! The texts that fuzzing begins with: the project's test programs and the library's modules.

use std::path::{Path, PathBuf};

/// Longer texts only slow fuzzing down.
const MOST_BYTES: u64 = 40_000;

pub fn root() -> PathBuf {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR"));
    fuzz.parent().unwrap_or(fuzz).to_path_buf()
}

/// `tests/python` and `examples`.
pub fn programs() -> Vec<String> {
    let mut texts = Vec::new();
    for dir in ["tests/python", "examples"] {
        read_all(&root().join(dir), &mut texts);
    }
    texts
}

/// The programs, and the library.
pub fn sources() -> Vec<String> {
    let mut texts = programs();
    read_all(Path::new(rustpython_pylib::LIB_PATH), &mut texts);
    texts
}

fn read_all(dir: &Path, texts: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    // A seed must name the same text wherever it is run again.
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_all(&path, texts);
        } else if path.extension().is_some_and(|extension| extension == "py")
            && path.metadata().is_ok_and(|facts| facts.len() <= MOST_BYTES)
        {
            texts.extend(std::fs::read_to_string(&path));
        }
    }
}
