"""Assigning __bases__: errors leave everything as it was, metaclasses may assign again meanwhile."""


class A:
    def who(self):
        return "A"


class B:
    def who(self):
        return "B"


class C(A):
    pass


class D(C):
    pass


d = D()
print(d.who(), [k.__name__ for k in D.__mro__])
C.__bases__ = (B,)
print(d.who(), [k.__name__ for k in D.__mro__], A.__subclasses__(), [k.__name__ for k in B.__subclasses__()])
for value in ((D,), (C,), (), 5, (1,)):
    try:
        C.__bases__ = value
    except TypeError as e:
        print(e)
print(d.who(), C.__bases__)


class Failing(type):
    broken = False

    def mro(cls):
        if Failing.broken and cls.__name__ == "Sub":
            raise RuntimeError("no order")
        return type.mro(cls)


class Base1(metaclass=Failing):
    x = 1


class Base2(metaclass=Failing):
    x = 2


class Mid(Base1):
    pass


class Sub(Mid):
    pass


Failing.broken = True
try:
    Mid.__bases__ = (Base2,)
except RuntimeError as e:
    print(e, Mid.__bases__[0].__name__, Mid.x, Sub.x)
Failing.broken = False
Mid.__bases__ = (Base2,)
print(Mid.x, Sub.x)


class Again(type):
    ready = False

    def mro(cls):
        if Again.ready and cls.__name__ == "Z":
            Again.ready = False
            Z.__bases__ = (Y2,)
        return type.mro(cls)


class Y(metaclass=Again):
    pass


class Y1(Y):
    pass


class Y2(Y):
    pass


class Z(Y):
    pass


Again.ready = True
Z.__bases__ = (Y1,)
print(Z.__bases__[0].__name__, [k.__name__ for k in Y2.__subclasses__()], Y1.__subclasses__())
Y1.__bases__ = (Z,)
print([k.__name__ for k in Y1.__mro__])


class Cycle(type):
    ready = False

    def mro(cls):
        if Cycle.ready:
            if cls.__name__ == "L":
                R.__bases__ = (L,)
            if cls.__name__ == "R":
                L.__bases__ = (R,)
        return type.mro(cls)


class Top(metaclass=Cycle):
    pass


class L(Top):
    pass


class R(Top):
    pass


Cycle.ready = True
try:
    L.__bases__ += ()
except TypeError as e:
    print(e)


class Unfinished(type):
    def mro(cls):
        if cls.__mro__ is None and cls.__name__ != "Early":
            try:
                type("Early", (cls,), {})
            except TypeError as e:
                print(e)
            try:
                super(cls, cls).missing
            except AttributeError:
                print("no attribute")
        return type.mro(cls)


class U(metaclass=Unfinished):
    pass


class J:
    __slots__ = ("c", "b")


class G:
    __slots__ = ("a", "b")


class H:
    __slots__ = ("b", "a")


g = G()
g.a = 1
g.__class__ = H
print(g.a, type(g).__name__)
try:
    g.__class__ = J
except TypeError as e:
    print(e)
try:
    type("a\0b", (), {})
except ValueError as e:
    print(e)
for f in (lambda: object.__setattr__(int, "x", 1), lambda: object.__delattr__(C, "x")):
    try:
        f()
    except TypeError as e:
        print(e)
