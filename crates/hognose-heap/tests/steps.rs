//! Single steps of collecting and dying that went wrong somewhere once: orders of freeing, deep structures, the
//! memory limit, slices.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::cell::{Cell, RefCell};

use hognose_heap::{
    CellVec, CollectionInfo, Config, Fault, HAS_FINALIZER, Heap, Instance, Object, Payload, Pending, Phase,
    Policy, Reason, Ref, Runtime, ShapeId, Trace, Tracer, Value, WeakRef,
};

#[derive(Trace)]
struct List {
    items: CellVec<Value>,
}

impl Payload for List {
    const NAME: &'static str = "list";
    const SHAPE: ShapeId = LIST;
    const ALSO: &'static [ShapeId] = &[DEL];
    type Tail = ();
}

/// A class owns a shape and gives it back when it dies.
#[derive(Trace)]
struct Class {
    items: CellVec<Value>,
    shape: Cell<u32>,
    #[trace(skip)]
    heap: Cell<Option<std::ptr::NonNull<Heap>>>,
}

impl Payload for Class {
    const NAME: &'static str = "class";
    const SHAPE: ShapeId = CLASS;
    type Tail = ();
}

impl Drop for Class {
    fn drop(&mut self) {
        if let Some(heap) = self.heap.get() {
            // SAFETY: the tests keep the heap until all objects are dead.
            #[allow(unsafe_code, reason = "a class of the tests frees its shape")]
            unsafe { heap.as_ref() }.free_shape(ShapeId::from_index(self.shape.get()));
        }
    }
}

const LIST: ShapeId = ShapeId::fixed(1);
const CLASS: ShapeId = ShapeId::fixed(2);
const DEL: ShapeId = ShapeId::fixed(3);
const WEAK: ShapeId = ShapeId::fixed(4);

fn new_heap(config: Config) -> Box<Heap> {
    let heap = Heap::new(config).unwrap();
    heap.define_shape::<List>(LIST, 0, None, 0);
    heap.define_shape::<List>(DEL, 0, None, HAS_FINALIZER);
    heap.define_shape::<Class>(CLASS, 0, None, 0);
    heap.define_shape::<WeakRef>(WEAK, 0, None, 0);
    heap
}

fn list(heap: &Heap) -> Ref<List> {
    heap.alloc(LIST, List { items: CellVec::new() }).unwrap()
}

fn link(heap: &Heap, from: &Ref<List>, to: &Ref<List>) {
    from.items.try_push(heap, to.to_value()).unwrap();
}

fn class(heap: &Heap) -> Ref<Class> {
    let class = Class { items: CellVec::new(), shape: Cell::new(0), heap: Cell::new(None) };
    let class = heap.alloc(CLASS, class).unwrap();
    let shape = heap.new_shape::<Instance>(2, Some(class.as_value()), 0).unwrap();
    class.shape.set(shape.index());
    class.heap.set(Some(std::ptr::NonNull::from(heap)));
    class
}

fn objects(heap: &Heap) -> usize {
    let mut n = 0;
    heap.for_each_object(|_| n += 1);
    n
}

#[derive(Default)]
struct Rt {
    roots: RefCell<Vec<Value>>,
    finalized: Cell<usize>,
    saved: RefCell<Vec<Value>>,
    reported: Cell<usize>,
    keep_reported: Cell<bool>,
}

impl Runtime for Rt {
    fn finalize(&self, _: &Heap, _: Value) {
        self.finalized.set(self.finalized.get() + 1);
    }
    fn weak_callback(&self, _: &Heap, _: Value, _: Value) {}
    fn roots(&self, tracer: &mut Tracer<'_>) {
        self.roots.borrow().iter().for_each(|v| tracer.edge(v));
    }
    fn phase(&self, _: &Heap, _: Phase, _: &CollectionInfo) {}
    fn collectable(&self, _: &Heap, object: &Object) {
        self.reported.set(self.reported.get() + 1);
        if self.keep_reported.get() {
            self.saved.borrow_mut().push(object.to_value());
        }
    }
    fn save_garbage(&self, _: &Heap, object: Value) {
        self.saved.borrow_mut().push(object);
    }
}

fn check(heap: &Heap, rt: &Rt) {
    if let Err(report) = heap.check(rt, false) {
        panic!("{report}");
    }
}

