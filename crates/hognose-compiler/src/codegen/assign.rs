//! Assignment: targets, unpacking, augmented assignment, deletion.

use ruff_python_ast::{self as ast, Expr, Operator};
use ruff_text_size::Ranged;

use super::Codegen;
use super::expr::small_int;
use super::name::Access;
use super::unit::Reg;
use crate::error::{Result, error};
use crate::opcode::Op;

impl<'a> Codegen<'a> {
    pub(super) fn assign(&mut self, s: &'a ast::StmtAssign) -> Result<()> {
        match &*s.targets {
            [target] => self.assign_one(target, &s.value),
            targets => {
                let locals = targets.iter().all(|target| target.is_name_expr());
                let value = match (locals, self.local_target(&targets[0])) {
                    // The first target serves as the value of the others.
                    (true, Some(register)) => {
                        self.expr_to(&s.value, register)?;
                        self.u.bound.set(register);
                        for target in &targets[1..] {
                            self.at(target.range());
                            self.store_target(target, register)?;
                        }
                        return Ok(());
                    }
                    _ => self.temp_operand(&s.value)?,
                };
                let top = self.u.top;
                for (i, target) in targets.iter().enumerate() {
                    let mut source = value;
                    self.at(target.range());
                    if i + 1 < targets.len() {
                        source = self.u.temp();
                        self.u.emit(Op::Copy, source, value, 0);
                    }
                    self.store_target(target, source)?;
                    self.u.top = top;
                }
                Ok(())
            }
        }
    }

    /// The register of a target that is a local.
    pub(super) fn local_target(&mut self, target: &'a Expr) -> Option<Reg> {
        let Expr::Name(name) = target else { return None };
        let id = self.name_id(&name.id);
        match self.access(id) {
            Access::Local(register) => Some(register),
            _ => None,
        }
    }

    fn assign_one(&mut self, target: &'a Expr, value: &'a Expr) -> Result<()> {
        if let Some(register) = self.local_target(target) {
            self.expr_to(value, register)?;
            self.u.bound.set(register);
            return Ok(());
        }
        if let (Some(targets), Some(values)) = (items(target), items(value))
            && targets.len() == values.len()
            && targets.len() <= 16
            && !targets.iter().chain(values).any(Expr::is_starred_expr)
        {
            return self.assign_pairwise(targets, values);
        }
        let value = self.operand(value, Some(target.range()))?;
        self.at(target.range());
        self.store_target(target, value)
    }

    /// `a, b = x, y` without the tuple: values in order, then stores in order.
    fn assign_pairwise(&mut self, targets: &'a [Expr], values: &'a [Expr]) -> Result<()> {
        let mut sources = Vec::with_capacity(values.len());
        for value in values {
            // Constants need no register until they are stored.
            sources.push(match self.folder.constant(value) {
                Some(constant) => Err(constant),
                None => Ok(self.temp_operand(value)?),
            });
        }
        let top = self.u.top;
        for ((target, source), value) in targets.iter().zip(sources).zip(values) {
            match (source, self.local_target(target)) {
                (Err(constant), Some(register)) => {
                    self.at(value.range());
                    self.load_const(register, constant);
                    self.u.bound.set(register);
                }
                (Err(constant), None) => {
                    let temp = self.u.temp();
                    self.at(value.range());
                    self.load_const(temp, constant);
                    self.at(target.range());
                    self.store_target(target, temp)?;
                }
                (Ok(register), _) => {
                    self.at(target.range());
                    self.store_target(target, register)?;
                }
            }
            self.u.top = top;
        }
        Ok(())
    }

