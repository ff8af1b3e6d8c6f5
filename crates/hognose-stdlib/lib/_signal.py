"""Names of signals. Handlers are kept, and no signal reaches them."""

SIG_DFL, SIG_IGN, NSIG = 0, 1, 65
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
ItimerError = OSError
for _number, _name in enumerate(
        "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU "
        "XFSZ VTALRM PROF WINCH IO PWR SYS".split(), 1):
    globals()["SIG" + _name] = _number
del _number, _name


def default_int_handler(signalnum, frame, /):
    """The default handler for SIGINT installed by Python."""
    raise KeyboardInterrupt


_handlers = {2: default_int_handler}


def signal(signalnum, handler, /):
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    old = _handlers.get(int(signalnum), SIG_DFL)
    _handlers[int(signalnum)] = handler
    return old


def getsignal(signalnum, /):
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")
    return _handlers.get(int(signalnum), SIG_DFL)


def raise_signal(signalnum, /):
    handler = getsignal(signalnum)
    if callable(handler):
        handler(int(signalnum), None)


def strsignal(signalnum, /):
    return {1: "Hangup", 2: "Interrupt", 9: "Killed", 11: "Segmentation fault", 15: "Terminated"}.get(signalnum)


def valid_signals():
    return set(range(1, NSIG))


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def alarm(seconds, /):
    return 0


def siginterrupt(signalnum, flag, /):
    pass
