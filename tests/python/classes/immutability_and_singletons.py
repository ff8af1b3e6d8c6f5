class Frozen:
    __slots__ = ("_x",)

    def __init__(self, x):
        object.__setattr__(self, "_x", x)

    def __setattr__(self, name, value):
        raise AttributeError(f"cannot set {name}")

    def __delattr__(self, name):
        raise AttributeError(f"cannot delete {name}")

    @property
    def x(self):
        return self._x

    def __eq__(self, o):
        return type(o) is Frozen and o.x == self.x

    def __hash__(self):
        return hash((Frozen, self.x))


f = Frozen(5)
for action in ("f.x = 1", "f._x = 1", "del f._x", "f.new = 1"):
    try:
        exec(action)
    except AttributeError as error:
        print(action, error)
print(f.x, {f: "v"}[Frozen(5)], Frozen(5) == f, Frozen(5) is f)


class Singleton:
    _it = None

    def __new__(cls):
        if cls._it is None:
            cls._it = super().__new__(cls)
        return cls._it


class Sub(Singleton):
    pass


print(Singleton() is Singleton(), Sub() is Singleton(), Sub() is Sub())


class Const:
    def __init__(self, value):
        self.value = value

    def __get__(self, obj, owner):
        return self.value

    def __set__(self, obj, value):
        raise AttributeError("constant")


class Physics:
    C = Const(299792458)


p = Physics()
print(p.C, Physics.C)
try:
    p.C = 1
except AttributeError as error:
    print(error)
Physics.C = 1
print(p.C)


class Borg:
    _state = {}

    def __init__(self):
        self.__dict__ = self._state


b1, b2 = Borg(), Borg()
b1.x = 1
print(b2.x, b1 is b2, vars(b2))


class Lazy:
    def __init__(self, f):
        self.f = f

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner):
        if obj is None:
            return self
        value = obj.__dict__[self.name] = self.f(obj)
        return value


class Heavy:
    @Lazy
    def data(self):
        print("computing")
        return [1, 2, 3]


h = Heavy()
print(h.data, h.data, "data" in vars(h), type(Heavy.data).__name__)
