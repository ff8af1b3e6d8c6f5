//! Open files by number.

#![allow(clippy::disallowed_types, reason = "open files: the system bounds their number")]

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{IsTerminal, Read, Seek, SeekFrom, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::rc::Rc;

use hognose_vm::prelude::*;

use super::paths::{path_of, stat_tuple};

/// The files that the program opened, by descriptor number.
#[derive(Default)]
struct Files(RefCell<HashMap<i64, Rc<File>>>);

fn keep(vm: &Vm, file: File) -> PyResult {
    let number = i64::from(file.as_raw_fd());
    vm.extension(|files: &Files| files.0.borrow_mut().insert(number, Rc::new(file)));
    vm.int(number)
}

fn bad(vm: &Vm) -> Raised {
    vm.os_error(&std::io::Error::from_raw_os_error(rustix::io::Errno::BADF.raw_os_error()), None)
}

/// The open file of a number.
pub(super) fn file(vm: &Vm, fd: &Value) -> PyResult<Rc<File>> {
    let number = vm.index_i64(fd)?;
    if let Some(file) = vm.extension(|files: &Files| files.0.borrow().get(&number).cloned()) {
        return Ok(file);
    }
    // The standard streams are duplicated when first used by number.
    use std::os::fd::AsFd;
    let owned = match number {
        0 => std::io::stdin().as_fd().try_clone_to_owned(),
        1 => std::io::stdout().as_fd().try_clone_to_owned(),
        2 => std::io::stderr().as_fd().try_clone_to_owned(),
        _ => return Err(bad(vm)),
    };
    match owned {
        Ok(owned) => {
            let file = Rc::new(File::from(owned));
            vm.extension(|files: &Files| files.0.borrow_mut().insert(number, file.clone()));
            Ok(file)
        }
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

/// Runs a system call until no signal cuts it short.
fn run<R>(vm: &Vm, name: Option<&str>, mut call: impl FnMut() -> std::io::Result<R>) -> PyResult<R> {
    loop {
        match call() {
            Ok(made) => return Ok(made),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => vm.poll()?,
            Err(error) => return Err(vm.os_error(&error, name)),
        }
    }
}

pub fn open(vm: &Vm, a: &[Value]) -> PyResult {
    let path = path_of(vm, &a[0])?;
    let flags = vm.index_i64(&a[1])? as u32;
    let mode = if a[2].is_blank() { 0o777 } else { vm.index_i64(&a[2])? as u32 };
    let shown = path.to_string_lossy().into_owned();
    let made = run(vm, Some(&shown), || open_raw(&path, flags, mode))?;
    keep(vm, made)
}

fn open_raw(path: &std::path::Path, flags: u32, mode: u32) -> std::io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let owned: OwnedFd = rustix::fs::open(
        path,
        OFlags::from_bits_retain(flags) | OFlags::CLOEXEC,
        Mode::from_bits_retain(mode),
    )?;
    Ok(File::from(owned))
}

pub fn close(vm: &Vm, a: &[Value]) -> PyResult {
    let number = vm.index_i64(&a[0])?;
    match vm.extension(|files: &Files| files.0.borrow_mut().remove(&number)) {
        Some(_) => Ok(Value::NONE),
        None if (0..=2).contains(&number) => Ok(Value::NONE),
        None => Err(bad(vm)),
    }
}

/// How long a thread waits for a file before it looks whether it is to end.
const SLICE_NANOS: i64 = 20_000_000;
/// What fits into a pipe that can be written to.
const PIPE_BYTES: usize = 4096;

/// A pipe, a socket, a terminal: reading it may take until another thread has done something.
fn may_wait(file: &File) -> bool {
    use std::os::unix::fs::FileTypeExt;
    file.metadata().is_ok_and(|m| {
        let kind = m.file_type();
        kind.is_fifo() || kind.is_socket() || kind.is_char_device()
    })
}

/// Lets other threads go on until the file is ready.
fn wait_ready(vm: &Vm, file: &File, events: rustix::event::PollFlags) -> PyResult<()> {
    use rustix::event::{PollFd, poll};
    let slice = rustix::time::Timespec { tv_sec: 0, tv_nsec: SLICE_NANOS };
    loop {
        vm.poll_signals()?;
        let mut polled = [PollFd::new(file, events)];
        match vm.without_baton(|| poll(&mut polled, Some(&slice)))? {
            Ok(0) | Err(rustix::io::Errno::INTR) => {}
            _ => return Ok(()),
        }
    }
}

/// Most bytes that one read asks for.
const READ_BYTES: usize = 1 << 20;

pub fn read(vm: &Vm, a: &[Value]) -> PyResult {
    let file = file(vm, &a[0])?;
    let Ok(size) = usize::try_from(vm.index_i64(&a[1])?) else {
        return Err(
            vm.os_error(&std::io::Error::from_raw_os_error(rustix::io::Errno::INVAL.raw_os_error()), None)
        );
    };
    let size = size.min(READ_BYTES);
    if (vm.has_threads() || vm.expects_signals()) && may_wait(&file) {
        wait_ready(vm, &file, rustix::event::PollFlags::IN)?;
    }
    let _charge = vm.charge(size)?;
    let mut buffer = vec![0; size];
    let count = run(vm, None, || (&*file).read(&mut buffer))?;
    vm.bytes(&buffer[..count])
}

pub fn write(vm: &Vm, a: &[Value]) -> PyResult {
    let file = file(vm, &a[0])?;
    let bytes = vm.bytes_of_buffer(&a[1])?;
    if file.as_raw_fd() == 1 || vm.index_i64(&a[0])? == 1 {
        hognose_vm::modules::sys::flush(vm);
    }
    if !vm.has_threads() && !vm.expects_signals() || !may_wait(&file) {
        let count = run(vm, None, || (&*file).write(bytes.tail()))?;
        return vm.int_from_usize(count);
    }
    let mut count = 0;
    for piece in bytes.tail().chunks(PIPE_BYTES) {
        wait_ready(vm, &file, rustix::event::PollFlags::OUT)?;
        let written = run(vm, None, || (&*file).write(piece))?;
        count += written;
        if written < piece.len() {
            break;
        }
    }
    vm.int_from_usize(count)
}

pub fn lseek(vm: &Vm, a: &[Value]) -> PyResult {
    let file = file(vm, &a[0])?;
    let offset = vm.index_i64(&a[1])?;
    let to = match vm.index_i64(&a[2])? {
        0 => match u64::try_from(offset) {
            Ok(offset) => SeekFrom::Start(offset),
            Err(_) => {
                return Err(vm.os_error(
                    &std::io::Error::from_raw_os_error(rustix::io::Errno::INVAL.raw_os_error()),
                    None,
                ));
            }
        },
        1 => SeekFrom::Current(offset),
        2 => SeekFrom::End(offset),
        _ => {
            return Err(vm.os_error(
                &std::io::Error::from_raw_os_error(rustix::io::Errno::INVAL.raw_os_error()),
                None,
            ));
        }
    };
    let at = run(vm, None, || (&*file).seek(to))?;
    vm.int_from_u64(at)
}

pub fn fstat(vm: &Vm, a: &[Value]) -> PyResult {
    let file = file(vm, &a[0])?;
    let metadata = run(vm, None, || file.metadata())?;
    stat_tuple(vm, &metadata)
}

pub fn ftruncate(vm: &Vm, a: &[Value]) -> PyResult {
    let file = file(vm, &a[0])?;
    let Ok(size) = u64::try_from(vm.index_i64(&a[1])?) else {
        return Err(
            vm.os_error(&std::io::Error::from_raw_os_error(rustix::io::Errno::INVAL.raw_os_error()), None)
        );
    };
    run(vm, None, || file.set_len(size))?;
    Ok(Value::NONE)
}

pub fn fsync(vm: &Vm, a: &[Value]) -> PyResult {
    let file = file(vm, &a[0])?;
    run(vm, None, || file.sync_all())?;
    Ok(Value::NONE)
}

pub fn isatty(vm: &Vm, a: &[Value]) -> PyResult {
    let found = file(vm, &a[0]);
    match found {
        Ok(file) => Ok(Value::from_bool(file.is_terminal())),
        Err(raised) => match vm.catch(&vm.exc.os_error) {
            Some(_) => Ok(Value::FALSE),
            None => Err(raised),
        },
    }
}

pub fn dup(vm: &Vm, a: &[Value]) -> PyResult {
    let file = file(vm, &a[0])?;
    let copy = run(vm, None, || file.try_clone())?;
    keep(vm, copy)
}

/// `dup2(fd, fd2)`: number `fd2` means the file of `fd` from now on.
pub fn dup2(vm: &Vm, a: &[Value]) -> PyResult {
    let source = file(vm, &a[0])?;
    let number = vm.index_i64(&a[1])?;
    let failed = |error: rustix::io::Errno| vm.os_error(&error.into(), None);
    if (0..=2).contains(&number) {
        hognose_vm::modules::sys::flush(vm);
        let done = match number {
            0 => rustix::stdio::dup2_stdin(&*source),
            1 => rustix::stdio::dup2_stdout(&*source),
            _ => rustix::stdio::dup2_stderr(&*source),
        };
        done.map_err(failed)?;
        // The number is duplicated anew when it is asked for.
        drop(vm.extension(|files: &Files| files.0.borrow_mut().remove(&number)));
        return Ok(Value::NONE);
    }
    drop(vm.extension(|files: &Files| files.0.borrow_mut().remove(&number)));
    let wanted = i32::try_from(number).map_err(|_| bad(vm))?;
    let made = rustix::io::fcntl_dupfd_cloexec(&*source, wanted).map_err(failed)?;
    if made.as_raw_fd() != wanted {
        // Somebody else's: it is not taken away.
        return Err(bad(vm));
    }
    keep(vm, File::from(made))
}

/// `blocking(fd, flag or None)`: whether the file's reads and writes wait, or sets it.
pub fn blocking(vm: &Vm, a: &[Value]) -> PyResult {
    use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
    let file = file(vm, &a[0])?;
    let failed = |error: rustix::io::Errno| vm.os_error(&error.into(), None);
    let flags = fcntl_getfl(&*file).map_err(failed)?;
    if a[1].is_none() {
        return Ok(Value::from_bool(!flags.contains(OFlags::NONBLOCK)));
    }
    let mut wanted = flags;
    wanted.set(OFlags::NONBLOCK, !vm.truthy(&a[1])?);
    fcntl_setfl(&*file, wanted).map_err(failed)?;
    Ok(Value::NONE)
}

/// `flock(fd, operation)`: LOCK_SH 1, LOCK_EX 2, LOCK_UN 8, each with LOCK_NB 4 or without.
pub fn flock(vm: &Vm, a: &[Value]) -> PyResult {
    use rustix::fs::FlockOperation;
    let file = file(vm, &a[0])?;
    let number = vm.index_i64(&a[1])?;
    let wait = number & 4 == 0;
    let operation = match number & !4 {
        1 => FlockOperation::NonBlockingLockShared,
        2 => FlockOperation::NonBlockingLockExclusive,
        8 => FlockOperation::NonBlockingUnlock,
        _ => return Err(vm.value_error("unrecognized lockf argument")),
    };
    loop {
        match rustix::fs::flock(&*file, operation) {
            Ok(()) => return Ok(Value::NONE),
            Err(rustix::io::Errno::AGAIN) if wait => {
                let slice = std::time::Duration::from_millis(5);
                vm.sleep_until(std::time::Instant::now() + slice)?;
            }
            Err(error) => return Err(vm.os_error(&error.into(), None)),
        }
    }
}

pub fn pipe(vm: &Vm, _: &[Value]) -> PyResult {
    let (reader, writer) = run(vm, None, || Ok(rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?))?;
    vm.tuple_of([keep(vm, File::from(reader))?, keep(vm, File::from(writer))?])
}
