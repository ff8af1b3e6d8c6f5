"""`yield from` through many generators: what is seen from inside, from outside, and when something goes wrong."""
import gc
import sys
import traceback


class Tree:
    def __init__(self, left, value, right):
        self.left, self.value, self.right = left, value, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def tree(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Tree(tree(low, middle), middle, tree(middle + 1, high))


whole = tree(0, 100)
print(list(whole) == list(range(100)), tuple(whole)[-3:], sum(whole), max(whole), sorted(whole)[:3])
print([v for v in whole if v % 33 == 0], next(iter(whole)), 42 in iter(whole))


# Values sent in, values returned.
def leaf(name):
    got = yield name, "first"
    while got != "stop":
        got = yield name, got
    return name + " over"


def middle(*names):
    results = []
    for name in names:
        results.append((yield from leaf(name)))
    return results


def outer():
    results = yield from middle("a", "b")
    return results + (yield from middle("c"))


g = outer()
print(next(g), g.send(1), g.send(2), g.send("stop"), g.send(3), g.send("stop"), g.send(4))
try:
    g.send("stop")
except StopIteration as stop:
    print("returned", stop.value)


# Errors on their way out, and handlers on the way.
def failing(n):
    yield 1
    yield 2
    raise ValueError(n)


def passing(n):
    yield from failing(n)


def handling(n):
    try:
        yield from passing(n)
    except ValueError as e:
        yield "handled", str(e)
    finally:
        yield "finally"
    yield from passing(n + 1)


def top(n):
    yield from handling(n)


got = []
try:
    for v in top(5):
        got.append(v)
except ValueError as e:
    print(got, [f.name for f in traceback.extract_tb(e.__traceback__)], [f.lineno for f in traceback.extract_tb(e.__traceback__)])
print(list(zip(top(1), range(5))))


# StopIteration inside becomes RuntimeError where it leaves its generator.
def stopping():
    yield 1
    raise StopIteration("x")


def around():
    try:
        yield from stopping()
    except RuntimeError as e:
        yield repr(e), repr(e.__cause__)


def around_again():
    yield from around()


print(list(around_again()))


# throw and close.
def closable(log, name, inner=None):
    try:
        if inner:
            yield from inner
        else:
            yield 1
            yield 2
            yield 3
    except KeyError as e:
        log.append((name, "caught", str(e)))
        yield "after " + name
    finally:
        log.append((name, "end"))


log = []
g = closable(log, "c", closable(log, "b", closable(log, "a")))
print(next(g), next(g), g.throw(KeyError("k")), list(g), log)
log = []
g = closable(log, "c", closable(log, "b", closable(log, "a")))
next(g), next(g)
g.close()
print(log)
log = []
g = closable(log, "c", closable(log, "b", closable(log, "a")))
next(g), next(g)
del g
gc.collect()
print(log)


# Seen from inside.
def inspecting(chain):
    yield "start"
    while True:
        names = []
        frame = sys._getframe()
        while frame and len(names) < 6:
            names.append((frame.f_code.co_name, frame.f_lineno))
            frame = frame.f_back
        yield names, [(g.gi_running, g.gi_suspended, g.gi_frame is not None, g.gi_yieldfrom) for g in chain]
        yield sys._getframe(1).f_code.co_name, sys._getframe(2).f_code.co_name, sys._getframe(3).f_code.co_name
        for g in chain:
            for act in (lambda: next(g), lambda: g.send(1), lambda: g.throw(KeyError), lambda: g.close(), lambda: list(g)):
                try:
                    act()
                except ValueError as e:
                    chain[0].gi_running or print("not running")
                    last = str(e)
            try:
                g.gi_frame.clear()
            except RuntimeError as e:
                last += ", " + str(e)
        yield last


def inspecting_middle(chain):
    yield from inspecting(chain)


def inspecting_outer(chain):
    yield from inspecting_middle_of(chain)


def inspecting_middle_of(chain):
    g = inspecting_middle(chain)
    chain.append(g)
    yield from g


chain = []
g = inspecting_outer(chain)
chain.append(g)


def consumer():
    print(next(g))
    print(next(g))
    print(next(g))
    print(next(g))
    print([(x.gi_running, x.gi_suspended) for x in chain])


consumer()


def by_loop():
    for i, v in enumerate(g):
        print(v)
        if i == 2:
            break


by_loop()
print("frames:", [x.gi_frame.f_back for x in chain], [x.gi_yieldfrom.__name__ for x in chain])


# Exceptions being handled on the way are seen.
def asks():
    yield sys.exc_info()[0]
    yield sys.exc_info()[0]
    yield sys.exc_info()[0]


def in_handler():
    try:
        raise LookupError
    except LookupError:
        yield from asks()


def around_handler():
    yield from in_handler()


g = around_handler()
try:
    raise OSError
except OSError:
    print(next(g), next(g), next(g), sys.exc_info()[0])
print(sys.exc_info()[0])


# A generator that somebody else goes on with, or ends.
inner = leaf("shared")
first, second = (x for x in [0]), None


def shares():
    return (yield from inner)


def shares_more():
    return (yield from shares())


g = shares_more()
print(next(g), next(g), inner.send("direct"), next(g))
inner.close()
try:
    next(g)
except StopIteration as stop:
    print("ended by another", stop.value)


# Coroutines.
class Awaitable:
    def __await__(self):
        got = yield "waiting"
        return got


async def bottom():
    return await Awaitable()


async def between():
    return [await bottom(), await bottom()]


async def upper():
    return await between()


c = upper()
print(c.send(None), c.send(1), c.cr_running, c.cr_await.__name__)
try:
    c.send(2)
except StopIteration as stop:
    print(stop.value)


# Long chains are bounded like calls.
def nested(n):
    yield n
    if n:
        yield from nested(n - 1)


print(sum(nested(150)))
try:
    list(nested(100000))
except RecursionError as e:
    print("RecursionError", str(e)[:32])


def link(g):
    yield from g


def ones():
    while True:
        yield 1


try:
    g = ones()
    for _ in range(100000):
        g = link(g)
        next(g)
except RecursionError as e:
    print("RecursionError")
del g
print("done")
