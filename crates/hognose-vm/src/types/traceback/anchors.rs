//! Position markers: which columns of a source line the `~~^~~` under it point at.
//!
//! Works on source text alone; the rules are those of CPython's traceback.py.
//!
//! # Invariants
//! - A1: columns are counted in characters here; the parser's byte offsets are converted when they come in.

#![allow(clippy::disallowed_methods, reason = "marks under lines of one instruction")]

use ruff_python_ast::{Expr, Stmt};
use ruff_python_parser::parse_module;
use ruff_text_size::Ranged;

/// Segments longer than this are not parsed: they get plain carets.
const MAX_SEGMENT: usize = 4096;

/// The part of a segment that gets `^` while the rest gets `~`. Lines count from 0; `right_col` is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchors {
    pub left_line: usize,
    pub left_col: usize,
    pub right_line: usize,
    pub right_col: usize,
}

/// Lines of a segment as characters.
struct Lines {
    lines: Vec<Vec<char>>,
}

impl Lines {
    /// The first valid place at or after a column; None past the end.
    fn valid(&self, mut line: usize, mut col: usize) -> Option<(usize, usize)> {
        while line < self.lines.len() && col >= self.lines[line].len() {
            col = 0;
            line += 1;
        }
        if line < self.lines.len() { Some((line, col)) } else { None }
    }

    /// The first place from here on whose character meets the test; comments and continuations are skipped.
    fn until(&self, mut at: (usize, usize), stop: impl Fn(char) -> bool) -> Option<(usize, usize)> {
        loop {
            let ch = *self.lines.get(at.0)?.get(at.1)?;
            if ch == '\\' || ch == '#' {
                at = self.valid(at.0 + 1, 0)?;
            } else if !stop(ch) {
                at = self.valid(at.0, at.1 + 1)?;
            } else {
                return Some(at);
            }
        }
    }
}

/// Line and column (in characters) of a byte offset.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset.min(text.len())];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    (line, before[start..].chars().count())
}

/// The anchors of an expression that failed: an operator, brackets of a subscript, or of a call.
pub fn anchors_of(segment: &str) -> Option<Anchors> {
    if segment.len() > MAX_SEGMENT {
        return None;
    }
    // In parentheses an expression may span lines. The added first line shifts line numbers by one.
    let text = format!("(\n{segment}\n)");
    let parsed = parse_module(&text).ok()?;
    let [Stmt::Expr(statement)] = parsed.syntax().body.as_slice() else { return None };
    let lines = Lines { lines: segment.split('\n').map(|l| l.chars().collect()).collect() };
    let end_of = |e: &Expr| {
        let (line, col) = place(&text, e.end().to_usize());
        (line.wrapping_sub(1), col)
    };
    match &*statement.value {
        Expr::BinOp(op) => {
            let (line, col) = end_of(&op.left);
            let (line, col) = lines.until(lines.valid(line, col)?, |ch| !ch.is_whitespace() && ch != ')')?;
            let (right_line, right_start) = place(&text, op.right.start().to_usize());
            let right_line = right_line.wrapping_sub(1);
            let mut right_col = col + 1;
            let next = lines.lines[line].get(right_col).copied();
            let free = right_line > line || right_col < right_start;
            if free && next.is_some_and(|ch| !ch.is_whitespace() && ch != '\\' && ch != '#') {
                right_col += 1;
            }
            Some(Anchors { left_line: line, left_col: col, right_line: line, right_col })
        }
        Expr::Subscript(subscript) => {
            let (line, col) = end_of(&subscript.value);
            let left = lines.until(lines.valid(line, col)?, |ch| ch == '[')?;
            let (line, col) = end_of(&subscript.slice);
            let right = lines.until(lines.valid(line, col)?, |ch| ch == ']')?;
            Some(Anchors { left_line: left.0, left_col: left.1, right_line: right.0, right_col: right.1 + 1 })
        }
        Expr::Call(call) => {
            let (line, col) = end_of(&call.func);
            let left = lines.until(lines.valid(line, col)?, |ch| ch == '(')?;
            let right = end_of(&statement.value);
            Some(Anchors { left_line: left.0, left_col: left.1, right_line: right.0, right_col: right.1 })
        }
        _ => None,
    }
}

