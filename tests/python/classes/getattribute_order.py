class Data:
    def __get__(self, o, t):
        return "data descriptor"

    def __set__(self, o, v):
        raise AttributeError("read only")


class NonData:
    def __get__(self, o, t):
        return "non-data descriptor"


class Meta(type):
    m_attr = "meta attribute"
    m_data = Data()
    m_non = NonData()
    both = "on meta"


class Base:
    inherited = "inherited"
    plain = "class attribute"
    data = Data()
    non = NonData()


class C(Base, metaclass=Meta):
    both = "on class"
    m_non = "class wins over non-data of meta"

    def __getattr__(self, name):
        return f"getattr({name})"


c = C()
c.__dict__.update(plain="instance", data="hidden", non="instance non", both="instance both")
print(c.plain, c.data, c.non, c.inherited, c.both, c.missing, c.m_attr)
print(C.plain, C.data, C.non, C.both, C.m_attr, C.m_data, C.m_non)
try:
    C.missing
except AttributeError as error:
    print(error)
try:
    c.data = 1
except AttributeError as error:
    print(error)
c.non = "assigned"
c.new = "new"
print(c.non, vars(c)["new"], object.__getattribute__(c, "plain"), type.__getattribute__(C, "both"))
try:
    object.__getattribute__(c, "missing")
except AttributeError as error:
    print(error)
print(getattr(c, "zzz"), getattr(C, "zzz", "default"), hasattr(c, "anything"), hasattr(C, "anything"))
del c.non
print(c.non)
del c.plain
print(c.plain)
C.plain = "changed on subclass"
print(c.plain, Base.plain)
del C.plain
print(c.plain)


class Proxy:
    def __init__(self, obj):
        self.__dict__["_obj"] = obj

    def __getattribute__(self, name):
        if name in ("_obj", "__dict__", "__class__"):
            return object.__getattribute__(self, name)
        return ("proxied", getattr(self._obj, name))

    def __setattr__(self, name, value):
        setattr(self._obj, name, value)


p = Proxy(c)
p.via = 5
print(p.inherited, p.via, c.via, type(p).__name__)


class Raises:
    @property
    def broken(self):
        return self.nothing_here

    def __getattr__(self, name):
        return "fallback for " + name


print(Raises().broken)


class Strict:
    @property
    def broken(self):
        return self.nothing_here


try:
    Strict().broken
except AttributeError as error:
    print(error)
import operator
print(operator.attrgetter("plain")(c), [n for n in ("plain", "data", "nope") if n in dir(c)], "m_attr" in dir(C))
