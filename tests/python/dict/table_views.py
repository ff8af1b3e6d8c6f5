for source in """{'a': 1, 'b': 2}.keys(), {'a': 1}.values(), {'a': 1}.items(), {}.keys(), {}.values(), {}.items()
len({'a': 1}.keys()), 'a' in {'a': 1}.keys(), 1 in {'a': 1}.values(), ('a', 1) in {'a': 1}.items(), ('a', 2) in {'a': 1}.items(), ('a',) in {'a': 1}.items(), 5 in {'a': 1}.items()
{1: 0, 2: 0}.keys() & {2, 3}, {1: 0}.keys() | {2}, {1: 0, 2: 0}.keys() - {1}, {1: 0}.keys() ^ {1, 2}, {2, 3} & {2: 0}.keys(), {1: 0}.keys() & [1, 1]
{1: 0}.keys() + {2}
{1: 0}.keys() & 5
{1: 2}.items() & {(1, 2)}, {1: 2}.items() | {(3, 4)}, {1: 2}.items() - {(1, 2)}, {1: 2}.items() ^ {(1, 2), (3, 4)}
{1: []}.items() & {(1, 2)}
{1: []}.items() | set()
{1: 2}.keys() == {1}, {1: 2}.keys() == {1: 5}.keys(), {1: 2}.items() == {(1, 2)}, {1: 2}.values() == {1: 2}.values(), {1: 2}.keys() != [1], {} .keys() == set()
{1: 0}.keys() < {1, 2}, {1: 0}.keys() <= {1}, {1: 0, 2: 0}.keys() > {1}, {1: 0}.keys() >= {1: 0}.keys()
{1: 0}.keys() < [1, 2]
{1: 2}.keys().isdisjoint([2]), {1: 2}.items().isdisjoint([(1, 2)]), {1: 2}.keys().mapping, {1: 2}.values().mapping
{1: 2}.values() | {3}
{1: 2}.keys()[0]
hash({1: 2}.keys())
hash({1: 2}.values()) is not None
list(reversed({1: 'a', 2: 'b'}.keys())), list(reversed({1: 'a', 2: 'b'}.values())), list(reversed({1: 'a', 2: 'b'}.items()))
sorted({2: 0, 1: 0}.keys()), max({1: 5, 2: 3}.values()), sum({1: 5, 2: 3}.values()), list({1: 2}.items()), dict({1: 2}.items()), set({1: 2}.keys()), [*{1: 2}.values()], tuple({1: 2}.keys())
repr({1: {2: 3}}.values()), str({'a': 'b'}.items()), repr({}.items())
next(iter({1: 2}.keys())), iter({1: 2, 3: 4}.items()).__length_hint__(), next(iter({}.keys()), 'empty')
next(iter({}.values()))
type({}.keys()).__name__, type({}.values()).__name__, type({}.items()).__name__, type(iter({}.keys())).__name__, type(reversed({}.items())).__name__
type({}.keys())()
{1: 2}.keys().nope""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
