t = (1, 2, 3)
print(t[0], t[-1], t[1:], t[::-1], len(t), 2 in t, t + (4,), t * 2, 2 * t, () + (), ())
print((1,), (1), tuple(), tuple("ab"), tuple([1]), tuple(t) is t, tuple({1: 2}))
print(t.index(2), t.count(1), (1, 2, 1).count(1), (1, 2, 1).index(1, 1))
print(t == (1, 2, 3), t < (1, 2, 4), t < (1, 2), (1, 2) < (1, 2, 0), (1, "a") == (1.0, "a"), t != [1, 2, 3])
print(hash((1, 2)) == hash((1, 2)), {(1, 2): "v"}[1, 2], {(), ()} == {()})
a, b, c = t
print(a, b, c)
for bad in ("t[0] = 1", "del t[0]", "t.append(1)", "t[5]", "t['a']", "t + [1]", "t.index(9)", "t < [1]", "t * 1.5"):
    try:
        exec(bad)
    except (TypeError, IndexError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)
m = ([], 1)
m[0].append(5)
print(m)
try:
    hash(m)
except TypeError as error:
    print(error)
print(max(t), min(t), sum(t), sorted((3, 1, 2)), list(reversed(t)), any(t), list(zip(t, "abc")))
nested = ((1, 2), (3, (4, 5)))
print(nested[1][1][0], nested)
x = 1,
y = 1, 2
print(x, y, (1, 2)[1], ((1, 2)))
print(t.__add__((9,)), t.__contains__(3), t.__getitem__(slice(1, 2)), t.__len__(), tuple.__mul__(t, 2))
print((1, 2, 3) > (1, 2), () < (0,), (nan := float("nan"),) == (nan,), (float("nan"),) == (float("nan"),))
s = t
s += (4,)
print(s, t)
it = iter(t)
next(it)
print(list(it), it.__length_hint__())
print(isinstance((), tuple), type(()).__name__, bool(()), bool((0,)))
print(("a" "b", "c"), ("a",
      "b"), *("x", "y"))
from collections import namedtuple
P = namedtuple("P", "x y")
print(P(1, 2) == (1, 2), hash(P(1, 2)) == hash((1, 2)), P(1, 2) + (3,), P(*t[:2]))