    /// Stores a register, consumed if a temporary.
    pub(super) fn store_target(&mut self, target: &'a Expr, src: Reg) -> Result<()> {
        match target {
            Expr::Name(name) => {
                self.at(name.range);
                self.store_name(&name.id, src);
                Ok(())
            }
            Expr::Attribute(e) => {
                let top = self.u.top;
                let object = self.operand(&e.value, None)?;
                let id = self.name_id(&e.attr.id);
                self.note_attribute(&e.value, id);
                let site = self.u.site(id);
                self.at(e.range);
                self.u.emit_x(Op::StoreAttr, object, src, 0, site);
                self.u.top = top;
                Ok(())
            }
            Expr::Subscript(e) => {
                let top = self.u.top;
                let object = self.operand(&e.value, Some(e.slice.range()))?;
                if let Expr::Slice(slice) = &*e.slice
                    && slice.step.is_none()
                {
                    let bounds = self.bounds(slice, slice.range)?;
                    self.at(e.range);
                    self.u.emit(Op::SetSlice, object, bounds, src);
                } else {
                    let key = self.operand(&e.slice, None)?;
                    self.at(e.range);
                    self.u.emit(Op::SetItem, object, key, src);
                }
                self.u.top = top;
                Ok(())
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                self.deeper(target.range())?;
                self.unpack(target, elts, src)?;
                self.shallower();
                Ok(())
            }
            Expr::Starred(e) => error("starred assignment target must be in a list or tuple", e.range),
            other => error("cannot assign to expression", other.range()),
        }
    }

    fn unpack(&mut self, target: &'a Expr, elts: &'a [Expr], src: Reg) -> Result<()> {
        let top = self.u.top;
        if elts.len() > 0xfff0 {
            return error("too many expressions in star-unpacking assignment", target.range());
        }
        if let Some(first) = self.consecutive_locals(elts) {
            self.at(target.range());
            self.u.emit(Op::Unpack, first, src, elts.len() as u32);
            (first..first + elts.len() as u32).for_each(|register| self.u.bound.set(register));
            return Ok(());
        }
        let base = self.u.temps(elts.len() as u32);
        self.at(target.range());
        match elts.iter().position(Expr::is_starred_expr) {
            None => self.u.emit(Op::Unpack, base, src, elts.len() as u32),
            Some(star) => {
                let after = elts.len() - star - 1;
                self.u.emit_x(Op::UnpackEx, base, src, star as u32, after as u32);
            }
        }
        for (i, element) in elts.iter().enumerate() {
            let element = match element {
                Expr::Starred(starred) => &starred.value,
                other => other,
            };
            self.store_target(element, base + i as u32)?;
        }
        self.u.top = top;
        Ok(())
    }

    /// The first register of targets that are locals one after another: they are unpacked in place.
    fn consecutive_locals(&mut self, elts: &'a [Expr]) -> Option<Reg> {
        let first = self.local_target(elts.first()?)?;
        let fits =
            elts.iter().zip(first..).all(|(target, register)| self.local_target(target) == Some(register));
        fits.then_some(first)
    }

    /// Notes `self.x = ...` and `del self.x` for layouts.
    fn note_layout(&mut self, object: &Expr, attribute: crate::scope::NameId) {
        let Expr::Name(name) = object else { return };
        let first = self.u.first_param;
        if first.is_some_and(|first| self.names.text(first) == name.id.as_str())
            && !self.u.self_attributes.contains(&attribute)
        {
            self.u.self_attributes.push(attribute);
        }
    }

    /// Notes `self.x = ...` for layouts and `__static_attributes__`.
    fn note_attribute(&mut self, object: &Expr, attribute: crate::scope::NameId) {
        self.note_layout(object, attribute);
        let Expr::Name(name) = object else { return };
        if name.id == "self" {
            // The class around the function, however deep the function is.
            let class = self
                .outer
                .iter_mut()
                .rev()
                .find(|(unit, ..)| self.scopes.get(unit.scope).kind == crate::scope::Kind::Class);
            if let Some((unit, ..)) = class
                && !unit.static_attributes.contains(&attribute)
            {
                unit.static_attributes.push(attribute);
            }
        }
    }

