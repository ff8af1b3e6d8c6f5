//! What compiles and is hardly meant: the texts and places of SyntaxWarnings.
//!
//! A walk of its own over a tree that has compiled; it changes nothing, and what becomes of the warnings is the VM's business.

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, CmpOp, Expr, Stmt, StringFlags};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// A warning and its place.
#[derive(Clone, Debug)]
pub(crate) struct Warning {
    pub message: String,
    pub range: TextRange,
}

/// The warnings of a source, in CPython's order: what the tokens say, then what the tree says.
pub(crate) fn find(source: &str, tokens: &Tokens, body: &crate::scope::Source<'_>) -> Vec<Warning> {
    let mut finder = Finder { source, found: Vec::new(), finally: Finally::default() };
    finder.tokens(tokens);
    match body {
        crate::scope::Source::Suite(suite) => finder.visit_body(suite),
        crate::scope::Source::Expr(expr) => finder.visit_expr(expr),
    }
    finder.found
}

/// What leaving statements would jump out of.
#[derive(Clone, Copy, Default)]
struct Finally {
    /// Within a finally clause of this function.
    inside: bool,
    /// Within a loop that stands in that clause.
    looped: bool,
}

struct Finder<'s> {
    source: &'s str,
    found: Vec<Warning>,
    finally: Finally,
}

impl Finder<'_> {
    fn warn(&mut self, range: TextRange, message: String) {
        self.found.push(Warning { message, range });
    }

    fn tokens(&mut self, tokens: &Tokens) {
        let mut number: Option<TextRange> = None;
        for token in tokens.iter() {
            let range = token.range();
            if let Some(before) = number.take() {
                let keyword = matches!(
                    token.kind(),
                    TokenKind::And
                        | TokenKind::Else
                        | TokenKind::For
                        | TokenKind::If
                        | TokenKind::In
                        | TokenKind::Is
                        | TokenKind::Not
                        | TokenKind::Or
                );
                if keyword && before.end() == range.start() {
                    let text = &self.source[before];
                    let kind = match text.get(..2) {
                        Some("0x" | "0X") => "hexadecimal",
                        Some("0o" | "0O") => "octal",
                        Some("0b" | "0B") => "binary",
                        _ if text.ends_with(['j', 'J']) => "imaginary",
                        _ => "decimal",
                    };
                    let last = TextRange::new(before.end() - TextSize::from(1), before.end());
                    self.warn(last, format!("invalid {kind} literal"));
                }
            }
            if matches!(token.kind(), TokenKind::Int | TokenKind::Float | TokenKind::Complex) {
                number = Some(range);
            }
        }
    }

    /// Warns of the first escape in a literal's text that means nothing.
    fn escapes(&mut self, text: &str, whole: TextRange, is_bytes: bool) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(next) = bytes[at..].iter().position(|b| *b == b'\\') {
            at += next + 1;
            let Some(&kind) = bytes.get(at) else { return };
            if (b'4'..=b'7').contains(&kind)
                && bytes.get(at + 1..at + 3).is_some_and(|d| d.iter().all(|d| (b'0'..=b'7').contains(d)))
            {
                let octal = &text[at..at + 3];
                let message = format!(
                    "\"\\{octal}\" is an invalid octal escape sequence. Such sequences will not work in the future. Did you mean \"\\\\{octal}\"? A raw string is also an option."
                );
                return self.warn(whole, message);
            }
            let known = matches!(
                kind,
                b'\n'
                    | b'\r'
                    | b'\\'
                    | b'\''
                    | b'"'
                    | b'a'
                    | b'b'
                    | b'f'
                    | b'n'
                    | b'r'
                    | b't'
                    | b'v'
                    | b'x'
                    | b'0'..=b'7'
            ) || (!is_bytes && matches!(kind, b'N' | b'u' | b'U'));
            if !known {
                let shown = text[at..].chars().next().map_or(String::new(), String::from);
                let message = format!(
                    "\"\\{shown}\" is an invalid escape sequence. Such sequences will not work in the future. Did you mean \"\\\\{shown}\"? A raw string is also an option."
                );
                return self.warn(whole, message);
            }
            at += 1;
        }
    }

    fn inner(&self, range: TextRange, flags: impl StringFlags) -> &str {
        let start = usize::from(range.start() + flags.opener_len());
        let end = usize::from(range.end()).saturating_sub(usize::from(flags.closer_len()));
        self.source.get(start..end).unwrap_or("")
    }

    fn compare(&mut self, compare: &ast::ExprCompare) {
        let mut left: &Expr = &compare.left;
        for (op, right) in compare.ops.iter().zip(&compare.comparators) {
            let (symbol, better) = match op {
                CmpOp::Is => ("is", "=="),
                CmpOp::IsNot => ("is not", "!="),
                _ => {
                    left = right;
                    continue;
                }
            };
            if let Some(literal) = [left, right].into_iter().find(|e| is_plain_literal(e)) {
                let kind = type_name(literal).unwrap_or("object");
                self.warn(
                    compare.range,
                    format!("\"{symbol}\" with '{kind}' literal. Did you mean \"{better}\"?"),
                );
            }
            left = right;
        }
    }

    fn subscript(&mut self, subscript: &ast::ExprSubscript) {
        if !subscript.ctx.is_load() {
            return;
        }
        let Some(kind) = type_name(&subscript.value) else { return };
        match kind {
            "NoneType"
            | "ellipsis"
            | "int"
            | "float"
            | "complex"
            | "bool"
            | "set"
            | "generator"
            | "function"
            | "string.templatelib.Template" => {
                let message = format!("'{kind}' object is not subscriptable; perhaps you missed a comma?");
                self.warn(subscript.range, message);
            }
            "str" | "bytes" | "tuple" | "list" => {
                let index = type_name(&subscript.slice);
                if let Some(index) = index.filter(|i| !matches!(*i, "int" | "bool")) {
                    let message = format!(
                        "{kind} indices must be integers or slices, not {index}; perhaps you missed a comma?"
                    );
                    self.warn(subscript.range, message);
                }
            }
            _ => {}
        }
    }

    fn leaving(&mut self, statement: &Stmt) {
        let (word, jumps) = match statement {
            Stmt::Return(_) => ("return", self.finally.inside),
            Stmt::Break(_) => ("break", self.finally.inside && !self.finally.looped),
            Stmt::Continue(_) => ("continue", self.finally.inside && !self.finally.looped),
            _ => return,
        };
        if jumps {
            self.warn(statement.range(), format!("'{word}' in a 'finally' block"));
        }
    }

    /// Walks with other surroundings.
    fn with(&mut self, finally: Finally, walk: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.finally, finally);
        walk(self);
        self.finally = before;
    }
}

