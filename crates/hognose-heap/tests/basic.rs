//! The life of single objects: making, counting, dying, weak references, simple cycles.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::cell::RefCell;

use hognose_heap::{
    CellVec, CollectionInfo, Config, HAS_FINALIZER, Heap, Payload, Pending, Phase, Reason, Ref, Runtime,
    ShapeId, Trace, Tracer, Value, WeakRef,
};

#[derive(Trace)]
struct List {
    items: CellVec<Value>,
}

const LIST: ShapeId = ShapeId::fixed(1);
const TUPLE: ShapeId = ShapeId::fixed(2);
const WEAK: ShapeId = ShapeId::fixed(3);
const DEL: ShapeId = ShapeId::fixed(4);
const TEXT: ShapeId = ShapeId::fixed(5);

impl Payload for List {
    const NAME: &'static str = "list";
    const SHAPE: ShapeId = LIST;
    const ALSO: &'static [ShapeId] = &[DEL];
    type Tail = ();
}

#[derive(Trace)]
struct Tuple {
    len: u32,
}

impl Payload for Tuple {
    const NAME: &'static str = "tuple";
    const SHAPE: ShapeId = TUPLE;
    const TRACED: bool = true;
    const UNTRACK_ATOMIC: bool = true;
    type Tail = Value;
    fn tail_len(&self) -> usize {
        self.len as usize
    }
}

#[derive(Trace)]
struct Text {
    len: u32,
}

impl Payload for Text {
    const NAME: &'static str = "text";
    const SHAPE: ShapeId = TEXT;
    type Tail = u8;
    fn tail_len(&self) -> usize {
        self.len as usize
    }
}

fn new_heap() -> Box<Heap> {
    let heap = Heap::new(Config::default()).unwrap();
    heap.define_shape::<List>(LIST, 0, None, 0);
    heap.define_shape::<Tuple>(TUPLE, 0, None, 0);
    heap.define_shape::<WeakRef>(WEAK, 0, None, 0);
    heap.define_shape::<List>(DEL, 0, None, HAS_FINALIZER);
    heap.define_shape::<Text>(TEXT, 0, None, 0);
    heap
}

fn list(heap: &Heap) -> Ref<List> {
    heap.alloc(LIST, List { items: CellVec::new() }).unwrap()
}

fn objects(heap: &Heap) -> usize {
    let mut n = 0;
    heap.for_each_object(|_| n += 1);
    n
}

#[derive(Default)]
struct Nothing {
    finalized: RefCell<usize>,
    called: RefCell<usize>,
    keep: RefCell<Vec<Value>>,
    resurrect: bool,
}

