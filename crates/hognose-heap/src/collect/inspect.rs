//! Questions about the heap: who refers to whom, which objects there are; freezing; what is left at the end.
//!
//! Does not change the graph, but for freezing and `clear_all_survivors`.

use std::collections::{BTreeMap, HashMap};

use super::Runtime;
use super::trial::object;
use crate::edges::Edges;
use crate::heap::Heap;
use crate::object::{IMMORTAL_COUNT, ObjPtr, Object, age, flags};
use crate::shape;
use crate::tracer::for_each_edge;
use crate::value::Value;
use crate::vec::HeapVec;
use hognose_alloc::{AllocError, Domain, PrivateHeap, client_bit_clear};

/// Live objects of one payload type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LayoutStats {
    pub count: usize,
    /// Bytes of blocks, as the allocator rounds them; buffers are not in it.
    pub bytes: usize,
}

/// An object that the end of an interpreter found.
#[derive(Clone, Debug)]
pub struct Survivor {
    pub name: &'static str,
    pub address: usize,
    pub refcount: u32,
    pub bytes: usize,
    /// Native code still holds it, or something that refers to it: it was not freed.
    pub held: bool,
}

impl Heap {
    fn each_tracked(&self, generation: Option<u8>, mut f: impl FnMut(&Object)) {
        let bitmaps = match generation {
            Some(g) => (2 - g.min(2) as usize)..=(2 - g.min(2) as usize),
            None => 0..=2,
        };
        for k in bitmaps {
            self.memory().for_each_set_bit(k, |p| f(object(p.cast())));
        }
    }

    /// Tracked objects of a generation, or all; the frozen ones not.
    pub fn objects(&self, generation: Option<u8>) -> Result<HeapVec<Value>, AllocError> {
        let mut out = HeapVec::new();
        let mut failed = false;
        self.each_tracked(generation, |o| failed |= out.try_push(self, o.to_value()).is_err());
        if failed { Err(AllocError) } else { Ok(out) }
    }

    /// What the object refers to, its shape's owner (class) first.
    pub fn referents(&self, v: &Value) -> Result<HeapVec<Value>, AllocError> {
        let mut out = HeapVec::new();
        let mut failed = false;
        if let Some(o) = v.as_object() {
            for_each_edge(self, o.ptr(), |t| failed |= out.try_push(self, object(t).to_value()).is_err());
        }
        if failed { Err(AllocError) } else { Ok(out) }
    }

    /// Tracked objects that refer to any of `targets`.
    pub fn referrers(&self, targets: &[Value]) -> Result<HeapVec<Value>, AllocError> {
        let mut out = HeapVec::new();
        let mut failed = false;
        self.each_tracked(None, |o| {
            let mut refers = false;
            for_each_edge(self, o.ptr(), |t| {
                refers |= targets.iter().any(|v| v.bits() == t.as_ptr().addr() as u64);
            });
            if refers {
                failed |= out.try_push(self, o.to_value()).is_err();
            }
        });
        if failed { Err(AllocError) } else { Ok(out) }
    }

    /// Calls `f` with each object that `v` refers to, without counting.
    pub fn for_each_referent(&self, v: &Value, mut f: impl FnMut(&Object)) {
        if let Some(o) = v.as_object() {
            for_each_edge(self, o.ptr(), |t| f(object(t)));
        }
    }

    /// Takes all tracked objects out of the collector's sight: neither marked nor written any more.
    pub fn freeze(&self) {
        self.abort_cycle();
        self.each_tracked(None, |o| self.set_age(o, age::FROZEN));
    }

    /// Puts frozen objects into the oldest generation.
    pub fn unfreeze(&self) {
        self.abort_cycle();
        let sense = self.collector.mark_sense();
        self.for_each_object(|o| {
            if o.head.meta.get() & flags::AGE == age::FROZEN {
                self.set_age(o, age::OLD);
                o.head.meta.set(o.head.meta.get() & !flags::MARK | sense);
            }
        });
    }

    pub fn freeze_count(&self) -> usize {
        let mut n = 0;
        self.for_each_object(|o| n += usize::from(o.head.meta.get() & flags::AGE == age::FROZEN));
        n
    }

