SNIPPETS = """
def g(): yield 1; yield 2
print(list(g()), next(g()), sum(g()), *g())

def g():
    x = yield 1
    print("got", x)
i = g()
print(next(i))
i.send(5)

def g(): return 5; yield
i = g()
try: next(i)
except StopIteration as e: print(e.value)

def g(): yield
g().send(1)

def g(): yield 1
i = g()
next(i); next(i)

def g():
    try: yield 1
    finally: print("finally")
i = g(); next(i); i.close()
print("closed")

def g():
    try: yield 1
    except GeneratorExit: yield 2
i = g(); next(i); i.close()

def g():
    yield 1
    raise ValueError("inside")
list(g())

def g(): raise StopIteration; yield
list(g())

def g(): yield from [1, 2]; yield from "ab"
print(list(g()))

def g(): r = yield from h(); print("r", r)
def h(): yield 1; return "result"
print(list(g()))

def g(): yield from 5
list(g())

def g():
    while True:
        try: yield "ok"
        except ValueError as e: print("caught", e)
i = g(); next(i)
print(i.throw(ValueError("v")))
i.throw(KeyError("k"))

i = (x * x for x in range(3))
print(next(i), list(i), list(i))

print(list(x for x in range(5) if x % 2), sum(x for x in (1, 2)), max((x, -x) for x in (1, 2)))

i = (1 // x for x in (1, 0))
print(next(i))
next(i)

def g():
    yield next(i)
i = g()
next(i)

def g(n):
    if n: yield n; yield from g(n - 1)
print(list(g(5)))

def g():
    yield locals()
x = g()
print(next(x))

def g(a, *b, c=1, **d): yield a, b, c, d
print(next(g(1, 2, c=3, e=4)))

def g():
    with open("/no/such/file"): yield 1
next(g())

def g(): yield 1; return; yield 2
print(list(g()))

i = iter(lambda: 5, 5)
print(list(i))

def g():
    for x in (1, 2):
        try:
            if x == 1: continue
            yield x
        finally: print("f", x)
print(list(g()))

a, b = (x for x in (1, 2))
print(a, b)

a, b = (x for x in (1, 2, 3))

def g(): x = yield; yield x
i = g(); next(i)
print(i.send("sent"), next(i, "end"))

print(1 in (x for x in (1, 2)), 5 in (x for x in (1, 2)))

def g():
    global leaked
    leaked = yield 1
i = g(); next(i)
try: i.send(7)
except StopIteration: print(leaked)

len(x for x in ())

(x for x in ())[0]

def g(): yield 1
print(type(g()).__name__, g().__name__, iter(i := g()) is i, i.gi_running)

print([*(x for x in "ab")], {*(x for x in "a")}, dict((x, 1) for x in "a"), ",".join(x for x in "ab"))

def g():
    try: yield 1
    except BaseException as e: print(type(e).__name__); raise
i = g(); next(i); del i
print("deleted")
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
