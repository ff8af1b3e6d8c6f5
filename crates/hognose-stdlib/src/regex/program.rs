//! The words of `re._compiler` as instructions with resolved targets, and what a search may skip.
//!
//! # Invariants
//! RP1: every target is the index of an instruction; the last instruction is `Fail`, so execution never runs off the end.

#![allow(clippy::disallowed_methods, reason = "charged by the caller before it is built")]

use super::set::{Fold, One, Set};

/// Operations of the code, by CPython 3.14's numbers (`re._constants`).
#[allow(dead_code, reason = "the table is whole")]
pub mod op {
    pub const FAILURE: u32 = 0;
    pub const SUCCESS: u32 = 1;
    pub const ANY: u32 = 2;
    pub const ANY_ALL: u32 = 3;
    pub const ASSERT: u32 = 4;
    pub const ASSERT_NOT: u32 = 5;
    pub const AT: u32 = 6;
    pub const BRANCH: u32 = 7;
    pub const CATEGORY: u32 = 8;
    pub const CHARSET: u32 = 9;
    pub const BIGCHARSET: u32 = 10;
    pub const GROUPREF: u32 = 11;
    pub const GROUPREF_EXISTS: u32 = 12;
    pub const IN: u32 = 13;
    pub const INFO: u32 = 14;
    pub const JUMP: u32 = 15;
    pub const LITERAL: u32 = 16;
    pub const MARK: u32 = 17;
    pub const MAX_UNTIL: u32 = 18;
    pub const MIN_UNTIL: u32 = 19;
    pub const NOT_LITERAL: u32 = 20;
    pub const NEGATE: u32 = 21;
    pub const RANGE: u32 = 22;
    pub const REPEAT: u32 = 23;
    pub const REPEAT_ONE: u32 = 24;
    pub const SUBPATTERN: u32 = 25;
    pub const MIN_REPEAT_ONE: u32 = 26;
    pub const ATOMIC_GROUP: u32 = 27;
    pub const POSSESSIVE_REPEAT: u32 = 28;
    pub const POSSESSIVE_REPEAT_ONE: u32 = 29;
    pub const GROUPREF_IGNORE: u32 = 30;
    pub const IN_IGNORE: u32 = 31;
    pub const LITERAL_IGNORE: u32 = 32;
    pub const NOT_LITERAL_IGNORE: u32 = 33;
    pub const GROUPREF_LOC_IGNORE: u32 = 34;
    pub const IN_LOC_IGNORE: u32 = 35;
    pub const LITERAL_LOC_IGNORE: u32 = 36;
    pub const NOT_LITERAL_LOC_IGNORE: u32 = 37;
    pub const GROUPREF_UNI_IGNORE: u32 = 38;
    pub const IN_UNI_IGNORE: u32 = 39;
    pub const LITERAL_UNI_IGNORE: u32 = 40;
    pub const NOT_LITERAL_UNI_IGNORE: u32 = 41;
    pub const RANGE_UNI_IGNORE: u32 = 42;
}

/// No upper bound of a repetition.
pub const MAX_REPEAT: u32 = u32::MAX;

/// How a repetition takes its characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

#[derive(Debug)]
pub enum Inst {
    Fail,
    Success,
    /// One character.
    One(One),
    /// A run of literals.
    Text(Box<[u32]>),
    /// A character repeated. `next`: the literal that must follow, if one must.
    RepeatOne {
        one: One,
        min: u32,
        max: u32,
        greed: Greed,
        next: Option<u32>,
    },
    Mark(u32),
    At(u32),
    Jump(u32),
    /// Tries what follows, then `other`. `first`: characters that what follows can begin with, if that is known.
    Split {
        other: u32,
        first: Option<Box<First>>,
    },
    /// Begins loop `id`, whose `Until` stands at `until`.
    Repeat {
        id: u32,
        until: u32,
    },
    Until {
        id: u32,
        min: u32,
        max: u32,
        body: u32,
        greedy: bool,
    },
    /// Runs what follows up to its `Success` on its own, `back` characters before; goes on at `next`.
    Assert {
        back: u32,
        next: u32,
        wanted: bool,
    },
    Atomic {
        next: u32,
    },
    Possessive {
        min: u32,
        max: u32,
        next: u32,
    },
    GroupRef {
        group: u32,
        fold: Fold,
    },
    GroupExists {
        group: u32,
        otherwise: u32,
    },
}

