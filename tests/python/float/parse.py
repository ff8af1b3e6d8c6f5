for text in ("1", "1.5", " 2.5 ", "-3", "+4.", ".5", "1e5", "1E-5", "1_000.5", "1e+3", "inf", "-Infinity", "nan", "NAN", "iNf", "0x1p3", "1e400", "1e-400",
             "123456789012345678901234567890", "0.1e1", "1__0", "_1", "1_", "1._5", "1e", "e5", "", " ", ".", "+", "1 2", "1,5", "٣.٥", "１", "infinit", "--1",
             "2.2250738585072011e-308", "2.2250738585072012e-308", "179769313486231580793e289", "9007199254740993", "9007199254740992.5", "9007199254740993.0001",
             "0.500000000000000166533453693773481063544750213623046875", "1.00000000000000011102230246251565404236316680908203125", "5e-324", "2.4703282292062327e-324",
             "2.4703282292062328e-324", "1.7976931348623158e308", "1.7976931348623159e308", "3.5e-5", "1" * 60, "0." + "0" * 40 + "1", "\n1.5\t", "1e0_5"):
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(repr(text), "ValueError", error)
print(float(), float(5), float(True), float(10 ** 22), float(b"1.5"), float(bytearray(b"2")), float("1" + "0" * 308))
for bad in ("float(None)", "float('1', 2)", "float(1j)", "float(10 ** 309)", "float([1])"):
    try:
        eval(bad)
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)


class F:
    def __float__(self):
        return 2.5


class I:
    def __index__(self):
        return 7


class Bad:
    def __float__(self):
        return "x"


print(float(F()), float(I()), F() == 2.5)
try:
    float(Bad())
except TypeError:
    print("TypeError")
for x in (2 ** 53 + 1, 2 ** 54 + 2, 2 ** 54 + 3, 2 ** 60 + 129, -(2 ** 53 + 3), 10 ** 23, 2 ** 1023 * 1):
    print(float(x), int(float(x)) - x)
