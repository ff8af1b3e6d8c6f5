for kind in (bytes, bytearray):
    for text in (b"", b"a", b"a b", b" a,b,,c ", b"aaa", b"\xff\x00\xff", b"line\nline2\r\nx\r", b"XaX"):
        t = kind(text)
        print(t, t.split(), t.split(b","), t.rsplit(b"a", 1), t.splitlines(), t.splitlines(True), t.strip(), t.strip(b"aX"), t.lstrip(b"a"), t.rstrip(b"\xff"))
        for n in (b"", b"a", b"aa", b",", b"\xff", b"\x00", b"zz"):
            print("  ", n, t.find(n), t.rfind(n), t.count(n), n in t, t.startswith(n), t.endswith(n), t.replace(n, b"__"), t.replace(n, b"", 1), t.partition(n) if n else "", t.rpartition(n) if n else "", t.find(n, 1, -1))
        print("  ", t.find(97), t.count(255), 0 in t, t.center(5, b"."), t.ljust(4) + b"|", t.rjust(4, b"0"), t.zfill(4), t.expandtabs(2), t.removeprefix(b"a"), t.removesuffix(b" "))
        print("  ", t.isalpha(), t.isdigit(), t.isalnum(), t.isspace(), t.isupper(), t.islower(), t.istitle(), t.isascii(), t.upper(), t.lower(), t.title(), t.capitalize(), t.swapcase(), t.hex())
        print("  ", t.join([b"1", b"2"]), t.translate(None, b"a,"), t.translate(bytes(range(255, -1, -1)))[:3], t[::-1], t * 2, t + b"!", list(t[:3]), type(t[:1]).__name__, t == text, bytes(t) == text)
