//! Control flow that leaves blocks: loops, and what `break`, `continue` and `return` run on their way out.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::Codegen;
use super::unit::{Label, Reg, Region};
use crate::error::{Result, error};
use crate::opcode::Op;
use crate::scope::NameId;

/// Longest loop condition that is written twice.
const MAX_ROTATED: u32 = 400;

/// A block around the present statement that leaving must care for.
pub(super) enum Context<'a> {
    Loop {
        start: Label,
        end: Label,
        /// The iterator of a `for`, released on `break`.
        iterator: Option<Reg>,
    },
    /// The body of `try ... finally`.
    Finally { region: Region, body: &'a [Stmt] },
    /// A protected range that needs nothing run.
    Protected { region: Region },
    /// The body of an `except` handler: the exception at `exc`; the range that cleans up when the body raises.
    Handler { region: Region, exc: Reg, name: Option<NameId> },
    /// The body of a `with`: method and self of `__exit__` at `exit`.
    With { region: Region, exit: Reg, is_async: bool, range: TextRange },
    /// A temporary that is live during statements.
    Temp { register: Reg },
}

impl Context<'_> {
    fn region(&mut self) -> Option<&mut Region> {
        match self {
            Context::Finally { region, .. }
            | Context::Protected { region }
            | Context::Handler { region, .. }
            | Context::With { region, .. } => Some(region),
            Context::Loop { .. } | Context::Temp { .. } => None,
        }
    }
}

impl<'a> Codegen<'a> {
    pub(super) fn push_context(&mut self, context: Context<'a>) {
        self.u.contexts.push(context);
    }

