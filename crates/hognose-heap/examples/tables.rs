//! Times the tables: `cargo run --release -p hognose-heap --example tables`.

use std::hint::black_box;

use hognose_heap::{Config, Found, Heap, KeyMatch, OrderedTable, ProbeFound, ProbeTable, Value, fold_hash};

fn int(i: i64) -> Value {
    Value::from_int(i).expect("small")
}

/// CPU time of this thread, which other processes do not stretch.
fn cpu_nanoseconds() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn time(name: &str, n: u64, f: impl FnOnce()) {
    let start = cpu_nanoseconds();
    f();
    println!("{name:40} {:8.2} ns", (cpu_nanoseconds() - start) as f64 / n as f64);
}

fn get(t: &OrderedTable, k: i64) -> Option<Value> {
    let key = int(k);
    match t.find(fold_hash(k), &key, |_| KeyMatch::Different) {
        Found::Entry(i) => t.value_at(i),
        _ => None,
    }
}

fn main() {
    let heap = Heap::new(Config::default()).expect("a heap");
    for size in [3i64, 8, 30, 1000, 1_000_000] {
        let rounds = (4_000_000 / size).max(1);
        let n = (rounds * size) as u64;
        let t = OrderedTable::new();
        time(&format!("dict insert, clear ({size})"), n, || {
            for _ in 0..rounds {
                t.clear();
                for i in 0..size {
                    t.reserve_one(&heap).expect("memory");
                    t.insert_new(fold_hash(i), int(i), Value::NONE);
                }
            }
        });
        time(&format!("dict get ({size})"), n, || {
            for _ in 0..rounds {
                for i in 0..size {
                    black_box(get(&t, black_box(i)));
                }
            }
        });
        time(&format!("dict get, random ({size})"), n, || {
            let mut x = 1u64;
            for _ in 0..n {
                x = x.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                black_box(get(&t, ((x >> 33) % size as u64) as i64));
            }
        });
        time(&format!("dict miss ({size})"), n, || {
            for _ in 0..rounds {
                for i in 0..size {
                    black_box(get(&t, black_box(i + size)));
                }
            }
        });
        let s = ProbeTable::new();
        time(&format!("set add, clear ({size})"), n, || {
            for _ in 0..rounds {
                s.clear();
                for i in 0..size {
                    s.add_new(&heap, i, &int(i)).expect("memory");
                }
            }
        });
        time(&format!("set contains ({size})"), n, || {
            for _ in 0..rounds {
                for i in 0..size {
                    let found = s.find(black_box(i), &int(i), |_| KeyMatch::Different);
                    black_box(matches!(found, ProbeFound::Slot(_)));
                }
            }
        });
    }
}
