import itertools


def read(lines):
    for line in lines:
        yield line.strip()


def non_empty(lines):
    return (line for line in lines if line)


def numbered(lines):
    yield from enumerate(lines, 1)


text = "  one \n\n two\n   \nthree  ".split("\n")
for n, line in numbered(non_empty(read(text))):
    print(n, line)


def primes():
    found = {}
    n = 2
    while True:
        if n not in found:
            yield n
            found[n * n] = [n]
        else:
            for p in found.pop(n):
                found.setdefault(p + n, []).append(p)
        n += 1


print(list(itertools.islice(primes(), 15)))


def window(seq, size):
    it = iter(seq)
    buffer = tuple(itertools.islice(it, size))
    if len(buffer) == size:
        yield buffer
    for x in it:
        buffer = buffer[1:] + (x,)
        yield buffer


print(list(window("abcde", 3)), list(window("ab", 3)))


def coroutine(f):
    def start(*a):
        g = f(*a)
        next(g)
        return g
    return start


@coroutine
def printer(prefix):
    while True:
        item = yield
        print(prefix, item)


@coroutine
def filt(pred, target):
    while True:
        item = yield
        if pred(item):
            target.send(item)


pipe = filt(lambda x: x % 2 == 0, printer("even"))
for i in range(5):
    pipe.send(i)


def merge(a, b):
    a, b = iter(a), iter(b)
    x, y = next(a, None), next(b, None)
    while x is not None or y is not None:
        if y is None or x is not None and x <= y:
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)


print(list(merge([1, 4, 9], [2, 3, 10, 11])))


def tasks():
    def task(name, n):
        for i in range(n):
            print(name, i)
            yield

    queue = [task("a", 2), task("b", 3)]
    while queue:
        t = queue.pop(0)
        try:
            next(t)
            queue.append(t)
        except StopIteration:
            pass


tasks()
