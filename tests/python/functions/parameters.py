def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


print(f(1, c=3))
print(f(1, 9, 8, 7, c=3, d=5, e=6))
print(f(*[1, 2, 3], **{"c": 4, "z": 5}))
print(f(a=1, b=0, c=1))


def pos(a, b=1, /, c=2, *, d=3):
    return a, b, c, d


print(pos(1), pos(1, 2, 3, d=4), pos(1, c=5))


def kw_only(*, x, y=2):
    return x, y


print(kw_only(x=1), kw_only(y=5, x=6))


def catch(a, /, **kw):
    return a, kw


print(catch(1, a=2))


def trial(call):
    try:
        print(eval(call))
    except TypeError as error:
        print(error)


trial("f()")
trial("f(1)")
trial("pos()")
trial("pos(1, 2, 3, 4)")
trial("pos(a=1)")
trial("kw_only(1)")
trial("kw_only()")
trial("kw_only(x=1, z=2)")
trial("catch()")
trial("(lambda: 0)(1)")
trial("(lambda a, b: 0)(1)")
trial("(lambda a, b, c: 0)()")
trial("(lambda a, b=1: 0)(1, 2, 3)")
trial("(lambda a: 0)(1, a=2)")
trial("(lambda *, a, b: 0)()")
trial("(lambda *, a, b, c: 0)()")
trial("len()")
trial("len(1, 2)")
