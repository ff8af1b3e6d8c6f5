//! Displays: tuples, lists, sets, dicts, with stars; long ones in pieces.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::Codegen;
use super::unit::Reg;
use crate::code::Const;
use crate::error::Result;
use crate::opcode::Op;

/// Items that a display evaluates into registers before it builds; the rest are added one by one.
const MAX_RUN: usize = 48;
/// Displays of at least so many constants are copied from a constant.
const MIN_CONSTANTS: usize = 3;

impl<'a> Codegen<'a> {
    /// Evaluates expressions into a new run of temporaries.
    pub(super) fn run(&mut self, exprs: &'a [Expr]) -> Result<Reg> {
        let base = self.u.top;
        for expr in exprs {
            self.temp_operand(expr)?;
        }
        Ok(base)
    }

    pub(super) fn tuple(&mut self, e: &'a ast::ExprTuple, dst: Reg) -> Result<()> {
        if e.elts.len() > MAX_RUN || e.elts.iter().any(Expr::is_starred_expr) {
            let list = self.u.temp();
            self.list(&e.elts, e.range, list)?;
            self.at(e.range);
            self.u.emit(Op::ListToTuple, dst, list, 0);
            return Ok(());
        }
        let base = self.run(&e.elts)?;
        self.at(e.range);
        self.u.emit(Op::BuildTuple, dst, base, e.elts.len() as u32);
        Ok(())
    }

    pub(super) fn list(&mut self, elts: &'a [Expr], range: TextRange, dst: Reg) -> Result<()> {
        let simple = elts.len() <= MAX_RUN && !elts.iter().any(Expr::is_starred_expr);
        if elts.len() < MIN_CONSTANTS && simple {
            let base = self.run(elts)?;
            self.at(range);
            self.u.emit(Op::BuildList, dst, base, elts.len() as u32);
            return Ok(());
        }
        if let Some(items) = elts.iter().map(|e| self.folder.constant(e)).collect::<Option<Vec<_>>>() {
            let list = if self.is_local(dst) { self.u.temp() } else { dst };
            let items_reg = self.u.temp();
            self.at(range);
            self.u.emit(Op::BuildList, list, items_reg, 0);
            self.load_const(items_reg, Const::Tuple(items));
            self.u.emit(Op::ListExtend, list, items_reg, 0);
            if list != dst {
                self.u.emit(Op::Move, dst, list, 0);
            }
            return Ok(());
        }
        if simple {
            let base = self.run(elts)?;
            self.at(range);
            self.u.emit(Op::BuildList, dst, base, elts.len() as u32);
            return Ok(());
        }
        let list = if self.is_local(dst) { self.u.temp() } else { dst };
        let head = self.head(elts);
        let base = self.run(&elts[..head])?;
        self.at(range);
        self.u.emit(Op::BuildList, list, base, head as u32);
        self.u.top = base;
        self.extend_list(&elts[head..], list)?;
        if list != dst {
            self.u.emit(Op::Move, dst, list, 0);
        }
        Ok(())
    }

    /// How many items a long or starred display builds at once: those before the first star.
    fn head(&self, elts: &[Expr]) -> usize {
        elts.iter().take(MAX_RUN).take_while(|e| !e.is_starred_expr()).count()
    }

    /// Adds items to the list in a register.
    pub(super) fn extend_list(&mut self, elts: &'a [Expr], list: Reg) -> Result<()> {
        self.add_items(elts, list, Op::ListAppend, Op::ListExtend)
    }

    fn add_items(&mut self, elts: &'a [Expr], into: Reg, one: Op, many: Op) -> Result<()> {
        for element in elts {
            let top = self.u.top;
            match element {
                Expr::Starred(starred) => {
                    let value = self.operand(&starred.value, None)?;
                    self.at(starred.range);
                    self.u.emit(many, into, value, 0);
                }
                other => {
                    let value = self.operand(other, None)?;
                    self.at(other.range());
                    self.u.emit(one, into, value, 0);
                }
            }
            self.u.top = top;
        }
        Ok(())
    }

    pub(super) fn set(&mut self, e: &'a ast::ExprSet, dst: Reg) -> Result<()> {
        let simple = e.elts.len() <= MAX_RUN && !e.elts.iter().any(Expr::is_starred_expr);
        let constants = if e.elts.len() >= MIN_CONSTANTS {
            e.elts.iter().map(|item| self.folder.constant(item)).collect::<Option<Vec<_>>>()
        } else {
            None
        };
        if simple && constants.is_none() {
            let base = self.run(&e.elts)?;
            self.at(e.range);
            self.u.emit(Op::BuildSet, dst, base, e.elts.len() as u32);
            return Ok(());
        }
        let set = if self.is_local(dst) { self.u.temp() } else { dst };
        if let Some(items) = constants {
            let items_reg = self.u.temp();
            self.at(e.range);
            self.u.emit(Op::BuildSet, set, items_reg, 0);
            // A frozenset, as in CPython: merging sets decides the order in which programs see the items.
            self.load_const(items_reg, Const::FrozenSet(items));
            self.u.emit(Op::SetUpdate, set, items_reg, 0);
        } else {
            let head = self.head(&e.elts);
            let base = self.run(&e.elts[..head])?;
            self.at(e.range);
            self.u.emit(Op::BuildSet, set, base, head as u32);
            self.u.top = base;
            self.add_items(&e.elts[head..], set, Op::SetAdd, Op::SetUpdate)?;
        }
        if set != dst {
            self.u.emit(Op::Move, dst, set, 0);
        }
        Ok(())
    }

    pub(super) fn dict(&mut self, e: &'a ast::ExprDict, dst: Reg) -> Result<()> {
        let head = e.items.iter().take(MAX_RUN / 2).take_while(|item| item.key.is_some()).count();
        let whole = head == e.items.len();
        let dict = if self.is_local(dst) && !whole { self.u.temp() } else { dst };
        let base = self.u.top;
        for item in &e.items[..head] {
            if let Some(key) = &item.key {
                self.temp_operand(key)?;
            }
            self.temp_operand(&item.value)?;
        }
        self.at(e.range);
        self.u.emit(Op::BuildMap, dict, base, head as u32);
        self.u.top = base;
        for item in &e.items[head..] {
            match &item.key {
                Some(key) => {
                    let key = self.operand(key, Some(item.value.range()))?;
                    let value = self.operand(&item.value, None)?;
                    self.at(e.range);
                    self.u.emit(Op::MapSet, dict, key, value);
                }
                None => {
                    let value = self.operand(&item.value, None)?;
                    self.at(item.value.range());
                    self.u.emit(Op::DictUpdate, dict, value, 0);
                }
            }
            self.u.top = base;
        }
        if dict != dst {
            self.u.emit(Op::Move, dst, dict, 0);
        }
        Ok(())
    }
}
