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
mod liveness;
mod nesting;
pub mod opcode;
mod parse;
mod parse_error;
pub mod positions;
mod scope;
mod serialize;
mod source;
pub mod tree;
mod verify;
mod warn;

pub use disassemble::disassemble;
pub use error::{ErrorKind, SyntaxError};
pub use liveness::check_liveness;
pub use serialize::{deserialize, serialize};
pub use source::decode_source;
pub use verify::verify;

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

/// Levels of nesting that any thread's stack can take.
const SHALLOW: u32 = 60;
/// Stack that one level of nesting takes at most, in the parser or in code generation, and what the rest needs.
const STACK_PER_LEVEL: usize = if cfg!(debug_assertions) { 12 * 1024 } else { 4 * 1024 };
const STACK_BASE: usize = 4 << 20;

/// Compiles source text.
///
/// Deeply nested sources are compiled on a thread of their own with a stack large enough (reserved, not committed).
pub fn compile(source: &str, filename: &str, mode: Mode, options: &Options) -> Result<CodeUnit, SyntaxError> {
    with_stack(source, mode, |lines, depth| {
        compile_inner(source, filename, mode, options, lines, depth).map(|(unit, _)| unit)
    })
}

/// As `compile`, with what SyntaxWarnings are due for: each in the form of the error that a filter may make of it.
pub fn compile_with_warnings(
    source: &str,
    filename: &str,
    mode: Mode,
    options: &Options,
) -> Result<(CodeUnit, Vec<SyntaxError>), SyntaxError> {
    with_stack(source, mode, |lines, depth| {
        let (unit, parsed) = compile_inner(source, filename, mode, options, lines, depth)?;
        let warnings = warn::find(source, parsed.tokens(), &body_of(&parsed));
        let located = warnings.into_iter().map(|warning| {
            let (message, range) = (warning.message, Some(warning.range));
            lines.locate(error::Diagnostic { kind: ErrorKind::Syntax, message, range })
        });
        Ok((unit, located.collect()))
    })
}

/// Parses source text to a tree in the terms of Python's `ast`.
pub fn parse_tree(source: &str, mode: Mode) -> Result<tree::Tree, SyntaxError> {
    with_stack(source, mode, |lines, _| {
        let parsed = parse::parse(source, mode)?;
        tree::build(parsed.syntax(), source, lines, mode == Mode::Single)
    })
}

/// Runs `run` with the lines of the source and its depth, on a stack that is large enough.
fn with_stack<T: Send>(
    source: &str,
    mode: Mode,
    run: impl Fn(&source::Lines<'_>, u32) -> error::Result<T> + Sync,
) -> Result<T, SyntaxError> {
    let lines = source::Lines::new(source);
    let result = parse::precheck(source, mode).and_then(|depth| {
        if depth <= SHALLOW {
            return run(&lines, depth);
        }
        std::thread::scope(|scope| {
            let stack = STACK_BASE + depth as usize * STACK_PER_LEVEL;
            let run = || run(&source::Lines::new(source), depth);
            match std::thread::Builder::new().stack_size(stack).spawn_scoped(scope, run) {
                Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                Err(_) => Err(error::no_memory()),
            }
        })
    });
    result.map_err(|diagnostic| lines.locate(*diagnostic))
}

/// Bytes that compiling a source takes at most, beside the code unit: to be charged before compiling.
pub fn estimated_parse_bytes(source_len: usize) -> usize {
    source_len.saturating_mul(200).saturating_add(64 * 1024)
}

fn compile_inner(
    source: &str,
    filename: &str,
    mode: Mode,
    options: &Options,
    lines: &source::Lines<'_>,
    depth: u32,
) -> error::Result<(CodeUnit, ruff_python_parser::Parsed<Mod>)> {
    let parsed = parse::parse(source, mode)?;
    let body = body_of(&parsed);
    // Statements and expressions count alike; the estimate bounds both, so this is a second line of defence.
    let max_depth = depth * 2 + 64;
    let mut names = scope::Names::default();
    let scopes = scope::build(body, &mut names, options.future_annotations, max_depth)?;
    let settings = codegen::Settings {
        source,
        filename,
        optimize: options.optimize,
        interactive: mode == Mode::Single,
        max_depth,
    };
    let unit = codegen::generate(body, &scopes, names, lines, &settings)?;
    drop(scopes);
    Ok((unit, parsed))
}

fn body_of(parsed: &ruff_python_parser::Parsed<Mod>) -> Source<'_> {
    match parsed.syntax() {
        Mod::Module(module) => Source::Suite(&module.body),
        Mod::Expression(expression) => Source::Expr(&expression.body),
    }
}
