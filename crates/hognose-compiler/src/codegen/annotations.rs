//! Annotations: `__annotate__` functions that compute them when asked (PEP 649, 749), or their texts under
//! `from __future__ import annotations`.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::class::has_annotations;
use super::function::Extras;
use super::unit::Reg;
use super::{Codegen, Parameters};
use crate::code::Const;
use crate::error::Result;
use crate::opcode::Op;
use crate::scope::{Deferred, Kind, NameId, Part, ScopeId, annotations_key};

impl<'a> Codegen<'a> {
    /// A module's `__annotate__` is there before its first statement runs.
    pub(super) fn module_annotations(&mut self, suite: &'a [Stmt]) -> Result<()> {
        if self.scopes.future_annotations {
            if has_annotations(suite) {
                self.u.emit(Op::SetupAnnotations, 0, 0, 0);
            }
            return Ok(());
        }
        if self.eager_annotations(0) {
            self.u.emit(Op::SetupAnnotations, 0, 0, 0);
            return Ok(());
        }
        let scope = self.scopes.get(0);
        if scope.annotations.is_empty() {
            return Ok(());
        }
        if scope.conditional_annotations {
            let temp = self.u.temp();
            self.u.emit(Op::BuildSet, temp, temp, 0);
            self.store_special("__conditional_annotations__", temp);
            self.u.top = temp;
        }
        let temp = self.u.temp();
        self.annotate_function(0, &scope.annotations, temp)?;
        self.store_special("__annotate__", temp);
        self.u.top = temp;
        Ok(())
    }

    /// Whether a module or class fills `__annotations__` as its statements run, as before PEP 649: it does when the
    /// body itself names that variable, which no deferred function could have made.
    pub(super) fn eager_annotations(&self, scope: ScopeId) -> bool {
        let block = self.scopes.get(scope);
        !self.scopes.future_annotations
            && !block.annotations.is_empty()
            && self.scopes.symbol(scope, self.names.known("__annotations__")).is_some()
            && block.annotations.iter().all(|deferred| is_plain(&deferred.statement.annotation))
    }

