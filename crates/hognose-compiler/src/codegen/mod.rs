//! Code generation: the AST and its scopes to code units.
//!
//! Expressions are evaluated straight into the register that wants them. A destination that is a local is written by
//! one instruction, the last, so that a failing expression leaves it as it was. Operands that are locals are borrowed
//! (O1) unless a later operand may assign to them (`:=`), which copies them first.
//!
//! # Invariants
//! - G1: `expr_to(e, dst)` for a temporary `dst` may use it as scratch; it is without an object before.
//! - G2: every statement leaves `top` where it was.

mod annotations;
mod assign;
mod bits;
mod call;
mod class;
mod comprehension;
mod condition;
mod consts;
mod display;
mod except;
mod except_star;
mod expr;
mod flow;
mod fstring;
mod function;
mod import;
mod name;
mod pattern;
mod stmt;
mod suspend;
mod type_params;
mod unit;
mod unparse;
mod with;

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::code::{CodeUnit, Const, Position, Positions, flags};
use crate::error::{Diagnostic, ErrorKind, Result, error, too_deep};
use crate::fold::Folder;
use crate::opcode::Op;
use crate::scope::{Kind, NameId, Names, Place, ScopeId, Scopes, Source, sym};
use crate::source::Lines;
use unit::{Reg, Unit};

/// What code generation needs to know beside the AST.
pub(crate) struct Settings<'a> {
    pub source: &'a str,
    pub filename: &'a str,
    pub optimize: u8,
    pub interactive: bool,
    pub max_depth: u32,
}

/// Generates the code unit of a source.
pub(crate) fn generate<'a>(
    body: Source<'a>,
    scopes: &'a Scopes<'a>,
    names: Names<'a>,
    lines: &'a Lines<'a>,
    settings: &'a Settings<'a>,
) -> Result<CodeUnit> {
    let module = Unit::new(0, scopes.get(0).varnames.len() as Reg);
    let folder = Folder { source: settings.source, debug: settings.optimize == 0 };
    let mut codegen = Codegen {
        names,
        scopes,
        lines,
        settings,
        folder,
        u: Box::new(module),
        outer: Vec::new(),
        scope: 0,
        class: None,
        depth: 0,
    };
    codegen.begin_unit(0);
    match body {
        Source::Suite(suite) => codegen.module(suite)?,
        Source::Expr(expr) => {
            let value = codegen.operand(expr, None)?;
            codegen.at(expr.range());
            codegen.u.emit(Op::Return, 0, value, 0);
        }
    }
    let unit = codegen.u;
    codegen.u = Box::new(Unit::new(0, 0));
    codegen.finish(*unit, "<module>", 1, Parameters::default())
}

/// Counts of a unit's parameters.
#[derive(Clone, Copy, Default)]
pub(crate) struct Parameters {
    posonly: u32,
    positional: u32,
    kwonly: u32,
    vararg: bool,
    kwarg: bool,
}

pub(crate) struct Codegen<'a> {
    names: Names<'a>,
    scopes: &'a Scopes<'a>,
    lines: &'a Lines<'a>,
    settings: &'a Settings<'a>,
    folder: Folder<'a>,
    /// The unit being written; those around it wait in `outer`.
    u: Box<Unit<'a>>,
    outer: Vec<(Box<Unit<'a>>, ScopeId, Option<&'a str>)>,
    /// The innermost scope: the unit's own or that of a comprehension in it.
    scope: ScopeId,
    /// The class that mangles private names.
    class: Option<&'a str>,
    depth: u32,
}

impl<'a> Codegen<'a> {
    /// Instructions written next belong to this range.
    fn at(&mut self, range: TextRange) {
        self.u.range = Some(range);
    }

    fn name_id(&mut self, text: &'a str) -> NameId {
        self.names.mangled(text, self.class)
    }

    fn deeper(&mut self, range: TextRange) -> Result<()> {
        self.depth += 1;
        if self.depth > self.settings.max_depth { too_deep(Some(range)) } else { Ok(()) }
    }

    fn shallower(&mut self) {
        self.depth -= 1;
    }

    /// Whether a `:=` of this unit stands in a range.
    fn has_walrus(&self, range: Option<TextRange>) -> bool {
        let Some(range) = range else { return false };
        let walrus = &self.scopes.get(self.u.scope).walrus;
        if walrus.is_empty() {
            return false;
        }
        let first = walrus.partition_point(|&offset| offset < u32::from(range.start()));
        walrus.get(first).is_some_and(|&offset| offset < u32::from(range.end()))
    }

    // ---- units

    /// Begins the code unit of a scope.
    fn enter(&mut self, scope: ScopeId, qualname: String) {
        let nlocals = self.scopes.get(scope).varnames.len() as Reg;
        let mut unit = Box::new(Unit::new(scope, nlocals));
        unit.qualname = qualname;
        std::mem::swap(&mut self.u, &mut unit);
        self.outer.push((unit, self.scope, self.class));
        self.scope = scope;
        self.begin_unit(scope);
    }

