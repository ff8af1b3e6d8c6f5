def accumulator():
    total = 0
    while True:
        try:
            value = yield total
        except ZeroDivisionError:
            total = 0
            continue
        if value is None:
            return total
        total += value


acc = accumulator()
next(acc)
print(acc.send(5), acc.send(10), acc.throw(ZeroDivisionError), acc.send(3))
try:
    acc.send(None)
except StopIteration as stop:
    print("returned", stop.value)


def parser():
    result = []
    while (ch := (yield)) != ".":
        if ch == "(":
            result.append((yield from parser_until(")")))
        else:
            result.append(ch)
    return result


def parser_until(end):
    inner = []
    while (ch := (yield)) != end:
        inner.append((yield from parser_until(")")) if ch == "(" else ch)
    return inner


p = parser()
next(p)
try:
    for ch in "a(b(c)d)e.":
        p.send(ch)
except StopIteration as stop:
    print(stop.value)


def delegator():
    log = []
    for g in (worker("w1"), worker("w2")):
        try:
            log.append((yield from g))
        except KeyError as error:
            log.append(f"failed {error}")
    return log


def worker(name):
    try:
        x = yield f"{name} ready"
        y = yield f"{name} got {x}"
        return f"{name} done {x}{y}"
    finally:
        print("cleanup", name)


d = delegator()
print(next(d), d.send(1), d.send(2))
print(d.throw(KeyError("k"), ) if False else d.send(3))
try:
    d.throw(KeyError("boom"))
except StopIteration as stop:
    print(stop.value)
d = delegator()
next(d)
d.close()
print("closed")


def pingpong(n, out):
    def player(name):
        while True:
            ball = yield
            out.append(f"{name}{ball}")
    a, b = player("ping"), player("pong")
    next(a), next(b)
    for i in range(n):
        (a if i % 2 == 0 else b).send(i)


out = []
pingpong(5, out)
print(out)
def lines():
    buf = ""
    while True:
        chunk = yield
        if chunk is None: return buf
        buf += chunk
        *done, buf = buf.split("\n")
        for line in done: print("line:", line)
l = lines(); next(l)
for c in ("par", "tial\nsecond\nthi", "rd"): l.send(c)
try: l.send(None)
except StopIteration as s: print("rest:", s.value)
