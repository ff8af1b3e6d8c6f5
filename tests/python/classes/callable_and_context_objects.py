class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *more, scale=1):
        return (self.n + x + sum(more)) * scale


add = Adder(10)
print(add(5), add(1, 2, 3, scale=2), list(map(add, [1, 2])), sorted([3, -20, 1], key=Adder(0)), callable(add), add.__call__(7))


class Managed:
    depth = 0

    def __enter__(self):
        Managed.depth += 1
        return self

    def __exit__(self, kind, value, tb):
        Managed.depth -= 1
        return kind is KeyError


m = Managed()
with m, m as inner:
    print(Managed.depth, inner is m)
with m:
    raise KeyError
print(Managed.depth)
try:
    with m:
        raise ValueError
except ValueError:
    print("passed", Managed.depth)


def gen():
    with m:
        yield Managed.depth
        yield "second"


g = gen()
print(next(g), Managed.depth)
g.close()
print(Managed.depth)


def ret():
    with m:
        for i in range(5):
            with m:
                if i == 2:
                    return i, Managed.depth


print(ret(), Managed.depth)


class Returns:
    def __enter__(self):
        return [1, (2, 3)]

    def __exit__(self, *a):
        return 0


with Returns() as [a, (b, c)]:
    print(a, b, c)
target = {}
with Returns() as target["key"]:
    print(target)


class Timer:
    def __init__(self):
        self.log = []

    def __enter__(self):
        self.log.append("start")
        return self.log.append

    def __exit__(self, *exc):
        self.log.append("stop")


t = Timer()
with t as note:
    note("work")
print(t.log)
stack = [Timer() for _ in range(3)]
with stack[0] as a, stack[1] as b, stack[2] as c:
    a(1); b(2); c(3)
print([s.log for s in stack])


class Meta(type):
    def __enter__(cls):
        return cls.__name__

    def __exit__(cls, *a):
        pass


class K(metaclass=Meta):
    pass


with K as name:
    print(name)
