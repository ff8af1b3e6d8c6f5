//! First pass: patterns of `match`.

use ruff_python_ast::{self as ast, Expr, Pattern};
use ruff_text_size::{Ranged, TextRange};

use super::build::Builder;
use super::sym;
use crate::error::{Result, error};

impl<'a> Builder<'a, '_> {
    /// The pattern of a case; `must_refute` if cases follow that it may not make unreachable.
    pub fn top_pattern(&mut self, pattern: &'a Pattern, must_refute: bool) -> Result<()> {
        if must_refute {
            refutable(pattern)?;
        }
        if let Pattern::MatchStar(star) = pattern {
            return error("star pattern cannot be used here", star.range);
        }
        let mut names = Vec::new();
        self.pattern(pattern, &mut names)
    }

    fn capture(
        &mut self,
        name: &'a ast::Identifier,
        range: TextRange,
        names: &mut Vec<&'a str>,
    ) -> Result<()> {
        if names.contains(&name.as_str()) {
            return error(format!("multiple assignments to name '{}' in pattern", name.id), range);
        }
        names.push(name.as_str());
        self.bind(&name.id, range, sym::ASSIGNED)
    }

    fn pattern(&mut self, pattern: &'a Pattern, names: &mut Vec<&'a str>) -> Result<()> {
        self.deeper(pattern.range())?;
        match pattern {
            Pattern::MatchValue(value) => self.expr(&value.value)?,
            Pattern::MatchSingleton(_) => {}
            Pattern::MatchStar(star) => {
                if let Some(name) = &star.name {
                    self.capture(name, star.range, names)?;
                }
            }
            Pattern::MatchSequence(sequence) => {
                let stars = sequence.patterns.iter().filter(|p| p.is_match_star()).count();
                if stars > 1 {
                    return error("multiple starred names in sequence pattern", sequence.range);
                }
                for inner in &sequence.patterns {
                    self.pattern(inner, names)?;
                }
            }
            Pattern::MatchMapping(mapping) => {
                for (i, key) in mapping.keys.iter().enumerate() {
                    if let Some(text) = literal_text(key)
                        && mapping.keys[..i].iter().any(|other| literal_text(other).as_deref() == Some(&text))
                    {
                        return error(
                            format!("mapping pattern checks duplicate key ({text})"),
                            mapping.range,
                        );
                    }
                    self.expr(key)?;
                }
                for inner in &mapping.patterns {
                    self.pattern(inner, names)?;
                }
                if let Some(rest) = &mapping.rest {
                    self.capture(rest, rest.range, names)?;
                }
            }
            Pattern::MatchClass(class) => {
                self.expr(&class.cls)?;
                for inner in &class.arguments.patterns {
                    self.pattern(inner, names)?;
                }
                for (i, keyword) in class.arguments.keywords.iter().enumerate() {
                    if class.arguments.keywords[..i].iter().any(|other| other.attr.id == keyword.attr.id) {
                        let message =
                            format!("attribute name repeated in class pattern: {}", keyword.attr.id);
                        return error(message, keyword.range);
                    }
                    self.pattern(&keyword.pattern, names)?;
                }
            }
            Pattern::MatchAs(capture) => {
                if let Some(inner) = &capture.pattern {
                    self.pattern(inner, names)?;
                }
                if let Some(name) = &capture.name {
                    self.capture(name, capture.range, names)?;
                }
            }
            Pattern::MatchOr(or) => {
                let before = names.len();
                let mut first: Option<Vec<&'a str>> = None;
                for (i, inner) in or.patterns.iter().enumerate() {
                    if i + 1 < or.patterns.len() {
                        refutable(inner)?;
                    }
                    let mut own = names[..before].to_vec();
                    self.pattern(inner, &mut own)?;
                    let mut bound = own.split_off(before);
                    bound.sort_unstable();
                    match &first {
                        Some(expected) if *expected != bound => {
                            return error("alternative patterns bind different names", or.range);
                        }
                        Some(_) => {}
                        None => first = Some(bound),
                    }
                }
                names.extend(first.unwrap_or_default());
            }
        }
        self.shallower();
        Ok(())
    }
}

/// Refuses a pattern that matches everything where others follow.
fn refutable(pattern: &Pattern) -> Result<()> {
    match pattern {
        Pattern::MatchAs(capture) => match (&capture.pattern, &capture.name) {
            (None, None) => error("wildcard makes remaining patterns unreachable", capture.range),
            (None, Some(name)) => error(
                format!("name capture '{}' makes remaining patterns unreachable", name.id),
                capture.range,
            ),
            (Some(inner), _) => refutable(inner),
        },
        Pattern::MatchOr(or) => or.patterns.last().map_or(Ok(()), refutable),
        _ => Ok(()),
    }
}

/// A text that tells literal keys apart.
fn literal_text(key: &Expr) -> Option<String> {
    Some(match key {
        Expr::StringLiteral(s) => format!("{:?}", s.value.to_str()).replace('"', "'"),
        Expr::BytesLiteral(b) => format!("{:?}", b.value.bytes().collect::<Vec<u8>>()),
        Expr::NumberLiteral(n) => match &n.value {
            ast::Number::Int(i) => i.to_string(),
            ast::Number::Float(f) if f.fract() == 0.0 && f.abs() < 1e15 => format!("{f:.0}"),
            ast::Number::Float(f) => f.to_string(),
            ast::Number::Complex { real, imag } => format!("{real}+{imag}j"),
        },
        Expr::BooleanLiteral(b) => if b.value { "1" } else { "0" }.to_string(),
        Expr::NoneLiteral(_) => "None".to_string(),
        Expr::UnaryOp(op) => format!("-{}", literal_text(&op.operand)?),
        _ => return None,
    })
}
