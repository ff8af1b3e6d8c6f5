//! The whole of CPython's library compiles to units that verify, that use temporaries rightly, and that survive
//! serialization; mutated sources never panic.

use std::path::{Path, PathBuf};

use hognose_compiler::{
    Mode, Options, check_liveness, compile, decode_source, deserialize, serialize, verify,
};

fn sources(dir: &Path, list: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, list);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            list.push(path);
        }
    }
}

fn library() -> Vec<PathBuf> {
    let mut list = Vec::new();
    sources(Path::new(rustpython_pylib::LIB_PATH), &mut list);
    list.sort();
    list
}

#[test]
fn library_compiles() {
    let mut wrong = Vec::new();
    let list = library();
    assert!(list.len() > 300, "the library is not there");
    for path in &list {
        let Ok(bytes) = std::fs::read(path) else { continue };
        let name = path.display();
        let source = match decode_source(&bytes) {
            Ok(source) => source,
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        for optimize in [0, 2] {
            match compile(&source, "<library>", Mode::Exec, &Options { optimize, ..Options::default() }) {
                Ok(unit) => {
                    if let Err(error) = verify(&unit).and_then(|()| check_liveness(&unit)) {
                        wrong.push(format!("{name}: {error}"));
                    }
                    if optimize == 0 && deserialize(&serialize(&unit)).as_ref() != Some(&unit) {
                        wrong.push(format!("{name}: serialization"));
                    }
                }
                Err(error) => wrong.push(format!("{name}: {error}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A small generator of numbers (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ".",
    "=",
    ":=",
    "*",
    "**",
    "-",
    "~",
    "'",
    "\"\"\"",
    "f'{",
    "\\",
    "\n",
    "\n  ",
    "\t",
    " if ",
    " else ",
    " for x in y ",
    " lambda: ",
    " yield ",
    " await ",
    " async ",
    " not ",
    " in ",
    " is ",
    "def f():",
    "class A:",
    "try:",
    "finally:",
    "except* E:",
    "with a as b:",
    "match x:",
    "case [a, *_]:",
    "return",
    "break",
    "continue",
    "del x",
    "global x",
    "nonlocal x",
    "1",
    "0x",
    "1e400",
    "'\\ud800'",
    "\u{20ac}",
    "\u{1F40D}",
    "#",
    ";",
    "@",
    "->",
    "...",
    "__debug__",
];

#[test]
fn mutated_sources_never_panic() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let list = library();
    for round in 0..1500 {
        let path = &list[random.below(list.len())];
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        let start = random.below(lines.len());
        lines = lines.into_iter().skip(start).take(40).collect();
        let mut source = lines.join("\n");
        for _ in 0..1 + random.below(4) {
            let mut at = random.below(source.len() + 1);
            while !source.is_char_boundary(at) {
                at -= 1;
            }
            match random.below(3) {
                0 => source.insert_str(at, PIECES[random.below(PIECES.len())]),
                1 => source.truncate(at),
                _ => {
                    let end = source[at..]
                        .char_indices()
                        .nth(1 + random.below(8))
                        .map_or(source.len(), |(i, _)| at + i);
                    source.replace_range(at..end, PIECES[random.below(PIECES.len())]);
                }
            }
        }
        let mode = [Mode::Exec, Mode::Single, Mode::Eval][round % 3];
        if let Ok(unit) = compile(&source, "<mutated>", mode, &Options::default()) {
            let checked = verify(&unit).and_then(|()| check_liveness(&unit));
            assert!(checked.is_ok(), "{checked:?} for\n{source}");
        }
    }
}

#[test]
fn damaged_bytes_are_refused_or_fail_to_verify() {
    let unit = compile(
        "def f(a, b=1):\n  try:\n    return [x + a for x in b]\n  finally:\n    print(1.5)\n",
        "<t>",
        Mode::Exec,
        &Options::default(),
    )
    .expect("compiles");
    let bytes = serialize(&unit);
    let mut random = Random(88172645463325252);
    for _ in 0..20_000 {
        let mut damaged = bytes.clone();
        let at = random.below(damaged.len());
        damaged[at] = random.below(256) as u8;
        if let Some(unit) = deserialize(&damaged) {
            // Whatever it says, checking it does not panic.
            let _ = verify(&unit);
        }
    }
    for length in 0..bytes.len() {
        assert_eq!(deserialize(&bytes[..length]), None);
    }
}
