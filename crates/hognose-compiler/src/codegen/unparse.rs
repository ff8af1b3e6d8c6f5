//! Annotations back to text, for `from __future__ import annotations`: the tokens of the source, spaced as CPython's
//! unparser spaces them. Redundant parentheses within stay, as the user wrote them.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Expr, ExprStringLiteral};
use ruff_text_size::Ranged;

/// The text of an expression.
pub(super) fn unparse(expr: &Expr, source: &str) -> Box<[u8]> {
    if let Expr::StringLiteral(literal) = expr {
        return quoted(literal);
    }
    let range = expr.range();
    let text = source.get(usize::from(range.start())..usize::from(range.end())).unwrap_or("");
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'[' | b']')) {
        return text.as_bytes().into();
    }
    // In brackets line breaks mean nothing to the parser.
    let bracketed = format!("({text})");
    let Ok(parsed) = ruff_python_parser::parse_expression(&bracketed) else { return text.as_bytes().into() };
    let mut out = String::with_capacity(text.len());
    let mut last: Option<TokenKind> = None;
    let tokens: Vec<_> = parsed
        .tokens()
        .iter()
        .filter(|token| {
            !matches!(token.kind(), TokenKind::Comment | TokenKind::NonLogicalNewline | TokenKind::Newline)
        })
        .filter(|token| usize::from(token.start()) > 0 && usize::from(token.end()) < bracketed.len())
        .collect();
    for (i, token) in tokens.iter().enumerate() {
        let kind = token.kind();
        let word = &bracketed[usize::from(token.start())..usize::from(token.end())];
        // A trailing comma before a bracket goes, but not that of a tuple of one.
        let next = tokens.get(i + 1).map(|token| token.kind());
        if kind == TokenKind::Comma
            && matches!(next, Some(TokenKind::Rsqb | TokenKind::Rbrace))
            && !out.ends_with('(')
        {
            continue;
        }
        if last.is_some_and(|last| spaced(last, kind)) {
            out.push(' ');
        }
        match (kind, word.strip_prefix('"').and_then(|word| word.strip_suffix('"'))) {
            (TokenKind::String, Some(inner)) if !inner.contains(['\'', '"', '\\']) => {
                out.push('\'');
                out.push_str(inner);
                out.push('\'');
            }
            _ => out.push_str(word),
        }
        let unary =
            matches!(kind, TokenKind::Plus | TokenKind::Minus | TokenKind::Star | TokenKind::DoubleStar)
                && last.is_none_or(|last| !ends_operand(last));
        last = Some(if unary { TokenKind::Tilde } else { kind });
    }
    out.into_bytes().into()
}

/// Whether a space stands between two tokens.
fn spaced(last: TokenKind, next: TokenKind) -> bool {
    use TokenKind as T;
    let word = |kind: T| {
        kind == T::Name || kind.is_keyword() || matches!(kind, T::Int | T::Float | T::Complex | T::String)
    };
    let operator = |kind: T| {
        kind.is_operator()
            && !matches!(
                kind,
                T::Dot
                    | T::Equal
                    | T::Tilde
                    | T::Comma
                    | T::Colon
                    | T::Lpar
                    | T::Lsqb
                    | T::Lbrace
                    | T::Rpar
                    | T::Rsqb
                    | T::Rbrace
            )
    };
    match (last, next) {
        (T::Comma, _) => true,
        (_, T::Comma | T::Dot | T::Rpar | T::Rsqb | T::Rbrace | T::Colon)
        | (T::Dot | T::Lpar | T::Lsqb | T::Lbrace | T::Tilde, _) => false,
        (T::Colon, _) => true,
        (_, T::Lpar | T::Lsqb) => last.is_keyword() || operator(last),
        _ => operator(last) || operator(next) || (word(last) && word(next)),
    }
}

fn ends_operand(kind: TokenKind) -> bool {
    use TokenKind as T;
    matches!(
        kind,
        T::Name
            | T::Int
            | T::Float
            | T::Complex
            | T::String
            | T::Rpar
            | T::Rsqb
            | T::Rbrace
            | T::True
            | T::False
            | T::None
            | T::Ellipsis
    )
}

/// A string annotation: its repr.
fn quoted(literal: &ExprStringLiteral) -> Box<[u8]> {
    let text = literal.value.to_str();
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out.push(quote);
    out.into_bytes().into()
}
