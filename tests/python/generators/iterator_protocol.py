class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        print("iter")
        i = 0
        while i < self.n:
            yield i
            i += 1


c = Count(3)
print(list(c), [*c], max(c), sum(c), sorted(c, reverse=True), 2 in c, 9 in c, tuple(c), set(c), dict.fromkeys(c))
a, *b = c
print(a, b, list(zip(c, c)), list(map(lambda x: -x, c)), ",".join(map(str, c)), any(c), all(c), min(c, default=0), list(enumerate(c)), list(filter(None, c)))


class Once:
    def __init__(self, items):
        self.items = list(items)

    def __iter__(self):
        return self

    def __next__(self):
        if not self.items:
            raise StopIteration
        return self.items.pop(0)


o = Once("abcd")
print(next(o), list(o), list(o), next(o, "empty"))
for x in Once([1, 2]):
    for y in Once([3]):
        print(x, y)


class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("broken iterator")


for use in (list, sum, tuple, max, set, ",".join, lambda b: [*b], lambda b: dict(b), lambda b: next(iter(b)), lambda b: 1 in b, lambda b: [x for x in b], sorted, any, lambda b: list(map(str, b)), lambda b: list(zip(b, b))):
    try:
        use(Broken())
        print("no error?")
    except ValueError as error:
        pass
print("all raised")


class NotIterator:
    def __iter__(self):
        return [1, 2]


try:
    iter(NotIterator())
except TypeError as error:
    print(error)
it = iter([1, 2, 3])
print(iter(it) is it, next(it), list(it), list(it))
for typ in ([1], (1,), b"a", {1}, {1: 2}, range(1), {1: 2}.items(), iter, ):
    if typ is not iter:
        i = iter(typ)
        print(type(i).__name__, next(i), next(i, "end"), next(i, "end"), iter(i) is i)
sentinel = iter(iter([1, 2, 0, 3]).__next__, 0)
print(list(sentinel), list(sentinel))
def countdown(n):
    while n:
        n = (yield n) or n - 1
g = countdown(5)
print(next(g), next(g), g.send(10), next(g), g.send(1), list(g))
lst = [1, 2, 3]
it = iter(lst)
next(it)
lst.append(4)
print(list(it))
lst.append(5)
print(list(it))
