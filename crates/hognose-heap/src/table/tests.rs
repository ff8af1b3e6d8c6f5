//! The tables against plain models, over long random runs; sets against an order written by CPython.

use std::collections::VecDeque;

use super::*;
use crate::payload::Payload;
use crate::value::Value;
use crate::{Instance, Ref, ShapeId};
use hognose_alloc::Config;

struct Random(u64);

impl Random {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % below
    }
}

fn heap() -> Box<Heap> {
    Heap::new(Config::default()).unwrap()
}

fn int(i: u64) -> Value {
    Value::from_int(i as i64).unwrap()
}

/// Hashes with many collisions, so that paths and candidates are walked.
fn poor_hash(i: u64) -> u32 {
    (i % 7 * 16 + i % 3) as u32
}

fn entry_of(t: &OrderedTable, hash: u32, key: &Value) -> Option<u32> {
    match t.find(hash, key, |_| KeyMatch::Different) {
        Found::Entry(i) => Some(i),
        _ => None,
    }
}

fn pairs(t: &OrderedTable) -> Vec<(u64, u64)> {
    let mut out = Vec::new();
    let mut pos = 0;
    while let Some((next, k, v)) = t.entry_at(pos) {
        out.push((k.as_int().unwrap() as u64, v.as_int().unwrap() as u64));
        pos = next;
    }
    out
}

fn run_ordered(seed: u64, keys: u64, hash: fn(u64) -> u32) {
    let heap = heap();
    let before = heap.memory().live_blocks();
    let mut r = Random(seed);
    {
        let mut t = OrderedTable::new();
        let mut model: Vec<(u64, u64)> = Vec::new();
        for step in 0..6000u64 {
            let k = r.next(keys);
            let found = entry_of(&t, hash(k), &int(k));
            let at = model.iter().position(|p| p.0 == k);
            assert_eq!(found.is_some(), at.is_some());
            let version = t.version();
            match (r.next(20), found, at) {
                (0..=9, Some(i), Some(at)) => {
                    t.set_value_at(i, int(step));
                    model[at].1 = step;
                    assert_eq!(t.version(), version);
                }
                (0..=9, _, _) => {
                    t.reserve_one(&heap).unwrap();
                    t.insert_new(hash(k), int(k), int(step));
                    model.push((k, step));
                    assert_ne!(t.version(), version);
                }
                (10..=13, Some(i), Some(at)) => {
                    let (key, _) = t.remove_at(i).unwrap();
                    assert_eq!(key.as_int(), Some(k as i64));
                    model.remove(at);
                }
                (14, _, _) => {
                    assert_eq!(t.pop_last().map(|p| p.0.as_int().unwrap() as u64), model.pop().map(|p| p.0));
                }
                (15, _, _) => {
                    let first = if model.is_empty() { None } else { Some(model.remove(0).0) };
                    assert_eq!(t.pop_first().map(|p| p.0.as_int().unwrap() as u64), first);
                }
                (16, Some(i), Some(at)) => {
                    t.move_to_end(&heap, i).unwrap();
                    let p = model.remove(at);
                    model.push(p);
                }
                (17, Some(i), Some(at)) => {
                    t.move_to_front(&heap, i).unwrap();
                    let p = model.remove(at);
                    model.insert(0, p);
                }
                (18, _, _) if r.next(10) == 0 => t = t.try_clone(&heap).unwrap(),
                (19, _, _) if r.next(200) == 0 => {
                    t.clear();
                    model.clear();
                }
                (19, _, _) if r.next(50) == 0 => t.reserve(&heap, r.next(40) as usize).unwrap(),
                _ => {}
            }
            assert_eq!(t.len(), model.len());
            if step % 16 == 0 {
                t.check().unwrap();
                assert_eq!(pairs(&t), model);
                let last = t.prev_live(u32::MAX).and_then(|i| t.key_at(i)).and_then(|k| k.as_int());
                assert_eq!(last, model.last().map(|p| p.0 as i64));
            }
        }
    }
    assert_eq!(heap.memory().live_blocks(), before);
}

