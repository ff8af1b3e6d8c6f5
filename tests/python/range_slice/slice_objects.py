s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(1, 2), slice(None), slice("a", [1], None), repr(slice(1.5)))
print(s == slice(1, 10, 2), s != slice(1), slice(1) < slice(2), slice(1, 2) > slice(1, 1), s == (1, 10, 2), s.indices(6), s.indices(0), slice(None, None, -1).indices(5), slice(-3, None).indices(5), slice(10, -10, -3).indices(7), slice(None, 0, -1).indices(4))
for bad in (lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: s.indices(-1), lambda: s.indices("x"), lambda: slice(1, 2, 0).indices(5), lambda: slice("a").indices(5), lambda: setattr(s, "start", 5), lambda: s.nope, lambda: [1][slice("x")], lambda: [1, 2][1.5:], lambda: s + 1, lambda: len(s), lambda: iter(s)):
    try:
        print(bad())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__)


class Grid:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


g = Grid()
print(g[1:2], g[:], g[::], g[::-1], g[1:2, 3], g[..., 1], g[1:2, ::3, ...], g[()], g[(1,)], g[1,], g["a":"b"], g[None:], g[[1]:{2}], g[-1:], g[1:2:3])
g[1:2] = 5
g[::2, 0] = "x"
del g[1:2], g[..., :]


class Seq:
    data = list("abcdefgh")

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self.data[j] for j in range(*i.indices(len(self)))]
        if isinstance(i, tuple):
            return [self[j] for j in i]
        return self.data[i]


q = Seq()
print(q[1:4], q[::-2], q[-3:], q[5:1:-1], q[0, 2, -1], q[1:3, 5], q[:100], list(q)[:2], q[::3])
everything, evens, back, last3 = slice(None), slice(None, None, 2), slice(None, None, -1), slice(-3, None)
for data in ([0, 1, 2, 3, 4], "abcde", (1, 2, 3), b"bytes", range(10), bytearray(b"xyz")):
    print(data[everything], data[evens], data[back], data[last3])
a = list(range(10))
a[evens] = [x * 10 for x in a[evens]]
a[last3] = []
del a[slice(0, 2)]
print(a, a[slice(1, 3)], max(a[1:]), sum(a[::2]), sorted(a)[-2:], [a[i:j] for i in range(2) for j in range(3, 5)])
record = "2024-05-17 ERROR disk"
DATE, LEVEL, MSG = slice(0, 10), slice(11, 16), slice(17, None)
print(record[DATE], record[LEVEL], record[MSG])
