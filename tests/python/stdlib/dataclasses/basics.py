import dataclasses
from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, replace


@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)

    def norm(self):
        return self.x ** 2 + self.y ** 2


p = P(1, 2)
print(p, p == P(1, 2), p != P(2, 1), p.norm(), P(5).tags is P(5).tags, [f.name for f in fields(P)], asdict(p), astuple(p), replace(p, x=9))
for bad in ("P()", "P(1, 2, [], 4)", "P(1, z=1)", "hash(p)", "p < p"):
    try:
        eval(bad)
    except TypeError as error:
        print(bad, type(error).__name__)


@dataclass(frozen=True, order=True)
class V:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False)


print(V(1, 2) < V(1, 3), sorted([V(2), V(1, 5)]), hash(V(1)) == hash(V(1, 0, "other")), V(1, 0, "a") == V(1, 0, "b"), {V(1): "x"}[V(1)])
try:
    V(1).major = 5
except FrozenInstanceError as error:
    print(type(error).__name__, isinstance(error, AttributeError))


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Child(Base):
    c: int = 3
    a: str = "over"

    def __post_init__(self):
        self.total = self.b + self.c


print(Child(), Child("x", 5).total, [f.name for f in fields(Child)])


@dataclass
class Opts:
    shown: int
    hidden: int = field(default=1, repr=False)
    skipped: int = field(init=False, default=7)
    kw: int = field(default=0, kw_only=True)
    init_only: dataclasses.InitVar[int] = 0

    def __post_init__(self, init_only):
        self.doubled = init_only * 2


o = Opts(1, 2, 5, kw=3)
print(o, o.hidden, o.skipped, o.doubled)
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as error:
    print(type(error).__name__)
try:
    @dataclass
    class Bad2:
        x: int = 0
        y: int
except TypeError as error:
    print(type(error).__name__)


@dataclass(slots=True)
class S:
    x: int
    y: int = 5


s = S(1)
print(s, hasattr(s, "__dict__"), S.__slots__)


@dataclass(eq=False, repr=False)
class Plain:
    x: int


print(Plain(1) == Plain(1), dataclasses.is_dataclass(P), dataclasses.is_dataclass(p), dataclasses.is_dataclass(5))
D = dataclasses.make_dataclass("D", [("x", int), ("y", int, field(default=3))])
print(D(1), asdict(P(1, 2, [P(3)])))


@dataclass(kw_only=True)
class K:
    a: int
    b: int = 1


print(K(a=5), P.__match_args__, K.__dataclass_fields__["a"].type)
