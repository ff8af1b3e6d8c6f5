//! Disassembles a file: `cargo run -p hognose-compiler --example dis FILE`.

fn main() {
    let path = std::env::args().nth(1).unwrap_or_else(|| "-".to_string());
    let text = if path == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(&path) };
    let source = match text {
        Ok(source) => source,
        Err(error) => return eprintln!("{path}: {error}"),
    };
    match hognose_compiler::compile(&source, &path, hognose_compiler::Mode::Exec, &Default::default()) {
        Ok(unit) => print!("{}", hognose_compiler::disassemble(&unit)),
        Err(error) => eprintln!("{error}\n{}", error.text.as_deref().unwrap_or("")),
    }
}