impl Runtime for Nothing {
    fn finalize(&self, _: &Heap, object: Value) {
        *self.finalized.borrow_mut() += 1;
        if self.resurrect {
            self.keep.borrow_mut().push(object);
        }
    }
    fn weak_callback(&self, _: &Heap, _: Value, _: Value) {
        *self.called.borrow_mut() += 1;
    }
    fn roots(&self, _: &mut Tracer<'_>) {}
    fn phase(&self, _: &Heap, _: Phase, _: &CollectionInfo) {}
}

#[test]
fn values_round_trip() {
    for i in [0, 1, -1, hognose_heap::INT_MAX, hognose_heap::INT_MIN] {
        let v = Value::from_int(i).unwrap();
        assert_eq!(v.as_int(), Some(i));
        assert!(!v.is_object() && !v.is_f64() && !v.is_special());
    }
    assert!(Value::from_int(hognose_heap::INT_MAX + 1).is_none());
    for f in [0.0, -0.0, 1.5, f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE, f64::MAX, f64::MIN] {
        let v = Value::from_f64(f).unwrap();
        assert_eq!(v.as_f64().unwrap().to_bits(), f.to_bits());
        assert!(!v.is_object() && !v.is_int() && !v.is_special());
    }
    assert!(Value::from_f64(f64::NAN).is_none());
    assert_eq!(Value::TRUE.as_bool(), Some(true));
    assert_eq!(Value::FALSE.as_bool(), Some(false));
    assert_eq!(Value::NONE.as_bool(), None);
    assert!(Value::NONE.is_none() && Value::NONE.is_special() && !Value::NONE.is_int());
}

#[test]
fn objects_die_by_counts() {
    let heap = new_heap();
    let blocks = heap.memory().live_blocks();
    let a = list(&heap);
    for i in 0..100 {
        a.items.try_push(&heap, Value::from_small(i)).unwrap();
        a.items.try_push(&heap, list(&heap).into_value()).unwrap();
    }
    let t = heap.alloc_tail(TUPLE, Tuple { len: 2 }, 2, |_| a.to_value()).unwrap();
    assert_eq!(a.as_object().refcount(), 3);
    assert_eq!(t.tail().len(), 2);
    let text = heap.alloc_bytes(TEXT, Text { len: 5 }, 5, |b| b.copy_from_slice(b"hello")).unwrap();
    assert_eq!(text.tail(), b"hello");
    assert!(!text.as_object().is_tracked() && t.as_object().is_tracked());
    assert!(text.as_value().get::<Text>().is_some() && text.as_value().get::<List>().is_none());
    assert_eq!(objects(&heap), 103);
    drop((a, text));
    assert_eq!(objects(&heap), 102);
    drop(t);
    assert_eq!(objects(&heap), 0);
    assert_eq!(heap.memory().live_blocks(), blocks);
}

#[test]
fn cycles_are_collected() {
    let heap = new_heap();
    let rt = Nothing::default();
    let a = list(&heap);
    for _ in 0..10 {
        let (b, c) = (list(&heap), list(&heap));
        b.items.try_push(&heap, c.to_value()).unwrap();
        c.items.try_push(&heap, b.to_value()).unwrap();
        c.items.try_push(&heap, a.to_value()).unwrap();
    }
    assert_eq!(heap.collect(0, Reason::Manual, &rt).collected, 20);
    assert_eq!(a.as_object().refcount(), 1);
    a.items.try_push(&heap, a.to_value()).unwrap();
    assert_eq!(heap.collect(2, Reason::Manual, &rt).collected, 0);
    assert_eq!(heap.tracked_counts(), [0, 0, 1]);
    drop(a);
    assert_eq!(heap.collect(1, Reason::Manual, &rt).collected, 0);
    assert_eq!(heap.collect(2, Reason::Manual, &rt).collected, 1);
    assert_eq!(objects(&heap), 0);
}

#[test]
fn finalizers_wait_for_the_queue_and_run_once() {
    let heap = new_heap();
    let a = heap.alloc(DEL, List { items: CellVec::new() }).unwrap();
    drop(a);
    assert_eq!(objects(&heap), 1);
    assert_ne!(heap.breaker().get() & hognose_heap::BREAK_PENDING, 0);
    let Some(Pending::Finalize(v)) = heap.next_pending() else { panic!("a finalizer is due") };
    assert!(v.as_object().unwrap().is_finalized());
    assert!(heap.next_pending().is_none());
    drop(v);
    assert_eq!(objects(&heap), 0);
}

#[test]
fn cycles_with_finalizers_resurrect() {
    let heap = new_heap();
    let rt = Nothing { resurrect: true, ..Nothing::default() };
    let a = heap.alloc(DEL, List { items: CellVec::new() }).unwrap();
    let b = list(&heap);
    a.items.try_push(&heap, b.to_value()).unwrap();
    b.items.try_push(&heap, a.to_value()).unwrap();
    drop((a, b));
    assert_eq!(heap.emergency_collect(&rt).collected, 0);
    assert_eq!(heap.collect(2, Reason::Manual, &rt).collected, 0);
    assert_eq!(*rt.finalized.borrow(), 1);
    assert_eq!(objects(&heap), 2);
    rt.keep.borrow_mut().clear();
    assert_eq!(heap.collect(2, Reason::Manual, &rt).collected, 2);
    assert_eq!(*rt.finalized.borrow(), 1);
    assert_eq!(objects(&heap), 0);
}

#[test]
fn weak_references() {
    let heap = new_heap();
    let rt = Nothing::default();
    let a = list(&heap);
    let w1 = heap.new_weakref(WEAK, a.as_value(), None).unwrap();
    let w2 = heap.new_weakref(WEAK, a.as_value(), Some(Value::from_small(7))).unwrap();
    assert_eq!(heap.weakref_count(a.as_value()), 2);
    assert!(heap.weak_get(&w1).unwrap().same(a.as_value()));
    drop(a);
    assert!(heap.weak_get(&w1).is_none() && heap.weak_get(&w2).is_none());
    let Some(Pending::Callback { weakref, callback }) = heap.next_pending() else {
        panic!("a callback is due")
    };
    assert!(weakref.same(w2.as_value()) && callback.as_int() == Some(7));
    drop(weakref);
    let b = list(&heap);
    b.items.try_push(&heap, b.to_value()).unwrap();
    let w3 = heap.new_weakref(WEAK, b.as_value(), Some(Value::from_small(8))).unwrap();
    drop(b);
    assert_eq!(heap.collect(2, Reason::Manual, &rt).collected, 1);
    assert_eq!(*rt.called.borrow(), 1);
    drop((w1, w2, w3));
    assert_eq!(objects(&heap), 0);
}

#[test]
fn a_long_chain_dies_on_a_small_stack() {
    std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(|| {
            let heap = new_heap();
            let mut head = list(&heap);
            for _ in 0..1_000_000 {
                let next = list(&heap);
                next.items.try_push(&heap, head.into_value()).unwrap();
                head = next;
            }
            drop(head);
            assert_eq!(objects(&heap), 0);
        })
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn tuples_of_atoms_are_untracked() {
    let heap = new_heap();
    let rt = Nothing::default();
    let t = heap.alloc_tail(TUPLE, Tuple { len: 2 }, 2, |i| Value::from_small(i as i32)).unwrap();
    let u = heap.alloc_tail(TUPLE, Tuple { len: 1 }, 1, |_| list(&heap).into_value()).unwrap();
    heap.collect(0, Reason::Manual, &rt);
    assert!(!t.as_object().is_tracked() && u.as_object().is_tracked());
}
