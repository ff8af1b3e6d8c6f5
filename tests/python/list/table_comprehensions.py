for source in """[x for x in range(3)], [x * x for x in range(4) if x % 2], [x + y for x in 'ab' for y in 'cd'], [[y for y in range(x)] for x in range(3)], [x for x in [1, 2] for x in [x, x * 10]]
[(i, j) for i in range(3) for j in range(i)], [i for i in range(20) if i % 2 if i % 3], [a or b for a, b in [(0, 1), (2, 3)]], [x if x > 1 else -x for x in range(3)], [y := 5, y], [*(x for x in 'ab')]
{x for x in 'aab'} == {'a', 'b'}, {x: len(x) for x in ['a', 'bb']}, {k: v for v, k in enumerate('ab')}, {x % 3: x for x in range(6)}, {(a, b) for a in (1,) for b in (2,)}
sum(x for x in range(5)), max(x * x for x in (-3, 2)), list(x for x in ()), tuple(x for x in 'ab'), ','.join(str(x) for x in range(3)), any(x > 1 for x in (1, 2)), all(x for x in ()), dict((x, x) for x in 'a'), sorted(-x for x in range(3))
[lambda: i for i in range(3)][0](), [f() for f in [lambda i=i: i for i in range(3)]], [f(2) for f in [lambda x, n=n: x ** n for n in range(3)]], [(lambda v: v + 1)(x) for x in range(2)]
[x for x in 5]
[x for x in None]
[x.nope for x in 'a']
[1 / x for x in (1, 0)]
[a for a, b in [(1,)]]
[undefined for _ in range(1)]
[undefined for _ in []]
{x: [] for x in [[]]}
{[] for _ in 'a'}
[x for x in 'abc' if x != 'b'], [c.upper() for c in 'ab' if c.isalpha()], [w[::-1] for w in 'ab cd'.split()], [int(d) for d in '123'], [chr(97 + i) for i in range(3)], [divmod(x, 2) for x in (3, 4)], [t[0] for t in [(1, 2), (3, 4)]], [k for k in {'a': 1}], [v for v in {'a': 1}.values()], [i for i, x in enumerate('abca') if x == 'a']
[[r[i] for r in [[1, 2], [3, 4]]] for i in range(2)], [x for r in [[1], [2, 3]] for x in r], [[0] * 2 for _ in range(2)], [[i == j for j in range(2)] for i in range(2)], [list(z) for z in zip([1, 2], [3, 4])], [x for pair in zip('ab', 'cd') for x in pair]
[x for x in range(30) if all(x % d for d in range(2, x)) and x > 1], [(a, b, c) for c in range(14) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c], [n for n in range(1, 30) if sum(d for d in range(1, n) if n % d == 0) == n]
[x for x in (y for y in (z for z in range(3)))], list(map(lambda x: x + 1, [y for y in range(2)])), [*map(str, (x for x in (1, 2)))], [len([y for y in range(x)]) for x in range(3)], [x for x in [x for x in range(2)]], (lambda s: [s.add(x) or x for x in 'aba' if x not in s])(set())
[i for i in range(5)][::-1], [i for i in range(5)][1:3], [i for i in 'abc'].index('b'), len([i for i in range(9) if i & 1]), [i for i in range(3)] + [9], [i for i in range(2)] * 2, [1] in [[i] for i in range(2)], [i for i in range(3)] == list(range(3)), not [i for i in []]
(lambda: [locals_ for locals_ in range(2)])(), (lambda n: [n * i for i in range(3)])(2), (lambda *a: [x for x in a])(1, 2), [print(end='') for _ in range(2)], [(yield_) for yield_ in 'a'], [_ for _ in range(2)], [(x, y) for x in range(2) if x for y in range(2) if y]""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
