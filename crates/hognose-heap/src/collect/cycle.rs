//! A full collection in slices: mark from roots, then look for what stayed unmarked and try it piece by piece.
//!
//! ```text
//! idle -> marking (a few thousand objects at each young collection) -> sweeping (arena by arena) -> idle
//! ```
//!
//! Does not bound what one piece of garbage takes: a structure is decided at once.
//!
//! # Invariants
//! G1, G5: see mark.rs. G7: an unmarked object is old and is met once by the sweep: pieces mark what they take.
//! G8: a piece is closed under references to unmarked objects, so that its garbage is found whatever is left out.

use std::time::{Duration, Instant};

use super::trial::{Candidates, object, pointer};
use super::{CollectionInfo, Phase, Reason, Runtime, State};
use crate::heap::Heap;
use crate::object::{ObjPtr, age, flags};
use crate::tracer::for_each_edge;
use hognose_alloc::ARENA_BYTES;

/// A heap of fewer tracked objects is collected at once.
pub(super) const WORTH_SLICING: usize = 20_000;
/// A slice's time, except for one structure that takes longer.
const SLICE: Duration = Duration::from_micros(750);
/// Objects and edges that are marked for each tracked allocation since the last slice.
const PACE: usize = 24;
/// Least work of a slice, in objects and edges.
const LEAST: usize = 4096;
/// Pieces are gathered until they have this many objects together.
const PIECE: usize = 2048;
/// When a large piece turned out alive, later pieces of the cycle are cut at this size.
const CUT: usize = 16 * 1024;

impl Heap {
    /// Begins a full collection in slices, or does one at once when there is little to collect.
    pub(super) fn start_cycle(&self, reason: Reason, rt: &dyn Runtime) -> CollectionInfo {
        let c = &self.collector;
        let total: usize = c.live.iter().map(|n| n.get()).sum();
        if total < c.slicing_from.get() {
            return self.collect(2, reason, rt);
        }
        if c.state.get() != State::Idle || c.collecting.replace(true) {
            return CollectionInfo::default();
        }
        let mut info = CollectionInfo { generation: 2, reason, ..CollectionInfo::default() };
        rt.phase(self, Phase::Start, &info);
        let start = Instant::now();
        // What is young or middle is collected first: unmarked objects are old (G1).
        let mut young = CollectionInfo { generation: 1, reason, ..CollectionInfo::default() };
        self.collect_young(&mut young, rt);
        self.merge_into_old();
        c.counts[2].set(0);
        c.flip_sense();
        c.grey.clear();
        c.state.set(State::Marking);
        c.cut.set(false);
        self.mark_roots(rt);
        info.collected = young.collected;
        info.candidates = young.candidates;
        info.duration = start.elapsed();
        c.longest_pause.set(c.longest_pause.get().max(info.duration));
        c.cycle.set(info);
        c.cycle_longest.set(info.duration);
        c.collecting.set(false);
        info
    }

    /// One slice of the cycle that is on. `allocated`: tracked allocations since the last one. `began`: when the
    /// program was stopped, perhaps for a young collection first, whose time the slice does without.
    pub(super) fn cycle_slice(&self, allocated: usize, began: Instant, rt: &dyn Runtime) {
        let c = &self.collector;
        if c.collecting.replace(true) {
            return;
        }
        c.ask_again();
        let start = Instant::now();
        let deadline = (began + SLICE).max(start + SLICE / 8);
        let least = if c.slicing_from.get() < WORTH_SLICING { 8 } else { LEAST };
        let units = (allocated * PACE).max(least);
        let mut done = false;
        if c.state.get() == State::Marking {
            // References may have moved from the heap to roots meanwhile: roots are marked again at the end.
            if self.mark_slice(units, deadline) && self.mark_roots(rt) == 0 {
                c.state.set(State::Sweeping);
                c.cursor.set(0);
            }
        } else {
            done = self.sweep_slice(units * 4, deadline, rt);
        }
        let took = start.elapsed();
        let mut info = c.cycle.get();
        info.duration += took;
        c.cycle.set(info);
        c.cycle_longest.set(c.cycle_longest.get().max(took));
        if done {
            c.state.set(State::Idle);
            self.end_full(0);
            c.note(&info, c.cycle_longest.get());
        } else {
            c.longest_pause.set(c.longest_pause.get().max(took));
        }
        if done {
            rt.phase(self, Phase::Stop, &info);
        }
        c.collecting.set(false);
    }

