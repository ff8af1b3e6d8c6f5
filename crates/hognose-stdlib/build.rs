//! Prepares the embedded library: compiles the pure-Python modules and packs them, with their sources, into one file.
//!
//! Takes `rustpython-pylib`'s sources (CPython's, in part patched for RustPython) and our own in `lib/`, which win.
//! It runs none of it. A module that does not compile is left out with a warning.
//!
//! # Layout of `library.bin`
//! For each module, in any order: its code (lz4 block with the raw size in front), then its source (likewise). The index is
//! Rust source, `library.rs`: a table sorted by name of (name, path, is package, start, code length, source length).

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "runs when the library is built, not in the interpreter"
)]

use hognose_compiler::{Mode, Options, compile, serialize};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Top-level modules that stay out: they need graphics, networks, other processes or native code that is not there.
const LEFT_OUT: &[&str] = &[
    "__hello__",
    "__phello__",
    "_aix_support",
    "_android_support",
    "_apple_support",
    "_dummy_os",
    "_dummy_thread",
    "_ios_support",
    "_osx_support",
    "antigravity",
    "bz2",
    "ctypes",
    "dummy_threading",
    "ensurepip",
    "ftplib",
    "idlelib",
    "imaplib",
    "lzma",
    "multiprocessing",
    "nturl2path",
    "poplib",
    "pty",
    "smtplib",
    "socket",
    "sqlite3",
    "ssl",
    "tkinter",
    "tty",
    "turtle",
    "turtledemo",
    "venv",
    "importlib",
    "zipimport",
    "symtable",
];

/// Of `encodings`, these need native code that is not there, or another system.
const ENCODINGS_LEFT_OUT: &[&str] = &[
    "_win_cp_codecs",
    "big5",
    "big5hkscs",
    "bz2_codec",
    "cp932",
    "cp949",
    "cp950",
    "euc_jis_2004",
    "euc_jisx0213",
    "euc_jp",
    "euc_kr",
    "gb18030",
    "gb2312",
    "gbk",
    "hz",
    "iso2022_jp",
    "iso2022_jp_1",
    "iso2022_jp_2",
    "iso2022_jp_2004",
    "iso2022_jp_3",
    "iso2022_jp_ext",
    "iso2022_kr",
    "johab",
    "mbcs",
    "oem",
    "shift_jis",
    "shift_jis_2004",
    "shift_jisx0213",
];

/// Submodules that stay out though their package is in: other systems' parts, and what would need sockets of the network.
const SUBMODULES_LEFT_OUT: &[&str] = &[
    "asyncio.proactor_events",
    "asyncio.windows_events",
    "_pyrepl._minimal_curses",
    "_pyrepl._module_completer",
    "_pyrepl._threading_handler",
    "_pyrepl.base_eventqueue",
    "_pyrepl.commands",
    "_pyrepl.completing_reader",
    "_pyrepl.console",
    "_pyrepl.curses",
    "_pyrepl.fancy_termios",
    "_pyrepl.historical_reader",
    "_pyrepl.input",
    "_pyrepl.keymap",
    "_pyrepl.main",
    "_pyrepl.mypy",
    "_pyrepl.reader",
    "_pyrepl.readline",
    "_pyrepl.simple_interact",
    "_pyrepl.terminfo",
    "_pyrepl.unix_console",
    "_pyrepl.unix_eventqueue",
    "_pyrepl.utils",
    "_pyrepl.windows_console",
    "_pyrepl.windows_eventqueue",
    "asyncio.windows_utils",
    "compression.bz2",
    "compression.lzma",
    "compression.zstd",
    "concurrent.futures.process",
    "concurrent.futures.interpreter",
    "dbm.gnu",
    "dbm.ndbm",
    "dbm.sqlite3",
    "urllib.robotparser",
];

struct Entry {
    path: String,
    file: PathBuf,
    is_package: bool,
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=lib");
    let mut modules = BTreeMap::new();
    gather(Path::new(rustpython_pylib::LIB_PATH), "", "", &mut modules, &|name| {
        let top = name.split('.').next().unwrap_or(name);
        let of_importlib =
            ["importlib.resources", "importlib.metadata", "importlib.readers", "importlib.simple"];
        if LEFT_OUT.contains(&top)
            && !of_importlib.iter().any(|kept| name.starts_with(kept))
            && name != "importlib"
        {
            return false;
        }
        if SUBMODULES_LEFT_OUT.iter().any(|out| {
            name.strip_prefix(out).is_some_and(|rest| matches!(rest.bytes().next(), None | Some(b'.')))
        }) {
            return false;
        }
        name.strip_prefix("encodings.").is_none_or(|encoding| !ENCODINGS_LEFT_OUT.contains(&encoding))
    });
    gather(Path::new("lib"), "", "", &mut modules, &|_| true);
    // datetime's classes under the name of the native module that CPython has: who asks for either finds one.
    if let Some(entry) = modules.get("_pydatetime") {
        let twin = Entry { path: "_datetime.py".to_owned(), file: entry.file.clone(), is_package: false };
        modules.insert("_datetime".to_owned(), twin);
    }
    let (mut blob, mut index) = (Vec::new(), String::from("&[\n"));
    for (name, entry) in &modules {
        let Ok(source) = fs::read_to_string(&entry.file) else { continue };
        let source = adapt(name, source);
        let filename = format!("<hognose>/{}", entry.path);
        let unit = match compile(&source, &filename, Mode::Exec, &Options::default()) {
            Ok(unit) => unit,
            Err(error) => {
                println!("cargo::warning={filename} does not compile: {error:?}");
                continue;
            }
        };
        let code = lz4_flex::compress_prepend_size(&serialize(&unit));
        let text = lz4_flex::compress_prepend_size(source.as_bytes());
        let (start, code_len, text_len) = (blob.len(), code.len(), text.len());
        blob.extend_from_slice(&code);
        blob.extend_from_slice(&text);
        let _ = writeln!(
            index,
            "    ({name:?}, {:?}, {}, {start}, {code_len}, {text_len}),",
            filename, entry.is_package
        );
    }
    index.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("library.bin"), blob).expect("OUT_DIR can be written");
    fs::write(out.join("library.rs"), index).expect("OUT_DIR can be written");
}

