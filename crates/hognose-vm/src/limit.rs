//! The heap's limit as the program knows it: a small part of it is lent to handlers of MemoryError.
//!
//! The heap refuses a little before the limit. Once MemoryError is raised half of the rest is there too, so that a handler can
//! print, import or build an exception although the program still holds all that filled the heap; a program that fills that as
//! well gets half of what is left then, and so on, so that its next handler has room again. When memory is free again the
//! reserve is taken back. The limit itself is never exceeded.

use std::cell::Cell;

use crate::vm::Vm;

/// The reserve is this part of the limit, but no more than `MOST`.
const PART: usize = 32;
const MOST: usize = 1 << 20;
/// A rest smaller than this is lent whole.
const LEAST_KEPT: usize = 16 << 10;

/// The limit, and what of it is kept back.
#[derive(Default)]
pub(crate) struct Limit {
    whole: Cell<Option<usize>>,
    /// How often half of what was kept has been lent.
    lent: Cell<u32>,
}

impl Limit {
    fn reserve(&self) -> usize {
        self.whole.get().map_or(0, |whole| (whole / PART).min(MOST))
    }

    /// What of the reserve is still kept back.
    fn kept(&self) -> usize {
        match self.reserve().checked_shr(self.lent.get()) {
            Some(kept) if kept >= LEAST_KEPT => kept,
            _ if self.lent.get() == 0 => self.reserve(),
            _ => 0,
        }
    }
}

impl Vm {
    /// The most that the private heap may commit.
    pub fn heap_limit(&self) -> Option<usize> {
        self.limit.whole.get()
    }

    /// Changes the limit. One that is below what is committed is met by refusing all growth.
    pub fn set_heap_limit(&self, limit: Option<usize>) {
        self.limit.whole.set(limit);
        self.limit.lent.set(0);
        self.refuse_before_limit();
    }

    fn refuse_before_limit(&self) {
        self.heap().memory().set_limit(self.limit.whole.get().map(|whole| whole - self.limit.kept()));
    }

    /// MemoryError is raised: if its handlers would find no room they may use half of what is kept.
    pub(crate) fn lend_reserve(&self) {
        let Some(whole) = self.limit.whole.get() else { return };
        let kept = self.limit.kept();
        let room = (whole - kept).saturating_sub(self.heap().memory().committed_bytes());
        if kept > 0 && room < kept / 2 {
            self.limit.lent.set(self.limit.lent.get() + 1);
            self.refuse_before_limit();
        }
    }

    /// Takes the reserve back if there is room for it twice.
    pub(crate) fn take_reserve_back(&self) {
        if self.limit.lent.get() == 0 {
            return;
        }
        let Some(whole) = self.limit.whole.get() else { return };
        if self.heap().memory().committed_bytes() + 2 * self.limit.reserve() <= whole {
            self.set_heap_limit(Some(whole));
        }
    }

    /// So little is left that only what a handler needs should be made.
    pub(crate) fn is_nearly_full(&self) -> bool {
        let keep = (self.limit.reserve() / 4 * 3).max(4096);
        self.limit.whole.get().is_some_and(|whole| self.heap().memory().committed_bytes() + keep > whole)
    }
}
