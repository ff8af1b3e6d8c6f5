"""Tuples: hashes, comparison, slices, errors."""
print(hash(()), hash((1,)), hash((1, 2, 3)), hash(((), (1, (2,)))), hash((1.5, True, -1)))
print((1, 2) < (1, 3), (1, 2) < (1, 2, 0), (2,) > (1, 99), () < (1,), (1, "a") == (1, "a"), (1,) != (1.0,))
try:
    (1, "a") < (1, 2)
except TypeError as e:
    print(e)
t = tuple(range(10))
print(t[2:5], t[::-3], t[-3:], t[:], t[:] is t, t[5:5])
print(t + (), t * 1 is t, (1, 2) * 2, 0 * t, t * -1)
print(t.index(5), t.count(3), 5 in t, 50 in t)
for f in (
    lambda: t.index(99),
    lambda: t[99],
    lambda: t["a"],
    lambda: t + [1],
    lambda: t.__setitem__,
    lambda: tuple(5),
    lambda: tuple(1, 2),
    lambda: hash(([],)),
    lambda: t.index(5, 6),
    lambda: t.index(5, "x"),
    lambda: (1,) * 2.0,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(tuple("abc"), tuple([1, 2]), tuple({3: 4}), tuple(), tuple(t) is t, repr((1,)), repr(()))


class T(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))


x = T(1, 2)
print(x, type(x).__name__, x == (1, 2), type(x + (3,)).__name__, type(x[:]).__name__, x.__getnewargs__(), hash(x) == hash((1, 2)))
inner = []
cyc = (inner,)
inner.append(cyc)
print(cyc)
it = iter((1, 2, 3))
next(it)
print(it.__length_hint__(), it.__reduce__()[1:], list(it))
a, *b, c = t
print(a, b, c)
print(max(t), min(t), sorted(t, reverse=True)[:2], sum(t), any(t), all(t))
nan = float("nan")
print((nan,) == (nan,), (nan,) == (float("nan"),), nan in (nan,))
