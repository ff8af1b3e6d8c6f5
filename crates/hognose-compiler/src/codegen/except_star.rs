//! `except*`.

use ruff_python_ast as ast;

use super::Codegen;
use crate::error::{Result, error};

impl<'a> Codegen<'a> {
    pub(super) fn try_except_star(&mut self, s: &'a ast::StmtTry) -> Result<()> {
        error("except* is not supported yet", s.range)
    }
}
