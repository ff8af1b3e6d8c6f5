//! First pass: expressions and assignment targets.

use ruff_python_ast::{self as ast, Expr, InterpolatedStringElement};
use ruff_text_size::{Ranged, TextRange};

use super::build::Builder;
use super::{Kind, Part, key, sym};
use crate::error::{Result, error};

impl<'a> Builder<'a, '_> {
    /// Refuses a bare `*x` where only a list of values may hold it.
    pub fn star_free(&self, expr: &Expr) -> Result<()> {
        match expr {
            Expr::Starred(starred) => error("can't use starred expression here", starred.range),
            _ => Ok(()),
        }
    }

    /// A target of assignment or deletion.
    pub fn target(&mut self, target: &'a Expr, flags: u16) -> Result<()> {
        match target {
            Expr::Name(name) => {
                if name.id == "__debug__" && flags & sym::UNBOUND != 0 {
                    return error("cannot delete __debug__", name.range);
                }
                self.bind(&name.id, name.range, flags)
            }
            Expr::Tuple(ast::ExprTuple { elts, range, .. })
            | Expr::List(ast::ExprList { elts, range, .. }) => {
                self.deeper(target.range())?;
                let mut stars = 0;
                for (i, element) in elts.iter().enumerate() {
                    match element {
                        Expr::Starred(starred) => {
                            stars += 1;
                            if flags & sym::UNBOUND != 0 {
                                return error("cannot delete starred", starred.range);
                            }
                            if stars > 1 {
                                return error("multiple starred expressions in assignment", *range);
                            }
                            if i >= 1 << 16 {
                                return error("too many expressions in star-unpacking assignment", *range);
                            }
                            self.target(&starred.value, flags)?;
                        }
                        other => self.target(other, flags)?,
                    }
                }
                self.shallower();
                Ok(())
            }
            Expr::Starred(starred) => self.target(&starred.value, flags),
            Expr::Attribute(attribute) => {
                if attribute.attr.as_str() == "__debug__" {
                    let word = if flags & sym::UNBOUND != 0 { "delete" } else { "assign to" };
                    return error(format!("cannot {word} __debug__"), attribute.range);
                }
                self.expr(&attribute.value)
            }
            other => self.expr(other),
        }
    }

    pub fn expr(&mut self, expr: &'a Expr) -> Result<()> {
        self.deeper(expr.range())?;
        self.expr_inner(expr)?;
        self.shallower();
        Ok(())
    }

    fn exprs(&mut self, list: &'a [Expr]) -> Result<()> {
        list.iter().try_for_each(|expr| self.expr(expr))
    }

    fn expr_inner(&mut self, expr: &'a Expr) -> Result<()> {
        match expr {
            Expr::Name(name) => {
                self.note(&name.id, sym::USED);
                if name.id == "super" && self.scopes.get(self.scope).is_function() {
                    let id = self.names.intern("__class__");
                    self.scopes.note(self.scope, id, sym::USED);
                }
                Ok(())
            }
            Expr::BoolOp(e) => self.exprs(&e.values),
            Expr::Named(named) => self.named(named),
            Expr::BinOp(e) => {
                self.expr(&e.left)?;
                self.expr(&e.right)
            }
            Expr::UnaryOp(e) => self.expr(&e.operand),
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters)?;
                }
                let saved = self.enter(Kind::Lambda, key(lambda, Part::Body));
                if let Some(parameters) = &lambda.parameters {
                    self.parameters(parameters)?;
                }
                self.expr(&lambda.body)?;
                self.leave(saved);
                Ok(())
            }
            Expr::If(e) => {
                self.expr(&e.test)?;
                self.expr(&e.body)?;
                self.expr(&e.orelse)
            }
            Expr::Dict(e) => {
                for item in &e.items {
                    if let Some(key) = &item.key {
                        self.expr(key)?;
                    }
                    self.expr(&item.value)?;
                }
                Ok(())
            }
            Expr::Set(e) => self.exprs(&e.elts),
            Expr::List(e) => self.exprs(&e.elts),
            Expr::Tuple(e) => self.exprs(&e.elts),
            Expr::ListComp(e) => self.comprehension(
                &e.generators,
                &[&e.elt],
                Kind::Comprehension,
                key(e, Part::Body),
                e.range,
                "a list comprehension",
            ),
            Expr::SetComp(e) => self.comprehension(
                &e.generators,
                &[&e.elt],
                Kind::Comprehension,
                key(e, Part::Body),
                e.range,
                "a set comprehension",
            ),
            Expr::DictComp(e) => match &e.key {
                Some(k) => self.comprehension(
                    &e.generators,
                    &[k, &e.value],
                    Kind::Comprehension,
                    key(e, Part::Body),
                    e.range,
                    "a dict comprehension",
                ),
                None => error("dict unpacking cannot be used in dict comprehension", e.range),
            },
            Expr::Generator(e) => self.comprehension(
                &e.generators,
                &[&e.elt],
                Kind::Generator,
                key(e, Part::Body),
                e.range,
                "a generator expression",
            ),
            Expr::Await(e) => {
                self.awaits(e.range, "await")?;
                self.expr(&e.value)
            }
            Expr::Yield(e) => {
                self.yields(e.range)?;
                match &e.value {
                    Some(value) => {
                        self.star_free(value)?;
                        self.expr(value)
                    }
                    None => Ok(()),
                }
            }
            Expr::YieldFrom(e) => {
                self.yields(e.range)?;
                if self.unit().is_async {
                    return error("'yield from' inside async function", e.range);
                }
                self.expr(&e.value)
            }
            Expr::Compare(e) => {
                self.expr(&e.left)?;
                self.exprs(&e.comparators)
            }
            Expr::Call(e) => {
                self.expr(&e.func)?;
                self.arguments(&e.arguments)
            }
            Expr::FString(e) => e.value.elements().try_for_each(|element| self.interpolated(element)),
            Expr::TString(e) => e.value.elements().try_for_each(|element| self.interpolated(element)),
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => Ok(()),
            Expr::Attribute(e) => self.expr(&e.value),
            Expr::Subscript(e) => {
                self.expr(&e.value)?;
                self.expr(&e.slice)
            }
            Expr::Starred(e) => self.expr(&e.value),
            Expr::Slice(e) => {
                [&e.lower, &e.upper, &e.step].into_iter().flatten().try_for_each(|bound| self.expr(bound))
            }
            Expr::IpyEscapeCommand(command) => error("invalid syntax", command.range),
        }
    }

    fn interpolated(&mut self, element: &'a InterpolatedStringElement) -> Result<()> {
        if let InterpolatedStringElement::Interpolation(part) = element {
            self.deeper(part.range)?;
            self.expr(&part.expression)?;
            if let Some(spec) = &part.format_spec {
                for element in &spec.elements {
                    self.interpolated(element)?;
                }
            }
            self.shallower();
        }
        Ok(())
    }

    pub fn arguments(&mut self, arguments: &'a ast::Arguments) -> Result<()> {
        self.exprs(&arguments.args)?;
        // The common call has few keywords: comparing pairs is cheapest there.
        let keywords = &arguments.keywords;
        if keywords.len() > 16 {
            let mut seen = rustc_hash::FxHashSet::default();
            for keyword in keywords {
                if let Some(name) = &keyword.arg
                    && !seen.insert(name.id.as_str())
                {
                    return error(format!("keyword argument repeated: {}", name.id), keyword.range);
                }
            }
        } else {
            for (i, keyword) in keywords.iter().enumerate() {
                if let Some(name) = &keyword.arg
                    && keywords[..i]
                        .iter()
                        .any(|other| other.arg.as_ref().is_some_and(|other| other.id == name.id))
                {
                    return error(format!("keyword argument repeated: {}", name.id), keyword.range);
                }
            }
        }
        for keyword in keywords {
            if keyword.arg.as_ref().is_some_and(|name| name.as_str() == "__debug__") {
                return error("cannot assign to __debug__", keyword.range);
            }
            self.expr(&keyword.value)?;
        }
        Ok(())
    }

    fn named(&mut self, named: &'a ast::ExprNamed) -> Result<()> {
        let Expr::Name(target) = &*named.target else {
            return error("cannot use assignment expressions here", named.range);
        };
        if self.comp_iter > 0 {
            return error(
                "assignment expression cannot be used in a comprehension iterable expression",
                named.range,
            );
        }
        self.unit().walrus.push(named.range.start().into());
        let id = self.name(&target.id);
        // Comprehensions bind in the block around them.
        let mut scope = self.scope;
        let mut passed = Vec::new();
        while matches!(self.scopes.get(scope).kind, Kind::Comprehension | Kind::Generator) {
            if self.scopes.symbol(scope, id).is_some_and(|symbol| symbol.flags & sym::ITERATION != 0) {
                let message = format!(
                    "assignment expression cannot rebind comprehension iteration variable '{}'",
                    target.id
                );
                return error(message, target.range);
            }
            passed.push(scope);
            let Some(parent) = self.scopes.get(scope).parent else { break };
            scope = parent;
        }
        if passed.is_empty() {
            self.forbid_here(named.range, "named expression")?;
            self.bind(&target.id, target.range, sym::ASSIGNED)?;
            return self.expr(&named.value);
        }
        if target.id == "__debug__" {
            return error("cannot assign to __debug__", target.range);
        }
        match self.scopes.get(scope).kind {
            Kind::Class => {
                return error(
                    "assignment expression within a comprehension cannot be used in a class body",
                    named.range,
                );
            }
            Kind::Module => {
                for inner in passed {
                    self.scopes.note(inner, id, sym::GLOBAL);
                }
                self.scopes.note(scope, id, sym::GLOBAL);
            }
            Kind::TypeValue => {
                return error(
                    "assignment expression within a comprehension cannot be used in a type alias",
                    named.range,
                );
            }
            Kind::TypeParams => {
                return error(
                    "assignment expression within a comprehension cannot be used within the definition of a generic",
                    named.range,
                );
            }
            Kind::Annotations => {
                return error("named expression cannot be used within an annotation", named.range);
            }
            _ => {
                let flags = self.scopes.symbol(scope, id).map_or(0, |symbol| symbol.flags);
                let inner_flag = if flags & sym::GLOBAL != 0 { sym::GLOBAL } else { sym::NONLOCAL };
                for inner in passed {
                    self.scopes.note(inner, id, inner_flag);
                }
                if flags & (sym::GLOBAL | sym::NONLOCAL) == 0 {
                    self.scopes.note(scope, id, sym::ASSIGNED);
                }
            }
        }
        self.expr(&named.value)
    }

    /// Refuses what annotation scopes may not hold.
    fn forbid_here(&self, range: TextRange, what: &str) -> Result<()> {
        let place = match self.kind() {
            Kind::Annotations => "an annotation",
            Kind::TypeParams => "the definition of a generic",
            Kind::TypeValue => "a type alias",
            _ => return Ok(()),
        };
        error(format!("{what} cannot be used within {place}"), range)
    }

    fn yields(&mut self, range: TextRange) -> Result<()> {
        self.forbid_here(range, "yield expression")?;
        match self.kind() {
            Kind::Module | Kind::Class => error("'yield' outside function", range),
            Kind::Comprehension => {
                let what = self.comprehension_name;
                error(format!("'yield' inside {what}"), range)
            }
            Kind::Generator => error("'yield' inside generator expression", range),
            _ => {
                self.unit().is_generator = true;
                Ok(())
            }
        }
    }

    fn awaits(&mut self, range: TextRange, what: &str) -> Result<()> {
        if what == "await" {
            self.forbid_here(range, "await expression")?;
        }
        let in_comprehension = self.kind() == Kind::Comprehension;
        let unit = self.unit();
        match unit.kind {
            Kind::Generator => unit.is_async = true,
            _ if unit.is_async => {}
            _ if what != "await" || in_comprehension => {
                return error("asynchronous comprehension outside of an asynchronous function", range);
            }
            Kind::Function | Kind::Lambda => return error("'await' outside async function", range),
            _ => return error("'await' outside function", range),
        }
        Ok(())
    }

    fn comprehension(
        &mut self,
        generators: &'a [ast::Comprehension],
        elements: &[&'a Expr],
        kind: Kind,
        node: usize,
        range: TextRange,
        what: &'static str,
    ) -> Result<()> {
        let Some((first, rest)) = generators.split_first() else {
            return error("invalid syntax", range);
        };
        for element in elements {
            if let Expr::Starred(starred) = element {
                return error("iterable unpacking cannot be used in comprehension", starred.range);
            }
        }
        self.comp_iter += 1;
        self.expr(&first.iter)?;
        self.comp_iter -= 1;
        let is_async = generators.iter().any(|generator| generator.is_async);
        if kind == Kind::Comprehension && is_async {
            self.awaits(range, "comprehension")?;
        }
        let outer_name = std::mem::replace(&mut self.comprehension_name, &what[2..]);
        let saved = self.enter(kind, node);
        if kind == Kind::Generator {
            self.note(".0", sym::PARAM);
            self.unit().is_generator = true;
            if is_async {
                self.unit().is_async = true;
            }
        }
        self.comp_target(&first.target)?;
        self.exprs(&first.ifs)?;
        for generator in rest {
            self.comp_target(&generator.target)?;
            self.comp_iter += 1;
            self.expr(&generator.iter)?;
            self.comp_iter -= 1;
            self.exprs(&generator.ifs)?;
        }
        for element in elements {
            self.expr(element)?;
        }
        self.leave(saved);
        self.comprehension_name = outer_name;
        Ok(())
    }

    fn comp_target(&mut self, target: &'a Expr) -> Result<()> {
        if let Expr::Starred(starred) = target {
            return error("starred assignment target must be in a list or tuple", starred.range);
        }
        let scope = self.scope;
        let before = self.scopes.get(scope).symbols.len();
        self.target(target, sym::ASSIGNED | sym::ITERATION)?;
        let _ = before;
        let clash = self.scopes.get(scope).symbols.iter().find(|symbol| {
            symbol.flags & sym::ITERATION != 0 && symbol.flags & (sym::NONLOCAL | sym::GLOBAL) != 0
        });
        if let Some(symbol) = clash {
            let name = self.names.text(symbol.name);
            let message =
                format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
            return error(message, target.range());
        }
        Ok(())
    }
}
