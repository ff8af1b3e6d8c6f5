from enum import Flag, IntFlag, auto


class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RW = R | W


p = Perm.R | Perm.X
print(p, Perm.R in p, Perm.W in p, p & Perm.R, p ^ Perm.X, ~Perm.R, bool(p & Perm.W), Perm(0), Perm(7), Perm.RW, Perm(6) is Perm.RW)
print(repr(p), p.value, Perm.R | Perm.W == Perm.RW, list(p), list(Perm), len(p), Perm["X"], p.name)


class Bits(IntFlag):
    A = auto()
    B = auto()
    C = auto()


b = Bits.A | Bits.C
print(b == 5, b + 1, b | 8, int(b), Bits.B in b, [x.name for x in Bits], Bits(3), b & 1, isinstance(b, int))
try:
    Perm.R | 1
except TypeError:
    print("not with int")
total = Perm(0)
for x in Perm:
    total |= x
print(total == Perm(7), hash(p) == hash(Perm.R | Perm.X), {p: 1}[Perm(5)], Perm.R._value_)