/// Which characters something can begin with: by number, all above 255 in one place.
#[derive(Clone, Debug)]
pub struct First {
    pub low: [bool; 256],
    pub high: bool,
}

impl First {
    #[inline(always)]
    pub fn contains(&self, c: u32) -> bool {
        self.low.get(c as usize).copied().unwrap_or(self.high)
    }

    fn none() -> First {
        First { low: [false; 256], high: false }
    }

    fn add(&mut self, one: &One) {
        match one {
            One::Literal(c) => {
                if let Some(slot) = self.low.get_mut(*c as usize) {
                    *slot = true;
                }
            }
            One::Set(set) => self.low.iter_mut().zip(set.low()).for_each(|(slot, member)| *slot |= member),
            one => (0..256).for_each(|c| self.low[c as usize] |= one.matches(c)),
        }
        self.high |= match one {
            One::Literal(c) => *c > 255,
            _ => true,
        };
    }
}

#[derive(Debug)]
pub struct Program {
    pub insts: Box<[Inst]>,
    pub loops: usize,
    pub groups: usize,
    /// Where a match can begin; None: anywhere.
    pub first: Option<Box<First>>,
    /// Text that every match begins with.
    pub prefix: Box<[u32]>,
    /// A match can begin at the beginning of the text alone.
    pub anchored: bool,
    /// Characters that a match has at least.
    pub width: usize,
}

impl Program {
    /// More than any program takes for a word of its code: a class of one range is a table of 256 places.
    pub const MOST_BYTES_PER_WORD: usize = 256;

    /// Bytes of memory outside the private heap.
    pub fn foreign_bytes(&self) -> usize {
        let set = |one: &One| match one {
            One::Set(set) => size_of_val(&**set) + set.word_bytes(),
            _ => 0,
        };
        let beside = |inst: &Inst| match inst {
            Inst::One(one) | Inst::RepeatOne { one, .. } => set(one),
            Inst::Text(text) => size_of_val(&**text),
            Inst::Split { first: Some(_), .. } => size_of::<First>(),
            _ => 0,
        };
        size_of::<Program>()
            + size_of_val(&*self.insts)
            + self.insts.iter().map(beside).sum::<usize>()
            + size_of_val(&*self.prefix)
            + self.first.as_ref().map_or(0, |first| size_of_val(&**first))
    }
}

/// Why code was refused.
#[derive(Debug)]
pub struct Broken;

struct Builder<'a> {
    words: &'a [u32],
    insts: Vec<Inst>,
    /// The instruction that begins at a word.
    index: Vec<u32>,
    /// Words that begin an alternative of a branch.
    alternatives: Vec<usize>,
    /// Where loops end: (word, id, min, max, body).
    untils: Vec<(usize, u32, u32, u32, u32)>,
    loops: u32,
    width: usize,
}

impl Program {
    pub fn new(words: &[u32], groups: usize) -> Result<Program, Broken> {
        let mut builder = Builder {
            words,
            insts: Vec::new(),
            index: vec![u32::MAX; words.len() + 1],
            alternatives: Vec::new(),
            untils: Vec::new(),
            loops: 0,
            width: 0,
        };
        let mut at = 0;
        while at < words.len() {
            builder.index[at] = builder.insts.len() as u32;
            at = builder.step(at)?;
        }
        builder.index[words.len()] = builder.insts.len() as u32;
        builder.insts.push(Inst::Fail);
        builder.resolve()?;
        let mut insts = builder.insts;
        join_literals(&mut insts);
        find_next_literals(&mut insts);
        let insts = insts.into_boxed_slice();
        let mut program = Program {
            insts,
            loops: builder.loops as usize,
            groups,
            first: None,
            prefix: Box::default(),
            anchored: false,
            width: builder.width,
        };
        let begin = program.insts.iter().find(|inst| !matches!(inst, Inst::Mark(_)));
        program.anchored = matches!(begin, Some(Inst::At(0 | 2)));
        program.prefix = program.leading_text();
        if program.prefix.is_empty() {
            program.first = program.first_of(0).map(Box::new);
        }
        program.fill_splits();
        Ok(program)
    }