    pub(super) fn aug_assign(&mut self, s: &'a ast::StmtAugAssign) -> Result<()> {
        match &*s.target {
            Expr::Name(name) => {
                let id = self.name_id(&name.id);
                if let Access::Local(register) = self.access(id) {
                    self.check_local(register, name.range);
                    if let Some(small) = small_int(&s.value)
                        && let Some(op) = in_place_int(s.op)
                    {
                        self.at(s.range);
                        self.u.emit(op, register, register, small);
                        return Ok(());
                    }
                    let mut left = register;
                    if self.has_walrus(Some(s.value.range())) {
                        left = self.u.temp();
                        self.u.emit(Op::Move, left, register, 0);
                    }
                    let right = self.operand(&s.value, None)?;
                    self.at(s.range);
                    self.u.emit(in_place_op(s.op), register, left, right);
                    return Ok(());
                }
                let value = self.u.temp();
                self.load_id(id, name.range, value);
                self.in_place(s, value)?;
                self.at(name.range);
                self.store_id(id, value);
                Ok(())
            }
            Expr::Attribute(e) => {
                let object = self.operand(&e.value, Some(s.value.range()))?;
                let id = self.name_id(&e.attr.id);
                self.note_attribute(&e.value, id);
                let value = self.u.temp();
                self.at(e.range);
                let mut source = object;
                if !self.is_local(object) {
                    source = value;
                    self.u.emit(Op::Copy, value, object, 0);
                }
                let site = self.u.site(id);
                self.u.emit_x(Op::LoadAttr, value, source, 0, site);
                self.in_place(s, value)?;
                let site = self.u.site(id);
                self.at(e.range);
                self.u.emit_x(Op::StoreAttr, object, value, 0, site);
                Ok(())
            }
            Expr::Subscript(e) => {
                let object = self.operand(&e.value, Some(s.range))?;
                let key = self.operand(&e.slice, Some(s.value.range()))?;
                let value = self.u.temp();
                let pair = [self.copied(object), self.copied(key)];
                self.at(e.range);
                self.u.emit(Op::GetItem, value, pair[0], pair[1]);
                self.u.top = value + 1;
                self.in_place(s, value)?;
                self.at(e.range);
                self.u.emit(Op::SetItem, object, key, value);
                Ok(())
            }
            other => error("'expression' is an illegal expression for augmented assignment", other.range()),
        }
    }

    fn copied(&mut self, register: Reg) -> Reg {
        self.copy_of(register)
    }

    /// value = value op= the statement's right side.
    fn in_place(&mut self, s: &'a ast::StmtAugAssign, value: Reg) -> Result<()> {
        if let Some(small) = small_int(&s.value)
            && let Some(op) = in_place_int(s.op)
        {
            self.at(s.range);
            self.u.emit(op, value, value, small);
            return Ok(());
        }
        let top = self.u.top;
        let right = self.operand(&s.value, None)?;
        self.at(s.range);
        self.u.emit(in_place_op(s.op), value, value, right);
        self.u.top = top;
        Ok(())
    }

    pub(super) fn delete(&mut self, target: &'a Expr) -> Result<()> {
        let top = self.u.top;
        match target {
            Expr::Name(name) => {
                self.at(name.range);
                let id = self.name_id(&name.id);
                self.delete_id(id);
            }
            Expr::Attribute(e) => {
                let object = self.operand(&e.value, None)?;
                let id = self.name_id(&e.attr.id);
                self.note_layout(&e.value, id);
                let site = self.u.site(id);
                self.at(e.range);
                self.u.emit_x(Op::DelAttr, object, 0, 0, site);
            }
            Expr::Subscript(e) => {
                let object = self.operand(&e.value, Some(e.slice.range()))?;
                let key = self.operand(&e.slice, None)?;
                self.at(e.range);
                self.u.emit(Op::DelItem, object, key, 0);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                self.deeper(target.range())?;
                for element in elts {
                    self.delete(element)?;
                }
                self.shallower();
            }
            other => return error("cannot delete expression", other.range()),
        }
        self.u.top = top;
        Ok(())
    }
}

/// The items of a tuple or list display.
fn items(expr: &Expr) -> Option<&[Expr]> {
    match expr {
        Expr::Tuple(tuple) => Some(&tuple.elts),
        Expr::List(list) => Some(&list.elts),
        _ => None,
    }
}

fn in_place_int(op: Operator) -> Option<Op> {
    match op {
        Operator::Add => Some(Op::IAddInt),
        Operator::Sub => Some(Op::ISubInt),
        _ => None,
    }
}

fn in_place_op(op: Operator) -> Op {
    match op {
        Operator::Add => Op::IAdd,
        Operator::Sub => Op::ISub,
        Operator::Mult => Op::IMul,
        Operator::MatMult => Op::IMatMul,
        Operator::Div => Op::ITrueDiv,
        Operator::Mod => Op::IMod,
        Operator::Pow => Op::IPow,
        Operator::LShift => Op::ILShift,
        Operator::RShift => Op::IRShift,
        Operator::BitOr => Op::IOr,
        Operator::BitXor => Op::IXor,
        Operator::BitAnd => Op::IAnd,
        Operator::FloorDiv => Op::IFloorDiv,
    }
}
