//! Random programs on the heap against a reachability model: counts, weak references, finalizers, resurrection,
//! freezing, collections of every kind, in slices too, with known and unknown roots.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use hognose_heap::{
    CellVec, CollectionInfo, Config, HAS_FINALIZER, Heap, Payload, Pending, Phase, Reason, Ref, Runtime,
    ShapeId, Trace, Tracer, Value, WeakRef,
};

#[derive(Trace)]
struct Node {
    id: u32,
    edges: CellVec<Value>,
}

impl Payload for Node {
    const NAME: &'static str = "node";
    const SHAPE: ShapeId = NODE;
    const ALSO: &'static [ShapeId] = &[DEL];
    type Tail = ();
}

const NODE: ShapeId = ShapeId::fixed(1);
const DEL: ShapeId = ShapeId::fixed(2);
const WEAK: ShapeId = ShapeId::fixed(3);

struct Lcg(u64);

impl Lcg {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n
    }
}

#[derive(Default)]
struct World {
    /// Handles that the runtime reports as roots.
    known: RefCell<Vec<Value>>,
    /// Handles that it does not.
    hidden: RefCell<Vec<Value>>,
    weak: RefCell<BTreeMap<u32, Vec<Ref<WeakRef>>>>,
    finalized: RefCell<BTreeMap<u32, u32>>,
    resurrect: RefCell<BTreeSet<u32>>,
    called: RefCell<Vec<u32>>,
    /// Check with all roots, not only the known ones.
    tell_all: RefCell<bool>,
}

fn id(v: &Value) -> u32 {
    v.get::<Node>().unwrap().id
}

impl Runtime for World {
    fn finalize(&self, _: &Heap, object: Value) {
        let id = id(&object);
        *self.finalized.borrow_mut().entry(id).or_default() += 1;
        if self.resurrect.borrow_mut().remove(&id) {
            self.hidden.borrow_mut().push(object);
        }
    }
    fn weak_callback(&self, heap: &Heap, weakref: Value, callback: Value) {
        assert!(heap.weak_get(weakref.get::<WeakRef>().unwrap()).is_none(), "called while the target lives");
        self.called.borrow_mut().push(callback.as_int().unwrap() as u32);
    }
    fn roots(&self, tracer: &mut Tracer<'_>) {
        self.known.borrow().iter().for_each(|v| tracer.edge(v));
        if *self.tell_all.borrow() {
            self.hidden.borrow().iter().for_each(|v| tracer.edge(v));
            for w in self.weak.borrow().values().flatten() {
                tracer.edge_ref(w);
            }
        }
    }
    fn phase(&self, _: &Heap, _: Phase, _: &CollectionInfo) {}
}

struct Program {
    rt: World,
    heap: Box<Heap>,
    lcg: Lcg,
    next: u32,
}

impl Program {
    fn new(seed: u64) -> Program {
        // Every third heap has guard bytes, and poisons what is freed.
        let heap = Heap::new(Config::default().debug(seed.is_multiple_of(3))).unwrap();
        heap.define_shape::<Node>(NODE, 0, None, 0);
        heap.define_shape::<Node>(DEL, 0, None, HAS_FINALIZER);
        heap.define_shape::<WeakRef>(WEAK, 0, None, 0);
        heap.set_gc_thresholds([5, 3, 2]);
        heap.set_gc_slicing_from(10);
        Program { rt: World::default(), heap, lcg: Lcg(seed), next: 0 }
    }

    fn any(&mut self) -> Option<Value> {
        let (a, b) = (self.rt.known.borrow().len(), self.rt.hidden.borrow().len());
        if a + b == 0 {
            return None;
        }
        let i = self.lcg.below(a + b);
        let mut v =
            if i < a { self.rt.known.borrow()[i].clone() } else { self.rt.hidden.borrow()[i - a].clone() };
        for _ in 0..self.lcg.below(4) {
            let n = v.get::<Node>().unwrap();
            if n.edges.is_empty() {
                break;
            }
            let next = n.edges.get(self.lcg.below(n.edges.len())).unwrap();
            v = next;
        }
        Some(v)
    }

