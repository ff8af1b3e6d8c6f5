# A class body that binds __class__ binds an attribute, whatever its functions mean by that name.
class T:
    def test(self):
        class C(object):
            __class__ = 5
            x = __class__

            def m(self):
                return __class__

        print(C.__dict__.get("__class__"), C.x, C.__dict__["m"](1).__name__)

        class D:
            __class__ = property(lambda self: int)

        print(D().__class__, isinstance(D(), int), isinstance(D(), D), type(D()).__name__)

        class E:
            @property
            def __class__(self):
                raise RuntimeError("asked")

        try:
            isinstance(E(), bool)
        except RuntimeError as error:
            print(error)


T().test()


class A:
    __class__ = 3
    print(__class__)


print(A().__class__, A.__class__)
