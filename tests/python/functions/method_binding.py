class C:
    def inst(self, x=0):
        return type(self).__name__, x

    @classmethod
    def cls(klass, x=0):
        return klass.__name__, x

    @staticmethod
    def stat(x=0):
        return "static", x


class D(C):
    pass


print(C().inst(1), C.inst(C(), 2), D().inst())
print(C.cls(1), D.cls(2), D().cls(3))
print(C.stat(1), D().stat(2))
c = C()
bound = c.inst
c.inst = lambda: "shadow"
print(c.inst(), bound(5))
del c.inst
print(c.inst())
C.added = lambda self: "added"
print(c.added())
c.unbound = lambda self=None: self
print(c.unbound())
print(C.__dict__["cls"].__func__(C), C.__dict__["stat"].__func__(4))
try:
    C.inst()
except TypeError as error:
    print(error)
try:
    c.stat(1, 2)
except TypeError as error:
    print(error)
import types
c.method = types.MethodType(lambda self, y: (type(self).__name__, y), c)
print(c.method(7))
print(C.cls.__self__ is C, D.cls.__self__ is D, c.inst.__self__ is c)


class Callable:
    def __call__(self, *a, **k):
        return a, k


k = Callable()
print(k(1, z=2), callable(k), callable(c))
C.call = k
print(c.call(3))
C.fn = len
print(c.fn("abc"))
append = [].append
append(1)
print(append.__self__)
print("-".join.__self__, str.join("-", "ab"), list.append.__name__)
print(list(map(str.upper, ["a", "b"])), list(map("x".__add__, "yz")))
f = C.inst
print(f(D(), 1))
print(int.__add__(1, 2), (5).__add__(6), (5).__add__("x"))
try:
    str.upper(5)
except TypeError as error:
    print(error)
try:
    str.upper()
except TypeError as error:
    print(error)
