class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [c.__name__ for c in D.__mro__], [c.__name__ for c in D.mro()])
print(D.__base__.__name__, D.__bases__ == (B, C), A.__subclasses__() == [B, C])
try:
    class X(A, B):
        pass
except TypeError as error:
    print("MRO" in str(error))
try:
    class Y(A, A):
        pass
except TypeError as error:
    print(error)
try:
    class Z(5):
        pass
except TypeError:
    print("not a base")
try:
    class Bo(bool):
        pass
except TypeError as error:
    print(error)
try:
    class L(int, str):
        pass
except TypeError as error:
    print(error)


class O(object):
    pass


class E(O, D):
    pass


print([c.__name__ for c in E.__mro__])


class F:
    pass


class G(F, B):
    pass


class H(C, F):
    pass


print([c.__name__ for c in G.__mro__], [c.__name__ for c in H.__mro__])
B.__bases__ = (C,)
print([c.__name__ for c in B.__mro__], B().who())


class Mixin:
    def describe(self):
        return f"{type(self).__name__}:{self.name}"


class Base:
    name = "base"


class Final(Mixin, Base):
    name = "final"


print(Final().describe())
print(issubclass(D, (int, A)), isinstance(D(), (str, B)), issubclass(bool, int))
print(super(B, D()).who(), super(D, D()).who())
