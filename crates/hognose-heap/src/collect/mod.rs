//! The cycle collector: generations, when to collect, and the order of a collection's steps (run.rs).
//!
//! Runs only when its user calls it between instructions, never inside an allocation. User code (finalizers,
//! callbacks) runs through `Runtime` alone, and never while counts are subtracted.
//!
//! # Invariants
//! C5: mark stacks are reserved; on overflow the bitmaps are scanned again, so collecting works at the limit.
//! G1: outside a full collection's cycle all tracked objects carry the present mark sense.

mod run;

use std::cell::Cell;
use std::time::Duration;

use crate::heap::{BREAK_COLLECT, Heap};
use crate::object::{age, flags};
use crate::rawvec::RawStack;
use crate::tracer::Tracer;
use crate::value::Value;
use hognose_alloc::PrivateHeap;

/// What the collector asks of the language that uses it.
pub trait Runtime {
    /// Calls the object's finalizer. Errors are the runtime's to report.
    fn finalize(&self, heap: &Heap, object: Value);
    /// Calls a weak reference's callback.
    fn weak_callback(&self, heap: &Heap, weakref: Value, callback: Value);
    /// Reports the roots that are known: what they reach is alive without being counted.
    fn roots(&self, tracer: &mut Tracer<'_>);
    /// Before and after each collection.
    fn phase(&self, heap: &Heap, phase: Phase, info: &CollectionInfo);
    /// With SAVEALL: takes garbage instead of letting it be freed.
    fn save_garbage(&self, heap: &Heap, object: Value) {
        let _ = (heap, object);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Start,
    Stop,
}

/// Why a collection runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Reason {
    #[default]
    Manual,
    Threshold,
    Bytes,
    Interval,
    Event,
    Emergency,
    Shutdown,
    Stress,
}

/// When collections run by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    Threshold,
    Interval(Duration),
    OnEvent,
    Manual,
}

/// What a collection did.
#[derive(Clone, Copy, Debug, Default)]
pub struct CollectionInfo {
    pub generation: u8,
    pub reason: Reason,
    pub collected: usize,
    pub uncollectable: usize,
    /// Objects that trial deletion looked at.
    pub candidates: usize,
    pub duration: Duration,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct GenerationStats {
    pub collections: usize,
    pub collected: usize,
    pub uncollectable: usize,
    pub candidates: usize,
    pub duration: Duration,
    pub longest: Duration,
}

/// Bits for `Heap::set_debug`, valued as Python's gc module has them.
pub const DEBUG_SAVEALL: u32 = 32;

pub(crate) struct Collector {
    /// Tracked allocations less deallocations since the last young collection.
    count0: Cell<i32>,
    /// count0 above this asks for a collection.
    limit0: Cell<i32>,
    birth: Cell<u32>,
    /// Tracked objects by bitmap: 0 old, 1 middle, 2 young.
    live: [Cell<usize>; 3],
    counts: [Cell<u32>; 3],
    thresholds: [Cell<u32>; 3],
    enabled: Cell<bool>,
    policy: Cell<Policy>,
    debug: Cell<u32>,
    collecting: Cell<bool>,
    long_lived_total: Cell<usize>,
    long_lived_pending: Cell<usize>,
    buffer_bytes: Cell<isize>,
    byte_threshold: Cell<isize>,
    stats: [Cell<GenerationStats>; 3],
    set: RawStack,
    stack: RawStack,
}

/// Bytes of big buffers, net, that ask for a collection.
const BYTE_THRESHOLD: isize = 64 << 20;

impl Collector {
    pub fn new() -> Collector {
        Collector {
            count0: Cell::new(0),
            limit0: Cell::new(700),
            birth: Cell::new(age::YOUNG_),
            live: [const { Cell::new(0) }; 3],
            counts: [const { Cell::new(0) }; 3],
            thresholds: [Cell::new(700), Cell::new(10), Cell::new(10)],
            enabled: Cell::new(true),
            policy: Cell::new(Policy::Threshold),
            debug: Cell::new(0),
            collecting: Cell::new(false),
            long_lived_total: Cell::new(0),
            long_lived_pending: Cell::new(0),
            buffer_bytes: Cell::new(0),
            byte_threshold: Cell::new(BYTE_THRESHOLD),
            stats: [const { Cell::new(GenerationStats::ZERO) }; 3],
            set: RawStack::new(),
            stack: RawStack::new(),
        }
    }

    pub unsafe fn free(&self, memory: &PrivateHeap) {
        // SAFETY: the heap is dropped.
        unsafe {
            self.set.free(memory);
            self.stack.free(memory);
        }
    }

    #[inline(always)]
    pub fn birth_flags(&self) -> u32 {
        self.birth.get()
    }

    #[inline(always)]
    pub fn mark_sense(&self) -> u32 {
        self.birth.get() & flags::MARK
    }

