//! Source to AST: ruff's parser behind checks of depth, its errors in CPython's words.

use ruff_python_ast::Mod;
use ruff_python_parser::{Mode as RuffMode, ParseOptions, Parsed};

use crate::Mode;
use crate::error::{Diagnostic, ErrorKind, Result};

/// What must hold before the parser may see a source; an upper bound of its nesting.
pub(crate) fn precheck(source: &str, mode: Mode) -> Result<u32> {
    if source.contains('\0') {
        let message = "source code cannot contain null bytes".to_string();
        return Err(Box::new(Diagnostic { kind: ErrorKind::Syntax, message, range: None }));
    }
    if source.len() > u32::MAX as usize / 2 {
        let message = "source is too large".to_string();
        return Err(Box::new(Diagnostic { kind: ErrorKind::Memory, message, range: None }));
    }
    crate::nesting::depth(source, ruff_mode(mode))
}

fn ruff_mode(mode: Mode) -> RuffMode {
    match mode {
        Mode::Exec | Mode::Single => RuffMode::Module,
        Mode::Eval => RuffMode::Expression,
    }
}

/// Parses; the first error found is the result.
pub(crate) fn parse(source: &str, mode: Mode) -> Result<Parsed<Mod>> {
    let options =
        ParseOptions::from(ruff_mode(mode)).with_target_version(ruff_python_ast::PythonVersion::PY314);
    let parsed = ruff_python_parser::parse_unchecked(source, options);
    if !parsed.errors().is_empty() {
        return Err(crate::parse_error::diagnose(source, parsed.tokens(), parsed.errors()));
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        use ruff_python_parser::UnsupportedSyntaxErrorKind as Kind;
        let message = match error.kind {
            Kind::UnpackingInComprehension(kind) if format!("{kind:?}").starts_with("Dict") => {
                "dict unpacking cannot be used in dict comprehension".to_string()
            }
            Kind::UnpackingInComprehension(_) => {
                "iterable unpacking cannot be used in comprehension".to_string()
            }
            _ => "invalid syntax".to_string(),
        };
        return Err(Box::new(Diagnostic { kind: ErrorKind::Syntax, message, range: Some(error.range) }));
    }
    Ok(parsed)
}
