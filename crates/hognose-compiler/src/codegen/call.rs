//! Calls: of functions, methods, `super()` methods; keyword and star arguments.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::Codegen;
use super::name::Access;
use super::unit::Reg;
use crate::code::Const;
use crate::error::Result;
use crate::opcode::Op;
use crate::scope::{Kind, sym};

/// Most arguments that stand in registers; more go through a list and a dict.
const MAX_ARGUMENTS: usize = 4096;

impl<'a> Codegen<'a> {
    /// The run of registers for a call: from the destination on if that is the topmost temporary.
    pub(super) fn run_base(&mut self, dst: Reg) -> Reg {
        if !self.is_local(dst) && dst + 1 == self.u.top { dst } else { self.u.temp() }
    }

    pub(super) fn call(&mut self, e: &'a ast::ExprCall, dst: Reg) -> Result<()> {
        let range = e.range();
        let in_registers = fits_registers(&e.arguments);
        let base = self.run_base(dst);
        if in_registers && let Expr::Attribute(attribute) = &*e.func {
            self.u.temp();
            let id = self.name_id(&attribute.attr.id);
            if let Some((run, zero)) = self.super_operands(&attribute.value)? {
                let site = self.u.site(id);
                self.at(attribute.range);
                self.u.emit_x(Op::LoadSuperMethod, base, run, zero, site);
                self.u.top = base + 2;
            } else {
                // The object may stand in the second register of the pair: the instruction reads it first.
                let value = match self.operand_local(&attribute.value)? {
                    Some(register) => register,
                    None => {
                        self.expr_to(&attribute.value, base + 1)?;
                        base + 1
                    }
                };
                let site = self.u.site(id);
                let place = self.attribute_range(attribute, attribute.range.end());
                self.at(place);
                self.u.emit_x(Op::LoadMethod, base, value, 0, site);
            }
            let range = self.attribute_range(attribute, range.end());
            self.arguments_in_run(&e.arguments, base, 2, range, dst)?;
        } else {
            self.expr_to(&e.func, base)?;
            if in_registers {
                self.arguments_in_run(&e.arguments, base, 1, range, dst)?;
            } else {
                self.arguments_in_objects(&e.arguments.args, &e.arguments.keywords, base, 0, range)?;
                self.at(range);
                self.u.emit(Op::CallEx, base, 0, dst);
            }
        }
        Ok(())
    }

    /// A local that an expression names, checked.
    fn operand_local(&mut self, expr: &'a Expr) -> Result<Option<Reg>> {
        if let Expr::Name(name) = expr {
            let id = self.name_id(&name.id);
            if let Access::Local(register) = self.access(id) {
                self.check_local(register, name.range);
                return Ok(Some(register));
            }
        }
        Ok(None)
    }

    /// Arguments into the registers after the callable (`head` registers from `base`), then the call.
    pub(super) fn arguments_in_run(
        &mut self,
        arguments: &'a ast::Arguments,
        base: Reg,
        head: u32,
        range: TextRange,
        dst: Reg,
    ) -> Result<()> {
        debug_assert_eq!(self.u.top, base + head);
        for value in &arguments.args {
            let register = self.u.temp();
            self.expr_to(value, register)?;
        }
        self.keywords_and_call(&arguments.keywords, arguments.args.len() as u32, base, head, range, dst)
    }

    /// Keyword arguments after `count` positional ones that stand in registers, then the call.
    pub(super) fn keywords_and_call(
        &mut self,
        keywords: &'a [ast::Keyword],
        count: u32,
        base: Reg,
        head: u32,
        range: TextRange,
        dst: Reg,
    ) -> Result<()> {
        for keyword in keywords {
            let register = self.u.temp();
            self.expr_to(&keyword.value, register)?;
        }
        let count = count + keywords.len() as u32;
        self.at(range);
        if keywords.is_empty() {
            let op = if head == 2 { Op::CallMethod } else { Op::Call };
            self.u.emit(op, base, count, dst);
        } else {
            let names = keywords
                .iter()
                .filter_map(|keyword| keyword.arg.as_ref())
                .map(|arg| Self::text_const(&arg.id));
            let names = Const::Tuple(names.collect());
            let names = self.u.consts.add(names);
            let op = if head == 2 { Op::CallMethodKw } else { Op::CallKw };
            self.u.emit_x(op, base, count, dst, names);
        }
        Ok(())
    }

    /// Arguments as an iterable in `base + 1` and a dict in `base + 2` for CallEx. The first `lead` positional arguments
    /// stand in registers from `base + 1` already.
    pub(super) fn arguments_in_objects(
        &mut self,
        args: &'a [Expr],
        keywords: &'a [ast::Keyword],
        base: Reg,
        lead: u32,
        range: TextRange,
    ) -> Result<()> {
        let list = base + 1;
        if let ([Expr::Starred(only)], 0) = (args, lead) {
            self.u.temp();
            self.expr_to(&only.value, list)?;
        } else {
            if lead == 0 {
                self.u.temp();
            }
            self.at(range);
            self.u.emit(Op::BuildList, list, list, lead);
            self.u.top = list + 1;
            self.extend_list(args, list)?;
        }
        self.keywords_in_object(keywords, base, range)
    }

