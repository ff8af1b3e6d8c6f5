import sys


def f(a, b=2):
    c = a + b
    return locals()


print(f(1))


def snapshot():
    x = 1
    before = dict(locals())
    y = 2
    return before, sorted(locals())


print(snapshot())


def who():
    return sys._getframe(1).f_code.co_name


def caller():
    return who()


print(caller())


def chain():
    names = []
    frame = sys._getframe()
    while frame:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names


def outer():
    return chain()


print(outer())


def line():
    return sys._getframe(1).f_lineno


first = line()
second = line()
print(second - first)


def free():
    v = 1

    def inner():
        v
        return sorted(locals())

    return inner()


print(free())
print(sys._getframe().f_globals is globals(), sys._getframe().f_locals is globals())


class C:
    z = 1
    names = sorted(n for n in locals() if not n.startswith("_"))


print(C.names)
print(vars() is globals(), "f" in dir())
exec("q = 5", ns := {})
print(ns["q"])


def ex():
    exec("inside = 1")
    return "inside" in locals()


ex()
g = {"a": 1}
l = {"b": 2}
exec("c = a + b", g, l)
print(l, "c" in g)
print(eval("a + b", {"a": 1}, {"b": 5}))
