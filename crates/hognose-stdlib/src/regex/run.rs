//! Runs a program on a text: backtracking with an explicit stack.
//!
//! # Invariants
//! RR1: the stack holds choices and, above each, how to take back what was changed since. Popping down to a choice
//! restores the state it was made in.

use hognose_vm::prelude::*;

use super::program::{Greed, Inst, MAX_REPEAT, Program};
use super::set::{Fold, One, category};

/// Characters by index.
pub trait Text: Copy {
    fn len(self) -> usize;
    fn at(self, i: usize) -> u32;
    /// Where `c` stands first at or behind `from`, before `to`.
    fn find(self, c: u32, from: usize, to: usize) -> Option<usize>;
}

macro_rules! text {
    ($($unit:ty),*) => {$(
        impl Text for &[$unit] {
            #[inline(always)]
            fn len(self) -> usize {
                <[$unit]>::len(self)
            }

            #[inline(always)]
            fn at(self, i: usize) -> u32 {
                u32::from(self[i])
            }

            #[inline]
            fn find(self, c: u32, from: usize, to: usize) -> Option<usize> {
                let c = <$unit>::try_from(c).ok()?;
                self.get(from..to)?.iter().position(|&unit| unit == c).map(|i| from + i)
            }
        }
    )*};
}

text!(u8, u16, u32);

const NOWHERE: usize = usize::MAX;
/// Popped choices between two looks at the eval breaker.
const POLL_CHOICES: u32 = 1 << 14;
/// Deepest nesting of lookarounds and atomic groups.
const MAX_DEPTH: u32 = 1000;

#[derive(Clone, Copy)]
enum Entry {
    /// Go on at `pc` with `pos`.
    Choice {
        pc: u32,
        pos: usize,
    },
    /// A greedy repetition that can give back characters from `high` down to `low`.
    Give {
        pc: u32,
        low: usize,
        high: usize,
    },
    /// A lazy repetition (the instruction at `pc`) that can take one more at `pos`; `left` more after it.
    Take {
        pc: u32,
        left: u32,
        pos: usize,
    },
    /// A lazy loop that can run its body once more.
    Again {
        pc: u32,
        pos: usize,
    },
    Mark {
        slot: u32,
        old: usize,
    },
    LastIndex {
        old: usize,
    },
    Count {
        id: u32,
        old: u32,
    },
    LastPos {
        id: u32,
        old: usize,
    },
}

/// Buffers of a matcher, kept for the next call.
#[derive(Default)]
pub struct Scratch {
    stack: HeapVec<Entry>,
    marks: HeapVec<usize>,
    counts: HeapVec<u32>,
    last_positions: HeapVec<usize>,
}

/// Longer stacks are given back at once.
const KEPT_ENTRIES: usize = 256;

/// The state of a match; reused for all matches of a call.
pub struct Matcher<'a, T> {
    vm: &'a Vm,
    program: &'a Program,
    text: T,
    end: usize,
    /// A match must end at the end.
    full: bool,
    /// A match must not be empty at this place.
    not_empty_at: usize,
    stack: HeapVec<Entry>,
    pub marks: HeapVec<usize>,
    pub last_index: usize,
    counts: HeapVec<u32>,
    last_positions: HeapVec<usize>,
    budget: u32,
    /// The marks are those of a match, or of an attempt that had nothing to go back to. Any other failure has taken everything
    /// back itself.
    matched: bool,
}

