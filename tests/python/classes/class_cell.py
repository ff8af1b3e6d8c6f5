"""The name __class__ in a class body is an ordinary name; the cell that super() uses is not touched by it."""


class A:
    def f(self):
        return "A"


class B(A):
    def f(self):
        return super().f() + "B"
    __class__ = 413


b = B()
print(b.f(), b.__class__, type(b).__name__)


class Claims:
    __class__ = str


print(isinstance(Claims(), str), isinstance(Claims(), Claims), type(Claims()).__name__)


class Outer:
    def method(self):
        class Inner:
            seen = __class__
            def f(self):
                return __class__
        return Inner.seen is Outer, Inner().f() is Inner

    def rebind(self):
        class Inner:
            nonlocal __class__
            __class__ = 42
        return __class__


print(Outer().method(), Outer().rebind())

try:
    exec("class X:\n    __class__\n    def f(self): __class__", {}, {})
except NameError as e:
    print(type(e).__name__, e)


class NotDir:
    def __getclass(self):
        return "hidden"
    __class__ = property(__getclass)


def names():
    class Local:
        __class__ = int
    junk = 1
    return sorted(dir())


print(NotDir().__class__, names())


class Meta(type):
    def __new__(cls, name, bases, namespace):
        namespace.pop("__classcell__", None)
        return super().__new__(cls, name, bases, namespace)


try:
    class WithoutCell(metaclass=Meta):
        def f(self):
            return __class__
except RuntimeError as e:
    print(str(e).replace("__main__.", ""))


class Meta2(type):
    def __new__(cls, name, bases, namespace):
        made = super().__new__(cls, name, bases, namespace)
        return super().__new__(cls, name, bases, {k: v for k, v in namespace.items()}) if False else made


class Good(metaclass=Meta2):
    def f(self):
        return __class__


print(Good().f() is Good)
print([__class__ for __class__ in range(2)])
