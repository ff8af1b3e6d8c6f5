def f(a: int, b: "text" = 1, *args: list, c: float = 2, **kw: dict) -> bool:
    """Doc."""
    local = a
    return local


print(f.__name__, f.__qualname__, f.__module__, f.__doc__)
print(f.__defaults__, f.__kwdefaults__)
print(f.__annotations__)
print(f.__code__.co_name, f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f.__code__.co_varnames)
print(f.__code__.co_posonlyargcount, f.__code__.co_flags & 0x0C, f.__code__.co_nlocals)
f.x = 1
print(f.x, f.__dict__, vars(f))
del f.x
try:
    f.x
except AttributeError as error:
    print(error)
f.__name__ = "renamed"
print(f.__name__, f.__qualname__)
try:
    f.__name__ = 5
except TypeError as error:
    print(error)


def outer():
    def inner():
        pass
    return inner


print(outer().__qualname__, (lambda: 0).__qualname__)


class C:
    def m(self):
        def inside():
            pass
        return inside

    class D:
        def n(self):
            pass


print(C.m.__qualname__, C.D.n.__qualname__, C().m().__qualname__, C.D.__qualname__)
m = C().m
print(m.__func__ is C.m, type(m.__self__).__name__, m.__name__, m == C().m, C.m == C.m)
c = C()
print(c.m == c.m, c.m is c.m, hash(c.m) == hash(c.m))
try:
    c.m.attr = 1
except AttributeError:
    print("methods take no attributes")
print(f.__globals__ is globals(), callable(f), f.__closure__)


def g():
    pass


def h():
    return "h"


g.__code__ = h.__code__
print(g())
print(type(f).__name__, type(c.m).__name__, type(len).__name__, type([].append).__name__, type(str.upper).__name__)
print(len.__name__, [].append.__name__, str.upper.__name__, len.__module__)
