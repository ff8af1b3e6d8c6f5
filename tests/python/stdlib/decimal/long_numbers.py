# Numbers of hundreds and thousands of digits: multiplication, division, roots and logarithms beyond one machine word.
from decimal import Decimal, getcontext, localcontext

with localcontext() as context:
    context.prec = 3000
    context.Emax = 10**15
    context.Emin = -(10**15)
    a = Decimal(int("1234567890" * 120)) / 7
    b = Decimal(int("9876543210" * 90)) * Decimal("1E-450")
    digest = lambda d: (str(d)[:30], str(d)[-30:], len(str(d)), hash(d))
    for name, value in [
        ("sum", a + b), ("difference", a - b), ("product", a * b), ("quotient", a / b), ("floor", a // b),
        ("rest", a % b), ("root", a.sqrt()), ("power", a ** 13), ("negative power", b ** -5), ("fma", a.fma(b, a)),
        ("near", a.remainder_near(b)), ("next", a.next_plus()), ("normalized", (a * 1000).normalize()),
    ]:
        print(name, digest(value))
    print((a / b) * b - a < Decimal("1E-1500"))
    wide = Decimal(10) ** 2999 + 1
    print(digest(wide * wide), divmod(wide * 3, wide), wide == 10**2999 + 1, hash(wide) == hash(10**2999 + 1))
    print(digest(Decimal(int("9" * 2500)) * int("9" * 2400)), digest(Decimal(3) ** 6000))

with localcontext() as context:
    context.prec = 400
    for x in ("2", "0.5", "1E-30", "123456.789", "0.99999999999999999999999999999999999", "1000000000000000000000"):
        x = Decimal(x)
        print(x.ln(), x.log10(), (x if x < 1000 else -x / 10**20).exp(), sep="\n")
    print(Decimal(2) ** Decimal("0.5"), Decimal("1.0000000001") ** Decimal("12345678901.5"), sep="\n")

# pi by the formula of the manual.
def pi():
    getcontext().prec += 2
    three = Decimal(3)
    lasts, t, s, n, na, d, da = 0, three, 3, 1, 0, 0, 24
    while s != lasts:
        lasts = s
        n, na = n + na, na + 8
        d, da = d + da, da + 32
        t = (t * n) / d
        s += t
    getcontext().prec -= 2
    return +s

with localcontext(prec=600):
    print(pi())
