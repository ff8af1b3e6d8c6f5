import traceback


def show(error):
    print("".join(traceback.format_exception_only(error)), end="")


class Silent(Exception):
    def __str__(self):
        return ""


class Multi(Exception):
    def __str__(self):
        return "line 1\nline 2"


class Outer:
    class Inner(Exception):
        pass


for e in (ValueError(), ValueError(""), ValueError("x"), ValueError("a", 1), KeyError("k"), Silent(), Multi(), Outer.Inner("nested name"), OSError(2, "No such file", "f"), StopIteration(3), SystemExit(1), KeyboardInterrupt(), Exception(None), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), AssertionError(), ImportError("m", name="n")):
    show(e)
for source in ("x = (1", "def f(:\n    pass", "x = 1\n  y = 2", "'unterminated"):
    try:
        compile(source, "prog.py", "exec")
    except SyntaxError as e:
        lines = traceback.format_exception_only(e)
        print(lines[0].rstrip(), "|", type(e).__name__)


def chain(n):
    try:
        if n == 0:
            raise ValueError("root")
        chain(n - 1)
    except Exception as e:
        if n % 2:
            raise RuntimeError(f"level {n}") from e
        raise KeyError(n)


try:
    chain(3)
except Exception as e:
    text = traceback.format_exc()
    print(text.count("direct cause"), text.count("During handling"), text.count("Traceback"), [l for l in text.splitlines() if not l.startswith((" ", "Traceback")) and l])
try:
    try:
        1 / 0
    finally:
        raise ValueError("in finally")
except ValueError:
    print([l for l in traceback.format_exc().splitlines() if "Error" in l])
e = ValueError("loop")
e.__cause__ = KeyError("other")
e.__cause__.__cause__ = e
text = "".join(traceback.format_exception(e))
print(text.count("ValueError"), text.count("KeyError"))
e = TypeError("with notes")
e.add_note("note one")
e.add_note("multi\nline")
show(e)


def locals_of():
    a, b = 1, "x"
    raise ValueError


try:
    locals_of()
except ValueError as err:
    te = traceback.TracebackException.from_exception(err, capture_locals=True)
    print(te.stack[-1].locals, te.stack[-1].name, te.stack[0].lineno is not None)
summary = traceback.StackSummary.extract(traceback.walk_tb(err.__traceback__) if False else iter([]))
print(summary, len(summary), traceback.FrameSummary("f.py", 7, "g", line="code()").line)
try:
    exec(compile("def boom():\n    raise OSError('from exec')\nboom()", "<generated>", "exec"))
except OSError as err:
    print([(f.filename, f.lineno, f.name) for f in traceback.extract_tb(err.__traceback__)][1:])
