//! Type parameters and type aliases (PEP 695, 696): functions that make the parameters, called where they stand.

use ruff_python_ast::{self as ast, Expr, TypeParam};
use ruff_text_size::{Ranged, TextRange};

use super::function::{Extras, has_defaults, has_keyword_defaults};
use super::unit::Reg;
use super::{Codegen, Parameters};
use crate::code::Const;
use crate::error::Result;
use crate::opcode::{Intrinsic, Op};
use crate::scope::{Part, ScopeId, key};

impl<'a> Codegen<'a> {
    /// dst = a function with type parameters. The defaults are evaluated here and passed in.
    pub(super) fn generic_function(
        &mut self,
        s: &'a ast::StmtFunctionDef,
        params: &'a ast::TypeParams,
        dst: Reg,
    ) -> Result<()> {
        let Some(scope) = self.scopes.of(s, Part::TypeParams) else { return Ok(()) };
        let passes = !s.parameters.is_empty();
        let base = self.u.temp();
        if passes {
            let defaults = self.u.temp();
            self.at(s.range);
            match has_defaults(&s.parameters) {
                true => self.positional_defaults(&s.parameters, defaults)?,
                false => self.load_const(defaults, Const::None),
            }
            let keyword = self.u.temp();
            match has_keyword_defaults(&s.parameters) {
                true => self.keyword_defaults(&s.parameters, keyword)?,
                false => self.load_const(keyword, Const::None),
            }
        }
        let top = self.u.top;
        self.enter_params(scope, &s.name.id);
        let run = self.u.temps(2);
        self.type_params(params, run + 1)?;
        let mut extras = Extras { base: self.u.top, flags: 0 };
        // `.defaults` and `.kwdefaults` are the first two locals.
        for (register, present) in
            [(0, has_defaults(&s.parameters)), (1, has_keyword_defaults(&s.parameters))]
        {
            if present {
                let temp = self.u.temp();
                self.u.emit(Op::Move, temp, register, 0);
                extras.flags |= 1 << register;
            }
        }
        self.function_object(s, extras, run)?;
        self.u.emit(Op::Intrinsic, run, run, Intrinsic::SetFunctionTypeParams as u32);
        self.u.emit(Op::Return, 0, run, 0);
        let count = if passes { 2 } else { 0 };
        self.leave_params(scope, &s.name.id, s.range, count, base)?;
        self.u.top = top;
        self.at(s.range);
        self.u.emit(Op::Call, base, count, dst);
        self.u.top = base;
        Ok(())
    }

    /// dst = a class with type parameters.
    pub(super) fn generic_class(
        &mut self,
        s: &'a ast::StmtClassDef,
        params: &'a ast::TypeParams,
        dst: Reg,
    ) -> Result<()> {
        let Some(scope) = self.scopes.of(s, Part::TypeParams) else { return Ok(()) };
        let base = self.u.temp();
        self.enter_params(scope, &s.name.id);
        self.class = Some(&s.name.id);
        let class = self.u.temp();
        let tuple = self.u.temp();
        self.type_params(params, tuple)?;
        let copy = self.u.temp();
        self.u.emit(Op::Copy, copy, tuple, 0);
        let id = self.names.intern(".type_params");
        self.store_id(id, copy);
        self.u.top = tuple + 1;
        self.u.emit(Op::Intrinsic, tuple, tuple, Intrinsic::SubscriptGeneric as u32);
        let id = self.names.intern(".generic_base");
        self.store_id(id, tuple);
        self.u.top = class + 1;
        let generic = self.scopes.symbol(scope, id).map(|symbol| symbol.register);
        self.class_object(s, class, class, generic)?;
        self.at(s.range);
        self.u.emit(Op::Return, 0, class, 0);
        self.leave_params(scope, &s.name.id, s.range, 0, base)?;
        self.at(s.range);
        self.u.emit(Op::Call, base, 0, dst);
        self.u.top = base;
        Ok(())
    }

    pub(super) fn type_alias(&mut self, s: &'a ast::StmtTypeAlias) -> Result<()> {
        let Expr::Name(name) = &*s.name else { return Ok(()) };
        let dst = self.u.temp();
        match &s.type_params {
            None => self.alias(s, name, None, dst)?,
            Some(params) => {
                let Some(scope) = self.scopes.of(s, Part::TypeParams) else { return Ok(()) };
                self.enter_params(scope, &name.id);
                let value = self.u.temp();
                self.alias(s, name, Some(params), value)?;
                self.u.emit(Op::Return, 0, value, 0);
                self.leave_params(scope, &name.id, s.range, 0, dst)?;
                self.at(s.range);
                self.u.emit(Op::Call, dst, 0, dst);
            }
        }
        self.at(s.range);
        self.store_name(&name.id, dst);
        self.u.top = dst;
        Ok(())
    }

