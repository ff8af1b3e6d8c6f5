//! Class definitions.

use ruff_python_ast::{self as ast, Keyword};
use ruff_text_size::TextRange;

use super::call::fits_registers;
use super::function::Extras;
use super::name::Access;
use super::unit::Reg;
use super::{Codegen, Parameters};
use crate::code::Const;
use crate::error::Result;
use crate::opcode::Op;
use crate::scope::{Part, Place, ScopeId};

impl<'a> Codegen<'a> {
    pub(super) fn class_def(&mut self, s: &'a ast::StmtClassDef) -> Result<()> {
        let base = self.decorators(&s.decorator_list)?;
        let dst = self.plain_target(&s.name.id, &s.decorator_list);
        let class = self.u.temp();
        match &s.type_params {
            Some(params) => self.generic_class(s, params, class)?,
            None => self.class_object(s, class, class, None)?,
        }
        self.u.top = class + 1;
        if let Some(register) = dst {
            self.at(s.range);
            self.u.emit(Op::Move, register, class, 0);
        }
        self.apply_decorators(&s.decorator_list, base);
        self.bind_definition(&s.name.id, dst, base, s.name.range)
    }

    /// Calls `__build_class__`; `base` is the topmost register. A generic class has one more base, in a local.
    pub(super) fn class_object(
        &mut self,
        s: &'a ast::StmtClassDef,
        base: Reg,
        dst: Reg,
        generic_base: Option<Reg>,
    ) -> Result<()> {
        self.at(s.range);
        self.u.emit(Op::LoadBuildClass, base, 0, 0);
        let function = self.u.temp();
        let Some(scope) = self.scopes.of(s, Part::Body) else { return Ok(()) };
        self.class_body(s, scope, function)?;
        self.u.top = function + 1;
        let name = self.u.temp();
        self.at(s.range);
        self.load_const(name, Self::text_const(&s.name.id));
        const NONE: &[Keyword] = &[];
        let Some(arguments) = &s.arguments else {
            let count = self.generic_argument(generic_base);
            return self.keywords_and_call(NONE, 2 + count, base, 1, s.range, dst);
        };
        if fits_registers(arguments) {
            for value in &arguments.args {
                self.temp_operand(value)?;
            }
            let count = self.generic_argument(generic_base);
            let count = 2 + arguments.args.len() as u32 + count;
            self.keywords_and_call(&arguments.keywords, count, base, 1, s.range, dst)
        } else {
            self.class_in_objects(arguments, base, s.range, dst, generic_base)
        }
    }

    fn generic_argument(&mut self, generic_base: Option<Reg>) -> u32 {
        let Some(register) = generic_base else { return 0 };
        let value = self.u.temp();
        self.u.emit(Op::Move, value, register, 0);
        1
    }

    fn class_in_objects(
        &mut self,
        arguments: &'a ast::Arguments,
        base: Reg,
        range: TextRange,
        dst: Reg,
        generic_base: Option<Reg>,
    ) -> Result<()> {
        if let Some(register) = generic_base {
            // The extra base comes after the written ones: they are put into the list first.
            let list = base + 1;
            self.u.emit(Op::BuildList, list, list, 2);
            self.u.top = list + 1;
            self.extend_list(&arguments.args, list)?;
            self.u.emit(Op::ListAppend, list, register, 0);
            self.u.top = list + 1;
            self.keywords_in_object(&arguments.keywords, base, range)?;
        } else {
            self.arguments_in_objects(&arguments.args, &arguments.keywords, base, 2, range)?;
        }
        self.at(range);
        self.u.emit(Op::CallEx, base, 0, dst);
        Ok(())
    }

