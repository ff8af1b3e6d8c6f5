//! The text of an exception with its traceback, causes, notes and groups, as CPython 3.14 prints it.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a report as long as the traceback, whose entries are in the heap"
)]

use std::collections::HashSet;
use std::fmt::Write;

use super::Traceback;
use super::anchors::marked_lines;
use super::hints::hint;
use super::source::Sources;
use crate::prelude::*;
use crate::types::code::Code;
use crate::types::exception::{BaseException, group};

const CAUSE_MESSAGE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT_MESSAGE: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
/// How often the same line is shown before repetitions are counted.
const RECURSIVE_CUTOFF: usize = 3;
/// Groups show so many members, and so many levels.
const MAX_GROUP_WIDTH: usize = 15;
const MAX_GROUP_DEPTH: usize = 10;

/// The text of an exception, its traceback and everything chained to it.
pub fn format_exception(vm: &Vm, exc: &Value) -> String {
    let mut printer = Printer {
        vm,
        out: String::new(),
        depth: 0,
        need_close: false,
        sources: Sources::default(),
        seen: HashSet::new(),
        limit: limit(vm),
    };
    printer.exception(exc);
    printer.out
}

/// `sys.tracebacklimit`: so many entries of a traceback are shown, the last ones.
fn limit(vm: &Vm) -> usize {
    let name = vm.intern("tracebacklimit").ok();
    let given = vm.sys_dict.try_get().zip(name).and_then(|(sys, name)| sys.get_str(&name));
    // Only an int is meant; one too large is no limit.
    match given.as_ref().and_then(Value::as_int) {
        Some(n) => usize::try_from(n).unwrap_or(0),
        None => usize::MAX,
    }
}

/// Writes the exception to `sys.stderr`, or to the process's stderr when there is none.
pub fn print_exception(vm: &Vm, exc: &Value) {
    let text = format_exception(vm, exc);
    write_stderr(vm, &text);
}

/// Writes to `sys.stderr`; falls back to the process's stream when that fails.
pub fn write_stderr(vm: &Vm, text: &str) {
    let stream = vm.sys_dict.try_get().and_then(|sys| sys.get_str(&vm.names.stderr));
    let written = match stream {
        // A program that sets sys.stderr to None wants silence.
        Some(none) if none.is_none() => return,
        Some(stream) => vm.str(text).and_then(|text| {
            vm.call_method(&stream, "write", &[text])?;
            vm.call_method(&stream, "flush", &[])
        }),
        None => {
            native_stderr(text);
            return;
        }
    };
    if let Err(raised) = written {
        drop(vm.take_raised(raised));
        native_stderr(text);
    }
}

fn native_stderr(text: &str) {
    use std::io::Write;
    // Nobody is left to tell when this fails.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

struct Printer<'a> {
    vm: &'a Vm,
    out: String,
    /// Nesting of exception groups, 0 outside of any.
    depth: usize,
    /// The innermost group's frame is still to be closed.
    need_close: bool,
    sources: Sources,
    /// Exceptions already on paper: chains may have cycles.
    seen: HashSet<u64>,
    /// Entries of each traceback that are shown.
    limit: usize,
}

