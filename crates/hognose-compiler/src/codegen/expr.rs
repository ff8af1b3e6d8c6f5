//! Expressions: operands, operators, comparisons, boolean operators, subscripts, attributes.

use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Operator, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

use super::Codegen;
use super::name::Access;
use super::unit::Reg;
use crate::code::Const;
use crate::error::{Result, error};
use crate::opcode::Op;

impl<'a> Codegen<'a> {
    /// Evaluates to a register: a local where the value is one (borrowed), else a new temporary. `later` is what is
    /// evaluated before the operand is used.
    pub(super) fn operand(&mut self, expr: &'a Expr, later: Option<TextRange>) -> Result<Reg> {
        if let Some(register) = self.local_operand(expr, later)? {
            return Ok(register);
        }
        let temp = self.u.temp();
        self.expr_to(expr, temp)?;
        Ok(temp)
    }

    /// As `operand`, but takes the destination's register if that is a temporary.
    pub(super) fn operand_in(&mut self, expr: &'a Expr, dst: Reg, later: Option<TextRange>) -> Result<Reg> {
        if self.is_local(dst) {
            return self.operand(expr, later);
        }
        if let Some(register) = self.local_operand(expr, later)? {
            return Ok(register);
        }
        self.expr_to(expr, dst)?;
        Ok(dst)
    }

