//! The command `hognose`: runs Python programs in a private heap, and shows what happened to memory.
//!
//! args.rs reads the command line, stats.rs prints `--stats`. The program runs on a thread with a large reserved stack.

mod args;
mod foreign;
mod stats;

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use hognose::vm::signals::{Board, SIGINT};
use signal_hook::iterator::{Handle, Signals};

use args::{Action, Args};

/// Address space of the main program's native stack; only what is used becomes resident.
const STACK_BYTES: usize = 512 << 20;
/// Native stack that a program with a heap limit may use: it comes on top of the limit.
const LIMITED_STACK_BYTES: usize = 4 << 20;
/// The heap check failed.
const EXIT_HEAP: i32 = 70;

fn main() -> ExitCode {
    let args = match args::parse() {
        Ok(args) => args,
        Err(message) => {
            eprintln!("hognose: {message}\nTry 'hognose --help'.");
            return ExitCode::from(2);
        }
    };
    match args.action {
        Action::Help => {
            print!("{}", args::HELP);
            return ExitCode::SUCCESS;
        }
        Action::Version => {
            println!("Hognose {} (Python 3.14)", env!("CARGO_PKG_VERSION"));
            return ExitCode::SUCCESS;
        }
        _ => {}
    }
    let signals = Signals::new([SIGINT]);
    let handle = signals.as_ref().ok().map(Signals::handle);
    let board = Arc::new(OnceLock::new());
    let program = board.clone();
    let thread =
        std::thread::Builder::new().name("python".to_owned()).stack_size(STACK_BYTES).spawn(move || {
            let ended = Ended(handle);
            run(args, &program, ended.0.as_ref())
        });
    if let (Ok(_), Ok(signals)) = (&thread, signals) {
        receive(signals, &board);
    }
    let code = match thread {
        Ok(thread) => thread.join().unwrap_or(EXIT_HEAP),
        Err(error) => {
            eprintln!("hognose: cannot start a thread: {error}");
            1
        }
    };
    ExitCode::from(code as u8)
}

/// Lets the thread that waits for signals go when the program has ended, however it has.
struct Ended(Option<Handle>);

impl Drop for Ended {
    fn drop(&mut self) {
        if let Some(handle) = &self.0 {
            handle.close();
        }
    }
}

/// Passes signals on to the program until it has ended. An interrupt that the program does not see to (it waits in a system call) lets
/// the next one end the process.
fn receive(mut signals: Signals, board: &OnceLock<Arc<Board>>) {
    for signal in signals.forever() {
        let taken = board.get().is_some_and(|board| board.arrive(signal));
        if !taken && signal == SIGINT {
            // What fails here leaves the process as it is.
            drop(signal_hook::low_level::emulate_default_handler(signal));
        }
    }
}

fn run(args: Args, board: &OnceLock<Arc<Board>>, handle: Option<&Handle>) -> i32 {
    if args.disassemble {
        return disassemble(&args);
    }
    let mut builder = hognose::Builder::new().debug_malloc(args.debug_malloc).settings(args.settings.clone());
    if let Some(limit) = args.heap_limit {
        builder = builder.heap_limit(limit);
    }
    if let Some(policy) = args.policy {
        builder = builder.gc_policy(policy);
    }
    let mut interpreter = match builder.build() {
        Ok(interpreter) => interpreter,
        Err(error) => {
            eprintln!("hognose: {error}");
            return error.exit_code();
        }
    };
    interpreter.enter(|vm| {
        let signals = vm.signals();
        if let Some(handle) = handle.cloned() {
            signals.watch_with(move |signal| handle.add_signal(signal).is_ok());
        }
        drop(board.set(signals));
        let limited = args.heap_limit.is_some();
        vm.set_native_stack(if limited { LIMITED_STACK_BYTES } else { STACK_BYTES - (1 << 20) });
        if let Some(fault) = args.inject_fault.filter(|_| args.inject_at_start) {
            vm.heap().inject_fault(fault);
        }
        if let Some(n) = args.gc_stress {
            vm.heap().set_gc_stress(n);
        }
    });
    let result = match &args.action {
        Action::Code(code) => interpreter.run(code, "<string>"),
        Action::Module(name) => interpreter.run_module(name),
        Action::Stdin => run_stdin(&mut interpreter),
        Action::File(file) => run_file(&mut interpreter, file),
        Action::Help | Action::Version => Ok(()),
    };
    let mut code = result.map_or_else(|error| error.exit_code(), |()| 0);
    if args.stats {
        interpreter.enter(stats::print);
    }
    if let Some(fault) = args.inject_fault.filter(|_| !args.inject_at_start) {
        interpreter.enter(|vm| vm.heap().inject_fault(fault));
    }
    if args.settings.check_heap {
        if interpreter.enter(|vm| vm.failed_checks()) > 0 {
            code = EXIT_HEAP;
        }
        if let Err(found) = interpreter.enter(|vm| vm.check_heap()) {
            eprint!("hognose: heap check failed:\n{found}");
            code = EXIT_HEAP;
        }
    }
    if args.settings.check_heap || args.release {
        let report = interpreter.end(args.settings.check_heap);
        for fault in &report.faults {
            eprintln!("hognose: heap check at exit: {fault}");
        }
        if args.settings.check_heap && report.blocks_left != 0 {
            eprintln!("hognose: heap check at exit: {} blocks are still in use", report.blocks_left);
        }
        if args.settings.check_heap && (!report.faults.is_empty() || report.blocks_left != 0) {
            code = EXIT_HEAP;
        }
    } else {
        // What Python code can see of the end happens; the heap goes with the process.
        interpreter.enter(hognose::vm::Vm::release_program);
        std::mem::forget(interpreter);
    }
    code
}

fn run_stdin(interpreter: &mut hognose::Interpreter) -> Result<(), hognose::Error> {
    let mut bytes = Vec::new();
    if let Err(error) = std::io::stdin().read_to_end(&mut bytes) {
        eprintln!("hognose: cannot read standard input: {error}");
    }
    interpreter.run(&String::from_utf8_lossy(&bytes), "<stdin>")
}

fn run_file(interpreter: &mut hognose::Interpreter, file: &str) -> Result<(), hognose::Error> {
    let path = Path::new(file);
    if path.is_dir() {
        let main = path.join("__main__.py");
        if main.is_file() {
            return interpreter.run_file(&main);
        }
        eprintln!("hognose: can't find '__main__' module in '{file}'");
        std::process::exit(1);
    }
    if let Err(error) = std::fs::File::open(path) {
        eprintln!("hognose: can't open file '{file}': {error}");
        std::process::exit(2);
    }
    interpreter.run_file(path)
}

fn disassemble(args: &Args) -> i32 {
    let (source, name) = match &args.action {
        Action::Code(code) => (code.clone(), "<string>".to_owned()),
        Action::File(file) => match std::fs::read_to_string(file) {
            Ok(source) => (source, file.clone()),
            Err(error) => {
                eprintln!("hognose: can't open file '{file}': {error}");
                return 2;
            }
        },
        _ => {
            eprintln!("hognose: --dis needs a file or -c");
            return 2;
        }
    };
    let options = hognose_compiler::Options { optimize: args.settings.optimize, future_annotations: false };
    match hognose_compiler::compile(&source, &name, hognose_compiler::Mode::Exec, &options) {
        Ok(unit) => {
            print!("{}", hognose_compiler::disassemble(&unit));
            0
        }
        Err(error) => {
            eprintln!("{name}: {error}");
            1
        }
    }
}
