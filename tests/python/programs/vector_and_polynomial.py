from itertools import zip_longest


class Poly:
    def __init__(self, *c):
        c = list(c)
        while len(c) > 1 and c[-1] == 0:
            c.pop()
        self.c = tuple(c) or (0,)

    def __call__(self, x):
        r = 0
        for a in reversed(self.c):
            r = r * x + a
        return r

    def __add__(self, o):
        o = o if isinstance(o, Poly) else Poly(o)
        return Poly(*(a + b for a, b in zip_longest(self.c, o.c, fillvalue=0)))

    __radd__ = __add__

    def __neg__(self):
        return Poly(*(-a for a in self.c))

    def __sub__(self, o):
        return self + -o

    def __mul__(self, o):
        o = o if isinstance(o, Poly) else Poly(o)
        out = [0] * (len(self.c) + len(o.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c):
                out[i + j] += a * b
        return Poly(*out)

    __rmul__ = __mul__

    def __pow__(self, n):
        r = Poly(1)
        for _ in range(n):
            r = r * self
        return r

    def __divmod__(self, o):
        q, r = [0] * max(1, len(self.c) - len(o.c) + 1), list(self.c)
        while len(r) >= len(o.c) and any(r):
            k, shift = r[-1] // o.c[-1], len(r) - len(o.c)
            q[shift] = k
            for i, b in enumerate(o.c):
                r[shift + i] -= k * b
            r.pop()
        return Poly(*q), Poly(*r)

    def __eq__(self, o):
        return self.c == o.c

    def __str__(self):
        terms = [f"{'' if abs(a) == 1 and i else abs(a)}{'x' if i else ''}{f'^{i}' if i > 1 else ''}" for i, a in reversed(list(enumerate(self.c))) if a]
        signs = ["-" if a < 0 else "+" for a in reversed(self.c) if a]
        return " ".join(f"{s} {t}" for s, t in zip(signs, terms)).removeprefix("+ ") or "0"

    def derive(self):
        return Poly(*(i * a for i, a in enumerate(self.c))[1:]) if False else Poly(*[i * a for i, a in enumerate(self.c)][1:])

    def roots(self, lo=-20, hi=20):
        return [x for x in range(lo, hi) if self(x) == 0]


x = Poly(0, 1)
p = (x - Poly(1)) * (x + 2) * (x - Poly(5))
print(p, p(3), p.derive(), p.roots(), p.c)
q, r = divmod(p, x - Poly(1))
print(q, "|", r, "|", q * (x - Poly(1)) + r == p, (x + 1) ** 5, -p, p - p, 3 * x + 2, Poly(), Poly(0, 0, -1))
basis = [Poly(1), x]
for n in range(2, 6):
    basis.append(2 * x * basis[-1] - basis[-2])
print(*basis, sep=" ; ")
def lagrange(points):
    total = Poly(0)
    for i, (xi, yi) in enumerate(points):
        term, d = Poly(yi), 1
        for j, (xj, _) in enumerate(points):
            if i != j:
                term, d = term * (x - Poly(xj)), d * (xi - xj)
        total = total + Poly(*(c / d for c in term.c))
    return total
f = lagrange([(0, 1), (1, 3), (2, 7)])
print([round(c, 9) for c in f.c], [round(f(k), 9) for k in range(4)])
