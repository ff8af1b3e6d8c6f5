s = "hello world hello"
print(s.find("hello"), s.find("hello", 1), s.find("zzz"), s.rfind("hello"), s.rfind("hello", 0, 10), s.find(""), s.rfind(""), s.find("", 99), s.find("o", -5), s.find("l", 3, 4))
print(s.index("world"), s.rindex("hello"), s.count("l"), s.count("hello"), s.count(""), "".count(""), s.count("l", 5), s.count("ll", 0, 4), "aaaa".count("aa"))
for bad in ("s.index('q')", "s.rindex('q')", "s.find(5)", "s.count(None)", "5 in s", "s.startswith(5)", "s.startswith(['a'])"):
    try:
        eval(bad)
    except (ValueError, TypeError) as error:
        print(bad, type(error).__name__)
print("world" in s, "xyz" not in s, "" in s, s in s, "lo wo" in s)
print(s.startswith("hell"), s.startswith("world", 6), s.endswith("hello"), s.endswith("world", 0, 11), s.startswith(("x", "h")), s.endswith(()), s.startswith(""), "".startswith(""), "ab".startswith("abc"), s.startswith("", 100))
print(s.replace("hello", "bye"), s.replace("l", "L", 2), s.replace("", "-", 3), "aaa".replace("a", ""), "".replace("", "x"), "abc".replace("", "-"), "aaa".replace("aa", "b"), s.replace("zz", "y") == s)
print(s.partition(" "), s.rpartition(" "), s.partition("zz"), s.rpartition("zz"), "a=b=c".partition("="), "a=b=c".rpartition("="))
print("a,b,,c".split(","), "a b  c ".split(), " a  b ".split(" "), "abc".split("b"), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","), "  ".split(), " x y ".split(None, 1), " x y z ".rsplit(None, 1), "aXXbXXc".split("XX"), "a\tb\nc\x0bd\x1ce".split())
print("a\nb\r\nc\rd\n".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\x0bb\x0cc\x1cd\x85e\u2028f".splitlines(), "abc".splitlines())
print("x".join("abc"), ",".join([]), ",".join(["a"]), "".join(["a", "b"]), "-".join({"k": 1}), ", ".join(str(i) for i in range(4)), "é".join("ab"))
print("TestHook".removeprefix("Test"), "TestHook".removesuffix("Hook"), "x".removeprefix("yy"), "aa".removeprefix("a"), "abc".removesuffix(""))
print("  strip  ".strip() + "|", "xxabcxx".strip("x"), "xyabcyx".lstrip("xy"), "xyabcyx".rstrip("xy"), "\t\n a \r".strip(), "".strip(), "aaa".strip("a") == "", "\u2003x\u00a0".strip() + "|", "abc".strip(""))
print(s[::-1], s[3], s[-3:], s[::3], s[100:], s[5:2], "abc" * 2, "é日😀"[1], "é日😀"[::-1], len("é日😀"), "😀x"[1])
for i, ch in enumerate("añ😀"):
    print(i, ch, ord(ch))
print(min("hello"), max("hello"), sorted("hello"), list("abc"), tuple("ab"), "abc" < "abd", "a" < "B", "Z" < "a", "" < "a", "é" > "z", "abc" == "abc", "\ue000" < "\U00010000")
