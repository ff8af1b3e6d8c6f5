from functools import total_ordering


@total_ordering
class Length:
    units = {"mm": 0.001, "cm": 0.01, "m": 1.0, "km": 1000.0}

    def __init__(self, value, unit="m"):
        if unit not in self.units:
            raise ValueError(f"unknown unit {unit!r}")
        self.metres = value * self.units[unit]

    def __getattr__(self, name):
        try:
            return round(self.metres / type(self).units[name], 9)
        except KeyError:
            raise AttributeError(name) from None

    def __add__(self, other):
        return Length(self.metres + other.metres) if isinstance(other, Length) else NotImplemented

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __mul__(self, k):
        return Length(self.metres * k) if isinstance(k, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self.metres / other.metres if isinstance(other, Length) else Length(self.metres / other)

    def __eq__(self, other):
        return isinstance(other, Length) and abs(self.metres - other.metres) < 1e-9

    def __lt__(self, other):
        return self.metres < other.metres

    def __hash__(self):
        return hash(round(self.metres, 6))

    def __bool__(self):
        return self.metres != 0

    def __format__(self, spec):
        unit = next((u for u in ("mm", "cm", "km", "m") if spec.endswith(u)), "m")
        number = spec[:-len(unit)] if spec.endswith(unit) else spec
        return format(getattr(self, unit), number) + unit

    def __repr__(self):
        return f"Length({self.metres:g})"

    @classmethod
    def parse(cls, text):
        for unit in sorted(cls.units, key=len, reverse=True):
            if text.endswith(unit):
                return cls(float(text[:-len(unit)]), unit)
        raise ValueError(text)


a, b = Length(150, "cm"), Length.parse("2.5km")
print(a, b, a.mm, b.m, a + b, 2 * a, a * 0.5, b / a, b / 2, a < b, a >= Length(1.5), a == Length(1500, "mm"), max(a, b), sum([a, a, b]), sorted([b, a]), bool(Length(0)), {a: 1}[Length(1.5)])
print(f"{a}", f"{a:.1fcm}", f"{b:>10.2fkm}", "{:.0fmm}".format(a), f"{b!r:>15}")
for bad in (lambda: Length(1, "mi"), lambda: a.miles, lambda: a + 1, lambda: a * "x", lambda: Length.parse("5"), lambda: a < 5, lambda: 1 + a, lambda: a * a):
    try:
        print(bad())
    except (ValueError, AttributeError, TypeError) as error:
        print(type(error).__name__)
Length.units["ft"] = 0.3048
print(Length(1, "ft"), round(a.ft, 3), [n for n in ("__add__", "__le__", "__ge__", "__gt__") if n in vars(Length)])
