import functools
from functools import partial, reduce, lru_cache, cache, cmp_to_key, wraps, singledispatch, total_ordering, cached_property
def f(*a, **k):
    return a, k
p = partial(f, 1, x=2)
print(p(), p(3, y=4), p(x=5), p.func is f, p.args, p.keywords)
q = partial(p, 9, z=1); print(q(), q.func is f, q.args, q.keywords)
print(partial(int, base=2)('101'), repr(partial(max, 1, key=None)))
class S(partial):
    pass
s = S(f, 7); s.attr = 1; print(s(8), s.attr, partial(s, 1).args)
for g in (lambda: partial(), lambda: partial(1)):
    try:
        g()
    except TypeError as e:
        print(e)
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 'init'), reduce(max, [3, 9, 2]))
for g in (lambda: reduce(f, []), lambda: reduce(f, 5)):
    try:
        g()
    except TypeError as e:
        print(e)
print(sorted([5, 2, 9, 1], key=cmp_to_key(lambda a, b: b - a)))
K = cmp_to_key(lambda a, b: (a > b) - (a < b)); print(K(1) < K(2), K(1) == K(1), K(2) >= K(3), K(4).obj)
calls = []
@lru_cache(maxsize=3)
def sq(x):
    calls.append(x)
    return x * x
for x in (1, 2, 3, 1, 4, 2, 1):
    sq(x)
print(calls, sq.cache_info(), sq.cache_parameters(), sq.__wrapped__(5), sq.__name__)
sq.cache_clear(); print(sq.cache_info())
@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
@lru_cache(maxsize=None, typed=True)
def t(x, y=0):
    return type(x).__name__, y
print(t(1), t(1.0), t(1, y=2), t(x=1), t.cache_info())
@lru_cache(0)
def no(x):
    return x
no(1); no(1); print(no.cache_info())
class M:
    @lru_cache
    def method(self, x):
        return x + 1
m = M(); print(m.method(1), m.method(1), M.method.cache_info())
try:
    sq([])
except TypeError as e:
    print(e)
@total_ordering
class T:
    def __init__(self, v):
        self.v = v
    def __eq__(self, o):
        return self.v == o.v
    def __lt__(self, o):
        return self.v < o.v
print(T(1) <= T(1), T(2) > T(1))
@singledispatch
def show(x):
    return 'object'
@show.register(int)
def _(x):
    return 'int'
print(show(1), show('a'), show(True))
class CP:
    @cached_property
    def v(self):
        print('computed')
        return 3
c = CP(); print(c.v, c.v)
