class Temp:
    def __init__(self, c):
        self._c = c

    @property
    def celsius(self):
        """Degrees."""
        return self._c

    @celsius.setter
    def celsius(self, v):
        if v < -273:
            raise ValueError("too cold")
        self._c = v

    @celsius.deleter
    def celsius(self):
        print("deleting")
        self._c = 0

    @property
    def fahrenheit(self):
        return self._c * 9 / 5 + 32


t = Temp(100)
print(t.celsius, t.fahrenheit)
t.celsius = 0
print(t.fahrenheit)
try:
    t.celsius = -300
except ValueError as error:
    print(error)
del t.celsius
for action in ("t.fahrenheit = 1", "del t.fahrenheit"):
    try:
        exec(action)
    except AttributeError as error:
        print(type(error).__name__)
print(Temp.celsius.__doc__, type(Temp.celsius).__name__, Temp.celsius.fget(t), Temp.fahrenheit.fset)


class Old:
    def get(self):
        return "got"

    def set(self, v):
        print("set", v)

    x = property(get, set, doc="the x")
    ro = property(get)
    wo = property(fset=set)
    nothing = property()


o = Old()
print(o.x, Old.x.__doc__)
o.x = 5
try:
    o.wo
except AttributeError as error:
    print(type(error).__name__)
o.wo = 6
o.__dict__["x"] = "instance"
print(o.x)


class Child(Temp):
    @property
    def celsius(self):
        return super().celsius + 1000

    @celsius.setter
    def celsius(self, v):
        Temp.celsius.fset(self, v)


c = Child(1)
c.celsius = 5
print(c.celsius, c._c)


class Extends(Temp):
    @Temp.celsius.getter
    def celsius(self):
        return "new getter"


e = Extends(3)
e.celsius = 9
print(e.celsius, e._c)


class Raises:
    @property
    def p(self):
        raise AttributeError("inner")

    def __getattr__(self, name):
        return f"fallback {name}"


print(Raises().p)
