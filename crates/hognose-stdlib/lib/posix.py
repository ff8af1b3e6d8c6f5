"""POSIX functions, on the native module _posix."""

import sys
import _posix
from _posix import (_exit, chdir, close, cpu_count, dup, fsync, ftruncate, getgid, getpid, getppid, getuid, isatty,
                    lseek, pipe, read, strerror, urandom, waitpid, write)

error = OSError
_posix_stat = _posix.stat


def kill(pid, signal, /):
    """Kill a process with a signal."""
    if pid == getpid() and signal:
        import _signal
        if signal in _signal._received:
            import _threads
            if _threads.get_ident() != 1:
                # The main thread sees to it.
                import _signals
                _signals.arrive(int(signal))
                return None
            # Handled before the next instruction, as if it had come from outside.
            return _signal._deliver(int(signal))
    _posix.kill(pid, signal)


_have_functions = ["HAVE_FTRUNCATE", "HAVE_LSTAT"]

O_RDONLY, O_WRONLY, O_RDWR, O_ACCMODE = 0, 1, 2, 3
O_CREAT, O_EXCL, O_NOCTTY, O_TRUNC, O_APPEND, O_NONBLOCK = 0o100, 0o200, 0o400, 0o1000, 0o2000, 0o4000
O_SYNC, O_DIRECTORY, O_NOFOLLOW, O_CLOEXEC = 0o4010000, 0o200000, 0o400000, 0o2000000
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
O_DSYNC, O_ASYNC, O_DIRECT, O_NOATIME, O_PATH, O_TMPFILE = 0o10000, 0o20000, 0o40000, 0o1000000, 0o10000000, 0o20200000
O_RSYNC, O_FSYNC, O_NDELAY, O_LARGEFILE = O_SYNC, O_SYNC, O_NONBLOCK, 0
(EX_OK, EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_NOUSER, EX_NOHOST, EX_UNAVAILABLE, EX_SOFTWARE, EX_OSERR, EX_OSFILE, EX_CANTCREAT,
 EX_IOERR, EX_TEMPFAIL, EX_PROTOCOL, EX_NOPERM, EX_CONFIG) = 0, *range(64, 79)
WNOHANG, WUNTRACED, WSTOPPED, WEXITED, WCONTINUED, WNOWAIT = 1, 2, 2, 4, 8, 0x1000000
GRND_NONBLOCK, GRND_RANDOM, TMP_MAX = 1, 2, 238328
SEEK_DATA, SEEK_HOLE = 3, 4
NGROUPS_MAX = 65536

_environ_pairs = _posix.environ()
environ = dict(_environ_pairs)
# What programs that are started get.
_environment = dict(_environ_pairs)


def _environment_bytes(text):
    if isinstance(text, str):
        text = text.encode("utf-8", "surrogateescape")
    if not isinstance(text, bytes):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(text).__name__}")
    if b"\0" in text:
        raise ValueError("embedded null byte")
    return text


def _create_environ():
    return dict(_posix.environ())


def fspath(path):
    """Return the file system path representation of the object."""
    if isinstance(path, (str, bytes)):
        return path
    cls = type(path)
    try:
        method = cls.__fspath__
    except AttributeError:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {cls.__name__}") from None
    made = method(path)
    if isinstance(made, (str, bytes)):
        return made
    raise TypeError(f"expected {cls.__name__}.__fspath__() to return str or bytes, not {type(made).__name__}")


def _path(function, path, name="path"):
    if isinstance(path, (str, bytes)):
        return path
    if hasattr(type(path), "__fspath__"):
        return fspath(path)
    raise TypeError(f"{function}: {name} should be string, bytes or os.PathLike, not {type(path).__name__}")


def _as(like, name):
    return name.encode("utf-8", "surrogateescape") if isinstance(like, bytes) else name


