def adder(n):
    def add(x):
        return x + n
    return add


add5, add7 = adder(5), adder(7)
print(add5(1), add7(1))
print(add5.__closure__[0].cell_contents, add5.__code__.co_freevars, adder.__code__.co_cellvars)


def counter():
    count = 0

    def inc(by=1):
        nonlocal count
        count += by
        return count

    return inc


c1, c2 = counter(), counter()
print(c1(), c1(5), c2(), c1())


def late_binding():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    return [f() for f in fs]


print(late_binding())


def deep(a):
    def l1(b):
        def l2(c):
            def l3(d):
                return a, b, c, d
            return l3
        return l2
    return l1


print(deep(1)(2)(3)(4))


def shared():
    x = [0]

    def inc():
        x[0] += 1

    def get():
        return x[0]

    return inc, get


inc, get = shared()
inc(); inc()
print(get())


def argcell(x):
    def get():
        return x

    x += 1
    return get


print(argcell(1)())


def recursive(n):
    def fact(k):
        return 1 if k <= 1 else k * fact(k - 1)
    return fact(n)


print(recursive(10))


def class_in_func(v):
    class K:
        attr = v

        def m(self):
            return v
    return K


K = class_in_func(3)
print(K.attr, K().m(), class_in_func("s")().m())


def comp(n):
    return [lambda: n + i for i in range(2)]


print([f() for f in comp(10)])


def gen_closure(limit):
    def g():
        for i in range(limit):
            yield i * limit
    return g


print(list(gen_closure(3)()))
cell = add5.__closure__[0]
cell.cell_contents = 100
print(add5(1))


def kw(*args, **kwargs):
    return lambda: (args, kwargs)


print(kw(1, a=2)())
