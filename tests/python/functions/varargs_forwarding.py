def log(f):
    def wrapper(*args, **kwargs):
        shown = ", ".join([repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()])
        try:
            result = f(*args, **kwargs)
        except Exception as error:
            print(f"{f.__name__}({shown}) raised {type(error).__name__}")
            raise
        print(f"{f.__name__}({shown}) -> {result!r}")
        return result
    return wrapper


@log
def area(w, h=None, *, unit="cm"):
    return f"{w * (w if h is None else h)}{unit}2"


@log
def variadic(first, *rest, **named):
    return first, rest, sorted(named)


area(3); area(3, 4); area(3, h=5, unit="m"); area(*[2], **{"h": 6})
variadic(1); variadic(1, 2, 3, x=4); variadic(*"abc", **dict(k=1)); variadic(first=0, other=1)
for bad in (lambda: area(), lambda: area(1, 2, 3), lambda: area(1, zz=2), lambda: variadic(x=1), lambda: area("a", "b")):
    try:
        bad()
    except TypeError:
        print("TypeError")


def outer(*args, sep="/", **kw):
    def inner(*more, **extra):
        return sep.join(map(str, args + more)), {**kw, **extra}
    return inner


print(outer(1, 2, a=1)(3, b=2), outer(sep="")("x", "y"), outer(k=1)(k=2))
swap = lambda f: lambda a, b, *rest: f(b, a, *rest)
print(swap(lambda a, b: a - b)(1, 10), swap(max)(1, 2, 3), (lambda *a, **k: (a, k))(*(1,), *[2], **{"x": 1}, **{"y": 2}))


class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        attr = getattr(self._target, name)
        return log(attr) if callable(attr) else attr


p = Proxy("hello")
p.upper(); p.replace("l", "L", 1); p.split(sep="e")
def tail(n, *acc): return acc if n == 0 else tail(n - 1, n, *acc)
print(tail(5), (lambda f, *a: f(*a))(pow, 2, 5), list(map(lambda *a: sum(a), [1, 2], [3, 4], [5, 6])), max(*[[1, 2], [1, 3]]), dict(**{"a": 1}, **{"b": 2}))
def kwonly_forward(*, a, b=2): return a, b
def fwd(**kw): return kwonly_forward(**kw)
print(fwd(a=1), fwd(b=5, a=6))
