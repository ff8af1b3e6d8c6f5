# Precisions and exponents that no memory holds: MemoryError or an arithmetic exception, never more.
from decimal import *


def attempt(f):
    try:
        result = f()
    except (MemoryError, ArithmeticError, ValueError) as error:
        print(type(error).__name__)
    else:
        print(repr(result))


huge = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)
for f in [
    lambda: Decimal(1) / 3, lambda: Decimal(2).sqrt(), lambda: Decimal(4).sqrt(), lambda: Decimal(4) / 2, lambda: Decimal(1) / 8,
    lambda: Decimal(400) ** -1, lambda: Decimal(100).log10(),
    lambda: Decimal(1).next_plus(), lambda: Decimal(0).logical_invert(), lambda: Decimal("1E999999999999999999") + 1,
    lambda: Decimal("1E999999999999999999") * 10, lambda: Decimal("1E-999999999999999999") - 1, lambda: divmod(Decimal(10), 3),
    lambda: Decimal("1E999999999999999999").quantize(Decimal(1)), lambda: Decimal(1).shift(10**17),
]:
    with localcontext(huge):
        attempt(f)
for f in [
    lambda: Decimal(10) ** 10**9, lambda: Decimal("1e999999") + 1, lambda: Decimal(2) ** Decimal("1e100"), lambda: Decimal("0.5") ** 10**100,
    lambda: Decimal("1e999999999999") == Decimal("1e-999999999999"), lambda: hash(Decimal("1e999999999999")) == hash(Decimal("1e999999999999")),
    lambda: Decimal("1e-999999999999").exp(), lambda: Decimal("-1e30").exp(), lambda: Decimal("1e999999999999") > 10**100,
    lambda: int(Decimal("1e-999999999999")), lambda: float(Decimal("1e999999")), lambda: float(Decimal("1e-999999")),
    lambda: Decimal("1e999999999999").scaleb(-999999999999), lambda: Decimal("1.000000000000000000000000001") ** 10**35,
]:
    attempt(f)
