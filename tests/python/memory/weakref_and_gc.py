import gc
import weakref


class C:
    pass


gc.disable()
log = []
a, b = C(), C()
a.other, b.other = b, a
ra = weakref.ref(a, lambda r: log.append(("a gone", r() is None)))
rb = weakref.ref(b)
del a, b
print(ra() is not None, rb() is not None)
gc.collect()
print(ra(), rb(), log)
log.clear()


class Holder:
    pass


h = Holder()
h.me = h
h.ref = weakref.ref(h, lambda r: log.append("callback of a dead weakref"))
del h
gc.collect()
print(log)
c = C()
c.me = c
outside = weakref.ref(c, lambda r: log.append("outside called"))
del c
gc.collect()
print(log)
log.clear()


objs = [C() for _ in range(100)]
refs = [weakref.ref(o, lambda r, i=i: log.append(i)) for i, o in enumerate(objs)]
for o in objs:
    o.all = objs
del objs, o
gc.collect()
print(len(log), sorted(log) == list(range(100)), all(r() is None for r in refs))


def cb(ref):
    raise ValueError("in callback")


import sys
seen = []
sys.unraisablehook = lambda args: seen.append(str(args.exc_value))
x = C()
r = weakref.ref(x, cb)
del x
print(seen)
sys.unraisablehook = sys.__unraisablehook__
gc.enable()
