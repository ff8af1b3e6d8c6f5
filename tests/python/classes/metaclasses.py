class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"prepared": True}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, kw)
        ns["added"] = f"by meta of {name}"
        return super().__new__(mcs, name, bases, dict(ns))

    def __init__(cls, name, bases, ns, **kw):
        print("init", name)
        super().__init__(name, bases, ns)

    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args)
        return super().__call__(*args, **kw)

    def __len__(cls):
        return 42

    def __getitem__(cls, key):
        return f"{cls.__name__}[{key}]"

    def __iter__(cls):
        return iter("iter")

    def __contains__(cls, x):
        return x == "in"

    def __getattr__(cls, name):
        return f"meta attr {name}"

    def __repr__(cls):
        return f"<M {cls.__name__}>"

    def method(cls):
        return "meta method of " + cls.__name__


class A(metaclass=Meta, option=1):
    def __init__(self, x):
        self.x = x


a = A(5)
print(a.x, A.added, A.prepared, len(A), A["k"], list(A), "in" in A, A.nothing, A, A.method())
try:
    a.method()
except AttributeError as error:
    print(error)


class B(A):
    pass


print(type(B) is Meta, type(A), isinstance(B, Meta))


class OtherMeta(type):
    pass


class O(metaclass=OtherMeta):
    pass


try:
    class Conflict(A, O):
        pass
except TypeError as error:
    print(str(error).split(":")[0])


class Both(Meta, OtherMeta):
    pass


class Fine(A, O, metaclass=Both):
    pass


print(type(Fine).__name__)


class Singleton(type):
    instances = {}

    def __call__(cls, *a):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*a)
        return cls.instances[cls]


class One(metaclass=Singleton):
    pass


print(One() is One())


def func_meta(name, bases, ns):
    return (name, bases, sorted(k for k in ns if not k.startswith("__")))


class NotAClass(metaclass=func_meta):
    x = 1


print(NotAClass)
T = type("T", (object,), {"v": 1, "m": lambda self: self.v})
print(T().m(), T.__name__, T.__qualname__, T.__module__)


class MRO(type):
    def mro(cls):
        return [cls, object]


class Weird(dict if False else object, metaclass=MRO):
    pass


print([c.__name__ for c in Weird.__mro__])


class Inst(type):
    def __instancecheck__(cls, obj):
        return obj == "yes"

    def __subclasscheck__(cls, sub):
        return sub is int


class Check(metaclass=Inst):
    pass


print(isinstance("yes", Check), isinstance(1, Check), issubclass(int, Check), issubclass(str, Check))
