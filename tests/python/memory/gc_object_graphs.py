import gc


class N:
    pass


def count(cls):
    return sum(type(o) is cls for o in gc.get_objects())


gc.collect()
gc.disable()


def ring(n):
    nodes = [N() for _ in range(n)]
    for a, b in zip(nodes, nodes[1:] + nodes[:1]):
        a.next = b
    return nodes[0]


r = ring(100)
print(count(N))
gc.collect()
print(count(N))
r.next.next.next = None
gc.collect()
print(count(N))
del r
gc.collect()
print(count(N))
mesh = [N() for _ in range(30)]
for a in mesh:
    a.all = mesh
    a.table = {i: b for i, b in enumerate(mesh)}
    a.pair = (a, mesh[0])
    a.fn = lambda a=a: a
    a.method = a.__init__
del mesh, a
print(count(N))
gc.collect()
print(count(N))


def gen(n):
    me = yield
    yield n, me


g = gen(N())
next(g)
g.send(g)
del g
print(count(N))
gc.collect()
print(count(N))
it = iter([N()])
holder = [it]
keeper = {"it": holder}
holder.append(keeper)
del it, holder, keeper
gc.collect()
print(count(N))


class Meta(type):
    pass


K = Meta("K", (), {})
K.instance = K()
K.node = N()
K.self = K
del K
gc.collect()
print(count(N), sum(type(o) is Meta for o in gc.get_objects()))
e = ValueError()
e.node = N()
e.__context__ = e2 = TypeError()
e2.__cause__ = e
del e, e2
gc.collect()
print(count(N))
m = map(lambda x: x, z := [N()])
z.append(m)
del m, z
gc.collect()
print(count(N))
import types
mod = types.ModuleType("tmp")
mod.node = N()
mod.mod = mod
del mod
gc.collect()
print(count(N))
p = property(lambda s: p)
s = staticmethod(lambda: s)
box = [p, s, N()]
box.append(box)
del p, s, box
gc.collect()
print(count(N))
import functools, itertools, collections
for make in (lambda c: functools.partial(print, c), lambda c: itertools.chain(c), lambda c: collections.deque([c]), lambda c: collections.defaultdict(list, c=c), lambda c: zip(c, c), lambda c: enumerate(c), lambda c: itertools.cycle(c), lambda c: collections.OrderedDict(c=c), lambda c: memoryview(b"x"), lambda c: slice(c), lambda c: filter(None, c), lambda c: iter(c), lambda c: reversed(c), lambda c: itertools.tee(c)[0], lambda c: frozenset([id(c)]), lambda c: types.SimpleNamespace(c=c), lambda c: types.MappingProxyType({"c": c})):
    c = [N()]
    c.append(make(c))
    del c
gc.collect()
print(count(N))
gc.enable()