    fn local_operand(&mut self, expr: &'a Expr, later: Option<TextRange>) -> Result<Option<Reg>> {
        match expr {
            Expr::Name(name) => {
                if self.is_debug(&name.id) {
                    return Ok(None);
                }
                let id = self.name_id(&name.id);
                if let Access::Local(register) = self.access(id)
                    && !self.has_walrus(later)
                {
                    self.check_local(register, name.range);
                    return Ok(Some(register));
                }
                Ok(None)
            }
            Expr::Named(named) => {
                let Expr::Name(target) = &*named.target else { return Ok(None) };
                let id = self.name_id(&target.id);
                if let Access::Local(register) = self.access(id)
                    && !self.has_walrus(later)
                {
                    self.expr_to(&named.value, register)?;
                    self.u.bound.set(register);
                    return Ok(Some(register));
                }
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    fn is_debug(&self, name: &str) -> bool {
        name == "__debug__"
    }

    /// A temporary with the value of an expression: for what must not be borrowed.
    pub(super) fn temp_operand(&mut self, expr: &'a Expr) -> Result<Reg> {
        let temp = self.u.temp();
        self.expr_to(expr, temp)?;
        Ok(temp)
    }

    /// Evaluates into a register.
    pub(super) fn expr_to(&mut self, expr: &'a Expr, dst: Reg) -> Result<()> {
        self.deeper(expr.range())?;
        let top = self.u.top;
        self.expr_inner(expr, dst)?;
        self.u.top = top;
        self.shallower();
        Ok(())
    }

    fn expr_inner(&mut self, expr: &'a Expr, dst: Reg) -> Result<()> {
        match expr {
            Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::UnaryOp(_)
            | Expr::BinOp(_)
            | Expr::Tuple(_) => {
                if let Some(value) = self.folder.constant(expr) {
                    self.at(expr.range());
                    self.load_const(dst, value);
                    return Ok(());
                }
            }
            Expr::NumberLiteral(number) => {
                let value = crate::literal::number(number)?;
                self.at(number.range);
                self.load_const(dst, value);
                return Ok(());
            }
            _ => {}
        }
        match expr {
            Expr::Name(name) => {
                if self.is_debug(&name.id) {
                    self.at(name.range);
                    let value = if self.folder.debug { Const::True } else { Const::False };
                    self.load_const(dst, value);
                } else {
                    self.load_name(&name.id, name.range, dst);
                }
                Ok(())
            }
            Expr::BinOp(e) => self.binary(e, dst),
            Expr::UnaryOp(e) => self.unary(e, dst),
            Expr::BoolOp(e) => self.bool_op(e, dst),
            Expr::Compare(e) => self.compare(e, dst),
            Expr::Call(e) => self.call(e, dst),
            Expr::Attribute(e) => self.attribute(e, dst),
            Expr::Subscript(e) => self.subscript(e, dst),
            Expr::If(e) => self.conditional(e, dst),
            Expr::Named(e) => self.named(e, dst),
            Expr::Tuple(e) => self.tuple(e, dst),
            Expr::List(e) => self.list(&e.elts, e.range, dst),
            Expr::Set(e) => self.set(e, dst),
            Expr::Dict(e) => self.dict(e, dst),
            Expr::Lambda(e) => self.lambda(e, dst),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => self.comprehension(expr, dst),
            Expr::Generator(e) => self.generator(e, dst),
            Expr::FString(e) => self.fstring(e, dst),
            Expr::TString(e) => self.tstring(e, dst),
            Expr::Slice(e) => self.slice(e, dst),
            Expr::Await(e) => self.await_expr(e, dst),
            Expr::Yield(e) => self.yield_expr(e, dst),
            Expr::YieldFrom(e) => self.yield_from(e, dst),
            Expr::Starred(e) => error("can't use starred expression here", e.range),
            Expr::IpyEscapeCommand(e) => error("invalid syntax", e.range),
            Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_) => Ok(()),
        }
    }

    /// Evaluates for its effects.
    pub(super) fn discard(&mut self, expr: &'a Expr) -> Result<()> {
        match expr {
            Expr::Name(name) => {
                let id = self.name_id(&name.id);
                if let Access::Local(register) = self.access(id) {
                    self.check_local(register, name.range);
                    return Ok(());
                }
            }
            Expr::Named(named) => {
                let top = self.u.top;
                let value = self.local_operand(expr, None)?;
                if value.is_none() {
                    let value = self.operand(&named.value, None)?;
                    self.at(named.range);
                    self.store_target(&named.target, value)?;
                }
                self.u.top = top;
                return Ok(());
            }
            Expr::BoolOp(e) => {
                let Some((last, init)) = e.values.split_last() else { return Ok(()) };
                let end = self.u.label();
                for value in init {
                    self.jump_if(value, e.op == BoolOp::Or, end)?;
                }
                self.discard(last)?;
                self.u.bind(end);
                return Ok(());
            }
            Expr::If(e) => {
                let (other, end) = (self.u.label(), self.u.label());
                self.jump_if(&e.test, false, other)?;
                self.discard(&e.body)?;
                self.u.goto(end);
                self.u.bind(other);
                self.discard(&e.orelse)?;
                self.u.bind(end);
                return Ok(());
            }
            _ => {
                if self.folder.constant(expr).is_some() {
                    return Ok(());
                }
            }
        }
        let temp = self.u.temp();
        self.expr_to(expr, temp)?;
        self.u.emit(Op::Release, temp, 0, 0);
        self.u.top = temp;
        Ok(())
    }

    fn binary(&mut self, e: &'a ast::ExprBinOp, dst: Reg) -> Result<()> {
        if let Some(small) = small_int(&e.right)
            && let Some(op) = int_op(e.op)
        {
            let left = self.operand_in(&e.left, dst, None)?;
            self.at(e.range);
            self.u.emit(op, dst, left, small);
            return Ok(());
        }
        // `1 + x` on ints is common in counting; the operands' order matters to other types, so only the register form will do.
        let left = self.operand_in(&e.left, dst, Some(e.right.range()))?;
        let right = self.operand_in_free(&e.right, dst, left)?;
        self.at(e.range);
        self.u.emit(binary_op(e.op), dst, left, right);
        Ok(())
    }

    /// The second operand: in the destination if the first is not there.
    fn operand_in_free(&mut self, expr: &'a Expr, dst: Reg, first: Reg) -> Result<Reg> {
        if first == dst { self.operand(expr, None) } else { self.operand_in(expr, dst, None) }
    }

    fn unary(&mut self, e: &'a ast::ExprUnaryOp, dst: Reg) -> Result<()> {
        // Chains of `not` and `-` may be long; they cost one level each, which the depth check bounds.
        let value = self.operand_in(&e.operand, dst, None)?;
        let op = match e.op {
            UnaryOp::Invert => Op::Invert,
            UnaryOp::Not => Op::Not,
            UnaryOp::UAdd => Op::Pos,
            UnaryOp::USub => Op::Neg,
        };
        self.at(e.range);
        self.u.emit(op, dst, value, 0);
        Ok(())
    }

    fn bool_op(&mut self, e: &'a ast::ExprBoolOp, dst: Reg) -> Result<()> {
        let Some((last, init)) = e.values.split_last() else { return Ok(()) };
        let end = self.u.label();
        let value = if self.is_local(dst) { self.u.temp() } else { dst };
        let sense = e.op == BoolOp::Or;
        for part in init {
            match self.folder.truth(part) {
                Some(truth) if truth != sense => {
                    if self.folder.constant(part).is_some() {
                        continue;
                    }
                }
                _ => {}
            }
            self.expr_to(part, value)?;
            self.at(e.range);
            self.u.jump(Op::JumpIfKeep, u32::from(sense), value, 0, end);
        }
        self.expr_to(last, value)?;
        self.u.bind(end);
        if value != dst {
            self.at(e.range);
            self.u.emit(Op::Move, dst, value, 0);
        }
        Ok(())
    }

    fn compare(&mut self, e: &'a ast::ExprCompare, dst: Reg) -> Result<()> {
        if let ([op], [right]) = (&*e.ops, &*e.comparators) {
            let left = self.operand_in(&e.left, dst, Some(right.range()))?;
            let right = self.comparator(*op, right, dst, left)?;
            self.at(e.range);
            self.u.emit(compare_op(*op), dst, left, right);
            return Ok(());
        }
        // a < b < c: the result is that of the last comparison made.
        let result = if self.is_local(dst) { self.u.temp() } else { dst };
        let end = self.u.label();
        let mut failed = Vec::new();
        let mut left = self.operand(&e.left, Some(e.range))?;
        let last = e.ops.len() - 1;
        for (i, (op, comparator)) in e.ops.iter().zip(&e.comparators).enumerate() {
            let later = Self::rest_range(&e.comparators, i + 1);
            let right = self.operand(comparator, later)?;
            if i == last {
                self.at(e.range);
                self.u.emit(compare_op(*op), result, left, right);
                break;
            }
            self.at(e.range);
            let copy = self.copy_of(right);
            self.u.emit(compare_op(*op), result, left, copy);
            let to = self.u.label();
            self.u.jump(Op::JumpIfKeep, 0, result, 0, to);
            failed.push((to, right));
            left = right;
        }
        self.chain_failures(failed, end);
        self.u.bind(end);
        if result != dst {
            self.u.emit(Op::Move, dst, result, 0);
        }
        Ok(())
    }

    /// A second reference to an operand that will be used again: itself if it is a local.
    pub(super) fn copy_of(&mut self, register: Reg) -> Reg {
        if self.is_local(register) {
            return register;
        }
        let copy = self.u.temp();
        self.u.emit(Op::Copy, copy, register, 0);
        copy
    }

    /// Where a chained comparison that failed lets go of the operand that it kept.
    pub(super) fn chain_failures(&mut self, failed: Vec<(super::unit::Label, Reg)>, end: super::unit::Label) {
        self.u.goto(end);
        for (label, register) in failed {
            self.u.bind(label);
            if !self.is_local(register) {
                self.u.emit(Op::Release, register, 0, 0);
            }
            self.u.goto(end);
        }
    }

    /// The right operand of a comparison: displays of constants after `in` are constants.
    pub(super) fn comparator(&mut self, op: CmpOp, expr: &'a Expr, dst: Reg, left: Reg) -> Result<Reg> {
        if matches!(op, CmpOp::In | CmpOp::NotIn)
            && let Some(value) = self.constant_items(expr)
        {
            let temp = self.u.temp();
            self.at(expr.range());
            self.load_const(temp, value);
            return Ok(temp);
        }
        self.operand_in_free(expr, dst, left)
    }

    /// The items of a list or set display as a constant tuple or frozenset.
    pub(super) fn constant_items(&self, expr: &Expr) -> Option<Const> {
        let all = |elts: &[Expr]| elts.iter().map(|e| self.folder.constant(e)).collect::<Option<Vec<_>>>();
        match expr {
            Expr::List(list) => all(&list.elts).map(Const::Tuple),
            Expr::Set(set) => all(&set.elts).map(Const::FrozenSet),
            _ => None,
        }
    }

    fn attribute(&mut self, e: &'a ast::ExprAttribute, dst: Reg) -> Result<()> {
        if let Some(base) = self.super_operands(&e.value)? {
            let id = self.name_id(&e.attr.id);
            let site = self.u.site(id);
            self.at(e.range);
            self.u.emit_x(Op::LoadSuperAttr, dst, base.0, base.1, site);
            return Ok(());
        }
        let value = self.operand_in(&e.value, dst, None)?;
        let id = self.name_id(&e.attr.id);
        let site = self.u.site(id);
        let place = self.attribute_range(e, e.range.end());
        self.at(place);
        self.u.emit_x(Op::LoadAttr, dst, value, 0, site);
        Ok(())
    }

    fn subscript(&mut self, e: &'a ast::ExprSubscript, dst: Reg) -> Result<()> {
        let value = self.operand_in(&e.value, dst, Some(e.slice.range()))?;
        if let Some(small) = small_int(&e.slice) {
            self.at(e.range);
            self.u.emit(Op::GetItemInt, dst, value, small);
            return Ok(());
        }
        if let Expr::Slice(slice) = &*e.slice {
            let op = if slice.step.is_none() { Op::GetSlice } else { Op::GetSliceStep };
            let bounds = self.bounds(slice, e.range)?;
            self.at(e.range);
            self.u.emit(op, dst, value, bounds);
            return Ok(());
        }
        let key = self.operand_in_free(&e.slice, dst, value)?;
        self.at(e.range);
        self.u.emit(Op::GetItem, dst, value, key);
        Ok(())
    }

    /// The bounds of a slice in two temporaries, and its step in a third if it has one.
    pub(super) fn bounds(&mut self, slice: &'a ast::ExprSlice, range: TextRange) -> Result<Reg> {
        let bounds = self.u.temps(if slice.step.is_some() { 3 } else { 2 });
        self.bound(slice.lower.as_deref(), range, bounds)?;
        self.bound(slice.upper.as_deref(), range, bounds + 1)?;
        if slice.step.is_some() {
            self.bound(slice.step.as_deref(), range, bounds + 2)?;
        }
        Ok(bounds)
    }

    fn bound(&mut self, bound: Option<&'a Expr>, range: TextRange, dst: Reg) -> Result<()> {
        match bound {
            Some(bound) => self.expr_to(bound, dst),
            None => {
                self.at(range);
                self.load_const(dst, Const::None);
                Ok(())
            }
        }
    }

    fn slice(&mut self, e: &'a ast::ExprSlice, dst: Reg) -> Result<()> {
        let bounds = self.u.temps(3);
        self.bound(e.lower.as_deref(), e.range, bounds)?;
        self.bound(e.upper.as_deref(), e.range, bounds + 1)?;
        self.bound(e.step.as_deref(), e.range, bounds + 2)?;
        self.at(e.range);
        self.u.emit(Op::BuildSlice, dst, bounds, 0);
        Ok(())
    }

    fn conditional(&mut self, e: &'a ast::ExprIf, dst: Reg) -> Result<()> {
        let (other, end) = (self.u.label(), self.u.label());
        self.jump_if(&e.test, false, other)?;
        self.expr_to(&e.body, dst)?;
        self.u.goto(end);
        self.u.bind(other);
        self.expr_to(&e.orelse, dst)?;
        self.u.bind(end);
        Ok(())
    }

    fn named(&mut self, e: &'a ast::ExprNamed, dst: Reg) -> Result<()> {
        let Expr::Name(target) = &*e.target else {
            return error("cannot use assignment expressions here", e.range);
        };
        let id = self.name_id(&target.id);
        if let Access::Local(register) = self.access(id) {
            self.expr_to(&e.value, register)?;
            self.u.bound.set(register);
            self.at(e.range);
            self.u.emit(Op::Move, dst, register, 0);
            return Ok(());
        }
        let value = if self.is_local(dst) { self.u.temp() } else { dst };
        self.expr_to(&e.value, value)?;
        self.at(e.range);
        let copy = self.u.temp();
        self.u.emit(Op::Copy, copy, value, 0);
        self.store_id(id, copy);
        if value != dst {
            self.u.emit(Op::Move, dst, value, 0);
        }
        Ok(())
    }
}

/// A literal that fits the small operand of an instruction, as that operand.
pub(super) fn small_int(expr: &Expr) -> Option<u32> {
    let value = match expr {
        Expr::NumberLiteral(ast::ExprNumberLiteral { value: ast::Number::Int(i), .. }) => i.as_i8()?,
        Expr::UnaryOp(ast::ExprUnaryOp { op: UnaryOp::USub, operand, .. }) => match &**operand {
            Expr::NumberLiteral(ast::ExprNumberLiteral { value: ast::Number::Int(i), .. }) => {
                i.as_i8()?.checked_neg()?
            }
            _ => return None,
        },
        _ => return None,
    };
    Some(i32::from(value) as u32)
}

pub(super) fn int_op(op: Operator) -> Option<Op> {
    Some(match op {
        Operator::Add => Op::AddInt,
        Operator::Sub => Op::SubInt,
        Operator::Mult => Op::MulInt,
        Operator::FloorDiv => Op::FloorDivInt,
        Operator::Mod => Op::ModInt,
        Operator::BitAnd => Op::AndInt,
        Operator::LShift => Op::LShiftInt,
        Operator::RShift => Op::RShiftInt,
        _ => return None,
    })
}

fn binary_op(op: Operator) -> Op {
    match op {
        Operator::Add => Op::Add,
        Operator::Sub => Op::Sub,
        Operator::Mult => Op::Mul,
        Operator::MatMult => Op::MatMul,
        Operator::Div => Op::TrueDiv,
        Operator::Mod => Op::Mod,
        Operator::Pow => Op::Pow,
        Operator::LShift => Op::LShift,
        Operator::RShift => Op::RShift,
        Operator::BitOr => Op::Or,
        Operator::BitXor => Op::Xor,
        Operator::BitAnd => Op::And,
        Operator::FloorDiv => Op::FloorDiv,
    }
}

fn compare_op(op: CmpOp) -> Op {
    match op {
        CmpOp::Eq => Op::Eq,
        CmpOp::NotEq => Op::Ne,
        CmpOp::Lt => Op::Lt,
        CmpOp::LtE => Op::Le,
        CmpOp::Gt => Op::Gt,
        CmpOp::GtE => Op::Ge,
        CmpOp::Is => Op::Is,
        CmpOp::IsNot => Op::IsNot,
        CmpOp::In => Op::In,
        CmpOp::NotIn => Op::NotIn,
    }
}
