//! The disassembly of small functions, kept beside them. `BLESS=1 cargo test -p hognose-compiler` writes them anew.

use std::path::Path;

use hognose_compiler::opcode::TABLE;
use hognose_compiler::{Mode, Options, check_liveness, compile, disassemble, verify};

fn compare(path: &Path, text: &str) -> Option<String> {
    if std::env::var_os("BLESS").is_some() {
        return std::fs::write(path, text).err().map(|error| error.to_string());
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    (expected != text).then(|| format!("{}:\n{text}", path.display()))
}

#[test]
fn disassembly() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(&dir).expect("snapshots").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        count += 1;
        let source = std::fs::read_to_string(&path).expect("source");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let unit = compile(&source, &name, Mode::Exec, &Options::default()).expect("compiles");
        verify(&unit).expect("verifies");
        check_liveness(&unit).expect("uses temporaries rightly");
        wrong.extend(compare(&path.with_extension("txt"), &disassemble(&unit)));
    }
    assert!(count >= 12);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// docs/bytecode.md is the table of opcodes.
#[test]
fn documentation() {
    let mut text = String::from(
        "# Bytecode\n\nWritten from `crates/hognose-compiler/src/opcode.rs` by `BLESS=1 cargo test -p hognose-compiler --test snapshots`; edit that file.\n\n\
         `R[a]` is register a. Operands: dst is written, src is read (a temporary is consumed, a local borrowed), keep is read and stays,\n\
         run is the first of consecutive registers.\n\n| number | instruction | operands | extra word | effect |\n|---|---|---|---|---|\n",
    );
    for (number, row) in TABLE.iter().enumerate() {
        let operands: Vec<String> = [row.a, row.b, row.c]
            .iter()
            .map(|operand| format!("{operand:?}").to_lowercase())
            .map(|operand| if operand == "no" { "-".to_string() } else { operand })
            .collect();
        let extra = format!("{:?}", row.x).to_lowercase();
        let doc = row.doc.trim().replace("\n ", " ").replace('|', "\\|");
        let extra = if extra == "none" { "" } else { &extra };
        text.push_str(&format!("| {number} | {} | {} | {extra} | {doc} |\n", row.name, operands.join(" ")));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/bytecode.md");
    assert_eq!(compare(&path, &text), None);
}
