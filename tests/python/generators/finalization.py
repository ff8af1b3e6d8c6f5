import gc


def guarded(name):
    try:
        yield 1
        yield 2
    finally:
        print("finally", name)


g = guarded("dropped")
next(g)
del g
print("after del")
for x in guarded("loop break"):
    break
print("after break")


def f():
    g = guarded("local")
    next(g)
    return "returned"


print(f())
g = guarded("rebound")
next(g)
g = None
g = guarded("never started")
del g
print("no finally for unstarted")


def cycle():
    me = yield
    try:
        yield me
    finally:
        print("cycle collected")


c = cycle()
next(c)
c.send(c)
del c
print("before collect")
gc.collect()


class D:
    def __del__(self):
        print("D died")


def holds():
    d = D()
    yield 1
    yield 2


h = holds()
next(h)
print("holding")
h.close()
print("closed")
h = holds()
list(h)
print("exhausted")


def passes(d):
    yield 1
    del d
    print("deleted arg")
    yield 2


p = passes(D())
next(p)
next(p)
del p


def with_ctx():
    class M:
        def __enter__(self):
            print("enter")

        def __exit__(self, *a):
            print("exit", a[0].__name__ if a[0] else None)

    with M():
        yield 1


w = with_ctx()
next(w)
del w
list(with_ctx())