    fn leading_text(&self) -> Box<[u32]> {
        let mut at = 0;
        // Places take no text: what follows stands where the match begins.
        while matches!(self.insts.get(at), Some(Inst::Mark(_) | Inst::At(_))) {
            at += 1;
        }
        match self.insts.get(at) {
            Some(Inst::Text(text)) => text.clone(),
            Some(Inst::One(One::Literal(c))) => Box::new([*c]),
            _ => Box::default(),
        }
    }

    /// The characters that a match from `start` on can begin with; None: unknown, or it can be empty.
    fn first_of(&self, start: u32) -> Option<First> {
        let mut first = First::none();
        let mut pending = vec![start];
        let mut seen = Vec::new();
        while let Some(at) = pending.pop() {
            if seen.contains(&at) {
                continue;
            }
            if seen.len() > 64 {
                return None;
            }
            seen.push(at);
            match &self.insts[at as usize] {
                Inst::Fail => {}
                Inst::One(one) => first.add(one),
                Inst::Text(text) => first.add(&One::Literal(text[0])),
                Inst::RepeatOne { one, min, max, .. } => {
                    if *max > 0 {
                        first.add(one);
                    }
                    if *min == 0 {
                        pending.push(at + 1);
                    }
                }
                Inst::Mark(_) | Inst::At(_) => pending.push(at + 1),
                Inst::Assert { next, .. } => pending.push(*next),
                Inst::Jump(to) => pending.push(*to),
                Inst::Split { other, .. } => pending.extend([at + 1, *other]),
                Inst::Repeat { until, .. } => match &self.insts[*until as usize] {
                    Inst::Until { min, max, body, .. } => {
                        if *max > 0 {
                            pending.push(*body);
                        }
                        if *min == 0 {
                            pending.push(until + 1);
                        }
                    }
                    _ => return None,
                },
                // The body can be empty: then so can the whole.
                _ => return None,
            }
        }
        Some(first)
    }

    fn fill_splits(&mut self) {
        for at in 0..self.insts.len() {
            if matches!(self.insts[at], Inst::Split { .. }) {
                let found = self.first_of(at as u32 + 1).map(Box::new);
                if let Inst::Split { first, .. } = &mut self.insts[at] {
                    *first = found;
                }
            }
        }
    }
}

/// Literals in a row become one instruction in the first one's place; the others stay, for jumps into the middle.
fn join_literals(insts: &mut [Inst]) {
    let literal = |inst: &Inst| match inst {
        Inst::One(One::Literal(c)) => Some(*c),
        _ => None,
    };
    let mut at = 0;
    while at < insts.len() {
        let text: Vec<u32> = insts[at..].iter().map_while(literal).collect();
        if text.len() > 1 {
            let end = at + text.len();
            insts[at] = Inst::Text(text.into());
            at = end;
        } else {
            at += 1;
        }
    }
}

fn find_next_literals(insts: &mut [Inst]) {
    for at in 0..insts.len() {
        let mut follow = at + 1;
        while matches!(insts.get(follow), Some(Inst::Mark(_))) {
            follow += 1;
        }
        let found = match insts.get(follow) {
            Some(Inst::One(One::Literal(c))) => Some(*c),
            Some(Inst::Text(text)) => Some(text[0]),
            _ => None,
        };
        if let Inst::RepeatOne { next, .. } = &mut insts[at] {
            *next = found;
        }
    }
}

