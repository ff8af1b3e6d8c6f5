data = bytearray(b"abcdefgh")
m = memoryview(data)
print(m[0], m[-1], m[2:5].tobytes(), m[::2].tolist(), len(m), m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.readonly, m.contiguous, m.obj is data)
m[0] = 65
m[1:3] = b"XY"
print(data, m == data, m == b"AXYdefgh", m[1:2] == b"X", bytes(m), m.tobytes(), m.tolist()[:3], m.hex(), 65 in m, list(m)[:2])
s = m[2:6]
s[0] = 33
print(data, s.tobytes(), s[1:3].tobytes(), s[::-1].tobytes(), s.nbytes)
r = memoryview(b"readonly")
for bad in ("r[0] = 1", "m[0] = 256", "m[0] = 'a'", "m[100]", "m[0:2] = b'abc'", "del m[0]", "m['x']", "memoryview('str')", "memoryview(5)", "memoryview()", "m[1.5]", "m + m"):
    try:
        exec(bad)
    except (TypeError, ValueError, IndexError) as error:
        print(bad, type(error).__name__)
try:
    data.append(1)
except BufferError:
    print("exported buffers cannot grow")
s.release()
m.release()
try:
    m[0]
except ValueError as error:
    print(error)
data.append(1)
print(len(data), repr(r).startswith("<memory at 0x"), hash(r) == hash(b"readonly"), r == memoryview(b"readonly"), r != b"x")
with memoryview(b"ctx") as c:
    print(c.tobytes())
try:
    c.tobytes()
except ValueError:
    print("released by with")
import array
a = array.array("i", [1, -2, 3])
v = memoryview(a)
print(v.format, v.itemsize, v.tolist(), v[1], len(v), v.nbytes, v[1:].tolist())
v[0] = 100
print(a.tolist(), v.cast("B").nbytes, v.cast("B")[0], memoryview(b"\x01\x00\x02\x00").cast("H").tolist(), memoryview(bytes(8)).cast("B", (2, 4)).shape if False else "")
print(memoryview(b"abc") == b"abc", b"abc" == memoryview(b"abc"), memoryview(b"").tolist(), bytes(memoryview(b"xyz")[1:]), bytearray(memoryview(b"q")), b"".join([memoryview(b"j")]), memoryview(b"ab").toreadonly().readonly)
