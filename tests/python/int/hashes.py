for n in (0, 1, -1, -2, 2 ** 61 - 2, 2 ** 61 - 1, 2 ** 61, -(2 ** 61 - 1), -(2 ** 61), 10 ** 20, -10 ** 30, 2 ** 200, 3 ** 100):
    print(n, hash(n))
for f in (0.0, -0.0, 1.0, 0.5, -0.5, 1.5, 0.1, 1e10, 1e300, -2.5, 3.141592653589793, float("inf"), float("-inf"), 2.0 ** 61, 5e-324):
    print(f, hash(f))
print(hash(True), hash(1 + 0j), hash(1 + 2j), hash(-1j), hash(0.5j), hash(1.5 - 2.5j))
print(hash(()), hash((1,)), hash((1, 2, 3)), hash((0, -1)), hash((1, (2, 3))), hash((1.5, 2)), hash(tuple(range(50))))
print(hash((None,)) == hash((None,)), hash(1) == hash(1.0) == hash(1 + 0j) == hash(True))
print(hash(frozenset()), hash(frozenset([1])), hash(frozenset([1, 2, 3])), hash(frozenset(range(20))))
print(hash(range(5)) == hash(range(0, 5, 1)), hash(range(0)) == hash(range(5, 5)), hash(range(10, 20, 3)))
from fractions import Fraction
print(hash(Fraction(1, 2)) == hash(0.5), hash(Fraction(1, 3)))


class H:
    def __init__(self, h):
        self.h = h

    def __hash__(self):
        return self.h


print(hash(H(5)), hash(H(-1)), hash(H(2 ** 61 - 1)), hash(H(2 ** 100)), hash(H(True)))
print(hash(""), hash(b""), hash("a") == hash("a"), hash("a") == hash(b"a"))
