from functools import cache, lru_cache

calls = []


@lru_cache(maxsize=2)
def f(x):
    calls.append(x)
    return x * 2


print(f(1), f(2), f(1), f(3), f(2), calls)
print(f.cache_info(), f.cache_parameters())
f.cache_clear()
print(f.cache_info(), f(1), f.__wrapped__(7), calls[-1])


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(100), fib.cache_info().currsize)


@lru_cache
def bare(*args, **kw):
    calls.append((args, tuple(kw.items())))
    return len(calls)


a = bare(1, k=2)
print(bare(1, k=2) == a, bare(1, k=3) == a, bare(k=2) == a, bare(1.0, k=2) == a)


@lru_cache(maxsize=None, typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info().misses)
try:
    bare([])
except TypeError as error:
    print("unhashable")


@lru_cache(maxsize=0)
def none(x):
    return x


none(1); none(1)
print(none.cache_info())


@cache
def fails(x):
    raise ValueError(x)


for _ in range(2):
    try:
        fails(1)
    except ValueError:
        pass
print(fails.cache_info())


class C:
    @lru_cache(maxsize=4)
    def method(self, x):
        return id(self) and x + 1

    @staticmethod
    @cache
    def stat(x):
        return [x]


c = C()
print(c.method(1), c.method(1), C.method.cache_info().hits, C.stat(1) is C.stat(1))
