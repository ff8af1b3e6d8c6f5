# Decimal as a number among others: construction, conversion, comparison, hashes, formats, copies, subclasses.
import copy
import math
import numbers
import pickle
from decimal import *
from fractions import Fraction


def attempt(f):
    try:
        result = f()
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print(repr(result))


D = Decimal
for value in [
    0, -5, 10**50, -(2**200), "1.10", " -3.14e5\n", "1_000.5", "inf", "-Infinity", "nan", "sNaN0012", "+.5", "5.", "٣.١٤",
    0.1, -0.0, 1e300, float("inf"), True, (0, (1, 2, 3), -2), (1, (), "F"), (0, (7,), "n"), [1, [0, 0, 5], 2], D("2.50"),
    "1e", "", ".", "1 2", "--1", "0x1", b"1", None, 1j, (2, (1,), 0), (0, (10,), 0), (0, (1,), "x"), (0, 5, 1), (1, 2),
    "1E1000000000000000000000", "1E-9999999999999999999999",
]:
    attempt(lambda: D(value))
for x in map(D, "0 -0.0 1.5 -2.5 3.5E+2 123456789012345678901234567890.5 -7E-10 NaN -sNaN5 Infinity".split()):
    for f in [
        int, float, complex, bool, round, lambda x: round(x, 1), lambda x: round(x, -1), math.floor, math.ceil, math.trunc, str, repr,
        lambda x: x.as_tuple(), lambda x: x.as_integer_ratio(), lambda x: x.adjusted(), lambda x: (-x, +x, abs(x)),
        lambda x: copy.deepcopy(x) is x, lambda x: str(pickle.loads(pickle.dumps(x))), lambda x: (x.real, x.imag, x.conjugate()),
        lambda x: x.to_eng_string(), lambda x: x.is_signed(), lambda x: x.to_integral_value(ROUND_UP), lambda x: x.number_class(),
        lambda x: x.quantize(D("0.01"), ROUND_DOWN), lambda x: x == x, lambda x: x < 5, lambda x: hash(x) if not x.is_nan() else None,
    ]:
        attempt(lambda: f(x))

for n in (0, 1, -1, 2**61 - 1, 2**61, -(2**200), 10**40, 0.5, -0.125, 1e22, Fraction(-7, 4)):
    x = D(n.numerator) / D(n.denominator) if isinstance(n, Fraction) else D(n)
    print(n, hash(x) == hash(n), x == n, n == x, x < n, x >= n, x != n, x in {n: 1})
print(D("1.0") == 1 + 0j, D(1) == "1", D(3) > Fraction(5, 2), D("0.1") == 0.1, D("0.1") < 0.1, sorted([D(3), 1, D("2.5"), 2]))
for f in [
    lambda: D(1) + 2, lambda: 2 - D(1), lambda: D(7) // 2, lambda: 7 % D(-4), lambda: 2 ** D(10), lambda: pow(D(3), 4, 5),
    lambda: divmod(-7, D(2)), lambda: D(1) + 1.5, lambda: D(1) + "1", lambda: D(1) < "x", lambda: D(1) < 1j, lambda: D(6) / Fraction(1, 2),
    lambda: sum([D("0.1")] * 10), lambda: max(D(1), 2, D("1.5")), lambda: D(5) @ 2, lambda: D.from_float(0.25), lambda: D.from_float("x"),
    lambda: D(2).compare(D("NaN")), lambda: D(1).quantize("x"), lambda: D(1).quantize(1, rounding=3), lambda: D(1).max(2, context=3),
    lambda: isinstance(D(1), numbers.Number), lambda: isinstance(D(1), numbers.Real), lambda: D("1.5").same_quantum(D("2.5")),
    lambda: D(value="7"), lambda: D(), lambda: D(5).sqrt(context=Context(prec=5)), lambda: D("123").shift(2), lambda: D(10).logical_invert(),
]:
    attempt(f)

SPECS = """|.2f|,.3f|e|E|g|.5g|.0f|%|.1%|012|+.3e|z.1f|<20|^20,|.10|=25|020,.2f| |+|n|.3n|G|.0e|*^30.4f|_|08,|s|d|x|<010|.|10.|1 0""".split("|")
for x in map(D, "0 -0.0 1 -1234567.8951 9.995 1E+10 1.5E-10 0E+3 NaN -Infinity 12345678901234567890.123456789".split()):
    for spec in SPECS:
        if spec != "_":
            try:
                print(x, repr(spec), repr(format(x, spec)))
            except ValueError as error:
                print(x, repr(spec), error)
en_US = {"decimal_point": ".", "grouping": chr(3) + chr(3) + chr(0), "thousands_sep": ","}
odd = {"decimal_point": "&", "grouping": chr(1) + chr(4) + chr(2) + chr(127), "thousands_sep": "-"}
for spec in ("n", "012n", ".6n", "<15n", "08n"):
    print(D("12345678.5").__format__(spec, en_US), D(1234567890123).__format__(spec, odd))


class Money(Decimal):
    currency = "EUR"

    def __repr__(self):
        return f"Money({str(self)!r})"


m = Money("1.10")
m.note = "tip"
print(m, repr(m), m + 1, type(m + 1).__name__, type(m * 2).__name__, Money.from_float(0.5), type(+m).__name__, m.note, Money(m) == m)
print(repr(copy.copy(m)), repr(pickle.loads(pickle.dumps(D("2.5")))), D(m), type(D(m)).__name__)
