def cache(key, value=None, *, store={}):
    if value is not None:
        store[key] = value
    return store.get(key), len(store)


print(cache("a", 1), cache("b", 2), cache("a"), cache("a", store={}), cache.__kwdefaults__)


def total(*nums, start=0, scale=1):
    for n in nums:
        start += n
    return start * scale


print(total(), total(1, 2), total(1, 2, start=10), total(*range(5), scale=2))


def required(*, a, b=2, c):
    return a, b, c


print(required(a=1, c=3), required(c=1, b=0, a=9))
for call in ("required()", "required(a=1)", "required(1, c=2)", "required(a=1, c=2, d=3)", "total(stop=1)", "cache()"):
    try:
        eval(call)
    except TypeError as error:
        print(call, type(error).__name__)


def positional(a, b, /):
    return a - b


def mixed(p, /, n, *, k):
    return p, n, k


print(positional(5, 3), mixed(1, 2, k=3), mixed(1, n=2, k=3))
for call in ("positional(a=1, b=2)", "positional(1)", "mixed(p=1, n=2, k=3)", "mixed(1, 2, 3)"):
    try:
        eval(call)
    except TypeError as error:
        print(call, type(error).__name__)


def collect(first, *rest, sep="-", **options):
    return sep.join([first, *rest]), sorted(options.items())


print(collect("a"), collect("a", "b", sep="+", x=1, first_=2), collect(*"xyz", **{"sep": "", "k": 0}))
def rebinding(a, b=[]):
    a += 1
    b = b + [a]
    return a, b
print(rebinding(1), rebinding(2), rebinding.__defaults__)
def aliasing(lst, n):
    lst.append(n); lst = [n]
    return lst
shared = [0]
print(aliasing(shared, 1), shared)
def kwargs_copy(**kw):
    kw["added"] = 1
    return kw
d = {"x": 0}
print(kwargs_copy(**d), d)
def args_tuple(*a): return type(a).__name__, a is a, a + (1,)
print(args_tuple(1, 2), args_tuple(*[3]))
def order(a=print("a evaluated") or 1, *, b=print("b evaluated") or 2): return a, b
print(order(), order(5))
def self_ref(n, f=None): return 1 if n <= 1 else n * (f or self_ref)(n - 1)
print(self_ref(5), self_ref(5, lambda n: 10))