class stat_result(tuple):
    """stat_result: Result from stat, fstat, or lstat."""
    n_fields, n_sequence_fields, n_unnamed_fields = 19, 10, 3
    __match_args__ = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size")

    # Beside the ten items stands `_more`: times in nanoseconds, block size, blocks, device type.
    def __new__(cls, sequence, dict=None):
        sequence = tuple(sequence)
        if len(sequence) < 10:
            raise TypeError(f"os.stat_result() takes an at least 10-sequence ({len(sequence)}-sequence given)")
        self = tuple.__new__(cls, sequence[:10])
        self._more = (*(int(t) * 10**9 for t in sequence[7:10]), None, None, None)
        return self

    st_mode = property(lambda self: self[0])
    st_ino = property(lambda self: self[1])
    st_dev = property(lambda self: self[2])
    st_nlink = property(lambda self: self[3])
    st_uid = property(lambda self: self[4])
    st_gid = property(lambda self: self[5])
    st_size = property(lambda self: self[6])
    st_atime = property(lambda self: self._more[0] / 10**9)
    st_mtime = property(lambda self: self._more[1] / 10**9)
    st_ctime = property(lambda self: self._more[2] / 10**9)
    st_atime_ns = property(lambda self: self._more[0])
    st_mtime_ns = property(lambda self: self._more[1])
    st_ctime_ns = property(lambda self: self._more[2])
    st_blksize = property(lambda self: self._more[3])
    st_blocks = property(lambda self: self._more[4])
    st_rdev = property(lambda self: self._more[5])

    def __reduce__(self):
        return stat_result, (tuple(self),)

    def __repr__(self):
        names = self.__match_args__ + ("st_atime", "st_mtime", "st_ctime")
        return "os.stat_result(" + ", ".join(f"{n}={v!r}" for n, v in zip(names, self)) + ")"


stat_result.__module__ = "os"
_tuple_new = tuple.__new__


def _stat_result(parts):
    made = _tuple_new(stat_result, parts[0])
    made._more = parts[1]
    return made


def _stat_path(path):
    cls = type(path)
    if cls is str or isinstance(path, (str, bytes)):
        return path
    if hasattr(cls, "__fspath__"):
        return fspath(path)
    raise TypeError(f"stat: path should be string, bytes, os.PathLike or integer, not {cls.__name__}")


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """Perform a stat system call on the given path."""
    if isinstance(path, int):
        return fstat(path)
    return _stat_result(_posix_stat(_stat_path(path), follow_symlinks))


def lstat(path, *, dir_fd=None):
    """Perform a stat system call on the given path, without following symbolic links."""
    return _stat_result(_posix_stat(_path("lstat", path), False))


def fstat(fd):
    """Perform a stat system call on the given file descriptor."""
    return _stat_result(_posix.fstat(fd))


def open(path, flags, mode=0o777, *, dir_fd=None):
    """Open a file for low level IO."""
    return _posix.open(_path("open", path), flags, mode)


def listdir(path=None):
    """Return a list containing the names of the files in the directory."""
    path = "." if path is None else _path("listdir", path)
    names = _posix.listdir(path)
    return [_as(path, name) for name in names] if isinstance(path, bytes) else names


class DirEntry:
    __slots__ = ("name", "path", "_stat", "_lstat")

    def __init__(self):
        raise TypeError("cannot create 'posix.DirEntry' instances")

    def __fspath__(self):
        return self.path

    # The slots of what was asked before stay empty until it is asked.
    def stat(self, *, follow_symlinks=True):
        try:
            return self._stat if follow_symlinks else self._lstat
        except AttributeError:
            pass
        if follow_symlinks:
            made = self._stat = stat(self.path)
        else:
            made = self._lstat = lstat(self.path)
        return made

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino

    def _kind(self, follow_symlinks):
        try:
            return self.stat(follow_symlinks=follow_symlinks).st_mode & 0o170000
        except FileNotFoundError:
            return 0

    def is_dir(self, *, follow_symlinks=True):
        return self._kind(follow_symlinks) == 0o040000

    def is_file(self, *, follow_symlinks=True):
        return self._kind(follow_symlinks) == 0o100000

    def is_symlink(self):
        return self._kind(False) == 0o120000

    def is_junction(self):
        return False

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    __class_getitem__ = classmethod(type(list[int]))


_object_new = object.__new__


class _ScandirIterator:
    __slots__ = ("_prefix", "_names")

    def __init__(self, path, names):
        slash = _as(path, "/")
        self._prefix = path if path.endswith(slash) else path + slash
        self._names = iter(names)

    def __iter__(self):
        return self

    def __next__(self):
        name = next(self._names)
        entry = _object_new(DirEntry)
        entry.name = name
        entry.path = self._prefix + name
        return entry

    def close(self):
        self._names = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def scandir(path=None):
    """Return an iterator of DirEntry objects for given path."""
    path = "." if path is None else _path("scandir", path)
    return _ScandirIterator(path, listdir(path))


def mkdir(path, mode=0o777, *, dir_fd=None):
    """Create a directory."""
    _posix.mkdir(_path("mkdir", path), mode)


def rmdir(path, *, dir_fd=None):
    """Remove a directory."""
    _posix.rmdir(_path("rmdir", path))


