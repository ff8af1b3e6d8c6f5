"""The interface of faulthandler: tracebacks on request; no handler is installed, since no fault kills the interpreter silently."""

import sys
import traceback

_enabled = False


def enable(file=None, all_threads=True, c_stack=True):
    """Remember that fault handling was asked for."""
    global _enabled
    _enabled = True


def disable():
    """Forget it again; returns whether it was asked for."""
    global _enabled
    was, _enabled = _enabled, False
    return was


def is_enabled():
    return _enabled


def dump_traceback(file=None, all_threads=True):
    """Dump the traceback of the current thread into file."""
    file = sys.stderr if file is None else file
    if isinstance(file, int):
        import os
        os.write(file, "".join(traceback.format_stack(sys._getframe(1))).encode())
    else:
        traceback.print_stack(sys._getframe(1), file=file)


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    """Accepted; there is no thread that could wait."""


def cancel_dump_traceback_later():
    """Cancel the previous call to dump_traceback_later()."""


def register(signum, file=None, all_threads=True, chain=False):
    """Accepted; no signal reaches it."""


def unregister(signum):
    return False
