class V:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        print("eq", self.v, getattr(o, "v", o))
        return self.v == getattr(o, "v", NotImplemented)

    def __lt__(self, o):
        print("lt", self.v, o.v)
        return self.v < o.v

    def __hash__(self):
        print("hash", self.v)
        return hash(self.v)

    def __repr__(self):
        return f"V{self.v}"


a, b, c = V(1), V(2), V(1)
print(a == b, a == c, a != b, a is a, a == a)
print([a] == [a], [a] == [c], (a, b) == (c, b), a in [b, c], [b, c].index(a), [a, c, b].count(c))
print({a: 1}.get(c), {a} & {c}, a in {c}, len({a, b, c}))
print(sorted([b, a]), min(b, a), max([a, b]), a > b, [a, 1] < [b, 0])
print({"k": a} == {"k": c}, (a,) != (b,), [a, b].remove(c) or "removed")
for op in ("a <= b", "a >= b"):
    try:
        eval(op)
    except TypeError as error:
        print(error)


class NI:
    def __eq__(self, o):
        return NotImplemented

    def __lt__(self, o):
        return NotImplemented


n, m = NI(), NI()
print(n == m, n != m, n == n, n == 5)
try:
    n < m
except TypeError as error:
    print(error)


class Arr:
    """Comparisons that return containers, as numeric libraries do."""

    def __init__(self, xs):
        self.xs = xs

    def __eq__(self, o):
        return [x == o for x in self.xs]

    def __lt__(self, o):
        return [x < o for x in self.xs]

    def __ne__(self, o):
        return "ne"


print(Arr([1, 2]) == 1, Arr([1, 2]) < 2, 1 < Arr([1]) if False else "", Arr([1]) != 1, Arr([0]) in [5])


class Sub(V):
    def __eq__(self, o):
        print("sub eq")
        return True

    __hash__ = V.__hash__


print(a == Sub(9), Sub(9) == a, a != Sub(9))
