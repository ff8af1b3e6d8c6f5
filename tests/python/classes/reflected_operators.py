class Base:
    def __add__(self, o):
        return "Base.add"

    def __radd__(self, o):
        return "Base.radd"

    def __lt__(self, o):
        return "Base.lt"

    def __gt__(self, o):
        return "Base.gt"

    def __eq__(self, o):
        return "Base.eq"

    __hash__ = None


class Derived(Base):
    def __radd__(self, o):
        return "Derived.radd"

    def __gt__(self, o):
        return "Derived.gt"

    def __eq__(self, o):
        return "Derived.eq"


class Same(Base):
    pass


b, d, s = Base(), Derived(), Same()
print(b + d, d + b, b + s, s + b, 1 + b, b + 1, 1 + d)
print(b < d, d < b, d > b, b < s, 1 < b, 1 > b)
print(b == d, d == b, b == s, 1 == d, b != d)


class Only:
    def __rsub__(self, o):
        return ("rsub", o)

    def __rmul__(self, o):
        return ("rmul", o)

    def __rtruediv__(self, o):
        return ("rtruediv", o)

    def __rfloordiv__(self, o):
        return ("rfloordiv", o)

    def __rmod__(self, o):
        return ("rmod", o)

    def __rpow__(self, o, mod=None):
        return ("rpow", o)

    def __rlshift__(self, o):
        return ("rlshift", o)

    def __rrshift__(self, o):
        return ("rrshift", o)

    def __rand__(self, o):
        return ("rand", o)

    def __ror__(self, o):
        return ("ror", o)

    def __rxor__(self, o):
        return ("rxor", o)

    def __rmatmul__(self, o):
        return ("rmatmul", o)

    def __rdivmod__(self, o):
        return ("rdivmod", o)


o = Only()
print(1 - o, "s" * o, 2.0 / o, [1] // o, 5 % o, 2 ** o, 1 << o, 1 >> o, 1 & o, 1 | o, 1 ^ o, 1 @ o, divmod(9, o))
print([1] * o, (1,) * o, {1} - o, {1: 2} | o)


class Declines:
    def __add__(self, o):
        print("declines add")
        return NotImplemented

    def __radd__(self, o):
        print("declines radd")
        return NotImplemented


for left, right in ((Declines(), 1), (1, Declines()), (Declines(), Declines())):
    try:
        left + right
    except TypeError as error:
        print(error)


class I(int):
    def __radd__(self, o):
        return "I.radd"


print(1 + I(2), I(2) + 1, I(1) + I(2), 1.5 + I(2))


class NoCompare:
    __eq__ = None


try:
    NoCompare() == 1
except TypeError as error:
    print(error)
