"""Threads, locks and identities, on the native module _threads."""

import _contextvars
import _threads
from _threads import RLock, _local, allocate_lock, get_ident, lock, stack_size

error = RuntimeError
TIMEOUT_MAX = 9223372036.0
LockType = lock
_MAIN = 1


def daemon_threads_allowed():
    return True


allocate = allocate_lock
get_native_id = get_ident


def _get_main_thread_ident():
    return _MAIN


def _is_main_interpreter():
    return True


def _count():
    return _threads.count()


def set_name(name):
    if not isinstance(name, str):
        raise TypeError(f"set_name() argument 'name' must be str, not {type(name).__name__}")


def _run(function, args, kwargs, handle):
    """What a new thread runs."""
    _contextvars._current = _contextvars.Context()
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as error:
        import sys
        from types import SimpleNamespace
        sys.unraisablehook(SimpleNamespace(
            exc_type=type(error), exc_value=error, exc_traceback=error.__traceback__.tb_next,
            err_msg=f"Exception ignored in thread started by {function!r}", object=function))
        del error
    finally:
        del function, args, kwargs
        if handle is not None:
            handle._set_done()


def start_new_thread(function, args, kwargs={}, /):
    """Start a new thread and return its identifier."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")
    return _threads.start(_run, function, args, dict(kwargs), None)


start_new = start_new_thread


class _ThreadHandle:
    """What knows whether a thread is done, and waits for it."""
    __slots__ = ("ident", "_running", "_state", "__weakref__")

    def __init__(self):
        self.ident = 0
        self._running = lock()
        self._state = "new"

    def __repr__(self):
        return f"<_ThreadHandle object: ident={self.ident}>"

    def is_done(self):
        return self._state == "done"

    def _set_done(self):
        if self._state == "new":
            raise RuntimeError("thread not started")
        if self._state != "done":
            self._state = "done"
            if self._running.locked():
                self._running.release()

    def join(self, timeout=None, /):
        if self._state == "new":
            raise RuntimeError("thread not started")
        if self._state == "done":
            return
        if self.ident == get_ident():
            raise RuntimeError("Cannot join current thread")
        timeout = -1 if timeout is None or timeout < 0 else min(timeout, TIMEOUT_MAX)
        if self._running.acquire(True, timeout):
            self._running.release()


def _make_thread_handle(ident):
    handle = _ThreadHandle()
    handle.ident = ident
    handle._state = "started"
    handle._running.acquire()
    return handle


# Handles of threads that are no daemons and have begun: the end waits for them.
_joinable = {}


def start_joinable_thread(function, handle=None, daemon=True):
    """Start a new thread; the handle knows when it is done."""
    if not callable(function):
        raise TypeError("thread function must be callable")
    if handle is None:
        handle = _ThreadHandle()
    elif not isinstance(handle, _ThreadHandle):
        raise TypeError("'handle' must be a _ThreadHandle")
    if handle._state != "new":
        raise RuntimeError("thread already started")
    handle._state = "started"
    handle._running.acquire()
    try:
        ident = _threads.start(_run, function, (), {}, handle)
    except BaseException:
        handle._running.release()
        handle._state = "new"
        raise
    handle.ident = ident
    if not daemon:
        for other in [other for other in _joinable if _joinable[other].is_done()]:
            del _joinable[other]
        _joinable[ident] = handle
    return handle


def _shutdown():
    """Wait for the threads that are no daemons."""
    while _joinable:
        _, handle = _joinable.popitem()
        if handle.ident != get_ident():
            handle.join()


def interrupt_main(signum=2, /):
    """Simulate the arrival of the given signal in the main thread."""
    import _signal
    import _signals
    signum = _signal._check(signum)
    handler = _signal._handlers.get(signum, _signal.SIG_DFL)
    if handler != _signal.SIG_DFL and handler != _signal.SIG_IGN:
        _signals.arrive(signum)


def exit():
    """Raise SystemExit: the thread ends silently."""
    raise SystemExit


exit_thread = exit


class _ExceptHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def _excepthook(args, /):
    """Handle uncaught Thread.run() exception."""
    import sys
    kind, value, trace, thread = args[:4]
    if kind is SystemExit:
        return
    stderr = sys.stderr
    if stderr is None:
        stderr = getattr(thread, "_stderr", None)
        if stderr is None:
            return
    import traceback
    name = getattr(thread, "name", None) or get_ident()
    print(f"Exception in thread {name}:", file=stderr, flush=True)
    traceback.print_exception(kind, value, trace, file=stderr)
    stderr.flush()
