//! Hands the linker the order of functions: what a start runs stands together.
//!
//! A page of the program's text that is touched brings its neighbours into memory (Linux maps 64 KiB at a time), so start-up
//! code that is scattered over the whole text makes nearly all of it resident. `startup-order.txt` lists the functions that a
//! start runs, by symbol; `cargo xtask startup-order` writes it. A name in it that is gone is ignored.

use std::env;
use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=startup-order.txt");
    // The option is lld's, which is rustc's own linker on this target since 1.90, unless the user chose another.
    let var = |name: &str| env::var(name).unwrap_or_default();
    let flags = var("CARGO_ENCODED_RUSTFLAGS");
    let chosen = flags.contains("linker") || flags.contains("fuse-ld") || !var("RUSTC_LINKER").is_empty();
    if var("PROFILE") != "release" || var("TARGET") != "x86_64-unknown-linux-gnu" || chosen {
        return;
    }
    let order = Path::new(&var("CARGO_MANIFEST_DIR")).join("startup-order.txt");
    if order.exists() {
        println!("cargo:rustc-link-arg-bins=-Wl,--symbol-ordering-file={}", order.display());
        println!("cargo:rustc-link-arg-bins=-Wl,--no-warn-symbol-ordering");
    }
}
