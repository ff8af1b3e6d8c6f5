//! What a benchmark run prints and writes: rows, geometric means by group, and a JSON file.
//!
//! It measures nothing. Ratios are Hognose over CPython: below 1 is better.

use std::path::Path;

/// One run of one program.
#[derive(Clone, Copy)]
pub struct Sample {
    pub cpu_seconds: f64,
    pub wall_seconds: f64,
    pub peak_rss_bytes: f64,
    /// A time that the program measured itself, if it did.
    pub own_seconds: Option<f64>,
}

/// All runs of one program, on both interpreters.
pub struct Row {
    pub name: String,
    pub group: String,
    pub ours: Vec<Sample>,
    pub theirs: Vec<Sample>,
    pub fault: Option<String>,
}

const MIB: f64 = 1024.0 * 1024.0;

impl Row {
    /// The median of a measure: Hognose's and CPython's.
    fn medians(&self, measure: fn(&Sample) -> f64) -> (f64, f64) {
        (median(self.ours.iter().map(measure)), median(self.theirs.iter().map(measure)))
    }

    fn ratio(&self, measure: fn(&Sample) -> f64) -> f64 {
        let (ours, theirs) = self.medians(measure);
        ours / theirs
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn cpu(sample: &Sample) -> f64 {
    sample.cpu_seconds
}

fn rss(sample: &Sample) -> f64 {
    sample.peak_rss_bytes
}

fn own(sample: &Sample) -> f64 {
    sample.own_seconds.unwrap_or(f64::NAN)
}

fn wall(sample: &Sample) -> f64 {
    sample.wall_seconds
}

pub fn print_header(hognose: &Path, cpython: &Path) {
    println!(
        "Hognose: {}   CPython: {}   (medians; ratio < 1: Hognose is better)",
        hognose.display(),
        cpython.display()
    );
    println!(
        "{:34} {:>9} {:>9} {:>6}   {:>9} {:>9} {:>6}   {:>10} {:>10} {:>6}",
        "program", "cpu s", "CPython", "ratio", "peak MiB", "CPython", "ratio", "own ms", "CPython", "ratio"
    );
}

pub fn print_row(row: &Row) {
    if let Some(fault) = &row.fault {
        println!("{:34} FAILED {fault}", row.name);
        return;
    }
    let (ours, theirs) = row.medians(cpu);
    let (our_rss, their_rss) = row.medians(rss);
    print!("{:34} {ours:9.3} {theirs:9.3} {:6.2}   ", row.name, ours / theirs);
    print!("{:9.1} {:9.1} {:6.2}", our_rss / MIB, their_rss / MIB, our_rss / their_rss);
    let (our_own, their_own) = row.medians(if row.group == "start" { wall } else { own });
    if our_own.is_nan() {
        println!();
    } else {
        println!("   {:10.2} {:10.2} {:6.2}", our_own * 1e3, their_own * 1e3, our_own / their_own);
    }
}

/// Geometric means of the ratios, by group, and over all programs but the builds.
pub fn print_means(rows: &[Row]) {
    let good: Vec<&Row> = rows.iter().filter(|row| row.fault.is_none()).collect();
    let mut groups: Vec<&str> = Vec::new();
    for row in &good {
        if !groups.contains(&row.group.as_str()) {
            groups.push(&row.group);
        }
    }
    println!(
        "\n{:34} {:>4} {:>9} {:>9} {:>9}   worst cpu",
        "geometric means", "n", "cpu", "peak", "own time"
    );
    for group in groups {
        print_mean(group, good.iter().filter(|row| row.group == group).copied());
    }
    let mut programs = vec!["programs", "pyperformance core", "pyperformance more"];
    print_mean(
        "all programs, builds aside",
        good.iter().filter(|row| programs.contains(&row.group.as_str())).copied(),
    );
    programs.push("pyperformance beside");
    print_mean("and those beside", good.iter().filter(|row| programs.contains(&row.group.as_str())).copied());
}

fn print_mean<'a>(name: &str, rows: impl Iterator<Item = &'a Row>) {
    let rows: Vec<&Row> = rows.collect();
    if rows.is_empty() {
        return;
    }
    let mean = |measure: fn(&Sample) -> f64| {
        let logs: f64 = rows.iter().map(|row| row.ratio(measure).ln()).sum();
        (logs / rows.len() as f64).exp()
    };
    let worst = rows.iter().max_by(|a, b| a.ratio(cpu).total_cmp(&b.ratio(cpu)));
    let worst = worst.map_or(String::new(), |row| format!("{:.2} {}", row.ratio(cpu), row.name));
    let own_mean = mean(own);
    let own_text = if own_mean.is_nan() { "-".into() } else { format!("{own_mean:.3}") };
    println!("{name:34} {:4} {:9.3} {:9.3} {own_text:>9}   {worst}", rows.len(), mean(cpu), mean(rss));
}

/// Writes every row, by hand: names hold no character that JSON escapes.
pub fn write_json(path: &Path, rows: &[Row]) -> Result<(), String> {
    let number = |value: f64| if value.is_finite() { format!("{value}") } else { "null".into() };
    let mut lines = Vec::new();
    for row in rows {
        let (cpu_ours, cpu_theirs) = row.medians(cpu);
        let (rss_ours, rss_theirs) = row.medians(rss);
        let (own_ours, own_theirs) = row.medians(own);
        let fault = row.fault.as_deref().map_or("null".into(), |fault| format!("{fault:?}"));
        lines.push(format!(
            "  {{\"name\": \"{}\", \"group\": \"{}\", \"cpu\": [{}, {}], \"peak_rss\": [{}, {}], \"own\": [{}, {}], \"fault\": {fault}}}",
            row.name, row.group, number(cpu_ours), number(cpu_theirs), number(rss_ours), number(rss_theirs), number(own_ours), number(own_theirs)
        ));
    }
    let text = format!("[\n{}\n]\n", lines.join(",\n"));
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    }
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
