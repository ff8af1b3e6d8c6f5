SNIPPETS = """
def f(): pass
print(f())

def f(a, b=2): return a, b
print(f(1), f(1, 3), f(b=1, a=2))

def f(a, b=2): return a, b
f()

def f(a, b=2): return a, b
f(1, 2, 3)

def f(a): return a
f(b=1)

def f(a): return a
f(1, a=1)

def f(*a, **k): return a, k
print(f(), f(1), f(x=1), f(1, 2, x=3))

def f(a, /, b, *, c): return a, b, c
print(f(1, 2, c=3), f(1, b=2, c=3))

def f(a, /): return a
f(a=1)

def f(*, a): return a
f(1)

def f(*, a): return a
f()

def f(x=[]):
    x.append(1)
    return x
print(f(), f())

def f():
    return g()
def g():
    return "later"
print(f())

f = lambda x, y=1: x + y
print(f(1), f(1, 2))

def outer():
    x = 1
    def inner(): return x
    x = 2
    return inner
print(outer()())

def f(n): return 1 if n == 0 else n * f(n - 1)
print(f(20))

def f(): return f()
f()

def deco(f): return lambda: f() + 1
@deco
@deco
def g(): return 1
print(g())

@undefined_decorator
def f(): pass

def f():
    "doc"
print(f.__doc__, f.__name__)

def f(): return 1, 2
a, b = f()
print(a, b, type(f()))

def f():
    return
    print("never")
print(f())

def f():
    if False:
        yield
print(list(f()))

def f(): yield 1; yield 2
print(list(f()), next(f()))

def f(a: int, b: str = "x") -> bool: return True
print(f.__annotations__)

print((lambda *a, **k: (a, k))(1, *[2], x=3, **{"y": 4}))

f(**{"a": 1})

print(*[1, 2], **{"sep": "-"})

print(max(*[1, 2, 3]), dict(**{"a": 1}))

(lambda x: x)(*[1, 2])

(lambda **k: k)(**{1: 2})

(lambda **k: k)(**{"a": 1}, **{"a": 2})

def f(): f.count = getattr(f, "count", 0) + 1
f(); f()
print(f.count)

def f(x):
    def g():
        return x.upper()
    return g
print(f("a")())

5()

"abc"()

None()

def f(x): x = 5
y = 1
f(y)
print(y)

def f(x): x.append(1)
y = []
f(y)
print(y)

x = 1
def f():
    print(x)
    x = 2
f()

def f(a, b): print(a, b)
f(*"ab")
f(*{"k": 1, "l": 2})

def f(): return locals()
print(f())

def make():
    fs = []
    for i in range(3):
        def f(i=i): return i
        fs.append(f)
    return fs
print([f() for f in make()])
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
