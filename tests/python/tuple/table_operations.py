for source in """(1, 2) + (3,), (1,) * 3, () + (), (1, 2)[::-1], (1, 2, 3)[1:], ((1,),) * 2
(1, 2) == (1, 2), (1,) < (2,), (1, 2) < (1,), () < (1,), (1,) == [1], (1,) != (1.0,)
(1,) < [1]
(1,) + [1]
(1, 2)[2]
(1, 2)['a']
1 in (1, 2), (1,) in ((1,),), 3 not in (1,)
len(()), bool(()), bool((0,)), hash(()) == hash(()), hash((1, 2)) == hash((1, 2))
hash(([],))
{(1, [2]): 3}
(1, 2, 1).count(1), (1, 2).index(2), (1, 2, 1).index(1, 1)
(1,).index(5)
(1,).append(2)
tuple('ab'), tuple([1]), tuple({1: 2}), tuple(range(2)), tuple(), tuple(x for x in 'a')
tuple(5)
tuple(1, 2)
(*'ab', *[1]), (*range(2),), (*(),)
max((1, 5)), min(('b', 'a')), sum((1, 2)), sorted((2, 1)), tuple(reversed((1, 2))), any((0,)), all(())
str((1,)), repr(()), str((1, 'a')), str(((), (1,)))
() is (), (1, 2) is not [1, 2], type(()) is tuple
(1, 2).__len__(), (1,).__add__((2,)), (1,).__contains__(1), (1, 2).__getitem__(0), (1,).__mul__(2), (1,).__eq__((1,)), (1,).__eq__(1)
-(1,)
(1,) * 1.5
(1,) - (1,)
(1,) % 2
'%s %s' % (1, 2), '%s' % ((1, 2),), '{} {}'.format(*(1, 2))
dict((('a', 1),)), list(zip((1, 2), (3, 4))), list(map(max, (1, 5), (3, 2))), list(enumerate((7, 8), 1))
(lambda *a: a)(*(1, 2)), (lambda a, b: a + b)(*(1, 2))
(1, (2, (3,)))[1][1][0], ((1, 2), (3, 4))[0][1], ('a', 'b')[True]
(1, 2, 3)[slice(1, None)], (1, 2, 3)[-1], (1, 2, 3)[-2:], (1, 2, 3)[::2], (1, 2, 3)[10:]
(1, 2)[::0]""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
