SNIPPETS = """
def d(f): return lambda: "wrapped " + f()
@d
def g(): return "g"
print(g())

def d(f): print("decorating", f.__name__); return f
@d
def g(): pass
print("defined")

def d(n):
    def inner(f): return lambda *a: [f(*a)] * n
    return inner
@d(3)
def g(x): return x
print(g(1))

def a(f): return lambda: "a" + f()
def b(f): return lambda: "b" + f()
@a
@b
def g(): return "g"
print(g())

@(lambda f: print(f.__name__))
def g(): pass
print(g)

@(lambda f: 5)
def g(): pass
print(g)

class D:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a)
@D
def g(x): return x * 2
print(g(1), g(2), g.n)

def d(cls):
    cls.extra = 1
    return cls
@d
class C: pass
print(C.extra)

import functools
def d(f):
    @functools.wraps(f)
    def w(*a): return f(*a)
    return w
@d
def named():
    "doc"
print(named.__name__, named.__doc__, named.__wrapped__.__name__)

class C:
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, x): return cls.__name__ + x
    @property
    def p(self): return "p"
    @p.setter
    def p(self, v): print("set", v)
c = C()
print(C.s(1), c.s(2), C.c("!"), c.p)
c.p = 5

def d(f):
    f.tag = "tagged"
    return f
class C:
    @d
    def m(self): return self.m.tag
print(C().m())

def register(table):
    def d(f):
        table[f.__name__] = f
        return f
    return d
t = {}
@register(t)
def one(): return 1
@register(t)
def two(): return 2
print(sorted(t), t["two"]())

def once(f):
    result = []
    def w():
        if not result: result.append(f())
        return result[0]
    return w
@once
def g(): print("runs"); return 5
print(g(), g())

@undefined
def g(): pass

@5
def g(): pass

def d(f): return None
@d
def g(): pass
g()

def count(f):
    def w(*a):
        w.calls += 1
        return f(*a)
    w.calls = 0
    return w
@count
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(10), fib.calls)

decorators = [lambda f: lambda: f() + 1, lambda f: lambda: f() * 10]
@decorators[0]
@decorators[1]
def g(): return 1
print(g())

def typed(*types):
    def d(f):
        def w(*a):
            for x, t in zip(a, types):
                if not isinstance(x, t): raise TypeError(f"{x!r} is not {t.__name__}")
            return f(*a)
        return w
    return d
@typed(int, str)
def rep(n, s): return s * n
print(rep(2, "a"))
rep("a", 2)
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
