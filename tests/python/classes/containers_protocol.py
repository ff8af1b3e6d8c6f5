class Ring:
    def __init__(self, items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        print("get", i)
        if isinstance(i, slice):
            return self.items[i]
        return self.items[i % len(self.items)]

    def __setitem__(self, i, v):
        print("set", i, v)
        self.items[i] = v

    def __delitem__(self, i):
        print("del", i)
        del self.items[i]


r = Ring("abc")
print(r[4], r[-1], r[0:2], r[::2], r[...] if False else "")
r[1] = "B"
r[0:1] = ["x", "y"]
del r[0]
print(r.items)


class Old:
    """Iteration by __getitem__ until IndexError."""

    def __getitem__(self, i):
        if i >= 4:
            raise IndexError
        return i * i


print(list(Old()), 9 in Old(), 10 in Old(), [*Old()], max(Old()), list(zip(Old(), "ab")))
a, b, *c = Old()
print(a, b, c)


class Any:
    def __getitem__(self, key):
        return key


x = Any()
print(x[1, 2], x[1:2, ...], x[:], x[::], x[1:], x[:2:3], x[()], x["a"], x[None], x[-1], x[*[1, 2], 3])


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n

    def __length_hint__(self):
        return self.n


print(list(Countdown(4)), sum(Countdown(5)), 2 in Countdown(4), sorted(Countdown(3)))


class Rev(list):
    def __reversed__(self):
        return iter(["custom"])


print(list(reversed(Rev([1, 2]))), list(reversed(Ring("ab"))))


class Missing(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


m = Missing()
print(m["ab"], m[3], m, m.get("zz"))


class NotIter:
    __iter__ = None


class BadIter:
    def __iter__(self):
        return 5


class NoContains(list):
    __contains__ = None


for expr in ("iter(NotIter())", "iter(BadIter())", "1 in NoContains()", "iter(object())", "next(object())",
             "len(object())", "object()[0]", "reversed(object())"):
    try:
        eval(expr)
    except TypeError as error:
        print(expr, "TypeError")


class BadLen:
    def __len__(self):
        return "x"


try:
    len(BadLen())
except TypeError as error:
    print(error)
