"""Fields of named tuples read again and again: subclasses, fields replaced on the class, native methods read off classes."""

from collections import namedtuple

P = namedtuple("P", "x y")


class Q(P):
    def __init__(self, *args):
        self.extra = 1


def read(p):
    return p.x, p.y


for _ in range(3):
    print(read(P(1, 2)), read(Q(3, 4)), Q(5, 6).extra)
try:
    Q(1, 2).x = 5
except AttributeError as error:
    print("AttributeError:", error)
Q.x = property(lambda self: "own")
print(read(Q(3, 4)), read(P(1, 2)))
P.y = P.x
print(read(P(7, 8)))
del Q.x
print(read(Q(3, 4)))


def methods(classes):
    return [c.__repr__ is object.__repr__ for c in classes], [c.__len__([1, 2]) for c in (list, list)]


class Own:
    def __repr__(self):
        return "own"


print(methods([int, Own, object, type, Own]), type.__repr__(int), int.__repr__(5))
Own.__repr__ = object.__repr__
print(methods([int, Own]))


class Spread:
    def go(self, *args, **kwargs):
        return args, kwargs

    def call(self, function, *args):
        return function(1, *args), function(*args, k=2), function(*[*args, 3])


print(Spread().call(Spread().go, "a", "b"))


class Logged:
    def __init__(self):
        self.a = 1

    def tell(self):
        return "class"


def tell(o):
    return o.tell()


o = Logged()
print(tell(o), vars(o), tell(o))
o.__dict__["tell"] = lambda: "instance"
print(tell(o), tell(Logged()))
del o.tell
print(tell(o), bool(b""), bool(()), bool({}), len({1: 2}), len((1,)))
print(hash(True) == 1, hash(0.5) == hash(2 ** -1), hash(P(1, 2)) == hash((1, 2)), P(1, 2) == (1, 2), P(1, 2) < (1, 3))
print({P(1, 2): "p"}[1, 2], {(P(1, 2), "s")} == {((1, 2), "s")})
