//! Conditions: jumps on the truth of an expression, fused with comparisons.

use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, UnaryOp};
use ruff_text_size::Ranged;

use super::Codegen;
use super::expr::small_int;
use super::unit::{Label, Reg};
use crate::error::Result;
use crate::opcode::Op;

impl<'a> Codegen<'a> {
    /// Jumps to a label if the truth of an expression is `sense`; else goes on.
    pub(super) fn jump_if(&mut self, expr: &'a Expr, sense: bool, to: Label) -> Result<()> {
        self.deeper(expr.range())?;
        let top = self.u.top;
        self.jump_if_inner(expr, sense, to)?;
        self.u.top = top;
        self.shallower();
        Ok(())
    }

    fn jump_if_inner(&mut self, expr: &'a Expr, sense: bool, to: Label) -> Result<()> {
        if let Some(truth) = self.folder.truth(expr) {
            if truth == sense {
                self.at(expr.range());
                self.u.goto(to);
            }
            return Ok(());
        }
        match expr {
            Expr::UnaryOp(ast::ExprUnaryOp { op: UnaryOp::Not, operand, .. }) => {
                self.jump_if(operand, !sense, to)
            }
            Expr::BoolOp(e) => self.jump_if_bool(e, sense, to),
            Expr::Compare(e) if e.ops.len() == 1 => self.jump_if_compare(e, sense, to),
            Expr::Compare(e) => self.jump_if_chain(e, sense, to),
            Expr::If(e) => {
                let (other, end) = (self.u.label(), self.u.label());
                self.jump_if(&e.test, false, other)?;
                self.jump_if(&e.body, sense, to)?;
                self.u.goto(end);
                self.u.bind(other);
                self.jump_if(&e.orelse, sense, to)?;
                self.u.bind(end);
                Ok(())
            }
            _ => {
                let value = self.operand(expr, None)?;
                self.at(expr.range());
                self.u.jump(Op::JumpIf, u32::from(sense), value, 0, to);
                Ok(())
            }
        }
    }

    fn jump_if_bool(&mut self, e: &'a ast::ExprBoolOp, sense: bool, to: Label) -> Result<()> {
        let Some((last, init)) = e.values.split_last() else { return Ok(()) };
        // The truth of a part that decides the whole.
        let deciding = e.op == BoolOp::Or;
        if deciding == sense {
            for part in &e.values {
                self.jump_if(part, sense, to)?;
            }
            return Ok(());
        }
        let skip = self.u.label();
        for part in init {
            self.jump_if(part, deciding, skip)?;
        }
        self.jump_if(last, sense, to)?;
        self.u.bind(skip);
        Ok(())
    }

    fn jump_if_compare(&mut self, e: &'a ast::ExprCompare, sense: bool, to: Label) -> Result<()> {
        let (op, right) = (e.ops[0], &e.comparators[0]);
        if matches!(op, CmpOp::Is | CmpOp::IsNot) && right.is_none_literal_expr() {
            let left = self.operand(&e.left, None)?;
            self.at(e.range);
            let sense = sense == (op == CmpOp::Is);
            self.u.jump(Op::JumpIfNone, u32::from(sense), left, 0, to);
            return Ok(());
        }
        if let Some(small) = small_int(right)
            && let Some(op) = int_jump(op)
        {
            let left = self.operand(&e.left, None)?;
            self.at(e.range);
            self.u.jump(op, u32::from(sense), left, small, to);
            return Ok(());
        }
        let left = self.operand(&e.left, Some(right.range()))?;
        let scratch = self.u.temp();
        let right = self.comparator(op, right, scratch, left)?;
        self.at(e.range);
        self.compare_jump(op, left, right, sense, to);
        Ok(())
    }

    fn compare_jump(&mut self, op: CmpOp, left: Reg, right: Reg, sense: bool, to: Label) {
        let (jump, sense) = match op {
            CmpOp::Eq => (Op::JumpIfEq, sense),
            CmpOp::NotEq => (Op::JumpIfNe, sense),
            CmpOp::Lt => (Op::JumpIfLt, sense),
            CmpOp::LtE => (Op::JumpIfLe, sense),
            CmpOp::Gt => (Op::JumpIfGt, sense),
            CmpOp::GtE => (Op::JumpIfGe, sense),
            CmpOp::Is => (Op::JumpIfIs, sense),
            CmpOp::IsNot => (Op::JumpIfIs, !sense),
            CmpOp::In => (Op::JumpIfIn, sense),
            CmpOp::NotIn => (Op::JumpIfIn, !sense),
        };
        self.u.jump(jump, u32::from(sense), left, right, to);
    }

    fn jump_if_chain(&mut self, e: &'a ast::ExprCompare, sense: bool, to: Label) -> Result<()> {
        let end = self.u.label();
        let fail_to = if sense { end } else { to };
        let mut failed = Vec::new();
        let mut left = self.operand(&e.left, Some(e.range))?;
        let last = e.ops.len() - 1;
        for (i, (&op, comparator)) in e.ops.iter().zip(&e.comparators).enumerate() {
            let later = Self::rest_range(&e.comparators, i + 1);
            let right = self.operand(comparator, later)?;
            self.at(e.range);
            if i == last {
                self.compare_jump(op, left, right, sense, to);
                break;
            }
            let copy = self.copy_of(right);
            if copy == right {
                self.compare_jump(op, left, right, false, fail_to);
            } else {
                let label = self.u.label();
                self.compare_jump(op, left, copy, false, label);
                failed.push((label, right));
            }
            left = right;
        }
        if !failed.is_empty() {
            self.u.goto(end);
            for (label, register) in failed {
                self.u.bind(label);
                self.u.emit(Op::Release, register, 0, 0);
                self.u.goto(fail_to);
            }
        }
        self.u.bind(end);
        Ok(())
    }
}

fn int_jump(op: CmpOp) -> Option<Op> {
    Some(match op {
        CmpOp::Eq => Op::JumpIfEqInt,
        CmpOp::NotEq => Op::JumpIfNeInt,
        CmpOp::Lt => Op::JumpIfLtInt,
        CmpOp::LtE => Op::JumpIfLeInt,
        CmpOp::Gt => Op::JumpIfGtInt,
        CmpOp::GtE => Op::JumpIfGeInt,
        _ => return None,
    })
}