    /// Live objects by payload type.
    pub fn objects_by_layout(&self) -> BTreeMap<&'static str, LayoutStats> {
        let mut all: BTreeMap<&'static str, LayoutStats> = BTreeMap::new();
        self.for_each_object(|o| {
            let entry = all.entry(o.layout().name).or_default();
            entry.count += 1;
            entry.bytes += PrivateHeap::usable_size(self.object_bytes(o.ptr()));
        });
        all
    }

    /// The last step of an interpreter's end: turns finalizers off, reports each object that is left and frees it,
    /// immortal ones (which are not reported) as well. What native code still holds stays, with all that it refers
    /// to. Nobody may hold an immortal object any more. Returns how many were reported.
    pub fn clear_all_survivors(&self, mut report: impl FnMut(Survivor)) -> usize {
        self.abort_cycle();
        self.set_finalizers(false);
        while self.next_pending().is_some() {}
        let edges = self.count_edges(None);
        let mut kept: HashMap<usize, ()> = HashMap::new();
        let mut stack: Vec<ObjPtr> = Vec::new();
        let mut all: Vec<ObjPtr> = Vec::new();
        self.for_each_object(|o| {
            all.push(o.ptr());
            let inside = edges.of(o.address());
            if !o.is_immortal() && o.refcount() > inside && kept.insert(o.address(), ()).is_none() {
                stack.push(o.ptr());
            }
        });
        while let Some(p) = stack.pop() {
            for_each_edge(self, p, |t| {
                if kept.insert(t.as_ptr().addr(), ()).is_none() {
                    stack.push(t);
                }
            });
        }
        let mut found = 0;
        for &p in &all {
            let o = object(p);
            if !o.is_immortal() {
                found += 1;
                report(Survivor {
                    name: o.layout().name,
                    address: o.address(),
                    refcount: o.refcount(),
                    bytes: o.block_size(),
                    held: kept.contains_key(&o.address()),
                });
            }
        }
        all.retain(|p| !kept.contains_key(&p.as_ptr().addr()));
        self.free_all(&all);
        found
    }

    /// Frees a closed set of objects: nothing outside refers to them.
    fn free_all(&self, all: &[ObjPtr]) {
        // First of all: a callback that is dropped below must not free a member.
        for &p in all {
            object(p).head.refcount.set(IMMORTAL_COUNT);
        }
        for &p in all {
            let o = object(p);
            if o.has_weakrefs() {
                self.clear_weakrefs(o, false);
            }
            if self.shapes.entry(o.shape().index()).flags & shape::IS_WEAKREF != 0 {
                self.unlink_weakref(p);
            }
        }
        self.shapes.start_deferring();
        let mut blocks = Vec::with_capacity(all.len());
        for &p in all {
            // SAFETY: a live object of a closed set; its parts are dropped once.
            unsafe {
                if let Some(k) = age::bitmap(object(p).head.meta.get()) {
                    client_bit_clear(p.cast(), k);
                    self.collector.leave(k);
                }
                blocks.push((p, self.object_bytes(p)));
                self.drop_parts(p);
            }
        }
        for (p, bytes) in blocks {
            // SAFETY: parts are dropped and nothing refers to the block.
            unsafe { self.memory().dealloc(p.cast(), bytes, Domain::Object) }
        }
        self.shapes.end_deferring();
    }

    /// Edges into each object, from objects, the pending queue and, if given, the known roots.
    pub(crate) fn count_edges(&self, rt: Option<&dyn Runtime>) -> Edges {
        let mut edges = Edges::new();
        let mut add = |p: ObjPtr| edges.add(p.as_ptr().addr());
        if let Some(rt) = rt {
            let mut each = crate::tracer::Each(&mut add);
            let mut tracer = crate::tracer::Tracer::new(&mut each);
            rt.roots(&mut tracer);
            tracer.drain_to(0);
        }
        self.each_pending(&mut add);
        self.for_each_object(|o| for_each_edge(self, o.ptr(), &mut add));
        edges
    }
}