    fn class_body(&mut self, s: &'a ast::StmtClassDef, scope: ScopeId, dst: Reg) -> Result<()> {
        let id = self.name_id(&s.name.id);
        let qualname = self.qualname(&s.name.id, Some(id));
        let qualname_const = Self::text_const(&qualname);
        self.enter(scope, qualname);
        self.class = Some(&s.name.id);
        self.at(s.range);
        let temp = self.u.temp();
        let name = self.names.intern("__name__");
        self.load_id(name, s.range, temp);
        self.store_special("__module__", temp);
        self.load_const(temp, qualname_const);
        self.store_special("__qualname__", temp);
        let first = s.decorator_list.first().map_or(s.range.start(), |decorator| decorator.range.start());
        let line = self.lines.line(first);
        self.load_const(temp, Const::Int(i64::from(line)));
        self.store_special("__firstlineno__", temp);
        if s.type_params.is_some() {
            let params = self.names.intern(".type_params");
            self.load_id(params, s.range, temp);
            self.store_special("__type_params__", temp);
        }
        if let Some(register) = self.class_cell("__classdict__") {
            self.u.emit(Op::LoadLocals, temp, 0, 0);
            self.u.emit(Op::StoreDeref, register, temp, 0);
        }
        if let Some(register) = self.class_cell("__conditional_annotations__") {
            self.u.emit(Op::BuildSet, temp, temp, 0);
            self.u.emit(Op::StoreDeref, register, temp, 0);
        }
        self.u.top = temp;
        if self.scopes.future_annotations && has_annotations(&s.body) || self.eager_annotations(scope) {
            self.u.emit(Op::SetupAnnotations, 0, 0, 0);
        }
        let rest = self.docstring(&s.body);
        self.body(rest)?;
        self.class_annotations(scope)?;
        self.at(s.range);
        let temp = self.u.temp();
        let mut attributes: Vec<String> =
            self.u.static_attributes.iter().map(|&id| self.names.text(id).to_string()).collect();
        attributes.sort_unstable();
        let attributes = attributes.iter().map(|text| Self::text_const(text)).collect();
        self.load_const(temp, Const::Tuple(attributes));
        self.store_special("__static_attributes__", temp);
        if let Some(register) = self.class_cell("__classdict__") {
            self.u.emit(Op::Copy, temp, register, 0);
            self.store_special("__classdictcell__", temp);
        }
        if let Some(register) = self.class_cell(crate::scope::CLASS_CELL) {
            self.u.emit(Op::Copy, temp, register, 0);
            self.store_special("__classcell__", temp);
            self.u.emit(Op::Copy, temp, register, 0);
            self.u.emit(Op::Return, 0, temp, 0);
        } else {
            self.u.emit(Op::ReturnNone, 0, 0, 0);
        }
        let unit = self.leave(&s.name.id, first, Parameters::default())?;
        self.at(s.range);
        let extras = Extras { base: self.u.top, flags: 0 };
        self.make_function(scope, unit, extras, dst)
    }

    /// Stores into the class's namespace by exactly this name.
    pub(super) fn store_special(&mut self, text: &'static str, src: Reg) {
        let id = self.names.intern(text);
        let name = self.u.name(id);
        self.u.emit_x(Op::StoreName, 0, src, 0, name);
    }

    /// The register of an implicit cell of the class being defined.
    pub(super) fn class_cell(&mut self, text: &'static str) -> Option<Reg> {
        let id = self.names.intern(text);
        let symbol = self.scopes.symbol(self.u.scope, id)?;
        (symbol.place == Place::Cell).then_some(symbol.register)
    }

    /// Whether a name is the register of a cell here.
    pub(super) fn cell_access(&self, id: crate::scope::NameId) -> Option<Reg> {
        match self.access(id) {
            Access::Cell(register) => Some(register),
            _ => None,
        }
    }
}

/// Whether a body has annotated assignments that count for `__annotations__`.
pub(super) fn has_annotations(body: &[ast::Stmt]) -> bool {
    use ast::Stmt;
    body.iter().any(|statement| match statement {
        Stmt::AnnAssign(_) => true,
        Stmt::If(s) => {
            has_annotations(&s.body) || s.elif_else_clauses.iter().any(|c| has_annotations(&c.body))
        }
        Stmt::For(s) => has_annotations(&s.body) || has_annotations(&s.orelse),
        Stmt::While(s) => has_annotations(&s.body) || has_annotations(&s.orelse),
        Stmt::With(s) => has_annotations(&s.body),
        Stmt::Try(s) => {
            has_annotations(&s.body)
                || s.handlers.iter().any(|h| {
                    let ast::ExceptHandler::ExceptHandler(h) = h;
                    has_annotations(&h.body)
                })
                || has_annotations(&s.orelse)
                || has_annotations(&s.finalbody)
        }
        Stmt::Match(s) => s.cases.iter().any(|c| has_annotations(&c.body)),
        _ => false,
    })
}
