//! Source lines for tracebacks: from files, and from texts that were compiled without a file.
//!
//! Reads whole files into foreign memory for as long as one traceback is being formatted.

#![allow(clippy::disallowed_types, reason = "source files of one traceback")]

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::vm::Vm;

/// Files above this size show no source lines.
const MAX_SOURCE_BYTES: u64 = 16 << 20;

/// Texts by their pseudo file name (`<string>` for `-c`).
#[derive(Default)]
struct Registered(RefCell<HashMap<String, Rc<str>>>);

/// Lets tracebacks show the lines of a program that has no file.
pub fn register_source(vm: &Vm, filename: &str, text: &str) {
    vm.extension(|registered: &Registered| {
        registered.0.borrow_mut().insert(filename.to_string(), Rc::from(text));
    });
}

/// The lines of the files that one traceback names.
#[derive(Default)]
pub(super) struct Sources {
    files: HashMap<String, Option<Rc<str>>>,
}

impl Sources {
    fn text(&mut self, vm: &Vm, filename: &str) -> Option<Rc<str>> {
        if let Some(known) = self.files.get(filename) {
            return known.clone();
        }
        let text = vm
            .extension(|registered: &Registered| registered.0.borrow().get(filename).cloned())
            .or_else(|| embedded(vm, filename))
            .or_else(|| read(filename));
        self.files.insert(filename.to_string(), text.clone());
        text
    }

    /// Lines `first..=last` (from 1) without line ends and trailing blanks; missing lines are empty. None: no source.
    pub(super) fn lines(&mut self, vm: &Vm, filename: &str, first: u32, last: u32) -> Option<Vec<String>> {
        let text = self.text(vm, filename)?;
        let count = last.saturating_sub(first) as usize + 1;
        let lines: Vec<String> = text
            .lines()
            .skip(first.saturating_sub(1) as usize)
            .take(count)
            .map(|line| line.trim_end().to_string())
            .collect();
        if lines.is_empty() { None } else { Some(lines) }
    }
}

/// A module of the embedded library.
fn embedded(vm: &Vm, filename: &str) -> Option<Rc<str>> {
    let name = filename.strip_prefix(crate::import::FROZEN_PREFIX)?.strip_prefix('/')?.strip_suffix(".py")?;
    let name = name.strip_suffix("/__init__").unwrap_or(name).replace('/', ".");
    let found = crate::import::import_module(vm, "_frozenlib").and_then(|library| {
        let name = vm.str(&name)?;
        vm.call_method(&library, "source", &[name])
    });
    match found {
        Ok(text) => text.get::<crate::types::str::Str>().map(|text| Rc::from(text.to_utf8().as_ref())),
        Err(raised) => {
            drop(vm.take_raised(raised));
            None
        }
    }
}

fn read(filename: &str) -> Option<Rc<str>> {
    if filename.starts_with('<') {
        return None;
    }
    let size = std::fs::metadata(filename).ok()?.len();
    if size > MAX_SOURCE_BYTES {
        return None;
    }
    let bytes = std::fs::read(filename).ok()?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    Some(Rc::from(String::from_utf8_lossy(bytes).as_ref()))
}
