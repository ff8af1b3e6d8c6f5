//! `--stats`: a readable table on stderr.

use std::collections::BTreeMap;

use hognose::vm::Vm;

fn bytes(n: usize) -> String {
    match n {
        0..10_240 => format!("{n} B"),
        10_240..10_485_760 => format!("{:.1} KiB", n as f64 / 1024.0),
        _ => format!("{:.1} MiB", n as f64 / 1_048_576.0),
    }
}

/// Prints everything about the interpreter's memory.
pub fn print(vm: &Vm) {
    let heap = vm.heap();
    let stats = heap.memory().stats();
    eprintln!("heap");
    let limit = vm.heap_limit().map_or_else(|| "none".to_owned(), bytes);
    let resident = stats.resident_bytes.map_or_else(|| "unknown".to_owned(), bytes);
    let rows = [
        ("limit", limit),
        ("peak committed", bytes(stats.peak_committed_bytes)),
        ("committed", bytes(stats.committed_bytes)),
        ("reserved", bytes(stats.mapped_bytes)),
        ("resident", resident),
        ("live", format!("{} in {} blocks", bytes(stats.live_bytes), stats.live_blocks)),
    ];
    for (name, value) in rows {
        eprintln!("  {name:<18}{value:>18}");
    }
    let (foreign, peak) = crate::foreign::bytes();
    eprintln!("  {:<18}{:>18}  (peak {})", "foreign", bytes(foreign), bytes(peak));
    objects(vm);
    eprintln!("\ncollections      runs   collected  uncollectable        time     longest");
    for (generation, s) in heap.gc_stats().iter().enumerate() {
        eprintln!(
            "  generation {generation}{:>8}{:>12}{:>15}{:>9.3} ms{:>9.3} ms",
            s.collections,
            s.collected,
            s.uncollectable,
            s.duration.as_secs_f64() * 1e3,
            s.longest.as_secs_f64() * 1e3
        );
    }
    eprintln!("  longest pause   {:>9.3} ms", heap.gc_longest_pause().as_secs_f64() * 1e3);
    eprintln!("\n{stats}");
}

fn objects(vm: &Vm) {
    let mut types: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    vm.heap().for_each_object(|o| {
        let value = o.to_value();
        let class = vm.class_of(&value);
        let entry = types.entry(class.name()).or_default();
        entry.0 += 1;
        entry.1 += o.block_size();
    });
    let mut rows: Vec<(String, (usize, usize))> = types.into_iter().collect();
    rows.sort_by_key(|(_, (_, size))| std::cmp::Reverse(*size));
    eprintln!("\nobjects by type          count         bytes");
    let shown = 20;
    for (name, (count, size)) in rows.iter().take(shown) {
        eprintln!("  {name:<20}{count:>8}{:>14}", bytes(*size));
    }
    if rows.len() > shown {
        let rest = &rows[shown..];
        let (count, size) = rest.iter().fold((0, 0), |sum, (_, (c, s))| (sum.0 + c, sum.1 + s));
        eprintln!("  {:<20}{count:>8}{:>14}", format!("{} other types", rest.len()), bytes(size));
    }
}
