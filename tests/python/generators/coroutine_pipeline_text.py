def consumer(f):
    def start(*args, **kw):
        g = f(*args, **kw)
        next(g)
        return g
    return start


@consumer
def grep(pattern, target):
    count = 0
    try:
        while True:
            line = yield
            if pattern in line:
                count += 1
                target.send(line)
    except GeneratorExit:
        print(f"grep {pattern!r} passed {count}")
        target.close()
        raise


@consumer
def broadcast(*targets):
    try:
        while True:
            item = yield
            for t in targets:
                t.send(item)
    finally:
        for t in targets:
            t.close()


@consumer
def upper(target):
    try:
        while True:
            target.send((yield).upper())
    finally:
        target.close()


@consumer
def collect(name, out):
    try:
        while True:
            out.append((yield))
    finally:
        print(name, "closed with", len(out))


a, b = [], []
pipe = broadcast(grep("err", collect("errors", a)), upper(collect("all", b)))
for line in ("ok start", "err disk", "ok", "error net"):
    pipe.send(line)
pipe.close()
print(a, b)


@consumer
def averager(window):
    values = []
    while True:
        x = yield sum(values) / len(values) if values else None
        values.append(x)
        if len(values) > window:
            values.pop(0)


avg = averager(3)
print([avg.send(x) for x in (3, 6, 9, 12)])


@consumer
def splitter(sep, target):
    buf = ""
    while True:
        buf += yield
        *parts, buf = buf.split(sep)
        for p in parts:
            target.send(p)


out = []
s = splitter("\n", collect("lines", out))
for chunk in ("ab", "c\nde", "\n\nf"):
    s.send(chunk)
print(out)
s.close()
del s


@consumer
def sink():
    seen = []
    while True:
        item = yield list(seen)
        if item == "reset":
            seen.clear()
        else:
            seen.append(item)


k = sink()
print(k.send(1), k.send(2), k.send("reset"), k.send(3))


def counter_tree(depth):
    if depth == 0:
        value = yield "leaf"
        return value or 1
    left = yield from counter_tree(depth - 1)
    right = yield from counter_tree(depth - 1)
    return left + right


g = counter_tree(3)
visited = [next(g)]
try:
    for i in range(20):
        visited.append(g.send(i))
except StopIteration as stop:
    print(len(visited), stop.value)
