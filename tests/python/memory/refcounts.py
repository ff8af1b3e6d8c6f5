import sys


class C:
    pass


c = C()
base = sys.getrefcount(c)
lst = [c, c, c]
print(sys.getrefcount(c) - base)
d = {"k": c}
print(sys.getrefcount(c) - base)
lst.clear()
print(sys.getrefcount(c) - base)
d.popitem()
print(sys.getrefcount(c) - base)
t = (c,) * 5
print(sys.getrefcount(c) - base)
del t
alias = c
print(sys.getrefcount(c) - base)
del alias


def f(x):
    return sys.getrefcount(x) > base


print(f(c), sys.getrefcount(c) - base)
s = {c}
o = C()
o.attr = c
print(sys.getrefcount(c) - base)
del s, o
print(sys.getrefcount(c) - base)
gen = (c for _ in range(1))
print(next(gen) is c)
del gen
fn = lambda v=c: v
print(sys.getrefcount(c) - base)
del fn


def closure():
    x = c
    return lambda: x


k = closure()
print(sys.getrefcount(c) - base)
del k
m = c.__init__
print(sys.getrefcount(c) - base)
del m
print(sys.getrefcount(c) - base)
for _ in range(100):
    [c, (c,), {1: c}]
    try:
        raise ValueError(c)
    except ValueError:
        pass
    f(c)
    str(c)
    c == c
    getattr(c, "nope", None)
    isinstance(c, C)
    "%s" % c
    sorted([c], key=id)
    list(map(lambda v: v, [c]))
    dict(a=c).get("a")
    {c: c}.pop(c)
    a, *b = c, c, c
    del a, b
print(sys.getrefcount(c) - base)
e = []
print(sys.getrefcount(e))
print(sys.getrefcount(None) > 1)
