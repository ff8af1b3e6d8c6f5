//! A whole collection without a break: young, middle or full.
//!
//! Does not decide when (mod.rs). The full collection in slices is cycle.rs.
//!
//! # Invariants
//! O1 is kept by moving bitmap words first (`move_set_bits`) and writing ages when the verdict is known; nothing
//! else runs in between.

use std::time::Instant;

use super::trial::{Candidates, object};
use super::{CollectionInfo, Phase, Reason, Runtime};
use crate::heap::Heap;
use crate::object::{age, flags};

impl Heap {
    /// Collects a generation and those younger, at once. 2 is a full collection.
    pub fn collect(&self, generation: u8, reason: Reason, rt: &dyn Runtime) -> CollectionInfo {
        let generation = generation.min(2);
        let c = &self.collector;
        let mut info = CollectionInfo { generation, reason, ..CollectionInfo::default() };
        if c.collecting.replace(true) {
            return info;
        }
        c.ask_again();
        let user_code = reason != Reason::Emergency;
        if user_code {
            rt.phase(self, Phase::Start, &info);
        }
        let start = Instant::now();
        if generation == 2 {
            self.collect_full(&mut info, user_code, rt);
        } else {
            self.collect_young(&mut info, rt);
        }
        info.duration = start.elapsed();
        c.note(&info, info.duration);
        // The callback, too, is part of the collection: what it allocates starts no other.
        if user_code {
            rt.phase(self, Phase::Stop, &info);
        }
        c.collecting.set(false);
        info
    }

    /// Generation 0, or 0 and 1.
    pub(super) fn collect_young(&self, info: &mut CollectionInfo, rt: &dyn Runtime) {
        let c = &self.collector;
        let middle = info.generation == 1;
        c.count0.set(0);
        if middle {
            c.counts[1].set(0);
            c.counts[2].set(c.counts[2].get() + 1);
        } else {
            c.counts[1].set(c.counts[1].get() + 1);
        }
        let young = flags::TRACKED | flags::NOT_OLD | if middle { 0 } else { flags::YOUNG };
        let new_age = if middle { age::OLD } else { age::MIDDLE };
        let candidates = Candidates { mask: young, want: young };
        // Without memory for the list nothing happens: the emergency collection will find some.
        let Ok(taken) = self.gather_young(middle, candidates) else { return };
        let verdict = self.trial_delete(candidates, Some(new_age), Some(taken), false);
        info.candidates = verdict.candidates;
        info.collected = self.dispose(verdict, Some(new_age), Some(rt));
        if middle {
            let promoted = verdict.candidates - verdict.garbage;
            c.long_lived_pending.set(c.long_lived_pending.get() + promoted);
        }
    }

    fn collect_full(&self, info: &mut CollectionInfo, user_code: bool, rt: &dyn Runtime) {
        let c = &self.collector;
        self.abort_cycle();
        c.count0.set(0);
        c.counts[1].set(0);
        c.counts[2].set(0);
        self.merge_into_old();
        let marked = self.mark_alive(rt);
        if marked < c.live[0].get() {
            // Candidates are flagged by the mark bit in their headers, against the sense of all others.
            let white = flags::TRACKED | (c.mark_sense() ^ flags::MARK);
            let candidates = Candidates { mask: flags::TRACKED | flags::MARK, want: white };
            let taken = self.gather_unmarked(candidates, c.live[0].get() - marked);
            self.forget_marks();
            let verdict = self.trial_delete(candidates, Some(age::OLD), Some(taken), false);
            info.candidates = verdict.candidates;
            info.collected = self.dispose(verdict, Some(age::OLD), user_code.then_some(rt));
            c.set_in_bits.set(false);
        } else {
            self.forget_marks();
        }
        self.end_full(info.collected);
    }

    /// All tracked objects are old from here on.
    pub(super) fn merge_into_old(&self) {
        let c = &self.collector;
        for from in 1..=2 {
            self.memory().move_set_bits(from, 0, |p| {
                let o = object(p.cast());
                o.head.meta.set(o.head.meta.get() & !flags::AGE | age::OLD);
            });
            c.live[0].set(c.live[0].get() + c.live[from].replace(0));
        }
    }

    /// The books after a full collection.
    pub(super) fn end_full(&self, collected: usize) {
        let c = &self.collector;
        c.long_lived_pending.set(0);
        c.long_lived_total.set(c.live[0].get());
        c.reset_buffers(self.memory().committed_bytes());
        c.set.give_back(self.memory());
        c.stack.give_back(self.memory());
        if collected > 0 {
            self.memory().trim();
        }
    }
}
