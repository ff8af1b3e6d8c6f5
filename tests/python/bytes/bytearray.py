a = bytearray(b"hello")
a[0] = 72; a.append(33); a.extend(b"??"); a.extend([65, 66]); a.insert(0, 42)
print(a, len(a), a.pop(), a.pop(0), a)
a.remove(33); a.reverse(); print(a)
a[1:3] = b"XYZ"; print(a)
del a[0]; del a[::2]; print(a)
a += b"more"; a *= 2; print(a, a.count(b"more"), a.find(b"re"))
a.clear(); print(a, bool(a), bytearray(3), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray(b"x") + b"y", b"x" + bytearray(b"y"), type(b"x" + bytearray()).__name__, type(bytearray() + b"").__name__)
b = bytearray(range(10))
b[::2] = b"\xff" * 5; print(b)
b[5:5] = [1, 2, 3]; print(b.hex())
b[:] = b"new"; print(b, b == b"new", b == bytearray(b"new"), b < b"nex", b != "new", b.copy() is b, b.decode())
for bad in ("b[0] = 256", "b[0] = 'a'", "b[99] = 1", "b.append(300)", "b.append('a')", "b.remove(0)", "b.pop(50)", "bytearray().pop()", "b[::2] = b'abc'", "del b[99]", "b.extend('str')", "b.extend([1000])", "b.insert('a', 1)", "bytearray(-1)", "bytearray('a')", "b[0:1] = 5.5", "{b: 1}"):
    try:
        exec(bad)
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        print(bad, type(error).__name__)
print(b, b.upper(), b.replace(b"n", b"N"), b.split(b"e"), b.partition(b"e"), b.center(7, b"."), b.startswith(b"ne"), b.join([b"1", b"2"]), b.translate(None, b"w"), b.isalpha(), type(b.upper()).__name__, b[1], b[1:], b[::-1], 101 in b, b"ew" in b)
m = memoryview(b)
try:
    b.append(1)
except BufferError as error:
    print(type(error).__name__)
m[0] = 78
m.release()
b.append(33)
print(b, bytearray.fromhex("00ff"), b.hex(), list(b), sorted(b), max(b))
c = bytearray(b"abc")
c.extend(bytes(c)); c[1:2] = bytes(c); print(c)
print(repr(bytearray(b"'\"\\\n")), str(bytearray(b"s")), bytearray(b"%d") % 5, bytearray() == b"", bytes(bytearray(b"z")))
it = iter(bytearray(b"ab"))
print(next(it), list(it))
x = bytearray(1000)
for i in range(1000):
    x[i] = i * 7 % 256
print(sum(x), x[-5:], len(x[::3]), x.count(0), x.index(7), bytes(x[:3]))
while x:
    x.pop()
print(len(x), x)
