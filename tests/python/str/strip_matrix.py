texts = ["", "  a  ", "xxaxx", "\t\n a\r\x0b\x0c", "abcba", "\u2003é\u00a0", "日a日", "\x1c\x1da\x1e\x1f\x85", "aaa", " \u200b ", "😀x😀"]
for t in texts:
    print(repr(t), repr(t.strip()), repr(t.lstrip()), repr(t.rstrip()))
    for chars in ("", "a", "xa", "ab", "日", "😀", " \t", None):
        print("  ", repr(chars), repr(t.strip(chars)), repr(t.lstrip(chars)), repr(t.rstrip(chars)), end=";")
    print()
for t in ("prefix-body-suffix", "", "aa", "日本語"):
    for p in ("prefix", "", "a", "suffix", "日", "語", "prefix-body-suffix"):
        print(repr(t.removeprefix(p)), repr(t.removesuffix(p)), end=" ")
    print()
for bad in (lambda: "a".strip(5), lambda: "a".strip(b"a"), lambda: "a".strip("a", "b"), lambda: "a".removeprefix(("a",)), lambda: "a".lstrip([])):
    try:
        bad()
    except TypeError as error:
        print("TypeError")