/// Freeing garbage kills an old object that is no member of the set, and all that hangs on it.
#[test]
fn garbage_holds_the_last_reference_to_outside_objects() {
    let (heap, rt) = (new_heap(Config::default().debug(true)), Rt::default());
    let outside: Vec<_> = (0..100).map(|_| list(&heap)).collect();
    for pair in outside.windows(2) {
        link(&heap, &pair[0], &pair[1]);
    }
    heap.collect(2, Reason::Manual, &rt);
    let (a, b) = (list(&heap), list(&heap));
    link(&heap, &a, &b);
    link(&heap, &b, &a);
    link(&heap, &a, &outside[0]);
    let survivor = list(&heap);
    link(&heap, &survivor, &outside[50]);
    link(&heap, &b, &survivor);
    drop((a, b));
    drop(outside);
    assert_eq!(heap.collect(0, Reason::Manual, &rt).collected, 2);
    // 50 to 99 hang on the survivor.
    assert_eq!(objects(&heap), 51);
    check(&heap, &rt);
    for generation in [0, 1, 2] {
        heap.collect(generation, Reason::Manual, &rt);
        check(&heap, &rt);
    }
    drop(survivor);
    assert_eq!(objects(&heap), 0);
}

/// A class dies in the same garbage as its instances: its shape must outlive their blocks.
#[test]
fn a_class_dies_before_its_instances_in_one_collection() {
    let (heap, rt) = (new_heap(Config::default().debug(true)), Rt::default());
    let shapes = heap.new_shape::<Instance>(0, None, 0).unwrap().index();
    for round in 0..10 {
        let class = class(&heap);
        for _ in 0..50 {
            let v = heap.alloc_instance(ShapeId::from_index(class.shape.get())).unwrap();
            v.as_object().unwrap().set_slot(1, v.clone());
            class.items.try_push(&heap, v).unwrap();
        }
        drop(class);
        assert_eq!(heap.collect(round % 3, Reason::Manual, &rt).collected, 51);
        check(&heap, &rt);
        assert_eq!(objects(&heap), 0);
    }
    // Indices are reused.
    assert!(heap.new_shape::<Instance>(0, None, 0).unwrap().index() <= shapes + 2);
}

/// Weak references and finalizers on objects that only garbage held.
#[test]
fn garbage_kills_what_has_finalizers_and_callbacks() {
    let (heap, rt) = (new_heap(Config::default().debug(true)), Rt::default());
    let del = heap.alloc(DEL, List { items: CellVec::new() }).unwrap();
    let target = list(&heap);
    let w = heap.new_weakref(WEAK, target.as_value(), Some(Value::NONE)).unwrap();
    heap.collect(2, Reason::Manual, &rt);
    let a = list(&heap);
    link(&heap, &a, &a);
    link(&heap, &a, &del);
    link(&heap, &a, &target);
    a.items.try_push(&heap, w.to_value()).unwrap();
    drop((a, del, target));
    assert_eq!(heap.collect(0, Reason::Manual, &rt).collected, 1);
    assert!(heap.weak_get(&w).is_none());
    let mut pending = Vec::new();
    while let Some(p) = heap.next_pending() {
        pending.push(p);
    }
    assert!(pending.iter().any(|p| matches!(p, Pending::Finalize(_))));
    assert!(pending.iter().any(|p| matches!(p, Pending::Callback { .. })));
    drop((pending, w));
    assert_eq!(objects(&heap), 0);
}