    /// Keyword arguments as a dict in `base + 2` (blank if there are none).
    pub(super) fn keywords_in_object(
        &mut self,
        keywords: &'a [ast::Keyword],
        base: Reg,
        range: TextRange,
    ) -> Result<()> {
        let dict = self.u.temp();
        debug_assert_eq!(dict, base + 2);
        if keywords.is_empty() {
            // 3: the blank value.
            self.u.emit(Op::LoadSpecial, dict, 3, 0);
            return Ok(());
        }
        self.at(range);
        self.u.emit(Op::BuildMap, dict, dict, 0);
        for keyword in keywords {
            match &keyword.arg {
                Some(name) => {
                    let key = self.u.temp();
                    self.at(keyword.range);
                    self.load_const(key, Self::text_const(&name.id));
                    if keywords.iter().all(|k| k.arg.is_some()) || !self.after_star(keywords, keyword) {
                        let value = self.operand(&keyword.value, None)?;
                        self.u.emit(Op::MapSet, dict, key, value);
                    } else {
                        // After `**mapping` the name may be there already: only merging tells.
                        let value = self.temp_operand(&keyword.value)?;
                        debug_assert_eq!(value, key + 1);
                        let pair = self.u.temp();
                        self.u.emit(Op::BuildMap, pair, key, 1);
                        self.u.emit(Op::DictMerge, dict, pair, base);
                    }
                    self.u.top = dict + 1;
                }
                None => {
                    let value = self.operand(&keyword.value, None)?;
                    self.at(keyword.range);
                    self.u.emit(Op::DictMerge, dict, value, base);
                    self.u.top = dict + 1;
                }
            }
        }
        Ok(())
    }

    fn after_star(&self, keywords: &[ast::Keyword], keyword: &ast::Keyword) -> bool {
        keywords.iter().take_while(|k| k.range != keyword.range).any(|k| k.arg.is_none())
    }

    /// `super().name` or `super(C, self).name` where `super` is not a local name: the run of `super`, class and first
    /// argument in registers, and whether the arguments were written.
    pub(super) fn super_operands(&mut self, expr: &'a Expr) -> Result<Option<(Reg, u32)>> {
        let Expr::Call(call) = expr else { return Ok(None) };
        let Expr::Name(name) = &*call.func else { return Ok(None) };
        let args = &call.arguments;
        if name.id != "super" || !args.keywords.is_empty() || args.args.iter().any(Expr::is_starred_expr) {
            return Ok(None);
        }
        let super_id = self.names.intern("super");
        if self.access(super_id) != Access::Global {
            return Ok(None);
        }
        match &*args.args {
            [] => {
                let unit = self.scopes.get(self.u.scope);
                let class = self.names.intern("__class__");
                let Some(first) = self.u.first_param else { return Ok(None) };
                let known = self.scopes.symbol(self.scope, class).is_some();
                let cell = matches!(self.access(class), Access::Free(_) | Access::Cell(_));
                if unit.kind != Kind::Function || !known || !cell {
                    return Ok(None);
                }
                // The parameter is seen from the unit's own scope, whatever comprehension stands between.
                let Some(symbol) = self.scopes.symbol(self.u.scope, first) else { return Ok(None) };
                if symbol.flags & sym::PARAM == 0 {
                    return Ok(None);
                }
                let (register, is_cell) = (symbol.register, symbol.flags & sym::CAPTURED != 0);
                let run = self.u.temps(3);
                self.load_id(super_id, name.range, run);
                self.load_id(class, call.range(), run + 1);
                self.at(call.range());
                if is_cell {
                    self.u.emit(Op::LoadDeref, run + 2, register, 0);
                } else {
                    self.check_local(register, call.range());
                    self.u.emit(Op::Move, run + 2, register, 0);
                }
                Ok(Some((run, 0)))
            }
            [class, object] => {
                let run = self.u.temps(3);
                self.load_id(super_id, name.range, run);
                self.expr_to(class, run + 1)?;
                self.expr_to(object, run + 2)?;
                Ok(Some((run, 1)))
            }
            _ => Ok(None),
        }
    }
}

/// Whether a call's arguments can stand in registers.
pub(super) fn fits_registers(arguments: &ast::Arguments) -> bool {
    arguments.args.len() + arguments.keywords.len() <= MAX_ARGUMENTS
        && !arguments.args.iter().any(Expr::is_starred_expr)
        && arguments.keywords.iter().all(|keyword| keyword.arg.is_some())
}
