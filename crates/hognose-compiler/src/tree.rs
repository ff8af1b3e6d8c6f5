//! Syntax trees as plain data, with the names of Python's `ast`: for `compile(..., PyCF_ONLY_AST)`.
//!
//! The VM makes objects of them. Nothing here is used to compile.

use ruff_python_ast::{self as ast, Expr, InterpolatedStringElement, Mod, Pattern, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::code::Const;
use crate::error::{Diagnostic, ErrorKind, Result};
use crate::literal;
use crate::source::Lines;

/// A piece of a tree.
#[derive(Debug)]
pub enum Tree {
    None,
    /// An identifier.
    Name(String),
    Const(Const),
    Int(i64),
    List(Vec<Tree>),
    Node(Box<Node>),
}

/// An object of one of `ast`'s classes.
#[derive(Debug)]
pub struct Node {
    pub class: &'static str,
    pub fields: Vec<(&'static str, Tree)>,
    /// Line, column, end line, end column; columns in bytes of UTF-8.
    pub place: Option<[u32; 4]>,
}

/// Deepest nesting that becomes a tree.
const MAX_DEPTH: u32 = 2000;

pub(crate) fn build(parsed: &Mod, source: &str, lines: &Lines<'_>, interactive: bool) -> Result<Tree> {
    let mut builder = Builder { source, lines, depth: 0 };
    match parsed {
        Mod::Module(module) => {
            let body = ("body", builder.stmts(&module.body)?);
            Ok(if interactive {
                node("Interactive", vec![body])
            } else {
                node("Module", vec![body, ("type_ignores", Tree::List(Vec::new()))])
            })
        }
        Mod::Expression(expression) => {
            Ok(node("Expression", vec![("body", builder.expr(&expression.body)?)]))
        }
    }
}

struct Builder<'a> {
    source: &'a str,
    lines: &'a Lines<'a>,
    depth: u32,
}

fn node(class: &'static str, fields: Vec<(&'static str, Tree)>) -> Tree {
    Tree::Node(Box::new(Node { class, fields, place: None }))
}

fn name(id: &str) -> Tree {
    Tree::Name(id.to_string())
}

fn option_name(id: Option<&ast::Identifier>) -> Tree {
    id.map_or(Tree::None, |id| name(id.as_str()))
}

fn context(ctx: ast::ExprContext) -> Tree {
    let class = match ctx {
        ast::ExprContext::Store => "Store",
        ast::ExprContext::Del => "Del",
        _ => "Load",
    };
    node(class, Vec::new())
}

fn operator(op: ast::Operator) -> Tree {
    use ast::Operator as O;
    let class = match op {
        O::Add => "Add",
        O::Sub => "Sub",
        O::Mult => "Mult",
        O::MatMult => "MatMult",
        O::Div => "Div",
        O::Mod => "Mod",
        O::Pow => "Pow",
        O::LShift => "LShift",
        O::RShift => "RShift",
        O::BitOr => "BitOr",
        O::BitXor => "BitXor",
        O::BitAnd => "BitAnd",
        O::FloorDiv => "FloorDiv",
    };
    node(class, Vec::new())
}

fn comparison(op: ast::CmpOp) -> Tree {
    use ast::CmpOp as C;
    let class = match op {
        C::Eq => "Eq",
        C::NotEq => "NotEq",
        C::Lt => "Lt",
        C::LtE => "LtE",
        C::Gt => "Gt",
        C::GtE => "GtE",
        C::Is => "Is",
        C::IsNot => "IsNot",
        C::In => "In",
        C::NotIn => "NotIn",
    };
    node(class, Vec::new())
}

