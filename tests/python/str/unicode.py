s = "naïve café 日本語 😀👨‍👩‍👧 e\u0301 ﬀ Ǆ"
print(len(s), s.upper(), s.lower(), s.title(), s[::-1] == "".join(reversed(s)), s.encode("utf-8")[:12], len(s.encode("utf-16-le")), len(s.encode("utf-32-be")))
for ch in ("a", "é", "日", "😀", "\x00", "\u200d", "\u0301", "٣", "½", "Ⅷ", "Σ", "\ud800", "\u2028", "\xad", "\ue000", "\U000e0001"):
    print(ascii(ch), ascii(repr(ch)), ch.isprintable(), ch.isalpha(), ch.isnumeric(), ch.isspace(), ascii(ch.upper()), ascii(ch.lower()))
for codec in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "latin-1", "ascii"):
    try:
        b = "aé".encode(codec)
        print(codec, b, b.decode(codec))
    except UnicodeEncodeError as error:
        print(codec, error)
for errors in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "surrogateescape"):
    try:
        print(errors, "aé😀b".encode("ascii", errors))
    except UnicodeEncodeError as error:
        print(errors, type(error).__name__, error.start, error.end)
for data in (b"\xff", b"\xc3", b"\xe6\x97", b"a\x80b", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xf0\x9f\x98\x80", b"\xe6\x97x", b"\xf8\x88"):
    try:
        print(data, data.decode())
    except UnicodeDecodeError as error:
        print(data, error)
    print(ascii(data.decode("utf-8", "replace")), ascii(data.decode("utf-8", "ignore")), ascii(data.decode("utf-8", "backslashreplace")), ascii(data.decode("utf-8", "surrogateescape")))
print("\udcff".encode("utf-8", "surrogateescape"), "\ud800".encode("utf-8", "surrogatepass"), b"\xed\xa0\x80".decode("utf-8", "surrogatepass") == "\ud800", ascii("\ud83d\ude00"), len("\ud83d\ude00"), "\ud83d\ude00" == "😀")
print("abc" + "é" + "日" + "😀", "é" * 3, "日" in "日本", "本日".find("日"), "aé日😀".index("😀"), "é日".replace("é", "e"), "日本,語".split(","), "😀".join("ab"), "éa".center(6, "日"))
print(sorted(["é", "z", "a", "日", "😀", "\ue000"]), max("aé日"), "é" == "e\u0301")
print(hash("é") == hash("é"), {"日": 1}["日"], "日本"[0], "日本"[-1:], "a日"[0] + "z", ("日" + "a")[1:].isascii(), "é".encode().decode() == "é", str(b"\xe6\x97\xa5", "utf-8"))
x = "变量"
变量 = 5
print(变量, x, eval("变量 + 1"), ﬁ := 3, fi)
