for s in ("hello World", "ÀÉÎ straße", "ǅungla", "ﬁne", "İstanbul", "ΑΣ ΑΣΑ", "123abc", "", "they're bill's", "ß", "ŉ", "Ω", "ⅷ", "𐐀x"):
    print(repr(s), repr(s.upper()), repr(s.lower()), repr(s.title()), repr(s.capitalize()), repr(s.swapcase()), repr(s.casefold()))
tests = ["abc", "ABC", "Abc", "a1", "123", "½", "²", "٣", " ", "\t\n", "", "é", "日本", "_", "a b", "Title Case", "x_1", "1x", "class", "\u00a0", "\x1f", "Ⅷ", "ⅷ", "😀", "²3", "ª", "-", "5.0", "\u200b", "ǅ"]
for t in tests:
    print(repr(t), *[int(getattr(t, m)()) for m in ("isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower", "istitle", "isidentifier", "isprintable", "isascii")])
print("abc".center(10) + "|", "abc".center(9, "*"), "abc".center(8, "*"), "abc".ljust(6, ".") + "|", "abc".rjust(6, "."), "abc".center(2), "x".center(4, "é"))
print("42".zfill(5), "-42".zfill(5), "+7".zfill(4), "abc".zfill(2), "".zfill(3), "--1".zfill(5))
print("a\tb\tc".expandtabs(), "a\tb".expandtabs(4), "\t".expandtabs(3) + "|", "ab\tc\n\td".expandtabs(4), "a\tb".expandtabs(0))
table = str.maketrans("abc", "xyz", "d")
print("abcd".translate(table), "hello".translate({ord("l"): None, ord("o"): "0!"}), "abc".translate({97: 98}), str.maketrans({"a": "1", "b": None}), "ab".translate(str.maketrans({"a": "long"})))
for bad in ("'a'.center(5, 'ab')", "'a'.ljust(5, '')", "str.maketrans('ab', 'c')", "'a'.zfill('x')", "'a'.translate(5)", "'ab'.translate({97: 0x110000})", "'a'.upper(1)"):
    try:
        print(eval(bad))
    except (TypeError, ValueError) as error:
        print(bad, type(error).__name__)
print("abc".isidentifier(), "π".isidentifier(), "a-b".isidentifier(), "def".isidentifier(), "ﬁ".isidentifier())
print("Hello".swapcase().swapcase() == "Hello", "ß".upper().lower(), "ﬃ".upper(), "ΌΣΟΣ".lower(), "Σ".lower(), "AΣ".lower(), "ΣA".lower())
