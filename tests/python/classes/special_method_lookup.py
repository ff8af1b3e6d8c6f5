class A:
    def __len__(self):
        return 1

    def __call__(self):
        return "class call"


a = A()
a.__len__ = lambda: 99
a.__call__ = lambda: "instance call"
print(len(a), a(), a.__len__(), a.__call__())
A.__len__ = lambda self: 5
print(len(a))
A.__bool__ = lambda self: False
print(bool(a), not a)
del A.__bool__
print(bool(a))
A.__getitem__ = lambda self, i: i * 2
print(a[4], [x for x, _ in zip(a, range(3))])
A.__add__ = lambda self, o: ("add", o)
print(a + 1)
try:
    1 + a
except TypeError:
    print("no radd")
A.__radd__ = lambda self, o: ("radd", o)
print(1 + a)
A.__iter__ = None
try:
    iter(a)
except TypeError:
    print("iter blocked")
A.__contains__ = None
try:
    1 in a
except TypeError:
    print("contains blocked")
A.__hash__ = None
try:
    hash(a)
except TypeError as error:
    print(error)
A.__repr__ = lambda self: "patched"
print(a, [a], f"{a!r}")
A.__str__ = lambda self: "str patched"
print(a, str(a), repr(a))
A.__getattr__ = lambda self, n: "dynamic " + n
print(a.anything, a.__doc__)
A.__eq__ = lambda self, o: True
print(a == 5, a != 5, 5 == a, [a] == [7], a in [1])
A.__lt__ = lambda self, o: True
print(a < 1, 1 > a, sorted([a, a]) == [a, a], max(a, a) is a)
A.__enter__ = lambda self: "entered"
A.__exit__ = lambda self, *e: print("exited")
with a as v:
    print(v)
A.__del__ = lambda self: print("patched del")
del a


class Slow:
    class Desc:
        def __get__(self, obj, owner):
            print("descriptor get")
            return lambda: 3

    __len__ = Desc()


print(len(Slow()))


class Meta(type):
    def __len__(cls):
        return 42

    def __call__(cls, *args):
        return ("made", args)


class M(metaclass=Meta):
    def __len__(self):
        return 1


print(len(M), M(1, 2))
