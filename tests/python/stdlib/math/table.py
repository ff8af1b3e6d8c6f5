import math, cmath
xs = [0.0, -0.0, 0.1, -0.1, 0.5, -0.5, 0.99, 1.0, -1.0, 1.5, -1.5, 2.0, 2.5, -2.5, 3.7, 10.0, -10.0, 25.3, 100.5, -100.5, 150.2, 170.6, 171.7, 200.5, -170.5, -180.5, 1e-10, 1e-300, 5e-324, 1e10, 1e16, 1e300, -1e300, 1.7e308, math.inf, -math.inf, math.nan, 709.0, 710.0, -745.0, 1e-21, 7.0, 23.0, 24.0, 33.3, 0.3333]
for name in ['acos','acosh','asin','asinh','atan','atanh','ceil','cos','cosh','degrees','erf','erfc','exp','exp2','expm1','fabs','floor','frexp','gamma','isfinite','isinf','isnan','lgamma','log','log10','log1p','log2','modf','radians','sin','sinh','sqrt','tan','tanh','trunc','ulp']:
    f = getattr(math, name)
    for x in xs:
        try: print(name, x, repr(f(x)))
        except Exception as e: print(name, x, type(e).__name__)
for name in ['atan2','copysign','fmod','nextafter','pow','remainder','hypot','log']:
    f = getattr(math, name)
    for x in xs[::2]:
        for y in xs[::7]:
            try: print(name, x, y, repr(f(x, y)))
            except Exception as e: print(name, x, y, type(e).__name__)
for x in xs:
    for i in (0, 1, -1, 52, -1074, 1023, 1100, -1100, 10**20, -10**20):
        try: print('ldexp', x, i, math.ldexp(x, i))
        except Exception as e: print('ldexp', x, i, type(e).__name__, e)
for n in (0, 1, 5, 20, 21, 50, 100):
    print(math.factorial(n), math.isqrt(n * 10**30 + n), math.comb(n, n // 3), math.perm(n, n // 2), math.perm(n))
print(math.isqrt(10**100 - 1), math.isqrt(2**3000), math.isqrt((10**50)**2 - 1))
print(math.gcd(), math.gcd(12), math.gcd(12, -18, 30), math.gcd(2**100 * 3**50, 6**80), math.lcm(), math.lcm(4, 6, 10), math.lcm(0, 5), math.lcm(-3, 2**70))
print(math.comb(1000, 500), math.comb(2**70, 3), math.comb(5, 7), math.perm(2**70, 2))
print(math.prod([1, 2, 3.5]), math.prod([]), math.prod([2**40] * 5), math.prod([1, 2], start=1.5), math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([]))
print(math.dist((1, 2, 3), (4, 5, 6.5)), math.dist([1], [2]), math.hypot(), math.hypot(3), math.hypot(3, 4), math.hypot(1e200, 1e200, 1e200), math.hypot(1e-320, 1e-320), math.hypot(1, 2, 3, 4, 5.5))
print(math.isclose(1, 1.0000000001), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10, abs_tol=1e-9))
print(math.log(10**400), math.log2(2**5000), math.log10(10**400), math.log(8, 2), math.log(2**1000 + 1, 10), math.log2(8), math.log10(1000))
for f in (lambda: math.sqrt('a'), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.comb(-1, 2), lambda: math.gcd(1.5), lambda: math.isqrt(-1), lambda: math.dist((1,), (1, 2)), lambda: math.fsum([1e308, 1e308]), lambda: math.fsum([math.inf, -math.inf]), lambda: math.isclose(1, 2, rel_tol=-1), lambda: math.ldexp(1, 'a'), lambda: math.floor('a'), lambda: math.trunc('a'), lambda: math.perm(3, -1), lambda: math.sqrt(), lambda: math.sqrt(1, 2), lambda: math.hypot('a'), lambda: math.log(0), lambda: math.exp(1000), lambda: math.pow(0, -1), lambda: math.pow(10, 400), lambda: math.fmod(1, 0), lambda: math.log(1, 1), lambda: math.sqrt(10**400)):
    try: print(f())
    except Exception as e: print(type(e).__name__)
zs = [complex(a, b) for a in (0.0, -0.0, 1.0, -1.5, 0.3, 50.0, -710.5, 1e-310, 1e300, math.inf, -math.inf, math.nan) for b in (0.0, -0.0, 2.0, -0.7, 1e-310, 1e300, math.inf, -math.inf, math.nan)]
for name in ['acos','acosh','asin','asinh','atan','atanh','cos','cosh','exp','isfinite','isinf','isnan','log','log10','polar','sin','sinh','sqrt','tan','tanh']:
    f = getattr(cmath, name)
    for z in zs:
        try: print(name, z, repr(f(z)))
        except Exception as e: print(name, z, type(e).__name__)
for r in (0.0, 1.0, -2.0, math.inf, -math.inf, math.nan):
    for p in (0.0, 1.0, -2.0, math.inf, math.nan):
        try: print(cmath.rect(r, p))
        except Exception as e: print(type(e).__name__)
print(cmath.log(3 + 4j, 2), cmath.isclose(1+1j, 1+1.0000000001j), cmath.infj, cmath.nanj)
