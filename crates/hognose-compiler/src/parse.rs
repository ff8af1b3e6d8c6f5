//! Source to AST: ruff's parser behind checks of depth, its errors in CPython's words.

use ruff_python_ast::Mod;
use ruff_python_parser::{Mode as RuffMode, ParseOptions, Parsed};

use crate::Mode;
use crate::error::{Diagnostic, ErrorKind, Result};

/// Parses; the first error found is the result.
pub(crate) fn parse(source: &str, mode: Mode) -> Result<Parsed<Mod>> {
    let ruff_mode = match mode {
        Mode::Exec | Mode::Single => RuffMode::Module,
        Mode::Eval => RuffMode::Expression,
    };
    let options = ParseOptions::from(ruff_mode).with_target_version(ruff_python_ast::PythonVersion::PY314);
    let parsed = ruff_python_parser::parse_unchecked(source, options);
    if let Some(error) = parsed.errors().first() {
        let range = Some(error.location);
        return Err(Box::new(Diagnostic { kind: ErrorKind::Syntax, message: error.error.to_string(), range }));
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        let range = Some(error.range);
        return Err(Box::new(Diagnostic { kind: ErrorKind::Syntax, message: error.to_string(), range }));
    }
    Ok(parsed)
}
