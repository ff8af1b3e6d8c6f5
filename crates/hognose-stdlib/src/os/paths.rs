//! Functions over paths.

#![allow(
    clippy::disallowed_methods,
    reason = "a path in the system's encoding, at most twice the text in the heap"
)]

use std::ffi::OsStr;
use std::fs::Metadata;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use hognose_vm::prelude::*;

/// A path: bytes, or text in UTF-8 whose surrogates stand for stray bytes.
pub fn path_of(vm: &Vm, v: &Value) -> PyResult<PathBuf> {
    let bytes = match v.get::<Str>() {
        Some(text) => escaped_bytes(text),
        None => vm.bytes_of_buffer(v)?.tail().to_vec(),
    };
    if bytes.contains(&0) {
        return Err(vm.value_error("embedded null byte"));
    }
    Ok(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

/// `surrogateescape`.
fn escaped_bytes(text: &Ref<Str>) -> Vec<u8> {
    if let Some(bytes) = text.ascii_bytes() {
        return bytes.to_vec();
    }
    let mut out = Vec::with_capacity(text.len() * 2);
    for c in text.chars() {
        match char::from_u32(c) {
            Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None if (0xDC80..=0xDCFF).contains(&c) => out.push((c - 0xDC00) as u8),
            None => out.push(b'?'),
        }
    }
    out
}

/// A name from the system: bytes that are no UTF-8 become surrogates.
fn name_of(vm: &Vm, name: &OsStr) -> PyResult {
    if let Some(text) = name.to_str() {
        return vm.str(text);
    }
    let mut chars = Vec::new();
    for chunk in name.as_bytes().utf8_chunks() {
        chars.extend(chunk.valid().chars().map(|c| c as u32));
        chars.extend(chunk.invalid().iter().map(|b| 0xDC00 + u32::from(*b)));
    }
    Ok(vm.str_from_chars(&chars)?.into_value())
}

fn done(vm: &Vm, path: &std::path::Path, result: std::io::Result<()>) -> PyResult {
    match result {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(vm.os_error(&error, Some(&path.to_string_lossy()))),
    }
}

/// Two tuples: mode, inode, device, links, user, group, size, times in seconds; times in nanoseconds, block size, blocks, device type.
pub fn stat_tuple(vm: &Vm, m: &Metadata) -> PyResult {
    let first = [
        vm.int(i64::from(m.mode()))?,
        vm.int(m.ino() as i64)?,
        vm.int(m.dev() as i64)?,
        vm.int(m.nlink() as i64)?,
        vm.int(i64::from(m.uid()))?,
        vm.int(i64::from(m.gid()))?,
        vm.int(m.size() as i64)?,
        vm.int(m.atime())?,
        vm.int(m.mtime())?,
        vm.int(m.ctime())?,
    ];
    let more = [
        vm.int(m.atime() * 1_000_000_000 + m.atime_nsec())?,
        vm.int(m.mtime() * 1_000_000_000 + m.mtime_nsec())?,
        vm.int(m.ctime() * 1_000_000_000 + m.ctime_nsec())?,
        vm.int(m.blksize() as i64)?,
        vm.int(m.blocks() as i64)?,
        vm.int(m.rdev() as i64)?,
    ];
    vm.tuple_of([vm.tuple(&first)?, vm.tuple(&more)?])
}

pub fn stat(vm: &Vm, a: &[Value]) -> PyResult {
    let path = path_of(vm, &a[0])?;
    // Not std's, which asks `statx` for all that the kernel knows.
    let result = if vm.truthy(&a[1])? { rustix::fs::stat(&path) } else { rustix::fs::lstat(&path) };
    match result {
        Ok(stat) => tuple_of_stat(vm, &stat),
        Err(error) => Err(vm.os_error(&error.into(), Some(&path.to_string_lossy()))),
    }
}

/// As `stat_tuple`.
#[allow(clippy::unnecessary_cast, reason = "the fields' types are the platform's")]
fn tuple_of_stat(vm: &Vm, s: &rustix::fs::Stat) -> PyResult {
    let nanoseconds = |seconds: i64, rest: i64| seconds * 1_000_000_000 + rest;
    let first = [
        vm.int(s.st_mode as i64)?,
        vm.int(s.st_ino as i64)?,
        vm.int(s.st_dev as i64)?,
        vm.int(s.st_nlink as i64)?,
        vm.int(s.st_uid as i64)?,
        vm.int(s.st_gid as i64)?,
        vm.int(s.st_size as i64)?,
        vm.int(s.st_atime as i64)?,
        vm.int(s.st_mtime as i64)?,
        vm.int(s.st_ctime as i64)?,
    ];
    let more = [
        vm.int(nanoseconds(s.st_atime as i64, s.st_atime_nsec as i64))?,
        vm.int(nanoseconds(s.st_mtime as i64, s.st_mtime_nsec as i64))?,
        vm.int(nanoseconds(s.st_ctime as i64, s.st_ctime_nsec as i64))?,
        vm.int(s.st_blksize as i64)?,
        vm.int(s.st_blocks as i64)?,
        vm.int(s.st_rdev as i64)?,
    ];
    vm.tuple_of([vm.tuple_of(first)?, vm.tuple_of(more)?])
}

pub fn listdir(vm: &Vm, a: &[Value]) -> PyResult {
    let path = path_of(vm, &a[0])?;
    let entries = match std::fs::read_dir(&path) {
        Ok(entries) => entries,
        Err(error) => return Err(vm.os_error(&error, Some(&path.to_string_lossy()))),
    };
    let mut names = HeapVec::new();
    for entry in entries {
        match entry {
            Ok(entry) => {
                let name = name_of(vm, &entry.file_name())?;
                vm.push(&mut names, name)?;
            }
            Err(error) => return Err(vm.os_error(&error, Some(&path.to_string_lossy()))),
        }
    }
    vm.list_from(names)
}

/// `statvfs(path)`: the ten numbers.
pub fn statvfs(vm: &Vm, a: &[Value]) -> PyResult {
    let path = path_of(vm, &a[0])?;
    let found = rustix::fs::statvfs(&path)
        .map_err(|error| vm.os_error(&error.into(), Some(&path.to_string_lossy())))?;
    let mut items = HeapVec::new();
    for number in [
        found.f_bsize,
        found.f_frsize,
        found.f_blocks,
        found.f_bfree,
        found.f_bavail,
        found.f_files,
        found.f_ffree,
        found.f_favail,
        found.f_flag.bits(),
        found.f_namemax,
    ] {
        let number = vm.int_from_u64(number)?;
        vm.push(&mut items, number)?;
    }
    vm.tuple(&items)
}

pub fn mkdir(vm: &Vm, a: &[Value]) -> PyResult {
    use std::os::unix::fs::DirBuilderExt;
    let path = path_of(vm, &a[0])?;
    let mode = if a[1].is_blank() { 0o777 } else { vm.index_i64(&a[1])? as u32 };
    done(vm, &path, std::fs::DirBuilder::new().mode(mode).create(&path))
}

pub fn rmdir(vm: &Vm, a: &[Value]) -> PyResult {
    let path = path_of(vm, &a[0])?;
    done(vm, &path, std::fs::remove_dir(&path))
}

pub fn unlink(vm: &Vm, a: &[Value]) -> PyResult {
    let path = path_of(vm, &a[0])?;
    done(vm, &path, std::fs::remove_file(&path))
}

pub fn rename(vm: &Vm, a: &[Value]) -> PyResult {
    let (old, new) = (path_of(vm, &a[0])?, path_of(vm, &a[1])?);
    done(vm, &old, std::fs::rename(&old, &new))
}

pub fn link(vm: &Vm, a: &[Value]) -> PyResult {
    let (old, new) = (path_of(vm, &a[0])?, path_of(vm, &a[1])?);
    done(vm, &old, std::fs::hard_link(&old, &new))
}

pub fn symlink(vm: &Vm, a: &[Value]) -> PyResult {
    let (target, link) = (path_of(vm, &a[0])?, path_of(vm, &a[1])?);
    done(vm, &target, std::os::unix::fs::symlink(&target, &link))
}

pub fn readlink(vm: &Vm, a: &[Value]) -> PyResult {
    let path = path_of(vm, &a[0])?;
    match std::fs::read_link(&path) {
        Ok(target) => name_of(vm, target.as_os_str()),
        Err(error) => Err(vm.os_error(&error, Some(&path.to_string_lossy()))),
    }
}

pub fn chmod(vm: &Vm, a: &[Value]) -> PyResult {
    let path = path_of(vm, &a[0])?;
    let mode = vm.index_i64(&a[1])? as u32;
    done(vm, &path, std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)))
}

