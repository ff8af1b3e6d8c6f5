def escape(c, limit=30):
    z = 0
    for n in range(limit):
        if abs(z) > 2:
            return n
        z = z * z + c
    return limit


for row in range(-8, 9):
    print("".join(" .:-=+*#%@"[min(9, escape(complex(col / 16 - 0.5, row / 8)) // 3)] for col in range(-24, 25)))


def julia(z, c=-0.8 + 0.156j):
    for n in range(40):
        if z.real * z.real + z.imag * z.imag > 4:
            return n
        z = z * z + c
    return 40


print(sum(julia(complex(x / 10, y / 10)) for x in range(-15, 16) for y in range(-10, 11)))
x = y = 0.5
for _ in range(20):
    x, y = x - 0.1 * (x * x - y), y + 0.1 * (x * y - 0.3)
print(x, y)
v = 0.1
for i in range(50):
    v = 3.9 * v * (1 - v)
print(v)
total = 0.0
for k in range(2000):
    total += (-1) ** k / (2 * k + 1)
print(4 * total)


def integrate(f, a, b, n=1000):
    h = (b - a) / n
    return h * (f(a) / 2 + f(b) / 2 + sum_exact(f(a + i * h) for i in range(1, n)))


def sum_exact(values):
    total = 0.0
    for v in values:
        total += v
    return total


print(integrate(lambda x: x * x, 0, 3), integrate(lambda x: 1 / x, 1, 2))


def newton(f, df, x):
    for _ in range(50):
        x -= f(x) / df(x)
    return x


print(newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0), newton(lambda x: x ** 3 - x - 2, lambda x: 3 * x * x - 1, 1.5))
