SNIPPETS = """
class D:
    def __del__(self): print("del")
d = D()
d = None
print("after")

class D:
    def __del__(self): print("del")
d = D()
e = d
del d
print("one left")
del e
print("none")

class D:
    def __del__(self): print("del")
def f(): d = D(); return 5
print(f())

class D:
    def __del__(self): print("del")
x = [D(), D()]
x.clear()
print("cleared")

class D:
    def __del__(self): raise ValueError("ignored")
import sys
sys.unraisablehook = lambda u: print("hook", u.exc_value)
D()
sys.unraisablehook = sys.__unraisablehook__
print("went on")

class D:
    def __init__(self): self.me = self
    def __del__(self): print("cycle del")
import gc
gc.disable()
D()
print("before")
gc.collect()
gc.enable()

import weakref
class C: pass
c = C()
r = weakref.ref(c)
print(r() is c)
del c
print(r())

import weakref
class C: pass
c = C()
r = weakref.ref(c, lambda r: print("callback", r()))
c = None
print("after")

import weakref
weakref.ref(5)

import weakref
class S: __slots__ = ()
weakref.ref(S())

import weakref
class C: x = 1
c = C()
p = weakref.proxy(c)
print(p.x)
del c
p.x

import weakref
class C: pass
d = weakref.WeakValueDictionary()
c = d["k"] = C()
print(len(d))
del c
print(len(d), d.get("k"))

import weakref
class C: pass
c = C()
f = weakref.finalize(c, print, "finalized")
print(f.alive)
del c
print(f.alive)

import gc
x = []
x.append(x)
gc.collect()
del x
print(gc.collect())

import gc
gc.collect()
a, b = {}, {}
a["b"], b["a"] = b, a
del a, b
print(gc.collect())

import gc
print(gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked("a"), gc.isenabled())

import gc
gc.collect(9)

import sys
x = []
n = sys.getrefcount(x)
y = [x, x]
print(sys.getrefcount(x) - n)
del y
print(sys.getrefcount(x) - n)

class D:
    def __del__(self): print("temp del")
print("before", D() is not None)
print("after")

class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def g():
    d = D("gen")
    yield 1
i = g(); next(i)
del i
print("generator gone")

class D:
    def __del__(self): print("del")
try: raise ValueError(D())
except ValueError: print("handling")
print("after")

class D:
    def __del__(self): print("del")
x = {1: D()}
x[1] = 5
print("replaced")

class D:
    def __del__(self): print("del")
class A: attr = D()
del A.attr
print("attr gone")

kept = []
class D:
    def __del__(self): kept.append(self)
D()
print(len(kept), type(kept[0]).__name__)
kept.clear()
print(len(kept))

class D:
    def __del__(self): print("del")
x = y = D()
x = 1
print("still")
y = 2
print("gone")

class D:
    def __del__(self): print("del")
a, b = D(), 5
a, b = b, a
del b
print("swapped and deleted")

import sys
print(sys.getsizeof([]) > 0, sys.getsizeof("a" * 100) > 100, sys.getallocatedblocks() > 100)

class D:
    def __del__(self): print("del", end=" ")
for _ in range(3): D()
print("loop done")

class D:
    def __del__(self): print("del", end=" ")
[D() for _ in range(3)]
print("list done")

def f(): raise ValueError
class D:
    def __del__(self): print("del")
def g():
    d = D()
    f()
try: g()
except ValueError as e: print("caught")
print("released")
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