impl Builder<'_> {
    fn at(&self, class: &'static str, range: TextRange, fields: Vec<(&'static str, Tree)>) -> Tree {
        let ((line, column), (end_line, end_column)) =
            (self.lines.place(range.start()), self.lines.place(range.end()));
        Tree::Node(Box::new(Node { class, fields, place: Some([line, column, end_line, end_column]) }))
    }

    fn deeper(&mut self, range: TextRange) -> Result<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = "too many nested statements or expressions".to_string();
            return Err(Box::new(Diagnostic { kind: ErrorKind::Syntax, message, range: Some(range) }));
        }
        Ok(())
    }

    fn exprs<'e>(&mut self, list: impl IntoIterator<Item = &'e Expr>) -> Result<Tree> {
        Ok(Tree::List(list.into_iter().map(|e| self.expr(e)).collect::<Result<_>>()?))
    }

    fn option(&mut self, e: Option<&Expr>) -> Result<Tree> {
        e.map_or(Ok(Tree::None), |e| self.expr(e))
    }

    fn stmts(&mut self, list: &[Stmt]) -> Result<Tree> {
        Ok(Tree::List(list.iter().map(|s| self.stmt(s)).collect::<Result<_>>()?))
    }

    /// Where the keyword of a decorated definition stands.
    fn behind_decorators(&self, decorators: &[ast::Decorator], range: TextRange) -> TextRange {
        let Some(last) = decorators.last() else { return range };
        let mut at = usize::from(last.range.end());
        let rest = self.source.as_bytes();
        loop {
            match rest.get(at) {
                Some(b' ' | b'\t' | b'\x0c' | b'\n' | b'\r' | b'\\') => at += 1,
                Some(b'#') => {
                    while rest.get(at).is_some_and(|&c| c != b'\n') {
                        at += 1;
                    }
                }
                _ => break,
            }
        }
        let start = TextSize::new(at as u32);
        if start < range.end() { TextRange::new(start, range.end()) } else { range }
    }

    fn decorators(&mut self, list: &[ast::Decorator]) -> Result<Tree> {
        self.exprs(list.iter().map(|d| &d.expression))
    }

    fn stmt(&mut self, stmt: &Stmt) -> Result<Tree> {
        self.deeper(stmt.range())?;
        let range = stmt.range();
        let no_comment = ("type_comment", Tree::None);
        let made = match stmt {
            Stmt::FunctionDef(s) => {
                let range = self.behind_decorators(&s.decorator_list, range);
                let fields = vec![
                    ("name", name(s.name.as_str())),
                    ("args", self.parameters(Some(&s.parameters))?),
                    ("body", self.stmts(&s.body)?),
                    ("decorator_list", self.decorators(&s.decorator_list)?),
                    ("returns", self.option(s.returns.as_deref())?),
                    no_comment,
                    ("type_params", self.type_params(s.type_params.as_deref())?),
                ];
                self.at(if s.is_async { "AsyncFunctionDef" } else { "FunctionDef" }, range, fields)
            }
            Stmt::ClassDef(s) => {
                let range = self.behind_decorators(&s.decorator_list, range);
                let (bases, keywords) = match &s.arguments {
                    Some(arguments) => (self.exprs(&*arguments.args)?, self.keywords(&arguments.keywords)?),
                    None => (Tree::List(Vec::new()), Tree::List(Vec::new())),
                };
                let fields = vec![
                    ("name", name(s.name.as_str())),
                    ("bases", bases),
                    ("keywords", keywords),
                    ("body", self.stmts(&s.body)?),
                    ("decorator_list", self.decorators(&s.decorator_list)?),
                    ("type_params", self.type_params(s.type_params.as_deref())?),
                ];
                self.at("ClassDef", range, fields)
            }
            Stmt::Return(s) => {
                let fields = vec![("value", self.option(s.value.as_deref())?)];
                self.at("Return", range, fields)
            }
            Stmt::Delete(s) => {
                let fields = vec![("targets", self.exprs(&s.targets)?)];
                self.at("Delete", range, fields)
            }
            Stmt::TypeAlias(s) => {
                let fields = vec![
                    ("name", self.expr(&s.name)?),
                    ("type_params", self.type_params(s.type_params.as_deref())?),
                    ("value", self.expr(&s.value)?),
                ];
                self.at("TypeAlias", range, fields)
            }
            Stmt::Assign(s) => {
                let fields =
                    vec![("targets", self.exprs(&s.targets)?), ("value", self.expr(&s.value)?), no_comment];
                self.at("Assign", range, fields)
            }
            Stmt::AugAssign(s) => {
                let fields = vec![
                    ("target", self.expr(&s.target)?),
                    ("op", operator(s.op)),
                    ("value", self.expr(&s.value)?),
                ];
                self.at("AugAssign", range, fields)
            }
            Stmt::AnnAssign(s) => {
                let fields = vec![
                    ("target", self.expr(&s.target)?),
                    ("annotation", self.expr(&s.annotation)?),
                    ("value", self.option(s.value.as_deref())?),
                    ("simple", Tree::Int(i64::from(s.simple))),
                ];
                self.at("AnnAssign", range, fields)
            }
            Stmt::For(s) => {
                let fields = vec![
                    ("target", self.expr(&s.target)?),
                    ("iter", self.expr(&s.iter)?),
                    ("body", self.stmts(&s.body)?),
                    ("orelse", self.stmts(&s.orelse)?),
                    no_comment,
                ];
                self.at(if s.is_async { "AsyncFor" } else { "For" }, range, fields)
            }
            Stmt::While(s) => {
                let fields = vec![
                    ("test", self.expr(&s.test)?),
                    ("body", self.stmts(&s.body)?),
                    ("orelse", self.stmts(&s.orelse)?),
                ];
                self.at("While", range, fields)
            }
            Stmt::If(s) => {
                let orelse = self.elifs(&s.elif_else_clauses, range)?;
                let fields =
                    vec![("test", self.expr(&s.test)?), ("body", self.stmts(&s.body)?), ("orelse", orelse)];
                self.at("If", range, fields)
            }
            Stmt::With(s) => {
                let mut items = Vec::new();
                for item in &s.items {
                    items.push(node(
                        "withitem",
                        vec![
                            ("context_expr", self.expr(&item.context_expr)?),
                            ("optional_vars", self.option(item.optional_vars.as_deref())?),
                        ],
                    ));
                }
                let fields = vec![("items", Tree::List(items)), ("body", self.stmts(&s.body)?), no_comment];
                self.at(if s.is_async { "AsyncWith" } else { "With" }, range, fields)
            }
            Stmt::Match(s) => {
                let mut cases = Vec::new();
                for case in &s.cases {
                    cases.push(node(
                        "match_case",
                        vec![
                            ("pattern", self.pattern(&case.pattern)?),
                            ("guard", self.option(case.guard.as_deref())?),
                            ("body", self.stmts(&case.body)?),
                        ],
                    ));
                }
                let fields = vec![("subject", self.expr(&s.subject)?), ("cases", Tree::List(cases))];
                self.at("Match", range, fields)
            }
            Stmt::Raise(s) => {
                let fields = vec![
                    ("exc", self.option(s.exc.as_deref())?),
                    ("cause", self.option(s.cause.as_deref())?),
                ];
                self.at("Raise", range, fields)
            }
            Stmt::Try(s) => {
                let mut handlers = Vec::new();
                for ast::ExceptHandler::ExceptHandler(handler) in &s.handlers {
                    let fields = vec![
                        ("type", self.option(handler.type_.as_deref())?),
                        ("name", option_name(handler.name.as_ref())),
                        ("body", self.stmts(&handler.body)?),
                    ];
                    handlers.push(self.at("ExceptHandler", handler.range, fields));
                }
                let fields = vec![
                    ("body", self.stmts(&s.body)?),
                    ("handlers", Tree::List(handlers)),
                    ("orelse", self.stmts(&s.orelse)?),
                    ("finalbody", self.stmts(&s.finalbody)?),
                ];
                self.at(if s.is_star { "TryStar" } else { "Try" }, range, fields)
            }
            Stmt::Assert(s) => {
                let fields = vec![("test", self.expr(&s.test)?), ("msg", self.option(s.msg.as_deref())?)];
                self.at("Assert", range, fields)
            }
            Stmt::Import(s) => {
                let fields = vec![("names", self.aliases(&s.names))];
                self.at("Import", range, fields)
            }
            Stmt::ImportFrom(s) => {
                let fields = vec![
                    ("module", option_name(s.module.as_ref())),
                    ("names", self.aliases(&s.names)),
                    ("level", Tree::Int(i64::from(s.level))),
                ];
                self.at("ImportFrom", range, fields)
            }
            Stmt::Global(s) => {
                let names = s.names.iter().map(|id| name(id.as_str())).collect();
                self.at("Global", range, vec![("names", Tree::List(names))])
            }
            Stmt::Nonlocal(s) => {
                let names = s.names.iter().map(|id| name(id.as_str())).collect();
                self.at("Nonlocal", range, vec![("names", Tree::List(names))])
            }
            Stmt::Expr(s) => {
                let fields = vec![("value", self.expr(&s.value)?)];
                self.at("Expr", range, fields)
            }
            Stmt::Pass(_) => self.at("Pass", range, Vec::new()),
            Stmt::Break(_) => self.at("Break", range, Vec::new()),
            Stmt::Continue(_) => self.at("Continue", range, Vec::new()),
            Stmt::IpyEscapeCommand(_) => {
                let message = "invalid syntax".to_string();
                return Err(Box::new(Diagnostic { kind: ErrorKind::Syntax, message, range: Some(range) }));
            }
        };
        self.depth -= 1;
        Ok(made)
    }

    /// `elif` is an `if` in the `else` of the one before.
    fn elifs(&mut self, clauses: &[ast::ElifElseClause], whole: TextRange) -> Result<Tree> {
        let Some((clause, rest)) = clauses.split_first() else { return Ok(Tree::List(Vec::new())) };
        let Some(test) = &clause.test else { return self.stmts(&clause.body) };
        self.deeper(clause.range)?;
        let orelse = self.elifs(rest, whole)?;
        let fields =
            vec![("test", self.expr(test)?), ("body", self.stmts(&clause.body)?), ("orelse", orelse)];
        let range = TextRange::new(clause.range.start(), whole.end());
        self.depth -= 1;
        Ok(Tree::List(vec![self.at("If", range, fields)]))
    }

    fn aliases(&self, list: &[ast::Alias]) -> Tree {
        let made = list.iter().map(|alias| {
            let fields =
                vec![("name", name(alias.name.as_str())), ("asname", option_name(alias.asname.as_ref()))];
            self.at("alias", alias.range, fields)
        });
        Tree::List(made.collect())
    }

    fn keywords(&mut self, list: &[ast::Keyword]) -> Result<Tree> {
        let mut made = Vec::new();
        for keyword in list {
            let fields =
                vec![("arg", option_name(keyword.arg.as_ref())), ("value", self.expr(&keyword.value)?)];
            made.push(self.at("keyword", keyword.range, fields));
        }
        Ok(Tree::List(made))
    }

    fn type_params(&mut self, params: Option<&ast::TypeParams>) -> Result<Tree> {
        let mut made = Vec::new();
        for param in params.map_or(&[][..], |params| &params.type_params) {
            made.push(match param {
                ast::TypeParam::TypeVar(p) => {
                    let fields = vec![
                        ("name", name(p.name.as_str())),
                        ("bound", self.option(p.bound.as_deref())?),
                        ("default_value", self.option(p.default.as_deref())?),
                    ];
                    self.at("TypeVar", p.range, fields)
                }
                ast::TypeParam::TypeVarTuple(p) => {
                    let fields = vec![
                        ("name", name(p.name.as_str())),
                        ("default_value", self.option(p.default.as_deref())?),
                    ];
                    self.at("TypeVarTuple", p.range, fields)
                }
                ast::TypeParam::ParamSpec(p) => {
                    let fields = vec![
                        ("name", name(p.name.as_str())),
                        ("default_value", self.option(p.default.as_deref())?),
                    ];
                    self.at("ParamSpec", p.range, fields)
                }
            });
        }
        Ok(Tree::List(made))
    }

    fn parameter(&mut self, p: &ast::Parameter) -> Result<Tree> {
        let fields = vec![
            ("arg", name(p.name.as_str())),
            ("annotation", self.option(p.annotation.as_deref())?),
            ("type_comment", Tree::None),
        ];
        // The star of `*args` is not part of it.
        let range = TextRange::new(p.name.range.start(), p.range.end());
        Ok(self.at("arg", range, fields))
    }

    fn parameters(&mut self, parameters: Option<&ast::Parameters>) -> Result<Tree> {
        let (mut posonly, mut args, mut kwonly) = (Vec::new(), Vec::new(), Vec::new());
        let (mut defaults, mut kw_defaults) = (Vec::new(), Vec::new());
        let (mut vararg, mut kwarg) = (Tree::None, Tree::None);
        if let Some(p) = parameters {
            for (list, out) in [(&p.posonlyargs, &mut posonly), (&p.args, &mut args)] {
                for one in list {
                    out.push(self.parameter(&one.parameter)?);
                    if let Some(default) = &one.default {
                        defaults.push(self.expr(default)?);
                    }
                }
            }
            for one in &p.kwonlyargs {
                kwonly.push(self.parameter(&one.parameter)?);
                kw_defaults.push(self.option(one.default.as_deref())?);
            }
            if let Some(one) = &p.vararg {
                vararg = self.parameter(one)?;
            }
            if let Some(one) = &p.kwarg {
                kwarg = self.parameter(one)?;
            }
        }
        Ok(node(
            "arguments",
            vec![
                ("posonlyargs", Tree::List(posonly)),
                ("args", Tree::List(args)),
                ("vararg", vararg),
                ("kwonlyargs", Tree::List(kwonly)),
                ("kw_defaults", Tree::List(kw_defaults)),
                ("kwarg", kwarg),
                ("defaults", Tree::List(defaults)),
            ],
        ))
    }

    fn generators(&mut self, list: &[ast::Comprehension]) -> Result<Tree> {
        let mut made = Vec::new();
        for one in list {
            made.push(node(
                "comprehension",
                vec![
                    ("target", self.expr(&one.target)?),
                    ("iter", self.expr(&one.iter)?),
                    ("ifs", self.exprs(&one.ifs)?),
                    ("is_async", Tree::Int(i64::from(one.is_async))),
                ],
            ));
        }
        Ok(Tree::List(made))
    }

    fn constant(&self, range: TextRange, value: Const, kind: Tree) -> Tree {
        self.at("Constant", range, vec![("value", Tree::Const(value)), ("kind", kind)])
    }

    fn expr(&mut self, e: &Expr) -> Result<Tree> {
        let range = e.range();
        self.deeper(range)?;
        let made = match e {
            Expr::BoolOp(e) => {
                let op = node(if e.op == ast::BoolOp::And { "And" } else { "Or" }, Vec::new());
                let fields = vec![("op", op), ("values", self.exprs(&e.values)?)];
                self.at("BoolOp", range, fields)
            }
            Expr::Named(e) => {
                let fields = vec![("target", self.expr(&e.target)?), ("value", self.expr(&e.value)?)];
                self.at("NamedExpr", range, fields)
            }
            Expr::BinOp(e) => {
                let fields = vec![
                    ("left", self.expr(&e.left)?),
                    ("op", operator(e.op)),
                    ("right", self.expr(&e.right)?),
                ];
                self.at("BinOp", range, fields)
            }
            Expr::UnaryOp(e) => {
                let op = match e.op {
                    ast::UnaryOp::Invert => "Invert",
                    ast::UnaryOp::Not => "Not",
                    ast::UnaryOp::UAdd => "UAdd",
                    ast::UnaryOp::USub => "USub",
                };
                let fields = vec![("op", node(op, Vec::new())), ("operand", self.expr(&e.operand)?)];
                self.at("UnaryOp", range, fields)
            }
            Expr::Lambda(e) => {
                let fields =
                    vec![("args", self.parameters(e.parameters.as_deref())?), ("body", self.expr(&e.body)?)];
                self.at("Lambda", range, fields)
            }
            Expr::If(e) => {
                let fields = vec![
                    ("test", self.expr(&e.test)?),
                    ("body", self.expr(&e.body)?),
                    ("orelse", self.expr(&e.orelse)?),
                ];
                self.at("IfExp", range, fields)
            }
            Expr::Dict(e) => {
                let (mut keys, mut values) = (Vec::new(), Vec::new());
                for item in &e.items {
                    keys.push(self.option(item.key.as_ref())?);
                    values.push(self.expr(&item.value)?);
                }
                self.at("Dict", range, vec![("keys", Tree::List(keys)), ("values", Tree::List(values))])
            }
            Expr::Set(e) => {
                let fields = vec![("elts", self.exprs(&e.elts)?)];
                self.at("Set", range, fields)
            }
            Expr::ListComp(e) => {
                let fields =
                    vec![("elt", self.expr(&e.elt)?), ("generators", self.generators(&e.generators)?)];
                self.at("ListComp", range, fields)
            }
            Expr::SetComp(e) => {
                let fields =
                    vec![("elt", self.expr(&e.elt)?), ("generators", self.generators(&e.generators)?)];
                self.at("SetComp", range, fields)
            }
            Expr::Generator(e) => {
                let fields =
                    vec![("elt", self.expr(&e.elt)?), ("generators", self.generators(&e.generators)?)];
                self.at("GeneratorExp", range, fields)
            }
            Expr::DictComp(e) => {
                let fields = vec![
                    ("key", self.option(e.key.as_deref())?),
                    ("value", self.expr(&e.value)?),
                    ("generators", self.generators(&e.generators)?),
                ];
                self.at("DictComp", range, fields)
            }
            Expr::Await(e) => {
                let fields = vec![("value", self.expr(&e.value)?)];
                self.at("Await", range, fields)
            }
            Expr::Yield(e) => {
                let fields = vec![("value", self.option(e.value.as_deref())?)];
                self.at("Yield", range, fields)
            }
            Expr::YieldFrom(e) => {
                let fields = vec![("value", self.expr(&e.value)?)];
                self.at("YieldFrom", range, fields)
            }
            Expr::Compare(e) => {
                let fields = vec![
                    ("left", self.expr(&e.left)?),
                    ("ops", Tree::List(e.ops.iter().map(|&op| comparison(op)).collect())),
                    ("comparators", self.exprs(&*e.comparators)?),
                ];
                self.at("Compare", range, fields)
            }
            Expr::Call(e) => {
                let fields = vec![
                    ("func", self.expr(&e.func)?),
                    ("args", self.exprs(&*e.arguments.args)?),
                    ("keywords", self.keywords(&e.arguments.keywords)?),
                ];
                self.at("Call", range, fields)
            }
            Expr::FString(e) => {
                let mut values = Vec::new();
                for part in &e.value {
                    match part {
                        ast::FStringPart::Literal(text) => {
                            self.text(&mut values, text.range, |source, out| {
                                literal::string_part(source, text, out);
                            });
                        }
                        ast::FStringPart::FString(f) => {
                            self.elements(&f.elements, f.flags.prefix().is_raw(), false, &mut values)?;
                        }
                    }
                }
                self.at("JoinedStr", range, vec![("values", Tree::List(values))])
            }
            Expr::TString(e) => {
                let mut values = Vec::new();
                for part in &e.value {
                    self.elements(&part.elements, part.flags.prefix().is_raw(), true, &mut values)?;
                }
                self.at("TemplateStr", range, vec![("values", Tree::List(values))])
            }
            Expr::StringLiteral(e) => {
                let is_u = e.value.iter().next().is_some_and(|part| part.flags.prefix().is_unicode());
                let kind = if is_u { name("u") } else { Tree::None };
                self.constant(range, Const::Str(literal::string(self.source, e)), kind)
            }
            Expr::BytesLiteral(e) => {
                self.constant(range, Const::Bytes(e.value.bytes().collect()), Tree::None)
            }
            Expr::NumberLiteral(e) => self.constant(range, literal::number(e)?, Tree::None),
            Expr::BooleanLiteral(e) => {
                self.constant(range, if e.value { Const::True } else { Const::False }, Tree::None)
            }
            Expr::NoneLiteral(_) => self.constant(range, Const::None, Tree::None),
            Expr::EllipsisLiteral(_) => self.constant(range, Const::Ellipsis, Tree::None),
            Expr::Attribute(e) => {
                let fields = vec![
                    ("value", self.expr(&e.value)?),
                    ("attr", name(e.attr.as_str())),
                    ("ctx", context(e.ctx)),
                ];
                self.at("Attribute", range, fields)
            }
            Expr::Subscript(e) => {
                let fields = vec![
                    ("value", self.expr(&e.value)?),
                    ("slice", self.expr(&e.slice)?),
                    ("ctx", context(e.ctx)),
                ];
                self.at("Subscript", range, fields)
            }
            Expr::Starred(e) => {
                let fields = vec![("value", self.expr(&e.value)?), ("ctx", context(e.ctx))];
                self.at("Starred", range, fields)
            }
            Expr::Name(e) => {
                self.at("Name", range, vec![("id", name(e.id.as_str())), ("ctx", context(e.ctx))])
            }
            Expr::List(e) => {
                let fields = vec![("elts", self.exprs(&e.elts)?), ("ctx", context(e.ctx))];
                self.at("List", range, fields)
            }
            Expr::Tuple(e) => {
                let fields = vec![("elts", self.exprs(&e.elts)?), ("ctx", context(e.ctx))];
                self.at("Tuple", range, fields)
            }
            Expr::Slice(e) => {
                let fields = vec![
                    ("lower", self.option(e.lower.as_deref())?),
                    ("upper", self.option(e.upper.as_deref())?),
                    ("step", self.option(e.step.as_deref())?),
                ];
                self.at("Slice", range, fields)
            }
            Expr::IpyEscapeCommand(_) => {
                let message = "invalid syntax".to_string();
                return Err(Box::new(Diagnostic { kind: ErrorKind::Syntax, message, range: Some(range) }));
            }
        };
        self.depth -= 1;
        Ok(made)
    }

    /// Literal text of an f-string: joined with the text before it.
    fn text(&self, values: &mut Vec<Tree>, range: TextRange, add: impl FnOnce(&str, &mut Vec<u8>)) {
        let mut bytes = Vec::new();
        add(self.source, &mut bytes);
        if bytes.is_empty() {
            return;
        }
        if let Some(Tree::Node(last)) = values.last_mut() {
            if let Some((_, Tree::Const(Const::Str(before)))) = last.fields.first_mut() {
                let mut joined = std::mem::take(before).into_vec();
                joined.append(&mut bytes);
                *before = joined.into();
                return;
            }
        }
        values.push(self.constant(range, Const::Str(bytes.into()), Tree::None));
    }

    fn elements(
        &mut self,
        elements: &ast::InterpolatedStringElements,
        is_raw: bool,
        is_template: bool,
        values: &mut Vec<Tree>,
    ) -> Result<()> {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(text) => {
                    self.text(values, text.range, |source, out| literal::middle(source, text, is_raw, out));
                }
                InterpolatedStringElement::Interpolation(value) => {
                    self.deeper(value.range)?;
                    let mut conversion = value.conversion as i64;
                    if let Some(debug) = &value.debug_text {
                        let shown = debug.as_str();
                        self.text(values, value.range, |_, out| out.extend_from_slice(shown.as_bytes()));
                        if conversion == -1 && value.format_spec.is_none() {
                            conversion = i64::from(b'r');
                        }
                    }
                    let spec = match &value.format_spec {
                        None => Tree::None,
                        Some(spec) => {
                            let mut parts = Vec::new();
                            self.elements(&spec.elements, is_raw, is_template, &mut parts)?;
                            self.at(
                                if is_template { "TemplateStr" } else { "JoinedStr" },
                                spec.range,
                                vec![("values", Tree::List(parts))],
                            )
                        }
                    };
                    let mut fields = vec![("value", self.expr(&value.expression)?)];
                    if is_template {
                        let inner = value.expression.range();
                        let text = self.source.get(usize::from(inner.start())..usize::from(inner.end()));
                        fields.push(("str", Tree::Const(Const::Str(text.unwrap_or("").as_bytes().into()))));
                    }
                    fields.extend([("conversion", Tree::Int(conversion)), ("format_spec", spec)]);
                    let class = if is_template { "Interpolation" } else { "FormattedValue" };
                    values.push(self.at(class, value.range, fields));
                    self.depth -= 1;
                }
            }
        }
        Ok(())
    }

    fn patterns<'p>(&mut self, list: impl IntoIterator<Item = &'p Pattern>) -> Result<Tree> {
        Ok(Tree::List(list.into_iter().map(|p| self.pattern(p)).collect::<Result<_>>()?))
    }

    fn pattern(&mut self, pattern: &Pattern) -> Result<Tree> {
        let range = pattern.range();
        self.deeper(range)?;
        let made = match pattern {
            Pattern::MatchValue(p) => {
                let fields = vec![("value", self.expr(&p.value)?)];
                self.at("MatchValue", range, fields)
            }
            Pattern::MatchSingleton(p) => {
                let value = match p.value {
                    ast::Singleton::None => Const::None,
                    ast::Singleton::True => Const::True,
                    ast::Singleton::False => Const::False,
                };
                self.at("MatchSingleton", range, vec![("value", Tree::Const(value))])
            }
            Pattern::MatchSequence(p) => {
                let fields = vec![("patterns", self.patterns(&p.patterns)?)];
                self.at("MatchSequence", range, fields)
            }
            Pattern::MatchMapping(p) => {
                let fields = vec![
                    ("keys", self.exprs(&p.keys)?),
                    ("patterns", self.patterns(&p.patterns)?),
                    ("rest", option_name(p.rest.as_ref())),
                ];
                self.at("MatchMapping", range, fields)
            }
            Pattern::MatchClass(p) => {
                let names = p.arguments.keywords.iter().map(|k| name(k.attr.as_str())).collect();
                let fields = vec![
                    ("cls", self.expr(&p.cls)?),
                    ("patterns", self.patterns(&p.arguments.patterns)?),
                    ("kwd_attrs", Tree::List(names)),
                    ("kwd_patterns", self.patterns(p.arguments.keywords.iter().map(|k| &k.pattern))?),
                ];
                self.at("MatchClass", range, fields)
            }
            Pattern::MatchStar(p) => {
                self.at("MatchStar", range, vec![("name", option_name(p.name.as_ref()))])
            }
            Pattern::MatchAs(p) => {
                let inner = match &p.pattern {
                    Some(inner) => self.pattern(inner)?,
                    None => Tree::None,
                };
                self.at("MatchAs", range, vec![("pattern", inner), ("name", option_name(p.name.as_ref()))])
            }
            Pattern::MatchOr(p) => {
                let fields = vec![("patterns", self.patterns(&p.patterns)?)];
                self.at("MatchOr", range, fields)
            }
        };
        self.depth -= 1;
        Ok(made)
    }
}
