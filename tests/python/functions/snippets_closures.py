SNIPPETS = """
def f():
    x = 1
    return lambda: x
print(f()())

def f():
    fs = [lambda: i for i in range(3)]
    return [g() for g in fs]
print(f())

def f():
    x = 0
    def inc():
        nonlocal x
        x += 1
        return x
    return inc
i, j = f(), f()
print(i(), i(), j())

def f():
    def g(): return x
    g()
    x = 1
f()

def f():
    def g(): return x
    x = 1
    del x
    g()
f()

def f(x):
    def g(): return x
    x = 5
    return g
print(f(1)())

def f(x):
    class C: y = x
    return C.y
print(f(3))

def f(x):
    class C:
        x = "class"
        def m(self): return x
    return C().m()
print(f("arg"))

def f():
    return [x for x in range(3)], "x" in dir()
print(f())

def f(n): return f2
f2 = lambda: "global"
print(f(1)())

def f():
    x = 1
    def g():
        def h(): return x
        return h
    return g()()
print(f())

def f():
    x = 1
    exec("x = 2")
    return x
print(f())

def f(): return eval("x")
x = "global"
print(f())

def f():
    x = "local"
    return eval("x"), [eval("1") for _ in range(1)]
print(f())

def f():
    try: raise ValueError("v")
    except ValueError as e: g = lambda: e
    return g
f()()

def f():
    for i in range(3):
        def g(): return i
        yield g
print([g() for g in f()], [g() for g in list(f())])

def f(a=lambda: 1, b=[]): return a() + len(b)
print(f(), f(lambda: 5))

def f(*args): return lambda: args
print(f(1, 2)())

def f(**kw): return lambda k: kw[k]
print(f(a=1)("a"))

def f():
    x = 1
    def g():
        x = 2
        def h():
            nonlocal x
            x = 3
        h()
        return x
    return g(), x
print(f())

def f():
    nonlocal_x = [1]
    def g(): nonlocal_x.append(2)
    g()
    return nonlocal_x
print(f())

f = lambda n: (lambda: n * 2)
print(f(2)(), [f(i)() for i in range(3)])

f = (lambda x: lambda y: lambda z: x + y + z)
print(f(1)(2)(3))

def f(x): return lambda: (x, f)
print(f(1)()[1] is f)

def f():
    x = 1
    return (lambda: x).__closure__[0].cell_contents, f.__closure__
print(f())

def deco(n):
    def d(f): return lambda *a: (n, f(*a))
    return d
@deco(1)
@deco(2)
def g(x): return x
print(g(5))

def f():
    a, b, c = 1, 2, 3
    def g(): return c + a
    return g.__code__.co_freevars, f.__code__.co_cellvars
print(f())

def counter():
    counter.n += 1
    return counter.n
counter.n = 0
print(counter(), counter())

import functools
@functools.cache
def f(n): return n if n < 2 else f(n - 1) + f(n - 2)
print(f(50))

def f(x):
    if x: return (lambda: "yes")()
    return (lambda: "no")()
print(f(1), f(0))
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
