"""What `sys.exit` makes of its argument, and how much of a traceback `sys.tracebacklimit` shows."""
import io
import sys

for status in (None, 0, 42, "text", (42,), (), (1, 2), [3]):
    try:
        sys.exit(status)
    except SystemExit as e:
        print(repr(status), e.code, e.args)
try:
    sys.exit()
except SystemExit as e:
    print(e.code, e.args)


def down(n):
    return down(n - 1) if n else 1 / 0


def shown(limit):
    sys.tracebacklimit = limit
    stream, sys.stderr = sys.stderr, io.StringIO()
    try:
        down(1)
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())
    text, sys.stderr = sys.stderr.getvalue(), stream
    del sys.tracebacklimit
    return [line.split(", ")[-1] for line in text.splitlines() if not line.startswith("    ")]


for limit in (10, 3, 2, 1, 0, -1):
    print(limit, shown(limit))
