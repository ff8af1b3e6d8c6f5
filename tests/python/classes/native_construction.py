# Calling classes whose constructors are native: subclasses, metaclasses, what changes later.
import abc
import io


class L(list):
    pass


print(L(), L("ab"), type(L()) is L)
L.__init__ = lambda self, *a: list.__init__(self, [1, 2])
print(L("ab"))
del L.__init__
print(L("ab"))
L.__new__ = lambda cls, *a: 5
print(L("ab"))


class D(dict):
    def __new__(cls, *a):
        return "other"


print(D({1: 2}))


class Meta(type):
    def __call__(cls, *a):
        return ("called", a)


class M(list, metaclass=Meta):
    pass


print(M("x"), M())
del Meta.__call__
print(M("x"), M())


class A(abc.ABC):
    pass


class B(A):
    @abc.abstractmethod
    def f(self):
        pass


print(type(A()).__name__)
try:
    B()
except TypeError as e:
    print("TypeError")
for wrong in (lambda: A(1), lambda: L.__base__(1), lambda: dict(1), lambda: dict({}, {}), lambda: set(1), lambda: io.BytesIO(1)):
    try:
        wrong()
    except TypeError as e:
        print("TypeError")
stream = io.BytesIO(b"abc")
print(stream.read(2), stream.write(b"xyz"), stream.getvalue(), stream.tell())
stream.__init__()
print(stream.getvalue(), io.BytesIO().read(), io.StringIO("x").read())


class Out(io.StringIO):
    def write(self, text):
        super().write("<" + text + ">")
        return 0


out = Out()
print("a", "b", file=out)
print(out.getvalue())
plain = io.StringIO()
print("a", 1, file=plain, sep="-", end="!")
plain.write = lambda text: print("own", repr(text))
print("c", file=plain)
print(plain.getvalue())


class S:
    count = 0

    @staticmethod
    def s(x):
        return x + 1

    @classmethod
    def c(cls, x):
        return cls.__name__, x


class T(S):
    pass


def use(o):
    return o.s(1), o.c(2), o.s, o.c.__self__.__name__


for o in (S(), T(), S, T, S(), T()):
    a, b, _, name = use(o)
    print(a, b, name)
T.s = staticmethod(lambda x: x * 10)
T.c = classmethod(lambda cls, x: (x, cls.__name__))
for o in (S(), T(), S, T):
    a, b, _, name = use(o)
    print(a, b, name)
t = T()
t.s = lambda x: "own"
t.c = S.c
print(use(t)[:2])
wrapper = T.__dict__["s"]
wrapper.__init__(lambda x: "again")
print(use(T())[0], use(T)[0])


class Truth:
    pass


v = Truth()
print([bool(v) for _ in range(3)])
Truth.__len__ = lambda self: 0
print(bool(v), hash(v) == hash(v))
Truth.__bool__ = lambda self: True
print(bool(v))
del Truth.__bool__, Truth.__len__
print(bool(v))
d = {v: 1}
Truth.__hash__ = lambda self: 7
print(hash(v), v in d)
Truth.__hash__ = None
try:
    hash(v)
except TypeError as e:
    print(e)
print(isinstance(1, (str, (bytes, int))), isinstance("x", (int, A)), isinstance([], (int, dict)), isinstance(v, (A, Truth)))


class Liar:
    __class__ = property(lambda self: int)


print(isinstance(Liar(), (str, int)), isinstance(Liar(), (str, list)))
