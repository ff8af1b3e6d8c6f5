//! The graphs on CPython's `gc.collect()`: one process per graph, timed inside it.

use std::process::Command;

use super::{GRAPHS, Times, row};

const PYTHON: &str = "/usr/bin/python3.11";
const SCRIPT: &str = include_str!("graphs.py");

fn python(args: &[&str]) -> Vec<f64> {
    let out = Command::new(PYTHON).arg("-c").arg(SCRIPT).args(args).output();
    match out {
        Ok(out) if out.status.success() => {
            String::from_utf8_lossy(&out.stdout).split_whitespace().filter_map(|w| w.parse().ok()).collect()
        }
        Ok(out) => {
            eprintln!("{}", String::from_utf8_lossy(&out.stderr));
            Vec::new()
        }
        Err(e) => {
            eprintln!("{PYTHON}: {e}");
            Vec::new()
        }
    }
}

pub fn run(sizes: &[usize], filter: &[&str]) -> Times {
    let wanted = |row: &str| filter.is_empty() || filter.iter().any(|f| row.contains(f));
    let mut times = Times::new();
    for &n in sizes {
        for (_, name) in GRAPHS {
            let (alive, garbage) = (row("full alive", name, n), row("full garbage", name, n));
            if !wanted(&alive) && !wanted(&garbage) {
                continue;
            }
            // A process for each build: memory that is used again would shape the next graph.
            for _ in 0..if n > 2_000_000 { 1 } else { 2 } {
                if let [a, g] = python(&["full", name, &n.to_string()])[..] {
                    for (row, t) in [(&alive, a), (&garbage, g)] {
                        let best = times.entry(row.clone()).or_insert(f64::MAX);
                        *best = best.min(t / n as f64);
                    }
                }
            }
        }
        let name = row("pause", "churn beside", n);
        if wanted(&name)
            && let [p] = python(&["pause", "churn", &n.to_string()])[..]
        {
            times.insert(name, p);
        }
    }
    for young in [700, 2000] {
        for holes in ["fresh", "in holes"] {
            let name = format!("young: {young} of 1M, {holes}");
            if wanted(&name)
                && let [t] = python(&["young", holes, &young.to_string()])[..]
            {
                times.insert(name, t);
            }
        }
    }
    times
}
