"""Sorting with comparisons that misbehave; stability; long runs and galloping."""
import random


class Cmp:
    def __init__(self, v, log=None):
        self.v = v

    def __lt__(self, other):
        return self.v < other.v

    def __repr__(self):
        return f"C{self.v}"


rng = random.Random(5)
for n in (0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 127, 500, 2000):
    data = [rng.randrange(n + 1) for _ in range(n)]
    a = sorted(data)
    assert all(x <= y for x, y in zip(a, a[1:]))
    b = sorted([Cmp(x) for x in data])
    assert [c.v for c in b] == a
    pairs = [(x, i) for i, x in enumerate(data)]
    assert sorted(pairs, key=lambda p: p[0]) == sorted(pairs)
    assert sorted(pairs, key=lambda p: p[0], reverse=True) == sorted(pairs, key=lambda p: (-p[0], p[1]))
    words = [str(x) for x in data]
    assert sorted(words) == sorted(words, key=lambda w: tuple(map(ord, w)))
    fl = [x / 7 for x in data]
    assert sorted(fl) == [x / 7 for x in a]
# runs: ascending, descending, sawtooth, organ pipe, equal
n = 3000
for data in (
    list(range(n)),
    list(range(n, 0, -1)),
    [i % 100 for i in range(n)],
    list(range(n // 2)) + list(range(n // 2, 0, -1)),
    [7] * n,
    list(range(n // 2, n)) + list(range(n // 2)),
    [i ^ 1 for i in range(n)],
):
    s = sorted(Cmp(x) for x in data)
    assert [c.v for c in s] == sorted(data)
    s = sorted(data, key=lambda x: -x)
    assert s == sorted(data)[::-1]


class Evil:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        target.append(0)
        return self.v < other.v


target = [Evil(i) for i in (3, 1, 2)]
try:
    target.sort()
except ValueError as e:
    print("ValueError", e)
print([x.v for x in target])


class Boom:
    count = 0

    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        Boom.count += 1
        if Boom.count == 40:
            raise RuntimeError("boom")
        return self.v < other.v


items = [Boom(i * 7 % 50) for i in range(50)]
try:
    items.sort()
except RuntimeError as e:
    print("RuntimeError", e)
print(len(items), sorted(x.v for x in items) == list(range(50)))


def key(x):
    lst.clear()
    return x


lst = [3, 2, 1]
lst.sort(key=key)
print(lst)


def key2(x):
    lst.append(x)
    return x


try:
    lst.sort(key=key2)
except ValueError as e:
    print("ValueError", e)
print(lst)
lst = [3, 1, "a"]
try:
    lst.sort()
except TypeError as e:
    print("TypeError", e)
print(sorted(lst, key=str))
print(sorted([True, 0, 2, False, 1]), sorted([0.0, -0.0, 1, -1.5]), sorted([2**70, 1, -2**80]))
print(sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([[2], [1, 5], [1]]))
print(sorted("hello"), sorted({3: 1, 1: 2}), sorted(["b", "a", "é", "Z", "\U0001f600", "\uffff"]))
x = [1, 2, 3]
for bad in (lambda: x.sort(1), lambda: sorted(5), lambda: x.sort(key=5)):
    try:
        bad()
    except TypeError as e:
        print("TypeError", e)
x.sort(key=None, reverse=1)
print(x)
nan = float("nan")
print(len(sorted([nan, 1.0, nan, 0.5])))
seen = []


class Watch:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        seen.append(len(watched))
        return self.v < other.v


watched = [Watch(2), Watch(1), Watch(3)]
watched.sort()
print(set(seen), [w.v for w in watched])
