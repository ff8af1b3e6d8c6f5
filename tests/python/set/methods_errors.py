for source in """set(5)
set([[]])
{[]}
{1, {2}}
{frozenset([1])}
set().remove(1)
set().pop()
set().add([])
set().add()
set().add(1, 2)
{1}.discard(5)
{1}.discard([])
[] in {1}
{1} in {frozenset([1])}
{1} | [1]
{1}.union([1], 'a') == {1, 'a'}
{1}.union(5)
{1}.update(5)
{1}.update([2], [3])
{1} & {2}
{1} - [1]
{1}.difference([1])
{1}.intersection([1], 5)
{1}.symmetric_difference([2], [3])
{1} < {1, 2}
{1} < [1, 2]
{1} <= frozenset([1])
{1} == frozenset([1])
{1} == [1]
{1}.issubset([1, 2])
{1}.issuperset(5)
{1}.isdisjoint([2])
hash({1})
hash(frozenset([1])) == hash(frozenset([1]))
frozenset([1]).add(2)
frozenset([1]) | {2}
{2} | frozenset([1])
frozenset() is frozenset()
{1} + {2}
{1} * 2
-{1}
{1}[0]
len({1, 1.0, True})
{1}.copy() == {1}
{1}.clear()
{1}.nope
set('hello') == set('ehlo')
set().union()
{1}.intersection()
{3, 1, 2}.__contains__(1)
set.add(1, 2)
set.add(set())
set(a=1)
set([1], [2])
frozenset(5)
sorted({3, 1, 2})
max(set())
{*[1, 2], *(3,)}
{x for x in 5}
{1: 2} | {3}
{1}.__or__([1])
{1}.__and__(1)
set(range(3)) ^ {5}
iter({1}).__next__()
next(iter(set()))""".splitlines():
    try:
        print(source, "->", eval(source))
    except Exception as error:
        print(source, "->", type(error).__name__)
