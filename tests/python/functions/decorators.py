import functools


def trace(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        print("call", f.__name__, args, kwargs)
        result = f(*args, **kwargs)
        print("return", result)
        return result
    return wrapper


@trace
def add(a, b=1):
    """Adds."""
    return a + b


add(1, b=5)
print(add.__name__, add.__doc__, add.__wrapped__(2))


def repeat(n):
    def deco(f):
        def wrapper(*a):
            return [f(*a) for _ in range(n)]
        return wrapper
    return deco


@repeat(2)
@repeat(3)
def hello(x):
    return x


print(hello("x"))


class Counted:
    def __init__(self, f):
        self.f, self.calls = f, 0

    def __call__(self, *a):
        self.calls += 1
        return self.f(*a)


@Counted
def square(x):
    return x * x


print(square(3), square(4), square.calls)
registry = {}


def register(name):
    return lambda f: registry.setdefault(name, f)


@register("one")
def first():
    return 1


print(registry["one"]())


@lambda f: "replaced"
def gone():
    pass


print(gone)
decorators = [trace]


@decorators[0]
def sub(a):
    return -a


sub(3)


def class_deco(cls):
    cls.extra = "added"
    return cls


@class_deco
class Z:
    pass


print(Z.extra)


class Methods:
    @trace
    def m(self, x):
        return x

    def __repr__(self):
        return "Methods()"


Methods().m(9)
memo = functools.lru_cache(maxsize=None)


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())