def unlink(path, *, dir_fd=None):
    """Remove a file (same as remove())."""
    _posix.unlink(_path("unlink", path))


def remove(path, *, dir_fd=None):
    """Remove a file (same as unlink())."""
    _posix.unlink(_path("remove", path))


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """Rename a file or directory."""
    _posix.rename(_path("rename", src, "src"), _path("rename", dst, "dst"))


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """Rename a file or directory, overwriting the destination."""
    _posix.rename(_path("replace", src, "src"), _path("replace", dst, "dst"))


def link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True):
    """Create a hard link to a file."""
    _posix.link(_path("link", src, "src"), _path("link", dst, "dst"))


def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    """Create a symbolic link pointing to src named dst."""
    _posix.symlink(_path("symlink", src, "src"), _path("symlink", dst, "dst"))


def readinto(fd, buffer, /):
    data = read(fd, len(buffer))
    buffer[: len(data)] = data
    return len(data)


def readlink(path, *, dir_fd=None):
    """Return a string representing the path to which the symbolic link points."""
    path = _path("readlink", path)
    return _as(path, _posix.readlink(path))


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    """Change the access permissions of a file."""
    if not follow_symlinks:
        raise NotImplementedError("chmod: follow_symlinks unavailable on this platform")
    _posix.chmod(_path("chmod", path), mode)


def chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True):
    """Change the owner and group id of path to the numeric uid and gid."""
    _posix.chown(_path("chown", path), uid, gid, follow_symlinks)


def lchown(path, uid, gid):
    """Change the owner and group id of path to the numeric uid and gid, without following symbolic links."""
    _posix.chown(_path("lchown", path), uid, gid, False)


def closerange(fd_low, fd_high, /):
    """Closes all file descriptors in [fd_low, fd_high), ignoring errors."""
    for fd in range(fd_low, fd_high):
        try:
            close(fd)
        except OSError:
            pass


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    """Use the real uid/gid to test for access to a path."""
    return _posix.access(_path("access", path), mode)


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    """Set the access and modified time of path."""
    if times is not None:
        ns = int(times[0] * 10**9), int(times[1] * 10**9)
    elif ns is None:
        import time
        ns = (time.time_ns(),) * 2
    _posix.utime(_path("utime", path), *ns)


def truncate(path, length):
    """Truncate a file to the given length."""
    fd = open(path, O_WRONLY)
    try:
        ftruncate(fd, length)
    finally:
        close(fd)


def getcwd():
    """Return a unicode string representing the current working directory."""
    return _posix.getcwd()


def getcwdb():
    """Return a bytes string representing the current working directory."""
    return _posix.getcwd().encode("utf-8", "surrogateescape")


def putenv(name, value, /):
    """Change or add an environment variable (of this interpreter and what it starts)."""
    name, value = _environment_bytes(name), _environment_bytes(value)
    if b"=" in name:
        raise ValueError("illegal environment variable name")
    _environment[name] = value


def unsetenv(name, /):
    """Delete an environment variable (of this interpreter and what it starts)."""
    name = _environment_bytes(name)
    if not name or b"=" in name:
        raise OSError(22, "Invalid argument")
    _environment.pop(name, None)


umask = _posix.umask


geteuid, getegid = getuid, getgid


class uname_result(tuple):
    __match_args__ = ("sysname", "nodename", "release", "version", "machine")
    sysname = property(lambda self: self[0])
    nodename = property(lambda self: self[1])
    release = property(lambda self: self[2])
    version = property(lambda self: self[3])
    machine = property(lambda self: self[4])

    def __repr__(self):
        return "posix.uname_result(" + ", ".join(f"{n}={v!r}" for n, v in zip(self.__match_args__, self)) + ")"


def uname():
    """Return an object identifying the current operating system."""
    return uname_result(_posix.uname())


class terminal_size(tuple):
    """A tuple of (columns, lines) for holding terminal window size"""
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]!r}, lines={self[1]!r})"


def get_terminal_size(fd=1, /):
    """Return the size of the terminal window as (columns, lines)."""
    raise OSError(25, "Inappropriate ioctl for device")


def get_inheritable(fd, /):
    return False


def set_inheritable(fd, inheritable, /):
    pass


def device_encoding(fd):
    return "utf-8" if isatty(fd) else None


def get_blocking(fd, /):
    """Whether reads and writes of the file wait."""
    return _posix.blocking(fd, None)


def set_blocking(fd, blocking, /):
    """Set whether reads and writes of the file wait."""
    _posix.blocking(fd, bool(blocking))


