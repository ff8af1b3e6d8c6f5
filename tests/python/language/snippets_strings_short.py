SNIPPETS = r"""
print("a" 'b' '''c''' f"{1}", 'it''s', r"\n", b"\x00", rb"\d", "\x41\u00e9\N{BULLET}")

x = 5
print(f"{x}", f"{x!r}", f"{x:>4}", f"{x=}", f"{{{x}}}", f"{x + 1}", f"{'a' if x else 'b'}", f"{x:{x}}")

f"{undefined}"

f"{'a':d}"

print("%s %d %r %.2f %5s|%-5s|" % ("a", 5, "b", 1.5, "c", "d"), "%%" % (), "%(k)s" % {"k": 1})

"%d" % "a"

"%s %s" % "a"

print("{} {}".format(1, 2), "{1}{0}".format("a", "b"), "{x}".format(x=5), "{:>3}".format(1))

"{}".format()

print("abc"[0], "abc"[-1], "abc"[1:], "abc"[::-1], "abc"[5:], "a" in "abc", "a" < "b")

"abc"[5]

x = "abc"
x[0] = "z"

5 in "abc"

print("a,b".split(","), ",".join(["a", "b"]), " a ".strip(), "abc".replace("b", "x"), "abc".find("z"), "5".zfill(3))

",".join([1])

"abc".index("z")

"a" + 5

"é".encode("ascii")

b"\xff".decode()

a, b = "xyz"

for c in "ab": print(c, ord(c))

x = "a"
y = x
x += "b"
print(x, y, x * 2, len(x), list(x), sorted("ba"), set("aa"), "".join(reversed("ab")), max("ab"))

print("ß".upper(), "ǆ".title(), "Σ".lower(), "ﬁ".casefold(), len("😀"), "日本"[1])

print("line1\nline2".splitlines(), "a\tb".expandtabs(4), 'a\
b', "abc".translate({97: "x"}), "abc".partition("b"), "abc".center(7, "*"))
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