impl<'a> Visitor<'a> for Finder<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {
                self.with(Finally::default(), |v| visitor::walk_stmt(v, statement));
            }
            Stmt::For(_) | Stmt::While(_) => {
                // A loop's else clause belongs to what is around it; who leaves from there is rare enough.
                let inside = Finally { looped: true, ..self.finally };
                self.with(inside, |v| visitor::walk_stmt(v, statement));
            }
            Stmt::Try(tried) => {
                self.visit_body(&tried.body);
                for handler in &tried.handlers {
                    self.visit_except_handler(handler);
                }
                self.visit_body(&tried.orelse);
                self.with(Finally { inside: true, looped: false }, |v| v.visit_body(&tried.finalbody));
            }
            Stmt::Assert(assert) => {
                if let Expr::Tuple(tuple) = &*assert.test
                    && !tuple.elts.is_empty()
                {
                    let message = "assertion is always true, perhaps remove parentheses?".to_owned();
                    self.warn(assert.range, message);
                }
                visitor::walk_stmt(self, statement);
            }
            _ => {
                self.leaving(statement);
                visitor::walk_stmt(self, statement);
            }
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Compare(compare) => self.compare(compare),
            Expr::Subscript(subscript) => self.subscript(subscript),
            Expr::Call(call) => {
                let kind = type_name(&call.func).filter(|kind| *kind != "function");
                if let Some(kind) = kind {
                    let message = format!("'{kind}' object is not callable; perhaps you missed a comma?");
                    self.warn(call.range(), message);
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }

    fn visit_string_literal(&mut self, literal: &'a ast::StringLiteral) {
        if !literal.flags.prefix().is_raw() && self.source[literal.range].contains('\\') {
            let text = self.inner(literal.range, literal.flags).to_owned();
            self.escapes(&text, literal.range, false);
        }
    }

    fn visit_bytes_literal(&mut self, literal: &'a ast::BytesLiteral) {
        if !literal.flags.prefix().is_raw() && self.source[literal.range].contains('\\') {
            let text = self.inner(literal.range, literal.flags).to_owned();
            self.escapes(&text, literal.range, true);
        }
    }

    fn visit_f_string(&mut self, string: &'a ast::FString) {
        if !string.flags.prefix().is_raw() {
            for element in &string.elements {
                if let ast::InterpolatedStringElement::Literal(literal) = element {
                    let text = self.source[literal.range].to_owned();
                    if text.contains('\\') {
                        self.escapes(&text, literal.range, false);
                    }
                }
            }
        }
        visitor::walk_f_string(self, string);
    }
}

/// A literal that `is` compares with: not the singletons.
fn is_plain_literal(expr: &Expr) -> bool {
    match expr {
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => true,
        Expr::UnaryOp(unary) => {
            matches!(unary.op, ast::UnaryOp::USub | ast::UnaryOp::UAdd | ast::UnaryOp::Invert)
                && matches!(*unary.operand, Expr::NumberLiteral(_))
        }
        Expr::Tuple(tuple) => tuple.elts.iter().all(|e| {
            is_plain_literal(e)
                || matches!(e, Expr::NoneLiteral(_) | Expr::BooleanLiteral(_) | Expr::EllipsisLiteral(_))
        }),
        _ => false,
    }
}

/// The type of what an expression certainly makes.
fn type_name(expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::NumberLiteral(number) => match number.value {
            ast::Number::Int(_) => "int",
            ast::Number::Float(_) => "float",
            ast::Number::Complex { .. } => "complex",
        },
        Expr::UnaryOp(unary) if is_plain_literal(expr) => return type_name(&unary.operand),
        Expr::StringLiteral(_) | Expr::FString(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::TString(_) => "string.templatelib.Template",
        Expr::BooleanLiteral(_) => "bool",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        _ => return None,
    })
}
