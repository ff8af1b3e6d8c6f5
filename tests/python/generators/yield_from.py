def inner():
    x = yield 1
    print("inner got", x)
    try:
        y = yield 2
        print("inner got", y)
    except KeyError as error:
        print("inner caught", error)
        yield "recovered"
    return "inner result"


def outer():
    result = yield from inner()
    print("result", result)
    result = yield from [10, 20]
    print("list result", result)
    yield from "ab"
    return "outer"


g = outer()
print(next(g), g.send("A"), g.send("B"), next(g), next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
g = outer()
next(g)
next(g)
print(g.throw(KeyError("k")))
print(next(g))


def closer():
    try:
        yield 1
    finally:
        print("inner closed")


def delegate():
    try:
        yield from closer()
    finally:
        print("outer closed")


d = delegate()
next(d)
d.close()


class Iter:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("done value")
        return self.n

    def send(self, v):
        print("send", v)
        return self.__next__()


def over():
    r = yield from Iter()
    return r


o = over()
print(next(o), o.send("v"), next(o))
try:
    next(o)
except StopIteration as stop:
    print(stop.value)


def tree(t):
    if t:
        left, value, right = t
        yield from tree(left)
        yield value
        yield from tree(right)


print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))))


def bad():
    yield from 5


try:
    next(bad())
except TypeError as error:
    print(error)


def chain(*its):
    for it in its:
        yield from it


print(list(chain("ab", range(2), chain([5], {6}))), g.gi_yieldfrom is not None)


def deep(n):
    if n == 0:
        yield "bottom"
    else:
        yield from deep(n - 1)


print(list(deep(100)))