    fn step(&mut self) {
        match self.lcg.below(40) {
            0..=13 => {
                let finalizer = self.lcg.below(5) == 0;
                let id = self.next;
                self.next += 1;
                let node = self
                    .heap
                    .alloc(if finalizer { DEL } else { NODE }, Node { id, edges: CellVec::new() })
                    .unwrap();
                if finalizer && self.lcg.below(3) == 0 {
                    self.rt.resurrect.borrow_mut().insert(id);
                }
                for _ in 0..self.lcg.below(3) {
                    if let Some(to) = self.any() {
                        node.edges.try_push(&self.heap, to).unwrap();
                    }
                }
                if let Some(from) = self.any().filter(|_| self.lcg.below(3) != 0) {
                    from.get::<Node>().unwrap().edges.try_push(&self.heap, node.into_value()).unwrap();
                } else {
                    let handles = if self.lcg.below(2) == 0 { &self.rt.known } else { &self.rt.hidden };
                    handles.borrow_mut().push(node.into_value());
                }
            }
            14..=21 => {
                if let (Some(from), Some(to)) = (self.any(), self.any()) {
                    from.get::<Node>().unwrap().edges.try_push(&self.heap, to).unwrap();
                }
            }
            22..=26 => {
                if let Some(from) = self.any() {
                    let n = from.get::<Node>().unwrap();
                    if !n.edges.is_empty() {
                        let i = self.lcg.below(n.edges.len());
                        drop(n.edges.remove(i));
                    }
                }
            }
            27..=29 => {
                let handles = if self.lcg.below(2) == 0 { &self.rt.known } else { &self.rt.hidden };
                let n = handles.borrow().len();
                if n > 0 {
                    let v = handles.borrow_mut().swap_remove(self.lcg.below(n));
                    drop(v);
                }
            }
            30..=31 => {
                if let Some(v) = self.any() {
                    let id = id(&v);
                    let callback = Value::from_small(id as i32);
                    let callback = (self.lcg.below(2) == 0).then_some(callback);
                    let w = self.heap.new_weakref(WEAK, &v, callback).unwrap();
                    self.rt.weak.borrow_mut().entry(id).or_default().push(w);
                }
            }
            32 => self.pending(),
            33 => drop(self.heap.collect(self.lcg.below(2) as u8, Reason::Manual, &self.rt)),
            34 => drop(self.heap.emergency_collect(&self.rt)),
            35 => self.heap.start_gc_cycle(&self.rt),
            36 => self.heap.gc_slice(&self.rt),
            37 => {
                // A collection that gets no memory for its lists.
                self.heap.memory().fail_from(Some(1));
                match self.lcg.below(6) {
                    g @ 0..=2 => drop(self.heap.collect(g as u8, Reason::Manual, &self.rt)),
                    3 => drop(self.heap.emergency_collect(&self.rt)),
                    _ => (0..self.lcg.below(8)).for_each(|_| self.heap.gc_slice(&self.rt)),
                }
                self.heap.memory().fail_from(None);
            }
            38 => {
                if self.lcg.below(4) == 0 {
                    self.heap.freeze();
                } else {
                    self.heap.unfreeze();
                }
            }
            _ => {
                self.heap.collect_due(&self.rt);
            }
        }
        if self.lcg.below(3) == 0 {
            self.heap.collect_due(&self.rt);
        }
    }

    fn pending(&self) {
        while let Some(pending) = self.heap.next_pending() {
            match pending {
                Pending::Finalize(v) => self.rt.finalize(&self.heap, v),
                Pending::Callback { weakref, callback } => {
                    self.rt.weak_callback(&self.heap, weakref, callback)
                }
            }
        }
    }

    fn live(&self) -> BTreeSet<u32> {
        let mut ids = BTreeSet::new();
        self.heap.for_each_object(|o| {
            if let Some(n) = o.to_value().get::<Node>() {
                ids.insert(n.id);
            }
        });
        ids
    }

    fn reachable(&self) -> BTreeSet<u32> {
        let mut ids = BTreeSet::new();
        let mut stack: Vec<Value> =
            self.rt.known.borrow().iter().chain(self.rt.hidden.borrow().iter()).cloned().collect();
        while let Some(v) = stack.pop() {
            if ids.insert(id(&v)) {
                let n = v.get::<Node>().unwrap();
                stack.extend((0..n.edges.len()).map(|i| n.edges.get(i).unwrap()));
            }
        }
        ids
    }

    fn check(&self, strict: bool) {
        *self.rt.tell_all.borrow_mut() = true;
        if let Err(report) = self.heap.check(&self.rt, strict) {
            panic!("{report}");
        }
        *self.rt.tell_all.borrow_mut() = false;
        let live = self.live();
        assert!(self.reachable().is_subset(&live), "a reachable object died");
        for (id, refs) in self.rt.weak.borrow().iter() {
            for w in refs {
                assert_eq!(self.heap.weak_get(w).is_some(), live.contains(id) && !w.is_cleared());
                assert!(live.contains(id) || w.is_cleared(), "a weak reference outlived its target");
            }
        }
        assert!(self.rt.finalized.borrow().values().all(|n| *n == 1), "a finalizer ran twice");
    }

    fn settle(&self) {
        self.heap.unfreeze();
        for _ in 0..20 {
            self.pending();
            self.heap.collect(2, Reason::Manual, &self.rt);
        }
        self.pending();
        assert_eq!(self.live(), self.reachable());
    }
}

/// One random program, checked every so many steps.
pub fn run(seed: u64, steps: usize, every: usize, stress: u32) {
    let mut p = Program::new(seed);
    p.heap.set_gc_stress(stress);
    for i in 0..steps {
        p.step();
        if i % every == every - 1 {
            p.check(true);
        }
    }
    p.settle();
    p.check(true);
    p.rt.known.borrow_mut().clear();
    p.rt.hidden.borrow_mut().clear();
    p.settle();
    // Finalizers bring objects back, whose own members' finalizers bring back others, each once.
    while !p.rt.hidden.borrow().is_empty() {
        let held = p.rt.hidden.take();
        drop(held);
        p.settle();
    }
    p.rt.weak.borrow_mut().clear();
    p.pending();
    let mut left = 0;
    p.heap.for_each_object(|_| left += 1);
    assert_eq!(left, 0, "objects are left");
    p.check(true);
}
