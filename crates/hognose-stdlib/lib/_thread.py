"""Locks, identities and threads for a program that has one native thread.

A thread that is started runs when another one waits (for a lock, in join) or when the program ends, and then until it
is done: it is never interrupted for another. One that waits for what only its creator can do is given up: SystemExit is
raised in it.
"""

error = RuntimeError
TIMEOUT_MAX = 9223372036.0
daemon_threads_allowed = lambda: True


class lock:
    """A lock object is a synchronization primitive."""
    __slots__ = ("_locked", "__weakref__")

    def __init__(self):
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        if not self._locked:
            self._locked = True
            return True
        if blocking and _run_until(self):
            self._locked = True
            return True
        if not blocking or timeout >= 0:
            if timeout > 0:
                import time
                time.sleep(timeout)
            return False
        if _depth:
            raise SystemExit
        raise RuntimeError("deadlock: the only thread waits for a lock that it holds")

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False

    acquire_lock, release_lock = acquire, release

    def locked(self):
        return self._locked

    locked_lock = locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def _at_fork_reinit(self):
        self._locked = False

    def __repr__(self):
        return f"<{'locked' if self._locked else 'unlocked'} _thread.lock object at {id(self):#x}>"


LockType = lock


def allocate_lock():
    return lock()


allocate = allocate_lock


class RLock:
    __slots__ = ("_count", "__weakref__")

    def __init__(self):
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        self._count += 1
        return True

    def release(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1

    def __enter__(self):
        self._count += 1
        return True

    def __exit__(self, *args):
        self.release()

    def locked(self):
        return self._count > 0

    def _is_owned(self):
        return self._count > 0

    def _recursion_count(self):
        return self._count

    def _acquire_restore(self, count):
        self._count = count

    def _release_save(self):
        count, self._count = self._count, 0
        return count

    def _at_fork_reinit(self):
        self._count = 0

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        return f"<{state} _thread.RLock object owner={get_ident() if self._count else 0} count={self._count} at {id(self):#x}>"


_get, _set, _delete = object.__getattribute__, object.__setattr__, object.__delattr__


class _local:
    """Thread-local data"""
    __slots__ = ("_owner", "_others", "_arguments", "__dict__", "__weakref__")

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        _set(self, "_owner", _current)
        _set(self, "_others", {})
        _set(self, "_arguments", (args, kwargs))
        return self

    def __getattribute__(self, name):
        if _get(self, "_owner") != _current:
            _change_owner(self)
        return _get(self, name)

    def __setattr__(self, name, value):
        if _get(self, "_owner") != _current:
            _change_owner(self)
        if name == "__dict__":
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        _set(self, name, value)

    def __delattr__(self, name):
        if _get(self, "_owner") != _current:
            _change_owner(self)
        _delete(self, name)


def _change_owner(local):
    """The present thread's attributes take the place of another's."""
    others = _get(local, "_others")
    others[_get(local, "_owner")] = _get(local, "__dict__")
    own = others.pop(_current, None)
    _set(local, "_owner", _current)
    _set(local, "__dict__", {} if own is None else own)
    if own is None:
        args, kwargs = _get(local, "_arguments")
        type(local).__init__(local, *args, **kwargs)


_MAIN = 1
_current = _last = _MAIN
# Threads that have not begun: (ident, function, args, kwargs, handle).
_waiting = []
# Threads under way, one inside the other.
_depth = 0


def get_ident():
    """Return a non-zero integer that uniquely identifies the current thread."""
    return _current


get_native_id = get_ident


def _get_main_thread_ident():
    return _MAIN


def _register(function, args, kwargs, handle, daemon=False):
    global _last
    if not _waiting and _last == _MAIN:
        import atexit
        atexit.register(_run_last)
    _last += 1
    _waiting.append((_last, function, args, kwargs, handle, daemon))
    return _last


def _run_first():
    global _current, _depth, _daemon
    before = _current, _daemon
    _current, function, args, kwargs, handle, _daemon = _waiting.pop(0)
    _depth += 1
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as error:
        import sys
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        _depth -= 1
        _current, _daemon = before
        if handle is not None:
            handle._done = True


def _run_until(lock):
    """Runs waiting threads until one has released the lock; whether one has."""
    while lock._locked and _waiting:
        _run_first()
    return not lock._locked


def _run_all():
    while _waiting:
        _run_first()


def _run_last():
    """At the end of the program: what is left of the threads, but for daemons."""
    _waiting[:] = [entry for entry in _waiting if not entry[5]]
    _run_all()


# Whether the current thread is a daemon.
_daemon = False


def _is_main_interpreter():
    return True


def start_new_thread(function, args, kwargs={}, /):
    """Start a new thread and return its identifier."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    return _register(function, args, kwargs, None, True)


start_new = start_new_thread


class _ThreadHandle:
    def __init__(self):
        self.ident = None
        self._done = False

    def is_done(self):
        return self._done

    def _set_done(self):
        self._done = True

    def join(self, timeout=None):
        if self.ident == _current:
            raise RuntimeError("Cannot join current thread")
        while not self._done and _waiting:
            _run_first()


def _make_thread_handle(ident):
    handle = _ThreadHandle()
    handle.ident = ident
    return handle


def start_joinable_thread(function, handle=None, daemon=True):
    """Start a new thread; the handle knows when it is done."""
    handle = _ThreadHandle() if handle is None else handle
    handle.ident = _register(function, (), {}, handle, daemon)
    thread = getattr(function, "__self__", None)
    started = getattr(thread, "_started", None)
    if started is not None:
        # threading.Thread waits for its thread to begin, which it does later here.
        thread._ident = handle.ident
        started.set()
    return handle


def stack_size(size=0, /):
    return 0


def interrupt_main(signum=2, /):
    import _signal
    _signal._deliver(signum)


def exit():
    raise SystemExit


exit_thread = exit


def _shutdown():
    _run_last()


def _count():
    return _depth


def set_name(name):
    pass


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
        return
    import traceback
    name = getattr(thread, "name", None) or get_ident()
    print(f"Exception in thread {name}:", file=stderr, flush=True)
    traceback.print_exception(kind, value, trace, file=stderr)
