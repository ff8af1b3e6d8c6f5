# Every operation of a context on a grid of numbers: results and flags, in contexts of many kinds (long lists as checksums).
import decimal
import zlib
from decimal import Context, Decimal

NAMES = ["InvalidOperation", "DivisionByZero", "Overflow", "Underflow", "Subnormal", "Inexact", "Rounded", "Clamped"]
SIGNALS = [getattr(decimal, name) for name in NAMES]
NUMBERS = """0 -0 0E+3 -0E-7 1 -1 10 1E+3 0.1 9.99 -123.456 1234567890123456789012345678901234567890
99999999999999999999999999999999999999 1E-400 5E+380 0.5 1.5 -2.5 2.000 7 NaN sNaN12 -NaN34 Infinity -Infinity""".split()
UNARY = """abs exp ln log10 logb logical_invert minus next_minus next_plus normalize plus sqrt to_integral_exact
to_integral_value to_sci_string to_eng_string number_class is_normal is_subnormal copy_abs copy_negate create_decimal""".split()
BINARY = """add subtract multiply divide divide_int remainder remainder_near compare compare_signal compare_total
compare_total_mag copy_sign max min max_mag min_mag next_toward quantize rotate scaleb shift same_quantum divmod power""".split()
CONTEXTS = [
    Context(prec=28, rounding=decimal.ROUND_HALF_EVEN, traps=[]),
    Context(prec=5, rounding=decimal.ROUND_UP, Emin=-50, Emax=50, traps=[]),
    Context(prec=3, rounding=decimal.ROUND_05UP, Emin=-5, Emax=5, clamp=1, traps=[]),
    Context(prec=40, rounding=decimal.ROUND_FLOOR, Emin=-383, Emax=384, capitals=0, traps=[]),
    Context(prec=16, rounding=decimal.ROUND_HALF_DOWN, Emin=-383, Emax=384, clamp=1, traps=[]),
]


def show(context, name, *numbers):
    context.clear_flags()
    result = getattr(context, name)(*numbers)
    flags = " ".join(str(NAMES.index(n)) for n, s in zip(NAMES, SIGNALS) if context.flags[s])
    return f"{result}/{flags}"


numbers = [Decimal(text) for text in NUMBERS]
for index, context in enumerate(CONTEXTS):
    for name in UNARY:
        print(index, name, *[show(context, name, x) for x in numbers])
    few = numbers[index % 2::2]
    for name in BINARY:
        for x in few:
            line = " ".join(show(context, name, x, y) for y in numbers)
            print(index, name, x, zlib.crc32(line.encode()), line if index == 1 and str(x) == "7" else "")

context = CONTEXTS[0]
for x in numbers[::3]:
    print(*[show(context, "fma", x, y, Decimal("0.125")) for y in numbers])
for a, b, m in [(3, 200, 13), (-3, 3, 10), (2, 10**20, 97), (7, 0, 5), (0, 0, 3), (2, -1, 5), (2, 3, 0), ("1E+30", 7, 11)]:
    print(context.power(Decimal(a), Decimal(b), Decimal(m)))
for op in ("logical_and", "logical_or", "logical_xor"):
    print(op, [show(context, op, Decimal(a), Decimal(b)) for a in ("0", "1011", "111000", "12") for b in ("1", "1101", "-1")])
