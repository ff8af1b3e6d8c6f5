print(0, 00, 0_0, 1_2_3, 0xdead_BEEF, 0O17, 0B1_01)
print(1., .1, 1e5, 1E-5, 1_0e1_0, 0.0, -0.0, 1e400, -1e400)
print(1j, 2.5J, 0j, 1e2j, 1 + 2j)
print(10 ** 30, 123456789012345678901234567890)
print(0x7fffffffffffffff, 0x8000000000000000, -0x8000000000000000)
print(1.0, 100000.0, 1e16, 1e15, 123456789.123456789, 0.1 + 0.2)
print(5 .bit_length(), 5.0.is_integer(), 1..real, (5).numerator)
for bad in ("01", "1__0", "1_", "0x", "0b2", "0o8", "1e", "1.e+", "0_x1", "12abc", "1_.5"):
    try:
        eval(bad)
        print(bad, "fine")
    except SyntaxError:
        print(bad, "SyntaxError")
print(0xff .__add__(1), 1 if 1else 2)
print(1_000.000_1, 0b1111_0000)
print(True, False, None, ..., Ellipsis is ...)