/// Collects the modules below `dir` that `wanted` takes.
fn gather(
    dir: &Path,
    prefix: &str,
    rel: &str,
    modules: &mut BTreeMap<String, Entry>,
    wanted: &dyn Fn(&str) -> bool,
) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let file = entry.path();
        let Some(leaf) = file.file_name().and_then(|n| n.to_str()).map(str::to_owned) else { continue };
        if file.is_dir() {
            // Ours need none: what they lack comes from the package that they mend.
            if (file.join("__init__.py").is_file() || dir.starts_with("lib"))
                && wanted(&format!("{prefix}{leaf}"))
                && leaf != "test"
                && leaf != "tests"
            {
                gather(&file, &format!("{prefix}{leaf}."), &format!("{rel}{leaf}/"), modules, wanted);
            }
            continue;
        }
        let Some(stem) = leaf.strip_suffix(".py") else { continue };
        if !wanted(&format!("{prefix}{stem}")) {
            continue;
        }
        let is_package = stem == "__init__";
        let name =
            if is_package { prefix.trim_end_matches('.').to_owned() } else { format!("{prefix}{stem}") };
        modules.insert(name, Entry { path: format!("{rel}{leaf}"), file, is_package });
    }
}

/// Small changes to modules that assume another interpreter.
fn adapt(name: &str, source: String) -> String {
    if name == "os" {
        return source.replace("_names = sys.builtin_module_names", "_names = ('posix',)");
    }
    if name == "codecs" {
        // UTF-7 is Python, and loaded when it is asked for.
        return source
            + "\n\ndef __getattr__(name):\n    if name in (\"utf_7_encode\", \"utf_7_decode\"):\n        import _utf_7\n        return getattr(_utf_7, name)\n    raise AttributeError(f\"module 'codecs' has no attribute {name!r}\")\n";
    }
    if name == "bdb" {
        return source
            .replace("import sys\n", "import sys\nimport _monitoring\n")
            .replace("sys.monitoring", "_monitoring");
    }
    if name == "pdb" {
        // Colours come from a part of the interactive prompt that is not there.
        return source
            .replace("backend='monitoring'", "backend='settrace'")
            .replace("import _pyrepl.utils\n", "")
            .replace(
                "    prev = None\n    for instr in dis.get_instructions(code):\n",
                "    for _, _, line in code.co_lines():\n        if line is not None and line != code.co_firstlineno:\n            return line\n    prev = None\n    for instr in ():\n",
            )
            .replace("if self.colorize:", "if False:");
    }
    if name == "hashlib" {
        return source.replace("from _hashlib import pbkdf2_hmac", "from _pbkdf2 import pbkdf2_hmac");
    }
    if name == "configparser" {
        // Subclasses of str have no slots here.
        return source.replace("__slots__ = 'clean', 'has_comments'", "");
    }
    if name == "_colorize" {
        // An annotation for type checkers only; evaluating it late needs globals that are a dict's subclass.
        return source.replace("__dataclass_fields__: ClassVar[dict[str, Field[str]]]", "");
    }
    if name == "annotationlib" || name == "string.templatelib" {
        // Template strings are not there yet.
        let source = source.replace("type(t\"\")", "type('Template', (), {})");
        return source.replace(
            "t = t\"{0}\"",
            "t = type('Template', (), {'interpolations': (type('Interpolation', (), {})(),)})()",
        );
    }
    if name != "_io" {
        return source;
    }
    // _io is _pyio's classes without its way back to io, and our own StringIO.
    let path = Path::new(rustpython_pylib::LIB_PATH).join("_pyio.py");
    println!("cargo::rerun-if-changed={}", path.display());
    let base = fs::read_to_string(path).expect("the library has _pyio");
    let mut out = String::new();
    for line in base.lines() {
        let keep = match line {
            // A signal's handler may write where the program was writing: it must not wait for itself.
            "from _thread import allocate_lock as Lock" => "from _thread import RLock as Lock",
            "import io" => "SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2",
            _ if line.starts_with("from io import") => "",
            _ if line.starts_with("io.") && line.contains(".register(") => "",
            "    open_code = io.open_code" | "    UnsupportedOperation = io.UnsupportedOperation" => {
                "    raise AttributeError"
            }
            _ => line,
        };
        out.push_str(keep);
        out.push('\n');
    }
    out.push_str(&source);
    out
}
