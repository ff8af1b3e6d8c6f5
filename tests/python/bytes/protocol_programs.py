def hexdump(data, width=16):
    for i in range(0, len(data), width):
        chunk = data[i:i + width]
        yield f"{i:08x}  {chunk.hex(' '):<{width * 3}} |{''.join(chr(b) if 32 <= b < 127 else '.' for b in chunk)}|"


print(*hexdump(bytes(range(0, 256, 5)) + b"hello, world"), sep="\n")


def frames(buffer):
    view, pos = memoryview(buffer), 0
    while pos < len(view):
        size = view[pos] << 8 | view[pos + 1]
        yield bytes(view[pos + 2:pos + 2 + size])
        pos += 2 + size


packed = bytearray()
for m in (b"first", b"", b"x" * 300):
    packed += len(m).to_bytes(2, "big") + m
print([len(f) for f in frames(packed)], list(frames(packed))[0])


def xor(data, key):
    return bytes(b ^ key[i % len(key)] for i, b in enumerate(data))


secret = xor(b"attack at dawn", b"key")
print(secret.hex(), xor(secret, b"key"), bytes(reversed(b"abc")), bytes(sorted(b"hognose")), bytes(b ^ 0x20 for b in b"Hello"), bytes.fromhex("68 6f67").decode())


def bits(data):
    return "".join(f"{b:08b}" for b in data)


def unbits(s):
    return bytes(int(s[i:i + 8], 2) for i in range(0, len(s), 8))


print(bits(b"hi"), unbits(bits(b"round trip")), sum(bin(b).count("1") for b in b"\xff\x0f\x01"), int.from_bytes(b"hog", "big"), (6844263).to_bytes(3, "big"))
ring = bytearray(8)
for i, b in enumerate(b"circular buffer"):
    ring[i % 8] = b
print(ring, ring[7:] + ring[:7], bytes(ring[i % 8] for i in range(15, 23)))


def rle(data):
    out, i = bytearray(), 0
    while i < len(data):
        j = i
        while j < len(data) and data[j] == data[i] and j - i < 255:
            j += 1
        out += bytes((j - i, data[i]))
        i = j
    return bytes(out)


def unrle(data):
    return b"".join(bytes([data[i + 1]]) * data[i] for i in range(0, len(data), 2))


for d in (b"", b"aaa", b"abc", b"\0" * 600, bytes(range(10))):
    print(len(rle(d)), unrle(rle(d)) == d)
header = b"GET /path?q=1 HTTP/1.1\r\nHost: example.org\r\nX-Empty:\r\n\r\nbody\r\n"
head, _, body = header.partition(b"\r\n\r\n")
line, *fields = head.split(b"\r\n")
print(line.split(), {k.decode().lower(): v.strip() for k, _, v in (f.partition(b":") for f in fields)}, body)
print(b"%s=%d;%x" % (b"k", 5, 255), b"a,b;c".replace(b";", b",").split(b","), b"\xe9".decode("latin-1"), b"abc".translate(bytes.maketrans(b"abc", b"bcd")), b"CamelCase".swapcase(), max(b"abc"), b"abc" < b"abd", b"".join([b"x", bytearray(b"y"), memoryview(b"z")]), hash(b"ab") == hash(bytes([97, 98])))
