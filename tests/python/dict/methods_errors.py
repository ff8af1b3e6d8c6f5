for source in """{}[0]
{}['a']
{1: 2}[2]
{}.pop(1)
{}.pop(1, 2)
{}.pop()
{}.popitem()
{}.get()
{}.get(1)
{}.get(1, 2)
{}.get(1, 2, 3)
{}.get([])
{[]: 1}
{{}: 1}
{1: 2}[[]]
[] in {}
{}.setdefault()
{}.setdefault(1)
{}.setdefault([])
{}.update(1)
{}.update([1])
{}.update([(1,)])
{}.update([(1, 2, 3)])
{}.update({}, {})
{}.update(a=1)
{}.keys(1)
{}.copy(1)
{}.clear(1)
dict(1)
dict([1])
dict([(1, 2)], [(3, 4)])
dict(a=1, **{'b': 2})
dict({'a': 1}, a=2)
dict(**{1: 2})
{} + {}
{} | 1
{} | [(1, 2)]
{1: 2} | {3: 4}
{} < {}
{1: 2} == {1: 2.0}
{} == []
hash({})
-{}
{}()
{}.nope
{}.fromkeys()
{}.fromkeys(5)
{}.fromkeys('ab', 0)
dict.fromkeys([1, 1, 2])
{**1}
{**{'a': 1}, **{'a': 2}}
dict.get()
dict.get({})
dict.keys(5)
len({1: 1, 1.0: 2, True: 3})
{}.keys()[0]
{1: 2}.keys() + {3}
{1: 2}.keys() | {3}
{1: 2}.values() | {3}
{1: 2}.items() - {(1, 2)}
sorted({3: 0, 1: 0})
next(iter({5: 6}))
list({1: 2}.items())
max({1: 5, 3: 2})
dict(zip('ab', 'cd'))
{'a': 1, 'a': 2}
dict(((1, 2), [3, 4], 'xy'))
dict(['ab', 'cd'])
iter({}).__next__()
reversed({}).__next__()
{}.__missing__(1)
{1: 2}.__contains__(1)
{1: 2}.__getitem__(1)""".splitlines():
    try:
        print(source, "->", eval(source))
    except Exception as error:
        print(source, "->", type(error).__name__)
