for source in """next(iter([1])), next(iter([]), 'd'), list(iter((1, 2))), list(iter('ab')), list(iter({1: 2})), list(iter(range(2))), list(iter({5})), list(iter(b'a'))
next(iter([]))
iter(5)
next(5)
next([1])
next()
iter()
iter([1]).__next__(), iter(iter([1])).__next__(), iter([1]).__length_hint__(), list(iter(lambda: 1, 1))
iter(5, 1)
list(x for x in range(3)), sum(x for x in [1, 2]), max(x for x in [1, 2]), sorted(x for x in 'ba'), tuple(x for x in ()), set(x for x in 'aa'), dict((x, 1) for x in 'a'), ''.join(x for x in 'ab'), any(x for x in [0]), all(x for x in [])
len(x for x in [])
(x for x in [])[0]
(x for x in []).nope
(x for x in [1]).send(1)
(x for x in [1]).send(None), (x for x in [1]).close(), (x for x in [1]).gi_running, (x for x in [1]).__name__
(x for x in [1]).throw(ValueError('t'))
(x for x in [1]).throw(5)
list(1 // x for x in [1, 0])
list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1], [2, 3])), list(zip([1, 2], 'a')), list(zip()), list(enumerate('a', 5)), list(filter(None, [0, 1])), list(reversed([1, 2])), next(map(str, [5])), next(zip([1], [2]))
list(map(int, ['a']))
list(map(5, [1]))
map(str)
zip(5)
list(zip([1], [], strict=True))
filter(5)
enumerate()
reversed({1})
reversed(5)
[*iter([1])], (*iter('a'),), {*iter([1])}, dict(iter([(1, 2)])), list(iter([])), bool(iter([])), iter([]) is not None, 1 in iter([1, 2]), 5 in iter([1])
(lambda i: (next(i), list(i), list(i)))(iter([1, 2, 3])), (lambda i: (1 in i, list(i)))(iter([1, 2])), (lambda i: list(zip(i, i)))(iter('abcd')), (lambda i: iter(i) is i)(iter([])), (lambda i: [x for x in i] + [x for x in i])(iter([1]))
type(iter([])).__name__, type(iter(())).__name__, type(iter({})).__name__, type(iter(set())).__name__, type(iter(range(0))).__name__, type(iter(b'')).__name__, type(x for x in ()).__name__, type(map(str, [])).__name__, type(zip()).__name__, type(enumerate([])).__name__, type(reversed([])).__name__, type(iter(len, 0)).__name__
hash(iter([])) is not None, iter([]) == iter([]), repr(iter([]))[:21], callable(iter([]).__next__), hasattr(iter([]), '__iter__'), hasattr([], '__next__')
a_ if False else [y for x in [[1], [2]] for y in x], [(x, y) for x in 'ab' for y in range(2) if y], {x: y for x, y in zip('ab', [1, 2])}, {x % 2 for x in range(4)}, [[x for x in range(y)] for y in range(3)]
[x for x in 5]
[x for x, y in [1]]
{x: 1 for x in [[]]}
{[] for x in [1]}""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
