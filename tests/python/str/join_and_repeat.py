for sep in ("", "-", ", ", "日", "😀"):
    for items in ([], ["a"], ["a", "b"], ["a", "", "b"], ("é", "日"), ["😀"] * 3, "chars", {"k": 1}):
        print(repr(sep.join(items)), end=" ")
    print()
print("".join(str(i) for i in range(12)), "-".join(map(chr, range(97, 103))), "".join(["x"] * 5), ",".join(sorted({"b", "a"})))
for bad in (lambda: "".join([1]), lambda: "".join(["a", None]), lambda: ",".join(5), lambda: "".join([b"a"]), lambda: "".join("a", "b"), lambda: "".join()):
    try:
        bad()
    except TypeError as error:
        print(error)


class S(str):
    def __str__(self):
        return "never used by join"


print("-".join([S("a"), S("b")]), type("".join([S("x")])).__name__, "x".join(S("ab")))
for n in (-5, 0, 1, 3, True):
    print(repr("ab" * n), repr(n * "é"), repr("😀" * n), repr("" * n))
for bad in (lambda: "a" * 1.5, lambda: "a" * "b", lambda: "a" * None, lambda: "a" + 1, lambda: 1 + "a", lambda: "a" + b"b", lambda: "a" + None):
    try:
        bad()
    except TypeError as error:
        print(error)
print("a" + "é" + "日" + "😀", ("a" * 3 + "b") * 2, "x" "y" + "z", sum(len(p) for p in ["a" * i for i in range(10)]))