    fn begin_unit(&mut self, id: ScopeId) {
        let scope = self.scopes.get(id);
        for (i, &name) in scope.freevars.iter().enumerate() {
            self.u.free_index.insert(name, i as u32);
        }
        self.u.may_unbind = scope.unbound.clone();
        for symbol in &scope.symbols {
            if symbol.flags & sym::PARAM != 0 {
                if symbol.place == Place::Local {
                    self.u.bound.set(symbol.register);
                }
                if symbol.register == 0 {
                    self.u.first_param = Some(symbol.name);
                }
            }
        }
        if scope.is_generator || scope.is_async {
            self.u.emit(Op::ReturnGenerator, 0, 0, 0);
        }
        for symbol in &scope.symbols {
            if symbol.place == Place::Cell {
                self.u.emit(Op::MakeCell, symbol.register, 0, 0);
            }
        }
    }

    /// Ends the present unit and returns to the one around it.
    fn leave(&mut self, name: &str, first: TextSize, parameters: Parameters) -> Result<CodeUnit> {
        let Some((mut unit, scope, class)) = self.outer.pop() else {
            return too_deep(None);
        };
        std::mem::swap(&mut self.u, &mut unit);
        self.scope = scope;
        self.class = class;
        let line = self.lines.line(first);
        self.finish(*unit, name, line, parameters)
    }

