# Contexts: attributes and their bounds, signals as mappings, traps, templates, local contexts.
import contextvars
import copy
import decimal
import pickle
from decimal import *


def attempt(f):
    try:
        result = f()
    except Exception as error:
        print(type(error).__name__, type(error).__mro__[1].__name__, error)
    else:
        print(repr(result))


context = Context()
print(context, DefaultContext, BasicContext, ExtendedContext, sep="\n")
for name, value in [
    ("prec", 0), ("prec", "a"), ("prec", MAX_PREC + 1), ("Emin", 1), ("Emax", -1), ("rounding", 1), ("rounding", "x"),
    ("capitals", 2), ("clamp", 2), ("flags", 1), ("traps", {}), ("flags", {Inexact: 1}),
]:
    attempt(lambda: setattr(context, name, value))
for f in [
    lambda: delattr(context, "prec"), lambda: Context(prec="x"), lambda: Context(traps=[1]), lambda: setcontext(3),
    lambda: localcontext(3), lambda: localcontext(prec=0), lambda: context.flags[3], lambda: len(context.flags),
    lambda: context.flags.__delitem__(Inexact), lambda: context.flags == context.traps, lambda: context.flags.copy(),
    lambda: context.flags == context.flags.copy(), lambda: list(context.traps), lambda: context.__reduce__(),
    lambda: (context.Etiny(), context.Etop(), context.radix()), lambda: context.create_decimal(" 1"),
    lambda: context.create_decimal("1_000"), lambda: context.create_decimal_from_float(0.1), lambda: context.canonical(2),
    lambda: Context(rounding=None, traps=[Inexact, Clamped]).traps[Inexact], lambda: isinstance(context.flags, dict),
]:
    attempt(f)

for f in [
    lambda: Decimal(1) / 0, lambda: Decimal(0) / 0, lambda: Decimal("x"), lambda: Decimal("sNaN") + 1,
    lambda: Decimal(1) // 0, lambda: Decimal(1) % 0, lambda: Decimal(5) ** 10**9,
    lambda: Decimal("1E+999999") * 10, lambda: divmod(Decimal(1), 0), lambda: Decimal("Infinity") - Decimal("Infinity"),
    lambda: Decimal(10) ** 10**9, lambda: Decimal(-1).sqrt(), lambda: Decimal("1E+100").quantize(Decimal(1)),
]:
    attempt(f)

with localcontext() as local:
    local.traps[FloatOperation] = True
    attempt(lambda: Decimal(1.5))
    attempt(lambda: Decimal(1) < 1.5)
    attempt(lambda: Decimal(1) == 1.5)
    local.traps[Inexact] = True
    attempt(lambda: Decimal(1) / 3)
    attempt(lambda: Decimal(1) / 4)
    local.clear_traps()
    local.clear_flags()
    attempt(lambda: Decimal(1) / 3 + Decimal("NaN"))
    print(local)
print(getcontext().traps[FloatOperation], getcontext().prec)

saved = getcontext()
setcontext(BasicContext)
print(getcontext() is BasicContext, getcontext().prec, Decimal(2) / 3)
setcontext(saved)
with localcontext(Context(prec=7)) as outer:
    with localcontext() as inner:
        inner.prec = 3
        print(Decimal(2) / 3, getcontext() is inner)
    print(Decimal(2) / 3, getcontext() is outer)
print(getcontext() is saved, Decimal(2) / 3)


def in_context():
    getcontext().prec = 5
    return str(Decimal(1) / 3)


print(contextvars.Context().run(in_context), Decimal(1) / 3)
clone = copy.copy(context)
clone.prec = 3
print(clone.prec, context.prec, clone.flags is context.flags, pickle.loads(pickle.dumps(clone)))


class MyContext(Context):
    def __init__(self, spam, prec=None):
        Context.__init__(self)
        self.spam = spam
        if prec is not None:
            self.prec = prec


mine = MyContext("eggs", 4)
print(mine.spam, mine.divide(Decimal(1), Decimal(7)), type(mine.copy()).__name__, isinstance(mine, Context))
print([name for name in dir(decimal) if not name.startswith("_") and name not in ("IEEEContext", "IEEE_CONTEXT_MAX_BITS")])
for signal in (DecimalException, Clamped, DivisionByZero, FloatOperation, Inexact, InvalidOperation, Overflow, Rounded, Subnormal, Underflow):
    print(signal, [base.__name__ for base in signal.__mro__])
