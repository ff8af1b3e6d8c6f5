import gc

saved = []


class Phoenix:
    count = 0

    def __del__(self):
        Phoenix.count += 1
        print("dying", Phoenix.count)
        saved.append(self)


p = Phoenix()
p.tag = "mine"
del p
print(saved[0].tag, len(saved))
p = saved.pop()
del p
print("a finalizer runs once", Phoenix.count, len(saved))
gc.disable()
p = Phoenix()
p.me = p
del p
gc.collect()
print(len(saved), Phoenix.count, saved[0].me is saved[0])
saved.clear()
gc.collect()
print(Phoenix.count, "still once for the cycle", len(saved))


class Group:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)
        if self.name == "a":
            saved.append(self)


a, b, c = Group("a"), Group("b"), Group("c")
a.link, b.link, c.link = b, c, a
del a, b, c
gc.collect()
print([g.name for g in saved], saved[0].link.link.name)
saved.clear()
print("gone again", gc.collect() >= 0)
import weakref


class W:
    def __del__(self):
        saved.append(self)
        print("ref in del", ref() is self)


w = W()
ref = weakref.ref(w)
del w
print("resurrected; the weak reference", ref() is saved[-1])
print(gc.is_finalized(saved[-1]))
