//! Side-by-side benchmarks: `alloc` (allocators), `gc` (collectors). A plain build of the workspace does not touch
//! this crate.

mod alloc;
mod gc;

fn main() {
    let mut args = std::env::args().skip(1);
    match args.next().as_deref() {
        Some("alloc") => alloc::main(args.collect()),
        Some("gc") => gc::main(args.collect()),
        _ => {
            eprintln!(
                "usage: benchmarks alloc [--quick]\n       benchmarks gc [--quick] [--hognose] [FILTER..]"
            );
            std::process::exit(2);
        }
    }
}
