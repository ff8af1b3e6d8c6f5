//! The command `hognose`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(|| {
        let args: Vec<String> = std::env::args().skip(1).collect();
        let mut interp = match hognose::Builder::new().build() {
            Ok(i) => i,
            Err(e) => {
                eprintln!("hognose: {e}");
                return 1;
            }
        };
        interp.enter(|vm| vm.set_native_stack(255 << 20));
        let result = match args.first().map(String::as_str) {
            Some("-c") => interp.run(args.get(1).map_or("", String::as_str), "<string>"),
            Some(file) => interp.run_file(std::path::Path::new(file)),
            None => Ok(()),
        };
        match result {
            Ok(()) => 0,
            Err(e) => e.exit_code(),
        }
    });
    let code = thread.map(|t| t.join());
    match code {
        Ok(Ok(code)) => ExitCode::from(code as u8),
        _ => ExitCode::from(70),
    }
}
