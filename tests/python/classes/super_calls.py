class Base:
    def __init__(self, **kw):
        self.log = ["Base"]
        assert not kw, kw

    @classmethod
    def make(cls):
        return cls.__name__

    @property
    def prop(self):
        return "base prop"

    attr = "base attr"


class Left(Base):
    def __init__(self, left=0, **kw):
        super().__init__(**kw)
        self.log.append(f"Left{left}")

    @classmethod
    def make(cls):
        return "Left." + super().make()


class Right(Base):
    def __init__(self, right=0, **kw):
        super().__init__(**kw)
        self.log.append(f"Right{right}")

    @property
    def prop(self):
        return "right over " + super().prop

    @staticmethod
    def static():
        try:
            return super().attr
        except RuntimeError as error:
            return type(error).__name__


class Both(Left, Right):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.log.append("Both")

    def attr_of_parent(self):
        return super().attr, super(Both, self).prop


b = Both(left=1, right=2)
print(b.log, Both.make(), b.prop, b.attr_of_parent(), Right.static())
print(repr(super(Left, b)).startswith("<super: <class 'Left'>"), super(Left, b).__thisclass__.__name__,
      type(super(Left, b).__self__).__name__)
try:
    super(Both, Base()).x
except TypeError:
    print("not an instance")
try:
    super().x
except RuntimeError as error:
    print(error)


class Closure(Base):
    def m(self):
        def inner():
            return super(Closure, self).attr
        return inner(), [super(Closure, self).attr for _ in (1,)]

    def cell(self):
        return __class__.__name__


print(Closure().m(), Closure().cell())


def outside(self):
    return super(Closure, self).attr


Closure.outside = outside
print(Closure().outside())
try:
    super(Base, b).nothing
except AttributeError as error:
    print(error)


class Item(list):
    def __getitem__(self, i):
        return ("got", super().__getitem__(i))

    def __setitem__(self, i, v):
        super().__setitem__(i, v * 2)


it = Item([1, 2])
it[0] = 10
print(it[0], it[1], it[0:2])


class N:
    def __new__(cls, *a):
        obj = super().__new__(cls)
        obj.made = a
        return obj


print(N(1, 2).made if N.__init__ is object.__init__ else None)
