class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)

    def __getattr__(self, name):
        print("getattr", name)
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        print("setattr", name, value)
        setattr(self.target, name, value)

    def __delattr__(self, name):
        print("delattr", name)
        delattr(self.target, name)


class T:
    x = 1

    def m(self):
        return "m"


p = Proxy(T())
print(p.x, p.m())
p.y = 5
print(p.y, p.target.__dict__)
del p.y
try:
    p.y
except AttributeError as error:
    print(error)


class All:
    cls_attr = 1

    def __getattribute__(self, name):
        print("getattribute", name)
        if name == "magic":
            return 42
        return super().__getattribute__(name)


a = All()
print(a.magic, a.cls_attr)
a.inst = 2
print(a.inst, len(a.__dict__))
try:
    a.none
except AttributeError as error:
    print(error)


class Both:
    def __getattribute__(self, name):
        if name.startswith("f"):
            raise AttributeError(name)
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return "fallback " + name


b = Both()
b.foo = b.bar = 1
print(b.foo, b.bar, b.far)


class Lazy:
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        value = name.upper()
        self.__dict__[name] = value
        print("computed", name)
        return value


l = Lazy()
print(l.abc, l.abc, hasattr(l, "_x"), getattr(l, "_y", "dflt"))


class Special:
    def __getattr__(self, name):
        print("looked up", name)
        return lambda *a: 3


s = Special()
for call in (len, iter, abs):
    try:
        call(s)
    except TypeError as error:
        print(type(error).__name__)
s.__len__ = lambda: 5
try:
    len(s)
except TypeError as error:
    print("special methods are looked up on the type")


class Dir:
    def __dir__(self):
        return ["b", "a"]


print(dir(Dir()))
print([n for n in dir(T()) if not n.startswith("__")])


class ReadOnly:
    x = 1

    def __setattr__(self, name, value):
        raise AttributeError(f"{name} is read only")


try:
    ReadOnly().x = 2
except AttributeError as error:
    print(error)
try:
    object().x = 1
except AttributeError:
    print("object takes no attributes")
for target in (1, "s", [], len, int):
    try:
        target.foo = 1
    except (AttributeError, TypeError) as error:
        print(type(error).__name__)
