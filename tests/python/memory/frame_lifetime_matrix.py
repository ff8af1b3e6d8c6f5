class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("~" + self.n, end=" ")


def plain():
    d = D("plain")


def ret():
    d = D("ret")
    return d.n


def arg(d):
    return d.n


def rebind(d):
    d = D("new")
    return "rebound"


def deleted(d):
    del d
    return "deleted"


def nested():
    a = D("outer")

    def inner():
        b = D("inner")
        return b.n

    return inner()


def closure():
    a = D("closed")
    return lambda: a.n


def loop():
    for i in range(3):
        d = D(f"loop{i}")


def comp():
    return [D(f"c{i}").n for i in range(2)]


def cond(flag):
    d = D("cond") if flag else None
    if d:
        return "yes"
    return "no"


def tuple_swap():
    a, b = D("a"), D("b")
    a, b = b, a
    return a.n + b.n


def unpack():
    a, *b = [D("u0"), D("u1"), D("u2")]
    return len(b)


def star(*args, **kw):
    return len(args) + len(kw)


def kw_default(d=D("default")):
    return d.n


def yields():
    d = D("gen")
    yield d.n


def fails():
    d = D("fails")
    raise ValueError


for f in (plain, ret, lambda: arg(D("arg")), lambda: rebind(D("old")), lambda: deleted(D("del")), nested, lambda: closure()(), loop, comp, lambda: cond(True), lambda: cond(False), tuple_swap, unpack, lambda: star(D("s1"), k=D("s2")), kw_default, lambda: list(yields()), lambda: next(yields())):
    result = f()
    print("|", result)
try:
    fails()
except ValueError:
    print("| in handler")
print("| after")
x = [D("l0"), D("l1")]
x[0] = x[1] = None
print("| list items replaced")
s = {D("in set")}
s.pop()
print("| set popped")
d = {"k": D("v")}
d["k"] = D("v2")
print("| value replaced")
del d["k"]
print("| key deleted")
o = D("self attr")
o.me = D("attr")
o.me = 5
print("| attribute replaced")
del o
print("| object deleted")
exec("e = D('exec local')")
del e
print("| exec")
print(*(D(c).n for c in "xy"), "|")
[D("discarded")][0].n
print("| statement")
D("a") if D("test") else D("b")
print("| ternary")
(lambda: D("lambda temp"))()
print("| lambda")
try:
    D("temp in try").n.nope
except AttributeError:
    print("| attribute error")
