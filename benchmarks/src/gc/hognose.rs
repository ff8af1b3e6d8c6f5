//! The graphs on hognose-heap, as a small language would hold them: lists with a buffer, instances with slots.

use std::cell::Cell;

use hognose_heap::{
    BREAK_COLLECT, CellVec, CollectionInfo, Config, Heap, Payload, Phase, Reason, Ref, Runtime, ShapeId,
    Trace, Tracer, Value, ValueCell,
};

use super::{GRAPHS, Graph, Lcg, Times, cpu_now, row, shuffled};

#[derive(Trace)]
struct List {
    items: CellVec<Value>,
}

impl Payload for List {
    const NAME: &'static str = "list";
    const SHAPE: ShapeId = LIST;
    type Tail = ();
}

#[derive(Trace)]
struct Class {
    name: ValueCell,
}

impl Payload for Class {
    const NAME: &'static str = "class";
    const SHAPE: ShapeId = CLASS;
    type Tail = ();
}

const LIST: ShapeId = ShapeId::fixed(1);
const CLASS: ShapeId = ShapeId::fixed(2);

struct World {
    // Before the heap: values die while it is there.
    roots: Roots,
    instance: ShapeId,
    heap: Box<Heap>,
}

struct Roots {
    class: Value,
    root: ValueCell,
    collected: Cell<usize>,
}

impl Runtime for Roots {
    fn finalize(&self, _: &Heap, _: Value) {}
    fn weak_callback(&self, _: &Heap, _: Value, _: Value) {}
    fn roots(&self, tracer: &mut Tracer<'_>) {
        tracer.edge(&self.class);
        self.root.trace(tracer);
    }
    fn phase(&self, _: &Heap, phase: Phase, info: &CollectionInfo) {
        if phase == Phase::Stop {
            self.collected.set(self.collected.get() + info.collected);
        }
    }
}

/// Each graph is built, collected and dropped so often; the best time counts, here as on the other sides.
const ROUNDS: usize = 3;
const MEMORY: &str = "the benchmark's heap has no limit";

impl World {
    fn new() -> World {
        let heap = Heap::new(Config::default()).expect(MEMORY);
        heap.define_shape::<List>(LIST, 0, None, 0);
        heap.define_shape::<Class>(CLASS, 0, None, 0);
        let class =
            heap.alloc(CLASS, Class { name: ValueCell::new(Value::NONE) }).expect(MEMORY).into_value();
        let instance = heap.new_shape::<hognose_heap::Instance>(3, Some(&class), 0).expect(MEMORY);
        heap.gc_enable(false);
        let roots = Roots { class, root: ValueCell::new(Value::BLANK), collected: Cell::new(0) };
        World { roots, instance, heap }
    }

    fn list(&self) -> Ref<List> {
        self.heap.alloc(LIST, List { items: CellVec::new() }).expect(MEMORY)
    }

    fn push(&self, list: &Ref<List>, v: Value) {
        list.items.try_push(&self.heap, v).expect(MEMORY);
    }

    fn instance(&self) -> Value {
        self.heap.alloc_instance(self.instance).expect(MEMORY)
    }

    fn build(&self, graph: Graph, n: usize) -> Value {
        match graph {
            Graph::Chain | Graph::ShuffledChain | Graph::Random => {
                let nodes: Vec<Ref<List>> = (0..n).map(|_| self.list()).collect();
                let order = if graph == Graph::ShuffledChain { shuffled(n) } else { (0..n as u32).collect() };
                let mut lcg = Lcg(7);
                for i in 0..n {
                    let (from, to) = (&nodes[order[i] as usize], &nodes[order[(i + 1) % n] as usize]);
                    self.push(from, to.to_value());
                    if graph == Graph::Random {
                        self.push(from, nodes[lcg.below(n)].to_value());
                        self.push(from, nodes[lcg.below(n)].to_value());
                    }
                }
                nodes[0].to_value()
            }
            Graph::Tree => {
                let nodes: Vec<Value> = (0..n).map(|_| self.instance()).collect();
                for i in 0..n {
                    let Some(node) = nodes[i].as_object() else { continue };
                    node.set_slot(0, if i == 0 { Value::NONE } else { nodes[(i - 1) / 2].clone() });
                    node.set_slot(1, nodes.get(2 * i + 1).cloned().unwrap_or(Value::NONE));
                    node.set_slot(2, nodes.get(2 * i + 2).cloned().unwrap_or(Value::NONE));
                }
                nodes[0].clone()
            }
            Graph::Instances => {
                let list = self.list();
                for i in 0..n {
                    let v = self.instance();
                    if let Some(o) = v.as_object() {
                        o.set_slot(0, Value::from_small(i as i32));
                        o.set_slot(1, Value::from_f64(i as f64).unwrap_or(Value::NONE));
                        o.set_slot(2, list.to_value());
                    }
                    self.push(&list, v);
                }
                list.into_value()
            }
        }
    }
}

