a = 123456789012345678901234567890
b = 987654321098765432109876543210
print(a + b, a - b, b - a, a * b)
print(b // a, b % a, -b // a, -b % a, b // -a, b % -a, divmod(-b, -a))
print(a ** 3, (-a) ** 3, pow(a, 5, 97), pow(a, -1, 10 ** 9 + 7))
print(a << 70, a >> 33, -a >> 33, -a << 5, 1 << 200, -1 >> 1000)
print(a & b, a | b, a ^ b, ~a, -a & b, -a | -b, -a ^ b)
print(a == a + 0, a < b, -a > -b, a != b, a == float(a), a < 1e40)
print(2 ** 63, 2 ** 63 - 1, -2 ** 63, -2 ** 63 - 1, 2 ** 64, 2 ** 50, 2 ** 49 - 1, -2 ** 49, -2 ** 49 - 1)
for edge in (49, 50, 51, 62, 63, 64, 127, 128):
    n = 2 ** edge
    print(edge, n - 1 + 1 == n, n + 1 - 1 == n, n * n == 2 ** (2 * edge), -n - 1 + 1 == -n, n // 3 * 3 + n % 3 == n, (n - 1) * (n + 1) == n * n - 1)
f = 1
for i in range(1, 101):
    f *= i
print(f)
for i in range(100, 1, -1):
    f //= i
print(f)
x, y = 0, 1
for _ in range(300):
    x, y = y, x + y
print(x)
print(sum(10 ** i for i in range(40)), 3 ** 200 % 1000007, len(str(7 ** 5000 % 10 ** 4000)))
print(int("9" * 50) + 1, -int("1" + "0" * 40), abs(-10 ** 25), hash(10 ** 25), bool(10 ** 25))
print(a * 0, a * 1, a * -1, 0 - a, a - a, a // a, a % a, 0 // a, 0 % a, a ** 0, 0 ** a)
big = 10 ** 1000
print(str(big)[:5], len(str(big)), big // 10 ** 990, big % 7, (big + 1) % big, (big * big) // big == big)
q, r = divmod(3 ** 500, 7 ** 100)
print(q * 7 ** 100 + r == 3 ** 500, 0 <= r < 7 ** 100)
print((10 ** 400 + 1) * (10 ** 400 - 1) == 10 ** 800 - 1, isinstance(2 ** 100, int), type(2 ** 100 - 2 ** 100).__name__)
