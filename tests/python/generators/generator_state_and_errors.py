import inspect


def g(n):
    received = yield "start"
    while n:
        received = yield (n, received)
        n -= 1
    return "final"


x = g(2)
print(x.gi_frame is not None, x.gi_running, x.gi_code.co_name, inspect.getgeneratorstate(x))
next(x)
print(inspect.getgeneratorstate(x), x.gi_frame.f_lineno > 0, x.gi_frame.f_locals["n"])
print(x.send("a"), x.send("b"))
try:
    x.send("c")
except StopIteration as stop:
    print("value", stop.value)
print(inspect.getgeneratorstate(x), x.gi_frame)
for op in ("next(x)", "x.send(None)", "x.send(1)", "x.close()", "x.throw(KeyError('k'))"):
    try:
        print(op, eval(op))
    except (StopIteration, KeyError) as error:
        print(op, type(error).__name__)


def running():
    try:
        yield next(it)
    except ValueError as error:
        yield str(error)


it = running()
print(next(it))


def throws():
    while True:
        try:
            yield "waiting"
        except ValueError as e:
            yield f"handled {e}"


t = throws()
next(t)
print(t.throw(ValueError("v")), next(t), t.throw(ValueError("w")))
next(t)
try:
    t.throw(TypeError("not handled"))
except TypeError as error:
    print(error)
print(next(t, "dead"))
for bad in (lambda g: g.throw(5), lambda g: g.throw("text"), lambda g: g.throw(int), lambda g: g.send(), lambda g: g.send(1, 2)):
    gen = throws()
    next(gen)
    try:
        bad(gen)
    except TypeError as error:
        print("TypeError")


def ret(v):
    if v:
        return v
    yield


for v in (1, "x", (1, 2), None, StopIteration("s"), [5]):
    try:
        next(ret(v))
        print("yielded")
    except StopIteration as stop:
        print(repr(stop.value))


def outer(v):
    r = yield from ret(v)
    return ("outer", r)


try:
    next(outer((1, 2)))
except StopIteration as stop:
    print(stop.value)


def ge():
    try:
        yield 1
    except GeneratorExit:
        print("exiting")
        raise
    finally:
        print("cleanup")


e = ge()
next(e)
e.close()
print(e.close(), list(e))
f = ge()
f.close()
print(list(f))
lazy = (1 // v for v in (1, 0, 2))
print(next(lazy))
try:
    next(lazy)
except ZeroDivisionError:
    print(list(lazy))
print(type(x).__name__, iter(x) is x, hasattr(x, "__next__"), isinstance(x, type(i for i in ())), g.__name__, x.__qualname__)
