//! Source text from bytes: the byte order mark, the coding cookie (PEP 263), and what is wrong with it.
//!
//! Compiles nothing.

use hognose_heap::Value;

use crate::raise::{PyResult, Raised};
use crate::types::exception;
use crate::vm::Vm;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// The encoding that a line declares: `# -*- coding: NAME -*-`.
fn cookie(line: &[u8]) -> Option<&str> {
    let line = line.trim_ascii_start();
    if line.first() != Some(&b'#') {
        return None;
    }
    let mut rest = line;
    loop {
        let at = rest.windows(7).position(|w| w[..6] == *b"coding" && matches!(w[6], b':' | b'='))?;
        rest = &rest[at + 7..];
        let name = rest.iter().position(|b| !matches!(b, b' ' | b'\t')).map_or(&rest[..0], |i| &rest[i..]);
        let end = name.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')));
        let name = &name[..end.unwrap_or(name.len())];
        if !name.is_empty() {
            return std::str::from_utf8(name).ok();
        }
    }
}

/// The declaration in the first two lines; the second counts only below a comment or an empty line.
fn declared(bytes: &[u8]) -> Option<(&str, u32)> {
    let mut lines = bytes.split(|b| *b == b'\n' || *b == b'\r');
    let first = lines.next()?;
    if let Some(found) = cookie(first) {
        return Some((found, 1));
    }
    if !matches!(first.trim_ascii_start().first(), None | Some(b'#')) {
        return None;
    }
    let second = lines.next()?;
    // What stands between CR and LF is no line.
    let second =
        if second.is_empty() && bytes.get(first.len()) == Some(&b'\r') { lines.next()? } else { second };
    cookie(second).map(|found| (found, 2))
}

fn error(vm: &Vm, message: &str, filename: &str, line: u32, offset: i64) -> Raised {
    let made = (|| {
        let place =
            vm.tuple_of([vm.str(filename)?, vm.int(i64::from(line))?, vm.int(offset)?, Value::NONE])?;
        exception::new(vm, &vm.exc.syntax_error, &[vm.str(message)?, place])
    })();
    match made {
        Ok(exc) => vm.raise_value(exc),
        Err(raised) => raised,
    }
}

/// The text of a source. `file`: the bytes are a file's, whose errors CPython words differently.
pub(crate) fn decode(vm: &Vm, bytes: &[u8], filename: &str, file: bool) -> PyResult<String> {
    let marked = bytes.starts_with(BOM);
    let body = if marked { &bytes[BOM.len()..] } else { bytes };
    let declared = declared(body);
    let name =
        declared.map_or_else(|| "utf-8".to_owned(), |(name, _)| name.to_ascii_lowercase().replace('_', "-"));
    let is_utf8 = name == "utf-8" || name.starts_with("utf-8-");
    if marked && name != "utf-8" && declared.is_some() {
        let (shown, _) = declared.unwrap_or(("", 0));
        return Err(error(vm, &format!("encoding problem: {shown} with BOM"), filename, 0, -1));
    }
    if is_utf8 || (marked && declared.is_none()) {
        return match std::str::from_utf8(body) {
            Ok(text) => Ok(text.to_owned()),
            Err(wrong) => Err(not_utf8(vm, body, wrong.valid_up_to(), filename, file && declared.is_none())),
        };
    }
    let encoded = vm.bytes(body)?;
    let text = match vm.call_method(&encoded, "decode", &[vm.str(&name)?]) {
        Ok(text) => text,
        Err(raised) => {
            let (shown, line) = declared.unwrap_or(("", 0));
            if vm.catch(&vm.exc.lookup_error).is_some() {
                return Err(error(vm, &format!("unknown encoding: {shown}"), filename, 0, -1));
            }
            let Some(exc) = vm.catch(&vm.exc.unicode_decode_error) else { return Err(raised) };
            let text = vm.to_str(&exc)?;
            return Err(error(vm, &format!("(unicode error) {}", text.to_utf8()), filename, line, -1));
        }
    };
    let text = vm.to_str(&text)?;
    Ok(text.to_utf8().into_owned())
}

#[cold]
fn not_utf8(vm: &Vm, bytes: &[u8], at: usize, filename: &str, undeclared_file: bool) -> Raised {
    let before = &bytes[..at];
    let line = 1 + before.iter().filter(|b| **b == b'\n').count() as u32;
    if undeclared_file {
        let message = format!(
            "Non-UTF-8 code starting with '\\x{:02x}' in file {filename} on line {line}, but no encoding declared; \
             see https://peps.python.org/pep-0263/ for details",
            bytes[at]
        );
        return error(vm, &message, filename, line, 0);
    }
    // As the codec says it.
    let said = vm
        .bytes(bytes)
        .and_then(|all| vm.call_method(&all, "decode", &[vm.str("utf-8")?]))
        .map(|_| String::new())
        .or_else(|raised| match vm.catch(&vm.exc.unicode_decode_error) {
            Some(exc) => Ok(vm.to_str(&exc)?.to_utf8().into_owned()),
            None => Err(raised),
        });
    let said = match said {
        Ok(said) => said,
        Err(raised) => return raised,
    };
    let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |i| at + i);
    let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
    error(vm, &format!("(unicode error) {said}"), filename, line, (end - start) as i64)
}

/// The text of a source that is no string: bytes, or what has a buffer.
pub(crate) fn of_bytes(vm: &Vm, source: &Value, filename: &str) -> PyResult<String> {
    let bytes = vm.call(vm.types.bytes.as_value(), std::slice::from_ref(source))?;
    let bytes = vm.bytes_of_buffer(&bytes)?;
    let _charge = vm.charge(bytes.tail().len() * 4)?;
    decode(vm, bytes.tail(), filename, false)
}
