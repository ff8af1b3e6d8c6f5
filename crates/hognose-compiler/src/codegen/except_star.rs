//! `except*`: every handler gets its part of the exception group; what is left over or raised is raised in the end.

use ruff_python_ast::{self as ast, ExceptHandler};
use ruff_text_size::Ranged;

use super::Codegen;
use super::flow::Context;
use super::unit::Reg;
use crate::error::Result;
use crate::opcode::Op;

impl<'a> Codegen<'a> {
    pub(super) fn try_except_star(&mut self, s: &'a ast::StmtTry) -> Result<()> {
        let end = self.u.label();
        let region = self.u.region(self.u.top);
        self.push_context(Context::Protected { region });
        self.body(&s.body)?;
        let Some(mut region) = self.pop_region() else { return Ok(()) };
        self.u.pause(&mut region);
        self.body(&s.orelse)?;
        self.u.goto(end);
        if self.u.handler(region) {
            self.star_handlers(&s.handlers, end)?;
        }
        self.u.bind(end);
        Ok(())
    }

    fn star_handlers(&mut self, handlers: &'a [ExceptHandler], end: super::unit::Label) -> Result<()> {
        let exc = self.u.temps(2);
        self.u.emit(Op::PushExc, exc, 0, 0);
        let region = self.u.region(exc + 2);
        self.push_context(Context::Protected { region });
        let raised = self.u.temp();
        let rest = self.u.temp();
        self.u.emit(Op::BuildList, raised, rest, 0);
        self.u.emit(Op::Copy, rest, exc, 0);
        for handler in handlers {
            let ExceptHandler::ExceptHandler(handler) = handler;
            self.star_handler(handler, raised, rest)?;
        }
        self.u.range = None;
        self.u.emit(Op::ListAppend, raised, rest, 0);
        let original = rest;
        self.u.emit(Op::Copy, original, exc, 0);
        self.u.emit(Op::PrepReraiseStar, raised, original, raised);
        let none = self.u.label();
        self.u.emit(Op::Copy, rest, raised, 0);
        self.u.jump(Op::JumpIfNone, 1, rest, 0, none);
        let mut region = self.pop_region();
        if let Some(region) = &mut region {
            self.u.pause(region);
        }
        self.u.emit(Op::Move, exc, raised, 0);
        self.u.emit(Op::Reraise, exc, 0, 0);
        self.u.bind(none);
        self.u.emit(Op::Release, raised, 0, 0);
        self.u.emit(Op::PopExc, exc, 0, 0);
        self.u.goto(end);
        self.handler_cleanup(region, exc, None);
        self.u.top = exc;
        Ok(())
    }

    fn star_handler(
        &mut self,
        handler: &'a ast::ExceptHandlerExceptHandler,
        raised: Reg,
        rest: Reg,
    ) -> Result<()> {
        let pair = self.u.temps(2);
        let next = self.u.label();
        let Some(type_) = &handler.type_ else { return Ok(()) };
        let matched = pair + 1;
        let type_value = self.operand(type_, None)?;
        self.at(type_.range());
        self.u.emit(Op::CheckEgMatch, pair, rest, type_value);
        self.u.top = pair + 2;
        self.u.emit(Op::Move, rest, pair, 0);
        let test = self.u.temp();
        self.u.emit(Op::Copy, test, matched, 0);
        let no_match = self.u.label();
        self.u.jump(Op::JumpIfNone, 1, test, 0, no_match);
        let mut id = None;
        if let Some(name) = &handler.name {
            let name_id = self.name_id(&name.id);
            self.at(name.range);
            self.store_id(name_id, matched);
            id = Some(name_id);
        } else {
            self.u.emit(Op::Release, matched, 0, 0);
        }
        self.u.top = pair;
        let region = self.u.region(pair);
        self.push_context(Context::Protected { region });
        self.body(&handler.body)?;
        let mut region = self.pop_region();
        if let Some(region) = &mut region {
            self.u.pause(region);
        }
        if let Some(id) = id {
            self.unbind_id(id);
        }
        self.u.goto(next);
        if let Some(region) = region
            && self.u.handler(region)
        {
            let new = self.u.temps(2);
            self.u.range = None;
            self.u.emit(Op::PushExc, new, 0, 0);
            let copy = self.u.temp();
            self.u.emit(Op::Copy, copy, new, 0);
            self.u.emit(Op::ListAppend, raised, copy, 0);
            self.u.emit(Op::PopExc, new, 0, 0);
            self.u.top = pair;
            if let Some(id) = id {
                self.unbind_id(id);
            }
            self.u.goto(next);
        }
        self.u.bind(no_match);
        self.u.emit(Op::Release, matched, 0, 0);
        self.u.bind(next);
        self.u.top = pair;
        Ok(())
    }
}