    /// Ends the innermost context.
    pub(super) fn pop_context(&mut self) -> Option<Context<'a>> {
        self.u.contexts.pop()
    }

    /// Ends the innermost context and its protected range.
    pub(super) fn pop_region(&mut self) -> Option<Region> {
        match self.u.contexts.pop()? {
            Context::Finally { region, .. }
            | Context::Protected { region }
            | Context::Handler { region, .. }
            | Context::With { region, .. } => Some(region),
            Context::Loop { .. } | Context::Temp { .. } => None,
        }
    }

    /// Whether any handler is around the present place.
    pub(super) fn is_protected(&self) -> bool {
        self.u.contexts.iter().any(|context| !matches!(context, Context::Loop { .. } | Context::Temp { .. }))
    }

    /// Runs what leaving the contexts from `depth` on must run, innermost first; then `finish` writes the jump. The
    /// contexts are in place again afterwards. `kept` is a temporary that the blocks must release if they leave another way.
    fn leave_contexts(
        &mut self,
        depth: usize,
        kept: Option<Reg>,
        finish: impl FnOnce(&mut Self),
    ) -> Result<()> {
        if !self.u.reachable {
            return Ok(());
        }
        let range = self.u.range;
        let bound = self.u.bound.clone();
        let mut left = Vec::new();
        while self.u.contexts.len() > depth {
            let Some(mut context) = self.u.contexts.pop() else { break };
            if let Some(region) = context.region() {
                self.u.pause(region);
            }
            let top = self.u.top;
            if let Some(register) = kept {
                self.u.contexts.push(Context::Temp { register });
            }
            match &context {
                Context::Loop { iterator, .. } => {
                    if let Some(iterator) = iterator {
                        self.u.emit(Op::Release, *iterator, 0, 0);
                    }
                }
                Context::Protected { .. } => {}
                Context::Temp { register } => self.u.emit(Op::Release, *register, 0, 0),
                Context::Finally { body, .. } => {
                    let body: &'a [Stmt] = body;
                    self.body(body)?;
                    self.u.range = range;
                }
                Context::Handler { exc, name, .. } => {
                    let (exc, name) = (*exc, *name);
                    self.u.emit(Op::PopExc, exc, 0, 0);
                    if let Some(name) = name {
                        self.unbind_id(name);
                    }
                }
                Context::With { exit, is_async, range: with_range, .. } => {
                    let (exit, is_async, with_range) = (*exit, *is_async, *with_range);
                    self.at(with_range);
                    self.exit_normally(exit, is_async)?;
                    self.u.range = range;
                }
            }
            self.u.top = top;
            if kept.is_some() {
                self.u.contexts.pop();
            }
            left.push(context);
        }
        finish(self);
        while let Some(mut context) = left.pop() {
            if let Some(region) = context.region() {
                self.u.resume(region);
            }
            self.u.contexts.push(context);
        }
        self.u.bound = bound;
        Ok(())
    }

    pub(super) fn return_stmt(&mut self, s: &'a ast::StmtReturn) -> Result<()> {
        let range = s.range;
        let busy = self.u.contexts.iter().any(|context| {
            matches!(
                context,
                Context::Finally { .. } | Context::With { .. } | Context::Handler { name: Some(_), .. }
            )
        });
        let Some(value) = &s.value else {
            self.at(range);
            return self.leave_contexts(0, None, |this| {
                this.at(range);
                this.u.emit(Op::ReturnNone, 0, 0, 0);
            });
        };
        if let Some(constant) = self.folder.constant(value) {
            self.at(range);
            return self.leave_contexts(0, None, |this| {
                this.at(range);
                if constant == crate::code::Const::None {
                    this.u.emit(Op::ReturnNone, 0, 0, 0);
                } else {
                    let temp = this.u.temp();
                    this.load_const(temp, constant);
                    this.u.emit(Op::Return, 0, temp, 0);
                    this.u.top = temp;
                }
            });
        }
        if let (Expr::If(e), false) = (&**value, busy) {
            return self.return_either(e, range);
        }
        let value = if busy { self.temp_operand(value)? } else { self.operand(value, None)? };
        self.at(range);
        // A `return` in a `finally` on the way drops the value.
        let kept = (busy && !self.is_local(value)).then_some(value);
        self.leave_contexts(0, kept, |this| {
            this.at(range);
            this.u.emit(Op::Return, 0, value, 0);
        })
    }

    /// `return a if c else b`: each side returns.
    fn return_either(&mut self, e: &'a ast::ExprIf, range: TextRange) -> Result<()> {
        let other = self.u.label();
        self.jump_if(&e.test, false, other)?;
        for (i, side) in [&e.body, &e.orelse].into_iter().enumerate() {
            let top = self.u.top;
            let value = self.operand(side, None)?;
            self.leave_contexts(0, None, |this| {
                this.at(range);
                this.u.emit(Op::Return, 0, value, 0);
            })?;
            self.u.top = top;
            if i == 0 {
                self.u.bind(other);
            }
        }
        Ok(())
    }

    pub(super) fn break_stmt(&mut self, range: TextRange) -> Result<()> {
        self.at(range);
        let Some((at, end, iterator)) =
            self.innermost_loop().map(|(at, _, end, iterator)| (at, end, iterator))
        else {
            return error("'break' outside loop", range);
        };
        self.leave_contexts(at + 1, None, |this| {
            this.at(range);
            if let Some(iterator) = iterator {
                this.u.emit(Op::Release, iterator, 0, 0);
            }
            this.u.goto(end);
        })
    }

    pub(super) fn continue_stmt(&mut self, range: TextRange) -> Result<()> {
        self.at(range);
        let Some((at, start)) = self.innermost_loop().map(|(at, start, ..)| (at, start)) else {
            return error("'continue' not properly in loop", range);
        };
        self.leave_contexts(at + 1, None, |this| {
            this.at(range);
            this.u.goto(start);
        })
    }

    fn innermost_loop(&self) -> Option<(usize, Label, Label, Option<Reg>)> {
        self.u.contexts.iter().enumerate().rev().find_map(|(at, context)| match context {
            Context::Loop { start, end, iterator } => Some((at, *start, *end, *iterator)),
            _ => None,
        })
    }

    pub(super) fn while_stmt(&mut self, s: &'a ast::StmtWhile) -> Result<()> {
        let truth = self.folder.truth(&s.test);
        let end = self.u.label();
        if truth == Some(false) {
            self.body(&s.orelse)?;
            return Ok(());
        }
        let (start, other) = (self.u.label(), self.u.label());
        let rotated = truth.is_none() && u32::from(s.test.range().len()) <= MAX_ROTATED;
        if rotated {
            // The condition on entry and again at the bottom: one jump a turn.
            let again = self.u.label();
            self.jump_if(&s.test, false, other)?;
            self.u.bind_loop(again);
            self.push_context(Context::Loop { start, end, iterator: None });
            self.body(&s.body)?;
            self.pop_context();
            self.u.bind(start);
            self.jump_if(&s.test, true, again)?;
        } else {
            self.u.bind_loop(start);
            if truth.is_none() {
                self.jump_if(&s.test, false, other)?;
            }
            self.push_context(Context::Loop { start, end, iterator: None });
            self.body(&s.body)?;
            self.pop_context();
            self.at(s.test.range());
            self.u.goto(start);
        }
        self.u.bind(other);
        self.body(&s.orelse)?;
        self.u.bind(end);
        Ok(())
    }

    /// The iterable of a loop: a constant display is a constant.
    pub(super) fn iterable(&mut self, expr: &'a Expr) -> Result<Reg> {
        match self.constant_items(expr) {
            Some(value) => {
                let temp = self.u.temp();
                self.at(expr.range());
                self.load_const(temp, value);
                Ok(temp)
            }
            None => self.operand(expr, None),
        }
    }

    pub(super) fn for_stmt(&mut self, s: &'a ast::StmtFor) -> Result<()> {
        if s.is_async {
            return self.async_for(s);
        }
        let iterator = self.u.temp();
        let value = self.iterable(&s.iter)?;
        self.at(s.iter.range());
        self.u.emit(Op::GetIter, iterator, value, 0);
        self.u.top = iterator + 1;
        let (start, again, other, end) = (self.u.label(), self.u.label(), self.u.label(), self.u.label());
        let target = self.local_target(&s.target);
        let item = target.unwrap_or(iterator + 1);
        // The first item at the top, the others at the bottom: one jump a turn.
        if target.is_none() {
            self.u.temp();
        }
        self.at(s.iter.range());
        self.u.jump(Op::ForIter, item, iterator, 0, other);
        self.u.bind_loop(again);
        self.u.top = iterator + 1;
        match target {
            Some(register) => self.u.bound.set(register),
            None => {
                self.u.temp();
                self.at(s.target.range());
                self.store_target(&s.target, item)?;
                self.u.top = iterator + 1;
            }
        }
        self.push_context(Context::Loop { start, end, iterator: Some(iterator) });
        self.body(&s.body)?;
        self.pop_context();
        self.u.bind(start);
        self.at(s.iter.range());
        self.u.jump(Op::ForNext, item, iterator, 0, again);
        self.u.bind(other);
        self.u.top = iterator;
        self.body(&s.orelse)?;
        self.u.bind(end);
        Ok(())
    }
}
