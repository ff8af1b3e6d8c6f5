for source in """{1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {1, 2} ^ {2, 3}
{1} | [2]
{1} & 5
{1}.union([2], (3,)), {1, 2}.intersection([2]), {1, 2}.difference([2]), {1}.symmetric_difference([1, 2])
{1}.union(5)
{1} <= {1, 2}, {1} < {1}, {1, 2} >= {1}, {1} == {1}, {1} != {2}, {1} == frozenset([1])
{1} < [1]
{1}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.isdisjoint([2])
1 in {1}, 2 not in {1}, frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])}
[] in {1}
len({1, 1.0, True}), bool(set()), not {0}
{[]}
{{}}
{1, {2}}
set('aab') == {'a', 'b'}, set([1, 1]), set(), set(range(3)), set({1: 2})
set(5)
set([[]])
set(1, 2)
{x % 2 for x in range(4)}, {*[1, 2]}, {*(), 1}
{1, 2}.pop() in (1, 2), {1}.add(2), {1}.discard(5), {1}.remove(1), {1}.clear(), {1}.copy(), {1}.update([2])
set().pop()
{1}.remove(5)
{1}.add([])
{1}.add()
frozenset([1, 2]), frozenset(), frozenset('a'), frozenset([1]) | {2}, {2} | frozenset([1]), frozenset([1]) == {1}
frozenset([1]).add(2)
hash(frozenset([1, 2])) == hash(frozenset([2, 1])), hash(frozenset()) == hash(frozenset())
hash({1})
sorted({3, 1, 2}), max({1, 5}), min({2, 3}), sum({1, 2}), list({7}), tuple({8}), any({0}), all(set())
max(set())
{1}[0]
{1} + {2}
{1} * 2
str({1}), repr(set()), repr(frozenset([1])), str({(1, 2)}), repr({'a'})
{1: 2}.keys() | {3}, {1} & {1: 2}.keys(), {1, 2} - {1: 0}.keys()
type({1} | frozenset()).__name__, type(frozenset() | {1}).__name__, type({1}.copy()).__name__
{1}.__contains__(1), {1}.__len__(), {1}.__or__({2}), {1}.__or__([2]), {1}.__eq__([1]), {1}.__le__({1})
set.union({1}, {2}), set.add({1}, 2)
set.add(5, 1)
{1}.nope
next(iter({5})), iter({1}).__length_hint__()
{1, 2} > {1} > set(), {1} | {2} == {1, 2}, {1, 2, 3} & {2, 3} & {3}""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
