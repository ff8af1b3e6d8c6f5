def count(n):
    print("start")
    i = 0
    while i < n:
        yield i
        i += 1
    print("end")
    return "result"


g = count(3)
print(type(g).__name__, iter(g) is g)
print(next(g), next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print("stop", stop.value, stop.args)
try:
    next(g)
except StopIteration as stop:
    print("again", stop.value)
print(next(g, "default"))
print(list(count(2)), sum(x for x in count(4)))


def empty():
    return
    yield


print(list(empty()))


def infinite():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


out = []
for f in infinite():
    if f > 50:
        break
    out.append(f)
print(out)
gen = (x * x for x in range(4))
print(gen.__name__, next(gen), list(gen), list(gen))


def loc():
    x = yield
    print("x is", x)
    yield x


h = loc()
print(next(h), next(h))


def nested(n):
    if n:
        yield from nested(n - 1)
        yield n


print(list(nested(5)), g.__name__, g.__qualname__, g.gi_running, g.gi_frame)


def recursive():
    yield next(me)


me = recursive()
try:
    next(me)
except ValueError as error:
    print(error)
a, b, *c = count(4)
print(a, b, c)
