for code in list(range(0, 0x180, 7)) + [0x2c7, 0x300, 0x378, 0x600, 0x6dd, 0xe01, 0x1680, 0x180e, 0x2000, 0x200b, 0x2028, 0x202f, 0x2060, 0x3000, 0xd800, 0xdfff, 0xe000, 0xfeff, 0xfffd, 0xffff, 0x10000, 0x1f600, 0x2a6d6, 0xe0001, 0x10ffff]:
    ch = chr(code)
    print(hex(code), ascii(repr(ch)), ascii(ch), len(repr(ch)), ch.isprintable(), ord(eval(ascii(ch))) == code, ch.encode("unicode_escape") if code < 0xd800 or code > 0xdfff else "", ch.encode("utf-8", "surrogatepass").hex())
print(repr("mix'ed\"quotes"), repr("it's"), repr('say "hi"'), repr("back\\slash"), repr("a\x00b\nc\td\re\x0bf"), repr("é\u0301"), [repr(s) for s in ("", "'", '"', "'\"")])
print(ascii("naïve 日本 😀"), ascii(["é", {"ü": "ß"}]), "%a" % "é", f"{'日'!a}", "{!a}".format("é"), ascii(b"\xff"), ascii(5), ascii(None))
print("\x41\u0042\U00000043\103\N{LATIN SMALL LETTER D}", "\\x41", r"\x41", len("\n\\n"), "a\
b", "\'\"")
print("abc".encode("unicode_escape"), b"\\u00e9\\n".decode("unicode_escape"), "é\n".encode("unicode_escape"), "日😀".encode("raw_unicode_escape"), "a b".encode("utf-7") if False else "")