    fn alias(
        &mut self,
        s: &'a ast::StmtTypeAlias,
        name: &'a ast::ExprName,
        params: Option<&'a ast::TypeParams>,
        dst: Reg,
    ) -> Result<()> {
        let run = self.u.temps(3);
        self.at(s.range);
        self.load_const(run, Self::text_const(&name.id));
        match params {
            Some(params) => self.type_params(params, run + 1)?,
            None => self.load_const(run + 1, Const::None),
        }
        self.type_value(&s.value, key(s, Part::Body), &name.id, run + 2)?;
        self.at(s.range);
        self.u.emit(Op::Intrinsic, dst, run, Intrinsic::TypeAlias as u32);
        self.u.top = run;
        Ok(())
    }

    fn enter_params(&mut self, scope: ScopeId, name: &str) {
        let qualname = self.qualname(&format!("<generic parameters of {name}>"), None);
        self.enter(scope, qualname);
    }

    /// Ends the unit that makes type parameters: its function goes to `dst`.
    fn leave_params(
        &mut self,
        scope: ScopeId,
        name: &str,
        range: TextRange,
        count: u32,
        dst: Reg,
    ) -> Result<()> {
        let counts = Parameters { positional: count, ..Parameters::default() };
        let unit = self.leave(&format!("<generic parameters of {name}>"), range.start(), counts)?;
        self.at(range);
        let extras = Extras { base: self.u.top, flags: 0 };
        self.make_function(scope, unit, extras, dst)
    }

    /// Makes the parameters, binds their names; dst = the tuple of them.
    fn type_params(&mut self, params: &'a ast::TypeParams, dst: Reg) -> Result<()> {
        let base = self.u.top;
        for param in &params.type_params {
            let made = self.u.temp();
            let run = self.u.temps(2);
            let (name, default) = match param {
                TypeParam::TypeVar(p) => (&p.name, p.default.as_deref()),
                TypeParam::TypeVarTuple(p) => (&p.name, p.default.as_deref()),
                TypeParam::ParamSpec(p) => (&p.name, p.default.as_deref()),
            };
            self.at(param.range());
            self.load_const(run, Self::text_const(&name.id));
            let intrinsic = match param {
                TypeParam::TypeVar(p) => match p.bound.as_deref() {
                    None => Intrinsic::TypeVar,
                    Some(bound) => {
                        self.type_value(bound, key(bound, Part::Default), &name.id, run + 1)?;
                        if bound.is_tuple_expr() {
                            Intrinsic::TypeVarWithConstraints
                        } else {
                            Intrinsic::TypeVarWithBound
                        }
                    }
                },
                TypeParam::TypeVarTuple(_) => Intrinsic::TypeVarTuple,
                TypeParam::ParamSpec(_) => Intrinsic::ParamSpec,
            };
            self.at(param.range());
            match default {
                None => self.u.emit(Op::Intrinsic, made, run, intrinsic as u32),
                Some(default) => {
                    self.u.emit(Op::Intrinsic, run, run, intrinsic as u32);
                    self.type_value(default, key(default, Part::Default), &name.id, run + 1)?;
                    self.at(param.range());
                    self.u.emit(Op::Intrinsic, made, run, Intrinsic::SetTypeParamDefault as u32);
                }
            }
            let copy = run;
            self.u.emit(Op::Copy, copy, made, 0);
            self.store_name(&name.id, copy);
            self.u.top = made + 1;
        }
        self.at(params.range);
        self.u.emit(Op::BuildTuple, dst, base, params.type_params.len() as u32);
        self.u.top = base;
        Ok(())
    }

    /// dst = the function that computes a bound, a default or an alias's value.
    fn type_value(&mut self, value: &'a Expr, node: usize, name: &str, dst: Reg) -> Result<()> {
        let Some(&scope) = self.scopes.by_node.get(&node) else { return Ok(()) };
        let qualname = self.qualname(name, None);
        self.enter(scope, qualname);
        self.format_guard(value.range());
        let result = match value {
            Expr::Starred(starred) => {
                // The default of a TypeVarTuple: `*Ts = *tuple[int]` is the unpacked value.
                let temp = self.temp_operand(&starred.value)?;
                self.u.emit(Op::Unpack, temp, temp, 1);
                temp
            }
            other => self.operand(other, None)?,
        };
        self.at(value.range());
        self.u.emit(Op::Return, 0, result, 0);
        let counts = Parameters { posonly: 1, positional: 1, ..Parameters::default() };
        let unit = self.leave(name, value.range().start(), counts)?;
        self.at(value.range());
        let extras = Extras { base: self.u.top, flags: 0 };
        self.make_function(scope, unit, extras, dst)
    }
}
