//! `match`: patterns as tests that jump to the next case when they fail.
//!
//! The subject stays in a temporary until a case is chosen. Captured values wait in temporaries and get their names
//! when the whole pattern has matched. A failing pattern releases every temporary that it may have used.

use ruff_python_ast::{self as ast, Pattern, Singleton};
use ruff_text_size::{Ranged, TextRange};

use super::Codegen;
use super::expr::small_int;
use super::unit::{Label, Reg};
use crate::code::Const;
use crate::error::Result;
use crate::opcode::Op;
use crate::scope::NameId;

/// A pattern being compiled: where failure goes, and the registers of captured names.
struct Attempt {
    fail: Label,
    captures: Vec<(NameId, Reg)>,
    /// Whether a capture has been made.
    captured: bool,
    /// The first register above all captures.
    floor: Reg,
    /// The first register above all that may be live when the pattern fails; 0: none is.
    live: Reg,
}

impl Attempt {
    /// Where to go on failure, with registers below `top` in use.
    fn fail(&mut self, top: Reg) -> Label {
        if top > self.floor {
            self.live = self.live.max(top);
        } else if self.captured {
            self.live = self.live.max(self.floor);
        }
        self.fail
    }
}

impl<'a> Codegen<'a> {
    pub(super) fn match_stmt(&mut self, s: &'a ast::StmtMatch) -> Result<()> {
        let subject = self.temp_operand(&s.subject)?;
        let end = self.u.label();
        for case in &s.cases {
            let next = self.u.label();
            let base = self.u.top;
            let mut names = Vec::new();
            self.captured(&case.pattern, &mut names);
            let captures: Vec<(NameId, Reg)> = names.into_iter().map(|id| (id, self.u.temp())).collect();
            // Captures lie below what the pattern uses: they count only once one is made.
            let floor = self.u.top;
            let mut attempt = Attempt { fail: self.u.label(), captures, captured: false, floor, live: 0 };
            self.pattern(&case.pattern, subject, false, &mut attempt)?;
            self.at(case.pattern.range());
            for &(id, register) in &attempt.captures {
                self.store_id(id, register);
            }
            self.u.top = base;
            if let Some(guard) = &case.guard {
                self.jump_if(guard, false, next)?;
            }
            self.u.emit(Op::Release, subject, 0, 0);
            self.body(&case.body)?;
            self.u.goto(end);
            self.u.bind(attempt.fail);
            for register in base..attempt.live {
                self.u.emit(Op::Release, register, 0, 0);
            }
            self.u.bind(next);
        }
        self.u.range = Some(s.subject.range());
        self.u.emit(Op::Release, subject, 0, 0);
        self.u.bind(end);
        self.u.top = subject;
        Ok(())
    }

