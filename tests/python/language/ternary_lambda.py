f = lambda x, y=2, *args, z=3, **kw: (x, y, args, z, kw)
print(f(1), f(1, 5, 6, z=7, w=8))
print((lambda: 0)(), (lambda *a: a)(1, 2), (lambda **k: k)(a=1))
print((lambda x: lambda y: x + y)(3)(4))
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))
print([(lambda n: "even" if n % 2 == 0 else "odd")(n) for n in range(3)])
print((lambda: (yield))().__class__.__name__)
print(list((lambda: (yield 1))()))
grade = lambda s: "A" if s > 90 else "B" if s > 80 else "C"
print(grade(95), grade(85), grade(10))
print(f.__name__, (lambda: 1).__qualname__)
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(20))
compose = lambda *fs: lambda x: x if not fs else compose(*fs[1:])(fs[0](x))
print(compose(lambda x: x + 1, lambda x: x * 2)(5))
x = 10
print((lambda: x)())
x = 20
print((lambda v=x: v)())
print((lambda x: x)("a" if x else "b"))
print([*map(lambda p: p[0] + p[1], [(1, 2), (3, 4)])])
try:
    (lambda a: a)()
except TypeError as error:
    print(error)
print((lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
