b = b"hello world"
print(b, b[0], b[-1], b[1:4], b[::-1], len(b), b + b"!", b * 2, b"lo" in b, 104 in b, 300 in b if False else "", list(b[:3]), b == b"hello world", b < b"help", b"" == b"")
print(b.find(b"o"), b.rfind(b"o"), b.index(b"w"), b.count(b"l"), b.find(111), b.count(108), b.startswith(b"he"), b.endswith((b"x", b"ld")), b.replace(b"l", b"L", 2), b.find(b"zz"), b.startswith(b"w", 6))
print(b.split(), b"a,b,c".split(b","), b"a,b,c".rsplit(b",", 1), b" x ".strip(), b"xxaxx".strip(b"x"), b.partition(b" "), b.rpartition(b"o"), b",".join([b"a", bytearray(b"b")]), b"a\nb\r\nc".splitlines(), b"a\tb".expandtabs(4))
print(b.upper(), b.title(), b.capitalize(), b.swapcase(), b"ABC".lower(), b.center(15, b"*"), b.ljust(13) + b"|", b.rjust(13, b"."), b"42".zfill(5), b"-42".zfill(5), b.removeprefix(b"hello "), b.removesuffix(b"world"))
print(b"abc".isalpha(), b"12".isdigit(), b"a1".isalnum(), b" \t".isspace(), b"AB".isupper(), b"ab".islower(), b"Ab Cd".istitle(), b"\xff".isascii(), b"".isascii())
print(b.hex(), b.hex(" "), b.hex("-", 2), b"\x01\xab".hex(":", -1), bytes.fromhex("0a ff 20"), bytes.fromhex(""), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"hello".translate(None, b"l"), b"hello".translate(bytes(range(256)), b"o"))
print(bytes(), bytes(3), bytes([1, 255]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(3)), bytes(bytearray(b"q")), bytes(memoryview(b"m")), bytes((65, 66)), bytes(x for x in (1, 2)))
print(b"\x00\t\n\r\\'\"\x7f\x80\xff", b"'", b'"', b"'\"", repr(b"a\\b"), str(b"a"), b"caf\xc3\xa9".decode(), b"\xe9".decode("latin-1"), b"%d %s %b %x %c %r %a" % (5, b"x", b"y", 255, 65, "q", "é"), b"%5.1f|%-4d|%04d" % (2.25, 3, 7))
for bad in ("bytes([256])", "bytes([-1])", "bytes('a')", "bytes(-1)", "bytes(1.5)", "b'a' + 'b'", "'a' + b'b'", "b'a' == 'a'", "b'abc'[5]", "b'abc'['a']", "b'a'.join(['a'])", "b'a'.find('a')", "'a' in b'a'", "256 in b'a'", "bytes.fromhex('0')", "bytes.fromhex('zz')", "b'a'.split('a')",
            "b'a' < 'a'", "hash(bytearray())", "b'\\xff'.decode('ascii')", "b'a'.index(b'z')", "b'' % 1", "b'%s' % 'a'", "b'%d' % b'x'", "b'a'.replace('a', b'b')", "b'abc'.center(5, b'ab')", "bytes.maketrans(b'a', b'')"):
    try:
        print(bad, eval(bad))
    except (TypeError, ValueError, IndexError) as error:
        print(bad, type(error).__name__)
try:
    b[0] = 1
except TypeError as error:
    print(error)


class B:
    def __bytes__(self):
        return b"from dunder"


class Sub(bytes):
    pass


print(bytes(B()), Sub(b"x") + b"y", type(Sub(b"x") + b"y").__name__, hash(b"a") == hash(b"a"), {b"k": 1}[b"k"], sorted([b"b", b"a"]), max(b"abc"), list(reversed(b"abc")), [*b"ab"], b"a".__contains__(97), b"abc".__getitem__(slice(1)))
print(int.from_bytes(b"\x01\x02", "big"), bytes([1, 2])[::-1], b"ab" b"cd", rb"\n", len(rb"\n"), b"".join([]), b"x" * 0, sum(b"abc"), b"abc"[1:2] == b"b", bool(b""), bool(b"\0"), iter(b"ab").__next__())
