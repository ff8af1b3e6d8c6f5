import io

b = io.BytesIO(b"abc\ndef\nghi")
print(b.read(2), b.readline(), b.tell(), b.read(), b.read(), b.getvalue(), b.seek(0), b.readlines())
b.seek(4); b.write(b"DEF"); print(b.getvalue(), b.tell(), b.seek(-3, 2), b.read(), b.seek(1), b.seek(1, 1))
o = io.BytesIO()
print(o.write(b"x"), o.write(bytearray(b"yz")), o.write(memoryview(b"w")), o.getvalue(), o.getbuffer()[1], bytes(o.getbuffer()))
o.truncate(2); print(o.getvalue(), len(o.getvalue())); o.seek(5); o.write(b"!"); print(o.getvalue())
buf = bytearray(4)
print(io.BytesIO(b"hello").readinto(buf), buf, io.BytesIO(b"ab").readinto(buf), buf)
for bad in ("o.write('s')", "o.seek(-1)", "io.BytesIO('s')", "o.read('x')"):
    try:
        eval(bad)
    except (TypeError, ValueError) as error:
        print(bad, type(error).__name__)
with io.BytesIO(b"q") as w:
    pass
try:
    w.getvalue()
except ValueError as error:
    print(error)
print(list(io.BytesIO(b"1\n2\n")), io.BytesIO(b"abc").read1(2), io.BytesIO(b"a\nb").readline(1), o.readable(), o.seekable(), o.closed)
t = io.TextIOWrapper(io.BytesIO("é\nline\n".encode()), encoding="utf-8")
print(t.readline(), t.read(), t.encoding)
raw = io.BytesIO()
t = io.TextIOWrapper(raw, encoding="utf-8", newline="\n", write_through=True)
t.write("é日\n")
t.flush()
print(raw.getvalue())
r = io.BufferedReader(io.BytesIO(b"buffered data"))
print(r.peek(3)[:3], r.read(3), r.read())
