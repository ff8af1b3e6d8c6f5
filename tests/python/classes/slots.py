class P:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


p = P(1, 2)
print(p.x, p.y, hasattr(p, "__dict__"), P.__slots__)
try:
    p.z = 1
except AttributeError:
    print("no z")
del p.x
try:
    p.x
except AttributeError as error:
    print(type(error).__name__)
try:
    del p.x
except AttributeError:
    print("already gone")
p.x = 10
print(p.x, type(P.x).__name__, P.x.__get__(p), P.x.__name__)
P.x.__set__(p, 11)
print(p.x)


class Child(P):
    __slots__ = ("z",)


c = Child(1, 2)
c.z = 3
print(c.x, c.z, hasattr(c, "__dict__"))


class Loose(P):
    pass


l = Loose(1, 2)
l.extra = 5
print(l.__dict__, l.x)


class WithDict:
    __slots__ = ("a", "__dict__")


w = WithDict()
w.a, w.b = 1, 2
print(w.__dict__, w.a)


class Single:
    __slots__ = "only"


s = Single()
s.only = 1
print(s.only)


class Empty:
    __slots__ = ()


try:
    Empty().x = 1
except AttributeError:
    print("empty slots")
import weakref
try:
    weakref.ref(s)
except TypeError as error:
    print(error)


class Weak:
    __slots__ = ("__weakref__",)


wk = Weak()
print(weakref.ref(wk)() is wk)
for body in ({"__slots__": ("a",), "a": 1}, {"__slots__": ("1a",)}, {"__slots__": (5,)}):
    try:
        type("T", (), body)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    class M(P, Single):
        pass
except TypeError as error:
    print(error)


class D:
    __slots__ = {"x": "doc of x"}


print(D.x.__doc__)


class Priv:
    __slots__ = ["__p"]

    def __init__(self):
        self.__p = 1


print(Priv()._Priv__p)
try:
    P.x.__get__(5)
except TypeError as error:
    print(error)
class Tup(tuple):
    __slots__ = ()
print(Tup((1, 2)))
try:
    class TupS(tuple):
        __slots__ = ("a",)
except TypeError as error:
    print(error)
