VALUES = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def to_roman(n):
    out = ""
    for value, numeral in VALUES:
        count, n = divmod(n, value)
        out += numeral * count
    return out


def from_roman(s):
    total = 0
    digits = [dict((b, a) for a, b in VALUES)[c] for c in s]
    for a, b in zip(digits, digits[1:] + [0]):
        total += -a if a < b else a
    return total


print([to_roman(n) for n in (1, 4, 9, 14, 40, 99, 1994, 2024, 3999)], all(from_roman(to_roman(n)) == n for n in range(1, 1000)))
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def words(n):
    if n < 0:
        return "minus " + words(-n)
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + ("-" + ONES[n % 10] if n % 10 else "")
    for size, name in ((10 ** 9, "billion"), (10 ** 6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            return words(n // size) + " " + name + (" " + words(n % size) if n % size else "")


for n in (0, 13, 42, 100, 999, 1001, 12345, -7, 10 ** 9 + 1):
    print(n, words(n))


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


print(max(range(1, 3000), key=collatz), collatz(27))


def perfect(limit):
    return [n for n in range(2, limit) if sum(d for d in range(1, n // 2 + 1) if n % d == 0) == n]


print(perfect(500), [n for n in range(100, 1000) if sum(int(d) ** 3 for d in str(n)) == n])


def factors(n):
    out, d = {}, 2
    while d * d <= n:
        while n % d == 0:
            out[d] = out.get(d, 0) + 1
            n //= d
        d += 1
    if n > 1:
        out[n] = 1
    return out


print(factors(360), factors(97), factors(2 ** 31 - 1), factors(600851475143))


def pi_digits(n):
    q, r, t, k, m, x, out = 1, 0, 1, 1, 3, 3, ""
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out += str(m)
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return out


print(pi_digits(60))
e, term = 10 ** 50, 10 ** 50
for k in range(1, 60):
    term //= k
    e += term
print(e)
