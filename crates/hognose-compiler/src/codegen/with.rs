//! `with` and `async with`.

use ruff_python_ast::{self as ast, Stmt, WithItem};
use ruff_text_size::Ranged;

use super::Codegen;
use super::flow::Context;
use super::unit::Reg;
use crate::code::Const;
use crate::error::Result;
use crate::opcode::{Op, Special};

impl<'a> Codegen<'a> {
    pub(super) fn with_stmt(&mut self, s: &'a ast::StmtWith) -> Result<()> {
        self.with_items(&s.items, &s.body, s.is_async)
    }

    fn with_items(&mut self, items: &'a [WithItem], body: &'a [Stmt], is_async: bool) -> Result<()> {
        let Some((item, rest)) = items.split_first() else { return self.body(body) };
        let range = item.context_expr.range();
        self.deeper(range)?;
        // The pair of __exit__ stays below everything else until the end.
        let exit = self.u.temps(2);
        let enter = self.u.temps(2);
        self.expr_to(&item.context_expr, enter)?;
        self.at(range);
        let copy = self.u.temp();
        self.u.emit(Op::Copy, copy, enter, 0);
        let (enter_special, exit_special) =
            if is_async { (Special::AEnter, Special::AExit) } else { (Special::Enter, Special::Exit) };
        self.u.emit(Op::LoadSpecialMethod, exit, copy, exit_special as u32);
        self.u.emit(Op::LoadSpecialMethod, enter, enter, enter_special as u32);
        self.u.top = enter + 2;
        self.u.emit(Op::CallMethod, enter, 0, enter);
        self.u.top = enter + 1;
        if is_async {
            self.await_register(enter, 1);
        }
        // From here on __exit__ is called whatever happens; the value of __enter__ is not live in the handler.
        let region = self.u.region(exit + 2);
        self.push_context(Context::With { region, exit, is_async, range });
        match &item.optional_vars {
            Some(target) => {
                self.at(target.range());
                self.store_target(target, enter)?;
            }
            None => self.u.emit(Op::Release, enter, 0, 0),
        }
        self.u.top = exit + 2;
        self.with_items(rest, body, is_async)?;
        let Some(mut region) = self.pop_region() else { return Ok(()) };
        self.u.pause(&mut region);
        let end = self.u.label();
        self.at(range);
        self.exit_normally(exit, is_async)?;
        self.u.goto(end);
        if self.u.handler(region) {
            self.exit_by_exception(exit, is_async, range, end)?;
        }
        self.u.bind(end);
        self.u.top = exit;
        self.shallower();
        Ok(())
    }

    /// Calls `__exit__(None, None, None)`.
    pub(super) fn exit_normally(&mut self, exit: Reg, is_async: bool) -> Result<()> {
        let top = self.u.top;
        // The arguments must follow the pair: where other temporaries are live above it, it moves up first.
        let pair = if top == exit + 2 {
            exit
        } else {
            let pair = self.u.temps(2);
            self.u.emit(Op::Move, pair, exit, 0);
            self.u.emit(Op::Move, pair + 1, exit + 1, 0);
            pair
        };
        for _ in 0..3 {
            let none = self.u.temp();
            self.load_const(none, Const::None);
        }
        self.u.emit(Op::CallMethod, pair, 3, pair);
        self.u.top = pair + 2;
        if is_async {
            self.await_register(pair, 2);
        }
        self.u.emit(Op::Release, pair, 0, 0);
        self.u.top = top;
        Ok(())
    }

    /// The handler of a `with`: `__exit__` gets the exception and may swallow it.
    fn exit_by_exception(
        &mut self,
        exit: Reg,
        is_async: bool,
        range: ruff_text_size::TextRange,
        end: super::unit::Label,
    ) -> Result<()> {
        self.u.top = exit + 2;
        let exc = self.u.temps(2);
        self.at(range);
        self.u.emit(Op::PushExc, exc, 0, 0);
        let mut region = self.u.region(exc + 2);
        let pair = self.u.temps(2);
        self.u.emit(Op::Move, pair, exit, 0);
        self.u.emit(Op::Move, pair + 1, exit + 1, 0);
        let info = self.u.temps(3);
        self.u.emit(Op::ExcInfo, info, exc, 0);
        self.u.emit(Op::CallMethod, pair, 3, pair);
        self.u.top = pair + 2;
        if is_async {
            self.await_register(pair, 2);
        }
        let swallow = self.u.label();
        self.u.jump(Op::JumpIf, 1, pair, 0, swallow);
        self.u.pause(&mut region);
        // Marked: the frame stays at the line that raised.
        self.u.emit(Op::Reraise, exc, 0, 1);
        self.u.bind(swallow);
        self.u.emit(Op::PopExc, exc, 0, 0);
        self.u.goto(end);
        self.handler_cleanup(Some(region), exc, None);
        Ok(())
    }
}
