class Base:
    shared = []
    count = 0
    limit: int = 10

    def __init__(self):
        self.own = []
        Base.count += 1
        type(self).per_class = getattr(type(self), "per_class", 0) + 1


class A(Base):
    pass


class B(Base):
    shared = ["b"]


a1, a2, b = A(), A(), B()
a1.shared.append(1)
a1.own.append("mine")
print(a2.shared, b.shared, a2.own, Base.count, A.count, A.per_class, B.per_class, hasattr(Base, "per_class"))
a1.count = 100
print(a1.count, a2.count, vars(a1), "count" in A.__dict__, "count" in Base.__dict__)
a1.shared = "instance"
print(a1.shared, A.shared, a1.__dict__.keys())
Base.added = property(lambda self: len(self.own))
print(a1.added, a2.added)
Base.method = lambda self, x: (x, len(self.own))
print(a1.method(5))
del Base.added
print(hasattr(a1, "added"))
try:
    del A.shared
except AttributeError as error:
    print("AttributeError")
print([n for n in vars(A) if not n.startswith("__")], sorted(n for n in vars(Base) if not n.startswith("__")))
A.__doc__ = "new doc"
print(A.__doc__, a1.__doc__, A.__name__, A.__module__, A.__qualname__, a1.__class__.__name__, a1.__module__)


class Dyn:
    for i in range(3):
        locals()[f"m{i}"] = lambda self, i=i: i
    del i
    x = y = 5
    if x > 3:
        big = True
    else:
        small = True
    try:
        z = undefined
    except NameError:
        z = "fallback"
    with __import__("contextlib").nullcontext(7) as w:
        v = w + 1
    a, *b = "abc"


print(Dyn().m2(), Dyn.big, hasattr(Dyn, "small"), Dyn.z, Dyn.v, Dyn.a, Dyn.b, hasattr(Dyn, "i"))


class Counter:
    instances = {}

    def __new__(cls, name):
        return cls.instances.setdefault(name, super().__new__(cls))

    def __init__(self, name):
        self.hits = getattr(self, "hits", 0) + 1


Counter("x"), Counter("x"), Counter("y")
print({k: v.hits for k, v in Counter.instances.items()})
obj = Base.__new__(A)
print(type(obj).__name__, vars(obj))
obj.__dict__.update(p=1, q=2)
print(obj.p + obj.q, dir(obj)[-4:])
setattr(obj, "weird name", 3)
print(getattr(obj, "weird name"), vars(obj))
A.__bases__ = (B,)
print(A.__mro__[1].__name__, A().shared)
