class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def returns_it():
    d = D("returned")
    return d


r = returns_it()
print("have", r.name)
r = None


def raises():
    d = D("local of raises")
    raise ValueError("x")


try:
    raises()
except ValueError as e:
    print("caught; the traceback keeps the frame alive")
print("handler left")


def early():
    a = D("early a")
    if a:
        return "early"
    b = D("never")


print(early())


def with_finally():
    d = D("finally d")
    try:
        return "value"
    finally:
        print("in finally")


print(with_finally())


def deletes():
    a, b = D("da"), D("db")
    del a
    print("a deleted")
    b = None
    print("b rebound")


deletes()


def args(x, *rest, **kw):
    print("in args")


args(D("x"), D("rest"), k=D("kw"))
print("returned from args")


def nested():
    def inner():
        return d.name
    d = D("cell")
    return inner


fn = nested()
print(fn())
fn = None
print("closure gone")


def chain(n):
    d = D(f"chain{n}")
    if n:
        chain(n - 1)


chain(2)


def gen():
    d = D("gen local")
    yield 1


g = gen()
next(g)
g = None
print("generator gone")
