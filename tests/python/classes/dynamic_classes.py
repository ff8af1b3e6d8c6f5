def make(name, bases=(), **ns):
    return type(name, bases, ns)


A = make("A", x=1, hello=lambda self: f"hello from {type(self).__name__}")
B = make("B", (A,), x=2)
print(A().hello(), B().hello(), B.x, B.__mro__[1] is A, A.__name__, A.__dict__["x"])
classes = [make(f"C{i}", (A,) if i % 2 else (), n=i) for i in range(5)]
print([c.__name__ for c in classes], [issubclass(c, A) for c in classes], sorted(c.__name__ for c in A.__subclasses__()))


def record(name, *fields):
    def __init__(self, *values):
        for f, v in zip(fields, values):
            setattr(self, f, v)

    def __repr__(self):
        return f"{name}({', '.join(f'{f}={getattr(self, f)!r}' for f in fields)})"

    ns = {"__init__": __init__, "__repr__": __repr__, "__slots__": fields}
    for i, f in enumerate(fields):
        ns[f"with_{f}"] = lambda self, v, i=i: type(self)(*[v if j == i else getattr(self, g) for j, g in enumerate(fields)])
    return type(name, (), ns)


P = record("P", "x", "y")
p = P(1, 2)
print(p, p.with_x(9), p.with_y("z"), hasattr(p, "__dict__"))
obj = A()
obj.__class__ = B
print(type(obj).__name__, obj.x)
try:
    obj.__class__ = int
except TypeError:
    print("layout differs")
try:
    (5).__class__ = bool
except TypeError:
    print("immutable type")
B.__bases__ = (make("Z", (A,), z=26),)
print(B().z, [c.__name__ for c in B.__mro__])
try:
    A.__bases__ = (B,)
except TypeError as error:
    print("cycle refused")
B.__name__ = "Renamed"
B.__qualname__ = "Some.Renamed"
print(B, B.__name__, repr(B).endswith("Some.Renamed'>"))
B.method = classmethod(lambda cls, v: (cls.__name__, v))
B.static = staticmethod(lambda v: v * 2)
B.prop = property(lambda self: self.x, lambda self, v: setattr(self, "x", v))
b = B()
b.prop = 50
print(b.method(1), B.static(4), b.prop, vars(b))
del B.prop
print(hasattr(b, "prop"), b.x)


class Registry(type):
    classes = {}

    def __new__(mcs, name, bases, ns):
        cls = super().__new__(mcs, name, bases, {k.upper() if not k.startswith("_") else k: v for k, v in ns.items()})
        mcs.classes[name] = cls
        return cls


R = Registry("R", (), {"a": 1, "_b": 2})
print(R.A, R._b, hasattr(R, "a"), Registry.classes)
for bad in (lambda: type("X"), lambda: type("X", ()), lambda: type("X", 5, {}), lambda: type("X", (5,), {}), lambda: type(5, (), {}), lambda: type("X", (), []), lambda: type("X", (A, A), {}), lambda: type("X\0", (), {}), lambda: type("X", (bool,), {}), lambda: type("X", (type(None),), {})):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
