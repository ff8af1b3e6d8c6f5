import io

s = io.StringIO("line one\nline two\nlast")
print(repr(s.readline()), repr(s.read(4)), s.tell(), repr(s.read()), repr(s.read()))
s.seek(0)
print(list(s), s.seek(0), s.readlines(), s.getvalue() == "line one\nline two\nlast")
o = io.StringIO()
print(o.write("hello"), o.write(" wörld"), o.getvalue(), o.tell())
o.seek(0); o.write("J"); print(o.getvalue()); o.seek(0, 2); o.write("!"); print(o.getvalue())
o.truncate(3); print(o.getvalue(), o.readable(), o.writable(), o.seekable(), o.closed, o.isatty())
o.writelines(["a", "b"]); print(repr(o.getvalue()))
print("printed", 1, file=o); print(repr(o.getvalue()))
with io.StringIO("x") as w:
    print(w.read())
try:
    w.read()
except ValueError as error:
    print(error)
for bad in ("o.write(5)", "o.write(b'x')", "o.seek(-1)", "io.StringIO(5)", "o.seek(1, 1)"):
    try:
        eval(bad)
    except (TypeError, ValueError, OSError) as error:
        print(bad, type(error).__name__)
n = io.StringIO("a\r\nb\rc\n", newline=None)
print(n.readlines(), io.StringIO("a\r\nb").readlines(), io.StringIO("a\nb", newline="\r\n").getvalue().encode())
p = io.StringIO("abc"); p.seek(10); p.write("z"); print(repr(p.getvalue()))
print(io.StringIO("é日😀").read(2), [line.strip() for line in io.StringIO("a\nb\n")], next(io.StringIO("q\nr")), io.StringIO("abc").readline(2), repr(io.StringIO().read()))
