import gc

print(gc.isenabled(), gc.get_threshold(), len(gc.get_count()), gc.get_debug(), gc.garbage)
gc.disable()
print(gc.isenabled())
gc.enable()
gc.set_threshold(500)
print(gc.get_threshold())
gc.set_threshold(1000, 20, 30)
print(gc.get_threshold())
gc.set_threshold(700, 10, 10)
for generation in (0, 1, 2):
    print(type(gc.collect(generation)).__name__)
for bad in (-1, 3, "x"):
    try:
        gc.collect(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
gc.collect()
gc.disable()
a = []
a.append(a)
del a
print(gc.collect())
b = {}
b["self"] = b
c = [b]
b["c"] = c
del b, c
print(gc.collect())
print(gc.collect())
stats = gc.get_stats()
print(len(stats), sorted(stats[0])[:3], stats[2]["collections"] > 3)
for obj in (1, 1.5, "s", b"b", None, True, (), [], set(), lambda: 0, object(), print, range(3)):
    print(type(obj).__name__, gc.is_tracked(obj), end="; ")
print()


class C:
    pass


class S:
    __slots__ = ()


print(gc.is_tracked(C()), gc.is_tracked(C), gc.is_finalized(C()))
inner = [1]
outer = [inner, inner]
print(gc.get_referents(outer), gc.get_referents({"k": "v"}), gc.get_referents(1, "s"))
print(any(r is outer for r in gc.get_referrers(inner)), any(o is inner for o in gc.get_objects()))
print(gc.get_freeze_count(), gc.freeze(), gc.get_freeze_count() > 0, gc.unfreeze(), gc.get_freeze_count())
print([gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK])
gc.set_debug(gc.DEBUG_SAVEALL)
x = ["saved"]
x.append(x)
del x
print(gc.collect(), gc.garbage)
gc.set_debug(0)
gc.garbage.clear()
gc.enable()
print(gc.collect() >= 0)
