from collections import namedtuple

P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p._fields, p._asdict(), p._replace(x=5), P._make([7, 8]), len(p), p == (1, 2), hash(p) == hash((1, 2)), isinstance(p, tuple))
x, y = p
print(x, y, p + (3,), P.__name__, P.__doc__, P.x.__doc__, sorted([P(2, 1), P(1, 9)]))
D = namedtuple("D", ["a", "b", "c"], defaults=[10, 20])
print(D(1), D(1, 2), D._field_defaults, D(c=5, a=1))
R = namedtuple("R", "def class x x", rename=True)
print(R._fields)
for bad in ("P(1)", "P(1, 2, 3)", "P(z=1)", "namedtuple('B', 'a a')", "namedtuple('B', '1x')", "namedtuple('B', 'class')", "namedtuple('B', '_x')", "namedtuple('1B', 'x')", "P._make([1])"):
    try:
        eval(bad)
    except (TypeError, ValueError) as error:
        print(bad, type(error).__name__)
try:
    p.x = 5
except AttributeError as error:
    print(type(error).__name__)
try:
    p.new = 5
except AttributeError as error:
    print(type(error).__name__)


class Point(namedtuple("Point", "x y")):
    __slots__ = ()

    @property
    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


q = Point(3, 4)
print(q, q.norm, q + Point(1, 1), q._replace(x=0), type(q._replace(x=0)).__name__)
from typing import NamedTuple


class T(NamedTuple):
    name: str
    age: int = 5

    def hello(self):
        return f"hi {self.name}"


print(T("al"), T("bo", 6).age, T("cy").hello(), T._fields, T._field_defaults)
print({p: 1}[1, 2], p in {(1, 2)}, [*p], dict(zip(P._fields, p)), P(*"ab"), max(P(5, 3)), p.index(2), p.count(1), P(1, [2]))
