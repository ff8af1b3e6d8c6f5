e = ValueError("a", 1)
print(e.args, str(e), repr(e))
print(str(ValueError()), repr(ValueError()), repr(ValueError("x")), str(ValueError(None)), repr(ValueError((1,))))
e.args = ("new",)
print(e, e.args)
k = KeyError("key")
print(str(k), repr(k), str(KeyError(1, 2)), str(KeyError()))
o = OSError(2, "No such file", "name.txt")
print(o, o.errno, o.strerror, o.filename, type(o).__name__, o.args)
print(OSError("plain"), OSError("plain").errno, OSError(1, "x"), repr(OSError(13, "denied")))
for code in (1, 2, 4, 9, 10, 11, 13, 17, 20, 21, 32, 104, 110, 111):
    print(code, type(OSError(code, "msg")).__name__, end=" ")
print()
s = StopIteration(5)
print(s.value, s.args, StopIteration().value)
x = SystemExit(3)
print(x.code, SystemExit().code, SystemExit("msg").code, SystemExit(1, 2).code)
u = UnicodeDecodeError("utf-8", b"abc\xff", 3, 4, "invalid start byte")
print(u, u.encoding, u.object, u.start, u.end, u.reason)
ue = UnicodeEncodeError("ascii", "aé", 1, 2, "ordinal not in range(128)")
print(ue, ue.object[ue.start:ue.end])
i = ImportError("m", name="n", path="p")
print(i, i.name, i.path)
n = NameError("x", name="nm")
print(n.name)
a = AttributeError("x", name="attr", obj=5)
print(a.name, a.obj)
sy = SyntaxError("msg", ("file", 3, 5, "text"))
print(sy, sy.msg, sy.filename, sy.lineno, sy.offset, sy.text)
e.add_note("first")
e.add_note("second")
print(e.__notes__)
try:
    e.add_note(5)
except TypeError as error:
    print(type(error).__name__)
print(hasattr(ValueError(), "__notes__"))
try:
    raise ValueError("tb")
except ValueError as error:
    tb = error.__traceback__
    print(type(tb).__name__, tb.tb_lineno > 0, tb.tb_next, tb.tb_frame.f_code.co_name)
    print(error.with_traceback(None) is error, error.__traceback__)
print(ValueError("a") == ValueError("a"), ValueError.__mro__[1:4])
e.custom = 5
print(e.custom, e.__dict__)
try:
    e.__traceback__ = 5
except TypeError as error:
    print(error)
try:
    raise ValueError
except ValueError as error:
    print(error.args)
