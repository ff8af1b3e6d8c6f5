for source in """[].append()
[].append(1, 2)
[].extend()
[].extend(None)
[].extend(5)
[].insert(1)
[].insert('a', 1)
[].pop()
[1].pop(1)
[1].pop(-2)
[1].pop('a')
[].remove()
[].remove(1)
[1].index(2)
[1].index()
[1, 2].index(1, 1)
[1, 2].index(2, 0, 1)
[1].count()
[1].sort(5)
[1].sort(key=5)
[2, 1].sort(key=5)
[1].sort(bad=1)
[1, 'a'].sort()
[1].reverse(1)
[1].copy(1)
[1].clear(1)
[1][1]
[1][-2]
[1]['a']
[1][None]
[1][1.0]
[1][2 ** 100]
[1][1:2:0]
[1] + 1
[1] + (1,)
1 + [1]
[1] * 1.5
[1] * 'a'
[1] * [1]
[1] < 1
[1] < (1,)
[1] - [1]
-[1]
~[]
hash([])
{[]: 1}
list(1)
list(1, 2)
list(a=1)
len([], [])
[].nope
[] is []
[1] == (1,)
[].__getitem__(0)
[].__len__(1)
list.append(1, 2)
list.append()
[1, 2, 3].__contains__(2)
[1].__iadd__(5)
[1].__imul__('a')
min([])
max([], key=len)
sum([[]])
sum(['a'])
[*5]
[1, 2][:, 0]""".splitlines():
    try:
        print(source, "->", eval(source))
    except Exception as error:
        print(source, "->", type(error).__name__)
