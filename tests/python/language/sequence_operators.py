# A right side that knows + and * as a number goes before concatenation and repetition.
from collections import deque


class Number:
    def __radd__(self, other):
        return "radd"

    def __rmul__(self, other):
        return "rmul"

    def __index__(self):
        return 2


class Refusing:
    def __radd__(self, other):
        return NotImplemented

    __rmul__ = __radd__


def attempt(f):
    try:
        return f()
    except TypeError as error:
        return str(error)


for value in ([1], (1,), "a", b"a", bytearray(b"a")):
    print(value + Number(), value * Number(), attempt(lambda: value + Refusing()), attempt(lambda: value * Refusing()))
    print(attempt(lambda: value.__add__(5)), attempt(lambda: value.__add__(Number())), value.__mul__(Number()))
    print(type(attempt(lambda: value.__mul__("x"))).__name__)
    kept = value
    value += Number()
    print(value)
    kept *= Number()
    print(kept)
print(deque([1]) + Number(), deque([1]) * Number())


class Mine(list):
    def __add__(self, other):
        return "mine"


class Plain(list):
    pass


class Reflected(list):
    def __radd__(self, other):
        return "reflected"


print(Mine() + Number(), Plain([1]) + Number(), [1] + Reflected(), Plain() + Reflected(), Reflected() + [2])
print([1] + Plain([2]), (1,) + (2,), 2 * [1], True * "ab", Number() * 1 if hasattr(Number, "__mul__") else "none")
