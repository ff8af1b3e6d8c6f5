class A:
    def __new__(cls, *args, **kw):
        print("new", cls.__name__, args, kw)
        return super().__new__(cls)

    def __init__(self, *args, **kw):
        print("init", args, kw)


A(1, x=2)


class Other:
    def __new__(cls):
        return 5

    def __init__(self):
        print("never")


print(Other())


class Cached:
    cache = {}

    def __new__(cls, key):
        if key not in cls.cache:
            cls.cache[key] = super().__new__(cls)
        return cls.cache[key]

    def __init__(self, key):
        self.key = key


print(Cached(1) is Cached(1), Cached(2) is Cached(1))


class Pos(int):
    def __new__(cls, v):
        return super().__new__(cls, abs(v))

    def __add__(self, o):
        return Pos(int(self) + o)


p = Pos(-5)
print(p, p + 1, type(p + 1).__name__, type(p - 1).__name__, p * 2, p == 5, isinstance(p, int), {p: 1}[5])


class T(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def first(self):
        return self[0]


t = T(1, 2)
print(t, t.first, t + (3,), type(t[:]).__name__)


class S(str):
    def __new__(cls, v):
        return super().__new__(cls, v.upper())

    def shout(self):
        return self + "!"


s = S("abc")
print(s, s.shout(), type(s.lower()).__name__, len(s), s == "ABC", {"ABC": 1}[s])
obj = object.__new__(A)
print(type(obj).__name__)


class NoInit:
    def __new__(cls, x):
        self = object.__new__(cls)
        self.x = x
        return self


print(NoInit(3).x)
for bad in ("object.__new__(int)", "object.__new__(5)", "object.__new__()", "int.__new__(str)", "object(1)",
            "tuple.__new__(list)"):
    try:
        print(eval(bad))
    except TypeError as error:
        print(bad, "TypeError")


class L(list):
    def __init__(self, *items):
        super().__init__(items)


print(L(1, 2, 3), L() == [])


class D(dict):
    def __init__(self, **kw):
        super().__init__(kw)
        self.attr = 1


d = D(a=1)
print(d, d.attr)
a = A.__new__(A, 1)
a.__init__(9)
