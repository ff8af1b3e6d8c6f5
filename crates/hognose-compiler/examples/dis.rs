//! Disassembles a file (`cargo run -p hognose-compiler --example dis FILE`), or with `--check` verifies all files named.

use hognose_compiler::{Mode, check_liveness, compile, disassemble, verify};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|arg| arg == "--check") {
        for path in &args[1..] {
            check(path);
        }
        return;
    }
    let path = args.first().map_or("-", |path| path);
    let text =
        if path == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
    let source = match text {
        Ok(source) => source,
        Err(error) => return eprintln!("{path}: {error}"),
    };
    match compile(&source, path, Mode::Exec, &Default::default()) {
        Ok(unit) => print!("{}", disassemble(&unit)),
        Err(error) => eprintln!("{error}\n{}", error.text.as_deref().unwrap_or("")),
    }
}

fn check(path: &str) {
    let Ok(source) = std::fs::read_to_string(path) else { return };
    match compile(&source, path, Mode::Exec, &Default::default()) {
        Ok(unit) => {
            if let Err(error) = verify(&unit).and_then(|()| check_liveness(&unit)) {
                println!("{path}: {error}");
            }
        }
        Err(error) => println!("{path}: {error}"),
    }
}
