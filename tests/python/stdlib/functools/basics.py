import functools
from functools import cmp_to_key, partial, reduce, total_ordering, wraps

print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7), reduce(max, [3, 9, 2]), reduce(lambda a, b: b + a, "abc"))
try:
    reduce(lambda a, b: a, [])
except TypeError as error:
    print(type(error).__name__)
p = partial(int, base=2)
print(p("101"), p.func, p.args, p.keywords, partial(p, "11")(), repr(partial(print, 1, sep="-")))
add = partial(lambda a, b, c=0: (a, b, c), 1)
print(add(2), add(2, c=3), partial(add, 5)(), partial(add, c=9)(8))
try:
    partial(5)
except TypeError as error:
    print(error)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: (a < b) - (a > b))), min("ba", key=cmp_to_key(lambda a, b: 1 if a > b else -1)))


@total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n

    def __lt__(self, o):
        return self.n < o.n


print(V(1) < V(2), V(1) <= V(1), V(2) > V(1), V(2) >= V(3), V(1) != V(2), max(V(3), V(5)).n)
try:
    @total_ordering
    class Bad:
        pass
except ValueError as error:
    print("ValueError")


def deco(f):
    @wraps(f)
    def inner(*a):
        """inner doc"""
        return f(*a)
    return inner


@deco
def original(x: int) -> int:
    """original doc"""
    return x


print(original.__name__, original.__doc__, original.__wrapped__(3), original.__annotations__)


class M:
    def __init__(self, v):
        self.v = v

    def get(self, extra):
        return self.v + extra

    plus5 = functools.partialmethod(get, 5)

    @functools.cached_property
    def slow(self):
        print("computed")
        return self.v * 2


m = M(1)
print(m.plus5(), m.slow, m.slow, m.__dict__)
del m.slow
print(m.slow)