#[test]
fn ordered_against_model() {
    for seed in 0..6 {
        run_ordered(seed, 5, |k| k as u32);
        run_ordered(seed, 12, poor_hash);
        run_ordered(seed, 60, poor_hash);
        run_ordered(seed, 700, |k| (k as u32).wrapping_mul(0x9E37_79B1));
        run_ordered(seed, 700, |_| 7);
    }
}

#[test]
fn ordered_sizes_and_widths() {
    let heap = heap();
    let t = OrderedTable::new();
    assert_eq!(t.allocated_bytes(), 0);
    for i in 0..100_000u64 {
        t.reserve_one(&heap).unwrap();
        t.insert_new(fold_hash(i as i64), int(i), int(i));
        match i + 1 {
            1 | 3 => assert_eq!(t.allocated_bytes(), 64),
            6 => assert_eq!(t.allocated_bytes(), 128),
            8 => assert_eq!(t.allocated_bytes(), 160),
            9 => assert_eq!(t.allocated_bytes(), 224),
            _ => {}
        }
    }
    t.check().unwrap();
    for i in 0..100_000u64 {
        assert_eq!(entry_of(&t, fold_hash(i as i64), &int(i)), Some(i as u32));
    }
    // A queue must not slow down as dead entries gather at its front, nor grow.
    let bytes = t.allocated_bytes();
    for i in 100_000..400_000u64 {
        assert_eq!(t.pop_first().unwrap().0.as_int(), Some(i as i64 - 100_000));
        t.reserve_one(&heap).unwrap();
        t.insert_new(fold_hash(i as i64), int(i), Value::NONE);
    }
    assert!(t.allocated_bytes() <= bytes);
    t.check().unwrap();
}

#[test]
fn unsure_keys_go_to_the_caller() {
    let heap = heap();
    for n in [4u64, 40] {
        let t = OrderedTable::new();
        for i in 0..n {
            t.reserve_one(&heap).unwrap();
            t.insert_new(5, int(i), Value::NONE);
        }
        let mut seen = Vec::new();
        let mut found = t.find(5, &Value::NONE, |_| KeyMatch::Unsure);
        while let Found::Unsure(c) = found {
            seen.push(t.key_at(c.entry).unwrap().as_int().unwrap() as u64);
            found = t.find_after(5, &Value::NONE, c, |_| KeyMatch::Unsure);
        }
        seen.sort_unstable();
        assert_eq!(seen, (0..n).collect::<Vec<_>>());
    }
}

fn keys_of(t: &ProbeTable) -> Vec<i64> {
    let mut out = Vec::new();
    let mut pos = 0;
    while let Some((next, k, _)) = t.next(pos) {
        out.push(k.as_int().unwrap());
        pos = next;
    }
    out
}

fn slot_of(t: &ProbeTable, k: i64) -> Option<usize> {
    match t.find(hash_of(k), &int(k as u64), |_| KeyMatch::Different) {
        ProbeFound::Slot(i) => Some(i),
        _ => None,
    }
}

fn hash_of(k: i64) -> i64 {
    if k == -1 { -2 } else { k }
}

fn set_add(heap: &Heap, t: &ProbeTable, k: i64) {
    if slot_of(t, k).is_none() {
        t.add_new(heap, hash_of(k), &int(k as u64)).unwrap();
    }
}

