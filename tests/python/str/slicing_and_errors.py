s = "abcdefghij"
print(s[2:5], s[:3], s[7:], s[:], s[::2], s[1::3], s[::-1], s[8:2:-2], s[-3:], s[:-7], s[5:2], s[100:], s[-100:3], s[10::-1], s[-1], s[-10])
for i in range(-12, 13, 4):
    for j in range(-12, 13, 6):
        print(s[i:j] or "-", s[i:j:-2] or "-", end=" ")
    print()
u = "aé日😀z"
print([u[i] for i in range(-5, 5)], u[1:4], u[::-1], u[::2], u[3:1:-1], len(u[1:]), u[:2].isascii(), u[0:1].isascii())
for bad in ("s[10]", "s[-11]", "''[0]", "s['a']", "s[1.0]", "s[None]", "s[::0]", "s[1, 2]", "s + 5", "5 + s", "s * 1.5", "s * s", "s - s", "s < 5", "s[0] + None", "s()", "-s", "s.nope", "s * 10 ** 20"):
    try:
        eval(bad)
    except (IndexError, TypeError, ValueError, AttributeError, OverflowError, MemoryError) as error:
        print(bad, type(error).__name__)
for stmt in ("s[0] = 'x'", "del s[0]", "s.x = 1", "s[0:1] = 'x'"):
    try:
        exec(stmt)
    except (TypeError, AttributeError) as error:
        print(stmt, type(error).__name__)
print(s == "abcdefghij", s != "abc", s == 5, "a" < "b" < "c", "" == "", "abc" <= "abc", "abc" > "ab", "b" > "abc", s is s[:], s.__eq__(5), s.__lt__("b"), s.__contains__("cd"), s.__len__(), s.__getitem__(3), s.__mul__(2), s.__add__("!"))
print(str(), str(5), str("x"), str(None), str([1, "a"]), str(b"x"), str(b"x", "ascii"), str(b"\xff", errors="replace", encoding="utf-8"), str(object=1))
print(repr("a'b"), repr('a"b'), repr("a'b\"c"), repr("\\"), repr("\t\n\r\0\x1f\x7f"), repr("é"), repr(""), ascii("é"), "\\n", r"\n", len("\\n"))
it = iter("abc")
print(next(it), it.__length_hint__(), list(it), list(iter("é日")), [*"xy"], {*"aa"}, dict.fromkeys("ab"), tuple("日本"))
print("a" in "abc", "abc".__class__, isinstance("", str), "abc".__hash__() == hash("abc"), type("a" + "b").__name__, bool(""), bool(" "), not "")
