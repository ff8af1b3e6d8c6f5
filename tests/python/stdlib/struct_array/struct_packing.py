import struct

print(struct.pack("<I", 1), struct.pack(">I", 1), struct.pack("!h", -2), struct.pack("<bBhHiIqQ", -1, 255, -2, 65535, -3, 4, -5, 6), struct.pack("=i", 7), struct.pack("<fd", 1.5, -2.25), struct.pack("<e", 1.5))
print(struct.pack("5s", b"abc"), struct.pack("3s", b"abcdef"), struct.pack("c", b"x"), struct.pack("<?", True), struct.pack("<3h", 1, 2, 3), struct.pack("<2xB", 1), struct.pack("5p", b"ab"), struct.pack("0s", b""))
print(struct.unpack("<I", b"\x01\x02\x03\x04"), struct.unpack(">hh", b"\xff\xfe\x00\x01"), struct.unpack("<3sB", b"abc\x05"), struct.unpack("<d", struct.pack("<d", 0.1)), struct.unpack("<?", b"\x02"), struct.unpack("<f", struct.pack("<f", 0.1)))
print(struct.calcsize("<bIq"), struct.calcsize("bIq"), struct.calcsize("@hi"), struct.calcsize("10s"), struct.calcsize(""), struct.calcsize("<3h2x"))
for fmt, args in (("<B", (256,)), ("<b", (-129,)), ("<I", (-1,)), ("<I", ()), ("<I", (1, 2)), ("z", (1,)), ("<I", ("x",)), ("<I", (1.5,)), ("<c", (b"ab",)), ("s", ("x",)), ("<q", (2 ** 63,)), ("<f", (1e50,)), ("<e", (1e10,))):
    try:
        struct.pack(fmt, *args)
        print("packed")
    except (struct.error, OverflowError, TypeError) as error:
        print(fmt, args, type(error).__name__)
for fmt, data in (("<I", b"abc"), ("<I", b"abcde"), ("<I", "text")):
    try:
        struct.unpack(fmt, data)
    except (struct.error, TypeError) as error:
        print(type(error).__name__)
s = struct.Struct("<HH")
buf = bytearray(8)
s.pack_into(buf, 2, 1, 2)
print(buf, s.unpack_from(buf, 2), s.size, s.format, list(struct.iter_unpack("<H", b"\x01\x00\x02\x00")), struct.unpack_from("<B", b"\x01\x02\x03", offset=2))
print(struct.unpack("<d", b"\x00\x00\x00\x00\x00\x00\xf8\x7f")[0] != 1, struct.unpack("<d", b"\x01\x00\x00\x00\x00\x00\xf0\xff"), struct.pack("<d", float("inf")), struct.unpack(">Q", struct.pack(">d", 1.0)))


class I:
    def __index__(self):
        return 5


print(struct.pack("<B", I()), struct.pack("<n" if False else "n", 5)[:1], struct.pack("P", 0))
