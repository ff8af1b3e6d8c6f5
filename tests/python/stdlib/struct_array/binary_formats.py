import struct
from array import array
import io


def write_record(f, name, values):
    data = name.encode("utf-8")
    f.write(struct.pack("<BH", len(data), len(values)))
    f.write(data)
    f.write(struct.pack(f"<{len(values)}d", *values))


def read_records(f):
    while head := f.read(3):
        n, count = struct.unpack("<BH", head)
        name = f.read(n).decode("utf-8")
        yield name, list(struct.unpack(f"<{count}d", f.read(8 * count)))


f = io.BytesIO()
write_record(f, "temps", [20.5, -3.25])
write_record(f, "naïve 日", [])
write_record(f, "π", [3.141592653589793])
print(len(f.getvalue()), f.getvalue()[:12])
f.seek(0)
print(list(read_records(f)))


def varint(n):
    out = bytearray()
    while True:
        b, n = n & 0x7F, n >> 7
        out.append(b | (0x80 if n else 0))
        if not n:
            return bytes(out)


def unvarint(data):
    value = shift = 0
    for i, b in enumerate(data, 1):
        value |= (b & 0x7F) << shift
        shift += 7
        if not b & 0x80:
            return value, i


for n in (0, 1, 127, 128, 300, 2 ** 32, 2 ** 70):
    assert unvarint(varint(n)) == (n, len(varint(n)))
    print(n, varint(n).hex())


def crc32(data):
    crc = 0xFFFFFFFF
    for b in data:
        crc ^= b
        for _ in range(8):
            crc = crc >> 1 ^ (0xEDB88320 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def adler(data):
    a, b = 1, 0
    for x in data:
        a = (a + x) % 65521
        b = (b + a) % 65521
    return b << 16 | a


print(hex(crc32(b"123456789")), hex(adler(b"Wikipedia")), crc32(b""))


def base64ish(data):
    table = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    out = ""
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = int.from_bytes(chunk.ljust(3, b"\0"), "big")
        out += "".join(table[n >> s & 63] for s in (18, 12, 6, 0))[:len(chunk) + 1] + "=" * (3 - len(chunk))
    return out


print([base64ish(t) for t in (b"", b"M", b"Ma", b"Man", b"hello world")])
pixels = array("B", [0] * 48)
for y in range(4):
    for x in range(4):
        i = (y * 4 + x) * 3
        pixels[i:i + 3] = array("B", [x * 60, y * 60, (x ^ y) * 60])
header = struct.pack("<2sIHHI", b"BM", 14 + 40 + len(pixels), 0, 0, 54)
print(len(header), header, sum(pixels), pixels[-3:], memoryview(pixels)[::3].tolist()[:6], struct.unpack_from("<I", header, 2))
samples = array("h", [int(1000 * ((i * 37) % 100 - 50) / 50) for i in range(50)])
print(samples[:8].tolist(), min(samples), max(samples), sum(samples), struct.pack("<4h", *samples[:4]) == samples.tobytes()[:8])
