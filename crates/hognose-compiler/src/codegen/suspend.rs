//! `yield`, `yield from`, `await`, `async for`.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::Codegen;
use super::flow::Context;
use super::unit::Reg;
use crate::code::Const;
use crate::error::Result;
use crate::opcode::Op;

impl<'a> Codegen<'a> {
    pub(super) fn yield_expr(&mut self, e: &'a ast::ExprYield, dst: Reg) -> Result<()> {
        let mut value = match &e.value {
            Some(value) => self.operand_in(value, dst, None)?,
            None => {
                let temp = self.u.temp();
                self.at(e.range);
                self.load_const(temp, Const::None);
                temp
            }
        };
        self.at(e.range);
        if self.scopes.get(self.u.scope).is_async {
            let wrapped = self.u.temp();
            self.u.emit(Op::AsyncGenWrap, wrapped, value, 0);
            value = wrapped;
        }
        self.u.emit(Op::Yield, dst, value, 0);
        Ok(())
    }

    pub(super) fn yield_from(&mut self, e: &'a ast::ExprYieldFrom, dst: Reg) -> Result<()> {
        let iterator = self.u.temp();
        let value = self.operand_in(&e.value, iterator, None)?;
        self.at(e.range);
        self.u.emit(Op::GetYieldFromIter, iterator, value, 0);
        self.delegate(iterator, dst);
        Ok(())
    }

    /// dst = the value that the iterator (a temporary below `top`) returns in the end.
    fn delegate(&mut self, iterator: Reg, dst: Reg) {
        let sent = self.u.temp();
        self.load_const(sent, Const::None);
        let done = self.u.label();
        self.u.jump(Op::Delegate, dst, iterator, sent, done);
        self.u.bind(done);
        self.u.top = sent;
    }

    pub(super) fn await_expr(&mut self, e: &'a ast::ExprAwait, dst: Reg) -> Result<()> {
        let iterator = self.u.temp();
        let value = self.operand_in(&e.value, iterator, None)?;
        self.at(e.range);
        self.u.emit(Op::GetAwaitable, iterator, value, 0);
        self.delegate(iterator, dst);
        Ok(())
    }

    /// Awaits the value of a register, the topmost in use, into itself. `kind` as in GetAwaitable.
    pub(super) fn await_register(&mut self, register: Reg, kind: u32) {
        let top = self.u.top;
        let iterator = self.u.temp();
        self.u.emit(Op::GetAwaitable, iterator, register, kind);
        self.delegate(iterator, register);
        self.u.top = top;
    }

    /// Fetches the next item of the async iterator into `dst`; at the end of the region's handler the loop is over.
    pub(super) fn next_async(&mut self, iterator: Reg, dst: Reg) {
        let top = self.u.top;
        let awaitable = self.u.temp();
        self.u.emit(Op::GetAnext, awaitable, iterator, 0);
        self.delegate(awaitable, dst);
        self.u.top = top;
    }

    pub(super) fn async_for(&mut self, s: &'a ast::StmtFor) -> Result<()> {
        let iterator = self.u.temp();
        let value = self.iterable(&s.iter)?;
        self.at(s.iter.range());
        self.u.emit(Op::GetAiter, iterator, value, 0);
        self.u.top = iterator + 1;
        let (start, end) = (self.u.label(), self.u.label());
        self.u.bind_loop(start);
        let mut region = self.u.region(iterator + 1);
        let item = self.u.temp();
        self.next_async(iterator, item);
        self.u.pause(&mut region);
        self.at(s.target.range());
        self.store_target(&s.target, item)?;
        self.u.top = iterator + 1;
        self.push_context(Context::Loop { start, end, iterator: Some(iterator) });
        self.body(&s.body)?;
        self.pop_context();
        self.at(s.iter.range());
        self.u.goto(start);
        if self.u.handler(region) {
            self.end_async_for(iterator);
        }
        self.u.top = iterator;
        self.body(&s.orelse)?;
        self.u.bind(end);
        Ok(())
    }

    /// The handler of an async loop's `__anext__`.
    pub(super) fn end_async_for(&mut self, iterator: Reg) {
        self.u.top = iterator + 1;
        let exc = self.u.temps(2);
        self.u.emit(Op::PushExc, exc, 0, 0);
        self.u.emit(Op::EndAsyncFor, exc, 0, 0);
        self.u.emit(Op::Release, iterator, 0, 0);
        self.u.top = iterator + 1;
    }
}
