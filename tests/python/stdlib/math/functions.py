import math

print(math.pi, math.e, math.tau, math.inf, math.nan, math.sqrt(2), round(math.cbrt(27), 12), math.exp(1), math.exp2(3), math.expm1(1e-10), math.log(10), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(1e-10))
print(math.sin(1), math.cos(1), math.tan(1), math.asin(0.5), math.acos(0.5), math.atan(1), math.atan2(1, -1), math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1), math.acosh(2), math.atanh(0.5))
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.floor(1e20), math.fabs(-2), math.fmod(-7, 3), math.remainder(7, 4), math.modf(-1.25), math.frexp(10), math.ldexp(0.5, 5), math.copysign(1, -0.0))
print(math.gcd(12, 18), math.gcd(), math.gcd(0, 5), math.gcd(2 ** 100, 6 ** 50), math.lcm(4, 6), math.lcm(), math.factorial(20), math.comb(10, 3), math.comb(5, 9), math.perm(5, 2), math.perm(5), math.isqrt(10 ** 40), math.prod([1, 2, 3]), math.prod([], start=5))
print(math.hypot(3, 4), math.hypot(1, 2, 3), math.dist([0, 0], [3, 4]), math.degrees(math.pi), math.radians(180), math.fsum([0.1] * 10), math.isclose(1, 1 + 1e-10), math.isclose(1, 2, abs_tol=2), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1))
print(math.gamma(5), math.lgamma(10), math.erf(1), math.erfc(1), math.nextafter(1, 2), math.ulp(1.0), math.log(10 ** 400), math.log2(2 ** 2000), math.sqrt(10 ** 300), math.floor(2 ** 70), math.pow(2, 0.5), math.pow(0, 0))
for bad in ("math.sqrt(-1)", "math.log(0)", "math.log(-5)", "math.factorial(-1)", "math.factorial(1.5)", "math.exp(1000)", "math.acos(2)", "math.gcd(1.5)", "math.floor('a')", "math.comb(-1, 2)", "math.isqrt(-1)", "math.pow(0, -1)", "math.fmod(1, 0)", "math.gamma(0)", "math.ldexp(1, 99999)",
            "math.floor(math.inf)", "math.ceil(math.nan)", "math.sin(math.inf)", "math.dist([1], [1, 2])", "math.log(1, 1)", "math.sqrt('4')", "math.atanh(1)", "math.remainder(1, 0)", "math.lgamma(-1)"):
    try:
        print(bad, eval(bad))
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as error:
        print(bad, type(error).__name__)


class F:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"

    def __float__(self):
        return 4.0


print(math.floor(F()), math.ceil(F()), math.trunc(F()), math.sqrt(F()), math.factorial(50), math.isqrt(99), math.sqrt(True), math.ceil(5), math.floor(2.0))
