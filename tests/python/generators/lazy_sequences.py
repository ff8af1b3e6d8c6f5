class Lazy:
    def __init__(self, it):
        self._it, self._seen = iter(it), []

    def __iter__(self):
        i = 0
        while True:
            while i >= len(self._seen):
                try:
                    self._seen.append(next(self._it))
                except StopIteration:
                    return
            yield self._seen[i]
            i += 1

    def __getitem__(self, n):
        for i, x in enumerate(self):
            if i == n:
                return x
        raise IndexError(n)

    def map(self, f):
        return Lazy(f(x) for x in self)

    def filter(self, p):
        return Lazy(x for x in self if p(x))

    def take(self, n):
        return [x for x, _ in zip(self, range(n))]

    def takewhile(self, p):
        def run():
            for x in self:
                if not p(x):
                    return
                yield x
        return Lazy(run())

    def zip(self, other):
        return Lazy(zip(self, other))

    def chunk(self, n):
        def run():
            buf = []
            for x in self:
                buf.append(x)
                if len(buf) == n:
                    yield tuple(buf)
                    buf = []
            if buf:
                yield tuple(buf)
        return Lazy(run())


def naturals(n=0):
    while True:
        yield n
        n += 1


calls = []
nat = Lazy(naturals())
sq = nat.map(lambda x: calls.append(x) or x * x)
print(sq[3], sq[1], calls, sq.take(5), calls)
print(nat.filter(lambda x: x % 3 == 0).take(4), nat.takewhile(lambda x: x < 3).take(10), nat.zip("abc").take(5), Lazy("abcdefg").chunk(3).take(9))


def primes():
    def sieve(s):
        p = s[0]
        yield p
        yield from sieve(s.filter(lambda x: x % p))
    return Lazy(sieve(Lazy(naturals(2))))


print(primes().take(12))
try:
    Lazy([1, 2])[5]
except IndexError as error:
    print("IndexError", error)
a = Lazy(print("pulled", i) or i for i in range(3))
print("nothing pulled yet")
print(list(a), list(a), a[2])
def interleave(*its):
    its = [iter(i) for i in its]
    while its:
        for i in its[:]:
            try:
                yield next(i)
            except StopIteration:
                its.remove(i)
print("".join(interleave("abc", "12345", "XY")))
def tree_levels(tree):
    level = [tree]
    while level:
        yield [n[0] for n in level]
        level = [c for n in level for c in n[1:]]
print(list(tree_levels(("a", ("b", ("d",)), ("c", ("e",), ("f", ("g",)))))))
hamming = lambda n: (lambda h: ([h.append(min(x for p in (2, 3, 5) for x in (p * v for v in h) if x > h[-1])) for _ in range(n - 1)], h)[1])([1])
print(hamming(15))
