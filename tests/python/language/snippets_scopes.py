SNIPPETS = r"""
x = 1
def f(): return x
x = 2
print(f())

def f():
    global y
    y = 5
f()
print(y)

def f():
    x = 1
    class C:
        x = 2
        y = x
        z = [x for _ in range(1)]
    return C.y, C.z
print(f())

x = "g"
class C:
    x = "c"
    def m(self): return x
    l = lambda: x
print(C().m(), C.l())

print(__name__, "__builtins__" in globals())

print = lambda *a: None
print("hidden")
del print
print("shown")

def f(len): return len
print(f(5), len("ab"))

for i in range(2): pass
print(i)

[j for j in range(2)]
j

try: 1 / 0
except ZeroDivisionError as e: pass
e

with open("/dev/null") as f: pass
print(f.closed)

def f():
    if 0: x = 1
    return x
f()

def f():
    print(undefined_global)
f()

def f():
    x = 1
    def g():
        global x
        x = "global"
    g()
    return x
print(f(), x)

def outer():
    def inner(): return outer_var
    outer_var = 1
    return inner()
print(outer())

exec("z = 1")
print(z)

d = {}
exec("a = 1\nb = a + 1", d)
print(d["b"])

print(eval("a + 1", {"a": 1}), eval("a", {"a": 1}, {"a": 2}))

def f(): exec("q = 1"); return "q" in locals()
f()
print("q" in globals())

class C:
    a = 1
    def f(b=a): return b
    c = f()
print(C.c)

class C:
    for i in range(3): pass
    def m(self): return i
print(C.i)
C().m()

def f(a, b=lambda: a): return b
f(1)()

x = 5
def f(x=x): return x
x = 6
print(f())

def f(): import math; return math.pi > 3
print(f(), "math" in globals())

def f():
    from math import pi
    return pi > 3
print(f())

def f(): return sorted(locals())
print(f())

def f(a, *b, c=1, **d):
    e = 1
    return sorted(locals())
print(f(0))

g = (lambda: (yield))
print(type(g()).__name__)

def f():
    x = [1]
    def g(): x[0] += 1
    g()
    return x
print(f())

x = 1
del x
x

def f(x):
    del x
    return x
f(1)

if (n := 3) > 2: print(n)
print(n)

def f(): return (m := 5) + m
print(f())
m

print([k := v for v in range(3)], k)

def f():
    [w := v for v in range(3)]
    return w
print(f())

lambda: undefined_later
print("not evaluated")

def f(): return later_defined
later_defined = "now"
print(f())

class C:
    def __init__(self): self.v = v
v = "global v"
print(C().v)

def a(): return b()
def b(): return c()
c = lambda: "chain"
print(a())
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
