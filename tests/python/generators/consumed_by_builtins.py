"""Built-ins that consume generators: results, errors of either side, early answers, delegation."""
import sys
def t(f):
    try: return f()
    except BaseException as e: return repr(e), type(e.__context__).__name__, [ (x.tb_frame.f_code.co_name) if False else x.tb_lineno for x in iter_tb(e.__traceback__)]
def iter_tb(tb):
    while tb: yield tb; tb=tb.tb_next
class B:
    def __init__(s,v): s.v=v
    def __bool__(s):
        if s.v is None: raise KeyError('b')
        return s.v
class A:
    def __init__(s,v): s.v=v
    def __add__(s,o): return A(s.v+(o.v if isinstance(o,A) else o))
    __radd__=__add__
    def __lt__(s,o): return s.v<o.v
    def __gt__(s,o): return s.v>o.v
    def __repr__(s): return f'A{s.v}'
def g(*xs):
    try:
        for x in xs: yield x
    finally: print('closed')
def bad(n):
    for i in range(n): yield i
    raise ValueError('bad')
for f in (list,tuple,set,any,all,sum,sorted,min,max):
    print(f.__name__, t(lambda: f(g(3,1,2))), t(lambda: f(g())) if f not in (min, max) else '', t(lambda: f(bad(2))), t(lambda: f(x for x in [0,0,5])), t(lambda: f(A(i) for i in range(3)) if f is not set else 0))
    print(t(lambda: f(B(x) for x in (False, None))) if f in (any,all) else '')
    print(t(lambda: f(x for x in (1,'a',[]))) if f is not set else '')
print(t(lambda: sum(x for x in (0.5,)*10)), t(lambda: sum(i for i in (1,2,0.5,True))), t(lambda: sum(10**17 for _ in range(1000))), t(lambda: sum(x for x in (1,1j,2))))
print(t(lambda: sum(x for x in (1e308,1e308,-1e308))), sum(x for x in (float('inf'),1.0)), sum(x for x in (True,True)), sum(x for x in ()))
print(t(lambda: ', '.join(str(i) for i in range(5))), t(lambda: ''.join(x for x in ('a',1))), t(lambda: '-'.join(bad(1))), t(lambda: '-'.join(bad(0))))
def h():
    x = tuple(i*2 for i in range(3))
    y = yield from (sum(j for j in range(i)) for i in x)
    yield any(z>2 for z in x)
    yield [max(w for w in range(1,q+2)) for q in x]
print(list(h()))
gen=(i for i in range(10))
print(any(x>3 for x in gen), next(gen), list(gen), list(gen))
def rec(n): return n if n==0 else sum(rec(n-1) for _ in range(1))+1
print(rec(50)); 
try: rec(100000)
except RecursionError as e: print('rec')
me=None
def selfie():
    yield 1
    yield tuple(me)
me=selfie()
print(t(lambda: list(me)))
def ctx():
    try: 1/0
    except ZeroDivisionError:
        return t(lambda: list(bad(1)))
print(ctx())
x = 5
try: x = tuple(bad(1))
except ValueError: print(x)
print(t(lambda: {frozenset(a for a in range(2))}))
def deep(n):
    if n: yield from deep(n-1)
    yield n
print(list(deep(5)), sum(deep(20)))
g2=g(1,2,3); print(any(g2)); 
print(list(sys._getframe().f_code.co_name for _ in range(2)))
