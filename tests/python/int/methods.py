print((5).bit_length(), (0).bit_length(), (-8).bit_length(), (2 ** 100).bit_length(), (255).bit_count(), (-7).bit_count(), (2 ** 70 - 1).bit_count())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-1).to_bytes(2, "big", signed=True), (0).to_bytes(0, "big"))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xfe", "little", signed=True), int.from_bytes(b"", "big"), int.from_bytes([1, 2], "big"))
print((5).to_bytes(), int.from_bytes(b"\x05"), (2 ** 80).to_bytes(11, "little"), int.from_bytes(b"\x80" + b"\0" * 12, "big", signed=True))
for bad in ("(256).to_bytes(1, 'big')", "(-1).to_bytes(1, 'big')", "(1).to_bytes(1, 'middle')", "(1).to_bytes(-1, 'big')"):
    try:
        eval(bad)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
n = 12
print(n.real, n.imag, n.numerator, n.denominator, n.conjugate(), n.as_integer_ratio())
print(n.__add__(1), n.__sub__(1), n.__mul__(2), n.__floordiv__(5), n.__truediv__(8), n.__mod__(5), n.__divmod__(5), n.__pow__(2), n.__pow__(2, 7))
print(n.__lshift__(1), n.__rshift__(1), n.__and__(8), n.__or__(1), n.__xor__(4), n.__neg__(), n.__pos__(), n.__abs__(), n.__invert__(), n.__bool__())
print(n.__radd__(1), n.__rsub__(20), n.__rpow__(2), n.__rfloordiv__(100), n.__rmod__(100), n.__add__(1.5), n.__eq__("x"), n.__lt__(13))
print(n.__int__(), n.__float__(), n.__index__(), n.__trunc__(), n.__floor__(), n.__ceil__(), n.__round__(), (1234).__round__(-2), n.__hash__())
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(5, -1), round(15, -1), round(25, -1), round(7, 3), round(10 ** 20 + 5, -1))
print(n.__format__("x"), n.__str__(), n.__repr__(), n.__sizeof__() >= 0, int.__doc__ is not None)
print(int(), int(3.9), int(-3.9), int("  42  "), int("-1_000"), int("0x1f", 16), int("0b11", 0), int("0o17", 0), int("z", 36), int(b"12"), int(True), int("+7"))
print(int("٣"), int("１２"), int("\n5\t"), int("ff", 16), int("0", 0), int("000"), int("1010", 2))
for bad in ("int('1__0')", "int('_1')", "int('0x')", "int('012', 0)", "int('9', 8)", "int('1 2')", "int('--1')", "int(1, 2)", "int('²')", "int('1.0')"):
    try:
        print(eval(bad))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


class I:
    def __int__(self):
        return 7

    def __index__(self):
        return 8


class OnlyIndex:
    def __index__(self):
        return 9


class Bad:
    def __int__(self):
        return "x"


print(int(I()), int(OnlyIndex()), [0] * OnlyIndex() == [0] * 9, range(OnlyIndex()), hex(OnlyIndex()))
try:
    int(Bad())
except TypeError:
    print("TypeError")