/// The failing call is all that the lines hold, as in `return f(x)`: then markers say nothing new.
fn is_plain_call(lines: &[String], start: usize, end: usize) -> bool {
    let text = lines.join("\n");
    if text.len() > MAX_SEGMENT {
        return false;
    }
    let Ok(parsed) = parse_module(&text) else { return false };
    let call = match parsed.syntax().body.first() {
        Some(Stmt::Return(statement)) => match statement.value.as_deref() {
            Some(Expr::Call(call)) if matches!(&*call.func, Expr::Name(_)) => call,
            _ => return false,
        },
        Some(Stmt::Assign(statement)) => match &*statement.value {
            Expr::Call(call) => call,
            _ => return false,
        },
        _ => return false,
    };
    let (first, first_col) = place(&text, call.start().to_usize());
    let (last, last_col) = place(&text, call.end().to_usize());
    first == 0 && last + 1 == lines.len() && first_col == start && last_col == end
}

/// Columns in the terminal: wide characters take two.
fn width(ch: char) -> usize {
    match ch as u32 {
        0x1100..=0x115F
        | 0x2E80..=0x303E
        | 0x3041..=0x33FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xA000..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1F64F
        | 0x1F900..=0x1F9FF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

fn display_width(line: &str, chars: usize) -> usize {
    line.chars().take(chars).map(width).sum()
}

fn line_width(line: &str) -> usize {
    line.chars().map(width).sum()
}

/// Source lines with their common indentation removed, and the markers below them, each line indented by four.
///
/// `lines` are the source lines of the instruction; `col` and `end_col` its first and last column in UTF-8 bytes.
pub fn marked_lines(lines: &[String], col: usize, end_col: usize) -> String {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return String::new() };
    let chars_before = |line: &str, bytes: usize| {
        let mut at = bytes.min(line.len());
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        line[..at].chars().count()
    };
    let (start, end) = (chars_before(first, col), chars_before(last, end_col));
    let lines_out = dedented(lines);
    let removed = first.chars().count() - lines_out[0].chars().count();
    let (start, end) = (start.saturating_sub(removed), end.saturating_sub(removed));
    let last_index = lines_out.len() - 1;
    let (display_start, display_end) =
        (display_width(&lines_out[0], start), display_width(&lines_out[last_index], end));
    let segment: String = {
        let all: Vec<char> = lines_out.join("\n").chars().collect();
        let cut = lines_out[last_index].chars().count().saturating_sub(end);
        let stop = all.len().saturating_sub(cut).max(start.min(all.len()));
        all[start.min(all.len())..stop].iter().collect()
    };
    let anchors = anchors_of(&segment);
    let shown = show_markers(&lines_out, start, end, anchors);
    let marks = Marks {
        lines: &lines_out,
        display_start,
        display_end,
        shown,
        anchors: anchors.map(|a| a.shifted(start, &lines_out)),
    };
    marks.render()
}

impl Anchors {
    /// Counted from the line's start, in terminal columns, rather than from the segment's.
    fn shifted(self, start: usize, lines: &[String]) -> Anchors {
        let shift = |line: usize, col: usize| {
            let col = if line == 0 { col + start } else { col };
            lines.get(line).map_or(col, |l| display_width(l, col))
        };
        Anchors {
            left_col: shift(self.left_line, self.left_col),
            right_col: shift(self.right_line, self.right_col),
            ..self
        }
    }
}

fn show_markers(lines: &[String], start: usize, end: usize, anchors: Option<Anchors>) -> bool {
    if is_plain_call(lines, start, end) {
        return false;
    }
    if anchors.is_some() {
        return true;
    }
    let before = lines[0].chars().take(start).any(|ch| !ch.is_whitespace());
    let after = lines[lines.len() - 1].chars().skip(end).any(|ch| !ch.is_whitespace());
    before || after
}

/// Lines to show, and what goes under them.
struct Marks<'a> {
    lines: &'a [String],
    display_start: usize,
    display_end: usize,
    shown: bool,
    anchors: Option<Anchors>,
}