#[test]
fn probe_against_model() {
    let heap = heap();
    let before = heap.memory().live_blocks();
    for seed in 0..12 {
        let mut r = Random(seed);
        let span = [3, 8, 40, 3000][seed as usize % 4];
        let t = ProbeTable::new();
        let mut model = std::collections::BTreeSet::new();
        for step in 0..8000 {
            let k = r.next(span) as i64 * [1, 8, 1_000_003, 32][r.next(4) as usize];
            match r.next(10) {
                0..=5 => {
                    set_add(&heap, &t, k);
                    model.insert(k);
                }
                6..=7 => {
                    let slot = slot_of(&t, k);
                    assert_eq!(slot.is_some(), model.remove(&k));
                    if let Some(slot) = slot {
                        assert_eq!(t.remove_at(slot).unwrap().as_int(), Some(k));
                    }
                }
                8 => {
                    if let Some(k) = t.pop() {
                        assert!(model.remove(&k.as_int().unwrap()));
                    } else {
                        assert!(model.is_empty());
                    }
                }
                _ => {
                    let copy = ProbeTable::new();
                    copy.merge_into_empty(&heap, &t).unwrap();
                    copy.check().unwrap();
                    assert_eq!(copy.len(), t.len());
                    if r.next(20) == 0 {
                        t.swap(&copy);
                        copy.shrink_after_difference(&heap).unwrap();
                    }
                    if r.next(200) == 0 {
                        t.clear();
                        model.clear();
                    }
                }
            }
            if step % 8 == 0 {
                t.check().unwrap();
                let mut keys = keys_of(&t);
                keys.sort_unstable();
                assert_eq!(keys, model.iter().copied().collect::<Vec<_>>());
            }
        }
    }
    assert_eq!(heap.memory().live_blocks(), before);
}

#[test]
fn probe_order_is_cpythons() {
    // Written by CPython 3.11: list(s) after s = set(); for k in ks: s.add(k); then discards, then more adds.
    let heap = heap();
    let t = ProbeTable::new();
    for k in [100, 3, 27, 8, 16] {
        set_add(&heap, &t, k);
    }
    assert_eq!(keys_of(&t), [3, 100, 8, 16, 27]);
    t.remove_at(slot_of(&t, 8).unwrap());
    for k in [40, 72, 35, -5, 1 << 40] {
        set_add(&heap, &t, k);
    }
    assert_eq!(keys_of(&t), [1099511627776, 3, 100, 35, -5, 40, 72, 16, 27]);
    assert_eq!(t.pop().and_then(|k| k.as_int()), Some(1099511627776));
}

#[test]
fn ring_against_model() {
    let heap = heap();
    let before = heap.memory().live_blocks();
    let mut r = Random(3);
    {
        let t = Ring::new();
        let mut model = VecDeque::new();
        for step in 0..30_000u64 {
            let grow = step % 6000 < 4000;
            match r.next(if grow { 8 } else { 12 }) {
                0..=2 => {
                    t.push_back(&heap, int(step)).unwrap();
                    model.push_back(step);
                }
                3..=4 => {
                    t.push_front(&heap, int(step)).unwrap();
                    model.push_front(step);
                }
                5 => {
                    let i = r.next(model.len() as u64 + 2) as usize;
                    t.insert(&heap, i, int(step)).unwrap();
                    model.insert(i.min(model.len()), step);
                }
                6 => {
                    let n = r.next(40) as i64 - 20;
                    t.rotate(n);
                    if !model.is_empty() {
                        let n = n.rem_euclid(model.len() as i64) as usize;
                        model.rotate_right(n);
                    }
                }
                7 if !model.is_empty() => {
                    let i = r.next(model.len() as u64) as usize;
                    assert_eq!(t.remove(i).map(|v| v.as_int().unwrap() as u64), model.remove(i));
                    if r.next(50) == 0 {
                        t.reverse();
                        model.make_contiguous().reverse();
                    }
                }
                8 | 9 => assert_eq!(t.pop_back().map(|v| v.as_int().unwrap() as u64), model.pop_back()),
                _ => assert_eq!(t.pop_front().map(|v| v.as_int().unwrap() as u64), model.pop_front()),
            }
            assert_eq!(t.len(), model.len());
            if step % 32 == 0 {
                for (i, v) in model.iter().enumerate() {
                    assert_eq!(t.get(i).and_then(|v| v.as_int()), Some(*v as i64));
                }
            }
        }
    }
    assert_eq!(heap.memory().live_blocks(), before);
}