#[test]
fn ten_million_objects_in_a_chain_die_on_a_small_stack() {
    let run = || {
        let (heap, _) = (new_heap(Config::default()), Rt::default());
        let shape = heap.new_shape::<Instance>(1, None, 0).unwrap();
        heap.gc_enable(false);
        let mut head = heap.alloc_instance(shape).unwrap();
        for _ in 1..10_000_000 {
            let next = heap.alloc_instance(shape).unwrap();
            next.as_object().unwrap().set_slot(0, head);
            head = next;
        }
        drop(head);
        assert_eq!(heap.tracked_counts(), [0, 0, 0]);
        assert_eq!(objects(&heap), 0);
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}

/// Wide and deep at once: many dead objects wait in the trashcan together.
#[test]
fn a_bushy_deep_tree_dies_on_a_small_stack() {
    let run = || {
        let (heap, rt) = (new_heap(Config::default().debug(true)), Rt::default());
        let mut level: Vec<_> = (0..64).map(|_| list(&heap)).collect();
        for depth in 0..400 {
            let next: Vec<_> = (0..64).map(|_| list(&heap)).collect();
            for (i, parent) in next.iter().enumerate() {
                for k in 0..3 {
                    link(&heap, parent, &level[(i * 7 + k * depth) % 64]);
                }
            }
            level = next;
        }
        drop(level);
        assert_eq!(objects(&heap), 0);
        check(&heap, &rt);
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}

fn fill_with_cycles(heap: &Heap) -> usize {
    let mut made = 0;
    loop {
        let Ok(a) = heap.alloc(LIST, List { items: CellVec::new() }) else { return made };
        if a.items.try_push(heap, a.to_value()).is_err() {
            return made;
        }
        made += 1;
    }
}

#[test]
fn the_emergency_collection_works_at_the_limit() {
    let (heap, rt) = (new_heap(Config::default().limit(8 << 20)), Rt::default());
    let del = heap.alloc(DEL, List { items: CellVec::new() }).unwrap();
    link(&heap, &del, &del);
    drop(del);
    for _ in 0..3 {
        let made = fill_with_cycles(&heap);
        assert!(made > 10_000);
        let info = heap.emergency_collect(&rt);
        assert!(info.collected >= made, "{} of {made}", info.collected);
        check(&heap, &rt);
    }
    assert_eq!(rt.finalized.get(), 0);
    assert_eq!(heap.collect(2, Reason::Manual, &rt).collected, 1);
    assert_eq!(rt.finalized.get(), 1);
}

/// Without any memory for its own lists the collector works on the bitmaps.
#[test]
fn collections_work_while_every_request_fails() {
    let (heap, rt) = (new_heap(Config::default()), Rt::default());
    let keep = list(&heap);
    for i in 0..3000 {
        let (a, b, c) = (list(&heap), list(&heap), list(&heap));
        link(&heap, &a, &b);
        link(&heap, &b, &a);
        link(&heap, &b, &c);
        link(&heap, &a, &keep);
        if i % 3 == 0 {
            link(&heap, &keep, &a);
        }
    }
    rt.roots.borrow_mut().push(keep.to_value());
    heap.memory().fail_from(Some(1));
    for reason in [Reason::Manual, Reason::Emergency] {
        let info = heap.collect(2, reason, &rt);
        assert_eq!(info.collected, if reason == Reason::Manual { 6000 } else { 0 });
    }
    heap.memory().fail_from(None);
    check(&heap, &rt);
    assert_eq!(objects(&heap), 3001);
    rt.roots.borrow_mut().clear();
    heap.memory().fail_from(Some(1));
    assert_eq!(heap.collect(2, Reason::Manual, &rt).collected, 0);
    drop(keep);
    assert_eq!(heap.emergency_collect(&rt).collected, 3001);
    heap.memory().fail_from(None);
    check(&heap, &rt);
}

#[test]
fn full_collections_run_in_slices() {
    let (heap, rt) = (new_heap(Config::default()), Rt::default());
    let keep = list(&heap);
    rt.roots.borrow_mut().push(keep.to_value());
    for _ in 0..30_000 {
        let (a, b) = (list(&heap), list(&heap));
        link(&heap, &a, &b);
        link(&heap, &b, &a);
        link(&heap, &keep, &a);
    }
    heap.collect(2, Reason::Manual, &rt);
    keep.items.truncate(15_000);
    heap.start_gc_cycle(&rt);
    let mut slices = 0;
    while heap.gc_cycle_is_on() {
        heap.gc_slice(&rt);
        // The program goes on meanwhile.
        let (a, b) = (list(&heap), list(&heap));
        link(&heap, &a, &b);
        link(&heap, &b, &a);
        if slices % 2 == 0 {
            link(&heap, &keep, &a);
            drop(keep.items.remove(slices % 100));
        }
        if slices % 10 == 0 {
            heap.collect(0, Reason::Manual, &rt);
        }
        check(&heap, &rt);
        slices += 1;
    }
    assert!(slices > 5, "{slices}");
    assert!(heap.gc_stats()[2].collected >= 30_000, "{:?}", heap.gc_stats()[2]);
    heap.collect(2, Reason::Manual, &rt);
    assert_eq!(objects(&heap), 1 + 2 * keep.items.len());
}

#[test]
fn frozen_objects_are_left_alone() {
    let (heap, rt) = (new_heap(Config::default()), Rt::default());
    let a = list(&heap);
    link(&heap, &a, &a);
    heap.freeze();
    assert_eq!(heap.freeze_count(), 1);
    assert!(a.as_object().is_tracked());
    drop(a);
    assert_eq!(heap.collect(2, Reason::Manual, &rt).collected, 0);
    heap.unfreeze();
    assert_eq!(heap.collect(2, Reason::Manual, &rt).collected, 1);
}

#[test]
fn questions_about_the_graph() {
    let heap = new_heap(Config::default());
    let (a, b) = (list(&heap), list(&heap));
    link(&heap, &a, &b);
    link(&heap, &a, &b);
    let referents = heap.referents(a.as_value()).unwrap();
    assert!(referents.len() == 2 && referents[0].same(b.as_value()));
    let referrers = heap.referrers(std::slice::from_ref(b.as_value())).unwrap();
    assert!(referrers.len() == 1 && referrers[0].same(a.as_value()));
    assert_eq!(heap.objects(None).unwrap().len(), 2);
    assert_eq!(heap.objects(Some(0)).unwrap().len(), 2);
    assert_eq!(heap.objects(Some(2)).unwrap().len(), 0);
    let stats = heap.objects_by_layout();
    assert_eq!((stats["list"].count, stats["list"].bytes), (2, 64));
}

#[test]
fn saved_garbage_is_alive() {
    let (heap, rt) = (new_heap(Config::default()), Rt::default());
    heap.set_gc_debug(hognose_heap::DEBUG_SAVEALL);
    let a = list(&heap);
    link(&heap, &a, &a);
    drop(a);
    assert_eq!(heap.collect(2, Reason::Manual, &rt).collected, 1);
    assert_eq!(rt.saved.borrow().len(), 1);
    assert_eq!(rt.saved.borrow()[0].as_object().unwrap().refcount(), 2);
    check(&heap, &rt);
}

#[test]
fn injected_faults_are_named() {
    let (heap, rt) = (new_heap(Config::default()), Rt::default());
    let a = list(&heap);
    rt.roots.borrow_mut().push(a.into_value());
    heap.check(&rt, true).unwrap();
    heap.inject_fault(Fault::WrongCount);
    let report = heap.check(&rt, true).unwrap_err().to_string();
    assert!(report.contains("list at 0x") && report.contains("above"), "{report}");
    rt.roots.borrow_mut().clear();
    heap.inject_fault(Fault::Leak);
    let mut names = Vec::new();
    heap.clear_all_survivors(|s| names.push((s.name, s.held)));
    names.sort_unstable();
    assert_eq!(names, [("instance", true), ("list", true)]);
    heap.inject_fault(Fault::WrongTotal);
    assert!(heap.check(&rt, false).is_err());
}

#[test]
fn the_end_frees_everything() {
    let heap = new_heap(Config::default().debug(true));
    let class = class(&heap);
    heap.immortalize(class.as_value());
    let blocks = |heap: &Heap| heap.objects_by_layout().len();
    for _ in 0..10 {
        let v = heap.alloc_instance(ShapeId::from_index(class.shape.get())).unwrap();
        v.as_object().unwrap().set_slot(0, v.clone());
        let a = list(&heap);
        link(&heap, &a, &a);
        heap.new_weakref(WEAK, a.as_value(), Some(v))
            .map(|w| a.items.try_push(&heap, w.into_value()).unwrap())
            .unwrap();
    }
    std::mem::forget(class);
    assert_eq!(heap.clear_all_survivors(|s| assert!(!s.held)), 30);
    assert_eq!(blocks(&heap), 0);
}

#[test]
fn garbage_is_reported_and_may_be_kept() {
    let (heap, rt) = (new_heap(Config::default().debug(true)), Rt::default());
    heap.set_gc_debug(hognose_heap::DEBUG_COLLECTABLE);
    let make = || {
        let (a, b) = (list(&heap), list(&heap));
        link(&heap, &a, &b);
        link(&heap, &b, &a);
    };
    make();
    assert_eq!(heap.collect(0, Reason::Manual, &rt).collected, 2);
    assert_eq!(rt.reported.get(), 2);
    rt.keep_reported.set(true);
    make();
    assert_eq!(heap.collect(2, Reason::Manual, &rt).collected, 0);
    check(&heap, &rt);
    rt.keep_reported.set(false);
    rt.saved.borrow_mut().clear();
    assert_eq!(heap.collect(2, Reason::Manual, &rt).collected, 2);
}

#[test]
fn values_that_outlive_their_heap_do_no_harm() {
    let heap = new_heap(Config::default());
    let a = list(&heap);
    link(&heap, &a, &a);
    let b = list(&heap);
    link(&heap, &b, &a);
    let items = heap.objects(None).unwrap();
    drop(heap);
    drop(items);
    drop(a);
    drop(b);
}

#[test]
fn policies_say_when() {
    let (heap, rt) = (new_heap(Config::default()), Rt::default());
    let due = || heap.breaker().get() & hognose_heap::BREAK_COLLECT != 0;
    let make = |n| (0..n).map(|_| list(&heap)).collect::<Vec<_>>();
    let some = make(700);
    assert!(!due());
    let more = make(1);
    assert!(due());
    assert_eq!(heap.gc_counts(), [701, 0, 0]);
    assert_eq!(heap.collect_due(&rt).unwrap().generation, 0);
    assert_eq!(heap.gc_counts(), [0, 1, 0]);
    for policy in [Policy::Manual, Policy::OnEvent] {
        heap.set_gc_policy(policy);
        drop(make(5000));
        let kept = make(5000);
        assert!(!due());
        assert_eq!(heap.collect_on_event(&rt).is_some(), policy == Policy::OnEvent);
        drop(kept);
    }
    heap.set_gc_policy(Policy::Interval(std::time::Duration::ZERO));
    let kept = make(701);
    assert!(due());
    assert_eq!(heap.collect_due(&rt).unwrap().generation, 2);
    heap.set_gc_policy(Policy::Interval(std::time::Duration::from_secs(3600)));
    let again = make(701);
    assert!(due());
    assert!(heap.collect_due(&rt).is_none());
    heap.set_gc_policy(Policy::Threshold);
    heap.set_gc_thresholds([0, 10, 10]);
    let none = make(5000);
    assert!(!due());
    drop((some, more, kept, again, none));
    // Bytes count as well as objects.
    heap.set_gc_byte_threshold(1 << 20);
    let l = list(&heap);
    link(&heap, &l, &l);
    l.items.try_reserve(&heap, 200_000).unwrap();
    assert!(due());
    drop(l);
    let info = heap.collect_due(&rt).unwrap();
    assert_eq!((info.reason, info.collected), (Reason::Bytes, 1));
}

/// Garbage of old objects never exceeds a share of the heap while a program churns.
#[test]
fn garbage_stays_a_share_of_the_heap() {
    let (heap, rt) = (new_heap(Config::default()), Rt::default());
    let live = list(&heap);
    rt.roots.borrow_mut().push(live.to_value());
    const LIVE: usize = 10_000;
    // With the usual thresholds 77,000 objects pass through two generations before a full collection is thought of.
    heap.set_gc_thresholds([100, 5, 5]);
    heap.set_gc_slicing_from(1000);
    let mut most = 0;
    for i in 0..20 * LIVE {
        let (a, b) = (list(&heap), list(&heap));
        link(&heap, &a, &b);
        link(&heap, &b, &a);
        if i < LIVE {
            link(&heap, &live, &a);
        } else {
            // Each replaces a pair that is old by now and becomes garbage.
            drop(live.items.set(i % LIVE, a.into_value()));
        }
        if heap.breaker().get() & hognose_heap::BREAK_COLLECT != 0 {
            heap.collect_due(&rt);
            most = most.max(heap.tracked_counts().iter().sum::<usize>());
        }
    }
    assert!(heap.gc_stats()[2].collections > 3);
    assert!(most < 2 * LIVE * 7 / 4, "{most} objects, of which {} are alive", 2 * LIVE);
    check(&heap, &rt);
}
