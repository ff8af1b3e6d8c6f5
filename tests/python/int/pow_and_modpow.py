print(pow(2, 10), pow(2, 10, 1000), pow(3, -1, 11), pow(-3, 3, 7), pow(2, 0, 1), pow(0, 0), pow(0, 0, 5), pow(5, 3, -7), pow(-5, 3, -7))
print(pow(7, 10 ** 18, 10 ** 9 + 7), pow(2, 1000, 10 ** 30), pow(10 ** 30, 10 ** 10, 998244353))
print(pow(38, -1, 97), 38 * pow(38, -1, 97) % 97, pow(38, -3, 97), pow(2, 5, 1), pow(2, -5, 1) if True else None)
for bad in ("pow(2, -1, 4)", "pow(2, 3, 0)", "pow(2.0, 3, 5)", "pow(2, 3.0, 5)", "pow('a', 2)", "pow(2, 3, 'x')"):
    try:
        print(eval(bad))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error if "mod" not in str(error) else "")
print(2 ** 3 ** 2, (-1) ** 0, -1 ** 0, 2 ** 100, (-3) ** 5, 10 ** 20, 2 ** -3, (-2) ** -3)
print(2.0 ** 3, 2 ** 3.0, 2 ** 0.5, 9 ** 0.5, (-1) ** 0.5, (-8) ** (1 / 3), 1.5 ** 2, 0.0 ** 0)
print(pow(2.5, 2), pow(1j, 2), 1j ** 2, (1 + 2j) ** 3, 2 ** 1j, pow(2, 0.5))


def power(b, e, m):
    r = 1
    while e:
        if e & 1:
            r = r * b % m
        b = b * b % m
        e >>= 1
    return r


print(all(pow(b, e, m) == power(b, e, m) for b in range(-5, 20, 3) for e in range(0, 30, 7) for m in (1, 2, 13, 10 ** 12 + 39)))
print([pow(3, k, 7) for k in range(7)], [x for x in range(1, 30) if pow(2, x - 1, x) == 1])
print((2 ** 521 - 1) % (2 ** 61 - 1), pow(3, 2 ** 64, 2 ** 61 - 1))
print(pow(True, 5), pow(2, True), True ** False)
