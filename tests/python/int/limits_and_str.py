import sys

print(sys.maxsize == 2 ** 63 - 1, sys.get_int_max_str_digits(), sys.int_info.default_max_str_digits)
try:
    str(10 ** 5000)
except ValueError as error:
    print("too long to print")
try:
    int("1" * 5000)
except ValueError as error:
    print("too long to parse")
sys.set_int_max_str_digits(0)
s = str(3 ** 20000)
print(len(s), s[:10], s[-10:], int(s) == 3 ** 20000)
print(len(str(10 ** 20000)), int("1" + "0" * 6000) == 10 ** 6000)
sys.set_int_max_str_digits(1000)
try:
    str(10 ** 1000)
except ValueError:
    print("limited at 1000")
print(len(str(10 ** 999)), len(hex(10 ** 2000)), int("f" * 2000, 16) == 16 ** 2000 - 1)
sys.set_int_max_str_digits(4300)
for n in (10 ** 18, 10 ** 19, 2 ** 63, 2 ** 64, 10 ** 36, 10 ** 37, 2 ** 128, 10 ** 100):
    for m in (n - 1, n, n + 1, -n):
        assert int(str(m)) == m and int(hex(m), 16) == m and int(bin(m), 2) == m and int(oct(m), 8) == m
print("round trips")
x = 0
for d in "31415926535897932384626433832795028841971693993751":
    x = x * 10 + int(d)
print(x, str(x)[::-1])
digits = "0123456789abcdefghijklmnopqrstuvwxyz"


def to_base(n, b):
    out = ""
    while n:
        n, d = divmod(n, b)
        out = digits[d] + out
    return out or "0"


for base in (2, 3, 7, 10, 16, 35, 36):
    t = to_base(10 ** 30 + 7, base)
    print(base, t, int(t, base) == 10 ** 30 + 7)
