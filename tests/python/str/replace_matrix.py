texts = ["", "a", "aaa", "banana", "a,b,c", "日本日本", "aé日😀", "ab" * 4]
pairs = [("a", "b"), ("a", ""), ("", "-"), ("an", "<>"), ("aa", "a"), ("日", "x"), ("a", "日"), ("a", "😀😀"), ("zz", "q"), ("ab", "ab"), ("b", "longer text")]
for t in texts:
    for old, new in pairs:
        out = [t.replace(old, new)] + [t.replace(old, new, n) for n in (0, 1, 2, -1)]
        print(repr(t), repr(old), repr(new), out)
for bad in (lambda: "a".replace("a"), lambda: "a".replace(1, "b"), lambda: "a".replace("a", None), lambda: "a".replace("a", "b", "c"), lambda: "a".replace()):
    try:
        bad()
    except TypeError:
        print("TypeError")
print("a-b".translate({45: "+"}), "abc".translate({ord("a"): "AA", ord("b"): None, 99: 100}), "日本".translate({0x65e5: "sun"}), "x".translate({}), "abc".translate("xyz" * 40))


class Table:
    def __getitem__(self, key):
        if key == ord("a"):
            raise LookupError
        return key + 1


print("abc".translate(Table()), "aXbX".replace("X", "X" * 3), "x" * 3 == "xxx".replace("y", "z"))
