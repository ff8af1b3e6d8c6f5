//! Functions and lambdas: defaults, closures, decorators, bodies.

use ruff_python_ast::{self as ast, Decorator};
use ruff_text_size::{Ranged, TextRange};

use super::unit::Reg;
use super::{Codegen, Parameters};
use crate::code::{CodeUnit, Const};
use crate::error::Result;
use crate::opcode::Op;
use crate::scope::{NameId, Part, ScopeId};

/// What a function object is made of beside its code: registers are a run, in this order.
#[derive(Default)]
pub(super) struct Extras {
    pub base: Reg,
    pub flags: u32,
}

impl<'a> Codegen<'a> {
    pub(super) fn function_def(&mut self, s: &'a ast::StmtFunctionDef) -> Result<()> {
        let first = s.decorator_list.first().map_or(s.range.start(), |decorator| decorator.range.start());
        let base = self.decorators(&s.decorator_list)?;
        let dst = self.plain_target(&s.name.id, &s.decorator_list);
        let function = dst.unwrap_or(self.u.top);
        if dst.is_none() {
            self.u.temp();
        }
        let top = self.u.top;
        match &s.type_params {
            Some(params) => self.generic_function(s, params, function)?,
            None => {
                let mut extras = Extras { base: self.u.top, flags: 0 };
                self.defaults(&s.parameters, &mut extras)?;
                self.function_object(s, extras, function)?;
            }
        }
        self.u.top = top;
        let _ = first;
        self.apply_decorators(&s.decorator_list, base);
        self.bind_definition(&s.name.id, dst, base, s.name.range)
    }

    /// The local that a definition without decorators goes to at once.
    pub(super) fn plain_target(&mut self, name: &'a str, decorators: &[Decorator]) -> Option<Reg> {
        if !decorators.is_empty() {
            return None;
        }
        let id = self.name_id(name);
        match self.access(id) {
            super::name::Access::Local(register) => Some(register),
            _ => None,
        }
    }

    pub(super) fn bind_definition(
        &mut self,
        name: &'a str,
        dst: Option<Reg>,
        base: Reg,
        range: TextRange,
    ) -> Result<()> {
        match dst {
            Some(register) => self.u.bound.set(register),
            None => {
                self.at(range);
                self.store_name(name, base);
            }
        }
        Ok(())
    }

    /// Evaluates decorators into a run of temporaries.
    pub(super) fn decorators(&mut self, decorators: &'a [Decorator]) -> Result<Reg> {
        let base = self.u.top;
        for decorator in decorators {
            self.temp_operand(&decorator.expression)?;
        }
        Ok(base)
    }

    /// Applies decorators to what follows them in registers; the result is in `base`.
    pub(super) fn apply_decorators(&mut self, decorators: &[Decorator], base: Reg) {
        for (i, decorator) in decorators.iter().enumerate().rev() {
            self.at(decorator.expression.range());
            let register = base + i as u32;
            self.u.emit(Op::Call, register, 1, register);
        }
        self.u.top = base + 1;
    }

    /// Tuple of positional defaults and dict of keyword-only ones into registers.
    pub(super) fn defaults(&mut self, parameters: &'a ast::Parameters, extras: &mut Extras) -> Result<()> {
        if has_defaults(parameters) {
            let dst = self.u.temp();
            self.positional_defaults(parameters, dst)?;
            extras.flags |= 1;
        }
        if has_keyword_defaults(parameters) {
            let dst = self.u.temp();
            self.keyword_defaults(parameters, dst)?;
            extras.flags |= 2;
        }
        Ok(())
    }

    pub(super) fn positional_defaults(&mut self, parameters: &'a ast::Parameters, dst: Reg) -> Result<()> {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults: Vec<_> = positional.filter_map(|parameter| parameter.default.as_deref()).collect();
        let constants = defaults.iter().map(|value| self.folder.constant(value)).collect::<Option<Vec<_>>>();
        if let Some(values) = constants {
            self.load_const(dst, Const::Tuple(values));
            return Ok(());
        }
        let base = self.u.top;
        for value in &defaults {
            self.temp_operand(value)?;
        }
        self.u.emit(Op::BuildTuple, dst, base, defaults.len() as u32);
        self.u.top = base;
        Ok(())
    }