impl Marks<'_> {
    fn render(&self) -> String {
        let mut significant = vec![0, self.lines.len() - 1];
        if let Some(a) = self.anchors {
            for middle in [a.left_line, a.right_line] {
                significant.extend([middle.wrapping_sub(1), middle, middle + 1]);
            }
        }
        significant.retain(|line| *line < self.lines.len());
        significant.sort_unstable();
        significant.dedup();
        let mut out = String::new();
        let mut previous: Option<usize> = None;
        for line in significant {
            if let Some(previous) = previous {
                match line - previous {
                    2 => self.line(line - 1, &mut out),
                    3.. => out.push_str(&format!("    ...<{} lines>...\n", line - previous - 1)),
                    _ => {}
                }
            }
            self.line(line, &mut out);
            previous = Some(line);
        }
        out
    }

    fn line(&self, number: usize, out: &mut String) {
        let line = &self.lines[number];
        out.push_str("    ");
        out.push_str(line);
        out.push('\n');
        if !self.shown {
            return;
        }
        let spaces = line.chars().take_while(|ch| ch.is_whitespace()).count();
        let count = if number == self.lines.len() - 1 { self.display_end } else { line_width(line) };
        out.push_str("    ");
        for col in 0..count {
            let blank = col < spaces || (number == 0 && col < self.display_start);
            out.push(if blank { ' ' } else { self.mark(number, col) });
        }
        out.push('\n');
    }

    fn mark(&self, line: usize, col: usize) -> char {
        let Some(a) = self.anchors else { return '^' };
        let after_left = line > a.left_line || (line == a.left_line && col >= a.left_col);
        let before_right = line < a.right_line || (line == a.right_line && col < a.right_col);
        if after_left && before_right { '^' } else { '~' }
    }
}

/// The lines without the indentation that all of them share; blank lines do not count.
fn dedented(lines: &[String]) -> Vec<String> {
    let indent_of = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut margin: Option<&str> = None;
    for line in lines.iter().filter(|l| !l.trim().is_empty()) {
        let indent = &line[..indent_of(line)];
        margin = Some(match margin {
            None => indent,
            Some(margin) => {
                let common = margin.bytes().zip(indent.bytes()).take_while(|(a, b)| a == b).count();
                &margin[..common]
            }
        });
    }
    let margin = margin.unwrap_or("").len();
    lines
        .iter()
        .map(|l| if l.trim().is_empty() { String::new() } else { l[margin.min(l.len())..].to_string() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::marked_lines;

    fn marked(line: &str, col: usize, end: usize) -> String {
        marked_lines(&[line.to_string()], col, end)
    }

    #[test]
    fn marks_operators_subscripts_and_calls() {
        assert_eq!(marked("    x = a + b", 8, 13), "    x = a + b\n        ~~^~~\n");
        assert_eq!(marked("print(a[0][1])", 6, 13), "    print(a[0][1])\n          ~~~~^^^\n");
        assert_eq!(marked("f(1)", 0, 4), "    f(1)\n    ~^^^\n");
        assert_eq!(marked("x = f(1)", 4, 8), "    x = f(1)\n");
        assert_eq!(marked("    return f(1)", 11, 15), "    return f(1)\n");
        assert_eq!(marked("    raise ValueError", 4, 20), "    raise ValueError\n");
        assert_eq!(marked("x = y", 4, 5), "    x = y\n        ^\n");
        assert_eq!(marked("1 // 0", 0, 6), "    1 // 0\n    ~~^^~~\n");
    }

    #[test]
    fn spans_lines() {
        let lines: Vec<String> = ["    foo(", "        a,", "        b,", "        b,", "        c", "    )"]
            .map(String::from)
            .to_vec();
        assert_eq!(
            marked_lines(&lines, 4, 5),
            "    foo(\n    ~~~^\n        a,\n        ^^\n    ...<2 lines>...\n        c\n        ^\n    )\n    ^\n"
        );
    }
}
