"""Slice assignment and deletion in every shape, and while indices change the list."""
import itertools

steps = [None, 1, 2, 3, -1, -2, -7]
bounds = [None, -9, -3, -1, 0, 1, 4, 6, 20]
total = 0
for start, stop, step in itertools.product(bounds, bounds, steps):
    s = slice(start, stop, step)
    base = list(range(6))
    picked = base[s]
    assert picked == [base[i] for i in range(*s.indices(6))]
    kept = [x for x in base if x not in picked]
    b = base[:]
    del b[s]
    assert b == kept, (s, b)
    c = base[:]
    c[s] = [-1] * len(picked)
    assert len(c) == 6
    assert tuple(base)[s] == tuple(picked)
    total += len(picked)
print(total)
a = [1, 2, 3, 4]
a[1:3] = "xyz"
print(a)
a[:] = a
print(a)
a[2:2] = a
print(a)
a[::2] = reversed(a[::2])
print(a)
a[5:1] = [0]
print(a)
for action in (
    lambda: a.__setitem__(slice(None, None, 2), [1]),
    lambda: a.__setitem__(slice(0, 2), 5),
    lambda: a.__setitem__(slice(0, 4, 2), 5),
    lambda: a.__setitem__("x", 5),
    lambda: a["x"],
    lambda: a[100],
    lambda: a.__setitem__(100, 1),
    lambda: a.__delitem__(100),
    lambda: a.__delitem__("k"),
    lambda: a[::0],
    lambda: a["a":],
    lambda: a[2**100],
    lambda: a.insert("x", 1),
    lambda: a.pop(1.5),
    lambda: [].pop(),
    lambda: a.pop(99),
    lambda: a.remove(99),
    lambda: a + (1,),
    lambda: a * 1.5,
    lambda: a * "x",
    lambda: [1] < (1,),
):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)


class Shrink:
    def __index__(self):
        del victim[2:]
        return 5


victim = list(range(10))
try:
    print(victim[Shrink()])
except IndexError as e:
    print("IndexError", e)
victim = list(range(10))
print(victim[0:Shrink()], victim)
victim = list(range(10))
victim[Shrink():8] = ["new"]
print(victim)
victim = list(range(10))
del victim[1:Shrink()]
print(victim)


class Eq:
    def __eq__(self, other):
        victim.clear()
        return False


victim = [1, 2, Eq(), 3, 4]
print(5 in victim, victim)
victim = [1, Eq(), 3]
print(victim.count(3))
victim = [1, Eq(), 3]
print(victim == [1, 2, 3], victim != [1])
b = []
b.append(b)
print(b, [b], (b,))
b += "ab"
print(len(b))
c = [1, 2]
c.extend(c)
c += c
c *= 2
print(c, c * 0, c * -1, 2 * [0])
c *= 0
print(c)
d = [[]] * 3
d[0].append(1)
print(d)
it = iter([1, 2, 3])
print(next(it), it.__length_hint__(), list(it), it.__length_hint__(), list(it))
r = reversed([1, 2, 3])
print(next(r), r.__length_hint__(), list(r))
grow = [0]
for x in grow:
    if x < 5:
        grow.append(x + 1)
print(grow)
print(list.__add__([1], [2]), [1].__iadd__((2, 3)), [1, 2].__contains__(2), list.__hash__)
print([1, 2].index(2, -1), [1, 2, 3].index(3, 0, 10), [1, [2]].copy())
