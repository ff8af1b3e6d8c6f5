for source in """[1, 2] + [3], [1] * 3, [] * 5, [1, 2][::-1], [1, 2, 3][1:], [[1] * 2] * 2
[1, 2] == [1, 2], [1] < [2], [1, 2] < [1], [] < [1], [1] == (1,), [1] != [1.0]
[1] < (1,)
[1] + (1,)
[1, 2, 3][3]
[1, 2, 3][-4]
[1, 2, 3]['a']
[1, 2, 3][1.0]
2 in [1, 2], 5 not in [1], [1] in [[1]], float('nan') in [float('nan')]
len([]), len([[], []]), bool([]), bool([0]), not []
max([3, 1]), min(['b', 'a']), sum([1, 2]), sorted([3, 1]), list(reversed([1, 2]))
max([])
sorted([1, 'a'])
[x * 2 for x in [1, 2]], [x for x in range(5) if x % 2], [(x, y) for x in 'ab' for y in [1]]
[1, 2, 3].index(2), [1, 1].count(1), [1, 2].copy()
[1].index(5)
[1].index(1, 1)
[1, 2].pop(), [1, 2].pop(0), [1, 2].append(3), [2, 1].sort(), [1].reverse(), [1].clear(), [1].extend('a'), [1].insert(0, 0), [1].remove(1)
[].pop()
[1].pop(5)
[1].remove(5)
[1].extend(5)
[1].insert('a', 1)
[3, 1, 2].sort(key=5)
[1, 'a'].sort()
list('abc'), list((1, 2)), list({1: 2}), list(range(3)), list()
list(5)
list(1, 2)
[*'ab', *[1]], [*range(3)], [*{}]
[*5]
[1, 2, 3][slice(0, 2)], [1, 2, 3][::2], [1, 2, 3][5:], [1, 2, 3][-2:]
[1][::0]
hash([1])
{[1]: 2}
[1] is [1], [] == [], [[]] == [[]]
str([1, 'a', None, 2.5]), repr(['"', "'"]), str([[]])
any([0, 1]), all([]), list(zip([1, 2], 'ab')), list(map(str, [1])), list(filter(None, [0, 1])), list(enumerate(['a']))
[1, 2].__len__(), [1].__contains__(1), [1, 2].__getitem__(0), [1].__add__([2]), [1].__mul__(2), [1].__eq__([1]), [1].__eq__(1)
list.append([], 1), list.__add__([1], [2])
list.append(5, 1)
list.append()
[].nope
-[1]
[1] - [1]
[1] * 'a'
[1] * 1.5""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
