//! Statements.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

use super::Codegen;
use crate::error::{Result, error};
use crate::opcode::Op;

impl<'a> Codegen<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Result<()> {
        for statement in body {
            if !self.u.reachable {
                break;
            }
            self.stmt(statement)?;
        }
        Ok(())
    }

    fn stmt(&mut self, statement: &'a Stmt) -> Result<()> {
        self.deeper(statement.range())?;
        let top = self.u.top;
        self.at(statement.range());
        self.stmt_inner(statement)?;
        self.u.top = top;
        self.shallower();
        Ok(())
    }

    fn stmt_inner(&mut self, statement: &'a Stmt) -> Result<()> {
        match statement {
            Stmt::FunctionDef(s) => self.function_def(s),
            Stmt::ClassDef(s) => self.class_def(s),
            Stmt::Return(s) => self.return_stmt(s),
            Stmt::Delete(s) => s.targets.iter().try_for_each(|target| self.delete(target)),
            Stmt::TypeAlias(s) => self.type_alias(s),
            Stmt::Assign(s) => self.assign(s),
            Stmt::AugAssign(s) => self.aug_assign(s),
            Stmt::AnnAssign(s) => self.ann_assign(s),
            Stmt::For(s) => self.for_stmt(s),
            Stmt::While(s) => self.while_stmt(s),
            Stmt::If(s) => self.if_stmt(s),
            Stmt::With(s) => self.with_stmt(s),
            Stmt::Match(s) => self.match_stmt(s),
            Stmt::Raise(s) => self.raise(s),
            Stmt::Try(s) => self.try_stmt(s),
            Stmt::Assert(s) => self.assert(s),
            Stmt::Import(s) => self.import(s),
            Stmt::ImportFrom(s) => self.import_from(s),
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Pass(_) => Ok(()),
            Stmt::Expr(s) => self.expr_stmt(s),
            Stmt::Break(s) => self.break_stmt(s.range),
            Stmt::Continue(s) => self.continue_stmt(s.range),
            Stmt::IpyEscapeCommand(s) => error("invalid syntax", s.range),
        }
    }

    fn expr_stmt(&mut self, s: &'a ast::StmtExpr) -> Result<()> {
        if self.settings.interactive && self.outer.is_empty() {
            let value = self.operand(&s.value, None)?;
            self.at(s.range);
            self.u.emit(Op::PrintExpr, 0, value, 0);
            return Ok(());
        }
        self.discard(&s.value)
    }

    fn if_stmt(&mut self, s: &'a ast::StmtIf) -> Result<()> {
        let end = self.u.label();
        let mut next = self.u.label();
        self.jump_if(&s.test, false, next)?;
        self.body(&s.body)?;
        for clause in &s.elif_else_clauses {
            self.u.goto(end);
            self.u.bind(next);
            next = self.u.label();
            if let Some(test) = &clause.test {
                self.at(test.range());
                self.jump_if(test, false, next)?;
            }
            self.body(&clause.body)?;
        }
        self.u.bind(next);
        self.u.bind(end);
        Ok(())
    }

    fn raise(&mut self, s: &'a ast::StmtRaise) -> Result<()> {
        let Some(exc) = &s.exc else {
            self.at(s.range);
            self.u.emit(Op::Raise, 0, 0, 0);
            return Ok(());
        };
        let later = s.cause.as_ref().map(|cause| cause.range());
        let exc = self.operand(exc, later)?;
        match &s.cause {
            Some(cause) => {
                let cause = self.operand(cause, None)?;
                self.at(s.range);
                self.u.emit(Op::Raise, 2, exc, cause);
            }
            None => {
                self.at(s.range);
                self.u.emit(Op::Raise, 1, exc, 0);
            }
        }
        Ok(())
    }

    fn assert(&mut self, s: &'a ast::StmtAssert) -> Result<()> {
        if self.settings.optimize > 0 {
            return Ok(());
        }
        let end = self.u.label();
        self.jump_if(&s.test, true, end)?;
        let base = self.u.temp();
        self.at(s.range);
        self.u.emit(Op::LoadAssertionError, base, 0, 0);
        if let Some(msg) = &s.msg {
            self.temp_operand(msg)?;
            self.at(s.test.range());
            self.u.emit(Op::Call, base, 1, base);
        }
        self.at(s.test.range());
        self.u.emit(Op::Raise, 1, base, 0);
        self.u.bind(end);
        Ok(())
    }

    fn ann_assign(&mut self, s: &'a ast::StmtAnnAssign) -> Result<()> {
        if let Some(value) = &s.value {
            if let Some(register) = self.local_target(&s.target) {
                self.expr_to(value, register)?;
                self.u.bound.set(register);
            } else {
                let top = self.u.top;
                let value = self.operand(value, Some(s.target.range()))?;
                self.at(s.target.range());
                self.store_target(&s.target, value)?;
                self.u.top = top;
            }
        } else if !s.target.is_name_expr() {
            // The parts of a target without value are evaluated all the same.
            match &*s.target {
                Expr::Attribute(e) => self.discard(&e.value)?,
                Expr::Subscript(e) => {
                    self.discard(&e.value)?;
                    self.discard(&e.slice)?;
                }
                _ => {}
            }
        }
        self.annotation(s)
    }
}
