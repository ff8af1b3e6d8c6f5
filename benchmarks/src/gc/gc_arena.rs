//! The graphs on gc-arena: tracing, no counts. Young collections and pauses have no counterpart there.

use gc_arena::{Arena, Collect, Gc, Lock, Mutation, RefLock, Rootable};

use super::{GRAPHS, Graph, Lcg, Times, cpu_now, row, shuffled};

#[derive(Collect)]
#[collect(no_drop)]
struct List<'gc> {
    items: RefLock<Vec<Item<'gc>>>,
}

#[derive(Collect, Clone, Copy)]
#[collect(no_drop)]
enum Item<'gc> {
    None,
    List(Gc<'gc, List<'gc>>),
    Instance(Gc<'gc, Instance<'gc>>),
}

#[derive(Collect)]
#[collect(no_drop)]
struct Instance<'gc> {
    slots: [Lock<Item<'gc>>; 3],
}

fn list<'gc>(mc: &Mutation<'gc>) -> Gc<'gc, List<'gc>> {
    Gc::new(mc, List { items: RefLock::new(Vec::new()) })
}

fn set<'gc>(mc: &Mutation<'gc>, of: Gc<'gc, Instance<'gc>>, slots: [Item<'gc>; 3]) {
    for (i, item) in slots.into_iter().enumerate() {
        let write = Gc::write(mc, of);
        gc_arena::barrier::field!(write, Instance, slots)[i].unlock().set(item);
    }
}

fn build<'gc>(mc: &Mutation<'gc>, graph: Graph, n: usize) -> Item<'gc> {
    match graph {
        Graph::Chain | Graph::ShuffledChain | Graph::Random => {
            let nodes: Vec<_> = (0..n).map(|_| list(mc)).collect();
            let order = if graph == Graph::ShuffledChain { shuffled(n) } else { (0..n as u32).collect() };
            let mut lcg = Lcg(7);
            for i in 0..n {
                let (from, to) = (nodes[order[i] as usize], nodes[order[(i + 1) % n] as usize]);
                let write = Gc::write(mc, from);
                let mut items = gc_arena::barrier::field!(write, List, items).unlock().borrow_mut();
                items.push(Item::List(to));
                if graph == Graph::Random {
                    items.push(Item::List(nodes[lcg.below(n)]));
                    items.push(Item::List(nodes[lcg.below(n)]));
                }
            }
            Item::List(nodes[0])
        }
        Graph::Tree => {
            let blank = || Instance { slots: std::array::from_fn(|_| Lock::new(Item::None)) };
            let nodes: Vec<_> = (0..n).map(|_| Gc::new(mc, blank())).collect();
            let at = |i: usize| nodes.get(i).map_or(Item::None, |o| Item::Instance(*o));
            for i in 0..n {
                let parent = if i == 0 { Item::None } else { at((i - 1) / 2) };
                set(mc, nodes[i], [parent, at(2 * i + 1), at(2 * i + 2)]);
            }
            at(0)
        }
        Graph::Instances => {
            let all = list(mc);
            for _ in 0..n {
                let o = Gc::new(mc, Instance { slots: std::array::from_fn(|_| Lock::new(Item::None)) });
                set(mc, o, [Item::None, Item::None, Item::List(all)]);
                let write = Gc::write(mc, all);
                gc_arena::barrier::field!(write, List, items).unlock().borrow_mut().push(Item::Instance(o));
            }
            Item::List(all)
        }
    }
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
            for _ in 0..3 {
                let mut arena = Arena::<Rootable![Item<'_>]>::new(|mc| build(mc, graph, n));
                arena.finish_cycle();
                for _ in 0..3 {
                    let start = cpu_now();
                    arena.finish_cycle();
                    lived = lived.min((cpu_now() - start) * 1e9);
                }
                arena.mutate_root(|_, root| *root = Item::None);
                let start = cpu_now();
                arena.finish_cycle();
                died = died.min((cpu_now() - start) * 1e9);
            }
            times.insert(alive, lived / n as f64);
            times.insert(garbage, died / n as f64);
        }
    }
    times
}
