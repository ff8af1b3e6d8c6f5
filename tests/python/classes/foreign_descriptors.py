"""Slots and native methods that stand in a class they were not made for."""


class Slotted:
    __slots__ = ("a", "b", "c", "d", "e")


class Thief:
    d = Slotted.__dict__["d"]

    def __init__(self):
        self.x = 1


def read(o):
    return o.d


def write(o):
    o.d = 5


for _ in range(3):
    for f in (read, write):
        try:
            print(f(Thief()))
        except TypeError as e:
            print(e)
s = Slotted()
for _ in range(3):
    write(s)
    print(read(s))


class Borrower:
    __len__ = list.__len__
    __iter__ = set.__iter__
    __next__ = type(iter([])).__next__
    __hash__ = str.__hash__
    __add__ = tuple.__add__


for f in (len, iter, next, hash, lambda o: o + o):
    for _ in range(2):
        try:
            print(f(Borrower()))
        except TypeError as e:
            print(e)


class SetOnly:
    def __set__(self, instance, value):
        instance.__dict__["x"] = value * 2


class UsesSetOnly:
    x = SetOnly()


u = UsesSetOnly()
print(type(u.x).__name__)
for _ in range(3):
    u.x = 21
    print(u.x)


class Booh:
    def booh(self):
        raise AttributeError("booh")
    __eq__ = property(booh)
    __lt__ = property(booh)


print(Booh() == Booh(), Booh() != 1)
try:
    Booh() < Booh()
except TypeError as e:
    print(e)
