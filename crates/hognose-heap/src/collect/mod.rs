//! The cycle collector: generations, when to collect, and the order of a collection's steps (run.rs).
//!
//! Runs only when its user calls it between instructions, never inside an allocation. User code (finalizers,
//! callbacks) runs through `Runtime` alone, and never while counts are subtracted.
//!
//! # Invariants
//! C5: mark stacks are reserved; on overflow the bitmaps are scanned again, so collecting works at the limit.
//! G1: outside a full collection's cycle all tracked objects carry the present mark sense.

mod alive;
mod cycle;
mod garbage;
mod inspect;
mod mark;
mod run;
mod trial;

pub use inspect::{LayoutStats, Survivor};

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::breaker::Breaker;
use crate::heap::{BREAK_COLLECT, Heap};
use crate::object::{Object, age, flags};
use crate::rawvec::RawStack;
use crate::tracer::Tracer;
use crate::value::Value;
use hognose_alloc::{AllocError, PrivateHeap};

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
    /// With COLLECTABLE: hears of each object that is about to be freed, unless it is kept by this.
    fn collectable(&self, heap: &Heap, object: &Object) {
        let _ = (heap, object);
    }
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
/// Report garbage to `Runtime::collectable`.
pub const DEBUG_COLLECTABLE: u32 = 2;

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
    /// A buffer balance above this raises the breaker.
    buffer_limit: Cell<isize>,
    state: Cell<State>,
    cursor: Cell<usize>,
    /// Heaps of at least this many tracked objects are collected in slices.
    slicing_from: Cell<usize>,
    /// Pieces of the present cycle are cut (see cycle.rs).
    cut: Cell<bool>,
    cycle: Cell<CollectionInfo>,
    cycle_longest: Cell<Duration>,
    longest_pause: Cell<Duration>,
    last_run: Cell<Option<Instant>>,
    stress: Cell<u32>,
    stress_left: Cell<u32>,
    set: RawStack,
    /// The set is the bitmap of old objects, for want of memory.
    set_in_bits: Cell<bool>,
    stack: RawStack,
    grey: RawStack,
}

