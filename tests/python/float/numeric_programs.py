import math


def sqrt_newton(x):
    g = x or 1.0
    while abs(g * g - x) > 1e-12 * max(x, 1):
        g = (g + x / g) / 2
    return g


def simpson(f, a, b, n=200):
    h = (b - a) / n
    s = f(a) + f(b)
    for i in range(1, n):
        s += f(a + i * h) * (4 if i % 2 else 2)
    return s * h / 3


def rk4(f, y, t, h, n):
    for _ in range(n):
        k1 = f(t, y)
        k2 = f(t + h / 2, y + h * k1 / 2)
        k3 = f(t + h / 2, y + h * k2 / 2)
        k4 = f(t + h, y + h * k3)
        y += h * (k1 + 2 * k2 + 2 * k3 + k4) / 6
        t += h
    return y


def kahan(xs):
    total = c = 0.0
    for x in xs:
        y = x - c
        t = total + y
        c = (t - total) - y
        total = t
    return total


def poly(coeffs, x):
    r = 0.0
    for c in coeffs:
        r = r * x + c
    return r


def bisect(f, lo, hi):
    while hi - lo > 1e-13:
        mid = (lo + hi) / 2
        if (f(mid) > 0) == (f(hi) > 0):
            hi = mid
        else:
            lo = mid
    return (lo + hi) / 2


print(sqrt_newton(2.0), sqrt_newton(1e10), sqrt_newton(0.25), simpson(lambda x: x ** 3, 0, 2), simpson(math.sin, 0, math.pi))
print(rk4(lambda t, y: y, 1.0, 0.0, 0.01, 100), rk4(lambda t, y: -2 * t * y, 1.0, 0.0, 0.05, 20))
print(kahan([0.1] * 1000), math.fsum([0.1] * 1000), math.fsum([1e100, 1.0, -1e100]), poly([2, -3, 0.5], 1.25), bisect(lambda x: x ** 3 - 2, 0, 2))
mean = lambda xs: math.fsum(xs) / len(xs)
data = [math.sin(i) * 10 for i in range(50)]
m = mean(data)
print(m, math.sqrt(mean([(x - m) ** 2 for x in data])), min(data), max(data), sorted(data)[25])
mandel = 0
for i in range(40):
    for j in range(40):
        z, c = 0j, complex(-2 + i / 16, -1.25 + j / 16)
        for k in range(20):
            z = z * z + c
            if z.real * z.real + z.imag * z.imag > 4:
                break
        else:
            mandel += 1
print(mandel)
x = 0.5
for i in range(30):
    x = 4 * x * (1 - x) if i else 0.3
print(x, 1e308 * 10, -1e308 * 10, 5e-324 / 2, 0.1 + 0.2, 1 - 0.9, 1e16 + 1 - 1e16, 2 ** 0.5 * 2 ** 0.5, 3.0 * 1.1, 1 / 49 * 49, 0.1 * 3 == 0.3, 7.0 // 0.1, math.floor(7.0 / 0.1))
fft = lambda a: a if len(a) == 1 else (lambda e, o, n: [e[k] + o[k] * complex(math.cos(-2 * math.pi * k / n), math.sin(-2 * math.pi * k / n)) for k in range(n // 2)] + [e[k] - o[k] * complex(math.cos(-2 * math.pi * k / n), math.sin(-2 * math.pi * k / n)) for k in range(n // 2)])(fft(a[::2]), fft(a[1::2]), len(a))
print([(round(z.real, 9) + 0.0, round(z.imag, 9) + 0.0) for z in fft([1, 2, 3, 4, 0, 0, 0, 0])])
