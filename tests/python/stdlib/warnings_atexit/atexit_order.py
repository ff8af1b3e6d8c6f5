import atexit


def done(name, **kw):
    print("exit", name, kw)


atexit.register(done, "first")
atexit.register(done, "second", key=1)


@atexit.register
def decorated():
    print("decorated")


def removed():
    print("never")


atexit.register(removed)
atexit.register(removed)
atexit.unregister(removed)


def fails():
    raise ValueError("the others still run")


atexit.register(fails)
print("body over", atexit._ncallbacks() >= 4)
