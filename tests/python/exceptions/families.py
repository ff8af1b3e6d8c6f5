"""Attributes, str, repr and pickling state of the exception families."""
import errno


def show(e):
    print(type(e).__name__, repr(e), "|", str(e), "|", e.args)


show(Exception())
show(Exception(1))
show(Exception(1, 2))
show(KeyError("k"))
show(KeyError())
show(KeyError(1, 2))
show(StopIteration(5))
print(StopIteration(5).value, StopIteration().value, SystemExit().code, SystemExit(3).code, SystemExit(1, 2).code)
e = OSError(errno.ENOENT, "gone", "file.txt")
show(e)
print(e.errno, e.strerror, e.filename, e.filename2)
e = OSError(2, "x", "a", None, "b")
show(e)
print(type(OSError(13, "p")).__name__, type(OSError(17, "p")).__name__, type(OSError(999, "p")).__name__)
for n in (1, 2, 3, 4, 10, 11, 13, 17, 20, 21, 32, 103, 104, 110, 111):
    print(n, type(OSError(n, "")).__name__, end=" ")
print()
show(OSError("just text"))
show(OSError())
show(OSError(1, 2, 3, 4, 5, 6))
b = BlockingIOError(11, "again", 7)
print(b.characters_written, b.args)
try:
    BlockingIOError(11, "again").characters_written
except AttributeError as x:
    print("AttributeError", x)


class MyOS(OSError):
    def __init__(self, extra, *args):
        super().__init__(*args)
        self.extra = extra


m = MyOS("e", 2, "no")
print(m.errno, m.extra, m, type(m).__name__, m.__reduce__()[1])
print(OSError(2, "x", "f").__reduce__())
i = ImportError("msg", name="n", path="p")
print(i.msg, i.name, i.path, i, ImportError(1, 2).msg)
n = NameError("m", name="nm")
print(n.name, n)
a = AttributeError("m", name="nm", obj=[1])
print(a.name, a.obj, a)
s = SyntaxError("bad", ("f.py", 3, 5, "text line\n", 3, 7))
print(s.msg, s.filename, s.lineno, s.offset, repr(s.text), s.end_lineno, s.end_offset, "|", s)
print(SyntaxError("only"), SyntaxError(), SyntaxError("m", ("f", None, None, None)), SyntaxError("m", (None, 4, 1, "")))
u = UnicodeEncodeError("ascii", "aé€\U0001f600b", 1, 2, "ordinal not in range")
print(u)
u.start = 2
u.end = 3
print(u)
u.start = 3
u.end = 4
print(u)
u.end = 5
print(u, u.reason, u.object, u.encoding)
d = UnicodeDecodeError("utf-8", b"a\xff\xfe", 1, 2, "invalid start byte")
print(d, d.object)
d.end = 3
print(d)
t = UnicodeTranslateError("abc", 1, 2, "why")
print(t)
for bad in (
    lambda: UnicodeEncodeError("ascii"),
    lambda: UnicodeDecodeError("utf-8", "str", 0, 1, "x"),
    lambda: UnicodeEncodeError(1, "a", 0, 1, "x"),
    lambda: ValueError(a=1),
    lambda: SyntaxError("m", (1, 2)),
):
    try:
        bad()
    except TypeError as x:
        print("TypeError", x)
e = ValueError("v")
e.__cause__ = KeyError("c")
print(repr(e.__cause__), e.__suppress_context__, e.__context__, e.__traceback__)
for name, value in (("__cause__", 1), ("__context__", "x"), ("__traceback__", 5)):
    try:
        setattr(e, name, value)
    except TypeError as x:
        print("TypeError", x)
for name in ("__cause__", "__context__", "__traceback__", "args"):
    try:
        delattr(e, name)
    except TypeError as x:
        print("TypeError", x)
e.args = [1, 2]
print(e.args, repr(e), e)
e.extra = 1
print(e.__dict__, e.__reduce__())
e.__setstate__({"more": 2})
print(e.more)
try:
    e.__setstate__(5)
except TypeError as x:
    print("TypeError", x)
e = Exception()
e.add_note("one")
e.add_note("two")
print(e.__notes__)
try:
    pass
except TypeError as x:
    print("TypeError", x)
try:
    raise ValueError("x").with_traceback(None)
except ValueError as x:
    print(x.__traceback__ is not None)


class Weird(Exception):
    def __new__(cls, *args):
        self = super().__new__(cls, *args)
        self.made = True
        return self

    def __init__(self, a, b=2):
        self.b = b


w = Weird(1)
print(w.args, w.b, w.made, repr(w), str(w))
print(issubclass(ModuleNotFoundError, ImportError), IOError is OSError, EnvironmentError is OSError)
print([c.__name__ for c in UnicodeDecodeError.__mro__])
