//! `match`.

use ruff_python_ast as ast;

use super::Codegen;
use crate::error::{Result, error};

impl<'a> Codegen<'a> {
    pub(super) fn match_stmt(&mut self, s: &'a ast::StmtMatch) -> Result<()> {
        error("match is not supported yet", s.range)
    }
}
