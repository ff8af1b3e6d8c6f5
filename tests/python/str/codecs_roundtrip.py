texts = ["", "ascii", "é", "日本語", "😀", "mixed é日😀", "\x00\x7f\x80\xff", "\ufeffbom", "a" * 70 + "é"]
codecs = ["utf-8", "utf8", "UTF-8", "utf_8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "latin-1", "iso-8859-1", "ascii", "us-ascii"]
for t in texts:
    for c in codecs:
        try:
            b = t.encode(c)
            print(ascii(t)[:12], c, len(b), b[:8], b.decode(c) == t)
        except UnicodeEncodeError as error:
            print(ascii(t)[:12], c, error.encoding, error.start, error.end, error.reason)
for data in (b"\xff\xfe", b"a\xffb", b"\xe9", b"\xf0\x9f", b"\xc3\x28"):
    for c in ("utf-8", "ascii", "latin-1", "utf-16-le"):
        for errors in ("strict", "ignore", "replace", "backslashreplace"):
            try:
                print(data, c, errors, ascii(data.decode(c, errors)))
            except UnicodeDecodeError as error:
                print(data, c, error.start, error.end, error.reason)
for bad in (lambda: "a".encode("nope"), lambda: b"a".decode("nope"), lambda: "é".encode("ascii", "nope"), lambda: "a".encode(5), lambda: b"a".decode("utf-8", 5), lambda: str("a", "utf-8"), lambda: bytes("a", 5)):
    try:
        bad()
    except (LookupError, TypeError) as error:
        print(type(error).__name__)
print("é".encode(errors="strict"), b"\xc3\xa9".decode(encoding="utf-8"), str(b"\xe9", "latin-1"), bytes("é", "utf-16-be"), "é".encode("ascii", "xmlcharrefreplace"), "😀".encode("ascii", "backslashreplace"))
