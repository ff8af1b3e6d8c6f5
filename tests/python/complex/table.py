import math
inf, nan = math.inf, math.nan
zs = [0j, 1+2j, -1.5+0.5j, 3-4j, complex(-0.0, 0.0), complex(0.0, -0.0), complex(2.5, -3)]
for a in zs:
    print(a, repr(a), abs(a), bool(a), -a, +a)
    for b in zs:
        row = []
        for f in (lambda: a + b, lambda: a - b, lambda: a * b, lambda: a / b, lambda: a ** b, lambda: a == b, lambda: a != b, lambda: a < b, lambda: a // b, lambda: a % b):
            try: row.append(f())
            except Exception as e: row.append(type(e).__name__)
        print(row)
for s in ['1+2j', '1', 'j', '-j', '+1.5e3j', '(1+2j)', ' ( 1+2j ) ', '1 + 2j', '1+2', 'inf+nanj', '1_0+2_0j', '', '()', '1e5', '1+2jj', 'nan', '1+-2j', '1e', '\u0661+j']:
    try: print(repr(s), complex(s))
    except Exception as e: print(repr(s), type(e).__name__, e)
for z in (1+2j, -1.5-0.25j, 0j, complex(-0.0, 1), complex(inf, nan), 1234567.891+1e-10j):
    for s in ['', '.2f', 'e', '.3g', '+.1f', '>30', '<30.2f', '^30', ',.1f', 'g', '.4', '#.3g', 'n', '30', '*^40.3e', ' f']:
        try: print('[' + format(z, s) + ']', end=' ')
        except Exception as e: print(type(e).__name__, e, end=' ')
    print()
for f in (lambda: format(1j, 'd'), lambda: format(1j, '010'), lambda: format(1j, '=10'), lambda: format(1j, '%'), lambda: int(1j), lambda: float(1j), lambda: complex('a', 1), lambda: 1j < 2, lambda: complex(1, 2, 3), lambda: abs(complex(1.7e308, 1.7e308)), lambda: 0j ** -1, lambda: (1e300+1j) ** 200, lambda: divmod(1j, 1), lambda: pow(1j, 2, 3)):
    try: print(f())
    except Exception as e: print(type(e).__name__)
print(complex(1.5), complex(1, 2), complex(real=3), complex(imag=4), complex(), hash(1j), hash(2+0j) == hash(2), hash(1.5+2.5j), (1+2j).conjugate(), (1+2j).real, (1+2j).imag, {1+0j: 'x'}[1])
class C(complex):
    def __repr__(self): return 'C' + complex.__repr__(self)
print(C(1, 2), C(1, 2) + 1, type(C(1) * C(2)), C('3j'), C(1, 2) == 1+2j)
class D:
    def __complex__(self): return 7j
class E:
    def __float__(self): return 1.5
class G:
    def __index__(self): return 9
print(complex(D()), complex(E()), complex(G()), complex(E(), G()))
