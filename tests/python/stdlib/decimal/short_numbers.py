# Short decimals: every operation against contexts that round, clamp, overflow and trap nothing.
from decimal import *

numbers = [Decimal(text) for text in (
    "0 -0 0.00 0E+3 1 -1 9 10 0.5 -0.5 2.5 1.25 -1.25 0.01 99.99 -99.995 123456789 1E+5 1E-7 9999999999999999999 "
    "18446744073709551615 18446744073709551616 12345678901234567890123456789 9.99E+90 1E-95 -1E+96 7E-101 1E+4294967296"
).split()]
contexts = [
    Context(prec=p, rounding=r, Emin=-95, Emax=96, clamp=c, traps=[])
    for p in (1, 5, 16, 28) for r in (ROUND_DOWN, ROUND_HALF_EVEN, ROUND_FLOOR, ROUND_05UP) for c in (0, 1)
]
seen = 0
for context in contexts:
    setcontext(context)
    for a in numbers:
        for b in numbers:
            row = []
            for operation in (
                lambda: a + b, lambda: a - b, lambda: a * b, lambda: a.quantize(b), lambda: context.quantize(a, b),
                lambda: a < b, lambda: a == b, lambda: a + 7, lambda: -3 * a, lambda: 12 - b,
            ):
                context.clear_flags()
                result = operation()
                flags = "".join(str(int(context.flags[s])) for s in sorted(context.flags, key=lambda s: s.__name__))
                row.append(f"{result!r}{flags}")
            text = "|".join(row)
            for ch in text:
                seen = (seen * 31 + ord(ch)) % (1 << 61)
    print(context.prec, context.rounding, context.clamp, seen)
print([hash(n) for n in numbers[:24]])
print([str(n) for n in numbers], [repr(n) for n in numbers[:4]])
