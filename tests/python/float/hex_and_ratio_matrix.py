from fractions import Fraction

values = [0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 1 / 3, 1e10, 1e-10, 123.456, 2.0 ** 52 + 0.5, 2.0 ** -1022, 5e-324, 1.7976931348623157e308, -2.5e-300]
for v in values:
    n, d = v.as_integer_ratio()
    print(v.hex(), n if n < 10 ** 30 else "big", d if d < 10 ** 30 else "big", n / d == v, float.fromhex(v.hex()) == v, Fraction(v) == Fraction(n, d), v.is_integer(), hash(v) == hash(Fraction(v)))
for t in ("0x1p0", "0x1.8p1", "-0x0.1p-4", "0x10", "1p4", "  +0x1P+1\n", "0x1.23456789abcdefp5", "inf", "-INFINITY", "NaN", "0x1p-1080", "0x0p0", "-0"):
    print(repr(t), float.fromhex(t))
for bad in ("", "0x", "0x1pz", "1.2.3", "0x1p99999", "hello", "0x1 p1", "--1"):
    try:
        print(float.fromhex(bad))
    except (ValueError, OverflowError) as error:
        print(repr(bad), type(error).__name__)
print(Fraction("0.125"), Fraction(3, -6), Fraction(1, 3) + Fraction(1, 6), Fraction(7, 2) // 1, Fraction(22, 7).limit_denominator(5), Fraction(1, 3) < 0.34, float(Fraction(1, 3)), round(Fraction(7, 3), 2), Fraction(0.1).limit_denominator(100), sum(Fraction(1, n) for n in range(1, 15)), Fraction(2, 3) ** 3, Fraction(2, 3) ** -2, abs(Fraction(-1, 2)), int(Fraction(-7, 2)), Fraction("1e-3"), Fraction(5) == 5, hash(Fraction(5)) == hash(5))
try:
    Fraction(1, 0)
except ZeroDivisionError:
    print("ZeroDivisionError")
