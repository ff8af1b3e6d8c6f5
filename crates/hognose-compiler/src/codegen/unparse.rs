//! Expressions back to text, for annotations under `from __future__ import annotations`.

use ruff_python_ast::Expr;
use ruff_text_size::Ranged;

/// The text of an expression.
pub(super) fn unparse(expr: &Expr, source: &str) -> Box<[u8]> {
    let range = expr.range();
    source.get(usize::from(range.start())..usize::from(range.end())).unwrap_or("").as_bytes().into()
}
