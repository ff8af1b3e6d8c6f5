//! `benchmarks alloc`: nanoseconds for a pair of alloc and free, in six patterns, and memory after fragmentation.
//!
//! Every peer runs the same loops, compiled for it, with sized free where it has one, in a process of its own. Rounds
//! alternate between the peers; the least time of a pattern counts.

#[cfg(feature = "peers")]
mod c_peers;
mod patterns;
mod peers;

use std::collections::BTreeMap;
use std::process::Command;

use patterns::{Figures, PATTERNS, Part};
use peers::PEERS;

/// The peer that ratios are against.
const OURS: &str = "hognose";
const ROUNDS: usize = 5;

pub fn main(args: Vec<String>) {
    let quick = args.iter().any(|arg| arg == "--quick");
    if let Some(name) = args.iter().position(|arg| arg == "--peer").and_then(|i| args.get(i + 1)) {
        peers::run(name, if args.iter().any(|arg| arg == "--memory") { Part::Memory } else { Part::Time });
        return;
    }
    #[cfg(not(feature = "peers"))]
    if rerun_with_peers(&args) {
        return;
    }
    let only: Vec<&str> = args.iter().filter(|arg| !arg.starts_with("--")).map(String::as_str).collect();
    let mut best: BTreeMap<&str, Figures> = BTreeMap::new();
    let rounds = if quick { 2 } else { ROUNDS };
    let mut silent: Vec<&str> = Vec::new();
    for part in std::iter::repeat_n(Part::Time, rounds).chain([Part::Memory]) {
        for peer in PEERS.into_iter().filter(|peer| only.is_empty() || only.contains(peer)) {
            if silent.contains(&peer) {
                continue;
            }
            let Some(figures) = run_child(peer, part) else {
                silent.push(peer);
                continue;
            };
            let known = best.entry(peer).or_default();
            for (name, value) in figures {
                let least = known.entry(name).or_insert(f64::INFINITY);
                *least = least.min(value);
            }
        }
    }
    report(&best);
}

/// Builds and runs this again with the feature `peers`; false if that fails.
#[cfg(not(feature = "peers"))]
fn rerun_with_peers(args: &[String]) -> bool {
    let Some(cargo) = std::env::var_os("CARGO") else { return false };
    let mut command = Command::new(cargo);
    command.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "benchmarks",
        "--features",
        "peers",
        "--",
        "alloc",
    ]);
    command.args(args).status().is_ok_and(|status| status.success())
}

fn run_child(peer: &str, part: Part) -> Option<Figures> {
    let mut command = Command::new(std::env::current_exe().ok()?);
    command.args(["alloc", "--peer", peer]);
    if part == Part::Memory {
        command.arg("--memory");
    }
    let output = command.output().ok()?;
    if !output.status.success() {
        eprintln!("{peer}: {}", String::from_utf8_lossy(&output.stderr).trim());
        return None;
    }
    let text = String::from_utf8(output.stdout).ok()?;
    let mut figures = Figures::new();
    for line in text.lines() {
        let (name, value) = line.split_once('\t')?;
        figures.insert(name.to_owned(), value.parse().ok()?);
    }
    Some(figures)
}

fn geometric_mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value.ln(), count + 1));
    (sum / f64::from(count)).exp()
}

fn report(best: &BTreeMap<&str, Figures>) {
    let peers: Vec<&str> = PEERS.into_iter().filter(|peer| best.contains_key(peer)).collect();
    let figure = |peer: &str, name: &str| best[peer].get(name).copied().unwrap_or(f64::NAN);
    print!("{:<22}", "ns per alloc+free");
    for peer in &peers {
        print!("{peer:>18}");
    }
    println!();
    for pattern in PATTERNS {
        print!("{pattern:<22}");
        for peer in &peers {
            print!("{:>18.2}", figure(peer, pattern));
        }
        println!();
    }
    print!("{:<22}", "geometric mean");
    for peer in &peers {
        print!("{:>18.2}", geometric_mean(PATTERNS.iter().map(|name| figure(peer, name))));
    }
    println!();
    if peers.contains(&OURS) {
        print!("{:<22}", "  of hognose");
        for peer in &peers {
            let ratio = geometric_mean(PATTERNS.iter().map(|name| figure(peer, name) / figure(OURS, name)));
            print!("{ratio:>17.2}x");
        }
        println!();
        for pattern in PATTERNS {
            let least = peers
                .iter()
                .filter(|peer| !peer.starts_with(OURS))
                .map(|peer| figure(peer, pattern))
                .fold(f64::INFINITY, f64::min);
            let ratio = figure(OURS, pattern) / least;
            if least.is_finite() {
                println!("  {pattern:<20} {ratio:.2} of the best peer");
            }
        }
    }
    table("microseconds", &patterns::BUFFERS, &peers, best, 2);
    table("resident / live", &patterns::MEMORY, &peers, best, 3);
}

fn table(title: &str, rows: &[(&str, &str)], peers: &[&str], best: &BTreeMap<&str, Figures>, digits: usize) {
    print!("\n{title:<22}");
    for peer in peers {
        print!("{peer:>18}");
    }
    println!();
    for (name, label) in rows {
        print!("{label:<22}");
        for peer in peers {
            print!("{:>18.digits$}", best[peer].get(*name).copied().unwrap_or(f64::NAN));
        }
        println!();
    }
}
