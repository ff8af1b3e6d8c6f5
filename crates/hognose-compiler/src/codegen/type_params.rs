//! Type parameters and type aliases (PEP 695, 696).

use ruff_python_ast as ast;

use super::Codegen;
use super::unit::Reg;
use crate::error::{Result, error};

impl<'a> Codegen<'a> {
    pub(super) fn generic_function(&mut self, s: &'a ast::StmtFunctionDef, _: &'a ast::TypeParams, _: Reg) -> Result<()> {
        error("type parameters are not supported yet", s.range)
    }

    pub(super) fn generic_class(&mut self, s: &'a ast::StmtClassDef, _: &'a ast::TypeParams, _: Reg) -> Result<()> {
        error("type parameters are not supported yet", s.range)
    }

    pub(super) fn type_alias(&mut self, s: &'a ast::StmtTypeAlias) -> Result<()> {
        error("type statements are not supported yet", s.range)
    }
}