impl<'a, T: Text> Matcher<'a, T> {
    pub fn new(
        vm: &'a Vm,
        program: &'a Program,
        text: T,
        end: usize,
        full: bool,
        scratch: Scratch,
    ) -> PyResult<Matcher<'a, T>> {
        let Scratch { mut stack, mut marks, mut counts, mut last_positions } = scratch;
        stack.truncate(0);
        marks.truncate(0);
        vm.retry(|heap| marks.try_resize(heap, program.groups * 2, NOWHERE))?;
        vm.retry(|heap| counts.try_resize(heap, program.loops, 0))?;
        vm.retry(|heap| last_positions.try_resize(heap, program.loops, NOWHERE))?;
        Ok(Matcher {
            vm,
            program,
            text,
            end: end.min(text.len()),
            full,
            not_empty_at: NOWHERE,
            stack,
            marks,
            last_index: 0,
            counts,
            last_positions,
            budget: POLL_CHOICES,
            matched: false,
        })
    }

    /// The buffers, for the next matcher of the same program.
    pub fn into_scratch(self) -> Scratch {
        let Matcher { stack, marks, counts, last_positions, .. } = self;
        let stack = if stack.capacity() > KEPT_ENTRIES { HeapVec::new() } else { stack };
        Scratch { stack, marks, counts, last_positions }
    }

    fn reset(&mut self) {
        self.stack.truncate(0);
        self.marks.fill(NOWHERE);
        self.last_index = 0;
    }

    /// A match that begins at `start`: its end.
    pub fn match_at(&mut self, start: usize) -> PyResult<Option<usize>> {
        if self.matched {
            self.reset();
        }
        self.matched = false;
        let found = self.run(0, start, 0)?;
        self.matched |= found.is_some();
        Ok(found)
    }

    /// The first match that begins at or behind `start`. An empty one at `not_empty_at` does not count.
    pub fn search(&mut self, start: usize, not_empty_at: Option<usize>) -> PyResult<Option<(usize, usize)>> {
        self.not_empty_at = not_empty_at.unwrap_or(NOWHERE);
        let found = self.search_from(start);
        self.not_empty_at = NOWHERE;
        found
    }

    fn search_from(&mut self, mut start: usize) -> PyResult<Option<(usize, usize)>> {
        let program = self.program;
        let Some(mut last) = self.end.checked_sub(program.width) else { return Ok(None) };
        if program.anchored {
            last = 0;
        }
        while start <= last {
            if let [first, rest @ ..] = &*program.prefix {
                match self.text.find(*first, start, self.end) {
                    Some(at) if at <= last => start = at,
                    _ => return Ok(None),
                }
                let fits = start + rest.len() < self.end
                    && rest.iter().enumerate().all(|(i, &c)| self.text.at(start + 1 + i) == c);
                if !fits {
                    start += 1;
                    self.spend()?;
                    continue;
                }
            } else if let Some(first) = &program.first {
                while start < self.end && !first.contains(self.text.at(start)) {
                    start += 1;
                }
                if start >= self.end || start > last {
                    return Ok(None);
                }
            }
            if let Some(end) = self.match_at(start)? {
                return Ok(Some((start, end)));
            }
            self.spend()?;
            start += 1;
        }
        Ok(None)
    }

    #[inline]
    fn spend(&mut self) -> PyResult<()> {
        self.budget -= 1;
        if self.budget == 0 {
            self.budget = POLL_CHOICES;
            return self.vm.poll();
        }
        Ok(())
    }

    #[inline(always)]
    fn push(&mut self, entry: Entry) -> PyResult<()> {
        match self.stack.push_within_capacity(entry) {
            Ok(()) => Ok(()),
            Err(entry) => self.push_growing(entry),
        }
    }

    #[cold]
    #[inline(never)]
    fn push_growing(&mut self, entry: Entry) -> PyResult<()> {
        let stack = &mut self.stack;
        self.vm.retry(|heap| stack.try_push(heap, entry))
    }

    /// Remembers how to take a change back, unless there is nothing to go back to: then the whole attempt ends.
    #[inline(always)]
    fn save(&mut self, entry: Entry, depth: u32) -> PyResult<()> {
        if depth == 0 && self.stack.is_empty() {
            return Ok(());
        }
        self.push(entry)
    }

    #[inline(always)]
    fn set_mark(&mut self, slot: u32, pos: usize, depth: u32) -> PyResult<()> {
        let Some(&old) = self.marks.get(slot as usize) else { return Ok(()) };
        self.save(Entry::Mark { slot, old }, depth)?;
        self.matched = true;
        self.marks[slot as usize] = pos;
        if slot & 1 == 1 && self.last_index != slot as usize / 2 + 1 {
            self.save(Entry::LastIndex { old: self.last_index }, depth)?;
            self.last_index = slot as usize / 2 + 1;
        }
        Ok(())
    }

    /// How many characters from `pos` on match, at most `max`.
    #[inline]
    fn count(&self, one: &One, pos: usize, max: u32) -> usize {
        let room = self.end - pos;
        let most = if max == MAX_REPEAT { room } else { room.min(max as usize) };
        let to = pos + most;
        match one {
            One::All => most,
            One::Any => self.text.find(10, pos, to).map_or(most, |at| at - pos),
            One::NotLiteral(c) => self.text.find(*c, pos, to).map_or(most, |at| at - pos),
            One::Literal(c) => (pos..to).position(|i| self.text.at(i) != *c).unwrap_or(most),
            One::Set(set) => (pos..to).position(|i| !set.contains(self.text.at(i))).unwrap_or(most),
        }
    }

    /// Runs from `pc` to a `Success`; its position. On failure everything since is taken back.
    fn run(&mut self, mut pc: u32, mut pos: usize, depth: u32) -> PyResult<Option<usize>> {
        if depth > MAX_DEPTH {
            return Err(self.vm.recursion_error(" in a regular expression"));
        }
        let base = self.stack.len();
        let program = self.program;
        let start = pos;
        loop {
            let goes_on = match &program.insts[pc as usize] {
                Inst::Fail => false,
                Inst::Success => {
                    let wrong = depth == 0
                        && ((self.full && pos != self.end) || (pos == start && pos == self.not_empty_at));
                    if !wrong {
                        return Ok(Some(pos));
                    }
                    false
                }
                Inst::One(one) => {
                    let fits = pos < self.end && one.matches(self.text.at(pos));
                    pos += usize::from(fits);
                    pc += 1;
                    fits
                }
                Inst::Text(wanted) => {
                    let fits = self.end - pos >= wanted.len()
                        && wanted.iter().enumerate().all(|(i, &c)| self.text.at(pos + i) == c);
                    if fits {
                        pos += wanted.len();
                        pc += wanted.len() as u32;
                    }
                    fits
                }
                Inst::RepeatOne { one, min, max, greed, next } => {
                    self.repeat_one(&mut pc, &mut pos, (one, *min, *max), *greed, *next)?
                }
                Inst::Mark(slot) => {
                    self.set_mark(*slot, pos, depth)?;
                    pc += 1;
                    true
                }
                Inst::At(place) => {
                    pc += 1;
                    self.is_at(*place, pos)
                }
                Inst::Jump(to) => {
                    pc = *to;
                    true
                }
                Inst::Split { other, first } => {
                    let hopeless = first
                        .as_ref()
                        .is_some_and(|first| pos >= self.end || !first.contains(self.text.at(pos)));
                    if hopeless {
                        pc = *other;
                    } else {
                        // A last alternative of `Fail` is no choice.
                        if !matches!(program.insts[*other as usize], Inst::Fail) {
                            self.push(Entry::Choice { pc: *other, pos })?;
                        }
                        pc += 1;
                    }
                    true
                }
                Inst::Repeat { id, until } => {
                    let at = *id as usize;
                    self.save(Entry::Count { id: *id, old: self.counts[at] }, depth)?;
                    self.save(Entry::LastPos { id: *id, old: self.last_positions[at] }, depth)?;
                    // The loop's end counts up first: from "none" to 0.
                    self.counts[at] = u32::MAX;
                    self.last_positions[at] = NOWHERE;
                    pc = *until;
                    true
                }
                Inst::Until { id, min, max, body, greedy } => {
                    let at = *id as usize;
                    let count = self.counts[at].wrapping_add(1);
                    self.save(Entry::Count { id: *id, old: self.counts[at] }, depth)?;
                    self.counts[at] = count;
                    if count < *min {
                        pc = *body;
                    } else if *greedy {
                        if (count < *max || *max == MAX_REPEAT) && pos != self.last_positions[at] {
                            self.push(Entry::Choice { pc: pc + 1, pos })?;
                            self.push(Entry::LastPos { id: *id, old: self.last_positions[at] })?;
                            self.last_positions[at] = pos;
                            pc = *body;
                        } else {
                            pc += 1;
                        }
                    } else {
                        if (count < *max || *max == MAX_REPEAT) && pos != self.last_positions[at] {
                            self.push(Entry::Again { pc, pos })?;
                        }
                        pc += 1;
                    }
                    true
                }
                Inst::Assert { back, next, wanted } => {
                    let here = pos.checked_sub(*back as usize);
                    let mark = self.stack.len();
                    let found = match here {
                        Some(from) => self.run(pc + 1, from, depth + 1)?.is_some(),
                        None => false,
                    };
                    if found {
                        if *wanted {
                            self.forget_choices(mark);
                        } else {
                            self.take_back(mark);
                        }
                    }
                    pc = *next;
                    found == *wanted
                }
                Inst::Atomic { next } => {
                    let mark = self.stack.len();
                    match self.run(pc + 1, pos, depth + 1)? {
                        Some(end) => {
                            self.forget_choices(mark);
                            pos = end;
                            pc = *next;
                            true
                        }
                        None => false,
                    }
                }
                Inst::Possessive { min, max, next } => {
                    let mut count = 0;
                    loop {
                        if count >= *max && *max != MAX_REPEAT {
                            break;
                        }
                        let mark = self.stack.len();
                        let Some(end) = self.run(pc + 1, pos, depth + 1)? else { break };
                        self.forget_choices(mark);
                        self.spend()?;
                        count += 1;
                        // A body that takes nothing takes nothing ever after.
                        if end == pos && count >= *min {
                            break;
                        }
                        pos = end;
                    }
                    pc = *next;
                    count >= *min
                }
                Inst::GroupRef { group, fold } => {
                    pc += 1;
                    self.group_again(*group as usize, *fold, &mut pos)
                }
                Inst::GroupExists { group, otherwise } => {
                    pc = if self.group(*group as usize).is_some() { pc + 1 } else { *otherwise };
                    true
                }
            };
            if !goes_on && !self.backtrack(base, &mut pc, &mut pos)? {
                return Ok(None);
            }
        }
    }

    #[inline]
    fn repeat_one(
        &mut self,
        pc: &mut u32,
        pos: &mut usize,
        (one, min, max): (&One, u32, u32),
        greed: Greed,
        next: Option<u32>,
    ) -> PyResult<bool> {
        if greed == Greed::Lazy {
            let count = self.count(one, *pos, min);
            if count < min as usize {
                return Ok(false);
            }
            *pos += count;
            let left = if max == MAX_REPEAT { MAX_REPEAT } else { max - min };
            if left > 0 {
                self.push(Entry::Take { pc: *pc, left, pos: *pos })?;
            }
            *pc += 1;
            return Ok(true);
        }
        let count = self.count(one, *pos, max);
        if count < min as usize {
            return Ok(false);
        }
        let low = *pos + min as usize;
        let mut high = *pos + count;
        if greed == Greed::Possessive {
            *pos = high;
            *pc += 1;
            return Ok(true);
        }
        if let Some(c) = next {
            match self.last_before(c, low, high) {
                Some(at) => high = at,
                None => return Ok(false),
            }
        }
        if high > low {
            self.push(Entry::Give { pc: *pc, low, high })?;
        }
        *pos = high;
        *pc += 1;
        Ok(true)
    }

    /// The last position from `high` down to `low` where `c` stands.
    #[inline]
    fn last_before(&self, c: u32, low: usize, high: usize) -> Option<usize> {
        let mut at = if high < self.end { high } else { high.checked_sub(1)? };
        loop {
            if at < low {
                return None;
            }
            if self.text.at(at) == c {
                return Some(at);
            }
            at = at.checked_sub(1)?;
        }
    }

    /// Pops down to the last choice above `base`; false: there is none.
    fn backtrack(&mut self, base: usize, pc: &mut u32, pos: &mut usize) -> PyResult<bool> {
        self.spend()?;
        while self.stack.len() > base {
            let Some(entry) = self.stack.pop() else { break };
            match entry {
                Entry::Choice { pc: to, pos: at } => {
                    (*pc, *pos) = (to, at);
                    return Ok(true);
                }
                Entry::Give { pc: from, low, high } => {
                    let mut at = high - 1;
                    if let Inst::RepeatOne { next: Some(c), .. } = &self.program.insts[from as usize] {
                        match self.last_before(*c, low, at) {
                            Some(found) => at = found,
                            None => continue,
                        }
                    }
                    if at > low {
                        self.push(Entry::Give { pc: from, low, high: at })?;
                    }
                    (*pc, *pos) = (from + 1, at);
                    return Ok(true);
                }
                Entry::Take { pc: from, left, pos: at } => {
                    let Inst::RepeatOne { one, next, .. } = &self.program.insts[from as usize] else {
                        continue;
                    };
                    let (mut at, mut left) = (at, left);
                    let mut taken = false;
                    // Up to the literal that must follow, at once.
                    while at < self.end && left > 0 && one.matches(self.text.at(at)) {
                        at += 1;
                        left -= u32::from(left != MAX_REPEAT);
                        if next.is_none_or(|c| at < self.end && self.text.at(at) == c) {
                            taken = true;
                            break;
                        }
                    }
                    if !taken {
                        continue;
                    }
                    if left > 0 {
                        self.push(Entry::Take { pc: from, left, pos: at })?;
                    }
                    (*pc, *pos) = (from + 1, at);
                    return Ok(true);
                }
                Entry::Again { pc: until, pos: at } => {
                    let Inst::Until { id, body, .. } = &self.program.insts[until as usize] else { continue };
                    self.push(Entry::LastPos { id: *id, old: self.last_positions[*id as usize] })?;
                    self.last_positions[*id as usize] = at;
                    (*pc, *pos) = (*body, at);
                    return Ok(true);
                }
                undo => self.undo(undo),
            }
        }
        Ok(false)
    }

    #[inline]
    fn undo(&mut self, entry: Entry) {
        match entry {
            Entry::Mark { slot, old } => self.marks[slot as usize] = old,
            Entry::LastIndex { old } => self.last_index = old,
            Entry::Count { id, old } => self.counts[id as usize] = old,
            Entry::LastPos { id, old } => self.last_positions[id as usize] = old,
            _ => {}
        }
    }

    /// Everything since `mark` is undone.
    fn take_back(&mut self, mark: usize) {
        while self.stack.len() > mark {
            if let Some(entry) = self.stack.pop() {
                self.undo(entry);
            }
        }
    }

    /// The choices since `mark` are gone, what was changed can still be taken back.
    fn forget_choices(&mut self, mark: usize) {
        let mut to = mark;
        for from in mark..self.stack.len() {
            let entry = self.stack[from];
            if !matches!(
                entry,
                Entry::Choice { .. } | Entry::Give { .. } | Entry::Take { .. } | Entry::Again { .. }
            ) {
                self.stack[to] = entry;
                to += 1;
            }
        }
        self.stack.truncate(to);
    }

    fn group(&self, group: usize) -> Option<(usize, usize)> {
        let (start, end) = (*self.marks.get(group * 2)?, *self.marks.get(group * 2 + 1)?);
        (start != NOWHERE && end != NOWHERE && start <= end).then_some((start, end))
    }

    fn group_again(&self, group: usize, fold: Fold, pos: &mut usize) -> bool {
        let Some((start, end)) = self.group(group) else { return false };
        if self.end - *pos < end - start {
            return false;
        }
        let same = (start..end).enumerate().all(|(i, at)| {
            let (a, b) = (self.text.at(at), self.text.at(*pos + i));
            a == b || fold.lower(a) == fold.lower(b)
        });
        if same {
            *pos += end - start;
        }
        same
    }

    fn is_at(&self, place: u32, pos: usize) -> bool {
        let newline = |i: usize| self.text.at(i) == 10;
        // Words by ASCII, by the locale, by Unicode.
        let boundary = |word: u32| {
            let before = pos > 0 && category(word, self.text.at(pos - 1));
            let after = pos < self.end && category(word, self.text.at(pos));
            before != after
        };
        match place {
            0 | 2 => pos == 0,
            1 => pos == 0 || newline(pos - 1),
            3 => boundary(4),
            4 => !boundary(4),
            5 => pos == self.end || (pos + 1 == self.end && newline(pos)),
            6 => pos == self.end || newline(pos),
            7 => pos == self.end,
            8 => boundary(8),
            9 => !boundary(8),
            10 => boundary(14),
            11 => !boundary(14),
            _ => false,
        }
    }
}