    /// The names that a pattern binds.
    fn captured(&mut self, pattern: &'a Pattern, names: &mut Vec<NameId>) {
        let mut add = |this: &mut Self, name: &'a ast::Identifier| {
            let id = this.name_id(&name.id);
            if !names.contains(&id) {
                names.push(id);
            }
        };
        match pattern {
            Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => {}
            Pattern::MatchStar(star) => {
                if let Some(name) = &star.name {
                    add(self, name);
                }
            }
            Pattern::MatchAs(capture) => {
                if let Some(name) = &capture.name {
                    add(self, name);
                }
                if let Some(inner) = &capture.pattern {
                    self.captured(inner, names);
                }
            }
            Pattern::MatchSequence(sequence) => {
                sequence.patterns.iter().for_each(|p| self.captured(p, names))
            }
            Pattern::MatchMapping(mapping) => {
                if let Some(rest) = &mapping.rest {
                    add(self, rest);
                }
                mapping.patterns.iter().for_each(|p| self.captured(p, names));
            }
            Pattern::MatchClass(class) => {
                class.arguments.patterns.iter().for_each(|p| self.captured(p, names));
                class.arguments.keywords.iter().for_each(|k| self.captured(&k.pattern, names));
            }
            Pattern::MatchOr(or) => or.patterns.iter().for_each(|p| self.captured(p, names)),
        }
    }

    /// Tests a value; goes on if it matches. An `owned` value is consumed then, else it stays.
    fn pattern(
        &mut self,
        pattern: &'a Pattern,
        value: Reg,
        owned: bool,
        attempt: &mut Attempt,
    ) -> Result<()> {
        self.deeper(pattern.range())?;
        let top = self.u.top;
        self.at(pattern.range());
        match pattern {
            Pattern::MatchAs(capture) => {
                if let Some(inner) = &capture.pattern {
                    self.pattern(inner, value, false, attempt)?;
                }
                match &capture.name {
                    Some(name) => {
                        self.capture(&name.id, value, owned, attempt);
                        return self.matched(top);
                    }
                    None => self.u.top = top,
                }
            }
            Pattern::MatchValue(p) => {
                let copy = self.taken(value, owned);
                let fail = attempt.fail(top);
                if let Some(small) = small_int(&p.value) {
                    self.u.jump(Op::JumpIfEqInt, 0, copy, small, fail);
                } else {
                    let expected = self.u.temp();
                    self.expr_to(&p.value, expected)?;
                    self.at(pattern.range());
                    self.u.jump(Op::JumpIfEq, 0, copy, expected, fail);
                }
                return self.matched(top);
            }
            Pattern::MatchSingleton(p) => {
                let copy = self.taken(value, owned);
                let fail = attempt.fail(top);
                let constant = match p.value {
                    Singleton::None => {
                        self.u.jump(Op::JumpIfNone, 0, copy, 0, fail);
                        return self.matched(top);
                    }
                    Singleton::True => Const::True,
                    Singleton::False => Const::False,
                };
                let expected = self.u.temp();
                self.load_const(expected, constant);
                self.u.jump(Op::JumpIfIs, 0, copy, expected, fail);
                return self.matched(top);
            }
            Pattern::MatchSequence(p) => self.sequence(&p.patterns, value, p.range, attempt)?,
            Pattern::MatchMapping(p) => self.mapping(p, value, attempt)?,
            Pattern::MatchClass(p) => self.class_pattern(p, value, attempt)?,
            Pattern::MatchOr(p) => self.alternatives(&p.patterns, value, attempt)?,
            Pattern::MatchStar(_) => {}
        }
        if owned {
            self.u.emit(Op::Release, value, 0, 0);
        }
        self.matched(top)
    }

    fn matched(&mut self, top: Reg) -> Result<()> {
        self.u.top = top;
        self.shallower();
        Ok(())
    }

    /// The value itself if it may be consumed, else a copy.
    fn taken(&mut self, value: Reg, owned: bool) -> Reg {
        if owned {
            return value;
        }
        let copy = self.u.temp();
        self.u.emit(Op::Copy, copy, value, 0);
        copy
    }

    fn capture(&mut self, name: &'a str, value: Reg, owned: bool, attempt: &mut Attempt) {
        attempt.captured = true;
        let id = self.name_id(name);
        if let Some(&(_, register)) = attempt.captures.iter().find(|(captured, _)| *captured == id) {
            self.u.emit(if owned { Op::Move } else { Op::Copy }, register, value, 0);
        }
    }

    fn is_wildcard(pattern: &Pattern) -> bool {
        match pattern {
            Pattern::MatchAs(capture) => capture.pattern.is_none() && capture.name.is_none(),
            Pattern::MatchStar(star) => star.name.is_none(),
            _ => false,
        }
    }

    fn test(&mut self, op: Op, value: Reg, fail: Label) {
        let answer = self.u.temp();
        self.u.emit(op, answer, value, 0);
        self.u.jump(Op::JumpIf, 0, answer, 0, fail);
        self.u.top = answer;
    }

    /// Compares the value's length with a count.
    fn test_length(&mut self, op: Op, small: Op, value: Reg, count: usize, fail: Label) {
        let length = self.u.temp();
        self.u.emit(Op::GetLen, length, value, 0);
        if count < 128 {
            self.u.jump(small, 0, length, count as u32, fail);
        } else {
            let expected = self.u.temp();
            self.load_const(expected, Const::Int(count as i64));
            self.u.jump(op, 0, length, expected, fail);
        }
        self.u.top = length;
    }

    fn sequence(
        &mut self,
        patterns: &'a [Pattern],
        value: Reg,
        range: TextRange,
        attempt: &mut Attempt,
    ) -> Result<()> {
        let fail = attempt.fail(self.u.top);
        self.test(Op::MatchSequence, value, fail);
        let star = patterns.iter().position(Pattern::is_match_star);
        match star {
            None => self.test_length(Op::JumpIfEq, Op::JumpIfEqInt, value, patterns.len(), fail),
            Some(_) if patterns.len() > 1 => {
                self.test_length(Op::JumpIfGe, Op::JumpIfGeInt, value, patterns.len() - 1, fail);
            }
            Some(_) => {}
        }
        if patterns.iter().all(Self::is_wildcard) {
            return Ok(());
        }
        if let Some(star) = star
            && Self::is_wildcard(&patterns[star])
        {
            return self.items_by_index(patterns, star, value, range, attempt);
        }
        let copy = self.u.temp();
        self.u.emit(Op::Copy, copy, value, 0);
        let base = self.u.temps(patterns.len() as u32);
        match star {
            None => self.u.emit(Op::Unpack, base, copy, patterns.len() as u32),
            Some(star) => {
                let after = patterns.len() - star - 1;
                self.u.emit_x(Op::UnpackEx, base, copy, star as u32, after as u32);
            }
        }
        for (i, pattern) in patterns.iter().enumerate() {
            let item = base + i as u32;
            match pattern {
                Pattern::MatchStar(star) => match &star.name {
                    Some(name) => self.capture(&name.id, item, true, attempt),
                    None => self.u.emit(Op::Release, item, 0, 0),
                },
                other => self.pattern(other, item, true, attempt)?,
            }
        }
        Ok(())
    }

    /// `[a, *_, b]`: only the items that a pattern looks at are fetched.
    fn items_by_index(
        &mut self,
        patterns: &'a [Pattern],
        star: usize,
        value: Reg,
        range: TextRange,
        attempt: &mut Attempt,
    ) -> Result<()> {
        for (i, pattern) in patterns.iter().enumerate() {
            if i == star || Self::is_wildcard(pattern) {
                continue;
            }
            let item = self.u.temp();
            let (copy, index) = (self.u.temp(), self.u.temp());
            self.at(range);
            if i < star {
                self.load_const(index, Const::Int(i as i64));
            } else {
                self.u.emit(Op::GetLen, index, value, 0);
                let back = self.u.temp();
                self.load_const(back, Const::Int((patterns.len() - i) as i64));
                self.u.emit(Op::Sub, index, index, back);
            }
            self.u.emit(Op::Copy, copy, value, 0);
            self.u.emit(Op::GetItem, item, copy, index);
            self.u.top = item + 1;
            self.pattern(pattern, item, true, attempt)?;
            self.u.top = item;
        }
        Ok(())
    }

    fn mapping(&mut self, p: &'a ast::PatternMatchMapping, value: Reg, attempt: &mut Attempt) -> Result<()> {
        let fail = attempt.fail(self.u.top);
        self.test(Op::MatchMapping, value, fail);
        if p.keys.is_empty() {
            if let Some(rest) = &p.rest {
                let empty = self.u.temp();
                self.load_const(empty, Const::Tuple(Vec::new()));
                let dict = self.u.temp();
                self.u.emit(Op::DictWithoutKeys, dict, value, empty);
                self.capture(&rest.id, dict, true, attempt);
            }
            return Ok(());
        }
        self.test_length(Op::JumpIfGe, Op::JumpIfGeInt, value, p.keys.len(), fail);
        let keys = self.u.temp();
        let constants = p.keys.iter().map(|key| self.folder.constant(key)).collect::<Option<Vec<_>>>();
        match constants {
            Some(constants) => self.load_const(keys, Const::Tuple(constants)),
            None => {
                let base = self.run(&p.keys)?;
                self.at(p.range);
                self.u.emit(Op::BuildTuple, keys, base, p.keys.len() as u32);
                self.u.top = base;
            }
        }
        let values = self.u.temp();
        self.u.emit(Op::MatchKeys, values, value, keys);
        self.unpack_matched(values, p.patterns.iter(), p.patterns.len(), attempt)?;
        self.u.top = values;
        match &p.rest {
            Some(rest) => {
                let dict = self.u.temp();
                self.u.emit(Op::DictWithoutKeys, dict, value, keys);
                self.capture(&rest.id, dict, true, attempt);
            }
            None => self.u.emit(Op::Release, keys, 0, 0),
        }
        Ok(())
    }

    /// Fails if the register holds None, else matches the items of the tuple in it.
    fn unpack_matched(
        &mut self,
        values: Reg,
        patterns: impl Iterator<Item = &'a Pattern>,
        count: usize,
        attempt: &mut Attempt,
    ) -> Result<()> {
        let copy = self.u.temp();
        self.u.emit(Op::Copy, copy, values, 0);
        let fail = attempt.fail(copy);
        self.u.jump(Op::JumpIfNone, 1, copy, 0, fail);
        self.u.top = copy;
        let base = self.u.temps(count as u32);
        self.u.emit(Op::Unpack, base, values, count as u32);
        for (i, pattern) in patterns.enumerate() {
            self.pattern(pattern, base + i as u32, true, attempt)?;
        }
        Ok(())
    }

    fn class_pattern(
        &mut self,
        p: &'a ast::PatternMatchClass,
        value: Reg,
        attempt: &mut Attempt,
    ) -> Result<()> {
        let values = self.u.temp();
        let run = self.u.temps(3);
        self.expr_to(&p.cls, run)?;
        self.at(p.range);
        let positional = &p.arguments.patterns;
        let keywords = &p.arguments.keywords;
        let names = keywords.iter().map(|keyword| Self::text_const(&keyword.attr.id)).collect();
        self.load_const(run + 1, Const::Tuple(names));
        self.load_const(run + 2, Const::Int(positional.len() as i64));
        let copy = self.u.temp();
        self.u.emit(Op::Copy, copy, value, 0);
        self.u.emit(Op::MatchClass, values, copy, run);
        self.u.top = values + 1;
        let patterns = positional.iter().chain(keywords.iter().map(|keyword| &keyword.pattern));
        self.unpack_matched(values, patterns, positional.len() + keywords.len(), attempt)
    }

    fn alternatives(&mut self, patterns: &'a [Pattern], value: Reg, attempt: &mut Attempt) -> Result<()> {
        let matched = self.u.label();
        let Some((last, init)) = patterns.split_last() else { return Ok(()) };
        for pattern in init {
            let captures = attempt.captures.clone();
            let base = self.u.top;
            let mut inner = Attempt { fail: self.u.label(), captures, captured: false, floor: base, live: 0 };
            self.pattern(pattern, value, false, &mut inner)?;
            self.u.goto(matched);
            self.u.bind(inner.fail);
            self.at(pattern.range());
            for register in base..inner.live {
                self.u.emit(Op::Release, register, 0, 0);
            }
            if inner.captured {
                let mut names = Vec::new();
                self.captured(pattern, &mut names);
                for &(id, register) in &attempt.captures {
                    if names.contains(&id) {
                        self.u.emit(Op::Release, register, 0, 0);
                    }
                }
            }
        }
        self.pattern(last, value, false, attempt)?;
        self.u.bind(matched);
        Ok(())
    }
}
