values = [0, 1, -1, 2, 7, -7, 10 ** 9, 2 ** 31, 2 ** 49, -2 ** 49 - 1, 2 ** 50, 2 ** 62, -2 ** 63, 2 ** 63 - 1, 2 ** 64, 10 ** 20, -10 ** 30]
check = 0
for a in values:
    for b in values:
        check = (check * 31 + a + b) % (10 ** 18 + 9)
        check = (check * 31 + a - b) % (10 ** 18 + 9)
        check = (check * 31 + a * b) % (10 ** 18 + 9)
        check = (check * 31 + (a & b) + (a | b) * 3 + (a ^ b) * 5) % (10 ** 18 + 9)
        if b:
            q, r = divmod(a, b)
            assert a == q * b + r and abs(r) < abs(b) and (r == 0 or (r > 0) == (b > 0)) and (q, r) == (a // b, a % b)
            check = (check * 31 + q * 7 + r) % (10 ** 18 + 9)
        check = (check * 2 + (a < b) + (a <= b) * 2 + (a == b) * 4 + (a != b) * 8 + (a > b) * 16 + (a >= b) * 32) % (10 ** 18 + 9)
        for s in (0, 1, 13, 64, 100):
            check = (check * 31 + (a << s) + (a >> s)) % (10 ** 18 + 9)
    print(a, check)
for a in values:
    print([round(a, -n) for n in (0, 1, 5, 20)], a ** 2, a ** 3 % 1000, hash(a), a.bit_length(), float(a))
for a in values:
    for b in (1, 3, -7, 10 ** 10, 2 ** 80):
        print(a / b, end=" ")
    print()
