"""Signals on the native module _signals: which handler a signal has, and the call of it between two instructions."""

import _signals

SIG_DFL, SIG_IGN, NSIG = 0, 1, 65
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
ItimerError = OSError
for _number, _name in enumerate(
        "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU "
        "XFSZ VTALRM PROF WINCH IO PWR SYS".split(), 1):
    globals()["SIG" + _name] = _number
del _number, _name
SIGIOT, SIGCLD, SIGPOLL, SIGRTMIN, SIGRTMAX = SIGABRT, SIGCHLD, SIGIO, 34, 64

_DESCRIPTIONS = dict(enumerate((
    "Hangup", "Interrupt", "Quit", "Illegal instruction", "Trace/breakpoint trap", "Aborted", "Bus error",
    "Floating point exception", "Killed", "User defined signal 1", "Segmentation fault", "User defined signal 2", "Broken pipe",
    "Alarm clock", "Terminated", "Stack fault", "Child exited", "Continued", "Stopped (signal)", "Stopped", "Stopped (tty input)",
    "Stopped (tty output)", "Urgent I/O condition", "CPU time limit exceeded", "File size limit exceeded", "Virtual timer expired",
    "Profiling timer expired", "Window changed", "I/O possible", "Power failure", "Bad system call"), 1))


def default_int_handler(signalnum, frame, /):
    """The default handler for SIGINT installed by Python."""
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler, SIGPIPE: SIG_IGN, SIGXFSZ: SIG_IGN}
_received = {SIGINT}
_wakeup_fd = -1


def _check(signalnum):
    import operator
    signalnum = operator.index(signalnum)
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")
    return signalnum


def signal(signalnum, handler, /):
    """Set the action for the given signal."""
    signalnum = _check(signalnum)
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    import _thread
    if _thread.get_ident() != _thread._get_main_thread_ident():
        raise ValueError("signal only works in main thread of the main interpreter")
    if signalnum in (SIGKILL, SIGSTOP):
        raise OSError(22, "Invalid argument")
    old = _handlers.get(signalnum, SIG_DFL)
    if handler != SIG_DFL and signalnum not in _received and signalnum not in (SIGSEGV, SIGFPE, SIGILL):
        if _signals.watch(signalnum):
            _received.add(signalnum)
    _handlers[signalnum] = handler
    if signalnum == SIGINT:
        _signals.plain_interrupt(handler is default_int_handler)
    return old


def getsignal(signalnum, /):
    """Return the current action for the given signal."""
    return _handlers.get(_check(signalnum), SIG_DFL)


def _frame():
    import sys
    frame = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__") in ("_signal", "signal"):
        frame = frame.f_back
    return frame


def _deliver(signalnum):
    """A signal has arrived."""
    global _arrivals
    _arrivals += 1
    handler = _handlers.get(signalnum, SIG_DFL)
    if _wakeup_fd >= 0:
        import os
        try:
            os.write(_wakeup_fd, bytes([signalnum]))
        except OSError:
            pass
    if callable(handler):
        handler(signalnum, _frame())
    elif handler == SIG_DFL and signalnum not in (SIGCHLD, SIGCONT, SIGURG, SIGWINCH):
        # What the system would have done, had nobody asked for the signal before.
        import os
        import sys
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                pass
        os._exit(128 + signalnum)


def raise_signal(signalnum, /):
    """Send a signal to the executing process."""
    signalnum = _check(signalnum)
    if signalnum in _received:
        import _threads
        if _threads.get_ident() == 1:
            _deliver(signalnum)
        else:
            _signals.arrive(signalnum)
    elif _handlers.get(signalnum) != SIG_IGN:
        import _posix
        _posix.kill(_posix.getpid(), signalnum)


def strsignal(signalnum, /):
    """Return the system description of the given signal."""
    return _DESCRIPTIONS.get(_check(signalnum))


def valid_signals():
    """Return a set of valid signal numbers on this platform."""
    return set(range(1, 32)) | set(range(SIGRTMIN, NSIG))


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """Sets the fd to be written to (with the signal number) when a signal comes in."""
    global _wakeup_fd
    old, _wakeup_fd = _wakeup_fd, fd
    return old


_timer_interval = 0.0


def setitimer(which, seconds, interval=0.0, /):
    """Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF)."""
    global _timer_interval
    if which != ITIMER_REAL:
        raise OSError(22, "Invalid argument")
    old, _timer_interval = _timer_interval, float(interval)
    if seconds and SIGALRM not in _received and _signals.watch(SIGALRM):
        _received.add(SIGALRM)
    return _signals.timer(seconds, interval), old


def getitimer(which, /):
    """Returns current value of given itimer."""
    left, interval = setitimer(which, 0)
    if left:
        setitimer(which, left, interval)
    return left, interval


def alarm(seconds, /):
    """Arrange for SIGALRM to arrive after the given number of seconds."""
    left, _ = setitimer(ITIMER_REAL, seconds)
    return -int(-left // 1)


def pause():
    """Wait until a signal arrives."""
    import time
    before = _arrivals
    while _arrivals == before:
        time.sleep(0.01)


_arrivals = 0


def siginterrupt(signalnum, flag, /):
    pass
