class C: pass
c=C(); c.x=1
def f(): return c.x
print(f(), f()); C.x=property(lambda s: 5); print(f())
class D:
    k = 3
    def __init__(self): self.a = 1
d=D()
def g(): return d.k
print(g(), g()); D.k = 4; print(g()); d.k = 9; print(g()); del d.k; print(g())
def h(): return d.a
print(h(),h())
D.__getattribute__ = lambda self, n: 'hooked'
print(h())
del D.__getattribute__
print(h())
def s(v): d.a = v
s(1); s(2)
D.__setattr__ = lambda self, n, v: print('set', n, v)
s(3)
class S: __slots__=('x',)
o=S(); o.x=5
def r(): return o.x
print(r(), r())
del S.x
try: r()
except AttributeError as e: print(e)
class D:
    k = 3
    def __init__(self): self.a = 1
d=D()
def g(): return d.k
g(); d.k = 9; print(g()); del d.k; print(g())
def h(): return d.a
print(h(),h())
D.__getattribute__ = lambda self, n: 'hooked'
print(h())
print(d.a, D.__getattribute__(d,'a'))
def h2(): return d.a
print(h2())
