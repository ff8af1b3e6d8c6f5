from enum import Enum, EnumMeta, Flag, IntEnum, auto, nonmember, member


class Base(Enum):
    def describe(self):
        return f"{self.name}={self.value!r}"


class Weekday(Base):
    MON = 1
    TUE = 2
    SUN = 7
    MONDAY = 1

    @property
    def weekend(self):
        return self is Weekday.SUN

    @classmethod
    def parse(cls, text):
        return cls[text[:3].upper()]

    @staticmethod
    def count():
        return len(Weekday)


print([d.describe() for d in Weekday], Weekday.SUN.weekend, Weekday.parse("tuesday"), Weekday.count(), Weekday.MONDAY.name, Weekday.__members__["MONDAY"], Weekday.MON.MON if False else "")
print({d: d.value for d in Weekday}, sorted(Weekday, key=lambda d: -d.value), dict(zip("abc", Weekday)), max(Weekday, key=lambda d: d.value), Weekday(7), Weekday.MON in Weekday, list(Weekday.__members__))


class Shape(Enum):
    CIRCLE = ("c", 1)
    SQUARE = ("s", 4)

    def __new__(cls, code, sides):
        obj = object.__new__(cls)
        obj._value_ = code
        obj.sides = sides
        return obj


print(Shape("c"), Shape.SQUARE.sides, Shape.CIRCLE.value)


class Level(IntEnum):
    LOW = 10
    HIGH = 20

    @classmethod
    def _missing_(cls, value):
        return cls.LOW if value < 15 else cls.HIGH


print(Level(3), Level(99), Level.LOW + Level.HIGH, Level.LOW < 15 < Level.HIGH, [1, 2][Level.LOW - 10], f"{Level.LOW:>5}|", isinstance(Level.LOW, int), hash(Level.LOW) == hash(10), {10: "ten"}[Level.LOW], range(Level.LOW)[-1], Level.HIGH.bit_length())


class Mood(Enum):
    GOOD = "good"
    BAD = "bad"

    def __str__(self):
        return self.value

    def __bool__(self):
        return self is Mood.GOOD

    def __eq__(self, o):
        return self.value == o if isinstance(o, str) else self is o

    __hash__ = Enum.__hash__


print(Mood.GOOD, f"{Mood.BAD}", bool(Mood.BAD), Mood.GOOD == "good", [m for m in Mood if m], repr(Mood.BAD))


class Tricky(Enum):
    A = []
    B = {}
    C = 1.5
    D = None
    E = lambda self: "method"
    _ignore_ = ["tmp"]
    tmp = 5


print([t.name for t in Tricky], Tricky.A.E(), Tricky([]), hasattr(Tricky, "tmp"), Tricky(None))
F = Flag("F", "X Y Z")
print(F.X | F.Z, (F.X | F.Y) & F.Y, F.X in F.X | F.Y, bool(F.X & F.Y), [f.name for f in F.X | F.Z], F(0), ~F.X == F.Y | F.Z)
E2 = Enum("E2", [("a", 1), ("b", 2)], module="mod", qualname="q.E2")
print(E2.a, E2.__module__, E2.__qualname__, E2["b"].value, IntEnum("N", "p q", start=5).q.value, type(E2), isinstance(E2, EnumMeta))
for bad in (lambda: Weekday.MON.value.x, lambda: setattr(Weekday.MON, "value", 2), lambda: setattr(Weekday, "MON", 5), lambda: delattr(Weekday, "MON"), lambda: Weekday(99), lambda: Weekday["zzz"], lambda: Weekday(), lambda: Weekday.MON < Weekday.TUE, lambda: type("X", (Weekday,), {})):
    try:
        bad()
    except (AttributeError, TypeError, ValueError, KeyError) as error:
        print(type(error).__name__)
import copy
print(copy.copy(Weekday.MON) is Weekday.MON, copy.deepcopy([Weekday.SUN])[0] is Weekday.SUN)