    pub(super) fn keyword_defaults(&mut self, parameters: &'a ast::Parameters, dst: Reg) -> Result<()> {
        let base = self.u.top;
        let mut count = 0;
        for parameter in &parameters.kwonlyargs {
            if let Some(value) = &parameter.default {
                let key = self.u.temp();
                let text = self.name_const(&parameter.parameter.name.id);
                self.load_const(key, text);
                self.temp_operand(value)?;
                count += 1;
            }
        }
        self.u.emit(Op::BuildMap, dst, base, count);
        self.u.top = base;
        Ok(())
    }

    /// Makes the function of a definition whose defaults stand in registers.
    pub(super) fn function_object(
        &mut self,
        s: &'a ast::StmtFunctionDef,
        mut extras: Extras,
        dst: Reg,
    ) -> Result<()> {
        if self.function_annotations(s)? {
            extras.flags |= 4;
        }
        let Some(scope) = self.scopes.of(s, Part::Body) else { return Ok(()) };
        let id = self.name_id(&s.name.id);
        let qualname = self.qualname(&s.name.id, Some(id));
        self.enter(scope, qualname);
        let mut body = &*s.body;
        if let Some(doc) = crate::scope::docstring(body) {
            if self.settings.optimize < 2 {
                // The docstring is constant 0.
                let doc = self.doc_constant(doc);
                self.u.consts.add(doc);
            }
            body = &body[1..];
        }
        self.body(body)?;
        self.at_end(s.body.last());
        let first = s.decorator_list.first().map_or(s.range.start(), |decorator| decorator.range.start());
        let unit = self.leave(&s.name.id, first, counts(&s.parameters))?;
        self.at(s.range);
        self.make_function(scope, unit, extras, dst)
    }

    /// The implicit return belongs to the last statement's line.
    fn at_end(&mut self, last: Option<&ast::Stmt>) {
        if let Some(last) = last {
            self.at(last.range());
        }
    }

    pub(super) fn lambda(&mut self, e: &'a ast::ExprLambda, dst: Reg) -> Result<()> {
        let mut extras = Extras { base: self.u.top, flags: 0 };
        let mut parameters = Parameters::default();
        if let Some(list) = &e.parameters {
            self.defaults(list, &mut extras)?;
            parameters = counts(list);
        }
        let Some(scope) = self.scopes.of(e, Part::Body) else { return Ok(()) };
        let qualname = self.qualname("<lambda>", None);
        self.enter(scope, qualname);
        let value = self.operand(&e.body, None)?;
        self.at(e.body.range());
        self.u.emit(Op::Return, 0, value, 0);
        let unit = self.leave("<lambda>", e.range.start(), parameters)?;
        self.at(e.range);
        self.make_function(scope, unit, extras, dst)
    }

    /// Makes a function of a finished unit. The extras' registers are the topmost; the closure comes after them.
    pub(super) fn make_function(
        &mut self,
        scope: ScopeId,
        unit: CodeUnit,
        mut extras: Extras,
        dst: Reg,
    ) -> Result<()> {
        let freevars: &'a [NameId] = &self.scopes.get(scope).freevars;
        if !freevars.is_empty() {
            let closure = self.u.temp();
            let base = self.u.top;
            for &name in freevars {
                let register = self.u.temp();
                self.load_cell(name, register)?;
            }
            self.u.emit(Op::BuildTuple, closure, base, freevars.len() as u32);
            self.u.top = base;
            extras.flags |= 8;
        }
        if self.u.reachable {
            let code = self.u.consts.add(Const::Code(Box::new(unit)));
            self.u.emit_x(Op::MakeFunction, dst, extras.base, extras.flags, code);
        }
        self.u.top = extras.base;
        Ok(())
    }
}

pub(super) fn has_defaults(parameters: &ast::Parameters) -> bool {
    parameters.posonlyargs.iter().chain(&parameters.args).any(|parameter| parameter.default.is_some())
}

pub(super) fn has_keyword_defaults(parameters: &ast::Parameters) -> bool {
    parameters.kwonlyargs.iter().any(|parameter| parameter.default.is_some())
}

/// Counts of parameters as a code object has them.
pub(super) fn counts(parameters: &ast::Parameters) -> Parameters {
    Parameters {
        posonly: parameters.posonlyargs.len() as u32,
        positional: (parameters.posonlyargs.len() + parameters.args.len()) as u32,
        kwonly: parameters.kwonlyargs.len() as u32,
        vararg: parameters.vararg.is_some(),
        kwarg: parameters.kwarg.is_some(),
    }
}
