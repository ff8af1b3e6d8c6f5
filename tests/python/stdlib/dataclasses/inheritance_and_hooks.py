from dataclasses import InitVar, asdict, astuple, dataclass, field, fields, replace, KW_ONLY
from typing import ClassVar


@dataclass
class A:
    x: int
    y: int = 10
    registry: ClassVar[dict] = {}

    def __post_init__(self):
        A.registry[self.x] = self


@dataclass
class B(A):
    z: list = field(default_factory=lambda: [1])
    y: int = 20

    def __post_init__(self):
        super().__post_init__()
        self.z.append(self.y)


b = B(1)
print(b, B(2).z is b.z, A.registry[1] is b, [(f.name, f.type.__name__) for f in fields(B)][:2], asdict(b), astuple(b))


@dataclass
class Scaled:
    raw: int
    factor: InitVar[int] = 2
    value: int = field(init=False)
    _: KW_ONLY
    label: str = "none"

    def __post_init__(self, factor):
        self.value = self.raw * factor


print(Scaled(5), Scaled(5, 3, label="x"), replace(Scaled(1), factor=10, raw=4))
try:
    Scaled(1, 2, "positional")
except TypeError:
    print("keyword only")


@dataclass(order=True)
class Version:
    sort_key: tuple = field(init=False, repr=False)
    text: str = field(compare=False)

    def __post_init__(self):
        self.sort_key = tuple(map(int, self.text.split(".")))


vs = [Version(t) for t in ("1.10", "1.9", "1.2.3")]
print(sorted(vs), max(vs).text, Version("1.0") < Version("1.0.1"), Version("2.0") == Version("2.0"))


@dataclass(frozen=True)
class Point:
    x: float
    y: float

    def __add__(self, o):
        return Point(self.x + o.x, self.y + o.y)

    @property
    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    @classmethod
    def origin(cls):
        return cls(0, 0)


p = Point(3, 4)
print(p + Point.origin(), p.length, {p: "hashable"}[Point(3, 4)], replace(p, y=0))
for action in (lambda: setattr(p, "x", 1), lambda: delattr(p, "x"), lambda: setattr(p, "new", 1)):
    try:
        action()
    except AttributeError as error:
        print(type(error).__name__)


@dataclass(repr=False)
class Custom:
    a: int

    def __repr__(self):
        return f"custom {self.a}"

    def __eq__(self, other):
        return "own eq"


print(Custom(1), Custom(1) == 5)


@dataclass(unsafe_hash=True)
class H:
    a: int
    b: str = field(hash=False, default="")


print(hash(H(1, "x")) == hash(H(1, "y")), H(1, "x") == H(1, "y"))


@dataclass
class Node:
    value: int
    children: list["Node"] = field(default_factory=list)

    def total(self):
        return self.value + sum(c.total() for c in self.children)


t = Node(1, [Node(2, [Node(3)]), Node(4)])
print(t.total(), t, asdict(t)["children"][0]["children"], t == Node(1, [Node(2, [Node(3)]), Node(4)]))
t.children.append(t)
print(repr(t).count("..."), Node.__match_args__, Node.__dataclass_params__.frozen)