/// `chown(path, uid, gid, follow)`; -1 leaves an owner as it is.
pub fn chown(vm: &Vm, a: &[Value]) -> PyResult {
    let path = path_of(vm, &a[0])?;
    let id = |v: &Value| -> PyResult<Option<u32>> {
        match vm.index_i64(v)? {
            -1 => Ok(None),
            id => u32::try_from(id).map(Some).map_err(|_| vm.overflow_error("uid or gid is out of range")),
        }
    };
    let (uid, gid) = (id(&a[1])?, id(&a[2])?);
    let change = if vm.truthy(&a[3])? { std::os::unix::fs::chown } else { std::os::unix::fs::lchown };
    done(vm, &path, change(&path, uid, gid))
}

/// Times in nanoseconds.
pub fn utime(vm: &Vm, a: &[Value]) -> PyResult {
    let path = path_of(vm, &a[0])?;
    let time = |v: &Value| -> PyResult<std::time::SystemTime> {
        Ok(UNIX_EPOCH + Duration::from_nanos(u64::try_from(vm.index_i64(v)?).unwrap_or(0)))
    };
    let times = std::fs::FileTimes::new().set_accessed(time(&a[1])?).set_modified(time(&a[2])?);
    done(vm, &path, std::fs::File::open(&path).and_then(|file| file.set_times(times)))
}

pub fn access(vm: &Vm, a: &[Value]) -> PyResult {
    let path = path_of(vm, &a[0])?;
    let mode = rustix::fs::Access::from_bits_truncate(vm.index_i64(&a[1])? as u32);
    Ok(Value::from_bool(rustix::fs::access(&path, mode).is_ok()))
}

pub fn chdir(vm: &Vm, a: &[Value]) -> PyResult {
    let path = path_of(vm, &a[0])?;
    done(vm, &path, std::env::set_current_dir(&path))
}

pub fn getcwd(vm: &Vm, _: &[Value]) -> PyResult {
    match std::env::current_dir() {
        Ok(path) => name_of(vm, path.as_os_str()),
        Err(error) => Err(vm.os_error(&error, None)),
    }
}