fn collect(w: &World, generation: u8) -> (f64, usize) {
    let start = cpu_now();
    let info = w.heap.collect(generation, Reason::Manual, &w.roots);
    ((cpu_now() - start) * 1e9, info.collected)
}

pub fn run(sizes: &[usize], wanted: &dyn Fn(&str) -> bool) -> Times {
    let mut times = Times::new();
    for &n in sizes {
        for (graph, name) in GRAPHS {
            let (alive, garbage) = (row("full alive", name, n), row("full garbage", name, n));
            if !wanted(&alive) && !wanted(&garbage) {
                continue;
            }
            let (mut lived, mut died) = (f64::MAX, f64::MAX);
            for _ in 0..ROUNDS {
                let w = World::new();
                w.roots.root.set(w.build(graph, n));
                collect(&w, 2);
                lived = (0..3).map(|_| collect(&w, 2).0).fold(lived, f64::min);
                w.roots.root.set(Value::BLANK);
                let (t, collected) = collect(&w, 2);
                assert!(collected >= n, "{name}: {collected} of {n} collected");
                died = died.min(t);
            }
            times.insert(alive, lived / n as f64);
            times.insert(garbage, died / n as f64);
        }
    }
    for young in [700, 2000] {
        for holes in [false, true] {
            let name = format!("young: {young} of 1M, {}", if holes { "in holes" } else { "fresh" });
            if wanted(&name) {
                times.insert(name, young_time(young, holes));
            }
        }
    }
    for &n in sizes {
        let name = row("pause", "churn beside", n);
        if wanted(&name) {
            times.insert(name, longest_pause(n));
        }
    }
    times
}

fn young_time(young: usize, holes: bool) -> f64 {
    let w = World::new();
    let old = w.list();
    for _ in 0..1_000_000 {
        let node = w.list();
        w.push(&node, w.roots.class.clone());
        w.push(&old, node.into_value());
    }
    w.roots.root.set(old.to_value());
    collect(&w, 2);
    if holes {
        let mut lcg = Lcg(3);
        for _ in 0..100_000 {
            old.items.set(lcg.below(1_000_000), Value::NONE);
        }
    }
    let mut best = f64::MAX;
    for _ in 0..2000 {
        let keep: Vec<Ref<List>> = (0..young).map(|_| w.list()).collect();
        for (i, l) in keep.iter().enumerate() {
            w.push(l, old.items.get(i).unwrap_or(Value::NONE));
        }
        best = best.min(collect(&w, 0).0);
        drop(keep);
    }
    best / young as f64
}

fn longest_pause(n: usize) -> f64 {
    let w = World::new();
    w.heap.gc_enable(true);
    let live = w.list();
    let mut longest: f64 = 0.0;
    let mut pause = || {
        if w.heap.breaker().get() & BREAK_COLLECT != 0 {
            let start = cpu_now();
            w.heap.collect_due(&w.roots);
            longest = longest.max((cpu_now() - start) * 1e9);
        }
    };
    w.roots.root.set(live.to_value());
    for _ in 0..n {
        let node = w.list();
        w.push(&node, Value::NONE);
        w.push(&live, node.into_value());
        pause();
    }
    let mut lcg = Lcg(5);
    for i in 0..3 * n.min(2_000_000) {
        let (a, b) = (w.list(), w.list());
        w.push(&a, b.to_value());
        w.push(&b, a.to_value());
        if i % 4 == 0 {
            live.items.set(lcg.below(n), a.into_value());
        }
        pause();
    }
    longest
}
