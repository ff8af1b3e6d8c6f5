import gc


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


gc.disable()
a = Node("self loop")
a.me = a
del a
print("not yet")
gc.collect()
print("collected")
x, y = Node("x"), Node("y")
x.other, y.other = y, x
del x, y
print(gc.collect() > 0)
keep = Node("kept")
keep.me = keep
gc.collect()
print("still", keep.name)
keep.me = None
del keep
chain = [Node("in list")]
chain.append(chain)
del chain
gc.collect()


class Owner:
    def __init__(self):
        self.callback = self.method
        self.node = Node("owned by bound method cycle")

    def method(self):
        pass


Owner()
print("before")
gc.collect()


def closure_cycle():
    n = Node("closure cycle")

    def inner():
        return n, inner


closure_cycle()
gc.collect()


class Parent:
    pass


p = Parent()
p.children = [Node("child") for _ in range(2)]
for c in p.children:
    c.parent = p
del p, c
gc.collect()
try:
    raise ValueError
except ValueError as e:
    kept = e
n = Node("in exception")
kept.node = n
kept.me = kept
del n, kept
gc.collect()
gc.enable()
print("end")
