print(list(enumerate("ab")), list(enumerate("ab", 5)), list(zip("abc", range(2))), list(zip()), list(zip("ab")), list(zip("ab", "cd", "ef")))
print(list(map(str, range(3))), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(filter(None, [0, 1, "", 2])), list(filter(lambda x: x > 1, range(4))))
print(list(reversed(range(5))), list(reversed("abc")), list(reversed([])), list(reversed({1: 0, 2: 0})))
print(sum(range(10)), sum([], 5), sum([[1], [2]], []), sum((x for x in (1.5, 2.5)), 1), min(3, 1, 2), max("apple", "fig", key=len), min([], default="none"), max([3, 1], default=0), max("a", "b", "B", key=str.lower))
print(any([]), all([]), any([0, "x"]), all([1, ""]), sorted("bca", reverse=True), len("abc"), len(range(10 ** 10)))
it = iter([1, 2, 3])
print(next(it), next(it, "d"), list(it), next(it, "d"))
values = iter(range(10))
print(list(iter(lambda: next(values), 4)))
for bad in ("zip('ab', 'c', strict=True)", "map(None, [1])", "sum('ab', '')", "sum([b''], b'')", "min(1, 'a')", "reversed(5)", "next([])", "enumerate(5)"):
    try:
        print(list(eval(bad)))
    except (TypeError, ValueError) as error:
        print(bad, type(error).__name__)
e = enumerate("xyz")
print(next(e), iter(e) is e, list(e), type(e).__name__)
z = zip([1, 2], "ab")
print(next(z), dict([next(z)]), list(z))
a = iter("abcdef")
print(list(zip(a, a)), [*map(max, [1, 5], [4, 2])])
print(list(zip(*[[1, 2, 3], [4, 5, 6]])), list(map(list, zip("ab", "cd"))))
m = map(int, ["1", "x", "3"])
print(next(m))
try:
    next(m)
except ValueError:
    print("bad", next(m))


class Seq:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10


print(list(Seq()), list(reversed(Seq())), 20 in Seq(), list(enumerate(Seq())), max(Seq()), sum(Seq()), dict(zip("abc", Seq())))
print(list(range(3).__iter__()), list(filter(str.isalpha, "a1b2")), [x for x, _ in zip(range(5), "abc")])
short = iter([1, 2, 3])
print(list(zip([10], short)), list(short), list(zip(iter([1, 2]), [5])))
