//! Other processes: starting one, waiting for it, signalling it, and waiting until descriptors are ready.
//!
//! No fork: a child is a new program from its first instruction, so that nothing of this heap is ever shared with it.

#![allow(clippy::disallowed_methods, reason = "arguments of one system call, which are in the heap")]

use std::ffi::OsString;
use std::os::fd::AsFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use hognose_vm::prelude::*;
use rustix::process::{Pid, Signal, WaitOptions};

use super::files::file;
use super::paths::path_of;

fn failed(vm: &Vm, error: rustix::io::Errno) -> Raised {
    vm.os_error(&std::io::Error::from_raw_os_error(error.raw_os_error()), None)
}

fn pid_of(vm: &Vm, v: &Value) -> PyResult<Pid> {
    let number = vm.index_i64(v)?;
    let pid = i32::try_from(number).ok().filter(|n| *n > 0).and_then(Pid::from_raw);
    pid.ok_or_else(|| failed(vm, rustix::io::Errno::SRCH))
}

/// `spawn(args, executables, env or None, cwd or None, (stdin, stdout, stderr), new_session)`: the new process's id. A negative
/// descriptor is inherited.
pub fn spawn(vm: &Vm, a: &[Value]) -> PyResult {
    let mut words: Vec<OsString> = Vec::new();
    for word in vm.collect(&a[0])?.iter() {
        words.push(path_of(vm, word)?.into_os_string());
    }
    let mut streams = Vec::new();
    for fd in vm.collect(&a[4])?.iter() {
        streams.push(if vm.index_i64(fd)? < 0 { None } else { Some(file(vm, fd)?) });
    }
    let mut last = std::io::Error::from_raw_os_error(rustix::io::Errno::NOENT.raw_os_error());
    for program in vm.collect(&a[1])?.iter() {
        let mut command = Command::new(path_of(vm, program)?);
        if let Some((first, rest)) = words.split_first() {
            command.arg0(first).args(rest);
        }
        if !a[2].is_none() {
            command.env_clear();
            for pair in vm.collect(&a[2])?.iter() {
                let pair = path_of(vm, pair)?.into_os_string();
                let text = pair.as_encoded_bytes();
                use std::os::unix::ffi::OsStrExt;
                if let Some(at) = text.iter().position(|b| *b == b'=') {
                    let (name, value) = (&text[..at], &text[at + 1..]);
                    command.env(std::ffi::OsStr::from_bytes(name), std::ffi::OsStr::from_bytes(value));
                }
            }
        }
        if vm.truthy(&a[5])? {
            // The nearest to a session that std offers: a process group of its own.
            command.process_group(0);
        }
        if !a[3].is_none() {
            command.current_dir(path_of(vm, &a[3])?);
        }
        for (number, stream) in streams.iter().enumerate() {
            let Some(stream) = stream else { continue };
            let copy = match stream.try_clone() {
                Ok(copy) => Stdio::from(copy),
                Err(error) => return Err(vm.os_error(&error, None)),
            };
            match number {
                0 => command.stdin(copy),
                1 => command.stdout(copy),
                _ => command.stderr(copy),
            };
        }
        match command.spawn() {
            // The handle is let go: the program waits by number.
            Ok(child) => return vm.int(i64::from(child.id())),
            Err(error) => last = error,
        }
        if !matches!(last.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) {
            break;
        }
    }
    let shown = words.first().map(|w| w.to_string_lossy().into_owned());
    Err(vm.os_error(&last, shown.as_deref()))
}

/// `exec(args, program, env)`: puts a program in this one's place; comes back only to raise.
pub fn exec(vm: &Vm, a: &[Value]) -> PyResult {
    let mut words: Vec<OsString> = Vec::new();
    for word in vm.collect(&a[0])?.iter() {
        words.push(path_of(vm, word)?.into_os_string());
    }
    let program = path_of(vm, &a[1])?;
    let mut command = Command::new(&program);
    if let Some((first, rest)) = words.split_first() {
        command.arg0(first).args(rest);
    }
    command.env_clear();
    for pair in vm.collect(&a[2])?.iter() {
        let pair = path_of(vm, pair)?.into_os_string();
        use std::os::unix::ffi::OsStrExt;
        let text = pair.as_encoded_bytes();
        if let Some(at) = text.iter().position(|b| *b == b'=') {
            let (name, value) = (&text[..at], &text[at + 1..]);
            command.env(std::ffi::OsStr::from_bytes(name), std::ffi::OsStr::from_bytes(value));
        }
    }
    let error = command.exec();
    Err(vm.os_error(&error, Some(&program.to_string_lossy())))
}

/// How often a wait for a process looks while other threads run.
const SHORT_SLICE: Duration = Duration::from_millis(2);