    pub(super) fn class_annotations(&mut self, scope: ScopeId) -> Result<()> {
        let annotations: &'a [Deferred<'a>] = &self.scopes.get(scope).annotations;
        if annotations.is_empty() || self.scopes.future_annotations || self.eager_annotations(scope) {
            return Ok(());
        }
        let temp = self.u.temp();
        self.annotate_function(scope, annotations, temp)?;
        self.store_special("__annotate_func__", temp);
        self.u.top = temp;
        Ok(())
    }

    /// dst = the function that computes a block's annotations.
    fn annotate_function(&mut self, block: ScopeId, annotations: &'a [Deferred<'a>], dst: Reg) -> Result<()> {
        let Some(&scope) = self.scopes.by_node.get(&annotations_key(block)) else { return Ok(()) };
        let Some(first) = annotations.first() else { return Ok(()) };
        let range = first.statement.range;
        self.enter_annotate(scope, range);
        let dict = self.u.temp();
        self.at(range);
        self.u.emit(Op::BuildMap, dict, dict, 0);
        for deferred in annotations {
            let Expr::Name(name) = &*deferred.statement.target else { continue };
            let skip = self.u.label();
            let top = self.u.top;
            if let Some(index) = deferred.index {
                let number = self.u.temp();
                self.at(deferred.statement.range);
                self.load_const(number, Const::Int(i64::from(index)));
                let set = self.u.temp();
                let id = self.names.intern("__conditional_annotations__");
                self.load_id(id, deferred.statement.range, set);
                self.u.jump(Op::JumpIfIn, 0, number, set, skip);
                self.u.top = top;
            }
            let key = self.u.temp();
            let text = self.name_const(&name.id);
            self.at(deferred.statement.annotation.range());
            self.load_const(key, text);
            self.annotation_value(&deferred.statement.annotation, dict, key)?;
            self.u.top = top;
            self.u.bind(skip);
        }
        self.leave_annotate(scope, dict, range, dst)
    }

    /// Into the next registers the annotate function of a definition (or its dict of texts): whether there is one.
    pub(super) fn function_annotations(&mut self, s: &'a ast::StmtFunctionDef) -> Result<bool> {
        let mut list: Vec<(&'a str, &'a Expr)> = Vec::new();
        let parameters = &s.parameters;
        let plain = parameters.posonlyargs.iter().chain(&parameters.args).map(|p| &p.parameter);
        let kwonly = parameters.kwonlyargs.iter().map(|p| &p.parameter);
        let all = plain.chain(parameters.vararg.as_deref()).chain(kwonly).chain(parameters.kwarg.as_deref());
        for parameter in all {
            if let Some(annotation) = &parameter.annotation {
                list.push((&parameter.name.id, annotation));
            }
        }
        if let Some(returns) = &s.returns {
            list.push(("return", returns));
        }
        if list.is_empty() {
            return Ok(false);
        }
        let dst = self.u.temp();
        if self.scopes.future_annotations {
            let base = self.u.top;
            self.at(s.range);
            for &(name, annotation) in &list {
                let register = self.u.temps(2);
                let name = self.name_const(name);
                self.load_const(register, name);
                let text = self.annotation_text(annotation);
                self.load_const(register + 1, text);
            }
            self.u.emit(Op::BuildTuple, dst, base, 2 * list.len() as u32);
            self.u.top = base;
            return Ok(true);
        }
        let Some(scope) = self.scopes.of(s, Part::Annotations) else { return Ok(true) };
        self.enter_annotate(scope, s.range);
        let dict = self.u.temp();
        self.at(s.range);
        self.u.emit(Op::BuildMap, dict, dict, 0);
        for (name, annotation) in list {
            let key = self.u.temp();
            let text = self.name_const(name);
            self.at(annotation.range());
            self.load_const(key, text);
            self.annotation_value(annotation, dict, key)?;
            self.u.top = dict + 1;
        }
        self.leave_annotate(scope, dict, s.range, dst)?;
        self.u.top = dst + 1;
        Ok(true)
    }

    fn enter_annotate(&mut self, scope: ScopeId, range: TextRange) {
        let qualname = self.qualname("__annotate__", None);
        self.enter(scope, qualname);
        self.format_guard(range);
    }

    /// Functions that compute annotations know format 1 and 2 alone: `if format > 2: raise NotImplementedError`.
    pub(super) fn format_guard(&mut self, range: TextRange) {
        self.at(range);
        let go_on = self.u.label();
        self.u.jump(Op::JumpIfGtInt, 0, 0, 2, go_on);
        let temp = self.u.temp();
        let id: NameId = self.names.intern("NotImplementedError");
        let site = self.u.global_site(Op::LoadGlobal, id);
        self.u.emit_x(Op::LoadGlobal, temp, 0, 0, site);
        self.u.emit(Op::Raise, 1, temp, 0);
        self.u.top = temp;
        self.u.bind(go_on);
    }

    fn leave_annotate(&mut self, scope: ScopeId, dict: Reg, range: TextRange, dst: Reg) -> Result<()> {
        self.at(range);
        self.u.emit(Op::Return, 0, dict, 0);
        let counts = Parameters { posonly: 1, positional: 1, ..Parameters::default() };
        let unit = self.leave("__annotate__", range.start(), counts)?;
        self.at(range);
        let extras = Extras { base: self.u.top, flags: 0 };
        self.make_function(scope, unit, extras, dst)
    }

    fn annotation_value(&mut self, annotation: &'a Expr, dict: Reg, key: Reg) -> Result<()> {
        let value = match annotation {
            // `*args: *Ts` means the only item of the unpacked value.
            Expr::Starred(starred) => {
                let value = self.temp_operand(&starred.value)?;
                self.at(starred.range);
                self.u.emit(Op::Unpack, value, value, 1);
                value
            }
            other => self.operand(other, None)?,
        };
        self.at(annotation.range());
        self.u.emit(Op::MapSet, dict, key, value);
        Ok(())
    }

    /// After an annotated assignment: what has to happen for the annotation.
    pub(super) fn annotation(&mut self, s: &'a ast::StmtAnnAssign) -> Result<()> {
        let kind = self.scopes.get(self.scope).kind;
        if !matches!(kind, Kind::Module | Kind::Class) {
            return Ok(());
        }
        let simple_name = match &*s.target {
            Expr::Name(name) if s.simple => Some(name),
            _ => None,
        };
        let top = self.u.top;
        if self.scopes.future_annotations {
            if let Some(name) = simple_name {
                let value = self.u.temp();
                self.at(s.annotation.range());
                let text = self.annotation_text(&s.annotation);
                self.load_const(value, text);
                self.store_annotation(name, value);
            }
        } else if simple_name.is_none() {
            self.discard(&s.annotation)?;
        } else if self.eager_annotations(self.u.scope) {
            let value = self.temp_operand(&s.annotation)?;
            if let Some(name) = simple_name {
                self.store_annotation(name, value);
            }
        } else {
            let list: &'a [Deferred<'a>] = &self.scopes.get(self.u.scope).annotations;
            let found = list.iter().find(|deferred| std::ptr::eq(deferred.statement, s));
            if let Some(index) = found.and_then(|deferred| deferred.index) {
                let set = self.u.temp();
                self.at(s.range);
                let id = self.names.intern("__conditional_annotations__");
                match self.cell_access(id) {
                    Some(register) => self.u.emit(Op::LoadDeref, set, register, 0),
                    None => self.load_id(id, s.range, set),
                }
                let number = self.u.temp();
                self.load_const(number, Const::Int(i64::from(index)));
                self.u.emit(Op::SetAdd, set, number, 0);
                self.u.emit(Op::Release, set, 0, 0);
            }
        }
        self.u.top = top;
        Ok(())
    }

    /// `__annotations__[name] = value`
    fn store_annotation(&mut self, name: &'a ast::ExprName, value: Reg) {
        let dict = self.u.temp();
        let id = self.names.intern("__annotations__");
        let site = self.u.global_site(Op::LoadName, id);
        self.u.emit_x(Op::LoadName, dict, 0, 0, site);
        let key = self.u.temp();
        let text = self.name_const(&name.id);
        self.load_const(key, text);
        self.u.emit(Op::SetItem, dict, key, value);
    }

    fn annotation_text(&self, annotation: &Expr) -> Const {
        Const::Str(super::unparse::unparse(annotation, self.settings.source))
    }
}

/// Whether an annotation makes no scope of its own, so that it can be computed in any block.
fn is_plain(annotation: &Expr) -> bool {
    match annotation {
        Expr::Name(_)
        | Expr::StringLiteral(_)
        | Expr::NumberLiteral(_)
        | Expr::NoneLiteral(_)
        | Expr::EllipsisLiteral(_) => true,
        Expr::Attribute(e) => is_plain(&e.value),
        Expr::Subscript(e) => is_plain(&e.value) && is_plain(&e.slice),
        Expr::BinOp(e) => is_plain(&e.left) && is_plain(&e.right),
        Expr::Tuple(e) => e.elts.iter().all(is_plain),
        Expr::List(e) => e.elts.iter().all(is_plain),
        _ => false,
    }
}
