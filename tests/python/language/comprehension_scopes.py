x = "global"
print([x for x in range(2)], x, {x for x in "a"}, {x: x for x in (1,)}, list(x for x in (5,)), x)


class K:
    x = "class"
    a = [y for y in x]
    try:
        b = [x for _ in range(1)]
    except NameError as e:
        b = "name error"
    c = [(lambda: 3)() for _ in range(1)]


print(K.a, K.b, K.c)


def f(x):
    inner = [lambda: x for _ in range(2)]
    x += 1
    return [g() for g in inner], [(x, y) for y in range(x) if y != x]


print(f(2))


def nested():
    return [[(i, j, k) for k in range(j)] for i in range(3) for j in range(i)]


print(nested())


def closures():
    fs = [lambda: i for i in range(3)]
    gs = [(lambda v: lambda: v)(i) for i in range(3)]
    hs = list((lambda: i) for i in range(3))
    return [f() for f in fs], [g() for g in gs], [h() for h in hs]


print(closures())


def walrus_leak():
    [last := n for n in range(5)]
    return last, any((hit := n) > 2 for n in range(9)), hit


print(walrus_leak())


def locals_inside(a):
    return sorted([b for b in (a, a + 1)]), "b" in locals(), [sorted(k for k in locals() if k == "a") for _ in range(1)] is not None


print(locals_inside(1))


def shadow():
    n = 10
    r = [n for n in range(n) if n % 3 == 0]
    return r, n


print(shadow())


def generator_scope():
    n = 5
    g = (n * i for i in range(3))
    n = 100
    return list(g)


print(generator_scope())
print([y for x in ["ab", "cd"] for y in x], [x if x else "none" for x in (0, 1)], [x for x in range(10) if x % 2 if x > 4], [[x, y] for x, y in [(1, 2)]], [*(x for x in "ab")], {**{k: v for k, v in [(1, 2)]}})
def exc():
    try:
        return [1 // i for i in (1, 0)]
    except ZeroDivisionError:
        return [i for i in "recovered"][:3]
print(exc(), x)
def rec(n): return [rec(n - 1) for _ in range(n)]
print(rec(3), sum(1 for a in range(20) for b in range(a) if a * b % 7 == 3), max((len(w), w) for w in "a bb cc".split()))
gen = (print("lazy", i) or i for i in range(3))
print("made"); print(next(gen)); print(list(gen))
