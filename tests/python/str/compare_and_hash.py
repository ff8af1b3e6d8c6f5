words = ["", "a", "A", "aa", "ab", "b", "é", "e\u0301", "z", "日", "日本", "\ue000", "😀", "\U00010000", "a\0", "a\0b", "\x7f", "\xff", "\u0100"]
for i, x in enumerate(words):
    print(repr(x), "".join("<=>"[(x >= y) + (x > y)] for y in words), [x == y for y in words].index(True) == i)
print(sorted(words) == sorted(words[::-1]), [ascii(w) for w in sorted(words)], ascii(max(words)), repr(min(words)))
print("a" == "a", "a" != "b", "a" < "b" <= "b", "abc" < "abd", "Z" < "a", "10" < "9", "a" == 97, "a" != b"a", "" < "\0")
for op in ("<", "<=", ">", ">="):
    for other in (1, None, b"a", ["a"]):
        try:
            eval(f"'a' {op} other")
        except TypeError as error:
            print(error)
built = "".join(["hog", "nose"])
print(hash(built) == hash("hognose"), {built: 1}["hognose"], built in {"hognose"}, len({"a", "a" + "", "".join("a")}), hash("é") == hash("".join(["é"])))
print("abc".__eq__("abc"), "a".__lt__("b"), "a".__eq__(1), "a".__ge__("a"), "a".__ne__("b"))
d = {w: i for i, w in enumerate(words)}
print([d[w] for w in words], len(d))
print(sorted(["item10", "item9", "Item1"], key=str.lower), sorted("hello World", key=lambda c: (c.lower(), c)), min("b", "a", key=ord), max(["aa", "b"], key=len))
