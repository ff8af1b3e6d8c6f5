//! The compiler over mutated Python text: no panic, no deep stack, no endless work, and every unit that comes out is
//! well-formed, uses its temporaries as it should, and survives being stored.

use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use hognose_compiler::{Mode, Options};

use crate::random::Random;
use crate::{corpus, mutate, supervise};

/// More CPU time than this for one text is a fault.
const SLOW: Duration = Duration::from_secs(5);

/// The text of a round.
pub fn text(seed: u64) -> (String, Mode) {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    let texts = TEXTS.get_or_init(corpus::sources);
    let mut random = Random::new(seed);
    let mode = match random.below(12) {
        0 => Mode::Eval,
        1 => Mode::Single,
        _ => Mode::Exec,
    };
    let (one, other) = (random.pick(texts), random.pick(texts));
    let line = if mode == Mode::Exec { None } else { one.lines().nth(random.below(one.lines().count())) };
    let one = line.map_or(one.as_str(), str::trim_start);
    (mutate::mutate(&mut random, one, other), mode)
}

/// One round.
pub fn round(seed: u64) {
    let (text, mode) = text(seed);
    let before = supervise::own_cpu();
    check(&text, mode);
    let used = supervise::own_cpu() - before;
    assert!(used < SLOW, "compiling took {used:?} of CPU time");
}

fn check(text: &str, mode: Mode) {
    let Ok(unit) = hognose_compiler::compile(text, "<fuzz>", mode, &Options::default()) else { return };
    hognose_compiler::verify(&unit).expect("a well-formed unit");
    hognose_compiler::check_liveness(&unit).expect("temporaries used as they should");
    let stored = hognose_compiler::serialize(&unit);
    let back = hognose_compiler::deserialize(&stored).expect("a stored unit comes back");
    assert!(hognose_compiler::serialize(&back) == stored, "a stored unit comes back another");
}

/// Keeps the text of a round that failed.
pub fn save(seed: u64, path: &Path) {
    let _ = std::fs::write(path, text(seed).0);
}
