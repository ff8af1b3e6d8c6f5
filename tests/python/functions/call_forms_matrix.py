def f(a, b=2, *args, c=3, **kw):
    return a, b, args, c, kw


def g(a, /, b, *, c):
    return a, b, c


calls = """f(1)
f(1, 2)
f(1, 2, 3, 4)
f(1, c=5)
f(1, *[2, 3])
f(*[1], *[2], 3)
f(*(), a=1)
f(1, **{'c': 9, 'd': 10})
f(1, x=1, **{'y': 2}, z=3)
f(*'ab', **{'c': 'C'})
f(*range(5))
f(b=1, a=0)
f()
f(1, a=2)
f(1, 2, b=3)
f(c=1)
f(1, **{'a': 5})
f(*[1, 2], a=1)
f(1, **{1: 2})
f(*1)
f(**[1])
g(1, 2, c=3)
g(1, b=2, c=3)
g(a=1, b=2, c=3)
g(1, 2, 3)
g(1, 2)
g(1)
g()
g(1, 2, c=3, d=4)
g(*[1, 2], **{'c': 3})
(lambda: 1)()
(lambda x: x)(1)
(lambda x=1: x)()
(lambda *a: a)(*[1], 2, *[3])
(lambda **k: k)(a=1, **{'b': 2})
(lambda a, *, b: (a, b))(1, b=2)
(lambda a, *, b: (a, b))(1)
f(1, c=2, *[5])
f(*[1], b=2)
print(*[1, 2], sep='-')
max(*[1, 2], key=lambda x: -x)
dict(**{'a': 1}, b=2)
int(*['10'], **{'base': 2})
str(*[])
[].append(*[1])
'{} {x}'.format(*[1], **{'x': 2})
sorted(*[[3, 1]], **{'reverse': True})"""
for call in calls.splitlines():
    try:
        print(call, "->", eval(call))
    except TypeError as error:
        print(call, "-> TypeError")