    #[inline(always)]
    pub fn count_birth(&self, breaker: &Cell<u32>) {
        self.live[2].set(self.live[2].get() + 1);
        let n = self.count0.get() + 1;
        self.count0.set(n);
        if n > self.limit0.get() {
            breaker.set(breaker.get() | BREAK_COLLECT);
        }
    }

    #[inline(always)]
    pub fn count_death(&self, bitmap: usize) {
        self.live[bitmap].set(self.live[bitmap].get() - 1);
        let n = self.count0.get();
        self.count0.set(n - (n > 0) as i32);
    }

    pub fn leave(&self, bitmap: usize) {
        self.live[bitmap].set(self.live[bitmap].get() - 1);
    }

    pub fn enter(&self, bitmap: usize) {
        self.live[bitmap].set(self.live[bitmap].get() + 1);
    }

    pub fn count_buffer(&self, bytes: isize, breaker: &Cell<u32>) {
        let n = self.buffer_bytes.get() + bytes;
        self.buffer_bytes.set(n);
        if n > self.byte_threshold.get() && self.enabled.get() {
            breaker.set(breaker.get() | BREAK_COLLECT);
        }
    }

    fn set_limit0(&self) {
        let t = self.thresholds[0].get();
        let automatic = self.enabled.get() && self.policy.get() == Policy::Threshold;
        self.limit0.set(if automatic && t != 0 { t.min(i32::MAX as u32 - 1) as i32 } else { i32::MAX });
    }
}

impl GenerationStats {
    const ZERO: GenerationStats = GenerationStats {
        collections: 0,
        collected: 0,
        uncollectable: 0,
        candidates: 0,
        duration: Duration::ZERO,
        longest: Duration::ZERO,
    };
}

impl Heap {
    pub fn gc_enable(&self, on: bool) {
        self.collector.enabled.set(on);
        self.collector.set_limit0();
    }

    pub fn gc_is_enabled(&self) -> bool {
        self.collector.enabled.get()
    }

    pub fn gc_policy(&self) -> Policy {
        self.collector.policy.get()
    }

    pub fn set_gc_policy(&self, policy: Policy) {
        self.collector.policy.set(policy);
        self.collector.set_limit0();
    }

    pub fn gc_thresholds(&self) -> [u32; 3] {
        [0, 1, 2].map(|i| self.collector.thresholds[i].get())
    }

    pub fn set_gc_thresholds(&self, thresholds: [u32; 3]) {
        for (cell, t) in self.collector.thresholds.iter().zip(thresholds) {
            cell.set(t);
        }
        self.collector.set_limit0();
    }

    /// Net bytes of big buffers since the last full collection that ask for a collection.
    pub fn set_gc_byte_threshold(&self, bytes: usize) {
        self.collector.byte_threshold.set(bytes.min(isize::MAX as usize) as isize);
    }

    pub fn gc_counts(&self) -> [u32; 3] {
        let c = &self.collector;
        [c.count0.get().max(0) as u32, c.counts[1].get(), c.counts[2].get()]
    }

    pub fn gc_stats(&self) -> [GenerationStats; 3] {
        [0, 1, 2].map(|i| self.collector.stats[i].get())
    }

    pub fn gc_debug(&self) -> u32 {
        self.collector.debug.get()
    }

    pub fn set_gc_debug(&self, flags: u32) {
        self.collector.debug.set(flags);
    }

    /// Tracked objects: (young, middle, old).
    pub fn tracked_counts(&self) -> [usize; 3] {
        [2, 1, 0].map(|k| self.collector.live[k].get())
    }

    pub fn is_collecting(&self) -> bool {
        self.collector.collecting.get()
    }

    /// Collects what is due, as `BREAK_COLLECT` asked. Clears the bit.
    pub fn collect_due(&self, rt: &dyn Runtime) -> Option<CollectionInfo> {
        self.breaker().set(self.breaker().get() & !BREAK_COLLECT);
        let c = &self.collector;
        if !c.enabled.get() || c.collecting.get() {
            return None;
        }
        if c.buffer_bytes.get() > c.byte_threshold.get() {
            return Some(self.collect(2, Reason::Bytes, rt));
        }
        if c.count0.get() <= c.limit0.get() {
            return None;
        }
        let mut generation = 0;
        if c.counts[1].get() > c.thresholds[1].get() {
            generation = 1;
        }
        if c.counts[2].get() > c.thresholds[2].get()
            && c.long_lived_pending.get() >= c.long_lived_total.get() / 4
        {
            generation = 2;
        }
        Some(self.collect(generation, Reason::Threshold, rt))
    }

    /// A full collection that runs no user code: garbage with finalizers or callbacks stays.
    pub fn emergency_collect(&self, rt: &dyn Runtime) -> CollectionInfo {
        self.collect(2, Reason::Emergency, rt)
    }
}
