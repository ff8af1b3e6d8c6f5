class Oracle:
    def __init__(self, secret):
        self.secret, self.asked = secret, 0

    def __call__(self, guess):
        self.asked += 1
        return (guess > self.secret) - (guess < self.secret)


def bisect(oracle, lo, hi):
    while lo <= hi:
        mid = (lo + hi) // 2
        answer = oracle(mid)
        if answer == 0:
            return mid
        lo, hi = (lo, mid - 1) if answer > 0 else (mid + 1, hi)
    raise LookupError("liar")


counts = {}
for secret in range(1, 101):
    o = Oracle(secret)
    assert bisect(o, 1, 100) == secret
    counts[o.asked] = counts.get(o.asked, 0) + 1
print(sorted(counts.items()), sum(k * v for k, v in counts.items()) / 100)
o = Oracle(10 ** 50 + 7)
print(bisect(o, 0, 10 ** 60), o.asked)
try:
    bisect(lambda g: 1, 1, 10)
except LookupError as error:
    print(error)


def mastermind(secret, guess):
    exact = sum(s == g for s, g in zip(secret, guess))
    return exact, sum(min(secret.count(c), guess.count(c)) for c in set(guess)) - exact


def solve(secret, colors="abcde", length=3):
    from itertools import product
    options, guesses = ["".join(p) for p in product(colors, repeat=length)], []
    while True:
        guess = min(options[:40], key=lambda g: (max(sum(mastermind(o, g) == r for o in options) for r in {mastermind(o, g) for o in options}), g))
        guesses.append(guess)
        result = mastermind(secret, guess)
        if result == (length, 0):
            return guesses
        options = [o for o in options if mastermind(o, guess) == result]


print(mastermind("aabb", "abab"), mastermind("abcd", "dcba"), solve("cab"), solve("eee"), solve("bda"))


def fixpoint(f, x, tolerance=1e-12, limit=1000):
    for n in range(limit):
        y = f(x)
        if abs(y - x) < tolerance:
            return y, n
        x = y
    raise ArithmeticError("no fixpoint")


import math
print(fixpoint(math.cos, 1.0), fixpoint(lambda x: (x + 2 / x) / 2, 1.0))
try:
    fixpoint(lambda x: 1 - x, 0.2)
except ArithmeticError as error:
    print(error)


def ternary(f, lo, hi):
    while hi - lo > 1e-9:
        a, b = lo + (hi - lo) / 3, hi - (hi - lo) / 3
        lo, hi = (lo, b) if f(a) < f(b) else (a, hi)
    return round((lo + hi) / 2, 6)


print(ternary(lambda x: (x - 2) ** 2, -10, 10), ternary(lambda x: abs(x + 3), -10, 10))
hilo = [1, 50, 25, 37, 43, 40]
print(["higher" if s < 42 else "lower" if s > 42 else "yes" for s in hilo], next((i for i, s in enumerate(sorted(hilo)) if s > 30), None))