impl Builder<'_> {
    fn word(&self, at: usize) -> Result<u32, Broken> {
        self.words.get(at).copied().ok_or(Broken)
    }

    /// The word that the skip at `at` leads to.
    fn skip(&self, at: usize) -> Result<usize, Broken> {
        let to = at + self.word(at)? as usize;
        if to > at && to <= self.words.len() { Ok(to) } else { Err(Broken) }
    }

    /// What matches one character, and the word behind it.
    fn one(&self, at: usize) -> Result<Option<(One, usize)>, Broken> {
        let literal = |fold: Fold, negated: bool| -> Result<(One, usize), Broken> {
            let c = self.word(at + 1)?;
            let one = match (fold, negated) {
                (Fold::No, false) => One::Literal(c),
                (Fold::No, true) => One::NotLiteral(c),
                (fold, false) => One::Set(Box::new(Set::new(&[op::LITERAL, c, op::FAILURE], fold))),
                (fold, true) => {
                    One::Set(Box::new(Set::new(&[op::NEGATE, op::LITERAL, c, op::FAILURE], fold)))
                }
            };
            Ok((one, at + 2))
        };
        let set = |fold: Fold| -> Result<(One, usize), Broken> {
            let end = self.skip(at + 1)?;
            Ok((One::Set(Box::new(Set::new(&self.words[at + 2..end], fold))), end))
        };
        Ok(Some(match self.word(at)? {
            op::ANY => (One::Any, at + 1),
            op::ANY_ALL => (One::All, at + 1),
            op::LITERAL => literal(Fold::No, false)?,
            op::NOT_LITERAL => literal(Fold::No, true)?,
            op::LITERAL_IGNORE => literal(Fold::Ascii, false)?,
            op::NOT_LITERAL_IGNORE => literal(Fold::Ascii, true)?,
            op::LITERAL_LOC_IGNORE => literal(Fold::Locale, false)?,
            op::NOT_LITERAL_LOC_IGNORE => literal(Fold::Locale, true)?,
            op::LITERAL_UNI_IGNORE => literal(Fold::Unicode, false)?,
            op::NOT_LITERAL_UNI_IGNORE => literal(Fold::Unicode, true)?,
            op::IN => set(Fold::No)?,
            op::IN_IGNORE => set(Fold::Ascii)?,
            op::IN_LOC_IGNORE => set(Fold::Locale)?,
            op::IN_UNI_IGNORE => set(Fold::Unicode)?,
            op::CATEGORY => {
                let which = self.word(at + 1)?;
                let words = [op::CATEGORY, which, op::FAILURE];
                (One::Set(Box::new(Set::new(&words, Fold::No))), at + 2)
            }
            op::FAILURE => (One::Set(Box::new(Set::new(&[op::FAILURE], Fold::No))), at + 1),
            _ => return Ok(None),
        }))
    }

    /// Translates the operation at a word; returns the next one's place. Targets are words until `resolve`.
    fn step(&mut self, at: usize) -> Result<usize, Broken> {
        if self.alternatives.contains(&at) {
            if self.word(at)? == 0 {
                self.insts.push(Inst::Fail);
            } else {
                let next = self.skip(at)?;
                self.alternatives.push(next);
                self.insts.push(Inst::Split { other: next as u32, first: None });
            }
            return Ok(at + 1);
        }
        let word = self.word(at)?;
        if word == op::FAILURE {
            self.insts.push(Inst::Fail);
            return Ok(at + 1);
        }
        if let Some((one, next)) = self.one(at)? {
            self.insts.push(Inst::One(one));
            return Ok(next);
        }
        let (inst, next) = match word {
            op::SUCCESS => (Inst::Success, at + 1),
            op::INFO => {
                if at == 0 {
                    self.width = self.word(at + 3)? as usize;
                }
                return self.skip(at + 1);
            }
            op::MARK => (Inst::Mark(self.word(at + 1)?), at + 2),
            op::AT => (Inst::At(self.word(at + 1)?), at + 2),
            op::JUMP => (Inst::Jump(self.skip(at + 1)? as u32), at + 2),
            op::BRANCH => {
                self.alternatives.push(at + 1);
                return Ok(at + 1);
            }
            op::REPEAT_ONE | op::MIN_REPEAT_ONE | op::POSSESSIVE_REPEAT_ONE => {
                let end = self.skip(at + 1)?;
                let (one, _) = self.one(at + 4)?.ok_or(Broken)?;
                let greed = match word {
                    op::REPEAT_ONE => Greed::Greedy,
                    op::MIN_REPEAT_ONE => Greed::Lazy,
                    _ => Greed::Possessive,
                };
                let (min, max) = (self.word(at + 2)?, self.word(at + 3)?);
                (Inst::RepeatOne { one, min, max, greed, next: None }, end)
            }
            op::REPEAT => {
                let until = self.skip(at + 1)?;
                let id = self.loops;
                self.loops += 1;
                self.untils.push((
                    until,
                    id,
                    self.word(at + 2)?,
                    self.word(at + 3)?,
                    self.insts.len() as u32 + 1,
                ));
                (Inst::Repeat { id, until: until as u32 }, at + 4)
            }
            op::MAX_UNTIL | op::MIN_UNTIL => {
                let place = self.untils.iter().rposition(|row| row.0 == at).ok_or(Broken)?;
                let (_, id, min, max, body) = self.untils.swap_remove(place);
                (Inst::Until { id, min, max, body, greedy: word == op::MAX_UNTIL }, at + 1)
            }
            op::POSSESSIVE_REPEAT => {
                let end = self.skip(at + 1)? + 1;
                let (min, max) = (self.word(at + 2)?, self.word(at + 3)?);
                (Inst::Possessive { min, max, next: end as u32 }, at + 4)
            }
            op::ASSERT | op::ASSERT_NOT => {
                let next = self.skip(at + 1)? as u32;
                (Inst::Assert { back: self.word(at + 2)?, next, wanted: word == op::ASSERT }, at + 3)
            }
            op::ATOMIC_GROUP => (Inst::Atomic { next: self.skip(at + 1)? as u32 }, at + 2),
            op::GROUPREF => (Inst::GroupRef { group: self.word(at + 1)?, fold: Fold::No }, at + 2),
            op::GROUPREF_IGNORE => (Inst::GroupRef { group: self.word(at + 1)?, fold: Fold::Ascii }, at + 2),
            op::GROUPREF_LOC_IGNORE => {
                (Inst::GroupRef { group: self.word(at + 1)?, fold: Fold::Locale }, at + 2)
            }
            op::GROUPREF_UNI_IGNORE => {
                (Inst::GroupRef { group: self.word(at + 1)?, fold: Fold::Unicode }, at + 2)
            }
            op::GROUPREF_EXISTS => {
                let otherwise = self.skip(at + 2)? as u32 - 1;
                (Inst::GroupExists { group: self.word(at + 1)?, otherwise }, at + 3)
            }
            _ => return Err(Broken),
        };
        self.insts.push(inst);
        Ok(next)
    }

    /// Words become indices of instructions.
    fn resolve(&mut self) -> Result<(), Broken> {
        let index = &self.index;
        let find = |target: &mut u32| -> Result<(), Broken> {
            *target = index.get(*target as usize).copied().filter(|&i| i != u32::MAX).ok_or(Broken)?;
            Ok(())
        };
        for inst in &mut self.insts {
            match inst {
                Inst::Jump(to) => find(to)?,
                Inst::Split { other, .. } => find(other)?,
                Inst::Repeat { until, .. } => find(until)?,
                Inst::Assert { next, .. } | Inst::Atomic { next } | Inst::Possessive { next, .. } => {
                    find(next)?
                }
                Inst::GroupExists { otherwise, .. } => find(otherwise)?,
                _ => {}
            }
        }
        Ok(())
    }
}
