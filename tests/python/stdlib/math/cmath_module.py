import cmath
import math

print(cmath.sqrt(-1), cmath.sqrt(3 + 4j), cmath.exp(1j * math.pi), cmath.log(-1), cmath.log(1j, 2), cmath.log10(100j), cmath.phase(1j), cmath.polar(3 + 4j), cmath.rect(2, math.pi / 2))
for f in (cmath.sin, cmath.cos, cmath.tan, cmath.sinh, cmath.cosh, cmath.tanh, cmath.asin, cmath.acos, cmath.atan, cmath.asinh, cmath.acosh, cmath.atanh):
    z = f(0.5 + 0.25j)
    print(f.__name__, round(z.real, 12), round(z.imag, 12))
print(cmath.isnan(complex("nan")), cmath.isinf(complex("inf")), cmath.isfinite(1j), cmath.isclose(1j, 1.0000000001j), cmath.pi, cmath.infj, cmath.nanj)
for bad in ("cmath.log(0)", "cmath.exp(1e10)", "cmath.sqrt('x')", "cmath.phase()", "cmath.atanh(1)"):
    try:
        print(eval(bad))
    except (ValueError, TypeError, OverflowError) as error:
        print(bad, type(error).__name__)
roots = [cmath.rect(1, 2 * math.pi * k / 3) for k in range(3)]
print([(round(z.real, 6), round(z.imag, 6)) for z in roots], abs(sum(roots)) < 1e-12)
a, b, c = 1, 2, 5
d = cmath.sqrt(b * b - 4 * a * c)
print((-b + d) / (2 * a), (-b - d) / (2 * a), cmath.sqrt(0), cmath.sqrt(-0.0), cmath.log(1))
