//! Module `_posix`: files, directories and the process, as plain functions. The embedded `posix.py` gives them their Python face.
//!
//! Knows no sockets and no terminals; other processes only as new programs (no fork).
//!
//! # Invariants
//! OS1: a descriptor number that a program gives is used only if this module opened it (or it is 0, 1, 2): the files are owned
//! by the table `Files`, so that no descriptor of the host can be closed or read by number.

mod files;
mod paths;
mod processes;

use hognose_vm::prelude::*;
use hognose_vm::typedef::{Def, ModuleDef, function};

/// The module.
pub static MODULE: ModuleDef =
    ModuleDef { name: "_posix", doc: "", functions: FUNCTIONS, types: &[], init: None };

const FUNCTIONS: &[Def] = &[
    function("open", "(path, flags, mode=511, /)", files::open),
    function("close", "(fd, /)", files::close),
    function("read", "(fd, size, /)", files::read),
    function("write", "(fd, data, /)", files::write),
    function("lseek", "(fd, offset, whence, /)", files::lseek),
    function("fstat", "(fd, /)", files::fstat),
    function("ftruncate", "(fd, size, /)", files::ftruncate),
    function("fsync", "(fd, /)", files::fsync),
    function("isatty", "(fd, /)", files::isatty),
    function("dup", "(fd, /)", files::dup),
    function("dup2", "(fd, fd2, /)", files::dup2),
    function("blocking", "(fd, blocking, /)", files::blocking),
    function("umask", "(mask, /)", |vm, a| {
        let mask = rustix::fs::Mode::from_raw_mode(vm.index_i64(&a[0])? as u32 & 0o777);
        vm.int(i64::from(rustix::process::umask(mask).as_raw_mode()))
    }),
    function("group", "(pid, session, /)", processes::group),
    function("killpg", "(group, signal, /)", processes::killpg),
    function("flock", "(fd, operation, /)", files::flock),
    function("statvfs", "(path, /)", paths::statvfs),
    function("exec", "(args, program, env, /)", processes::exec),
    function("pipe", "()", files::pipe),
    function("spawn", "(args, programs, env, cwd, streams, new_session, /)", processes::spawn),
    function("waitpid", "(pid, options, /)", processes::waitpid),
    function("kill", "(pid, signal, /)", processes::kill),
    function("poll", "(wanted, milliseconds, /)", processes::poll),
    function("stat", "(path, follow, /)", paths::stat),
    function("listdir", "(path, /)", paths::listdir),
    function("mkdir", "(path, mode=511, /)", paths::mkdir),
    function("rmdir", "(path, /)", paths::rmdir),
    function("unlink", "(path, /)", paths::unlink),
    function("rename", "(old, new, /)", paths::rename),
    function("link", "(old, new, /)", paths::link),
    function("symlink", "(target, link, /)", paths::symlink),
    function("readlink", "(path, /)", paths::readlink),
    function("chmod", "(path, mode, /)", paths::chmod),
    function("chown", "(path, uid, gid, follow, /)", paths::chown),
    function("utime", "(path, accessed, modified, /)", paths::utime),
    function("access", "(path, mode, /)", paths::access),
    function("chdir", "(path, /)", paths::chdir),
    function("getcwd", "()", paths::getcwd),
    function("environ", "()", environ),
    function("getpid", "()", |vm, _| vm.int(i64::from(std::process::id()))),
    function("getppid", "()", |vm, _| vm.int(i64::from(std::os::unix::process::parent_id()))),
    function("getuid", "()", |vm, _| vm.int(i64::from(rustix::process::getuid().as_raw()))),
    function("getgid", "()", |vm, _| vm.int(i64::from(rustix::process::getgid().as_raw()))),
    function("cpu_count", "()", |vm, _| {
        vm.int(std::thread::available_parallelism().map_or(1, |n| n.get() as i64))
    }),
    function("strerror", "(code, /)", strerror),
    function("urandom", "(size, /)", urandom),
    function("_exit", "(status, /)", |vm, a| std::process::exit(vm.index_i64(&a[0])? as i32)),
    function("uname", "()", uname),
];

/// The process's environment as pairs of bytes.
fn environ(vm: &Vm, _: &[Value]) -> PyResult {
    use std::os::unix::ffi::OsStrExt;
    let mut pairs = HeapVec::new();
    for (key, value) in std::env::vars_os() {
        let pair = vm.tuple_of([vm.bytes(key.as_bytes())?, vm.bytes(value.as_bytes())?])?;
        vm.push(&mut pairs, pair)?;
    }
    vm.list_from(pairs)
}

fn strerror(vm: &Vm, a: &[Value]) -> PyResult {
    let code = vm.index_i64(&a[0])? as i32;
    let text = std::io::Error::from_raw_os_error(code).to_string();
    let end = text.rfind(" (os error").unwrap_or(text.len());
    vm.str(&text[..end])
}

fn urandom(vm: &Vm, a: &[Value]) -> PyResult {
    let size = vm.index_i64(&a[0])?;
    let Ok(size) = usize::try_from(size) else { return Err(vm.value_error("negative argument not allowed")) };
    vm.check_size(size as u128)?;
    let mut source = match std::fs::File::open("/dev/urandom") {
        Ok(file) => file,
        Err(error) => return Err(vm.os_error(&error, Some("/dev/urandom"))),
    };
    let _charge = vm.charge(size)?;
    let mut bytes = vec![0; size];
    match std::io::Read::read_exact(&mut source, &mut bytes) {
        Ok(()) => vm.bytes(&bytes),
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn uname(vm: &Vm, _: &[Value]) -> PyResult {
    let names = rustix::system::uname();
    let texts = [names.sysname(), names.nodename(), names.release(), names.version(), names.machine()];
    let mut made = HeapVec::new();
    for text in texts {
        let text = vm.str(&text.to_string_lossy())?;
        vm.push(&mut made, text)?;
    }
    vm.tuple_from(made)
}
