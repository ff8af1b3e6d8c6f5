print((1.5).is_integer(), (2.0).is_integer(), float("inf").is_integer(), float("nan").is_integer())
print((0.75).as_integer_ratio(), (0.1).as_integer_ratio(), (-2.5).as_integer_ratio(), (0.0).as_integer_ratio(), (1e20).as_integer_ratio(), (5e-324).as_integer_ratio()[0])
for bad in (float("inf"), float("nan")):
    try:
        bad.as_integer_ratio()
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
for x in (1.0, 0.1, -3.5, 0.0, -0.0, 1e300, 5e-324, 2.2250738585072014e-308, float("inf"), float("nan"), 1 / 3):
    h = x.hex()
    print(h, float.fromhex(h) == x or x != x)
for text in ("0x1.8p3", "0x.8", "1.8", "0x1p-1074", "-0x1.fffffffffffffp+1023", "inf", "nan", "  0xAp0 ", "1p2", "0x1.00000000000008p0", "0x1.000000000000081p0"):
    print(text, float.fromhex(text))
for bad in ("", "0x", "xyz", "0x1p", "0x1.fffffffffffff8p+1023", "1 2"):
    try:
        print(float.fromhex(bad))
    except (ValueError, OverflowError) as error:
        print(repr(bad), type(error).__name__)
x = 2.5
print(x.real, x.imag, x.conjugate(), x.__int__(), x.__trunc__(), x.__floor__(), x.__ceil__(), x.__round__(), x.__neg__(), x.__abs__(), x.__bool__())
print(int(2.9), int(-2.9), int(1e20), round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5), round(2.675, 2), round(1.005, 2), round(1234.5678, -2), round(5e15 + 0.5))
print(round(1e300, 5), round(0.1, 20), round(123.456, 0), round(-0.4), round(2.5, None), round(1e-20, 5), round(15.0, -1), round(25.0, -1), round(1e308, -308))
for bad in ("round(float('inf'))", "round(float('nan'))", "int(float('-inf'))"):
    try:
        eval(bad)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
print(x.__add__(1), x.__radd__(1), x.__sub__(1), x.__rsub__(1), x.__mul__(2), x.__truediv__(2), x.__rtruediv__(5), x.__floordiv__(2), x.__mod__(2), x.__divmod__(2), x.__pow__(2), x.__rpow__(2), x.__eq__(2.5), x.__lt__(3), x.__eq__("s"))
import sys
print(sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig, sys.float_info.max_exp, sys.float_info.radix)
print(float.__getformat__("double"))
