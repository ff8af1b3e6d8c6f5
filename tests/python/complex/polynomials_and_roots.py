import cmath


def roots(coeffs, steps=200):
    n = len(coeffs) - 1
    guess = [(0.4 + 0.9j) ** k for k in range(n)]
    for _ in range(steps):
        new = []
        for i, z in enumerate(guess):
            value = 0
            for c in coeffs:
                value = value * z + c
            for j, w in enumerate(guess):
                if i != j:
                    value /= z - w
            new.append(z - value)
        guess = new
    return sorted(((round(z.real, 6) + 0.0, round(z.imag, 6) + 0.0) for z in guess))


print(roots([1, -6, 11, -6]), roots([1, 0, 1]), roots([1, 0, 0, -1]), roots([1, 2, 5]))


def quadratic(a, b, c):
    d = cmath.sqrt(b * b - 4 * a * c)
    return (-b + d) / (2 * a), (-b - d) / (2 * a)


for args in ((1, -3, 2), (1, 2, 5), (1, 0, 0), (1j, 2, -1j)):
    x, y = quadratic(*args)
    print(args, [(round(z.real, 9) + 0.0, round(z.imag, 9) + 0.0) for z in (x, y)], abs(args[0] * x * x + args[1] * x + args[2]) < 1e-9)
print([complex(round((1j ** k).real), round((1j ** k).imag)) for k in range(5)], abs(3 - 4j), (2 + 3j).conjugate() * (2 + 3j), sum([1j, 2, 3.5 + 1j]), (1 + 1j) ** 8)
print((1 + 2j) == complex("1+2j"), complex(" 1-1j "), 3 == 3 + 0j, {2 + 0j: "two"}[2], sorted([3j, 1, 2 + 1j], key=abs), max([1 + 1j, 2], key=lambda z: z.imag), [z.real for z in (1, 2.5, 3j, True)], repr(complex(-0.0, -0.0)), str(1e100j), f"{3 + 4j:.1f}", f"{1.5j!r:>8}", "%s" % 2j, complex(1, 2).__hash__() == hash(1 + 2j), bool(0j), -(-1 + 0j), +2j)
spiral = [0j]
for k in range(20):
    spiral.append(spiral[-1] * (1 + 0.1j) + 1)
print(spiral[-1], sum(spiral) / len(spiral), abs(spiral[10]))
for bad in ("1j < 2j", "1j > 0", "int(1j)", "float(2j)", "1j // 1", "1j % 1", "complex('a')", "complex('1 + 1j')", "complex(None)", "complex(1, 'a')", "math.floor(1j)", "round(1j)", "range(1j)", "1 << 1j", "sorted([1j, 2j])", "max(1j, 2j)", "'%d' % 1j", "f'{1j:d}'", "1j.real = 5"):
    try:
        exec(bad)
        print(bad, "fine")
    except Exception as error:
        print(bad, type(error).__name__)
