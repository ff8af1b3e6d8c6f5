class Base:
    class_attr = "base"

    def method(self):
        pass


class C(Base):
    """doc"""
    own = 1
    _private = 2
    __mangled = 3

    def __init__(self):
        self.inst = 4


c = C()
print([n for n in dir(c) if not n.startswith("__")], [n for n in dir(C) if not n.startswith("__")], [n for n in vars(c)], [n for n in vars(C) if not n.startswith("__")])
print(getattr(c, "inst"), getattr(c, "nope", "default"), getattr(c, "class_attr"), getattr(C, "own"), getattr(c, "_C__mangled"), hasattr(c, "method"), hasattr(c, "__mangled"), hasattr(C, "inst"))
setattr(c, "new", 5)
setattr(C, "shared", 6)
setattr(c, "with space", 7)
setattr(c, "class", 8)
print(c.new, c.shared, getattr(c, "with space"), getattr(c, "class"), vars(c))
delattr(c, "new")
delattr(C, "shared")
print(hasattr(c, "new"), hasattr(c, "shared"))
for bad in (lambda: getattr(c), lambda: getattr(c, 5), lambda: getattr(c, "nope"), lambda: setattr(c, "x"), lambda: setattr(c, 5, 1), lambda: delattr(c, "nope"), lambda: delattr(c, "class_attr"), lambda: hasattr(c, 5), lambda: setattr(5, "x", 1), lambda: setattr(object(), "x", 1), lambda: vars(5), lambda: vars([]), lambda: setattr(int, "x", 1), lambda: delattr(str, "upper"), lambda: getattr(None, "x"), lambda: setattr(len, "x", 1)):
    try:
        bad()
        print("fine")
    except (AttributeError, TypeError) as error:
        print(type(error).__name__)


class Hooked:
    def __getattr__(self, n):
        if n == "raises":
            raise ValueError("from getattr")
        if n.startswith("a"):
            return n.upper()
        raise AttributeError(n)

    def __dir__(self):
        return ["zeta", "alpha"]


h = Hooked()
print(h.abc, getattr(h, "xyz", "dflt"), hasattr(h, "any"), hasattr(h, "xyz"), dir(h))
for use in (lambda: hasattr(h, "raises"), lambda: getattr(h, "raises", None)):
    try:
        use()
    except ValueError as error:
        print("ValueError passes through:", error)
print("upper" in dir(str), "append" in dir([]), "__init__" in dir(object), "real" in dir(5), "own" in dir(c), sorted(set(dir(object())) - set(dir(type)))[:3], len(dir()) > 3, dir(type("T", (), {"b": 1, "a": 2}))[-2:])
print(callable(getattr(c, "method")), getattr(c, "method").__func__ is C.__dict__.get("method", Base.method), isinstance(getattr(C, "__dict__"), type(C.__dict__)), getattr(C, "__name__"), getattr(c, "__class__").__name__, getattr(c, "__doc__"), C.__module__)
obj = type("Obj", (), {})()
for name, value in {"a": 1, "b": [2]}.items():
    setattr(obj, name, value)
print(vars(obj), {k: getattr(obj, k) for k in ("a", "b", "c") if hasattr(obj, k)}, obj.__dict__ is vars(obj))
obj.__dict__["dyn"] = 3
del obj.__dict__["a"]
print(obj.dyn, hasattr(obj, "a"))
