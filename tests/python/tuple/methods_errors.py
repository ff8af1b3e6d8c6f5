for source in """()[0]
(1,)[1]
(1,)['a']
(1, 2)[0:1]
(1, 2)[::-1]
(1, 2) + (3,)
(1,) + [2]
(1,) * 3
(1,) * -1
(1,) * 1.5
(1, 2).index(2)
(1, 2).index(3)
(1, 2).index(1, 1)
(1, 1).count(1)
(1,).count()
(1,).append(2)
tuple(5)
tuple('abc')
tuple([1, [2]])
tuple({1: 2})
tuple(x for x in range(3))
tuple(1, 2)
hash((1, 2)) == hash((1, 2))
hash((1, []))
{(1, 2): 3}[1, 2]
(1, 2) < (1, 3)
(1, 2) < (1,)
(1, 'a') < (1, 2)
(1, 'a') < (2, 3)
(1,) < [1]
(1,) == [1]
() == ()
() is ()
(1, (2, (3,)))
(1, 2)[True]
(1, 2)[1.0]
max((3, 1))
min(())
sum(((1,), (2,)), ())
sorted((3, 1, 2))
(1, 2, 3)[-1]
(1, 2, 3)[5:]
1 in (1, 2)
(1,) in ((1,), 2)
len((1, (2, 3)))
not ()
bool((0,))
(1, 2).__add__((3,))
(1, 2).__mul__(2)
(1,).__add__([2])
tuple.__new__(tuple, 'ab')
tuple.__len__((1, 2))
tuple.__len__([1])
(lambda *a: a)(*(1, 2))
[*(1, 2)]
isinstance((), tuple)
str((1,))
repr(())
(1, 2).__hash__() == hash((1, 2))
(float('nan'),) == (float('nan'),)
(1).__class__
((1, 2), (3, 4))[1][0]
(1, 2) > (1, 1, 9)
zip((1, 2), (3,)).__next__()
dict([(1, 2)])
divmod(*(7, 2))
(1, 2).x""".splitlines():
    try:
        print(source, "->", eval(source))
    except Exception as error:
        print(source, "->", type(error).__name__)
