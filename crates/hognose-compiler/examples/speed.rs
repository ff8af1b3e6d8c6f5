//! How fast the compiler is: bytes a second over the files named.

use std::time::Instant;

use hognose_compiler::{Mode, Options, compile, serialize};

fn main() {
    let sources: Vec<String> =
        std::env::args().skip(1).filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let bytes: usize = sources.iter().map(String::len).sum();
    let start = Instant::now();
    let units: Vec<_> = sources
        .iter()
        .filter_map(|source| compile(source, "<speed>", Mode::Exec, &Options::default()).ok())
        .collect();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{} files, {:.2} MB, {seconds:.3} s, {:.1} MB/s",
        units.len(),
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds
    );
    let packed: usize = units.iter().map(|unit| serialize(unit).len()).sum();
    println!("serialized: {:.2} MB", packed as f64 / 1e6);
}
