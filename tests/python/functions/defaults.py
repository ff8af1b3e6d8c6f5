def append(x, to=[]):
    to.append(x)
    return to


print(append(1), append(2), append(3, []), append(4))


def fresh(x, to=None):
    to = [] if to is None else to
    to.append(x)
    return to


print(fresh(1), fresh(2))
i = 5


def late(arg=i):
    return arg


i = 6
print(late())
print(append.__defaults__, late.__defaults__, fresh.__defaults__)


def kw(*, a=1, b, c=[2]):
    return a, b, c


print(kw.__kwdefaults__, kw.__defaults__)
kw.__kwdefaults__["a"] = 10
print(kw(b=1))
late.__defaults__ = (99,)
print(late())
late.__defaults__ = None
try:
    late()
except TypeError as error:
    print(error)


def order(a=print("first"), b=print("second")):
    pass


order()
print("called")


def uses(x, y=len("abc")):
    return x + y


print(uses(1), uses(1, y=1))


class C:
    attr = 7

    def m(self, v=attr):
        return v


print(C().m())
C.attr = 8
print(C().m())
funcs = []
for n in range(3):
    def g(n=n):
        return n
    funcs.append(g)
print([g() for g in funcs])
