from math import gcd


class Q:
    """A rational number."""
    __slots__ = ("n", "d")

    def __new__(cls, n, d=1):
        if d == 0:
            raise ZeroDivisionError(f"Q({n}, 0)")
        if isinstance(n, str):
            a, _, b = n.partition("/")
            n, d = int(a), int(b or 1)
        g = gcd(n, d) * (-1 if d < 0 else 1)
        self = super().__new__(cls)
        self.n, self.d = n // g, d // g
        return self

    def _coerce(f):
        def op(self, other):
            if isinstance(other, int):
                other = Q(other)
            return f(self, other) if isinstance(other, Q) else NotImplemented
        return op

    @_coerce
    def __add__(a, b):
        return Q(a.n * b.d + b.n * a.d, a.d * b.d)

    @_coerce
    def __sub__(a, b):
        return Q(a.n * b.d - b.n * a.d, a.d * b.d)

    @_coerce
    def __mul__(a, b):
        return Q(a.n * b.n, a.d * b.d)

    @_coerce
    def __truediv__(a, b):
        return Q(a.n * b.d, a.d * b.n)

    @_coerce
    def __rsub__(a, b):
        return b - a

    @_coerce
    def __rtruediv__(a, b):
        return b / a

    __radd__, __rmul__ = __add__, __mul__

    @_coerce
    def __eq__(a, b):
        return (a.n, a.d) == (b.n, b.d)

    @_coerce
    def __gt__(a, b):
        return a.n * b.d > b.n * a.d

    @_coerce
    def __lt__(a, b):
        return a.n * b.d < b.n * a.d

    @_coerce
    def __le__(a, b):
        return a.n * b.d <= b.n * a.d

    def __pow__(self, k):
        return Q(self.n ** k, self.d ** k) if k >= 0 else Q(self.d ** -k, self.n ** -k)

    def __neg__(self):
        return Q(-self.n, self.d)

    def __abs__(self):
        return Q(abs(self.n), self.d)

    def __floor__(self):
        return self.n // self.d

    def __round__(self, digits=0):
        scale = 10 ** digits
        return Q(round(self.n * scale / self.d), scale)

    def __float__(self):
        return self.n / self.d

    def __int__(self):
        return int(self.n / self.d)

    def __bool__(self):
        return self.n != 0

    def __hash__(self):
        return hash(self.n) if self.d == 1 else hash((self.n, self.d))

    def __repr__(self):
        return f"Q({self.n}, {self.d})"

    def __str__(self):
        return f"{self.n}" if self.d == 1 else f"{self.n}/{self.d}"

    def __format__(self, spec):
        return format(float(self), spec) if spec else str(self)


a, b = Q(1, 2), Q("3/4")
print(a + b, a - b, a * b, a / b, a + 1, 1 + a, 2 - a, 3 * a, 1 / b, a ** 3, b ** -2, -a, abs(-b))
print(a < b, a <= a, a > b, a <= 1, a == Q(2, 4), a == 0.5, Q(4, 2) == 2, 2 == Q(2), hash(Q(5)) == hash(5), {Q(5): "x"}[5], sorted([b, a, Q(-1, 3), Q(0)]), max(a, b), sum([a, b, 1]))
print(float(b), int(Q(-7, 2)), round(Q(22, 7), 2), f"{Q(1, 3):.4f}|{a}|{b!r}", bool(Q(0, 5)), Q(-3, -6), Q(3, -6), repr([a, b]), str(Q(6, 3)), __import__("math").floor(Q(-7, 2)))
for bad in (lambda: Q(1, 0), lambda: a / 0, lambda: a + 0.5, lambda: "x" + a, lambda: a < "y", lambda: Q("x"), lambda: setattr(a, "other", 1), lambda: a[0]):
    try:
        print(bad())
    except (ZeroDivisionError, TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__)
h = Q(0)
for k in range(1, 21):
    h += Q(1, k)
print(h, float(h), sum((Q(1, 2 ** k) for k in range(1, 30)), Q(0)))
