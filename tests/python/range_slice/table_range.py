for source in """range(3), range(1, 3), range(1, 9, 2), range(5, 0, -1), list(range(3)), list(range(0)), list(range(3, 0)), list(range(3, 0, -1)), list(range(-3, 3, 2))
range()
range(1.0)
range('3')
range(1, 2, 0)
range(1, 2, 3, 4)
range(stop=3)
len(range(3)), len(range(0, 10, 3)), len(range(10, 0, -3)), len(range(5, 0)), len(range(10 ** 10))
len(range(10 ** 30))
range(10)[3], range(10)[-1], range(0, 10, 3)[2], range(10 ** 30)[10 ** 29], range(5)[True]
range(5)[5]
range(5)[-6]
range(5)['a']
range(5)[1.0]
range(10)[2:5], range(10)[::2], range(10)[::-1], range(10)[5:2], range(10)[-3:], range(0, 20, 2)[1:5:2], range(3)[10:]
range(3)[::0]
3 in range(5), 5 in range(5), 4 in range(0, 10, 2), 3 in range(0, 10, 2), -1 in range(0, -5, -1), 2.0 in range(5), 2.5 in range(5), 'a' in range(5), True in range(5), 10 ** 20 in range(10 ** 30)
range(5).index(3), range(0, 10, 2).index(4), range(5).count(3), range(5).count(9), range(5).count('a')
range(5).index(9)
range(5).index('a')
range(3) == range(0, 3), range(0) == range(5, 2), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2], range(3) != range(4), hash(range(3)) == hash(range(0, 3, 1))
range(3) < range(4)
range(3) + range(3)
range(3) * 2
range(1, 9, 2).start, range(1, 9, 2).stop, range(1, 9, 2).step
list(reversed(range(5))), list(reversed(range(0, 10, 3))), next(reversed(range(3))), list(iter(range(2))), sum(range(101)), max(range(3)), min(range(3, 6)), sorted(range(3, 0, -1))
max(range(0))
repr(range(3)), str(range(1, 2, 3)), repr(range(True)), bool(range(0)), bool(range(1)), not range(0)
type(iter(range(3))).__name__, iter(range(5)).__length_hint__(), next(iter(range(10 ** 20, 10 ** 20 + 1)))
[*range(3)], (*range(2),), {*range(2)}, dict.fromkeys(range(2)), list(zip(range(2), 'ab')), list(map(str, range(2))), list(enumerate(range(5, 7)))
range(3).nope
(lambda a, b, c: (a, b, c))(*range(3)), range(2 ** 63, 2 ** 63 + 3)[1], list(range(2 ** 62, 2 ** 62 + 2)), range(-2 ** 70, 0).start""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
