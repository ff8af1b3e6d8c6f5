class T:
    alive = 0
    peak = 0

    def __init__(self, tag=None):
        self.tag = tag
        T.alive += 1
        T.peak = max(T.peak, T.alive)

    def __del__(self):
        T.alive -= 1


def measure(f):
    T.peak = T.alive
    before = T.alive
    f()
    print(f.__name__, "left", T.alive - before, "peak", T.peak - before)


def temporaries():
    for _ in range(100):
        T()


def rebinding():
    x = None
    for i in range(100):
        x = T(i)


def listed():
    xs = [T(i) for i in range(100)]


def generated():
    for x in (T(i) for i in range(100)):
        pass


def mapped():
    for x in map(T, range(100)):
        pass


def summed():
    sum(T(i).tag for i in range(100))


def popped():
    xs = [T(i) for i in range(100)]
    while xs:
        xs.pop()


def windowed():
    xs = []
    for i in range(100):
        xs.append(T(i))
        if len(xs) > 10:
            del xs[0]


def dict_overwrite():
    d = {}
    for i in range(100):
        d[i % 5] = T(i)


def dict_pop():
    d = {i: T(i) for i in range(100)}
    for i in list(d):
        d.pop(i)


def chained():
    head = None
    for i in range(100):
        t = T(i)
        t.next = head
        head = t


def swapped():
    a, b = T("a"), T("b")
    for _ in range(100):
        a, b = b, a


def sliced():
    xs = [T(i) for i in range(100)]
    ys = xs[::2]
    del xs
    ys[:] = ys[:5]


def excepted():
    for i in range(100):
        try:
            t = T(i)
            raise ValueError(t)
        except ValueError:
            pass


def recursed(n=50):
    t = T(n)
    if n:
        recursed(n - 1)


def closures():
    fs = [(lambda t: lambda: t.tag)(T(i)) for i in range(100)]
    [f() for f in fs]


def yielded():
    def g():
        for i in range(100):
            t = T(i)
            yield t
    for t in g():
        pass


def sorting():
    sorted([T(i) for i in range(100)], key=lambda t: -t.tag)


def unpacked():
    a, b, *c = [T(i) for i in range(100)]
    del c


def formatted():
    for i in range(100):
        f"{T(i).tag}" + str(T(i).tag) + "%s" % T(i).tag


for f in (temporaries, rebinding, listed, generated, mapped, summed, popped, windowed, dict_overwrite, dict_pop, chained, swapped, sliced, excepted, recursed, closures, yielded, sorting, unpacked, formatted):
    measure(f)
print(T.alive)
