"""File locks and flags of open files, as far as they can be had."""

import _posix

LOCK_SH, LOCK_EX, LOCK_NB, LOCK_UN = 1, 2, 4, 8
F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW = range(8)
F_RDLCK, F_WRLCK, F_UNLCK = 0, 1, 2
F_DUPFD_CLOEXEC = 1030
FD_CLOEXEC = 1


def _number(fd):
    if not isinstance(fd, int):
        fd = fd.fileno()
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    return fd


def flock(fd, operation, /):
    """Perform the lock operation on file descriptor fd."""
    _posix.flock(_number(fd), operation)


def lockf(fd, cmd, len=0, start=0, whence=0, /):
    """Lock a whole file: parts of it cannot be locked by themselves."""
    _posix.flock(_number(fd), cmd)


def fcntl(fd, cmd, arg=0, /):
    """Perform the operation cmd on file descriptor fd."""
    fd = _number(fd)
    if cmd == F_GETFL:
        return 0 if _posix.blocking(fd, None) else 0o4000
    if cmd == F_SETFL:
        _posix.blocking(fd, not arg & 0o4000)
        return 0
    if cmd == F_GETFD:
        _posix.fstat(fd)
        return FD_CLOEXEC
    if cmd == F_SETFD:
        _posix.fstat(fd)
        return 0
    if cmd in (F_DUPFD, F_DUPFD_CLOEXEC):
        return _posix.dup(fd)
    raise OSError(22, "Invalid argument")


def ioctl(fd, request, arg=0, mutate_flag=True, /):
    raise OSError(25, "Inappropriate ioctl for device")
