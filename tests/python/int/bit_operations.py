print(5 & 3, 5 | 3, 5 ^ 3, ~5, ~-1, ~0, 1 << 10, 1024 >> 3, -1 >> 5, -8 >> 1, -7 >> 1, 5 >> 100, -5 >> 100, 0 << 1000)
for a in (0, 1, -1, 5, -5, 2 ** 70, -2 ** 70, 2 ** 64 - 1, -(2 ** 64), 12345678901234567890):
    print(a & 0xFF, a | 1, a ^ -1, ~a, a & -a, a >> 3, a << 3, a & (2 ** 65 - 1))
for a in range(-9, 10, 3):
    for b in (-6, -1, 0, 7, 2 ** 66, -2 ** 66):
        assert a & b == b & a and a | b == b | a and a ^ b == (a | b) - (a & b) and a + b == (a ^ b) + 2 * (a & b)
        assert ~(a & b) == ~a | ~b
print("identities hold")
for bad in ("1 << -1", "1 >> -1", "1.0 & 1", "1 | '1'", "~1.5", "1 << 1.0"):
    try:
        eval(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(True & False, True | False, True ^ True, True & 1, 1 | True, type(True & True).__name__, type(True & 1).__name__)
print(bin(10), bin(-10), oct(64), hex(255), hex(-255), bin(0), hex(2 ** 70), bin(True), oct(-8))


def popcount(n):
    c = 0
    while n:
        n &= n - 1
        c += 1
    return c


print([popcount(n) for n in range(10)], popcount(2 ** 80 - 1), (2 ** 80 - 1).bit_count())
x = 0b1010
x |= 1 << 6; x &= ~(1 << 1); x ^= 0xF
print(bin(x), x.bit_length())
gray = [n ^ n >> 1 for n in range(8)]
print(gray, [format(g, "03b") for g in gray])
h = 0
for ch in b"hognose":
    h = (h * 33 ^ ch) & 0xFFFFFFFF
print(h)
state = 88172645463325252
for _ in range(5):
    state ^= state << 13 & 0xFFFFFFFFFFFFFFFF
    state ^= state >> 7
    state ^= state << 17 & 0xFFFFFFFFFFFFFFFF
    print(state)