/// Where a full collection in slices is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Idle,
    Marking,
    Sweeping,
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
            buffer_limit: Cell::new(BYTE_THRESHOLD),
            state: Cell::new(State::Idle),
            cursor: Cell::new(0),
            slicing_from: Cell::new(cycle::WORTH_SLICING),
            cut: Cell::new(false),
            cycle: Cell::new(CollectionInfo::default()),
            cycle_longest: Cell::new(Duration::ZERO),
            longest_pause: Cell::new(Duration::ZERO),
            last_run: Cell::new(None),
            stress: Cell::new(0),
            stress_left: Cell::new(0),
            set: RawStack::new(),
            set_in_bits: Cell::new(false),
            stack: RawStack::new(),
            grey: RawStack::new(),
        }
    }

    /// Room for the lists of usual young collections, so that those work at the memory limit (C5).
    pub fn reserve(&self, memory: &PrivateHeap) -> Result<(), AllocError> {
        self.set.reserve(memory, 1024)?;
        self.stack.reserve(memory, 512)
    }

    pub unsafe fn free(&self, memory: &PrivateHeap) {
        // SAFETY: the heap is dropped.
        unsafe {
            self.set.free(memory);
            self.stack.free(memory);
            self.grey.free(memory);
        }
    }

    /// A collection or a slice begins: memory may be there that was not there before.
    fn ask_again(&self) {
        for stack in [&self.set, &self.stack, &self.grey] {
            stack.ask_again();
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
    pub fn count_birth(&self, breaker: &Breaker) {
        self.live[2].set(self.live[2].get() + 1);
        let n = self.count0.get() + 1;
        self.count0.set(n);
        if n > self.limit0.get() {
            breaker.raise(BREAK_COLLECT);
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

    pub fn count_buffer(&self, bytes: isize, breaker: &Breaker) {
        let n = self.buffer_bytes.get() + bytes;
        self.buffer_bytes.set(n);
        if n > self.buffer_limit.get() && self.enabled.get() {
            breaker.raise(BREAK_COLLECT);
        }
    }

    fn is_marking(&self) -> bool {
        self.state.get() == State::Marking
    }

    fn flip_sense(&self) {
        self.birth.set(self.birth.get() ^ flags::MARK);
    }

    /// Takes a collection into the statistics.
    fn note(&self, info: &CollectionInfo, longest: Duration) {
        let stats = &self.stats[info.generation as usize];
        let mut s = stats.get();
        s.collections += 1;
        s.collected += info.collected;
        s.uncollectable += info.uncollectable;
        s.candidates += info.candidates;
        s.duration += info.duration;
        s.longest = s.longest.max(longest);
        stats.set(s);
        self.longest_pause.set(self.longest_pause.get().max(longest));
    }

    /// The byte balance starts anew; a big heap may grow by half before bytes ask for a collection again.
    fn reset_buffers(&self, committed: usize) {
        self.buffer_bytes.set(0);
        self.buffer_limit
            .set(self.byte_threshold.get().max((committed / 2).min(isize::MAX as usize) as isize));
    }

    fn set_limit0(&self) {
        if self.stress.get() != 0 {
            // Every tracked allocation asks.
            self.limit0.set(-1);
            return;
        }
        let t = self.thresholds[0].get();
        let automatic =
            self.enabled.get() && matches!(self.policy.get(), Policy::Threshold | Policy::Interval(_));
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
        let bytes = bytes.min(isize::MAX as usize) as isize;
        self.collector.byte_threshold.set(bytes);
        self.collector.buffer_limit.set(bytes);
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

    /// The longest time that the collector held the program up.
    pub fn gc_longest_pause(&self) -> Duration {
        self.collector.longest_pause.get()
    }

    pub fn reset_gc_longest_pause(&self) {
        self.collector.longest_pause.set(Duration::ZERO);
    }

    /// A full collection in slices is on.
    pub fn gc_cycle_is_on(&self) -> bool {
        self.collector.state.get() != State::Idle
    }

    /// Full collections that are due run in slices when there are at least this many tracked objects.
    pub fn set_gc_slicing_from(&self, objects: usize) {
        self.collector.slicing_from.set(objects);
    }

    /// Begins a full collection in slices at once, whatever the thresholds say; `collect_due` goes on with it.
    pub fn start_gc_cycle(&self, rt: &dyn Runtime) {
        self.start_cycle(Reason::Event, rt);
    }

    /// Does one slice of the full collection that is on. For idle time, and for tests.
    pub fn gc_slice(&self, rt: &dyn Runtime) {
        if self.gc_cycle_is_on() {
            self.cycle_slice(0, Instant::now(), rt);
        }
    }

    /// Collects at every n-th tracked allocation (0: as usual). A test mode.
    pub fn set_gc_stress(&self, n: u32) {
        self.collector.stress.set(n);
        self.collector.stress_left.set(n);
        self.collector.set_limit0();
    }

    /// Collects what is due, as `BREAK_COLLECT` asked, and goes on with a full collection in slices. Clears the
    /// bit.
    pub fn collect_due(&self, rt: &dyn Runtime) -> Option<CollectionInfo> {
        self.breaker().clear(BREAK_COLLECT);
        let c = &self.collector;
        if !c.enabled.get() || c.collecting.get() {
            return None;
        }
        if c.stress.get() != 0 {
            let left = c.stress_left.get();
            if left > 1 {
                c.stress_left.set(left - 1);
                return None;
            }
            c.stress_left.set(c.stress.get());
            return Some(self.collect(2, Reason::Stress, rt));
        }
        let allocated = c.count0.get().max(0) as usize;
        let began = Instant::now();
        let due = match c.policy.get() {
            Policy::Threshold => self.threshold_due(rt),
            Policy::Interval(every) => self.interval_due(every, rt),
            Policy::OnEvent | Policy::Manual => None,
        };
        if self.gc_cycle_is_on() {
            self.cycle_slice(allocated, began, rt);
            if c.buffer_bytes.get() > c.buffer_limit.get() {
                c.buffer_limit.set(c.buffer_bytes.get() + (1 << 20));
            }
        }
        due
    }

    fn threshold_due(&self, rt: &dyn Runtime) -> Option<CollectionInfo> {
        let c = &self.collector;
        let idle = !self.gc_cycle_is_on();
        if idle && c.buffer_bytes.get() > c.buffer_limit.get() {
            return Some(self.start_cycle(Reason::Bytes, rt));
        }
        if c.count0.get() <= c.limit0.get() {
            return None;
        }
        let [_, one, two] = self.gc_thresholds();
        let pending = c.long_lived_pending.get();
        if idle && c.counts[2].get() > two && two != 0 && pending >= c.long_lived_total.get() / 4 {
            return Some(self.start_cycle(Reason::Threshold, rt));
        }
        let generation = u8::from(one != 0 && c.counts[1].get() > one);
        Some(self.collect(generation, Reason::Threshold, rt))
    }

    fn interval_due(&self, every: Duration, rt: &dyn Runtime) -> Option<CollectionInfo> {
        let c = &self.collector;
        let now = Instant::now();
        if c.last_run.get().is_some_and(|last| now < last + every) {
            c.count0.set(0);
            return None;
        }
        c.last_run.set(Some(now));
        Some(self.start_cycle(Reason::Interval, rt))
    }

    /// Something happened on which the policy `OnEvent` collects: memory pressure, idleness.
    pub fn collect_on_event(&self, rt: &dyn Runtime) -> Option<CollectionInfo> {
        (self.collector.policy.get() == Policy::OnEvent).then(|| self.collect(2, Reason::Event, rt))
    }

    /// A full collection that runs no user code: garbage with finalizers or callbacks stays.
    pub fn emergency_collect(&self, rt: &dyn Runtime) -> CollectionInfo {
        self.collect(2, Reason::Emergency, rt)
    }
}
