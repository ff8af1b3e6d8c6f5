# Divisors of long numbers agree with Euclid's algorithm.
import math
import random

rng = random.Random(5)


def euclid(a, b):
    while b:
        a, b = b, a % b
    return a


sizes = [1, 60, 63, 64, 65, 100, 127, 128, 129, 200, 500, 1000, 3000]
wrong = 0
for _ in range(400):
    common = rng.getrandbits(rng.choice([1, 10, 64, 300])) or 1
    a = rng.getrandbits(rng.choice(sizes)) * common
    b = rng.getrandbits(rng.choice(sizes)) * common
    wrong += math.gcd(a, b) != euclid(a, b) or math.gcd(-a, b) != euclid(b, a)
print(wrong)
a = b = 1
for n in range(900):
    a, b = a + b, a
    if n % 50 == 0:
        wrong += math.gcd(a, b) != 1 or math.gcd(a * 12345, b * 12345) != 12345
print(wrong, math.gcd(1 << 200, 1 << 100) == 1 << 100, math.gcd((1 << 128) - 1, 1 << 127))
print(math.gcd(3**3000 * 7, 5**2000 * 49), math.lcm(2**100, 6**60) == 2**100 * 3**60, math.gcd(0, 1 << 90) == 1 << 90)
