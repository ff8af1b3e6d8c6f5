//! `try`: handlers, `else`, `finally` (once for the normal way, once for exceptions, once for each early exit).

use ruff_python_ast::{self as ast, ExceptHandler, Stmt};
use ruff_text_size::Ranged;

use super::Codegen;
use super::flow::Context;
use super::unit::{Reg, Region};
use crate::error::Result;
use crate::opcode::Op;

impl<'a> Codegen<'a> {
    pub(super) fn try_stmt(&mut self, s: &'a ast::StmtTry) -> Result<()> {
        if s.finalbody.is_empty() { self.try_except(s) } else { self.try_finally(s) }
    }

    fn try_finally(&mut self, s: &'a ast::StmtTry) -> Result<()> {
        let region = self.u.region(self.u.top);
        self.push_context(Context::Finally { region, body: &s.finalbody });
        if s.handlers.is_empty() {
            self.body(&s.body)?;
        } else {
            self.try_except(s)?;
        }
        let Some(mut region) = self.pop_region() else { return Ok(()) };
        self.u.pause(&mut region);
        let end = self.u.label();
        self.body(&s.finalbody)?;
        self.u.goto(end);
        if self.u.handler(region) {
            self.handled(|this, _| this.body(&s.finalbody))?;
        }
        self.u.bind(end);
        Ok(())
    }

    /// A handler that runs `body` and raises the exception again. The body gets the exception's register.
    pub(super) fn handled(&mut self, body: impl FnOnce(&mut Self, Reg) -> Result<()>) -> Result<()> {
        let exc = self.u.temps(2);
        self.u.emit(Op::PushExc, exc, 0, 0);
        self.enter_handler(exc, None);
        body(self, exc)?;
        let mut region = self.pop_region();
        if let Some(region) = &mut region {
            self.u.pause(region);
        }
        self.u.range = None;
        self.u.emit(Op::Reraise, exc, 0, 0);
        self.handler_cleanup(region, exc, None);
        self.u.top = exc;
        Ok(())
    }

    /// The body of a handler begins: what it raises first restores what was being handled.
    pub(super) fn enter_handler(&mut self, exc: Reg, name: Option<crate::scope::NameId>) {
        let region = self.u.region(exc + 2);
        self.push_context(Context::Handler { region, exc, name });
    }

    /// Code for an exception raised in a handler's body: unbinds the name, restores, raises on.
    pub(super) fn handler_cleanup(
        &mut self,
        region: Option<Region>,
        exc: Reg,
        name: Option<crate::scope::NameId>,
    ) {
        let Some(region) = region else { return };
        let (reachable, bound, top) = (self.u.reachable, self.u.bound.clone(), self.u.top);
        self.u.reachable = false;
        if self.u.handler(region) {
            self.u.top = exc + 2;
            let new = self.u.temps(2);
            self.u.range = None;
            self.u.emit(Op::PushExc, new, 0, 0);
            if let Some(name) = name {
                self.unbind_id(name);
            }
            self.u.emit(Op::Move, exc, new, 0);
            self.u.emit(Op::Release, new + 1, 0, 0);
            self.u.emit(Op::Reraise, exc, 0, 0);
        }
        debug_assert!(!reachable);
        (self.u.reachable, self.u.bound, self.u.top) = (false, bound, top);
    }

    fn try_except(&mut self, s: &'a ast::StmtTry) -> Result<()> {
        if s.is_star {
            return self.try_except_star(s);
        }
        let end = self.u.label();
        let region = self.u.region(self.u.top);
        self.push_context(Context::Protected { region });
        self.body(&s.body)?;
        let Some(mut region) = self.pop_region() else { return Ok(()) };
        self.u.pause(&mut region);
        self.body(&s.orelse)?;
        self.u.goto(end);
        if self.u.handler(region) {
            self.handlers(&s.handlers, end)?;
        }
        self.u.bind(end);
        Ok(())
    }

    fn handlers(&mut self, handlers: &'a [ExceptHandler], end: super::unit::Label) -> Result<()> {
        let exc = self.u.temps(2);
        self.u.emit(Op::PushExc, exc, 0, 0);
        // What the expressions of the clauses raise is raised while the exception is handled, too.
        let region = self.u.region(exc + 2);
        let mut tests = Some(region);
        let mut caught_all = false;
        for handler in handlers {
            let ExceptHandler::ExceptHandler(handler) = handler;
            let next = self.u.label();
            if let Some(type_) = &handler.type_ {
                let matched = self.u.temp();
                let type_value = self.operand_in(type_, matched, None)?;
                self.at(type_.range());
                self.u.emit(Op::ExcMatch, matched, exc, type_value);
                self.u.top = matched;
                self.u.jump(Op::JumpIf, 0, matched, 0, next);
            } else {
                caught_all = true;
            }
            if let Some(tests) = &mut tests {
                self.u.pause(tests);
            }
            self.handler_body(&handler.body, handler.name.as_ref(), exc, end)?;
            if caught_all {
                break;
            }
            self.u.bind(next);
            if let Some(tests) = &mut tests {
                self.u.resume(tests);
            }
        }
        if !caught_all {
            if let Some(tests) = &mut tests {
                self.u.pause(tests);
            }
            self.u.range = None;
            self.u.emit(Op::Reraise, exc, 0, 0);
        }
        self.handler_cleanup(tests, exc, None);
        self.u.top = exc;
        Ok(())
    }

    fn handler_body(
        &mut self,
        body: &'a [Stmt],
        name: Option<&'a ast::Identifier>,
        exc: Reg,
        end: super::unit::Label,
    ) -> Result<()> {
        let mut id = None;
        if let Some(name) = name {
            let name_id = self.name_id(&name.id);
            self.at(name.range);
            let copy = self.u.temp();
            self.u.emit(Op::Copy, copy, exc, 0);
            self.store_id(name_id, copy);
            self.u.top = copy;
            id = Some(name_id);
        }
        self.enter_handler(exc, id);
        self.body(body)?;
        let region = self.pop_region();
        self.u.range = None;
        let mut region = region;
        if let Some(region) = &mut region {
            self.u.pause(region);
        }
        self.u.emit(Op::PopExc, exc, 0, 0);
        if let Some(id) = id {
            self.unbind_id(id);
        }
        self.u.goto(end);
        self.handler_cleanup(region, exc, id);
        Ok(())
    }
}