/// A payload that begins with a table, as a dict does.
struct Holder {
    table: OrderedTable,
}
// SAFETY: the one field, by its own Trace.
unsafe impl crate::Trace for Holder {
    fn trace(&self, tracer: &mut crate::Tracer<'_>) {
        self.table.trace(tracer)
    }
}
impl Payload for Holder {
    const NAME: &'static str = "holder";
    const SHAPE: ShapeId = ShapeId::fixed(7);
    const ALSO: &'static [ShapeId] = &[More::SHAPE];
    type Tail = ();
}

#[test]
fn objects_are_counted_and_tracking_is_lazy() {
    let heap = heap();
    heap.define_shape::<Holder>(Holder::SHAPE, 0, None, 0);
    heap.define_shape::<Instance>(ShapeId::fixed(8), 1, None, 0);
    let before = heap.memory().live_blocks();
    {
        let holder: Ref<Holder> = heap.alloc(Holder::SHAPE, Holder { table: OrderedTable::new() }).unwrap();
        OrderedTable::track_lazily(&heap, &holder, &holder.table);
        assert!(!holder.as_object().is_tracked());
        let t = &holder.table;
        t.reserve_one(&heap).unwrap();
        t.insert_new(1, int(1), int(1));
        assert!(!holder.as_object().is_tracked());
        let object = heap.alloc_instance(ShapeId::fixed(8)).unwrap();
        t.set_value_at(0, object.clone());
        assert!(holder.as_object().is_tracked());
        assert_eq!(object.as_object().unwrap().refcount(), 2);
        for i in 2..200u64 {
            t.reserve_one(&heap).unwrap();
            t.insert_new(i as u32, int(i), object.clone());
        }
        assert_eq!(object.as_object().unwrap().refcount(), 200);
        let copy = t.try_clone(&heap).unwrap();
        assert_eq!(object.as_object().unwrap().refcount(), 399);
        drop(copy);
        t.clear();
        assert_eq!(object.as_object().unwrap().refcount(), 1);
        let set = ProbeTable::new();
        set.add_new(&heap, 3, &object).unwrap();
        let ring = Ring::new();
        ring.push_back(&heap, object.clone()).unwrap();
        assert_eq!(object.as_object().unwrap().refcount(), 3);
    }
    assert_eq!(heap.memory().live_blocks(), before);
}

struct More(Value);
// SAFETY: the one edge.
unsafe impl crate::Trace for More {
    fn trace(&self, tracer: &mut crate::Tracer<'_>) {
        self.0.trace(tracer)
    }
}
use crate::Extension as _;
impl crate::Extension for More {
    const NAME: &'static str = "more";
    const SHAPE: ShapeId = ShapeId::fixed(9);
}

#[test]
fn extended_payloads_pass_for_their_base() {
    type Big = crate::Extended<Holder, More>;
    let heap = heap();
    heap.define_shape::<Holder>(Holder::SHAPE, 0, None, 0);
    heap.define_shape::<Big>(Big::SHAPE, 0, None, 0);
    let base = Holder { table: OrderedTable::new() };
    let v = heap.alloc(Big::SHAPE, Big { base, more: More(int(5)) }).unwrap().into_value();
    let holder = v.get::<Holder>().unwrap();
    holder.table.reserve_one(&heap).unwrap();
    holder.table.insert_new(1, int(1), int(1));
    assert_eq!(v.get::<Big>().unwrap().more.0.as_int(), Some(5));
    assert_eq!(v.get::<Big>().unwrap().base.table.len(), 1);
    assert!(v.get_exact::<Holder>().is_none());
    let plain = heap.alloc(Holder::SHAPE, Holder { table: OrderedTable::new() }).unwrap().into_value();
    assert!(plain.get::<Big>().is_none());
}

#[test]
fn versions_run_out_instead_of_coming_back() {
    let next = std::sync::atomic::AtomicU32::new(u32::MAX - 1);
    let drawn: Vec<u32> = (0..4).map(|_| super::ordered::fresh_version(&next)).collect();
    assert_eq!(drawn, [u32::MAX - 1, u32::MAX, 0, 0]);
}
