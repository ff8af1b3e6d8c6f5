for source in """{'a': 1}['a'], {1: 2}[1.0], {True: 'x'}[1], {(1, 2): 3}[1, 2]
{}['a']
{'a': 1}[['a']]
{[]: 1}
{'a': 1}.get('a'), {}.get('a'), {}.get('a', 5), {}.get('a', None)
{}.get()
'a' in {'a': 1}, 1 in {'a': 1}, 'a' not in {}
[] in {}
len({}), len({1: 1, 1.0: 2}), bool({}), bool({0: 0})
{'a': 1} == {'a': 1.0}, {'a': 1} != {'b': 1}, {} == [], {1: 2, 3: 4} == {3: 4, 1: 2}
{} < {}
{'a': 1} | {'b': 2}, {'a': 1} | {'a': 2}, {**{'a': 1}, 'b': 2}
{} | 5
{} + {}
list({'a': 1, 'b': 2}), list({'a': 1}.values()), list({'a': 1}.items()), list({'a': 1}.keys()), list(reversed({'a': 1, 'b': 2}))
{'a': 1}.keys(), {'a': 1}.values(), {'a': 1}.items()
{'a': 1}.keys() & {'a'}, {'a': 1}.items() | {('b', 2)} >= {('a', 1)}, {'a': 1}.keys() == {'a'}, {'a': 1}.keys() - {'a'}
{'a': 1}.values() == {'a': 1}.values()
{'a': 1}.pop('a'), {}.pop('a', 7), {'a': 1}.popitem(), {'a': 1}.setdefault('a', 5), {}.setdefault('b', 6)
{}.pop('a')
{}.popitem()
{'a': 1}.update({'b': 2}), {}.update(a=1), {}.clear(), {'a': 1}.copy()
{}.update(5)
{}.update([1])
{}.update([(1, 2, 3)])
dict(), dict(a=1), dict([(1, 2)]), dict({'a': 1}, b=2), dict(zip('ab', [1, 2])), dict(['ab'])
dict(5)
dict([1])
dict([('a', 'b', 'c')])
dict(1, 2)
dict.fromkeys('ab'), dict.fromkeys([1, 2], 0), dict.fromkeys([])
dict.fromkeys(5)
{x: x * x for x in range(3)}, {v: k for k, v in {'a': 1}.items()}, {k: 1 for k in 'aab'}
str({'a': 1, 2: [3]}), repr({}), str({'q"': "'"})
max({'a': 1, 'b': 2}), sorted({'b': 1, 'a': 2}), sum({1: 'a', 2: 'b'}), min({'a': 5}.values())
next(iter({'a': 1})), iter({}).__length_hint__(), tuple({1: 2}), set({1: 2}), {1: 2}.__contains__(1), {1: 2}.__len__()
hash({})
{}.nope
{'a': 1}.a
{1: 2}()
{'a': {'b': 1}}['a']['b'], {'k': [1]}['k'][0], {None: 1}[None], {1.5: 'f'}[3 / 2], {'': 0}[''], {frozenset([1]): 2}[frozenset([1])]""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
