"""Suspended generators and closures that pile up."""


def gen(n):
    local = [n] * 5
    yield local
    yield n


piled = []
try:
    while True:
        g = gen(1)
        next(g)
        piled.append(g)
except MemoryError:
    print("MemoryError")
piled = g = None


def closure(n):
    a = b = c = n
    return lambda: (a, b, c)


try:
    piled = []
    while True:
        piled.append(closure(1))
except MemoryError:
    print("MemoryError")
piled = None
print("works on", list(gen(2)), closure(3)())
