//! Python source to register bytecode: parse (ruff), scopes, code generation, disassembly.
//!
//! It executes nothing and has no heap: a [`code::CodeUnit`] is plain data, which the VM turns into a code object.
//!
//! ```
//! use hognose_compiler::{Mode, Options, compile, disassemble};
//! let unit = compile("print(1 + 2)", "<string>", Mode::Exec, &Options::default())?;
//! assert!(disassemble(&unit).contains("LoadSmall"));
//! # Ok::<(), hognose_compiler::SyntaxError>(())
//! ```

pub mod code;
mod codegen;
mod disassemble;
mod error;
mod fold;
mod literal;
pub mod opcode;
mod parse;
pub mod positions;
mod scope;
mod source;

pub use disassemble::disassemble;
pub use error::{ErrorKind, SyntaxError};

use code::CodeUnit;
use ruff_python_ast::Mod;
use scope::Source;

/// What the source is, as `compile`'s modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A module.
    Exec,
    /// One expression, whose value the unit returns.
    Eval,
    /// Interactive statements: values of expressions are shown.
    Single,
}

/// How to compile.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// 0; 1 drops asserts (`-O`); 2 docstrings, too (`-OO`).
    pub optimize: u8,
    /// `from __future__ import annotations` holds from the start (inherited by `exec` and `compile`).
    pub future_annotations: bool,
}

/// Compiles source text.
pub fn compile(source: &str, filename: &str, mode: Mode, options: &Options) -> Result<CodeUnit, SyntaxError> {
    let lines = source::Lines::new(source);
    compile_inner(source, filename, mode, options, &lines).map_err(|diagnostic| lines.locate(*diagnostic))
}

fn compile_inner(
    source: &str,
    filename: &str,
    mode: Mode,
    options: &Options,
    lines: &source::Lines<'_>,
) -> error::Result<CodeUnit> {
    let parsed = parse::parse(source, mode)?;
    let body = match parsed.syntax() {
        Mod::Module(module) => Source::Suite(&module.body),
        Mod::Expression(expression) => Source::Expr(&expression.body),
    };
    let max_depth = 100_000;
    let mut names = scope::Names::default();
    let scopes = scope::build(body, &mut names, options.future_annotations, max_depth)?;
    let settings = codegen::Settings {
        source,
        filename,
        optimize: options.optimize,
        interactive: mode == Mode::Single,
        max_depth,
    };
    codegen::generate(body, &scopes, names, lines, &settings)
}
