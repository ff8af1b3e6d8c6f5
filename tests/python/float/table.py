import math
vals = [0.0, -0.0, 1.0, -1.0, 0.5, 2.5, -2.5, 1e16, 1e17, 123456789.123456789, 1e-5, 1e-4, 1e300, 1e-300, 5e-324, 1.7976931348623157e308, math.inf, -math.inf, math.nan, 0.1, 1/3, 2**53, 2**53+2.0, 1e22, 1e23, 9007199254740993.0, 4.35, 2.675, 1234.5678, 99999.5, 0.00001234]
vals = [float(v) for v in vals]
for v in vals:
    print(repr(v), str(v), hash(v) if v == v else '', v.hex(), v.is_integer())
    for s in ['', 'e', 'f', 'g', '.3e', '.3f', '.3g', '.0f', '#.0f', '.10g', 'E', 'G', '%', '.1%', '+.2f', ' .2f', '012.3f', '<12.2f|', '^+14.3e', ',.2f', '_.2f', 'n', '.0e', '.0g', '#g', 'z.1f', '020,.2f', '*>15.2f', '.20f', '.3', '10', '=12', '+', 'F', '.50g']:
        try: print(format(v, s), end=' ')
        except Exception as e: print(type(e).__name__, e, end=' ')
    print()
    for nd in [None, 0, 1, 2, 5, -1, -2, -5, 20, 400, -400]:
        try: print(round(v, nd) if nd is not None else round(v), end=' ')
        except Exception as e: print(type(e).__name__, e, end=' ')
    print()
    for f in (int, math.floor, math.ceil, math.trunc, float.as_integer_ratio):
        try: print(f(v), end=' ')
        except Exception as e: print(type(e).__name__, e, end=' ')
    print()
for a in vals:
    for b in vals:
        row = [a + b, a - b, a * b]
        for f in (lambda: a / b, lambda: a // b, lambda: a % b, lambda: divmod(a, b)):
            try: row.append(f())
            except Exception as e: row.append(type(e).__name__)
        try: row.append(a ** b)
        except Exception as e: row.append(type(e).__name__)
        print(row, a < b, a == b, a >= b)
for s in ['1_000.5', ' 1.5\n', 'inf', '-Infinity', 'nan', '+nan', '1e5', '1E-5', '.5', '5.', '0x1p3', '', ' ', '1_', '1__0', '1_e5', '1e_5', 'infin', '1e400', '-1e-400', '\u0661.\u0665', '1,5', '1.5.5', 'e5', '1 2', '--1', 'abc', '\x1c1.5', '1\x00']:
    try: print(repr(float(s)))
    except Exception as e: print(type(e).__name__, e)
for s in ['0x1.8p1', '1.8', '-0x.8p-2', 'inf', 'nan', '0x1p-1074', '0x1p-1075', '0x1.8p-1075', '0x1p1024', '0x', 'p1', '0x1.fffffffffffff8p1023', '  0X1P+3  ', '0x1.0000000000000800001p0', '1e5', 'ap5']:
    try: print(s, float.fromhex(s))
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: float([]), lambda: float('x'), lambda: float(1, 2), lambda: 1.0 < 'a', lambda: 1.5 + 'a', lambda: float(b'1.5'), lambda: float(bytearray(b'2')), lambda: 1e300 * 10**400, lambda: 1e308 ** 2, lambda: (-8.0) ** (1/3), lambda: math.floor(math.nan), lambda: round(1.7976931348623157e308, -308), lambda: 1.0 == 10**400, lambda: 1e308 < 10**400, lambda: math.inf > 10**400, lambda: -math.inf < -10**400, lambda: 2**53 + 1 == float(2**53), lambda: 2**53 + 1 > float(2**53), lambda: pow(2.0, 3, 5), lambda: format(1.5, 'd'), lambda: format(1.5, '5x'), lambda: float.fromhex(5), lambda: 1.5 .__round__(2.5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class F(float): pass
x = F(2.5)
print(x, repr(x), x + 1, type(x + 1), type(+x), x == 2.5, hash(x) == hash(2.5), F('1e3'), type(F.fromhex('0x1p3')), -x, abs(F(-1)), int(x), x.real, x.imag, x.conjugate(), bool(F(0)), [F(1.5)], {x: 1}[2.5], F(math.nan) != F(math.nan))
n = math.nan
print([n] == [n], n == n, n in [n], [math.nan] == [float('nan')])
