import random

random.seed(42)
print([random.random() for _ in range(3)], random.randint(1, 100), random.randrange(0, 100, 5), random.choice("abcdef"), random.uniform(1, 2))
x = list(range(10))
random.shuffle(x)
print(x, random.sample(range(100), 5), random.choices("abc", k=5), random.choices([1, 2], weights=[1, 9], k=5), random.getrandbits(70), random.randbytes(4))
print(random.gauss(0, 1), random.normalvariate(0, 1), random.expovariate(2.0), random.triangular(0, 1, 0.5), random.betavariate(1, 2), random.lognormvariate(0, 1))
r = random.Random(7)
print(r.random(), r.randint(0, 10 ** 30), r.sample("abcdefgh", 3), r.randrange(5), r.getrandbits(1))
s = r.getstate()
a = [r.random() for _ in range(3)]
r.setstate(s)
print(a == [r.random() for _ in range(3)])
for seed in (0, -5, 10 ** 30, "text", b"bytes", 1.5):
    print(seed, random.Random(seed).random())
for bad in ("random.choice([])", "random.randint(5, 1)", "random.randrange(0)", "random.sample([1], 5)", "random.sample({1}, 1)", "random.choices([], k=1)", "random.getrandbits(-1)", "random.shuffle((1,))"):
    try:
        eval(bad)
    except (IndexError, ValueError, TypeError) as error:
        print(bad, type(error).__name__)
random.seed(1)
print([random.randrange(10) for _ in range(20)], random.choice(range(10 ** 12)), random.getrandbits(0), 0 <= random.SystemRandom().random() < 1)
