"""Waiting until files are ready: poll, and select on top of it."""

import _posix

error = OSError
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
POLLRDNORM, POLLRDBAND, POLLWRNORM, POLLWRBAND, POLLMSG, POLLRDHUP = 64, 128, 256, 512, 1024, 0x2000


def _number(file):
    if isinstance(file, int):
        fd = file
    else:
        try:
            fileno = file.fileno
        except AttributeError:
            raise TypeError("argument must be an int, or have a fileno() method") from None
        fd = fileno()
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    return fd


class poll:
    """Waits for events on file descriptors."""

    def __init__(self):
        self._wanted = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._wanted[_number(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        fd = _number(fd)
        if fd not in self._wanted:
            raise FileNotFoundError(2, "No such file or directory")
        self._wanted[fd] = eventmask

    def unregister(self, fd, /):
        del self._wanted[_number(fd)]

    def poll(self, timeout=None, /):
        if timeout is not None:
            timeout = None if timeout < 0 else -int(-timeout // 1)
        return _posix.poll(list(self._wanted.items()), timeout)


def _select(module, rlist, wlist, xlist, timeout=None, /):
    """Wait until one or more file descriptors are ready for some kind of I/O."""
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")
    rlist, wlist, xlist = list(rlist), list(wlist), list(xlist)
    wanted = {}
    for files, mask in ((rlist, POLLIN), (wlist, POLLOUT), (xlist, POLLPRI)):
        for file in files:
            fd = _number(file)
            wanted[fd] = wanted.get(fd, 0) | mask
    ready = dict(_posix.poll(list(wanted.items()), None if timeout is None else -int(-timeout * 1000 // 1)))

    def chosen(files, mask):
        return [file for file in files if ready.get(_number(file), 0) & mask]

    return (chosen(rlist, POLLIN | POLLHUP | POLLERR), chosen(wlist, POLLOUT | POLLERR), chosen(xlist, POLLPRI))


# Bound to the module as a native function is: a class that holds it does not bind it again.
select = type(poll().poll)(_select, __import__("sys").modules[__name__])
