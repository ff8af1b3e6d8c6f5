import math

for n in (10 ** 30 + 7, 2 ** 127 - 1, 3 ** 80, 10 ** 18 + 9, 97):
    for d in (3, 7, 10 ** 9 + 7, 2 ** 64 + 13, n - 1, n, n + 1):
        q, r = divmod(n, d)
        assert n == q * d + r and 0 <= r < d
        q2, r2 = divmod(-n, d)
        assert -n == q2 * d + r2 and 0 <= r2 < d
    print(n % 1000, math.isqrt(n) ** 2 <= n < (math.isqrt(n) + 1) ** 2, math.gcd(n, n * 6) == n, pow(2, n - 1, n) == 1)
print(math.isqrt(10 ** 60), math.isqrt(10 ** 61), math.factorial(30) // math.factorial(28), math.comb(60, 30), math.perm(20, 10), math.lcm(*range(1, 30)), math.gcd(*range(30, 300, 30)))
a, b = 10 ** 50, 3 ** 70
while b:
    a, b = b, a % b
print(a, (10 ** 50 * 3 ** 70) % (10 ** 25 + 1), (2 ** 400 // 3 ** 100) % 10 ** 12, -(2 ** 400) // 3 ** 100 % 10 ** 12)


def egcd(a, b):
    return (a, 1, 0) if b == 0 else (lambda g, x, y: (g, y, x - a // b * y))(*egcd(b, a % b))


g, x, y = egcd(2 ** 89 - 1, 3 ** 40)
print(g, (2 ** 89 - 1) * x + 3 ** 40 * y, x % 10 ** 6, y % 10 ** 6)


def miller_rabin(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print([n for n in range(60) if miller_rabin(n)], [p for p in (31, 61, 89, 107, 127, 200) if miller_rabin(2 ** p - 1)], miller_rabin(10 ** 30 + 57))
