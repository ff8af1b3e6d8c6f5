import weakref


class C:
    def __init__(self, v=0):
        self.v = v


c = C(5)
r = weakref.ref(c)
print(r() is c, r().v, weakref.getweakrefcount(c), weakref.getweakrefs(c) == [r], type(r).__name__)
print(weakref.ref(c) is r, r == weakref.ref(c), hash(r) == hash(c))
d = C(5)
s = weakref.ref(d)
print(r == s, r != s, r.__callback__)
del c
print(r(), weakref.ref(d)() is d, r == r)
log = []
e = C()
w1 = weakref.ref(e, lambda ref: log.append("first"))
w2 = weakref.ref(e, lambda ref: log.append("second"))
w3 = weakref.ref(e, lambda ref: log.append(ref is w3))
print(weakref.getweakrefcount(e), w1 is w2)
del e
print(log, w1(), w2())
log.clear()
f = C()
w = weakref.ref(f, lambda ref: log.append("never"))
del w
del f
print(log)
for bad in (5, "s", None, (), [], {}, object()):
    try:
        weakref.ref(bad)
        print("ok")
    except TypeError as error:
        print(error)
for good in (set(), frozenset(), lambda: 0, C, C().__init__, print, type, (x for x in "")):
    weakref.ref(good)
print("fine")


class L(list):
    pass


l = L([1])
print(weakref.ref(l)()[0])


class E:
    def __eq__(self, other):
        return True

    __hash__ = None


x, y = E(), E()
rx, ry = weakref.ref(x), weakref.ref(y)
print(rx == ry)
try:
    hash(rx)
except TypeError:
    print("unhashable")
del x
print(rx == ry)


class Sub(weakref.ref):
    extra = 1


o = C()
q = Sub(o)
q.attr = 2
print(q() is o, q.extra, q.attr, q is weakref.ref(o), isinstance(q, weakref.ref))
h = weakref.ref(o)
n = hash(h)
del o
print(hash(h) == n)
z = C()
late = weakref.ref(z)
del z
try:
    hash(late)
except TypeError as error:
    print(type(error).__name__)
