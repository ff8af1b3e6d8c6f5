import io
import sys
import traceback


def f():
    g()


def g():
    raise ValueError("deep")


try:
    f()
except ValueError as e:
    error = e
te = traceback.TracebackException.from_exception(error)
print(te.exc_type.__name__ if te.exc_type else "", str(te), [s.name for s in te.stack], list(te.format_exception_only()))
text = "".join(traceback.format_exception(error))
print(text.startswith("Traceback (most recent call last):\n"), text.rstrip().endswith("ValueError: deep"), text.count("  File "), "    g()" in text)
out = io.StringIO()
traceback.print_exception(error, file=out)
print(out.getvalue() == text)
print([(s.lineno, s.name, s.line) for s in traceback.extract_tb(error.__traceback__)][1:])
print(traceback.format_list([("file.py", 3, "func", "x = 1")]), traceback.StackSummary.from_list([("a.py", 1, "f", None)])[0].filename)
print(len(traceback.format_tb(error.__traceback__)), len(traceback.format_tb(error.__traceback__, limit=1)), traceback.format_tb(None))
try:
    try:
        f()
    except ValueError:
        raise TypeError("second") from None
except TypeError as e:
    print("deep" in "".join(traceback.format_exception(e)))
try:
    try:
        f()
    except ValueError as v:
        raise TypeError("second") from v
except TypeError as e:
    full = "".join(traceback.format_exception(e))
    print("The above exception was the direct cause of the following exception:" in full, full.index("deep") < full.index("second"), "deep" in "".join(traceback.format_exception(e, chain=False)))
print([f.name for f, _ in [(fs, 0) for fs in traceback.extract_stack()]][-1], traceback.format_exception_only(ValueError, ValueError("x")))


def recurse(n):
    if n == 0:
        raise KeyError("bottom")
    recurse(n - 1)


try:
    recurse(20)
except KeyError as e:
    text = "".join(traceback.format_exception(e))
    print("Previous line repeated" in text, text.count("in recurse"))
frame = sys._getframe()
print(next(traceback.walk_stack(frame))[0] is frame, traceback.extract_stack(frame)[-1].name)
e = ValueError("noted")
e.add_note("a note")
print(traceback.format_exception_only(e))