def dup2(fd, fd2, inheritable=True):
    """Duplicate file descriptor fd to fd2, which is closed first."""
    if fd < 0 or fd2 < 0:
        raise OSError(9, "Bad file descriptor")
    if fd != fd2:
        _posix.dup2(fd, fd2)
    return fd2


def abort():
    """Abort the interpreter immediately."""
    _posix.kill(getpid(), 6)
    _exit(134)


class times_result(tuple):
    __match_args__ = ("user", "system", "children_user", "children_system", "elapsed")
    user = property(lambda self: self[0])
    system = property(lambda self: self[1])
    children_user = property(lambda self: self[2])
    children_system = property(lambda self: self[3])
    elapsed = property(lambda self: self[4])

    def __repr__(self):
        return "posix.times_result(" + ", ".join(f"{n}={v!r}" for n, v in zip(self.__match_args__, self)) + ")"


def times():
    """Return a collection containing process timing information."""
    import time
    # Behind the name, which may hold anything: the process's times are fields 14 to 17.
    with __import__("io").open("/proc/self/stat", "rb") as file:
        fields = file.read().rpartition(b")")[2].split()
    return times_result([int(field) / 100 for field in fields[11:15]] + [time.clock_gettime(time.CLOCK_MONOTONIC)])


def system(command):
    """Execute the command in a subshell; what it ended with, as waitpid tells it."""
    command = command if isinstance(command, (str, bytes)) else fspath(command)
    if ("\0" if isinstance(command, str) else b"\0") in command:
        raise ValueError("embedded null byte")
    env = [name + b"=" + value for name, value in _environment.items()]
    pid = _posix.spawn(["sh", "-c", command], ["/bin/sh"], env, None, (-1, -1, -1), False)
    return waitpid(pid, 0)[1]


def wait():
    """Wait for completion of a child process: its id and status."""
    return waitpid(-1, 0)


def getpgid(pid, /):
    """Call the system call getpgid(), and return the result."""
    return _posix.group(pid, False)


def getpgrp():
    """Return the current process group id."""
    return _posix.group(0, False)


def getsid(pid, /):
    """Call the system call getsid(pid) and return the result."""
    return _posix.group(pid, True)


def killpg(pgid, signal, /):
    """Kill a process group with a signal."""
    _posix.killpg(pgid, signal)


def getgroups():
    """Return list of supplemental group IDs for the process."""
    with __import__("io").open("/proc/self/status") as file:
        for line in file:
            if line.startswith("Groups:"):
                return [int(group) for group in line.split()[1:]]
    return [getgid()]


def getlogin():
    """Return the actual login name."""
    import pwd
    try:
        return pwd.getpwuid(getuid()).pw_name
    except KeyError:
        raise OSError(2, "No such file or directory") from None


def getloadavg():
    """Return average recent system load information."""
    with __import__("io").open("/proc/loadavg") as file:
        return tuple(float(number) for number in file.read().split()[:3])


def sched_getaffinity(pid, /):
    """Return the affinity of the process identified by pid (or the current process if zero)."""
    found = set()
    with __import__("io").open(f"/proc/{pid or 'self'}/status") as file:
        for line in file:
            if line.startswith("Cpus_allowed_list:"):
                for part in line.split()[1].split(","):
                    first, _, last = part.partition("-")
                    found.update(range(int(first), int(last or first) + 1))
    return found


def sched_yield():
    """Voluntarily relinquish the CPU."""
    __import__("time").sleep(0)


def sync():
    """Force write of everything to disk."""


def getrandom(size, flags=0):
    """Obtain a series of random bytes."""
    return urandom(size)


fdatasync = fsync
sysconf_names = {"SC_ARG_MAX": 0, "SC_CHILD_MAX": 1, "SC_CLK_TCK": 2, "SC_NGROUPS_MAX": 3, "SC_OPEN_MAX": 4, "SC_PAGESIZE": 30,
                 "SC_PAGE_SIZE": 30, "SC_IOV_MAX": 60, "SC_NPROCESSORS_CONF": 83, "SC_NPROCESSORS_ONLN": 84,
                 "SC_PHYS_PAGES": 85, "SC_AVPHYS_PAGES": 86}