    /// Looks through old objects for unmarked ones and tries them. True when all arenas were seen.
    fn sweep_slice(&self, units: usize, deadline: Instant, rt: &dyn Runtime) -> bool {
        let c = &self.collector;
        let white = flags::TRACKED | (c.mark_sense() ^ flags::MARK);
        let unmarked = Candidates { mask: flags::TRACKED | flags::MARK, want: white };
        let mut looked = 0;
        let mut piece_began = Instant::now();
        c.set.clear();
        c.set_in_bits.set(false);
        while let Some((base, next)) = self.next_arena(c.cursor.get()) {
            // What is unmarked in this arena, beyond the cursor.
            let found = &c.grey;
            found.clear();
            let from = c.cursor.get();
            self.memory().for_each_arena_with_bits(0, |arena| {
                if arena.base().as_ptr().addr() == base {
                    arena.for_each_set_bit(0, |p| {
                        looked += 1;
                        let meta = &object(p.cast()).head.meta;
                        if p.as_ptr().addr() >= from
                            && unmarked.has(meta.get())
                            && found.push(self.memory(), p.as_ptr().addr()).is_err()
                        {
                            // No memory to note it: it counts as alive in this cycle (G1).
                            meta.set(meta.get() ^ flags::MARK);
                        }
                    });
                }
            });
            let _hold = self.memory().hold_arenas();
            for i in 0..found.len() {
                let p = pointer(found.get(i));
                // An earlier piece may have taken or freed it; the arena is held, and its bit says so.
                // SAFETY: an address in a held arena.
                let there = unsafe { hognose_alloc::client_bit_test(p.cast(), 0) };
                if !there || !unmarked.has(object(p).head.meta.get()) {
                    continue;
                }
                self.grow_piece(p, unmarked);
                if c.set.len() >= PIECE {
                    self.try_piece(rt);
                    looked = units.min(looked + PIECE);
                    let now = Instant::now();
                    // Another piece takes about as long as this one.
                    if now + now.duration_since(piece_began) >= deadline {
                        c.cursor.set(p.as_ptr().addr() + 16);
                        found.clear();
                        return false;
                    }
                    piece_began = now;
                }
            }
            c.cursor.set(next);
            if looked >= units || Instant::now() >= deadline {
                break;
            }
        }
        self.try_piece(rt);
        c.grey.clear();
        self.next_arena(c.cursor.get()).is_none()
    }

    /// The first arena that is not wholly below `address`, and where the next one may begin.
    fn next_arena(&self, address: usize) -> Option<(usize, usize)> {
        let mut best: Option<usize> = None;
        self.memory().for_each_arena_with_bits(0, |arena| {
            let base = arena.base().as_ptr().addr();
            if base + ARENA_BYTES > address && best.is_none_or(|b| base < b) {
                best = Some(base);
            }
        });
        best.map(|base| (base, base + ARENA_BYTES))
    }

    /// Adds an unmarked object and the unmarked ones that it reaches to the set, marked and condemned.
    fn grow_piece(&self, seed: ObjPtr, unmarked: Candidates) {
        let c = &self.collector;
        let set = &c.set;
        let take = |p: ObjPtr| {
            let o = object(p);
            let meta = o.head.meta.get();
            if unmarked.has(meta) {
                // What finds no room in the set counts as alive in this cycle (G1).
                let room = set.push(self.memory(), p.as_ptr().addr()).is_ok();
                o.head.meta.set((meta ^ flags::MARK) | if room { flags::GARBAGE } else { 0 });
            }
        };
        let mut next = set.len();
        take(seed);
        while next < set.len() {
            if c.cut.get() && set.len() >= CUT {
                return;
            }
            for_each_edge(self, pointer(set.get(next)), take);
            next += 1;
        }
    }

    /// Trial deletion on the set.
    fn try_piece(&self, rt: &dyn Runtime) {
        let c = &self.collector;
        if c.set.len() == 0 {
            return;
        }
        let verdict = self.trial_delete(Candidates::CONDEMNED, Some(age::OLD), None, false);
        if verdict.candidates > CUT && verdict.garbage < verdict.candidates / 8 {
            // Marking missed much that is alive: cut pieces from now on.
            c.cut.set(true);
        }
        let mut info = c.cycle.get();
        info.candidates += verdict.candidates;
        info.collected += self.dispose(verdict, Some(age::OLD), Some(rt));
        c.cycle.set(info);
    }
}
