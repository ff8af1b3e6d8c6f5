//! `Heap::check`: recomputes every count from edges and roots and looks at the collector's books; and the faults
//! that tests inject so that the check is known to be able to fail.
//!
//! Does not mend anything.

use std::fmt;

use crate::collect::Runtime;
use crate::heap::Heap;
use crate::object::{Object, age, flags};
use crate::payload::Instance;
use hognose_alloc::client_bit_test;

/// What `check` found. Empty reports do not exist: `check` returns Ok then.
#[derive(Debug)]
pub struct CheckReport {
    pub faults: Vec<String>,
}

impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.faults {
            writeln!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for CheckReport {}

/// Faults for tests of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An object that nothing refers to and nobody frees.
    Leak,
    /// An object's count is one too high.
    WrongCount,
    /// The allocator's committed bytes are wrong.
    WrongTotal,
}

/// More faults than this are not listed.
const MAX_FAULTS: usize = 20;

impl Heap {
    /// Proves the counts: below an object's edges is always an error; above them too when `strict`, which is true
    /// whenever all references from outside are roots of `rt` (no native function is active). Proves the
    /// collector's bitmaps and totals, and the allocator's accounting.
    pub fn check(&self, rt: &dyn Runtime, strict: bool) -> Result<(), CheckReport> {
        let mut faults = Vec::new();
        let edges = self.count_edges(Some(rt));
        let mut live = [0usize; 3];
        let mut objects = 0usize;
        let mut seen = 0usize;
        let sense = self.collector.mark_sense();
        let idle = !self.gc_cycle_is_on();
        self.for_each_object(|o| {
            objects += 1;
            let meta = o.head.meta.get();
            let inside = edges.of(o.address());
            seen += usize::from(inside != 0);
            let mut fault = |what: String| {
                faults.push(format!("{} at {:#x}: {what}", o.layout().name, o.address()));
            };
            if !o.is_immortal() {
                let n = o.refcount();
                if n < inside {
                    fault(format!("count {n} is below its {inside} references"));
                } else if strict && n > inside {
                    fault(format!("count {n} is above its {inside} references"));
                }
            }
            for (k, live) in live.iter_mut().enumerate() {
                // SAFETY: a live object.
                let bit = unsafe { client_bit_test(o.ptr().cast(), k) };
                *live += usize::from(bit);
                if bit != (age::bitmap(meta) == Some(k)) {
                    fault(format!("bitmap {k} does not agree with the header (O1)"));
                }
            }
            if meta & (flags::REACHED | flags::GARBAGE) != 0 && !self.is_collecting() {
                fault("carries a flag of a collection that is over".to_string());
            }
            if idle && o.has(flags::TRACKED) && meta & flags::MARK != sense && !self.is_collecting() {
                fault("does not carry the mark sense (G1)".to_string());
            }
        });
        if seen != edges.targets() {
            faults.push(format!("{} references lead to what is no object", edges.targets() - seen));
        }
        let booked = self.tracked_counts();
        if booked != [live[2], live[1], live[0]] {
            faults
                .push(format!("tracked objects: booked {booked:?}, found {:?}", [live[2], live[1], live[0]]));
        }
        if let Err(e) = self.memory().check() {
            faults.push(e.to_string());
        }
        if faults.is_empty() {
            return Ok(());
        }
        if faults.len() > MAX_FAULTS {
            let more = faults.len() - MAX_FAULTS;
            faults.truncate(MAX_FAULTS);
            faults.push(format!("and {more} more"));
        }
        Err(CheckReport { faults })
    }

    /// Calls `f` with each tracked object whose count is above its edges and the roots of `rt`, and by how much.
    pub fn for_each_surplus(&self, rt: &dyn Runtime, mut f: impl FnMut(&Object, u32)) {
        let edges = self.count_edges(Some(rt));
        self.for_each_object(|o| {
            let inside = edges.of(o.address());
            if o.is_tracked() && !o.is_immortal() && o.refcount() > inside {
                f(o, o.refcount() - inside);
            }
        });
    }

    /// Breaks the heap on purpose. For tests of the checks alone.
    pub fn inject_fault(&self, fault: Fault) {
        match fault {
            Fault::Leak => {
                let made =
                    self.new_shape::<Instance>(0, None, 0).and_then(|shape| self.alloc_instance(shape));
                std::mem::forget(made);
            }
            Fault::WrongCount => {
                let mut victim: Option<*const Object> = None;
                self.for_each_object(|o| {
                    if victim.is_none() && o.is_tracked() && !o.is_immortal() {
                        victim = Some(o);
                    }
                });
                if let Some(o) = victim {
                    // SAFETY: a live object; nothing ran since the walk.
                    unsafe { &*o }.incref();
                }
            }
            Fault::WrongTotal => self.memory().inject_wrong_total(),
        }
    }
}