    fn finish(
        &mut self,
        mut unit: Unit<'a>,
        name: &str,
        first_line: u32,
        parameters: Parameters,
    ) -> Result<CodeUnit> {
        let scope = self.scopes.get(unit.scope);
        if unit.reachable {
            // No line of its own: a trace function would take the last statement for reached. Where it is all there is (`pass`), it
            // is that statement.
            if !unit.words.is_empty() {
                unit.range = None;
            }
            unit.emit(Op::ReturnNone, 0, 0, 0);
        }
        if unit.max_regs > 0xffff || unit.words.len() > i32::MAX as usize {
            let message = "too many local variables or nested values in one code block".to_string();
            return Err(Box::new(Diagnostic { kind: ErrorKind::Memory, message, range: unit.range }));
        }
        let handlers = unit.finish();
        let mut flag = 0;
        if scope.is_function() {
            flag |= flags::OPTIMIZED | flags::NEWLOCALS;
            if scope.parent.is_some_and(|parent| self.scopes.get(parent).is_function()) {
                flag |= flags::NESTED;
            }
            if scope.parent.is_some_and(|parent| self.scopes.get(parent).kind == Kind::Class)
                && scope.kind == Kind::Function
            {
                flag |= flags::METHOD;
            }
        }
        flag |= if parameters.vararg { flags::VARARGS } else { 0 };
        flag |= if parameters.kwarg { flags::VARKEYWORDS } else { 0 };
        flag |= match (scope.is_generator, scope.is_async) {
            (true, true) => flags::ASYNC_GENERATOR,
            (true, false) => flags::GENERATOR,
            (false, true) => flags::COROUTINE,
            (false, false) => 0,
        };
        if self.scopes.future_annotations {
            flag |= flags::FUTURE_ANNOTATIONS;
        }
        if scope.has_docstring && self.settings.optimize < 2 && scope.kind == Kind::Function {
            flag |= flags::HAS_DOCSTRING;
        }
        let text = |names: &Names<'_>, ids: &[NameId]| {
            ids.iter().map(|&id| names.text(id).to_string()).collect::<Vec<_>>()
        };
        let mut varnames = text(&self.names, &scope.varnames);
        for &(_, _, register) in &scope.hidden {
            if let Some(name) = varnames.get_mut(register as usize) {
                name.insert(0, '.');
            }
        }
        let positions: Vec<Position> =
            unit.places.iter().map(|&(word, range)| self.position(word, range)).collect();
        let attributes = std::mem::take(&mut unit.self_attributes);
        let self_attributes = attributes.into_iter().map(|id| unit.name(id)).collect();
        unit.words.shrink_to_fit();
        Ok(CodeUnit {
            name: name.to_string(),
            qualname: if unit.qualname.is_empty() { name.to_string() } else { unit.qualname },
            filename: self.settings.filename.to_string(),
            first_line,
            flags: flag,
            posonly_count: parameters.posonly,
            arg_count: parameters.positional,
            kwonly_count: parameters.kwonly,
            nlocals: unit.nlocals,
            nregs: unit.max_regs,
            varnames,
            cell_registers: scope.cells.iter().map(|&cell| cell as u16).collect(),
            freevars: text(&self.names, &scope.freevars),
            names: text(&self.names, &unit.names),
            consts: unit.consts.list,
            words: unit.words,
            sites: unit.sites,
            handlers,
            positions: Positions::pack(&positions),
            self_attributes,
        })
    }

    fn position(&self, word: u32, range: Option<TextRange>) -> Position {
        let Some(range) = range else { return Position { word, ..Position::default() } };
        let (line, col) = self.lines.place(range.start());
        let (end_line, end_col) = self.lines.place(range.end());
        Position { word, line, end_line, col, end_col }
    }

    /// The qualified name of what is defined here.
    fn qualname(&mut self, name: &str, id: Option<NameId>) -> String {
        // Scopes of type parameters do not show.
        let mut scope = self.scope;
        let mut depth = self.outer.len();
        let mut prefix = self.u.qualname.clone();
        while self.scopes.get(scope).kind == Kind::TypeParams {
            let Some(parent) = self.scopes.get(scope).parent else { break };
            scope = parent;
            if depth > 0 {
                depth -= 1;
                prefix = self.outer[depth].0.qualname.clone();
            }
        }
        if let Some(id) = id
            && self.scopes.symbol(scope, id).is_some_and(|symbol| symbol.place == Place::GlobalExplicit)
        {
            return name.to_string();
        }
        let unit = self.scopes.get(self.scopes.get(scope).unit);
        match unit.kind {
            Kind::Module => name.to_string(),
            Kind::Class => format!("{prefix}.{name}"),
            _ => format!("{prefix}.<locals>.{name}"),
        }
    }

    fn module(&mut self, suite: &'a [Stmt]) -> Result<()> {
        self.module_annotations(suite)?;
        if self.settings.interactive {
            for pair in suite.windows(2) {
                if self.lines.line(pair[0].end()) != self.lines.line(pair[1].start()) {
                    return error(
                        "multiple statements found while compiling a single statement",
                        pair[1].range(),
                    );
                }
            }
            return self.body(suite);
        }
        let rest = self.docstring(suite);
        self.body(rest)
    }

    /// Stores a docstring as `__doc__` (module, class); what remains of the body.
    fn docstring(&mut self, body: &'a [Stmt]) -> &'a [Stmt] {
        let Some(doc) = crate::scope::docstring(body) else { return body };
        if self.settings.optimize < 2 {
            let value = self.doc_constant(doc);
            self.at(doc.range);
            let temp = self.u.temp();
            self.load_const(temp, value);
            let id = self.names.intern("__doc__");
            let name = self.u.name(id);
            self.u.emit_x(Op::StoreName, 0, temp, 0, name);
            self.u.top = temp;
        }
        &body[1..]
    }

    /// A docstring with its margins taken off, as 3.13 does.
    fn doc_constant(&self, doc: &ruff_python_ast::ExprStringLiteral) -> Const {
        Const::Str(clean_doc(&crate::literal::string(self.settings.source, doc)))
    }

    /// The range of an attribute that stands on another line than its object: from the name on, to `end`.
    fn attribute_range(&self, e: &ruff_python_ast::ExprAttribute, end: TextSize) -> TextRange {
        if self.lines.line(e.range.start()) == self.lines.line(e.attr.range.end()) {
            return TextRange::new(e.range.start(), end);
        }
        TextRange::new(e.attr.range.start(), end)
    }

    /// Where evaluation of an expression list ends: the range of all after the first `n`.
    fn rest_range(list: &[Expr], n: usize) -> Option<TextRange> {
        Some(TextRange::new(list.get(n)?.start(), list.last()?.end()))
    }
}

/// Takes the common indentation off a docstring's lines after the first.
fn clean_doc(text: &[u8]) -> Box<[u8]> {
    let lines: Vec<&[u8]> = text.split(|&byte| byte == b'\n').collect();
    // Tabs count as they do for `str.expandtabs`.
    let expand = |line: &[u8]| -> Vec<u8> {
        let mut out = Vec::with_capacity(line.len());
        let mut col = 0;
        for &byte in line {
            if byte == b'\t' {
                let n = 8 - col % 8;
                out.extend(std::iter::repeat_n(b' ', n));
                col += n;
            } else {
                out.push(byte);
                col += usize::from(byte & 0xc0 != 0x80);
            }
        }
        out
    };
    let expanded: Vec<Vec<u8>> = lines.iter().map(|line| expand(line)).collect();
    let indent = |line: &[u8]| line.iter().take_while(|&&byte| byte == b' ').count();
    let margin =
        expanded.iter().skip(1).filter(|line| line.iter().any(|&b| b != b' ')).map(|line| indent(line)).min();
    let mut out = Vec::with_capacity(text.len());
    for (i, line) in expanded.iter().enumerate() {
        let cut = if i == 0 { indent(line) } else { margin.unwrap_or(0).min(indent(line)) };
        if i > 0 {
            out.push(b'\n');
        }
        out.extend_from_slice(&line[cut..]);
    }
    out.into()
}
