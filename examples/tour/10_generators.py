"""A generator makes its items one at a time, a list all at once."""


def squares(n):
    for i in range(n):
        yield i * i


print("sum from a generator:", sum(squares(100_000)))
print("sum from a list:     ", sum([i * i for i in range(100_000)]))
g = squares(3)
print(next(g), next(g), next(g), next(g, "and no more"))
