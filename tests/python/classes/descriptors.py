class Desc:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return f"class access of {self.name}"
        return f"get {self.name} of {type(obj).__name__}"

    def __set__(self, obj, value):
        print("set", self.name, value)
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        print("delete", self.name)


class NonData:
    def __get__(self, obj, owner=None):
        return ("nondata", obj is None, owner.__name__)


class C:
    d = Desc()
    n = NonData()


c = C()
print(c.d, C.d)
c.d = 5
print(c.d, c.__dict__)
del c.d
print(c.n, C.n)
c.n = "instance wins"
print(c.n)
del c.n
print(c.n)
C.d = "overwritten"
print(c.d, C.d)


class SetOnly:
    def __set__(self, obj, value):
        print("SetOnly", value)


class S:
    s = SetOnly()


s = S()
s.s = 1
print(type(s.s).__name__)
s.__dict__["s"] = "from dict"
print(s.s)


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.key = "_" + name

    def __get__(self, obj, owner):
        return self if obj is None else getattr(obj, self.key)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.key[1:]} must be {self.kind.__name__}")
        setattr(obj, self.key, value)


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name, self.age = name, age


print(Person("Al", 3).age)
try:
    Person("Al", "x")
except TypeError as error:
    print(error)
print(C.__dict__["n"].__get__(None, C), len.__get__(5) is not None if hasattr(len, "__get__") else "no")
f = lambda self, x: (self, x)
print(f.__get__(1)(2), f.__get__(None, int) is f)
print(classmethod(f).__get__(None, int)(3), staticmethod(f).__get__(1)(4, 5))


class Meta(type):
    meta_desc = NonData()


class WithMeta(metaclass=Meta):
    pass


print(WithMeta.meta_desc, hasattr(WithMeta(), "meta_desc"))


class Raiser:
    def __get__(self, obj, owner):
        raise AttributeError("custom")


class R:
    r = Raiser()


print(hasattr(R(), "r"), getattr(R(), "r", "default"))


class BadName:
    def __set_name__(self, owner, name):
        raise ValueError("bad name")


try:
    class Fails:
        b = BadName()
except Exception as error:
    print(type(error).__name__ in ("RuntimeError", "ValueError"))