/// `waitpid(pid, options)`: (pid, status); (0, 0) while it runs and `WNOHANG` is given.
pub fn waitpid(vm: &Vm, a: &[Value]) -> PyResult {
    let number = vm.index_i64(&a[0])?;
    let options = WaitOptions::from_bits_truncate(vm.index_i64(&a[1])? as u32);
    let pid = if number == -1 { None } else { Some(pid_of(vm, &a[0])?) };
    loop {
        // With other threads, or signals to see to, the wait is cut into slices.
        let sliced = !options.contains(WaitOptions::NOHANG) && vm.has_threads();
        let waited = if sliced { options | WaitOptions::NOHANG } else { options };
        match rustix::process::waitpid(pid, waited) {
            Ok(None) if sliced => vm.sleep_until(std::time::Instant::now() + SHORT_SLICE)?,
            Ok(Some((pid, status))) => {
                return vm.tuple_of([
                    vm.int(i64::from(pid.as_raw_nonzero().get()))?,
                    vm.int(i64::from(ExitStatus::from_raw(status.as_raw()).into_raw()))?,
                ]);
            }
            Ok(None) => return vm.tuple_of([vm.int(0)?, vm.int(0)?]),
            Err(rustix::io::Errno::INTR) => vm.poll()?,
            Err(error) => return Err(failed(vm, error)),
        }
    }
}

/// `kill(pid, signal)`; signal 0 only asks whether the process is there.
pub fn kill(vm: &Vm, a: &[Value]) -> PyResult {
    send(vm, a, rustix::process::test_kill_process, rustix::process::kill_process)
}

/// Sends the signal `a[1]` to `a[0]`, or asks whether that is there.
fn send(
    vm: &Vm,
    a: &[Value],
    ask: fn(Pid) -> rustix::io::Result<()>,
    tell: fn(Pid, Signal) -> rustix::io::Result<()>,
) -> PyResult {
    let pid = pid_of(vm, &a[0])?;
    let number = vm.index_i64(&a[1])?;
    let sent = if number == 0 {
        ask(pid)
    } else {
        let signal = i32::try_from(number).ok().and_then(Signal::from_named_raw);
        let Some(signal) = signal else { return Err(failed(vm, rustix::io::Errno::INVAL)) };
        tell(pid, signal)
    };
    sent.map(|()| Value::NONE).map_err(|error| failed(vm, error))
}

/// `group(pid, session)`: the process group, or the session, of a process (0: this one).
pub fn group(vm: &Vm, a: &[Value]) -> PyResult {
    let pid = if vm.index_i64(&a[0])? == 0 { None } else { Some(pid_of(vm, &a[0])?) };
    let found = if vm.truthy(&a[1])? { rustix::process::getsid(pid) } else { rustix::process::getpgid(pid) };
    match found {
        Ok(pid) => vm.int(i64::from(pid.as_raw_nonzero().get())),
        Err(error) => Err(failed(vm, error)),
    }
}

/// `killpg(group, signal)`
pub fn killpg(vm: &Vm, a: &[Value]) -> PyResult {
    send(vm, a, rustix::process::test_kill_process_group, rustix::process::kill_process_group)
}

/// Signals arrive on another thread: long waits look for them this often.
const SLICE: Duration = Duration::from_millis(20);

/// `poll([(fd, events)], milliseconds or None)`: the list of (fd, events) that are ready.
pub fn poll(vm: &Vm, a: &[Value]) -> PyResult {
    use rustix::event::{PollFd, PollFlags};
    let (mut files, mut wanted) = (Vec::new(), Vec::new());
    for pair in vm.collect(&a[0])?.iter() {
        let pair = vm.collect(pair)?;
        let [fd, events] = pair.as_slice() else { return Err(vm.type_error("expected (fd, events)")) };
        files.push((vm.index_i64(fd)?, file(vm, fd)?));
        wanted.push(PollFlags::from_bits_truncate(vm.index_i64(events)? as u16));
    }
    let mut polled: Vec<PollFd<'_>> = files
        .iter()
        .zip(&wanted)
        .map(|((_, file), events)| PollFd::from_borrowed_fd(file.as_fd(), *events))
        .collect();
    let started = std::time::Instant::now();
    let limit = if a[1].is_none() { None } else { u64::try_from(vm.index_i64(&a[1])?).ok() };
    let limit = limit.map(Duration::from_millis);
    loop {
        vm.poll_signals()?;
        let left = limit.map(|limit| limit.saturating_sub(started.elapsed()));
        let slice = left.unwrap_or(SLICE).min(SLICE);
        let spec = rustix::time::Timespec { tv_sec: 0, tv_nsec: i64::from(slice.subsec_nanos()) };
        let found = vm.without_baton(|| rustix::event::poll(&mut polled, Some(&spec)))?;
        match found {
            Ok(0) if left.is_none_or(|left| left > slice) => {}
            Ok(_) => break,
            Err(rustix::io::Errno::INTR) => vm.poll_signals()?,
            Err(error) => return Err(failed(vm, error)),
        }
    }
    let mut ready = HeapVec::new();
    for ((number, _), entry) in files.iter().zip(&polled) {
        let events = entry.revents();
        if !events.is_empty() {
            let pair = vm.tuple_of([vm.int(*number)?, vm.int(i64::from(events.bits()))?])?;
            vm.push(&mut ready, pair)?;
        }
    }
    vm.list_from(ready)
}
