# Subclasses convert themselves; keys of a sort die while the list is out of reach; comparisons may shorten lists.
import warnings

warnings.simplefilter("error", DeprecationWarning)


class F(float):
    def __new__(cls, value=0.0):
        return float.__new__(cls, 2 * value)

    def __float__(self):
        return 42.0


class G(float):
    def __float__(self):
        return self


class H(float):
    def __float__(self):
        return 42


class I:
    def __index__(self):
        return True


class J:
    def __int__(self):
        return True


def attempt(f, *args):
    try:
        return f(*args)
    except (TypeError, DeprecationWarning, ValueError) as error:
        return type(error).__name__ + ": " + str(error)


print(float(F(3)), F(3) + 0, attempt(float, G(1)), attempt(float, H(1)), attempt(range, I()), attempt(int, J()))
print(repr(chr(True)), attempt(chr, -1), float(F()), attempt(float, 1, 2), attempt(float, "1", ))
data = list(range(10))


class Killer:
    def __init__(self, x):
        pass

    def __del__(self):
        del data[:]
        data[:] = range(20)

    def __lt__(self, other):
        return id(self) < id(other)


print(attempt(lambda: data.sort(key=Killer)))


class X:
    def __eq__(self, other):
        two.clear()
        return NotImplemented


class Y:
    def __eq__(self, other):
        one.clear()
        return NotImplemented


one, two = [X()], [Y()]
print(one == two)
s = frozenset([1, 2])
print(s.intersection() is s, s.intersection() == s, s.union() == s)


class L:
    def __len__(self):
        return -10**30


print(attempt(len, L()), hash("spam") == hash(b"spam"), hash("") == hash(b""))
print(len.__reduce__(), [].append.__reduce__()[0] is getattr, str.upper.__reduce__()[1], len.__self__.__name__)
