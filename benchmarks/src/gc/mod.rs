//! `gc`: collections of whole graphs, young collections beside a big old heap, and pauses under churn, on
//! hognose-heap, gc-arena and CPython's `gc.collect()`.
//!
//! All sides build the same graphs (`Graph`) and are timed in CPU seconds of their own process.

mod cpython;
mod gc_arena;
mod hognose;

use std::collections::BTreeMap;

/// The graphs. Every one is a single cycle-connected structure, so that nothing of it dies by counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Graph {
    /// Lists of one item in a ring, in order of allocation.
    Chain,
    /// The same in random order.
    ShuffledChain,
    /// Slotted instances with parent, left and right.
    Tree,
    /// Lists: the next node and two random ones.
    Random,
    /// One list of instances with three attributes, one of which is the list.
    Instances,
}

pub const GRAPHS: [(Graph, &str); 5] = [
    (Graph::Chain, "chain"),
    (Graph::ShuffledChain, "shuffled chain"),
    (Graph::Tree, "tree with parents"),
    (Graph::Random, "random graph"),
    (Graph::Instances, "list of instances"),
];

/// The linear congruential generator that the Python side uses too.
pub struct Lcg(pub u64);

impl Lcg {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n
    }
}

pub fn shuffled(n: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..n as u32).collect();
    let mut lcg = Lcg(42);
    for i in (1..n).rev() {
        order.swap(i, lcg.below(i + 1));
    }
    order
}

/// CPU seconds of this process.
pub fn cpu_now() -> f64 {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: a valid clock and a valid place for the answer.
    #[allow(unsafe_code, reason = "a system call")]
    unsafe {
        libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut t);
    }
    t.tv_sec as f64 + t.tv_nsec as f64 * 1e-9
}

/// Nanoseconds by row name.
pub type Times = BTreeMap<String, f64>;

pub fn row(kind: &str, graph: &str, n: usize) -> String {
    let n = if n >= 1_000_000 { format!("{}M", n / 1_000_000) } else { format!("{n}") };
    format!("{kind}: {graph}, {n}")
}

fn geomean(values: &[f64]) -> f64 {
    (values.iter().map(|v| v.ln()).sum::<f64>() / values.len().max(1) as f64).exp()
}

pub fn main(args: Vec<String>) {
    let quick = args.iter().any(|a| a == "--quick");
    let only_hognose = args.iter().any(|a| a == "--hognose");
    let filter: Vec<&str> = args.iter().filter(|a| !a.starts_with("--")).map(String::as_str).collect();
    let sizes: &[usize] = if quick { &[1_000_000] } else { &[1_000_000, 10_000_000] };
    let wanted = |row: &str| filter.is_empty() || filter.iter().any(|f| row.contains(f));
    let mut peers: Vec<(&str, Times)> = Vec::new();
    peers.push(("hognose", hognose::run(sizes, &wanted)));
    if !only_hognose {
        peers.push(("gc-arena", gc_arena::run(sizes, &wanted)));
        peers.push(("CPython", cpython::run(sizes, &filter)));
    }
    report(&peers);
}

fn report(peers: &[(&str, Times)]) {
    print!("{:44}", "");
    for (name, _) in peers {
        print!("{name:>12}");
    }
    println!("{:>20}", "CPython/hognose");
    let ours = &peers[0].1;
    let mut groups: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (row, mine) in ours {
        print!("{row:44}");
        for (_, times) in peers {
            match times.get(row) {
                Some(t) if row.starts_with("pause") => print!("{:>9.2} ms", t / 1e6),
                Some(t) => print!("{:>9.1} ns", t),
                None => print!("{:>12}", "-"),
            }
        }
        if let Some(theirs) = peers.iter().find(|p| p.0 == "CPython").and_then(|p| p.1.get(row)) {
            let ratio = theirs / mine;
            println!("{ratio:>19.1}x");
            let group = row.split(':').next().unwrap_or("");
            let group = if group.starts_with("full") { "full" } else { group };
            groups.entry(group).or_default().push(ratio);
        } else {
            println!();
        }
    }
    println!("(ns per object; a pause in ms)");
    for (group, ratios) in groups {
        println!("geometric mean, {group}: {:.1}x", geomean(&ratios));
    }
}
