class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


class Slotted:
    __slots__ = ("b", "a")


class Plain:
    pass


s = Slotted()
s.a, s.b = D("slot a"), D("slot b")
s.a = None
print("slot cleared")
del s
p = Plain()
p.x, p.y = D("attr x"), D("attr y")
del p.x
print("attribute deleted")
p.__dict__["z"] = D("dict z")
p.__dict__ = {}
print("dict replaced")
d = p.__dict__
d["kept"] = D("kept by dict")
del p
print("instance gone")
del d
print("dict gone")


class Base:
    shared = D("class attribute")


Base.shared = None
print("class attribute replaced")


class Temp:
    held = D("held by class")


import gc
del Temp
gc.collect()
print("class collected")


class WithDel:
    def __init__(self):
        self.part = D("part")

    def __del__(self):
        print("whole goes first")


WithDel()
items = {D("set item")}
items.clear()
a = [D("a0"), [D("a1"), [D("a2")]]]
del a
print("nested gone")
z = zip([D("z")], [1])
next(z)
del z
print("zip gone")
fn = D("bound").__init__
del fn
print("method gone")
