for a in (7, -7, 8, -8, 0, 1, -1):
    for b in (3, -3, 2, -2, 1, -1):
        q, r = divmod(a, b)
        assert q * b + r == a and (r == 0 or (r < 0) == (b < 0)) and q == a // b and r == a % b
        print((q, r), end=" ")
    print()
for a in (7.5, -7.5, 0.0, -0.0, 1e300):
    for b in (2.0, -2.0, 0.3):
        print(a // b, a % b, end="; ")
    print()
print(7 / 2, -7 / 2, 6 / 3, 10 ** 30 / 10 ** 10, 1 / 3, 2 / 3, 10 ** 400 / 10 ** 399, (10 ** 25 + 1) / 10 ** 25)
print((2 ** 1000) / (2 ** 999), 3 ** 700 / 3 ** 690, -(10 ** 320) / 10 ** 300, 1 / 10 ** 320, 5 / 10 ** 400)
for expr in ("1 / 0", "10 ** 400 / 3", "1e308 * 10", "-1e308 * 10", "divmod(5, 0.5)", "5 % 0.3", "0.0 / 1", "-5 // 0.3", "divmod(-5, 0.3)"):
    try:
        print(expr, eval(expr))
    except ArithmeticError as error:
        print(expr, type(error).__name__)
for expr in ("1 // 0", "1 % 0", "1.0 / 0", "1.0 // 0", "1.0 % 0", "divmod(1, 0)", "divmod(1.0, 0)", "0 ** -1", "0.0 ** -1", "10**30 // 0", "10**30 % 0"):
    try:
        print(eval(expr))
    except ZeroDivisionError:
        print(expr, "ZeroDivisionError")
print(2 ** -2, (-2) ** -3, 2 ** 0.5, (-8) ** (1 / 3), 4 ** 0.5, 0 ** 0, 0.0 ** 0, (-1) ** 101, 1 ** 10 ** 6)
print(5 // 1.0, 5 % 1, -5 % 10 ** 20, 5 % -10 ** 20, -10 ** 20 % 7, 10 ** 20 % -7, -10 ** 20 // 7)
print(True // 1, True / 2, False % 5, 5 % True)
