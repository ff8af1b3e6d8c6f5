class Box:
    pass


def trace(label, value):
    print(label, end=" ")
    return value


b, d, l = Box(), {}, [0] * 5
b.x, d["k"], l[2], (p, q), [r, *s] = 1, 2, 3, (4, 5), "abc"
print(b.x, d, l, p, q, r, s)
trace("o", b).attr = trace("v", 1)
trace("d", d)[trace("i", "key")] = trace("v", 2)
trace("l", l)[trace("lo", 1):trace("hi", 3)] = trace("v", [9])
print(b.attr, d, l)
b.y = b.z = d["shared"] = l[0] = w = [7]
print(b.y is b.z is d["shared"] is l[0] is w)
i = 0
i, l[i], l[i + 1] = 1, "one", "two"
print(i, l)
(a), [c], (e,) = 1, [2], (3,)
print(a, c, e)
*h, = "xyz"
[*j] = (1, 2)
print(h, j)
for b.loop in range(3):
    pass
for d["n"], (l[0], *rest) in [("a", "bcd"), ("e", "fg")]:
    print(d["n"], l[0], rest)
print(b.loop)
with __import__("contextlib").nullcontext((1, [2, 3])) as (b.m, [d["m"], l[1]]):
    print(b.m, d["m"], l[1])
b.count = 0
b.count += 5; b.count *= 2; b.count -= 1; b.count //= 2; b.count **= 3
d["t"] = "s"
d["t"] += "tr"; d["t"] *= 2
l[-1] = [1]
l[-1] += [2]
l[-1][0] += 10
print(b.count, d["t"], l[-1])
x = y = z = 0
x, y = y + 1, x + 2
print(x, y, z)
a, b2 = [1, 2], [3, 4]
a[0], b2[0], a[1], b2[1] = b2[1], a[1], b2[0], a[0]
print(a, b2)
def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
print([fib(n) for n in range(15)], [(u, v) for u, v in {"k": "v"}.items()], {k: n for n, (k, _) in enumerate(["ab", "cd"])})
try:
    l[99], b.never = 1, 2
except IndexError as error:
    print(error, hasattr(b, "never"))
try:
    (m, n) = (1, 2, *[])[:1]
except ValueError:
    print("unpack failed")
