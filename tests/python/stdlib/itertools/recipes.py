import collections
import operator
from itertools import *


def take(n, it):
    return list(islice(it, n))


def unique(it, key=None):
    seen = set()
    for x in it:
        k = key(x) if key else x
        if k not in seen:
            seen.add(k)
            yield x


def grouper(it, n, fill=None):
    return zip_longest(*[iter(it)] * n, fillvalue=fill)


def roundrobin(*its):
    nexts = cycle(iter(i).__next__ for i in its)
    active = len(its)
    while active:
        try:
            for nxt in nexts:
                yield nxt()
        except StopIteration:
            active -= 1
            nexts = cycle(islice(nexts, active))


def partition(pred, it):
    a, b = tee(it)
    return list(filterfalse(pred, a)), list(filter(pred, b))


def powerset(s):
    return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))


def sieve(n):
    data = bytearray((0, 1)) * (n // 2)
    for p in takewhile(lambda p: p * p < n, count(3, 2)):
        if data[p]:
            data[p * p::p + p] = bytes(len(range(p * p, n, p + p)))
    data[2] = 1 if n > 2 else 0
    return [i for i in compress(range(n), data)]


def window(it, n):
    w = collections.deque(islice(it := iter(it), n - 1), maxlen=n)
    for x in it:
        w.append(x)
        yield tuple(w)


print(take(5, map(operator.pow, count(), repeat(2))), list(unique("AAbBcCa", str.lower)), list(grouper("abcdefg", 3, "x")), list(roundrobin("abc", "d", "ef")))
print(partition(lambda x: x % 3 == 0, range(10)), list(powerset("abc")), sieve(60), list(window(range(6), 3)))
print([k for k, g in groupby(sorted("mississippi"))], {k: len(list(g)) for k, g in groupby(sorted("mississippi"))}, list(chain.from_iterable(repeat(x, n) for x, n in [("a", 2), ("b", 1)])))
print(next((x for x in count() if x * x > 200)), sum(1 for _ in takewhile(lambda x: x < 1000, accumulate(count(1), operator.mul))), list(accumulate([5, 1, 3], min)), max(accumulate([1, -2, 3, 4, -9])), all(map(operator.eq, "abc", "abc")), list(map(sum, zip([1, 2], [3, 4]))), [*starmap(divmod, [(7, 2), (9, 4)])])
