import enum
from enum import Enum, IntEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["GREEN"], Color.CRIMSON is Color.RED, list(Color), len(Color))
print(Color.RED == 1, Color.RED is Color(1), Color.RED != Color.GREEN, hash(Color.RED) == hash(Color.RED), isinstance(Color.RED, Color), type(Color.RED).__name__, Color.__members__.keys())
print({Color.RED: "r"}[Color(1)], Color.GREEN in Color, [c.name for c in Color], list(reversed(Color)))
for bad in ("Color(5)", "Color['BLUE']", "Color.RED < Color.GREEN", "Color.BLUE"):
    try:
        eval(bad)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        print(bad, type(error).__name__)
try:
    Color.RED = 5
except AttributeError:
    print("read only")
try:
    class More(Color):
        X = 3
except TypeError:
    print("cannot extend")


class Num(IntEnum):
    ONE = 1
    TWO = auto()
    TEN = 10


print(Num.TWO + 1, Num.ONE < Num.TWO, Num.TEN == 10, [10, 20, 30][Num.ONE], sorted([Num.TEN, Num.ONE]), f"{Num.TWO}", int(Num.TEN), Num(2), repr(Num.TWO), max(Num))


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.42e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return round(6.67e-11 * self.mass / self.radius ** 2, 2)

    @classmethod
    def heaviest(cls):
        return max(cls, key=lambda p: p.mass)


print(Planet.EARTH.gravity, Planet.heaviest().name, Planet.MARS.value, Planet((6.42e23, 3.39e6)))
try:
    @unique
    class Dup(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(type(error).__name__)
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.DOG.value, Enum("X", {"A": "a"}).A.value, Enum("Y", ["P", "Q"]).Q.value)


class Auto(Enum):
    def _generate_next_value_(name, start, count, last):
        return name.lower()

    FIRST = auto()
    SECOND = auto()


print([a.value for a in Auto])


class Op(Enum):
    ADD = "+"
    SUB = "-"

    def __call__(self, a, b):
        return a + b if self is Op.ADD else a - b

    @classmethod
    def _missing_(cls, value):
        return cls.ADD if value == "plus" else None


print(Op.ADD(1, 2), Op("-")(5, 3), Op("plus"))


class S(str, Enum):
    A = "a"


print(S.A == "a", S.A.upper(), S("a").value, isinstance(S.A, str))
