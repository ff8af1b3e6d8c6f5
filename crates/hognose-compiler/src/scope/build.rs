//! First pass: uses and bindings of names per block, and the errors that a block shows by itself.

use ruff_python_ast::{self as ast, ExceptHandler, Expr, Stmt, TypeParam};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use super::{Deferred, Kind, NameId, Names, Part, Scope, ScopeId, Scopes, key, resolve, sym};
use crate::error::{Result, error, too_deep};

/// Scopes of a module (or of an expression), resolved.
pub(crate) fn build<'a>(
    body: Source<'a>,
    names: &mut Names<'a>,
    future_annotations: bool,
    max_depth: u32,
) -> Result<Scopes<'a>> {
    let mut builder = Builder {
        scopes: Scopes {
            list: Vec::new(),
            index: FxHashMap::default(),
            by_node: FxHashMap::default(),
            future_annotations,
        },
        names,
        scope: 0,
        class: None,
        in_loop: false,
        in_except_star: false,
        conditional: 0,
        comp_iter: 0,
        comprehension_name: "comprehension",
        depth: 0,
        max_depth,
        nested_scopes: 0,
        value_return: None,
        future_allowed: true,
        nonlocals: Vec::new(),
    };
    builder.enter(Kind::Module, 0);
    match body {
        Source::Suite(suite) => {
            builder.scopes.list[0].has_docstring = docstring(suite).is_some();
            for (i, statement) in suite.iter().enumerate() {
                builder.future_allowed &= is_future(statement) || (i == 0 && docstring(suite).is_some());
                builder.stmt(statement)?;
            }
        }
        Source::Expr(expr) => builder.expr(expr)?,
    }
    let (mut scopes, nonlocals) = (builder.scopes, builder.nonlocals);
    resolve::resolve(&mut scopes, names, &nonlocals)?;
    Ok(scopes)
}

/// What is compiled.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    Suite(&'a [Stmt]),
    Expr(&'a Expr),
}

/// The docstring of a body, if it begins with one.
pub(crate) fn docstring(body: &[Stmt]) -> Option<&ast::ExprStringLiteral> {
    match body.first()? {
        Stmt::Expr(statement) => statement.value.as_string_literal_expr(),
        _ => None,
    }
}

fn is_future(statement: &Stmt) -> bool {
    matches!(statement, Stmt::ImportFrom(import) if import.level == 0 && import.module.as_deref() == Some("__future__"))
}

/// Most function scopes within one another.
const MAX_SCOPES: u32 = 500;

pub(super) struct Builder<'a, 'n> {
    pub scopes: Scopes<'a>,
    pub names: &'n mut Names<'a>,
    pub scope: ScopeId,
    pub class: Option<&'a str>,
    pub in_loop: bool,
    in_except_star: bool,
    /// Number of conditional blocks around the statement within its unit.
    conditional: u32,
    /// Number of comprehension iterables around the expression within its scope.
    pub comp_iter: u32,
    /// What kind of comprehension the expression is in, for errors.
    pub comprehension_name: &'static str,
    depth: u32,
    max_depth: u32,
    nested_scopes: u32,
    /// First `return value` of the function.
    value_return: Option<TextRange>,
    future_allowed: bool,
    /// Where names are declared nonlocal, for the error if nothing binds them.
    nonlocals: Vec<(ScopeId, NameId, TextRange)>,
}

/// What `enter` changes and `leave` restores.
pub(super) struct Saved<'a> {
    scope: ScopeId,
    class: Option<&'a str>,
    in_loop: bool,
    in_except_star: bool,
    conditional: u32,
    comp_iter: u32,
    value_return: Option<TextRange>,
}

