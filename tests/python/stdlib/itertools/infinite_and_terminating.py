from itertools import *

print(list(islice(count(5), 3)), list(islice(count(1, 0.5), 3)), list(islice(cycle("ab"), 5)), list(repeat("x", 3)), list(islice(repeat(1), 2)))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2, 3], lambda a, b: a * b, initial=10)), list(accumulate([])), list(accumulate("abc")))
print(list(chain("ab", [1], ())), list(chain.from_iterable(["ab", "cd"])), list(compress("abcd", [1, 0, 1, 1])), list(dropwhile(lambda x: x < 3, [1, 3, 2, 5])), list(takewhile(lambda x: x < 3, [1, 2, 5, 1])))
print(list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, ""])), list(islice("abcdef", 2)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)), list(islice("abc", 0)))
print([(k, list(g)) for k, g in groupby("aabbbca")], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
print(list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("abc", "x", fillvalue="-")), list(zip_longest()), list(pairwise("abcd")), list(pairwise("a")))
a, b, c = tee([1, 2, 3], 3)
print(next(a), next(a), next(b), list(c), list(a), list(b))
g = groupby("aab")
k1, g1 = next(g)
k2, g2 = next(g)
print(k1, list(g1), k2, list(g2))
for bad in ("islice('a', -1)", "islice('a', 'x')", "list(islice(5, 2))", "repeat()", "count('a')", "tee([], -1)", "list(starmap(pow, [1]))", "list(chain.from_iterable(5))"):
    try:
        eval(bad)
    except (ValueError, TypeError) as error:
        print(bad, type(error).__name__)
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 3)), next(it))
print(count(5), repeat("x"), repeat("x", 2), next(count(2.5)), list(zip(count(), "ab")), list(map(lambda a, b: a * b, count(1), [5, 6])))
print(list(takewhile(bool, dropwhile(lambda x: not x, [0, 1, 2, 0, 3]))), sum(islice(count(), 101)), list(islice(accumulate(count(1)), 5)))
