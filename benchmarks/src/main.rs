//! Side-by-side benchmarks: `alloc` (allocators). A plain build of the workspace does not touch this crate.

mod alloc;

fn main() {
    let mut args = std::env::args().skip(1);
    match args.next().as_deref() {
        Some("alloc") => alloc::main(args.collect()),
        _ => {
            eprintln!("usage: benchmarks alloc [--quick]");
            std::process::exit(2);
        }
    }
}
