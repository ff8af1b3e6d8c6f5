from decimal import *
from fractions import Fraction
import math

D = Decimal
print(D("1.10") + D("2.20"), D(1) / D(7), D("1e5"), D("-0"), D("NaN"), D("Infinity"), D(5) // D(3), D(-5) % D(3), D(2) ** 10, D(2).sqrt())
print(D("3.14159").quantize(D("0.01")), D("2.675").quantize(D("0.01"), rounding=ROUND_HALF_EVEN), D("2.5").to_integral_value(), round(D("2.345"), 2), int(D("7.9")))
print(repr(D("1.0")), str(D("1E+3")), D("1E+3").normalize(), D("100").normalize(), D(0.1), D("0.1") == 0.1, hash(D(3)) == hash(3), D("1.0") == 1, D(1).compare(D(2)))
print(f"{D('1234567.891'):,.2f}", f"{D('0.00001'):e}", f"{D('12.5'):>10}", format(D("1.5"), "%"), D("123.45").as_tuple(), D("123.45").as_integer_ratio(), D("12").adjusted())
with localcontext() as ctx:
    ctx.prec = 5
    print(D(1) / D(3), D("1.23456789") + 0)
    ctx.rounding = ROUND_UP
    print(D(1) / D(3))
for source in ("D(1) / D(0)", "D('abc')", "D('sNaN') + 1", "D(0) / D(0)", "D(1) + 1.5", "D(10) ** D(1000000000)"):
    try:
        print(source, eval(source))
    except (ArithmeticError, TypeError, ValueError) as error:
        print(source, type(error).__name__)
print(sum(map(D, ("0.1",) * 10)), max(D(1), D("1.5")), sorted([D(3), D(1), 2]), D("1e-7").exp(), D(10).ln(), D(1000).log10())
F = Fraction
print(F(1, 3) + F(1, 6), F("0.125"), F(0.5), F(D("1.1")), F(7, 3) // 1, F(-7, 3) % 1, F(2, 3) ** 2, F(4, 9) ** 0.5, F(22, 7).limit_denominator(3))
print(repr(F(6, 4)), F(3, 4) == 0.75, F(1, 3) < 0.34, hash(F(5)) == hash(5), math.floor(F(7, 2)), round(F(7, 2)), F(1, 3).as_integer_ratio(), float(F(1, 3)), F("3/4") * 2)
for source in ("F(1, 0)", "F('x')", "F(1.5, 2)"):
    try:
        print(eval(source))
    except (ZeroDivisionError, ValueError, TypeError) as error:
        print(source, type(error).__name__, error)
