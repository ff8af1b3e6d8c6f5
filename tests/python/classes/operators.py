class V:
    def __init__(self, *xs):
        self.xs = xs

    def __repr__(self):
        return f"V{self.xs}"

    def __add__(self, o):
        return V(*(a + b for a, b in zip(self.xs, o.xs))) if isinstance(o, V) else NotImplemented

    def __sub__(self, o):
        return V(*(a - b for a, b in zip(self.xs, o.xs)))

    def __mul__(self, k):
        return V(*(a * k for a in self.xs)) if isinstance(k, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __matmul__(self, o):
        return sum(a * b for a, b in zip(self.xs, o.xs))

    def __neg__(self):
        return self * -1

    def __pos__(self):
        return self

    def __abs__(self):
        return max(map(abs, self.xs))

    def __invert__(self):
        return V(*reversed(self.xs))

    def __bool__(self):
        return any(self.xs)

    def __eq__(self, o):
        return self.xs == o.xs if isinstance(o, V) else NotImplemented

    def __lt__(self, o):
        return self.xs < o.xs

    def __len__(self):
        return len(self.xs)

    def __getitem__(self, i):
        return self.xs[i]

    def __contains__(self, x):
        return x in self.xs

    def __iter__(self):
        return iter(self.xs)

    def __divmod__(self, k):
        return V(*(a // k for a in self.xs)), V(*(a % k for a in self.xs))

    def __pow__(self, k, mod=None):
        return V(*(pow(a, k, mod) for a in self.xs))

    def __round__(self, n=None):
        return V(*(round(a, n) for a in self.xs))

    def __call__(self, f):
        return V(*map(f, self.xs))

    def __int__(self):
        return int(self.xs[0])

    def __float__(self):
        return float(self.xs[0])

    def __index__(self):
        return self.xs[0]


a, b = V(1, 2), V(3, 4)
print(a + b, a - b, a * 2, 2 * a, a @ b, -a, +a, abs(V(-5, 2)), ~a)
print(bool(V(0, 0)), bool(a), a == V(1, 2), a != b, a < b, a > b, sorted([b, a]))
print(len(a), a[0], a[-1], 2 in a, 9 in a, list(a), *a)
print(divmod(V(7, 9), 2), a ** 2, pow(b, 2, 5), round(V(1.25, 2.75), 1), round(V(1.5, 2.5)))
print(b(str), int(b), float(b), [10, 11, 12, 13][b], hex(b), range(10)[b])
for bad in ("a + 1", "1 + a", "a * 'x'", "a % 1", "a >= b", "a // 1"):
    try:
        eval(bad)
    except TypeError as error:
        print(error)
print(a == 1, a != 1, a.__eq__(1), a.__add__(1), object.__eq__(a, a), object.__ne__(a, b))
