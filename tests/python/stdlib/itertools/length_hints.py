"""Iterators that know nothing of their length go into containers all the same."""
import itertools
import operator


class Counting:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n

    def __length_hint__(self):
        raise TypeError


print("".join(itertools.islice(itertools.repeat("ab"), 3)))
pairs = zip(itertools.repeat("x"), range(3))
print(list(pairs), dict(zip("ab", itertools.repeat(1))))
print(operator.length_hint(itertools.repeat(1), 7), operator.length_hint(itertools.repeat(1, 4)))
print(list(Counting(3)), operator.length_hint(Counting(3), 9))
try:
    next(iter(map(len, itertools.repeat(5))))
except TypeError as error:
    print(type(error).__name__)
first = itertools.repeat("ab")
stop = itertools.count()
print("".join(itertools.takewhile(lambda _: next(stop) < 2, first)))
