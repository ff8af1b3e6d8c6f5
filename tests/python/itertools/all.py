from itertools import *
from _operator import mul, length_hint
L = lambda it, n=20: list(islice(it, n))
print(L(count(), 3), L(count(5, 2), 3), L(count(1.5, 0.5), 3), count(3), count(3, 2), L(count(2**49 - 2), 4), L(count(10, -3), 4))
print(L(cycle('abc'), 7), L(cycle([])), L(repeat('x', 3)), L(repeat(1), 4), repeat('x', 2), repeat(5))
print(list(chain('ab', [1, 2], ())), list(chain()), list(chain.from_iterable(['ab', 'cd'])))
print(list(compress('ABCDEF', [1, 0, 1, 0, 1, 1])), list(dropwhile(lambda x: x < 5, [1, 4, 6, 3, 8])), list(takewhile(lambda x: x < 5, [1, 4, 6, 3, 8])))
print(list(filterfalse(lambda x: x < 5, [1, 4, 6, 3, 8])), list(filterfalse(None, [0, 1, '', 2])))
print(list(starmap(pow, [(2, 5), (3, 2)])), list(starmap(max, [[1, 2], 'ab'])))
print(list(islice('ABCDEFG', 2)), list(islice('ABCDEFG', 2, 4)), list(islice('ABCDEFG', 2, None)), list(islice('ABCDEFG', 0, None, 2)), list(islice('abc', None)), list(islice('abcdefgh', 1, 7, 3)))
it = iter(range(20)); print(list(islice(it, 1, 6, 2)), next(it))
print(list(pairwise('ABCD')), list(pairwise('A')), list(pairwise('')))
print(list(zip_longest('AB', 'xyz', fillvalue='-')), list(zip_longest()), list(zip_longest('ab', [])))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3, 4], mul)), list(accumulate([1, 2], initial=10)), list(accumulate([])), list(accumulate('abc')), list(accumulate([3, 1, 2], max)))
print([(k, list(g)) for k, g in groupby('AAABBCA')], [(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], lambda x: x % 2)])
g = groupby('aab'); k, first = next(g); k2, second = next(g); print(k, list(first), k2, list(second), list(g))
a, b, c = tee([1, 2, 3], 3); print(list(a), next(b), list(b), list(c), tee([], 0))
x, y = tee(iter(range(200))); print(sum(x), sum(y)); z, w = tee(y); print(list(z))
print(list(product('AB', [1, 2])), list(product('AB', repeat=2)), list(product()), list(product('ab', [])), list(product([0, 1], repeat=0)))
print(len(list(product(range(3), repeat=5))))
print(list(permutations('ABC')), list(permutations('ABC', 2)), list(permutations('ab', 3)), list(permutations([], 0)), list(permutations('ab', 0)))
print(list(combinations('ABCD', 2)), list(combinations('ab', 3)), list(combinations('abc', 3)), list(combinations('abc', 0)))
print(list(combinations_with_replacement('ABC', 2)), list(combinations_with_replacement('', 2)), list(combinations_with_replacement('', 0)))
print(sum(1 for _ in permutations(range(6), 4)), sum(1 for _ in combinations(range(12), 5)), sum(1 for _ in combinations_with_replacement(range(6), 4)))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for f in (lambda: islice('a', -1), lambda: islice('a', 0, 3, 0), lambda: islice('a', 'x'), lambda: islice('a', -1, 2), lambda: islice('a'),
          lambda: tee([], -1), lambda: product('a', repeat=-1), lambda: permutations('a', -1), lambda: combinations('a', -1), lambda: permutations('a', 'x'),
          lambda: count('a'), lambda: list(chain(1)), lambda: list(chain([1], 2)), lambda: next(chain.from_iterable([1])), lambda: list(starmap(pow, [1])),
          lambda: compress('a'), lambda: list(accumulate([1, 'a']))):
    attempt(f)
class C(count):
    pass
c = C(3); c.attr = 1; print(L(c, 2), c)
print(repeat(1, 3).__length_hint__(), length_hint(repeat(1, 3)))
