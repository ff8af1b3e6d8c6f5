class Plugin:
    registry = {}

    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry[name or cls.__name__] = cls
        print("registered", cls.__name__, name)


class A(Plugin):
    pass


class B(Plugin, name="bee"):
    pass


class C(A, name="sea"):
    pass


print(sorted(Plugin.registry))
try:
    class D(Plugin, unknown=1):
        pass
except TypeError as error:
    print(type(error).__name__)
try:
    class E(object, x=1):
        pass
except TypeError as error:
    print(type(error).__name__)


class Order:
    def __set_name__(self, owner, name):
        print("set_name", name)


class Base:
    def __init_subclass__(cls):
        print("init_subclass", cls.__name__, hasattr(cls, "o"))


class Sub(Base):
    o = Order()


class Getter:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item!r}]"


print(Getter[int], Getter["a", 1])


class GSub(Getter):
    pass


print(GSub[0])
try:
    Base[0]
except TypeError:
    print("not subscriptable")


class Multi:
    def __init_subclass__(cls, a=0, **kw):
        cls.a = a
        super().__init_subclass__(**kw)


class Multi2:
    def __init_subclass__(cls, b=0, **kw):
        cls.b = b
        super().__init_subclass__(**kw)


class M(Multi, Multi2, a=1, b=2):
    pass


print(M.a, M.b)
print(type.__call__(M).__class__ is M, M.__init_subclass__.__self__ is M)