impl Printer<'_> {
    /// Appends lines behind the margin of the present group.
    fn emit(&mut self, text: &str, margin: char) {
        let mut prefix = " ".repeat(2 * self.depth);
        if self.depth > 0 {
            prefix.push(margin);
            prefix.push(' ');
        }
        for line in text.split_inclusive('\n') {
            self.out.push_str(&prefix);
            self.out.push_str(line);
        }
    }

    fn exception(&mut self, exc: &Value) {
        // From the exception back along its causes; printed oldest first.
        let mut chain: Vec<(Value, Option<&str>)> = Vec::new();
        let mut at = Some(exc.clone());
        while let Some(exc) = at {
            self.seen.insert(exc.bits());
            let next = self.chained(&exc);
            chain.push((exc, next.as_ref().map(|(_, message)| *message)));
            at = next.map(|(exc, _)| exc);
        }
        for (exc, message) in chain.iter().rev() {
            if let Some(message) = message {
                self.emit(message, '|');
            }
            self.one(exc);
        }
    }

    /// The exception that this one is chained to, and the words between them.
    fn chained(&self, exc: &Value) -> Option<(Value, &'static str)> {
        let payload = exc.get::<BaseException>()?;
        let cause = payload.cause.get();
        if !cause.is_blank() && !self.seen.contains(&cause.bits()) {
            return Some((cause, CAUSE_MESSAGE));
        }
        let context = payload.context.get();
        let shown = !payload.suppress_context.get() && !context.is_blank();
        if shown && !self.seen.contains(&context.bits()) {
            return Some((context, CONTEXT_MESSAGE));
        }
        None
    }

    fn one(&mut self, exc: &Value) {
        let Some(payload) = exc.get::<BaseException>().cloned() else { return };
        let traceback = payload.traceback.get().downcast::<Traceback>().ok().filter(|_| self.limit > 0);
        if !group::is_group(self.vm, exc) {
            if let Some(traceback) = traceback {
                self.emit("Traceback (most recent call last):\n", '|');
                self.stack(&traceback);
            }
            self.exception_only(exc);
            return;
        }
        if self.depth > MAX_GROUP_DEPTH {
            self.emit(&format!("... (max_group_depth is {MAX_GROUP_DEPTH})\n"), '|');
            return;
        }
        let is_top = self.depth == 0;
        if is_top {
            self.depth = 1;
        }
        if let Some(traceback) = traceback {
            self.emit("Exception Group Traceback (most recent call last):\n", if is_top { '+' } else { '|' });
            self.stack(&traceback);
        }
        self.exception_only(exc);
        self.members(&payload);
        if is_top {
            self.depth = 0;
        }
    }

    fn members(&mut self, payload: &Ref<BaseException>) {
        let Ok(members) = group::members(self.vm, payload) else { return };
        let count = members.len();
        let shown = if count <= MAX_GROUP_WIDTH { count } else { MAX_GROUP_WIDTH + 1 };
        self.need_close = false;
        for i in 0..shown {
            let last = i + 1 == shown;
            if last {
                self.need_close = true;
            }
            let truncated = i >= MAX_GROUP_WIDTH;
            let title = if truncated { "...".to_string() } else { (i + 1).to_string() };
            let indent = " ".repeat(2 * self.depth);
            let corner = if i == 0 { "+-" } else { "  " };
            let _ = writeln!(self.out, "{indent}{corner}+---------------- {title} ----------------");
            self.depth += 1;
            if truncated {
                let rest = count - MAX_GROUP_WIDTH;
                self.emit(&format!("and {rest} more exception{}\n", if rest > 1 { "s" } else { "" }), '|');
            } else if let Ok(_guard) = self
                .vm
                .enter_recursion(" while printing an exception group")
                .map_err(|r| drop(self.vm.take_raised(r)))
            {
                let member = members.items()[i].clone();
                if !self.seen.contains(&member.bits()) {
                    self.exception(&member);
                } else {
                    self.one(&member);
                }
            }
            if last && self.need_close {
                let indent = " ".repeat(2 * self.depth);
                let _ = writeln!(self.out, "{indent}+------------------------------------");
                self.need_close = false;
            }
            self.depth -= 1;
        }
    }

    fn stack(&mut self, traceback: &Ref<Traceback>) {
        let mut last: Option<(String, i64, String)> = None;
        let mut repeats = 0;
        let entries = std::iter::successors(Some(traceback.clone()), |tb| tb.next.get()).count();
        let shown = std::iter::successors(Some(traceback.clone()), |tb| tb.next.get());
        for tb in shown.skip(entries.saturating_sub(self.limit)) {
            let Some(code) = tb.frame.code() else { continue };
            let filename = code.filename.get().map_or_else(String::new, |f| f.to_utf8().into_owned());
            let here = (filename, tb.line.get(), code.name.to_utf8().into_owned());
            if last.as_ref() != Some(&here) {
                self.repeated(repeats);
                repeats = 0;
                last = Some(here.clone());
            }
            repeats += 1;
            if repeats <= RECURSIVE_CUTOFF {
                self.entry(&tb, &code, &here);
            }
        }
        self.repeated(repeats);
    }

    fn repeated(&mut self, count: usize) {
        if count > RECURSIVE_CUTOFF {
            let more = count - RECURSIVE_CUTOFF;
            self.emit(
                &format!("  [Previous line repeated {more} more time{}]\n", if more > 1 { "s" } else { "" }),
                '|',
            );
        }
    }

    fn entry(&mut self, tb: &Traceback, code: &Code, (filename, line, name): &(String, i64, String)) {
        let mut text = format!("  File \"{filename}\", line {line}, in {name}\n");
        let position = code.position(tb.word).filter(|p| p.line as i64 == *line && p.line != 0);
        let first = (*line).clamp(0, u32::MAX as i64) as u32;
        let last = position.map_or(first, |p| p.end_line.max(first));
        if first > 0 {
            if let Some(lines) = self.sources.lines(self.vm, filename, first, last) {
                let has_text = lines.iter().any(|l| !l.trim().is_empty());
                match position {
                    Some(p) if has_text && lines.len() == (last - first) as usize + 1 => {
                        text.push_str(&marked_lines(&lines, p.col as usize, p.end_col as usize));
                    }
                    _ if has_text => {
                        let _ = writeln!(text, "    {}", lines[0].trim());
                    }
                    _ => {}
                }
            }
        }
        self.emit(&text, '|');
    }

    /// `Class: message`, the place of a syntax error, and notes.
    fn exception_only(&mut self, exc: &Value) {
        let class = self.class_name(exc);
        if self.vm.value_is_instance(exc, &self.vm.exc.syntax_error) {
            let text = self.syntax_error(exc, &class);
            self.emit(&text, '|');
        } else {
            let mut message = self.safe(self.vm.to_str(exc), "exception str() failed");
            message.push_str(&hint(self.vm, exc));
            let text =
                if message.is_empty() { format!("{class}\n") } else { format!("{class}: {message}\n") };
            self.emit(&text, '|');
        }
        self.notes(exc);
    }

    fn class_name(&mut self, exc: &Value) -> String {
        let class = self.vm.class_of(exc).into_value();
        let names = &self.vm.names;
        let name = self.vm.getattr(&class, &names.__qualname__).and_then(|v| self.vm.to_str(&v));
        let name = self.safe(name, "unknown");
        let module = self.vm.getattr_opt(&class, &names.__module__);
        match module {
            Ok(Some(module)) => match module.get::<Str>().map(|m| m.to_utf8().into_owned()) {
                Some(module) if module == "builtins" || module == "__main__" => name,
                Some(module) => format!("{module}.{name}"),
                None => format!("<unknown>.{name}"),
            },
            Ok(None) => name,
            Err(raised) => {
                drop(self.vm.take_raised(raised));
                name
            }
        }
    }

    /// The text, or a note that it could not be had.
    fn safe(&mut self, text: PyResult<Ref<Str>>, failure: &str) -> String {
        match text {
            Ok(text) => text.to_utf8().into_owned(),
            Err(raised) => {
                drop(self.vm.take_raised(raised));
                format!("<{failure}>")
            }
        }
    }

    fn notes(&mut self, exc: &Value) {
        let notes = match self.vm.getattr_opt(exc, &self.vm.names.__notes__) {
            Ok(Some(notes)) if !notes.is_none() => notes,
            Ok(_) => return,
            Err(raised) => {
                let error = self.vm.take_raised(raised);
                let shown = self.safe(self.vm.repr(&error), "unprintable");
                self.emit(&format!("Ignored error getting __notes__: {shown}\n"), '|');
                return;
            }
        };
        if notes.get::<List>().is_none() && notes.get::<Tuple>().is_none() {
            let text = self.safe(self.vm.repr(&notes), "__notes__ repr() failed");
            self.emit(&format!("{text}\n"), '|');
            return;
        }
        let items = match self.vm.collect(&notes) {
            Ok(items) => items,
            Err(raised) => return drop(self.vm.take_raised(raised)),
        };
        for note in items.iter() {
            let text = self.safe(self.vm.to_str(note), "note str() failed");
            for line in text.split('\n') {
                self.emit(&format!("{line}\n"), '|');
            }
        }
    }

    fn field_text(&mut self, exc: &Value, name: &str) -> Option<String> {
        let value = self.field(exc, name)?;
        Some(value.get::<Str>()?.to_utf8().into_owned())
    }

    fn field_int(&mut self, exc: &Value, name: &str) -> Option<i64> {
        self.field(exc, name)?.as_int()
    }

    fn field(&mut self, exc: &Value, name: &str) -> Option<Value> {
        match self.vm.intern(name).and_then(|name| self.vm.getattr_opt(exc, &name)) {
            Ok(value) => value.filter(|v| !v.is_none()),
            Err(raised) => {
                drop(self.vm.take_raised(raised));
                None
            }
        }
    }

    fn syntax_error(&mut self, exc: &Value, class: &str) -> String {
        let mut out = String::new();
        let line = self.field_int(exc, "lineno");
        let filename = self.field_text(exc, "filename");
        let mut suffix = String::new();
        match (line, &filename) {
            (Some(line), _) => {
                let _ =
                    writeln!(out, "  File \"{}\", line {line}", filename.as_deref().unwrap_or("<string>"));
            }
            (None, Some(filename)) => suffix = format!(" ({filename})"),
            (None, None) => {}
        }
        if let Some(text) = self.field_text(exc, "text") {
            let trimmed = text.trim_end_matches('\n');
            let shown = trimmed.trim_start_matches([' ', '\n', '\x0c']);
            let spaces = trimmed.chars().count() - shown.chars().count();
            let _ = writeln!(out, "    {shown}");
            let offset = self.field_int(exc, "offset");
            if let (Some(offset), Some(line)) = (offset, line) {
                let end_line = self.field_int(exc, "end_lineno");
                let end = self.field_int(exc, "end_offset").filter(|e| *e != 0);
                let width = trimmed.chars().count() as i64 + 1;
                let mut end =
                    if end_line == Some(line) || end_line.is_none() { end.unwrap_or(offset) } else { width };
                let length = text.chars().count() as i64;
                let offset = if length > 0 && offset > length { width } else { offset };
                if length > 0 && end > length {
                    end = width;
                }
                if offset >= end || end < 0 {
                    end = offset + 1;
                }
                let (start, end) = (offset - 1 - spaces as i64, end - 1 - spaces as i64);
                if start >= 0 {
                    out.push_str("    ");
                    // Tabs are kept, so that the marker stands under its column.
                    let lead: Vec<char> = shown
                        .chars()
                        .take(start as usize)
                        .map(|c| if c.is_whitespace() { c } else { ' ' })
                        .collect();
                    out.extend(lead);
                    out.extend(std::iter::repeat_n('^', (end - start).clamp(0, width.max(1)) as usize));
                    out.push('\n');
                }
            }
        }
        let message = match self.field(exc, "msg") {
            Some(message) => {
                let text = self.vm.to_str(&message);
                self.safe(text, "unprintable")
            }
            None => String::new(),
        };
        let message = if message.is_empty() { "<no detail available>" } else { &message };
        let _ = writeln!(out, "{class}: {message}{suffix}");
        out
    }
}