impl<'a> Builder<'a, '_> {
    pub fn deeper(&mut self, range: TextRange) -> Result<()> {
        self.depth += 1;
        if self.depth > self.max_depth || self.nested_scopes > MAX_SCOPES {
            too_deep(Some(range))
        } else {
            Ok(())
        }
    }

    pub fn shallower(&mut self) {
        self.depth -= 1;
    }

    /// Opens a scope within the present one.
    pub fn enter(&mut self, kind: Kind, node: usize) -> Saved<'a> {
        self.nested_scopes += 1;
        let id = self.scopes.list.len() as ScopeId;
        let parent = if id == 0 { None } else { Some(self.scope) };
        let (unit, sees_class) = match (kind, parent) {
            (Kind::Comprehension, Some(p)) => (self.scopes.get(p).unit, self.scopes.get(p).sees_class),
            (Kind::Generator | Kind::Lambda, Some(p)) => (id, self.scopes.get(p).sees_class),
            (Kind::Annotations | Kind::TypeParams | Kind::TypeValue, Some(p)) => {
                let parent = self.scopes.get(p);
                (id, parent.kind == Kind::Class || parent.sees_class)
            }
            _ => (id, false),
        };
        let saved = Saved {
            scope: self.scope,
            class: self.class,
            in_loop: self.in_loop,
            in_except_star: self.in_except_star,
            conditional: self.conditional,
            comp_iter: self.comp_iter,
            value_return: self.value_return.take(),
        };
        self.scopes.list.push(Scope {
            kind,
            parent,
            unit,
            symbols: Vec::new(),
            class: self.class,
            is_generator: false,
            is_async: false,
            sees_class,
            freevars: Vec::new(),
            walrus: Vec::new(),
            varnames: Vec::new(),
            hidden: Vec::new(),
            cells: Vec::new(),
            unbound: Vec::new(),
            annotations: Vec::new(),
            conditional_annotations: false,
            has_docstring: false,
        });
        self.scopes.by_node.insert(node, id);
        self.scope = id;
        if unit == id {
            self.in_loop = false;
            self.in_except_star = false;
            self.conditional = 0;
        }
        saved
    }

    pub fn leave(&mut self, saved: Saved<'a>) {
        self.nested_scopes -= 1;
        self.scope = saved.scope;
        self.class = saved.class;
        self.in_loop = saved.in_loop;
        self.in_except_star = saved.in_except_star;
        self.conditional = saved.conditional;
        self.comp_iter = saved.comp_iter;
        self.value_return = saved.value_return;
    }

    pub fn kind(&self) -> Kind {
        self.scopes.get(self.scope).kind
    }

    /// The scope that owns the code unit of the present one.
    pub fn unit(&mut self) -> &mut Scope<'a> {
        let unit = self.scopes.get(self.scope).unit;
        &mut self.scopes.list[unit as usize]
    }

    pub fn name(&mut self, text: &'a str) -> NameId {
        self.names.mangled(text, self.class)
    }

    pub fn note(&mut self, text: &'a str, flags: u16) -> NameId {
        let id = self.name(text);
        self.scopes.note(self.scope, id, flags);
        id
    }

    /// Binds a name here.
    pub fn bind(&mut self, text: &'a str, range: TextRange, flags: u16) -> Result<()> {
        if text == "__debug__" {
            return error("cannot assign to __debug__", range);
        }
        self.note(text, flags);
        Ok(())
    }

    fn body(&mut self, body: &'a [Stmt]) -> Result<()> {
        for statement in body {
            self.stmt(statement)?;
        }
        Ok(())
    }

    /// A block that may not be executed.
    fn block(&mut self, body: &'a [Stmt]) -> Result<()> {
        self.conditional += 1;
        self.body(body)?;
        self.conditional -= 1;
        Ok(())
    }

    fn loop_block(&mut self, body: &'a [Stmt]) -> Result<()> {
        let outer = std::mem::replace(&mut self.in_loop, true);
        let star = std::mem::replace(&mut self.in_except_star, false);
        self.block(body)?;
        self.in_loop = outer;
        self.in_except_star = star;
        Ok(())
    }

    pub fn stmt(&mut self, statement: &'a Stmt) -> Result<()> {
        self.deeper(statement.range())?;
        self.stmt_inner(statement)?;
        self.shallower();
        Ok(())
    }

    fn stmt_inner(&mut self, statement: &'a Stmt) -> Result<()> {
        match statement {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(def) => self.class_def(def),
            Stmt::Return(ret) => {
                if self.kind() != Kind::Function {
                    return error("'return' outside function", ret.range);
                }
                self.leave_except_star(ret.range)?;
                if let Some(value) = &ret.value {
                    self.value_return.get_or_insert(ret.range);
                    self.star_free(value)?;
                    self.expr(value)?;
                }
                Ok(())
            }
            Stmt::Delete(del) => {
                del.targets.iter().try_for_each(|target| self.target(target, sym::ASSIGNED | sym::UNBOUND))
            }
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            Stmt::Assign(assign) => {
                self.star_free(&assign.value)?;
                self.expr(&assign.value)?;
                for target in &assign.targets {
                    if let Expr::Starred(starred) = target {
                        return error("starred assignment target must be in a list or tuple", starred.range);
                    }
                    self.target(target, sym::ASSIGNED)?;
                }
                Ok(())
            }
            Stmt::AugAssign(assign) => {
                if let Expr::Name(name) = &*assign.target {
                    self.note(&name.id, sym::USED);
                }
                self.target(&assign.target, sym::ASSIGNED)?;
                self.star_free(&assign.value)?;
                self.expr(&assign.value)
            }
            Stmt::AnnAssign(assign) => self.ann_assign(assign),
            Stmt::For(f) => {
                if f.is_async && !self.unit().is_async {
                    return error("'async for' outside async function", f.range);
                }
                self.star_free(&f.iter)?;
                self.expr(&f.iter)?;
                if let Expr::Starred(starred) = &*f.target {
                    return error("starred assignment target must be in a list or tuple", starred.range);
                }
                self.target(&f.target, sym::ASSIGNED)?;
                self.loop_block(&f.body)?;
                self.block(&f.orelse)
            }
            Stmt::While(w) => {
                self.expr(&w.test)?;
                self.loop_block(&w.body)?;
                self.block(&w.orelse)
            }
            Stmt::If(i) => {
                self.expr(&i.test)?;
                self.block(&i.body)?;
                for clause in &i.elif_else_clauses {
                    if let Some(test) = &clause.test {
                        self.expr(test)?;
                    }
                    self.block(&clause.body)?;
                }
                Ok(())
            }
            Stmt::With(w) => {
                if w.is_async && !self.unit().is_async {
                    return error("'async with' outside async function", w.range);
                }
                for item in &w.items {
                    self.expr(&item.context_expr)?;
                    if let Some(target) = &item.optional_vars {
                        if let Expr::Starred(starred) = &**target {
                            return error(
                                "starred assignment target must be in a list or tuple",
                                starred.range,
                            );
                        }
                        self.target(target, sym::ASSIGNED)?;
                    }
                }
                self.block(&w.body)
            }
            Stmt::Match(m) => self.match_stmt(m),
            Stmt::Raise(raise) => raise.exc.iter().chain(&raise.cause).try_for_each(|value| self.expr(value)),
            Stmt::Try(t) => self.try_stmt(t),
            Stmt::Assert(assert) => {
                self.expr(&assert.test)?;
                assert.msg.iter().try_for_each(|value| self.expr(value))
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = match &alias.asname {
                        Some(name) => name.id.as_str(),
                        None => alias.name.id.split('.').next().unwrap_or_default(),
                    };
                    self.bind(name, alias.range, sym::ASSIGNED)?;
                }
                Ok(())
            }
            Stmt::ImportFrom(import) => self.import_from(import),
            Stmt::Global(global) => self.declare(&global.names, sym::GLOBAL, global.range),
            Stmt::Nonlocal(nonlocal) => self.declare(&nonlocal.names, sym::NONLOCAL, nonlocal.range),
            Stmt::Expr(expr) => {
                self.star_free(&expr.value)?;
                self.expr(&expr.value)
            }
            Stmt::Pass(_) => Ok(()),
            Stmt::Break(s) => {
                if !self.in_loop {
                    self.leave_except_star(s.range)?;
                    return error("'break' outside loop", s.range);
                }
                self.leave_except_star(s.range)
            }
            Stmt::Continue(s) => {
                if !self.in_loop {
                    self.leave_except_star(s.range)?;
                    return error("'continue' not properly in loop", s.range);
                }
                self.leave_except_star(s.range)
            }
            Stmt::IpyEscapeCommand(command) => error("invalid syntax", command.range),
        }
    }

    fn leave_except_star(&self, range: TextRange) -> Result<()> {
        if self.in_except_star {
            return error("'break', 'continue' and 'return' cannot appear in an except* block", range);
        }
        Ok(())
    }

    fn import_from(&mut self, import: &'a ast::StmtImportFrom) -> Result<()> {
        if import.level == 0 && import.module.as_deref() == Some("__future__") {
            if !self.future_allowed || self.scope != 0 || self.conditional > 0 {
                return error(
                    "from __future__ imports must occur at the beginning of the file",
                    import.range,
                );
            }
            for alias in &import.names {
                match alias.name.as_str() {
                    "annotations" => self.scopes.future_annotations = true,
                    "nested_scopes" | "generators" | "division" | "absolute_import" | "with_statement"
                    | "print_function" | "unicode_literals" | "barry_as_FLUFL" | "generator_stop" => {}
                    "braces" => return error("not a chance", import.range),
                    other => return error(format!("future feature {other} is not defined"), import.range),
                }
            }
        }
        for alias in &import.names {
            if alias.name.as_str() == "*" {
                if self.kind() != Kind::Module {
                    return error("import * only allowed at module level", alias.range);
                }
                continue;
            }
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            self.bind(&name.id, alias.range, sym::ASSIGNED)?;
        }
        Ok(())
    }

    fn declare(&mut self, names: &'a [ast::Identifier], flag: u16, range: TextRange) -> Result<()> {
        let word = if flag == sym::GLOBAL { "global" } else { "nonlocal" };
        if flag == sym::NONLOCAL && self.scope == 0 {
            return error("nonlocal declaration not allowed at module level", range);
        }
        for name in names {
            let id = self.name(&name.id);
            let flags = self.scopes.symbol(self.scope, id).map_or(0, |symbol| symbol.flags);
            let text = &name.id;
            let message = if flags & sym::PARAM != 0 {
                format!("name '{text}' is parameter and {word}")
            } else if flags & sym::TYPE_PARAM != 0 {
                format!("{word} binding for type parameter '{text}'")
            } else if flags & (sym::GLOBAL | sym::NONLOCAL) & !flag != 0 {
                format!("name '{text}' is nonlocal and global")
            } else if flags & sym::ANNOTATED != 0 {
                format!("annotated name '{text}' can't be {word}")
            } else if flags & sym::ASSIGNED != 0 && flags & flag == 0 {
                format!("name '{text}' is assigned to before {word} declaration")
            } else if flags & sym::USED != 0 && flags & flag == 0 {
                format!("name '{text}' is used prior to {word} declaration")
            } else {
                self.scopes.note(self.scope, id, flag);
                if flag == sym::NONLOCAL {
                    self.nonlocals.push((self.scope, id, range));
                }
                continue;
            };
            return error(message, range);
        }
        Ok(())
    }

    fn ann_assign(&mut self, assign: &'a ast::StmtAnnAssign) -> Result<()> {
        if let Expr::Name(name) = &*assign.target {
            let id = self.name(&name.id);
            let flags = self.scopes.symbol(self.scope, id).map_or(0, |symbol| symbol.flags);
            if assign.simple && flags & (sym::GLOBAL | sym::NONLOCAL) != 0 {
                let word = if flags & sym::GLOBAL != 0 { "global" } else { "nonlocal" };
                return error(format!("annotated name '{}' can't be {word}", name.id), assign.range);
            }
            if assign.simple {
                self.bind(&name.id, name.range, sym::ASSIGNED | sym::ANNOTATED)?;
            } else if assign.value.is_some() {
                self.bind(&name.id, name.range, sym::ASSIGNED)?;
            }
        } else {
            self.target(&assign.target, sym::ASSIGNED)?;
        }
        let at_top = matches!(self.kind(), Kind::Module | Kind::Class);
        if !self.scopes.future_annotations && at_top {
            if assign.simple && assign.target.is_name_expr() {
                self.defer(assign)?;
            } else {
                self.expr(&assign.annotation)?;
            }
        }
        if let Some(value) = &assign.value {
            self.star_free(value)?;
            self.expr(value)?;
        }
        Ok(())
    }

    /// Notes an annotation for `__annotate__` and visits it in that function's scope.
    fn defer(&mut self, assign: &'a ast::StmtAnnAssign) -> Result<()> {
        let is_module = self.kind() == Kind::Module;
        let conditional = is_module || self.conditional > 0;
        let outer = self.scope;
        let scope = &mut self.scopes.list[outer as usize];
        let mut index = None;
        if conditional {
            index = Some(scope.annotations.iter().filter(|a| a.index.is_some()).count() as u32);
            scope.conditional_annotations = true;
        }
        scope.annotations.push(Deferred { statement: assign, index });
        // Every annotation of the block is in one function, whose key is the block's number.
        let node = annotations_key(outer);
        if conditional {
            let flags = if is_module { sym::ASSIGNED } else { sym::ASSIGNED | sym::CAPTURED };
            self.note("__conditional_annotations__", flags);
        }
        match self.scopes.by_node.get(&node).copied() {
            Some(scope) => {
                let saved = self.resume(scope);
                self.expr(&assign.annotation)?;
                self.leave(saved);
            }
            None => {
                let saved = self.enter(Kind::Annotations, node);
                self.note(".format", sym::PARAM);
                self.expr(&assign.annotation)?;
                self.leave(saved);
            }
        }
        if conditional && let Some(&scope) = self.scopes.by_node.get(&node) {
            let id = self.names.intern("__conditional_annotations__");
            self.scopes.note(scope, id, sym::USED);
        }
        Ok(())
    }

    /// Goes back into a scope that was left.
    fn resume(&mut self, scope: ScopeId) -> Saved<'a> {
        self.nested_scopes += 1;
        let saved = Saved {
            scope: self.scope,
            class: self.class,
            in_loop: self.in_loop,
            in_except_star: self.in_except_star,
            conditional: self.conditional,
            comp_iter: self.comp_iter,
            value_return: self.value_return.take(),
        };
        self.scope = scope;
        self.comp_iter = 0;
        saved
    }

    fn try_stmt(&mut self, t: &'a ast::StmtTry) -> Result<()> {
        self.block(&t.body)?;
        let count = t.handlers.len();
        for (i, handler) in t.handlers.iter().enumerate() {
            let ExceptHandler::ExceptHandler(handler) = handler;
            match &handler.type_ {
                Some(type_) => self.expr(type_)?,
                None if i + 1 < count => return error("default 'except:' must be last", handler.range),
                None => {}
            }
            if let Some(name) = &handler.name {
                self.bind(&name.id, name.range, sym::ASSIGNED | sym::UNBOUND)?;
            }
            let star = self.in_except_star;
            let in_loop = self.in_loop;
            if t.is_star {
                self.in_except_star = true;
                self.in_loop = false;
            }
            self.block(&handler.body)?;
            self.in_except_star = star;
            self.in_loop = in_loop;
        }
        self.block(&t.orelse)?;
        self.block(&t.finalbody)
    }

    fn match_stmt(&mut self, m: &'a ast::StmtMatch) -> Result<()> {
        self.star_free(&m.subject)?;
        self.expr(&m.subject)?;
        let count = m.cases.len();
        for (i, case) in m.cases.iter().enumerate() {
            self.top_pattern(&case.pattern, case.guard.is_none() && i + 1 < count)?;
            if let Some(guard) = &case.guard {
                self.expr(guard)?;
            }
            self.block(&case.body)?;
        }
        Ok(())
    }

    fn function(&mut self, def: &'a ast::StmtFunctionDef) -> Result<()> {
        self.bind(&def.name.id, def.name.range, sym::ASSIGNED)?;
        for decorator in &def.decorator_list {
            self.expr(&decorator.expression)?;
        }
        self.defaults(&def.parameters)?;
        let outer = match &def.type_params {
            Some(params) => {
                let saved = self.enter(Kind::TypeParams, key(def, Part::TypeParams));
                if !def.parameters.is_empty() {
                    self.note(".defaults", sym::PARAM);
                    self.note(".kwdefaults", sym::PARAM);
                }
                self.type_params(params)?;
                Some(saved)
            }
            None => None,
        };
        let has_annotations =
            def.returns.is_some() || def.parameters.iter().any(|p| p.annotation().is_some());
        if has_annotations && !self.scopes.future_annotations {
            let saved = self.enter(Kind::Annotations, key(def, Part::Annotations));
            self.note(".format", sym::PARAM);
            for parameter in def.parameters.iter() {
                if let Some(annotation) = parameter.annotation() {
                    // `*args: *Ts` is the one star that an annotation may have.
                    match annotation {
                        Expr::Starred(starred) => self.expr(&starred.value)?,
                        other => self.expr(other)?,
                    }
                }
            }
            if let Some(returns) = &def.returns {
                self.expr(returns)?;
            }
            self.leave(saved);
        }
        let saved = self.enter(Kind::Function, key(def, Part::Body));
        self.unit().is_async = def.is_async;
        self.unit().has_docstring = docstring(&def.body).is_some();
        self.parameters(&def.parameters)?;
        self.body(&def.body)?;
        if let Some(range) = self.value_return
            && def.is_async
            && self.unit().is_generator
        {
            return error("'return' with value in async generator", range);
        }
        self.leave(saved);
        if let Some(saved) = outer {
            self.leave(saved);
        }
        Ok(())
    }

    pub fn defaults(&mut self, parameters: &'a ast::Parameters) -> Result<()> {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.expr(default)?;
            }
        }
        Ok(())
    }

    pub fn parameters(&mut self, parameters: &'a ast::Parameters) -> Result<()> {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
        let all = positional
            .map(|p| &p.parameter)
            .chain(parameters.vararg.as_deref())
            .chain(parameters.kwarg.as_deref());
        for parameter in all {
            let id = self.name(&parameter.name.id);
            if parameter.name.as_str() == "__debug__" {
                return error("cannot assign to __debug__", parameter.name.range);
            }
            if self.scopes.symbol(self.scope, id).is_some_and(|symbol| symbol.flags & sym::PARAM != 0) {
                let message = format!("duplicate parameter '{}' in function definition", parameter.name.id);
                return error(message, parameter.name.range);
            }
            self.scopes.note(self.scope, id, sym::PARAM);
        }
        Ok(())
    }

    fn class_def(&mut self, def: &'a ast::StmtClassDef) -> Result<()> {
        self.bind(&def.name.id, def.name.range, sym::ASSIGNED)?;
        for decorator in &def.decorator_list {
            self.expr(&decorator.expression)?;
        }
        let outer = match &def.type_params {
            Some(params) => {
                let saved = self.enter(Kind::TypeParams, key(def, Part::TypeParams));
                self.class = Some(&def.name.id);
                self.note(".type_params", sym::ASSIGNED | sym::CAPTURED);
                self.note(".generic_base", sym::ASSIGNED);
                self.type_params(params)?;
                Some(saved)
            }
            None => None,
        };
        if let Some(arguments) = &def.arguments {
            self.arguments(arguments)?;
        }
        let saved = self.enter(Kind::Class, key(def, Part::Body));
        self.class = Some(&def.name.id);
        self.unit().class = self.class;
        self.unit().has_docstring = docstring(&def.body).is_some();
        if outer.is_some() {
            let id = self.names.intern(".type_params");
            self.scopes.note(self.scope, id, sym::USED);
        }
        self.body(&def.body)?;
        self.leave(saved);
        if let Some(saved) = outer {
            self.leave(saved);
        }
        Ok(())
    }

    fn type_alias(&mut self, alias: &'a ast::StmtTypeAlias) -> Result<()> {
        self.target(&alias.name, sym::ASSIGNED)?;
        let outer = match &alias.type_params {
            Some(params) => {
                let saved = self.enter(Kind::TypeParams, key(alias, Part::TypeParams));
                self.type_params(params)?;
                Some(saved)
            }
            None => None,
        };
        self.type_value(&alias.value, key(alias, Part::Body))?;
        if let Some(saved) = outer {
            self.leave(saved);
        }
        Ok(())
    }

    fn type_value(&mut self, value: &'a Expr, node: usize) -> Result<()> {
        let saved = self.enter(Kind::TypeValue, node);
        self.note(".format", sym::PARAM);
        match value {
            Expr::Starred(starred) => self.expr(&starred.value)?,
            other => self.expr(other)?,
        }
        self.leave(saved);
        Ok(())
    }

    fn type_params(&mut self, params: &'a ast::TypeParams) -> Result<()> {
        let mut seen_default = false;
        for param in &params.type_params {
            let (name, bound, default) = match param {
                TypeParam::TypeVar(p) => (&p.name, p.bound.as_deref(), p.default.as_deref()),
                TypeParam::TypeVarTuple(p) => (&p.name, None, p.default.as_deref()),
                TypeParam::ParamSpec(p) => (&p.name, None, p.default.as_deref()),
            };
            let id = self.name(&name.id);
            if self.scopes.symbol(self.scope, id).is_some_and(|symbol| symbol.flags & sym::TYPE_PARAM != 0) {
                return error(format!("duplicate type parameter '{}'", name.id), name.range);
            }
            self.bind(&name.id, name.range, sym::ASSIGNED | sym::TYPE_PARAM)?;
            if let Some(bound) = bound {
                self.type_value(bound, key(bound, Part::Default))?;
            }
            if let Some(default) = default {
                self.type_value(default, key(default, Part::Default))?;
                seen_default = true;
            } else if seen_default {
                let message =
                    format!("non-default type parameter '{}' follows default type parameter", name.id);
                return error(message, name.range);
            }
        }
        Ok(())
    }
}

/// The key of the scope of a block's `__annotate__`: no node has so low an address.
pub(crate) fn annotations_key(scope: ScopeId) -> usize {
    scope as usize * 2 + 1
}
