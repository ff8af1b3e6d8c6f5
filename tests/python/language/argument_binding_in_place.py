"""Calls that bind arguments where they stand: defaults, keywords, star arguments, in functions and generators."""


def plain(a, b=2, *, c=3, d):
    return a, b, c, d


def rest(a, *args, k=1, **others):
    return a, args, k, others


def positional(a, b=5, /, c=6):
    return a, b, c


def tell(call):
    try:
        print(call())
    except TypeError as error:
        print("TypeError:", error)


tell(lambda: plain(1, d=4))
tell(lambda: plain(d=4, a=1, b=0))
tell(lambda: plain(1, 2, 3, d=4))
tell(lambda: plain(1, a=1, d=4))
tell(lambda: plain(1))
tell(lambda: plain(1, d=4, e=5))
tell(lambda: rest(1, 2, 3, k=4, z=5, y=6))
tell(lambda: rest(*range(20), **{"k": 0, "x y": 1}))
tell(lambda: rest())
tell(lambda: rest(a=1, args=2))
tell(lambda: positional(1, c=3))
tell(lambda: positional(a=1))
tell(lambda: positional(1, b=2))
tell(lambda: plain(**{"a": 1, "d": 2, 3: 4}))


def inside():
    yield plain(1, d=2)
    yield rest(*(1, 2), **{"z": 3})
    yield rest(0, k=9)


print(list(inside()))


class Box:
    def __init__(self, *args, **kwargs):
        self.args, self.kwargs = args, kwargs

    def show(self, first, *more, sep="-"):
        return sep.join([str(first), *map(str, more)]), self.args, self.kwargs


box = Box(*[1, 2], **{"x": 3})
print(box.show(*[4, 5, 6], **{"sep": "+"}), Box.show(box, 7), box.show(first=8))


class Named:
    pass


many = {f"k{i}": i for i in range(40)}
print(len(rest(0, **many)[3]), sum(rest(0, **many)[3].values()))


def deep(n, *args, **kwargs):
    return deep(n - 1, *args, **kwargs) + 1 if n else len(args) + len(kwargs)


print(deep(200, 1, 2, x=3))
print("%s-%s" % ("a", 1), "%d" % True, b"ab" + b"", [1] + [2], "x" == None, None == None, (1, "a") == (1, "a"), (1, b"a") != (1, b"b"))
print({(1, b"x"): 1}[(1, b"x")], {(1, (2, "y")): 2}[1, (2, "y")], (float("nan"),) == (float("nan"),), 1 == True, 0.0 == -0.0)
