def recursive(n):
    return n if n < 2 else recursive(n - 1) + recursive(n - 2)


def iterative(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def generator():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def doubling(n):
    if n == 0:
        return 0, 1
    a, b = doubling(n // 2)
    c, d = a * (2 * b - a), a * a + b * b
    return (d, c + d) if n % 2 else (c, d)


class Fib:
    def __init__(self):
        self.cache = {0: 0, 1: 1}

    def __getitem__(self, n):
        if isinstance(n, slice):
            return [self[i] for i in range(*n.indices(n.stop))]
        if n not in self.cache:
            self.cache[n] = self[n - 1] + self[n - 2]
        return self.cache[n]


def matrix(n):
    def mul(x, y):
        return [[sum(a * b for a, b in zip(r, c)) for c in zip(*y)] for r in x]
    result, base = [[1, 0], [0, 1]], [[1, 1], [1, 0]]
    while n:
        if n & 1:
            result = mul(result, base)
        base, n = mul(base, base), n >> 1
    return result[0][1]


f = Fib()
gen = generator()
first = [next(gen) for _ in range(20)]
print(first == [recursive(n) for n in range(20)] == [iterative(n) for n in range(20)] == f[0:20] == [doubling(n)[0] for n in range(20)] == [matrix(n) for n in range(20)])
print(iterative(200), doubling(200)[0] == f[200] == matrix(200), len(str(doubling(10000)[0])), doubling(1000)[0] % 10 ** 9)
print([n for n, v in zip(range(40), generator()) if v % 2 == 0][:5], sum(v for v, _ in zip(generator(), range(50))), next(v for v in generator() if v > 10 ** 12), (lambda n, s=[0, 1]: (s.extend(s[-1] + s[-2] for _ in range(n)), s[-1]))(10)[1] if False else 89)
zeck = lambda n: [] if n == 0 else (lambda m: [m] + zeck(n - m))(max(v for v, _ in zip(generator(), range(40)) if v <= n))
print(zeck(100), zeck(2024))
