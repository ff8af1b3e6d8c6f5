import copy
import io
import pickle

b = io.BytesIO(b"line one\nline two\nend")
print(b.read(3), b.readline(), b.readline(4), b.tell(), list(b), b.read(), b.readlines(), isinstance(b, io.BufferedIOBase), b.closed)
print(b.seek(0), b.write(b"LINE"), b.getvalue()[:9], b.seek(-3, 2), b.read(), b.seek(2, 1), b.write(b"x"), b.getvalue()[-5:])
view = b.getbuffer()
view[0] = 90
print(b.getvalue()[:4], len(view), view.readonly)
try:
    b.write(b"y" * 50)
except BufferError as error:
    print("BufferError")
try:
    b.close()
except BufferError as error:
    print("BufferError")
view.release()
print(b.truncate(4), b.getvalue(), b.tell(), b.truncate(100), b.getvalue())
b.seek(6)
print(b.write(bytearray(b"ab")), b.getvalue(), b.write(memoryview(b"cd")), b.getvalue(), b.writelines([b"1", b"2"]), b.getvalue())
buffer = bytearray(5)
b.seek(1)
print(b.readinto(buffer), buffer, b.readinto1(memoryview(buffer)[:2]), buffer, b.read1(2), b.read1())
for bad in ("io.BytesIO('x')", "b.write('x')", "b.seek(-1)", "b.seek(0, 9)", "b.read('x')", "b.truncate(-1)", "b.readinto(b'x')", "io.BytesIO(5)"):
    try:
        print(eval(bad))
    except (TypeError, ValueError) as error:
        print(bad, type(error).__name__)
b.seek(3)
c = pickle.loads(pickle.dumps(b))
print(c.getvalue() == b.getvalue(), c.tell(), b.readable(), b.writable(), b.seekable(), b.isatty())
with b as same:
    print(same is b)
print(b.closed)
for f in (b.read, b.getvalue, b.getbuffer, b.tell, lambda: b.write(b"x"), lambda: next(b), b.flush, b.readable, b.__enter__):
    try:
        f()
    except ValueError as error:
        print(error)


class Counted(io.BytesIO):
    def __init__(self, *args):
        super().__init__(*args)
        self.writes = 0

    def write(self, data):
        self.writes += 1
        return super().write(data)


d = Counted(b"start")
d.writelines([b"a", b"b"])
print(d.getvalue(), d.writes)
t = io.TextIOWrapper(io.BytesIO("é\nb\r\nc".encode()), encoding="utf-8")
print(t.read(1), t.readlines())
r = io.BufferedReader(io.BytesIO(b"0123456789"), 4)
print(r.peek(2)[:2], r.read(3), r.tell(), r.readinto(buffer), buffer)
w = io.BufferedWriter(raw := io.BytesIO())
w.write(b"held")
print(raw.getvalue(), w.flush(), raw.getvalue())
o = io.BytesIO(initial_bytes=b"k")
print(o.read(), io.BytesIO(None).getvalue(), io.BytesIO(bytearray(b"q")).read())
x = io.BytesIO(b"abc")
x.write(x.getvalue() * 2)
print(x.getvalue())
