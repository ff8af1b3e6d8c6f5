def f(x): return x+1
def g(x, y=5): return x*y
f.__code__ = g.__code__
try: print(f(2))
except TypeError as e: print(e)
f.__defaults__=(7,); print(f(2), f.__name__, f.__code__.co_name)
def gen():
    for i in range(3): yield i
it=gen(); print(next(it))
def gen2():
    yield 'a'; yield 'b'
gen.__code__=gen2.__code__
print(list(it), list(gen()))
def rec(n):
    if n==2: rec.__code__=(lambda n: 'new').__code__
    r = rec(n-1) if n else 'end'
    return (n, r)
print(rec(3)); print(rec(3))
def outer():
    z=1
    def inner(): return z
    return inner
i=outer()
try: i.__code__=f.__code__
except ValueError as e: print(e)
try: f.__code__=3
except TypeError as e: print(e)
def o2():
    z=9
    def inner(): return z*100
    return inner
i.__code__=o2().__code__; print(i())
class A:
    def m(self): return 1
a=A(); print(a.m()); A.m.__code__=(lambda self: 2).__code__; print(a.m())
class P:
    def __init__(self,x): self.x=x
    @property
    def v(self): return self.x
def mk(): return [P(i).v for i in range(3)]
print(mk())
P.__init__.__code__=(lambda self,x: setattr(self,'x',x*10)).__code__
P.v.fget.__code__=(lambda self: -self.x).__code__
print(mk())
import sys
def hold():
    fr=sys._getframe(); return fr
fr=hold(); hold.__code__=f.__code__.replace(co_name='zz'); print(fr.f_code.co_name, hold.__code__.co_name)
import types
@types.coroutine
def co(): yield 1
print(co.__name__, co.__code__.co_flags & 0x100)
for i in range(1000):
    f.__code__ = (lambda x,y: x).__code__ if i%2 else (lambda x,y: y).__code__
print(f(1))