def sysconf(name, /):
    """Return an integer-valued system configuration variable."""
    if isinstance(name, str):
        if name not in sysconf_names:
            raise ValueError("unrecognized configuration name")
        name = sysconf_names[name]
    if name in (83, 84):
        return cpu_count()
    if name in (85, 86):
        with __import__("io").open("/proc/meminfo") as file:
            for line in file:
                if line.startswith("MemTotal:" if name == 85 else "MemAvailable:"):
                    return int(line.split()[1]) // 4
    if name == 4:
        import resource
        return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    known = {0: 2097152, 2: 100, 3: 65536, 30: 4096, 60: 1024}
    if name not in known:
        raise OSError(22, "Invalid argument")
    return known[name]


def pread(fd, length, offset, /):
    """Read a number of bytes from a file descriptor starting at a particular offset."""
    before = lseek(fd, 0, 1)
    try:
        lseek(fd, offset, 0)
        return read(fd, length)
    finally:
        lseek(fd, before, 0)


def pwrite(fd, buffer, offset, /):
    """Write bytes to a file descriptor starting at a particular offset."""
    before = lseek(fd, 0, 1)
    try:
        lseek(fd, offset, 0)
        return write(fd, buffer)
    finally:
        lseek(fd, before, 0)


class statvfs_result(tuple):
    __match_args__ = ("f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag",
                      "f_namemax")

    def __repr__(self):
        return "os.statvfs_result(" + ", ".join(f"{n}={v!r}" for n, v in zip(self.__match_args__, self)) + ")"


for _i, _name in enumerate(statvfs_result.__match_args__):
    setattr(statvfs_result, _name, property(lambda self, i=_i: self[i]))
del _i, _name


def statvfs(path, /):
    """Perform a statvfs system call on the given path."""
    return statvfs_result(_posix.statvfs(f"/proc/self/fd/{path}" if isinstance(path, int) else fspath(path)))


P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1


def _pairs(env):
    if env is None:
        return _environment.items()
    pairs = [(_environment_bytes(name), _environment_bytes(value)) for name, value in env.items()]
    if any(b"=" in name[1:] for name, _ in pairs):
        raise ValueError("illegal environment variable name")
    return pairs


def spawnve(mode, file, args, env):
    """Start a program; its exit code, or its id with P_NOWAIT."""
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    pairs = _pairs(env)
    pid = _posix.spawn(list(args), [file], [name + b"=" + value for name, value in pairs], None, (-1, -1, -1), False)
    if mode == P_NOWAIT:
        return pid
    return waitstatus_to_exitcode(waitpid(pid, 0)[1])


def spawnv(mode, file, args):
    """Start a program with this one's environment; its exit code, or its id with P_NOWAIT."""
    return spawnve(mode, file, args, None)


def execve(path, argv, env):
    """Put another program in this one's place."""
    if not argv or not argv[0]:
        raise ValueError("execve() arg 2 first element cannot be empty")
    pairs = _pairs(env)
    _posix.exec(list(argv), path, [name + b"=" + value for name, value in pairs])


def execv(path, argv, /):
    """Put another program in this one's place, with this one's environment."""
    execve(path, argv, None)


def waitstatus_to_exitcode(status):
    """Convert a wait status to an exit code."""
    return -(status & 0x7F) if status & 0x7F else status >> 8


def WIFEXITED(status):
    return status & 0x7F == 0


def WEXITSTATUS(status):
    return status >> 8 & 0xFF


def WIFSIGNALED(status):
    return status & 0x7F not in (0, 0x7F)


def WTERMSIG(status):
    return status & 0x7F


def WIFSTOPPED(status):
    return status & 0xFF == 0x7F


def WSTOPSIG(status):
    return status >> 8 & 0xFF


def _path_normpath(path):
    if isinstance(path, bytes):
        sep, empty, dot, dotdot = b"/", b"", b".", b".."
    else:
        sep, empty, dot, dotdot = "/", "", ".", ".."
    path = fspath(path)
    if not path:
        return dot
    slashes = 0
    if path.startswith(sep):
        slashes = 2 if path.startswith(sep * 2) and not path.startswith(sep * 3) else 1
    parts = []
    for part in path.split(sep):
        if part == empty or part == dot:
            continue
        if part != dotdot or (not slashes and not parts) or (parts and parts[-1] == dotdot):
            parts.append(part)
        elif parts:
            parts.pop()
    return sep * slashes + sep.join(parts) or dot


def _inputhook():
    pass


del _inputhook


def _unbound():
    """A class that holds one of these functions does not bind it, as it would not bind a native one."""
    kept = ("fspath", "stat", "lstat", "open", "listdir", "scandir")
    for name, value in list(globals().items()):
        if type(value) is type(_unbound) and name[0] != "_" and name not in kept:
            globals()[name] = staticmethod(value)


_unbound()
